"""The course of a duty's life: each act is asked of the table in core and leaves its trace."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

import pghistory
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from tinhxanh.apps.accounts.models import User
from tinhxanh.apps.accounts.queries import lineage
from tinhxanh.apps.programmes import duties
from tinhxanh.apps.programmes.models import Duty, DutyAgency, ProgressReport
from tinhxanh.apps.registers.refusals import Refused
from tinhxanh.apps.reports import notices, scheduling
from tinhxanh.apps.reports.models import DutyAnswer, DutyCheck, Notice, Submission, Verdict
from tinhxanh.core.duties.transitions import Act, Actor, Course, NotAllowed, Stage, after, stage

WORDS = {
    Stage.ASSIGNED: "đã giao, chưa nhận",
    Stage.ACCEPTED: "đã nhận",
    Stage.REPORTED: "đã báo cáo, chờ duyệt",
    Stage.RETURNED: "bị trả lại",
    Stage.APPROVED: "báo cáo đã duyệt",
    Stage.AWAITING_CHECK: "báo hoàn thành, chờ đầu mối kiểm tra lại",
    Stage.COMPLETED: "hoàn thành",
    Stage.DROPPED: "không còn trong kế hoạch",
}

REASONS = {
    "stage": "Nhiệm vụ đang ở bước “{stage}” nên không làm được việc này.",
    "actor": "Việc này không thuộc vai của đồng chí.",
    "reason": "Hãy ghi lý do.",
}


def stages(rows: Iterable[Duty]) -> dict[int, Stage]:
    """The stage of each duty; three queries however many there are."""
    found = {duty.pk: duty for duty in rows}
    leads = DutyAgency.objects.filter(duty__in=found, role=DutyAgency.Role.LEAD, accepted_at__isnull=False)
    accepted = set(leads.values_list("duty", flat=True))
    said = ProgressReport.objects.filter(Exists(_leads_of(OuterRef("duty"), OuterRef("organisation"))))
    reports = _latest(said.filter(duty__in=found).order_by("duty_id", "-reported_at", "-id"))
    checks = _latest(DutyCheck.objects.filter(duty__in=found).order_by("duty_id", "-at", "-id"))
    return {
        pk: stage(_course(duty, pk in accepted, reports.get(pk), checks.get(pk)))
        for pk, duty in found.items()
    }


def _leads_of(duty: Any, organisation: Any) -> QuerySet[DutyAgency]:
    """The lead's part of an organisation: what co-ordinators say does not move the duty."""
    return DutyAgency.objects.filter(duty=duty, organisation=organisation, role=DutyAgency.Role.LEAD)


def _latest(rows: QuerySet[Any]) -> dict[int, Any]:
    return {row.duty_id: row for row in rows.distinct("duty_id")}


def _course(duty: Duty, is_accepted: bool, report: ProgressReport | None, check: DutyCheck | None) -> Course:
    is_checked = check is not None and (report is None or check.at >= report.reported_at)
    if duty.completed_on and not duty.is_dropped:
        return Course(last_check="completed")
    return Course(
        is_dropped=duty.is_dropped,
        is_accepted=is_accepted,
        is_reported=report is not None,
        says_done=duty.said_done_on is not None,
        last_check=check.verdict if check and is_checked else "",
    )


def require(duty: Duty, act: Act, *, by: Actor, reason: str = "") -> Stage:
    """The stage after `act`; `Refused` with a sentence where the table has no such move."""
    here = stages([duty])[duty.pk]
    try:
        return after(here, act, by=by, reason=reason)
    except NotAllowed as refusal:
        raise Refused(refusal.code, REASONS[refusal.code].format(stage=WORDS[here])) from refusal


def report(*, part: DutyAgency, by: User, at: dt.datetime, **said: Any) -> ProgressReport:
    """A report outside a period, as `duties.report` takes it. What comes again is met for this time.

    Raises `Refused` as that does, and where the table has no such move for the lead.
    """
    with transaction.atomic(), pghistory.context(user=by.pk, why="Báo cáo ngoài kỳ"):
        duty = Duty.objects.select_for_update().get(pk=part.duty_id)
        if part.role == DutyAgency.Role.LEAD:
            ends = said.get("percent") == 100 and not duty.repeats
            require(duty, Act.REPORT_DONE if ends else Act.REPORT, by=Actor.LEAD)
        made = duties.report(part=part, by=by, at=at, **said)
        if part.role == DutyAgency.Role.LEAD:
            scheduling.answer([duty.pk], on=timezone.localdate(at), at=timezone.localdate(at))
            _tell_focal(duty.pk, at)
            _tell_taken_back(made, at)
    return made


def _tell_taken_back(made: ProgressReport, at: dt.datetime) -> None:
    """Tell who keeps the programme that a duty waits for the check no more, and why."""
    if made.takes_back is None:
        return
    duty = Duty.objects.select_related("programme__focal").get(pk=made.duty_id)
    notices.tell(
        people=notices.focal_of(duty.programme.focal, timezone.localdate(at)),
        kind=Notice.Kind.HANDED_IN,
        words=f"Nhiệm vụ {duty.code}: {made.organisation} rút lời báo hoàn thành ngày "
        f"{made.takes_back:%d/%m/%Y}, nay báo {made.percent} %. {made.reason}",
        address=f"/nhiem-vu/{duty.pk}/",
        key=f"taken-back-{made.pk}",
        at=at,
    )


def _tell_focal(pk: int, at: dt.datetime) -> None:
    """Tell who keeps the programme that a duty waits for the check."""
    duty = Duty.objects.select_related("programme__focal").get(pk=pk)
    if duty.said_done_on is None:
        return
    notices.tell(
        people=notices.focal_of(duty.programme.focal, timezone.localdate(at)),
        kind=Notice.Kind.HANDED_IN,
        words=f"Nhiệm vụ {duty.code} báo hoàn thành ngày {duty.said_done_on:%d/%m/%Y}, chờ kiểm tra lại.",
        address=f"/nhiem-vu/{duty.pk}/",
        key=f"said-done-{duty.pk}-{at:%Y%m%d%H%M%S}",
        at=at,
    )


def check(*, duty: Duty, verdict: str, by: User, at: dt.datetime, reason: str = "") -> DutyCheck:
    """The focal officer's word on a duty's last report: approved, returned (with reason) or completed.

    Only a duty that was reported complete can be completed; the day is the one that was reported. Who
    comes second finds it decided: raises `Refused` ("stage", "actor", "reason").
    """
    act = {"approved": Act.APPROVE, "returned": Act.RETURN, "completed": Act.COMPLETE}[verdict]
    label = DutyCheck.Verdict(verdict).label
    with transaction.atomic(), pghistory.context(user=by.pk, why=f"{label}: {reason}".strip(": ")[:300]):
        held = Duty.objects.select_for_update().get(pk=duty.pk)
        if verdict == "returned" and stages([held])[held.pk] is Stage.COMPLETED:
            act = Act.REOPEN
        require(held, act, by=Actor.FOCAL, reason=reason)
        made = DutyCheck.objects.create(duty=held, verdict=verdict, reason=reason.strip(), by=by, at=at)
        if verdict == "returned":
            _reopen([held])
        elif verdict == "completed":
            _close([held])
        _tell_leads(made)
    return made


def _tell_leads(made: DutyCheck) -> None:
    """Tell the officers of the duty's leads what the focal officer said."""
    returned = made.verdict == DutyCheck.Verdict.RETURNED
    word = {"returned": "bị trả lại", "completed": "được xác nhận hoàn thành", "approved": "được duyệt"}
    parts = made.duty.agencies.filter(role=DutyAgency.Role.LEAD, organisation__isnull=False)
    for part in parts.select_related("organisation__parent"):
        notices.tell(
            people=notices.officers_of(part.organisation, timezone.localdate(made.at)),
            kind=Notice.Kind.RETURNED if returned else Notice.Kind.APPROVED,
            words=f"Nhiệm vụ {made.duty.code} {word[made.verdict]}. {made.reason}".strip(),
            address=f"/nhiem-vu/{made.duty_id}/",
            key=f"check-{made.pk}",
            at=made.at,
        )


def _close(rows: list[Duty]) -> None:
    """Complete on the day that was reported: the check confirms that day, it does not move it."""
    for duty in rows:
        duty.completed_on = duty.said_done_on
    Duty.objects.bulk_update(rows, ["completed_on"])


def _reopen(rows: list[Duty]) -> None:
    """What was said to be done is not; the percent stays below the whole until it is reported again."""
    for duty in rows:
        duty.completed_on, duty.said_done_on, duty.percent = None, None, min(duty.percent, 99)
    Duty.objects.bulk_update(rows, ["completed_on", "said_done_on", "percent"])


def report_all(submission: Submission, *, by: User, at: dt.datetime) -> None:
    """Let each answer stand as a report on its duty, and its occurrence as met.

    Lines that were found good before stay as they were; a co-ordinator's answer stands beside the lead's.
    """
    answers = submission.duty_answers.exclude(verdict=Verdict.GOOD).select_related("duty")
    parts = _parts(submission, timezone.localdate(at))
    leads = []
    for answer in answers:
        part = parts.get((answer.duty_id, answer.part))
        is_lead = answer.part == DutyAgency.Role.LEAD
        # What is complete is told again in the report of the period, but nothing of it moves.
        if part is None or (is_lead and answer.duty.completed_on):
            continue
        _report(answer, part, submission, by, at)
        leads += [answer.duty_id] if is_lead else []
    scheduling.answer(leads, on=submission.round.hand_in_on, at=timezone.localdate(at))


def _parts(submission: Submission, today: dt.date) -> dict[tuple[int, str], DutyAgency]:
    """The parts that the agency answers for: its own and those of agencies it took over from."""
    parts = DutyAgency.objects.filter(duty__programme=submission.round.programme_id)
    parts = parts.filter(organisation__in=lineage([submission.organisation])).order_by("-position")
    return {(part.duty_id, part.role): part for part in parts}


def _report(answer: DutyAnswer, part: DutyAgency, submission: Submission, by: User, at: dt.datetime) -> None:
    made = duties.report(
        part=part,
        by=by,
        at=at,
        words=answer.words,
        percent=answer.percent or 0,
        obstacle=submission.difficulties,
        reason=answer.reason,
        done_on=answer.done_on if answer.percent == 100 else None,
        counts_on=min(timezone.localdate(at), submission.round.hand_in_on),
    )
    _tell_taken_back(made, at)


def return_all(submission: Submission, *, by: User, at: dt.datetime) -> None:
    """Write the returned lines into their duties' history; one that was closed meanwhile is opened again."""
    back = submission.duty_answers.filter(part="lead", verdict=Verdict.BACK)
    held = _hold(back.values("duty"))
    _checks(back, DutyCheck.Verdict.RETURNED, by, at)
    _reopen(list(held.values()))


def approve_all(submission: Submission, *, by: User, at: dt.datetime) -> None:
    """Write approval into the duties' history; the lines that say done are re-checked and closed by it.

    A duty closes only by a line that says so itself, only once, and of a duty that many lead only with
    the last of their submissions.
    """
    answers = list(submission.duty_answers.filter(part="lead"))
    held = _hold([answer.duty_id for answer in answers])
    here = stages(held.values())
    open_elsewhere = _led_elsewhere(submission, list(held))
    done = [
        answer
        for answer in answers
        if here[answer.duty_id] is Stage.AWAITING_CHECK
        and answer.percent == 100
        and answer.duty_id not in open_elsewhere
    ]
    _checks(done, DutyCheck.Verdict.COMPLETED, by, at)
    _close([held[answer.duty_id] for answer in done])
    reported = [answer for answer in answers if here[answer.duty_id] is Stage.REPORTED]
    _checks(reported, DutyCheck.Verdict.APPROVED, by, at)


def closing(submission: Submission) -> list[Duty]:
    """The duties that approving this submission would confirm as complete; for the page that asks."""
    lines = submission.duty_answers.filter(part="lead", percent=100).select_related("duty")
    rows = [answer.duty for answer in lines if answer.duty.said_done_on and not answer.duty.completed_on]
    open_elsewhere = _led_elsewhere(submission, [duty.pk for duty in rows])
    return [duty for duty in rows if duty.pk not in open_elsewhere]


def _led_elsewhere(submission: Submission, rows: list[int]) -> set[int]:
    """Duties that other agencies lead too and whose submissions of this round are not approved yet."""
    others = DutyAnswer.objects.filter(submission__round=submission.round_id, part="lead", duty__in=rows)
    others = others.exclude(submission=submission).exclude(submission__state=Submission.State.APPROVED)
    return set(others.values_list("duty", flat=True))


def _hold(rows: Any) -> dict[int, Duty]:
    """Duties locked in one order, so that a check of one of them at the same time comes before or after."""
    return {duty.pk: duty for duty in Duty.objects.select_for_update().filter(pk__in=rows).order_by("pk")}


def _checks(answers: Iterable[DutyAnswer], verdict: str, by: User, at: dt.datetime) -> None:
    DutyCheck.objects.bulk_create(
        DutyCheck(duty_id=answer.duty_id, verdict=verdict, reason=answer.remark, by=by, at=at)
        for answer in answers
    )
