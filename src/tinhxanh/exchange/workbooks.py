"""A form as an Excel workbook: locked where nobody writes, checked in the sheet, read back all or nothing."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import openpyxl
import xlsxwriter
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from tinhxanh.exchange import sheet_checks
from tinhxanh.exchange.row_heights import height
from tinhxanh.exchange.sheets import Column, Filled, Kind, Problem, Row, Sheet

LIMIT = 5 << 20
_EXPANDED = 50 << 20
ROWS, COLUMNS = 2000, 30
"""Caps of reading: beyond these a sheet is not one of ours."""

LONGEST = 4000
"""Characters of one cell; Excel itself stops at 32 767."""

_HEAD_ROW = 4
"""The row, from 1, in which the column titles stand; the form begins below."""

_KEY_SHEET = "_khoa"

_WIDE = 40
"""Columns of text wider than this are for sentences."""
_LINES_TO_WRITE = 3


def write(title: str, key: str, sheets: tuple[Sheet, ...]) -> bytes:
    """The workbook. `key` says which form it is and comes back with it; the password is empty on purpose.

    Locking keeps hands from slipping; what was changed in spite of it is found when reading.
    """
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False})
    looks = _looks(book)
    for sheet in sheets:
        _write_sheet(book, looks, title, sheet)
    hidden = book.add_worksheet(_KEY_SHEET)
    hidden.write_string(0, 0, key)
    hidden.protect()
    hidden.very_hidden()
    book.close()
    return stream.getvalue()


def _looks(book: Any) -> dict[str, Any]:
    base = {"font_name": "Times New Roman", "font_size": 12, "valign": "top", "text_wrap": True, "border": 1}
    head = base | {"bold": True, "bg_color": "#E4EDEB", "align": "center", "valign": "vcenter"}
    free = base | {"locked": False, "bg_color": "#FFFDF2"}
    return {
        "title": book.add_format({"font_name": "Times New Roman", "font_size": 14, "bold": True}),
        "note": book.add_format({"font_name": "Times New Roman", "font_size": 11, "italic": True}),
        "head": book.add_format(head),
        Kind.LOCKED: book.add_format(base | {"bg_color": "#F2F4F4"}),
        "shut day": book.add_format(base | {"bg_color": "#F2F4F4", "num_format": "dd/mm/yyyy"}),
        Kind.TEXT: book.add_format(free | {"num_format": "@"}),
        Kind.PERCENT: book.add_format(free | {"num_format": "0"}),
        Kind.NUMBER: book.add_format(free | {"num_format": "#,##0.####"}),
        Kind.DATE: book.add_format(free | {"num_format": "dd/mm/yyyy"}),
        Kind.CHOICE: book.add_format(free),
        "missing": book.add_format({"bg_color": "#F8D7D3"}),
        "check": book.add_format(base | {"font_color": "#1F6B3A", "bg_color": "#F2F4F4"}),
        "lacking": book.add_format({"font_color": "#A3211A"}),
    }


def _write_sheet(book: Any, looks: dict[str, Any], title: str, sheet: Sheet) -> None:
    page = book.add_worksheet(sheet.title)
    page.protect("", {"format_columns": True, "format_rows": True})
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(_HEAD_ROW - 1)
    page.freeze_panes(_HEAD_ROW, 2)
    # The first column holds the keys and is hidden: what stands in it is not seen.
    page.write_string(0, 1, title, looks["title"])
    page.write_string(1, 1, sheet.note, looks["note"])
    page.set_column(0, 0, None, None, {"hidden": True})
    page.write_string(_HEAD_ROW - 1, 0, "id", looks["head"])
    for place, column in enumerate(sheet.columns, 1):
        page.set_column(place, place, column.width)
        page.write_string(_HEAD_ROW - 1, place, column.title, looks["head"])
    _write_check_head(page, looks, sheet)
    for line, row in enumerate(sheet.rows, _HEAD_ROW):
        page.write_string(line, 0, row.id)
        page.set_row(line, _height(sheet, row))
        for place, column in enumerate(sheet.columns, 1):
            # A day that is shut is still a day: without its format it would come back as a number.
            is_day = column.kind is Kind.DATE and column.key in row.locked
            look = looks["shut day" if is_day else row.kind(column)]
            _write_cell(page, line, place, row.values.get(column.key), look)
        _write_check(page, line, sheet, row, looks)
    if sheet.rows:
        _validate(page, sheet, looks)


def _height(sheet: Sheet, row: Row) -> float:
    """Room for what stands there, and for a few lines where somebody is to write."""
    is_written = any(column.kind is Kind.TEXT and column.width > _WIDE for column in sheet.columns)
    cells = ((row.values.get(column.key), column.width) for column in sheet.columns)
    return height(cells, _LINES_TO_WRITE if is_written else 1)


def _write_cell(page: Any, line: int, place: int, value: Any, look: Any) -> None:
    if value is None or value == "":
        page.write_blank(line, place, None, look)
    elif isinstance(value, dt.date):
        page.write_datetime(line, place, dt.datetime.combine(value, dt.time()), look)
    elif isinstance(value, int | float):
        page.write_number(line, place, value, look)
    else:
        page.write_string(line, place, str(value), look)


def _write_check_head(page: Any, looks: Any, sheet: Sheet) -> None:
    if sheet_checks.is_checked(sheet):
        place = len(sheet.columns) + 1
        page.set_column(place, place, 18)
        page.write_string(_HEAD_ROW - 1, place, sheet_checks.TITLE, looks["head"])


def _write_check(page: Any, line: int, sheet: Sheet, row: Row, looks: Any) -> None:
    """A formula that says at once what is missing in the line."""
    if not sheet_checks.is_checked(sheet):
        return
    place = len(sheet.columns) + 1
    number = line + 1
    formula, now = sheet_checks.formula(sheet, row, number), sheet_checks.now(sheet, row, number)
    page.write_formula(line, place, formula, looks["check"], now)
    lacks = {"type": "cell", "criteria": "!=", "value": f'"{sheet_checks.FULL}"', "format": looks["lacking"]}
    page.conditional_format(line, place, line, place, lacks)


def _validate(page: Any, sheet: Sheet, looks: Any) -> None:
    """Rules in the sheet: a wrong value is refused with a sentence, a missing one turns red."""
    first, last = _HEAD_ROW, _HEAD_ROW + len(sheet.rows) - 1
    for place, column in enumerate(sheet.columns, 1):
        rule = _rule(column)
        if rule:
            page.data_validation(first, place, last, place, rule)
        if column.is_required:
            page.conditional_format(first, place, last, place, {"type": "blanks", "format": looks["missing"]})


def _rule(column: Column) -> dict[str, Any] | None:
    words = {"error_title": "Chưa đúng", "input_title": column.title[:32], "input_message": column.hint[:255]}
    if column.kind is Kind.PERCENT:
        bounds = {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": 100}
        return words | bounds | {"error_message": "Tỷ lệ là số nguyên từ 0 đến 100."}
    if column.kind is Kind.NUMBER:
        bounds = {"validate": "decimal", "criteria": "between", "minimum": -1e12, "maximum": 1e12}
        return words | bounds | {"error_message": "Chỉ nhập số."}
    if column.kind is Kind.DATE:
        since, until = dt.date(2000, 1, 1), dt.date(2100, 12, 31)
        days = {"validate": "date", "criteria": "between", "minimum": since, "maximum": until}
        return words | days | {"error_message": "Nhập ngày theo dạng ngày/tháng/năm."}
    if column.kind is Kind.CHOICE:
        return words | {
            "validate": "list",
            "source": list(column.choices),
            "error_message": "Hãy chọn một giá trị trong danh sách.",
        }
    return None


def read(content: bytes, key: str, sheets: tuple[Sheet, ...]) -> Filled:
    """What somebody wrote into the workbook that `write` made for the same `key` and `sheets`.

    Every problem is listed with its cell. Formulas are not computed: a cell with one is a problem.
    """
    problem = _look_at(content)
    if problem:
        return Filled(problems=(Problem("", "", problem),))
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=False)
    except (InvalidFileException, KeyError, ValueError, OSError, SyntaxError):
        return Filled(problems=(Problem("", "", "Tệp hỏng hoặc không phải sổ Excel (.xlsx)."),))
    try:
        return _read_book(book, key, sheets)
    finally:
        book.close()


def _look_at(content: bytes) -> str:
    if len(content) > LIMIT:
        return "Tệp lớn hơn 5 MB; mẫu này không cần hình ảnh."
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            expanded = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, ValueError):
        return "Tệp không phải sổ Excel (.xlsx); hãy dùng mẫu tải từ trang này."
    return "Tệp phình quá lớn khi mở; hãy tải mẫu mới và chép nội dung sang." if expanded > _EXPANDED else ""


def _read_book(book: Any, key: str, sheets: tuple[Sheet, ...]) -> Filled:
    if _KEY_SHEET not in book.sheetnames or _key_of(book) != key:
        return Filled(problems=(Problem("", "", "Đây không phải mẫu của bản nộp này; hãy tải lại mẫu."),))
    values: dict[str, dict[str, dict[str, Any]]] = {}
    problems: list[Problem] = []
    for sheet in sheets:
        if sheet.title not in book.sheetnames:
            problems.append(Problem(sheet.title, "", f"Thiếu trang “{sheet.title}”."))
            continue
        values[sheet.key], found = _read_sheet(book[sheet.title], sheet)
        problems += found
    return Filled(values, tuple(problems))


def _key_of(book: Any) -> str:
    for row in book[_KEY_SHEET].iter_rows(min_row=1, max_row=1, max_col=1, values_only=True):
        return str(row[0] or "")
    return ""


def _read_sheet(page: Any, sheet: Sheet) -> tuple[dict[str, dict[str, Any]], list[Problem]]:
    other = _other_heads(page, sheet)
    if other is not None:
        return {}, [other]
    expected = {row.id: row for row in sheet.rows}
    values: dict[str, dict[str, Any]] = {}
    problems: list[Problem] = []
    for number, cells in _lines(page):
        line_id = "" if cells[0] is None else str(cells[0])
        if not line_id and all(cell in (None, "") for cell in cells[: len(sheet.columns) + 1]):
            continue
        if line_id not in expected or line_id in values:
            problems.append(Problem(sheet.title, f"A{number}", "Dòng này không có trong mẫu hoặc bị lặp."))
            continue
        values[line_id], found = _read_line(cells, number, sheet, expected[line_id])
        problems += found
    for missing in expected.keys() - values.keys():
        name = next(iter(expected[missing].values.values()), missing)
        problems.append(Problem(sheet.title, "", f"Thiếu dòng “{name}”."))
    return values, problems


def _other_heads(page: Any, sheet: Sheet) -> Problem | None:
    """Where the columns are not those of today's form: it was made before they changed, or by hand."""
    heads = page.iter_rows(min_row=_HEAD_ROW, max_row=_HEAD_ROW, max_col=len(sheet.columns) + 1)
    found = [_text_of(cell.value) for cell in next(heads, ())][1:]
    found += [""] * (len(sheet.columns) - len(found))
    for place, (column, title) in enumerate(zip(sheet.columns, found, strict=True), 1):
        if title != column.title:
            where = f"{get_column_letter(place + 1)}{_HEAD_ROW}"
            words = f"Cột này phải là “{column.title}”; hãy tải mẫu mới rồi chép nội dung sang."
            return Problem(sheet.title, where, words)
    return None


def _lines(page: Any) -> Iterator[tuple[int, tuple[Any, ...]]]:
    rows = page.iter_rows(min_row=_HEAD_ROW + 1, max_row=_HEAD_ROW + ROWS, max_col=COLUMNS, values_only=True)
    for number, cells in enumerate(rows, _HEAD_ROW + 1):
        yield number, tuple(cells) + (None,) * (COLUMNS - len(cells))


def _read_line(
    cells: tuple[Any, ...], number: int, sheet: Sheet, expected: Row
) -> tuple[dict[str, Any], list[Problem]]:
    values: dict[str, Any] = {}
    problems = []
    for place, column in enumerate(sheet.columns, 1):
        cell = f"{get_column_letter(place + 1)}{number}"
        try:
            value = _value(
                cells[place], replace(column, kind=expected.kind(column)), expected.values.get(column.key)
            )
        except ValueError as error:
            problems.append(Problem(sheet.title, cell, str(error)))
            continue
        if expected.kind(column) is not Kind.LOCKED:
            values[column.key] = value
            if column.is_required and value in (None, ""):
                problems.append(Problem(sheet.title, cell, f"Chưa ghi “{column.title}”."))
    return values, problems


def _value(raw: Any, column: Column, expected: Any) -> Any:
    """The value of a cell as the column means it. Raises ValueError with a sentence."""
    if column.kind is Kind.LOCKED:
        if not _same(raw, expected):
            raise ValueError(f"Ô khóa “{column.title}” đã bị sửa; hãy để như trong mẫu.")
        return None
    if isinstance(raw, str) and raw.startswith("="):
        raise ValueError("Ô này chứa công thức; hãy ghi giá trị.")
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return "" if column.kind in (Kind.TEXT, Kind.CHOICE) else None
    return _READERS[column.kind](raw, column)


def _same(raw: Any, expected: Any) -> bool:
    if isinstance(raw, dt.datetime):
        raw = raw.date()
    if isinstance(expected, int | float) and isinstance(raw, int | float):
        return abs(raw - expected) < 1e-9
    return _text_of(raw) == _text_of(expected)


def _text_of(value: Any) -> str:
    return "" if value is None else str(value).replace("\r\n", "\n").strip()


def _text(raw: Any, column: Column) -> str:
    text = f"{raw:%d/%m/%Y}" if isinstance(raw, dt.date) else str(raw).strip()
    if len(text) > LONGEST:
        raise ValueError(f"Dài hơn {LONGEST} ký tự; hãy viết gọn hoặc đính kèm tệp.")
    return text


def _number(raw: Any, column: Column) -> float:
    if isinstance(raw, bool) or not isinstance(raw, int | float | str):
        raise ValueError(f"“{raw}” không phải là số.")
    if isinstance(raw, str):
        text = re.sub(r"[\s%]", "", raw)
        if not re.fullmatch(r"-?\d{1,3}(\.\d{3})+(,\d+)?|-?\d+([.,]\d+)?", text):
            raise ValueError(f"“{raw}” không phải là số.")
        thousands = re.fullmatch(r"-?\d{1,3}(\.\d{3})+(,\d+)?", text)
        raw = float((text.replace(".", "") if thousands else text).replace(",", "."))
    if abs(raw) > 1e12:
        raise ValueError("Số quá lớn.")
    return float(raw)


def _percent(raw: Any, column: Column) -> int:
    value = _number(raw, column)
    if not 0 <= value <= 100 or value != int(value):
        raise ValueError("Tỷ lệ là số nguyên từ 0 đến 100.")
    return int(value)


def _date(raw: Any, column: Column) -> dt.date:
    if isinstance(raw, dt.datetime):
        return raw.date()
    if isinstance(raw, dt.date):
        return raw
    try:
        return dt.datetime.strptime(str(raw).strip(), "%d/%m/%Y").date()
    except ValueError:
        raise ValueError(f"“{raw}” không phải ngày dạng ngày/tháng/năm.") from None


def _choice(raw: Any, column: Column) -> str:
    text = str(raw).strip()
    if text not in column.choices:
        raise ValueError(f"“{text}” không có trong danh sách {', '.join(column.choices)}.")
    return text


_READERS = {
    Kind.TEXT: _text,
    Kind.NUMBER: _number,
    Kind.PERCENT: _percent,
    Kind.DATE: _date,
    Kind.CHOICE: _choice,
}
