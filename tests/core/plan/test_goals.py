"""Numbers to reach."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tinhxanh.core.plan.aiming import goalparts, goals


def _numbers(text: str, is_goal: bool = False) -> list[tuple[str, str, float, int | None]]:
    return [(g.measure, g.comparator, g.value, g.year) for g in goals.find(text, is_goal)]


def test_shares_of_several_years_are_one_goal_each() -> None:
    text = "Mục tiêu tỷ lệ hộ dùng nước sạch đến năm 2026 đạt 92% (năm 2024 đạt 88,5%, năm 2025 đạt 90%)."
    assert _numbers(text) == [
        ("percent", "=", 92.0, 2026),
        ("percent", "=", 88.5, 2024),
        ("percent", "=", 90.0, 2025),
    ]
    assert {g.subject for g in goals.find(text, False)} == {"tỷ lệ hộ dùng nước sạch"}


def test_share_before_its_noun_takes_the_noun_as_subject() -> None:
    (goal,) = goals.find("Bảo đảm 100% trạm y tế phân loại rác tại nguồn.", False)
    assert (goal.subject, goal.value, goal.year) == ("trạm y tế phân loại rác tại nguồn", 100.0, None)


def test_score_with_increment_keeps_what_it_starts_from() -> None:
    (goal,) = goals.find(
        "Mục tiêu phấn đấu đạt từ 5,20 điểm trở lên (tăng 0,30 điểm so với năm 2023 đạt 4,90 điểm).", True
    )
    assert (goal.measure, goal.comparator, goal.value) == ("score", ">=", 5.2)
    assert (goal.base_value, goal.base_year) == (4.9, 2023)


def test_score_from_to_keeps_both_ranks() -> None:
    (goal,) = goals.find(
        "Chỉ số tuân thủ: Phấn đấu từ điểm số 4,10 (thứ hạng 40) lên 4,90 điểm trở lên (điểm hạng thứ 20).",
        True,
    )
    assert (goal.value, goal.rank, goal.base_value, goal.base_rank) == (4.9, 20, 4.1, 40)


def test_ranks_are_at_most() -> None:
    assert _numbers("Phấn đấu Chỉ số PGI của tỉnh nằm trong tốp 15 cả nước.", True) == [
        ("rank", "<=", 15.0, None)
    ]


def test_counts_with_their_time() -> None:
    assert _numbers("Tổ chức ít nhất 02 phiên chợ xanh trước ngày 30/11/2025.") == [
        ("count", ">=", 2.0, 2025)
    ]
    assert _numbers("Đối thoại với doanh nghiệp 01-02 lần/năm.") == [("count", ">=", 1.0, None)]


def test_support_rates_and_amounts_of_law_are_no_goals() -> None:
    assert goals.find("Hỗ trợ 50% kinh phí mua giống.", False) == []


@pytest.mark.parametrize(
    ("text", "at", "begin"),
    [
        ("Trồng cây. Nuôi cá đạt", 20, 10),
        ("Trồng 1.250 cây", 12, 0),
        ("Trồng 2. 3 cây", 12, 8),
        ("Trồng; nuôi\ncá", 13, 12),
        ("Trồng cây.", 10, 0),
        ("Trồng cây. ", 11, 10),
    ],
)
def test_clause_begins_behind_the_last_stop(text: str, at: int, begin: int) -> None:
    assert goalparts.clause_start(text, at) == begin


_WORDS = (
    "cây phấn đấu ĐẠT là ở mức từ trên tối thiểu khoảng tỷ lệ duy trì bằng ≥ năm 2025 hết cuối , : ( \n"
    " xđạt đạttrên\nlà hộ_"
)
_SEVERAL = st.lists(st.sampled_from([*_WORDS.split(" "), "", " "]), max_size=9).map(" ".join)


@settings(max_examples=300, derandomize=True, deadline=None)
@given(_SEVERAL)
def test_words_that_lead_over_are_cut_as_their_pattern_cuts_them(text: str) -> None:
    assert goalparts.without_tail(text) == goalparts.TAIL.sub("", text)


def test_stretch_of_shares_is_reached_from_its_lower_end() -> None:
    assert _numbers("Tỷ lệ nhà vườn tưới tiết kiệm đạt 35 - 40% vào năm 2027.") == [
        ("percent", ">=", 35.0, 2027)
    ]


def test_counted_word_of_two_syllables_is_the_unit() -> None:
    units = [g.unit for g in goals.find("Xây dựng ít nhất 03 mô hình chợ xanh; hỗ trợ 25 cơ sở.", True)]

    assert units == ["mô hình", "cơ sở"]


def test_large_area_behind_two_deeds_is_counted() -> None:
    (goal,) = goals.find("Trồng mới, phục hồi 2.300 ha rừng phòng hộ đầu nguồn.", False)

    assert (goal.value, goal.unit) == (2300.0, "ha")
