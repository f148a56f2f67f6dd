"""Notices, urging, requests, calendars: each person sees the own and nothing else."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from icalendar import Calendar

import factories
import sample_plan
from reporting_year import Year, at, make_year
from tinhxanh.apps.programmes.models import Duty, DutyAgency
from tinhxanh.apps.reports.models import Notice, Request, TriggerEvent, Urging


@pytest.fixture
def year(db: None, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Year:
    """A province on 11 December 2026, a day after agencies had to hand in."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    monkeypatch.setattr("django.utils.timezone.now", lambda: at(12, 11))
    made = make_year()
    made.open()
    return made


def signed_in(person: Any) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def urged(year: Year) -> Urging:
    """A reminder to the second agency, sent from the page."""
    pk = year.place.agencies[1].pk
    address = f"/chuong-trinh/{year.programme.pk}/don-doc/"
    signed_in(year.focal).post(address, {f"to_{pk}": "on", f"level_{pk}": "1", f"words_{pk}": "Đề nghị nộp"})
    return Urging.objects.get()


def test_focal_officer_urges_from_the_ledger(year: Year) -> None:
    client = signed_in(year.focal)
    told = client.get(f"/chuong-trinh/{year.programme.pk}/don-doc/").content.decode()
    assert "báo cáo chưa nộp" in told
    made = urged(year)
    assert (made.level, made.number) == (1, 1)


def test_letter_opened_by_its_agency_counts_as_read(year: Year) -> None:
    made = urged(year)
    signed_in(year.focal).get(f"/don-doc/{made.pk}/")
    made.refresh_from_db()
    assert made.read_at is None
    officer = signed_in(year.officer(year.place.agencies[1]))
    assert "Đề nghị nộp" in officer.get(f"/don-doc/{made.pk}/").content.decode()
    officer.post(f"/don-doc/{made.pk}/tra-loi/", {"words": "Nộp ngày mai"})
    made.refresh_from_db()
    assert (made.read_at, made.answer) == (at(12, 11), "Nộp ngày mai")


def test_letter_is_hidden_from_other_agencies(year: Year) -> None:
    made = urged(year)
    other = signed_in(year.officer(year.place.agencies[2]))
    assert other.get(f"/don-doc/{made.pk}/").status_code == 403
    assert other.get(f"/don-doc/{made.pk}/van-ban.docx").status_code == 403


def test_notice_leads_on_and_is_read_then(year: Year) -> None:
    officer = year.officer(year.place.agencies[1])
    notice = Notice.objects.get(user=officer, kind="opened")
    client = signed_in(officer)
    assert "Thông báo: 1 chưa đọc" in client.get("/thong-bao/").content.decode()
    assert client.get(f"/thong-bao/{notice.pk}/").headers["Location"] == notice.address
    assert "Thông báo: 1 chưa đọc" not in client.get("/thong-bao/").content.decode()


def test_notice_of_another_person_is_not_there(year: Year) -> None:
    notice = Notice.objects.filter(user=year.officer(year.place.agencies[1]))[0]
    client = signed_in(year.officer(year.place.agencies[2]))
    assert client.get(f"/thong-bao/{notice.pk}/").status_code == 404


def test_calendar_is_read_back_without_a_login(year: Year) -> None:
    client = signed_in(year.officer(year.place.agencies[1]))
    client.post("/lich/tao/", {"organisation": ""})
    told = client.get("/thong-bao/").content.decode()
    address = told.split("<code>")[1].split("</code>")[0].split("8000")[1]
    feed = Calendar.from_ical(Client().get(address).content)
    days = {event["dtstart"].dt for event in feed.walk("VEVENT")}
    assert dt.date(2026, 12, 10) in days
    assert address not in client.get("/thong-bao/").content.decode()
    assert Client().get("/lich/khong-co.ics").status_code == 404
    assert client.post("/lich/tao/", {"organisation": "abc"}).status_code == 404


def test_officer_asks_for_time_and_for_another_agency(year: Year) -> None:
    agency = year.place.agencies[1]
    client = signed_in(year.officer(agency))
    duty = Duty.objects.get(code="II.2.2")
    part = duty.agencies.get(role="lead")
    late = client.post(f"/viec-cua-toi/{part.pk}/gia-han/", {"until": "2026-12-01", "reason": "Chờ"})
    assert "Hạn mới phải sau hạn hiện nay" in late.content.decode()
    client.post(f"/viec-cua-toi/{part.pk}/gia-han/", {"until": "2027-01-31", "reason": "Chờ thẩm định"})
    other = str(year.place.agencies[4].pk)
    client.post(f"/viec-cua-toi/{part.pk}/chuyen/", {"successor": other, "reason": "Giao nhầm"})
    assert set(Request.objects.values_list("kind", flat=True)) == {"extension", "transfer"}
    told = client.get(f"/nhiem-vu/{duty.pk}/").content.decode()
    assert "Chờ thẩm định" in told


def test_other_officer_may_not_ask_for_a_duty(year: Year) -> None:
    part = Duty.objects.get(code="II.2.2").agencies.get(role="lead")
    client = signed_in(year.officer(year.place.agencies[4]))
    assert client.get(f"/viec-cua-toi/{part.pk}/gia-han/").status_code == 403


def test_focal_officer_records_the_event_of_a_conditional_duty(year: Year) -> None:
    duty = year.programme.duties.filter(deadline_kind="ongoing")[0]
    duty.deadline_kind, duty.deadline_text = "conditional", "Sau khi có hướng dẫn"
    duty.save()
    client = signed_in(year.focal)
    assert "Ghi sự kiện mở hạn" in client.get(f"/nhiem-vu/{duty.pk}/").content.decode()
    client.post(
        f"/chuong-trinh/{year.programme.pk}/su-kien/",
        {
            "what": "Bộ đã ban hành hướng dẫn",
            "happened_on": "2026-12-01",
            "due_on": "2027-02-28",
            "duties": [str(duty.pk)],
        },
    )
    assert TriggerEvent.objects.get().occurrences.get().duty == duty


def test_focal_officer_checks_a_report_on_the_duty_page(year: Year) -> None:
    from tinhxanh.apps.programmes import duties

    duty = Duty.objects.get(code="II.2.2")
    part = duty.agencies.get(role="lead")
    duties.report(part=part, by=year.officer(part.organisation), at=at(12, 10), words="Đã xong", percent=100)
    client = signed_in(year.focal)
    assert "Xác nhận hoàn thành" in client.get(f"/nhiem-vu/{duty.pk}/").content.decode()
    client.post(f"/nhiem-vu/{duty.pk}/kiem-tra/", {"verdict": "returned", "reason": "Thiếu biên bản"})
    duty.refresh_from_db()
    assert duty.completed_on is None
    officer = signed_in(year.officer(part.organisation))
    assert officer.post(f"/nhiem-vu/{duty.pk}/kiem-tra/", {"verdict": "completed"}).status_code == 403


def test_agencies_hear_of_their_duties_when_the_programme_is_made(
    year: Year, settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    keeper = factories.user("giu.van.ban", year.place.committee, "focal")
    document = sample_plan.read(year.place.committee, keeper)
    signed_in(keeper).post(
        f"/van-ban/{document.pk}/lap-chuong-trinh/", {"title": "Xanh 2027", "despite_doubts": "on"}
    )
    told = Notice.objects.filter(kind="assigned", words__contains="“Xanh 2027”")
    leads = DutyAgency.objects.filter(duty__programme__title="Xanh 2027", role="lead")
    agencies = set(leads.values_list("organisation", flat=True)) & set(year.officers)
    assert set(told.values_list("user", flat=True)) == {year.officers[pk].pk for pk in agencies} != set()


def test_agency_hears_of_its_duty_when_its_name_is_matched(year: Year) -> None:
    part = DutyAgency.objects.get(duty__code="II.2.2", role="lead")
    DutyAgency.objects.filter(pk=part.pk).update(organisation=None)
    address = f"/nhiem-vu/co-quan/{part.pk}/"
    signed_in(year.focal).post(address, {"organisation": year.place.agencies[1].pk})
    officer = year.officer(year.place.agencies[1])
    assert Notice.objects.filter(kind="assigned", user=officer).count() == 1


@pytest.mark.browser
def test_pages_of_urging_and_notices_are_accessible(year: Year, browser: Any) -> None:
    made = urged(year)
    browser.sign_in(year.focal)
    for name, address in (
        ("don-doc", f"/chuong-trinh/{year.programme.pk}/don-doc/"),
        ("don-doc-van-ban", f"/don-doc/{made.pk}/"),
        ("nhiem-vu-cua-dau-moi", f"/nhiem-vu/{Duty.objects.get(code='II.2.2').pk}/"),
    ):
        browser.go(address)
        browser.check_accessibility()
        browser.picture(name)
    browser.sign_in(year.officer(year.place.agencies[1]))
    part = Duty.objects.get(code="II.2.2").agencies.get(role="lead")
    for name, address in (
        ("thong-bao", "/thong-bao/"),
        ("xin-gia-han", f"/viec-cua-toi/{part.pk}/gia-han/"),
        ("tra-loi-don-doc", f"/don-doc/{made.pk}/"),
    ):
        browser.go(address)
        browser.check_accessibility()
        browser.picture(name)
