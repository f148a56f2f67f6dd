"""Urging with proof, and real mail: levels in order, numbers, reading, answers, digests."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from letterbox import Letterbox, text
from reporting_year import Year, at
from tinhxanh.apps.accounts import organisations
from tinhxanh.apps.programmes import queries as programme_queries
from tinhxanh.apps.programmes.models import Duty
from tinhxanh.apps.programmes.states import Clock
from tinhxanh.apps.registers.refusals import Refused
from tinhxanh.apps.reports import mailing, notices, reminding, urging
from tinhxanh.apps.reports.models import Notice, Urging
from tinhxanh.core.duties.reminders import Level
from tinhxanh.exchange.working_days import calendar_around


def clock(year: Year, day: dt.date = dt.date(2026, 12, 11)) -> Clock:
    return programme_queries.clock([year.programme], day, calendar_around(day))


def issue(year: Year, level: int = 1, **changes: Any) -> Urging:
    words = {
        "programme": year.programme,
        "organisation": year.place.agencies[1],
        "level": level,
        "words": "Đề nghị báo cáo nhiệm vụ II.2.2",
        "duties": [],
        "by": year.focal,
        "at": at(12, 11),
    }
    return urging.issue(**(words | changes))


def test_ledger_proposes_the_next_step_for_each_agency(year: Year) -> None:
    accounts = {one.organisation: one for one in urging.ledger(year.programme, clock(year))}
    assert accounts[year.place.focal].proposed is Level.REMIND
    assert accounts[year.place.focal].late[0].duty.code == "II.1.1"
    assert year.place.agencies[1] not in accounts


def test_successor_is_urged_for_an_agency_that_is_gone(year: Year) -> None:
    gone, successor = year.place.agencies[4], year.place.agencies[1]
    organisations.merge(predecessors=[gone], into=successor, on=dt.date(2026, 7, 1), by=year.focal)
    accounts = {one.organisation: one for one in urging.ledger(year.programme, clock(year))}
    assert gone not in accounts
    assert [line.duty.code for line in accounts[successor].late] == ["II.1.5"]


def test_agency_that_ended_without_successor_is_not_in_the_ledger(year: Year) -> None:
    gone = year.place.agencies[4]
    opened = year.open()
    issue(year, organisation=gone)
    gone.valid_to = dt.date(2026, 12, 10)
    gone.save(update_fields=["valid_to"])
    assert opened.submissions.filter(organisation=gone).exists()
    accounts = {one.organisation for one in urging.ledger(year.programme, clock(year, dt.date(2026, 12, 14)))}
    assert gone not in accounts
    assert year.place.agencies[1] in accounts


def test_letter_tells_each_last_day_once_without_a_full_stop_before_it(year: Year) -> None:
    duty = Duty.objects.get(code="II.1.1")
    for sentence, end in (
        ("Hoàn thành rà soát.", "rà soát (hạn "),
        (f"Hoàn thành rà soát trước ngày {duty.due_on:%d/%m/%Y}.", f"trước ngày {duty.due_on:%d/%m/%Y}"),
    ):
        Duty.objects.filter(pk=duty.pk).update(text=sentence)
        accounts = {one.organisation: one for one in urging.ledger(year.programme, clock(year))}
        words = urging.proposal(accounts[year.place.focal])
        assert end in words
        assert words.count(f"{duty.due_on:%d/%m/%Y}") == 1


def test_letters_are_numbered_within_the_year(year: Year) -> None:
    numbers = [
        issue(year).number,
        issue(year, organisation=year.place.agencies[2]).number,
        issue(year, at=at(1, 4, year=2027)).number,
    ]
    assert numbers == [1, 2, 1]


def test_no_level_is_skipped(year: Year) -> None:
    with pytest.raises(Refused) as refusal:
        issue(year, level=2)
    assert refusal.value.code == "skipped"
    levels = [issue(year, level=level).level for level in (1, 2, 3)]
    assert levels == [1, 2, 3]


def test_first_reading_counts_and_answer_is_given_once(year: Year) -> None:
    made = issue(year)
    officer = year.officer(year.place.agencies[1])
    urging.read(urging=made, by=officer, at=at(12, 12))
    assert urging.read(urging=made, by=year.leader, at=at(12, 13)).read_by == officer
    urging.answer(urging=made, words="Xong trước 20/12", by=officer, at=at(12, 14))
    assert Notice.objects.filter(user=year.focal, kind="answered").count() == 1
    with pytest.raises(Refused):
        urging.answer(urging=made, words="Nữa", by=officer, at=at(12, 15))


def test_three_levels_reach_the_agency_by_real_mail(year: Year, letterbox: Letterbox) -> None:
    officer = year.officer(year.place.agencies[1])
    notices.wish(user=officer, when="never")
    for level in (1, 2, 3):
        made = issue(year, level=level)
        assert mailing.urged(f"urged-{made.pk}", at(12, 11)) == 1
        assert mailing.urged(f"urged-{made.pk}", at(12, 11)) == 0
    assert [message["To"] for message in letterbox.letters] == [officer.email] * 3
    assert "/don-doc/" in text(letterbox.letters[2])
    assert "Đề nghị báo cáo nhiệm vụ II.2.2" in text(letterbox.letters[0])


def test_digest_is_one_message_for_each_person(year: Year, letterbox: Letterbox) -> None:
    year.open()
    officer = year.officer(year.place.agencies[1])
    reminding.remind(lambda _programmes: clock(year), at(12, 11))
    waiting = notices.waiting().filter(user=officer).count()
    assert waiting == 2
    assert mailing.digest(at(12, 11)) == 5
    (own,) = [message for message in letterbox.letters if message["To"] == officer.email]
    assert "Báo cáo năm 2026 đã mở" in text(own)
    assert "sắp đến hạn: II.2.2" in text(own)
    assert mailing.digest(at(12, 11)) == 0


def test_wishes_are_kept(year: Year, letterbox: Letterbox) -> None:
    year.open()
    people = list(year.officers.values())
    for person, when in zip(people, ("at_once", "daily", "weekly", "never"), strict=False):
        notices.wish(user=person, when=when)
    assert mailing.at_once(at(12, 11)) == 1
    assert mailing.digest(at(12, 11)) == 2  # Friday: daily, and who said nothing
    assert mailing.digest(at(12, 14)) == 1  # Monday: weekly too
    assert people[3].email not in {message["To"] for message in letterbox.letters}


def test_reminder_of_the_same_list_is_told_once_a_week(year: Year) -> None:
    def told(day: dt.date) -> int:
        moment = at(day.month, day.day)
        return reminding.remind(lambda _programmes: clock(year, dt.date(2026, 12, 11)), moment)

    first = told(dt.date(2026, 12, 11))
    assert first > 0
    assert told(dt.date(2026, 12, 12)) == 0


def test_new_duties_are_told_once_until_more_come(year: Year) -> None:
    assert reminding.tell_assigned(at(12, 1)) == 5
    assert reminding.tell_assigned(at(12, 2)) == 0
    told = Notice.objects.get(kind="assigned", user=year.officer(year.place.agencies[1]))
    assert "chủ trì 2 việc chờ nhận" in told.words


def test_refused_mail_stays_waiting(year: Year, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", 9, False
    year.open()
    before = notices.waiting().count()
    with pytest.raises(OSError, match="refused"):
        mailing.digest(at(12, 11))
    assert notices.waiting().count() == before > 0


def test_mail_of_a_notice_with_line_breaks_has_one_subject(year: Year, letterbox: Letterbox) -> None:
    made = issue(year, words="Dòng một\nBcc: ai@do.example")
    mailing.urged(f"urged-{made.pk}", at(12, 11))
    (message,) = letterbox.letters
    assert message["Bcc"] is None
    assert message["To"] == year.officer(year.place.agencies[1]).email
