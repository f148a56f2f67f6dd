"""Wrong recipes and data: each gets a sentence that names row and column."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tinhxanh.core.index import choices as ch
from tinhxanh.core.index.data import Data
from tinhxanh.core.index.doubt import uncertainty
from tinhxanh.core.index.faults import BadData, BadRecipe, IndexFault, StepFailed
from tinhxanh.core.index.pipeline import score
from tinhxanh.core.index.recipe import (
    Aggregation,
    Group,
    Imputation,
    ImputationMethod,
    Normalisation,
    NormalisationMethod,
    Recipe,
    Screening,
    Step,
    Treatment,
    TreatmentMethod,
    Weighting,
)

Place = tuple[str, str | None, str | None]


UNSAID = ("weight", "normalisation")  # fields that a sentence may name by a Vietnamese word


def places(caught: pytest.ExceptionInfo[IndexFault]) -> list[Place]:
    for fault in caught.value.faults:
        for name in (fault.row, fault.column):
            named = name is None or name in fault.sentence or name in UNSAID
            assert named, fault.sentence
    return [(fault.code, fault.row, fault.column) for fault in caught.value.faults]


def changed(recipe: Recipe, code: str, /, **fields: object) -> Recipe:
    """The recipe with one indicator or group changed."""
    indicators = tuple(replace(i, **fields) if i.code == code else i for i in recipe.indicators)  # type: ignore[arg-type]  # a case names any field
    groups = tuple(replace(g, **fields) if g.code == code else g for g in recipe.groups)  # type: ignore[arg-type]  # a case names any field
    return replace(recipe, indicators=indicators, groups=groups)


@pytest.mark.parametrize(
    ("code", "fields", "place"),
    [
        ("a", {"parent": "Y"}, ("unknown_parent", "a", "parent")),
        ("a", {"code": "b"}, ("duplicate_code", "b", "code")),
        ("a", {"weight": -1.0}, ("bad_weight", "a", "weight")),
        ("a", {"weight": float("nan")}, ("bad_weight", "a", "weight")),
        ("G", {"parent": None}, ("roots", "X", "parent")),
        ("a", {"direction": 0}, ("bad_direction", "a", "direction")),
        (
            "a",
            {"treatment": Treatment(TreatmentMethod.WINSORISE, winmax=-1)},
            ("bad_treatment", "a", "treatment"),
        ),
        ("a", {"normalisation": Normalisation(low=5, high=5)}, ("bad_range", "a", "normalisation")),
        (
            "a",
            {"normalisation": Normalisation(NormalisationMethod.Z_SCORE, sd=0)},
            ("bad_range", "a", "normalisation"),
        ),
        (
            "a",
            {"normalisation": Normalisation(NormalisationMethod.DISTANCE_TO_TARGET)},
            ("no_target", "a", "target"),
        ),
        (
            "a",
            {"normalisation": Normalisation(NormalisationMethod.DISTANCE_TO_REFERENCE)},
            ("no_reference", "a", "normalisation"),
        ),
    ],
)
def test_wrong_item_of_a_recipe_is_named(
    code: str, fields: dict, place: Place, small_recipe: Recipe, small_data: Data
) -> None:
    with pytest.raises(BadRecipe) as caught:
        score(changed(small_recipe, code, **fields), small_data)
    assert place in places(caught)


def test_weights_that_sum_to_zero_name_their_group(small_recipe: Recipe, small_data: Data) -> None:
    recipe = changed(changed(small_recipe, "a", weight=0.0), "b", weight=0.0)
    with pytest.raises(BadRecipe) as caught:
        score(recipe, small_data)
    assert places(caught) == [("weights_sum_zero", "G", "weight")]


def test_cycle_and_empty_group_are_named(small_recipe: Recipe, small_data: Data) -> None:
    loop = (Group("P", "P", "Q"), Group("Q", "Q", "P"), Group("E", "E", "X"))
    with pytest.raises(BadRecipe) as caught:
        score(replace(small_recipe, groups=small_recipe.groups + loop), small_data)
    assert places(caught) == [
        ("cycle", "P", "parent"),
        ("cycle", "Q", "parent"),
        ("empty_group", "E", "parent"),
    ]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"indicators": ()}, "no_indicators"),
        ({"aggregation": ()}, "no_aggregation"),
        ({"screening": Screening(1.5)}, "bad_threshold"),
        ({"imputation": Imputation(ImputationMethod.GROUP_MEAN)}, "no_group"),
        ({"order": (Step.NORMALISE, Step.TREAT)}, "bad_order"),
    ],
)
def test_wrong_setting_is_named(fields: dict, code: str, small_recipe: Recipe, small_data: Data) -> None:
    with pytest.raises(BadRecipe) as caught:
        score(replace(small_recipe, **fields), small_data)
    assert caught.value.faults[0].code == code


def with_cell(data: Data, row: int, column: int | slice, value: float) -> Data:
    values = data.values.copy()
    values[row, column] = value
    return data.with_values(values)


def test_infinite_cell_is_named(small_recipe: Recipe, small_data: Data) -> None:
    with pytest.raises(BadData) as caught:
        score(small_recipe, with_cell(small_data, 2, 1, np.inf))
    assert places(caught) == [("infinite", "P3", "b")]


def test_many_infinite_cells_are_counted(small_recipe: Recipe) -> None:
    values = np.full((40, 4), np.inf)
    with pytest.raises(BadData, match="Còn 140 ô khác"):
        score(small_recipe, Data(tuple(f"U{k}" for k in range(40)), tuple("abcd"), values))


def test_column_of_gaps_is_named(small_recipe: Recipe, small_data: Data) -> None:
    values = small_data.values.copy()
    values[:, 3] = np.nan
    with pytest.raises(BadData) as caught:
        score(small_recipe, small_data.with_values(values))
    assert places(caught) == [("all_missing", None, "d")]


def test_constant_column_is_named(small_recipe: Recipe, small_data: Data) -> None:
    values = small_data.values.copy()
    values[:, 2] = 7.0
    with pytest.raises(StepFailed) as caught:
        score(small_recipe, small_data.with_values(values))
    assert places(caught) == [("constant_column", None, "c")]


def test_duplicate_unit_is_named_with_both_places(small_recipe: Recipe, small_data: Data) -> None:
    twice = replace(small_data, units=("P1", "P2", "P1", "P4", "P5"))
    with pytest.raises(BadData, match=r"“P1” xuất hiện hai lần \(thứ tự 1 và 3\)"):
        score(small_recipe, twice)


def test_missing_column_is_named(small_recipe: Recipe, small_data: Data) -> None:
    with pytest.raises(BadData) as caught:
        score(small_recipe, replace(small_data, codes=("a", "b", "c", "e")))
    assert places(caught) == [("missing_column", None, "d")]


def test_table_without_rows_and_of_wrong_shape_are_refused(small_recipe: Recipe, small_data: Data) -> None:
    with pytest.raises(BadData, match="không có hàng nào"):
        score(small_recipe, Data((), tuple("abcd"), np.empty((0, 4))))
    with pytest.raises(BadData, match="không khớp 5 hàng × 3 cột"):
        score(small_recipe, replace(small_data, codes=tuple("abc")))


@pytest.mark.parametrize("how", [Aggregation.GEOMETRIC, Aggregation.HARMONIC])
def test_zero_under_a_mean_that_cannot_take_it_is_named(
    how: Aggregation, small_recipe: Recipe, small_data: Data
) -> None:
    zero = replace(small_recipe, normalisation=Normalisation(low=0, high=10), aggregation=(how,))
    with pytest.raises(StepFailed) as caught:
        score(zero, small_data)
    assert ("not_positive", "P1", "a") in places(caught)
    assert ("not_positive", "P4", "b") in places(caught)


def test_denominator_of_zero_or_without_column_is_named(small_recipe: Recipe, small_data: Data) -> None:
    recipe = changed(small_recipe, "a", denominator="pop")
    with pytest.raises(BadData) as caught:
        score(recipe, small_data)
    assert places(caught) == [("missing_denominator", None, "pop")]
    with pytest.raises(BadData) as caught:
        score(recipe, replace(small_data, denominators={"pop": np.array([1.0, 0, 2, 3, 4])}))
    assert places(caught) == [("bad_denominator", "P2", "pop")]


def test_gap_that_no_group_can_fill_is_named(small_recipe: Recipe, small_data: Data) -> None:
    recipe = replace(small_recipe, imputation=Imputation(ImputationMethod.GROUP_MEAN, "region"))
    with pytest.raises(BadData, match="“region”"):
        score(recipe, small_data)
    data = replace(with_cell(small_data, 0, 1, np.nan), groups={"region": ("N", "S", "S", "S", "S")})
    with pytest.raises(StepFailed) as caught:
        score(recipe, data)
    assert places(caught) == [("not_filled", "P1", "b")]


def test_screening_that_leaves_nobody_stops(small_recipe: Recipe, small_data: Data) -> None:
    values = small_data.values.copy()
    values[[0, 1, 2, 3, 4], [0, 1, 2, 3, 0]] = np.nan
    with pytest.raises(StepFailed, match="không hàng nào"):
        score(replace(small_recipe, screening=Screening(1.0)), small_data.with_values(values))


def test_too_few_rows_for_a_test_of_shape_are_named(small_recipe: Recipe, small_data: Data) -> None:
    recipe = replace(small_recipe, treatment=Treatment(TreatmentMethod.WINSORISE))
    with pytest.raises(StepFailed) as caught:
        score(recipe, small_data.only(np.array([0, 1, 2])))
    assert [place[0] for place in places(caught)] == ["too_few_rows"] * 4


def test_negative_weight_from_components_is_named(small_recipe: Recipe) -> None:
    rng = np.random.default_rng(1)
    a = rng.normal(size=30)
    columns = [a, a + 0.1 * rng.normal(size=30), a, -a + 0.1 * rng.normal(size=30)]
    recipe = replace(changed(small_recipe, "b", parent="H", direction=1), weighting=Weighting.PCA)
    recipe = changed(changed(recipe, "a", parent="H"), "c", parent="G")
    data = Data(tuple(f"U{k}" for k in range(30)), tuple("abcd"), np.column_stack(columns))
    with pytest.raises(StepFailed) as caught:
        score(recipe, data)
    assert places(caught) == [("negative_weight", "d", "weight")]


def test_pairwise_method_refuses_a_million_rows(small_recipe: Recipe) -> None:
    rng = np.random.default_rng(1)
    units = 1_000_000
    data = Data(tuple(map(str, range(units))), tuple("abcd"), rng.random((units, 4)))
    assert len(score(small_recipe, data).units) == units
    with pytest.raises(StepFailed, match="tối đa 5000 hàng, bảng này có 1000000 hàng"):
        score(replace(small_recipe, aggregation=(Aggregation.COPELAND,)), data)


def test_missing_reference_unit_is_named(small_recipe: Recipe, small_data: Data) -> None:
    scale = Normalisation(NormalisationMethod.DISTANCE_TO_REFERENCE, reference="P9")
    with pytest.raises(BadData) as caught:
        score(replace(small_recipe, normalisation=scale), small_data)
    assert places(caught) == [("missing_reference", "P9", None)]


def test_unknown_code_in_a_weight_set_is_named(small_recipe: Recipe) -> None:
    with pytest.raises(BadRecipe) as caught:
        ch.weight_sets(small_recipe, [{"a": 1.0}, {"zz": 2.0}])
    assert places(caught) == [("unknown_code", "2", "zz")]


def test_emptied_group_and_clashing_weights_stop_the_analysis(small_recipe: Recipe, small_data: Data) -> None:
    alone = changed(small_recipe, "a", weight=0.0)
    with pytest.raises(StepFailed) as caught:
        uncertainty(alone, small_data, [ch.dropped("b")], 3, np.random.default_rng(1))
    assert places(caught) == [("group_emptied", "G", "weight")]
    pca = replace(small_recipe, weighting=Weighting.EQUAL)
    with pytest.raises(StepFailed) as caught:
        uncertainty(pca, small_data, [ch.Noise()], 3, np.random.default_rng(1))
    assert places(caught) == [("weights_clash", "weights", "weights")]


def test_total_with_a_missing_part_is_missing_not_guessed(small_recipe: Recipe, small_data: Data) -> None:
    data = small_data.with_values(small_data.values.copy())
    data.values[1, 2:] = np.nan
    result = score(small_recipe, data)
    assert np.isnan(result.score("P2"))
    assert result.rank("P2") == 0
    assert result.score("P2", "G") > 0


def test_everything_wrong_is_said_at_once(small_recipe: Recipe, small_data: Data) -> None:
    values = small_data.values.copy()
    values[0, 0], values[1, 3] = np.inf, -np.inf
    values[:, 2] = np.nan
    with pytest.raises(BadData) as caught:
        score(small_recipe, small_data.with_values(values))
    assert [(row, column) for _, row, column in places(caught)] == [("P1", "a"), ("P2", "d"), (None, "c")]


def test_indicator_with_its_own_scale_is_normalised_by_it(small_recipe: Recipe, small_data: Data) -> None:
    """Per-indicator treatment and normalisation: users of other tools ask for it."""
    own = changed(small_recipe, "c", normalisation=Normalisation(NormalisationMethod.PERCENTILE_RANK))
    result = score(own, small_data)
    assert result.score("P4", "c") == 1.0
    assert result.score("P4", "a") == pytest.approx(10.0)


def test_column_emptied_by_missing_denominators_is_named(small_recipe: Recipe, small_data: Data) -> None:
    """Without normalisation nothing else would notice that a whole column is gone."""
    recipe = changed(small_recipe, "a", denominator="pop")
    data = replace(small_data, denominators={"pop": np.full(5, np.nan)})
    with pytest.raises(StepFailed) as caught:
        score(replace(recipe, normalisation=Normalisation(NormalisationMethod.NONE)), data)
    assert places(caught) == [("constant_column", None, "a")]
