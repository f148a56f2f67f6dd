"""Handing in, return with remarks, approval that freezes, and what follows for the duties."""

from __future__ import annotations

import datetime as dt

import pytest

from reporting_year import Year, at, full
from tinhxanh.apps.programmes.models import Duty, ProgressReport
from tinhxanh.apps.registers.refusals import Refused
from tinhxanh.apps.reports import courses, submissions
from tinhxanh.apps.reports.models import Notice, Submission
from tinhxanh.core.duties.transitions import Stage


def handed_in(year: Year, index: int = 1, percent: int = 60) -> Submission:
    """A submission that was written and handed in on 9 December."""
    submission = year.submission(year.open(), index)
    officer = year.officer(submission.organisation)
    draft = full(submission, percent, difficulties="Thiếu kinh phí", proposals="Bố trí vốn")
    submissions.save_draft(submission=submission, draft=draft, by=officer, at=at(12, 8))
    return submissions.hand_in(submission=submission, by=officer, at=at(12, 9))


def test_draft_is_kept_and_says_what_is_missing(year: Year) -> None:
    submission = year.submission(year.open())
    assert len(submissions.problems(submission)) == submission.duty_answers.count() + 1
    draft = full(submission)
    submissions.save_draft(submission=submission, draft=draft, by=year.focal, at=at(12, 8))
    assert submissions.problems(submission) == []


def test_incomplete_submission_is_not_taken(year: Year) -> None:
    submission = year.submission(year.open())
    with pytest.raises(Refused) as refusal:
        submissions.hand_in(submission=submission, by=year.focal, at=at(12, 9))
    assert refusal.value.code == "incomplete"
    submission.refresh_from_db()
    assert submission.state == "draft"


def test_handing_in_reports_on_the_duties(year: Year) -> None:
    submission = handed_in(year)
    leads = submission.duty_answers.filter(part="lead")
    reports = ProgressReport.objects.filter(duty__in=leads.values("duty"))
    assert reports.count() == leads.count() > 0
    assert set(Duty.objects.filter(pk__in=leads.values("duty")).values_list("percent", flat=True)) == {60}
    assert Notice.objects.filter(user=year.focal, kind="handed_in").count() == 1


def test_what_was_handed_in_cannot_be_written_over(year: Year) -> None:
    submission = handed_in(year)
    with pytest.raises(Refused) as refusal:
        submissions.save_draft(submission=submission, draft=full(submission, 99), by=year.focal, at=at(12, 9))
    assert refusal.value.code == "frozen"


def test_returned_line_says_why_and_the_rest_stays_good(year: Year) -> None:
    submission = handed_in(year)
    line = submission.duty_answers.filter(part="lead").first()
    assert line is not None
    submissions.send_back(
        submission=submission,
        remarks="Bổ sung minh chứng",
        lines={"duties": {line.pk: "Số liệu chưa khớp"}},
        by=year.focal,
        at=at(12, 10),
    )
    submission.refresh_from_db()
    assert submission.state == "returned"
    verdicts = dict(submission.duty_answers.values_list("pk", "verdict"))
    assert verdicts.pop(line.pk) == "back"
    assert set(verdicts.values()) == {"good"}
    assert courses.stages([line.duty])[line.duty_id] is Stage.RETURNED


def test_return_needs_a_reason(year: Year) -> None:
    submission = handed_in(year)
    with pytest.raises(Refused) as refusal:
        submissions.send_back(submission=submission, remarks=" ", by=year.focal, at=at(12, 10))
    assert refusal.value.code == "no-reason"


def test_returned_submission_is_handed_in_again_and_keeps_its_first_day(year: Year) -> None:
    submission = handed_in(year)
    submissions.send_back(submission=submission, remarks="Thiếu số", by=year.focal, at=at(12, 10))
    again = submissions.hand_in(
        submission=submission, by=year.officer(submission.organisation), at=at(12, 11)
    )
    assert (again.state, again.first_handed_in_at) == ("handed_in", at(12, 9))
    assert again.remarks == ""


def test_line_found_good_that_says_otherwise_now_is_reported_anew(year: Year) -> None:
    submission = handed_in(year)
    officer = year.officer(submission.organisation)
    submissions.send_back(submission=submission, remarks="Xem lại", by=year.focal, at=at(12, 10))
    line = submission.duty_answers.filter(part="lead").first()
    assert line is not None
    told = submissions.Draft(duties={line.pk: {"percent": 75}})
    submissions.save_draft(submission=submission, draft=told, by=officer, at=at(12, 11))
    line.refresh_from_db()
    assert line.verdict == ""
    assert set(submission.duty_answers.exclude(pk=line.pk).values_list("verdict", flat=True)) == {"good"}

    submissions.hand_in(submission=submission, by=officer, at=at(12, 11))

    line.duty.refresh_from_db()
    assert line.duty.percent == 75


def test_approved_submission_is_frozen_with_who_and_when(year: Year) -> None:
    approved = submissions.approve(submission=handed_in(year), by=year.focal, at=at(12, 10))
    assert (approved.decided_by, approved.decided_at) == (year.focal, at(12, 10))
    for act in (
        lambda: submissions.save_draft(
            submission=approved, draft=full(approved), by=year.focal, at=at(12, 11)
        ),
        lambda: submissions.hand_in(submission=approved, by=year.focal, at=at(12, 11)),
        lambda: submissions.send_back(submission=approved, remarks="x", by=year.focal, at=at(12, 11)),
        lambda: submissions.approve(submission=approved, by=year.focal, at=at(12, 11)),
    ):
        with pytest.raises(Refused):
            act()


def test_second_focal_officer_finds_it_decided(year: Year) -> None:
    submission = handed_in(year)
    submissions.approve(submission=submission, by=year.focal, at=at(12, 10))
    with pytest.raises(Refused) as refusal:
        submissions.send_back(submission=submission, remarks="Thiếu", by=year.leader, at=at(12, 10))
    assert refusal.value.code == "not-handed-in"


def test_ongoing_duty_is_answered_but_never_finished(year: Year) -> None:
    submission = handed_in(year, index=3, percent=100)
    ongoing = Duty.objects.get(
        deadline_kind="ongoing", agencies__role="lead", agencies__organisation=submission.organisation
    )
    assert ongoing.completed_on is None
    assert ongoing.reported_on == dt.date(2026, 12, 9)


def test_history_says_who_and_why(year: Year) -> None:
    submission = handed_in(year)
    submissions.send_back(submission=submission, remarks="Thiếu minh chứng", by=year.focal, at=at(12, 10))
    last = Submission.pgh_event_model.objects.filter(pgh_obj_id=submission.pk).latest("pgh_id")
    assert last.pgh_context.metadata == {"user": year.focal.pk, "why": "Trả lại: Thiếu minh chứng"}
