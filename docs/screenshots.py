"""Take the pictures of the tutorial and the README from a running demo: `make docs`.

Starts a demo of its own (data under .local/docs, made anew), walks the first tutorial in Chromium as a
reader would, and writes docs/tutorials/images. The pictures are what the pages were, never retouched.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "tutorials" / "images"
HOME = ROOT / ".local" / "docs"
PLAN = ROOT / "demo" / "documents" / "nhiem-vu-tang-truong-xanh.docx"
PASSWORD = "tinhxanh-demo"
DESK, PHONE = (1440, 900), (390, 844)
SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def main() -> None:
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if not chromium:
        sys.exit("Cần Chromium để chụp màn hình: hãy cài gói chromium của hệ điều hành.")
    shutil.rmtree(HOME, ignore_errors=True)
    IMAGES.mkdir(parents=True, exist_ok=True)
    demo, address = start_demo()
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=list(SWITCHES))
            walk(browser, address)
            browser.close()
    finally:
        demo.send_signal(signal.SIGINT)
        demo.wait(30)


def start_demo() -> tuple[subprocess.Popen[str], str]:
    """A demo of our own on a free port; its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment["TINHXANH_HOME"] = str(HOME)
    command = [Path(sys.executable).with_name("tinhxanh"), "demo", "--port", str(port)]
    demo = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    assert demo.stdout is not None
    for line in demo.stdout:
        if "Ctrl-C" in line:
            return demo, f"http://127.0.0.1:{port}"
    raise SystemExit("The demo did not start.")


def walk(browser: Browser, address: str) -> None:
    """The way of docs/tutorials/first-programme.md."""
    page = visitor(browser, address)
    page.goto(f"{address}/tai-khoan/login/")
    shoot(page, "dang-nhap")
    sign_in(page, address, "daumoi")
    page.goto(f"{address}/van-ban/", wait_until="networkidle")
    page.set_input_files("input[type=file]", PLAN)
    shoot(page, "tai-len")
    page.get_by_role("button", name="Tải lên và đọc").click()
    page.wait_for_url("**/ra-soat/**", timeout=60_000)
    review(page)
    confirm(page)
    other = visitor(browser, address)
    report(other, address)
    lead(visitor(browser, address), address)


def review(page: Page) -> None:
    page.wait_for_load_state("networkidle")
    shoot(page, "ra-soat", phone=True)
    page.keyboard.press("a")
    page.wait_for_load_state("networkidle")
    page.locator("a.tab-doubt").click()
    page.wait_for_load_state("networkidle")
    shoot(page, "can-xem")


def confirm(page: Page) -> None:
    with page.expect_navigation(wait_until="networkidle"):
        page.get_by_role("link", name="Lập chương trình").click()
    shoot(page, "lap-chuong-trinh")
    doubts = page.locator("input[name=despite_doubts]")
    if doubts.count():
        doubts.check()
    page.get_by_role("button", name="Lập chương trình").click()
    page.wait_for_url("**/chuong-trinh/*/")
    page.wait_for_load_state("networkidle")
    shoot(page, "chuong-trinh-moi")


def report(page: Page, address: str) -> None:
    sign_in(page, address, "canbo")
    page.goto(f"{address}/viec-cua-toi/", wait_until="networkidle")
    shoot(page, "viec-cua-toi", phone=True)
    page.locator(".job").get_by_role("link", name=re.compile("^Báo cáo")).first.click()
    page.locator("textarea[name=words]").wait_for()
    page.fill("textarea[name=words]", "Đã nghiệm thu hai đề án sản xuất sạch hơn, mức tiêu thụ điện giảm 9%.")
    page.fill("input[name=percent]", "60")
    shoot(page, "bao-cao")
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.get_by_role("button", name="Nộp báo cáo").click()


def lead(page: Page, address: str) -> None:
    sign_in(page, address, "lanhdao")
    page.goto(f"{address}/chuong-trinh/", wait_until="networkidle")
    page.get_by_role("link", name=re.compile("năm 2026")).first.click()
    page.wait_for_load_state("networkidle")
    shoot(page, "chuong-trinh", phone=True)
    page.goto(f"{address}/bang-diem/", wait_until="networkidle")
    shoot(page, "bang-diem", phone=True)
    index(page, address)


def index(page: Page, address: str) -> None:
    """The pages of docs/how-to/use-the-index-pages.md."""
    for name, path in (
        ("xep-hang", ""),
        ("ho-so-tinh", "ho-so/?tinh=lang-son"),
        ("dat-muc-tieu", "muc-tieu/?tinh=lang-son&hang=30"),
        ("vi-sao-doi-hang", "vi-sao/?tinh=lang-son"),
    ):
        page.goto(f"{address}/chi-so/{path}", wait_until="networkidle")
        shoot(page, name, phone=True)


def visitor(browser: Browser, address: str) -> Page:
    context = browser.new_context(viewport={"width": DESK[0], "height": DESK[1]}, locale="vi-VN")
    return context.new_page()


def sign_in(page: Page, address: str, username: str) -> None:
    page.goto(f"{address}/tai-khoan/login/")
    page.fill("input[name=login]", username)
    page.fill("input[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_load_state("networkidle")


def shoot(page: Page, name: str, phone: bool = False) -> None:
    """The window as it stands at 1440 px and, where asked, at 390."""
    for width, height in (DESK, PHONE) if phone else (DESK,):
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(200)
        page.screenshot(path=IMAGES / f"{name}-{width}.png")
    page.set_viewport_size({"width": DESK[0], "height": DESK[1]})


if __name__ == "__main__":
    main()
