"""“Thường xuyên”, rhythms and conditions as dated occurrences: no duty stays without a day for ever."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tinhxanh.core.duties.periods import Period
from tinhxanh.core.values import DeadlineKind
from tinhxanh.core.vietnamese import fold


@dataclass(frozen=True, slots=True)
class Rhythm:
    """`times` answers owed in every `months` months, up to `at_most` where the document gives a range.

    `day` is the day of the month where one is printed (“ngày 20 hằng tháng”).
    """

    months: int
    times: int = 1
    at_most: int = 1
    day: int | None = None


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time that an answer falls due: open from `starts_on`, due on `due_on`.

    `is_owed` is False for what the document leaves free: the second of “1–2 lần/năm”.
    """

    number: int
    starts_on: dt.date
    due_on: dt.date
    is_owed: bool = True


_UNITS = {"thang": 1, "quy": 3, "6 thang": 6, "sau thang": 6, "nua nam": 6, "nam": 12}
_EVERY = r"(?:hang|moi|dinh ky|tung)"
_UNIT = r"(6 thang|sau thang|nua nam|thang|quy|nam)"
_TIMES = re.compile(rf"(\d+)(?: *(?:den|-|–| ) *(\d+))? *lan *(?:/|trong|moi|mot|hang| )* *{_UNIT}")
_PER = re.compile(rf"\b{_EVERY} *{_UNIT}\b|\b(6 thang|sau thang) *(?:mot|1) *lan\b")
_DAY = re.compile(r"\bngay (\d{1,2}) +(?:hang|moi) +thang\b")


def rhythm(text: str) -> Rhythm | None:
    """What a printed rhythm asks for; None where the words are not understood.

    “Ít nhất 2 lần/năm” owes two; “1–2 lần/năm” owes one and leaves the second free.

    >>> rhythm("ít nhất 1-2 lần/năm")
    Rhythm(months=12, times=1, at_most=2, day=None)
    >>> rhythm("ngày 20 hằng tháng")
    Rhythm(months=1, times=1, at_most=1, day=20)
    """
    folded = fold(text)
    counted = _TIMES.search(folded)
    if counted:
        least = max(1, int(counted[1]))
        return Rhythm(_UNITS[counted[3]], least, max(least, int(counted[2] or least)))
    found = _PER.search(folded)
    if not found:
        return None
    day = _DAY.search(folded)
    return Rhythm(_UNITS[found[1] or found[2]], day=int(day[1]) if day else None)


def occurrences(
    kind: DeadlineKind | None,
    text: str,
    *,
    since: dt.date,
    until: dt.date,
    periods: Sequence[Period],
    due_on: dt.date | None = None,
    triggered_due: dt.date | None = None,
) -> tuple[Occurrence, ...]:
    """The times between `since` and `until` (inclusive) at which a duty owes an answer, in order of date.

    A dated duty or one of a year falls due once, on `due_on`. A conditional one waits (no occurrence)
    until somebody recorded the event and `triggered_due` says the day. An understood rhythm makes its
    own dates; an ongoing duty, one without any date and a rhythm that is not understood owe an
    answer in each report period of `periods`.
    """
    if kind is DeadlineKind.CONDITIONAL:
        due_on = triggered_due
    if kind in (DeadlineKind.DATE, DeadlineKind.YEAR, DeadlineKind.CONDITIONAL):
        once = [(since, due_on, True)] if due_on and since <= due_on <= until else []
        return _numbered(once)
    beat = rhythm(text) if kind is DeadlineKind.RECURRING else None
    if beat:
        return _numbered(_beats(beat, since, until))
    return _numbered(_in_periods(periods, since, until))


def _numbered(rows: Iterable[tuple[dt.date, dt.date, bool]]) -> tuple[Occurrence, ...]:
    return tuple(
        Occurrence(number, starts, due, owed)
        for number, (starts, due, owed) in enumerate(sorted(rows, key=lambda row: row[1]), 1)
    )


def _in_periods(
    periods: Sequence[Period], since: dt.date, until: dt.date
) -> list[tuple[dt.date, dt.date, bool]]:
    days = sorted({period.hand_in_on for period in periods if since <= period.hand_in_on <= until})
    starts = [since, *(day + dt.timedelta(days=1) for day in days[:-1])]
    return [(start, day, True) for start, day in zip(starts, days, strict=False)]


def _beats(beat: Rhythm, since: dt.date, until: dt.date) -> list[tuple[dt.date, dt.date, bool]]:
    """Calendar cycles of `beat.months`, each cut into `at_most` parts; the last `times` parts are owed."""
    rows = []
    for year in range(since.year, until.year + 1):
        for first in range(1, 13, beat.months):
            rows += _cycle(beat, year, first)
    return [(max(starts, since), due, owed) for starts, due, owed in rows if since <= due <= until]


def _cycle(beat: Rhythm, year: int, first: int) -> list[tuple[dt.date, dt.date, bool]]:
    opens = dt.date(year, first, 1)
    closes = _last_day(year, first + beat.months - 1, beat.day)
    length = (closes - opens).days + 1
    rows, starts = [], opens
    for part in range(1, beat.at_most + 1):
        due = _part_end(beat, year, first, part) or opens + dt.timedelta(
            days=length * part // beat.at_most - 1
        )
        rows.append((starts, due, part > beat.at_most - beat.times))
        starts = due + dt.timedelta(days=1)
    return rows


def _part_end(beat: Rhythm, year: int, first: int, part: int) -> dt.date | None:
    """The end of a part where the cycle divides into whole months; None otherwise."""
    if beat.months % beat.at_most:
        return None
    return _last_day(year, first + beat.months // beat.at_most * part - 1, beat.day)


def _last_day(year: int, month: int, day: int | None) -> dt.date:
    last = monthrange(year, month)[1]
    return dt.date(year, month, min(day or last, last))
