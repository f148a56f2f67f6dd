"""Printed names against the directory of a province on a day."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from tinhxanh.apps.accounts import loading, matching
from tinhxanh.apps.accounts.matching import How
from tinhxanh.apps.accounts.models import Organisation

pytestmark = pytest.mark.django_db

BEFORE = dt.date(2024, 7, 19)
AFTER = dt.date(2026, 2, 27)


@pytest.fixture
def root() -> Organisation:
    return loading.load_province("Lạng Sơn", BEFORE)


def book(root: Organisation, on: dt.date = BEFORE) -> matching.Directory:
    return matching.directory(root, on)


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("Sở Tài nguyên và Môi trường", "Sở Tài nguyên và Môi trường"),
        ("Sở TN&MT", "Sở Tài nguyên và Môi trường"),
        ("Sở Tài nguyên môi trường", "Sở Tài nguyên và Môi trường"),
        ("SỞ TÀI NGUYÊN VÀ MÔI TRƯỜNG TỈNH LẠNG SƠN", "Sở Tài nguyên và Môi trường"),
        ("Sở NN&PTNT", "Sở Nông nghiệp và Phát triển nông thôn"),
        ("Sở Lao động, Thương binh và Xã hội", "Sở Lao động - Thương binh và Xã hội"),
        ("Công an tỉnh", "Công an tỉnh"),
        ("Báo Lạng Sơn", "Báo Lạng Sơn"),
        ("Uỷ ban nhân dân tỉnh", "UBND tỉnh Lạng Sơn"),
        ("UBND huyện Hữu Lũng", "UBND huyện Hữu Lũng"),
        ("huyện Hữu Lũng", "UBND huyện Hữu Lũng"),
        ("UBND thành phố Lạng Sơn", "UBND thành phố Lạng Sơn"),
        ("Hiệp hội doanh nghiệp tỉnh", "Hiệp hội Doanh nghiệp tỉnh"),
        ("Uỷ ban MTTQ Việt Nam tỉnh Lạng Sơn", "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh"),
        ("Thanh tra Sở", "Thanh tra Sở Tài nguyên và Môi trường"),
        (
            "Ban Quản lý Khu kinh tế cửa khẩu Đồng Đăng - Lạng Sơn",
            "Ban Quản lý Khu kinh tế cửa khẩu Đồng Đăng - Lạng Sơn",
        ),
    ],
)
def test_match_knows_a_name_as_documents_print_it(root: Organisation, printed: str, meant: str) -> None:
    found = book(root).match(printed)
    assert found.organisation is not None, found
    assert found.organisation.name == meant


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("Giám đốc Sở Công Thương", "Sở Công Thương"),
        ("Giám đốc Công an tỉnh", "Công an tỉnh"),
        ("Chánh Văn phòng UBND tỉnh", "Văn phòng UBND tỉnh"),
        ("Chánh Thanh tra tỉnh", "Thanh tra tỉnh"),
        ("Chỉ huy trưởng Bộ Chỉ huy quân sự tỉnh", "Bộ Chỉ huy Quân sự tỉnh"),
        ("Chủ tịch UBND huyện Hữu Lũng", "UBND huyện Hữu Lũng"),
    ],
)
def test_match_takes_the_head_of_an_agency_for_the_agency(
    root: Organisation, printed: str, meant: str
) -> None:
    found = book(root).match(printed)
    assert found.organisation is not None, found
    assert (found.organisation.name, found.name) == (meant, printed)


def test_match_of_the_heads_of_many_agencies_is_their_agencies(root: Organisation) -> None:
    for printed, kind in (
        ("Chủ tịch UBND các huyện, thành phố", Organisation.Kind.DISTRICT),
        ("Thủ trưởng các sở, ngành", Organisation.Kind.DEPARTMENT),
        ("Giám đốc các sở", Organisation.Kind.DEPARTMENT),
    ):
        found = book(root).match(printed)
        assert found.how is How.COLLECTIVE
        assert {one.kind for one in found.members} == {kind}


def test_match_of_the_head_of_an_agency_that_has_ended_proposes_who_took_over(root: Organisation) -> None:
    found = book(root, AFTER).match("Giám đốc Sở Tài nguyên và Môi trường")
    assert found.how is How.SUCCESSION
    assert [one.name for one in found.proposals] == ["Sở Nông nghiệp và Môi trường"]


def test_match_forgives_a_slip_of_the_pen(root: Organisation) -> None:
    found = book(root).match("Sở Giao thông vân tải tỉnh")
    assert found.organisation is not None
    assert found.organisation.name == "Sở Giao thông vận tải"
    slip = book(root).match("Sở Giao thông vặn tảii")
    assert slip.how == How.LIKENESS
    assert slip.organisation == found.organisation


def test_match_does_not_mind_how_a_name_is_spaced() -> None:
    day = dt.date(2023, 12, 22)
    found = book(loading.load_province("Quảng Trị", day), day).match("UBND huyện Đakrông")
    assert found.organisation is not None
    assert found.organisation.name == "UBND huyện Đa Krông"


def test_match_knows_the_communes_of_another_province() -> None:
    day = dt.date(2026, 2, 3)
    found = book(loading.load_province("Thái Nguyên", day), day).match("UBND phường Tích Lương")
    assert found.organisation is not None


def test_match_only_proposes_a_commune_that_differs_by_a_letter(root: Organisation) -> None:
    found = book(root, AFTER).match("UBND xã Thiện Tâm")
    assert found.organisation is None
    assert "UBND xã Thiện Tân" in {one.name for one in found.proposals}


@pytest.mark.parametrize(
    ("printed", "on"),
    [
        ("Chi cục Bảo vệ môi trường", BEFORE),
        ("Chi cục Quản lý đất đai", BEFORE),
        ("Phòng Tài nguyên và Môi trường", BEFORE),
        ("Chi cục Thuế khu vực VI", AFTER),
        ("Sở Giao thông", AFTER),
        ("UBND huyện Bắc Sn", AFTER),
    ],
)
def test_match_proposes_no_body_of_another_kind_or_purpose(
    root: Organisation, printed: str, on: dt.date
) -> None:
    found = book(root, on).match(printed)
    assert (found.organisation, found.proposals) == (None, ())


@pytest.mark.parametrize(
    ("printed", "on", "names", "is_plain"),
    [
        ("Chi cục Quản lý thị trường", BEFORE, ["Cục Quản lý thị trường tỉnh"], True),
        ("Sở Nông nghiệp", AFTER, ["Sở Nông nghiệp và Môi trường"], True),
        ("Sở Y", BEFORE, ["Sở Y tế"], False),
        ("Sở Giao thông", BEFORE, ["Sở Giao thông vận tải"], False),
        ("UBND huyện Bắc Sn", BEFORE, ["UBND huyện Bắc Sơn"], False),
        ("Sở TN&MT", AFTER, ["Sở Nông nghiệp và Môi trường"], True),
        (
            "UBND xã Bắc Sơn",
            BEFORE,
            ["UBND thị trấn Bắc Sơn", "UBND xã Bắc Quỳnh", "UBND xã Long Đống"],
            False,
        ),
    ],
)
def test_only_a_plain_proposal_may_be_taken_everywhere(
    root: Organisation, printed: str, on: dt.date, names: list[str], is_plain: bool
) -> None:
    found = book(root, on).match(printed)
    assert [one.name for one in found.proposals] == names
    assert found.is_plain == is_plain


def test_match_tells_names_apart_that_differ_in_tone(root: Organisation) -> None:
    other = Organisation.objects.create(
        slug="x",
        name="Hội Lân",
        folded="hoi lan",
        sort_key="x",
        kind="other",
        parent=root,
        path=f"{root.path}0/",
    )
    Organisation.objects.create(
        slug="y",
        name="Hội Lấn",
        folded="hoi lan",
        sort_key="y",
        kind="other",
        parent=root,
        path=f"{root.path}1/",
    )
    assert book(root).match("Hội Lân").organisation == other
    unclear = book(root).match("HỘI LAN")
    assert unclear.organisation is None
    assert len(unclear.proposals) == 2


def test_match_of_a_name_that_has_ended_proposes_who_took_over(root: Organisation) -> None:
    found = book(root, AFTER).match("Sở TN&MT")
    assert (found.organisation, found.how) == (None, How.SUCCESSION)
    assert [one.name for one in found.proposals] == ["Sở Nông nghiệp và Môi trường"]


def test_match_of_a_name_that_has_not_begun_proposes_who_came_before(root: Organisation) -> None:
    found = book(root, BEFORE).match("Sở Nông nghiệp và Môi trường")
    assert found.organisation is None
    assert "Sở Tài nguyên và Môi trường" in {one.name for one in found.proposals}


def test_match_of_an_unknown_agency_creates_nothing(root: Organisation) -> None:
    before = Organisation.objects.count()
    found = book(root).match("Viện Nghiên cứu Hải dương Nha Trang")
    assert found.organisation is None
    assert Organisation.objects.count() == before


@pytest.mark.parametrize(
    ("printed", "on", "kind", "n"),
    [
        ("UBND các huyện, thành phố", BEFORE, "district", 11),
        ("UBND các huyện, thị xã, thành phố", BEFORE, "district", 11),
        ("UBND cấp huyện", BEFORE, "district", 11),
        ("UBND cấp huyện", AFTER, "district", 0),
        ("UBND các xã, phường", AFTER, "commune", 65),
        ("UBND cấp xã", BEFORE, "commune", 194),
    ],
)
def test_collective_of_committees_is_its_members_on_the_day(
    root: Organisation, printed: str, on: dt.date, kind: str, n: int
) -> None:
    found = book(root, on).match(printed)
    assert found.how == How.COLLECTIVE
    assert found.organisation is None
    assert len(found.members) == n
    assert {one.kind for one in found.members} <= {kind}


def test_collective_of_departments_leaves_out_what_has_ended(root: Organisation) -> None:
    names = {one.name for one in book(root, AFTER).match("các sở, ban, ngành").members}
    assert "Sở Nông nghiệp và Môi trường" in names
    assert "Sở Tài nguyên và Môi trường" not in names


@pytest.mark.parametrize(
    "printed", ["các cơ quan liên quan", "cơ quan liên quan", "Các doanh nghiệp có liên quan"]
)
def test_collective_of_nobody_in_particular_has_no_members(root: Organisation, printed: str) -> None:
    found = book(root).match(printed)
    assert (found.how, found.members, found.proposals) == (How.COLLECTIVE, (), ())


def test_directory_needs_two_queries_for_any_number_of_names(
    root: Organisation, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(2):
        known = book(root)
        for name in ("Sở TN&MT", "Công an tỉnh", "UBND các huyện", "Sở Giao thông vận tảii", "ai đó"):
            known.match(name)


@pytest.mark.parametrize(
    ("province", "on"), [("Bắc Giang", dt.date(2023, 1, 1)), ("Gia Lai", dt.date(2023, 1, 1))]
)
def test_standard_set_of_another_province_knows_its_departments(province: str, on: dt.date) -> None:
    known = book(loading.load_province(province, on), on)
    for name in ("Sở Tài nguyên và Môi trường", "Sở Công thương", f"Hiệp Hội doanh nghiệp tỉnh {province}"):
        assert known.match(name).organisation is not None, name
    assert len(known.match("UBND các huyện, thị xã, thành phố").members) >= 9
