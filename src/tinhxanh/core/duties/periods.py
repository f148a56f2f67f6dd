"""Report periods: which days a report covers, when agencies hand in, when the focal department consolidates.

Windows are those of Nghị định 09/2019/NĐ-CP, Điều 12. They are only a default: where the plan gives days of
its own, the plan's days win, and the data close before the day on which agencies hand in.
"""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Rhythm(StrEnum):
    """How often a periodical report is made."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    NINE_MONTHS = "nine_months"
    YEAR = "year"


#: How many periods of each rhythm a year has, and how many months each is long.
_COUNT = {Rhythm.MONTH: 12, Rhythm.QUARTER: 4, Rhythm.HALF_YEAR: 2, Rhythm.NINE_MONTHS: 1, Rhythm.YEAR: 1}
_LENGTH = {Rhythm.MONTH: 1, Rhythm.QUARTER: 3, Rhythm.HALF_YEAR: 6, Rhythm.NINE_MONTHS: 9, Rhythm.YEAR: 12}

CLOSING_DAY = 14
"""Data of a period close on the 14th of its last month (NĐ 09/2019, Điều 12)."""

CONSOLIDATION_DAY = 20
"""Who receives compiles by the 20th, where the plan says nothing (so Thông tư 47/2025/TT-BKHCN)."""

_NEAR = dt.timedelta(days=31)


@dataclass(frozen=True, slots=True, order=True)
class YearDay:
    """A day of every year. 29 February falls on the 28th in common years; it never slips into March."""

    month: int
    day: int

    def __post_init__(self) -> None:
        if not 1 <= self.month <= 12 or not 1 <= self.day <= monthrange(2024, self.month)[1]:
            raise ValueError(f"no such day: {self.day}/{self.month}")

    def of(self, year: int) -> dt.date:
        """The date in `year`."""
        return dt.date(year, self.month, min(self.day, monthrange(year, self.month)[1]))


@dataclass(frozen=True, slots=True)
class Period:
    """One report period; all days inclusive. `hand_in_on` <= `consolidate_on`, data close by the first."""

    rhythm: Rhythm
    year: int
    number: int
    data_from: dt.date
    data_to: dt.date
    hand_in_on: dt.date
    consolidate_on: dt.date


def decreed(rhythm: Rhythm, year: int, number: int = 1) -> Period:
    """Period `number` (from 1) of `year` with the windows of NĐ 09/2019.

    Raises ValueError where the rhythm has no such period. The half-year and nine-month windows begin
    with the year (15/12 of the year before), as the decree has them.

    >>> decreed(Rhythm.YEAR, 2026).data_from.isoformat()
    '2025-12-15'
    """
    if not 1 <= number <= _COUNT[rhythm]:
        raise ValueError(f"{rhythm} has no period {number}")
    last = number * _LENGTH[rhythm]
    closing = dt.date(year, last, CLOSING_DAY)
    opening = _months_before(closing, _LENGTH[rhythm]) + dt.timedelta(days=1)
    return Period(rhythm, year, number, opening, closing, closing, dt.date(year, last, CONSOLIDATION_DAY))


def _months_before(day: dt.date, months: int) -> dt.date:
    """The same day (at most the 28th) `months` earlier."""
    index = day.year * 12 + day.month - 1 - months
    return dt.date(index // 12, index % 12 + 1, day.day)


def planned(year: int, hand_in: Iterable[YearDay], consolidate: Iterable[YearDay]) -> tuple[Period, ...]:
    """The periods whose agencies hand in during `year` by the plan's own days, in order.

    Each day of handing in goes with the first day of consolidation within 31 days after it; without
    one the focal department has until that same day. Equal days count once.
    """
    second = sorted({day.of(other) for day in consolidate for other in (year, year + 1)})
    first = sorted({day.of(year) for day in hand_in})
    return tuple(_planned(day, _following(day, second)) for day in first)


def _following(day: dt.date, later: list[dt.date]) -> dt.date:
    return next((other for other in later if day <= other <= day + _NEAR), day)


def _planned(hand_in_on: dt.date, consolidate_on: dt.date) -> Period:
    rhythm, year, number = reported(hand_in_on)
    window = decreed(rhythm, year, number)
    return Period(
        rhythm,
        year,
        number,
        _after_last_closing(window, hand_in_on),
        _closing(window.data_to, hand_in_on),
        hand_in_on,
        consolidate_on,
    )


def _closing(decreed_day: dt.date, hand_in_on: dt.date) -> dt.date:
    """The decree's closing day, or the end of the month before where agencies hand in earlier than that."""
    return decreed_day if decreed_day < hand_in_on else hand_in_on.replace(day=1) - dt.timedelta(days=1)


def _after_last_closing(window: Period, hand_in_on: dt.date) -> dt.date:
    """The day after the data of the same report a year before closed, so that no day is left out.

    Half-year and nine-month reports begin with the decree's year.
    """
    if window.rhythm is not Rhythm.YEAR:
        return window.data_from
    before = YearDay(hand_in_on.month, hand_in_on.day).of(hand_in_on.year - 1)
    last = decreed(Rhythm.YEAR, window.year - 1).data_to
    return _closing(last, before) + dt.timedelta(days=1)


def reported(hand_in_on: dt.date) -> tuple[Rhythm, int, int]:
    """Which report a plan means by a day of handing in: rhythm, year, number.

    November to February: the year (in January and February the one before); May to August: the first
    half-year; September and October: nine months; March and April: the first quarter.
    """
    year, month = hand_in_on.year, hand_in_on.month
    if month <= 2:
        return Rhythm.YEAR, year - 1, 1
    if month <= 4:
        return Rhythm.QUARTER, year, 1
    if month <= 8:
        return Rhythm.HALF_YEAR, year, 1
    if month <= 10:
        return Rhythm.NINE_MONTHS, year, 1
    return Rhythm.YEAR, year, 1
