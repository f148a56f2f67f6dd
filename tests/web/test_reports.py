"""Pages of the reporting year: who sees what, drafts, Excel, return, approval, draft of the report."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document

from reporting_year import Year, at, full, make_year
from tinhxanh.apps.programmes.models import Duty
from tinhxanh.apps.reports import consolidating, submissions
from tinhxanh.apps.reports.models import Submission


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


def posted(submission: Submission, **changes: str) -> dict[str, str]:
    """What the form of a submission sends when all is filled in."""
    data = {"version": str(submission.version), "difficulties": "", "proposals": ""}
    for answer in submission.duty_answers.all():
        data[f"words_{answer.pk}"], data[f"percent_{answer.pk}"] = "Đã kiểm tra bốn cụm", "70"
    for figure in submission.figure_answers.all():
        data[f"value_{figure.pk}"] = "92,5"
    return data | changes


def test_officer_sees_the_own_submission_and_no_other(year: Year) -> None:
    opened = year.open()
    own, other = year.submission(opened, 1), year.submission(opened, 2)
    client = signed_in(year.officer(own.organisation))
    assert client.get(f"/ban-nop/{own.pk}/").status_code == 200
    assert client.get(f"/ban-nop/{other.pk}/").status_code == 403
    assert client.get(f"/ky-bao-cao/{opened.pk}/").status_code == 403
    assert "Sở Xây dựng" not in client.get("/ky-bao-cao/").content.decode()


def test_focal_officer_opens_a_period_from_the_page(year: Year) -> None:
    client = signed_in(year.focal)
    page = client.get("/ky-bao-cao/").content.decode()
    assert "Báo cáo 6 tháng đầu năm 2026" in page
    answer = client.post(f"/chuong-trinh/{year.programme.pk}/mo-ky/", {"period": "year-2026-1"})
    assert answer.status_code == 302
    assert Submission.objects.count() == 5


def test_day_of_completion_is_written_out_and_only_asked_of_what_ends(year: Year) -> None:
    submission = year.submission(year.open())
    lead = submission.duty_answers.filter(part="lead")[0]
    client = signed_in(year.officer(submission.organisation))
    page = client.get(f"/ban-nop/{submission.pk}/").content.decode()
    assert f'name="done_{lead.pk}"' in page
    assert 'type="date"' not in page
    Duty.objects.filter(pk=lead.duty_id).update(deadline_kind="ongoing")
    page = client.get(f"/ban-nop/{submission.pk}/").content.decode()
    assert f'name="done_{lead.pk}"' not in page
    assert f'name="words_{lead.pk}"' in page
    whole = full(submission, 100)
    for line in whole.duties.values():
        line.pop("done_on", None)
    saved = submissions.save_draft(submission=submission, draft=whole, by=year.focal, at=at(11, 17))
    assert not any(lead.duty.code in one and "ngày hoàn thành" in one for one in submissions.problems(saved))


def test_round_page_tells_what_a_newer_version_of_the_plan_orders_otherwise(year: Year) -> None:
    opened = year.open()
    client, row = signed_in(year.focal), opened.report_duty
    said = f"“{row.what}”"
    page = client.get(f"/ky-bao-cao/{opened.pk}/").content.decode()
    assert said in page
    assert "Bản mới của kế hoạch" not in page
    row.is_dropped = True
    row.save()
    assert (
        "Bản mới của kế hoạch không còn giao báo cáo này."
        in client.get(f"/ky-bao-cao/{opened.pk}/").content.decode()
    )
    row.pk, row.is_dropped, row.position, row.fact = None, False, row.position + 1, None
    row.due = [{"month": 12, "day": 20}]
    row.save()
    page = client.get(f"/ky-bao-cao/{opened.pk}/").content.decode()
    assert "Bản mới của kế hoạch giao khác:" in page
    assert "nay là 20/12." in page
    assert said in page
    assert page.count("/che-do/") == 2


def test_officer_may_not_open_a_period(year: Year) -> None:
    client = signed_in(year.officer(year.place.agencies[1]))
    address = f"/chuong-trinh/{year.programme.pk}/mo-ky/"
    assert client.post(address, {"period": "year-2026-1"}).status_code == 403


def test_draft_saves_itself_and_keeps_what_is_right(year: Year) -> None:
    submission = year.submission(year.open())
    client = signed_in(year.officer(submission.organisation))
    wrong = submission.duty_answers.all()[0]
    data = posted(submission, **{f"percent_{wrong.pk}": "170"})
    page = client.post(f"/ban-nop/{submission.pk}/luu/", data).content.decode()
    assert "Đã lưu nháp" in page
    assert "chưa lưu ô ấy" in page
    wrong.refresh_from_db()
    assert (wrong.words, wrong.percent) == ("Đã kiểm tra bốn cụm", None)
    assert submission.figure_answers.get().value == 92.5


def test_second_person_does_not_write_over_the_first(year: Year) -> None:
    submission = year.submission(year.open())
    client = signed_in(year.officer(submission.organisation))
    data = posted(submission)
    client.post(f"/ban-nop/{submission.pk}/luu/", data)
    again = client.post(f"/ban-nop/{submission.pk}/luu/", data | {"difficulties": "Khác"})
    assert "Người khác vừa sửa" in again.content.decode()
    submission.refresh_from_db()
    assert submission.difficulties == ""


def test_incomplete_submission_comes_back_with_its_reasons(year: Year) -> None:
    submission = year.submission(year.open())
    client = signed_in(year.officer(submission.organisation))
    (first, *_rest) = submission.duty_answers.all()
    days = {f"done_{line.pk}": "" for line in submission.duty_answers.all()}
    data = posted(submission, **days, **{f"words_{first.pk}": ""})
    answer = client.post(f"/ban-nop/{submission.pk}/nop/", data)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert f"Nhiệm vụ {first.duty.code}: chưa ghi kết quả." in page
    assert re.findall(r"<textarea[^>]*>\s*Đã kiểm tra bốn cụm</textarea>", page)


def test_handed_in_returned_and_approved_by_page(year: Year) -> None:
    submission = year.submission(year.open())
    officer, focal = signed_in(year.officer(submission.organisation)), signed_in(year.focal)
    assert officer.post(f"/ban-nop/{submission.pk}/nop/", posted(submission)).status_code == 302
    assert officer.post(f"/ban-nop/{submission.pk}/duyet/").status_code == 403
    line = submission.duty_answers.all()[0]
    focal.post(f"/ban-nop/{submission.pk}/tra-lai/", {"remarks": "", f"duty_{line.pk}": "Thiếu số liệu"})
    page = officer.get(f"/ban-nop/{submission.pk}/").content.decode()
    assert "Thiếu số liệu" in page
    submission.refresh_from_db()
    officer.post(f"/ban-nop/{submission.pk}/nop/", posted(submission))
    focal.post(f"/ban-nop/{submission.pk}/duyet/")
    submission.refresh_from_db()
    assert submission.state == "approved"
    frozen = officer.get(f"/ban-nop/{submission.pk}/").content.decode()
    assert "Nộp cho đầu mối" not in frozen


def test_excel_form_goes_out_and_comes_back_with_its_problems(year: Year) -> None:
    import openpyxl

    submission = year.submission(year.open())
    client = signed_in(year.officer(submission.organisation))
    content = client.get(f"/ban-nop/{submission.pk}/mau.xlsx").content
    book = openpyxl.load_workbook(io.BytesIO(content))
    book["Nhiệm vụ"]["H5"] = 200
    stream = io.BytesIO()
    book.save(stream)
    answer = client.post(
        f"/ban-nop/{submission.pk}/nap/", {"file": SimpleUploadedFile("m.xlsx", stream.getvalue())}
    )
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "ô H5" in page
    assert "Tỷ lệ là số nguyên từ 0 đến 100." in page


def test_file_that_is_no_workbook_gets_a_sentence(year: Year) -> None:
    submission = year.submission(year.open())
    client = signed_in(year.officer(submission.organisation))
    answer = client.post(
        f"/ban-nop/{submission.pk}/nap/", {"file": SimpleUploadedFile("m.xlsx", b"khong phai")}
    )
    assert "không phải sổ Excel" in answer.content.decode()


def drafted(year: Year) -> int:
    """A round in which all is approved and a draft made; its id."""
    opened = year.open()
    for submission in opened.submissions.all():
        person = year.officer(submission.organisation)
        submissions.save_draft(submission=submission, draft=full(submission), by=person, at=at(12, 8))
        submissions.hand_in(submission=submission, by=person, at=at(12, 9))
        submissions.approve(submission=submission, by=year.focal, at=at(12, 9))
    consolidating.begin(round_=opened, by=year.focal, at=at(12, 9))
    return opened.pk


def test_figures_of_the_draft_open_their_submission(year: Year) -> None:
    pk = drafted(year)
    page = signed_in(year.focal).get(f"/ky-bao-cao/{pk}/").content.decode()
    figure = Submission.objects.get(organisation=year.place.agencies[1]).figure_answers.get()
    assert f'href="/ban-nop/{figure.submission_id}/#cs-{figure.pk}"' in page
    assert "92%" in page


def test_report_is_signed_from_the_page_and_its_file_stays(year: Year, settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    pk = drafted(year)
    client = signed_in(year.focal)
    assert (
        client.post(f"/ky-bao-cao/{pk}/ky/", {"number": "12", "signed_on": "2026-12-09"}).status_code == 302
    )
    first = client.get(f"/ky-bao-cao/{pk}/bao-cao.docx").content
    assert "Số: 12/BC-SNNMT" in Document(io.BytesIO(first)).tables[0].rows[1].cells[0].text
    year.programme.duties.update(completed_on=at(12, 1).date())
    assert client.get(f"/ky-bao-cao/{pk}/bao-cao.docx").content == first


def test_leader_reads_but_does_not_write(year: Year) -> None:
    pk = drafted(year)
    client = signed_in(year.leader)
    page = client.get(f"/ky-bao-cao/{pk}/")
    assert page.status_code == 200
    assert "Sửa câu" not in page.content.decode()
    assert client.post(f"/ky-bao-cao/{pk}/sua-cau/", {"passage": "1", "text": "x"}).status_code == 403


def test_round_page_takes_the_same_queries_for_a_long_plan(
    year: Year, django_assert_max_num_queries: Any
) -> None:
    pk = drafted(year)
    client = signed_in(year.focal)
    client.get(f"/ky-bao-cao/{pk}/")
    with django_assert_max_num_queries(32):
        client.get(f"/ky-bao-cao/{pk}/")


@pytest.mark.browser
def test_period_and_submission_are_accessible(year: Year, browser: Any) -> None:
    opened = year.open()
    submission = year.submission(opened, 3)
    draft = full(submission)
    submissions.save_draft(submission=submission, draft=draft, by=year.focal, at=at(12, 8))
    submissions.hand_in(submission=submission, by=year.focal, at=at(12, 9))
    consolidating.begin(round_=opened, by=year.focal, at=at(12, 9))
    browser.sign_in(year.focal)
    for name, address in (
        ("ky-bao-cao", f"/ky-bao-cao/{opened.pk}/"),
        ("ky-bao-cao-danh-sach", "/ky-bao-cao/"),
        ("ban-nop-duyet", f"/ban-nop/{submission.pk}/"),
        ("bao-cao-phan-chung", f"/ky-bao-cao/{opened.pk}/phan-chung/"),
    ):
        browser.go(address)
        browser.check_accessibility()
        browser.resize((1440, 900))
        browser.picture(name)
        browser.resize((390, 844))
        browser.picture(name)
    browser.sign_in(year.officer(year.place.agencies[1]))
    browser.go(f"/ban-nop/{year.submission(opened).pk}/")
    browser.check_accessibility()
    browser.picture("ban-nop")
    browser.resize((1440, 900))
    browser.picture("ban-nop")


@pytest.mark.browser
def test_draft_saves_itself_in_the_browser(year: Year, browser: Any) -> None:
    submission = year.submission(year.open())
    browser.sign_in(year.officer(submission.organisation))
    browser.go(f"/ban-nop/{submission.pk}/")
    (first, *_rest) = submission.duty_answers.order_by("duty__position")
    browser.page.fill(f"#id_words_{first.pk}", "Đã vận hành hai trạm")
    browser.page.wait_for_selector("#da-luu:has-text('Đã lưu nháp lúc')")
    first.refresh_from_db()
    assert first.words == "Đã vận hành hai trạm"
    browser.page.fill("#id_difficulties", "Thiếu kinh phí")
    browser.page.wait_for_timeout(2500)
    submission.refresh_from_db()
    assert submission.difficulties == "Thiếu kinh phí"
