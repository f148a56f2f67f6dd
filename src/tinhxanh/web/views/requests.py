"""What agencies ask, what the focal officer checks and records on a duty, outside report periods."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tinhxanh.apps.accounts import queries as places
from tinhxanh.apps.programmes.models import Duty, DutyAgency, Programme
from tinhxanh.apps.registers.refusals import Refused
from tinhxanh.apps.reports import asking, checks, courses, scheduling
from tinhxanh.web import moment, posted
from tinhxanh.web.forms.reports import ExtensionForm, TransferForm, TriggerForm
from tinhxanh.web.rights import requires
from tinhxanh.web.views.duties import find_duty
from tinhxanh.web.views.my_duties import find_part
from tinhxanh.web.views.programmes import find_programme


@requires("reports.ask", find=find_part)
def extension(request: HttpRequest, part: DutyAgency) -> HttpResponse:
    """Ask for more time."""
    form = ExtensionForm(request.POST or None)

    def act() -> None:
        asking.ask_extension(
            duty=part.duty,
            organisation=part.organisation,
            by=request.user,
            at=moment.now(),
            **form.cleaned_data,
        )

    return _asked(request, part, form, _("Xin gia hạn"), act)


@requires("reports.ask", find=find_part)
def transfer(request: HttpRequest, part: DutyAgency) -> HttpResponse:
    """Ask that another agency take the duty."""
    root = places.root_of(part.duty.programme.focal)
    others = places.subtree(root, moment.today()).exclude(pk=part.organisation_id).order_by("sort_key")
    form = TransferForm(request.POST or None, organisations=others)

    def act() -> None:
        asking.ask_transfer(
            duty=part.duty,
            organisation=part.organisation,
            by=request.user,
            at=moment.now(),
            **form.cleaned_data,
        )

    return _asked(request, part, form, _("Đề nghị chuyển cơ quan"), act)


def _asked(request: HttpRequest, part: DutyAgency, form: Any, title: str, act: Any) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            act()
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã gửi đề nghị; lãnh đạo quyết định trên trang của mình."))
            return redirect("duty", duty_id=part.duty_id)
    context = {"form": form, "part": part, "duty": part.duty, "title": title}
    return render(request, "requests/ask.html", context, status=422 if form.errors else 200)


@requires("reports.check_duty")
def to_check(request: HttpRequest) -> HttpResponse:
    """What was reported complete and waits for the check, in all programmes that the person keeps."""
    context = {"rows": checks.awaited(request.user, moment.today()), "today": moment.today()}
    return render(request, "requests/to_check.html", context)


@require_POST
@requires("reports.check_duty", find=find_duty)
def check(request: HttpRequest, duty: Duty) -> HttpResponse:
    """Approve the last report, return it, or confirm that the duty is done."""
    verdict = request.POST.get("verdict", "")
    if verdict not in ("approved", "returned", "completed"):
        messages.error(request, _("Hãy chọn duyệt, trả lại hay xác nhận hoàn thành."))
        return _after_check(request, duty)
    try:
        reason = posted.words(request.POST, "reason")
        courses.check(duty=duty, verdict=verdict, reason=reason, by=request.user, at=moment.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã ghi kết quả kiểm tra %(code)s.") % {"code": duty.code})
    return _after_check(request, duty)


def _after_check(request: HttpRequest, duty: Duty) -> HttpResponse:
    """Back to where the word was given: the list, or the duty's page."""
    return redirect("duties_to_check") if "list" in request.POST else redirect("duty", duty_id=duty.pk)


@requires("reports.keep_programme", find=find_programme)
def trigger(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Record the event that conditional duties waited for."""
    waiting = programme.duties.filter(
        deadline_kind=Duty.DeadlineKind.CONDITIONAL, due_on__isnull=True, is_dropped=False
    )
    chosen = request.GET.getlist("nhiem-vu")
    form = TriggerForm(request.POST or None, duties=waiting, today=moment.today(), initial={"duties": chosen})
    if request.method == "POST" and form.is_valid():
        try:
            scheduling.trigger(programme=programme, by=request.user, at=moment.now(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã ghi sự kiện; các nhiệm vụ ấy có hạn từ nay."))
            return redirect("programme", programme_id=programme.pk)
    context = {"form": form, "programme": programme, "n": waiting.count()}
    return render(request, "requests/trigger.html", context, status=422 if form.errors else 200)
