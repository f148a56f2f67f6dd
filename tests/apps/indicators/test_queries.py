"""What the scoreboard asks: bounds of an unpublished rank, sums, the distribution, the choice of edition."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinhxanh.apps.indicators import queries
from tinhxanh.apps.indicators.loading import load
from tinhxanh.apps.indicators.models import Edition
from tinhxanh.apps.registers import provinces
from tinhxanh.apps.registers.models import Province

N = 63


@pytest.mark.parametrize(
    ("value", "bounds"),
    [(7.0, (22, 32)), (9.9, (1, 22)), (1.0, (32, 63)), (7.15, (1, 32)), (6.8, (22, 63))],
)
def test_rank_bounds_lie_between_the_nearest_known_points(value: float, bounds: tuple[int, int]) -> None:
    assert queries.rank_bounds([(22, 7.15), (32, 6.8)], value, N) == bounds


def test_rank_bounds_of_an_indicator_where_lower_is_better_turn_round() -> None:
    assert queries.rank_bounds([(1, 43.0), (16, 54.0)], 50.0, N, higher_is_better=False) == (1, 16)


def test_rank_bounds_without_points_say_nothing() -> None:
    assert queries.rank_bounds([], 5.0, N) is None


@given(st.lists(st.floats(0, 10), min_size=N, max_size=N, unique=True), st.sets(st.integers(1, N)), st.data())
def test_rank_bounds_always_hold_the_true_rank(
    values: list[float], known: set[int], data: st.DataObject
) -> None:
    ranked = sorted(values, reverse=True)
    points = [(rank, ranked[rank - 1]) for rank in known]
    rank = data.draw(st.integers(1, N))
    bounds = queries.rank_bounds(points, ranked[rank - 1], N)
    assert bounds is None or bounds[0] <= rank <= bounds[1]


def test_distribution_falls_with_rank_in_every_component_of_2023() -> None:
    points = queries.distribution(Edition(year=2023))
    for code in ("I", "II", "III", "IV"):
        values = [value for _, value in points[code]]
        assert values == sorted(values, reverse=True)
        assert (32, {"I": 6.8, "II": 5.99, "III": 4.02, "IV": 5.04}[code]) in points[code]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "year"), [("Lạng Sơn", 2023), ("lang-son", 2023), ("Bắc Giang", 2024), ("Gia Lai", 2024)]
)
def test_province_opens_at_the_edition_of_which_most_is_known(name: str, year: int) -> None:
    provinces.load()
    load()
    place = queries.find_province(name)
    assert place is not None
    assert queries.find_edition(place).year == year


@pytest.mark.django_db
def test_sums_of_components_are_told_only_where_all_are_known() -> None:
    provinces.load()
    load()
    place, edition = Province.objects.get(code="20"), Edition.objects.get(year=2023)
    board = queries.scoreboard(place, edition)
    assert queries.adds_up(board.total, board.sum_of_scores) is True
    assert queries.adds_up(board.total, board.sum_of_targets, of_targets=True) is True
    assert queries.adds_up(board.total, 17.0) is False
    other = queries.scoreboard(queries.find_province("Hà Nam"), edition)
    assert other.sum_of_scores is None
    assert queries.adds_up(other.total, other.sum_of_scores) is None
