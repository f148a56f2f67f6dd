"""Pages of the re-check: what waits, confirmed or returned from the list; the call of a period."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import pytest
from django.test import Client
from docx import Document

import factories
import sample_plan
from reporting_year import Year, at, full, make_year
from tinhxanh.apps.programmes import duties, history, queries
from tinhxanh.apps.programmes.models import Duty, Programme
from tinhxanh.apps.reports import courses, submissions
from tinhxanh.apps.reports.models import Occurrence, Round, Submission
from tinhxanh.exchange.working_days import calendar_around


@pytest.fixture
def year(db: None, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Year:
    """A province on 9 December 2026, whatever the day of the test."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    monkeypatch.setattr("django.utils.timezone.now", lambda: at(12, 9))
    return make_year()


def signed_in(person: Any) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def reported_by_page(year: Year) -> Duty:
    """The second agency reports on its own page that a duty is done."""
    duty = Duty.objects.get(code="II.2.2")
    part = duty.agencies.get(role="lead")
    client = signed_in(year.officer(part.organisation))
    data = {"words": "Đã đưa vào vận hành", "percent": "100", "done_on": "25/11/2026"}
    assert client.post(f"/viec-cua-toi/{part.pk}/bao-cao/", data).status_code == 302
    duty.refresh_from_db()
    return duty


def test_report_by_page_waits_for_the_check_and_says_so(year: Year) -> None:
    duty = reported_by_page(year)
    assert (duty.said_done_on, duty.completed_on) == (dt.date(2026, 11, 25), None)
    page = signed_in(year.focal).get(f"/nhiem-vu/{duty.pk}/").content.decode()
    assert "Chờ kiểm tra lại" in page
    assert "báo hoàn thành 25/11/2026, chờ đầu mối kiểm tra lại" in page
    assert "Xác nhận hoàn thành" in page
    officer = year.officer(duty.agencies.get(role="lead").organisation)
    assert "chờ đầu mối kiểm tra lại" in signed_in(officer).get("/viec-cua-toi/").content.decode()


def test_focal_officer_confirms_from_the_list(year: Year) -> None:
    duty = reported_by_page(year)
    client = signed_in(year.focal)
    assert "1 nhiệm vụ báo hoàn thành đang chờ" in client.get("/ky-bao-cao/").content.decode()
    page = client.get("/ky-bao-cao/kiem-tra-lai/").content.decode()
    assert "Đã đưa vào vận hành" in page
    answer = client.post(f"/nhiem-vu/{duty.pk}/kiem-tra/", {"verdict": "completed", "list": "1"}, follow=True)
    assert "Không còn việc nào chờ kiểm tra lại" in answer.content.decode()
    duty.refresh_from_db()
    assert duty.completed_on == dt.date(2026, 11, 25)


def test_return_without_a_reason_is_refused_on_the_list(year: Year) -> None:
    duty = reported_by_page(year)
    client = signed_in(year.focal)
    answer = client.post(f"/nhiem-vu/{duty.pk}/kiem-tra/", {"verdict": "returned", "list": "1"}, follow=True)
    assert "Hãy ghi lý do" in answer.content.decode()
    client.post(f"/nhiem-vu/{duty.pk}/kiem-tra/", {"verdict": "returned", "reason": "Thiếu biên bản"})
    assert courses.stages([duty])[duty.pk].value == "returned"


def test_lower_percent_is_asked_for_its_reason_and_told(year: Year) -> None:
    duty = reported_by_page(year)
    part = duty.agencies.get(role="lead")
    client = signed_in(year.officer(part.organisation))
    address = f"/viec-cua-toi/{part.pk}/bao-cao/"
    assert "Báo dưới 100 % là rút lời báo ấy" in client.get(address).content.decode()
    data = {"words": "Còn hai hạng mục", "percent": "80"}
    refused = client.post(address, data)
    assert refused.status_code == 422
    assert "hãy ghi lý do rút lại" in refused.content.decode()
    duty.refresh_from_db()
    assert duty.said_done_on == dt.date(2026, 11, 25)
    assert client.post(address, data | {"reason": "Nghiệm thu chưa đạt"}).status_code == 302
    focal = signed_in(year.focal)
    page = focal.get(f"/nhiem-vu/{duty.pk}/").content.decode()
    assert "rút lời báo hoàn thành ngày 25/11/2026; thôi chờ kiểm tra lại" in page
    assert page.count("Nghiệm thu chưa đạt") == 2, "in the report and in the history"
    told = "rút lời báo hoàn thành ngày 25/11/2026, nay báo 80 %. Nghiệm thu chưa đạt"
    assert told in focal.get("/thong-bao/").content.decode()


def test_duty_was_not_overdue_while_it_was_held_complete(year: Year) -> None:
    """Reported complete in time, taken back past its day: overdue from then on, not from its day on."""
    duty = reported_by_page(year)
    Duty.objects.filter(pk=duty.pk).update(due_on=dt.date(2026, 11, 26), deadline_kind="date")
    duty.refresh_from_db()
    part = duty.agencies.get(role="lead")
    taken = dt.datetime(2026, 12, 9, 9, tzinfo=dt.UTC)
    duties.report(
        part=part,
        by=year.officer(part.organisation),
        at=taken,
        words="Còn hai hạng mục",
        percent=80,
        reason="Nghiệm thu chưa đạt",
    )
    duty.refresh_from_db()
    clock = queries.clock([duty.programme], dt.date(2026, 12, 15), calendar_around(dt.date(2026, 12, 15)))
    told = history.history(duty, clock.standing(duty))
    (late,) = [event for event in told if event.is_late]
    assert late.at == taken


def test_form_of_what_does_not_wait_asks_for_no_such_reason(year: Year) -> None:
    part = Duty.objects.get(code="II.2.2").agencies.get(role="lead")
    client = signed_in(year.officer(part.organisation))
    assert "rút lời báo" not in client.get(f"/viec-cua-toi/{part.pk}/bao-cao/").content.decode()


def filled(submission: Submission) -> dict[str, str]:
    """All fields of the form, each duty at 60 %, as the page would send them now."""
    submission.refresh_from_db()
    data = {"version": str(submission.version)}
    for answer in submission.duty_answers.all():
        data |= {f"words_{answer.pk}": "Đang làm", f"percent_{answer.pk}": "60"}
    return data | {f"value_{figure.pk}": "92" for figure in submission.figure_answers.all()}


def test_submission_that_takes_back_completion_needs_a_reason(year: Year) -> None:
    submission = year.submission(year.open())
    duty = reported_by_page(year)
    officer = year.officer(submission.organisation)
    submissions.save_draft(submission=submission, draft=full(submission, 60), by=officer, at=at(12, 9))
    line = submission.duty_answers.get(duty=duty)
    client = signed_in(officer)
    page = client.get(f"/ban-nop/{submission.pk}/").content.decode()
    assert page.count("Tỷ lệ dưới 100 % là rút lời báo ấy") == 1
    data = filled(submission)
    refused = client.post(f"/ban-nop/{submission.pk}/nop/", data)
    assert refused.status_code == 422
    assert "hãy ghi lý do rút lại" in refused.content.decode()
    data = filled(submission) | {f"reason_{line.pk}": "Số liệu nhầm"}
    assert client.post(f"/ban-nop/{submission.pk}/nop/", data).status_code == 302
    duty.refresh_from_db()
    assert duty.said_done_on is None
    report = duty.reports.latest("pk")
    assert (report.takes_back, report.reason) == (dt.date(2026, 11, 25), "Số liệu nhầm")
    judged = signed_in(year.focal).get(f"/ban-nop/{submission.pk}/").content.decode()
    assert "Rút lời báo hoàn thành: Số liệu nhầm" in judged


@pytest.mark.browser
def test_forms_that_ask_for_the_reason_are_accessible(year: Year, browser: Any) -> None:
    submission = year.submission(year.open())
    duty = reported_by_page(year)
    browser.sign_in(year.officer(submission.organisation))
    part = duty.agencies.get(role="lead")
    for name, address in (
        ("rut-loi-bao", f"/viec-cua-toi/{part.pk}/bao-cao/"),
        ("rut-loi-bao-ban-nop", f"/ban-nop/{submission.pk}/"),
    ):
        browser.go(address)
        browser.check_accessibility()
        browser.picture(name)


def test_checks_stand_in_the_timeline_of_the_duty(year: Year) -> None:
    duty = reported_by_page(year)
    courses.check(duty=duty, verdict="returned", by=year.focal, at=at(12, 9, 10), reason="Thiếu biên bản")
    part = duty.agencies.get(role="lead")
    officer = year.officer(part.organisation)
    courses.report(part=part, by=officer, at=at(12, 9, 11), words="Đã bổ sung", percent=100)
    courses.check(duty=duty, verdict="completed", by=year.focal, at=at(12, 9, 12))
    duty.refresh_from_db()
    page = signed_in(year.focal).get(f"/nhiem-vu/{duty.pk}/")
    told = [(event.what, event.who, event.why) for event in page.context["events"]]
    assert told[0] == ("Đầu mối xác nhận hoàn thành", str(year.focal), "")
    assert told[1][0].startswith("Sở Công Thương báo cáo 100")
    assert told[2] == ("Đầu mối trả lại", str(year.focal), "Thiếu biên bản")


def test_list_is_empty_for_programmes_of_others(year: Year) -> None:
    reported_by_page(year)
    officer = year.officer(year.place.agencies[1])
    assert signed_in(officer).get("/ky-bao-cao/kiem-tra-lai/").status_code == 403


def test_number_of_queries_does_not_grow_with_the_list(
    year: Year, django_assert_max_num_queries: Any
) -> None:
    for duty in Duty.objects.filter(deadline_kind="date"):
        part = duty.agencies.get(role="lead")
        officer = year.officer(part.organisation)
        courses.report(part=part, by=officer, at=at(12, 8), words="Xong", percent=100)
    client = signed_in(year.focal)
    client.get("/ky-bao-cao/kiem-tra-lai/")
    with django_assert_max_num_queries(24):
        page = client.get("/ky-bao-cao/kiem-tra-lai/").content.decode()
    assert page.count("check-form") > 4


def test_submission_tells_what_its_approval_would_close(year: Year) -> None:
    submission = year.submission(year.open())
    officer = year.officer(submission.organisation)
    submissions.save_draft(submission=submission, draft=full(submission, 100), by=officer, at=at(12, 8))
    submissions.hand_in(submission=submission, by=officer, at=at(12, 9))
    page = signed_in(year.focal).get(f"/ban-nop/{submission.pk}/").content.decode()
    assert "Duyệt cũng là xác nhận hoàn thành" in page


def call_of(client: Client, path: str) -> dict[str, str]:
    """The form of a call as the page offers it."""
    form = client.get(path).context["form"]
    days = {name: value for name, value in form.initial.items() if isinstance(value, dt.date)}
    return form.initial | {name: f"{day:%d/%m/%Y}" for name, day in days.items()}


def test_call_is_written_before_the_period_is_opened(year: Year) -> None:
    client = signed_in(year.focal)
    path = f"/chuong-trinh/{year.programme.pk}/mo-ky/"
    data = call_of(client, f"{path}?period=year-2026-1")
    answer = client.post(path, data | {"period": "year-2026-1", "outline": "I. Kết quả\nII. Kiến nghị"})
    assert answer.status_code == 302
    opened = Round.objects.get()
    assert (opened.outline, opened.hand_in_on) == ("I. Kết quả\nII. Kiến nghị", dt.date(2026, 12, 10))
    own = year.submission(opened)
    page = signed_in(year.officer(own.organisation)).get(f"/ban-nop/{own.pk}/").content.decode()
    assert "II. Kiến nghị" in page
    assert "Phương thức gửi, nhận báo cáo" in page


def test_call_with_days_out_of_order_is_not_opened(year: Year) -> None:
    client = signed_in(year.focal)
    path = f"/chuong-trinh/{year.programme.pk}/mo-ky/"
    data = call_of(client, f"{path}?period=year-2026-1") | {"period": "year-2026-1"}
    answer = client.post(path, data | {"data_to": "31/12/2026"})
    assert answer.status_code == 422
    assert "theo thứ tự" in answer.content.decode()
    assert not Round.objects.exists()


def test_call_is_changed_with_a_reason_and_shows_its_history(year: Year) -> None:
    opened = year.open()
    client = signed_in(year.focal)
    path = f"/ky-bao-cao/{opened.pk}/che-do/"
    data = call_of(client, path) | {"consolidate_on": "22/12/2026"}
    assert client.post(path, data).status_code == 422
    assert client.post(path, data | {"reason": "Theo lịch họp"}).status_code == 302
    page = client.get(path).content.decode()
    assert "Theo lịch họp" in page
    assert "22/12/2026" in page
    reader = signed_in(year.leader)
    assert '<form method="post" class="panel' not in reader.get(path).content.decode()
    reader.post(path, data | {"reason": "Khác", "consolidate_on": "30/12/2026"})
    opened.refresh_from_db()
    assert opened.consolidate_on == dt.date(2026, 12, 22)


def test_agency_takes_the_printed_outline(year: Year) -> None:
    opened = year.open()
    own, other = year.submission(opened), year.submission(opened, 2)
    client = signed_in(year.officer(own.organisation))
    content = client.get(f"/ban-nop/{own.pk}/de-cuong.docx").content
    made = Document(io.BytesIO(content))
    text = "\n".join(paragraph.text for paragraph in made.paragraphs)
    assert "ĐỀ CƯƠNG BÁO CÁO" in text.upper()
    assert "Biểu 2. Kết quả thực hiện chỉ tiêu" in text
    assert client.get(f"/ban-nop/{other.pk}/de-cuong.docx").status_code == 403


def test_programme_that_is_made_has_its_dates_at_once(
    year: Year, settings: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr("django.utils.timezone.now", lambda: at(3, 2))
    keeper = factories.user("giu.van.ban", year.place.committee, "focal")
    document = sample_plan.read(year.place.committee, keeper)
    signed_in(keeper).post(
        f"/van-ban/{document.pk}/lap-chuong-trinh/", {"title": "Xanh mới", "despite_doubts": "on"}
    )
    made = Programme.objects.get(title="Xanh mới")
    again = made.duties.filter(deadline_kind__in=("ongoing", "recurring", "none"))
    dated = set(Occurrence.objects.filter(duty__programme=made).values_list("duty", flat=True))
    assert dated == set(again.values_list("pk", flat=True)) != set()
    assert not Round.objects.filter(programme=made).exists()
