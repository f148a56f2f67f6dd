"""The course of a duty's life: each act is asked of the table in core and leaves its trace."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

import pghistory
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from tinhxanh.apps.accounts.models import User
from tinhxanh.apps.accounts.queries import lineage
from tinhxanh.apps.programmes import duties
from tinhxanh.apps.programmes.models import Duty, DutyAgency, ProgressReport
from tinhxanh.apps.registers.refusals import Refused
from tinhxanh.apps.reports import scheduling
from tinhxanh.apps.reports.models import DutyAnswer, DutyCheck, Submission, Verdict
from tinhxanh.core.duties.transitions import Act, Actor, Course, NotAllowed, Stage, after, stage

WORDS = {
    Stage.ASSIGNED: "đã giao, chưa nhận",
    Stage.ACCEPTED: "đã nhận",
    Stage.REPORTED: "đã báo cáo, chờ duyệt",
    Stage.RETURNED: "bị trả lại",
    Stage.APPROVED: "báo cáo đã duyệt",
    Stage.AWAITING_CHECK: "báo hoàn thành, chờ đầu mối kiểm tra",
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
    reports = _latest(
        ProgressReport.objects.filter(duty__in=found).order_by("duty_id", "-reported_at", "-id")
    )
    checks = _latest(DutyCheck.objects.filter(duty__in=found).order_by("duty_id", "-at", "-id"))
    return {
        pk: stage(_course(duty, pk in accepted, reports.get(pk), checks.get(pk)))
        for pk, duty in found.items()
    }


def _latest(rows: QuerySet[Any]) -> dict[int, Any]:
    return {row.duty_id: row for row in rows.distinct("duty_id")}


def _course(duty: Duty, is_accepted: bool, report: ProgressReport | None, check: DutyCheck | None) -> Course:
    is_checked = check is not None and (report is None or check.at >= report.reported_at)
    return Course(
        is_dropped=duty.is_dropped,
        is_accepted=is_accepted,
        is_reported=report is not None,
        says_done=report is not None and report.percent == 100,
        last_check=check.verdict if check and is_checked else "",
    )


def require(duty: Duty, act: Act, *, by: Actor, reason: str = "") -> Stage:
    """The stage after `act`; `Refused` with a sentence where the table has no such move."""
    here = stages([duty])[duty.pk]
    try:
        return after(here, act, by=by, reason=reason)
    except NotAllowed as refusal:
        raise Refused(refusal.code, REASONS[refusal.code].format(stage=WORDS[here])) from refusal


def check(*, duty: Duty, verdict: str, by: User, at: dt.datetime, reason: str = "") -> DutyCheck:
    """The focal officer's word on a duty's last report: approved, returned (with reason) or completed."""
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
    return made


def _reopen(rows: list[Duty]) -> None:
    """What was said to be done is not; the percent stays below the whole until it is reported again."""
    for duty in rows:
        duty.completed_on, duty.percent = None, min(duty.percent, 99)
    Duty.objects.bulk_update(rows, ["completed_on", "percent"])


def report_all(submission: Submission, *, by: User, at: dt.datetime) -> None:
    """Let each answer stand as a report on its duty, and its occurrence as met.

    Lines that were found good before stay as they were; a co-ordinator's answer stands beside the lead's.
    """
    answers = submission.duty_answers.exclude(verdict=Verdict.GOOD).select_related("duty")
    parts = _parts(submission, timezone.localdate(at))
    leads = []
    for answer in answers:
        part = parts.get((answer.duty_id, answer.part))
        if part is not None:
            _report(answer, part, submission, by, at)
            leads += [answer.duty_id] if answer.part == DutyAgency.Role.LEAD else []
    _follow(leads, submission.round.hand_in_on, timezone.localdate(at))


def _parts(submission: Submission, today: dt.date) -> dict[tuple[int, str], DutyAgency]:
    """The parts that the agency answers for: its own and those of agencies it took over from."""
    parts = DutyAgency.objects.filter(duty__programme=submission.round.programme_id)
    parts = parts.filter(organisation__in=lineage([submission.organisation])).order_by("-position")
    return {(part.duty_id, part.role): part for part in parts}


def _report(answer: DutyAnswer, part: DutyAgency, submission: Submission, by: User, at: dt.datetime) -> None:
    duties.report(
        part=part,
        by=by,
        at=at,
        words=answer.words,
        percent=answer.percent or 0,
        obstacle=submission.difficulties,
        done_on=answer.done_on if answer.percent == 100 else None,
    )


def follow_report(*, part: DutyAgency, by: User, at: dt.datetime) -> None:
    """A report outside a period: what comes again is met for this time, and stays open."""
    if part.role == DutyAgency.Role.LEAD:
        with transaction.atomic(), pghistory.context(user=by.pk, why="Báo cáo ngoài kỳ"):
            _follow([part.duty_id], timezone.localdate(at), timezone.localdate(at))


def _follow(leads: list[int], on: dt.date, at: dt.date) -> None:
    """What comes again every period is answered, never finished."""
    repeating = (Duty.DeadlineKind.ONGOING, Duty.DeadlineKind.RECURRING)
    Duty.objects.filter(pk__in=leads, deadline_kind__in=repeating).update(completed_on=None)
    scheduling.answer(leads, on=on, at=at)


def return_all(submission: Submission, *, by: User, at: dt.datetime) -> None:
    """Write the returned lines into their duties' history."""
    back = submission.duty_answers.filter(part="lead", verdict=Verdict.BACK).select_related("duty")
    _checks(back, DutyCheck.Verdict.RETURNED, by, at)
    _reopen([answer.duty for answer in back])


def approve_all(submission: Submission, *, by: User, at: dt.datetime) -> None:
    """Write approval into the duties' history; what was reported done is closed by it."""
    answers = list(submission.duty_answers.filter(part="lead").select_related("duty"))
    done = [answer for answer in answers if answer.duty.completed_on]
    open_ = [answer for answer in answers if not answer.duty.completed_on]
    _checks(done, DutyCheck.Verdict.COMPLETED, by, at)
    _checks(open_, DutyCheck.Verdict.APPROVED, by, at)


def _checks(answers: Iterable[DutyAnswer], verdict: str, by: User, at: dt.datetime) -> None:
    DutyCheck.objects.bulk_create(
        DutyCheck(duty=answer.duty, verdict=verdict, reason=answer.remark, by=by, at=at) for answer in answers
    )
