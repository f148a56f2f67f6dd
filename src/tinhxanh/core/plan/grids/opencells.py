"""Agency cells that stop in the middle of a name, so that the next line goes on with it."""

from __future__ import annotations

import re
from functools import lru_cache

from tinhxanh.core.plan.naming.agency_words import FIELD, FIELDS, UBND
from tinhxanh.core.plan.normal import fold

OPEN_END = re.compile(
    rf"(?:[,;\-–&]|(?:^|\s)(?:và|của|các|Sở|{UBND}|[ỦU][ỷy] ban nhân|có|cho|với|Ban|thuộc|nhà|Ngân"
    r"|Phát|thị|thành|Các"
    r"|Hiệp hội|Liên minh|Liên đoàn|Công ty|Chi cục|Trung tâm|Ủy ban|Ban [Qq]uản lý|Văn phòng|Quỹ"
    r"|Bộ [Cc]hỉ huy(?: [Qq]uân)?|Bộ [Tt]ư lệnh|Báo và(?: Đài)?(?: [Pp]hát(?: thanh)?)?"
    r"|Ủy ban Mặt(?: trận(?: Tổ)?)?|Việt|Ngân hàng(?: Nhà(?: nước chi)?)?"
    rf"|{UBND} (?:huyện|xã|phường|tỉnh,)))$"
)
OWN_OFFICE = re.compile(r"(?:Thanh tra|Văn phòng|Lãnh đạo|Giám đốc)\s+Sở\s*$")

_FOLDED_FIELDS = tuple(fold(field) for field in FIELDS)


@lru_cache(maxsize=4096)
def inside_field(text: str) -> bool:
    """Whether the text stops inside a known field of a department ("Sở Văn hóa, Thể thao và").

    >>> inside_field("Sở Văn hóa, Thể thao và"), inside_field("ban ngành thuộc tỉnh và")
    (True, False)
    """
    rest = re.split(r"(?:^|\s)(?:Sở|Bộ)\s+", text.strip())
    if len(rest) < 2:
        return False
    begun = fold(rest[-1])
    return (
        any(field.startswith(begun + " ") and field != begun for field in _FOLDED_FIELDS)
        and OPEN_END.search(text.strip()) is not None
    )


@lru_cache(maxsize=4096)
def is_open(text: str) -> bool:
    """Whether an agency cell stops in the middle of a name ("Sở Kế hoạch và", "Phát triển nông").

    >>> is_open("Sở Nông nghiệp và Phát triển nông"), is_open("Sở Nội vụ")
    (True, False)
    """
    text = text.strip()
    if OPEN_END.search(text):
        return OWN_OFFICE.search(text) is None
    last = re.search(r"(?:Sở|Bộ(?! [Cc]hỉ huy| [Tt]ư lệnh))\s+([^;,]*(?:,\s*[^;,]*và[^;,]*)?)$", text)
    if last is None:
        return False
    match = FIELD.match(last[1])
    if match is not None and match.end() >= len(last[1].strip()):
        return False
    return match is None and len(last[1].split()) > 1
