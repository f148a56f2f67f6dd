"""What a later version of a plan adds, drops and changes: duties paired by code and words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any

import numpy as np
from rapidfuzz import fuzz, process

from tinhxanh.core import vietnamese

SAME_CODE = 65.0
"""Likeness (0 to 100) from which two duties under the same marker are one duty."""

SAME_WORDS = 82.0
"""Likeness from which two duties are one wherever they stand."""

SEVERAL = "; "

Run = tuple[str, bool]


@dataclass(frozen=True, slots=True)
class Item:
    """A duty as a comparison sees it; `key` is whatever the caller finds it again by."""

    key: Any
    code: str
    text: str
    details: tuple[str, ...] = ()
    """Leads, co-ordinating agencies and deadline in words; several of a kind are parted by SEVERAL."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One duty in both versions."""

    old: Item
    new: Item

    @property
    def is_changed(self) -> bool:
        """Whether its words, agencies or deadline differ; another number alone is no change."""
        return _plain(self.old) != _plain(self.new)

    @property
    def old_words(self) -> list[Run]:
        """The old text in runs, with whether the new one lacks them."""
        return _runs(self.old.text, self.new.text)

    @property
    def new_words(self) -> list[Run]:
        """The new text in runs, with whether the old one lacks them."""
        return _runs(self.new.text, self.old.text)

    @property
    def old_details(self) -> list[list[Run]]:
        """Each old detail in its parts, with whether the new one lacks them."""
        return _parts(self.old.details, self.new.details)

    @property
    def new_details(self) -> list[list[Run]]:
        """Each new detail in its parts, with whether the old one lacks them."""
        return _parts(self.new.details, self.old.details)


@dataclass(frozen=True, slots=True)
class Difference:
    """`pairs` in the order of the new version, then what only one of them has."""

    pairs: tuple[Pair, ...]
    added: tuple[Item, ...]
    dropped: tuple[Item, ...]

    @property
    def changed(self) -> tuple[Pair, ...]:
        return tuple(pair for pair in self.pairs if pair.is_changed)

    @property
    def unchanged(self) -> tuple[Pair, ...]:
        return tuple(pair for pair in self.pairs if not pair.is_changed)


def compare(old: Sequence[Item], new: Sequence[Item]) -> Difference:
    """Pair the items of two versions, each at most once, the likest first.

    Likeness is rapidfuzz's token_sort_ratio of the folded words; a common code lowers the bar.
    """
    partner = _partners(old, new)
    pairs = tuple(Pair(old[partner[j]], item) for j, item in enumerate(new) if j in partner)
    taken = set(partner.values())
    added = tuple(item for j, item in enumerate(new) if j not in partner)
    return Difference(pairs, added, tuple(item for i, item in enumerate(old) if i not in taken))


def _partners(old: Sequence[Item], new: Sequence[Item]) -> dict[int, int]:
    """For the place of a new item, the place of the old one."""
    if not old or not new:
        return {}
    folded = [[vietnamese.fold(item.text) for item in items] for items in (old, new)]
    likeness = process.cdist(folded[0], folded[1], scorer=fuzz.token_sort_ratio).astype(float)
    same_code = np.array([[a.code == b.code and a.code != "" for b in new] for a in old])
    likeness[likeness < np.where(same_code, SAME_CODE, SAME_WORDS)] = 0.0
    likeness[(likeness > 0) & same_code] += 5.0
    return _greedy(likeness)


def _greedy(likeness: np.ndarray) -> dict[int, int]:
    partner: dict[int, int] = {}
    taken: set[int] = set()
    order = np.argsort(-likeness, axis=None, kind="stable")
    for i, j in zip(*np.unravel_index(order, likeness.shape), strict=True):
        if likeness[i, j] <= 0:
            break
        if int(j) not in partner and int(i) not in taken:
            partner[int(j)] = int(i)
            taken.add(int(i))
    return partner


def _runs(text: str, other: str) -> list[Run]:
    words = text.split()
    blocks = SequenceMatcher(None, words, other.split(), autojunk=False).get_matching_blocks()
    runs, last = [], 0
    for block in blocks:
        runs += [(" ".join(words[last : block.a]), True)] if block.a > last else []
        runs += [(" ".join(words[block.a : block.a + block.size]), False)] if block.size else []
        last = block.a + block.size
    return runs


def _parts(details: Sequence[str], others: Sequence[str]) -> list[list[Run]]:
    """The parts of each detail, with whether the same detail of the other version lacks them."""
    return [
        [(part, part not in other.split(SEVERAL)) for part in own.split(SEVERAL) if part]
        for own, other in zip_longest(details, others, fillvalue="")
    ]


def _plain(item: Item) -> tuple[str, ...]:
    return (" ".join(item.text.split()), *item.details)
