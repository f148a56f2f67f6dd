"""Headings that name agencies in capitals."""

from __future__ import annotations

import pytest

from core.plan.lines import document
from tinhxanh.core.plan import reading
from tinhxanh.core.plan.naming import agencies


@pytest.mark.parametrize(
    "heading",
    [
        "SỞ CÔNG THƯƠNG",
        "SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG",
        "CÔNG AN TỈNH",
        "THANH TRA TỈNH",
        "VĂN PHÒNG UBND TỈNH",
        "UBND CÁC HUYỆN, THÀNH PHỐ",
        "BAN QUẢN LÝ KHU KINH TẾ TỈNH",
    ],
)
def test_heading_in_capitals_names_its_agency_as_printed(heading: str) -> None:
    assert agencies.of_heading(heading) == (heading,)


def test_heading_in_capitals_lists_agencies() -> None:
    assert agencies.of_heading("SỞ Y TẾ, CÔNG AN TỈNH") == ("SỞ Y TẾ", "CÔNG AN TỈNH")


@pytest.mark.parametrize(
    "heading", ["BÁO CÁO KẾT QUẢ", "BAN HÀNH KẾ HOẠCH", "QUỸ ĐẤT CÔNG", "TỔ CHỨC THỰC HIỆN", "CÁC CHỈ TIÊU"]
)
def test_other_heading_in_capitals_names_nobody(heading: str) -> None:
    assert agencies.of_heading(heading) == ()


def test_duties_below_capitals_have_their_lead() -> None:
    text = "KẾ HOẠCH\nDọn rong kênh đào năm 2026\nI. NHIỆM VỤ\n1. CÔNG AN TỈNH\n- Gác bến vớt rong ban đêm.\n"
    assert [t.lead for t in reading.read(document(text)).facts.tasks] == [("CÔNG AN TỈNH",)]
