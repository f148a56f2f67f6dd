"""Cells of one row that extraction printed side by side on one line."""

from __future__ import annotations

import re

from tinhxanh.core.plan import agencies
from tinhxanh.core.plan.normal import fold
from tinhxanh.core.plan.opencells import is_open
from tinhxanh.core.plan.source import Line

_JOINED = re.compile(r"(?:^|\s)(?:[Cc]ác|[Cc]ủa|với|thuộc|và|UBND)\s$")
LAST_DEADLINE = re.compile(
    r"(?<=\s)(?:Thường xuyên|Hằng năm|Hàng năm|Năm 20\d\d|20\d\d|Quý\s+[IVX\d]+\S*|Tháng\s+\d\S*)\s*$"
)
_SUM = re.compile(r"\s(?=\d[\d.,]*(?:\s+(?:tỷ|triệu|nghìn|[A-ZĐ])|\s*$))")
_HOLDER = re.compile(
    r"(?:văn phòng|giám đốc|lãnh đạo|thanh tra|chủ tịch|trưởng|đảng ủy|đảng bộ|công đoàn|chánh|phó|phòng"
    r"|trực thuộc|thuộc|của|các|với|và|cùng|hội đồng|đoàn|chi nhánh|cục|hội|liên minh|liên hiệp|liên đoàn"
    r"|ban|trung tâm|quỹ|công ty|báo|đài|kho bạc|ngân hàng|ủy ban|mặt trận|,|;|–|-|\()\s*$"
)


def unpack(line: Line) -> list[Line]:
    """A printed line that holds whole cells side by side ("Sở Y tế Sở Tài chính Thường xuyên"), cell by
    cell.
    """
    text = line.text.strip()
    if not agencies.begins(text):
        return [line]
    tail = LAST_DEADLINE.search(text)
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


def _next_name(text: str) -> int:
    """Where a second agency begins that no word ties to the one before ("Chi cục Thủy lợi | Báo Bến Tre").

    The length of the text where none does.
    """
    for at in starts(text):
        if not is_open(text[:at]) and not _HOLDER.search(fold(text[:at])):
            return at
    return len(text)


def starts(text: str) -> list[int]:
    """Where agency names begin inside a line."""
    found = [m.start() for m in re.finditer(r"(?<=\s)\S", text) if agencies.begins(text, m.start())]
    return [at for at in found if not _JOINED.search(text[:at])]
