"""The index pages in a real browser: nothing for axe, nothing wider than the window, sliders that answer."""

from __future__ import annotations

from typing import Any

import pytest

import factories
from tinhxanh.apps.accounts.models import User
from tinhxanh.apps.indicators import loading
from tinhxanh.apps.registers import provinces

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def visitor(browser: Any) -> Any:
    provinces.load()
    loading.load()
    person: User = factories.user("minh.duc", factories.place().committee, "focal")
    browser.sign_in(person)
    return browser


@pytest.mark.parametrize("address", ["/chi-so/", "/chi-so/?don_vi=34", "/chi-so/ho-so/"])
def test_page_is_accessible_on_desk_and_phone(visitor: Any, address: str) -> None:
    visitor.go(address)
    visitor.check_accessibility()
