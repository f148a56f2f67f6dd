"""Tying duties to the indicators that they are meant to move."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

import factories
from tinhxanh.apps.indicators.loading import load
from tinhxanh.apps.indicators.models import Edition, Indicator
from tinhxanh.apps.programmes import serving
from tinhxanh.apps.programmes.models import Duty, DutyEvent, Programme
from tinhxanh.apps.registers import provinces

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme() -> Programme:
    provinces.load()
    load()
    place = factories.place()
    focal = factories.user("minh.duc", place.focal, "focal")
    return factories.programme(place, focal, 8, edition=Edition.objects.get(year=2023))


@pytest.fixture
def keeper(programme: Programme) -> Client:
    client = Client()
    client.force_login(programme.created_by, backend="django.contrib.auth.backends.ModelBackend")
    return client


def indicator(code: str, year: int = 2023) -> Indicator:
    return Indicator.objects.get(edition__year=year, code=code)


def test_tie_records_who_and_counts_only_changes(programme: Programme) -> None:
    one, other = programme.duties.filter(component=2)[:2]
    chosen = {one.pk: indicator("II.1").pk, other.pk: None}
    assert serving.tie(programme=programme, chosen=chosen, by=programme.created_by) == 1
    assert serving.tie(programme=programme, chosen=chosen, by=programme.created_by) == 0
    event = DutyEvent.objects.filter(pgh_obj=one).latest("pgh_id")
    assert event.pgh_context.metadata["why"] == "Gắn nhiệm vụ với chỉ tiêu"
    assert event.indicator_id == indicator("II.1").pk


@pytest.mark.parametrize(("code", "year"), [("I.1", 2023), ("II.1", 2022), ("II", 2023)])
def test_tie_refuses_what_is_of_another_component_or_edition(
    programme: Programme, code: str, year: int
) -> None:
    duty = programme.duties.filter(component=2).first()
    wanted = Indicator.objects.filter(edition__year=year, code=code).first()
    with pytest.raises(ValueError, match="is not of component 2"):
        serving.tie(
            programme=programme, chosen={duty.pk: wanted.pk if wanted else 0}, by=programme.created_by
        )


def test_page_ties_and_takes_back(programme: Programme, keeper: Client) -> None:
    duty = programme.duties.filter(component=3).first()
    address = f"/bang-diem/gan-nhiem-vu/{programme.pk}/"
    keeper.post(address, {f"duty_{duty.pk}": indicator("III.3").pk})
    assert Duty.objects.get(pk=duty.pk).indicator.code == "III.3"
    assert "selected>III.3" in keeper.get(address).content.decode()
    keeper.post(address, {})
    assert Duty.objects.get(pk=duty.pk).indicator is None


def test_page_refuses_a_forged_choice(programme: Programme, keeper: Client) -> None:
    duty = programme.duties.filter(component=3).first()
    answer = keeper.post(f"/bang-diem/gan-nhiem-vu/{programme.pk}/", {f"duty_{duty.pk}": indicator("I.1").pk})
    assert answer.status_code == 422
    assert Duty.objects.get(pk=duty.pk).indicator is None


def test_page_proposes_and_never_chooses(programme: Programme, keeper: Client) -> None:
    duty = programme.duties.filter(component=4).first()
    duty.text = "Mở rộng dịch vụ đào tạo của tỉnh cho doanh nghiệp nâng cấp xanh được hưởng lợi"
    duty.save()
    html = keeper.get(f"/bang-diem/gan-nhiem-vu/{programme.pk}/").content.decode()
    assert "Gợi ý: IV.2" in html
    assert not Duty.objects.exclude(indicator=None).exists()


def test_programme_of_no_edition_says_so(programme: Programme, keeper: Client) -> None:
    Programme.objects.update(edition=None)
    html = keeper.get(f"/bang-diem/gan-nhiem-vu/{programme.pk}/").content.decode()
    assert "chưa gắn với kỳ nào của chỉ số" in html


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_page_is_accessible(programme: Programme, browser: Any) -> None:
    browser.sign_in(programme.created_by)
    browser.go(f"/bang-diem/gan-nhiem-vu/{programme.pk}/")
    browser.picture("gan-nhiem-vu")
    browser.check_accessibility()
    browser.picture("gan-nhiem-vu")
