"""Dates as Vietnamese documents print them."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from tinhxanh.core.plan.guards import Guarded

QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}

DATED = Guarded(
    r"(?:(?:ngày\s+)?(?P<d1>\d{1,2})\s+tháng\s+(?P<m1>\d{1,2})\s+năm\s+(?P<y1>(?:19|20)\d\d))"
    r"|(?<![\d/])(?P<d2>\d{1,2})\s?(?P<sep>[/.-])\s?(?P<m2>\d{1,2})\s?(?P=sep)\s?(?P<y2>(?:19|20)\d\d)(?!\d)",
    "19|20",
    hint=r"[12][09]\d\d",
    flags=re.IGNORECASE,
)
DATE = DATED.pattern
DAY_MONTH = re.compile(r"(?<![\d/])(?P<d>\d{1,2})\s?/\s?(?P<m>\d{1,2})(?![\d/])")


@dataclass(frozen=True, slots=True)
class Found:
    """A date and where it stands in the searched text."""

    start: int
    end: int
    date: dt.date


def day(year: int, month: int, number: int) -> dt.date | None:
    """The date, or None where the calendar has no such day."""
    try:
        return dt.date(year, month, number)
    except ValueError:
        return None


def last_of_month(year: int, month: int) -> dt.date | None:
    """The last day of a month; None for a month that does not exist."""
    if not 1 <= month <= 12:
        return None
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def last_of_quarter(year: int, quarter: int) -> dt.date | None:
    """The last day of a quarter 1..4."""
    return last_of_month(year, 3 * quarter)


def of_match(match: re.Match[str]) -> dt.date | None:
    """The date a match of `DATE` stands for."""
    which = "1" if match["d1"] else "2"
    return day(int(match["y" + which]), int(match["m" + which]), int(match["d" + which]))


def find(text: str, start: int = 0, end: int | None = None) -> Found | None:
    """The first full date in `text[start:end]`."""
    for match in DATE.finditer(text, start, len(text) if end is None else end):
        date = of_match(match)
        if date is not None:
            return Found(match.start(), match.end(), date)
    return None
