"""“Việc của tôi”: what is owed, accepting, reporting with evidence; and the page of a duty."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

import factories
from tinhxanh.apps.accounts.models import Organisation, Succession
from tinhxanh.apps.programmes import duties
from tinhxanh.apps.programmes.models import Duty, DutyAgency, Evidence, Programme, ProgressReport

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\n%%EOF\n"
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def files(settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def place() -> factories.Place:
    return factories.place()


@pytest.fixture
def programme(place: factories.Place) -> Programme:
    today = timezone.localdate()
    days = tuple(today + dt.timedelta(days=n) if n else None for n in (-11, 4, 90, 0))
    by = factories.user("minh.duc", place.focal, "focal", full_name="Nguyễn Minh Đức")
    return factories.programme(place, by, 40, deadlines=days)


@pytest.fixture
def officer(place: factories.Place) -> factories.User:
    """Of Sở Công Thương, which leads the duties 2, 7, 12 … and co-ordinates 1, 6, 11 …"""
    return factories.user("hoang.lan", place.agencies[1], full_name="Hoàng Thị Lan")


@pytest.fixture
def desk(client: Client, officer: factories.User, programme: Programme) -> Client:
    client.force_login(officer)
    return client


def part_of(programme: Programme, position: int, role: str = "lead") -> DutyAgency:
    return DutyAgency.objects.get(duty__programme=programme, duty__position=position, role=role)


def group(html: str, kind: str) -> set[int]:
    """The ids of the parts in one group of the page."""
    if f'id="nhom-{kind}"' not in html:
        return set()
    piece = html.split(f'id="nhom-{kind}"')[1].split("</section>")[0]
    return {int(one.split('"')[0]) for one in piece.split('id="viec-')[1:]}


def index(client: Client, **query: str) -> str:
    answer = client.get(reverse("my_duties"), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_work_is_grouped_by_what_it_asks_for(desk: Client, programme: Programme) -> None:
    html = index(desk)
    parts = DutyAgency.objects.filter(organisation__name="Sở Công Thương")
    today = timezone.localdate()
    assert group(html, "late") == set(parts.filter(duty__due_on__lt=today).values_list("pk", flat=True))
    soon = parts.filter(duty__due_on__range=(today, today + dt.timedelta(days=10)))
    assert group(html, "soon") == set(soon.values_list("pk", flat=True))
    assert len(group(html, "new")) == parts.count() - len(group(html, "late")) - len(group(html, "soon"))


def test_work_of_other_agencies_is_not_shown(desk: Client, programme: Programme) -> None:
    html = index(desk)
    others = DutyAgency.objects.exclude(organisation__name="Sở Công Thương")
    shown = set.union(*(group(html, kind) for kind in ("late", "soon", "new", "running", "done")))
    assert shown
    assert not shown & set(others.values_list("pk", flat=True))


def test_accepting_moves_the_work_to_what_is_under_way(desk: Client, programme: Programme) -> None:
    part = part_of(programme, 7)  # due in ninety days
    assert part.pk in group(index(desk), "new")
    answer = desk.post(reverse("duty_accept", args=[part.pk]), follow=True)
    assert "Đã nhận việc" in answer.content.decode()
    assert part.pk in group(index(desk), "running")


def test_accepting_twice_says_so(desk: Client, programme: Programme) -> None:
    part = part_of(programme, 7)
    desk.post(reverse("duty_accept", args=[part.pk]))
    answer = desk.post(reverse("duty_accept", args=[part.pk]), follow=True)
    assert "Việc này đã có người nhận" in answer.content.decode()


def test_co_ordinating_agency_that_answered_is_not_late_itself(
    desk: Client, programme: Programme, officer: factories.User
) -> None:
    part = part_of(programme, 1, "coordinate")
    assert part.pk in group(index(desk), "late")
    duties.report(part=part, by=officer, at=timezone.now(), words="Đã góp ý.", percent=100)
    assert part.pk in group(index(desk), "running")


def test_report_with_evidence_is_kept_and_moves_the_duty(desk: Client, programme: Programme) -> None:
    part = part_of(programme, 2)
    answer = desk.post(
        reverse("duty_report", args=[part.pk]),
        {
            "words": "Đã kết nối 12 trạm.",
            "percent": "75",
            "obstacle": "Thiếu kinh phí.",
            "evidence": [
                SimpleUploadedFile("Biên bản.pdf", PDF),
                SimpleUploadedFile("ảnh.png", b"\x89PNG\r\n\x1a\n0"),
            ],
        },
    )
    assert answer.status_code == 302
    report = ProgressReport.objects.get()
    assert (report.percent, report.words, report.obstacle) == (75, "Đã kết nối 12 trạm.", "Thiếu kinh phí.")
    assert f"75\u00a0%, đã báo cáo {timezone.localdate():%d/%m/%Y}" in index(desk, mo="running")
    assert {file.filename for file in report.evidence.all()} == {"Biên bản.pdf", "ảnh.png"}
    assert Duty.objects.get(pk=part.duty_id).percent == 75


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"words": " "}, "Xin ghi đã làm được gì"),
        ({"percent": "120"}, "Tiến độ là số nguyên từ 0 đến 100"),
        ({"percent": ""}, "Xin ghi tiến độ từ 0 đến 100"),
        ({"percent": "100", "done_on": "hôm kia"}, "Ngày viết theo dạng dd/mm/yyyy"),
        ({"percent": "100", "done_on": "01/01/2999"}, "Ngày hoàn thành không thể ở sau hôm nay"),
        ({"evidence": SimpleUploadedFile("chay.exe", b"MZ")}, "không thuộc loại nhận được"),
        ({"evidence": SimpleUploadedFile("gia.pdf", b"<html>")}, "không đúng với đuôi"),
    ],
)
def test_report_that_is_refused_comes_back_with_what_was_written(
    desk: Client, programme: Programme, changes: dict[str, object], sentence: str
) -> None:
    part = part_of(programme, 2)
    sent = {"words": "Đã làm một nửa.", "percent": "50", "obstacle": "Chờ vốn"} | changes
    answer = desk.post(reverse("duty_report", args=[part.pk]), sent, headers=HTMX)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in html
    assert "Chờ vốn" in html
    assert not ProgressReport.objects.exists()


def test_form_in_place_is_one_row_and_alone_is_a_page(desk: Client, programme: Programme) -> None:
    address = reverse("duty_report", args=[part_of(programme, 2).pk])
    assert desk.get(address, headers=HTMX).content.decode().lstrip().startswith("<li")
    assert "<html" in desk.get(address).content.decode()


@pytest.mark.parametrize("name", ["duty_accept", "duty_report"])
def test_nobody_acts_for_another_agency(
    client: Client, place: factories.Place, programme: Programme, name: str
) -> None:
    client.force_login(factories.user("khac", place.agencies[3]))
    address = reverse(name, args=[part_of(programme, 2).pk])
    assert client.post(address, {"words": "x", "percent": 1}).status_code == 403
    assert not ProgressReport.objects.exists()


@pytest.mark.parametrize("role", ["leader", "administrator"])
def test_roles_without_work_have_no_such_page(
    client: Client, place: factories.Place, programme: Programme, role: str
) -> None:
    client.force_login(factories.user("ai", place.committee, role))
    assert client.get(reverse("my_duties")).status_code == 403


def test_duty_page_tells_the_sentence_in_its_context(desk: Client, programme: Programme) -> None:
    html = desk.get(reverse("duty", args=[part_of(programme, 2).duty_id])).content.decode()
    assert "<mark>2) Sở Công Thương chủ trì, phối hợp với Sở Xây dựng" in html
    assert '<p class="beside">1) Sở Nông nghiệp và Môi trường chủ trì' in html
    assert "trang 1" in html


def test_agency_that_is_no_more_is_told_with_its_heir(
    desk: Client, place: factories.Place, programme: Programme
) -> None:
    old, heir = place.agencies[2], factories.organisation("Sở Xây dựng và Giao thông", place.committee)
    Organisation.objects.filter(pk=old.pk).update(valid_to=dt.date(2025, 2, 28))
    Succession.objects.create(predecessor=old, successor=heir, date=dt.date(2025, 3, 1))
    html = desk.get(reverse("duty", args=[part_of(programme, 2).duty_id])).content.decode()
    assert "Nay là Sở Xây dựng và Giao thông." in html


def test_opened_row_names_answers_and_history(desk: Client, programme: Programme, officer) -> None:
    part = part_of(programme, 2)
    duties.report(part=part, by=officer, at=timezone.now(), words="Đã nối 12 trạm.", percent=75)
    html = desk.get(reverse("duty_opened", args=[part.duty_id]), headers=HTMX).content.decode()
    assert html.startswith("<tr")
    assert "75\u00a0%. Đã nối 12 trạm." in html
    assert "Sở Công Thương báo cáo 75\u00a0%" in html
    assert "Hoàng Thị Lan" in html


@pytest.mark.parametrize("name", ["duty", "duty_opened"])
def test_duty_of_other_agencies_is_not_shown(
    client: Client, place: factories.Place, programme: Programme, name: str
) -> None:
    client.force_login(factories.user("khac", place.agencies[4]))
    assert client.get(reverse(name, args=[part_of(programme, 2).duty_id])).status_code == 403


def test_name_is_matched_on_the_page_of_the_duty(
    client: Client, place: factories.Place, programme: Programme
) -> None:
    part = part_of(programme, 2)
    DutyAgency.objects.filter(pk=part.pk).update(organisation=None)
    client.force_login(programme.created_by)
    assert "Đối chiếu" in client.get(reverse("duty", args=[part.duty_id])).content.decode()
    client.post(reverse("duty_match", args=[part.pk]), {"organisation": place.agencies[2].pk})
    part.refresh_from_db()
    assert part.organisation == place.agencies[2]


def test_name_is_not_matched_to_an_agency_of_another_province(client: Client, programme: Programme) -> None:
    part = part_of(programme, 2)
    DutyAgency.objects.filter(pk=part.pk).update(organisation=None)
    other = factories.place("Bắc Giang")
    client.force_login(programme.created_by)
    client.post(reverse("duty_match", args=[part.pk]), {"organisation": other.focal.pk})
    part.refresh_from_db()
    assert part.organisation is None


@pytest.fixture
def evidence(programme: Programme, officer: factories.User) -> Evidence:
    report = duties.report(
        part=part_of(programme, 2),
        by=officer,
        at=timezone.now(),
        words="Xong.",
        percent=50,
        evidence=[SimpleUploadedFile("Biên bản số 1.pdf", PDF)],
    )
    return report.evidence.get()


def test_evidence_is_handed_out_as_an_attachment(desk: Client, evidence: Evidence) -> None:
    answer = desk.get(reverse("evidence", args=[evidence.pk]))
    assert b"".join(answer) == PDF
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")


def test_evidence_is_guarded_like_its_duty(
    client: Client, place: factories.Place, evidence: Evidence
) -> None:
    client.force_login(factories.user("khac", place.agencies[4]))
    assert client.get(reverse("evidence", args=[evidence.pk])).status_code == 403
    client.logout()
    assert client.get(reverse("evidence", args=[evidence.pk])).status_code == 302


def test_evidence_whose_file_is_gone_answers_that_it_is_not_there(desk: Client, evidence: Evidence) -> None:
    evidence.file.delete(save=False)
    assert desk.get(reverse("evidence", args=[evidence.pk])).status_code == 404


def test_work_takes_as_many_queries_for_a_thousand_duties_as_for_ten(
    client: Client, place: factories.Place, officer: factories.User
) -> None:
    counts = []
    by = factories.user("minh.duc", place.focal, "focal")
    for n in (10, 1000):
        factories.programme(place, by, n)
        client.force_login(officer)
        client.get(reverse("my_duties"))
        with CaptureQueriesContext(connection) as queries:
            index(client)
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= 30


@pytest.mark.browser
def test_officer_accepts_and_reports_with_evidence(browser, programme, officer, tmp_path: Path) -> None:
    proof = tmp_path / "Biên bản nghiệm thu.pdf"
    proof.write_bytes(PDF)
    part = part_of(programme, 7)
    browser.sign_in(officer)
    browser.go("/viec-cua-toi/")
    page = browser.page

    page.locator(f"#viec-{part.pk}").get_by_role("button", name="Nhận việc").click()
    page.get_by_text("Đã nhận việc").wait_for()
    page.locator(f"#viec-{part.pk}").get_by_role("link", name="Báo cáo").click()
    form = page.locator(f"#viec-{part.pk} form.report-form")
    form.get_by_label("Tiến độ").fill("40")
    form.get_by_role("button", name="Nộp báo cáo").click()
    page.get_by_text("Xin ghi đã làm được gì").wait_for()
    form.get_by_label("Kết quả đến nay").fill("Đã lắp 4 trên 10 trạm.")
    form.locator("input[type=file]").set_input_files(proof)
    page.locator(".file-list", has_text="Biên bản nghiệm thu.pdf").wait_for()
    browser.check_accessibility()
    form.get_by_role("button", name="Nộp báo cáo").click()
    page.get_by_text("Đã nộp báo cáo").wait_for()

    report = ProgressReport.objects.get()
    assert (report.percent, report.evidence.get().filename) == (40, "Biên bản nghiệm thu.pdf")


@pytest.mark.browser
@pytest.mark.parametrize("path", ["/chuong-trinh/", "/chuong-trinh/{p}/", "/nhiem-vu/{d}/", "/viec-cua-toi/"])
def test_pages_are_accessible_and_fit_desk_and_phone(browser, programme, officer, path: str) -> None:
    part = part_of(programme, 2)
    duties.report(part=part, by=officer, at=timezone.now(), words="Đã nối 12 trạm.", percent=75)
    browser.sign_in(officer)
    browser.go(path.format(p=programme.pk, d=part.duty_id))
    browser.check_accessibility()


@pytest.mark.browser
def test_long_condition_wraps_on_a_phone(browser, programme, officer) -> None:
    waits = "Sau khi có hướng dẫn của Bộ Nông nghiệp và Môi trường về phương pháp tính và cách công bố"
    Duty.objects.filter(programme=programme).update(
        deadline_kind="conditional", deadline_text=waits, due_on=None
    )
    browser.sign_in(officer)
    browser.resize((390, 844))
    browser.go(f"/chuong-trinh/{programme.pk}/")
    assert waits in browser.page.content()
    assert browser.page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.browser
def test_row_opens_by_keyboard_and_keeps_the_list(browser, programme, officer) -> None:
    browser.sign_in(programme.created_by)
    browser.go(f"/chuong-trinh/{programme.pk}/")
    toggle = browser.page.locator(".row-toggle").first
    toggle.focus()
    browser.page.keyboard.press("Enter")
    browser.page.locator(".detail-row").wait_for()
    assert toggle.get_attribute("aria-expanded") == "true"
    browser.check_accessibility()
    browser.page.keyboard.press("Enter")
    browser.page.locator(".detail-row").wait_for(state="hidden")
    assert toggle.get_attribute("aria-expanded") == "false"
    assert toggle.evaluate("element => element === document.activeElement")


@pytest.mark.browser
def test_group_unfolds_and_search_narrows_in_place(browser, programme, officer) -> None:
    browser.sign_in(programme.created_by)
    browser.go(f"/chuong-trinh/{programme.pk}/")
    rows = browser.page.locator("tbody tr[id^=nv-]")
    before = rows.count()
    browser.page.get_by_role("link", name="nhiệm vụ còn lại").first.click()
    expect(rows).to_have_count(before + 5)
    browser.page.get_by_label("Tìm nhiệm vụ").press_sequentially("tui ni long")
    expect(rows).to_have_count(4)
    assert "q=tui" in browser.page.url
    browser.page.locator("#id_state").select_option("late")
    browser.page.wait_for_url("**state=late**")


@pytest.mark.browser
def test_lost_connection_is_told_and_nothing_typed_is_lost(browser, programme, officer) -> None:
    part = part_of(programme, 2)
    duties.accept(part=part, by=officer, at=timezone.now())
    browser.sign_in(officer)
    browser.go("/viec-cua-toi/")
    browser.page.locator(f"#viec-{part.pk}").get_by_role("link", name="Báo cáo").click()
    form = browser.page.locator(f"#viec-{part.pk} form.report-form")
    form.get_by_label("Kết quả đến nay").fill("Đã nối 12 trạm.")
    browser.page.context.set_offline(True)
    form.get_by_role("button", name="Nộp báo cáo").click()
    browser.page.get_by_text("Chưa gửi được").wait_for()
    expect(form.get_by_label("Kết quả đến nay")).to_have_value("Đã nối 12 trạm.")
    browser.page.context.set_offline(False)
    browser.complaints.clear()


@pytest.mark.browser
def test_login_that_ran_out_never_appears_inside_a_row(browser, programme, officer) -> None:
    browser.sign_in(programme.created_by)
    browser.go(f"/chuong-trinh/{programme.pk}/")
    browser.page.context.clear_cookies()
    browser.page.locator(".row-toggle").first.click()
    browser.page.wait_for_url("**/tai-khoan/login/**")
    assert browser.page.locator("#id_login").is_visible()
