"""The built index against published outputs of COINr 1.1.14, and against numbers worked by hand."""

from __future__ import annotations

import doctest
from dataclasses import replace

import numpy as np
import pytest

from core.index.published_index import Reader, apart, matrix
from tinhxanh.core import index
from tinhxanh.core.index import aggregation, coherence, ranking
from tinhxanh.core.index.data import Data
from tinhxanh.core.index.pipeline import score
from tinhxanh.core.index.recipe import Aggregation, Normalisation, NormalisationMethod, Recipe, Weighting
from tinhxanh.core.index.weighting import first_component, importance, towards

STAGES = {
    "denominate": "Denominated",
    "impute": "Imputed",
    "screen": "Screened",
    "treat": "Treated",
    "normalise": "Normalised",
}


@pytest.mark.parametrize("step", STAGES)
def test_stage_of_asem_equals_published(
    step: str, published: Reader, asem_recipe: Recipe, asem_data: Data
) -> None:
    rows = published(f"asem_{STAGES[step]}")
    result = score(asem_recipe, asem_data)
    assert [row["uCode"] for row in rows] == list(result.units)
    assert apart(result.stages[step], matrix(rows, asem_recipe.codes)) < 1e-9


def test_aggregates_of_asem_equal_published(published: Reader, asem_recipe: Recipe, asem_data: Data) -> None:
    result = score(asem_recipe, asem_data)
    assert apart(result.values, matrix(published("asem_Aggregated"), result.codes)) < 1e-9


# Two values of TolMin differ in R beyond the fifteenth digit and are equal in the published table.
BLURRED = {"BGR", "CZE", "GRC", "NOR"}


def test_ranks_of_asem_equal_published(published: Reader, asem_recipe: Recipe, asem_data: Data) -> None:
    result = score(asem_recipe, asem_data)
    apart_by_tie = [
        (row["uCode"], code)
        for row in published("asem_results_ranks")
        for code in result.codes
        if result.rank(row["uCode"], code) != int(row[code])
    ]
    assert apart_by_tie == [("GRC", "TolMin")]


def test_treatment_of_asem_touches_the_published_points(
    published: Reader, asem_recipe: Recipe, asem_data: Data
) -> None:
    touched = {ran.step: ran.touched for ran in score(asem_recipe, asem_data).ran}["treat"]
    for row in published("asem_treat_details"):
        points = row["winsorise.nwin"]
        assert touched.get(row["iCode"], "") == ("" if points == "NA" else f"cắt ngọn {points} điểm")


ALTERNATIVES = {
    "n_zscore": Normalisation(NormalisationMethod.Z_SCORE, mean=10, sd=2),
    "n_rank": Normalisation(NormalisationMethod.RANK),
    "n_prank": Normalisation(NormalisationMethod.PERCENTILE_RANK),
    "n_dist2max": Normalisation(NormalisationMethod.DISTANCE_TO_MAX),
}


@pytest.mark.parametrize("name", ALTERNATIVES)
def test_other_normalisation_equals_published(
    name: str, published: Reader, asem_recipe: Recipe, asem_data: Data
) -> None:
    result = score(replace(asem_recipe, normalisation=ALTERNATIVES[name]), asem_data)
    blurred = BLURRED if "rank" in name else set()
    _equals_two_decimals(result.values, result.codes, published(f"asem_alt_{name}"), result.units, blurred)


@pytest.mark.parametrize(
    ("name", "how"), [("a_gmean", Aggregation.GEOMETRIC), ("a_hmean", Aggregation.HARMONIC)]
)
def test_other_mean_equals_published(
    name: str, how: Aggregation, published: Reader, asem_recipe: Recipe, asem_data: Data
) -> None:
    scaled = Normalisation(NormalisationMethod.MIN_MAX, 1, 100)
    result = score(replace(asem_recipe, normalisation=scaled, aggregation=(how,)), asem_data)
    _equals_two_decimals(result.values, result.codes, published(f"asem_alt_{name}"), result.units, set())


def _equals_two_decimals(
    values: np.ndarray, codes: tuple[str, ...], rows: list, units: tuple[str, ...], blurred: set[str]
) -> None:
    """The alternatives were published with two decimals, so half a unit of the last one is the limit."""
    place = {row["uCode"]: row for row in rows}
    columns = [code for code in codes if code in rows[0]]
    assert len(columns) == 11
    theirs = matrix([place[unit] for unit in units], columns)
    ours = values[:, [codes.index(column) for column in columns]]
    sharp = [k for k, unit in enumerate(units) if unit not in blurred]
    assert np.abs(ours - theirs)[sharp].max() <= 0.005 + 1e-9


def test_copeland_over_all_indicators_equals_published_but_for_ties(
    published: Reader, asem_recipe: Recipe, asem_data: Data
) -> None:
    """COINr takes a tie it computes as 0.49999999999999994 for a defeat of the first of the pair only.

    Victories less defeats over all pairs sum to 0; its published scores sum to -11.
    """
    x = score(asem_recipe, asem_data).stages["normalise"]
    ours = aggregation.combine(Aggregation.COPELAND, x, np.ones(49))
    theirs = matrix(published("asem_copeland_flat"), ["copeland_all49"])[:, 0]
    ties = (np.abs(aggregation.outranking(x, np.ones(49)) - 0.5) < 1e-12).sum(axis=1)
    assert ours.sum() == 0
    assert theirs.sum() == -11
    assert ((ours - theirs >= 0) & (ours - theirs <= ties)).all()


def test_effective_weights_equal_published(published: Reader, asem_recipe: Recipe) -> None:
    tree = asem_recipe.tree
    effective = tree.effective(tree.weight)
    for row in published("asem_effweights"):
        assert effective[tree.number[row["iCode"]]] == pytest.approx(float(row["EffWeight"]), abs=1e-12)


def test_pca_weights_equal_published(published: Reader, asem_recipe: Recipe, asem_data: Data) -> None:
    """Up to the sign of a whole group, which a principal component leaves open."""
    x = score(asem_recipe, asem_data).stages["normalise"]
    theirs = {
        row["iCode"]: float(row["Weight"]) for row in published("asem_pcaweights") if row["Level"] == "1"
    }
    tree = asem_recipe.tree
    for group in tree.groups:
        leaves = tree.children[group]
        if leaves[0] < tree.n_leaves:
            wanted = np.array([theirs[tree.codes[k]] for k in leaves])
            ours = first_component(x[:, leaves])
            assert min(np.abs(ours - wanted).max(), np.abs(ours + wanted).max()) < 1e-9


def test_built_pgi_equals_published(published: Reader, pgi_recipe: Recipe, pgi_data: Data) -> None:
    result = score(pgi_recipe, pgi_data)
    assert apart(result.values, matrix(published("pgi_Aggregated"), result.codes)) < 1e-9
    for row in published("pgi_ranks"):
        assert result.rank(row["uCode"]) == int(row["PGI"])


def test_drop_one_analysis_equals_published(published: Reader, asem_recipe: Recipe, asem_data: Data) -> None:
    shifts = coherence.leave_out(score(asem_recipe, asem_data), level=2)
    for row in published("asem_remove_elements_L2")[1:]:
        assert shifts[row["element"]] == pytest.approx(float(row["mad"]), abs=1e-9)


def test_high_correlations_equal_published(published: Reader, asem_recipe: Recipe, asem_data: Data) -> None:
    found = coherence.redundant(score(asem_recipe, asem_data), above=0.75)
    ours = {frozenset(pair.codes): round(pair.correlation, 3) for pair in found if pair.correlation > 0}
    theirs = {frozenset((r["Ind1"], r["Ind2"])): float(r["Corr"]) for r in published("asem_corrflags")}
    assert ours == theirs


def test_small_index_worked_by_hand(small_recipe: Recipe, small_data: Data) -> None:
    """P1: a 2 of 2–10 → 1; b 30 of 10–40 reversed → 4; c 5 of 5–9 → 1; d 0.1 of 0.1–0.9 → 1."""
    result = score(small_recipe, small_data)
    assert result.score("P1", "a") == pytest.approx(1.0)
    assert result.score("P1", "b") == pytest.approx(4.0)
    assert result.score("P1", "G") == pytest.approx(2.5)
    assert result.score("P1", "H") == pytest.approx(1.0)
    assert result.score("P1") == pytest.approx(3.5)
    assert result.rank("P1") == 5


def test_order_of_units_changes_nothing(small_recipe: Recipe, small_data: Data) -> None:
    turned = small_data.only(np.array([3, 1, 4, 0, 2]))
    first, second = score(small_recipe, small_data), score(small_recipe, turned)
    for unit in small_data.units:
        assert second.score(unit) == pytest.approx(first.score(unit), abs=1e-12)
        assert second.rank(unit) == first.rank(unit)


def test_tied_scores_share_the_best_rank() -> None:
    assert ranking.descending(np.array([3.0, 5.0, 5.0, np.nan, 1.0])).tolist() == [3, 1, 1, 0, 4]


def test_equal_weights_ignore_the_given_ones(small_recipe: Recipe, small_data: Data) -> None:
    result = score(replace(small_recipe, weighting=Weighting.EQUAL), small_data)
    c, d = result.score("P4", "c"), result.score("P4", "d")
    assert result.score("P4", "H") == pytest.approx((c + d) / 2)


def test_weights_towards_wanted_importance_reach_it() -> None:
    rng = np.random.default_rng(3)
    base = rng.normal(size=(200, 1))
    components = np.hstack([base + rng.normal(size=(200, 1)) * s for s in (0.5, 1.0, 2.0)])
    weight = towards(components, np.array([1.0, 1.0, 1.0]))
    assert importance(components, weight) == pytest.approx(np.full(3, 1 / 3), abs=1e-4)
    assert (weight > 0).all()


def test_recipe_travels_with_its_result(small_recipe: Recipe, small_data: Data) -> None:
    assert score(small_recipe, small_data).recipe is small_recipe


def test_quantiles_of_a_result_are_those_of_its_units(small_recipe: Recipe, small_data: Data) -> None:
    values = small_data.values.copy()
    values[0, 0] = np.nan
    result = score(small_recipe, small_data.with_values(values))
    assert (
        result.quantiles()["c"].tolist() == np.quantile(result.values[:, 2], [0, 0.25, 0.5, 0.75, 1]).tolist()
    )
    assert result.quantiles((0.5,))["a"][0] == np.median(result.values[1:, 0])


def test_example_of_the_package_runs() -> None:
    assert doctest.testmod(index).failed == 0


def test_indicator_is_found_by_code(small_recipe: Recipe) -> None:
    assert small_recipe.indicator("c").weight == 2.0
    with pytest.raises(KeyError):
        small_recipe.indicator("zz")
