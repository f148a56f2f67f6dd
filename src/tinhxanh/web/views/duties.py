"""One duty: opened in a list, on a page of its own, its agencies matched, its evidence handed out."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tinhxanh.apps.accounts.models import Organisation
from tinhxanh.apps.programmes import doubts, queries, rights, sources
from tinhxanh.apps.programmes import duties as actions
from tinhxanh.apps.programmes.models import Duty, DutyAgency, Evidence
from tinhxanh.apps.registers import twins
from tinhxanh.apps.registers.models import ReadFact
from tinhxanh.apps.registers.refusals import Refused
from tinhxanh.apps.reports import reminding, timelines
from tinhxanh.web import moment
from tinhxanh.web.forms.duties import MatchForm
from tinhxanh.web.rights import requires
from tinhxanh.web.views import review
from tinhxanh.web.wording import words

#: How many lines of the history an opened row shows.
LATEST = 5


def find_duty(duty_id: int) -> Duty:
    """The duty of an address, with its document and agencies."""
    found = Duty.objects.select_related(
        "programme__focal", "programme__organisation", "document", "indicator"
    )
    return get_object_or_404(found.prefetch_related(queries.parts()), pk=duty_id)


def find_evidence(evidence_id: Any) -> Evidence:
    """The evidence of an address, with the duty it was handed in for."""
    found = Evidence.objects.select_related("report__duty__programme__focal")
    return get_object_or_404(found, pk=evidence_id)


@requires("programmes.see_duty", find=find_duty)
def opened(request: HttpRequest, duty: Duty) -> HttpResponse:
    """The row under a duty's row: what ordered it, who answered, what happened."""
    return render(request, "duties/opened.html", details(request, duty))


@requires("programmes.see_duty", find=find_duty)
def duty(request: HttpRequest, duty: Duty) -> HttpResponse:
    """The page of a duty."""
    told = details(request, duty)
    told["reports"] = list(queries.reports_of(duty))
    told["match_form"] = MatchForm(root=duty.programme.organisation) if told["may_match"] else None
    return render(request, "duties/duty.html", told)


def details(request: HttpRequest, duty: Duty) -> dict[str, Any]:
    """What both the opened row and the page tell of a duty."""
    clock = moment.clock([duty.programme])
    line = queries.line(duty, clock)
    events = timelines.timeline(duty, line.standing)
    reports = queries.latest_reports(duty)
    own = rights.own_parts(request.user, clock.on)
    parts = (*line.lead, *line.coordinate)
    heirs = queries.now_called(parts, clock.on)
    return {
        "duty": duty,
        "programme": duty.programme,
        "clock": clock,
        "line": line,
        "words": words(line, clock),
        "passage": sources.passage(duty),
        "doubted": _doubted(request, duty),
        "may_look": duty.document is not None
        and request.user.has_perm("registers.review_document", duty.document),
        "answers": [
            {
                "part": part,
                "name": queries.name_of(part),
                "heir": heirs.get(part.organisation_id),
                "report": reports.get(part.organisation_id),
            }
            for part in parts
        ],
        "targets": list(duty.targets.filter(is_dropped=False)),
        "events": events,
        "latest": events[:LATEST],
        "working_days_late": _working_days_late(line, clock),
        "own_parts": list(own.filter(duty=duty).select_related("organisation")),
        "may_match": request.user.has_perm("programmes.change_programme", duty.programme),
    }


def _doubted(request: HttpRequest, duty: Duty) -> ReadFact | None:
    """What was doubtful in how the duty was read and waits for somebody; without words one may not read."""
    fact = doubts.of(duty)
    if fact is not None:
        twins.veil([fact], review.readable(request))
    return fact


def _working_days_late(line: queries.Line, clock: Any) -> int:
    late = line.standing.days_late(clock.on)
    return clock.calendar.count(line.standing.owed_on, clock.on) if late else 0


def find_part(part_id: int) -> DutyAgency:
    """An agency's part in a duty, with those who keep its programme."""
    found = DutyAgency.objects.select_related("duty__programme__focal", "duty__programme__organisation")
    return get_object_or_404(found, pk=part_id)


@require_POST
@requires("programmes.match_agency", find=find_part)
def match(request: HttpRequest, part: DutyAgency) -> HttpResponse:
    """Say which organisation a printed name means."""
    form = MatchForm(request.POST, root=part.duty.programme.organisation)
    if form.is_valid():
        _match(request, part, form.cleaned_data["organisation"])
    else:
        messages.error(request, form.errors["organisation"][0])
    return redirect("duty", duty_id=part.duty_id)


def _match(request: HttpRequest, part: DutyAgency, chosen: Organisation) -> None:
    try:
        with transaction.atomic():
            actions.match_agency(part=part, organisation=chosen, by=request.user)
            reminding.tell_assigned(moment.now(), programme=part.duty.programme)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        said = _("Đã đối chiếu “%(name)s” với %(to)s.") % {"name": part.name, "to": chosen}
        messages.success(request, said)


@requires("programmes.see_evidence", find=find_evidence)
def evidence(request: HttpRequest, evidence: Evidence) -> HttpResponse:
    """Hand out a file as an attachment; a browser must never show it inside this site."""
    try:
        file = evidence.file.open("rb")
    except FileNotFoundError as missing:
        raise Http404 from missing
    answer = FileResponse(
        file, as_attachment=True, filename=evidence.filename, content_type=evidence.media_type
    )
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer
