"""The column “Kiểm tra” of a form: what each line still lacks, said in the sheet while somebody writes.

It looks at whatever the platform refuses when the form comes back, so that nobody learns of it then.
"""

from __future__ import annotations

from collections.abc import Iterator

from openpyxl.utils import get_column_letter

from tinhxanh.exchange.sheets import Kind, Need, Row, Sheet

TITLE = "Kiểm tra"
LACKING, WRONG, FULL = "Còn thiếu:", "Chưa đúng:", "Đủ"


def is_checked(sheet: Sheet) -> bool:
    """Whether the lines of a sheet need anything at all."""
    return any(column.is_required for column in sheet.columns) or any(row.needs for row in sheet.rows)


def formula(sheet: Sheet, row: Row, number: int) -> str:
    """The formula of line `number` (from 1): which cells are empty though needed, which percent is none."""
    cells = {column.key: _cell(place, number) for place, column in enumerate(sheet.columns, 1)}
    empty = [(cells[need.key], _missing(need, cells)) for need in _needs(sheet, row)]
    wrong = [(cells[key], _out_of_range(cells[key])) for key in _percents(sheet, row)]
    parts = [f'IF({test}," {cell}","")' for cell, test in empty]
    faults = [f'IF({test}," {cell}","")' for cell, test in wrong]
    said = [_told(LACKING, parts), _told(WRONG, faults)]
    told = "&".join(one for one in said if one)
    return f'=IF(LEN({told})=0,"{FULL}",TRIM({told}))' if told else f'="{FULL}"'


def now(sheet: Sheet, row: Row, number: int) -> str:
    """What the formula says of the line as it is given out; programs that do not compute show this."""
    cells = {column.key: _cell(place, number) for place, column in enumerate(sheet.columns, 1)}
    empty = [cells[need.key] for need in _needs(sheet, row) if _is_missing(need, row)]
    return " ".join([LACKING, *empty]) if empty else FULL


def _cell(place: int, number: int) -> str:
    return f"{get_column_letter(place + 1)}{number}"


def _needs(sheet: Sheet, row: Row) -> Iterator[Need]:
    """The needs of a line in the order of its cells; what is shut needs nothing."""
    kinds = {column.key: row.kind(column) for column in sheet.columns}
    always = [Need(column.key) for column in sheet.columns if column.is_required]
    order = list(kinds)
    for need in sorted((*always, *row.needs), key=lambda need: order.index(need.key)):
        if kinds[need.key] is not Kind.LOCKED:
            yield need


def _percents(sheet: Sheet, row: Row) -> Iterator[str]:
    return (column.key for column in sheet.columns if row.kind(column) is Kind.PERCENT)


def _is_empty(cell: str) -> str:
    return f"LEN(TRIM({cell}))=0"


def _missing(need: Need, cells: dict[str, str]) -> str:
    """The condition of a need, in the language of sheets."""
    tests = [_is_empty(cells[need.key])]
    if need.unless:
        tests.append(_is_empty(cells[need.unless]))
    if need.beside:
        beside = cells[need.beside]
        # A percent typed as text counts as its number when the form is read.
        amount = f"IFERROR(VALUE({beside}),-1)"
        tests += [f"LEN(TRIM({beside}))>0", f"{amount}>={need.least}", f"{amount}<={need.most}"]
    return f"AND({','.join(tests)})"


def _out_of_range(cell: str) -> str:
    """A number that was pasted past the rule of its cell; in a test of text Excel would fail on a sum."""
    return f"IF(ISNUMBER({cell}),OR({cell}<0,{cell}>100,{cell}<>INT({cell})),FALSE)"


def _told(head: str, parts: list[str]) -> str:
    """The head and the cells, where there is any; otherwise nothing."""
    joined = "&".join(parts)
    return f'IF(LEN({joined})=0,"","{head}"&{joined}&" ")' if parts else ""


def _is_missing(need: Need, row: Row) -> bool:
    if not _is_blank(row, need.key) or (need.unless and not _is_blank(row, need.unless)):
        return False
    return not need.beside or _is_within(row.values.get(need.beside), need)


def _is_blank(row: Row, key: str) -> bool:
    value = row.values.get(key)
    return value is None or not str(value).strip()


def _is_within(value: object, need: Need) -> bool:
    return isinstance(value, int | float) and need.least <= value <= need.most
