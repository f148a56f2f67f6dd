"""Broken indicator tables whose header has no column of numbers: rows named, with a number or without."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.plan.lines import document
from tinhxanh.core.plan import reading
from tinhxanh.core.plan.facts import Facts
from tinhxanh.core.plan.grids import namerows
from tinhxanh.core.plan.grids.indicatorheads import begins_unnumbered

ABOVE = """KẾ HOẠCH
Nâng cao Chỉ số Xanh cấp tỉnh (PGI) năm 2027
I. MỤC TIÊU
1. Điểm của từng chỉ số thành phần:"""
BELOW = """II. NHIỆM VỤ
1. Sở Tài chính
a) Hướng dẫn cơ sở sản xuất vay vốn xanh."""
NAMES = (
    "Giảm thiểu ô nhiễm môi trường và thiên tai",
    "Bảo đảm tuân thủ tiêu chuẩn môi trường tối thiểu",
    "Thúc đẩy thực hành xanh trong sản xuất",
    "Chính sách khuyến khích và dịch vụ hỗ trợ doanh nghiệp",
)
LEADS = ("Sở Nông nghiệp và Môi trường", "Sở Công Thương", "Sở Xây dựng", "Sở Tài chính")


def facts_of(table: str) -> Facts:
    return reading.read(document(f"{ABOVE}\n{table}\n{BELOW}")).facts


@pytest.mark.parametrize("mark", ["{}. ", "- ", ""])
def test_components_are_rows_however_they_begin(mark: str) -> None:
    rows = [f"{mark.format(i)}{name}\n{i},20 {i},80" for i, name in enumerate(NAMES, 1)]
    facts = facts_of("Chỉ số thành phần Điểm\nnăm 2026\nMục tiêu\nnăm 2027\n" + "\n".join(rows))
    assert [(r.id, r.name, r.unit, r.value, r.target) for r in facts.indicator_rows] == [
        (roman, name, "điểm", i + 0.2, i + 0.8)
        for i, (roman, name) in enumerate(zip(("I", "II", "III", "IV"), NAMES, strict=True), 1)
    ]
    assert [(t.id, t.year, t.baseline.year if t.baseline else None) for t in facts.targets] == [
        (roman, 2027, 2026) for roman in ("I", "II", "III", "IV")
    ]
    assert [t.id for t in facts.tasks] == ["II.1.a"]


def test_figures_between_a_name_and_an_agency_on_one_line() -> None:
    facts = facts_of(
        "Chỉ tiêu Đơn vị tính Thực hiện năm 2026 Kế hoạch năm 2027 Cơ quan theo dõi\n"
        "1. Tỷ lệ bao bì được thu gom % 41,5 55 Sở Công Thương\n"
        "2. Số xe buýt chạy điện thay xe chạy dầu xe 12 30 Sở Xây dựng và Công an\ntỉnh"
    )
    assert [(r.id, r.unit, r.value, r.target, r.lead) for r in facts.indicator_rows] == [
        ("1", "%", 41.5, 55, ("Sở Công Thương",)),
        ("2", "xe", 12, 30, ("Sở Xây dựng", "Công an tỉnh")),
    ]


def test_each_figure_on_a_line_of_its_own() -> None:
    rows = "\n".join(f"{name}\n{i},11\n{i},55" for i, name in enumerate(NAMES, 1))
    found = facts_of(f"Chỉ số\nKết quả\n2026\nPhấn đấu\n2027\n{rows}").indicator_rows
    assert [(r.value, r.target) for r in found] == [(i + 0.11, i + 0.55) for i in range(1, 5)]


def test_sentence_below_named_rows_stays_outside() -> None:
    sentence = "Kết quả được rà soát mỗi quý."
    table = "Chỉ số Điểm năm 2026 Mục tiêu năm 2027\n" + "\n".join(f"{name}\n1,5 2,5" for name in NAMES)
    result = reading.read(document(f"{ABOVE}\n{table}\n{sentence}\n{BELOW}"))
    assert len(result.facts.indicator_rows) == 4
    assert result.canonical.tables[0].end <= result.canonical.text.index(sentence)


@pytest.mark.parametrize(
    "text",
    [
        "Chỉ số thành phần 1: Giảm thiểu ô nhiễm",
        "Chỉ tiêu này được giao cho Sở Tài chính",
        "Các chỉ tiêu đến năm 2027:",
        "Mục tiêu năm 2027",
    ],
)
def test_headings_and_sentences_open_no_header(text: str) -> None:
    assert not begins_unnumbered(text)


def test_heading_of_components_without_figures_makes_no_table() -> None:
    facts = facts_of("Chỉ số thành phần Mục tiêu năm 2027\nGiữ vững kết quả đã đạt\nPhấn đấu tăng hạng")
    assert facts.indicator_rows == ()


@pytest.mark.parametrize(
    ("cell", "text", "behind", "begins"),
    [
        ("", "Thúc đẩy thực hành xanh", True, True),
        ("Sở Nông nghiệp và", "Môi trường", True, False),
        ("Sở Xây dựng", "Công an tỉnh", True, False),
        ("Sở Xây dựng", "Tiêu thụ điện của cơ quan", True, True),
        ("", "và thiên tai", False, False),
    ],
)
def test_next_row_begins_where_the_names_end(cell: str, text: str, behind: bool, begins: bool) -> None:
    assert namerows.begins(cell, text, behind) is begins


@settings(max_examples=60, derandomize=True, deadline=None)
@given(
    order=st.permutations(range(4)),
    marks=st.sampled_from(("number", "dash", "none")),
    agencies=st.booleans(),
    own_line=st.booleans(),
    width=st.integers(18, 40),
    figures=st.lists(st.integers(100, 899), min_size=8, max_size=8),
)
def test_rows_come_back_whatever_the_print(
    order: list[int], marks: str, agencies: bool, own_line: bool, width: int, figures: list[int]
) -> None:
    """Names, figures and agencies of each row, however the lines were broken and the rows marked."""
    printed: list[str] = ["Chỉ số thành phần Điểm năm 2026", "Mục tiêu năm 2027"]
    printed += ["Cơ quan đầu", "mối"] if agencies else []
    expected = []
    for place, at in enumerate(order):
        mark = {"number": f"{place + 1}. ", "dash": "- ", "none": ""}[marks]
        value, goal = figures[2 * place] / 100, figures[2 * place + 1] / 100
        numbers = f"{value:.2f} {goal:.2f}".replace(".", ",")
        names = textwrap.wrap(mark + NAMES[at], width)
        leads = textwrap.wrap(LEADS[at], 14) if agencies else []
        middle = [numbers, *leads] if own_line else [" ".join([numbers, *leads[:1]]), *leads[1:]]
        printed += [*names, *middle]
        expected.append((NAMES[at], value, goal, (LEADS[at],) if agencies else ()))
    found = facts_of("\n".join(printed)).indicator_rows
    assert [(r.name, r.value, r.target, r.lead) for r in found] == expected
