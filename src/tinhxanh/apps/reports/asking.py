"""What agencies ask of leaders: more time, another agency. One waits at a time for each duty and kind."""

from __future__ import annotations

import datetime as dt

import pghistory
from django.db import IntegrityError, transaction
from django.utils import timezone

from tinhxanh.apps.accounts.models import Organisation, User
from tinhxanh.apps.programmes.models import Duty, DutyAgency
from tinhxanh.apps.registers.refusals import Refused
from tinhxanh.apps.reports import courses, notices
from tinhxanh.apps.reports.models import Notice, Request
from tinhxanh.core.duties.transitions import Act, Actor
from tinhxanh.core.vietnamese import fold

Kind, State = Request.Kind, Request.State


def ask_extension(
    *, duty: Duty, organisation: Organisation, until: dt.date, reason: str, by: User, at: dt.datetime
) -> Request:
    """Ask for more time. Raises `Refused` ("stage", "reason", "earlier", "asked", "no-date")."""
    if duty.due_on is None:
        raise Refused("no-date", "Nhiệm vụ này không có hạn theo ngày nên không có gì để gia hạn.")
    if until <= duty.due_on or until <= timezone.localdate(at):
        raise Refused("earlier", "Hạn mới phải sau hạn hiện nay và sau hôm nay.")
    courses.require(duty, Act.ASK_EXTENSION, by=Actor.LEAD, reason=reason)
    row = Request(duty=duty, kind=Kind.EXTENSION, organisation=organisation, until=until, reason=reason)
    row.due_before = duty.due_on
    return _ask(row, by, at)


def ask_transfer(
    *,
    duty: Duty,
    organisation: Organisation,
    successor: Organisation,
    reason: str,
    by: User,
    at: dt.datetime,
) -> Request:
    """Ask that the duty go to `successor`. Raises `Refused` ("stage", "reason", "same", "asked")."""
    if successor.pk == organisation.pk:
        raise Refused("same", "Cơ quan được chuyển đến phải khác cơ quan đang chủ trì.")
    courses.require(duty, Act.ASK_TRANSFER, by=Actor.LEAD, reason=reason)
    row = Request(duty=duty, kind=Kind.TRANSFER, organisation=organisation, reason=reason)
    row.successor = successor
    return _ask(row, by, at)


def _ask(row: Request, by: User, at: dt.datetime) -> Request:
    row.asked_by, row.asked_at, row.reason = by, at, row.reason.strip()
    try:
        with transaction.atomic(), pghistory.context(user=by.pk, why=f"Đề nghị: {row.reason}"[:300]):
            row.save(force_insert=True)
            _tell_deciders(row, at)
    except IntegrityError as error:
        raise Refused("asked", "Nhiệm vụ này đang có một đề nghị cùng loại chờ quyết định.") from error
    return row


def _tell_deciders(row: Request, at: dt.datetime) -> None:
    today, programme = timezone.localdate(at), row.duty.programme
    people = notices.leaders_over(programme.organisation, today) | notices.focal_of(programme.focal, today)
    notices.tell(
        people=people.distinct(),
        kind=Notice.Kind.ASKED,
        words=f"{row.organisation} đề nghị {question(row)}",
        address=f"/lanh-dao/{programme.pk}/",
        key=f"asked-{row.pk}",
        at=at,
    )


def question(row: Request) -> str:
    """What is to be decided, as the leader's page asks it."""
    if row.kind == Kind.EXTENSION:
        return f"gia hạn nhiệm vụ {row.duty.code} đến {row.until:%d/%m/%Y}"
    return f"chuyển nhiệm vụ {row.duty.code} sang {row.successor}"


def decide(*, request: Request, is_granted: bool, answer: str, by: User, at: dt.datetime) -> Request:
    """A leader decides with a reason; what is granted takes effect in the same transaction.

    Raises `Refused` ("decided", "stage", "reason").
    """
    with transaction.atomic(), pghistory.context(user=by.pk, why=_why(request, is_granted, answer)):
        held = Request.objects.select_for_update().get(pk=request.pk)
        if held.state != State.WAITING:
            raise Refused("decided", "Đề nghị này đã có quyết định.")
        courses.require(held.duty, _act(held, is_granted), by=Actor.LEADER, reason=answer)
        held.state = State.GRANTED if is_granted else State.REFUSED
        held.decided_by, held.decided_at, held.answer = by, at, answer.strip()
        held.save()
        if is_granted:
            _carry_out(held, at)
        _tell_asker(held, at)
    return held


def _act(row: Request, is_granted: bool) -> Act:
    if row.kind == Kind.EXTENSION:
        return Act.GRANT_EXTENSION if is_granted else Act.REFUSE_EXTENSION
    return Act.TRANSFER if is_granted else Act.REFUSE_TRANSFER


def _why(row: Request, is_granted: bool, answer: str) -> str:
    return f"{'Đồng ý' if is_granted else 'Không đồng ý'} {question(row)}: {answer}"[:300]


def _carry_out(row: Request, at: dt.datetime) -> None:
    if row.kind == Kind.EXTENSION:
        Duty.objects.filter(pk=row.duty_id).update(due_on=row.until)
        return
    transfer(row.duty, row.organisation, row.successor)
    notices.tell(
        people=notices.officers_of(row.successor, timezone.localdate(at)),
        kind=Notice.Kind.ASSIGNED,
        words=f"{row.successor} được giao chủ trì nhiệm vụ {row.duty.code}, chuyển từ {row.organisation}.",
        address=f"/nhiem-vu/{row.duty_id}/",
        key=f"transferred-{row.pk}",
        at=at,
    )


def transfer(duty: Duty, organisation: Organisation, successor: Organisation) -> None:
    """Put `successor` in the place of the lead; it has to accept anew. The old row stays in history."""
    leads = duty.agencies.filter(role=DutyAgency.Role.LEAD, organisation=organisation)
    leads.update(organisation=successor, name=successor.name, accepted_by=None, accepted_at=None)
    duty.agencies.filter(role=DutyAgency.Role.COORDINATE, organisation=successor).delete()
    names = [part.name for part in duty.agencies.all()]
    Duty.objects.filter(pk=duty.pk).update(folded=fold(" ".join([duty.code, duty.text, *names])))


def _tell_asker(row: Request, at: dt.datetime) -> None:
    notices.tell(
        people=[row.asked_by],
        kind=Notice.Kind.DECIDED,
        words=f"{row.get_state_display()} {question(row)}. {row.answer}".strip(),
        address=f"/nhiem-vu/{row.duty_id}/",
        key=f"decided-{row.pk}",
        at=at,
    )
