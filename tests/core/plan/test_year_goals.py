"""Tables that give the goals of several years: a target for each row and year, under the point above."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

import pytest

from core.plan import goalprint
from core.plan.lines import document
from tinhxanh.core.plan import reading
from tinhxanh.core.plan.facts import Facts
from tinhxanh.core.plan.source import Line, Paragraph, SourceDocument

ABOVE = """KẾ HOẠCH
Trồng lại rừng bần giai đoạn 2026 - 2030
I. MỤC TIÊU
1. Mục tiêu chung
Giữ bãi bồi cho con cháu.
2. Mục tiêu cụ thể
Từng năm cần đạt như sau:"""
BELOW = """II. TỔ CHỨC THỰC HIỆN
1. Sở Y tế phun thuốc muỗi ở các xóm chài."""


def _within(table: SourceDocument) -> SourceDocument:
    form = Line if table.format == "txt" else Paragraph
    above = tuple(form(text) for text in ABOVE.split("\n"))
    below = tuple(form(text) for text in BELOW.split("\n"))
    return replace(table, elements=(*above, *table.elements, *below))


@pytest.mark.parametrize(
    "printed", [goalprint.tabbed, goalprint.ruled, goalprint.broken], ids=lambda printed: printed.__name__
)
@pytest.mark.parametrize("seed", range(60))
def test_each_row_gives_a_target_for_each_year(
    printed: Callable[[goalprint.Goals], SourceDocument], seed: int
) -> None:
    table = goalprint.make_years(random.Random(seed))
    facts = reading.read(_within(printed(table))).facts
    wanted = [
        (f"I.2.{label}.{place}", name, unit, int(year), figures[year], figures.get("value"))
        for label, name, unit, figures in table.rows
        for place, year in enumerate(sorted(set(figures) - {"value"}), 1)
    ]
    found = [
        (x.id, x.subject, x.unit, x.year, x.value, x.baseline.value if x.baseline else None)
        for x in facts.targets
    ]
    assert found == wanted
    assert facts.indicator_rows == ()
    assert [task.id for task in facts.tasks] == ["II.1"]
    assert {x.baseline.year for x in facts.targets if x.baseline} <= {2025}


def _read(table: str) -> Facts:
    return reading.read(document(f"{ABOVE}\n{table}\n{BELOW}")).facts


def test_table_of_one_goal_stays_a_table_of_indicators() -> None:
    facts = _read("TT\tChỉ tiêu\tĐVT\tNăm 2025\tMục tiêu 2030\n1\tBãi bồi\tha\t4\t9\n2\tGhe\tchiếc\t1\t3")
    assert [(row.id, row.value, row.target) for row in facts.indicator_rows] == [("1", 4, 9), ("2", 1, 3)]
    assert [target.id for target in facts.targets] == ["1", "2"]


def test_rows_that_name_their_lead_stay_indicators() -> None:
    head = "TT\tChỉ tiêu\tMục tiêu 2027\tMục tiêu 2030\tCơ quan chủ trì\n"
    facts = _read(f"{head}1\tBãi bồi (ha)\t4\t9\tSở Y tế\n2\tGhe máy\t1\t3\tCông an tỉnh")
    assert [row.lead for row in facts.indicator_rows] == [("Sở Y tế",), ("Công an tỉnh",)]
    assert [target.id for target in facts.targets] == ["1", "1", "2", "2"]


def test_annexed_table_without_a_point_above_stays_indicators() -> None:
    table = "TT\tChỉ tiêu\tMục tiêu 2027\tMục tiêu 2030\n1\tBãi bồi\t4\t9\n2\tGhe máy\t1\t3"
    facts = reading.read(document(f"PHỤ LỤC\nCÁC CHỈ TIÊU\n{table}")).facts
    assert [row.id for row in facts.indicator_rows] == ["1", "2"]


def test_year_that_is_over_is_the_start_where_heads_are_years_alone() -> None:
    facts = _read("TT\tChỉ tiêu\t2024\t2027\t2030\n1\tBãi bồi\t4\t≥ 9\t≤ 12\n2\tGhe máy\t1\t3\t5")
    assert [(x.year, x.value, x.comparator) for x in facts.targets[:2]] == [(2027, 9, ">="), (2030, 12, "<=")]
    assert [x.baseline.value for x in facts.targets if x.baseline] == [4, 4, 1, 1]


def test_blank_cell_gives_no_target_and_keeps_the_numbers_in_order() -> None:
    facts = _read("TT\tChỉ tiêu\tNăm 2026\tNăm 2027\tNăm 2028\n1\tBãi bồi\t4\t-\t9\n2\tGhe máy\t1\t2\t3")
    assert [(x.id, x.year) for x in facts.targets[:2]] == [("I.2.1.1", 2026), ("I.2.1.2", 2028)]


def test_components_of_an_index_stay_indicators() -> None:
    head = "TT\tChỉ số thành phần PGI\tĐiểm 2025\tMục tiêu 2027\tMục tiêu 2030\n"
    rows = "I\tGiảm thiểu ô nhiễm môi trường\t5,1\t5,5\t6\nII\tĐảm bảo tuân thủ\t4\t4,2\t5"
    facts = _read(head + rows)
    assert [(row.id, row.component, row.target) for row in facts.indicator_rows] == [
        ("I", 1, 6),
        ("II", 2, 5),
    ]
