"""Tables of rows with tabs between their cells: how high the head is, how far cells reach."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import replace

from tinhxanh.core.plan.grids import brokentables, columns
from tinhxanh.core.plan.grids.gridding import Fragment, LooseTable
from tinhxanh.core.plan.grids.tabrows import TabRow
from tinhxanh.core.plan.normal import fold, squeeze

_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3}){0,3}[.)]?")
_FIGURE = re.compile(r"\d[\d,.]*%?$")
_YEAR_HEAD = re.compile(r"(?:^|năm )20\d\d$", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,80}>")
_SHARED = frozenset({"lead", "coordinate", "responsible", "both", "deadline"})
_LEADING = frozenset({"lead", "responsible", "both"})
_MOSTLY = 0.6  # the share of numbered rows that name somebody; below it an empty cell is one that is open


def of_rows(rows: Sequence[TabRow]) -> LooseTable:
    """The table of `rows`, headed where the first row names columns; repeated heads are left out."""
    printed = [_once([clean(cell) for cell in row.cells]) for row in rows]
    n_columns = max(len(cells) for cells in printed)
    if len(printed) > 2:
        printed[:2] = _placed(printed[0], printed[1], n_columns)
    height = _head_height(printed)
    if height == 2:
        printed[:2] = _aligned(printed[0], printed[1])
    headers = [fold(" ".join(row)) for row in printed[: max(height, 1)]]
    fragments: list[Fragment] = []
    number = 0
    for index, (cells, row) in enumerate(zip(printed, rows, strict=True)):
        if index >= len(headers) and any(_same(fold(" ".join(cells)), header) for header in headers):
            continue
        if index == 0 and height == 2:
            fragments.extend(_upper(cells, printed[1], row.page))
        else:
            fragments.extend(_row(number, cells, row.page, n_columns))
        number += 1
    return LooseTable(tuple(_merged(fragments, height)), number, n_columns, height)


def _row(number: int, cells: Sequence[str], page: int | None, n_columns: int) -> Iterable[Fragment]:
    """The fragments of a row; a cell behind nothing but a label that ends its row reaches to the edge."""
    merged = len(cells) <= 2 and len(cells) + 1 < n_columns
    for column, cell in enumerate(cells):
        span = n_columns - column if merged and column == len(cells) - 1 else 1
        for place, text in enumerate(cell.split("\n")):
            yield Fragment(number, column, text, page, column_span=span, gap="\n" if place else " ")


def _once(cells: list[str]) -> list[str]:
    """A row whose one text is repeated in every place it was merged over: said once."""
    label = 1 if len(cells) > 1 and cells[0] != cells[1] else 0
    rest = cells[label:]
    return cells[: label + 1] if len(rest) > 2 and rest[0] and len(set(rest)) == 1 else cells


_DIVIDED = frozenset({"target", "both", "responsible"})  # what a head is for that is most often divided


def _placed(upper: list[str], lower: list[str], n_columns: int) -> tuple[list[str], list[str]]:
    """The second row of a head that was written without the places of the cells reaching down to it, put
    below the cells that it divides: those with empty places behind them, or the one of goals or agencies
    where none has any.
    """
    if not 2 <= len(lower) < len(upper) or not all(lower) or any(_FIGURE.search(text) for text in lower):
        return upper, lower
    heads = [at for at, text in enumerate(upper) if text]
    runs = [range(at, end) for at, end in zip(heads, [*heads[1:], len(upper)], strict=True) if end > at + 1]
    if not runs and len(lower) == n_columns - len(upper) + 1:
        divided = next((at for at in heads if columns.role(upper[at]) in _DIVIDED), None)
        if divided is None:
            return upper, lower
        upper = [*upper[: divided + 1], *[""] * (len(lower) - 1), *upper[divided + 1 :]]
        runs = [range(divided, divided + len(lower))]
    places = [place for run in runs for place in run]
    if len(places) != len(lower):
        return upper, lower
    below = [""] * len(upper)
    for place, text in zip(places, lower, strict=True):
        below[place] = text
    return upper, below


def _aligned(upper: list[str], lower: list[str]) -> tuple[list[str], list[str]]:
    """A head of two rows in which every cell stands once: repeated words taken out, and where the upper row
    is the shorter one, empty places behind the cells that are divided below.
    """
    below = ["" if at < len(upper) and text == upper[at] else text for at, text in enumerate(lower)]
    above = [text if at == 0 or text != upper[at - 1] else "" for at, text in enumerate(upper)]
    missing = len(below) - len(above)
    runs = [(hit.start(), hit.end()) for hit in re.finditer("x+", "".join("x" if t else "." for t in below))]
    width = sum(end - start for start, end in runs)
    if missing <= 0 or not runs or width % (width - missing or 1) or width <= missing:
        return above, below
    share = width // (width - missing)
    for start, end in runs:
        if (end - start) % share == 0:
            for place in range(start, end, share):
                above[place + 1 : place + 1] = [""] * (share - 1)
    return above, below


def _merged(fragments: list[Fragment], height: int) -> list[Fragment]:
    """`fragments` with cells that reach over rows: between tabs a merged cell is printed in its first row.

    A numbered row behind a numbered one that says neither who nor when shares the cells above it; one that
    only does not say who leads shares that. A time left out alone may be none at all.
    """
    grid: dict[int, dict[int, int]] = {}
    for place, one in enumerate(fragments):
        grid.setdefault(one.row, {}).setdefault(one.column, place)
    heads: dict[int, str] = {}
    for one in fragments:
        if one.row < height and one.text:
            heads[one.column] = f"{heads.get(one.column, '')} {one.text}".strip()
    shared = [column for column, head in heads.items() if columns.role(head) in _SHARED]
    numbered = [row for row in grid if row >= height and _is_numbered(fragments, grid[row])]
    reaching = {row for row, above in zip(numbered[1:], numbered, strict=False) if row - 1 == above}
    leads = [column for column in shared if columns.role(heads[column]) in _LEADING]
    for together in (shared, leads):
        silent = [
            row
            for row in numbered
            if not any(_text(fragments, grid[row], c) for c in together)
            and not _heads_group(fragments, grid, row)
        ]
        if together and len(silent) <= (1 - _MOSTLY) * len(numbered):
            _stretch(fragments, grid, reaching.intersection(silent), together)
    return fragments


def _text(fragments: list[Fragment], row: dict[int, int], column: int) -> str:
    return fragments[row[column]].text if column in row else ""


def _is_numbered(fragments: list[Fragment], row: dict[int, int]) -> bool:
    """Whether the row begins with a number and says something."""
    return _NUMBER.fullmatch(_text(fragments, row, 0)) is not None and bool(_text(fragments, row, 1))


def _heads_group(fragments: list[Fragment], grid: dict[int, dict[int, int]], row: int) -> bool:
    """Whether the row is one merged cell behind its number, or the next row is numbered below it (2, 2.1)."""
    label = _text(fragments, grid[row], 0).rstrip(".)")
    following = _text(fragments, grid.get(row + 1, {}), 0)
    return fragments[grid[row][1]].column_span > 1 or following.startswith(f"{label}.1")


def _stretch(
    fragments: list[Fragment], grid: dict[int, dict[int, int]], rows: Set[int], shared: Sequence[int]
) -> None:
    """Let the last filled cells above `rows` in the columns `shared` reach down to them."""
    filled: dict[int, int] = {}  # by column the place of the last cell with words
    for row, cells in grid.items():
        for column in shared:
            if column in cells and fragments[cells[column]].text:
                filled[column] = cells[column]
            elif row in rows and column in filled:
                above = fragments[filled[column]]
                fragments[filled[column]] = replace(above, row_span=row - above.row + 1)


def _head_height(rows: Sequence[Sequence[str]]) -> int:
    """How many rows the head has: two where the second only names parts of columns of the first."""
    if not (brokentables.names_columns(" ".join(rows[0])) or _names_measures(rows[0])):
        return 0
    if len(rows) < 3:
        return 1
    above, below = _aligned(list(rows[0]), list(rows[1]))
    parts = [text for text in below if text]
    figures = [text for text in parts if _FIGURE.search(text) and not _YEAR_HEAD.search(text)]
    divides = len(parts) >= 2 and not below[0] and not figures
    return 2 if divides and any(not text for text in above) else 1


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
    return "\n".join(filter(None, (squeeze(_TAG.sub(" ", text)) for text in cell.split("\n"))))


def _same(one: str, other: str) -> bool:
    """Whether two header rows are one, print errors apart (letters differ here and there)."""
    if one == other:
        return True
    a, b = set(one.split()), set(other.split())
    return len(a & b) >= 0.75 * max(len(a), len(b))
