"""The reporting days of programmes, out of the reports that their documents ask for."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from tinhxanh.apps.programmes.models import Programme, ReportDuty
from tinhxanh.core.duties.asking import Asked, ReportDay, asked
from tinhxanh.core.vietnamese import fold

#: Plans set two dates each time: agencies hand in, some days later the focal department consolidates.
#: What follows within this many days of another is the consolidation, not a second hand-in.
_CONSOLIDATION = 20


def asked_of(programmes: Iterable[Programme], on: dt.date) -> dict[int, Asked]:
    """Where `on` stands among the reporting days of each programme, by its id; one query."""
    listed = list(programmes)
    rows: dict[int, list[ReportDuty]] = defaultdict(list)
    standing = ReportDuty.objects.filter(programme__in=listed, is_dropped=False)
    for row in standing.only("programme_id", "what", "due"):
        rows[row.programme_id].append(row)
    return {one.pk: asked(report_days(rows[one.pk]), began_on(one), on) for one in listed}


def began_on(programme: Programme) -> dt.date:
    """The day from which a programme counts reports: when it was made here, in local time."""
    return timezone.localtime(programme.created_at).date()


def report_days(rows: Iterable[ReportDuty]) -> tuple[ReportDay, ...]:
    """The days on which agencies report: of the obligations that are reports, the first of each pair."""
    days = {day for row in rows if "bao cao" in fold(row.what) for day in _days_of(row.due)}
    ordered = sorted(days, key=lambda day: (day.year or 0, day.month, day.day))
    kept: list[ReportDay] = []
    for day in ordered:
        if not kept or kept[-1].year != day.year or _apart(kept[-1], day) > _CONSOLIDATION:
            kept.append(day)
    return tuple(kept)


def _days_of(due: Iterable[dict[str, Any]]) -> list[ReportDay]:
    """The entries of one obligation; what is neither a date nor a day of the year is passed over."""
    found = []
    for entry in due:
        day = _date(entry.get("date"))
        if day:
            found.append(ReportDay(day.month, day.day, day.year))
        elif entry.get("month") and entry.get("day"):
            found.append(ReportDay(entry["month"], entry["day"]))
    return found


def _date(written: str | None) -> dt.date | None:
    """A day, or none where what was read or typed is no day of the calendar."""
    try:
        return dt.date.fromisoformat(written) if written else None
    except ValueError:
        return None


def _apart(first: ReportDay, second: ReportDay) -> int:
    """Days between two days of one year."""
    year = first.year or 2024  # a leap year, in which every day exists
    a, b = first.in_year(year), second.in_year(second.year or 2024)
    return (b - a).days if a and b else 366
