"""What waits for the focal officer's check: duties whose lead has reported them complete."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet

from tinhxanh.apps.accounts.models import User
from tinhxanh.apps.programmes import queries as duties
from tinhxanh.apps.programmes import rights
from tinhxanh.apps.programmes.models import Duty, DutyAgency, ProgressReport
from tinhxanh.apps.reports.models import DutyAnswer, Submission


@dataclass(frozen=True, slots=True)
class Awaited:
    """A duty to check: what its leads said last, how long it waits, and how late it would be closed.

    `submission` is the one in which it was said while that waits for approval too: approving that closes
    the duty.
    """

    duty: Duty
    leads: tuple[DutyAgency, ...]
    reports: tuple[ProgressReport, ...]
    days_waiting: int
    days_late: int
    submission: int | None


def to_check(user: User, on: dt.date) -> QuerySet[Duty]:
    """Duties reported complete in programmes that a person keeps."""
    kept = rights.within("programme__focal__path", rights.reach(user, on).kept)
    return Duty.objects.filter(kept, is_dropped=False, said_done_on__isnull=False, completed_on__isnull=True)


def awaited(user: User, on: dt.date) -> list[Awaited]:
    """What a focal officer has to check again, longest waiting first; five queries however much it is."""
    rows = list(
        to_check(user, on)
        .select_related("programme")
        .prefetch_related(duties.parts())
        .order_by("reported_on", "programme", "position")
    )
    said = _said(rows)
    handed_in = _handed_in(rows)
    return [_awaited(duty, said.get(duty.pk, []), handed_in.get(duty.pk), on) for duty in rows]


def _awaited(duty: Duty, reports: list[ProgressReport], submission: int | None, on: dt.date) -> Awaited:
    late = (duty.said_done_on - duty.due_on).days if duty.due_on and duty.said_done_on else 0
    waits = (on - duty.reported_on).days if duty.reported_on else 0
    leads = tuple(part for part in duty.agencies.all() if part.role == DutyAgency.Role.LEAD)
    return Awaited(duty, leads, tuple(reports), waits, max(0, late), submission)


def _said(rows: list[Duty]) -> dict[int, list[ProgressReport]]:
    """The last report of each lead, by duty."""
    led = DutyAgency.objects.filter(duty__in=rows, role=DutyAgency.Role.LEAD, organisation__isnull=False)
    leads = set(led.values_list("duty", "organisation"))
    latest = (
        ProgressReport.objects.filter(duty__in=rows)
        .order_by("duty_id", "organisation_id", "-reported_at", "-pk")
        .distinct("duty_id", "organisation_id")
        .select_related("organisation", "reported_by")
        .prefetch_related("evidence")
    )
    found: dict[int, list[ProgressReport]] = {}
    for report in latest:
        if (report.duty_id, report.organisation_id) in leads:
            found.setdefault(report.duty_id, []).append(report)
    return found


def _handed_in(rows: list[Duty]) -> dict[int, int]:
    """The submission that waits for approval and says that a duty is done, by duty."""
    lines = DutyAnswer.objects.filter(
        duty__in=rows, part="lead", percent=100, submission__state=Submission.State.HANDED_IN
    )
    return dict(lines.values_list("duty", "submission"))
