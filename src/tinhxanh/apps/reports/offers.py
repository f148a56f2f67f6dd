"""What the lines of a submission are offered before anybody writes them.

A report that was made outside the period is not written a second time; a duty that was confirmed complete
after the period was opened is told as complete, as it is where it was confirmed before.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, Max, OuterRef
from django.utils import timezone

from tinhxanh.apps.accounts.queries import lineage
from tinhxanh.apps.programmes.models import DutyAgency, ProgressReport
from tinhxanh.apps.reports.models import DutyAnswer, DutyCheck, Submission


@dataclass(frozen=True, slots=True)
class Offer:
    """What a line may say; `said_on` is the day of the report that it comes from, if from one."""

    words: str
    percent: int
    done_on: dt.date | None
    said_on: dt.date | None
    is_closed: bool


def offers(submission: Submission) -> dict[int, Offer]:
    """By the id of the answer, for the lines that nobody has begun; four queries at most."""
    lines = [answer for answer in submission.duty_answers.select_related("duty") if _is_blank(answer)]
    reports = _outside(submission, lines) if lines else {}
    found = ((answer.pk, _offer(answer, reports.get(answer.duty_id))) for answer in lines)
    return {pk: offer for pk, offer in found if offer is not None}


def is_closed(answer: DutyAnswer) -> bool:
    """Whether the line is the lead's of a duty that the focal officer has confirmed as complete."""
    return answer.part == DutyAgency.Role.LEAD and answer.duty.completed_on is not None


def fill_closed(submission: Submission) -> None:
    """Write what is left open in the lines of duties that are complete; what somebody wrote stays."""
    answers = submission.duty_answers.filter(part="lead", duty__completed_on__isnull=False)
    lines = [one for one in answers.select_related("duty") if not one.words.strip() or one.percent is None]
    reports = _outside(submission, lines) if lines else {}
    for answer in lines:
        told = _closed(answer, reports.get(answer.duty_id))
        answer.words = answer.words if answer.words.strip() else told.words
        if answer.percent is None:
            answer.percent, answer.done_on = told.percent, told.done_on
    DutyAnswer.objects.bulk_update(lines, ["words", "percent", "done_on"])


def _is_blank(answer: DutyAnswer) -> bool:
    return not answer.words.strip() and answer.percent is None and answer.done_on is None


def _offer(answer: DutyAnswer, report: ProgressReport | None) -> Offer | None:
    if is_closed(answer):
        return _closed(answer, report)
    if report is None:
        return None
    day = report.done_on if answer.takes_done_day else None
    return Offer(report.words, report.percent, day, _day(report), False)


def _closed(answer: DutyAnswer, report: ProgressReport | None) -> Offer:
    day = answer.duty.completed_on
    words = (report.words if report else "") or answer.last_words or f"Đã hoàn thành ngày {day:%d/%m/%Y}."
    return Offer(words, 100, day, _day(report) if report else None, True)


def _day(report: ProgressReport) -> dt.date:
    return timezone.localdate(report.reported_at)


def _outside(submission: Submission, lines: Iterable[DutyAnswer]) -> dict[int, ProgressReport]:
    """The agency's last report on each duty since it last handed in, unless it was returned."""
    office = lineage([submission.organisation])
    back = DutyCheck.objects.filter(
        duty=OuterRef("duty"), verdict=DutyCheck.Verdict.RETURNED, at__gte=OuterRef("reported_at")
    )
    reports = ProgressReport.objects.filter(
        ~Exists(back),
        duty__in=[answer.duty_id for answer in lines],
        organisation__in=office,
        reported_at__gt=_since(submission, office),
    )
    latest = reports.order_by("duty_id", "-reported_at", "-pk").distinct("duty_id")
    return {report.duty_id: report for report in latest}


def _since(submission: Submission, office: Iterable[int]) -> dt.datetime:
    """When the agency last handed in for the programme, else the first moment of the period."""
    others = Submission.objects.filter(
        round__programme=submission.round.programme_id, organisation__in=office
    ).exclude(pk=submission.pk)
    last: dt.datetime | None = others.aggregate(last=Max("handed_in_at"))["last"]
    start = dt.datetime.combine(submission.round.data_from, dt.time.min)
    return last or timezone.make_aware(start)
