"""Which totals and ranks are possible at all, once every published figure is held against every other.

A total that is surely above another has the better rank, a better rank never has the lower total, and no
two units share a rank. Applied until nothing narrows any more; nothing is assumed beyond these three.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tinhxanh.core import index
from tinhxanh.core.index import HalfKnown, Interval

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(slots=True)
class _Ends:
    """Published totals (NaN without), ends of totals and ranks of all units, whose rank was published."""

    total: Floats
    low: Floats
    high: Floats
    best: Ints
    worst: Ints
    is_ranked: NDArray[np.bool_]

    def state(self) -> tuple[bytes, ...]:
        """What a round may have changed."""
        return tuple(one.tobytes() for one in (self.low, self.high, self.best, self.worst))


def tightened(rows: Sequence[index.Published], known: Sequence[HalfKnown]) -> list[HalfKnown]:
    """The intervals of `known`, narrowed by each other; `rows` says whose rank was published.

    Where published figures contradict each other an interval stays as it was rather than become empty.
    """
    ends = _Ends(
        total=np.array([np.nan if row.total is None else row.total for row in rows]),
        low=np.array([max(half.total.low, 0.0) for half in known]),
        high=np.array([half.total.high for half in known]),
        best=np.array([int(half.rank.low) for half in known], dtype=np.int64),
        worst=np.array([int(half.rank.high) for half in known], dtype=np.int64),
        is_ranked=np.array([row.rank is not None for row in rows], dtype=bool),
    )
    before: tuple[bytes, ...] = ()
    while before != (before := ends.state()):
        _order_totals(ends)
        _order_ranks(ends)
        _share_out(ends)
    return [_narrowed(half, ends, k) for k, half in enumerate(known)]


def _above(ends: _Ends) -> NDArray[np.bool_]:
    """Whether the unit of a row surely stands above the unit of a column.

    Rounding keeps the order, so of two published totals the higher one was higher before it too.
    """
    by_total = ends.low[:, None] > ends.high[None, :] + 1e-9
    by_total |= ends.total[:, None] > ends.total[None, :]
    return np.asarray(by_total | (ends.worst[:, None] < ends.best[None, :]))


def _order_totals(ends: _Ends) -> None:
    above = _above(ends)
    floor = np.where(above, ends.low[None, :], -np.inf).max(axis=1)
    roof = np.where(above, ends.high[:, None], np.inf).min(axis=0)
    low, high = np.maximum(ends.low, floor), np.minimum(ends.high, roof)
    is_sound = low <= high + 1e-9
    ends.low, ends.high = np.where(is_sound, low, ends.low), np.where(is_sound, high, ends.high)


def _order_ranks(ends: _Ends) -> None:
    """At least as many are above as surely are, and one rank lies between any two of which one is above."""
    above, count = _above(ends), len(ends.low)
    best = np.maximum(ends.best, 1 + above.sum(axis=0))
    best = np.maximum(best, np.where(above, ends.best[:, None] + 1, 0).max(axis=0))
    worst = np.minimum(ends.worst, count - above.sum(axis=1))
    worst = np.minimum(worst, np.where(above, ends.worst[None, :] - 1, count).min(axis=1))
    _set_ranks(ends, best, worst)


def _share_out(ends: _Ends) -> None:
    """Ranks that are just enough for the units that need them are taken for all others."""
    if (np.bincount(ends.best[ends.is_ranked]) > 1).any():
        return  # shared ranks were published, so a rank that one holds may be another's too
    blocks = _blocks(ends)
    for first, last in blocks:
        pushed = (ends.best >= first) & (ends.best <= last) & (ends.worst > last)
        _set_ranks(ends, np.where(pushed, last + 1, ends.best), ends.worst)
    for first, last in reversed(blocks):
        pushed = (ends.worst >= first) & (ends.worst <= last) & (ends.best < first)
        _set_ranks(ends, ends.best, np.where(pushed, first - 1, ends.worst))


def _blocks(ends: _Ends) -> list[tuple[int, int]]:
    """First and last of every run of ranks that its units fill, but not of runs made of two such runs."""
    ranks = np.arange(1, len(ends.low) + 1)
    inside = (ends.best[None, :] >= ranks[:, None]).astype(int) @ (ends.worst[:, None] <= ranks).astype(int)
    sizes = ranks[None, :] - ranks[:, None] + 1
    is_full = (inside == sizes) & (sizes > 0)
    joined = is_full[:, :-1].astype(np.float32) @ is_full[1:].astype(np.float32)
    return [(int(a) + 1, int(b) + 1) for a, b in np.argwhere(is_full & (joined == 0))]


def _set_ranks(ends: _Ends, best: Ints, worst: Ints) -> None:
    may = ~ends.is_ranked & (best <= worst)
    ends.best, ends.worst = np.where(may, best, ends.best), np.where(may, worst, ends.worst)


def _narrowed(half: HalfKnown, ends: _Ends, k: int) -> HalfKnown:
    low, high = float(ends.low[k]), float(ends.high[k])
    basis = list(half.total.basis)
    if high < half.total.high - 1e-9:
        held = ends.best[ends.is_ranked & (ends.best < ends.best[k])]
        basis += [f"không cao hơn hạng {held.max()}"] if held.size else ["thứ tự của các đơn vị khác"]
    if low > max(half.total.low, 0.0) + 1e-9:
        held = ends.best[ends.is_ranked & (ends.best > ends.worst[k])]
        basis += [f"không thấp hơn hạng {held.min()}"] if held.size else ["thứ tự của các đơn vị khác"]
    rank = Interval(int(ends.best[k]), int(ends.worst[k]), half.rank.basis)
    return HalfKnown(half.unit, Interval(low, high, tuple(dict.fromkeys(basis))), rank)
