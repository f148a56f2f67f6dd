"""What may be done with a duty: accepted, reported on, its agencies matched. Each in one transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pghistory
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from tinhxanh.apps.accounts.models import Organisation, User
from tinhxanh.apps.accounts.reasons import because
from tinhxanh.apps.programmes import evidence as proofs
from tinhxanh.apps.programmes.models import Duty, DutyAgency, ProgressReport
from tinhxanh.apps.registers import facts
from tinhxanh.apps.registers.refusals import Refused
from tinhxanh.core.duties.transitions import Act, Actor, Course, NotAllowed, Stage, after, stage


def accept(*, part: DutyAgency, by: User, at: dt.datetime) -> DutyAgency:
    """Sign for an agency's part in a duty. The lead's acceptance begins the duty.

    Raises Refused (“accepted”) where somebody has signed already, (“dropped”) where the plan no longer has
    the duty, and (“unmatched”) where nobody has yet said which organisation the printed name means.
    """
    with transaction.atomic(), pghistory.context(user=by.pk, why="Nhận việc"):
        duty, held = _hold(part)
        if held.organisation_id is None:
            raise Refused("unmatched", "Tên cơ quan này chưa được đối chiếu với danh mục nên chưa nhận được.")
        _ask_table(duty, held, Act.ACCEPT if held.role == DutyAgency.Role.LEAD else Act.SIGN)
        held.accepted_by, held.accepted_at = by, at
        held.save(update_fields=["accepted_by", "accepted_at"])
        if held.role == DutyAgency.Role.LEAD and duty.started_on is None:
            duty.started_on = _day(at)
            duty.save(update_fields=["started_on"])
        return held


def report(
    *,
    part: DutyAgency,
    by: User,
    at: dt.datetime,
    words: str,
    percent: int,
    obstacle: str = "",
    done_on: dt.date | None = None,
    counts_on: dt.date | None = None,
    evidence: Sequence[UploadedFile] = (),
    reason: str = "",
) -> ProgressReport:
    """Say how far an agency's part is. The lead's word moves the duty; other answers stand beside it.

    `done_on` is the day of completion where `percent` is 100, today without one; the duty is not complete
    by it but waits for the focal officer's check. `counts_on` is the day for which the report counts where
    it came in after its period's. `reason` tells why a lead takes back that the duty is complete while that
    waits for the check. Raises Refused for empty words, a percent outside 0 to 100, a day of completion to
    come, evidence that is not accepted, (“closed”) a lead's word on what is complete, and (“takes-back”) a
    lower percent for what waits for the check, without a reason.
    """
    _check(words, percent, done_on, at)
    accepted = proofs.check_all(evidence)
    with transaction.atomic(), because(f"Báo cáo {percent} %", by=by):
        duty, held = _hold(part)
        _must_take_reports(duty, held)
        is_taken_back = takes_back(duty, held.role, percent)
        if is_taken_back and not reason.strip():
            raise Refused("takes-back", taking_back(duty))
        made = ProgressReport.objects.create(
            duty=duty,
            organisation_id=held.organisation_id,
            reported_by=by,
            reported_at=at,
            done_on=_completion(duty, held, percent, done_on, at),
            percent=percent,
            words=words.strip(),
            obstacle=obstacle.strip(),
            takes_back=duty.said_done_on if is_taken_back else None,
            reason=reason.strip() if is_taken_back else "",
        )
        _answer(held, by, at)
        if held.role == DutyAgency.Role.LEAD:
            _move(duty, held, made, counts_on or _day(at))
        proofs.keep(accepted, made)
        return made


def awaits_check(duty: Duty) -> bool:
    """Whether the duty was reported complete and nobody has looked yet."""
    return duty.said_done_on is not None and duty.completed_on is None


def takes_back(duty: Duty, role: str, percent: int | None) -> bool:
    """Whether a lead's percent would take back that the duty is complete, before the check of it."""
    return awaits_check(duty) and role == DutyAgency.Role.LEAD and percent is not None and percent < 100


def taking_back(duty: Duty) -> str:
    """The sentence that asks for the reason of that."""
    return (
        f"Nhiệm vụ {duty.code} đã được báo hoàn thành ngày {duty.said_done_on:%d/%m/%Y} và đang chờ đầu mối "
        "kiểm tra lại. Báo dưới 100 % là rút lời báo ấy: hãy ghi lý do rút lại."
    )


def match_agency(*, part: DutyAgency, organisation: Organisation, by: User) -> DutyAgency:
    """Say which organisation a printed name means; what was doubted about the name is settled by that."""
    why = f"Đối chiếu “{part.name}” với {organisation.name}"
    with transaction.atomic(), pghistory.context(user=by.pk, why=why[:300]):
        duty, held = _hold(part)
        if held.accepted_at and held.organisation_id != organisation.pk:
            raise Refused("accepted", "Việc đã có người nhận; không đổi cơ quan ở đây được.")
        held.organisation = organisation
        held.save(update_fields=["organisation"])
        if duty.fact is not None:
            facts.settle_name(fact=duty.fact, name=held.name)
        return held


def _ask_table(duty: Duty, part: DutyAgency, act: Act) -> None:
    """Raise Refused where the table in core has no such act for an agency's part of the duty."""
    actor = Actor.LEAD if part.role == DutyAgency.Role.LEAD else Actor.COORDINATOR
    here = stage(Course(is_dropped=duty.is_dropped, is_accepted=part.accepted_at is not None))
    try:
        after(here, act, by=actor)
    except NotAllowed as error:
        if here is Stage.DROPPED:
            raise Refused("dropped", "Nhiệm vụ không còn trong kế hoạch.") from error
        raise Refused("accepted", "Việc này đã có người nhận.") from error


def _hold(part: DutyAgency) -> tuple[Duty, DutyAgency]:
    """The duty and the part, locked in this order so that two reports at once follow one another."""
    duty = Duty.objects.select_for_update().get(pk=part.duty_id)
    return duty, DutyAgency.objects.select_for_update().get(pk=part.pk)


def _check(words: str, percent: int, done_on: dt.date | None, at: dt.datetime) -> None:
    """Raise Refused for what no report may say."""
    if not words.strip():
        raise Refused("words", "Báo cáo cần có lời: đã làm được gì, ở đâu, cho ai.")
    if not 0 <= percent <= 100:
        raise Refused("percent", "Tiến độ là một số từ 0 đến 100.")
    if done_on and done_on > _day(at):
        raise Refused("done-on", "Ngày hoàn thành không thể ở sau hôm nay.")


def _must_take_reports(duty: Duty, part: DutyAgency) -> None:
    if part.organisation_id is None:
        raise Refused("unmatched", "Tên cơ quan này chưa được đối chiếu với danh mục nên chưa báo cáo được.")
    if duty.completed_on and part.role == DutyAgency.Role.LEAD:
        raise Refused(
            "closed",
            "Nhiệm vụ đã được đầu mối xác nhận hoàn thành nên không báo cáo thêm; "
            "nếu chưa xong, hãy đề nghị đầu mối mở lại.",
        )
    if part.role != DutyAgency.Role.LEAD:
        _ask_table(duty, part, Act.ANSWER)


def _completion(
    duty: Duty, part: DutyAgency, percent: int, done_on: dt.date | None, at: dt.datetime
) -> dt.date | None:
    """The day of completion that a report states: as said, as the lead said before, or today."""
    if percent != 100:
        return None
    said_before = duty.said_done_on if part.role == DutyAgency.Role.LEAD else None
    return done_on or said_before or _day(at)


def _answer(part: DutyAgency, by: User, at: dt.datetime) -> None:
    """Who reports has taken the work on, whether or not it was signed for before."""
    part.answered_at = at
    if part.accepted_at is None:
        part.accepted_by, part.accepted_at = by, at
    part.save(update_fields=["answered_at", "accepted_by", "accepted_at"])
    if part.collective_id:
        DutyAgency.objects.filter(pk=part.collective_id).update(answered_at=at)


def _move(duty: Duty, part: DutyAgency, made: ProgressReport, counts_on: dt.date) -> None:
    """What follows for the duty from its lead's report; many leads of one collective move it together."""
    duty.percent, done_on = _together(part) if part.collective_id else (made.percent, made.done_on)
    duty.said_done_on = None if duty.repeats else done_on
    duty.reported_on = _day(made.reported_at)
    duty.answered_on = max(counts_on, duty.answered_on or counts_on)
    duty.started_on = duty.started_on or duty.reported_on
    duty.save(update_fields=["percent", "reported_on", "answered_on", "started_on", "said_done_on"])


def _together(part: DutyAgency) -> tuple[int, dt.date | None]:
    """Percent and day of completion of a collective: the mean of its members, the day of the last one."""
    members = DutyAgency.objects.filter(collective=part.collective_id).values("organisation")
    latest = ProgressReport.objects.filter(duty=part.duty_id, organisation__in=members)
    latest = latest.order_by("organisation_id", "-reported_at", "-pk").distinct("organisation_id")
    rows = list(latest.values_list("percent", "done_on"))
    percent = sum(row[0] for row in rows) // members.count()
    return percent, max(row[1] for row in rows) if percent == 100 else None


def _day(at: dt.datetime) -> dt.date:
    """The day of a moment in local time."""
    return timezone.localtime(at).date()
