"""What the reporting year adds to pages of other nouns: a duty's stage and requests, unread notices."""

from __future__ import annotations

from typing import Any

from django import template

from tinhxanh.apps.programmes.models import Duty
from tinhxanh.apps.reports import courses, queries, subplans
from tinhxanh.apps.reports.models import DutyCheck, Notice
from tinhxanh.core.duties.transitions import Act, Actor, possible
from tinhxanh.web import moment

register = template.Library()

_ACTS = (
    (Act.APPROVE, "approved"),
    (Act.COMPLETE, "completed"),
    (Act.RETURN, "returned"),
    (Act.REOPEN, "returned"),
)


@register.inclusion_tag("requests/duty_side.html", takes_context=True)
def duty_year(context: dict[str, Any], duty: Duty) -> dict[str, Any]:
    """Stage, checks and requests of a duty, with what the person may do now."""
    user = context["request"].user
    stage = courses.stages([duty])[duty.pk]
    acts = possible(stage, Actor.FOCAL) if user.has_perm("reports.check_duty", duty) else ()
    leads = [part for part in duty.agencies.all() if part.role == "lead" and part.organisation]
    mine = [part for part in leads if user.has_perm("reports.ask", part)]
    may_ask = Act.ASK_EXTENSION in possible(stage, Actor.LEAD)
    return {
        "duty": duty,
        "stage": courses.WORDS[stage],
        "verdicts": list(dict.fromkeys(word for act, word in _ACTS if act in acts)),
        "checks": list(DutyCheck.objects.filter(duty=duty).select_related("by")[:3]),
        "requests": queries.requests_of([duty.pk])[duty.pk],
        "roll": subplans.rolled_up(duty, moment.clock),
        "part": mine[0] if mine and may_ask else None,
        "may_trigger": duty.deadline_kind == "conditional"
        and duty.due_on is None
        and user.has_perm("reports.keep_programme", duty.programme),
        "csrf_token": context.get("csrf_token"),
    }


@register.simple_tag(takes_context=True)
def unread(context: dict[str, Any]) -> int:
    """How many notices the signed-in person has not read."""
    user = context["request"].user
    return Notice.objects.filter(user=user, read_at__isnull=True).count() if user.is_authenticated else 0
