"""Target planning: every plan given out is applied and reaches its goal; none is cheaper."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tinhxanh.core.index import choices as ch
from tinhxanh.core.index.data import Data
from tinhxanh.core.index.doubt import uncertainty
from tinhxanh.core.index.faults import BadData, StepFailed
from tinhxanh.core.index.pipeline import score
from tinhxanh.core.index.planning import plan
from tinhxanh.core.index.plans import Chance, Goal, Lever
from tinhxanh.core.index.recipe import (
    Aggregation,
    Group,
    Indicator,
    Normalisation,
    NormalisationMethod,
    Recipe,
    Treatment,
    TreatmentMethod,
)
from tinhxanh.core.index.result import Result

CODES = ("a", "b", "c", "d", "e", "f")
SCALES = (
    Normalisation(NormalisationMethod.MIN_MAX, 1, 10),
    Normalisation(NormalisationMethod.Z_SCORE, mean=10, sd=2),
    Normalisation(NormalisationMethod.DISTANCE_TO_MAX),
)
TREATMENTS = (Treatment(), Treatment(TreatmentMethod.WINSORISE, winmax=2, skew_limit=1, kurtosis_limit=1))


def province_recipe(scale: Normalisation, treatment: Treatment) -> Recipe:
    indicators = tuple(
        Indicator(code, code, "G" if k < 3 else "H", -1 if k % 2 else 1, 1.0 + k)
        for k, code in enumerate(CODES)
    )
    groups = (Group("G", "G", "X"), Group("H", "H", "X"), Group("X", "X"))
    means = (Aggregation.ARITHMETIC, Aggregation.SUM)
    return Recipe("P", "P", indicators, groups, normalisation=scale, treatment=treatment, aggregation=means)


def provinces(seed: int, units: int = 15) -> Data:
    rng = np.random.default_rng(seed)
    values = np.round(np.exp(rng.normal(3, 0.5, (units, len(CODES)))), 2)
    return Data(tuple(f"P{k}" for k in range(units)), CODES, values)


def levers_of(data: Data, unit: str, rng: np.random.Generator) -> list[Lever]:
    """Levers that reach from inside the range to beyond the present best value of all."""
    row = data.values[data.row[unit]]
    levers = []
    for k, code in enumerate(CODES):
        if k != 4:
            best = row[k] * (rng.uniform(0.2, 0.9) if k % 2 else rng.uniform(1.1, 3.0))
            levers.append(Lever(code, float(best), float(rng.uniform(0.5, 3))))
    return levers


@settings(max_examples=40, derandomize=True, deadline=None)
@given(
    seed=st.integers(0, 5000),
    scale=st.sampled_from(SCALES),
    treatment=st.sampled_from(TREATMENTS),
    by_rank=st.booleans(),
)
def test_every_feasible_plan_applied_reaches_its_goal(
    seed: int, scale: Normalisation, treatment: Treatment, by_rank: bool
) -> None:
    data, recipe = provinces(seed), province_recipe(scale, treatment)
    rng = np.random.default_rng(seed)
    unit = f"P{seed % 15}"
    levers = levers_of(data, unit, rng)
    now = score(recipe, data)
    goal = Goal(rank=max(1, now.rank(unit) - 3)) if by_rank else Goal(score=now.score(unit) * 1.05)
    found = plan(recipe, data, unit, goal, levers, alternatives=2)
    assert found.plans or found.reason
    for made in found.plans:
        values = data.values.copy()
        for move in made.moves:
            values[data.row[unit], data.column[move.code]] = move.after
        applied = score(recipe, data.with_values(values))
        assert applied.score(unit) == made.score
        if by_rank:
            assert applied.rank(unit) <= goal.rank
        else:
            assert applied.score(unit) >= goal.score - 1e-9
        for move in made.moves:
            lever = next(lever for lever in levers if lever.code == move.code)
            assert min(move.before, lever.best) - 1e-9 <= move.after <= max(move.before, lever.best) + 1e-9


def test_fixed_bounds_would_miss_where_moving_ones_do_not() -> None:
    """P5 is the lowest on `a`. Lifting it raises the minimum, so all others fall on that indicator.

    A plan with the old minimum counts 5 points of its own gain that are not there: from 0 to 10 the unit
    stays the lowest and gains nothing.
    """
    recipe = Recipe(
        "M",
        "M",
        (Indicator("a", "a", "X"), Indicator("b", "b", "X")),
        (Group("X", "X"),),
        normalisation=Normalisation(NormalisationMethod.MIN_MAX, 0, 10),
        aggregation=(Aggregation.SUM,),
    )
    data = Data(
        ("P1", "P2", "P3", "P4", "P5"), ("a", "b"), np.array([[20.0, 1], [15, 2], [12, 4], [10, 3], [0, 5]])
    )
    goal = Goal(score=12.0)
    found = plan(recipe, data, "P5", goal, [Lever("a", 20.0)])
    naive = 0.0 + 2.0 / 10 * 20.0
    values = data.values.copy()
    values[4, 0] = naive
    assert score(recipe, data.with_values(values)).score("P5") < goal.score
    assert found.plans[0].moves[0].after == pytest.approx(12.0, abs=1e-4)
    assert found.plans[0].score >= goal.score - 1e-9


def test_no_grid_point_is_cheaper_than_the_plan() -> None:
    recipe, data = province_recipe(SCALES[0], TREATMENTS[0]), provinces(77)
    unit = "P4"
    levers = [
        Lever(code, best, cost)
        for code, best, cost in zip("abc", (60.0, 5.0, 50.0), (1.0, 2.0, 0.7), strict=True)
    ]
    now = score(recipe, data)
    goal = Goal(rank=max(1, now.rank(unit) - 4))
    cheapest = plan(recipe, data, unit, goal, levers, alternatives=1).plans[0].cost
    row = data.values[data.row[unit]]
    for shares in product(np.linspace(0, 1, 9), repeat=3):
        values = data.values.copy()
        cost = 0.0
        for lever, share in zip(levers, shares, strict=True):
            start = row[data.column[lever.code]]
            values[data.row[unit], data.column[lever.code]] = start + share * (lever.best - start)
            cost += lever.cost * abs(share * (lever.best - start))
        if score(recipe, data.with_values(values)).rank(unit) <= goal.rank:
            assert cost >= cheapest - 1e-6


def test_three_plans_differ_in_what_they_move() -> None:
    recipe, data = province_recipe(SCALES[0], TREATMENTS[0]), provinces(5)
    now = score(recipe, data)
    unit = next(u for u in data.units if now.rank(u) == 10)
    levers = levers_of(data, unit, np.random.default_rng(5))
    found = plan(recipe, data, unit, Goal(rank=8), levers)
    sets = [frozenset(move.code for move in made.moves) for made in found.plans]
    assert len(sets) == 3
    for k, later in enumerate(sets):
        assert all(len(earlier - later) >= max(1, round(len(earlier) / 3)) for earlier in sets[:k])
    assert [made.cost for made in found.plans] == sorted(made.cost for made in found.plans)


def test_unreachable_goal_says_what_holds_it_back() -> None:
    recipe, data = province_recipe(SCALES[0], TREATMENTS[0]), provinces(6)
    now = score(recipe, data)
    unit = next(u for u in data.units if now.rank(u) == 15)
    lever = Lever("a", data.values[data.row[unit], 0] + 1)
    found = plan(recipe, data, unit, Goal(score=19.9), [lever])
    assert found.plans == ()
    assert "còn thiếu" in found.reason
    assert found.binding
    assert found.reach is not None
    assert found.reach[0] < 19.9


def test_goal_already_met_needs_no_move() -> None:
    recipe, data = province_recipe(SCALES[0], TREATMENTS[0]), provinces(6)
    found = plan(recipe, data, "P3", Goal(rank=15), [Lever("a", 100.0)])
    assert found.plans[0].moves == ()
    assert found.plans[0].cost == 0


def test_surer_plan_costs_more_and_reaches_its_probability() -> None:
    recipe, data = province_recipe(SCALES[0], TREATMENTS[0]), provinces(12)
    now = score(recipe, data)
    unit = next(u for u in data.units if now.rank(u) == 9)
    levers = levers_of(data, unit, np.random.default_rng(1))
    errors = np.full(data.values.shape, 0.8)
    bare = plan(recipe, data, unit, Goal(rank=6), levers, 1).plans[0]
    chance = Chance(0.9, errors, draws=300)
    sure = plan(recipe, data, unit, Goal(rank=6), levers, 1, chance, np.random.default_rng(2)).plans[0]
    assert sure.probability is not None
    assert sure.probability >= 0.9
    assert sure.cost > bare.cost


def test_duties_come_along_with_the_moves() -> None:
    recipe, data = province_recipe(SCALES[0], TREATMENTS[0]), provinces(5)
    now = score(recipe, data)
    unit = next(u for u in data.units if now.rank(u) == 12)
    duties = {code: [f"II.{code}"] for code in CODES}
    levers = levers_of(data, unit, np.random.default_rng(5))
    made = plan(recipe, data, unit, Goal(rank=9), levers, 1, duties=duties).plans[0]
    assert made.moves
    assert all(move.duties == (f"II.{move.code}",) for move in made.moves)


@pytest.mark.parametrize("mean", [Aggregation.GEOMETRIC, Aggregation.HARMONIC])
@pytest.mark.parametrize("by_rank", [True, False])
def test_no_grid_point_is_cheaper_where_means_are_geometric_or_harmonic(
    mean: Aggregation, by_rank: bool
) -> None:
    recipe = replace(province_recipe(SCALES[0], TREATMENTS[0]), aggregation=(mean,))
    for seed in (77, 78, 79):
        data, unit = provinces(seed), "P4"
        now = score(recipe, data)
        row = data.values[data.row[unit]]
        levers = [Lever("a", row[0] * 2.5, 1.0), Lever("b", row[1] * 0.3, 2.0), Lever("c", row[2] * 2, 0.7)]
        goal = Goal(rank=max(1, now.rank(unit) - 3)) if by_rank else Goal(score=now.score(unit) * 1.1)
        made = plan(recipe, data, unit, goal, levers, alternatives=1).plans
        costs = [
            cost
            for cost, found in grid_of(recipe, data, unit, levers)
            if (found.rank(unit) <= goal.rank if goal.rank else found.score(unit) >= goal.score)
        ]
        assert bool(made) == bool(costs)
        if made:
            assert made[0].rank <= goal.rank if goal.rank else made[0].score >= goal.score - 1e-9
            assert min(costs) >= made[0].cost * (1 - 5e-4)


def grid_of(recipe: Recipe, data: Data, unit: str, levers: list[Lever]) -> list[tuple[float, Result]]:
    """Cost and index of every mixture of ninths of the levers."""
    row, found = data.values[data.row[unit]], []
    for shares in product(np.linspace(0, 1, 9), repeat=len(levers)):
        values = data.values.copy()
        cost = 0.0
        for lever, share in zip(levers, shares, strict=True):
            step = share * (lever.best - row[data.column[lever.code]])
            values[data.row[unit], data.column[lever.code]] += step
            cost += lever.cost * abs(step)
        found.append((cost, score(recipe, data.with_values(values))))
    return found


def test_ways_of_putting_together_without_a_common_sum_are_refused() -> None:
    recipe = province_recipe(SCALES[0], TREATMENTS[0])
    mixed = replace(recipe, aggregation=(Aggregation.ARITHMETIC, Aggregation.GEOMETRIC))
    with pytest.raises(StepFailed, match="“G” dùng trung bình cộng; “X” dùng trung bình nhân"):
        plan(mixed, provinces(1), "P1", Goal(rank=1), [Lever("a", 9.0)])
    median = replace(recipe, aggregation=(Aggregation.MEDIAN,))
    with pytest.raises(StepFailed, match="“G” dùng trung vị"):
        plan(median, provinces(1), "P1", Goal(rank=1), [Lever("a", 9.0)])


def test_surer_plan_under_geometric_means_reaches_its_probability() -> None:
    recipe = replace(province_recipe(SCALES[0], TREATMENTS[0]), aggregation=(Aggregation.GEOMETRIC,))
    data, unit = provinces(8), "P3"
    levers = levers_of(data, unit, np.random.default_rng(8))
    goal = Goal(score=score(recipe, data).score(unit) * 1.05)
    chance = Chance(0.9, 0.05 * data.values.std(axis=0) * np.ones(data.values.shape))
    plain = plan(recipe, data, unit, goal, levers, 1).plans[0]
    surer = plan(recipe, data, unit, goal, levers, 1, chance, np.random.default_rng(1)).plans[0]
    assert surer.probability >= 0.9
    assert surer.cost > plain.cost


def test_wrong_levers_are_named() -> None:
    recipe, data = province_recipe(SCALES[0], TREATMENTS[0]), provinces(1)
    with pytest.raises(BadData) as caught:
        plan(recipe, data, "P1", Goal(), [Lever("zz", 1.0), Lever("a", np.inf)])
    assert [fault.code for fault in caught.value.faults] == ["no_goal", "unknown_code", "bad_lever"]


def test_plan_that_holds_under_other_methods_reaches_its_probability() -> None:
    recipe, data = province_recipe(SCALES[0], TREATMENTS[0]), provinces(12)
    now = score(recipe, data)
    unit = next(u for u in data.units if now.rank(u) == 9)
    levers = levers_of(data, unit, np.random.default_rng(1))
    chance = Chance(
        0.9, choices=(ch.Noise(share=0.5, levels=(1, 2)), ch.normalisations(*SCALES[:2])), draws=200
    )
    sure = plan(recipe, data, unit, Goal(rank=6), levers, 1, chance, np.random.default_rng(2)).plans[0]
    assert sure.probability is not None
    assert sure.probability >= 0.9
    values = data.values.copy()
    for move in sure.moves:
        values[data.row[unit], data.column[move.code]] = move.after
    again = uncertainty(recipe, data.with_values(values), chance.choices, 2000, np.random.default_rng(9))
    assert again.at_most(unit, 6) > 0.8


def test_score_cannot_be_wanted_under_other_scales() -> None:
    recipe, data = province_recipe(SCALES[0], TREATMENTS[0]), provinces(1)
    chance = Chance(0.9, choices=(ch.Noise(),))
    with pytest.raises(BadData, match="chỉ tính được cho thứ hạng"):
        plan(recipe, data, "P1", Goal(score=9.0), [Lever("a", 9.0)], 1, chance, np.random.default_rng(1))


def test_goal_out_of_reach_of_a_probability_says_so() -> None:
    recipe, data = province_recipe(SCALES[0], TREATMENTS[0]), provinces(12)
    now = score(recipe, data)
    unit = next(u for u in data.units if now.rank(u) == 9)
    levers = levers_of(data, unit, np.random.default_rng(1))
    chance = Chance(0.999, np.full(data.values.shape, 25.0), draws=200)
    found = plan(recipe, data, unit, Goal(rank=6), levers, 1, chance, np.random.default_rng(2))
    assert found.plans == ()
    assert "không với xác suất" in found.reason


def test_lever_without_present_value_and_without_effect() -> None:
    recipe, data = province_recipe(SCALES[0], TREATMENTS[0]), provinces(3)
    values = data.values.copy()
    values[2, 0] = np.nan
    with pytest.raises(BadData, match="chưa có giá trị hiện tại"):
        plan(recipe, data.with_values(values), "P2", Goal(rank=1), [Lever("a", 9.0)])
    now = float(data.values[2, 0])
    stuck = plan(recipe, data, "P2", Goal(score=19.5), [Lever("a", now)])
    assert "Không chỉ tiêu nào được phép đổi" in stuck.reason or stuck.binding


def test_score_and_rank_can_be_wanted_together() -> None:
    recipe, data = province_recipe(SCALES[0], TREATMENTS[0]), provinces(5)
    now = score(recipe, data)
    unit = next(u for u in data.units if now.rank(u) == 10)
    goal = Goal(score=now.score(unit) + 0.5, rank=9)
    made = plan(recipe, data, unit, goal, levers_of(data, unit, np.random.default_rng(5)), 1).plans[0]
    assert made.score >= goal.score - 1e-9
    assert made.rank <= 9


def test_tie_with_nothing_to_spare_reaches_a_rank() -> None:
    """At its best P1 ties with P2 and shares rank 2, which is all that it can have."""
    recipe = Recipe(
        "M", "M", (Indicator("a", "a", "X"), Indicator("b", "b", "X")), (Group("X", "X"),),
        normalisation=Normalisation(NormalisationMethod.MIN_MAX, 0, 100),
    )  # fmt: skip
    data = Data(("P1", "P2", "P3"), ("a", "b"), np.array([[1.0, 1], [2, 5], [9, 3]]))
    found = plan(recipe, data, "P1", Goal(rank=2), [Lever("a", 9.0)])
    assert [made.rank for made in found.plans] == [2]
    assert found.plans[0].moves[0].after == pytest.approx(9.0)
