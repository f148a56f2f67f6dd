"""Text that a converter wrote: tables of Markdown, HTML or drawn characters, and marks left in the lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tinhxanh.core.plan.source import Cell, Element, Grid, Line
from tinhxanh.exchange.documents import bar_tables, drawn_tables, html, inline_marks
from tinhxanh.exchange.documents.limits import Limits

_HEADING = re.compile(r"#{1,6}\s+(?=\S)")
_QUOTED = re.compile(r"\s{0,3}>\s?")
_FENCE = re.compile(r"\s*(?:`{3,}\w*|:{3,}.*|<!--.*-->)\s*")
# What only a converter writes: escapes, bold between stars, headings, rules of tables, marks of notes.
_SIGNS = re.compile(
    r"\\[-.()+*|]|\*\*[^\s*][^*\n]{0,400}\*\*|__[^\s_][^_\n]{0,400}__|^#{1,6} \S"
    r"|^\|?(?:\s*:?-{3,}:?\s*\|)+|\[\^\d",
    re.MULTILINE,
)
_ENOUGH = 3  # signs that make a text one that a converter wrote
_TABLE_OPEN = re.compile(r"<table\b", re.IGNORECASE)
_TABLE_CLOSE = re.compile(r"</table\s*>", re.IGNORECASE)
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
    while at < len(lines):
        found = _table(lines, at, page, marked, limits)
        if found is None:
            prose.append(lines[at])
            at += 1
            continue
        yield from _prose(prose, page, marked)
        prose = []
        table, at = found
        yield from table
    yield from _prose(prose, page, marked)


def _table(
    lines: Sequence[str], at: int, page: int | None, marked: bool, limits: Limits
) -> tuple[list[Element], int] | None:
    line = lines[at]
    if "<" in line and _TABLE_OPEN.search(line):
        return _tagged(lines, at, page, marked, limits)
    if line.lstrip().startswith("+"):
        drawn = drawn_tables.find(lines, at)
        return ([_without_marks(drawn[0], page, marked)], drawn[1]) if drawn else None
    barred = bar_tables.rows(lines, at) if "|" in line or bar_tables.heads_rule(lines, at) else None
    if barred is None:
        return None
    rows, end = barred
    shown = (["\t".join(_cell(cell, marked) for cell in row) for row in rows]) + [""]
    return [Line(text, page=page) for text in shown], end


def _cell(text: str, marked: bool) -> str:
    return " ".join(inline_marks.printed(inline_marks.without(text, marked)).split())


def _tagged(
    lines: Sequence[str], at: int, page: int | None, marked: bool, limits: Limits
) -> tuple[list[Element], int] | None:
    """The table in tags of HTML that opens on line `at`, with what stands before and behind it there."""
    depth, end = 0, at
    while end < len(lines):
        depth += len(_TABLE_OPEN.findall(lines[end])) - len(_TABLE_CLOSE.findall(lines[end]))
        end += 1
        if depth <= 0:
            break
    if depth > 0:
        return None
    grids = html.fragment("\n".join(lines[at:end]), limits)
    return [_without_marks(one, page, marked) for one in grids], end


def _without_marks(element: Element, page: int | None, marked: bool) -> Element:
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
    """An indented paragraph is written as a quotation, every line of it behind “>”."""
    if lines and all(_QUOTED.match(line) for line in lines):
        return _unquoted([_QUOTED.sub("", line, count=1) for line in lines])
    return lines


def _trim(line: str) -> str:
    """Without spaces at the end; tabs stay, for they may hold empty cells apart."""
    return line.rstrip(" \r\xa0") if line.strip() else ""
