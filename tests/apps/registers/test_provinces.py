"""The province that a document is of: its own directory answers, not the keeper's."""

from __future__ import annotations

import datetime as dt

import pytest

import factories
from tinhxanh.apps.accounts.models import Organisation
from tinhxanh.apps.registers import agencies, provinces
from tinhxanh.apps.registers.models import Document, Province

pytestmark = pytest.mark.django_db


def document_of(province: str, on: dt.date) -> Document:
    place = factories.place("Lạng Sơn")
    by = factories.user("ha", place.committee, "focal")
    return factories.document(place.committee, by, province=province, date=on)


def test_document_of_another_province_is_looked_up_in_that_provinces_directory() -> None:
    provinces.load()
    plan = document_of("Bắc Giang", dt.date(2023, 8, 1))
    found = agencies.look_up(["Sở TN&MT", "UBND các huyện, thành phố"], plan)
    assert found["Sở TN&MT"].organisation.path.startswith(agencies.province_root(plan).path)
    assert agencies.province_root(plan).name == "UBND tỉnh Bắc Giang"
    assert len(found["UBND các huyện, thành phố"].members) >= 9
    assert not found["Sở TN&MT"].organisation.path.startswith(plan.organisation.path)
    assert Province.objects.get(name="Bắc Giang").committee == agencies.province_root(plan)


@pytest.mark.parametrize("province", ["", "Lạng Sơn", "Atlantis"])
def test_document_of_no_other_known_province_is_looked_up_at_home(province: str) -> None:
    plan = document_of(province, dt.date(2023, 8, 1))
    before = Organisation.objects.count()
    assert agencies.province_root(plan) == plan.organisation
    assert Organisation.objects.count() == before


def test_province_that_had_gone_by_the_day_is_not_made_up() -> None:
    plan = document_of("Bắc Giang", dt.date(2026, 8, 1))
    assert agencies.province_root(plan) == plan.organisation
