"""Checks of dates: reports due after their consolidation, duties due before the document was issued."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tinhxanh.core.plan.checks.context import Context
from tinhxanh.core.plan.facts import Due, Obligation, Warning
from tinhxanh.core.plan.normal import fold


def reports(context: Context) -> Iterator[Warning]:
    """What agencies hand in must be due no later than what its receiver consolidates from it."""
    timed = [
        o for o in context.facts.obligations if o.due and o.frequency in {"semiannual", "annual", "quarterly"}
    ]
    by_receiver = _by_receiver(timed)
    for place, handed in enumerate(timed):
        days = _days(handed)
        late = {
            at: found
            for name in handed.to
            for due, places in by_receiver.get(fold(name), {}).items()
            if (found := next(((a, b) for a, b in zip(days, due, strict=False) if a > b), None)) is not None
            for at in places
        }
        for at, ((month, day), (other_month, other_day)) in sorted(late.items()):
            if at != place:
                consolidated = timed[at]
                message = (
                    f"Mục {handed.id} nộp báo cáo ngày {day:02d}/{month:02d}, sau ngày tổng hợp"
                    f" {other_day:02d}/{other_month:02d} ở mục {consolidated.id}."
                )
                yield Warning(
                    "report-after-consolidation",
                    message,
                    (*handed.source, *consolidated.source),
                    "Đổi một trong hai ngày",
                )


_Days = tuple[tuple[int, int], ...]


def _by_receiver(timed: Sequence[Obligation]) -> dict[str, dict[_Days, list[int]]]:
    """For each agency the places of what it owes, by its due days: few days stand for many reports."""
    found: dict[str, dict[_Days, list[int]]] = {}
    for place, one in enumerate(timed):
        for name in {fold(name) for name in one.who}:
            found.setdefault(name, {}).setdefault(_days(one), []).append(place)
    return found


def _days(obligation: Obligation) -> _Days:
    return tuple(sorted(_day(due) for due in obligation.due))


def _day(due: Due) -> tuple[int, int]:
    return (due.date.month, due.date.day) if due.date is not None else (due.month or 12, due.day or 31)


def before_issue(context: Context) -> Iterator[Warning]:
    """A deadline before the day the document was issued."""
    issued = context.facts.document.date
    if issued is None:
        return
    for task in context.facts.tasks:
        last = task.deadline.last_day() if task.deadline is not None else None
        if last is not None and last < issued:
            message = f"Nhiệm vụ {task.id} có hạn {last:%d/%m/%Y}, trước ngày ban hành {issued:%d/%m/%Y}."
            yield Warning("deadline-before-issue", message, task.source, "Kiểm tra năm của hạn")
