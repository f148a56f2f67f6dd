"""Plain text files: one `Line` a printed line, form feeds as pages, tabs kept, marked tables as grids."""

from __future__ import annotations

import re
from itertools import pairwise

from tinhxanh.core.plan.source import SourceDocument
from tinhxanh.exchange.documents import converted
from tinhxanh.exchange.documents.decoding import check_start, decode
from tinhxanh.exchange.documents.limits import DEFAULT, Limits
from tinhxanh.exchange.documents.unreadable import without_text

_LINE_NUMBER = re.compile(r"[ \t]{0,8}(\d{1,5})(?:[ ]{2,}|\t|[ ]?[|:][ ]|[ ]*$)")
_SEEN = 400  # lines that show whether a text is numbered by lines
_LEAST, _MOSTLY = 20, 0.95  # numbered lines in all, and their share
_GOING_ON = 0.1  # the share of them that begin within a sentence, or hold nothing


def load(data: bytes, limits: Limits = DEFAULT) -> SourceDocument:
    """The text file `data` as lines, and tables where signs of their own keep cells apart.

    Unreadable("unknown-format") if it is not text.
    """
    check_start(data[:4_000])
    text, notes = decode(data)
    if not text.strip():
        raise without_text(pictures=False)
    pages = _without_line_numbers(text).split("\f")
    if len(pages) > 1 and not pages[-1].strip():
        pages.pop()
    numbered = len(pages) > 1
    marked = converted.is_marked(text)
    elements = tuple(
        element
        for number, page in enumerate(pages, 1)
        for element in converted.elements(page.split("\n"), number if numbered else None, marked, limits)
    )
    return SourceDocument(elements, "txt", n_pages=len(pages) if numbered else None, notes=notes)


def _without_line_numbers(text: str) -> str:
    """`text` without the numbers of its lines in the left margin, where every line has the next one. Rows
    and points are numbered too, but hold tabs, or none of them goes on with the sentence of the one before.
    """
    lines = text.split("\n")
    filled = [line for line in lines[:_SEEN] if line.strip()]
    numbers = [int(match[1]) for line in filled if (match := _LINE_NUMBER.match(line))]
    going_up = sum(1 for before, after in pairwise(numbers) if after == before + 1)
    if len(numbers) < _LEAST or going_up + 1 < _MOSTLY * len(filled):
        return text
    rests = [_LINE_NUMBER.sub("", line, count=1) for line in filled]
    going_on = sum(1 for rest in rests if not rest.strip() or rest.lstrip()[:1].islower())
    if going_on < _GOING_ON * len(rests) or 2 * sum(1 for rest in rests if "\t" in rest) > len(rests):
        return text
    return "\n".join(_LINE_NUMBER.sub("", line, count=1) for line in lines)
