"""Results that leave for other systems: the list of duties, and counts for KPI by agency and by person."""

from __future__ import annotations

from dataclasses import replace

from django.db.models import Count, Max, Q
from django.utils import timezone

from tinhxanh.apps.programmes import queries as duties
from tinhxanh.apps.programmes.models import Duty, Programme, ProgressReport
from tinhxanh.apps.programmes.states import Clock
from tinhxanh.apps.reports import briefs, wording
from tinhxanh.apps.reports.models import Submission
from tinhxanh.apps.reports.wording import Say
from tinhxanh.core.duties.state import State
from tinhxanh.exchange.listings import Listing

_EVERY = 10_000


def listings(programme: Programme, clock: Clock, say: Say = str) -> tuple[Listing, ...]:
    """Three sheets: duties, agencies, people; the number of queries does not grow with them.

    `say` puts titles, heads, states and kinds into the reader's language; what people wrote stays.
    """
    sheets = (_duties(programme, clock, say), _agencies(programme, clock), _people(programme))
    return tuple(
        replace(sheet, title=say(sheet.title), head=tuple(say(name) for name in sheet.head))
        for sheet in sheets
    )


def _duties(programme: Programme, clock: Clock, say: Say) -> Listing:
    told = duties.with_states(Duty.objects.filter(programme=programme), clock)
    latest = {
        report.duty_id: report.words
        for report in ProgressReport.objects.filter(duty__programme=programme)
        .order_by("duty_id", "-reported_at", "-pk")
        .distinct("duty_id")
    }
    rows = []
    for duty in told.order_by("position").prefetch_related(duties.parts()):
        line = duties.line(duty, clock)
        rows.append(
            (
                duty.code,
                duty.text,
                "; ".join(duties.name_of(part) for part in line.lead),
                "; ".join(duties.name_of(part) for part in line.coordinate),
                wording.deadline(duty, say),
                wording.state(line.standing, clock.on, say),
                duty.percent,
                latest.get(duty.pk, ""),
            )
        )
    head = ("Mục", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Hạn", "Tình trạng", "Tỷ lệ, %", "Kết quả")
    return Listing("Nhiệm vụ", head, tuple(rows), (10, 60, 28, 34, 14, 20, 9, 60))


def _agencies(programme: Programme, clock: Clock) -> Listing:
    """Duties by lead agency and state, and how its submissions came in."""
    found = {
        row["organisation"]: row
        for row in Submission.objects.filter(round__programme=programme)
        .order_by()
        .values("organisation")
        .annotate(
            n=Count("pk"),
            handed=Count("pk", filter=Q(first_handed_in_at__isnull=False)),
            returned=Count("pk", filter=Q(state=Submission.State.RETURNED)),
        )
    }
    rows = []
    for row in briefs.agency_rows(programme, clock, shown=_EVERY):
        sent = found.get(row.organisation, {"n": 0, "handed": 0})
        states = tuple(row.counts[state] for state in State)
        rows.append((row.name, row.total, *states, sent["n"], sent["handed"]))
    head = (
        "Cơ quan chủ trì",
        "Được giao",
        *(wording.STATES[state] for state in State),
        "Kỳ phải nộp",
        "Kỳ đã nộp",
    )
    return Listing("Cơ quan", head, tuple(rows), (40, *[13] * (len(head) - 1)))


def _people(programme: Programme) -> Listing:
    """What each person reported: duties, reports, the last day."""
    rows = (
        ProgressReport.objects.filter(duty__programme=programme)
        .order_by()
        .values("reported_by", "reported_by__full_name", "organisation__name")
        .annotate(
            duties=Count("duty", distinct=True),
            reports=Count("pk"),
            done=Count("duty", distinct=True, filter=Q(percent=100)),
            last=Max("reported_at"),
        )
        .order_by("organisation__name", "reported_by__full_name")
    )
    head = ("Cán bộ", "Cơ quan", "Nhiệm vụ đã báo cáo", "Số báo cáo", "Nhiệm vụ báo hoàn thành", "Lần cuối")
    return Listing(
        "Cá nhân",
        head,
        tuple(
            (
                row["reported_by__full_name"],
                row["organisation__name"],
                row["duties"],
                row["reports"],
                row["done"],
                wording.day(timezone.localdate(row["last"])),
            )
            for row in rows
        ),
        (30, 40, 14, 12, 16, 14),
    )
