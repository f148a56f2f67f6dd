"""The directory of organisations: dates, names over time, and what an administrator may change."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client

import factories
from tinhxanh.apps.accounts.models import Organisation, OrganisationAlias, User
from tinhxanh.apps.indicators.loading import load_all
from tinhxanh.apps.registers.models import Province

pytestmark = pytest.mark.django_db

AT = dt.datetime(2026, 11, 20, 8, tzinfo=dt.UTC)


@pytest.fixture
def root() -> Organisation:
    load_all(AT, "Lạng Sơn")
    return Organisation.objects.get(slug="ubnd-tinh-lang-son-20")


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def keeper(root: Organisation) -> Client:
    return signed_in(factories.user("thu.ha", root, "administrator"))


def directory(client: Client, **choice: object) -> str:
    answer = client.get("/co-quan/", choice)
    assert answer.status_code == 200
    return answer.content.decode()


def test_directory_shows_who_there_was_on_the_day(keeper: Client) -> None:
    before, after = directory(keeper, ngay="2024-07-19"), directory(keeper, ngay="2026-02-27")
    assert "Sở Tài nguyên và Môi trường</a>" in before
    assert "UBND huyện Hữu Lũng" in before
    assert "UBND huyện Hữu Lũng" not in after
    assert "Sở Nông nghiệp và Môi trường</a>" in after


def test_directory_names_what_came_before(keeper: Client) -> None:
    html = directory(keeper, ngay="2026-02-27", tim="so nong nghiep")
    assert "Sở Tài nguyên và Môi trường</a>" in html
    assert "1 cơ quan ngày" in html


@pytest.mark.parametrize("words", ["hữu lũng", "huu lung", "HỮU  LŨNG"])
def test_directory_searches_with_and_without_diacritics(keeper: Client, words: str) -> None:
    assert "UBND huyện Hữu Lũng" in directory(keeper, ngay="2024-07-19", tim=words)


def test_directory_finds_by_alias(keeper: Client) -> None:
    assert "Phòng" not in directory(keeper, tim="tham muu truong")
    office = Organisation.objects.get(slug__endswith="20-so-cong-thuong")
    keeper.post(f"/co-quan/{office.pk}/ten-khac/", {"name": "Sở Công nghiệp – Thương mại"})
    assert "Sở Công Thương</a>" in directory(keeper, tim="cong nghiep thuong mai")


def test_directory_takes_as_many_queries_for_seventy_as_for_two_hundred(
    keeper: Client, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(20):
        directory(keeper, ngay="2024-07-19")


@pytest.mark.parametrize(
    "choice", [{"ngay": "31/02/2024"}, {"tinh": "x"}, {"tinh": "999999"}, {"tim": "\x00"}]
)
def test_directory_of_a_strange_address_still_answers(keeper: Client, choice: dict[str, str]) -> None:
    directory(keeper, **choice)


def test_rename_ends_the_old_name_and_tells_who_did_it(keeper: Client) -> None:
    office = Organisation.objects.get(slug__endswith="20-so-cong-thuong")
    answer = keeper.post(
        f"/co-quan/{office.pk}/doi-ten/",
        {"name": "Sở Công nghiệp", "on": "2026-05-01", "source": "QĐ 9/QĐ-UBND"},
        follow=True,
    )
    html = answer.content.decode()
    assert "<h1>Sở Công nghiệp</h1>" in html
    assert "QĐ 9/QĐ-UBND" in html
    assert "Thu.Ha" in html or "Thu Ha" in html
    office.refresh_from_db()
    assert office.valid_to == dt.date(2026, 4, 30)


def test_rename_that_contradicts_is_refused_beside_the_form(keeper: Client) -> None:
    office = Organisation.objects.get(slug__endswith="20-so-cong-thuong")
    answer = keeper.post(f"/co-quan/{office.pk}/doi-ten/", {"name": office.name, "on": "2026-05-01"})
    assert answer.status_code == 422
    assert "Tên mới trùng tên đang dùng." in answer.content.decode()


def test_alias_is_added_and_taken_back(keeper: Client) -> None:
    office = Organisation.objects.get(slug__endswith="20-so-cong-thuong")
    keeper.post(f"/co-quan/{office.pk}/ten-khac/", {"name": "Sở CT"})
    alias = OrganisationAlias.objects.get(name="Sở CT")
    keeper.post(f"/co-quan/{office.pk}/bo-ten-khac/", {"alias": alias.pk})
    assert not OrganisationAlias.objects.filter(name="Sở CT").exists()


def test_alias_of_another_organisation_cannot_be_dropped(keeper: Client) -> None:
    office = Organisation.objects.get(slug__endswith="20-so-cong-thuong")
    foreign = OrganisationAlias.objects.exclude(organisation=office).first()
    assert keeper.post(f"/co-quan/{office.pk}/bo-ten-khac/", {"alias": foreign.pk}).status_code == 404
    assert keeper.post(f"/co-quan/{office.pk}/bo-ten-khac/", {"alias": "x"}).status_code == 404


def test_standard_agency_is_confirmed_with_its_basis(keeper: Client) -> None:
    office = Organisation.objects.get(slug__endswith="20-so-ngoai-vu")
    assert keeper.post(f"/co-quan/{office.pk}/xac-nhan/", {"source": ""}).status_code == 422
    keeper.post(f"/co-quan/{office.pk}/xac-nhan/", {"source": "QĐ 12/2025/QĐ-UBND"})
    office.refresh_from_db()
    assert (office.is_verified, office.source) == (True, "QĐ 12/2025/QĐ-UBND")


def test_merge_hands_over_and_child_is_added(keeper: Client, root: Organisation) -> None:
    one = Organisation.objects.get(slug__endswith="20-so-ngoai-vu")
    into = Organisation.objects.get(slug__endswith="20-van-phong-ubnd-tinh")
    keeper.post(f"/co-quan/{one.pk}/nhap-vao/", {"into": into.pk, "on": "2026-05-01"})
    one.refresh_from_db()
    assert one.successions.get().successor == into
    keeper.post(f"/co-quan/{into.pk}/truc-thuoc/", {"name": "Phòng Ngoại vụ", "kind": "unit"})
    assert into.children.get().name == "Phòng Ngoại vụ"


def test_another_province_is_brought_by_its_name_and_day(keeper: Client) -> None:
    answer = keeper.post("/co-quan/them-tinh/", {"name": "bac giang", "on": "2023-08-01"}, follow=True)
    assert "UBND tỉnh Bắc Giang" in answer.content.decode()
    assert "mẫu chung, chờ xác nhận" in answer.content.decode()
    assert Province.objects.get(name="Bắc Giang").committee.name == "UBND tỉnh Bắc Giang"


def test_province_that_was_not_there_on_the_day_is_refused(keeper: Client) -> None:
    answer = keeper.post("/co-quan/them-tinh/", {"name": "Bắc Giang", "on": "2026-08-01"}, follow=True)
    assert "Ngày 01/08/2026 không có tỉnh, thành phố nào tên là “Bắc Giang”." in answer.content.decode()


def test_officer_sees_and_may_not_change(root: Organisation) -> None:
    office = Organisation.objects.get(slug__endswith="20-so-cong-thuong")
    client = signed_in(factories.user("an", office))
    html = client.get(f"/co-quan/{office.pk}/").content.decode()
    assert "Ghi tên mới" not in html
    for act in ("doi-ten", "ten-khac", "bo-ten-khac", "xac-nhan", "nhap-vao", "truc-thuoc"):
        assert client.post(f"/co-quan/{office.pk}/{act}/").status_code == 403


def test_administrator_of_one_province_may_not_change_another(keeper: Client) -> None:
    keeper.post("/co-quan/them-tinh/", {"name": "Gia Lai", "on": "2023-08-01"})
    foreign = Organisation.objects.get(name="UBND tỉnh Gia Lai")
    assert keeper.get(f"/co-quan/{foreign.pk}/").status_code == 200
    assert (
        keeper.post(f"/co-quan/{foreign.pk}/doi-ten/", {"name": "X", "on": "2024-01-01"}).status_code == 403
    )


def test_administrator_of_a_branch_brings_no_province(root: Organisation) -> None:
    office = Organisation.objects.get(slug__endswith="20-so-cong-thuong")
    client = signed_in(factories.user("thu.ha.so", office, "administrator"))
    answer = client.post("/co-quan/them-tinh/", {"name": "Gia Lai", "on": "2023-08-01"})
    assert answer.status_code == 403
    assert not Organisation.objects.filter(name="UBND tỉnh Gia Lai").exists()
    assert "Lập danh bạ cho tỉnh khác" not in client.get("/co-quan/").content.decode()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_pages_are_accessible(root: Organisation, browser: Any) -> None:
    browser.sign_in(factories.user("thu.ha", root, "administrator"))
    browser.go("/co-quan/")
    browser.picture("co-quan")
    browser.check_accessibility()
    browser.picture("co-quan")
    office = Organisation.objects.get(slug__endswith="20-so-nong-nghiep-va-moi-truong")
    browser.resize((1440, 900))
    browser.go(f"/co-quan/{office.pk}/")
    browser.picture("mot-co-quan")
    browser.check_accessibility()
    browser.picture("mot-co-quan")
