"""Whom a collective means on a day."""

from __future__ import annotations

import datetime as dt

import pytest

from tinhxanh.core.plan.naming import collectives
from tinhxanh.core.plan.naming.collectives import Member

REORGANISED = dt.date(2025, 7, 1)
REGISTER = (
    Member("Sở Xây dựng", "department"),
    Member("Sở Giao thông vận tải", "department", None, dt.date(2025, 2, 28)),
    Member("UBND huyện Bắc Sơn", "district", None, dt.date(2025, 6, 30)),
    Member("UBND xã Bắc Sơn", "commune", REORGANISED),
    Member("Hội Nông dân tỉnh", "front"),
    Member("Báo và phát thanh, truyền hình", "press", REORGANISED),
)


@pytest.mark.parametrize(
    ("name", "on", "members"),
    [
        ("Các sở, ban, ngành", dt.date(2024, 5, 1), ["Sở Xây dựng", "Sở Giao thông vận tải"]),
        ("các Sở, ngành", dt.date(2025, 3, 1), ["Sở Xây dựng"]),
        ("UBND các huyện, thành phố", dt.date(2025, 6, 30), ["UBND huyện Bắc Sơn"]),
        ("UBND các huyện, thành phố", REORGANISED, []),
        ("Ủy ban nhân dân các xã, phường", REORGANISED, ["UBND xã Bắc Sơn"]),
        ("UBND cấp xã", dt.date(2025, 6, 30), []),
        ("Các cơ quan báo chí", REORGANISED, ["Báo và phát thanh, truyền hình"]),
        ("Các cơ quan báo chí", dt.date(2025, 6, 30), []),
        ("Các đoàn thể", REORGANISED, ["Hội Nông dân tỉnh"]),
        ("các đơn vị liên quan", REORGANISED, []),
    ],
)
def test_collective_means_who_existed_on_the_day(name: str, on: dt.date, members: list[str]) -> None:
    found = collectives.expand_on(name, REGISTER, on)
    assert found is not None
    assert [one.name for one in found] == members


@pytest.mark.parametrize("name", ["Sở Xây dựng", "UBND xã Bắc Sơn", "UBND huyện Bắc Sơn", "Công an tỉnh"])
def test_single_agency_is_no_collective(name: str) -> None:
    assert collectives.expand_on(name, REGISTER, REORGANISED) is None
