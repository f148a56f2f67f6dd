"""Pages of plans under plans and the KPI list."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

import factories
from reporting_year import Year, at, make_year
from tinhxanh.apps.reports.models import Service, SubPlan


@pytest.fixture
def year(db: None, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Year:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    monkeypatch.setattr("django.utils.timezone.now", lambda: at(12, 11))
    return make_year()


def signed_in(person: Any) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_focal_officer_asks_for_plans_links_one_and_its_duties(year: Year) -> None:
    client = signed_in(year.focal)
    address = f"/chuong-trinh/{year.programme.pk}/ke-hoach-co-quan/"
    client.post(address, {"due_on": "2026-03-31"})
    plan = factories.programme(year.place, year.focal, 3, focal=year.place.agencies[1], title="KH Sở CT")
    told = client.get(address).content.decode()
    assert "trễ 255 ngày" in told
    sub_plan = SubPlan.objects.get(organisation=year.place.agencies[1])
    client.post(f"/ke-hoach-co-quan/{sub_plan.pk}/noi/", {"plan": str(plan.pk)})
    upper = year.programme.duties.get(code="II.2.2")
    data = {f"serves_{duty.pk}": str(upper.pk) for duty in plan.duties.all()}
    client.post(f"/ke-hoach-co-quan/{sub_plan.pk}/", data)
    assert Service.objects.filter(serves=upper).count() == 3
    assert "nhiệm vụ phục vụ đã xong" in client.get(f"/nhiem-vu/{upper.pk}/").content.decode()


def test_officer_does_not_see_them(year: Year) -> None:
    client = signed_in(year.officer(year.place.agencies[1]))
    assert client.get(f"/chuong-trinh/{year.programme.pk}/ke-hoach-co-quan/").status_code == 403
    assert client.get(f"/chuong-trinh/{year.programme.pk}/kpi.xlsx").status_code == 403


def test_leader_takes_the_kpi_list(year: Year) -> None:
    answer = signed_in(year.leader).get(f"/chuong-trinh/{year.programme.pk}/kpi.xlsx")
    assert answer.content.startswith(b"PK")
    assert answer["Content-Disposition"].startswith('attachment; filename="kpi-')


@pytest.mark.browser
def test_pages_are_accessible(year: Year, browser: Any) -> None:
    browser.sign_in(year.focal)
    browser.go(f"/chuong-trinh/{year.programme.pk}/ke-hoach-co-quan/")
    browser.page.fill("input[name=due_on]", "2026-03-31")
    browser.page.click("text=Yêu cầu >> nth=-1")
    browser.page.wait_for_selector("text=Đã yêu cầu 4 cơ quan")
    browser.check_accessibility()
