"""The whole way in a real browser: a plan file becomes a programme, agencies report, the board changes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from tinhxanh.apps.accounts import people
from tinhxanh.apps.accounts.queries import roots
from tinhxanh.apps.indicators.loading import load_all
from tinhxanh.apps.programmes.models import Duty, Programme
from tinhxanh.apps.registers.models import Document
from tinhxanh.cli.jobs import work_off

DEMO_DOCUMENTS = Path(__file__).resolve().parents[2] / "demo" / "documents"
PASSWORD = "duong-dai-2026"
TYPED = "Kiểm tra phương án ứng phó sự cố hóa chất, gửi kết quả về đầu mối"

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def accounts(transactional_db: None, settings: Any, tmp_path: Path) -> None:
    """The demo province with one person of each role."""
    settings.MEDIA_ROOT = tmp_path
    now = timezone.now()
    load_all(now)
    root = next(one for one in roots(now.date()) if one.name.endswith(settings.PROVINCE))
    people.ensure_demo(root=root, at=now, password=PASSWORD)


def sign_in(browser: Any, username: str) -> None:
    browser.page.context.clear_cookies()
    browser.go("/tai-khoan/login/")
    browser.page.fill("input[name=login]", username)
    browser.page.fill("input[name=password]", PASSWORD)
    browser.follow(browser.page.locator("main button[type=submit]"))


@pytest.mark.parametrize("name", ["ke-hoach-pgi-2024.docx", "ke-hoach-pgi-2024.pdf"])
def test_plan_file_becomes_a_programme_that_changes_with_reports(
    browser: Any, accounts: None, name: str, tmp_path: Path
) -> None:
    load(browser, DEMO_DOCUMENTS / name)
    code = correct_one_duty(browser)
    confirm(browser)
    programme = Programme.objects.get()
    duty = Duty.objects.get(programme=programme, code=code)
    assert duty.text == TYPED
    before = overview(browser, programme)
    report(browser, duty, tmp_path)
    reported = overview(browser, programme)
    assert reported != before
    duty.refresh_from_db()
    assert duty.percent == 100
    assert duty.said_done_on is not None
    assert duty.completed_on is None, "nothing closes before the focal officer has looked"
    check(browser, duty)
    duty.refresh_from_db()
    assert duty.completed_on == duty.said_done_on
    assert overview(browser, programme) != reported


def load(browser: Any, path: Path) -> None:
    sign_in(browser, "daumoi")
    browser.go("/van-ban/")
    browser.page.set_input_files("input[type=file]", path)
    browser.page.get_by_role("button", name="Tải lên và đọc").click()
    browser.page.wait_for_url("**/van-ban/*-*/")
    work_off()
    browser.page.wait_for_url("**/ra-soat/**")
    assert Document.objects.get().state == Document.State.READ


def correct_one_duty(browser: Any) -> str:
    """Change the words of a duty that the Department of Industry and Trade leads; the duty's code."""
    page = browser.page
    fact = page.locator(".fact", has_text="Sở Công Thương").first
    code = fact.locator(".code").inner_text()
    fact.locator("a.fact-line").click()
    opened = page.locator(".fact.is-here", has=page.locator(f".code:text-is('{code}')"))
    opened.locator("textarea[name=text]").fill(TYPED)
    opened.get_by_role("button", name="Chấp nhận").click()
    page.locator(".fact.is-edited", has_text=TYPED[:30]).wait_for()
    return str(code)


def confirm(browser: Any) -> None:
    page = browser.page
    browser.follow(page.get_by_role("link", name="Lập chương trình"))
    doubts = page.locator("input[name=despite_doubts]")
    if doubts.count():
        doubts.check()
    page.get_by_role("button", name="Lập chương trình").click()
    page.wait_for_url("**/chuong-trinh/*/")


def report(browser: Any, duty: Duty, folder: Path) -> None:
    """As an officer of the agency: sign for the duty, report it done, with evidence."""
    proof = folder / "minh chứng.pdf"
    proof.write_bytes(b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n")
    sign_in(browser, "canbo")
    page = browser.page
    browser.go("/viec-cua-toi/")
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.get_by_role("button", name=f"Nhận việc {duty.code}", exact=True).click()
    page.get_by_role("link", name=f"Báo cáo {duty.code}", exact=True).click()
    page.locator("textarea[name=words]").fill("Đã kiểm tra 12 cơ sở, gửi kết quả về đầu mối.")
    page.locator("input[name=percent]").fill("100")
    page.set_input_files("input[type=file]", proof)
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.get_by_role("button", name="Nộp báo cáo").click()
    assert duty.reports.get().evidence.get().filename == proof.name


def check(browser: Any, duty: Duty) -> None:
    """As the focal officer: find the duty by the notice of the periods, confirm that it is done."""
    sign_in(browser, "daumoi")
    page = browser.page
    browser.go("/ky-bao-cao/")
    browser.follow(page.get_by_role("link", name="Mở danh sách"))
    row = page.locator(f"#nv-{duty.pk}")
    assert TYPED[:30] in row.inner_text()
    row.get_by_role("button", name=f"Xác nhận hoàn thành {duty.code}").click()
    page.get_by_text(f"Đã ghi kết quả kiểm tra {duty.code}").wait_for()


def overview(browser: Any, programme: Programme) -> str:
    """What the leader sees above the list."""
    sign_in(browser, "lanhdao")
    browser.go(f"/chuong-trinh/{programme.pk}/")
    return str(browser.page.locator(".overview").inner_text())
