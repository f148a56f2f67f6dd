"""What a person has to act on is mailed at once; new duties stand on the page when the programme does."""

from __future__ import annotations

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from letterbox import Letterbox, text
from reporting_year import Year, at, full
from tinhxanh.apps.accounts.models import User
from tinhxanh.apps.programmes.models import DutyAgency
from tinhxanh.apps.reports import mailing, notices, reminding, submissions
from tinhxanh.apps.reports.models import Notice, Submission


def returned(year: Year) -> Submission:
    """A submission that was handed in and sent back."""
    held = year.submission(year.open())
    officer = year.officer(held.organisation)
    submissions.save_draft(submission=held, draft=full(held), by=officer, at=at(12, 9))
    submissions.hand_in(submission=held, by=officer, at=at(12, 9))
    return submissions.send_back(
        submission=held, remarks="Thiếu số liệu quý IV", by=year.focal, at=at(12, 10)
    )


def waiting_jobs() -> list[str]:
    """The keys of the mail that waits for the worker."""
    found = ProcrastinateJob.objects.filter(task_name="reports.send_pressing").order_by("id")
    return [job.args["key"] for job in found]


@pytest.mark.parametrize("wish", ["", "at_once", "daily", "weekly"])
def test_returned_submission_is_mailed_at_once(year: Year, letterbox: Letterbox, wish: str) -> None:
    officer = year.officer(year.place.agencies[1])
    if wish:
        notices.wish(user=officer, when=wish)
    returned(year)
    (key,) = waiting_jobs()
    assert mailing.pressing(key, at(12, 10)) == 1
    assert letterbox.recipients == [officer.email]
    assert "bị trả lại. Thiếu số liệu quý IV" in text(letterbox.letters[0])
    assert mailing.pressing(key, at(12, 10)) == 0


def test_who_wants_no_mail_gets_none_and_sees_it_on_the_page(year: Year, letterbox: Letterbox) -> None:
    officer = year.officer(year.place.agencies[1])
    notices.wish(user=officer, when="never")
    returned(year)
    assert mailing.pressing(waiting_jobs()[0], at(12, 10)) == 0
    assert letterbox.letters == []
    assert Notice.objects.filter(user=officer, kind="returned", read_at__isnull=True).count() == 1


def test_digest_does_not_repeat_what_was_mailed(year: Year, letterbox: Letterbox) -> None:
    officer = year.officer(year.place.agencies[1])
    returned(year)
    mailing.pressing(waiting_jobs()[0], at(12, 10))
    mailing.digest(at(12, 11))
    (later,) = [one for one in letterbox.letters[1:] if one["To"] == officer.email]
    assert "bị trả lại" not in text(later)


def test_what_was_read_before_the_mail_left_is_not_mailed(year: Year, letterbox: Letterbox) -> None:
    returned(year)
    notices.mark_read(user=year.officer(year.place.agencies[1]), at=at(12, 10))
    assert mailing.pressing(waiting_jobs()[0], at(12, 10)) == 0


def test_approval_waits_for_the_digest(year: Year) -> None:
    held = returned(year)
    officer = year.officer(held.organisation)
    submissions.hand_in(submission=held, by=officer, at=at(12, 10))
    submissions.approve(submission=held, by=year.focal, at=at(12, 10))
    assert len(waiting_jobs()) == 1


def test_worker_finds_the_job_by_its_name() -> None:
    from tinhxanh.apps.reports import tasks

    assert tasks.send_pressing.name == "reports.send_pressing"


def test_new_duties_of_one_programme_are_told_with_it(year: Year) -> None:
    assert reminding.tell_assigned(at(12, 1), programme=year.programme) == 5
    assert reminding.tell_assigned(at(12, 2)) == 0
    assert set(Notice.objects.values_list("kind", flat=True)) == {"assigned"}


def test_person_who_comes_later_is_told_in_the_morning(year: Year) -> None:
    agency = year.place.agencies[1]
    year.officer(agency).memberships.all().delete()
    assert reminding.tell_assigned(at(12, 1), programme=year.programme) == 4
    newcomer = User.objects.create(username="moi", full_name="Người Mới")
    newcomer.memberships.create(organisation=agency, role="officer", valid_from=at(12, 1).date())
    assert reminding.tell_assigned(at(12, 2)) == 1


def test_accepted_duties_are_not_told(year: Year) -> None:
    DutyAgency.objects.update(accepted_at=at(12, 1), accepted_by=year.focal)
    assert reminding.tell_assigned(at(12, 1), programme=year.programme) == 0
