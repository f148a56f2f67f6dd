"""What-if on real components and on invented figures: sums, ranks between ends, scales that move."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

import factories
from tinhxanh.apps.indicators import engine_cases, engine_datasets, loading
from tinhxanh.apps.indicators.engine_cases import Case
from tinhxanh.apps.indicators.engine_what_if import simulate, steps_of
from tinhxanh.apps.indicators.models import Edition
from tinhxanh.apps.registers import provinces
from tinhxanh.core import index
from tinhxanh.core.index import Change, Interval

AT = dt.datetime(2026, 11, 20, 8, tzinfo=dt.UTC)


@pytest.fixture
def pgi(db: None) -> Case:
    provinces.load()
    loading.load()
    return engine_cases.of_edition(Edition.objects.get(year=2024))


@pytest.fixture
def example() -> Case:
    return engine_cases.of_example(2025)


def rng() -> np.random.Generator:
    return np.random.default_rng(1)


def test_pgi_case_offers_provinces_with_all_components_and_ranks_against_all_63(pgi: Case) -> None:
    assert len(pgi.data.units) == 63
    assert len(pgi.units) == 36
    assert ("lang-son", "Lạng Sơn") in pgi.units
    assert pgi.ends("I") == (0.0, 10.0)


def test_change_of_a_component_changes_the_total_by_as_much(pgi: Case) -> None:
    """Lạng Sơn 2024: 4,95 + 4,95 + 6,71 + 6,02; two points more on component I."""
    found = simulate(pgi, ["lang-son"], [Change("lang-son", "I", 6.95)], False, rng())
    (one,) = found.outcomes
    assert one.score_before == pytest.approx(22.63)
    assert one.score_change == pytest.approx(2.0)
    assert (one.rank_before.low, one.rank_before.high) == (61, 61)
    assert one.rank_after.low <= one.rank_after.high < 61
    assert "Kon Tum" in one.passed
    assert not one.passed_by
    assert not found.moved


def test_rank_is_an_interval_among_those_whose_totals_are_not_published(pgi: Case) -> None:
    found = simulate(pgi, ["lang-son"], [Change("lang-son", "I", 8.5)], False, rng())
    (one,) = found.outcomes
    assert one.score_after == pytest.approx(26.18)
    assert one.rank_after.high - one.rank_after.low >= 10
    assert all(0 <= chance.before <= chance.after <= 1 for chance in one.chances)
    assert "giả định" in found.basis


def test_published_rank_that_is_passed_bounds_the_rank_even_where_most_totals_are_unknown(pgi: Case) -> None:
    """2023: Hải Dương is 25th with 22,34; Bình Dương has 22,44 and rank 20 at best, as three stand between
    it and the 16th; most totals are not known.
    """
    case = engine_cases.of_edition(Edition.objects.get(year=2023))
    (one,) = simulate(case, ["lang-son"], [Change("lang-son", "I", 9.9)], False, rng()).outcomes
    assert one.score_after == pytest.approx(22.39)
    assert (one.rank_after.low, one.rank_after.high) == (21, 25)
    assert {chance.rank: chance.after for chance in one.chances}[30] == 1.0


@pytest.mark.parametrize(
    ("units", "before", "after", "ranks"),
    [
        (63, (61, 61), (61, 61), [50, 60, 61]),
        (63, (61, 61), (50, 52), [40, 50, 60, 61]),
        (63, (61, 61), (8, 28), [10, 20, 30, 50, 60, 61]),
        (63, (1, 1), (1, 1), [1, 10, 20]),
        (12, (11, 11), (4, 4), [2, 4, 6, 8, 10, 11]),
        (3, (2, 2), (1, 1), [1, 2]),
    ],
)
def test_chances_are_told_of_ranks_around_the_present_one(
    units: int, before: tuple[int, int], after: tuple[int, int], ranks: list[int]
) -> None:
    assert steps_of(units, Interval(*before), Interval(*after)) == ranks


def test_unit_that_is_not_changed_has_the_rank_of_the_league(pgi: Case) -> None:
    for key, _name in pgi.units:
        (one,) = simulate(pgi, [key], [], False, rng()).outcomes
        there = pgi.league.find(key)
        assert (one.rank_after.low, one.rank_after.high) == (there.rank_low, there.rank_high)


def test_nothing_changed_is_nothing_gained(pgi: Case) -> None:
    (one,) = simulate(pgi, ["lang-son"], [], False, rng()).outcomes
    assert one.score_change == 0
    assert one.rank_before == one.rank_after
    assert not one.passed
    assert all(chance.before == chance.after for chance in one.chances)


def test_two_units_changed_at_once_stand_against_each_other(pgi: Case) -> None:
    changes = [Change("lang-son", "I", 6.0), Change("ca-mau", "I", 9.0)]
    found = simulate(pgi, ["lang-son", "ca-mau"], changes, False, rng())
    assert [one.unit for one in found.outcomes] == ["lang-son", "ca-mau"]
    assert found.outcomes[1].rank_after.high < found.outcomes[0].rank_after.low


def test_value_beyond_the_others_moves_their_scale_and_says_so(example: Case) -> None:
    top = float(example.data.values[:, example.data.column["I.1"]].max())
    found = simulate(example, ["Đơn vị 07"], [Change("Đơn vị 07", "I.1", top + 5)], False, rng())
    (moved,) = found.moved
    assert (moved.code, moved.end, moved.before, moved.after) == ("I.1", "max", top, top + 5)
    assert not found.held
    assert [chance.rank for chance in found.outcomes[0].chances] == [15, 20, 25]


def test_held_scale_moves_nobody_else_and_has_no_chances(example: Case) -> None:
    top = float(example.data.values[:, example.data.column["I.1"]].max())
    found = simulate(example, ["Đơn vị 07"], [Change("Đơn vị 07", "I.1", top + 5)], True, rng())
    assert found.held
    assert found.moved == ()
    assert found.outcomes[0].chances == ()


def test_series_breaks_where_nobody_said_that_editions_compare(pgi: Case) -> None:
    assert pgi.recipe.series == "pgi-2024"
    Edition.objects.filter(year=2024).update(comparable_with_previous=True)
    assert engine_cases.series_of(Edition.objects.get(year=2024)) == "pgi-2023"


def test_example_says_that_it_is_invented(example: Case) -> None:
    assert example.is_invented
    assert "giả định" in example.label
    assert all("giả định" in source for source in example.sources)
    assert not any(unit.startswith("Tỉnh") for unit in example.data.units)


RECIPE = """
code = "THU"
name = "Chỉ số thử"
[[group]]
code = "T"
name = "Tổng"
[[indicator]]
code = "a"
name = "A"
parent = "T"
[[indicator]]
code = "b"
name = "B"
parent = "T"
direction = -1
"""
FIGURES = "unit;a;b\nX;1,5;9\nY;2;3\nZ;3;5\n"


def keep(owner: object, figures: str = FIGURES) -> engine_datasets.Dataset:
    return engine_datasets.add(
        name="Bộ thử", source="tự đặt", recipe=RECIPE, figures=figures, by=owner, at=AT
    )


@pytest.mark.django_db
def test_figures_that_a_person_brings_are_a_case_of_that_person_alone() -> None:
    owner, other = factories.user("minh.duc"), factories.user("thu.ha")
    held = keep(owner)
    case = engine_cases.find(str(held.pk), owner, AT.date())
    assert case.value("X", "a") == 1.5
    assert (str(held.pk), "Bộ thử") in engine_cases.choices(owner)
    assert engine_cases.find(str(held.pk), other, AT.date()) is None
    engine_datasets.remove(dataset=held, by=other)
    assert engine_datasets.of(owner).count() == 1
    engine_datasets.remove(dataset=held, by=owner)
    assert not engine_datasets.of(owner).exists()


@pytest.mark.django_db
def test_bad_figures_are_refused_in_a_sentence_that_names_the_place() -> None:
    with pytest.raises(index.BadData, match="“b”"):
        keep(factories.user("minh.duc"), "unit,a\nX,1\nY,2\n")


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["", "x", "pgi-1999", "pgi-2022", "gia-dinh-1999", "gia-dinh-²³", "pgi-"])
def test_key_of_nothing_is_no_case(key: str) -> None:
    assert engine_cases.find(key, factories.user("minh.duc"), AT.date()) is None
