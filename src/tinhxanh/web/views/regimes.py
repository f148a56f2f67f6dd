"""The call of a report period: written when the period is opened, changed with a reason, printed."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tinhxanh.apps.programmes.models import Programme
from tinhxanh.apps.registers.refusals import Refused
from tinhxanh.apps.reports import letters, outlines, regimes, rounds, scheduling
from tinhxanh.apps.reports.models import Round, Submission
from tinhxanh.exchange.office import docx
from tinhxanh.web import moment
from tinhxanh.web.forms.regimes import RegimeForm
from tinhxanh.web.rights import requires
from tinhxanh.web.views.programmes import find_programme
from tinhxanh.web.views.reports import DOCX, attachment, find_round
from tinhxanh.web.views.submissions import find_submission


@requires("reports.keep_programme", find=find_programme)
def open_round(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Open one of the offered periods, as it is offered or as its call was written first."""
    offered = {one.key: one for one in rounds.proposals(programme, moment.today().year)}
    chosen = offered.get((request.POST or request.GET).get("period", ""))
    if chosen is None:
        messages.error(request, _("Kỳ này không có trong kế hoạch."))
        return redirect("reports")
    proposed = regimes.propose(programme, chosen.period, chosen.report_duty, chosen.title)
    is_written = "title" in request.POST
    form = RegimeForm(request.POST if is_written else None, regime=proposed, is_open=False)
    if request.method == "POST" and (not is_written or form.is_valid()):
        try:
            made = _open(request, programme, chosen, form.regime() if is_written else proposed)
        except Refused as refusal:
            if not is_written:
                messages.error(request, str(refusal))
                return redirect("reports")
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã mở %(title)s.") % {"title": made.title})
            return redirect("round", round_id=made.pk)
    context = {"form": form, "programme": programme, "proposal": chosen}
    return render(request, "reports/open_round.html", context, status=422 if form.errors else 200)


def _open(
    request: HttpRequest, programme: Programme, chosen: rounds.Proposal, regime: regimes.Regime
) -> Round:
    """Open the period; its occurrences are planned with it."""
    made = rounds.open_round(
        programme=programme,
        period=chosen.period,
        report_duty=chosen.report_duty,
        regime=regime,
        by=request.user,
        at=moment.now(),
    )
    last = max(made.consolidate_on, dt.date(made.year, 12, 31))
    scheduling.plan(programme=programme, since=made.data_from, until=last, by=request.user)
    return made


@requires("reports.see_round", find=find_round)
def regime(request: HttpRequest, round_: Round) -> HttpResponse:
    """The call of an open period with its history; the focal officer changes it with a reason."""
    keeps = request.user.has_perm("reports.keep_round", round_) and round_.state == Round.State.OPEN
    form = RegimeForm(
        request.POST if request.method == "POST" and keeps else None, regime=regimes.of(round_), is_open=True
    )
    if form.is_bound and form.is_valid() and _describe(request, round_, form):
        messages.success(request, _("Đã sửa chế độ báo cáo của kỳ."))
        return redirect("round_regime", round_id=round_.pk)
    context = {
        "round": round_,
        "programme": round_.programme,
        "form": form,
        "keeps": keeps,
        "call": regimes.shown(regimes.of(round_)),
        "history": regimes.history(round_),
    }
    return render(request, "reports/regime_page.html", context, status=422 if form.errors else 200)


def _describe(request: HttpRequest, round_: Round, form: RegimeForm) -> bool:
    said: dict[str, Any] = {"regime": form.regime(), "reason": form.cleaned_data["reason"]}
    try:
        regimes.describe(round_=round_, by=request.user, at=moment.now(), **said)
    except Refused as refusal:
        form.add_error("reason" if refusal.code == "reason" else None, str(refusal))
        return False
    return True


@requires("reports.see_round", find=find_round)
def outline(request: HttpRequest, round_: Round) -> HttpResponse:
    """The outline of a period as .docx, for who sees the whole programme."""
    return _outline(round_)


@requires("reports.see_submission", find=find_submission)
def submission_outline(request: HttpRequest, submission: Submission) -> HttpResponse:
    """The same outline for an agency that reports."""
    return _outline(submission.round)


def _outline(round_: Round) -> HttpResponse:
    content = docx.write(outlines.letter(round_, settings.PROVINCE))
    name = letters.file_name(f"de cuong {round_.title}", "docx", moment.today())
    return attachment(content, DOCX, name)
