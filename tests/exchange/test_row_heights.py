"""Rows of workbooks are high enough for their wrapped texts, also where the program does not find out."""

from __future__ import annotations

import io

import openpyxl
import pytest

from tinhxanh.exchange import listings, workbooks
from tinhxanh.exchange.row_heights import LINE, MOST, height, lines_of
from tinhxanh.exchange.sheets import Column, Kind, Row, Sheet


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, 1),
        ("một", 10, 1),
        ("x" * 10, 10, 1),
        ("x" * 11, 10, 2),
        ("x" * 25, 10, 3),
        ("a\nb\n\nc", 10, 4),
    ],
)
def test_lines_of_a_text_in_a_column(text: str, width: float, lines: int) -> None:
    assert lines_of(text, width) == lines


def test_row_is_as_high_as_its_highest_cell() -> None:
    assert height([("x" * 30, 10), ("x", 10), (None, 5), ("", 5), (12, 5)]) == 3 * LINE
    assert height([], least=2) == 2 * LINE
    assert height([("x" * 10_000, 10)]) == MOST


def test_rows_of_a_list_are_as_high_as_their_texts() -> None:
    sheet = listings.Listing("Danh sách", ("Nhiệm vụ",), (("x" * 60,), ("x",)), (20,))
    page = openpyxl.load_workbook(io.BytesIO(listings.write((sheet,)))).active
    assert [page.row_dimensions[n].height for n in (1, 2, 3)] == [LINE, 3 * LINE, LINE]


def form(text: str) -> openpyxl.worksheet.worksheet.Worksheet:
    columns = (Column("text", "Nhiệm vụ", width=20), Column("words", "Kết quả", Kind.TEXT, 50, "", True))
    rows = (Row("1", {"text": text, "words": ""}),)
    content = workbooks.write("Báo cáo năm", "khoa", (Sheet("duties", "Nhiệm vụ", columns, rows, "Ghi chú"),))
    return openpyxl.load_workbook(io.BytesIO(content))["Nhiệm vụ"]


def test_rows_of_a_form_have_room_to_write() -> None:
    assert form("ngắn").row_dimensions[5].height == 3 * LINE
    assert form("x" * 100).row_dimensions[5].height == 5 * LINE


def test_title_and_note_of_a_form_stand_in_a_column_that_is_seen() -> None:
    page = form("ngắn")
    assert page.column_dimensions["A"].hidden
    assert (page["B1"].value, page["B2"].value) == ("Báo cáo năm", "Ghi chú")
