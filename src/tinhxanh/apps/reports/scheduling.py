"""Dates for what has none: occurrences of rhythmic, ongoing and triggered duties."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import pghistory
from django.db import transaction
from django.db.models import Exists, Min, OuterRef, Subquery

from tinhxanh.apps.accounts.models import User
from tinhxanh.apps.accounts.reasons import because
from tinhxanh.apps.programmes.asking import began_on
from tinhxanh.apps.programmes.models import Duty, Programme
from tinhxanh.apps.registers.refusals import Refused
from tinhxanh.apps.reports import rounds
from tinhxanh.apps.reports.models import Occurrence, TriggerEvent
from tinhxanh.core.duties import occurrences
from tinhxanh.core.values import DeadlineKind

REPEATING = (Duty.DeadlineKind.ONGOING, Duty.DeadlineKind.RECURRING, Duty.DeadlineKind.NONE)


AHEAD = dt.timedelta(days=366)
"""Occurrences are made for a year to come; each day's job moves the end on by a day."""


def plan_ahead(*, programme: Programme, on: dt.date, by: User | None = None) -> int:
    """Make what a programme owes from its beginning until a year after `on`; how many are new.

    Done when it is confirmed or revised and each day after, whether or not anybody opens a period.
    Nothing is owed after the plan's last year.
    """
    until = on + AHEAD
    if programme.end_year is not None:
        until = min(until, dt.date(programme.end_year, 12, 31))
    return plan(programme=programme, since=began_on(programme), until=until, by=by)


def plan_all(on: dt.date) -> int:
    """Make what all programmes owe; the day's job. How many are new."""
    return sum(plan_ahead(programme=programme, on=on) for programme in Programme.objects.order_by("pk"))


def plan(*, programme: Programme, since: dt.date, until: dt.date, by: User | None) -> int:
    """Make the occurrences of a programme's repeating duties between two days; how many are new.

    Nothing is owed for days before the programme began here, and what was reported before counts. Run
    again it adds only what is missing. A duty with a printed rhythm takes the next of its days as its
    due day, so that every list counts it; what is only ongoing is judged by reporting days.
    """
    since = max(since, began_on(programme))
    periods = rounds.reporting_periods(programme, range(since.year, until.year + 1))
    duties = list(programme.duties.filter(deadline_kind__in=REPEATING, is_dropped=False))
    rows = [
        Occurrence(duty=duty, starts_on=found.starts_on, due_on=found.due_on, is_owed=found.is_owed)
        for duty in duties
        for found in occurrences.occurrences(
            kind_of(duty), duty.deadline_text, since=since, until=until, periods=periods
        )
    ]
    with transaction.atomic(), because("Lập các lần phải trả lời trong năm", by=by):
        known = set(Occurrence.objects.filter(duty__in=duties).values_list("duty", "due_on"))
        new = [row for row in rows if (row.duty_id, row.due_on) not in known]
        Occurrence.objects.bulk_create(new, ignore_conflicts=True)
        _meet_by_reports(duties)
        advance(duties)
    return len(new)


def _meet_by_reports(duties: list[Duty]) -> None:
    """Take as met what began before the last report of the duty's lead; one query."""
    reported = Duty.objects.filter(pk=OuterRef("duty"), answered_on__gte=OuterRef("starts_on"))
    open_ = Occurrence.objects.filter(duty__in=duties, answered_on__isnull=True)
    open_.filter(Exists(reported)).update(
        answered_on=Subquery(Duty.objects.filter(pk=OuterRef("duty")).values("reported_on"))
    )


def kind_of(duty: Duty) -> DeadlineKind | None:
    """The kind as the core knows it; None where the document states no date."""
    return None if duty.deadline_kind == Duty.DeadlineKind.NONE else DeadlineKind(duty.deadline_kind)


def advance(duties: Iterable[Duty]) -> None:
    """Put the next owed day of each rhythmic duty in its due day; two queries."""
    rhythmic = [
        duty
        for duty in duties
        if duty.deadline_kind == Duty.DeadlineKind.RECURRING and occurrences.rhythm(duty.deadline_text)
    ]
    open_ = Occurrence.objects.filter(duty__in=rhythmic, is_owed=True, answered_on__isnull=True)
    following = dict(open_.values("duty").annotate(day=Min("due_on")).values_list("duty", "day"))
    changed = [duty for duty in rhythmic if duty.due_on != following.get(duty.pk)]
    for duty in changed:
        duty.due_on = following.get(duty.pk)
    Duty.objects.bulk_update(changed, ["due_on"])


def answer(duties: list[int], *, on: dt.date, at: dt.date) -> None:
    """Take as met what had begun on day `at` of a report, but nothing after the period's own day `on`.

    So a half-year report that comes in late does not answer for the next period already.
    """
    open_ = Occurrence.objects.filter(duty__in=duties, answered_on__isnull=True)
    open_.filter(starts_on__lte=min(on, at)).update(answered_on=at)
    advance(Duty.objects.filter(pk__in=duties))


def trigger(
    *,
    programme: Programme,
    what: str,
    happened_on: dt.date,
    duties: Iterable[Duty],
    due_on: dt.date,
    by: User,
    at: dt.datetime,
    source: str = "",
) -> TriggerEvent:
    """Record the event that conditional duties waited for; each of them is due on `due_on` from now on.

    Raises `Refused` ("no-words", "too-early", "no-duties", "not-conditional").
    """
    chosen = list(duties)
    _check_trigger(what, happened_on, due_on, chosen, programme)
    with transaction.atomic(), pghistory.context(user=by.pk, why=f"Điều kiện đã có: {what}"[:300]):
        event = TriggerEvent.objects.create(
            programme=programme,
            what=what.strip(),
            happened_on=happened_on,
            source=source,
            recorded_by=by,
            recorded_at=at,
        )
        Occurrence.objects.bulk_create(
            Occurrence(duty=duty, trigger=event, starts_on=happened_on, due_on=due_on) for duty in chosen
        )
        for duty in chosen:
            duty.due_on = due_on
        Duty.objects.bulk_update(chosen, ["due_on"])
    return event


def _check_trigger(
    what: str, happened_on: dt.date, due_on: dt.date, chosen: list[Duty], programme: Programme
) -> None:
    if not what.strip():
        raise Refused("no-words", "Hãy ghi sự kiện đã xảy ra, chẳng hạn văn bản Trung ương đã ban hành.")
    if due_on < happened_on:
        raise Refused("too-early", "Hạn phải sau ngày sự kiện xảy ra.")
    if not chosen:
        raise Refused("no-duties", "Hãy chọn ít nhất một nhiệm vụ được mở ra bởi sự kiện này.")
    for duty in chosen:
        if duty.programme_id != programme.pk or duty.deadline_kind != Duty.DeadlineKind.CONDITIONAL:
            raise Refused("not-conditional", f"Nhiệm vụ {duty.code} không phải nhiệm vụ có điều kiện.")
