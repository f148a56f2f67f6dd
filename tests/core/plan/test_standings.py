"""What goals of an index start from, and the ranks that go with them."""

from __future__ import annotations

import pytest

from tinhxanh.core.plan.aiming import goals
from tinhxanh.core.plan.aiming.goals import Goal


def _only(text: str) -> Goal:
    (goal,) = goals.find(text, True)
    return goal


@pytest.mark.parametrize(
    ("text", "value", "rank", "base"),
    [
        (
            "Chỉ số PGI phấn đấu đạt từ 24,10 điểm trở lên (năm 2024 đạt 22,35 điểm, xếp thứ 33).",
            24.1,
            None,
            (22.35, 33, 2024),
        ),
        (
            "Chỉ số PGI đạt 24,10 điểm, tăng 04 bậc so với năm 2024 (22,35 điểm, hạng 33).",
            24.1,
            None,
            (22.35, 33, 2024),
        ),
        (
            "Thành phần 1 tăng từ 5,11 điểm (hạng 30) lên ít nhất 5,60 điểm (hạng 22).",
            5.6,
            22,
            (5.11, 30, None),
        ),
        ("Thành phần 1 tăng từ 5,11 điểm năm 2024 lên trên 5,60 điểm.", 5.6, None, (5.11, None, 2024)),
        (
            "Nâng điểm từ 22,35 điểm (hạng 33) năm 2024 lên 24,10 điểm năm 2026, vào tốp 25.",
            24.1,
            25,
            (22.35, 33, 2024),
        ),
        ("Phấn đấu đạt 6,05 điểm trở lên, tăng 06 bậc, từ hạng 28 lên hạng 22.", 6.05, 22, (None, 28, None)),
        ("Chỉ số PGI đạt 24 điểm, tăng 3 bậc, trong nhóm 10.", 24.0, 10, (None, None, None)),
        (
            "Chỉ số PGI đạt trên 24 điểm, lọt vào nhóm 15 tỉnh (hiện đang xếp thứ 21).",
            24.0,
            15,
            (None, 21, None),
        ),
        (
            "Phấn đấu đạt 24 điểm, tăng 2 điểm so với năm 2024 (đạt 22 điểm), xếp thứ 15.",
            24.0,
            15,
            (22.0, None, 2024),
        ),
        ("Chỉ số PGI năm 2026 đạt 24.5 điểm trở lên, xếp hạng 18/34.", 24.5, 18, (None, None, None)),
    ],
)
def test_score_keeps_its_rank_and_its_start(
    text: str, value: float, rank: int | None, base: tuple[float | None, int | None, int | None]
) -> None:
    goal = _only(text)

    assert (goal.measure, goal.value, goal.rank) == ("score", value, rank)
    assert (goal.base_value, goal.base_rank, goal.base_year) == base


@pytest.mark.parametrize(
    ("text", "rank", "base"),
    [
        (
            "Chỉ số PGI của tỉnh nằm trong nhóm 22 tỉnh dẫn đầu (năm 2024 đạt 21,40 điểm, xếp thứ 37).",
            22,
            (21.4, 37, 2024),
        ),
        ("Chỉ số PGI duy trì trong tốp 8 địa phương dẫn đầu (năm 2024 xếp thứ 6).", 8, (None, 6, 2024)),
        ("Chỉ số xanh cải thiện từ vị trí 41/63 lên nhóm 30.", 30, (None, 41, None)),
        ("Giữ vững vị trí thứ 5 cả nước về Chỉ số PGI.", 5, (None, None, None)),
    ],
)
def test_rank_keeps_its_start(
    text: str, rank: int, base: tuple[float | None, int | None, int | None]
) -> None:
    goal = _only(text)

    assert (goal.measure, goal.comparator, goal.value) == ("rank", "<=", rank)
    assert (goal.base_value, goal.base_rank, goal.base_year) == base


@pytest.mark.parametrize(
    ("words", "comparator"),
    [
        ("không thấp hơn", ">="),
        ("không dưới", ">="),
        ("không ít hơn", ">="),
        ("tối thiểu", ">="),
        ("ít nhất", ">="),
        ("trên", ">="),
        ("không quá", "<="),
        ("không vượt quá", "<="),
        ("không cao hơn", "<="),
        ("tối đa", "<="),
        ("dưới", "<="),
    ],
)
def test_comparison_means_what_it_says_even_denied(words: str, comparator: str) -> None:
    goal = _only(f"Tỷ lệ hộ đấu nối nước thải đạt {words} 40%.")

    assert (goal.value, goal.comparator) == (40.0, comparator)
