"""Where tables broken into lines end: the section behind a table of any shape keeps its duties."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.plan.lines import document
from tinhxanh.core.plan import reading
from tinhxanh.core.plan.facts import Facts
from tinhxanh.core.plan.grids.tableends import around
from tinhxanh.core.plan.source import Line

GOALS = """TT Chỉ tiêu ĐVT Thực
hiện
2023
Mục tiêu
2025
Mục tiêu
2030
1 Tỷ lệ hộ dân dùng nước máy ở
các xã ven biển
% 81,5 88,0 95,0
2 Số bến đò có phao cứu sinh bến 4 9 20"""
GOALS_WITH_GROUPS = """TT Chỉ tiêu ĐVT Thực hiện 2023 Mục tiêu 2025
I Nước và rác
1 Tỷ lệ hộ dân dùng nước máy % 81,5 88,0
2 Tỷ lệ rác được phân loại % 12,0 40,0
II Rừng
1 Tỷ lệ che phủ rừng ngập mặn % 5,1 6,0"""
DUTIES = """STT Nhiệm vụ Cơ quan chủ trì Cơ quan phối hợp Thời gian
1 Nạo vét kênh tiêu ở các
xã vùng trũng
Sở Xây dựng UBND các xã Năm 2025
2 Kiểm tra phao cứu sinh của
các bến đò
Công an tỉnh Sở Y tế Quý III/2025
3 Trồng cây ven đê sông lớn Sở Công Thương Hội Nông dân tỉnh Năm 2026"""
DUTIES_WITH_STOPS = DUTIES.replace("\n1 ", "\n1. ").replace("\n2 ", "\n2. ").replace("\n3 ", "\n3. ")
TABLES = [GOALS, GOALS_WITH_GROUPS, DUTIES, DUTIES_WITH_STOPS]

BEFORE = """KẾ HOẠCH
Giữ sạch kênh rạch tỉnh Hậu Giang năm 2025
I. YÊU CẦU
1. Làm rõ việc, rõ người.
II. MỤC TIÊU
1. Mục tiêu chung: nước kênh sạch hơn.
2. Các chỉ tiêu chủ yếu:"""
DUTY = "Giao Sở Tư pháp rà soát quy định về xả rác xuống kênh và bến đò."
OTHER = "Đề nghị Hội Nông dân tỉnh vận động hội viên vớt bèo mỗi tuần trên kênh."


def _facts(text: str) -> Facts:
    return reading.read(document(text)).facts


def _given(facts: Facts) -> list[tuple[str, tuple[str, ...]]]:
    return [(task.text, task.lead) for task in facts.tasks if task.text in {DUTY, OTHER}]


HEADINGS = [
    "III. NHIỆM VỤ VÀ GIẢI PHÁP",
    "III. Nhiệm vụ và giải pháp",
    "III. TỔ CHỨC THỰC HIỆN",
    "III. Tổ chức thực hiện",
    "PHẦN THỨ HAI\nNHIỆM VỤ, GIẢI PHÁP",
    "Phần II. NHIỆM VỤ",
    "Chương II\nNHIỆM VỤ, GIẢI PHÁP",
    "Mục 3. NHIỆM VỤ",
    "TỔ CHỨC THỰC HIỆN",
]


@settings(max_examples=120, deadline=None, derandomize=True)
@given(st.sampled_from(TABLES), st.sampled_from(HEADINGS), st.sampled_from(["1. {}\n2. {}", "a) {}\nb) {}"]))
def test_section_behind_any_table_keeps_its_duties(table: str, heading: str, items: str) -> None:
    section = f"{heading}\n{items.format(DUTY, OTHER)}"
    assert _given(_facts(f"{BEFORE}\n{table}\n{section}")) == _given(_facts(f"{BEFORE}\n{section}"))


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("heading", ["III. NHIỆM VỤ VÀ GIẢI PHÁP", "III. Tổ chức thực hiện"])
def test_roman_heading_ends_a_table(table: str, heading: str) -> None:
    facts = _facts(f"{BEFORE}\n{table}\n{heading}\n1. {DUTY}\n2. {OTHER}")
    assert _given(facts) == [(DUTY, ("Sở Tư pháp",)), (OTHER, ("Hội Nông dân tỉnh",))]


@pytest.mark.parametrize("table", [GOALS, GOALS_WITH_GROUPS, DUTIES])
def test_numbered_heading_that_goes_on_ends_a_table(table: str) -> None:
    facts = _facts(f"{BEFORE}\n{table}\n3. Nhiệm vụ\na) {DUTY}\nb) {OTHER}")
    assert _given(facts) == [(DUTY, ("Sở Tư pháp",)), (OTHER, ("Hội Nông dân tỉnh",))]


def test_table_keeps_its_rows_where_a_section_follows() -> None:
    facts = _facts(f"{BEFORE}\n{GOALS}\nIII. NHIỆM VỤ\n1. {DUTY}")
    assert [(goal.id, goal.subject, goal.value) for goal in facts.targets if goal.year == 2030] == [
        ("II.2.1.2", "Tỷ lệ hộ dân dùng nước máy ở các xã ven biển", 95.0),
        ("II.2.2.2", "Số bến đò có phao cứu sinh", 20.0),
    ]


def _lines(*texts: str) -> list[Line]:
    return [Line(text) for text in texts]


def test_roman_row_that_follows_the_rows_before_is_no_heading() -> None:
    ends = around(_lines("II. MỤC TIÊU"), 1)
    assert not ends.closes("I. NƯỚC VÀ RÁC", [])
    assert not ends.closes("II. RỪNG", ["I", "1", "2"])
    assert not ends.closes("III. GIAO THÔNG", ["I", "1", "2", "II", "1"])


def test_section_of_organisation_ends_a_table_of_roman_groups() -> None:
    ends = around(_lines("II. MỤC TIÊU"), 1)
    assert ends.closes("III. TỔ CHỨC THỰC HIỆN", ["I", "1", "II", "1"])


def test_list_inside_a_cell_is_no_heading() -> None:
    ends = around(_lines("2. Phân công"), 1)
    assert not ends.closes("1 Việc", [])
    assert not ends.closes("2. Sở Công Thương.", ["1"])
    assert not ends.closes("3. Sở Y tế.", ["1"])


@pytest.mark.parametrize("text", ["Phần II Kế hoạch này", "Mục 2 Phần I", "Điều 5 Luật này", "Phần mềm"])
def test_pointer_at_the_start_of_a_line_is_no_heading(text: str) -> None:
    assert not around(_lines("I. VIỆC"), 1).closes(text, ["1"])
