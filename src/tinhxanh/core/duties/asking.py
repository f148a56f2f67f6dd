"""When a duty without a date of its own owes an answer: the reporting days that its plan sets.

“Thường xuyên” must not look well for ever: what has no deadline is judged by whether its lead has
reported since the reporting day before the last one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

_DAY = dt.timedelta(days=1)
_MONTHS = 12

_NEAR = dt.timedelta(days=60)
"""Within so many days of a report that the plan dates itself, no decreed day is asked beside it."""


@dataclass(frozen=True, slots=True)
class ReportDay:
    """A reporting day: of one year, or of every year where `year` is None."""

    month: int
    day: int
    year: int | None = None

    def in_year(self, year: int) -> dt.date | None:
        """The day in `year`; 29 February becomes the 28th in a common year; None where it does not fall."""
        if self.year not in (None, year) or not 1 <= self.month <= _MONTHS:
            return None
        first = dt.date(year, self.month, 1)
        last = (first + dt.timedelta(days=31)).replace(day=1) - _DAY
        return first.replace(day=max(1, min(self.day, last.day)))


#: Where a plan asks for no report on a day: when the data of half-year and year close (NĐ 09/2019/NĐ-CP,
#: Điều 12), the days of the periods that are offered to be opened for such a plan (`periods.decreed`).
DECREED = (ReportDay(month=6, day=14), ReportDay(month=12, day=14))


@dataclass(frozen=True, slots=True)
class Asked:
    """Where a day stands among the reporting days.

    `last` is the latest that has passed since the programme began (None: none has), `before` the one
    before it or the eve of the beginning, `next` the first that has not passed.
    """

    before: dt.date
    last: dt.date | None
    next: dt.date


def asked(days: Iterable[ReportDay], began: dt.date, on: dt.date) -> Asked:
    """Where `on` stands among the reporting `days` of a programme that began on `began`.

    A reporting day has passed on the day after it. Days before the beginning are not owed. Where the plan
    asks for no report on a day of every year, the decreed days are asked beside those that it dates:
    nothing stays unasked for ever.

    >>> asked([ReportDay(7, 5), ReportDay(12, 10)], dt.date(2026, 2, 27), dt.date(2026, 12, 11))
    Asked(before=datetime.date(2026, 7, 5), last=datetime.date(2026, 12, 10), next=datetime.date(2027, 7, 5))
    """
    eve = began - _DAY
    fallen = _fallen(tuple(days), began.year, max(on, began).year + 1)
    past = [eve, *(day for day in fallen if began <= day < on)]
    coming = next(day for day in fallen if day >= max(on, began))
    if len(past) == 1:
        return Asked(before=eve, last=None, next=coming)
    return Asked(before=past[-2], last=past[-1], next=coming)


def _fallen(rules: tuple[ReportDay, ...], first: int, last: int) -> list[dt.date]:
    """The days of the rules; a plan with days of single years only is asked the decreed ones besides."""
    told = _dates(rules, first, last)
    if any(rule.year is None and told for rule in rules):
        return told
    # Right behind a day of the plan the decree would ask for the same report a second time.
    besides = [day for day in _dates(DECREED, first, last) if all(abs(day - one) > _NEAR for one in told)]
    return sorted([*told, *besides])


def _dates(rules: tuple[ReportDay, ...], first: int, last: int) -> list[dt.date]:
    """All days of the rules from the year `first` to the year `last`, in order, each once."""
    found = {rule.in_year(year) for rule in rules for year in range(first, last + 1)}
    return sorted(day for day in found if day)
