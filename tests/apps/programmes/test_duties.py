"""Accepting, reporting, matching: what follows and what is refused."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

import factories
from tinhxanh.apps.programmes import duties, history, programmes, queries
from tinhxanh.apps.programmes.models import Duty, DutyAgency, Evidence, ProgressReport
from tinhxanh.apps.registers.refusals import Refused
from tinhxanh.core.duties.calendar import Calendar

pytestmark = pytest.mark.django_db

NOW = factories.NOW
TODAY = NOW.date()
PDF = b"%PDF-1.7\n%%EOF\n"


@pytest.fixture(autouse=True)
def files(settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def place() -> factories.Place:
    return factories.place()


@pytest.fixture
def lead(place: factories.Place) -> DutyAgency:
    """The lead's part in the first duty of a fresh programme, whose deadline has passed."""
    factories.programme(place, factories.user("focal", place.focal, "focal"), 4)
    return DutyAgency.objects.get(duty__position=1, role="lead")


@pytest.fixture
def helper(lead: DutyAgency) -> DutyAgency:
    """The co-ordinating part in the same duty."""
    return DutyAgency.objects.get(duty=lead.duty, role="coordinate")


@pytest.fixture
def officer(place: factories.Place) -> factories.User:
    return factories.user("hoang.lan", place.focal, full_name="Hoàng Thị Lan")


def pdf(name: str = "bang-ke.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "application/pdf")


def report(part: DutyAgency, by: factories.User, percent: int = 60, **more: object) -> ProgressReport:
    return duties.report(
        part=part, by=by, at=NOW, words="Đã lắp xong trạm thứ nhất.", percent=percent, **more
    )


def test_lead_that_accepts_begins_the_duty(lead: DutyAgency, officer: factories.User) -> None:
    duties.accept(part=lead, by=officer, at=NOW)
    lead.refresh_from_db()
    assert (lead.accepted_by, lead.accepted_at) == (officer, NOW)
    assert lead.duty.started_on == TODAY


def test_coordinating_agency_that_accepts_does_not_begin_the_duty(
    helper: DutyAgency, officer: factories.User
) -> None:
    duties.accept(part=helper, by=officer, at=NOW)
    assert Duty.objects.get(pk=helper.duty_id).started_on is None


def test_duty_is_accepted_once(lead: DutyAgency, officer: factories.User) -> None:
    duties.accept(part=lead, by=officer, at=NOW)
    with pytest.raises(Refused) as refusal:
        duties.accept(part=lead, by=officer, at=NOW)
    assert refusal.value.code == "accepted"


def test_duty_that_left_the_plan_is_neither_accepted_nor_answered(
    lead: DutyAgency, helper: DutyAgency, officer: factories.User
) -> None:
    Duty.objects.filter(pk=lead.duty_id).update(is_dropped=True)
    for part in (lead, helper):
        with pytest.raises(Refused) as refused:
            duties.accept(part=part, by=officer, at=NOW)
        assert refused.value.code == "dropped"
    with pytest.raises(Refused) as refused:
        report(helper, officer)
    assert refused.value.code == "dropped"


def test_unmatched_name_can_neither_accept_nor_report(lead: DutyAgency, officer: factories.User) -> None:
    DutyAgency.objects.filter(pk=lead.pk).update(organisation=None)
    with pytest.raises(Refused):
        duties.accept(part=lead, by=officer, at=NOW)
    with pytest.raises(Refused):
        report(lead, officer)
    assert not ProgressReport.objects.exists()


def test_report_of_the_lead_moves_the_duty(lead: DutyAgency, officer: factories.User) -> None:
    report(lead, officer, 60)
    duty = Duty.objects.get(pk=lead.duty_id)
    assert (duty.percent, duty.started_on, duty.reported_on, duty.completed_on) == (60, TODAY, TODAY, None)


def test_report_of_a_coordinating_agency_is_kept_as_its_own(
    helper: DutyAgency, officer: factories.User
) -> None:
    report(helper, officer, 100)
    duty = Duty.objects.get(pk=helper.duty_id)
    helper.refresh_from_db()
    assert (duty.percent, duty.completed_on, duty.reported_on) == (0, None, None)
    assert helper.answered_at == NOW


def test_hundred_percent_says_done_on_the_day_that_was_said_and_closes_nothing(
    lead: DutyAgency, officer: factories.User
) -> None:
    said = TODAY - dt.timedelta(days=20)
    report(lead, officer, 100, done_on=said)
    duty = Duty.objects.get(pk=lead.duty_id)
    assert (duty.said_done_on, duty.completed_on) == (said, None)


def test_second_report_of_hundred_percent_keeps_the_day_of_completion(
    lead: DutyAgency, officer: factories.User
) -> None:
    said = TODAY - dt.timedelta(days=20)
    report(lead, officer, 100, done_on=said)
    report(lead, officer, 100)
    assert Duty.objects.get(pk=lead.duty_id).said_done_on == said


def test_lead_says_no_more_of_what_is_complete(lead: DutyAgency, officer: factories.User) -> None:
    Duty.objects.filter(pk=lead.duty_id).update(completed_on=TODAY)
    with pytest.raises(Refused) as refusal:
        report(lead, officer, 50)
    assert refusal.value.code == "closed"


def test_late_report_counts_for_its_own_period(lead: DutyAgency, officer: factories.User) -> None:
    period = TODAY - dt.timedelta(days=3)
    duties.report(part=lead, by=officer, at=NOW, words="Đã làm", percent=40, counts_on=period)
    duty = Duty.objects.get(pk=lead.duty_id)
    assert (duty.reported_on, duty.answered_on) == (TODAY, period)
    report(lead, officer, 50)
    assert Duty.objects.get(pk=lead.duty_id).answered_on == TODAY


def test_lower_percent_afterwards_opens_the_duty_again_and_keeps_the_reason(
    lead: DutyAgency, officer: factories.User
) -> None:
    report(lead, officer, 100)
    report(lead, officer, 80, reason="  Nghiệm thu chưa đạt ")
    duty = Duty.objects.get(pk=lead.duty_id)
    assert (duty.percent, duty.said_done_on) == (80, None)
    last = duty.reports.latest("reported_at", "pk")
    assert (last.takes_back, last.reason) == (TODAY, "Nghiệm thu chưa đạt")


def test_lower_percent_without_a_reason_is_refused_while_the_check_waits(
    lead: DutyAgency, officer: factories.User
) -> None:
    report(lead, officer, 100)
    with pytest.raises(Refused, match="ghi lý do rút lại") as refusal:
        report(lead, officer, 80, reason=" ")
    assert refusal.value.code == "takes-back"
    duty = Duty.objects.get(pk=lead.duty_id)
    assert (duty.percent, duty.said_done_on, duty.reports.count()) == (100, TODAY, 1)


def test_lower_percent_before_any_completion_takes_nothing_back(
    lead: DutyAgency, officer: factories.User
) -> None:
    report(lead, officer, 60)
    made = report(lead, officer, 40, reason="không cần")
    assert (made.takes_back, made.reason) == (None, "")


@pytest.mark.parametrize(
    ("words", "percent", "done_on", "code"),
    [
        ("  ", 50, None, "words"),
        ("Xong.", 101, None, "percent"),
        ("Xong.", -1, None, "percent"),
        ("Xong.", 100, TODAY + dt.timedelta(days=1), "done-on"),
    ],
)
def test_report_that_cannot_be_is_refused(
    lead: DutyAgency, officer: factories.User, words: str, percent: int, done_on: dt.date | None, code: str
) -> None:
    with pytest.raises(Refused) as refusal:
        duties.report(part=lead, by=officer, at=NOW, words=words, percent=percent, done_on=done_on)
    assert refusal.value.code == code
    assert not ProgressReport.objects.exists()


def test_evidence_is_kept_by_its_own_id(lead: DutyAgency, officer: factories.User, files: Path) -> None:
    report(lead, officer, evidence=[pdf("../../Bảng kê 36 DN.pdf")])
    kept = Evidence.objects.get()
    assert kept.filename == "Bảng kê 36 DN.pdf"
    assert (kept.media_type, kept.size) == ("application/pdf", len(PDF))
    assert [file.name for file in (files / "evidence").iterdir()] == [str(kept.pk)]


@pytest.mark.parametrize(
    ("file", "code"),
    [
        (pdf("chay.exe", b"MZ"), "kind"),
        (pdf("trang.html", b"<script>"), "kind"),
        (pdf("gia.pdf", b"<html>"), "content"),
        (pdf("rong.pdf", b""), "empty"),
        (pdf("to.pdf", PDF + b"0" * 2_000_000), "too-large"),
    ],
)
def test_evidence_that_is_not_what_it_says_is_refused(
    lead: DutyAgency, officer: factories.User, files: Path, settings, file: SimpleUploadedFile, code: str
) -> None:
    settings.EVIDENCE_LIMIT_MB = 1
    with pytest.raises(Refused) as refusal:
        report(lead, officer, evidence=[pdf(), file])
    assert refusal.value.code == code
    assert not ProgressReport.objects.exists()
    assert not list(files.rglob("*.*"))


def test_eleven_files_are_too_many(lead: DutyAgency, officer: factories.User) -> None:
    with pytest.raises(Refused, match="tối đa 10 tệp"):
        report(lead, officer, evidence=[pdf(f"{n}.pdf") for n in range(11)])


def test_matching_gives_the_printed_name_its_organisation(place: factories.Place, lead: DutyAgency) -> None:
    DutyAgency.objects.filter(pk=lead.pk).update(organisation=None)
    duties.match_agency(part=lead, organisation=place.agencies[2], by=factories.user("dau.moi"))
    lead.refresh_from_db()
    assert lead.organisation == place.agencies[2]


def test_accepted_part_is_not_given_to_another_agency(
    place: factories.Place, lead: DutyAgency, officer: factories.User
) -> None:
    duties.accept(part=lead, by=officer, at=NOW)
    with pytest.raises(Refused):
        duties.match_agency(part=lead, organisation=place.agencies[2], by=officer)


def test_history_tells_who_did_what_and_when_it_became_late(
    lead: DutyAgency, helper: DutyAgency, officer: factories.User
) -> None:
    duties.accept(part=lead, by=officer, at=NOW)
    report(lead, officer, 60, obstacle="Chờ thẩm định thiết kế", evidence=[pdf()])
    report(helper, officer, 30)
    duty = Duty.objects.select_related("programme").get(pk=lead.duty_id)
    clock = queries.clock([duty.programme], TODAY, Calendar())

    events = history.history(duty, clock.standing(duty))

    told = {event.what: event.who for event in events}
    assert told["Sở Nông nghiệp và Môi trường nhận việc"] == "Hoàng Thị Lan"
    assert told["Sở Nông nghiệp và Môi trường báo cáo 60\u00a0%, 1 minh chứng"] == "Hoàng Thị Lan"
    assert told["Sở Công Thương báo cáo 30\u00a0%"] == "Hoàng Thị Lan"
    assert "Giao nhiệm vụ" in told
    assert [event.what for event in events if event.is_late] == ["Chuyển sang quá hạn"]
    assert events == sorted(events, key=lambda event: event.at, reverse=True)


def test_history_begins_on_the_day_of_the_plan(lead: DutyAgency) -> None:
    duty = Duty.objects.select_related("programme", "document").get(pk=lead.duty_id)
    duty.document.date = dt.date(2025, 3, 9)
    duty.document.save()
    clock = queries.clock([duty.programme], TODAY, Calendar())
    given = history.history(duty, clock.standing(duty))[-1]
    assert given.what == "Giao nhiệm vụ"
    assert timezone.localtime(given.at).date() == dt.date(2025, 3, 9)
    assert "vào sổ" in given.why


def test_history_tells_a_changed_deadline_even_of_a_bulk_update(lead: DutyAgency) -> None:
    Duty.objects.filter(pk=lead.duty_id).update(due_on=dt.date(2027, 1, 31))
    duty = Duty.objects.select_related("programme").get(pk=lead.duty_id)
    clock = queries.clock([duty.programme], TODAY, Calendar())
    assert any(
        "hạn: 30/11/2026 → 31/01/2027" in event.what for event in history.history(duty, clock.standing(duty))
    )


def test_programme_is_not_described_with_years_in_the_wrong_order(lead: DutyAgency) -> None:
    programme = lead.duty.programme
    with pytest.raises(Refused) as refusal:
        programmes.describe(
            programme=programme,
            by=programme.created_by,
            title="A",
            start_year=2026,
            end_year=2025,
            edition=None,
        )
    assert refusal.value.code == "years"


def test_programme_is_described(lead: DutyAgency) -> None:
    programme = lead.duty.programme
    programmes.describe(
        programme=programme,
        by=programme.created_by,
        title=" Mới ",
        start_year=2026,
        end_year=2027,
        edition=None,
    )
    programme.refresh_from_db()
    assert (programme.title, programme.end_year) == ("Mới", 2027)
