"""Page numbers in text without pages, told from the row numbers of tables that were broken into lines.

Pages hold about equally many lines, so their numbers stand about equally far apart from the first line of
the document to its last; rows are shorter, and their numbers run on when those of the pages are gone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tinhxanh.core.plan.normal import UPPER

_SHORTEST, _LONGEST = 20, 200  # lines of a page on the average; those of cells side by side count each
_LOST = 0.2  # share of the numbers that may have been lost
_UNEVEN = 0.3  # mean squared share by which pages may be longer or shorter than the average
_OPENS = 0.4  # what speaks against a page number before a capital: rows begin so
_CAPITAL = re.compile(rf"\W*[{UPPER}]")
_FIGURE = re.compile(r"\s*\d[\d.,/]*\s?%?\s*")
_IN_CELLS = 0.2  # share of lone numbers before a lone figure that shows cells of figures, each on its line
_MOST = 300  # lone numbers that are looked at; a text of figures has no page numbers to be found


# A number alone on the next line belongs to these words ("Ngân hàng Nhà nước chi nhánh Khu vực | 9").
_COUNTS = re.compile(r"(?:^|(?<![Hh]ằng)(?<![Hh]àng)(?<!mỗi)\s)(?:Khu vực|[Tt]háng|[Qq]uý)$")
_LONGEST_NUMBER = 4  # letters: "VIII"
_COUNTS_END = 15  # letters: more than the longest of them takes


def ends_phrase(before: str, text: str) -> bool:
    """Whether a number alone on a line, `text`, ends the words of the line before it.

    >>> ends_phrase("Hoàn thành trong tháng", "9"), ends_phrase("Sở Nội vụ", "9")
    (True, False)
    """
    return len(text) <= _LONGEST_NUMBER and _COUNTS.search(before.rstrip()[-_COUNTS_END:]) is not None


@dataclass(frozen=True, slots=True)
class Lone:
    """A number alone on its line: at `index` of the elements, behind `offset` lines of text.

    `of_row`: words stand beside it, so it is the number of a row and of no page.
    """

    index: int
    value: int
    offset: int
    following: str
    of_row: bool = False


def amid_tables(numbers: Sequence[Lone], length: int, last: tuple[int, int] = (1, 0)) -> set[int]:
    """The indexes of those lone numbers of tables that count pages; `length`: lines of the whole text,
    `last`: the last page number before the tables and the lines before it (the first page has none).

    None where the numbers of rows run on as well with them as without, and none in a table of figures
    whose cells stand each on a line of its own: there any number stands alone.
    """
    alone = [one for one in numbers if not one.of_row]
    figures = sum(1 for one in alone if _FIGURE.fullmatch(one.following))
    if len(alone) > _MOST or figures > _IN_CELLS * len(alone):
        return set()
    values = [one.value for one in numbers]
    best, least = frozenset[int](), _breaks(values)
    for pages in sorted({one.value for one in alone}, reverse=True):
        if pages <= last[0] or not _SHORTEST <= length / pages <= _LONGEST:
            continue
        chain = frozenset(one.index for one in _chain(alone, pages, length / pages, last))
        breaks = _breaks([one.value for one in numbers if one.index not in chain])
        if chain and breaks < least:
            best, least = chain, breaks
    return set(best)


def _chain(numbers: Sequence[Lone], pages: int, page: float, last: tuple[int, int]) -> list[Lone]:
    """The numbers up to `pages` that stand nearest to where pages of `page` lines begin; empty where one is
    missing or they stand anywhere.
    """
    chain: list[Lone] = []
    uneven = 0.0
    for value in range(last[0] + 1, pages + 1):
        places = [one for one in numbers if one.value == value and (not chain or one.index > chain[-1].index)]
        if not places:
            continue
        number, offset = (chain[-1].value, chain[-1].offset) if chain else last
        begins = offset + page * (value - number)
        distances = [((one.offset - begins) / page) ** 2 for one in places]
        weighed = [d + _OPENS * _opens_row(one) for d, one in zip(distances, places, strict=True)]
        best = weighed.index(min(weighed))
        uneven += distances[best]
        chain.append(places[best])
    whole = len(chain) >= (1 - _LOST) * (pages - last[0])
    return chain if whole and uneven <= _UNEVEN * len(chain) else []


def _opens_row(one: Lone) -> bool:
    return _CAPITAL.match(one.following) is not None


def _breaks(values: Sequence[int]) -> int:
    """How often the numbers do not run on: neither the next nor the first of a new run."""
    return sum(1 for before, value in zip([0, *values], values, strict=False) if value not in {1, before + 1})
