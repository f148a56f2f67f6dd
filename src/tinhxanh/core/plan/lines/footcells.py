"""Feet of documents whose two columns came out on the same lines: addressees left, who signs right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tinhxanh.core.plan.normal import LOWER, UPPER
from tinhxanh.core.plan.source import Element, Line, Paragraph

_FOOT = 25  # lines, blank ones among them, in which addressees and signature stand
# A tab behind a dash ("-\tLưu: VT.") belongs to the dash.
_TWO = re.compile(r"(?P<left>\s*(?>(?:[-–+*•]\s+)?)\S.*?|\s*)(?:\t+\s*|\s{5,}|\s+\|\s+)(?P<right>\S.*)")
# Offices in capitals and behind them, on the same line, who signs.
_SIGNED = re.compile(
    rf"(?P<office>(?:TM|KT|TL|TUQ|Q)\.\s[{UPPER}\s.,;()-]{{4,200}}?[{UPPER}])\s+"
    rf"(?P<name>(?:(?:TS|ThS|PGS|GS|KS|BS)\.\s*)*[{UPPER}][{LOWER}]*['’]?(?:\s+[{UPPER}][{LOWER}]+){{1,5}})"
)
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
            found.extend(_signed(elements[index]))
            index += 1
    return found


def _signed(element: Element) -> list[Element]:
    if not isinstance(element, Line | Paragraph):
        return [element]
    lines = parted(element.text.strip())
    return [replace(element, text=text) for text in lines] if len(lines) > 1 else [element]


def parted(text: str) -> list[str]:
    """Offices and the name of who signs as two lines, where `text` prints one behind the other.

    >>> parted("TM. ỦY BAN NHÂN DÂN CHỦ TỊCH Lê Văn Mẫu")
    ['TM. ỦY BAN NHÂN DÂN CHỦ TỊCH', 'Lê Văn Mẫu']
    """
    signed = _SIGNED.fullmatch(text) if text.startswith(("TM.", "KT.", "TL.", "TUQ.", "Q.")) else None
    return [text] if signed is None else [signed["office"], signed["name"]]


def _length(elements: Sequence[Element], start: int) -> int:
    """How many lines from `start` on are a foot in two columns; 0 for every other place."""
    opening = elements[start]
    if not isinstance(opening, Line) or opening.box is not None or not _ADDRESSEES.match(opening.text):
        return 0
    length = 0
    for at in range(start, min(start + _FOOT, len(elements))):
        line = elements[at]
        if not isinstance(line, Line) or _NEXT.match(line.text) or _tabs(line.text) > 1:
            break
        if _TWO.fullmatch(line.text.rstrip()):
            length = at - start + 1
    return length


def _tabs(text: str) -> int:
    """How many tabs stand between the words of a line, those behind its dash apart."""
    return text.strip().lstrip("-–+*•").strip().count("\t")


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
        right.extend(replace(line, text=text) for text in parted(two["right"].strip()))
    return [*left, *right]
