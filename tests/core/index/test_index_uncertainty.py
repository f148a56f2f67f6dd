"""Doubt about the method: published draws, sensitivity with known answers, a log of every draw."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from core.index.published_index import A, G, Reader, S, apart, asem_choices, asem_picks, matrix, weights_of
from tinhxanh.core.index import choices as ch
from tinhxanh.core.index.choices import Design, Part
from tinhxanh.core.index.data import Data
from tinhxanh.core.index.doubt import Uncertainty, over, uncertainty
from tinhxanh.core.index.faults import StepFailed
from tinhxanh.core.index.pipeline import score
from tinhxanh.core.index.recipe import (
    Aggregation,
    Normalisation,
    NormalisationMethod,
    Recipe,
)


@pytest.fixture(scope="module")
def pgi_draws(published: Reader, pgi_recipe: Recipe, pgi_data: Data) -> Uncertainty:
    scales = {
        "n_minmax": Normalisation(NormalisationMethod.MIN_MAX, 1, 10),
        "n_zscore": Normalisation(NormalisationMethod.Z_SCORE, mean=10, sd=2),
    }
    means = {"a_amean+a_sum": (A, S), "a_amean+a_gmean": (A, G), "a_gmean+a_gmean": (G, G)}
    params = published("pgi_UA_N1000_params")
    picks = [[list(scales).index(p["norm"]), int(p["wset"]) - 1, list(means).index(p["agg"])] for p in params]
    design = Design(
        (
            ch.normalisations(*scales.values()),
            weights_of(pgi_recipe, published("pgi_noisy_weights")),
            ch.aggregations(*means.values()),
        ),
        np.array(picks),
    )
    return over(pgi_recipe, pgi_data, design)


def published_scores(published: Reader, name: str, draws: int) -> tuple[list[str], np.ndarray]:
    rows = published(name)
    return [r["uCode"] for r in rows], matrix(rows, [f"r_{k + 1}" for k in range(draws)]).T


def test_thousand_draws_of_pgi_equal_published(published: Reader, pgi_draws: Uncertainty) -> None:
    units, theirs = published_scores(published, "pgi_UA_N1000_scores", 1000)
    assert units == list(pgi_draws.units)
    assert apart(pgi_draws.scores, theirs) < 1e-9


@pytest.mark.parametrize(("name", "draws"), [("UA_N100", 100), ("SA_N100", 600)])
def test_draws_of_asem_equal_published(
    name: str, draws: int, published: Reader, asem_recipe: Recipe, asem_data: Data
) -> None:
    picks = asem_picks(published(f"asem_{name}_params"))
    found = over(asem_recipe, asem_data, Design(asem_choices(published, asem_recipe), picks))
    units, theirs = published_scores(published, f"asem_{name}_scores", draws)
    assert units == list(found.units)
    assert apart(found.scores, theirs) < 1e-9


def test_rank_statistics_equal_published(published: Reader, pgi_draws: Uncertainty) -> None:
    summary = {s.unit: s for s in pgi_draws.summary()}
    for row in published("pgi_UA_N1000_rankstats"):
        ours = summary[row["uCode"]]
        assert ours.nominal == int(row["Nominal"])
        for value, name in (
            (ours.mean, "Mean"),
            (ours.median, "Median"),
            (ours.low, "Q5"),
            (ours.high, "Q95"),
        ):
            assert value == pytest.approx(float(row[name]), abs=1e-9)


def test_quantiles_of_ranks_equal_those_of_numpy(small_recipe: Recipe, small_data: Data) -> None:
    found = uncertainty(small_recipe, small_data, [ch.Noise(share=0.9)], 97, np.random.default_rng(1))
    for p in (0.0, 0.05, 0.31, 0.5, 0.95, 1.0):
        ours = [s.low for s in found.summary(low=p)]
        assert ours == pytest.approx(np.quantile(found.ranks, p, axis=0).tolist())


def test_every_draw_tells_the_steps_it_ran(small_recipe: Recipe, small_data: Data) -> None:
    choices = [
        ch.normalisations(small_recipe.normalisation, Normalisation(NormalisationMethod.RANK)),
        ch.aggregations((A, S), (G, G)),
        ch.dropped(None, "a"),
        ch.Noise(),
    ]
    found = uncertainty(small_recipe, small_data, choices, 64, np.random.default_rng(2))
    for draw in range(64):
        norm, how, drop, _ = found.run.design.picks[draw]
        steps = {(ran.step, ran.method) for ran in found.pipeline(draw)}
        assert ("normalise", ("min_max", "rank")[norm]) in steps
        assert ("aggregate", ("arithmetic, sum", "geometric")[how]) in steps
        assert (("drop", "a") in steps) == bool(drop)


def test_each_draw_equals_the_index_built_alone(small_recipe: Recipe, small_data: Data) -> None:
    values = small_data.values.copy()
    values[1, 0] = np.nan
    data = small_data.with_values(values)
    choices = [
        ch.aggregations((A, S), (G, G), (A, Aggregation.MEDIAN), (Aggregation.COPELAND, A)),
        ch.dropped(None, "c", "H"),
    ]
    found = uncertainty(small_recipe, data, choices, 40, np.random.default_rng(3))
    for draw in range(40):
        how, drop = (choices[k].alternatives[found.run.design.picks[draw, k]] for k in (0, 1))
        recipe = replace(
            small_recipe,
            aggregation=how,
            indicators=tuple(
                replace(i, weight=0.0 if i.code == drop else i.weight) for i in small_recipe.indicators
            ),
            groups=tuple(replace(g, weight=0.0 if g.code == drop else g.weight) for g in small_recipe.groups),
        )
        assert found.scores[draw] == pytest.approx(score(recipe, data).scores, abs=1e-9)


def test_order_of_units_changes_no_draw(small_recipe: Recipe, small_data: Data) -> None:
    turn = np.array([4, 2, 0, 1, 3])
    first, second = (
        uncertainty(small_recipe, data, [ch.Noise()], 20, np.random.default_rng(4))
        for data in (small_data, small_data.only(turn))
    )
    assert second.scores == pytest.approx(first.scores[:, turn], abs=1e-12)


def test_probability_above_counts_draws(small_recipe: Recipe, small_data: Data) -> None:
    found = uncertainty(small_recipe, small_data, [ch.Noise(share=0.9)], 200, np.random.default_rng(5))
    above = found.above()
    assert above[3, 0] == 1.0
    assert above[1, 2] == pytest.approx((found.scores[:, 1] > found.scores[:, 2]).mean())
    assert found.at_most("P4", 5) == pytest.approx(1.0)


def test_unused_alternative_cannot_hide_a_failing_step(small_recipe: Recipe, small_data: Data) -> None:
    zeros = ch.normalisations(Normalisation(NormalisationMethod.MIN_MAX, 0, 1))
    with pytest.raises(StepFailed, match="cột “a”"):
        uncertainty(small_recipe, small_data, [zeros, ch.aggregations((G,))], 10, np.random.default_rng(6))


def test_dropping_a_whole_group_is_refused(small_recipe: Recipe, small_data: Data) -> None:
    with pytest.raises(StepFailed, match="không có trong công thức"):
        uncertainty(small_recipe, small_data, [ch.dropped("zz")], 5, np.random.default_rng(7))


def test_part_names_a_field_of_the_recipe() -> None:
    fields = set(Recipe.__dataclass_fields__)
    assert {p.value for p in Part} - {"weights", "dropped"} <= fields


def test_standard_choices_run_and_fit_the_recipe(small_recipe: Recipe, small_data: Data) -> None:
    names = [choice.name for choice in ch.standard(small_recipe)]
    assert names == ["normalisation", "weights", "aggregation"]
    found = uncertainty(small_recipe, small_data, ch.standard(small_recipe), 50, np.random.default_rng(1))
    assert len(np.unique(found.run.version)) == 4
    zero = replace(small_recipe, normalisation=Normalisation(NormalisationMethod.MIN_MAX, 0, 1))
    assert [choice.name for choice in ch.standard(zero)] == ["normalisation", "weights"]


def test_unit_without_a_score_has_no_rank_in_any_draw(small_recipe: Recipe, small_data: Data) -> None:
    values = small_data.values.copy()
    values[1, 2:] = np.nan
    found = uncertainty(
        small_recipe, small_data.with_values(values), [ch.Noise()], 30, np.random.default_rng(1)
    )
    assert (found.ranks[:, 1] == 0).all()
    assert sorted(found.ranks[0].tolist()) == [0, 1, 2, 3, 4]
    assert found.at_most("P2", 5) == 0
