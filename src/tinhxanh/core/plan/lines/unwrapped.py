"""Text that no printer broke into lines: copied from a page of the web, or saved with a line a paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from tinhxanh.core.plan import markers
from tinhxanh.core.plan.normal import LOWER, UPPER
from tinhxanh.core.plan.source import Line

TERMINAL = re.compile(r"[.;:!?…”\"]\)?(?:\[\d+\]|\d)?$")
_CAPS = re.compile(rf"[{UPPER}]")
_SMALL = re.compile(f"[{LOWER}]")
# No page is printed with more letters in a line: text that reaches beyond was never broken by a printer.
_PAGE = 180
_COLUMNS = re.compile(r"\S\s{3,}\S")
_SENTENCE_LENGTH = 40  # letters: shorter lines are heads and titles
_CELLS = ("\t", "|")


def stands_in(lines: Sequence[Line]) -> bool:
    """Whether much of the text stands in lines wider than a printed page, so that line ends were written."""
    wide = sum(len(line.text) for line in lines if line.box is None and len(line.text) > 2 * _PAGE // 3)
    return 3 * wide > sum(len(line.text) for line in lines) and any(map(is_endless, lines))


def is_endless(line: Line) -> bool:
    """Whether no printer broke this line. Columns printed side by side may be as wide."""
    return line.box is None and len(line.text) > _PAGE and _COLUMNS.search(line.text.strip()) is None


def paragraphs(lines: Sequence[Line]) -> list[list[Line]]:
    """A paragraph a line, but for those that a break left by an editor cuts amid a sentence: no stop before
    it, a small letter behind it.
    """
    found = [[line] for line in lines[:1]]
    for previous, line in pairwise(lines):
        if _is_cut(previous.text.strip(), line.text.strip()):
            found[-1].append(line)
        else:
            found.append([line])
    return found


def _is_cut(before: str, text: str) -> bool:
    if len(before) < _SENTENCE_LENGTH or _SMALL.match(text) is None or markers.read(text) is not None:
        return False
    rows = any(sign in line for sign in _CELLS for line in (before, text))
    return not rows and not is_caps(before) and TERMINAL.search(before) is None


def is_caps(text: str) -> bool:
    """Whether `text` is set in capitals (a heading or a title)."""
    capitals = len(_CAPS.findall(text))
    return capitals >= 3 and capitals > 4 * len(_SMALL.findall(text))
