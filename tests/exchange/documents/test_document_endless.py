"""Text without end between bars, borders, quotations and blanks: every line is looked at a few times only."""

from __future__ import annotations

from typing import Any

import pytest

from tinhxanh.core.plan.source import Grid, Line
from tinhxanh.exchange.documents import bar_tables, drawn_tables, load

MARKED = "**Kế hoạch** **trồng** **cây**\n\n"


class Counted(list[str]):
    """Lines that count how often one of them is asked for."""

    asked = 0

    def __getitem__(self, at: Any) -> Any:
        self.asked += 1
        return super().__getitem__(at)


def texts(data: str) -> list[str]:
    return [element.text for element in load(data.encode()).elements if isinstance(element, Line)]


@pytest.mark.parametrize("row", ["||", "| | |"])
def test_bars_around_nothing_are_walked_once(row: str) -> None:
    counted = Counted([row] * 1_000)
    bars = bar_tables.Bars(counted)
    assert all(bars.rows(at) is None for at in range(1_000))
    assert counted.asked < 50 * len(counted)


def test_rule_among_bars_around_nothing_still_heads_a_table() -> None:
    lines = ["||"] * 40 + ["| TT | Việc |", "|---|---|", "| 1 | Trồng cây |"]
    assert "1\tTrồng cây" in texts("\n".join(lines))


@pytest.mark.parametrize("lines", [["+-+"] * 1_000 + ["|" + "x" * 4_001, "+-+"], ["+:+"] * 1_000])
def test_block_that_is_no_drawing_is_walked_once(lines: list[str]) -> None:
    counted = Counted(lines)
    drawings = drawn_tables.Drawings(counted)
    assert all(drawings.find(at) is None for at in range(1_000))
    assert counted.asked < 10 * len(lines)


def test_drawing_behind_a_line_too_wide_is_still_one() -> None:
    drawn = ["+--+--+", "|1 |2 |", "+--+--+"]
    found = drawn_tables.Drawings(["+-+", "|" + "x" * 4_001, *drawn])
    assert found.find(0) is None
    table = found.find(2)
    assert table is not None
    assert [cell.content[0].text for cell in table[0].cells] == ["1", "2"]


def test_short_lines_of_a_drawing_are_not_filled_up_to_its_widest() -> None:
    border = "+" + "+".join("-" * 390 for _ in range(10)) + "+"
    drawing = drawn_tables._Drawing([border, *["|😀"] * 200_000, "+--+"])
    assert sum(map(len, drawing.lines)) < 500_000


def test_drawing_of_too_many_places_is_text() -> None:
    drawn = ["+-" * 60 + "+", *["+-+"] * 4_000]
    assert not any(isinstance(element, Grid) for element in load("\n".join(drawn).encode()).elements)


@pytest.mark.parametrize("times", [1, 2, 1_100, 50_000])
def test_quotation_of_any_depth_loses_its_signs(times: int) -> None:
    assert texts(MARKED + ">" * times + " Sở Nội vụ trồng cây.")[-1] == "Sở Nội vụ trồng cây."


def test_quotation_is_opened_as_far_as_all_its_lines_are() -> None:
    assert texts(MARKED + "> > Sở Nội vụ\n>> > trồng cây.")[-2:] == ["Sở Nội vụ", "> trồng cây."]


def test_blanks_without_end_behind_a_roman_number() -> None:
    lost = "1. MỤC TIÊU CHUNG\n   1. Trồng cây.\nI.{}x"
    assert texts(MARKED + lost.format(" " * 200_000))[2:4] == ["I. MỤC TIÊU CHUNG", "1. Trồng cây."]


def test_blanks_without_end_before_one_bar() -> None:
    assert len(texts("| |\n" + " " * 200_000 + "x|")) == 2
