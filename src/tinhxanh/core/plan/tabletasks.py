"""Duties in task tables: Canonical, Sheet -> tasks. One row is one duty, however many dashes its cell has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tinhxanh.core.plan import addressing, footers, sections, tables
from tinhxanh.core.plan.addressing import Roles
from tinhxanh.core.plan.canonical import Canonical
from tinhxanh.core.plan.facts import Task
from tinhxanh.core.plan.naming import agencies
from tinhxanh.core.plan.normal import squeeze
from tinhxanh.core.plan.tables import Column, Row, Sheet
from tinhxanh.core.plan.times import deadlines
from tinhxanh.core.values import Deadline

_AGENCY_ROLES = ("lead", "coordinate", "both", "responsible")
_INDICATOR = {"target", "median", "rank", "value", "target_rank"}
_TOGETHER = re.compile(r"\(?\s*(?:cơ quan |đơn vị )?phối hợp(?:\s+thực hiện)?\s*\)?\s*[.,;]*$", re.IGNORECASE)
_DITTO = re.compile(r"\W*(?:n\.?t|như trên)\W*|[-–\s]*(?:[\"”“″〃]|'')[-–\s]*", re.IGNORECASE)
# Those who direct others answer for what these do.
_DIRECTS = re.compile(r"(?<=\w)\s+chỉ đạo\s+(?=[A-ZĐ]|các\s).*$", re.DOTALL)
_LABELLED = re.compile(r"(?:chủ trì|phối hợp)\s*:", re.IGNORECASE)


def is_task_table(sheet: Sheet) -> bool:
    """Whether the rows are duties: a column for what to do and one for who or when."""
    roles = {c.role for c in sheet.columns}
    if roles & _INDICATOR and "deadline" not in roles and "task" not in roles:
        return False
    return bool(roles & {"task", "name"}) and bool(roles & {*_AGENCY_ROLES, "deadline"})


def read(canonical: Canonical, sheet: Sheet, year: int | None, by_name: bool = False) -> list[Task]:
    """The duties of a task table in printed order; `year` is the plan's own."""
    found: list[Task] = []
    numbers = tables.ids(sheet)
    what = _what(sheet)
    if what is None:
        return found
    for row in _resolve(sheet):
        text = squeeze(row.cells.get(what.index, ""))
        if row.is_group or len(text.split()) < 2:
            continue
        named = roles(sheet, row)
        group = next((g[1] for g in reversed(row.groups) if g[1]), None)
        found.append(
            Task(
                id=numbers[row.number],
                text=text,
                theme=theme(group) if group is not None else None,
                component=component(row, by_name) or _component_beside(sheet, row, what, by_name),
                lead=named.lead,
                coordinate=named.coordinate,
                deadline=_deadline(sheet, row, text, year),
                source=tables.spans(canonical, row, what.index),
            )
        )
    return found


def _resolve(sheet: Sheet) -> Iterator[Row]:
    """The rows with "nt", "như trên" or a ditto sign among agencies and times replaced by the cell above."""
    above: dict[int, str] = {}
    repeating = {c.index for c in sheet.columns if c.role in {*_AGENCY_ROLES, "deadline"}}
    for row in sheet.rows:
        cells = {
            at: above.get(at, "") if at in repeating and _DITTO.fullmatch(text.strip()) else text
            for at, text in row.cells.items()
        }
        above |= cells
        yield replace(row, cells=cells)


def _what(sheet: Sheet) -> Column | None:
    """The column of what to do: so headed, or else the one with the longest texts."""
    headed = sheet.first("task")
    if headed is not None:
        return headed
    free = [c for c in sheet.columns if c.role in {None, "name", "product", "note"} and c.index > 0] or [
        c for c in sheet.columns if c.role in {None, "name"}
    ]
    return max(free, key=lambda c: _mean_length(sheet, c), default=None)


def _mean_length(sheet: Sheet, column: Column) -> float:
    cells = [row.cells[column.index] for row in sheet.rows if column.index in row.cells]
    return sum(map(len, cells)) / len(cells) if cells else 0.0


def _component_beside(sheet: Sheet, row: Row, what: Column, by_name: bool) -> int | None:
    """The PGI component that another cell of the row names, merged over several rows or not."""
    for column in sheet.columns:
        if column.index != what.index and column.role in {"name", None, "id"}:
            number = sections.component(row.cells.get(column.index, ""), by_name)
            if number is not None:
                return number
    return None


def theme(group: str) -> str:
    """The theme a group row names: up to its colon."""
    head = sections.theme(group)
    return head.partition(":")[0].strip() if ":" in head else head


def component(row: Row, by_name: bool) -> int | None:
    """The PGI component that the groups over a row name."""
    for _, name in reversed(row.groups):
        number = sections.component(name, by_name)
        if number is not None:
            return number
    return None


def _names_bodies(sheet: Sheet) -> bool:
    """Whether a column says which body answers: then the person who looks after it answers for nothing."""
    return any(column.role in {"lead", "both", "responsible"} for column in sheet.columns)


def roles(sheet: Sheet, row: Row) -> Roles:
    """Who leads and who co-ordinates by the agency columns of a row."""
    lead: list[str] = []
    coordinate: list[str] = []
    named = _AGENCY_ROLES if _names_bodies(sheet) else (*_AGENCY_ROLES, "person")
    for column in sheet.columns:
        cell = row.cells.get(column.index, "")
        if column.role not in named or not cell:
            continue
        if column.role == "coordinate" and not _LABELLED.search(cell):
            coordinate.extend(agencies.split(cell))
            continue
        stated = of_cell(cell)
        lead.extend(stated.lead)
        coordinate.extend(stated.coordinate)
    return Roles(addressing.unique(lead), addressing.unique(coordinate))


def of_cell(cell: str) -> Roles:
    """Who leads and who co-ordinates by one cell: labels ("Chủ trì: …"), words behind names, or all leads.

    >>> of_cell("Kho bạc tỉnh chủ trì; Hội Làm vườn phối hợp").coordinate
    ('Hội Làm vườn',)
    """
    if _LABELLED.search(cell):
        return footers.fields(cell)
    lead: list[str] = []
    coordinate: list[str] = []
    for piece in re.split(r"[;\n]|\.\s|(?<=chủ trì),", cell):
        piece = _DIRECTS.sub("", piece)
        together = re.split(r",?\s*phối hợp với\s+", piece, maxsplit=1)
        if len(together) > 1 and together[0].strip():
            lead.extend(agencies.split(together[0]))
            coordinate.extend(agencies.split(together[1]))
        elif _TOGETHER.search(piece):
            coordinate.extend(agencies.split(piece))
        else:
            lead.extend(agencies.split(piece))
    return Roles(addressing.unique(lead), addressing.unique(coordinate))


def _deadline(sheet: Sheet, row: Row, text: str, year: int | None) -> Deadline | None:
    for column in sheet.all("deadline"):
        cell = row.cells.get(column.index)
        if cell:
            return deadlines.of_cell(cell, year)
    stated = deadlines.of_text(text, year)
    return stated.deadline if stated is not None and sheet.first("deadline") is None else None
