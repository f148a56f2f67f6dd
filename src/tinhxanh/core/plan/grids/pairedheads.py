"""One head over two columns of figures ("Mục tiêu năm 2025" over a score and a rank): which is which."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_PAIRS = {"target": ("target", "target_rank"), "value": ("value", "rank")}
_PAIRS |= {rank: pair for _, rank in _PAIRS.values() for pair in _PAIRS.values() if rank in pair}
_RANK = re.compile(r"(?:hạng\s+)?\d{1,2}(?:\s?/\s?\d{2,3}\D*)?")
_NUMBER = re.compile(r"(?:[<>≥≤]\s?)?-?\d|[-–]$")


@dataclass(frozen=True, slots=True)
class Head:
    """A column by its head: its role, and whether the head is its own; a merged one is the first column's."""

    role: str | None
    is_own: bool


def tell(heads: Sequence[Head], cells: Sequence[Sequence[str]]) -> list[str | None]:
    """The roles of columns, those without a head behind a measured column told by place and cells.

    `cells` are the printed cells of each column. The score stands first, unless the cells of the first
    column all read as ranks and those of the second do not.

    >>> tell([Head("target", True), Head(None, False)], [["6,5"], ["12/63"]])
    ['target', 'target_rank']
    """
    roles = [head.role for head in heads]
    for place in range(1, len(heads)):
        pair = _PAIRS.get(roles[place - 1] or "")
        if heads[place].is_own or pair is None or not _measures(cells[place]):
            continue
        if heads[place - 1].is_own:
            swapped = _are_ranks(cells[place - 1]) and not _are_ranks(cells[place])
            roles[place - 1 : place + 1] = reversed(pair) if swapped else pair
    return roles


def _measures(cells: Sequence[str]) -> bool:
    return bool(cells) and all(_NUMBER.match(cell.strip()) for cell in cells)


def _are_ranks(cells: Iterable[str]) -> bool:
    return all(_RANK.fullmatch(cell.strip()) for cell in cells)
