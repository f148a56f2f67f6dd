"""The page on which agencies are urged: short for many agencies, all or none chosen, few queries."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import factories
from reporting_year import Year, at, make_year
from tinhxanh.apps.programmes.models import Duty, DutyAgency
from tinhxanh.apps.reports.models import Urging


@pytest.fixture
def year(db: None, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Year:
    """A province on 11 December 2026."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    monkeypatch.setattr("django.utils.timezone.now", lambda: at(12, 11))
    return make_year()


def give_to_communes(year: Year, code: str, n: int) -> None:
    """Let a duty that is late be led by a collective of `n` communes."""
    duty = Duty.objects.get(code=code)
    Duty.objects.filter(pk=duty.pk).update(deadline_kind="date", due_on=dt.date(2026, 11, 1))
    duty.agencies.filter(role="lead").delete()
    whole = DutyAgency.objects.create(duty=duty, role="lead", name="UBND các xã", is_collective=True)
    for number in range(n):
        commune = factories.organisation(f"UBND xã {code} số {number}", year.place.committee, "commune")
        DutyAgency.objects.create(
            duty=duty, role="lead", name=commune.name, organisation=commune, collective=whole
        )


def address(year: Year, query: str = "") -> str:
    return f"/chuong-trinh/{year.programme.pk}/don-doc/{query}"


@pytest.fixture
def focal(year: Year) -> Client:
    client = Client()
    client.force_login(year.focal, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_many_communes_are_folded_beside_the_departments(year: Year, focal: Client) -> None:
    give_to_communes(year, "II.2.2", 25)
    groups = focal.get(address(year)).context["groups"]
    assert [(group["key"], group["is_open"]) for group in groups] == [("co-quan", True), ("xa", False)]
    assert len(groups[1]["rows"]) == 25


def test_group_that_stands_alone_is_open_however_long(year: Year, focal: Client) -> None:
    Duty.objects.exclude(code="II.2.2").update(is_dropped=True)
    give_to_communes(year, "II.2.2", 25)
    (group,) = focal.get(address(year)).context["groups"]
    assert (group["key"], group["is_open"]) == ("xa", True)


@pytest.mark.parametrize(("query", "n"), [("", 0), ("?chon=xa", 3), ("?chon=tat-ca", 6)])
def test_all_or_a_group_is_chosen_without_script(year: Year, focal: Client, query: str, n: int) -> None:
    give_to_communes(year, "II.2.2", 3)
    page = focal.get(address(year, query))
    assert page.context["n"] == 6
    assert page.context["n_chosen"] == n
    assert page.content.decode().count(" checked") == n


def test_what_was_sent_is_not_chosen_again(year: Year, focal: Client) -> None:
    pk = year.place.focal.pk
    sent = {f"to_{pk}": "on", f"level_{pk}": "1", f"words_{pk}": "Đề nghị báo cáo"}
    answer = focal.post(address(year, "?chon=tat-ca"), sent)
    assert answer.url == address(year)
    assert Urging.objects.count() == 1


def test_number_of_queries_is_the_same_for_one_collective_as_for_three(year: Year, focal: Client) -> None:
    counts = []
    for code in ("II.2.2", "II.3.3", "II.4.4"):
        give_to_communes(year, code, 10)
        focal.get(address(year))
        with CaptureQueriesContext(connection) as queries:
            focal.get(address(year))
        counts.append(len(queries))
    assert len(set(counts)) == 1
    assert counts[0] <= 24


@pytest.mark.browser
def test_agencies_are_chosen_and_letters_opened_in_the_browser(year: Year, browser: Any) -> None:
    give_to_communes(year, "II.2.2", 25)
    browser.sign_in(year.focal)
    browser.go(address(year))
    browser.check_accessibility()
    browser.resize((1440, 900))
    assert browser.page.evaluate("document.documentElement.scrollHeight") < 1400
    page = browser.page
    page.locator("#nhom-xa > summary").click()
    words = page.locator("#nhom-xa .urging-words").first
    words.locator("summary").click()
    words.locator("textarea").fill("Lời đã sửa")
    page.locator("#nhom-xa a[data-check=on]").click()
    assert page.locator("[data-checked]").inner_text() == "25"
    assert words.locator("textarea").input_value() == "Lời đã sửa", "choosing keeps what was typed"
    browser.check_accessibility()
    browser.picture("don-doc-mo")
    page.locator("#nhom-xa input[type=checkbox]").first.uncheck()
    assert page.locator("[data-checked]").inner_text() == "24"
    page.locator(".urging-form > .urging-choose").get_by_role("link", name="Bỏ chọn").click()
    assert page.locator("[data-checked]").inner_text() == "0"
