"""The public holidays of Vietnam as the calendar that duties count by."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

import holidays

from tinhxanh.core.duties.calendar import Calendar


@lru_cache(maxsize=16)
def calendar(first_year: int, last_year: int) -> Calendar:
    """Holidays, days off in their stead and weekend days worked, from `first_year` to `last_year`.

    Source: the package `holidays` (Labour Code 45/2019/QH14, article 112, and the yearly notices of
    the Ministry of Home Affairs as far as that package has them; later years are by rule only).
    """
    known = holidays.country_holidays("VN", years=range(first_year, last_year + 1))
    return Calendar.of(known.keys(), known.weekend_workdays)


def calendar_around(day: dt.date) -> Calendar:
    """The calendar of the year before, of and after `day`."""
    return calendar(day.year - 1, day.year + 1)
