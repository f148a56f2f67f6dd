"""Score and rank beside the published distribution."""

from __future__ import annotations

import datetime as dt

import pytest

from tinhxanh.core.plan import published
from tinhxanh.core.plan.facts import Baseline, Document, Facts, IndicatorRow, Target
from tinhxanh.core.plan.published import Point
from tinhxanh.core.values import Span

# The first component of 2023: seen in the press and in a plan's own appendix (reference/pgi/quantiles.csv).
POINTS = (Point(7.15, 22, "báo"), Point(6.8, 32, "phụ lục"), Point(4.84, 58, "phụ lục"))
PUBLISHED = {(2023, "I"): POINTS, (2022, "I"): (Point(3.45, 32, "kế hoạch"),)}


@pytest.mark.parametrize(
    ("score", "rank", "against"),
    [
        (7.15, 22, None),
        (6.58, 39, None),
        (7.0, 30, None),
        (7.0, 35, Point(6.8, 32, "phụ lục")),
        (7.0, 10, Point(7.15, 22, "báo")),
        (9.9, 23, Point(7.15, 22, "báo")),
        (4.0, 57, Point(4.84, 58, "phụ lục")),
    ],
)
def test_higher_score_never_has_the_worse_rank(score: float, rank: int, against: Point | None) -> None:
    assert published.contradicting(POINTS, score, rank) == against


def _row(**values: object) -> IndicatorRow:
    return IndicatorRow("I", "Giảm thiểu ô nhiễm", component=1, unit="điểm", source=(Span(3, 9),), **values)  # type: ignore[arg-type]  # a case names any field


def test_impossible_row_is_told_with_the_source_of_the_point() -> None:
    issued = Document(date=dt.date(2024, 7, 19))
    (told,) = published.check(Facts(issued, indicator_rows=(_row(value=7.0, rank=35),)), PUBLISHED)
    assert told.code == "rank-against-published"
    assert told.message == (
        "Giảm thiểu ô nhiễm: 7 điểm, hạng 35 không khớp kết quả đã công bố của kỳ 2023:"
        " 6,8 điểm xếp hạng 32 (nguồn: phụ lục)."
    )
    assert (told.source, told.proposal) == ((Span(3, 9),), "Đối chiếu lại điểm và thứ hạng")


def test_goal_is_seen_beside_the_edition_it_starts_from() -> None:
    issued = Document(date=dt.date(2024, 7, 19))
    goal = Target(
        "II.1", "Thành phần 1", "score", ">=", 3.6, 1, "điểm", 2025, Baseline(3.45, 32, 2022), target_rank=40
    )
    (told,) = published.check(Facts(issued, targets=(goal,)), PUBLISHED)
    assert "mục tiêu 3,6 điểm, hạng 40" in told.message
    assert "kỳ 2022: 3,45 điểm xếp hạng 32" in told.message


def test_row_and_its_goal_are_told_once() -> None:
    row = _row(value=6.8, rank=32, target=7.0, target_rank=35)
    goal = Target("I", row.name, "score", "=", 7.0, 1, "điểm", 2025, target_rank=35, source=row.source)
    told = list(
        published.check(
            Facts(Document(date=dt.date(2024, 7, 19)), (), (goal,), indicator_rows=(row,)), PUBLISHED
        )
    )
    assert [one.message[:46] for one in told] == ["Giảm thiểu ô nhiễm: mục tiêu 7 điểm, hạng 35 k"]


def test_nothing_is_said_without_an_edition_or_below_a_component() -> None:
    undated = Facts(Document(), indicator_rows=(_row(value=7.0, rank=35),))
    below = IndicatorRow("I.1", "Doanh nghiệp nói", component=1, unit="điểm", value=7.0, rank=35)
    assert list(published.check(undated, PUBLISHED)) == []
    assert (
        list(published.check(Facts(Document(date=dt.date(2024, 1, 1)), indicator_rows=(below,)), PUBLISHED))
        == []
    )
