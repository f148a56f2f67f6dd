"""Tables whose cells the format keeps apart: layout tables opened, tables joined over pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tinhxanh.core.plan.grids import columns, timecells
from tinhxanh.core.plan.grids.celllines import begins_anew
from tinhxanh.core.plan.lines import footcells, headcells
from tinhxanh.core.plan.lines.joining import goes_on_behind_dash
from tinhxanh.core.plan.normal import fold, squeeze
from tinhxanh.core.plan.source import Cell, Grid, Line, Paragraph

_LAYOUT = re.compile(
    r"cộng h[oò][aà] xã hội|độc lập\s*[-–]|nơi nhận|^số\s*:|kính gửi|^v/v ", re.IGNORECASE | re.MULTILINE
)
_ITEM = re.compile(r"\s*[-–+•(]|\s*\d+[.)]")
_FIGURE = re.compile(r"\d[\d.,]*\s*(?:%|điểm|/\s?\d+.*)?")
_YEAR = re.compile(r"(?:[Nn]ăm )?20\d\d")
_HEADED = re.compile(
    r"(?<!\w)(?:stt|tt|s\.?t\.?t|số tt|nhiệm vụ|nội dung|chủ trì|phối hợp|chỉ tiêu|chỉ số|đơn vị tính"
    r"|thời gian|ghi chú|kết quả|thời hạn)(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Fragment:
    """A stretch of one cell, in printed order; `gap` stands before it where it touches the same cell."""

    row: int
    column: int
    text: str
    page: int | None = None
    row_span: int = 1
    column_span: int = 1
    gap: str = " "


@dataclass(frozen=True, slots=True)
class LooseTable:
    """A table before its text has offsets."""

    fragments: tuple[Fragment, ...]
    n_rows: int
    n_columns: int
    n_header_rows: int
    doubtful: tuple[int, ...] = ()  # rows whose cells were told apart by guess


def is_layout(grid: Grid) -> bool:
    """Whether the grid only places text on the page: head or foot of a letter, a frame of one cell."""
    if grid.n_columns == 1 or len(grid.cells) <= 2:
        return True
    texts = [cell_text(cell) for cell in grid.cells]
    if any(_LAYOUT.search(text) for text in texts) and (grid.n_rows <= 4 or not grid.ruled):
        return True
    return not grid.ruled and not _holds_data(grid)


def _holds_data(grid: Grid) -> bool:
    """Whether a grid without drawn lines is a table all the same: its header names the columns, or it is
    wide and long enough that no letter is laid out so.
    """
    filled = [(cell.row, text) for cell in grid.cells if (text := cell_text(cell).strip())]
    heads = [text for row, text in filled if row == 0]
    roles = {columns.role(text) for text in heads if len(text) < 80} - {None}
    if len(roles) >= 2 and len(roles) * 2 >= len(heads):
        return grid.n_rows >= 2
    full = sum(1 for cells in Counter(row for row, _ in filled).values() if cells >= 3)
    return grid.n_columns >= 3 and full >= 3


def cell_text(cell: Cell) -> str:
    return "\n".join(part.text for part in cell.content)


def unfold(grid: Grid) -> Iterable[Paragraph]:
    """The paragraphs of a layout grid, column by column within a row."""
    for cell in sorted(grid.cells, key=lambda c: (c.row, c.column)):
        for part in cell.content:
            for text in (line for printed in part.text.split("\n") for line in _lines_of(printed)):
                yield Paragraph(text, part.page, getattr(part, "align", None), part.bold, part.italic)


def _lines_of(text: str) -> list[str]:
    """The lines of a cell that a converter wrote one behind the other, in the head or below the text."""
    return [line for part in headcells.parted(text.strip()) for line in footcells.parted(part) if line]


def join(grids: Sequence[Grid]) -> LooseTable:
    """Grids that follow each other with nothing between as one table; repeated header rows dropped.

    A row that runs over a page (its first cell empty at the top of the next grid) is one row.
    """
    first = grids[0]
    header = header_rows(first)
    fragments = [f for cell in _ordered(first) for f in _fragments(cell, cell.row)]
    offset = first.n_rows
    heads = [_row_key(first, row) for row in range(header)]
    for grid in grids[1:]:
        skipped = sum(1 for row in range(min(grid.n_rows, len(heads))) if _row_key(grid, row) in heads)
        runs_on = _runs_on(grid, skipped, first.n_columns)
        shift = offset - skipped - (1 if runs_on else 0)
        for cell in _ordered(grid):
            if cell.row >= skipped:
                goes_on = runs_on and cell.row == skipped
                row = _carry(fragments, cell, offset - 1) if goes_on else cell.row + shift
                fragments.extend(_fragments(cell, row))
        offset = grid.n_rows + shift
    columns = max(grid.n_columns for grid in grids)
    return LooseTable(tuple(fragments), offset, columns, header)


def _carry(fragments: list[Fragment], cell: Cell, last: int) -> int:
    """The row of the cell that `cell`, at the top of a page, goes on with; a merged one reaches as far as
    both do.
    """
    for place in range(len(fragments) - 1, -1, -1):
        above = fragments[place]
        if above.column == cell.column and above.row <= last < above.row + above.row_span:
            if cell.row_span > 1:
                reach = last - above.row + cell.row_span
                _stretch(fragments, above.row, above.column, reach)
            return above.row
    return last


def _stretch(fragments: list[Fragment], row: int, column: int, reach: int) -> None:
    for place, one in enumerate(fragments):
        if (one.row, one.column) == (row, column):
            fragments[place] = replace(one, row_span=reach)


def _ordered(grid: Grid) -> list[Cell]:
    return sorted(grid.cells, key=lambda c: (c.row, c.column))


def _fragments(cell: Cell, row: int) -> Iterable[Fragment]:
    first = True
    for text, page, wrapped in _lines(cell.content):
        fragment = Fragment(row, cell.column, text, page, cell.row_span, cell.column_span)
        yield fragment if first or wrapped else replace(fragment, gap="\n")
        first = False
    if first:
        yield Fragment(row, cell.column, "", None, cell.row_span, cell.column_span)


def _lines(content: Sequence[Line | Paragraph]) -> Iterable[tuple[str, int | None, bool]]:
    """Texts of a cell with whether each only wraps the one before (printed lines do, paragraphs do not)."""
    before, printed = ",", ""
    for part in content:
        for index, text in enumerate(part.text.split("\n")):
            if text.strip():
                item = _ITEM.match(text) is not None and not goes_on_behind_dash(printed, text.strip())
                starts = item or begins_anew(before, text)
                yield text, part.page, isinstance(part, Line) and index == 0 and not starts
                before, printed = text, f"{printed[-80:]} {text.strip()}"


def header_rows(grid: Grid) -> int:
    """How many rows at the top name the columns: by their words, up to a row of numbers (1)(2)(3)."""
    rows = [
        [squeeze(cell_text(c)) for c in _ordered(grid) if c.row == row] for row in range(min(grid.n_rows, 5))
    ]
    count = 0
    for texts in rows:
        filled = [t for t in texts if t]
        named = sum(1 for t in filled if _HEADED.search(fold(t)) and len(t) < 120)
        numbered = bool(filled) and all(re.fullmatch(r"\(?\d{1,2}\)?", t) for t in filled) and len(filled) > 2
        starts_item = (
            bool(texts) and re.fullmatch(r"(?:[IVX]+|\d+(?:\.\d+)*|[A-ZĐ])[.)]?", texts[0] or "") is not None
        )
        if numbered and count:
            return count + 1
        years = [text for text in filled if _YEAR.fullmatch(text)]
        over_years = len(years) >= 2 or not count  # years head columns; in a row below, one is a time
        if any(_FIGURE.fullmatch(text) and not (over_years and text in years) for text in filled):
            break
        if starts_item or not filled or (count and _says_something(filled)):
            break
        if not (named >= 2 or (count and (named >= 1 or len(years) >= 2)) or (not count and named)):
            break
        count += 1
    spanned = [c.row + c.row_span for c in grid.cells if c.row < count and c.row_span > 1]
    return min(max([count, *spanned]), grid.n_rows) if count else 0


_WORDS_OF_HEAD = 12  # more than the head of a column has


def _says_something(texts: Sequence[str]) -> bool:
    """Whether cells say something of a row: no head is so long, and one due time alone heads no columns."""
    times = [text for text in texts if timecells.is_whole(text) and _YEAR.fullmatch(text) is None]
    return len(times) == 1 or any(len(text.split()) > _WORDS_OF_HEAD for text in texts)


def _row_key(grid: Grid, row: int) -> str:
    texts = (fold(cell_text(c)) for c in _ordered(grid) if c.row == row)
    return re.sub(r"\W+", "", "|".join(texts))


def _runs_on(grid: Grid, row: int, n_columns: int) -> bool:
    if grid.n_columns != n_columns or row >= grid.n_rows:
        return False
    cells = [c for c in _ordered(grid) if c.row == row]
    if not cells or cells[0].column != 0 or len(cells) < 2:
        return False
    empty_first = not cell_text(cells[0]).strip()
    begins_small = any(squeeze(cell_text(c))[:1].islower() for c in cells[1:] if cell_text(c).strip())
    return empty_first and cells[0].column_span == 1 and begins_small
