"""Quantities that duties aim at, what goals start from in brackets, two counts of one sentence."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tinhxanh.core.plan.aiming import aims, goals, origins
from tinhxanh.core.plan.aiming.goals import Goal


def _read(text: str, is_goal: bool = False) -> list[tuple[str, str, float, str | None, int | None]]:
    return [(g.subject, g.comparator, g.value, g.unit, g.year) for g in goals.find(text, is_goal)]


def test_quantities_of_two_years_have_the_object_of_the_clause_before() -> None:
    text = (
        "Mở rộng diện tích cây dừa ở các xã ven sông; đến năm 2025 đạt 1.500 ha, đến năm 2030 đạt 2.000 ha."
    )
    assert _read(text) == [
        ("diện tích cây dừa", "=", 1500, "ha", 2025),
        ("diện tích cây dừa", "=", 2000, "ha", 2030),
    ]


@pytest.mark.parametrize(
    ("text", "goal"),
    [
        (
            "Nhân rộng mô hình nuôi tôm giảm thay nước, đến năm 2030 đạt 800 ha ở ven biển.",
            ("mô hình nuôi tôm giảm thay nước", "=", 800, "ha", 2030),
        ),
        (
            "Phát triển điện mặt trời, phấn đấu tổng công suất mái nhà đạt 25 MW vào năm 2028.",
            ("tổng công suất mái nhà", "=", 25, "MW", 2028),
        ),
        (
            "Giao Sở Công Thương chủ trì mở rộng rừng đước ven đầm; đến năm 2027 có ít nhất 900 ha.",
            ("rừng đước ven đầm", ">=", 900, "ha", 2027),
        ),
    ],
)
def test_duty_aims_at_a_quantity(text: str, goal: tuple[str, str, float, str, int]) -> None:
    assert _read(text) == [goal]


def test_quantity_without_a_year_to_come_is_no_goal_of_a_duty() -> None:
    assert _read("Quản lý 300 ha rừng; diện tích hồ hiện có 40 ha.") == []


def test_deeds_joined_by_and_are_two_goals() -> None:
    assert _read(
        "Trồng mới ít nhất 400 ha rừng ven sông và khôi phục 30 ha rừng đước quanh đầm Nại, đầm Vua."
    ) == [
        ("rừng ven sông", ">=", 400, "ha", None),
        ("rừng đước quanh đầm Nại, đầm Vua", "=", 30, "ha", None),
    ]


def test_twin_words_of_what_is_counted_stay_together() -> None:
    assert _read("Xây dựng tối thiểu 06 mô hình thôn, bản “sạch rác”.")[0][0].startswith("mô hình thôn, bản")


def test_times_of_each_year() -> None:
    assert _read("Mỗi năm tổ chức ít nhất 02 lần gặp gỡ với chủ thuyền; ghi sổ.") == [
        ("gặp gỡ với chủ thuyền", ">=", 2, "lần/năm", None)
    ]


def _folded(text: str, since: int | None) -> list[Goal]:
    return origins.folded(text, goals.find(text, True), since)


@pytest.mark.parametrize(
    ("text", "value", "base", "year"),
    [
        ("Tỷ lệ rác được thu gom đạt từ 92% trở lên (năm 2024 ước đạt 90,5%).", 92, 90.5, 2024),
        ("Giảm tỷ lệ chôn lấp rác xuống dưới 40% (năm 2024 là 71%).", 40, 71, 2024),
        ("Tổng công suất điện gió vận hành đạt từ 450 MW trở lên (năm 2024 là 218 MW).", 450, 218, 2024),
    ],
)
def test_bracket_of_a_year_behind_the_plan_is_where_the_goal_starts(
    text: str, value: float, base: float, year: int
) -> None:
    (goal,) = _folded(text, 2025)
    assert (goal.value, goal.base_value, goal.base_year) == (value, base, year)


def test_bracket_of_years_of_the_plan_holds_goals_of_its_own() -> None:
    stated = _folded("Tỷ lệ rác được thu gom đến năm 2028 đạt 70% (năm 2026 62%, năm 2027 65%).", 2026)
    assert [(goal.value, goal.year) for goal in stated] == [(70, 2028), (62, 2026), (65, 2027)]


@settings(max_examples=80, deadline=None, derandomize=True)
@given(
    st.lists(
        st.sampled_from(["đến năm 2030", "đạt", "40 ha", ",", ";", "phấn đấu", "mở rộng lúa"]), max_size=30
    )
)
def test_aims_lie_in_their_text(words: list[str]) -> None:
    text = " ".join(words)
    for match in aims.find(text):
        assert aims.subject(text, match.start()) in text
