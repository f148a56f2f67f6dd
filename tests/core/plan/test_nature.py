"""Contracts and private papers are told apart from plans, and plans are never taken for them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.plan.lines import document
from tinhxanh.core.plan import reading
from tinhxanh.core.plan.checks import nature
from tinhxanh.core.plan.facts import Warning
from tinhxanh.exchange import documents

HERE = Path(__file__).resolve()
PLANS = HERE.parents[2] / "data" / "plans"
SEEDS = HERE.parents[4] / "shared" / "seeds"

CONTRACT = """CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
HỢP ĐỒNG THU GOM RÁC
Số: 07/2026/HĐ-DV
Bên A: {owner}
Bên B: Công ty TNHH Dịch vụ Lá Non
Điều 1. Công việc
1. Bên B thu gom rác tại kho của Bên A mỗi tuần hai lần.
2. Tỷ lệ rác được phân loại đạt 90% vào năm 2027.
Điều 2. Báo cáo
1. Bên B báo cáo khối lượng cho Bên A trước ngày 05/12/2026.
"""
FIRM = """{issuer}
Số: 12/KH-GST
KẾ HOẠCH
Sản xuất và bảo vệ môi trường năm 2026
I. MỤC TIÊU
1. Tỷ lệ nước thải tái sử dụng đạt 60% năm 2026.
II. NHIỆM VỤ
1. {lead} lắp thêm bể lọc, hoàn thành trước ngày 30/6/2026.
"""


def told(text: str) -> list[Warning]:
    return [one for one in reading.read(document(text)).facts.warnings if one.code == nature.CODE]


@pytest.mark.parametrize("owner", ["Công ty cổ phần Gạch Suối Mơ", "Sở Xây dựng tỉnh Lạng Sơn"])
def test_contract_is_told_at_its_heading_whoever_its_parties_are(owner: str) -> None:
    text = CONTRACT.format(owner=owner)
    read = reading.read(document(text))
    (warning,) = [one for one in read.facts.warnings if one.code == nature.CODE]
    assert (warning.message, warning.proposal) == (nature.CONTRACT, nature.PROPOSAL)
    (span,) = warning.source
    assert read.canonical.text[span.start : span.end].startswith("HỢP ĐỒNG THU GOM RÁC")


@pytest.mark.parametrize("issuer", ["CÔNG TY CỔ PHẦN GIẤY SÔNG TRẮNG", "HỢP TÁC XÃ CHÈ ĐỒI CAO"])
def test_plan_of_a_firm_for_its_own_rooms_is_told(issuer: str) -> None:
    assert [one.message for one in told(FIRM.format(issuer=issuer, lead="Phòng Kỹ thuật"))] == [
        nature.NO_AGENCY
    ]


def test_plan_of_an_agency_for_its_rooms_is_a_plan() -> None:
    assert told(FIRM.format(issuer="SỞ XÂY DỰNG", lead="Phòng Kỹ thuật")) == []


def test_paper_that_gives_work_to_an_agency_is_a_plan_whoever_issued_it() -> None:
    assert told(FIRM.format(issuer="CÔNG TY CỔ PHẦN GIẤY SÔNG TRẮNG", lead="Sở Công Thương")) == []


def test_private_notes_with_numbered_points_are_told() -> None:
    text = (
        "Ghi chép về tiết kiệm điện trong nhà\n1. Đến năm 2027 giảm 10% lượng điện.\n2. Thay bóng đèn cũ.\n"
    )
    (warning,) = told(text)
    assert warning.message == nature.NO_AGENCY
    assert warning.source


def test_paper_that_gave_no_facts_is_left_alone() -> None:
    assert told("HỢP ĐỒNG\nBên A: ông Mẫu\nBên B: bà Thử\nHai bên thống nhất như trên.\n") == []


def test_plan_that_lost_its_head_is_still_a_plan() -> None:
    assert told("KẾ HOẠCH\nTrồng cây năm 2026\n1. Tỷ lệ che phủ rừng đạt 53% năm 2026.\n") == []


@given(st.sampled_from(["Ủy ban nhân dân tỉnh", "Chi cục Kiểm lâm", "Công an tỉnh", "Ngân hàng Nhà nước"]))
def test_name_of_an_agency_is_one_in_any_letters(name: str) -> None:
    assert nature._is_agency(name)
    assert nature._is_agency(name.upper())


def _annotated() -> list[Path]:
    stems = [file.parent / file.name.removesuffix(".gold.json") for file in PLANS.rglob("*.gold.json")]
    found = [file for stem in stems for file in stem.parent.glob(f"{stem.name}.*") if file.suffix != ".json"]
    return sorted({*found, *SEEDS.glob("*.txt")})


@pytest.mark.parametrize("file", _annotated(), ids=lambda file: file.stem)
def test_no_annotated_document_is_taken_for_anything_else(file: Path) -> None:
    facts = reading.read(documents.load(file)).facts
    assert [one.message for one in facts.warnings if one.code == nature.CODE] == []
