"""Indicator tables: Canonical, Sheet -> indicator rows and the targets they hold."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tinhxanh.core.plan import numbers, sections, tables, tabletasks
from tinhxanh.core.plan.aiming import yeargoals
from tinhxanh.core.plan.canonical import Canonical
from tinhxanh.core.plan.facts import Baseline, IndicatorRow, Obligation, Target
from tinhxanh.core.plan.markers import roman
from tinhxanh.core.plan.normal import fold, squeeze
from tinhxanh.core.plan.tables import Column, Row, Sheet
from tinhxanh.core.plan.times import rhythms

_NUMERIC = {"value", "median", "rank", "target", "target_rank"}
_ROMAN = ("", "I", "II", "III", "IV")
_MOST_COMPONENTS = 3  # a table whose few rows name so many of the four components gives their scores
_ROWS_OF_COMPONENTS = 6
_TOTAL = re.compile(r"tổng|chỉ số (?:xanh|pgi)|^pgi|điểm (?:số )?pgi")


@dataclass(frozen=True, slots=True)
class Indicators:
    rows: tuple[IndicatorRow, ...] = ()
    targets: tuple[Target, ...] = ()
    obligations: tuple[Obligation, ...] = ()


def is_indicator_table(sheet: Sheet) -> bool:
    """Whether the rows are indicators: a name and at least one column of goals, or values with a rank or
    median.
    """
    roles = [c.role for c in sheet.columns]
    named = "name" in roles or "task" in roles
    years = [c for c in sheet.columns if c.role in {"target", "value"}]
    measured = bool({"target", "target_rank"} & set(roles)) or (
        "value" in roles and bool({"rank", "median", "unit"} & set(roles))
    )
    return (
        named
        and (measured or len(years) >= 2)
        and _mostly_numbers(sheet, [c for c in sheet.columns if c.role in _NUMERIC])
    )


def _mostly_numbers(sheet: Sheet, measured: list[Column]) -> bool:
    cells = [row.cells[c.index] for row in sheet.rows for c in measured if c.index in row.cells]
    numeric = [
        cell
        for cell in cells
        if re.match(r"\s*[<>≥≤=]?\s*(?:(?:trên|dưới|từ|đạt|khoảng)\s+)?-?\d", cell.lower()) and len(cell) < 40
    ]
    return bool(cells) and len(numeric) >= 0.5 * len(cells)


def read(
    canonical: Canonical,
    sheet: Sheet,
    year: int | None,
    by_name: bool,
    since: int | None = None,
    path: str = "",
) -> Indicators:
    """Rows and targets; `year` is the plan's own, taken where the target column names none, `since` the
    first year it plans for, `path` the id of the point that the table stands under.

    A table under a point that gives the goals of several years is its list of targets, numbered under it:
    the row of an indicator has room for one goal. Components of an index stay rows.
    """
    name = sheet.first("name", "task")
    if name is None:
        return Indicators()
    rows: list[IndicatorRow] = []
    targets: list[list[Target]] = []
    owed: list[Obligation] = []
    group: tuple[str, int | None] = ("", None)
    wanted = yeargoals.goals(sheet, since)
    # Components may be numbered 1 to 4 where no Roman number heads the rows.
    plain = by_name and _is_scored(sheet) and not any(_is_top(row) for row in sheet.rows)
    for row in sheet.rows:
        text = squeeze(row.cells.get(name.index, ""))
        if not text:
            continue
        named = sections.component(text, True) if plain and (not row.label or row.label.isdigit()) else None
        top = _is_top(row) or named is not None
        if top:
            label = _ROMAN[named] if named is not None else row.label
            row = replace(row, label=label)
            group = (label, named or _component(row, text, by_name))
        found = _row(canonical, sheet, row, text, group, top, wanted)
        if found is None:
            continue
        rows.append(found)
        targets.append(_targets(sheet, row, found, year, wanted))
        owed.extend(_owed(sheet, row, found))
    of_index = any(row.component is not None or row.id == "total" for row in rows)
    if path and not of_index and yeargoals.are_only(sheet, wanted):
        rows, targets = [], [yeargoals.under(path, given) for given in targets]
    return Indicators(tuple(rows), tuple(itertools.chain.from_iterable(targets)), tuple(owed))


def _owed(sheet: Sheet, row: Row, found: IndicatorRow) -> Iterator[Obligation]:
    """What the column of reporting rhythms says of a row: its lead reports on it so often."""
    column = sheet.first("rhythm")
    cell = row.cells.get(column.index, "") if column is not None else ""
    if rhythms.RHYTHM.search(cell) is not None:
        yield Obligation(
            found.id, found.lead, found.name, frequency=rhythms.frequency(cell), source=found.source
        )


def _is_top(row: Row) -> bool:
    return re.fullmatch(r"[IVX]+|[A-D]", row.label) is not None


def _component(row: Row, text: str, by_name: bool) -> int | None:
    number = sections.component(text, by_name)
    if number is None and by_name and re.fullmatch(r"I|II|III|IV", row.label):
        return roman(row.label)
    return number


def _number(sheet: Sheet, row: Row, role: str) -> float | None:
    column = sheet.first(role)
    return numbers.first(row.cells.get(column.index, "")) if column is not None else None


def _whole(value: float | None) -> int | None:
    return int(value) if value is not None else None


def _row(
    canonical: Canonical,
    sheet: Sheet,
    row: Row,
    text: str,
    group: tuple[str, int | None],
    top: bool,
    wanted: tuple[Column, ...],
) -> IndicatorRow | None:
    measured = [c for c in sheet.columns if c.role in _NUMERIC]
    if not any(numbers.first(row.cells.get(c.index, "")) is not None for c in measured):
        return None
    value, target = _value(sheet, row, wanted), _goal(row, wanted)
    total = not row.label and _TOTAL.search(fold(text)) is not None
    lead, coordinate = _agencies(sheet, row)
    unit = _unit(sheet, row, text, measured)
    is_score = unit is None and (top or total) and _is_scored(sheet)
    label = (
        "total"
        if total
        else row.label
        if top or not group[0] or "." in row.label
        else f"{group[0]}.{row.label}"
    )
    return IndicatorRow(
        id=label or str(row.number),
        name=text,
        component=None if total else group[1],
        unit="điểm" if is_score else unit,
        value=value,
        median=_number(sheet, row, "median"),
        rank=_whole(_number(sheet, row, "rank")),
        target=target,
        target_rank=_whole(_number(sheet, row, "target_rank")),
        lead=lead,
        coordinate=coordinate,
        source=tables.spans(canonical, row, *sorted(row.pieces)),
    )


def _is_scored(sheet: Sheet) -> bool:
    """Whether the table gives scores: beside ranks or medians, in columns of "điểm", or of components."""
    if any(sheet.all(role) for role in ("rank", "median", "target_rank")):
        return True
    if any("điểm" in fold(c.header) for c in sheet.columns if c.role in {"value", "target"}):
        return True
    name = sheet.first("name", "task")
    named = {sections.component(row.cells.get(name.index, ""), True) for row in sheet.rows} if name else set()
    return len(named - {None}) >= _MOST_COMPONENTS and len(sheet.rows) <= _ROWS_OF_COMPONENTS


def _value(sheet: Sheet, row: Row, wanted: tuple[Column, ...]) -> float | None:
    column = yeargoals.start(sheet, wanted)
    return numbers.first(row.cells.get(column.index, "")) if column is not None else None


def _goal(row: Row, wanted: tuple[Column, ...]) -> float | None:
    """The last goal of the row: the one furthest ahead."""
    found = [numbers.first(row.cells.get(c.index, "")) for c in wanted]
    return next((value for value in reversed(found) if value is not None), None)


def _agencies(sheet: Sheet, row: Row) -> tuple[tuple[str, ...], tuple[str, ...]]:
    roles = tabletasks.roles(sheet, row)
    return roles.lead, roles.coordinate


def _unit(sheet: Sheet, row: Row, text: str, measured: list[Column]) -> str | None:
    column = sheet.first("unit")
    if column is not None and row.cells.get(column.index):
        stated = squeeze(row.cells[column.index])
        return "điểm" if fold(stated) == "điểm" else stated  # "Điểm" only opens its cell
    cells = [row.cells.get(c.index, "") for c in measured if c.role in {"value", "target"}]
    if any("%" in cell for cell in cells) or re.search(r"\(\s*%", text):
        return "%"
    return "điểm" if any("điểm" in cell for cell in cells) else None


def _measure(unit: str | None) -> str:
    if unit is None:
        return "count"
    return {"%": "percent", "điểm": "score", "hạng": "rank", "bậc": "rank"}.get(unit.lower().strip(), "count")


def _targets(
    sheet: Sheet, row: Row, found: IndicatorRow, year: int | None, wanted: tuple[Column, ...]
) -> list[Target]:
    """One target for each column of goals that has a number in this row."""
    base = yeargoals.start(sheet, wanted)
    has_base = found.value is not None or found.rank is not None
    baseline = (
        Baseline(found.value, found.rank, base.year if base is not None else None) if has_base else None
    )
    targets = []
    for column in wanted:
        cell = row.cells.get(column.index, "")
        value = numbers.first(cell)
        if value is None:
            continue
        last = column is wanted[-1]
        targets.append(
            Target(
                id=found.id,
                subject=found.name,
                measure=_measure(found.unit),
                comparator=comparator(cell),
                value=value,
                component=found.component,
                unit=found.unit,
                year=column.year or year,
                baseline=baseline,
                target_rank=found.target_rank if last else None,
                source=found.source,
            )
        )
    return targets


def comparator(cell: str) -> str:
    """The comparator a goal cell states: at least for "trên", at most for "dưới", else equal."""
    if re.search(r"≥|>|trên|từ .* trở lên|ít nhất|tối thiểu", cell.lower()):
        return ">="
    return "<=" if re.search(r"≤|<|dưới|không quá|tối đa", cell.lower()) else "="
