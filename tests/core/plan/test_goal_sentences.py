"""Goals that one sentence shares: a subject or a year said once, a part of a number, a bare count."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.plan.lines import document
from tinhxanh.core.plan import reading
from tinhxanh.core.plan.aiming import goals, origins
from tinhxanh.core.plan.facts import Target

Said = tuple[str, float, int | None]


def _said(text: str, is_goal: bool = True) -> list[Said]:
    return [(one.subject, one.value, one.year) for one in goals.find(text, is_goal)]


@pytest.mark.parametrize(
    "text",
    [
        "Đến hết năm 2027 có 40% và đến hết năm 2029 có 75% hộ nuôi cá lắp bể lọc.",
        "Phấn đấu năm 2027 đạt 40%, năm 2029 đạt 75% hộ nuôi cá lắp bể lọc.",
    ],
)
def test_shares_before_one_subject_are_both_of_it(text: str) -> None:
    subject = "hộ nuôi cá lắp bể lọc"

    assert _said(text) == [(subject, 40.0, 2027), (subject, 75.0, 2029)]


def test_year_is_no_subject_of_a_share() -> None:
    assert [one for one, _, _ in _said("Năm 2027 đạt 40%, năm 2029 đạt 75%.") if "năm" in one] == []


@settings(max_examples=30, deadline=None, derandomize=True, database=None)
@given(st.lists(st.integers(1, 99), min_size=2, max_size=4, unique=True))
def test_every_share_of_a_list_has_the_subject_behind_the_last(values: list[int]) -> None:
    listed = ", ".join(f"năm {2027 + place} đạt {value}%" for place, value in enumerate(values))

    found = _said(f"{listed} chợ có điểm đổi pin cũ.")

    assert found == [("chợ có điểm đổi pin cũ", value, 2027 + place) for place, value in enumerate(values)]


def test_second_score_of_a_sentence_has_its_own_year_and_the_first_ones_subject() -> None:
    text = (
        "Năm 2027, Chỉ số PGI đạt từ 24,10 điểm trở lên; năm 2028 đạt từ 25,30 điểm trở lên, trong nhóm 12."
    )

    assert _said(text) == [("Chỉ số PGI", 24.1, 2027), ("Chỉ số PGI", 25.3, 2028)]
    assert [one.rank for one in goals.find(text, True)] == [None, 12]


def test_score_is_of_the_index_and_not_of_the_purpose() -> None:
    text = "Để phấn đấu đạt mục tiêu Chỉ số PGI của tỉnh đạt ít nhất 24 điểm, UBND tỉnh yêu cầu:"

    assert _said(text)[0][0] == "Chỉ số PGI của tỉnh"


def test_year_with_a_colon_in_brackets_is_where_a_share_starts() -> None:
    stated = list(goals.find("Tỷ lệ cây sống đến năm 2029 đạt trên 71,5% (năm 2025: 64,2%).", True))
    found = origins.folded("Tỷ lệ cây sống đến năm 2029 đạt trên 71,5% (năm 2025: 64,2%).", stated, 2026)

    assert [(one.value, one.year, one.base_value, one.base_year) for one in found] == [
        (71.5, 2029, 64.2, 2025)
    ]


def test_goals_of_one_list_start_from_the_same() -> None:
    text = "Tỷ lệ cây sống đến năm 2027 đạt 68%, đến năm 2029 đạt 71% (năm 2025: 64,2%)."
    found = origins.folded(text, list(goals.find(text, True)), 2026)

    assert [(one.value, one.base_value) for one in found] == [(68.0, 64.2), (71.0, 64.2)]


def test_part_named_before_its_number_is_a_goal() -> None:
    text = "Giai đoạn 2026 - 2029, diện tích ao lắng đạt tối thiểu 310 ha, trong đó ao nuôi chung 42 ha."

    assert _said(text) == [("diện tích ao lắng", 310.0, 2029), ("ao nuôi chung", 42.0, 2029)]


def test_share_ends_before_the_bracket_of_agencies() -> None:
    text = "Từ năm 2028, 100% thuyền du lịch chạy điện (Sở Du lịch chủ trì; hoàn thành trong năm 2028)."

    assert _said(text) == [("thuyền du lịch chạy điện", 100.0, 2028)]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        (
            "Trồng bần ven các cửa sông ở các xã ven biển; mỗi năm trồng ít nhất 9.000 bần.",
            "Trồng bần ven các cửa sông",
        ),
        ("Kiểm tra các cơ sở nấu cồn; năm 2027 kiểm tra ít nhất 15 cơ sở.", "Kiểm tra các cơ sở nấu cồn"),
    ],
)
def test_bare_count_is_of_what_the_clause_before_names(text: str, subject: str) -> None:
    assert _said(text, False)[0][0] == subject


def test_bound_on_how_often_is_a_goal_from_above() -> None:
    text = "Rút gọn thủ tục, bảo đảm đoàn kiểm tra một hợp tác xã không quá 01 lần/năm."

    found = list(goals.find(text, False))
    assert [(one.comparator, one.value, one.unit) for one in found] == [("<=", 1.0, "lần/năm")]
    assert found[0].subject == "đoàn kiểm tra một hợp tác xã"


@pytest.mark.parametrize("time", ["trong quý I/2028", "từ tháng 3/2028", "trước tháng 9 năm 2028"])
def test_month_or_quarter_behind_a_goal_names_its_year(time: str) -> None:
    assert _said(f"Mở ít nhất 06 lớp dạy ủ phân cho dân phòng {time}.", False)[0][2] == 2028


def _targets(text: str) -> tuple[Target, ...]:
    return reading.read(document(text)).facts.targets


def test_report_sets_goals_where_it_recites_one_or_asks_for_one() -> None:
    text = (
        "BÁO CÁO\nKết quả thu gom pin cũ năm 2027\n1. Kết quả\n"
        "- UBND tỉnh đã ban hành Kế hoạch số 5/KH-UBND, đặt mục tiêu đến năm 2028 tỷ lệ pin cũ được thu gom"
        " đạt 35%.\n- Tỷ lệ pin cũ được thu gom đạt 21,5%.\n2. Đề xuất, kiến nghị\na) Đề nghị UBND tỉnh:\n"
        "- Chỉ đạo các xã nâng tỷ lệ trường học có thùng gom pin lên 60% vào năm 2029.\n"
    )

    assert [(one.value, one.year) for one in _targets(text)] == [(35.0, 2028), (60.0, 2029)]


@pytest.mark.parametrize(
    "deed", ["Mở rộng nuôi cua lột; phấn đấu diện tích bể lắng", "Nuôi cua; diện tích bể lắng"]
)
def test_measure_of_at_least_so_much_is_of_what_stands_before_it(deed: str) -> None:
    assert _said(f"{deed} tối thiểu 310 ha.", False) == [("diện tích bể lắng", 310.0, None)]


def test_quantity_of_a_later_year_is_of_the_same() -> None:
    text = (
        "Mở rộng nuôi cua lột; phấn đấu diện tích có bể lắng đạt 310 ha vào năm 2027 và 450 ha vào năm 2029."
    )
    subject = "diện tích có bể lắng"

    assert _said(text, False) == [(subject, 310.0, 2027), (subject, 450.0, 2029)]


def test_money_set_aside_has_the_number_and_not_who_sets_it_aside() -> None:
    text = "Hằng năm tham mưu HĐND tỉnh bố trí dự toán chi sự nghiệp môi trường không thấp hơn 1,5% tổng chi."

    assert _said(text) == [("dự toán chi sự nghiệp môi trường", 1.5, None)]


def test_number_in_brackets_behind_long_words_is_where_the_goal_starts() -> None:
    text = (
        "Hết năm 2027 ít nhất 60% bến thủy nội địa đang khai thác có thùng chứa dầu thải và nước la canh"
        " đúng quy cách (năm 2025 đạt 35%)."
    )

    (goal,) = origins.folded(text, goals.find(text, True), 2026)

    assert (goal.value, goal.base_value, goal.base_year) == (60.0, 35.0, 2025)
    assert goal.subject.endswith("đúng quy cách")


def test_amount_of_a_past_year_in_brackets_is_no_goal() -> None:
    text = "Giảm 12% lượng điện dùng ở công sở so với năm 2021 (năm 2021 là 38 kWh/người)."

    stated = origins.folded(text, goals.find(text, True), 2026)

    assert [(goal.value, goal.unit) for goal in stated] == [(12.0, "%")]


def test_place_behind_brackets_has_neither_their_words_nor_their_year() -> None:
    text = "Tỷ lệ hộ đô thị dùng nước máy đạt 97% (năm 2024 đạt 90,5%), nông thôn 84%."

    stated = origins.folded(text, goals.find(text, True), 2026)

    assert [(goal.subject, goal.value, goal.year) for goal in stated] == [
        ("Tỷ lệ hộ đô thị dùng nước máy", 97.0, None),
        ("Tỷ lệ hộ nông thôn dùng nước máy", 84.0, None),
    ]


def test_size_from_which_places_are_meant_is_no_goal() -> None:
    assert _said("Các cơ sở có từ 40 lao động trở lên phải phân loại rác tại nguồn.", True) == []
    assert [value for _, value, _ in _said("Phấn đấu toàn tỉnh có từ 40 chợ trở lên đạt chuẩn.", True)] == [
        40.0
    ]
