"""What a head makes of a column of figures: wanted ranks and goals in every order and form of print."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from core.plan import goalprint
from core.plan.lines import document
from tinhxanh.core.plan import reading
from tinhxanh.core.plan.grids import columns, pairedheads
from tinhxanh.core.plan.grids.pairedheads import Head
from tinhxanh.core.plan.source import SourceDocument


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("THỨ HẠNG PHẤN ĐẤU", "target_rank"),
        ("Xếp hạng mục tiêu năm 2029", "target_rank"),
        ("Kế hoạch năm 2029 Thứ hạng", "target_rank"),
        ("Chỉ tiêu xếp hạng 2029", "target_rank"),
        ("Hạng mục tiêu", "target_rank"),
        ("Thứ hạng dự kiến", "target_rank"),
        ("Điểm phấn đấu 2029", "target"),
        ("Chỉ tiêu 2029", "target"),
        ("Chỉ tiêu theo năm 2029", "target"),
        ("Lộ trình thực hiện Năm 2029", "target"),
        ("Lộ trình", "deadline"),
        ("Năm 2028 Thứ hạng", "rank"),
        ("Chỉ tiêu", "name"),
        ("Nội dung, hạng mục", "task"),
        ("2029", "value"),
    ],
)
def test_head_tells_goals_from_ranks_in_either_order(header: str, role: str) -> None:
    assert columns.role(header) == role


PRINTS = [goalprint.tabbed, goalprint.ruled, goalprint.broken]


@pytest.mark.parametrize("printed", PRINTS, ids=lambda printed: printed.__name__)
@pytest.mark.parametrize("seed", range(80))
def test_figures_stand_in_the_columns_their_heads_name(
    printed: Callable[[goalprint.Goals], SourceDocument], seed: int
) -> None:
    table = goalprint.make(random.Random(seed), loose=printed is not goalprint.broken)
    facts = reading.read(printed(table)).facts
    wanted = [(label, name, {**figures}) for label, name, _, figures in table.rows]
    found = [
        (
            row.id,
            row.name,
            {role: figure for role in wanted[0][2] if (figure := getattr(row, role)) is not None},
        )
        for row in facts.indicator_rows
    ]
    assert found == wanted
    assert [row.lead for row in facts.indicator_rows] == [(lead,) for _, _, lead, _ in table.rows]
    assert {target.year for target in facts.targets} == {goalprint.NEXT}
    assert [target.target_rank for target in facts.targets] == [
        figures.get("target_rank") for _, _, _, figures in table.rows
    ]


def test_head_over_two_columns_gives_the_score_then_the_rank() -> None:
    heads = [Head("value", True), Head("target", True), Head(None, False)]
    assert pairedheads.tell(heads, [["5"], ["6"], ["7"]]) == ["value", "target", "target_rank"]


def test_head_over_two_columns_whose_first_holds_ranks() -> None:
    heads = [Head("target_rank", True), Head(None, False)]
    assert pairedheads.tell(heads, [["7/63", "12"], ["6,1", "40%"]]) == ["target_rank", "target"]


def test_column_of_words_without_a_head_is_no_rank() -> None:
    assert pairedheads.tell([Head("target", True), Head(None, False)], [["6"], ["Sở Y tế"]]) == [
        "target",
        None,
    ]


def test_unit_of_scores_opens_its_cell_with_a_capital() -> None:
    table = "TT\tChỉ số thành phần\tĐVT\tĐiểm 2027\tMục tiêu 2028\n"
    rows = "I\tPhiên chợ xanh\tĐiểm\t5,1\t5,9\n1\tNgư dân\tNgười\t50\t80"
    found = reading.read(document(table + rows)).facts.indicator_rows
    assert [row.unit for row in found] == ["điểm", "Người"]


def test_part_of_an_agency_in_brackets_is_no_part_of_its_name() -> None:
    head = "TT\tChỉ tiêu\tMục tiêu 2028\tĐơn vị chủ trì\n"
    rows = "1\tBến đò\t5\tSở Y tế (đầu mối, tổng hợp)\n2\tCầu cảng\t7\tCông an tỉnh (chủ trì)"
    found = reading.read(document(head + rows)).facts.indicator_rows
    assert [row.lead for row in found] == [("Sở Y tế",), ("Công an tỉnh",)]
