"""Feet of documents whose two columns came out on the same lines: addressees left, who signs right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tinhxanh.core.plan.source import Element, Line

_FOOT = 25  # lines, blank ones among them, in which addressees and signature stand
_TWO = re.compile(r"(?P<left>\s*\S.*?|\s*)(?:\t+\s*|\s{5,})(?P<right>\S.*)")
_ADDRESSEES = re.compile(r"\W*Nơi nhận\W")
_NEXT = re.compile(r"\s*(?:PHỤ LỤC|Phụ lục|PHỤ BIỂU|BIỂU|DANH MỤC)(?!\w)")


def unfold(elements: Sequence[Element]) -> list[Element]:
    """`elements` with every foot in two columns taken apart: the addressees, then who signs."""
    found: list[Element] = []
    index = 0
    while index < len(elements):
        length = _length(elements, index)
        if length:
            found.extend(_apart(elements[index : index + length]))
            index += length
        else:
            found.append(elements[index])
            index += 1
    return found


def _length(elements: Sequence[Element], start: int) -> int:
    """How many lines from `start` on are a foot in two columns; 0 for every other place."""
    opening = elements[start]
    if not isinstance(opening, Line) or opening.box is not None or not _ADDRESSEES.match(opening.text):
        return 0
    length = 0
    for at in range(start, min(start + _FOOT, len(elements))):
        line = elements[at]
        if not isinstance(line, Line) or _NEXT.match(line.text) or line.text.count("\t") > 1:
            break
        if _TWO.fullmatch(line.text.rstrip()):
            length = at - start + 1
    return length


def _apart(lines: Sequence[Element]) -> list[Element]:
    left: list[Element] = []
    right: list[Element] = []
    for line in lines:
        if not isinstance(line, Line):
            continue
        two = _TWO.fullmatch(line.text.rstrip())
        if two is None:
            left.append(line)
            continue
        if two["left"].strip():
            left.append(replace(line, text=two["left"].strip()))
        right.append(replace(line, text=two["right"].strip()))
    return [*left, *right]
