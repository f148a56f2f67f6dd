"""Where the marks of a scoreboard stand."""

from __future__ import annotations

import pytest

from tinhxanh.apps.indicators.models import Indicator, IndicatorTarget, Observation
from tinhxanh.apps.indicators.queries import Row, Series, SeriesPoint
from tinhxanh.web import marks


def row(
    rank: int | None, goal: int | None, status: str = "published", bounds: tuple[int, int] | None = None
) -> Row:
    return Row(
        indicator=Indicator(),
        observation=Observation(rank=rank, rank_status=status) if rank else None,
        target=IndicatorTarget(rank=goal) if goal else None,
        gap=None,
        climb=None,
        change=None,
        rank_bounds=bounds,
        is_steep=False,
        against_median="",
        is_above_median=None,
        replaced=None,
    )


@pytest.mark.parametrize(("rank", "x"), [(63, "8"), (58, "26.1"), (32, "120"), (16, "177.8"), (1, "232")])
def test_dot_stands_by_rank_from_the_last_at_the_left_to_the_first_at_the_right(rank: int, x: str) -> None:
    assert marks.position_mark(row(rank, None), 63).dot_x == x


def test_median_stands_in_the_middle() -> None:
    mark = marks.position_mark(row(32, None), 63)
    assert mark.median == "M120 0V26"
    assert mark.axis == "M8 13H232"


def test_way_leads_from_dot_to_goal_clear_of_both() -> None:
    assert marks.position_mark(row(58, 39), 63).way == "M31.6 13H88.7"


def test_way_to_a_goal_behind_leads_back() -> None:
    start, end = marks.position_mark(row(10, 40), 63).way.removeprefix("M").split(" 13H")
    assert float(start) > float(end)


def test_no_way_is_drawn_where_dot_and_goal_touch() -> None:
    assert marks.position_mark(row(10, 9), 63).way == ""


def test_nothing_is_drawn_of_what_is_unknown() -> None:
    mark = marks.position_mark(row(None, None, bounds=(1, 22)), 63)
    assert (mark.dot_x, mark.diamond, mark.way) == ("", "", "")
    assert mark.span == "M156.1 13H232"


def test_inferred_rank_is_a_hollow_dot() -> None:
    assert marks.position_mark(row(61, None, status="inferred"), 63).dot_class == "pm-value--guess"


def series(*points: SeriesPoint, breaks: frozenset[int] = frozenset()) -> Series:
    return Series(Indicator(), points, breaks)


def test_chart_stands_ten_high_and_labels_clear_of_what_is_above() -> None:
    seen = Observation(value=4.84)
    free, under = SeriesPoint(2022, seen, None, None), SeriesPoint(2023, seen, 6.8, None)
    chart = marks.edition_chart(series(free, under, SeriesPoint(2024, None, None, 6.58)))
    assert [point.x for point in chart.points] == ["58", "150", "242"]
    assert (chart.points[0].y, chart.points[0].label_y) == ("73.8", "64.8")
    assert chart.points[1].label_y == "91.8"
    assert chart.points[2].value is None
    assert chart.points[2].diamond


def test_chart_breaks_before_the_editions_that_do_not_compare() -> None:
    points = [SeriesPoint(year, None, None, None) for year in (2022, 2023, 2024)]
    chart = marks.edition_chart(series(*points, breaks=frozenset({2022, 2024})))
    assert len(chart.breaks) == 1
    assert chart.breaks[0].startswith("M194 16l4 5l-4 5")


def test_chart_of_one_edition_stands_alone() -> None:
    assert len(marks.edition_chart(series(SeriesPoint(2025, None, None, None))).points) == 1
