"""Intervals that published figures leave: the truth always lies in them, and known cases by hand."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tinhxanh.apps.indicators.engine_bounds import tightened
from tinhxanh.core import index
from tinhxanh.core.index import HalfKnown, Interval, Published

SCALE = {"a": (0.0, 40.0)}


def bounds(*rows: Published) -> dict[str, HalfKnown]:
    return {one.unit: one for one in tightened(rows, index.bounds(rows, SCALE))}


def test_total_above_that_of_a_published_rank_is_above_it_in_rank_too() -> None:
    found = bounds(
        Published("A", total=30.0),
        Published("B", total=20.0, rank=2),
        Published("C", total=10.0),
        Published("D"),
    )
    assert (found["A"].rank.low, found["A"].rank.high) == (1, 1)
    assert (found["C"].rank.low, found["C"].rank.high) == (3, 4)
    assert (found["D"].rank.low, found["D"].rank.high) == (3, 4)
    assert found["D"].total.high == 20.005
    assert "không cao hơn hạng 2" in found["D"].total.basis


def test_ranks_that_some_units_need_are_taken_for_the_others() -> None:
    """A and B are above rank 3 and fill 1 and 2, so whoever has no figure at all stands below."""
    found = bounds(
        Published("A", total=30.0),
        Published("B", total=30.0),
        Published("C", total=20.0, rank=3),
        Published("D"),
    )
    assert (found["D"].rank.low, found["D"].rank.high) == (4, 4)


def test_two_published_totals_a_hundredth_apart_are_in_order() -> None:
    found = bounds(Published("A", total=20.01), Published("B", total=20.0))
    assert found["A"].rank == Interval(1, 1, found["A"].rank.basis)
    assert found["B"].rank.low == 2


@settings(derandomize=True, max_examples=120, deadline=None)
@given(st.data())
def test_truth_always_lies_between_the_ends(data: st.DataObject) -> None:
    """Of a made-up edition any totals and ranks are hidden; the intervals of the rest hold them."""
    values = data.draw(st.lists(st.integers(0, 4000), min_size=2, max_size=12, unique=True))
    totals = [value / 100 for value in sorted(values, reverse=True)]
    shown = [(data.draw(st.booleans()), data.draw(st.booleans())) for _ in totals]
    rows = [
        Published(str(k), total=total if has_total else None, rank=k + 1 if has_rank else None)
        for k, (total, (has_total, has_rank)) in enumerate(zip(totals, shown, strict=True))
    ]
    wide = index.bounds(rows, SCALE)
    for k, (half, before) in enumerate(zip(tightened(rows, wide), wide, strict=True)):
        assert half.total.low - 1e-9 <= totals[k] <= half.total.high + 1e-9
        assert half.rank.low <= k + 1 <= half.rank.high
        assert before.rank.low <= half.rank.low
        assert half.rank.high <= before.rank.high
