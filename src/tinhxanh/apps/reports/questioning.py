"""A leader asks more about a duty; who leads it or keeps the programme answers on the duty's page."""

from __future__ import annotations

import datetime as dt

import pghistory
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from tinhxanh.apps.accounts.models import User
from tinhxanh.apps.programmes.models import Duty, DutyAgency, Programme
from tinhxanh.apps.registers.refusals import Refused
from tinhxanh.apps.reports import notices
from tinhxanh.apps.reports.models import Notice, Question

ONE_PRESS = dt.timedelta(minutes=1)


def waiting(programme: Programme) -> QuerySet[Question]:
    """The questions on a programme's duties that nobody has answered, longest first."""
    found = Question.objects.filter(duty__programme=programme, answered_at__isnull=True)
    return found.select_related("duty", "asked_by")


def of_duty(duty: Duty) -> QuerySet[Question]:
    """All questions on a duty, the latest first."""
    found = Question.objects.filter(duty=duty).select_related("asked_by", "answered_by")
    return found.order_by("-asked_at", "-pk")


def ask(*, duty: Duty, words: str, by: User, at: dt.datetime) -> Question:
    """Ask more about a duty; its lead agencies and the focal officers are told and mailed at once.

    The same words of the same person within a minute are one question: a button was pressed twice.
    Raises `Refused` ("no-words", "dropped").
    """
    if not words.strip():
        raise Refused("no-words", "Hãy ghi điều cần hỏi.")
    if duty.is_dropped:
        raise Refused("dropped", "Nhiệm vụ này không còn trong kế hoạch.")
    with transaction.atomic(), pghistory.context(user=by.pk, why=f"Hỏi thêm {duty.code}: {words}"[:300]):
        Duty.objects.select_for_update(of=("self",)).get(pk=duty.pk)  # two presses come one after the other
        asked = Question.objects.filter(duty=duty, words=words.strip(), asked_by=by)
        made = asked.filter(asked_at__gt=at - ONE_PRESS, asked_at__lte=at).first()
        if made is None:
            made = Question.objects.create(duty=duty, words=words.strip(), asked_by=by, asked_at=at)
            _tell_asked(made, at)
    return made


def _tell_asked(made: Question, at: dt.datetime) -> None:
    duty, today = made.duty, timezone.localdate(at)
    people = set(notices.focal_of(duty.programme.focal, today))
    leads = duty.agencies.filter(role=DutyAgency.Role.LEAD, organisation__isnull=False)
    for part in leads.select_related("organisation__parent"):
        people |= set(notices.officers_of(part.organisation, today))
    notices.tell(
        people=people,
        kind=Notice.Kind.QUESTION,
        words=f"{made.asked_by} hỏi về nhiệm vụ {duty.code}: {made.words}",
        address=f"/nhiem-vu/{duty.pk}/#cau-hoi",
        key=f"question-{made.pk}",
        at=at,
    )


def answer(*, question: Question, words: str, by: User, at: dt.datetime) -> Question:
    """Answer a question; who asked it is told. The first answer counts.

    Raises `Refused` ("no-words", "answered").
    """
    if not words.strip():
        raise Refused("no-words", "Hãy ghi câu trả lời.")
    with transaction.atomic(), pghistory.context(user=by.pk, why=f"Trả lời câu hỏi: {words}"[:300]):
        held = Question.objects.select_for_update(of=("self",)).select_related("duty").get(pk=question.pk)
        if held.answered_at:
            raise Refused("answered", "Câu hỏi này đã có người trả lời.")
        held.answer, held.answered_by, held.answered_at = words.strip(), by, at
        held.save()
        notices.tell(
            people=[held.asked_by],
            kind=Notice.Kind.ANSWERED,
            words=f"{by} trả lời về nhiệm vụ {held.duty.code}: {held.answer}",
            address=f"/nhiem-vu/{held.duty_id}/#cau-hoi",
            key=f"question-answered-{held.pk}",
            at=at,
        )
    return held
