"""Lists that leave as a workbook: for KPI, for the national list of duties."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

import xlsxwriter

from tinhxanh.exchange.row_heights import height


@dataclass(frozen=True, slots=True)
class Listing:
    """A sheet to take away: head and rows of texts and numbers, `widths` in characters."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str | int | float | None, ...], ...]
    widths: tuple[int, ...]


def write(sheets: tuple[Listing, ...]) -> bytes:
    """Lists as a workbook, set for landscape paper. A text never becomes a formula."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False})
    base = {"font_name": "Times New Roman", "font_size": 11, "valign": "top", "text_wrap": True, "border": 1}
    head, cell = book.add_format(base | {"bold": True, "bg_color": "#E4EDEB"}), book.add_format(base)
    for sheet in sheets:
        page = book.add_worksheet(sheet.title)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.repeat_rows(0)
        page.freeze_panes(1, 0)
        for place, (title, width) in enumerate(zip(sheet.head, sheet.widths, strict=True)):
            page.set_column(place, place, width)
            page.write_string(0, place, title, head)
        page.set_row(0, height(zip(sheet.head, sheet.widths, strict=True)))
        for line, row in enumerate(sheet.rows, 1):
            page.set_row(line, height(zip(row, sheet.widths, strict=True)))
            for place, value in enumerate(row):
                _write_listed(page, line, place, value, cell)
    book.close()
    return stream.getvalue()


def _write_listed(page: Any, line: int, place: int, value: str | int | float | None, look: Any) -> None:
    if isinstance(value, int | float):
        page.write_number(line, place, value, look)
    else:
        page.write_string(line, place, value or "", look)
