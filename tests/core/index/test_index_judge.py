"""The fast engine against the slow judge on random recipes and data."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tinhxanh.core.index import reference
from tinhxanh.core.index.data import Data
from tinhxanh.core.index.faults import StepFailed
from tinhxanh.core.index.pipeline import score
from tinhxanh.core.index.ranking import descending
from tinhxanh.core.index.recipe import (
    Aggregation,
    Group,
    Imputation,
    ImputationMethod,
    Indicator,
    Normalisation,
    NormalisationMethod,
    Recipe,
    Screening,
    Step,
    Treatment,
    TreatmentMethod,
    Weighting,
)

ORDERS = (
    (Step.DENOMINATE, Step.SCREEN, Step.IMPUTE, Step.TREAT, Step.NORMALISE),
    (Step.DENOMINATE, Step.IMPUTE, Step.SCREEN, Step.TREAT, Step.NORMALISE),
    (Step.TREAT, Step.DENOMINATE, Step.IMPUTE, Step.SCREEN, Step.NORMALISE),
)


@st.composite
def normalisations(draw: st.DrawFn) -> Normalisation:
    """Scales that stay above zero, so that every mean can be taken."""
    method = draw(st.sampled_from([m for m in NormalisationMethod if m is not NormalisationMethod.NONE]))
    return Normalisation(method, low=1, high=10, mean=50, sd=2, reference="U7", cap=draw(st.booleans()))


@st.composite
def treatments(draw: st.DrawFn) -> Treatment:
    return Treatment(
        draw(st.sampled_from(list(TreatmentMethod))),
        winmax=draw(st.integers(0, 4)),
        skew_limit=draw(st.sampled_from([0.5, 1.0, 2.0])),
        kurtosis_limit=draw(st.sampled_from([0.0, 1.0, 3.5])),
        then=draw(st.sampled_from([TreatmentMethod.NONE, TreatmentMethod.LOG, TreatmentMethod.BOX_COX])),
        lam=draw(st.sampled_from([0.0, 0.5, 2.0])),
        always=draw(st.booleans()),
    )


@st.composite
def recipes(draw: st.DrawFn) -> Recipe:
    """Two or three groups at one or two levels, and a stray indicator directly under the index."""
    safe = st.sampled_from([Aggregation.ARITHMETIC, Aggregation.SUM, Aggregation.MEDIAN])
    pairwise = st.sampled_from([Aggregation.COPELAND, Aggregation.OUTRANKING])
    groups = [Group("X", "X", aggregation=draw(st.one_of(st.none(), safe, pairwise)))]
    groups += [Group(f"G{k}", f"G{k}", "X", draw(st.floats(0.1, 3))) for k in range(draw(st.integers(1, 3)))]
    weights = st.floats(0.05, 4)
    normalised = draw(normalisations())
    zeros = normalised.method is not NormalisationMethod.MIN_MAX
    indicators = []
    for k in range(draw(st.integers(len(groups), 8))):
        parent = "X" if k == 7 else groups[1 + k % (len(groups) - 1)].code
        indicators.append(
            Indicator(
                f"i{k}",
                f"I{k}",
                parent,
                draw(st.sampled_from([1, -1])),
                draw(weights),
                denominator=draw(st.sampled_from([None, None, "pop"])),
                target=1e4,
                treatment=draw(st.one_of(st.none(), treatments())),
            )
        )
    means = safe if zeros else st.sampled_from([*TRANSFORMABLE, Aggregation.MEDIAN])
    return Recipe(
        "R",
        "R",
        tuple(indicators),
        tuple(groups),
        screening=Screening(draw(st.sampled_from([0.0, 0.5]))),
        imputation=draw(st.sampled_from(IMPUTATIONS)),
        treatment=draw(treatments()),
        normalisation=normalised,
        weighting=draw(st.sampled_from([Weighting.GIVEN, Weighting.EQUAL])),
        aggregation=(draw(means), draw(safe)),
        order=draw(st.sampled_from(ORDERS)),
    )


TRANSFORMABLE = (Aggregation.ARITHMETIC, Aggregation.GEOMETRIC, Aggregation.HARMONIC, Aggregation.SUM)
IMPUTATIONS = (
    Imputation(),
    Imputation(ImputationMethod.MEAN),
    Imputation(ImputationMethod.MEDIAN),
    Imputation(ImputationMethod.GROUP_MEAN, "region"),
    Imputation(ImputationMethod.GROUP_MEDIAN, "region"),
)


def random_data(recipe: Recipe, seed: int, gaps: bool) -> Data:
    """Skewed columns with ties; a few gaps, never in the reference unit, so that every recipe can run."""
    rng = np.random.default_rng(seed)
    units = 14
    values = np.round(np.exp(rng.normal(0, 1.3, (units, len(recipe.codes)))) * 10, 1)
    if gaps:
        values[rng.random(values.shape) < 0.08] = np.nan
    values[7] = np.round(values[7], 1)
    values[7] = np.where(np.isnan(values[7]), 12.5, values[7]) + 3
    values[:4, :] = np.round(np.exp(rng.normal(0, 1.3, (4, len(recipe.codes)))) * 10, 1)
    return Data(
        tuple(f"U{k}" for k in range(units)),
        recipe.codes,
        values,
        {"pop": rng.uniform(1, 5, units)},
        {"region": tuple("ab"[k % 2] for k in range(units))},
    )


@settings(max_examples=150, derandomize=True, deadline=None)
@given(recipe=recipes(), seed=st.integers(0, 10_000), gaps=st.booleans())
def test_engine_agrees_with_judge_on_random_recipes(recipe: Recipe, seed: int, gaps: bool) -> None:
    data = random_data(recipe, seed, gaps)
    try:
        slow = reference.score(recipe, data)
    except (ZeroDivisionError, ValueError):
        with pytest.raises(StepFailed, match="cùng một giá trị"):
            score(recipe, data)
        return
    fast = score(recipe, data)
    assert fast.units == tuple(slow)
    for unit, row in slow.items():
        for code, value in row.items():
            ours = fast.score(unit, code)
            if value is None:
                assert math.isnan(ours)
            else:
                assert ours == pytest.approx(value, rel=1e-9, abs=1e-9)


def test_ranks_agree_with_judge_where_scores_tie() -> None:
    rng = np.random.default_rng(5)
    scores = rng.integers(0, 6, 40).astype(float)
    assert descending(scores).tolist() == reference.ranks(scores.tolist())
