"""The Excel form: locked, checked in the sheet, and read back with every problem by cell."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tinhxanh.exchange.sheets import Column, Kind, Row, Sheet
from tinhxanh.exchange.workbooks import read, write

KEY = "ban-nop-7"
SHEETS = (
    Sheet(
        "duties",
        "Nhiệm vụ",
        (
            Column("code", "Điểm"),
            Column("words", "Kết quả", Kind.TEXT, 60, "Ghi việc đã làm", True),
            Column("percent", "Tỷ lệ, %", Kind.PERCENT),
            Column("done_on", "Ngày hoàn thành", Kind.DATE),
            Column("stage", "Bước", Kind.CHOICE, choices=("Đang làm", "Xong")),
            Column("value", "Giá trị", Kind.NUMBER),
        ),
        (Row("d1", {"code": "II.1.a"}), Row("d2", {"code": "II.1.b", "words": "Đã có", "percent": 40})),
    ),
)


def changed(changes: dict[str, Any]) -> bytes:
    """The form with some cells written over by hand."""
    book = openpyxl.load_workbook(io.BytesIO(write("Mẫu", KEY, SHEETS)))
    for cell, value in changes.items():
        book["Nhiệm vụ"][cell] = value
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


FULL = {"C5": "Xong việc", "D5": 100, "E5": dt.date(2026, 11, 20), "F5": "Xong", "G5": "62,9"}


def test_what_was_written_is_read_back() -> None:
    filled = read(changed(FULL), KEY, SHEETS)
    assert filled.problems == ()
    assert filled.values["duties"]["d1"] == {
        "words": "Xong việc",
        "percent": 100,
        "done_on": dt.date(2026, 11, 20),
        "stage": "Xong",
        "value": 62.9,
    }
    assert filled.values["duties"]["d2"]["words"] == "Đã có"


def test_form_is_locked_except_where_one_writes() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write("Mẫu", KEY, SHEETS)))
    page = book["Nhiệm vụ"]
    assert page.protection.sheet
    assert page["B5"].protection.locked
    assert not page["C5"].protection.locked
    assert book["_khoa"].sheet_state == "veryHidden"


def test_form_refuses_wrong_values_in_the_sheet_itself() -> None:
    page = openpyxl.load_workbook(io.BytesIO(write("Mẫu", KEY, SHEETS)))["Nhiệm vụ"]
    rules = {str(rule.sqref): rule for rule in page.data_validations.dataValidation}
    assert (rules["D5:D6"].type, rules["D5:D6"].formula2) == ("whole", "100")
    assert rules["F5:F6"].formula1 == '"Đang làm,Xong"'
    assert rules["E5:E6"].type == "date"
    assert "Còn thiếu" in page["H5"].value
    assert page["H6"].value == page["H5"].value.replace("5", "6")


def test_every_problem_is_named_by_its_cell() -> None:
    wrong = {"B5": "II.9", "C5": "", "D5": 140, "E5": "31/02/2026", "F5": "Khác", "G6": "=1+1"}
    found = {problem.cell: problem.message for problem in read(changed(wrong), KEY, SHEETS).problems}
    assert sorted(found) == ["B5", "C5", "D5", "E5", "F5", "G6"]
    assert found["D5"] == "Tỷ lệ là số nguyên từ 0 đến 100."
    assert "công thức" in found["G6"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"A5": "d9"}, "không có trong mẫu"),
        ({"A6": "d1"}, "bị lặp"),
        ({"A6": None, "B6": None, "C6": None, "D6": None}, "Thiếu dòng “II.1.b”."),
    ],
)
def test_lines_that_were_added_doubled_or_removed_are_found(changes: dict[str, Any], said: str) -> None:
    problems = read(changed(FULL | changes), KEY, SHEETS).problems
    assert any(said in problem.message for problem in problems)


@pytest.mark.parametrize(("cell", "title"), [("F4", "Kiểm tra"), ("C4", None), ("G4", "Lý do")])
def test_form_with_other_columns_than_today_is_one_problem_at_the_first_of_them(
    cell: str, title: str | None
) -> None:
    (problem,) = read(changed(FULL | {cell: title}), KEY, SHEETS).problems
    assert (problem.sheet, problem.cell) == ("Nhiệm vụ", cell)
    assert "hãy tải mẫu mới" in problem.message


def test_form_of_another_submission_is_refused() -> None:
    (problem,) = read(changed(FULL), "ban-nop-8", SHEETS).problems
    assert "không phải mẫu của bản nộp này" in problem.message


@pytest.mark.parametrize("content", [b"", b"khong phai zip", b"PK\x03\x04 hong"])
def test_file_that_is_no_workbook_gets_one_sentence(content: bytes) -> None:
    (problem,) = read(content, KEY, SHEETS).problems
    assert "Excel" in problem.message


def test_archive_that_swells_is_refused_before_it_is_opened() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * (60 << 20))
    (problem,) = read(stream.getvalue(), KEY, SHEETS).problems
    assert "phình" in problem.message


@given(st.floats(min_value=-99_999_999, max_value=99_999_999).map(lambda value: round(value, 4)))
@settings(derandomize=True, max_examples=100)
def test_vietnamese_number_is_read_as_it_was_meant(value: float) -> None:
    from tinhxanh.exchange.workbooks import _number

    whole, _, rest = f"{value:,.4f}".partition(".")
    assert _number(f"{whole.replace(',', '.')},{rest}", SHEETS[0].columns[5]) == value
