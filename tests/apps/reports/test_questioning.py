"""A leader asks more: who is told, what is mailed, who may answer, what stays on the page."""

from __future__ import annotations

import datetime as dt

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

import factories
from letterbox import Letterbox, text
from reporting_year import Year, at
from tinhxanh.apps.programmes.models import Duty
from tinhxanh.apps.registers.refusals import Refused
from tinhxanh.apps.reports import mailing, notices, questioning
from tinhxanh.apps.reports.models import Notice, Question

SECOND = dt.timedelta(seconds=1)


def ask(year: Year, words: str = "Vì sao chưa đấu nối?") -> Question:
    duty = Duty.objects.get(code="II.2.2")
    return questioning.ask(duty=duty, words=words, by=year.leader, at=at(12, 11))


def test_lead_agency_and_focal_officer_are_told_and_mailed_at_once(year: Year, letterbox: Letterbox) -> None:
    officer = year.officer(year.place.agencies[1])
    notices.wish(user=officer, when="weekly")
    made = ask(year)
    told = Notice.objects.filter(kind="question")
    assert {notice.user for notice in told} == {officer, year.focal}
    assert {notice.address for notice in told} == {f"/nhiem-vu/{made.duty_id}/#cau-hoi"}
    job = ProcrastinateJob.objects.get(task_name="reports.send_pressing")
    assert mailing.pressing(job.args["key"], at(12, 11)) == 2
    assert set(letterbox.recipients) == {officer.email, year.focal.email}
    assert "Vì sao chưa đấu nối?" in text(letterbox.letters[0])


def test_answer_is_told_to_who_asked_and_takes_the_question_away(year: Year) -> None:
    made = ask(year)
    officer = year.officer(year.place.agencies[1])
    assert list(questioning.waiting(year.programme)) == [made]
    held = questioning.answer(question=made, words="Chờ thẩm định, xong 20/12", by=officer, at=at(12, 12))
    assert (held.answered_by, held.answered_at) == (officer, at(12, 12))
    assert not questioning.waiting(year.programme).exists()
    assert Notice.objects.get(kind="answered").user == year.leader


def test_first_answer_counts(year: Year) -> None:
    made = ask(year)
    questioning.answer(question=made, words="Một", by=year.focal, at=at(12, 12))
    with pytest.raises(Refused) as refusal:
        questioning.answer(question=made, words="Hai", by=year.focal, at=at(12, 12))
    assert refusal.value.code == "answered"
    assert Question.objects.get().answer == "Một"


@pytest.mark.parametrize("words", ["", "  \n"])
def test_question_and_answer_need_words(year: Year, words: str) -> None:
    with pytest.raises(Refused, match="điều cần hỏi"):
        ask(year, words)
    made = ask(year)
    with pytest.raises(Refused, match="câu trả lời"):
        questioning.answer(question=made, words=words, by=year.focal, at=at(12, 12))


def test_duty_that_was_left_out_is_not_asked_about(year: Year) -> None:
    Duty.objects.filter(code="II.2.2").update(is_dropped=True)
    with pytest.raises(Refused, match="không còn trong kế hoạch"):
        ask(year)


def test_history_keeps_who_asked_and_who_answered(year: Year) -> None:
    made = ask(year)
    questioning.answer(question=made, words="Xong 20/12", by=year.focal, at=at(12, 12))
    events = Question.pgh_event_model.objects.filter(pgh_obj=made.pk).order_by("pgh_id")
    told = [(one.pgh_context.metadata["user"], one.pgh_context.metadata["why"]) for one in events]
    assert told == [
        (year.leader.pk, "Hỏi thêm II.2.2: Vì sao chưa đấu nối?"),
        (year.focal.pk, "Trả lời câu hỏi: Xong 20/12"),
    ]


def test_pressing_twice_asks_once(year: Year) -> None:
    duty = Duty.objects.get(code="II.2.2")
    asked = {"duty": duty, "words": "Vì sao chậm?", "by": year.leader}
    first = questioning.ask(**asked, at=at(12, 11))
    assert questioning.ask(**asked | {"words": " Vì sao chậm? "}, at=at(12, 11) + SECOND) == first
    assert Notice.objects.filter(kind="question").count() == 2
    assert questioning.ask(**asked | {"words": "Bao giờ xong?"}, at=at(12, 11) + SECOND) != first
    assert questioning.ask(**asked | {"by": year.focal}, at=at(12, 11) + SECOND) != first
    assert questioning.ask(**asked, at=at(12, 11) + questioning.ONE_PRESS) != first
    assert Question.objects.count() == 4


def test_only_lead_and_focal_answer_and_only_the_leader_asks(year: Year) -> None:
    made = ask(year)
    lead, coordinating = year.officer(year.place.agencies[1]), year.officer(year.place.agencies[2])
    may_answer = [one.has_perm("reports.answer_question", made) for one in (lead, coordinating, year.focal)]
    assert may_answer == [True, False, True]
    assert not year.leader.has_perm("reports.answer_question", made)
    stranger = factories.user("la", factories.place("Bắc Kạn").committee, "leader")
    people = (year.leader, year.focal, lead, stranger)
    assert [one.has_perm("reports.question", made.duty) for one in people] == [True, False, False, False]
