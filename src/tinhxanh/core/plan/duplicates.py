"""The same duty given twice, within one document or in several of a province, at a bounded cost.

Sorted neighbourhood (Hernández and Stolfo, 1995): duties are sorted by their words and, a second time,
by their words from the end; each is compared with its next neighbours only. Equal words meet wherever
they stand. The cost is n log n comparisons of keys and at most 2 · `_WINDOW` · n of words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from tinhxanh.core.plan.normal import fold

ALIKE = 95.0
"""From this likeness (0 to 100) two duties of one agency with the same numbers are told to be the same."""
_SHORTEST = 40  # shorter sentences are formulas that many duties share
_WINDOW = 12
_NUMBER = re.compile(r"\d+")
_LEADER = re.compile(r"^(?:giao|yêu cầu|đề nghị)?\s*(?:\([^)]*\)|[-–+*•.;,:\s])*")


@dataclass(frozen=True, slots=True)
class Given:
    """A duty as given: `document` and `key` say where, `years` from when to when it runs (None is open).

    `key` is the caller's own and is handed back as it was.
    """

    document: str
    key: object
    text: str
    lead: tuple[str, ...] = ()
    years: tuple[int | None, int | None] = (None, None)


@dataclass(frozen=True, slots=True)
class Twin:
    """Two duties that say the same; `first` was given first. `likeness` is 0 to 100 of their words."""

    first: Given
    second: Given
    likeness: float

    @property
    def is_within(self) -> bool:
        """Whether one document gives both."""
        return self.first.document == self.second.document


@dataclass(frozen=True, slots=True)
class _Words:
    given: Given
    text: str
    lead: frozenset[str]
    numbers: tuple[str, ...]
    place: int


def find(duties: Iterable[Given]) -> tuple[Twin, ...]:
    """All pairs of duties that say the same, each pair once, in the order in which they were given.

    The same are: equal words, whoever leads; or nearly equal words (`ALIKE`) with the same numbers where
    an agency leads both or one of the two has none. Duties whose years do not meet are a repetition.
    """
    words = [_words(given, place) for place, given in enumerate(duties)]
    long = [one for one in words if len(one.text) > _SHORTEST]
    found: dict[tuple[int, int], Twin] = {}
    for a, b in _neighbours(long):
        pair = (a.place, b.place) if a.place < b.place else (b.place, a.place)
        likeness = None if pair in found else _likeness(a, b)
        if likeness is not None:
            found[pair] = Twin(words[pair[0]].given, words[pair[1]].given, likeness)
    return tuple(found[pair] for pair in sorted(found))


def _words(given: Given, place: int) -> _Words:
    text = _LEADER.sub("", fold(given.text)).strip(" -–.;,:")
    lead = frozenset(fold(name) for name in given.lead)
    return _Words(given, text, lead, tuple(_NUMBER.findall(text)), place)


def _neighbours(words: Sequence[_Words]) -> Iterator[tuple[_Words, _Words]]:
    """Pairs worth comparing: of equal words each with the first, else those that sort side by side with the
    same numbers for a common lead.
    """
    equal: dict[str, list[_Words]] = defaultdict(list)
    for one in words:
        equal[one.text].append(one)
    for same in equal.values():
        yield from ((same[0], other) for other in same[1:])
    for ordered in (
        sorted(words, key=lambda one: (one.text, one.place)),
        sorted(words, key=lambda one: (one.text[::-1], one.place)),
    ):
        for place, one in enumerate(ordered):
            numbers, lead = one.numbers, one.lead
            for other in ordered[place + 1 : place + 1 + _WINDOW]:
                if numbers != other.numbers:
                    continue  # another year, day or amount
                if lead and other.lead and lead.isdisjoint(other.lead) and one.text != other.text:
                    continue  # nearly the same words to two agencies: "khu" and "cụm công nghiệp"
                yield one, other


def _likeness(a: _Words, b: _Words) -> float | None:
    """How alike two duties are, None where they are two."""
    if not _meet(a.given.years, b.given.years):
        return None
    if a.text == b.text:
        return 100.0
    return fuzz.ratio(a.text, b.text, score_cutoff=ALIKE) or None


def _meet(a: tuple[int | None, int | None], b: tuple[int | None, int | None]) -> bool:
    return (a[0] is None or b[1] is None or a[0] <= b[1]) and (b[0] is None or a[1] is None or b[0] <= a[1])
