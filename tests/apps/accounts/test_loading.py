"""The directory of a province from the reference rows."""

from __future__ import annotations

import datetime as dt

import pytest

from tinhxanh.apps.accounts import loading, organisations, queries
from tinhxanh.apps.accounts.models import Organisation, OrganisationAlias, Succession, User

pytestmark = pytest.mark.django_db

DAY = dt.date(2024, 7, 19)
TODAY = dt.date(2026, 11, 20)


def counts() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Organisation, OrganisationAlias, Succession))


def test_a_second_loading_changes_nothing() -> None:
    loading.load_province("Lạng Sơn", DAY)
    before = counts()
    loading.load_province("Lạng Sơn", DAY)
    assert counts() == before


def test_a_second_loading_leaves_what_a_person_did() -> None:
    root = loading.load_province("Lạng Sơn", DAY)
    by = User.objects.create_user("ha")
    office = root.children.get(name="Sở Công Thương")
    organisations.rename(organisation=office, name="Sở Công nghiệp", on=dt.date(2026, 5, 1), by=by)
    loading.load_province("Lạng Sơn", DAY)
    office.refresh_from_db()
    assert office.valid_to == dt.date(2026, 4, 30)


def test_every_path_is_the_parents_path_and_the_id() -> None:
    loading.load_province("Lạng Sơn", DAY)
    for one in Organisation.objects.select_related("parent"):
        assert one.path == f"{one.parent.path if one.parent else '/'}{one.pk}/"


def test_seen_agencies_are_verified_and_the_standard_set_is_not() -> None:
    root = loading.load_province("Lạng Sơn", DAY)
    assert root.children.get(name="Sở Tài nguyên và Môi trường").is_verified
    assert "86/KH-STNMT" in root.children.get(name="Sở Tài nguyên và Môi trường").source
    other = root.children.get(name="Sở Ngoại vụ")
    assert not other.is_verified
    assert other.source.startswith("Mẫu chung")


def test_districts_end_and_communes_change_on_one_day() -> None:
    root = loading.load_province("Lạng Sơn", DAY)

    def number(kind: str, day: dt.date) -> int:
        return queries.subtree(root, day).filter(kind=kind).count()

    last, first = dt.date(2025, 6, 30), dt.date(2025, 7, 1)
    assert (number("district", last), number("commune", last)) == (11, 194)
    assert (number("district", first), number("commune", first)) == (0, 65)


def test_province_that_ended_holds_its_agencies_within_its_time() -> None:
    root = loading.load_province("Bắc Giang", DAY)
    assert root.valid_to == dt.date(2025, 6, 30)
    merged = root.children.get(name="Sở Nông nghiệp và Môi trường")
    assert (merged.valid_from, merged.valid_to) == (dt.date(2025, 3, 1), dt.date(2025, 6, 30))
    assert not root.children.filter(valid_to__isnull=True).exists()


def test_province_that_became_a_city_names_its_agencies_so() -> None:
    root = loading.load_province("Bắc Ninh", TODAY)
    assert root.name == "UBND thành phố Bắc Ninh"
    assert root.children.filter(name="Công an thành phố").exists()
    assert root.children.filter(name="Văn phòng Thành ủy").exists()
    assert not root.children.filter(name__regex=r"\mtỉnh\M").exists()


def test_provinces_join_their_successors_whichever_comes_first() -> None:
    new = loading.load_province("Bắc Ninh", dt.date(2025, 8, 1))
    old = loading.load_province("Bắc Giang", DAY)
    assert Succession.objects.filter(predecessor=old, successor=new, date=dt.date(2025, 7, 1)).exists()


@pytest.mark.parametrize("name", ["bac giang", "Tỉnh Bắc Giang", "24"])
def test_province_is_found_by_name_and_code(name: str) -> None:
    assert loading.province_row(name, DAY).name == "Bắc Giang"


def test_unknown_province_is_refused_with_a_sentence() -> None:
    with pytest.raises(loading.UnknownProvince, match="Bắc Giang"):
        loading.load_province("Bắc Giang", TODAY)


def test_organisations_sort_by_the_vietnamese_alphabet_in_the_database() -> None:
    root = loading.load_province("Lạng Sơn", DAY)
    names = [one.name for one in queries.subtree(root, DAY).filter(kind="district")]
    assert names[:4] == [
        "UBND huyện Bắc Sơn",
        "UBND huyện Bình Gia",
        "UBND huyện Cao Lộc",
        "UBND huyện Chi Lăng",
    ]
    assert names.index("UBND huyện Đình Lập") < names.index("UBND huyện Hữu Lũng")
