"""What a submission is offered: reports made outside the period, duties confirmed after it was opened."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest
from django.test import Client

from reporting_year import Year, at, full
from tinhxanh.apps.programmes.models import Duty, DutyAgency
from tinhxanh.apps.registers.refusals import Refused
from tinhxanh.apps.reports import courses, forms, offers, submissions
from tinhxanh.apps.reports.models import DutyAnswer, Submission

WORDS = "Đã đấu nối đủ 12 nguồn thải"
SAID, CHECKED = at(11, 20), at(11, 21)


def say(submission: Submission, year: Year, code: str = "II.2.2", percent: int = 100) -> Duty:
    """A report outside the period on a duty that the agency leads."""
    part = DutyAgency.objects.get(duty__code=code, role="lead")
    done = SAID.date() if percent == 100 else None
    by = year.officer(submission.organisation)
    courses.report(part=part, by=by, at=SAID, words=WORDS, percent=percent, done_on=done)
    return Duty.objects.get(code=code)


def line(submission: Submission, code: str = "II.2.2") -> DutyAnswer:
    return submission.duty_answers.select_related("duty").get(duty__code=code)


def all_but(submission: Submission, answer: DutyAnswer) -> submissions.Draft:
    draft = full(submission)
    return submissions.Draft(
        {pk: values for pk, values in draft.duties.items() if pk != answer.pk}, draft.figures, draft.texts
    )


def test_report_outside_the_period_is_offered_on_the_page_and_in_the_form(year: Year) -> None:
    submission = year.submission(year.open())
    say(submission, year, percent=70)
    assert offers.offers(submission) == {
        line(submission).pk: offers.Offer(WORDS, 70, None, SAID.date(), is_closed=False)
    }
    client = Client()
    client.force_login(
        year.officer(submission.organisation), backend="django.contrib.auth.backends.ModelBackend"
    )
    html = client.get(f"/ban-nop/{submission.pk}/").content.decode()
    assert html.count(WORDS) == 1
    assert "Điền sẵn từ báo cáo ngoài kỳ ngày 20/11/2026; hãy xem lại trước khi nộp." in html
    book = openpyxl.load_workbook(io.BytesIO(forms.write(submission)))
    assert WORDS in [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
    assert line(submission).words == ""


def test_line_that_somebody_has_begun_is_left_alone(year: Year) -> None:
    submission = year.submission(year.open())
    say(submission, year, percent=70)
    DutyAnswer.objects.filter(pk=line(submission).pk).update(words="Đang làm")
    assert offers.offers(submission) == {}


def test_returned_report_is_not_offered(year: Year) -> None:
    submission = year.submission(year.open())
    duty = say(submission, year)
    courses.check(duty=duty, verdict="returned", by=year.focal, at=CHECKED, reason="Thiếu minh chứng")
    assert offers.offers(submission) == {}


def test_what_was_handed_in_for_the_period_before_is_not_offered_again(year: Year) -> None:
    before = year.submission(year.open(0, at(6, 16)))
    submissions.save_draft(submission=before, draft=full(before), by=year.focal, at=at(7, 1))
    submissions.hand_in(submission=before, by=year.officer(before.organisation), at=at(7, 1))
    submission = year.submission(year.open())
    assert offers.offers(submission) == {}
    say(submission, year, percent=70)
    assert set(offers.offers(submission)) == {line(submission).pk}


def confirmed_after_opening(year: Year) -> Submission:
    submission = year.submission(year.open())
    duty = say(submission, year)
    courses.check(duty=duty, verdict="completed", by=year.focal, at=CHECKED)
    return submission


def test_duty_confirmed_after_the_period_was_opened_does_not_hold_up_handing_in(year: Year) -> None:
    submission = confirmed_after_opening(year)
    officer = year.officer(submission.organisation)
    rest = all_but(submission, line(submission))
    submissions.save_draft(submission=submission, draft=rest, by=officer, at=at(12, 8))
    assert submissions.problems(submission) == []
    submissions.hand_in(submission=submission, by=officer, at=at(12, 9))
    answer = line(submission)
    assert (answer.words, answer.percent, answer.done_on) == (WORDS, 100, SAID.date())
    assert answer.duty.completed_on == SAID.date()


def test_page_says_that_the_line_of_a_confirmed_duty_is_filled(year: Year) -> None:
    submission = confirmed_after_opening(year)
    client = Client()
    client.force_login(
        year.officer(submission.organisation), backend="django.contrib.auth.backends.ModelBackend"
    )
    html = client.get(f"/ban-nop/{submission.pk}/").content.decode()
    assert "Đầu mối đã xác nhận hoàn thành sau khi mở kỳ nên dòng này được điền sẵn" in html
    assert WORDS in html


@pytest.mark.parametrize("said", [{"words": "Thêm hai nguồn"}, {"words": "Thêm hai nguồn", "percent": 100}])
def test_own_words_on_a_confirmed_duty_are_kept(year: Year, said: dict[str, Any]) -> None:
    submission = confirmed_after_opening(year)
    answer, officer = line(submission), year.officer(submission.organisation)
    draft = all_but(submission, answer)
    draft = submissions.Draft({**draft.duties, answer.pk: said}, draft.figures, draft.texts)
    submissions.save_draft(submission=submission, draft=draft, by=officer, at=at(12, 8))
    submissions.hand_in(submission=submission, by=officer, at=at(12, 9))
    assert (line(submission).words, line(submission).percent) == ("Thêm hai nguồn", 100)


def test_confirmed_duty_is_not_told_as_unfinished(year: Year) -> None:
    submission = confirmed_after_opening(year)
    submissions.save_draft(submission=submission, draft=full(submission, 60), by=year.focal, at=at(12, 8))
    DutyAnswer.objects.filter(pk=line(submission).pk).update(percent=60)
    with pytest.raises(Refused, match="tỷ lệ giữ 100 %"):
        submissions.hand_in(submission=submission, by=year.focal, at=at(12, 9))
    assert line(submission).percent == 60
