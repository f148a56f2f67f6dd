"""Footnotes that text extraction leaves in the middle of a sentence, at the foot of their page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tinhxanh.core.plan import markers
from tinhxanh.core.plan.normal import LOWER, UPPER
from tinhxanh.core.plan.source import Line

_REFERENCE = re.compile(rf"[{LOWER})”\"][;,.]?(\d{{1,2}})(?=[;,.:)\s]|$)")
_NOTE = re.compile(rf"(\d{{1,2}})\s+(?:[-–]\s+)?[{UPPER}“]|\[(\d{{1,2}})\]\s+\S")
_MARK_ALONE = re.compile(r"\d{1,2}\s*")
_INDENTED = re.compile(rf" {{1,4}}[{UPPER}“]")
_CLOSED = re.compile(r"[.…][”\"]?\s*$")


def lift(lines: Sequence[Line]) -> list[tuple[bool, list[Line]]]:
    """`lines` as runs of (is a footnote, lines), footnotes moved behind the paragraph they interrupt.

    A footnote is a line that begins with a number whose mark was met in the text before, where that
    text stops in the middle of a sentence or the page ends. It ends with its page, or, in a format
    without pages, where a line is indented by the single space that extraction puts at a page's top.
    """
    runs: list[tuple[bool, list[Line]]] = []
    kept: list[Line] = []
    lifted: list[Line] = []
    marks: set[int] = set()
    inside: Line | None = None
    expected, hangs = 1, False
    for place, line in enumerate(lines):
        text = line.text.strip()
        if inside is not None and (
            not text if hangs else _page_turns(inside, line) or _is_over(inside, line)
        ):
            inside, hangs = None, False
        alone = _alone(lines, place) if inside is None else None
        number = _number(text) if alone is None else alone
        if number is not None and number == expected and number in marks:
            inside, expected, hangs = line, expected + 1, alone is not None
        if inside is not None:
            lifted.append(line)
            inside = line if text else inside
            if number is not None and number == expected:
                expected += 1
            continue
        kept.append(line)
        marks.update(int(m) for m in _REFERENCE.findall(text))
        if lifted and _CLOSED.search(text):
            runs += [(False, kept), (True, lifted)]
            kept, lifted = [], []
    return [run for run in [*runs, (False, kept), (True, lifted)] if run[1]]


def _number(text: str) -> int | None:
    match = _NOTE.match(text)
    return int(match[1] or match[2]) if match else None


def _alone(lines: Sequence[Line], place: int) -> int | None:
    """The number of a note whose mark stands alone at the left edge, its text indented below; such a note
    ends at a blank line. A page number stands in the middle.
    """
    if place + 1 >= len(lines) or _MARK_ALONE.fullmatch(lines[place].text) is None:
        return None
    return int(lines[place].text) if _INDENTED.match(lines[place + 1].text) else None


def _is_over(inside: Line, line: Line) -> bool:
    """A note that ended with a full stop is over where a point of the text begins."""
    ended = _CLOSED.search(inside.text.rstrip()) is not None
    return ended and markers.read(line.text.strip()) is not None and _number(line.text.strip()) is None


def _page_turns(inside: Line, line: Line) -> bool:
    if line.page is not None:
        return line.page != inside.page
    return line.text.startswith((" ", "\f")) and bool(line.text.strip())
