"""Quantities as goals: scales and units, bounds, parts of a whole, several numbers of one sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.plan.lines import document
from tinhxanh.core.plan import reading
from tinhxanh.core.plan.aiming import goals
from tinhxanh.core.plan.facts import Target


def _found(text: str) -> list[tuple[str, str, float, str | None]]:
    return [(one.subject, one.comparator, one.value, one.unit) for one in goals.find(text, True)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Trồng được 2,5 triệu cây bóng mát.", [("cây bóng mát", "=", 2.5, "triệu cây")]),
        ("Trồng trên 3 triệu cây.", [("Trồng cây", ">=", 3, "triệu cây")]),
        ("Chuyển 9.000 ha lúa sang tưới tiết kiệm.", [("lúa sang tưới tiết kiệm", "=", 9000, "ha")]),
        (
            "Lượng khí thải của tỉnh không vượt quá 4,2 triệu tấn CO2 tương đương.",
            [("Lượng khí thải của tỉnh", "<=", 4.2, "triệu tấn CO2 tương đương")],
        ),
        (
            "Diện tích hồ đạt 300 ha, sản lượng đạt 2 - 3 nghìn tấn.",
            [("Diện tích hồ", "=", 300, "ha"), ("sản lượng", ">=", 2, "nghìn tấn")],
        ),
        ("Thời gian cấp nước không quá 12 ngày.", [("Thời gian cấp nước", "<=", 12, "ngày")]),
        ("Công suất điện mặt trời tăng gấp 2 lần.", [("Công suất điện mặt trời", "=", 2, "lần")]),
        (
            "Lượng khí thải không vượt quá 4,2 triệu tấn, giảm 7% so với năm 2020.",
            [("Lượng khí thải", "<=", 4.2, "triệu tấn"), ("Lượng khí thải", "=", 7, "%")],
        ),
    ],
)
def test_quantity_has_its_unit_bound_and_subject(
    text: str, expected: list[tuple[str, str, float, str | None]]
) -> None:
    assert _found(text) == expected


def test_parts_of_a_whole_are_goals_of_their_own() -> None:
    text = "Trồng được 5 triệu cây xanh, trong đó: 2 triệu cây phân tán; 3 triệu cây rừng tập trung; còn dư."

    assert [(subject, value) for subject, _, value, _ in _found(text)] == [
        ("cây xanh", 5),
        ("cây phân tán", 2),
        ("cây rừng tập trung", 3),
    ]


@given(st.lists(st.integers(10, 99), min_size=1, max_size=5))
def test_every_listed_part_is_found_once(parts: list[int]) -> None:
    listed = "; ".join(f"{value} hồ ở vùng {place}" for place, value in zip("ABCDE", parts, strict=False))
    found = _found(f"Xây dựng {sum(parts)} hồ chứa, trong đó: {listed}.")

    assert [value for _, _, value, _ in found] == [sum(parts), *parts]


def _targets(goal: str) -> tuple[Target, ...]:
    return reading.read(document(f"KẾ HOẠCH\nGiữ nước\nI. MỤC TIÊU\n{goal}\nII. NHIỆM VỤ\n")).facts.targets


def test_second_share_with_its_year_has_its_own_subject() -> None:
    found = _targets("1. Đến năm 2030 tổn thất nước giảm 9%, năm 2035 tổn thất điện giảm 4%.")

    assert [(one.subject, one.value, one.year) for one in found] == [
        ("tổn thất nước", 9, 2030),
        ("tổn thất điện", 4, 2035),
    ]


def test_year_that_a_share_is_compared_with_is_its_baseline() -> None:
    (found,) = _targets("1. Giảm ít nhất 8% lượng nước thất thoát vào năm 2030 so với mức của năm 2021.")

    assert (found.year, found.baseline.year if found.baseline else None) == (2030, 2021)


@pytest.mark.parametrize(
    "goal",
    [
        "1. Giai đoạn 2026-2030, toàn tỉnh xây dựng được 40 hồ chứa.",
        "1. Mục tiêu cụ thể đến 2030:\n- Diện tích hồ chứa đạt 300 ha.",
        "1. Giai đoạn 2026 - 2030:\n- Diện tích hồ chứa đạt 300 ha.",
    ],
)
def test_year_of_a_goal_from_its_stage_or_heading(goal: str) -> None:
    assert [one.year for one in _targets(goal)] == [2030]


def test_goal_that_was_missed_is_recited_only() -> None:
    text = (
        "KẾ HOẠCH\nNâng cao PCI năm 2026\nTheo kế hoạch, mục tiêu phấn đấu năm 2025 là tăng 3 bậc, như vậy"
        " tỉnh chưa đạt kế hoạch đề ra.\nI. NHIỆM VỤ\n1. Sở Tài chính rà soát thủ tục.\n"
    )

    assert reading.read(document(text)).facts.targets == ()
