"""Paragraphs set apart by empty lines, as Markdown and the text of web pages have them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from tinhxanh.core.plan import markers
from tinhxanh.core.plan.normal import LOWER
from tinhxanh.core.plan.source import Line

_BARE = re.compile(r"(?:[-–—+*•·]|(?:\d{1,2}(?:\.\d{1,2}){0,3}|[IVX]{1,5}|[a-zđ]|[A-ZĐ])[.)])\s*")
_ENDED = re.compile(r"[.;:!?…”\"]\)?\s*$")
_SMALL = re.compile(rf"\s*[{LOWER}]")
_LEAST = 4  # stretches between empty lines from which their nature can be told
_LONG = 2  # of them with several lines
_ODD = 0.04  # the share of line ends that may speak against it


def blocks(lines: Sequence[Line]) -> list[list[Line]]:
    """The stretches of `lines` between empty ones, if these and nothing else set paragraphs apart; else none.

    Against it speak points that begin within a stretch, and stretches that go on in small letters: print
    with empty lines between all lines, or a page break within a sentence.
    """
    found = _stretches(lines)
    inner = [pair for block in found for pair in pairwise(block)]
    if len(found) < _LEAST or sum(1 for block in found if len(block) > 1) < _LONG or _is_printed(lines):
        return []
    opened = sum(1 for before, line in inner if _opens(before, line))
    going_on = sum(1 for block in found if _goes_on(block[0]))
    apart = opened <= _ODD * len(inner) and going_on <= _ODD * len(found)
    return found if apart else []


def is_bare_marker(text: str) -> bool:
    """Whether a line holds a marker and nothing that it marks."""
    return _BARE.fullmatch(text.strip()) is not None


def _is_printed(lines: Sequence[Line]) -> bool:
    return any(line.box is not None or line.page is not None for line in lines)


def _stretches(lines: Sequence[Line]) -> list[list[Line]]:
    found: list[list[Line]] = [[]]
    for line in lines:
        if line.text.strip():
            found[-1].append(line)
        elif found[-1]:
            found.append([])
    return [block for block in found if block]


def _opens(before: Line, line: Line) -> bool:
    """Whether a point begins with `line`, behind the end of a sentence."""
    return _ENDED.search(before.text[-20:]) is not None and (
        markers.read(line.text.strip()) is not None and not is_bare_marker(before.text)
    )


def _goes_on(line: Line) -> bool:
    text = line.text.strip()
    return _SMALL.match(text) is not None and not is_bare_marker(text) and markers.read(text) is None
