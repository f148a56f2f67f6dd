"""From stored observations to the league of an edition: what is published, what lies between which ends."""

from __future__ import annotations

import datetime as dt
import itertools

import numpy as np
import pytest
from django.test.utils import CaptureQueriesContext

from tinhxanh.apps.indicators import engine, loading
from tinhxanh.apps.indicators.models import Edition
from tinhxanh.apps.registers import provinces

pytestmark = pytest.mark.django_db

AT = dt.datetime(2026, 11, 20, 8, tzinfo=dt.UTC)


@pytest.fixture
def reference() -> None:
    """The index without the directory of agencies, which nothing here needs."""
    provinces.load()
    loading.load()


@pytest.fixture
def league(reference: None) -> engine.League:
    return engine.league(Edition.objects.get(year=2024))


def test_league_holds_every_province_of_the_edition_once(league: engine.League) -> None:
    assert len(league.standings) == 63
    assert len({one.key for one in league.standings}) == 63
    assert not league.is_merged


@pytest.mark.parametrize("year", [2022, 2023, 2024])
def test_every_known_figure_lies_in_its_interval(reference: None, year: int) -> None:
    for one in engine.league(Edition.objects.get(year=year)).standings:
        assert one.total_bounds.low <= one.total_bounds.high
        assert 1 <= one.rank_low <= one.rank_high <= 63
        if one.total and not one.total.is_inferred:
            assert one.total_bounds.low <= one.total.value <= one.total_bounds.high


def test_published_rank_stays_as_published(league: engine.League) -> None:
    best = league.standings[0]
    assert (best.name, best.total.value, best.rank_low, best.rank_high) == ("Hải Phòng", 29.0, 1, 1)
    assert best.is_published


def test_total_between_two_published_ranks_is_bounded_by_both(league: engine.League) -> None:
    """Đồng Tháp is seventh: not above Long An's 27,56 and not below the 27,11 of Nam Định (8 to 10)."""
    one = league.find("dong-thap")
    assert one.total is None
    assert (one.rank_low, one.rank_high) == (7, 7)
    assert one.total_bounds.low == pytest.approx(27.105), "Nam Định's total, which stands below"
    assert one.total_bounds.high == pytest.approx(27.565)


def test_province_of_which_nothing_is_known_is_within_the_top_since_all_below_are_known(
    league: engine.League,
) -> None:
    """33 provinces are known to stand below 30, so Nghệ An is above; ranks 1 to 7 and 29, 30 are taken.

    Before rank 29 no total is below its 25,24.
    """
    one = league.find("nghe-an")
    assert one.total is None
    assert not one.is_complete
    assert (one.rank_low, one.rank_high) == (8, 28)
    assert one.total_bounds.low == pytest.approx(25.235)


@pytest.mark.parametrize(
    ("key", "ranks"),
    [("nam-dinh", (8, 10)), ("thai-binh", (9, 11)), ("ha-noi", (10, 12)), ("quang-ninh", (15, 25))],
)
def test_total_between_the_totals_of_two_published_ranks_has_a_rank_between_them(
    league: engine.League, key: str, ranks: tuple[int, int]
) -> None:
    """Hải Dương is 13th with 26,34, so the three that are above it share 8 to 12 with two others."""
    one = league.find(key)
    assert (one.rank_low, one.rank_high) == ranks


def published(one: engine.Standing) -> float | None:
    return one.total.value if one.total and not one.total.is_inferred else None


@pytest.mark.parametrize("year", [2022, 2023, 2024])
def test_no_pair_of_provinces_contradicts_what_was_published(reference: None, year: int) -> None:
    rows = engine.league(Edition.objects.get(year=year)).standings
    for a, b in itertools.permutations(rows, 2):
        above = (published(a) or 0.0) > (published(b) or 99.0) or a.total_bounds.low > b.total_bounds.high
        if above:
            assert a.rank_low < b.rank_low
            assert a.rank_high < b.rank_high
        if a.rank_high < b.rank_low:
            assert a.total_bounds.low >= b.total_bounds.low
            assert a.total_bounds.high >= b.total_bounds.high
        if a.is_ranked and b.rank_low == b.rank_high:
            assert a.rank_low != b.rank_low


@pytest.mark.parametrize("year", [2022, 2023, 2024])
@pytest.mark.parametrize("merged_on", [None, AT.date()])
def test_rows_stand_in_the_order_of_known_totals_and_of_published_ranks(
    reference: None, year: int, merged_on: dt.date | None
) -> None:
    rows = engine.league(Edition.objects.get(year=year), merged_on).standings
    totals = [round(one.total.value, 6) for one in rows if one.total]
    ranks = [one.rank_low for one in rows if one.is_ranked]
    assert totals == sorted(totals, reverse=True)
    assert ranks == sorted(ranks)
    unknown = [(one.rank_low, one.rank_high) for one in rows if not one.total]
    assert unknown == sorted(unknown)


def test_total_that_is_a_sum_of_components_is_marked_as_inferred(league: engine.League) -> None:
    one = league.find("lang-son")
    assert one.total.is_inferred
    assert one.is_complete
    assert one.total_bounds.high - one.total_bounds.low == pytest.approx(0.04)
    assert one.rank_low <= one.rank.value <= one.rank_high


def test_edition_of_which_little_is_known_leaves_wide_intervals(reference: None) -> None:
    one = engine.league(Edition.objects.get(year=2023)).find("an-giang")
    assert one.rank_high - one.rank_low > 50


def test_today_s_units_are_34_and_say_that_they_are_ours(reference: None) -> None:
    league = engine.league(Edition.objects.get(year=2024), AT.date())
    assert len(league.standings) == 34
    assert league.is_merged
    assert "không phải số công bố" in league.mark
    assert sum(len(one.members) for one in league.standings) == 63
    assert not any(one.is_published for one in league.standings)


def test_merged_unit_is_the_mean_of_its_parts(reference: None) -> None:
    """Hải Phòng 29,00 and Hải Dương 26,34 with equal weights."""
    one = engine.league(Edition.objects.get(year=2024), AT.date()).find("hai-phong")
    assert one.members == ("hai phong", "hai duong")
    assert one.total.value == pytest.approx(27.67)
    assert one.total.is_inferred


def test_merged_unit_with_an_unknown_part_has_an_interval_and_no_total(reference: None) -> None:
    one = engine.league(Edition.objects.get(year=2024), AT.date()).find("ho-chi-minh")
    assert one.total is None
    assert one.total_bounds.low < one.total_bounds.high


def test_rank_interval_counts_those_surely_and_those_perhaps_above() -> None:
    low, high = np.array([5.0, 1.0, 2.0, 0.0]), np.array([5.0, 4.0, 2.0, 1.5])
    best, worst = (
        engine.rank_interval(low, high, 2).low,
        engine.rank_interval(low, high, 2).high,
    )
    assert (best, worst) == (2, 3)


@pytest.mark.parametrize("merged_on", [None, AT.date()])
def test_league_takes_three_queries(
    reference: None, merged_on: dt.date | None, django_assert_num_queries: CaptureQueriesContext
) -> None:
    edition = Edition.objects.get(year=2024)
    with django_assert_num_queries(3):
        engine.league(edition, merged_on)
