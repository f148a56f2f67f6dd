"""Indicator tables broken into lines: heads in two storeys, rows over pages, missing figures."""

from __future__ import annotations

import pytest

from core.plan.lines import document
from tinhxanh.core.plan import reading
from tinhxanh.core.plan.facts import IndicatorRow
from tinhxanh.core.plan.grids.indicatorheads import Head, heads

HEADER = """TT
Chỉ tiêu
Cơ quan chủ trì
Cơ quan phối hợp
Trung vị
Kết quả năm 2024
Mục tiêu năm 2025
Giá trị Hạng Giá trị Hạng"""
ROWS = """I
Giảm thiểu ô nhiễm môi trường
6,41 6,85 18/63 7,05 12/63
1
Nước mặt đạt quy chuẩn tại các
điểm quan trắc (%)
Sở Tài nguyên và
Môi trường
- Sở Y tế;
- Công an tỉnh
62 66 15 70 9

2

2
Doanh nghiệp được báo trước về
ngập lụt (%)
Sở Xây dựng Công an tỉnh 0,9 1,2
II Thúc đẩy thực hành xanh 5,33 5,10 38 5,60 20"""


def rows_of(text: str) -> dict[str, IndicatorRow]:
    return {row.id: row for row in reading.read(document(text)).facts.indicator_rows}


def test_rows_carry_their_figures_and_agencies() -> None:
    rows = rows_of(f"{HEADER}\n{ROWS}")
    assert list(rows) == ["I", "I.1", "I.2", "II"]
    water = rows["I.1"]
    assert water.name == "Nước mặt đạt quy chuẩn tại các điểm quan trắc (%)"
    assert (water.median, water.value, water.rank) == (62, 66, 15)
    assert (water.target, water.target_rank) == (70, 9)
    assert water.lead == ("Sở Tài nguyên và Môi trường",)
    assert water.coordinate == ("Sở Y tế", "Công an tỉnh")
    assert (rows["II"].value, rows["II"].rank, rows["II"].target_rank) == (5.10, 38, 20)


def test_row_with_few_figures_has_no_ranks() -> None:
    row = rows_of(f"{HEADER}\n{ROWS}")["I.2"]
    assert (row.value, row.rank, row.target, row.target_rank) == (0.9, None, 1.2, None)
    assert (row.lead, row.coordinate) == (("Sở Xây dựng",), ("Công an tỉnh",))


def test_page_number_inside_a_row_is_no_figure() -> None:
    """The lone 2 before the row numbered 2 is the page's."""
    assert len(rows_of(f"{HEADER}\n{ROWS}")) == 4


def test_sentence_below_the_table_stays_outside() -> None:
    sentence = "Sở Nông nghiệp và Môi trường theo dõi và tổng hợp kết quả thực hiện các chỉ tiêu nêu trên."
    result = reading.read(document(f"{HEADER}\n{ROWS}\n{sentence}"))
    assert result.canonical.tables[0].end < result.canonical.text.index(sentence)


@pytest.mark.parametrize(
    ("text", "figures", "roles"),
    [
        ("TT Chỉ tiêu Điểm năm 2023 Xếp hạng Mục tiêu năm 2024", 3, "id name value rank target"),
        (
            "STT Chỉ số Kết quả năm 2023 Phấn đấu năm 2024 Chủ trì Điểm Hạng",
            3,
            "id name value target target_rank lead",
        ),
        (
            "TT Chỉ số Kết quả 2023 Mục tiêu 2024 Giá trị Hạng Giá trị Hạng",
            4,
            "id name value rank target target_rank",
        ),
        ("TT Chỉ tiêu Đơn vị tính Năm 2025 Năm 2030", 2, "id name unit value value"),
    ],
)
def test_heads_are_counted_against_the_figures(text: str, figures: int, roles: str) -> None:
    assert [head.role for head in heads(text, figures)] == roles.split()


def test_heads_keep_their_years() -> None:
    found = heads("TT Chỉ tiêu Kết quả năm 2023 Mục tiêu năm 2024 Điểm Hạng", 3)
    assert found[-2:] == [Head("target", 2024), Head("target_rank", 2024)]


def test_heads_that_do_not_count_up_are_refused() -> None:
    assert heads("TT Chỉ tiêu Điểm Xếp hạng", 5) == []
