"""A real browser for tests of pages: `browser` visits the running server and tells what is wrong with a page.

    @pytest.mark.browser
    def test_login_page_is_accessible(browser):
        browser.go("/tai-khoan/login/")
        browser.check_accessibility()

It is skipped with a sentence where no Chromium is installed. At the end of a test it fails on whatever the
browser complained of: a script that fell, a file that was missing, a breach of the content security policy.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Locator, Page, Response, sync_playwright

# Playwright keeps an event loop in this thread; the tests themselves are not asynchronous.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

DESK, PHONE = (1440, 900), (390, 844)
PICTURES = Path(__file__).resolve().parents[2] / ".local" / "screenshots"
SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class Visitor:
    """One person at one browser: `page` is Playwright's page."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.complaints: list[str] = []
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _hear(self, message: Any) -> None:
        """Note errors; an answer of 4xx to a form is the server's word, not the page's fault."""
        if message.type == "error" and "status of 4" not in message.text:
            self.complaints.append(message.text)

    def sign_in(self, user: Any) -> None:
        """Sign in without the login page; a test of that page goes there itself."""
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        self.page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": self.address}]
        )

    def go(self, path: str) -> Response | None:
        """Open an address of the platform and wait until it stands still."""
        return self.page.goto(self.address + path, wait_until="networkidle")

    def follow(self, control: Locator) -> None:
        """Press what leads to another page, and wait until that page stands still.

        A click alone may return before the browser has left the old page; what is asked next would then be
        asked of that one.
        """
        with self.page.expect_navigation(wait_until="networkidle"):
            control.click()

    def resize(self, size: tuple[int, int]) -> None:
        """`DESK` or `PHONE`."""
        self.page.set_viewport_size({"width": size[0], "height": size[1]})

    def picture(self, name: str) -> Path:
        """Keep a picture of the whole page in .local/screenshots, with its width in the name."""
        PICTURES.mkdir(parents=True, exist_ok=True)
        width = self.page.viewport_size["width"] if self.page.viewport_size else 0
        file = PICTURES / f"{name}-{width}.png"
        self.page.screenshot(path=file, full_page=True)
        return file

    def check_accessibility(self) -> None:
        """Fail on anything that axe finds at 1440 and at 390 px, and on a page wider than its window."""
        for size in (DESK, PHONE):
            self.resize(size)
            found = Axe().run(self.page)
            assert not found.response["violations"], found.generate_report()
            wide = self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
            assert wide <= 0, f"{wide} px wider than the window of {size[0]} px"


def chromium_path() -> str | None:
    """Where Chromium is on this machine."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One Chromium for the whole run."""
    path = chromium_path()
    if not path:
        pytest.skip("no Chromium on this machine: install Debian's package chromium to run browser tests")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=list(SWITCHES))
        yield running
        running.close()


@pytest.fixture
def browser(chromium: Browser, live_server: Any) -> Iterator[Visitor]:
    """A visitor with nothing kept from the test before."""
    context = chromium.new_context(
        viewport={"width": DESK[0], "height": DESK[1]}, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh"
    )
    context.set_default_timeout(60_000)  # a machine may be busy with other tests
    visitor = Visitor(context.new_page(), live_server.url)
    yield visitor
    context.close()
    assert not visitor.complaints, visitor.complaints
