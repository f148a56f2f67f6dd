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


#: Where a plan asks for no report on a day, an answer is owed by the end of the year.
END_OF_YEAR = (ReportDay(month=12, day=31),)


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

    A reporting day has passed on the day after it. Days before the beginning are not owed. Where no
    day of the plan is still to come, the end of the year is the next one.

    >>> asked([ReportDay(7, 5), ReportDay(12, 10)], dt.date(2026, 2, 27), dt.date(2026, 12, 11))
    Asked(before=datetime.date(2026, 7, 5), last=datetime.date(2026, 12, 10), next=datetime.date(2027, 7, 5))
    """
    rules = tuple(days) or END_OF_YEAR
    eve = began - _DAY
    fallen = _dates(rules, began.year, max(on, began).year + 1)
    past = [eve, *(day for day in fallen if began <= day < on)]
    coming = [day for day in fallen if day >= max(on, began)]
    following = coming[0] if coming else dt.date(max(on, began).year, 12, 31)
    if len(past) == 1:
        return Asked(before=eve, last=None, next=following)
    return Asked(before=past[-2], last=past[-1], next=following)


def _dates(rules: tuple[ReportDay, ...], first: int, last: int) -> list[dt.date]:
    """All days of the rules from the year `first` to the year `last`, in order, each once."""
    found = {rule.in_year(year) for rule in rules for year in range(first, last + 1)}
    return sorted(day for day in found if day)
