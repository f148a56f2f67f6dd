"""Report periods: windows of NĐ 09/2019, a plan's own days, leap days and year ends."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tinhxanh.core.duties.periods import Period, Rhythm, YearDay, decreed, planned, reported

D = dt.date
YEARS = st.integers(min_value=2000, max_value=2100)
DAYS = st.builds(
    lambda month, share: YearDay(
        month, 1 + share % (29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31)
    ),
    st.integers(1, 12),
    st.integers(0, 400),
)


@pytest.mark.parametrize(
    ("rhythm", "number", "first", "last"),
    [
        (Rhythm.MONTH, 1, D(2025, 12, 15), D(2026, 1, 14)),
        (Rhythm.MONTH, 3, D(2026, 2, 15), D(2026, 3, 14)),
        (Rhythm.QUARTER, 1, D(2025, 12, 15), D(2026, 3, 14)),
        (Rhythm.QUARTER, 2, D(2026, 3, 15), D(2026, 6, 14)),
        (Rhythm.HALF_YEAR, 1, D(2025, 12, 15), D(2026, 6, 14)),
        (Rhythm.NINE_MONTHS, 1, D(2025, 12, 15), D(2026, 9, 14)),
        (Rhythm.YEAR, 1, D(2025, 12, 15), D(2026, 12, 14)),
    ],
)
def test_window_is_that_of_the_decree(rhythm: Rhythm, number: int, first: dt.date, last: dt.date) -> None:
    period = decreed(rhythm, 2026, number)
    assert (period.data_from, period.data_to) == (first, last)


def test_period_that_a_year_has_not_is_refused() -> None:
    with pytest.raises(ValueError, match="no period 5"):
        decreed(Rhythm.QUARTER, 2026, 5)


def test_days_of_a_plan_make_the_half_year_and_the_year() -> None:
    half, year = planned(2024, [YearDay(12, 10), YearDay(7, 5)], [YearDay(7, 10), YearDay(12, 15)])
    assert half == Period(
        Rhythm.HALF_YEAR, 2024, 1, D(2023, 12, 15), D(2024, 6, 14), D(2024, 7, 5), D(2024, 7, 10)
    )
    assert (year.rhythm, year.hand_in_on, year.consolidate_on) == (
        Rhythm.YEAR,
        D(2024, 12, 10),
        D(2024, 12, 15),
    )


def test_data_close_before_agencies_hand_in() -> None:
    (year,) = planned(2026, [YearDay(12, 10)], [YearDay(12, 20)])
    assert year.data_to == D(2026, 11, 30)
    assert year.data_from == D(2025, 12, 1)


def test_report_handed_in_in_january_is_of_the_year_before() -> None:
    (year,) = planned(2027, [YearDay(1, 10)], [])
    assert (year.rhythm, year.year, year.data_to) == (Rhythm.YEAR, 2026, D(2026, 12, 14))
    assert year.consolidate_on == year.hand_in_on


def test_consolidation_may_lie_across_the_year_end() -> None:
    (year,) = planned(2026, [YearDay(12, 20)], [YearDay(1, 5)])
    assert year.consolidate_on == D(2027, 1, 5)


def test_leap_day_stays_in_february() -> None:
    assert YearDay(2, 29).of(2028) == D(2028, 2, 29)
    assert YearDay(2, 29).of(2027) == D(2027, 2, 28)


@pytest.mark.parametrize("day", [(2, 30), (4, 31), (13, 1), (0, 1), (1, 0)])
def test_day_that_no_year_has_is_refused(day: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="no such day"):
        YearDay(*day)


@given(YEARS, st.sampled_from([Rhythm.MONTH, Rhythm.QUARTER, Rhythm.HALF_YEAR, Rhythm.YEAR]))
@settings(derandomize=True)
def test_decreed_windows_tile_time(year: int, rhythm: Rhythm) -> None:
    count = {Rhythm.MONTH: 12, Rhythm.QUARTER: 4, Rhythm.HALF_YEAR: 2, Rhythm.YEAR: 1}[rhythm]
    periods = [decreed(rhythm, year, number) for number in range(1, count + 1)]
    following = [*periods[1:], decreed(rhythm, year + 1)]
    for period, later in zip(periods, following, strict=True):
        assert period.data_to + dt.timedelta(days=1) == later.data_from


@given(YEARS, st.lists(DAYS, max_size=5), st.lists(DAYS, max_size=5))
@settings(derandomize=True)
def test_days_of_a_period_stand_in_order(
    year: int, hand_in: list[YearDay], consolidate: list[YearDay]
) -> None:
    for period in planned(year, hand_in, consolidate):
        assert period.data_from <= period.data_to < period.hand_in_on <= period.consolidate_on
        assert period.consolidate_on <= period.hand_in_on + dt.timedelta(days=31)


@given(YEARS, DAYS)
@settings(derandomize=True)
def test_yearly_data_leave_no_day_out(year: int, day: YearDay) -> None:
    (period,), (later,) = planned(year, [day], []), planned(year + 1, [day], [])
    if period.rhythm is Rhythm.YEAR:
        assert period.data_to + dt.timedelta(days=1) == later.data_from


@given(st.dates(min_value=D(2000, 1, 1), max_value=D(2100, 12, 31)))
@settings(derandomize=True)
def test_every_day_reports_a_period_that_is_over_or_closing(day: dt.date) -> None:
    rhythm, year, number = reported(day)
    assert decreed(rhythm, year, number).data_from < day
