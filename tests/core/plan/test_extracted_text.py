"""What extraction from print does to running text: marks on their own lines, headings and numbers glued."""

from __future__ import annotations

import pytest

from core.plan.lines import document
from tinhxanh.core.plan import reading
from tinhxanh.core.plan.facts import Facts

HEAD = """KẾ HOẠCH
Giữ sạch đầm phá tỉnh Phú Hòa năm 2026
"""


def read(body: str, head: str = HEAD) -> Facts:
    return reading.read(document(head + body)).facts


def test_a_paragraph_goes_on_where_a_footnote_mark_ends_its_line() -> None:
    facts = read(
        "II. NHIỆM VỤ\n\n1. Sở Xây dựng chủ trì nạo vét kênh thoát nước theo thiết kế đã duyệt4 \n\n"
        "; phấn đấu đến năm 2026 tỷ lệ kênh được \n\nnạo vét đạt 70%. \n\n"
        "2. Sở Tài chính chủ trì bố trí kinh phí quan trắc5 \n\n. \n\n3. Sở Y tế chủ trì thử nước giếng. \n"
    )
    assert [(task.id, task.lead) for task in facts.tasks] == [
        ("II.1", ("Sở Xây dựng",)),
        ("II.2", ("Sở Tài chính",)),
        ("II.3", ("Sở Y tế",)),
    ]
    assert "tỷ lệ kênh được nạo vét đạt 70%" in facts.tasks[0].text


def test_a_roman_heading_in_capitals_opens_a_section_behind_a_full_line() -> None:
    facts = read(
        "III. NHIỆM VỤ\n1. Sở Y tế chủ trì lấy mẫu nước giếng ở các xã ven đầm và gửi kết quả cho\ndân.\n"
        "IV. TỔ CHỨC THỰC HIỆN\n1. Sở Xây dựng\n"
        "a) Rà soát quy hoạch thoát nước các khu dân cư ven đầm, bảo đảm thông suốt.\n"
        "b) Phối hợp với các cơ quan liên quan để làm nhiệm vụ tại khoản 1 Mục III.\n"
        "V. THÔNG TIN, BÁO CÁO\n"
        "1. Các cơ quan gửi báo cáo về Sở Y tế trước ngày 10/12 hằng năm.\n"
    )
    assert [owed.id for owed in facts.obligations] == ["V.1"]


def test_a_number_before_a_percentage_is_a_marker() -> None:
    facts = read(
        "I. MỤC TIÊU ĐẾN NĂM 2028\n1. 35% hộ dân ven đầm dùng nước máy.\n"
        "2. 60% tàu cá thu gom rác thải về bờ.\n"
    )
    assert [(t.id, t.value, t.year) for t in facts.targets] == [("I.1", 35, 2028), ("I.2", 60, 2028)]


@pytest.mark.parametrize(
    ("words", "comparator"),
    [
        ("Đưa Chỉ số Xanh của tỉnh từ hạng 27 lên hạng 18 trong tổng số 34 tỉnh, thành phố.", "="),
        ("Phấn đấu Chỉ số Xanh của tỉnh từ hạng 27 lên hạng 18 trở lên.", "<="),
        ("Phấn đấu Chỉ số Xanh của tỉnh vào tốp 18 cả nước.", "<="),
    ],
)
def test_a_rank_to_reach_is_that_rank_unless_a_group_is_named(words: str, comparator: str) -> None:
    facts = read(f"I. MỤC TIÊU\n1. {words}\n")
    assert [(t.value, t.comparator) for t in facts.targets] == [(18, comparator)]


def test_an_agency_that_only_helps_with_a_point_is_no_lead_of_it() -> None:
    facts = read(
        "III. NHIỆM VỤ\n1. Nước sạch\na) Lấy mẫu nước giếng ở các xã ven đầm.\nb) Khử trùng bể nước.\n"
        "IV. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế: chủ trì thực hiện nhiệm vụ tại điểm a, b khoản 1 Mục III.\n"
        "2. Công an tỉnh: phối hợp thực hiện nhiệm vụ tại điểm a khoản 1 Mục III.\n"
    )
    given = {(one.agency, one.role) for one in facts.assignments}
    assert given == {("Sở Y tế", "lead"), ("Công an tỉnh", "coordinate")}


def test_a_rhythm_between_a_deed_and_its_object_is_owed() -> None:
    facts = read(
        "II. NHIỆM VỤ\n1. Sở Y tế\na) Công bố hằng quý kết quả thử nước giếng của các xã.\nb) Dạy bơi.\n"
    )
    assert [(owed.id, owed.frequency) for owed in facts.obligations] == [("II.1.a", "quarterly")]


def test_the_step_behind_a_yearly_one_is_yearly() -> None:
    facts = read(
        "III. BÁO CÁO\n1. Trước ngày 25 tháng 10 hằng năm, các xã gửi báo cáo về Sở Y tế; "
        "Sở Y tế tổng hợp, báo cáo Ủy ban nhân dân tỉnh trước ngày 15 tháng 11.\n",
        HEAD.replace("năm 2026", "giai đoạn 2026 - 2030"),
    )
    assert [owed.frequency for owed in facts.obligations] == ["annual", "annual"]


def test_the_head_of_a_table_left_in_running_text_is_pointed_at() -> None:
    facts = read(
        "I. NHIỆM VỤ\nTT   Nội dung nhiệm vụ      Cơ quan chủ trì     Thời gian\n"
        "1    Thử nước giếng    Sở Y tế     Quý I\n"
    )
    assert [len(warning.source) for warning in facts.warnings if warning.code == "table-as-text"] == [1]
