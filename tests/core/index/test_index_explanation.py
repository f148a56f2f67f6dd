"""Explaining a change: parts add up exactly, causes that did nothing get nothing."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tinhxanh.core.index import owen
from tinhxanh.core.index.data import Data
from tinhxanh.core.index.explanation import Cause, contributions, explain, shapley
from tinhxanh.core.index.faults import BadData, NotComparable
from tinhxanh.core.index.pipeline import score
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

MEANS = ((Aggregation.ARITHMETIC, Aggregation.SUM), (Aggregation.GEOMETRIC,), (Aggregation.MEDIAN,))


def edition(codes: str, weights: float, scale: Normalisation, means: tuple[Aggregation, ...]) -> Recipe:
    indicators = tuple(
        Indicator(c, c, "GH"[k % 2], 1 - 2 * (k % 2), 1 + weights * k) for k, c in enumerate(codes)
    )
    groups = (Group("G", "G", "X"), Group("H", "H", "X"), Group("X", "X"))
    return Recipe("E", "E", indicators, groups, normalisation=scale, aggregation=means)


def table(codes: str, seed: int, units: int = 9) -> Data:
    values = np.random.default_rng(seed).uniform(1, 50, (units, len(codes)))
    return Data(tuple(f"P{k}" for k in range(units)), tuple(codes), values)


@settings(max_examples=60, derandomize=True, deadline=None)
@given(
    seed=st.integers(0, 1000),
    means=st.sampled_from(MEANS),
    other_means=st.sampled_from(MEANS),
    codes=st.sampled_from(["abcd", "abce", "abcdef"]),
)
def test_parts_add_up_exactly(
    seed: int, means: tuple[Aggregation, ...], other_means: tuple[Aggregation, ...], codes: str
) -> None:
    first = edition("abcd", 0.3, Normalisation(NormalisationMethod.MIN_MAX, 1, 10), means)
    second = edition(codes, 1.0, Normalisation(NormalisationMethod.MIN_MAX, 2, 20), other_means)
    found = explain(first, table("abcd", seed), second, table(codes, seed + 1), "P3")
    assert sum(part.score for part in found.parts) == pytest.approx(found.score_change, abs=1e-9)
    assert sum(part.rank or 0 for part in found.parts) == pytest.approx(found.rank_change, abs=1e-9)
    if found.by_indicator:
        assert sum(part.score for part in found.by_indicator) == pytest.approx(found.score_change, abs=1e-9)
        for cause, part in zip(Cause, found.parts, strict=True):
            own = sum(p.score for p in found.by_indicator if p.cause is cause)
            assert own == pytest.approx(part.score, abs=1e-9)
    else:
        assert MEANS[0] not in (means, other_means) or means != other_means


def test_cause_that_did_nothing_gets_nothing(small_recipe: Recipe, small_data: Data) -> None:
    values = small_data.values.copy()
    values[0] = [3.0, 20, 6, 0.2]
    found = explain(small_recipe, small_data, small_recipe, small_data.with_values(values), "P1")
    parts = {part.cause: part for part in found.parts}
    assert parts[Cause.METHOD].score == 0
    assert parts[Cause.OTHERS].score == 0
    assert parts[Cause.OWN].score == pytest.approx(found.score_change)
    own = {p.code: p.score for p in found.by_indicator if p.cause is Cause.OWN}
    assert [code for code, value in own.items() if value] == ["b"]  # on the others P1 stays the lowest


def test_change_of_scale_alone_is_method(small_recipe: Recipe, small_data: Data) -> None:
    wider = replace(small_recipe, normalisation=Normalisation(NormalisationMethod.MIN_MAX, 2, 20))
    found = explain(small_recipe, small_data, wider, small_data, "P2")
    parts = {part.cause: part.score for part in found.parts}
    assert parts[Cause.METHOD] == pytest.approx(found.score_change)
    assert parts[Cause.OWN] == parts[Cause.OTHERS] == 0


def test_others_move_a_unit_through_the_maximum(small_recipe: Recipe, small_data: Data) -> None:
    values = small_data.values.copy()
    values[3, 2] = 13.0
    found = explain(small_recipe, small_data, small_recipe, small_data.with_values(values), "P2")
    parts = {part.cause: part for part in found.parts}
    assert parts[Cause.OTHERS].score == pytest.approx(found.score_change)
    assert parts[Cause.OTHERS].score < 0
    [named] = [p for p in found.by_indicator if abs(p.score) > 1e-12]
    assert (named.cause, named.code) == (Cause.OTHERS, "c")


def test_shapley_of_a_known_game() -> None:
    """Worth 1 only when all three have joined: a third each. A glove game: the lone left glove takes 2/3."""
    unanimity = {k: np.array([float(k == (1, 1, 1))]) for k in np.ndindex(2, 2, 2)}
    assert [float(v[0]) for v in shapley(unanimity)] == pytest.approx([1 / 3] * 3)
    glove = {k: np.array([float(k[0] and (k[1] or k[2]))]) for k in np.ndindex(2, 2, 2)}
    assert [float(v[0]) for v in shapley(glove)] == pytest.approx([2 / 3, 1 / 6, 1 / 6])


def test_contributions_add_up_to_the_score(small_recipe: Recipe, small_data: Data) -> None:
    recipe = replace(small_recipe, treatment=Treatment(TreatmentMethod.WINSORISE))
    result = score(recipe, small_data)
    assert sum(contributions(result, "P4").values()) == pytest.approx(result.score("P4"))


def test_break_between_series_is_refused_unless_asked(small_recipe: Recipe, small_data: Data) -> None:
    later = replace(small_recipe, series="mới", name="Kỳ mới")
    with pytest.raises(NotComparable, match="điểm gãy"):
        explain(small_recipe, small_data, later, small_data, "P1")
    assert explain(small_recipe, small_data, later, small_data, "P1", across_break=True).across_break


def test_indicator_of_one_edition_only_is_carried_and_named() -> None:
    scale = Normalisation(NormalisationMethod.MIN_MAX, 1, 10)
    first, second = edition("abcd", 0, scale, MEANS[0]), edition("abce", 0, scale, MEANS[0])
    found = explain(first, table("abcd", 1), second, table("abce", 2), "P1")
    assert found.carried == ("d", "e")


def test_unit_of_one_edition_only_is_refused(small_recipe: Recipe, small_data: Data) -> None:
    fewer = small_data.only(np.array([1, 2, 3, 4]))
    with pytest.raises(BadData, match="kỳ sau"):
        explain(small_recipe, small_data, small_recipe, fewer, "P1")


@pytest.mark.parametrize("means", MEANS)
def test_drawn_parts_by_indicator_add_up_cause_by_cause(means: tuple[Aggregation, ...]) -> None:
    first = edition("abcd", 0.3, Normalisation(NormalisationMethod.MIN_MAX, 1, 10), means)
    second = edition("abcd", 1.0, Normalisation(NormalisationMethod.Z_SCORE, mean=100, sd=10), means)
    rng = np.random.default_rng(3)
    found = explain(first, table("abcd", 5), second, table("abcd", 6), "P4", orders=4, rng=rng)
    for part in found.parts:
        own = [p for p in found.by_indicator if p.cause is part.cause]
        assert sum(p.rank or 0 for p in own) == pytest.approx(part.rank, abs=1e-9)
        assert sum(p.score for p in own) == pytest.approx(part.score, abs=1e-9)


def test_drawn_scores_agree_with_the_exact_ones_of_a_weighted_sum() -> None:
    """For a weighted sum no order matters inside a cause, so a single drawn order is exact already."""
    scale = Normalisation(NormalisationMethod.MIN_MAX, 1, 10)
    first, second = edition("abcd", 0.3, scale, MEANS[0]), edition("abcd", 1.0, scale, MEANS[0])
    before, after = table("abcd", 7), table("abcd", 8)
    exact = explain(first, before, second, after, "P2").by_indicator
    drawn = owen.parts((first, second), (before, after), "P2", 1, np.random.default_rng(1))
    causes = list(Cause)
    for part in exact:
        if part.cause is not Cause.METHOD:
            assert drawn[causes.index(part.cause), part.code or ""].score == pytest.approx(
                part.score, abs=1e-9
            )


def test_units_that_came_or_went_cannot_be_split_by_indicator(small_recipe: Recipe, small_data: Data) -> None:
    fewer = small_data.only(np.array([0, 1, 2, 3]))
    with pytest.raises(BadData, match="“P5” chỉ có ở một kỳ"):
        explain(small_recipe, small_data, small_recipe, fewer, "P1", orders=1, rng=np.random.default_rng(1))


def test_few_indicators_get_exact_parts_of_the_rank() -> None:
    """Against every pair of orders (one inside each block) of three indicators, walked world by world."""
    scale = Normalisation(NormalisationMethod.MIN_MAX, 1, 10)
    recipes = edition("abc", 0.2, scale, MEANS[0]), edition("abc", 1.0, scale, MEANS[0])
    tables = table("abc", 7), table("abc", 8)
    found = explain(
        recipes[0], tables[0], recipes[1], tables[1], "P2", orders=1, rng=np.random.default_rng(1)
    )
    ranked = [part for part in found.by_indicator if part.rank is not None]
    assert {part.rank_error for part in ranked} == {0.0}
    truth: dict[tuple[Cause, str], list[float]] = {}
    for blocks in permutations(Cause):
        for own, others in product(permutations("abc"), repeat=2):
            inside = {Cause.OWN: own, Cause.OTHERS: others, Cause.METHOD: ("",)}
            path = [(cause, code) for cause in blocks for code in inside[cause]]
            ranks = [rank_after(recipes, tables, "P2", path[:k]) for k in range(len(path) + 1)]
            for player, step in zip(path, np.diff(ranks), strict=True):
                truth.setdefault(player, []).append(float(step))
    for part in ranked:
        assert part.rank == pytest.approx(np.mean(truth[part.cause, part.code or ""]), abs=1e-9)


def rank_after(
    recipes: tuple[Recipe, Recipe], tables: tuple[Data, Data], unit: str, switched: list[tuple[Cause, str]]
) -> int:
    """Rank of the unit in a world where these have switched to the new edition."""
    old, new = tables
    values, row = old.values.copy(), old.row[unit]
    for cause, code in switched:
        column = old.column.get(code, 0)
        rows = [k for k in range(len(old.units)) if (k == row) == (cause is Cause.OWN)]
        if cause is not Cause.METHOD:
            values[rows, column] = new.values[rows, column]
    return score(recipes[(Cause.METHOD, "") in switched], old.with_values(values)).rank(unit)


def test_drawn_parts_carry_an_error_that_shrinks_and_holds() -> None:
    scale = Normalisation(NormalisationMethod.MIN_MAX, 1, 10)
    first, second = edition("abcdef", 0.2, scale, MEANS[0]), edition("abcdef", 1.0, scale, MEANS[0])
    before, after = table("abcdef", 7), table("abcdef", 8)
    many = explain(first, before, second, after, "P2", orders=400, rng=np.random.default_rng(1))
    inside = rows = 0
    for seed in range(12):
        few = explain(first, before, second, after, "P2", orders=25, rng=np.random.default_rng(seed + 2))
        for drawn, better in zip(few.by_indicator, many.by_indicator, strict=True):
            assert drawn.score_error == 0.0
            if better.rank_error:
                rows += 1
                inside += abs(drawn.rank - better.rank) <= 2 * np.hypot(drawn.rank_error, better.rank_error)
                assert drawn.rank_error == pytest.approx(4 * better.rank_error, rel=0.8)
    assert rows > 60
    assert inside / rows > 0.85
    once = explain(first, before, second, after, "P2", orders=1, rng=np.random.default_rng(1))
    assert np.isnan(once.by_indicator[-1].rank_error)
