"""Tables in running lines: with tabs between cells, or broken by extraction into one line a cell stretch."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from tinhxanh.core.plan.grids import brokentables, columns, grouptables, indicatorlines, layouttables
from tinhxanh.core.plan.grids.gridding import Fragment, LooseTable
from tinhxanh.core.plan.normal import fold, squeeze
from tinhxanh.core.plan.source import Line

_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3}){0,3}[.)]?")
_FIGURE = re.compile(r"\d[\d,.]*%?$")
_YEAR_HEAD = re.compile(r"(?:^|năm )20\d\d$", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,80}>")


def find(lines: Sequence[Line]) -> Iterable[LooseTable | list[Line]]:
    """`lines` cut into runs of prose lines and tables, in order."""
    rest: list[Line] = []
    for part in _tabbed(lines):
        if isinstance(part, LooseTable):
            if rest:
                yield from _broken(rest)
                rest = []
            yield part
        else:
            rest.extend(part)
    if rest:
        yield from _broken(rest)


def _broken(lines: Sequence[Line]) -> Iterable[LooseTable | list[Line]]:
    """Tables whose cells were printed one line after another: of duties, then of indicators."""
    for side in layouttables.find(lines):
        if isinstance(side, LooseTable):
            yield side
            continue
        for part in brokentables.find(side):
            yield from [part] if isinstance(part, LooseTable) else _unnumbered(part)


def _unnumbered(lines: Sequence[Line]) -> Iterable[LooseTable | list[Line]]:
    """Tables of duties under numbered groups, then tables of indicators."""
    for part in grouptables.find(lines):
        yield from [part] if isinstance(part, LooseTable) else indicatorlines.find(part)


def _tabbed(lines: Sequence[Line]) -> Iterable[LooseTable | list[Line]]:
    """Runs of lines with at least two tabs are tables; blank lines do not end them."""
    table: list[Line] = []
    waiting: list[Line] = []
    for line in lines:
        if line.text.count("\t") >= 2:
            table.append(line)
            waiting = []
        elif table and not line.text.strip():
            waiting.append(line)
        else:
            if table:
                yield _of_tabs(table) if len(table) > 1 else table
                yield waiting
                table, waiting = [], []
            yield [line]
    if table:
        yield _of_tabs(table) if len(table) > 1 else table
        yield waiting


def _of_tabs(lines: Sequence[Line]) -> LooseTable:
    rows = [[clean(cell) for cell in line.text.split("\t")] for line in lines]
    height = _head_height(rows)
    headers = [fold(" ".join(row)) for row in rows[: max(height, 1)]]
    fragments: list[Fragment] = []
    number = 0
    for index, (cells, line) in enumerate(zip(rows, lines, strict=True)):
        if index >= len(headers) and any(_same(fold(" ".join(cells)), header) for header in headers):
            continue
        if index == 0 and height == 2:
            fragments.extend(_upper(cells, rows[1], line.page))
        else:
            fragments.extend(Fragment(number, column, text, line.page) for column, text in enumerate(cells))
        number += 1
    return LooseTable(tuple(_merged(fragments, height)), number, max(len(cells) for cells in rows), height)


_SHARED = frozenset({"lead", "coordinate", "responsible", "both", "deadline"})
_MOSTLY = 0.6  # the share of numbered rows that name somebody; below it an empty cell is one that is open


def _merged(fragments: list[Fragment], height: int) -> list[Fragment]:
    """`fragments` with cells that reach over rows: between tabs a merged cell is printed in its first row.

    A numbered row behind a numbered one that says neither who nor when shares the cells above it.
    """
    grid: dict[int, dict[int, int]] = {}
    for place, one in enumerate(fragments):
        grid.setdefault(one.row, {})[one.column] = place
    heads: dict[int, str] = {}
    for one in fragments:
        if one.row < height and one.text:
            heads[one.column] = f"{heads.get(one.column, '')} {one.text}".strip()
    shared = [column for column, head in heads.items() if columns.role(head) in _SHARED]
    numbered = [row for row in grid if row >= height and _is_numbered(fragments, grid[row])]
    silent = [row for row in numbered if not any(_text(fragments, grid[row], c) for c in shared)]
    if not shared or len(silent) > (1 - _MOSTLY) * len(numbered):
        return fragments
    for row in silent:
        if row - 1 in numbered:
            for column in shared:
                _stretch(fragments, grid, row, column)
    return fragments


def _text(fragments: list[Fragment], row: dict[int, int], column: int) -> str:
    return fragments[row[column]].text if column in row else ""


def _is_numbered(fragments: list[Fragment], row: dict[int, int]) -> bool:
    """Whether the row begins with a number and says something."""
    return _NUMBER.fullmatch(_text(fragments, row, 0)) is not None and bool(_text(fragments, row, 1))


def _stretch(fragments: list[Fragment], grid: dict[int, dict[int, int]], row: int, column: int) -> None:
    """Let the cell above `row` in `column` reach down to it."""
    for above in range(row - 1, -1, -1):
        place = grid.get(above, {}).get(column)
        if place is not None and fragments[place].text:
            fragments[place] = replace(fragments[place], row_span=row - above + 1)
            return


def _head_height(rows: Sequence[Sequence[str]]) -> int:
    """How many rows the head has: two where the second only names parts of columns of the first."""
    if not (brokentables.names_columns(" ".join(rows[0])) or _names_measures(rows[0])):
        return 0
    below = rows[1] if len(rows) > 2 else []
    parts = [text for text in below if text]
    figures = [text for text in parts if _FIGURE.search(text) and not _YEAR_HEAD.search(text)]
    divides = len(parts) >= 2 and not below[0] and not figures
    return 2 if divides and any(not text for text in rows[0]) else 1


def _names_measures(cells: Sequence[str]) -> bool:
    """Whether cells head the rows of indicators: a number, a name, and what is measured, if only by years."""
    roles = [columns.role(text) for text in cells]
    return roles[0] == "id" and "name" in roles and bool({"value", "target"} & set(roles))


def _upper(cells: Sequence[str], below: Sequence[str], page: int | None) -> Iterable[Fragment]:
    """The upper row of a head of two: a cell reaches over the empty ones behind it that are divided below."""
    column = 0
    while column < len(cells):
        width = 1
        divided = column < len(below) and bool(below[column])
        while divided and column + width < len(cells) and not cells[column + width] and below[column + width]:
            width += 1
        yield Fragment(0, column, cells[column], page, row_span=1 if divided else 2, column_span=width)
        column += width


def clean(cell: str) -> str:
    """A cell without the markup that a converter left in it."""
    return squeeze(_TAG.sub(" ", cell))


def _same(one: str, other: str) -> bool:
    """Whether two header rows are one, print errors apart (letters differ here and there)."""
    if one == other:
        return True
    a, b = set(one.split()), set(other.split())
    return len(a & b) >= 0.75 * max(len(a), len(b))
