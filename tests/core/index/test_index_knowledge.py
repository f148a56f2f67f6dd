"""Half-known indices, merged units, sane targets."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from tinhxanh.core.index import goals
from tinhxanh.core.index.data import Data
from tinhxanh.core.index.faults import BadData
from tinhxanh.core.index.knowledge import Point, Published, bounds, midline, rank_at, value_at
from tinhxanh.core.index.merging import merge
from tinhxanh.core.index.pipeline import score
from tinhxanh.core.index.recipe import Recipe

SCORES = Path(__file__).resolve().parents[3].parent / "shared" / "reference" / "pgi" / "pgi_scores.csv"
POINTS = [Point(7.15, 22), Point(6.80, 32), Point(6.58, 39), Point(4.84, 58)]
PARTS = {f"S{k}": (1.0, 10.0) for k in range(1, 5)}


def test_value_of_a_rank_lies_between_its_neighbours() -> None:
    assert (value_at(POINTS, 35, 1, 10).low, value_at(POINTS, 35, 1, 10).high) == (6.58, 6.80)
    assert (value_at(POINTS, 10, 1, 10).low, value_at(POINTS, 10, 1, 10).high) == (7.15, 10)
    assert value_at(POINTS, 32, 1, 10).known


def test_rank_of_a_value_lies_between_its_neighbours() -> None:
    found = rank_at(POINTS, 6.7, 63)
    assert (found.low, found.high) == (33, 39)
    assert rank_at(POINTS, 6.80, 63).known
    assert (rank_at(POINTS, 9.0, 63).low, rank_at(POINTS, 2.0, 63).high) == (1, 63)


def test_line_between_points_stays_inside_the_intervals() -> None:
    for rank in range(22, 59):
        interval = value_at(POINTS, rank, 1, 10)
        line = midline(POINTS, rank)
        assert line is not None
        assert interval.low - 1e-12 <= line <= interval.high + 1e-12
    assert midline(POINTS, 5) is None


def test_points_that_contradict_each_other_are_refused() -> None:
    with pytest.raises(BadData, match="mâu thuẫn"):
        rank_at([Point(5.0, 10), Point(6.0, 20)], 5.5, 63)


def test_total_follows_from_parts_within_rounding() -> None:
    row = Published("A", {"S1": 6.0, "S2": 6.0, "S3": 5.0, "S4": 6.0})
    [found] = bounds([row], PARTS)
    assert found.total.low == pytest.approx(22.98)
    assert found.total.high == pytest.approx(23.02)


def test_unknown_part_leaves_its_whole_scale_open_unless_a_rank_closes_it() -> None:
    rows = [
        Published("A", total=25.0, rank=30),
        Published("B", {"S1": 6.0, "S2": 6.0, "S3": 5.0, "S4": None}, unranked_below=30),
    ]
    found = bounds(rows, PARTS)[1]
    assert found.total.low == pytest.approx(17.985)
    assert found.total.high == pytest.approx(25.005)
    assert found.rank.low == 31
    assert "đứng sau hạng 30" in found.total.basis


def test_ranks_follow_from_totals_that_do_not_overlap() -> None:
    rows = [Published("A", total=25.0), Published("B", total=20.0), Published("C", total=24.995)]
    found = {row.unit: row.rank for row in bounds(rows, PARTS)}
    assert (found["B"].low, found["B"].high) == (3, 3)
    assert (found["A"].low, found["A"].high) == (1, 2)


def test_total_outside_its_rank_is_refused() -> None:
    rows = [Published("A", total=25.0, rank=1), Published("B", total=26.0, rank=2)]
    with pytest.raises(BadData, match=r"“B”|“A”"):
        bounds(rows, PARTS)


def published_2024() -> list[Published]:
    if not SCORES.is_file():
        pytest.skip(f"the published PGI scores are not there: {SCORES}")
    with SCORES.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["year"] == "2024"]

    def read(text: str) -> float | None:
        return float(text) if text else None

    listed = [
        Published(
            row["province"],
            {f"S{k}": read(row[f"s{k}"]) for k in range(1, 5)},
            read(row["total"]),
            int(row["rank"]) if row["rank"] else None,
            None if row["total"] or row["rank"] else 30,
        )
        for row in rows
    ]
    return listed + [Published(f"trong tốp 30, chưa thấy số {k}", within=30) for k in range(63 - len(listed))]


def test_unranked_provinces_of_2024_lie_below_rank_thirty() -> None:
    """Thirty-three provinces have components but no total; their sums run from 20.71 to 24.97."""
    rows = published_2024()
    found = {row.unit: row for row in bounds(rows, PARTS)}
    unranked = [row for row in rows if row.unranked_below]
    assert len(unranked) == 33
    middles = {row.unit: (found[row.unit].total.low + found[row.unit].total.high) / 2 for row in unranked}
    assert min(middles.values()) == pytest.approx(20.71, abs=0.011)
    assert max(middles.values()) == pytest.approx(24.97, abs=0.011)
    assert all(31 <= found[row.unit].rank.low <= found[row.unit].rank.high <= 63 for row in unranked)
    assert (found["Kiên Giang"].rank.low, found["Kiên Giang"].rank.high) == (63, 63)
    assert found["Thừa Thiên Huế"].rank.low == 31


def test_merged_units_are_weighted_means_and_say_so(small_recipe: Recipe, small_data: Data) -> None:
    successor = {"P1": "N", "P2": "N", "P3": "M", "P4": "M", "P5": "P5"}
    weights = {"P1": 3.0, "P2": 1.0, "P3": 1.0, "P4": 1.0, "P5": 7.0}
    found = merge(small_data, successor, weights, basis="số doanh nghiệp")
    assert found.units == ("N", "M", "P5")
    assert found.values[0, 0] == pytest.approx((3 * 2 + 4) / 4)
    assert found.values[2].tolist() == small_data.values[4].tolist()
    assert "số doanh nghiệp" in found.restated
    assert "không phải số công bố" in found.restated
    assert score(small_recipe, found).units == found.units


def test_merged_counts_are_summed_and_gaps_left_out_of_means(small_data: Data) -> None:
    values = small_data.values.copy()
    values[0, 1] = np.nan
    successor = dict.fromkeys(small_data.units, "N")
    found = merge(small_data.with_values(values), successor, totals=frozenset({"c"}))
    assert found.values[0, 2] == pytest.approx(35.0)
    assert found.values[0, 1] == pytest.approx(np.mean([10, 20, 40, 25]))


def test_merging_without_successor_or_weight_names_the_unit(small_data: Data) -> None:
    successor = dict.fromkeys(small_data.units[1:], "N")
    with pytest.raises(BadData) as caught:
        merge(small_data, successor, {"P2": 1.0, "P3": 0.0, "P4": 1.0, "P5": 1.0})
    assert [fault.row for fault in caught.value.faults] == ["P1", "P3"]


STEPS = [
    goals.Movement("A", "2023", 40, 12),
    goals.Movement("B", "2023", 20, 25),
    goals.Movement("C", "2024", 30, 10),
    goals.Movement("D", "2024", 8, 3),
]


def test_pair_that_does_not_fit_is_said() -> None:
    found = goals.sanity(POINTS, 63, score=6.7, rank=20)
    assert found.fits is False
    assert any("không khớp" in sentence for sentence in found.sentences)
    assert goals.sanity(POINTS, 63, score=6.7, rank=35).fits is True


def test_climb_is_held_against_published_steps() -> None:
    found = goals.sanity(POINTS, 63, rank=20, rank_now=45, steps=STEPS)
    assert (found.climb_wanted, found.as_far, found.seen) == (25, 1, 4)
    assert found.examples[0].unit == "A"


def test_step_across_a_break_does_not_count() -> None:
    found = goals.sanity(POINTS, 63, rank=20, rank_now=45, steps=STEPS, broken=frozenset({"2023"}))
    assert (found.as_far, found.seen, found.across_break) == (0, 2, 2)
    assert found.farthest is not None
    assert found.farthest.unit == "C"
    assert any("điểm gãy" in sentence for sentence in found.sentences)


def test_steps_need_both_ranks() -> None:
    before = {"A": (20.0, 5), "B": (None, None)}
    after = {"A": (25.0, 3), "B": (21.0, 30)}
    [step] = goals.steps_between(before, after, "2024")
    assert (step.unit, step.climb) == ("A", 2)
