"""One submission: written by its agency by page or by Excel, judged by the focal officer."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tinhxanh.apps.registers.refusals import Refused
from tinhxanh.apps.reports import courses, letters, regimes, submissions
from tinhxanh.apps.reports import forms as workbooks
from tinhxanh.apps.reports.models import Submission
from tinhxanh.web import moment
from tinhxanh.web.forms.reports import ReturnForm, SubmissionForm, UploadForm
from tinhxanh.web.rights import requires
from tinhxanh.web.views.reports import attachment

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def find_submission(submission_id: int) -> Submission:
    """The submission of an address, with its round, programme and agency."""
    found = Submission.objects.select_related(
        "round__programme__focal",
        "round__programme__organisation",
        "organisation",
        "handed_in_by",
        "decided_by",
    )
    return get_object_or_404(found, pk=submission_id)


@requires("reports.see_submission", find=find_submission)
def submission(request: HttpRequest, submission: Submission) -> HttpResponse:
    """The submission: a form for its officer while open, else what it says."""
    return _page(request, submission, SubmissionForm(submission))


def _page(
    request: HttpRequest, submission: Submission, form: SubmissionForm, status: int = 200, **more: Any
) -> HttpResponse:
    may_write = submission.state in submissions.OPEN and submission.round.state == "open"
    writes = may_write and request.user.has_perm("reports.write_submission", submission)
    context = {
        "submission": submission,
        "round": submission.round,
        "programme": submission.round.programme,
        "today": moment.today(),
        "call": regimes.shown(regimes.of(submission.round)),
        "form": form,
        "lines": form.lines(),
        "values": form.values(),
        "writes": writes,
        **_judging(request, submission),
        "sees_round": request.user.has_perm("reports.see_round", submission.round),
        "left": moment.calendar().count(moment.today(), submission.round.hand_in_on),
        "upload": UploadForm(),
        "return_form": ReturnForm(),
    }
    return render(request, "reports/submission.html", context | more, status=status)


def _judging(request: HttpRequest, submission: Submission) -> dict[str, Any]:
    """Whether the person decides on it now, and which duties that would close."""
    waits = submission.state == Submission.State.HANDED_IN
    judges = waits and request.user.has_perm("reports.judge_submission", submission)
    return {"judges": judges, "closing": courses.closing(submission) if judges else []}


@require_POST
@requires("reports.write_submission", find=find_submission)
def save(request: HttpRequest, submission: Submission) -> HttpResponse:
    """Keep the draft while somebody writes; the answer is the line of state under the form."""
    form = SubmissionForm(submission, request.POST)
    form.is_valid()
    context: dict[str, Any] = {"form": form}
    try:
        _check_version(form, submission)
        held = submissions.save_draft(
            submission=submission, draft=form.draft(), by=request.user, at=moment.now()
        )
    except Refused as refusal:
        context["refusal"] = str(refusal)
    else:
        context |= {"saved_at": held.drafted_at, "version": held.version}
    return render(request, "reports/saved.html", context)


def _check_version(form: SubmissionForm, submission: Submission) -> None:
    if form.cleaned_data.get("version") != submission.version:
        raise Refused("stale", _("Người khác vừa sửa bản nộp này; hãy tải lại trang để xem rồi sửa tiếp."))


@require_POST
@requires("reports.write_submission", find=find_submission)
def hand_in(request: HttpRequest, submission: Submission) -> HttpResponse:
    """Save what is written and hand in."""
    form = SubmissionForm(submission, request.POST)
    if not form.is_valid():
        return _page(request, submission, form, 422)
    try:
        _check_version(form, submission)
        submissions.save_draft(submission=submission, draft=form.draft(), by=request.user, at=moment.now())
        submissions.hand_in(submission=submission, by=request.user, at=moment.now())
    except Refused as refusal:
        fresh = SubmissionForm(find_submission(submission.pk), request.POST)
        missing = submissions.problems(submission) if refusal.code == "incomplete" else [str(refusal)]
        return _page(request, find_submission(submission.pk), _with_version(fresh), 422, missing=missing)
    messages.success(request, _("Đã nộp báo cáo cho đầu mối."))
    return redirect("submission", submission_id=submission.pk)


def _with_version(form: SubmissionForm) -> SubmissionForm:
    """What was just saved is the version that the page goes on from."""
    data = form.data.copy()
    data["version"] = str(form.submission.version)
    form.data = data
    return form


@require_POST
@requires("reports.judge_submission", find=find_submission)
def approve(request: HttpRequest, submission: Submission) -> HttpResponse:
    """Approve; from now on it is frozen."""
    try:
        submissions.approve(submission=submission, by=request.user, at=moment.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã duyệt bản nộp của %(who)s.") % {"who": submission.organisation})
    return redirect("round", round_id=submission.round_id)


@require_POST
@requires("reports.judge_submission", find=find_submission)
def send_back(request: HttpRequest, submission: Submission) -> HttpResponse:
    """Return with remarks, on the whole and line by line."""
    form = ReturnForm(request.POST)
    form.is_valid()
    try:
        submissions.send_back(
            submission=submission,
            remarks=form.cleaned_data.get("remarks", ""),
            lines=form.lines(),
            by=request.user,
            at=moment.now(),
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("submission", submission_id=submission.pk)
    messages.success(request, _("Đã trả lại bản nộp của %(who)s.") % {"who": submission.organisation})
    return redirect("round", round_id=submission.round_id)


@requires("reports.see_submission", find=find_submission)
def workbook(request: HttpRequest, submission: Submission) -> HttpResponse:
    """The submission as an Excel form."""
    title = f"{submission.round.title} {submission.organisation.name}"
    return attachment(workbooks.write(submission), XLSX, letters.file_name(title, "xlsx", moment.today()))


@require_POST
@requires("reports.write_submission", find=find_submission)
def load(request: HttpRequest, submission: Submission) -> HttpResponse:
    """Take a filled Excel form into the draft, or only try it; every problem is listed by its cell."""
    upload = UploadForm(request.POST, request.FILES)
    if not upload.is_valid():
        messages.error(request, _("Hãy chọn mẫu Excel đã điền."))
        return redirect("submission", submission_id=submission.pk)
    is_trial = upload.cleaned_data["is_trial"]
    try:
        filled = workbooks.take(
            submission=submission,
            content=upload.cleaned_data["file"].read(),
            by=request.user,
            at=moment.now(),
            is_trial=is_trial,
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("submission", submission_id=submission.pk)
    if filled.problems:
        fresh = find_submission(submission.pk)
        return _page(request, fresh, SubmissionForm(fresh), 422, problems=filled.problems, was_trial=is_trial)
    kept = _("Đã nạp mẫu Excel vào bản nháp; hãy xem lại rồi bấm Nộp.")
    tried = _("Mẫu Excel không có lỗi. Chưa ghi gì; bỏ dấu “Chỉ kiểm tra” rồi nạp lại.")
    messages.success(request, tried if is_trial else kept)
    return redirect("submission", submission_id=submission.pk)
