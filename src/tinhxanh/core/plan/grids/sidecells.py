"""Cells of one row that extraction printed side by side on one line."""

from __future__ import annotations

import re

from tinhxanh.core.plan.grids.opencells import is_open
from tinhxanh.core.plan.naming import agencies
from tinhxanh.core.plan.naming.agency_words import UBND
from tinhxanh.core.plan.normal import fold
from tinhxanh.core.plan.source import Line

_JOINED = re.compile(rf"(?:^|\s)(?:[Cc]ác|[Cc]ủa|với|thuộc|và|{UBND})\s$")
LAST_DEADLINE = re.compile(
    r"(?<=\s)(?:Thường xuyên|H[ằà]ng (?:năm|quý|tháng)|Năm 20\d\d|20\d\d|Quý\s+[IVX\d]+\S*(?: năm 20\d\d)?"
    r"|Tháng\s+\d\S*(?: năm 20\d\d)?|(?:Trước|Đến) ngày(?: \d{1,2}/\S+)?"
    r"|(?<!ngày )\d{1,2}/\d{1,2}/20\d\d)\s*$"
)
_TIED = re.compile(r"(?:trước|đến|từ|hết|sau|vào|ngày|trong|cuối|đầu|và|,|-|–)\s*$")
SENT_TO = re.compile(r"(?:trình|gửi|giao|do|về|cho|tại|từ|bởi|đề nghị|báo cáo|theo|đến|qua|giúp)\s*$")
_PRODUCT_START = re.compile(r"(?<=[\wÀ-ỹ)] )[A-ZĐÀ-Ỹ][a-zà-ỹđ]*(?=,? [a-zà-ỹđ])")
_SUM = re.compile(r"\s(?=\d[\d.,]*(?:\s+(?:tỷ|triệu|nghìn|[A-ZĐ])|\s*$))")
HOLDER = re.compile(
    r"(?:văn phòng|giám đốc|lãnh đạo|thanh tra|chủ tịch|trưởng|đảng ủy|đảng bộ|công đoàn|chánh|phó|phòng"
    r"|trực thuộc|thuộc|của|các|với|và|cùng|hội đồng|đoàn|chi nhánh|cục|hội|liên minh|liên hiệp|liên đoàn"
    r"|ban|trung tâm|quỹ|công ty|báo|đài|kho bạc|ngân hàng|ủy ban|mặt trận|,|;|–|-|\()\s*$"
)


def unpack(line: Line) -> list[Line]:
    """A printed line that holds whole cells side by side ("Sở Y tế Sở Tài chính Thường xuyên"), cell by
    cell.
    """
    text = line.text.strip()
    tail = LAST_DEADLINE.search(text)
    if not agencies.begins(text):
        cut = tail is not None and not _TIED.search(text[: tail.start()])
        return _two(line, text, tail.start()) if cut and tail is not None else [line]
    head = text[: tail.start()].rstrip() if tail is not None else text
    pieces = []
    while head:
        names, end = agencies.scan(head, 0)
        rest = head[end:].lstrip()
        if not names or not rest or not agencies.begins(rest) or is_open(head[:end]):
            end = _next_name(head)
            figure = _SUM.search(head, 0, end)
            end = figure.start() if figure is not None else end
            rest = head[end:].lstrip()
        if not rest:
            break
        pieces.append(head[:end].rstrip())
        head = rest
    pieces.append(head)
    if tail is not None:
        pieces.append(text[tail.start() :].strip())
    return [Line(piece, line.page, line.box) for piece in pieces if piece]


def _two(line: Line, text: str, at: int) -> list[Line]:
    return [Line(text[:at].rstrip(), line.page, line.box), Line(text[at:].strip(), line.page, line.box)]


def open_lead(lines: list[Line], has_product: bool) -> list[Line]:
    """The lines of a row, cut where the first agency begins in the middle of a line behind other cells.

    It counts as a cell of its own where it reaches to the end of the line and no word before it ties it
    to the sentence; a product before it begins with a capital ("… ven kênh | Số cây được trồng | Sở Y tế").
    """
    for index, line in enumerate(lines):
        text = line.text.strip()
        if agencies.begins(text) or LAST_DEADLINE.search(text):
            return lines
        at = _agency_to_the_end(text)
        if at:
            words = Line(text[:at].rstrip(), line.page, line.box)
            product = _PRODUCT_START.search(words.text) if has_product else None
            cells = [words] if product is None else _two(line, words.text, product.start())
            return [
                *lines[:index],
                *cells,
                *unpack(Line(text[at:], line.page, line.box)),
                *lines[index + 1 :],
            ]
    return lines


def _agency_to_the_end(text: str) -> int:
    """Where agencies begin that fill the rest of the line, a due time behind them apart; 0 where none do."""
    for at in starts(text):
        if SENT_TO.search(text[:at]) or HOLDER.search(fold(text[:at])):
            continue
        rest = LAST_DEADLINE.sub("", text[at:]).rstrip()
        names, end = agencies.scan(rest, 0)
        if (names and end >= len(rest)) or is_open(rest):
            return at
    return 0


def _next_name(text: str) -> int:
    """Where a second agency begins that no word ties to the one before ("Chi cục Thủy lợi | Báo Bến Tre").

    The length of the text where none does.
    """
    for at in starts(text):
        if not is_open(text[:at]) and not HOLDER.search(fold(text[:at])):
            return at
    return len(text)


def starts(text: str) -> list[int]:
    """Where agency names begin inside a line."""
    found = [m.start() for m in re.finditer(r"(?<=\s)\S", text) if agencies.begins(text, m.start())]
    return [at for at in found if not _JOINED.search(text[:at])]
