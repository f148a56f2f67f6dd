"""Pointers at whole sections, who is given what by them; names of units with two fields."""

from __future__ import annotations

import pytest

from core.plan.lines import document
from tinhxanh.core.plan import reading
from tinhxanh.core.plan.facts import Facts
from tinhxanh.core.plan.naming import agencies

PLAN = """KẾ HOẠCH
Trồng cây tỉnh Kon Tum năm 2025
I. NHIỆM VỤ
1. Ươm cây
a) Giao Sở Xây dựng rà soát đất trống ở các khu dân cư mới.
b) Nhân giống cây bản địa phục vụ trồng ven đường.
2. Chăm cây: Giao Sở Y tế trồng cây thuốc ở các trạm y tế.
II. TỔ CHỨC THỰC HIỆN
"""


def _facts(organisation: str) -> Facts:
    return reading.read(document(PLAN + organisation)).facts


def _leads(facts: Facts) -> dict[str, tuple[str, ...]]:
    return {task.id: task.lead for task in facts.tasks if task.id.startswith("I.")}


def test_collective_told_of_a_whole_section_leads_only_what_nobody_leads() -> None:
    facts = _facts(
        "1. Các sở, ban, ngành căn cứ nhiệm vụ được giao tại Mục I xây dựng kế hoạch của mình.\n"
        "2. Sở Nội vụ khen thưởng đơn vị làm tốt việc trồng cây.\n"
    )
    assert _leads(facts)["I.1.a"] == ("Sở Xây dựng",)
    assert _leads(facts)["I.1.b"] == ("Các sở, ban, ngành",)
    assert {task for given in facts.assignments for task in given.task_ids} == {"I.1.b"}


def test_collective_waits_for_those_named_behind_it() -> None:
    facts = _facts(
        "1. Các phòng, đơn vị thuộc Sở thực hiện các nhiệm vụ được phân công tại Mục I Kế hoạch này.\n"
        "2. Sở Công Thương thực hiện nhiệm vụ tại điểm b mục 1 Phần I Kế hoạch này.\n"
    )
    assert _leads(facts)["I.1.b"] == ("Sở Công Thương",)


def test_named_agency_told_of_a_whole_section_leads_it() -> None:
    facts = _facts("1. Sở Công Thương theo dõi việc thực hiện các nhiệm vụ tại Mục I Kế hoạch này.\n")
    assert all("Sở Công Thương" in lead for lead in _leads(facts).values())


def test_agencies_before_the_verb_of_helping_coordinate() -> None:
    facts = _facts(
        "1. Hội Nông dân tỉnh, Tỉnh đoàn phối hợp thực hiện các nhiệm vụ tại điểm a mục 1 Mục I.\n"
    )
    assert {(given.agency, given.role) for given in facts.assignments} == {
        ("Hội Nông dân tỉnh", "coordinate"),
        ("Tỉnh đoàn", "coordinate"),
    }


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Trung tâm Kỹ thuật tài nguyên và môi trường lấy mẫu",
            "Trung tâm Kỹ thuật tài nguyên và môi trường",
        ),
        ("Trung tâm Công nghệ thông tin tỉnh vận hành", "Trung tâm Công nghệ thông tin tỉnh"),
        ("Văn phòng Đăng ký đất đai rà soát", "Văn phòng Đăng ký đất đai"),
        ("Chi cục Quản lý chất lượng nông lâm sản và thủy sản kiểm tra", None),
        ("Phòng Nước sạch và vệ sinh môi trường lập sổ", "Phòng Nước sạch và vệ sinh môi trường"),
        ("Trung tâm Khuyến nông và người dân trồng cây", "Trung tâm Khuyến nông"),
    ],
)
def test_unit_with_two_fields_is_one_name(text: str, name: str | None) -> None:
    names, end = agencies.scan(text, 0)
    assert names[0].text == (name or text.removesuffix(" kiểm tra"))
    assert name is None or end >= len(name)
