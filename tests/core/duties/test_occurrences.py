"""Occurrences: printed rhythms, report periods and events become days."""

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tinhxanh.core.duties.occurrences import Occurrence, Rhythm, occurrences, rhythm
from tinhxanh.core.duties.periods import YearDay, planned
from tinhxanh.core.values import DeadlineKind as Kind

D = dt.date
PERIODS = planned(2026, [YearDay(7, 5), YearDay(12, 10)], [YearDay(7, 10), YearDay(12, 20)])
YEAR = {"since": D(2026, 2, 27), "until": D(2026, 12, 31), "periods": PERIODS}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hằng năm", Rhythm(12)),
        ("hàng năm", Rhythm(12)),
        ("Hằng quý", Rhythm(3)),
        ("định kỳ hằng tháng", Rhythm(1)),
        ("Mỗi tháng", Rhythm(1)),
        ("6 tháng một lần", Rhythm(6)),
        ("định kỳ 6 tháng", Rhythm(6)),
        ("1–2 lần/năm", Rhythm(12, 1, 2)),
        ("ít nhất 1 - 2 lần/năm", Rhythm(12, 1, 2)),
        ("02 lần/năm", Rhythm(12, 2, 2)),
        ("từ 2 đến 3 lần trong năm", Rhythm(12, 2, 3)),
        ("1 lần/quý", Rhythm(3)),
        ("trước ngày 20 hằng tháng", Rhythm(1, day=20)),
    ],
)
def test_printed_rhythm_is_understood(text: str, expected: Rhythm) -> None:
    assert rhythm(text) == expected


@pytest.mark.parametrize(
    "text", ["", "Thường xuyên", "Theo kế hoạch", "Quý II/2026", "Năm 2026", "tháng 5/2026"]
)
def test_words_without_a_rhythm_give_none(text: str) -> None:
    assert rhythm(text) is None


def days(found: tuple[Occurrence, ...]) -> list[dt.date]:
    return [occurrence.due_on for occurrence in found]


@pytest.mark.parametrize("kind", [Kind.ONGOING, None])
def test_duty_without_a_day_owes_an_answer_in_each_period(kind: Kind | None) -> None:
    found = occurrences(kind, "Thường xuyên", **YEAR)
    assert days(found) == [D(2026, 7, 5), D(2026, 12, 10)]
    assert [occurrence.starts_on for occurrence in found] == [D(2026, 2, 27), D(2026, 7, 6)]


def test_one_or_two_times_a_year_owes_one_and_leaves_one_free() -> None:
    found = occurrences(Kind.RECURRING, "1–2 lần/năm", **YEAR)
    assert [(row.due_on, row.is_owed) for row in found] == [(D(2026, 6, 30), False), (D(2026, 12, 31), True)]


def test_monthly_rhythm_keeps_its_printed_day() -> None:
    found = occurrences(
        Kind.RECURRING,
        "ngày 31 hằng tháng",
        since=D(2028, 1, 15),
        until=D(2028, 4, 30),
        periods=(),
    )
    assert days(found) == [D(2028, 1, 31), D(2028, 2, 29), D(2028, 3, 31), D(2028, 4, 30)]


def test_rhythm_that_is_not_understood_falls_back_on_the_periods() -> None:
    assert days(occurrences(Kind.RECURRING, "theo mùa", **YEAR)) == [D(2026, 7, 5), D(2026, 12, 10)]


def test_condition_waits_for_its_event() -> None:
    text = "Sau khi có hướng dẫn của Trung ương"
    assert occurrences(Kind.CONDITIONAL, text, **YEAR) == ()
    triggered = occurrences(Kind.CONDITIONAL, text, **YEAR, triggered_due=D(2026, 9, 30))
    assert days(triggered) == [D(2026, 9, 30)]


def test_dated_duty_falls_due_once() -> None:
    assert days(occurrences(Kind.DATE, "", **YEAR, due_on=D(2026, 6, 30))) == [D(2026, 6, 30)]
    assert occurrences(Kind.YEAR, "", **YEAR) == ()


def test_what_is_free_of_a_range_comes_first_and_is_not_owed() -> None:
    found = occurrences(Kind.RECURRING, "2-4 lần/năm", **YEAR)
    assert [row.is_owed for row in found] == [False, False, True, True]
    assert [row.due_on for row in found if row.is_owed] == [D(2026, 9, 30), D(2026, 12, 31)]


RHYTHMS = st.sampled_from(
    [
        "hằng tháng",
        "hằng quý",
        "hằng năm",
        "6 tháng một lần",
        "1-2 lần/năm",
        "5 lần/năm",
        "2 lần/quý",
    ]
)
DATES = st.dates(min_value=D(2000, 1, 1), max_value=D(2090, 12, 31))


@given(RHYTHMS, DATES, st.integers(min_value=0, max_value=1500))
@settings(derandomize=True)
def test_occurrences_stand_in_order_within_their_time(text: str, since: dt.date, length: int) -> None:
    until = since + dt.timedelta(days=length)
    found = occurrences(Kind.RECURRING, text, since=since, until=until, periods=())
    for row, later in pairwise(found):
        assert row.due_on < later.starts_on
    assert all(since <= row.starts_on <= row.due_on <= until for row in found)
    assert [row.number for row in found] == list(range(1, len(found) + 1))


@given(RHYTHMS, st.integers(min_value=2000, max_value=2090))
@settings(derandomize=True)
def test_a_whole_year_has_as_many_occurrences_as_its_rhythm(text: str, year: int) -> None:
    beat = rhythm(text)
    assert beat is not None
    found = occurrences(Kind.RECURRING, text, since=D(year, 1, 1), until=D(year, 12, 31), periods=())
    assert len(found) == 12 // beat.months * beat.at_most
    assert sum(row.is_owed for row in found) == 12 // beat.months * beat.times
    assert found[-1].due_on == D(year, 12, 31)


@given(DATES, st.integers(min_value=0, max_value=800), st.integers(min_value=1, max_value=800))
@settings(derandomize=True)
def test_years_put_together_owe_what_the_whole_time_owes(since: dt.date, first: int, second: int) -> None:
    middle = since + dt.timedelta(days=first)
    until = middle + dt.timedelta(days=second)
    whole = occurrences(Kind.RECURRING, "hằng quý", since=since, until=until, periods=())
    left = occurrences(Kind.RECURRING, "hằng quý", since=since, until=middle, periods=())
    right = occurrences(
        Kind.RECURRING, "hằng quý", since=middle + dt.timedelta(days=1), until=until, periods=()
    )
    assert days(whole) == days(left) + days(right)
