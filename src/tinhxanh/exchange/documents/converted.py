"""Text that a converter wrote: tables of Markdown, HTML or drawn characters, and marks left in the lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from tinhxanh.core.plan.source import Cell, Element, Grid, Line
from tinhxanh.exchange.documents import bar_tables, drawn_tables, html, inline_marks, lost_levels
from tinhxanh.exchange.documents.limits import Limits

_HEADING = re.compile(r"#{1,6}\s+(?=\S)")
_QUOTED = re.compile(r"\s{0,3}>\s?")
_FENCE = re.compile(r"\s*(?:`{3,}\w*|:{3,}.*|<!--.*-->)\s*")
# What only a converter writes: escapes, bold between stars, headings, rules of tables, marks of notes.
_SIGNS = re.compile(
    r"\\[-.()+*|]|\*\*[^\s*][^*\n]{0,400}\*\*|__[^\s_][^_\n]{0,400}__|^#{1,6} \S"
    r"|^\|?(?:[ \t]*:?-{3,}:?[ \t]*\|)+|\[\^\d",
    re.MULTILINE,
)
_ENOUGH = 3  # signs that make a text one that a converter wrote
_TABLE_TAG = re.compile(r"<(/?)table\b[^<>]{0,400}>", re.IGNORECASE)
_TABBED = 2  # tabs that make a line a row of a table, whose cells `linetables` cleans


def is_marked(text: str) -> bool:
    """Whether a converter's marks stand in `text`, so that a single star or a line below is one too."""
    found = _SIGNS.finditer(text)
    return sum(1 for _, _ in zip(found, range(_ENOUGH), strict=False)) == _ENOUGH


def elements(lines: Sequence[str], page: int | None, marked: bool, limits: Limits) -> Iterator[Element]:
    """The lines of a page with its tables as grids, rows between bars as cells between tabs, and without
    the marks of HTML and Markdown. A line that holds no such mark is given as it is.
    """
    prose: list[str] = []
    at = 0
    lines = lost_levels.restore(lines) if marked else lines
    tagged = _tagged(lines)
    drawings, bars = drawn_tables.Drawings(lines), bar_tables.Bars(lines)
    while at < len(lines):
        if at in tagged:
            end = tagged[at] + 1
            table: list[Element] = list(html.fragment("\n".join(lines[at:end]), limits))
        elif found := _drawn(drawings, at) or _barred(bars, at, page, marked):
            table, end = found
        else:
            prose.append(lines[at])
            at += 1
            continue
        yield from _prose(prose, page, marked)
        prose, at = [], end
        yield from (_without_marks(one, page, marked) for one in table)
    yield from _prose(prose, page, marked)


def _tagged(lines: Sequence[str]) -> dict[int, int]:
    """The lines on which tables in tags of HTML open, each with the line on which it closes."""
    found: dict[int, int] = {}
    open_at: list[int] = []
    for place, line in enumerate(lines):
        for tag in _TABLE_TAG.finditer(line) if "table" in line.lower() else ():
            if not tag[1]:
                open_at.append(place)
            elif open_at:
                begun = open_at.pop()
                found[begun] = max(place, found.get(begun, place))
    return found


def _drawn(drawings: drawn_tables.Drawings, at: int) -> tuple[list[Element], int] | None:
    drawn = drawings.find(at)
    return ([drawn[0]], drawn[1]) if drawn else None


def _barred(
    bars: bar_tables.Bars, at: int, page: int | None, marked: bool
) -> tuple[list[Element], int] | None:
    """Rows between bars as rows between tabs, and an empty line behind them."""
    barred = bars.rows(at) if "|" in bars.lines[at] or bar_tables.heads_rule(bars.lines, at) else None
    if barred is None:
        return None
    rows, end = barred
    shown = ["\t".join(_cell(cell, marked) for cell in row) for row in rows]
    return [Line(text, page=page) for text in (*shown, "")], end


def _cell(text: str, marked: bool) -> str:
    return " ".join(inline_marks.printed(inline_marks.without(text, marked)).split())


def _without_marks(element: Element, page: int | None, marked: bool) -> Element:
    if isinstance(element, Line):
        return element
    if not isinstance(element, Grid):
        return replace(element, text=_shown(element.text, marked), page=page)
    return replace(element, cells=tuple(_plain_cell(cell, page, marked) for cell in element.cells), page=page)


def _plain_cell(cell: Cell, page: int | None, marked: bool) -> Cell:
    content = (replace(part, text=_shown(part.text, marked), page=page) for part in cell.content)
    return replace(cell, content=tuple(content))


def _shown(text: str, marked: bool) -> str:
    return inline_marks.printed(inline_marks.without(text, marked))


def _prose(lines: Sequence[str], page: int | None, marked: bool) -> Iterator[Line]:
    """Lines between tables, a stretch without an empty line at a time: emphasis may run over line ends."""
    stretch: list[str] = []
    for line in lines:
        if line.strip():
            stretch.append(line)
            continue
        yield from _stretch(stretch, page, marked)
        stretch = []
        yield Line("", page=page)
    yield from _stretch(stretch, page, marked)


def _stretch(lines: list[str], page: int | None, marked: bool) -> Iterator[Line]:
    if not lines:
        return
    if marked:
        lines = _unquoted([line for line in lines if not _FENCE.fullmatch(line)])
    text = "\n".join(_HEADING.sub("", line, count=1) if line.startswith("#") else line for line in lines)
    if not any(sign in text for sign in "<*_\\[&$^~"):
        yield from (Line(_trim(line), page=page) for line in text.split("\n"))
        return
    for shown, bold in inline_marks.bold_lines(_by_line(text, marked)):
        yield Line(_trim(shown), page=page, bold=bold and marked)


def _by_line(text: str, marked: bool) -> str:
    """`text` without marks; rows between tabs keep their tags, which their cells are cleaned of later."""
    if text.count("\t") < _TABBED:
        return inline_marks.without(text, marked)
    return "\n".join(
        line if line.count("\t") >= _TABBED else inline_marks.without(line, marked)
        for line in text.split("\n")
    )


def _unquoted(lines: list[str]) -> list[str]:
    """An indented paragraph is written as a quotation, every line of it behind “>”, be it many times."""
    starts = [0] * len(lines)
    while lines:
        found = (_QUOTED.match(line, start) for line, start in zip(lines, starts, strict=True))
        behind = [sign.end() for sign in takewhile(bool, found) if sign]
        if len(behind) < len(lines):
            break
        starts = behind
    return [line[start:] for line, start in zip(lines, starts, strict=True)]


def _trim(line: str) -> str:
    """Without spaces at the end; tabs stay, for they may hold empty cells apart."""
    return line.rstrip(" \r\xa0") if line.strip() else ""
