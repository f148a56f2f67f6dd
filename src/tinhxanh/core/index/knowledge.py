"""Indices that are only half published: what the published points allow, as intervals, not guesses.

Two kinds of knowledge are used, and each interval names the ones it rests on: arithmetic (a total is the
sum of its parts, each rounded) and order (a better rank never has a lower value). Nothing is assumed
about the shape of the distribution; `midline` draws a line through the points and says that it is one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from tinhxanh.core.index.data import Floats
from tinhxanh.core.index.faults import BadData, Fault
from tinhxanh.core.index.wording import said


@dataclass(frozen=True, slots=True)
class Interval:
    """All values from `low` to `high` are possible; `basis` names why."""

    low: float
    high: float
    basis: tuple[str, ...] = ()

    @property
    def known(self) -> bool:
        """Whether the interval is a single value."""
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class Point:
    """A published pair: the unit of rank `rank` has `value`."""

    value: float
    rank: int
    source: str = ""


@dataclass(frozen=True)
class Published:
    """What is known of one unit in one edition; None where nothing was published.

    `parts` are the components, rounded to `decimals`. `unranked_below` is the last rank published, where
    the unit is known to stand below it; `within` the same rank, where it is known to stand above or on it.
    """

    unit: str
    parts: Mapping[str, float | None] = field(default_factory=dict)
    total: float | None = None
    rank: int | None = None
    unranked_below: int | None = None
    within: int | None = None


@dataclass(frozen=True)
class HalfKnown:
    """Intervals of total and rank of one unit, each with its basis."""

    unit: str
    total: Interval
    rank: Interval


def value_at(points: Sequence[Point], rank: int, low: float, high: float) -> Interval:
    """Values that the unit of `rank` can have, between the scale's ends `low` and `high`."""
    ordered = consistent(points)
    better = [p for p in ordered if p.rank <= rank]
    worse = [p for p in ordered if p.rank >= rank]
    top = better[-1].value if better else high
    bottom = worse[0].value if worse else low
    return Interval(bottom, top, ("thứ tự các điểm đã công bố",))


def rank_at(points: Sequence[Point], value: float, units: int) -> Interval:
    """Ranks that a unit with `value` can have among `units`."""
    ordered = consistent(points)
    equal = [p.rank for p in ordered if p.value == value]
    if equal:
        return Interval(min(equal), max(equal), ("trùng điểm đã công bố",))
    above = [p.rank for p in ordered if p.value > value]
    below = [p.rank for p in ordered if p.value < value]
    best = max(above) + 1 if above else 1
    worst = min(below) if below else units
    return Interval(min(best, worst), worst, ("thứ tự các điểm đã công bố",))


def midline(points: Sequence[Point], rank: float) -> float | None:
    """Monotone line through the points at `rank`: an inference, None outside the published ranks."""
    ordered = consistent(points)
    for left, right in pairwise(ordered):
        if left.rank <= rank <= right.rank:
            share = (rank - left.rank) / (right.rank - left.rank) if right.rank > left.rank else 0.0
            return left.value + share * (right.value - left.value)
    return None


def consistent(points: Sequence[Point]) -> list[Point]:
    """Points from the best rank down; raises BadData where a better rank has a lower value."""
    ordered = sorted(points, key=lambda p: (p.rank, -p.value))
    for left, right in pairwise(ordered):
        if right.value > left.value:
            sentence = (
                f"Hàng hạng {right.rank}, cột giá trị: {right.value} lớn hơn {left.value} "
                f"của hạng {left.rank}; hai điểm công bố mâu thuẫn."
            )
            raise BadData([Fault("contradiction", sentence, str(right.rank), "value")])
    return ordered


def bounds(
    published: Sequence[Published],
    parts: Mapping[str, tuple[float, float]],
    decimals: int = 2,
    slack: float = 0.0,
) -> list[HalfKnown]:
    """Feasible totals and ranks of all units of an index whose total is the sum of its `parts`.

    `parts` gives the ends of each component's scale. `slack` widens the sums where totals and sums are
    known to differ by more than rounding. `published` must list every unit of the edition, also those of
    which nothing is known, since ranks count. Raises BadData where published figures contradict each other.
    """
    totals = [_total(row, parts, 0.5 * 10**-decimals, slack) for row in published]
    low = np.array([interval.low for interval in totals])
    high = np.array([interval.high for interval in totals])
    basis = [list(interval.basis) for interval in totals]
    _by_rank(published, low, high, basis)
    for row, bottom, top in zip(published, low, high, strict=True):
        if bottom > top + 1e-9:
            sentence = (
                f"Hàng “{row.unit}”, cột tổng điểm: cần ít nhất {said(bottom)} nhưng không quá {said(top)}; "
                "các số đã công bố mâu thuẫn nhau."
            )
            raise BadData([Fault("contradiction", sentence, row.unit, "total")])
    return [
        HalfKnown(
            row.unit, Interval(float(low[k]), float(high[k]), tuple(basis[k])), _rank(published, k, low, high)
        )
        for k, row in enumerate(published)
    ]


def _total(row: Published, parts: Mapping[str, tuple[float, float]], half: float, slack: float) -> Interval:
    if row.total is not None:
        return Interval(row.total - half, row.total + half, ("tổng điểm đã công bố",))
    low = high = 0.0
    unknown = 0
    for code, (bottom, top) in parts.items():
        value = row.parts.get(code)
        if value is None:
            low, high, unknown = low + bottom, high + top, unknown + 1
        else:
            low, high = low + max(bottom, value - half), high + min(top, value + half)
    basis = "tổng các thành phần đã công bố"
    if unknown:
        basis += f", {unknown} thành phần chưa biết lấy cả thang đo"
    return Interval(low - slack, high + slack, (basis,))


def _by_rank(published: Sequence[Published], low: Floats, high: Floats, basis: list[list[str]]) -> None:
    """A better rank has a total at least as high; carried through from both ends."""
    ranked = sorted(
        (k for k, row in enumerate(published) if row.rank is not None),
        key=lambda k: _known(published[k].rank),
    )
    for better, worse in pairwise(ranked):
        _lower_top(worse, high[better], high, basis, f"không cao hơn hạng {published[better].rank}")
    for better, worse in reversed(list(pairwise(ranked))):
        _lift_bottom(better, low[worse], low, basis, f"không thấp hơn hạng {published[worse].rank}")
    for k, row in enumerate(published):
        if row.rank is None and row.unranked_below is not None:
            last = [j for j in ranked if _known(published[j].rank) <= row.unranked_below]
            if last:
                _lower_top(k, high[last[-1]], high, basis, f"đứng sau hạng {published[last[-1]].rank}")
        if row.rank is None and row.within is not None:
            first = [j for j in ranked if _known(published[j].rank) >= row.within]
            if first:
                _lift_bottom(k, low[first[0]], low, basis, f"trong nhóm {row.within} hạng đầu")


def _known(rank: int | None) -> int:
    assert rank is not None  # noqa: S101 - callers pass ranked units only
    return rank


def _lower_top(k: int, limit: float, high: Floats, basis: list[list[str]], why: str) -> None:
    if limit < high[k]:
        high[k] = limit
        basis[k].append(why)


def _lift_bottom(k: int, limit: float, low: Floats, basis: list[list[str]], why: str) -> None:
    if limit > low[k]:
        low[k] = limit
        basis[k].append(why)


def _rank(published: Sequence[Published], k: int, low: Floats, high: Floats) -> Interval:
    own = published[k].rank
    if own is not None:
        return Interval(own, own, ("thứ hạng đã công bố",))
    surely_above = int(((low > high[k]) & _others(len(low), k)).sum())
    maybe_above = int(((high > low[k]) & _others(len(low), k)).sum())
    best, worst = 1 + surely_above, 1 + maybe_above
    below = published[k].unranked_below
    if below is not None:
        best = max(best, below + 1)
    if published[k].within is not None:
        worst = min(worst, _known(published[k].within))
    return Interval(best, max(best, worst), ("khoảng tổng điểm của mọi đơn vị",))


def _others(count: int, k: int) -> NDArray[np.bool_]:
    return np.asarray(np.arange(count) != k)
