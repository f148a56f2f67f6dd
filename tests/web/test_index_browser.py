"""The index pages in a real browser: nothing for axe, nothing wider than the window, sliders that answer."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

import factories
from tinhxanh.apps.accounts.models import User
from tinhxanh.apps.indicators import loading
from tinhxanh.apps.registers import provinces

DESK, PHONE = (1440, 900), (390, 844)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


PAGES = (
    "/chi-so/",
    "/chi-so/?don_vi=34",
    "/chi-so/ho-so/",
    "/chi-so/thu/",
    "/chi-so/thu/?bo=gia-dinh-2025",
    "/chi-so/muc-tieu/",
    "/chi-so/muc-tieu/?tinh=lang-son&hang=30",
    "/chi-so/vi-sao/",
    "/chi-so/vi-sao/?tu=pgi-2023&den=pgi-2024&tinh=lang-son&qua_gay=1",
    "/chi-so/vi-sao/?tu=gia-dinh-2024&den=gia-dinh-2025",
    "/chi-so/cach-tinh/",
    "/chi-so/bo-so-lieu/",
    "/chi-so/bo-so-lieu/gia-dinh-2025/",
)


@pytest.fixture
def visitor(browser: Any) -> Any:
    provinces.load()
    loading.load()
    person: User = factories.user("minh.duc", factories.place().committee, "focal")
    browser.sign_in(person)
    return browser


@pytest.mark.parametrize("address", PAGES)
def test_page_is_accessible_on_desk_and_phone(visitor: Any, address: str) -> None:
    visitor.go(address)
    visitor.check_accessibility()


def test_both_archipelagos_are_seen_on_the_map_with_their_names(visitor: Any) -> None:
    for size in (DESK, PHONE):
        visitor.resize(size)
        visitor.go("/chi-so/")
        frame = visitor.page.locator(".index-map > svg").bounding_box()
        for name in ("Quần đảo Hoàng Sa", "Quần đảo Trường Sa"):
            label = visitor.page.locator(".map-label", has_text=name).bounding_box()
            assert frame["x"] <= label["x"]
            assert label["x"] + label["width"] <= frame["x"] + frame["width"] + 1
            assert label["height"] >= 24  # two lines of letters that can be read


def test_slider_answers_at_once_and_number_and_slider_go_together(visitor: Any) -> None:
    visitor.go("/chi-so/thu/?tinh=lang-son")
    page = visitor.page
    slider = page.get_by_role("slider", name="Giảm thiểu ô nhiễm môi trường và thiên tai, Lạng Sơn")
    slider.focus()
    with page.expect_response("**/chi-so/thu/tinh/?**") as answer:
        slider.press("ArrowRight")
    assert answer.value.status == 200
    assert page.locator("#id_v0-I").input_value() == "4,96"
    expect(page.locator("[data-score]")).to_have_text("22,64")
    page.locator("#id_v0-I").fill("6,95")
    expect(page.locator("[data-score]")).to_have_text("24,63")
    assert slider.input_value() == "6.95"


def test_what_if_works_without_script(visitor: Any) -> None:
    context = visitor.page.context.browser.new_context(java_script_enabled=False)
    context.add_cookies(visitor.page.context.cookies())
    page = context.new_page()
    page.goto(visitor.address + "/chi-so/thu/?tinh=lang-son")
    assert not page.locator("input[type=range]").first.is_visible()
    page.locator("#id_v0-I").fill("6,95")
    page.get_by_role("button", name="Tính").click()
    expect(page.locator("[data-score]")).to_have_text("24,63")
    context.close()
