"""Cells of lines set side by side: cut at white gaps, and by their words where one blank is all the white.

Where a cell fills its column the next one begins a single blank behind it, a few letters beside its
place. Which words belong to which column is learnt from the lines whose gaps are plain.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from tinhxanh.core.plan.grids import gapcolumns
from tinhxanh.core.plan.grids.cellwords import AGENCY, DEADLINE
from tinhxanh.core.plan.grids.opencells import is_open
from tinhxanh.core.plan.naming import agencies
from tinhxanh.core.plan.naming.agency_words import FIELDS
from tinhxanh.core.plan.normal import fold

# Letters by which a cell begins beside its column: print is proportional, positions are not.
_BEFORE, _BEHIND = 7, 12
_LEFT, _RIGHT = 0.45, 0.2  # what a letter of distance costs; a long cell pushes the next to the right
_WEAK = 1.0  # less than this on the average speaks for no cell at a border: words run over it
_BARE = re.compile(r"[\w&-]+")
_KEPT = 200  # letters of a cell that decide how it goes on
_NUMBER = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3}){0,3}|[IVX]{1,6}|[A-HĐ]|[a-zđ])[.)]{0,2}")
_LABEL = re.compile(r"(?:\d{1,3}(?:\.\d{1,3}){0,3}|[IVX]{1,6}|[A-HĐ])[.)]?")
_NAMED = {*AGENCY, "both"}
_PAIRS = frozenset(pair for field in FIELDS for pair in itertools.pairwise(fold(field).split()))


@dataclass(slots=True)
class Words:
    """The words of a column and the pairs of them that stand side by side in it."""

    single: Counter[str] = field(default_factory=Counter)
    pairs: set[tuple[str, str]] = field(default_factory=set)

    def learn(self, text: str) -> None:
        words = _BARE.findall(text)
        self.single.update(words)
        self.pairs.update(itertools.pairwise(words))


class Cutter:
    """Cuts the lines of one page whose columns but the first begin at `starts`."""

    def __init__(self, starts: Sequence[int], roles: Sequence[str | None], words: list[Words]) -> None:
        """`words`: what was met in each column so far; more is learnt from plain lines."""
        self.starts = list(starts)
        self.roles = list(roles)
        self.words = words
        self._above = [""] * len(roles)

    def learn(self, lines: Sequence[str]) -> None:
        """Remember the words of the cells between plain gaps."""
        for line in lines:
            places = [_gap(line, at) for at in self.starts]
            edges = [0, *places, len(line)]
            for column, (left, right) in enumerate(itertools.pairwise(edges)):
                if left is not None and right is not None:
                    self.words[column].learn(line[left:right])

    def cut(self, line: str) -> tuple[str, ...] | None:
        """The cells of a line; None where its words run over the columns."""
        places: list[int] = []
        crossed, speaks = 0, 0.0
        for column, at in enumerate(self.starts, 1):
            place = _behind_number(line, at) if column == 1 and self.roles[0] == "id" else None
            if place is None:
                place = _gap(line, at)
            if place is None:
                place = self._between(line, at, column)
                crossed += 1
                speaks += self._begins(line[place:], self._above[column], self.roles[column])
            places.append(max(place, places[-1] if places else 0))
            if self.roles[column - 1] == "id" and line[: places[-1]].strip():
                self._above = [""] * len(self.roles)  # a number begins a row
        if crossed and speaks < _WEAK * crossed and self._may_run_over(line):
            return None
        edges = [0, *places, len(line)]
        cells = tuple(line[a : max(a, b)].strip() for a, b in itertools.pairwise(edges))
        if self.roles[0] == "id" and cells[0] and not _NUMBER.fullmatch(cells[0]):
            return None
        self._above = [
            f"{above} {cell}"[-_KEPT:] if cell else "" for above, cell in zip(self._above, cells, strict=True)
        ]
        return cells

    def _may_run_over(self, line: str) -> bool:
        """Whether a line could be one cell: a stretch of words, with a number before it or none."""
        found = gapcolumns.chunks(line)
        if len(found) == 2:
            return _LABEL.fullmatch(found[0].text) is not None
        return len(found) == 1 and line[found[0].start].isupper()

    def _between(self, line: str, at: int, column: int) -> int:
        """The blank near `at` behind which the cell of `column` most likely begins; `at` where none is."""
        last = min(at + _BEHIND, len(line))
        places = [
            p for p in range(max(at - _BEFORE, 1), last + 1) if line[p - 1] == " " and line[p : p + 1] > " "
        ]
        if last == len(line):
            places.append(last)
        return max(
            places, key=lambda p: (self._speaks(line, p, places, column) - _distance(p - at), p), default=at
        )

    def _speaks(self, line: str, place: int, places: Sequence[int], column: int) -> float:
        """How much speaks for a cell to begin at `place`: its first letter, a name, the words around."""
        score = self._begins(line[place:], self._above[column], self.roles[column])
        names = self.roles[column] in _NAMED and self.roles[column - 1] not in _NAMED
        known, left = self.words[column].single, self.words[column - 1].single
        for start in places:
            match = _BARE.search(line, start)
            here, there = (known[match[0]], left[match[0]]) if match else (0, 0)
            side = 1.0 if start >= place else -1.0
            if here or there:
                score += side * (here - there) / (here + there)
            if names and line[start : start + 1].isupper():
                score += side * 0.8
        return score - self._parts(line, place, places, column)

    def _parts(self, line: str, place: int, places: Sequence[int], column: int) -> float:
        """What a cut at `place` costs because it parts words that belong together."""
        behind = _BARE.search(line, place)
        pair = (_last_word(line[:place]), behind[0] if behind else "")
        known = any(pair in self.words[c].pairs for c in (column - 1, column))
        apart = 2.5 if (fold(pair[0]), fold(pair[1])) in _PAIRS else 1.5 if known else 0.0
        if self.roles[column] in _NAMED and any(
            agencies.scan(line, before)[1] > place for before in places if before < place
        ):
            apart += 2.0
        return apart

    def _begins(self, text: str, above: str, role: str | None) -> float:
        """How much the first words of a cell speak for it, `above` being what stands above in its column."""
        if not text:
            return 0.3  # nothing stands in this column
        score = (1.0 if above else 2.0) if text[0].isupper() or text[0].isdigit() else 0.0
        if role == "deadline" and DEADLINE.match(text):
            return score + 2.0
        if role not in _NAMED:
            return score - (2.0 if not above and text[0].islower() else 0.0)
        first = _BARE.search(text)
        if first and (fold(_last_word(above)), fold(first[0])) in _PAIRS:
            return score + 2.0
        goes_on = is_open(above) or above.endswith((",", "-"))
        if agencies.begins(text) and (not above or not goes_on):
            return score + 2.0
        return score - (0.0 if above else 1.0)


def _behind_number(line: str, at: int) -> int | None:
    """Where the duty begins one blank behind its number ("1.2 và …"): the number stands left of the column
    that begins at `at`, which no word of a duty does.
    """
    number = _ROW_NUMBER.match(line)
    if number is None or number.start(1) > at - _LEFT_OF or abs(number.end() - at) > _BESIDE:
        return None
    return number.end()


_ROW_NUMBER = re.compile(r"\s*(\d{1,3}(?:\.\d{1,3}){0,3}\.?) (?=\S)")
_LEFT_OF, _BESIDE = 3, 3  # letters


def _last_word(text: str) -> str:
    words: list[str] = _BARE.findall(text)
    return words[-1] if words else ""


def _distance(far: int) -> float:
    return _RIGHT * far if far > 0 else -_LEFT * far


def _gap(line: str, at: int) -> int | None:
    """Where the cell of a column that begins at `at` begins if white of two blanks stands before it."""
    if at >= len(line):
        return at
    if line[at - 1 : at + 1] == "  ":
        return at
    for far in range(_BEFORE + 1):
        for place in (at - far, at + far):
            if 1 < place < len(line) and line[place - 2 : place] == "  " and line[place] != " ":
                return place
    return None
