"""What blanks in printed lines tell: first-line indents, two columns of a head.

Text that keeps the layout of a page begins its paragraphs with blanks and sets the head of a document in
two columns on the same lines.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from tinhxanh.core.plan import markers
from tinhxanh.core.plan.source import Element, Line

_RIGHT = re.compile(
    r"(?P<left>\s*\S.*?)(?<!\s)(?:\s{2,}+|\t)(?P<right>(?:CỘNG\s+H(?:ÒA|OÀ)\s|ĐẢNG CỘNG SẢN|Độc\s+lập\s*[-–]"
    r"|[^\s,\d/][^,\d/]{1,30},\s*ngày\s.{0,12}tháng).*)"
)
_HEAD = 16  # lines in which the head of a document stands
_LEAST = 2  # blanks that make an indent


def unfold_head(elements: Sequence[Element]) -> list[Element]:
    """`elements` with the lines of a two-column head taken apart: the left column, then the right."""
    left: list[Element] = []
    right: list[Element] = []
    last = 0
    for index, element in enumerate(elements[:_HEAD]):
        if not isinstance(element, Line) or element.box is not None:
            break
        match = _RIGHT.fullmatch(element.text.rstrip())
        if match is not None:
            left.append(replace(element, text=match["left"].strip()))
            right.append(replace(element, text=match["right"].strip()))
            last = index + 1
    if not right:
        return list(elements)
    between = [e for e in elements[:last] if not (isinstance(e, Line) and _RIGHT.fullmatch(e.text.rstrip()))]
    single = [e for e in between if isinstance(e, Line) and e.text.strip()]
    return [*_merge(elements[:last], left, single), *right, *elements[last:]]


def _merge(printed: Sequence[Element], left: Sequence[Element], single: Sequence[Element]) -> list[Element]:
    """The left column with the lines that stand alone among it, in printed order."""
    halves = iter(left)
    kept: list[Element] = []
    for element in printed:
        if isinstance(element, Line) and _RIGHT.fullmatch(element.text.rstrip()):
            kept.append(next(halves))
        elif any(element is one for one in single):
            kept.append(element)
    return kept


def open_paragraphs(lines: Sequence[Line]) -> list[bool]:
    """For each line whether its indent opens a paragraph; nowhere where indents are not for that.

    Hanging indents are told from first-line indents by what they begin with: those behind a printer's
    break go on in small letters.
    """
    depths = _depths(lines)
    deep = [line for line, depth in zip(lines, depths, strict=True) if depth >= _LEAST]
    flush = sum(1 for line, depth in zip(lines, depths, strict=True) if depth < _LEAST and line.text.strip())
    going_on = sum(1 for line in deep if _goes_on(line))
    if any(line.box is not None for line in lines) or len(deep) < 3 or flush < 0.25 * len(deep):
        return [False] * len(lines)
    if going_on > 0.12 * len(deep) + 1:
        return [False] * len(lines)
    return [depth >= _LEAST and not _goes_on(line) for line, depth in zip(lines, depths, strict=True)]


_NEAR = 8  # lines around one whose margin is its own


def _depths(lines: Sequence[Line]) -> list[int]:
    """How far each line is set in from the margin of its page, which the nearest line that goes on shows."""
    depths = [_depth(line) for line in lines]
    going_on = [index for index, line in enumerate(lines) if _goes_on(line)]
    found = []
    for index, depth in enumerate(depths):
        at = bisect_left(going_on, index)
        near = min(going_on[max(0, at - 1) : at + 1], key=lambda other: abs(other - index), default=None)
        margin = depths[near] if near is not None and abs(near - index) <= _NEAR else 0
        found.append(depth - margin)
    return found


def _depth(line: Line) -> int:
    text = line.text.expandtabs(4)
    return len(text) - len(text.lstrip())


def _goes_on(line: Line) -> bool:
    """Whether the line begins with a small letter that is no marker."""
    text = line.text.strip()
    return text[:1].islower() and markers.read(text) is None
