"""Tables with tabs: two years of values under one head, cells merged over rows."""

from __future__ import annotations

from core.plan.lines import document
from tinhxanh.core.plan import reading
from tinhxanh.core.plan.facts import IndicatorRow, Target

HEAD = "TT\tChỉ tiêu\tKết quả của tỉnh\t\tTrung vị\tMục tiêu năm 2025\tĐơn vị chủ trì\tĐơn vị phối hợp"
YEARS = "\t\tNăm 2022\tNăm 2023\t\t\t\t"
ROWS = """I\tChỉ số thành phần 1. Giảm thiểu ô nhiễm\t5,10\t5,40\t5,90\t6,10\t\t
1\tNước mặt sạch (%)\t40%\t44%\t50%\t52%\tSở Y tế\tCông an tỉnh
2\tNước ngầm sạch (%)\t30%\t31%\t33%\t39%\t\t
3\tRác được thu gom (%)\t70%\t71%\t73%\t79%\tSở Xây dựng\t
4\tKhông có bãi rác tự phát (%)\t20%\t21%\t23%\t29%\tSở Xây dựng\tTỉnh đoàn"""


def _read(text: str) -> tuple[dict[str, IndicatorRow], tuple[Target, ...]]:
    facts = reading.read(document(text)).facts
    return {row.id: row for row in facts.indicator_rows}, facts.targets


def test_later_of_two_years_is_where_the_goal_starts() -> None:
    rows, targets = _read(f"{HEAD}\n{YEARS}\n{ROWS}")
    assert (rows["I.1"].value, rows["I.1"].median, rows["I.1"].target) == (44, 50, 52)
    baseline = targets[1].baseline
    assert baseline is not None
    assert (baseline.value, baseline.year) == (44, 2023)


def test_row_without_agencies_shares_the_cells_above() -> None:
    rows, _ = _read(f"{HEAD}\n{YEARS}\n{ROWS}")
    assert (rows["I.2"].lead, rows["I.2"].coordinate) == (("Sở Y tế",), ("Công an tỉnh",))


def test_row_that_names_its_lead_shares_nothing() -> None:
    rows, _ = _read(f"{HEAD}\n{YEARS}\n{ROWS}")
    assert (rows["I.3"].lead, rows["I.3"].coordinate) == (("Sở Xây dựng",), ())


def test_row_behind_a_group_shares_nothing() -> None:
    swapped = ROWS.replace("1\tNước mặt sạch (%)\t40%\t44%\t50%\t52%\tSở Y tế\tCông an tỉnh\n", "")
    rows, _ = _read(f"{HEAD}\n{YEARS}\n{swapped}")
    assert rows["I.2"].lead == ()


def test_table_that_mostly_names_nobody_is_left_open() -> None:
    bare = ROWS.replace("\tSở Xây dựng\tTỉnh đoàn", "\t\t").replace("\tSở Xây dựng\t", "\t\t")
    rows, _ = _read(f"{HEAD}\n{YEARS}\n{bare}")
    assert rows["I.2"].lead == ()
