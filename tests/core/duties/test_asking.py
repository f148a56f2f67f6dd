"""Reporting days."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinhxanh.core.duties import periods
from tinhxanh.core.duties.asking import DECREED, Asked, ReportDay, asked

TWICE = (ReportDay(7, 5), ReportDay(12, 10))
BEGAN = dt.date(2026, 2, 27)
DAYS = st.dates(dt.date(2024, 1, 1), dt.date(2030, 12, 31))
RULES = st.lists(st.builds(ReportDay, st.integers(1, 12), st.integers(1, 31)), max_size=4)


def day(month: int, date: int, year: int = 2026) -> dt.date:
    return dt.date(year, month, date)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (day(3, 1), Asked(day(2, 26), None, day(7, 5))),
        (day(7, 5), Asked(day(2, 26), None, day(7, 5))),
        (day(7, 6), Asked(day(2, 26), day(7, 5), day(12, 10))),
        (day(12, 11), Asked(day(7, 5), day(12, 10), day(7, 5, 2027))),
        (day(1, 1, 2028), Asked(day(7, 5, 2027), day(12, 10, 2027), day(7, 5, 2028))),
    ],
)
def test_place_among_two_days_of_every_year(on: dt.date, expected: Asked) -> None:
    assert asked(TWICE, BEGAN, on) == expected


def test_plan_without_report_day_is_asked_when_the_decree_closes_half_year_and_year() -> None:
    decreed = [periods.decreed(periods.Rhythm.HALF_YEAR, 2026), periods.decreed(periods.Rhythm.YEAR, 2026)]
    assert [rule.in_year(2026) for rule in DECREED] == [period.hand_in_on for period in decreed]
    assert asked((), BEGAN, day(3, 1)) == Asked(day(2, 26), None, day(6, 14))
    assert asked((), BEGAN, day(1, 1, 2027)) == Asked(day(6, 14), day(12, 14), day(6, 14, 2027))


def test_beside_days_of_one_year_the_decreed_ones_are_asked() -> None:
    once = (ReportDay(5, 20, 2026),)
    assert asked(once, BEGAN, day(6, 1)) == Asked(day(2, 26), day(5, 20), day(12, 14))
    assert asked(once, BEGAN, day(1, 1, 2030)).last == day(12, 14, 2029)
    assert asked((ReportDay(5, 20, 2031),), BEGAN, day(3, 1)).next == day(6, 14)


def test_decreed_day_close_to_a_dated_report_is_not_asked_twice() -> None:
    both = (ReportDay(7, 5, 2026), ReportDay(12, 10, 2026))
    assert asked(both, BEGAN, day(3, 1)).next == day(7, 5)
    assert asked(both, BEGAN, day(12, 31)) == Asked(day(7, 5), day(12, 10), day(6, 14, 2027))


def test_29_february_falls_on_the_28th_in_a_common_year() -> None:
    leap = ReportDay(2, 29)
    assert (leap.in_year(2027), leap.in_year(2028)) == (dt.date(2027, 2, 28), dt.date(2028, 2, 29))


def test_month_that_does_not_exist_is_never_asked() -> None:
    assert ReportDay(13, 1).in_year(2026) is None


@given(RULES, DAYS, DAYS)
def test_days_asked_stand_in_order_around_today(rules: list[ReportDay], began: dt.date, on: dt.date) -> None:
    found = asked(rules, began, on)
    assert found.next >= max(on, began)
    assert found.last is None or began <= found.last < on
    assert found.last is None or found.before < found.last


@given(RULES, DAYS, DAYS)
def test_no_reporting_day_is_passed_over(rules: list[ReportDay], began: dt.date, on: dt.date) -> None:
    """Walking from day to day, each next day in turn becomes the last one."""
    found = asked(rules, began, on)
    assert asked(rules, began, found.next + dt.timedelta(days=1)).last == found.next
