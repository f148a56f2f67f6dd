"""Tables whose columns were printed side by side, their places kept by blanks (`pdftotext -layout`)."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tinhxanh.core.plan.grids import columns, gapcells, gapcolumns, gridrows, rownumbers, rowtables
from tinhxanh.core.plan.grids.gapcolumns import Head
from tinhxanh.core.plan.grids.gridding import Fragment, LooseTable
from tinhxanh.core.plan.grids.gridrows import GridLine
from tinhxanh.core.plan.grids.parting import Found, separate
from tinhxanh.core.plan.normal import fold
from tinhxanh.core.plan.source import Line

_HINT = re.compile(
    r"nhiệm vụ|nội dung|công việc|giải pháp|hoạt động|chỉ tiêu|chỉ số|chủ trì|phối hợp|thực hiện|đề án", re.I
)
_SIDE = re.compile(r"\S {2,}\S")
# Prose of which a typist set two blanks behind each stop; the words of a head hold none but behind "TT.".
_STOPPED = re.compile(r";|(?<!TT)\.(?:\s|$)|^\s*(?:[a-zđ]\)|[-–+•])\s")
_MOST_HEAD = 9  # printed lines of a header
_MOST_ABOVE = 2  # lines that words set in the middle of a head stand above the others
_LEAST_SIDE = 2  # lines with cells side by side that a table has at least
_WORN = 0.25  # share of its words that a repeated header may have lost
_MOST_APART = 8  # lines without cells side by side that a table goes on over
_WHO = {"lead", "coordinate", "both", "responsible", "deadline"}
_MEASURED = {"value", "median", "rank", "target", "target_rank"}


@dataclass(slots=True)
class _Page:
    """The lines of a table that share the places of their columns: a page, under its header or not.

    `places` are the indexes of the lines in the text.
    """

    heads: list[Head]
    lines: list[Line]
    places: list[int]


def find(lines: Sequence[Line]) -> Iterable[LooseTable | list[Line]]:
    """`lines` cut into other lines and tables set side by side, in order."""

    def table_at(index: int) -> Found | None:
        found = _table(lines, index) if _may_head(lines[index].text) else None
        return (found[1], index - found[0], found[2]) if found is not None else None

    return separate(lines, table_at)


def _may_head(text: str) -> bool:
    return "  " in text and _SIDE.search(text.strip()) is not None and _HINT.search(text) is not None


def _table(lines: Sequence[Line], start: int) -> tuple[int, LooseTable, int] | None:
    """How many lines above `start` belong to the header, the table, and the line behind it."""
    if lines[start].box is not None:
        return None
    header = _header(lines, start)
    if header is None:
        return None
    above, below = header
    printed = lines[start - above : below]
    heads = gapcolumns.heads([gapcolumns.flat(line.text) for line in printed])
    pages, end = _pages(
        lines, below, heads, Counter(word for line in printed for word in fold(line.text).split())
    )
    roles = [columns.role(head.text) for head in heads]
    grid, places = _grid(pages, roles)
    count = _last(grid, roles)
    if sum(sum(map(bool, line.cells)) > 1 for line in grid[:count]) < _LEAST_SIDE:
        return None
    rows = gridrows.group(grid[:count], roles)
    fragments = [Fragment(0, i, head.text, lines[start].page) for i, head in enumerate(heads)]
    fragments += gridrows.fragments(rows, roles)
    end = places[count] if count < len(grid) else end
    return above, LooseTable(tuple(fragments), len(rows) + 1, len(heads), 1), end


def _last(grid: Sequence[GridLine], roles: Sequence[str | None]) -> int:
    """How many lines belong to the table: up to the last with cells side by side and what goes on below."""
    last = max((i for i, line in enumerate(grid) if sum(map(bool, line.cells)) > 1), default=-1)
    count = last + 1
    while count < len(grid):
        filled = [i for i, cell in enumerate(grid[count].cells) if cell]
        if not filled or (filled == [0] and roles[0] != "task"):
            break
        count += 1
    return count


def _header(lines: Sequence[Line], start: int) -> tuple[int, int] | None:
    """How many lines above `start` and up to which line below the header reaches; None where none is."""
    above = 0
    while above < min(start, _MOST_ABOVE) and _stands_over(lines[start - above - 1].text):
        above += 1
    taken: list[str] = []
    end = start - above
    best: int | None = None
    printed = 0
    while end < len(lines) and printed < _MOST_HEAD:
        text = gapcolumns.flat(lines[end].text)
        if text.strip():
            parts = gapcolumns.chunks(text)
            if best is not None and not _goes_on(parts):
                break
            if _STOPPED.search(text) or (taken and _begins_body(parts)):
                break
            printed += 1
            taken.append(text)
        end += 1
        if text.strip() and _names(gapcolumns.heads(taken)):
            best = end
    return None if best is None else (above, best)


def _stands_over(text: str) -> bool:
    """Whether a line above a header is part of it: words of a head set in the middle of their cell."""
    parts = gapcolumns.chunks(gapcolumns.flat(text))
    return bool(parts) and parts[0].start > 8 and all(len(p.text) < 30 and _is_word(p.text) for p in parts)


def _is_word(text: str) -> bool:
    return fold(text) in {
        "cơ quan",
        "đơn vị",
        "thời gian",
        "cơ quan,",
        "nhiệm vụ",
        "sản phẩm",
        "kết quả",
    } or (not text.isupper() and (columns.role(text) is not None or rowtables.is_of_heads(text)))


def _goes_on(parts: Sequence[gapcolumns.Chunk]) -> bool:
    """Whether a line behind a full header belongs to it: every word goes on with one, or numbers columns."""
    if all(part.text[:1].islower() or re.match(r"\([^\d]|/", part.text) for part in parts):
        return True
    # the second row of a head: "Chủ trì   Phối hợp" below "Phân công thực hiện"
    return len(parts) > 1 and all(columns.role(part.text) and _is_word(part.text) for part in parts)


def _begins_body(parts: Sequence[gapcolumns.Chunk]) -> bool:
    match = rownumbers.LABEL.match(parts[0].text)
    return match is not None and match[1] in rownumbers.FIRST


def _names(heads: Sequence[Head]) -> bool:
    """Whether heads make a table of duties or of indicators."""
    roles = {columns.role(head.text) for head in heads} - {None}
    if len(heads) < 3 or len(roles) < 3:
        return False
    if "task" in roles and roles & _WHO:
        return True
    return "name" in roles and len(roles & _MEASURED) >= 2


def _pages(
    lines: Sequence[Line], start: int, heads: list[Head], header: Counter[str]
) -> tuple[list[_Page], int]:
    """The lines below a header, page by page, and where they end at the latest."""
    pages = [_Page(heads, [], [])]
    index, apart = start, 0
    while index < len(lines):
        line, text = lines[index], lines[index].text.strip()
        again = _repeated(lines, index, header) if text else 0
        if again:
            taken = [gapcolumns.flat(one.text) for one in lines[index : index + again]]
            pages.append(_Page(gapcolumns.heads(taken), [], []))
            index += again
            continue
        if text:
            apart = 0 if _SIDE.search(text) or line.text.startswith("    ") else apart + 1
            if rownumbers.ends_table(text) or apart > _MOST_APART:
                break
            if pages[-1].lines and pages[-1].lines[-1].page != line.page:
                if _may_head(line.text) and _header(lines, index) is not None:
                    break
                pages.append(_Page([], [], []))
            pages[-1].lines.append(line)
            pages[-1].places.append(index)
        index += 1
    return pages, index


def _repeated(lines: Sequence[Line], index: int, header: Counter[str]) -> int:
    """How many lines from `index` on repeat the words of the header, broken at other places or not."""
    missing, total, end = Counter(header), header.total(), index
    for at in range(index, min(index + 2 * _MOST_HEAD, len(lines))):
        words = Counter(fold(lines[at].text).split())
        if not words <= missing:
            break
        missing -= words
        end = at + 1 if words else end
        if not missing:
            break
    return end - index if missing.total() <= _WORN * total else 0


def _grid(pages: Sequence[_Page], roles: Sequence[str | None]) -> tuple[list[GridLine], list[int]]:
    """The lines of all pages in the cells of the columns, and their places in the text."""
    words = [gapcells.Words() for _ in roles]
    cutters = []
    for page in pages:
        texts = [gapcolumns.flat(line.text) for line in page.lines]
        if len(page.heads) == len(roles):
            starts = gapcolumns.separators(texts, page.heads)
        else:
            starts = gapcolumns.by_gaps(texts, len(roles) - 1)
        cutters.append((gapcells.Cutter(starts, roles, words), texts, page.lines))
        cutters[-1][0].learn(texts)
    places = [place for page in pages for place in page.places]
    apart = [True, *(place - before > 1 for before, place in itertools.pairwise(places))]
    printed = [
        _grid_line(line, text, cutter)
        for cutter, texts, lines in cutters
        for line, text in zip(lines, texts, strict=True)
    ]
    grid = [replace(line, apart=gap) for line, gap in zip(printed, apart, strict=False)]
    return grid, places


def _grid_line(line: Line, text: str, cutter: gapcells.Cutter) -> GridLine:
    found = cutter.cut(text) if cutter.starts else None
    if found is None:
        return GridLine(("",) * len(cutter.roles), line.page, text.strip())
    return GridLine(found, line.page, "")
