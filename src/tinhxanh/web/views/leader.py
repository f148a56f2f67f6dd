"""The leader's one page, its decisions, and the page as a document."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tinhxanh.apps.programmes import rights as programme_rights
from tinhxanh.apps.programmes.models import Duty, Programme
from tinhxanh.apps.registers.refusals import Refused
from tinhxanh.apps.reports import asking, briefs, letters
from tinhxanh.apps.reports.models import Request
from tinhxanh.core.duties.pace import Pace
from tinhxanh.core.duties.state import State
from tinhxanh.exchange.office import docx
from tinhxanh.web import moment
from tinhxanh.web.forms.reports import DecisionForm
from tinhxanh.web.rights import requires
from tinhxanh.web.views.programmes import find_programme
from tinhxanh.web.views.reports import DOCX, attachment

#: How a pace is shown: badge, icon, word.
PACES = {
    Pace.MET: ("done", "done", "Đạt"),
    Pace.ON_TRACK: ("open", "open", "Đúng lộ trình"),
    Pace.AT_RISK: ("soon", "soon", "Có nguy cơ"),
    Pace.MISSED: ("returned", "warn", "Không đạt"),
    Pace.UNKNOWN: ("idle", "idle", "Chưa có số"),
}


def find_request(request_id: int) -> Request:
    """The request of an address, with the programme it belongs to."""
    found = Request.objects.select_related(
        "duty__programme__organisation", "duty__programme__focal", "organisation", "successor", "asked_by"
    )
    return get_object_or_404(found, pk=request_id)


@requires("reports.see_brief")
def index(request: HttpRequest) -> HttpResponse:
    """The one programme that the person leads or keeps; where there are several, all, newest first."""
    visible = programme_rights.visible_programmes(request.user, moment.today())
    programmes = [
        one
        for one in visible.select_related("focal", "organisation").order_by("-created_at", "-pk")
        if request.user.has_perm("reports.see_brief", one)
    ]
    if len(programmes) == 1:
        return redirect("brief", programme_id=programmes[0].pk)
    counts = briefs.standings(programmes, moment.clock(programmes))
    rows = [(one, _counted(counts.get(one.pk, Counter()))) for one in programmes]
    return render(request, "leader/index.html", {"rows": rows})


def _counted(counts: Counter[str]) -> dict[str, int]:
    """Late, soon and done, of how many."""
    return {
        "late": counts[State.LATE],
        "soon": counts[State.SOON],
        "done": counts[State.DONE] + counts[State.DONE_LATE],
        "total": counts.total(),
    }


@requires("reports.see_brief", find=find_programme)
def brief(request: HttpRequest, programme: Programme) -> HttpResponse:
    """One page: state, decisions, what is stuck, figures, dates, agencies."""
    told = briefs.brief(programme, moment.clock([programme]))
    return render(
        request,
        "leader/brief.html",
        {
            "brief": told,
            "programme": programme,
            "decisions": [_decision(request, one) for one in told.requests],
            "figures": [(one, *PACES[one.pace]) for one in told.figures],
            "may_ask": request.user.has_perm("reports.question", Duty(programme=programme)),
            "now": moment.now(),
        },
    )


def _decision(request: HttpRequest, one: Request) -> dict[str, Any]:
    question = asking.question(one)
    return {
        "request": one,
        "question": question[:1].upper() + question[1:],
        "may": request.user.has_perm("reports.decide", one),
    }


@require_POST
@requires("reports.decide", find=find_request)
def decide(request: HttpRequest, asked: Request) -> HttpResponse:
    """Grant or refuse."""
    form = DecisionForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Hãy chọn đồng ý hay không đồng ý."))
        return redirect("brief", programme_id=asked.duty.programme_id)
    try:
        asking.decide(
            request=asked,
            is_granted=form.cleaned_data["decision"] == "grant",
            answer=form.cleaned_data["answer"],
            by=request.user,
            at=moment.now(),
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã ghi quyết định và báo cho cơ quan đề nghị."))
    return redirect("brief", programme_id=asked.duty.programme_id)


@requires("reports.see_brief", find=find_programme)
def brief_docx(request: HttpRequest, programme: Programme) -> HttpResponse:
    """The page as .docx."""
    told = briefs.brief(programme, moment.clock([programme]))
    content = docx.write(letters.brief(told, settings.PROVINCE))
    name = letters.file_name(f"tinh hinh {programme.title}", "docx", moment.today())
    return attachment(content, DOCX, name)
