"""Footnotes that text extraction leaves in the middle of a sentence, at the foot of their page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tinhxanh.core.plan import markers
from tinhxanh.core.plan.normal import LOWER, UPPER
from tinhxanh.core.plan.source import Line

_REFERENCE = re.compile(rf"[{LOWER})”\"][;,.]?(\d{{1,2}})(?=[;,.:)\s]|$)")
_NOTE = re.compile(rf"(\d{{1,2}})\s+(?:[-–]\s+)?[{UPPER}“]|\[(\d{{1,2}})\]\s+\S")
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
    expected = 1
    for line in lines:
        text = line.text.strip()
        if inside is not None and (_page_turns(inside, line) or _is_over(inside, line)):
            inside = None
        number = _number(text)
        if number is not None and number == expected and number in marks:
            inside, expected = line, expected + 1
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


def _is_over(inside: Line, line: Line) -> bool:
    """A note that ended with a full stop is over where a point of the text begins."""
    ended = _CLOSED.search(inside.text.rstrip()) is not None
    return ended and markers.read(line.text.strip()) is not None and _number(line.text.strip()) is None


def _page_turns(inside: Line, line: Line) -> bool:
    if line.page is not None:
        return line.page != inside.page
    return line.text.startswith((" ", "\f")) and bool(line.text.strip())
