"""Tables that give duties of another section: an agency a row, the points it leads or shares in cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tinhxanh.core.plan import pointers, tables
from tinhxanh.core.plan.canonical import Canonical
from tinhxanh.core.plan.naming import agencies
from tinhxanh.core.plan.tables import Column, Row, Sheet
from tinhxanh.core.values import Span


@dataclass(frozen=True, slots=True)
class Given:
    """What one cell gives: the agencies of its row, the paths of the points, in which role."""

    agencies: tuple[str, ...]
    paths: tuple[tuple[str, ...], ...]
    role: str
    at: str
    source: tuple[Span, ...]


def is_assignment_table(sheet: Sheet) -> bool:
    """Whether a column of roles holds pointers ("điểm a mục 1") and another holds agencies."""
    return bool(_pointing(sheet)) and _who(sheet) is not None


def _pointing(sheet: Sheet) -> list[Column]:
    found = []
    for column in sheet.columns:
        cells = [row.cells[column.index] for row in sheet.rows if column.index in row.cells]
        pointing = sum(1 for cell in cells if pointers.of_cell(cell))
        if cells and pointing >= 0.5 * len(cells):
            found.append(column)
    return found


def _who(sheet: Sheet) -> Column | None:
    pointing = {column.index for column in _pointing(sheet)}
    for column in sheet.columns:
        cells = [row.cells[column.index] for row in sheet.rows if column.index in row.cells]
        named = sum(1 for cell in cells if agencies.begins(cell.strip()))
        if column.index not in pointing and cells and named >= 0.6 * len(cells):
            return column
    return None


def read(canonical: Canonical, sheet: Sheet) -> Iterator[Given]:
    """What the rows give, in printed order."""
    who = _who(sheet)
    roles = [(column, _role(column, place)) for place, column in enumerate(_pointing(sheet))]
    for row in sheet.rows:
        names = agencies.split(row.cells.get(who.index, "")) if who is not None else ()
        for column, role in roles:
            paths = pointers.of_cell(row.cells.get(column.index, ""))
            if names and paths:
                yield Given(names, paths, role, _label(row), tables.spans(canonical, row, column.index))


def _role(column: Column, place: int) -> str:
    """The role a column gives by the last words of its header; without them the first leads, others share."""
    header = column.header.lower()
    if "chủ trì" in header or "phối hợp" in header:
        return "lead" if header.rfind("chủ trì") > header.rfind("phối hợp") else "coordinate"
    return "coordinate" if column.role == "coordinate" or place > 0 else "lead"


def _label(row: Row) -> str:
    return row.label or str(row.number)
