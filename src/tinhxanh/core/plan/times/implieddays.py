"""Days without a year in a document that orders at once: the first such day after its issue.

A letter, a telegram or a conclusion speaks of what comes next; "trước ngày 15/9" is the one of its own
year, and in a letter of December "trước ngày 10/01" the one of the next. Plans, decisions and rules name
days that come round, so nothing is implied there.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from tinhxanh.core.plan.canonical import Canonical
from tinhxanh.core.plan.facts import Document, Due, Obligation, Task
from tinhxanh.core.plan.times import dates
from tinhxanh.core.values import DeadlineKind

_AT_ONCE = {"Công văn", "Công điện", "Thông báo", "Kết luận", "Thông báo kết luận"}


def year_of(document: Document) -> int | None:
    """The year that days without one are of: the last of the period, or that of issue of a document that
    orders at once.
    """
    if document.period is not None:
        return document.period.end or document.period.start
    return document.date.year if document.date is not None and document.kind in _AT_ONCE else None


def of_task(task: Task, document: Document) -> Task:
    """The duty, its day moved into the year behind the issue where the year is implied and would be past."""
    deadline, issued = task.deadline, _issued(document)
    if issued is None or deadline is None or deadline.kind is not DeadlineKind.DATE or deadline.date is None:
        return task
    moved = _moved(deadline.date, issued, deadline.text)
    return task if moved == deadline.date else replace(task, deadline=replace(deadline, date=moved))


def of_obligation(owed: Obligation, document: Document, canonical: Canonical) -> Obligation:
    """The obligation, its days moved as those of duties are."""
    issued = _issued(document)
    if issued is None or not any(due.date is not None and due.date < issued for due in owed.due):
        return owed
    printed = " ".join(canonical.text[span.start : span.end] for span in owed.source)
    days = (Due(_moved(due.date, issued, printed)) if due.date is not None else due for due in owed.due)
    return replace(owed, due=tuple(days))


def _issued(document: Document) -> dt.date | None:
    """The day of issue where it implies the year of other days."""
    return document.date if document.period is None and document.kind in _AT_ONCE else None


def _moved(day: dt.date, issued: dt.date, printed: str) -> dt.date:
    if day >= issued or day.year != issued.year or _names_year(day, printed):
        return day
    return dates.day(day.year + 1, day.month, day.day) or day


def _names_year(day: dt.date, printed: str) -> bool:
    """Whether the day is printed with its year."""
    return any(found == day for found in map(dates.of_match, dates.DATED.finditer(printed)))
