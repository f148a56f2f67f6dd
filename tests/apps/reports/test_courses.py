"""No duty is complete before the focal officer has looked again, whichever way the word came in."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from importlib import import_module

import openpyxl
import pytest
from django.apps import apps

from reporting_year import Year, at, full
from tinhxanh.apps.programmes import queries
from tinhxanh.apps.programmes.models import Duty, DutyAgency
from tinhxanh.apps.registers.refusals import Refused
from tinhxanh.apps.reports import courses, forms, submissions
from tinhxanh.apps.reports.models import DutyAnswer, DutyCheck, Notice, Submission
from tinhxanh.apps.reports.submissions import Draft
from tinhxanh.core.duties.state import State
from tinhxanh.core.duties.transitions import Stage
from tinhxanh.exchange.working_days import calendar_around

SAID = dt.date(2026, 11, 20)


def stage_of(duty: Duty) -> Stage:
    duty.refresh_from_db()
    return courses.stages([duty])[duty.pk]


def state_of(year: Year, duty: Duty, on: dt.date = dt.date(2026, 12, 11)) -> State:
    duty.refresh_from_db()
    clock = queries.clock([year.programme], on, calendar_around(on))
    told = queries.with_states(Duty.objects.filter(pk=duty.pk), clock).get()
    assert told.state == clock.standing(duty).state
    return State(told.state)


def lead_of(duty: Duty) -> DutyAgency:
    return duty.agencies.get(role="lead")


def dated(year: Year) -> Duty:
    """A duty of the second agency, due in the middle of December."""
    return Duty.objects.get(programme=year.programme, code="II.2.2")


def say_done(year: Year, duty: Duty, done_on: dt.date = SAID) -> None:
    part = lead_of(duty)
    officer = year.officer(part.organisation)
    courses.report(part=part, by=officer, at=at(12, 1), words="Đã xong", percent=100, done_on=done_on)


def handed_in(year: Year, percent: int) -> Submission:
    """The second agency's submission, written on the page."""
    submission = year.submission(year.open())
    officer = year.officer(submission.organisation)
    submissions.save_draft(submission=submission, draft=full(submission, percent), by=officer, at=at(12, 8))
    return submissions.hand_in(submission=submission, by=officer, at=at(12, 9))


def by_page(year: Year) -> Submission:
    return handed_in(year, 100)


def by_excel(year: Year) -> Submission:
    submission = year.submission(year.open())
    officer = year.officer(submission.organisation)
    book = openpyxl.load_workbook(io.BytesIO(forms.write(submission)))
    sheet = book["Nhiệm vụ"]
    for line, answer in enumerate(submission.duty_answers.select_related("duty"), 5):
        sheet[f"G{line}"], sheet[f"H{line}"] = "Đã xong", 100
        if answer.takes_done_day:
            sheet[f"I{line}"] = SAID
    for line in range(5, 5 + submission.figure_answers.count()):
        book["Chỉ tiêu"][f"G{line}"] = 92
    stream = io.BytesIO()
    book.save(stream)
    taken = forms.take(submission=submission, content=stream.getvalue(), by=officer, at=at(12, 8))
    assert taken.problems == ()
    return submissions.hand_in(submission=submission, by=officer, at=at(12, 9))


@pytest.mark.parametrize("way", [by_page, by_excel])
def test_submission_that_says_done_closes_nothing_before_its_approval(
    year: Year, way: Callable[[Year], Submission]
) -> None:
    submission = way(year)
    duty = dated(year)
    assert stage_of(duty) is Stage.AWAITING_CHECK
    assert (duty.said_done_on, duty.completed_on) == (SAID, None)
    assert state_of(year, duty) is State.OPEN
    assert duty in courses.closing(submission)

    submissions.approve(submission=submission, by=year.focal, at=at(12, 20))

    assert stage_of(duty) is Stage.COMPLETED
    assert duty.completed_on == SAID, "the day that was reported, not the day of the check"
    assert state_of(year, duty) is State.DONE


def test_report_outside_a_period_closes_nothing_before_the_check(year: Year) -> None:
    duty = dated(year)
    say_done(year, duty)
    assert stage_of(duty) is Stage.AWAITING_CHECK
    assert state_of(year, duty) is State.OPEN
    told = Notice.objects.get(user=year.focal, kind="handed_in")
    assert "chờ kiểm tra lại" in told.words

    courses.check(duty=duty, verdict="completed", by=year.focal, at=at(12, 20))

    assert stage_of(duty) is Stage.COMPLETED
    assert duty.completed_on == SAID
    officer = year.officer(year.place.agencies[1])
    assert Notice.objects.filter(user=officer, kind="approved").count() == 1


def test_duty_reported_late_stays_late_until_it_is_confirmed(year: Year) -> None:
    duty = dated(year)
    duty.due_on = dt.date(2026, 11, 10)
    duty.save()
    say_done(year, duty)
    assert state_of(year, duty) is State.LATE
    courses.check(duty=duty, verdict="completed", by=year.focal, at=at(12, 20))
    assert state_of(year, duty) is State.DONE_LATE


def test_nobody_completes_what_was_not_reported_complete(year: Year) -> None:
    duty = dated(year)
    with pytest.raises(Refused) as refusal:
        courses.check(duty=duty, verdict="completed", by=year.focal, at=at(12, 1))
    assert refusal.value.code == "stage"


def test_check_returns_with_a_reason_and_the_duty_is_open_again(year: Year) -> None:
    duty = dated(year)
    say_done(year, duty)
    with pytest.raises(Refused) as refusal:
        courses.check(duty=duty, verdict="returned", by=year.focal, at=at(12, 2))
    assert refusal.value.code == "reason"
    courses.check(duty=duty, verdict="returned", reason="Chưa có biên bản", by=year.focal, at=at(12, 2))
    assert stage_of(duty) is Stage.RETURNED
    assert (duty.said_done_on, duty.completed_on, duty.percent) == (None, None, 99)
    officer = year.officer(year.place.agencies[1])
    assert "Chưa có biên bản" in Notice.objects.get(user=officer, kind="returned").words


def test_completed_duty_can_be_opened_again_with_a_reason(year: Year) -> None:
    duty = dated(year)
    say_done(year, duty)
    courses.check(duty=duty, verdict="completed", by=year.focal, at=at(12, 2))
    courses.check(duty=duty, verdict="returned", reason="Trạm đã ngừng", by=year.focal, at=at(12, 3))
    assert stage_of(duty) is Stage.RETURNED
    assert [row.verdict for row in DutyCheck.objects.filter(duty=duty)] == ["returned", "completed"]


def test_lead_cannot_report_on_what_is_complete(year: Year) -> None:
    duty = dated(year)
    say_done(year, duty)
    courses.check(duty=duty, verdict="completed", by=year.focal, at=at(12, 2))
    with pytest.raises(Refused) as refusal:
        say_done(year, duty)
    assert refusal.value.code == "stage"


def test_coordinators_word_neither_closes_nor_opens(year: Year) -> None:
    duty = dated(year)
    say_done(year, duty)
    courses.check(duty=duty, verdict="completed", by=year.focal, at=at(12, 2))
    part = duty.agencies.get(role="coordinate")
    officer = year.officer(part.organisation)
    courses.report(part=part, by=officer, at=at(12, 3), words="Đã phối hợp", percent=40)
    assert stage_of(duty) is Stage.COMPLETED


def test_period_tells_again_what_is_complete_and_moves_nothing(year: Year) -> None:
    duty = dated(year)
    say_done(year, duty)
    courses.check(duty=duty, verdict="completed", by=year.focal, at=at(12, 2))
    opened = year.open(when=at(12, 3))
    line = DutyAnswer.objects.get(submission__round=opened, duty=duty, part="lead")
    assert (line.percent, line.done_on) == (100, SAID), "filled in beforehand"
    assert line.words
    submission = line.submission
    officer = year.officer(submission.organisation)
    wrong = Draft(duties={line.pk: {"percent": 60}})
    submissions.save_draft(submission=submission, draft=wrong, by=officer, at=at(12, 8))
    told = submissions.problems(submission)
    assert [problem for problem in told if "xác nhận hoàn thành" in problem], "60 % contradicts the check"
    right = Draft(duties={line.pk: {"percent": 100}})
    submissions.save_draft(submission=submission, draft=right, by=officer, at=at(12, 8))
    submissions.save_draft(submission=submission, draft=full(submission, 100), by=officer, at=at(12, 8))
    submissions.hand_in(submission=submission, by=officer, at=at(12, 9))
    submissions.approve(submission=submission, by=year.focal, at=at(12, 10))
    assert stage_of(duty) is Stage.COMPLETED
    assert DutyCheck.objects.filter(duty=duty).count() == 1


def test_approval_does_not_close_what_was_said_elsewhere_only(year: Year) -> None:
    submission = handed_in(year, 60)
    duty = dated(year)
    part = lead_of(duty)
    officer = year.officer(part.organisation)
    courses.report(part=part, by=officer, at=at(12, 10), words="Nay đã xong", percent=100)
    submissions.approve(submission=submission, by=year.focal, at=at(12, 11))
    assert stage_of(duty) is Stage.AWAITING_CHECK


def test_line_that_is_returned_opens_its_duty_again(year: Year) -> None:
    submission = handed_in(year, 100)
    duty = dated(year)
    line = submission.duty_answers.get(duty=duty)
    submissions.send_back(
        submission=submission,
        remarks="Bổ sung",
        lines={"duties": {line.pk: "Thiếu biên bản"}},
        by=year.focal,
        at=at(12, 10),
    )
    assert stage_of(duty) is Stage.RETURNED
    assert duty.said_done_on is None


def test_upgrade_puts_back_to_waiting_what_a_report_alone_had_closed(year: Year) -> None:
    confirmed, unchecked = dated(year), Duty.objects.get(programme=year.programme, code="II.3.3")
    say_done(year, confirmed)
    courses.check(duty=confirmed, verdict="completed", by=year.focal, at=at(12, 2))
    Duty.objects.filter(pk=unchecked.pk).update(completed_on=SAID, reported_on=SAID)
    rejudge = import_module("tinhxanh.apps.reports.migrations.0004_rejudge").rejudge

    rejudge(apps, None)

    confirmed.refresh_from_db()
    unchecked.refresh_from_db()
    assert (confirmed.completed_on, confirmed.said_done_on) == (SAID, SAID)
    assert (unchecked.completed_on, unchecked.said_done_on, unchecked.answered_on) == (None, SAID, SAID)
