"""Working days: weekends, public holidays and the days worked in their stead."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

_DAY = dt.timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Calendar:
    """Which days are worked. Dated rows passed in: `holidays` off, `worked` on although a weekend.

    With neither, Monday to Friday are worked. Saturdays and Sundays are off for civil servants
    (Quyết định 188/1999/QĐ-TTg); holidays follow article 112 of the Labour Code 45/2019/QH14.
    """

    holidays: frozenset[dt.date] = field(default_factory=frozenset)
    worked: frozenset[dt.date] = field(default_factory=frozenset)

    @classmethod
    def of(cls, holidays: Iterable[dt.date], worked: Iterable[dt.date] = ()) -> Calendar:
        """A calendar of any two lists of days."""
        return cls(frozenset(holidays), frozenset(worked))

    def is_worked(self, day: dt.date) -> bool:
        """Whether offices work on `day`."""
        if day in self.worked:
            return True
        return day.weekday() < _SATURDAY and day not in self.holidays

    def count(self, after: dt.date, until: dt.date) -> int:
        """The working days in (`after`, `until`]; 0 where `until` is not later.

        >>> Calendar().count(dt.date(2026, 12, 11), dt.date(2026, 12, 15))
        2
        """
        return _count(self, after, until)

    def add(self, day: dt.date, count: int) -> dt.date:
        """The `count`-th working day after `day`; `day` itself for 0.

        Raises ValueError for a negative count.

        >>> Calendar().add(dt.date(2026, 12, 11), 2)
        datetime.date(2026, 12, 15)
        """
        if count < 0:
            raise ValueError("working days are counted forwards")
        while count:
            day += _DAY
            count -= self.is_worked(day)
        return day


@lru_cache(maxsize=4096)
def _count(calendar: Calendar, after: dt.date, until: dt.date) -> int:
    """A list counts to the same few deadlines in every row."""
    return sum(calendar.is_worked(after + _DAY * step) for step in range(1, (until - after).days + 1))
