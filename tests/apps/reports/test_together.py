"""Two people in the same moment: one decides, the other is told; numbers are given once."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connections

from reporting_year import Year, at, full, make_year
from tinhxanh.apps.programmes.models import Duty
from tinhxanh.apps.registers.refusals import Refused
from tinhxanh.apps.reports import consolidating, courses, submissions, urging
from tinhxanh.apps.reports.models import DutyCheck, Report, Round, Submission, Urging


@pytest.fixture
def year(transactional_db: None, settings: Any) -> Year:
    """A province whose rows other connections see."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return make_year()


def together(*acts: Callable[[], object]) -> list[str]:
    """Do all at once, each in a thread of its own; “ok” or the code of the refusal."""
    gate = Barrier(len(acts))

    def run(act: Callable[[], object]) -> str:
        try:
            gate.wait()
            act()
        except Refused as refusal:
            return refusal.code
        finally:
            connections.close_all()
        return "ok"

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(run, acts))


def test_two_focal_officers_decide_one_submission_once(year: Year) -> None:
    submission = year.submission(year.open())
    person = year.officer(submission.organisation)
    submissions.save_draft(submission=submission, draft=full(submission), by=person, at=at(12, 8))
    submissions.hand_in(submission=submission, by=person, at=at(12, 9))
    told = together(
        lambda: submissions.approve(submission=submission, by=year.focal, at=at(12, 10)),
        lambda: submissions.send_back(submission=submission, remarks="Thiếu", by=year.leader, at=at(12, 10)),
    )
    assert told == ["not-handed-in", "ok"]
    leads = submission.duty_answers.filter(part="lead").count()
    assert DutyCheck.objects.count() in (leads, 0)


def test_two_focal_officers_check_one_duty_once(year: Year) -> None:
    duty = Duty.objects.get(code="II.2.2")
    part = duty.agencies.get(role="lead")
    person = year.officer(part.organisation)
    courses.report(part=part, by=person, at=at(12, 8), words="Đã xong", percent=100)
    told = together(
        lambda: courses.check(duty=duty, verdict="completed", by=year.focal, at=at(12, 10)),
        lambda: courses.check(duty=duty, verdict="completed", by=year.leader, at=at(12, 10)),
    )
    assert told == ["ok", "stage"]
    duty.refresh_from_db()
    assert duty.completed_on is not None
    assert DutyCheck.objects.count() == 1


def test_check_and_approval_in_the_same_moment_close_a_duty_once(year: Year) -> None:
    submission = year.submission(year.open())
    person = year.officer(submission.organisation)
    submissions.save_draft(submission=submission, draft=full(submission, 100), by=person, at=at(12, 8))
    submissions.hand_in(submission=submission, by=person, at=at(12, 9))
    duty = Duty.objects.get(code="II.2.2")
    told = together(
        lambda: submissions.approve(submission=submission, by=year.focal, at=at(12, 10)),
        lambda: courses.check(duty=duty, verdict="completed", by=year.leader, at=at(12, 10)),
    )
    assert told in (["ok", "ok"], ["ok", "stage"])
    assert DutyCheck.objects.filter(duty=duty, verdict="completed").count() == 1


def test_two_open_the_same_period_once(year: Year) -> None:
    assert together(year.open, year.open) == ["ok", "opened"]
    assert Round.objects.count() == 1
    assert Submission.objects.count() == 5


def test_letters_written_together_have_different_numbers(year: Year) -> None:
    def write(index: int) -> Callable[[], object]:
        return lambda: urging.issue(
            programme=year.programme,
            organisation=year.place.agencies[index],
            level=1,
            words="Đề nghị nộp",
            duties=[],
            by=year.focal,
            at=at(12, 11),
        )

    assert together(*(write(index) for index in range(4))) == ["ok"] * 4
    assert sorted(Urging.objects.values_list("number", flat=True)) == [1, 2, 3, 4]


def test_draft_of_a_report_is_begun_once(year: Year) -> None:
    opened = year.open()

    def begin() -> object:
        return consolidating.begin(round_=opened, by=year.focal, at=at(12, 11))

    assert together(begin, begin) == ["ok", "ok"]
    assert Report.objects.count() == 1
