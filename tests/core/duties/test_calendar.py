"""Working days."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinhxanh.core.duties.calendar import Calendar

DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2032, 12, 31))
CALENDARS = st.builds(Calendar.of, st.frozensets(DAYS, max_size=30), st.frozensets(DAYS, max_size=10))
#: Tết Bính Ngọ: 16 to 20 February 2026 off.
TET = Calendar.of(dt.date(2026, 2, day) for day in range(16, 21))


@pytest.mark.parametrize(
    ("after", "until", "count"),
    [
        (dt.date(2026, 12, 11), dt.date(2026, 12, 11), 0),
        (dt.date(2026, 12, 11), dt.date(2026, 12, 13), 0),
        (dt.date(2026, 12, 11), dt.date(2026, 12, 15), 2),
        (dt.date(2026, 12, 11), dt.date(2026, 12, 18), 5),
        (dt.date(2026, 12, 15), dt.date(2026, 12, 11), 0),
    ],
)
def test_count_of_working_days(after: dt.date, until: dt.date, count: int) -> None:
    assert Calendar().count(after, until) == count


def test_holidays_are_not_counted() -> None:
    assert TET.count(dt.date(2026, 2, 13), dt.date(2026, 2, 23)) == 1


def test_day_worked_in_stead_of_a_holiday_is_counted() -> None:
    calendar = Calendar.of([dt.date(2026, 1, 2)], [dt.date(2026, 1, 10)])
    assert calendar.is_worked(dt.date(2026, 1, 10))
    assert not calendar.is_worked(dt.date(2026, 1, 2))


def test_tenth_working_day_jumps_over_tet() -> None:
    assert TET.add(dt.date(2026, 2, 9), 10) == dt.date(2026, 3, 2)


def test_working_days_are_counted_forwards_only() -> None:
    with pytest.raises(ValueError, match="forwards"):
        Calendar().add(dt.date(2026, 1, 1), -1)


@given(CALENDARS, DAYS, st.integers(0, 40))
def test_adding_and_counting_agree(calendar: Calendar, day: dt.date, count: int) -> None:
    later = calendar.add(day, count)
    assert calendar.count(day, later) == count
    assert later == day or calendar.is_worked(later)


@given(CALENDARS, DAYS, st.integers(0, 60), st.integers(0, 60))
def test_counts_of_two_stretches_add_up(calendar: Calendar, day: dt.date, first: int, second: int) -> None:
    middle, end = day + dt.timedelta(first), day + dt.timedelta(first + second)
    assert calendar.count(day, middle) + calendar.count(middle, end) == calendar.count(day, end)
