"""Report periods: all of them, one with its matrix and draft, opening a period."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from tinhxanh.apps.programmes import rights as programme_rights
from tinhxanh.apps.programmes.states import Clock
from tinhxanh.apps.registers.refusals import Refused
from tinhxanh.apps.reports import (
    bearers,
    checks,
    consolidating,
    letters,
    origins,
    queries,
    templating,
    totals,
)
from tinhxanh.apps.reports.models import DutyAnswer, Passage, Report, Round, Submission
from tinhxanh.exchange.office import pdf
from tinhxanh.web import moment, posted
from tinhxanh.web.forms.reports import GeneralForm, SignForm
from tinhxanh.web.rights import requires

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def find_round(round_id: int) -> Round:
    """The period of an address, with its programme and who keeps it."""
    found = Round.objects.select_related(
        "programme__focal", "programme__organisation", "report_duty", "previous"
    )
    return get_object_or_404(found, pk=round_id)


@requires("reports.see_rounds")
def index(request: HttpRequest) -> HttpResponse:
    """An officer's own submissions; for who sees whole programmes their periods."""
    today = moment.today()
    held = programme_rights.reach(request.user, today)
    mine = list(queries.my_submissions(request.user, today)[:60]) if held.own else []
    return render(
        request,
        "reports/index.html",
        {
            "mine": mine,
            "programmes": _programmes(request, today),
            "today": today,
            "n_to_check": checks.to_check(request.user, today).count(),
        },
    )


def _programmes(request: HttpRequest, today: dt.date) -> list[dict[str, Any]]:
    """The programmes seen as a whole with their periods, and which may be opened."""
    held = programme_rights.reach(request.user, today)
    visible = programme_rights.visible_programmes(request.user, today).select_related("focal", "organisation")
    newest = visible.prefetch_related("report_duties").order_by("-created_at", "-pk")
    whole = [one for one in newest if held.sees_all_of(one)]
    opened: dict[int, list[Round]] = {}
    for round_ in Round.objects.filter(programme__in=whole).select_related("report_duty"):
        opened.setdefault(round_.programme_id, []).append(round_)
    return [
        {
            "programme": one,
            "rounds": opened.get(one.pk, []),
            "keeps": programme_rights.keeps_programme(request.user, one),
            "proposals": origins.unopened(one, opened.get(one.pk, []), today.year)
            if programme_rights.keeps_programme(request.user, one)
            else [],
        }
        for one in whole
    ]


@requires("reports.see_round", find=find_round)
def round_page(request: HttpRequest, round_: Round) -> HttpResponse:
    """One period: two dates, the matrix, the draft."""
    today, clock = moment.today(), moment.clock([round_.programme])
    matrix = queries.matrix(round_, today)
    return render(
        request,
        "reports/round.html",
        {
            "round": round_,
            "programme": round_.programme,
            "today": today,
            "matrix": matrix,
            "sections": [_section(section) for section in matrix.sections],
            "track": _track(round_, today),
            "origin": origins.origin(round_),
            "missing": matrix.counts[Submission.State.DRAFT],
            "total": sum(matrix.counts.values()),
            "others": queries.rounds_of(round_.programme),
            "differences": queries.differences(round_),
            "totals": totals.totals(round_, clock),
            "left_out": bearers.left_out(round_.programme, timezone.localdate(round_.opened_at)),
            "keeps": request.user.has_perm("reports.keep_round", round_),
            **_draft(round_, clock),
        },
    )


def _section(section: int | str) -> dict[str, str]:
    if section == queries.FIGURES:
        return {"short": _("Chỉ tiêu"), "long": _("Chỉ tiêu phải báo giá trị")}
    if section == 0:
        return {"short": _("Khác"), "long": _("Nhiệm vụ không thuộc thành phần nào")}
    return {"short": f"TP {section}", "long": _("Thành phần %(n)s") % {"n": section}}


def _track(round_: Round, today: dt.date) -> list[dict[str, Any]]:
    """Four points of the period in the order of their days; today stands among them."""
    calendar = moment.calendar()
    opened = timezone.localdate(round_.opened_at)
    missed = round_.submissions.filter(state=Submission.State.DRAFT).exists() and today > round_.hand_in_on
    points = [
        {"day": opened, "name": _("Mở kỳ"), "note": _("bản nộp điền sẵn"), "mark": "is-past"},
        {
            "day": round_.hand_in_on,
            "name": _("Hạn nộp"),
            "note": _note(_("cơ quan gửi đầu mối"), round_.hand_in_on, today, calendar),
            "mark": "is-late" if missed else "is-past" if today > round_.hand_in_on else "",
        },
        {
            "day": round_.consolidate_on,
            "name": _("Hạn tổng hợp"),
            "note": _note(_("trình cấp trên"), round_.consolidate_on, today, calendar),
            "mark": "is-past" if round_.state == Round.State.SIGNED else "",
        },
    ]
    points.append({"day": today, "name": _("Hôm nay"), "note": "", "mark": "is-here"})
    return sorted(points, key=lambda point: (point["day"], point["mark"] == "is-here"))


def _note(what: str, day: dt.date, today: dt.date, calendar: Any) -> str:
    """A date on a day off stays and says so; what is left is counted in working days."""
    parts = [what]
    if not calendar.is_worked(day):
        parts.append(_("rơi vào ngày nghỉ"))
    if day >= today:
        left = calendar.count(today, day)
        parts.append(ngettext("còn %(n)s ngày làm việc", "còn %(n)s ngày làm việc", left) % {"n": left})
    else:
        past = (today - day).days
        parts.append(ngettext("qua %(n)s ngày", "qua %(n)s ngày", past) % {"n": past})
    return ", ".join(parts)


def _draft(round_: Round, clock: Clock) -> dict[str, Any]:
    report = Report.objects.filter(round=round_).first()
    if report is None:
        return {"draft": None}
    report.round = round_
    told = consolidating.draft(report, clock)
    picked = {block.passage.answer_id for part in told.sections for block in part.blocks if block.passage}
    offered = [
        row
        for rows in told.answers.values()
        for row in rows
        if row.pk not in picked and consolidating.is_told(row)
    ]
    letterhead = letters.above(round_.programme)
    issuer = letters.committee(round_.programme.focal.name)
    return {
        "letterhead": letterhead,
        "issuer": issuer,
        "draft": told,
        "offered": sorted(offered, key=lambda row: row.duty_id),
        "is_pdf": pdf.converter(),
    }


@require_POST
@requires("reports.keep_round", find=find_round)
def begin_report(request: HttpRequest, round_: Round) -> HttpResponse:
    """Make the draft of the consolidated report."""
    consolidating.begin(round_=round_, by=request.user, at=moment.now())
    return redirect(f"/ky-bao-cao/{round_.pk}/#du-thao")


@require_POST
@requires("reports.keep_round", find=find_round)
def pick(request: HttpRequest, round_: Round) -> HttpResponse:
    """Put an agency's words into the report."""
    report = get_object_or_404(Report, round=round_)
    answer = get_object_or_404(
        DutyAnswer.objects.select_related("duty", "submission__organisation"),
        pk=posted.number(request.POST, "answer"),
        submission__round=round_,
    )
    return _done(request, round_, lambda: consolidating.pick(report=report, answer=answer, by=request.user))


@require_POST
@requires("reports.keep_round", find=find_round)
def rewrite(request: HttpRequest, round_: Round) -> HttpResponse:
    """Change a sentence of the report, or leave it out."""
    passage = get_object_or_404(
        Passage.objects.select_related("report"),
        pk=posted.number(request.POST, "passage"),
        report__round=round_,
    )
    if "drop" in request.POST:
        return _done(request, round_, lambda: consolidating.drop(passage=passage, by=request.user))
    text = posted.words(request.POST, "text")
    return _done(request, round_, lambda: consolidating.write(passage=passage, text=text, by=request.user))


def _done(request: HttpRequest, round_: Round, act: Any) -> HttpResponse:
    try:
        act()
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(f"/ky-bao-cao/{round_.pk}/#du-thao")


@requires("reports.keep_round", find=find_round)
def general(request: HttpRequest, round_: Round) -> HttpResponse:
    """The parts of the report that no agency writes, and its signature block."""
    report = get_object_or_404(Report, round=round_)
    names = list(GeneralForm.base_fields)
    initial = {name: getattr(report, name) for name in names}
    initial["recipients"] = "\n".join(report.recipients)
    initial["assessment"] = report.assessment or consolidating.gathered(round_, "difficulties")
    initial["proposals"] = report.proposals or consolidating.gathered(round_, "proposals")
    form = GeneralForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            consolidating.describe(report=report, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã ghi phần chung của báo cáo."))
            return redirect(f"/ky-bao-cao/{round_.pk}/#du-thao")
    context = {"form": form, "round": round_, "programme": round_.programme, "report": report}
    return render(request, "reports/general.html", context, status=422 if form.errors else 200)


@requires("reports.keep_round", find=find_round)
def sign(request: HttpRequest, round_: Round) -> HttpResponse:
    """Sign off: the report is frozen with the file as it is now."""
    report = get_object_or_404(Report, round=round_)
    form = SignForm(request.POST or None, initial={"signed_on": moment.today()})
    if request.method == "POST" and form.is_valid():
        try:
            _sign(request, report, round_, form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Báo cáo đã ký và khóa lại."))
            return redirect("round", round_id=round_.pk)
    context = {"form": form, "round": round_, "programme": round_.programme, "report": report}
    return render(request, "reports/sign.html", context, status=422 if form.errors else 200)


def _sign(request: HttpRequest, report: Report, round_: Round, given: dict[str, Any]) -> None:
    report.number, report.signed_on, report.round = given["number"], given["signed_on"], round_
    content = _content(report, round_)
    consolidating.sign(report=report, content=content, by=request.user, at=moment.now(), **given)


def _content(report: Report, round_: Round) -> bytes:
    """The report's .docx: the frozen file of a signed one, else written from the database now."""
    if report.signed_at and report.file:
        with report.file.open("rb") as file:
            return file.read()
    report.round = round_
    clock = moment.clock([round_.programme])
    letter = letters.report(consolidating.draft(report, clock), clock, settings.PROVINCE)
    return templating.write(letter)


@requires("reports.see_round", find=find_round)
def report_docx(request: HttpRequest, round_: Round) -> HttpResponse:
    """The consolidated report as .docx."""
    report = get_object_or_404(Report, round=round_)
    return attachment(_content(report, round_), DOCX, letters.file_name(round_.title, "docx", moment.today()))


@requires("reports.see_round", find=find_round)
def report_pdf(request: HttpRequest, round_: Round) -> HttpResponse:
    """The consolidated report as PDF, where this machine can make one."""
    report = get_object_or_404(Report, round=round_)
    try:
        content = pdf.from_docx(_content(report, round_))
    except pdf.NoConverter as reason:
        messages.error(request, str(reason))
        return redirect("round", round_id=round_.pk)
    return attachment(content, "application/pdf", letters.file_name(round_.title, "pdf", moment.today()))


def attachment(content: bytes, kind: str, name: str) -> HttpResponse:
    """A file to be saved, never shown inside this site."""
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer
