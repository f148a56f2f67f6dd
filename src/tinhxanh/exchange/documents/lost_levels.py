"""Outlines whose numbers a converter wrote anew: 1, 2, 3 on every level, from 1 behind every paragraph.

Word's own numbers (I, 1, a) are no text, and what reads a Word file without them writes plain lists. Where
the items of the outermost level are set in capitals they were Roman, as the genre has them; below them
stand numbers, then letters.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tinhxanh.core.plan.normal import LOWER, UPPER
from tinhxanh.exchange.documents.docx_numbering import written

_FORMS = (("upperRoman", ". "), ("decimal", ". "), ("lowerLetter", ") "))
_CAPITAL, _SMALL = re.compile(rf"[{UPPER}]"), re.compile(rf"[{LOWER}]")
_ITEM = re.compile(r"(?P<indent>\s*(?:[-*+]\s+)?)(?P<number>\d{1,2})[.)]\s+(?P<rest>\S.*)")
_ROMAN = re.compile(rf"\W*(?:[IVX]{{1,4}})\\?[.)]\W*[{UPPER}]{{2}}", re.MULTILINE)
_ANNEX = re.compile(r"\W*(?:PHỤ LỤC|PHỤ BIỂU|DANH MỤC)(?!\w)")
_NEAR = 4  # lines below a heading in which the list under it begins


def is_heading(text: str) -> bool:
    """Whether `text` is set in capitals."""
    return len(_CAPITAL.findall(text)) > 3 and _SMALL.search(text) is None


class Levels:
    """Counts the items of an outline level by level; a level goes on until an item stands above it."""

    def __init__(self) -> None:
        self._counts: list[int] = []

    def marker(self, depth: int, text: str) -> str | None:
        """The marker of the next item at `depth` (0 is outermost); None where none of the outline stands."""
        if (depth == 0 and not is_heading(text)) or (depth and not self._counts) or depth >= len(_FORMS):
            return None
        counts = [*self._counts, *[0] * (depth + 1 - len(self._counts))][: depth + 1]
        self._counts = [*counts[:depth], counts[depth] + 1]
        form, sign = _FORMS[depth]
        return f"{written(self._counts[depth], form)}{sign}"

    def pass_over(self, text: str) -> None:
        """Note a paragraph that is no item: with an annex the numbers begin anew."""
        if _ANNEX.match(text):
            self._counts = []

    def goes_on(self, depth: int, number: int) -> bool:
        """Whether `number` is the next of the open level at `depth`."""
        return len(self._counts) > depth and self._counts[depth] + 1 == number


def restore(lines: Sequence[str]) -> list[str]:
    """`lines` of Markdown with such an outline's markers put back, if they hold one."""
    if not _is_lost(lines):
        return list(lines)
    levels = Levels()
    indents: list[int] = []
    below = 0
    found = []
    for line in lines:
        item = _ITEM.fullmatch(line)
        if item is None:
            levels.pass_over(line)
            found.append(line)
            continue
        indent = len(item["indent"])
        indents = [*(one for one in indents if one < indent), indent]
        if len(indents) == 1:
            # A level that a paragraph interrupted may go on at the left edge, with its next number.
            below = 1 if not is_heading(item["rest"]) and levels.goes_on(1, int(item["number"])) else 0
        marker = levels.marker(len(indents) - 1 + below, item["rest"])
        found.append(line if marker is None else marker + item["rest"])
    return found


def _is_lost(lines: Sequence[str]) -> bool:
    """Whether a list stands indented below an item in capitals, and no Roman number before a heading."""
    for place, line in enumerate(lines):
        item = _ITEM.fullmatch(line)
        if item is None or not is_heading(item["rest"]):
            continue
        below = [_ITEM.fullmatch(one) for one in lines[place + 1 : place + 1 + _NEAR]]
        firsts = [one["indent"] for one in below if one is not None and one["number"] == "1"]
        if any(len(indent) > len(item["indent"]) for indent in firsts):
            return not any(_ROMAN.match(one) for one in lines)
    return False
