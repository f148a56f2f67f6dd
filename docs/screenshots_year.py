"""Take the pictures of the tutorials of the reporting year from a running demo: `make docs`.

As `screenshots.py`, with a demo of its own: a period is opened, handed in, drafted, read by the leader.
"""

from __future__ import annotations

import re
import shutil
import signal
import sys

import screenshots
from playwright.sync_api import Browser, Page, sync_playwright
from screenshots import shoot, sign_in, visitor


def main() -> None:
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if not chromium:
        sys.exit("Cần Chromium để chụp màn hình: hãy cài gói chromium của hệ điều hành.")
    screenshots.HOME = screenshots.HOME.with_name("docs-year")
    shutil.rmtree(screenshots.HOME, ignore_errors=True)
    demo, address = screenshots.start_demo()
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=list(screenshots.SWITCHES))
            walk(browser, address)
            browser.close()
    finally:
        demo.send_signal(signal.SIGINT)
        demo.wait(30)


def walk(browser: Browser, address: str) -> None:
    """The way of the tutorials of focal officer, agency officer and leader."""
    focal = visitor(browser, address)
    sign_in(focal, address, "daumoi")
    focal.goto(f"{address}/ky-bao-cao/", wait_until="networkidle")
    shoot(focal, "ky-bao-cao-danh-sach", phone=True)
    focal.locator("form.proposal").get_by_role("link").first.click()
    focal.wait_for_selector("#id_outline")
    shoot(focal, "che-do-bao-cao", phone=True)
    round_address = running(focal, address)
    focal.goto(f"{address}/ky-bao-cao/kiem-tra-lai/", wait_until="networkidle")
    shoot(focal, "kiem-tra-lai", phone=True)
    officer = visitor(browser, address)
    sign_in(officer, address, "canbo")
    hand_in(officer, address)
    judge(focal, round_address)
    shoot(focal, "ky-bao-cao", phone=True)
    focal.goto(f"{address}/ky-bao-cao/", wait_until="networkidle")
    focal.get_by_role("link", name="Đôn đốc").first.click()
    focal.wait_for_load_state("networkidle")
    shoot(focal, "don-doc")
    officer.goto(f"{address}/thong-bao/", wait_until="networkidle")
    shoot(officer, "thong-bao")
    read(visitor(browser, address), address)
    audit(visitor(browser, address), address)


def running(page: Page, address: str) -> str:
    """The address of the period that the demo has opened; where the year holds none, open what is offered."""
    page.goto(f"{address}/ky-bao-cao/", wait_until="networkidle")
    opened = page.locator("main a[href^='/ky-bao-cao/']", has_text="Báo cáo")
    if opened.count():
        opened.first.click()
    else:
        page.locator("form.proposal").last.get_by_role("button").click()
    page.wait_for_url(re.compile(r"/ky-bao-cao/\d+/"))
    return page.url


def hand_in(page: Page, address: str) -> None:
    page.goto(f"{address}/ky-bao-cao/", wait_until="networkidle")
    page.locator("a[href^='/ban-nop/']").first.click()
    page.wait_for_load_state("networkidle")
    for box in page.locator("textarea[name^=words_]").all():
        box.fill("Đã làm việc với các cụm công nghiệp, thống nhất lịch và người phụ trách.")
    for box in page.locator("input[name^=percent_]").all():
        box.fill("60")
    for box in page.locator("[name^=reason_]").all():
        box.fill("Rà soát lại khối lượng, còn hai cơ sở chưa xong.")
    for box in page.locator("input[name^=value_]").all():
        box.fill("62,5")
    page.wait_for_selector("#da-luu:has-text('Đã lưu nháp lúc')")
    page.wait_for_timeout(2500)
    page.evaluate("scrollTo(0, 0)")
    shoot(page, "ban-nop", phone=True)
    page.get_by_role("button", name="Nộp cho đầu mối").click()
    page.wait_for_selector("text=Đã nộp báo cáo cho đầu mối")


def judge(page: Page, round_address: str) -> None:
    page.goto(round_address, wait_until="networkidle")
    page.get_by_role("link", name=re.compile("^Duyệt")).first.click()
    page.wait_for_load_state("networkidle")
    page.get_by_role("button", name="Duyệt", exact=True).click()
    page.wait_for_selector("text=Đã duyệt bản nộp")
    page.get_by_role("button", name="Lập dự thảo").click()
    page.wait_for_selector("article.paper")
    page.wait_for_load_state("networkidle")
    page.goto(round_address, wait_until="networkidle")


def read(page: Page, address: str) -> None:
    sign_in(page, address, "lanhdao")
    page.goto(f"{address}/lanh-dao/", wait_until="networkidle")
    listed = page.locator("main a[href^='/lanh-dao/']")
    if listed.count():
        listed.first.click()
        page.wait_for_load_state("networkidle")
    shoot(page, "lanh-dao", phone=True)


def audit(page: Page, address: str) -> None:
    sign_in(page, address, "kiemtra")
    page.goto(f"{address}/lich-su/", wait_until="networkidle")
    shoot(page, "lich-su")
    page.goto(f"{address}/lich-su/?kind=duty", wait_until="networkidle")
    page.locator(".history-table th a").first.click()
    page.wait_for_load_state("networkidle")
    shoot(page, "lich-su-thay-doi")


if __name__ == "__main__":
    main()
