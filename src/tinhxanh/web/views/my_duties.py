"""“Việc của tôi”: what an officer's agency owes, and the two acts: accept and report."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRefresh

from tinhxanh.apps.programmes import duties as actions
from tinhxanh.apps.programmes import queries, sources
from tinhxanh.apps.programmes.models import DutyAgency
from tinhxanh.apps.programmes.states import Clock
from tinhxanh.apps.registers.refusals import Refused
from tinhxanh.apps.reports import courses
from tinhxanh.web import moment
from tinhxanh.web.forms.duties import ReportForm
from tinhxanh.web.rights import requires
from tinhxanh.web.wording import words_of_part, working_days_left

#: How many jobs of a group are shown before it folds; what is overdue is always shown.
SHOWN = 15

HEADINGS = {
    "late": ("late", gettext_lazy("Quá hạn")),
    "soon": ("soon", gettext_lazy("Sắp đến hạn")),
    "new": ("plus", gettext_lazy("Mới giao, chờ nhận")),
    "running": ("open", gettext_lazy("Đang làm")),
    "done": ("done", gettext_lazy("Đã xong")),
}


def find_part(part_id: int) -> DutyAgency:
    """An agency's part in a duty, with all that its row shows."""
    found = DutyAgency.objects.select_related("organisation", "duty__programme__focal", "duty__document")
    return get_object_or_404(found.filter(duty__is_dropped=False), pk=part_id)


@requires("programmes.see_my_duties")
def index(request: HttpRequest) -> HttpResponse:
    """The person's work by what it asks for."""
    programmes = queries.my_programmes(request.user, moment.today())
    clock = moment.clock(programmes)
    groups = queries.my_jobs(request.user, clock, shown=SHOWN, opened=request.GET.getlist("mo"))
    shown = [part for group in groups for part in group.parts]
    totals = {group.kind: group.total for group in groups}
    return render(
        request,
        "my_duties/index.html",
        {
            "clock": clock,
            "groups": [_shown(group, clock) for group in groups],
            "total": sum(totals.values()),
            "n_done": totals.get("done", 0),
            "late_count": totals.get("late", 0),
            "n_programmes": len(programmes),
            "agencies": sorted({part.organisation.name for part in shown if part.organisation}),
            "dates": _dates(shown, clock),
        },
    )


def _shown(group: queries.Jobs, clock: Clock) -> dict[str, Any]:
    icon, heading = HEADINGS[group.kind]
    return {
        "kind": group.kind,
        "icon": icon,
        "heading": heading,
        "total": group.total,
        "hidden": group.hidden,
        "jobs": [_job(part, clock) for part in group.parts],
    }


def _job(part: DutyAgency, clock: Clock) -> dict[str, Any]:
    """One row: the part, its duty in words, what may be done."""
    line = queries.line(part.duty, clock)
    return {"part": part, "duty": part.duty, "line": line, "words": words_of_part(part, line, clock)}


def _dates(parts: list[DutyAgency], clock: Clock) -> list[dict[str, Any]]:
    """The next dates of what is not finished, each day once, and the reporting days of the programmes."""
    due: dict[dt.date, list[str]] = {}
    for part in parts:
        day = part.duty.due_on
        if day and day >= clock.on and part.job != "done":
            due.setdefault(day, []).append(part.duty.code)
    reports = {asked.next for asked in clock.asked.values()}
    found = []
    for day in sorted({*due, *reports})[:6]:
        what = _("Hạn báo cáo kỳ") if day in reports else _("%(codes)s đến hạn") % {"codes": _codes(due[day])}
        found.append({"day": day, "what": what, "left": working_days_left(day, clock)})
    return found


def _codes(codes: list[str]) -> str:
    return ", ".join(codes[:3]) + ("…" if len(codes) > 3 else "")


@require_POST
@requires("programmes.accept_duty", find=find_part)
def accept(request: HttpRequest, part: DutyAgency) -> HttpResponse:
    """Sign for a duty."""
    try:
        actions.accept(part=part, by=request.user, at=moment.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã nhận việc %(code)s.") % {"code": part.duty.code})
    return _back(part)


def _back(part: DutyAgency) -> HttpResponse:
    """To the row of the part in the list."""
    return redirect(f"{reverse('my_duties')}#viec-{part.pk}")


@requires("programmes.report_duty", find=find_part)
def report(request: HttpRequest, part: DutyAgency) -> HttpResponse:
    """The report form of a duty, in place under its row or on a page of its own; its answer when sent."""
    if request.method == "POST":
        form = ReportForm(request.POST, request.FILES)
        if form.is_valid() and _send(request, part, form):
            messages.success(request, _("Đã nộp báo cáo %(code)s.") % {"code": part.duty.code})
            # In place the list is read again where it stands: only the part behind # would differ.
            return HttpResponseClientRefresh() if request.htmx else _back(part)
    else:
        form = ReportForm(initial={"percent": part.duty.percent if part.role == "lead" else None})
    template = "my_duties/report_row.html" if request.htmx else "my_duties/report.html"
    return render(request, template, _form_context(part, form), status=422 if form.errors else 200)


def _send(request: HttpRequest, part: DutyAgency, form: ReportForm) -> bool:
    """Hand the report to the action; a refusal goes back into the form."""
    try:
        courses.report(part=part, by=request.user, at=moment.now(), **form.cleaned_data)
    except Refused as refusal:
        form.refuse(refusal)
        return False
    return True


def _form_context(part: DutyAgency, form: ReportForm) -> dict[str, Any]:
    clock = moment.clock([part.duty.programme])
    reports = queries.latest_reports(part.duty)
    job = _job(part, clock)
    line = job["line"]
    others = [
        other for other in (*line.lead, *line.coordinate) if other.pk not in (part.pk, part.collective_id)
    ]
    return {
        "job": job,
        "form": form,
        "clock": clock,
        "passage": sources.passage(part.duty),
        "may_take_back": actions.takes_back(part.duty, part.role, 0),
        "last": reports.get(part.organisation_id),
        "evidence_limit": settings.EVIDENCE_LIMIT_MB,
        "others": [{"name": queries.name_of(other), "part": other} for other in others],
    }
