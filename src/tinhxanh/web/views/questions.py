"""A leader's questions on duties, asked from the one page or the duty's, answered on the duty's."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tinhxanh.apps.programmes.models import Duty
from tinhxanh.apps.registers.refusals import Refused
from tinhxanh.apps.reports import questioning
from tinhxanh.apps.reports.models import Question
from tinhxanh.web import moment, posted
from tinhxanh.web.rights import requires
from tinhxanh.web.views.duties import find_duty

LONGEST = 2000


def find_question(question_id: int) -> Question:
    """The question of an address, with the programme it belongs to."""
    found = Question.objects.select_related("duty__programme__focal", "duty__programme__organisation")
    return get_object_or_404(found, pk=question_id)


@require_POST
@requires("reports.question", find=find_duty)
def ask(request: HttpRequest, duty: Duty) -> HttpResponse:
    """Ask more about a duty; back to the page from which it was asked."""
    try:
        questioning.ask(
            duty=duty, words=posted.words(request.POST, "words", LONGEST), by=request.user, at=moment.now()
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã gửi câu hỏi cho cơ quan chủ trì và đầu mối."))
    if request.POST.get("from") == "brief":
        return redirect("brief", programme_id=duty.programme_id)
    return redirect(f"{reverse('duty', args=[duty.pk])}#cau-hoi")


@require_POST
@requires("reports.answer_question", find=find_question)
def answer(request: HttpRequest, question: Question) -> HttpResponse:
    """Answer a question on the duty's page."""
    try:
        questioning.answer(
            question=question,
            words=posted.words(request.POST, "words", LONGEST),
            by=request.user,
            at=moment.now(),
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã trả lời và báo cho lãnh đạo."))
    return redirect(f"{reverse('duty', args=[question.duty_id])}#cau-hoi")
