"""What-if: scales that move or stay, and probabilities that share their draws."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tinhxanh.core.index import choices as ch
from tinhxanh.core.index.data import Data
from tinhxanh.core.index.faults import BadData, StepFailed
from tinhxanh.core.index.pipeline import score
from tinhxanh.core.index.recipe import Normalisation, NormalisationMethod, Recipe, Treatment, TreatmentMethod
from tinhxanh.core.index.simulation import Change, MovedScale, what_if


def test_changed_value_moves_scores_and_ranks(small_recipe: Recipe, small_data: Data) -> None:
    """c of P1 from 5 to 7: own 1 → 1 + 9·(7-6)/(9-6) = 4 on the new scale 6–9; the others fall."""
    found = what_if(small_recipe, small_data, [Change("P1", "c", 7.0)])
    assert found.after.score("P1", "c") == pytest.approx(4.0)
    assert found.moved == (MovedScale("c", "min", 5.0, 6.0),)
    assert found.after.score("P2", "c") < found.before.score("P2", "c")


def test_held_scale_leaves_the_others_where_they_are(small_recipe: Recipe, small_data: Data) -> None:
    """On the old scale 5–9 the value 7 is worth 1 + 9·2/4 = 5.5."""
    found = what_if(small_recipe, small_data, [Change("P1", "c", 7.0)], hold_scale=True)
    assert found.after.score("P1", "c") == pytest.approx(5.5)
    assert found.moved == ()
    assert found.held
    for unit in ("P2", "P3", "P4", "P5"):
        assert found.after.score(unit) == pytest.approx(found.before.score(unit))


@pytest.mark.parametrize(
    "scale",
    [
        Normalisation(NormalisationMethod.Z_SCORE, mean=50, sd=10),
        Normalisation(NormalisationMethod.MIN_MAX, 1, 10),
        Normalisation(NormalisationMethod.DISTANCE_TO_MAX, cap=True),
    ],
)
def test_no_change_on_a_held_scale_changes_nothing(
    scale: Normalisation, small_recipe: Recipe, small_data: Data
) -> None:
    winsorise = Treatment(
        TreatmentMethod.WINSORISE, skew_limit=0.5, kurtosis_limit=0.5, then=TreatmentMethod.NONE
    )
    recipe = replace(small_recipe, normalisation=scale, treatment=winsorise)
    found = what_if(recipe, small_data, [], hold_scale=True)
    assert found.after.values == pytest.approx(found.before.values, abs=1e-12)


def test_several_units_change_at_once(small_recipe: Recipe, small_data: Data) -> None:
    changes = [Change("P1", "a", 9.0), Change("P3", "b", 12.0)]
    found = what_if(small_recipe, small_data, changes)
    values = small_data.values.copy()
    values[0, 0], values[2, 1] = 9.0, 12.0
    assert found.after.values == pytest.approx(score(small_recipe, small_data.with_values(values)).values)
    assert small_data.values[0, 0] == 2.0


def test_probabilities_before_and_after_share_their_draws(small_recipe: Recipe, small_data: Data) -> None:
    nothing = what_if(
        small_recipe, small_data, [], choices=[ch.Noise()], draws=50, rng=np.random.default_rng(1)
    )
    assert nothing.doubt_before is not None
    assert nothing.doubt_after is not None
    assert (nothing.doubt_before.scores == nothing.doubt_after.scores).all()
    better = what_if(
        small_recipe,
        small_data,
        [Change("P1", "c", 9.0), Change("P1", "a", 10.0)],
        choices=[ch.Noise()],
        draws=50,
        rng=np.random.default_rng(1),
    )
    assert better.doubt_after is not None
    assert better.doubt_after.at_most("P1", 3) > nothing.doubt_before.at_most("P1", 3)


def test_unknown_unit_and_code_are_both_named(small_recipe: Recipe, small_data: Data) -> None:
    with pytest.raises(BadData) as caught:
        what_if(small_recipe, small_data, [Change("P9", "a", 1.0), Change("P1", "zz", 1.0)])
    assert [(fault.row, fault.column) for fault in caught.value.faults] == [("P9", "a"), ("P1", "zz")]


def test_ranks_as_scale_cannot_be_held(small_recipe: Recipe, small_data: Data) -> None:
    recipe = replace(small_recipe, normalisation=Normalisation(NormalisationMethod.RANK))
    with pytest.raises(StepFailed, match="thứ hạng"):
        what_if(recipe, small_data, [], hold_scale=True)


def test_logged_column_cannot_be_held(small_recipe: Recipe, small_data: Data) -> None:
    recipe = replace(small_recipe, treatment=Treatment(TreatmentMethod.LOG, always=True))
    with pytest.raises(StepFailed, match="biến đổi phi tuyến"):
        what_if(recipe, small_data, [], hold_scale=True)
