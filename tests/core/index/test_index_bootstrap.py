"""Sampling doubt: published resamples, coverage on simulated populations, sets for ranks."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from core.index.published_index import Reader, apart, matrix
from tinhxanh.core.index import choices as ch
from tinhxanh.core.index import ranksets, stacks
from tinhxanh.core.index import resampling as bs
from tinhxanh.core.index.data import Data, Microdata
from tinhxanh.core.index.faults import BadData, StepFailed
from tinhxanh.core.index.pipeline import score
from tinhxanh.core.index.recipe import (
    Aggregation,
    Group,
    Imputation,
    ImputationMethod,
    Indicator,
    Normalisation,
    NormalisationMethod,
    Recipe,
    Treatment,
    TreatmentMethod,
    Weighting,
)


def test_indicators_from_answers_equal_published(
    published: Reader, pgi_recipe: Recipe, pgi_micro: Microdata, pgi_data: Data
) -> None:
    found = bs.indicators(pgi_recipe, pgi_micro)
    assert found.units == pgi_data.units
    assert apart(found.values, pgi_data.values) < 1e-9


def test_twenty_resamples_equal_published(
    published: Reader, pgi_recipe: Recipe, pgi_micro: Microdata
) -> None:
    names = [f"X{k}" for k in range(1, 21)]
    counts = matrix(published("boot20_counts"), names).T
    rows = published("boot20_scores")
    assert [row["uCode"] for row in rows] == list(pgi_micro.units)
    found = bs.with_counts(pgi_recipe, pgi_micro, counts)
    assert apart(found, matrix(rows, names).T) < 1e-9


def test_own_resamples_agree_with_published_spread(
    published: Reader, pgi_recipe: Recipe, pgi_micro: Microdata
) -> None:
    """Other random numbers: medians of ranks within one place, standard errors within a seventh."""
    found = bs.bootstrap(pgi_recipe, pgi_micro, 600, np.random.default_rng(11), rescale=False)
    rows = published("boot_coinr_B1000")
    errors = found.scores.std(axis=0, ddof=1) / matrix(rows, ["se"])[:, 0]
    assert np.median(errors) == pytest.approx(1.0, abs=0.03)
    assert np.abs(errors - 1).max() < 0.15
    medians = np.array([s.median for s in found.summary()])
    assert np.abs(medians - matrix(rows, ["50%"])[:, 0]).max() <= 1


def one_question(codes: tuple[str, ...] = ("q",)) -> Recipe:
    return Recipe(
        "Q",
        "Một câu hỏi",
        tuple(Indicator(code, code, "I") for code in codes),
        (Group("I", "I"),),
        normalisation=Normalisation(NormalisationMethod.NONE),
    )


def survey(rng: np.random.Generator, truth: np.ndarray, firms: int) -> Microdata:
    """Two strata a unit, the second half as big and one higher; a tenth of the answers missing."""
    unit, stratum, weight, answer = [], [], [], []
    for k, mean in enumerate(truth):
        for s, size in enumerate((firms, firms // 2)):
            unit += [f"U{k}"] * size
            stratum += [str(s)] * size
            weight += [2.0 / firms if s == 0 else 1.0 / (firms // 2)] * size
            answer.append(mean + s + rng.exponential(1.0, size) - 1.0)
    answers = np.concatenate(answer)[:, None]
    answers[rng.random(len(answers)) < 0.1] = np.nan
    return Microdata(tuple(unit), tuple(stratum), np.array(weight), ("q",), answers)


def test_value_intervals_cover_the_truth() -> None:
    """Ninety-percent intervals of 8 units in 150 surveys; the true weighted mean is mean + 1/3."""
    truth = np.linspace(0, 2, 8)
    recipe = one_question()
    covered = 0
    for seed in range(150):
        rng = np.random.default_rng(seed)
        found = bs.bootstrap(recipe, survey(rng, truth, 40), 200, rng)
        low, high = found.value_intervals()[:, 0].T
        covered += ((low <= truth + 1 / 3) & (truth + 1 / 3 <= high)).sum()
    share = covered / (150 * 8)
    assert abs(share - 0.9) < 3 * np.sqrt(0.09 / (150 * 8))


def test_rank_sets_cover_all_true_ranks() -> None:
    """Simultaneous sets hold every true rank at once in at least 95 % of the surveys, less chance error."""
    truth = np.array([0.0, 0.1, 0.2, 0.9, 1.5, 1.6])
    true_ranks = np.array([6, 5, 4, 3, 2, 1])
    recipe = one_question()
    held = 0
    for seed in range(120):
        rng = np.random.default_rng(1000 + seed)
        found = bs.bootstrap(recipe, survey(rng, truth, 40), 300, rng)
        sets = ranksets.simultaneous(found.units, found.nominal.scores, found.scores, 0.95)
        held += bool(((sets.best <= true_ranks) & (true_ranks <= sets.worst)).all())
    assert held / 120 >= 0.95 - 2 * np.sqrt(0.95 * 0.05 / 120)


def test_marginal_sets_lie_inside_simultaneous_ones() -> None:
    rng = np.random.default_rng(5)
    found = bs.bootstrap(one_question(), survey(rng, np.linspace(0, 1, 7), 60), 300, rng)
    joint = ranksets.simultaneous(found.units, found.nominal.scores, found.scores)
    own = ranksets.marginal(found.units, found.nominal.scores, found.scores)
    assert (own.best >= joint.best).all()
    assert (own.worst <= joint.worst).all()
    assert (joint.worst > joint.best).any()


def test_units_far_apart_have_one_rank_each() -> None:
    rng = np.random.default_rng(6)
    found = bs.bootstrap(one_question(), survey(rng, np.array([0.0, 50.0, 100.0]), 40), 100, rng)
    sets = ranksets.simultaneous(found.units, found.nominal.scores, found.scores)
    assert sets.best.tolist() == sets.worst.tolist() == [3, 2, 1]


@pytest.mark.parametrize(
    "how", [(Aggregation.ARITHMETIC,), (Aggregation.GEOMETRIC, Aggregation.SUM), (Aggregation.MEDIAN,)]
)
def test_stack_equals_indices_built_one_by_one(
    how: tuple[Aggregation, ...], small_recipe: Recipe, small_data: Data
) -> None:
    rng = np.random.default_rng(7)
    stack = small_data.values[:, None, :] * rng.uniform(0.5, 2, (5, 6, 4))
    if how != (Aggregation.GEOMETRIC, Aggregation.SUM):
        stack[2, 3, 1] = np.nan
    recipe = replace(
        small_recipe,
        aggregation=how,
        treatment=Treatment(TreatmentMethod.WINSORISE, skew_limit=0.5, kurtosis_limit=0.5),
    )
    found = stacks.scores(recipe, stack)
    for draw in range(6):
        alone = score(recipe, small_data.with_values(stack[:, draw]))
        assert found[:, draw] == pytest.approx(alone.scores, abs=1e-9)


def test_both_doubts_are_wider_than_one(small_recipe: Recipe) -> None:
    rng = np.random.default_rng(8)
    recipe = one_question(("q", "r", "s"))
    recipe = replace(recipe, normalisation=Normalisation(NormalisationMethod.Z_SCORE))
    firms = 300
    unit = tuple(f"U{k % 10}" for k in range(firms))
    effect = np.array([k % 10 for k in range(firms)])[:, None] * np.array([0.1, 0.05, -0.02])
    micro = Microdata(
        unit, ("1",) * firms, np.ones(firms), ("q", "r", "s"), rng.normal(size=(firms, 3)) + effect
    )
    found = bs.doubts(recipe, micro, [ch.Noise(share=0.9)], 400, rng)
    sampling, method, both = (d.ranks.std(axis=0).mean() for d in (found.sampling, found.method, found.both))
    assert both > sampling > 0
    assert both > method > 0


def test_stratum_of_one_firm_is_always_kept() -> None:
    counts = bs.draw_counts((0, 1, 5), 50, np.random.default_rng(9), rescale=True)
    assert (counts[:, 0] == 1).all()
    assert (counts[:, 1:].sum(axis=1) == 3).all()


def test_stratum_drawn_one_short_keeps_its_weight() -> None:
    """Firms of a stratum agree, so every resample gives the mean of the sample, whatever the sizes."""
    unit, stratum = ("A",) * 3 + ("B",) * 3, ("1", "2", "2", "1", "2", "2")
    answers = np.array([0.0, 3.0, 3.0, 1.0, 2.0, 2.0])[:, None]
    found = bs.bootstrap(
        one_question(), Microdata(unit, stratum, np.ones(6), ("q",), answers), 20, np.random.default_rng(9)
    )
    assert found.data.values[:, 0] == pytest.approx([2.0, 5 / 3])
    assert found.standard_errors == pytest.approx(0.0, abs=1e-12)


def test_survey_with_missing_column_is_refused() -> None:
    micro = Microdata(("A", "B"), ("1", "1"), np.ones(2), ("x",), np.ones((2, 1)))
    with pytest.raises(BadData, match="thiếu cột “q”"):
        bs.indicators(one_question(), micro)


def test_survey_with_bad_weight_names_its_row() -> None:
    micro = Microdata(("A", "B"), ("1", "1"), np.array([1.0, -2.0]), ("q",), np.array([[1.0], [np.inf]]))
    with pytest.raises(BadData, match="Hàng thứ 2, cột trọng số") as caught:
        bs.indicators(one_question(), micro)
    assert [fault.code for fault in caught.value.faults] == ["bad_weight", "infinite"]


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"weighting": Weighting.PCA}, "PCA"),
        ({"imputation": Imputation(ImputationMethod.GROUP_MEAN, "region")}, "region"),
    ],
)
def test_step_that_cannot_run_on_resamples_stops(
    change: dict, word: str, small_recipe: Recipe, small_data: Data
) -> None:
    with pytest.raises(StepFailed, match=word):
        stacks.scores(replace(small_recipe, **change), small_data.values[:, None, :].copy())


def mixed_recipe(small_recipe: Recipe) -> Recipe:
    """Every indicator with a treatment or scale of its own, and gaps filled by the median."""
    own = {
        "a": {"normalisation": Normalisation(NormalisationMethod.DISTANCE_TO_TARGET), "target": 40.0},
        "b": {"treatment": Treatment(TreatmentMethod.LOG, always=True)},
        "c": {"normalisation": Normalisation(NormalisationMethod.PERCENTILE_RANK)},
        "d": {"normalisation": Normalisation(NormalisationMethod.DISTANCE_TO_REFERENCE, reference="P4")},
    }
    indicators = tuple(replace(i, **own[i.code]) for i in small_recipe.indicators)
    return replace(small_recipe, indicators=indicators, imputation=Imputation(ImputationMethod.MEDIAN))


def test_stack_of_mixed_steps_equals_indices_built_one_by_one(small_recipe: Recipe, small_data: Data) -> None:
    recipe = mixed_recipe(small_recipe)
    stack = small_data.values[:, None, :] * np.random.default_rng(3).uniform(0.7, 1.4, (5, 6, 4))
    stack[1, 2, 1] = stack[4, 5, 0] = np.nan
    found = stacks.scores(recipe, stack.copy(), data=small_data)
    for draw in range(6):
        alone = score(recipe, small_data.with_values(stack[:, draw]))
        assert found[:, draw] == pytest.approx(alone.scores, abs=1e-9)


def test_every_target_on_one_scale_works_in_stacks(small_recipe: Recipe, small_data: Data) -> None:
    aimed = tuple(replace(i, target=100.0 * i.direction) for i in small_recipe.indicators)
    scale = Normalisation(NormalisationMethod.DISTANCE_TO_TARGET)
    recipe = replace(small_recipe, indicators=aimed, normalisation=scale)
    found = stacks.scores(recipe, small_data.values[:, None, :].copy())
    assert found[:, 0] == pytest.approx(score(recipe, small_data).scores)


def test_denominator_in_a_survey_is_refused(small_recipe: Recipe, small_data: Data) -> None:
    divided = tuple(replace(i, denominator="pop" if i.code == "c" else None) for i in small_recipe.indicators)
    with pytest.raises(StepFailed, match="“c”, cột denominator"):
        stacks.scores(replace(small_recipe, indicators=divided), small_data.values[:, None, :].copy())


def test_column_that_is_constant_in_one_resample_is_named(small_recipe: Recipe, small_data: Data) -> None:
    stack = np.repeat(small_data.values[:, None, :], 3, axis=1)
    stack[:, 1, 3] = 5.0
    with pytest.raises(StepFailed, match="Cột “d”"):
        stacks.scores(small_recipe, stack)


def test_zero_under_a_geometric_mean_in_one_resample_is_named(small_recipe: Recipe, small_data: Data) -> None:
    raw = replace(
        small_recipe,
        normalisation=Normalisation(NormalisationMethod.NONE),
        indicators=tuple(replace(i, direction=1) for i in small_recipe.indicators),
        aggregation=(Aggregation.GEOMETRIC,),
    )
    stack = np.repeat(small_data.values[:, None, :], 3, axis=1)
    stack[2, 1, 0] = 0.0
    with pytest.raises(StepFailed, match="Hàng thứ 3"):
        stacks.scores(raw, stack)


def test_both_doubts_can_leave_out_indicators_and_take_weight_sets() -> None:
    rng = np.random.default_rng(8)
    recipe = replace(one_question(("q", "r")), normalisation=Normalisation(NormalisationMethod.Z_SCORE))
    unit = tuple(f"U{k % 5}" for k in range(100))
    micro = Microdata(unit, ("1",) * 100, np.ones(100), ("q", "r"), rng.normal(size=(100, 2)))
    only_q = bs.doubts(recipe, micro, [ch.dropped("r"), ch.weight_sets(recipe, [{"q": 3.0}])], 20, rng)
    q_alone = replace(recipe, indicators=recipe.indicators[:1])
    expected = score(q_alone, bs.indicators(q_alone, micro)).scores
    assert only_q.method.scores[0] == pytest.approx(expected)
    assert (only_q.both.ranks != only_q.sampling.ranks).any()
