"""A leader's questions on the page of a duty."""

from __future__ import annotations

from typing import Any

from django import template

from tinhxanh.apps.programmes.models import Duty
from tinhxanh.apps.reports import questioning

register = template.Library()


@register.inclusion_tag("questions/of_duty.html", takes_context=True)
def duty_questions(context: dict[str, Any], duty: Duty) -> dict[str, Any]:
    """Questions with their answers, and what the person may do: ask, or answer."""
    user = context["request"].user
    asked = list(questioning.of_duty(duty))
    waits = next((one for one in asked if one.answered_at is None), None)
    return {
        "duty": duty,
        "questions": asked,
        "may_ask": not duty.is_dropped and user.has_perm("reports.question", duty),
        "may_answer": waits is not None and user.has_perm("reports.answer_question", waits),
        "csrf_token": context.get("csrf_token"),
    }
