"""The state of a duty from its dates and reports."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinhxanh.core.duties.asking import Asked
from tinhxanh.core.duties.state import Standing, State, Timing, judge, waiting_for

ON, SOON_UNTIL = dt.date(2026, 12, 11), dt.date(2026, 12, 25)
NEVER_ASKED = Asked(dt.date(2026, 2, 26), None, dt.date(2027, 7, 5))
ASKED = Asked(dt.date(2026, 7, 5), dt.date(2026, 12, 10), dt.date(2027, 7, 5))
DAYS = st.dates(dt.date(2026, 1, 1), dt.date(2027, 12, 31))
TIMINGS = st.builds(
    Timing,
    st.none() | DAYS,
    st.none() | DAYS,
    st.none() | DAYS,
    st.none() | DAYS,
    st.booleans(),
    st.none() | DAYS,
)


def state(asked: Asked = NEVER_ASKED, **dates: dt.date | bool | None) -> State:
    return judge(Timing(**dates), asked, ON, SOON_UNTIL).state  # type: ignore[arg-type]  # a case names any field


def day(month: int, date: int, year: int = 2026) -> dt.date:
    return dt.date(year, month, date)


@pytest.mark.parametrize(
    ("due_on", "expected"),
    [
        (day(12, 10), State.LATE),
        (day(12, 11), State.SOON),
        (day(12, 25), State.SOON),
        (day(12, 26), State.IDLE),
    ],
)
def test_open_duty_by_its_deadline(due_on: dt.date, expected: State) -> None:
    assert state(due_on=due_on) is expected


def test_begun_duty_with_time_left_is_open() -> None:
    assert state(due_on=day(12, 26), started_on=day(3, 5)) is State.OPEN


@pytest.mark.parametrize(
    ("completed_on", "expected"), [(day(11, 30), State.DONE), (day(12, 1), State.DONE_LATE)]
)
def test_completed_duty_is_in_time_up_to_its_last_day(completed_on: dt.date, expected: State) -> None:
    assert state(due_on=day(11, 30), completed_on=completed_on) is expected


def test_completed_duty_without_deadline_is_in_time() -> None:
    assert state(completed_on=day(11, 30)) is State.DONE


def test_ongoing_duty_is_late_when_a_report_day_passed_unanswered() -> None:
    assert judge(Timing(started_on=day(3, 5), answered_on=day(7, 3)), ASKED, ON, SOON_UNTIL) == Standing(
        State.LATE, day(12, 10), is_report=True
    )


def test_ongoing_duty_reported_for_the_last_period_names_the_next_report_day() -> None:
    assert judge(Timing(started_on=day(3, 5), answered_on=day(12, 8)), ASKED, ON, SOON_UNTIL) == Standing(
        State.OPEN, day(7, 5, 2027), is_report=True
    )


def test_ongoing_duty_is_soon_due_until_it_has_answered() -> None:
    near = Asked(day(7, 5), day(9, 1), day(12, 20))
    assert state(near, started_on=day(3, 5), answered_on=day(8, 30)) is State.SOON
    assert state(near, started_on=day(3, 5), answered_on=day(12, 2)) is State.OPEN


def test_ongoing_duty_is_never_green_for_ever() -> None:
    """Whatever was reported once: a year and two report days later it is late."""
    asked = Asked(day(7, 5, 2027), day(12, 10, 2027), day(7, 5, 2028))
    later = judge(Timing(started_on=day(3, 5), answered_on=ON), asked, day(12, 11, 2027), day(12, 24, 2027))
    assert later.state is State.LATE


def test_condition_that_has_not_come_about_waits_without_a_date() -> None:
    assert judge(Timing(is_waiting=True), ASKED, ON, SOON_UNTIL) == Standing(State.IDLE, None)


def test_days_late_count_from_the_last_day_in_time() -> None:
    late = judge(Timing(due_on=day(11, 30)), ASKED, ON, SOON_UNTIL)
    assert late.days_late(ON) == 11


def test_days_late_of_a_duty_in_time_are_none() -> None:
    assert judge(Timing(due_on=day(12, 30)), ASKED, ON, SOON_UNTIL).days_late(ON) == 0


@pytest.mark.parametrize(
    ("said", "expected", "days"), [(day(11, 30), State.OPEN, 0), (day(12, 4), State.LATE, 4)]
)
def test_duty_reported_complete_stays_open_until_it_is_checked(
    said: dt.date, expected: State, days: int
) -> None:
    standing = judge(Timing(due_on=day(11, 30), said_done_on=said), ASKED, ON, SOON_UNTIL)
    assert (standing.state, standing.awaits_check) == (expected, True)
    assert standing.days_late(ON) == days, "the time of the check is not counted against the lead"


def test_check_confirms_the_day_that_was_reported() -> None:
    checked = Timing(due_on=day(11, 30), said_done_on=day(11, 28), completed_on=day(11, 28))
    assert judge(checked, ASKED, ON, SOON_UNTIL) == Standing(State.DONE, day(11, 30))


@given(TIMINGS, DAYS)
def test_no_report_alone_closes_a_duty(timing: Timing, on: dt.date) -> None:
    unchecked = replace(timing, completed_on=None)
    assert judge(unchecked, ASKED, on, on).state not in {State.DONE, State.DONE_LATE}


@given(TIMINGS, DAYS)
def test_duty_without_a_date_is_soon_only_when_a_report_day_is_near(timing: Timing, on: dt.date) -> None:
    undated, until = replace(timing, due_on=None), on + dt.timedelta(9)
    if judge(undated, ASKED, on, until).state is State.SOON:
        assert ASKED.next <= until


@given(TIMINGS, DAYS)
def test_completed_is_done_and_nothing_else_is(timing: Timing, on: dt.date) -> None:
    standing = judge(timing, NEVER_ASKED, on, on + dt.timedelta(14))
    assert (timing.completed_on is not None) == (standing.state in {State.DONE, State.DONE_LATE})


@given(TIMINGS, DAYS, st.integers(1, 400))
def test_late_duty_does_not_mend_itself_by_waiting(timing: Timing, on: dt.date, days: int) -> None:
    later = on + dt.timedelta(days)
    if judge(timing, NEVER_ASKED, on, on).state is State.LATE:
        assert judge(timing, NEVER_ASKED, later, later).state is State.LATE


@pytest.mark.parametrize(
    ("has_reported", "unanswered", "expected"),
    [
        (False, ["Sở Xây dựng"], ("Sở Công Thương",)),
        (True, ["Sở Xây dựng"], ("Sở Xây dựng",)),
        (True, [], ("Sở Công Thương",)),
    ],
)
def test_whom_a_duty_waits_for(has_reported: bool, unanswered: list[str], expected: tuple[str, ...]) -> None:
    assert waiting_for(["Sở Công Thương"], has_reported, unanswered) == expected
