"""Whatever the marks of the genre are thrown together into, reading yields facts whose spans hold."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from core.plan.lines import document
from core.plan.spans import assert_spans_hold
from tinhxanh.core.plan import reading
from tinhxanh.core.plan.source import Cell, Grid, Paragraph, SourceDocument

_PIECES = st.sampled_from(
    [
        "I. ",
        "II. ",
        "IV.",
        "1. ",
        "2. ",
        "1.1 ",
        "a) ",
        "b) ",
        "đ) ",
        "f) ",
        "- ",
        "+ ",
        "(1) ",
        "Điều 1. ",
        "Phần II",
        "MỤC TIÊU",
        "TT Nhiệm vụ Chủ trì Phối hợp Thời gian",
        "TT",
        "Chủ trì:",
        "Sở Y tế",
        "Sở Tài chính và",
        "UBND các xã, phường",
        "Thường xuyên",
        "Quý II/2026",
        "trước ngày 30/6",
        "trước ngày 31/02/2026",
        "đạt 95% năm 2025, 97%",
        "từ 3,45 điểm lên",
        "tốp 10",
        "điểm a, b mục 1 Phần II",
        "Thực hiện nhiệm vụ tại",
        "Quyết định số 12/QĐ-TTg ngày 30/02/2024",
        "Luật Đất đai",
        "\t",
        "\t\t",
        "2",
        "14",
        "Nơi nhận:",
        "KT. CHỦ TỊCH",
        "Kính gửi:",
        "[1]",
        "1 Chú thích.",
        "(",
        ")",
        "“",
        ";",
        ":",
        "./.",
        "hằng năm",
        "giao Sở",
        "phối hợp với",
        "các Sở:",
        "PHỤ LỤC",
        "KẾ HOẠCH",
    ]
)
_LINES = st.lists(st.lists(_PIECES, max_size=6).map(" ".join), max_size=40)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(_LINES)
def test_lines_of_markers_are_read_without_a_crash(lines: list[str]) -> None:
    assert_spans_hold(reading.read(document("\n".join(lines))))


@settings(max_examples=80, deadline=None, derandomize=True)
@given(st.integers(1, 5), st.lists(st.lists(_PIECES, max_size=3).map(" ".join), min_size=1, max_size=30))
def test_tables_of_markers_are_read_without_a_crash(width: int, texts: list[str]) -> None:
    cells = tuple(Cell(i // width, i % width, (Paragraph(text),)) for i, text in enumerate(texts))
    grid = Grid(cells, (len(texts) + width - 1) // width, width)
    assert_spans_hold(reading.read(SourceDocument((Paragraph("KẾ HOẠCH"), grid, grid), "docx")))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.text(max_size=400))
def test_any_text_is_read_without_a_crash(text: str) -> None:
    reading.read(document(text))
