"""The leader's page: numbers that open what stands behind them, decisions, A4 and .docx."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from django.test import Client
from docx import Document

import factories
from reporting_year import Year, at, full, make_year
from tinhxanh.apps.programmes import queries as programme_queries
from tinhxanh.apps.programmes.models import Duty, DutyAgency
from tinhxanh.apps.reports import asking, briefs, questioning, submissions, wording
from tinhxanh.apps.reports.models import Question, Request
from tinhxanh.exchange.working_days import calendar_around


@pytest.fixture
def year(db: None, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Year:
    """A province on 11 December 2026 with a submission and a waiting request."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    monkeypatch.setattr("django.utils.timezone.now", lambda: at(12, 11))
    made = make_year()
    submission = made.submission(made.open())
    officer = made.officer(submission.organisation)
    submissions.save_draft(
        submission=submission, draft=full(submission, value=92.0), by=officer, at=at(12, 9)
    )
    submissions.hand_in(submission=submission, by=officer, at=at(12, 9))
    asking.ask_extension(
        duty=Duty.objects.get(code="II.2.2"),
        organisation=made.place.agencies[1],
        until=dt.date(2027, 1, 31),
        reason="Hai trạm chờ thẩm định thiết kế",
        by=officer,
        at=at(12, 10),
    )
    return made


def signed_in(person: Any) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def page(year: Year, client: Client | None = None) -> str:
    client = client or signed_in(year.leader)
    return client.get(f"/lanh-dao/{year.programme.pk}/").content.decode()


def test_page_says_what_is_late_stuck_and_to_be_decided(year: Year) -> None:
    told = page(year)
    assert "Gia hạn nhiệm vụ II.2.2 đến 31/01/2027?" in told
    assert "Chậm và tắc ở đâu" in told
    assert "Nguồn thải lớn kết nối quan trắc tự động" in told
    assert f'href="/chuong-trinh/{year.programme.pk}/?state=late"' in told


def test_leader_decides_from_the_page(year: Year) -> None:
    client = signed_in(year.leader)
    request = Request.objects.get()
    client.post(f"/de-nghi/{request.pk}/quyet/", {"decision": "grant"})
    assert request.duty.__class__.objects.get(pk=request.duty_id).due_on == dt.date(2027, 1, 31)
    assert "Gia hạn nhiệm vụ" not in page(year, client)


def test_refusal_needs_words(year: Year) -> None:
    client = signed_in(year.leader)
    request = Request.objects.get()
    client.post(f"/de-nghi/{request.pk}/quyet/", {"decision": "refuse", "answer": ""})
    request.refresh_from_db()
    assert request.state == "waiting"


@pytest.mark.parametrize("who", ["focal", "officer"])
def test_only_a_leader_decides(year: Year, who: str) -> None:
    person = year.focal if who == "focal" else year.officer(year.place.agencies[1])
    request = Request.objects.get()
    answer = signed_in(person).post(f"/de-nghi/{request.pk}/quyet/", {"decision": "grant"})
    assert answer.status_code == 403


def test_officer_and_stranger_do_not_see_the_page(year: Year) -> None:
    other = factories.place("Bắc Kạn")
    for person in (year.officer(year.place.agencies[1]), factories.user("la", other.committee, "leader")):
        assert signed_in(person).get(f"/lanh-dao/{year.programme.pk}/").status_code == 403


def test_document_says_what_the_page_says(year: Year) -> None:
    content = signed_in(year.leader).get(f"/lanh-dao/{year.programme.pk}/ban-mot-trang.docx").content
    made = Document(io.BytesIO(content))
    text = "\n".join(paragraph.text for paragraph in made.paragraphs)
    assert "Sở Công Thương đề nghị gia hạn nhiệm vụ II.2.2 đến 31/01/2027" in text
    (agencies,) = [table for table in made.tables if table.cell(0, 0).text == "Cơ quan"]
    totals = [int(row.cells[1].text) for row in agencies.rows[1:]]
    assert sum(totals) == year.programme.duties.count()


def test_page_takes_the_same_queries_for_a_long_plan(year: Year, django_assert_max_num_queries: Any) -> None:
    client = signed_in(year.leader)
    page(year, client)
    with django_assert_max_num_queries(30):
        page(year, client)


def test_leader_asks_more_from_the_page_and_reads_the_answer(year: Year) -> None:
    duty = Duty.objects.get(code="II.1.1")
    leader = signed_in(year.leader)
    address = f"/nhiem-vu/{duty.pk}/hoi-them/"
    answer = leader.post(address, {"words": "Bao giờ xong?", "from": "brief"}, follow=True)
    told = answer.content.decode()
    assert "Đã hỏi, chờ trả lời" in told
    assert "Bao giờ xong?" in told
    agency = duty.agencies.get(role="lead").organisation
    officer = signed_in(year.officer(agency))
    assert "Gửi trả lời" in officer.get(f"/nhiem-vu/{duty.pk}/").content.decode()
    asked = Question.objects.get()
    officer.post(f"/cau-hoi/{asked.pk}/tra-loi/", {"words": "Xong trước 20/12"})
    assert "Đã hỏi, chờ trả lời" not in page(year, leader)
    assert "Xong trước 20/12" in leader.get(f"/nhiem-vu/{duty.pk}/").content.decode()


def test_empty_question_is_refused_in_words(year: Year) -> None:
    duty = Duty.objects.get(code="II.1.1")
    answer = signed_in(year.leader).post(f"/nhiem-vu/{duty.pk}/hoi-them/", {"words": " "}, follow=True)
    assert "Hãy ghi điều cần hỏi." in answer.content.decode()
    assert not Question.objects.exists()


def test_focal_officer_sees_the_page_without_asking(year: Year) -> None:
    assert "Hỏi thêm" in page(year)
    assert "Hỏi thêm" not in page(year, signed_in(year.focal))


def test_document_has_every_figure_of_the_page(year: Year) -> None:
    questioning.ask(
        duty=Duty.objects.get(code="II.1.1"), words="Bao giờ xong?", by=year.leader, at=at(12, 10)
    )
    client = signed_in(year.leader)
    told = client.get(f"/lanh-dao/{year.programme.pk}/").context["brief"]
    content = client.get(f"/lanh-dao/{year.programme.pk}/ban-mot-trang.docx").content
    made = Document(io.BytesIO(content))
    text = "\n".join(paragraph.text for paragraph in made.paragraphs)
    late, n = len(told.stuck), len(told.requests)
    assert f"{told.done} trên {told.total} nhiệm vụ đã xong; {late} nhiệm vụ quá hạn" in text
    assert f"lâu nhất {told.longest} ngày; {n} việc chờ quyết định" in text
    assert "II.1.1: Bao giờ xong? (Van Khai, 10/12/2026)" in text
    tables = {
        table.cell(0, 0).text: [[cell.text for cell in row.cells] for row in table.rows]
        for table in made.tables
    }
    assert [(row[0], row[3]) for row in tables["Mục"][1:]] == [
        (one.line.duty.code, f"{one.days} ngày") for one in told.stuck
    ]
    assert [row[1:] for row in tables["Cơ quan"][1:]] == [
        [str(row.total), str(row.done), str(row.late)] for row in told.agencies
    ]
    assert [(row[0], row[1]) for row in tables["Chỉ tiêu"][1:]] == [
        (one.target.subject, wording.quantity(one.answer.value if one.answer else None, one.target.unit))
        for one in told.figures
    ]
    assert "92%" in [row[1] for row in tables["Chỉ tiêu"][1:]]


@pytest.mark.browser
def test_page_is_accessible_and_fits_a_telephone(year: Year, browser: Any) -> None:
    browser.sign_in(year.leader)
    browser.go(f"/lanh-dao/{year.programme.pk}/")
    browser.check_accessibility()
    browser.picture("lanh-dao")
    browser.resize((1440, 900))
    browser.picture("lanh-dao")


@pytest.mark.browser
def test_paper_is_a4_and_names_programme_and_day_on_every_page(
    year: Year, browser: Any, tmp_path: Path
) -> None:
    plan = factories.programme(year.place, year.focal, 60, title="Cải thiện Chỉ số Xanh")
    browser.sign_in(year.leader)
    browser.go(f"/lanh-dao/{plan.pk}/")
    file = tmp_path / "ban-mot-trang.pdf"
    browser.page.pdf(path=file, prefer_css_page_size=True, print_background=True)
    with pypdfium2.PdfDocument(file) as paper:
        texts = [page.get_textpage().get_text_range() for page in paper]
        sizes = {tuple(round(side) for side in page.get_size()) for page in paper}
    assert sizes == {(595, 842)}
    assert len(texts) > 1
    for number, text in enumerate(texts, 1):
        words = " ".join(text.split())
        assert "Cải thiện Chỉ số Xanh, tình hình đến 11/12/2026" in words
        assert f"Trang {number}/{len(texts)}" in words
        assert "Hỏi thêm" not in words
    told = " ".join(" ".join(text.split()) for text in texts)
    late = plan.duties.filter(due_on__lt=at(12, 11).date()).values_list("code", flat=True)
    assert all(told.count(f" {code} ") == 1 for code in late)


def test_own_delay_names_the_lead_that_it_waits_for(year: Year) -> None:
    told = page(year)
    lead = DutyAgency.objects.get(duty__code="II.1.1", role="lead").organisation
    assert lead is not None
    assert f"<strong>{lead.name} (chủ trì)</strong>" in told
    assert "Không chờ cơ quan khác" not in told


def test_collective_is_one_row_of_the_agencies(year: Year) -> None:
    part = DutyAgency.objects.get(duty__code="II.1.1", role="lead")
    DutyAgency.objects.filter(pk=part.pk).update(
        organisation=None, is_collective=True, name="UBND các xã, phường"
    )
    for agency in year.place.agencies:
        DutyAgency.objects.create(
            duty=part.duty, role="lead", name=agency.name, organisation=agency, collective=part
        )
    day = dt.date(2026, 12, 11)
    clock = programme_queries.clock([year.programme], day, calendar_around(day))
    rows = briefs.agency_rows(year.programme, clock, shown=99)
    assert {row.name: row.total for row in rows}["UBND các xã, phường"] == 1
    assert sum(row.total for row in rows) == year.programme.duties.count()


def test_several_programmes_stand_newest_first_with_their_counts(year: Year) -> None:
    newer = factories.programme(year.place, year.focal, 3)
    told = signed_in(year.leader).get("/lanh-dao/").content.decode()
    assert 0 < told.index(f"/lanh-dao/{newer.pk}/") < told.index(f"/lanh-dao/{year.programme.pk}/")
    assert 'data-label="Nhiệm vụ">3<' in told
