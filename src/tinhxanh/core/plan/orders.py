"""Who orders whom: "Chủ tịch UBND tỉnh giao Sở X …", "Bộ Y đề nghị UBND cấp tỉnh …".

In letters, telegrams and conclusions the sentence names who gives the order before those who carry it
out. Who gives it has no duty by it, however much it is the subject of the sentence.
"""

from __future__ import annotations

import re

from tinhxanh.core.plan import clauses
from tinhxanh.core.plan.guards import Guarded
from tinhxanh.core.plan.naming import agencies
from tinhxanh.core.plan.naming.agency_words import STOP
from tinhxanh.core.plan.normal import UPPER

_COUNCIL = r"(?:UBND|[ỦU][ỷy] ban nhân dân|Uỷ ban nhân dân|HĐND|Hội đồng nhân dân)"
# Those who stand over every body that a document of a province gives duties to.
_SUPERIOR = (
    rf"(?:(?:(?:Phó )?Chủ tịch|Thường trực|Lãnh đạo|Đảng ủy) )?{_COUNCIL}\s+(?:tỉnh|[Tt]hành phố"
    rf"|TP)(?!\s*,\s*xã)"
    r"|Lãnh đạo (?:tỉnh|[Tt]hành phố|TP|UBND)(?!\w)"
    rf"|(?:Phó )?[Cc]hủ tịch(?: Thường trực)? (?=UBND tỉnh|UBND thành phố)"
    rf"|(?:Phó )?Chủ tịch(?=\s+(?!{_COUNCIL}|Hội)[{UPPER}])"
    r"|(?:Phó )?Thủ tướng(?: Chính phủ)?|Chính phủ"
    r"|(?:Ban Thường vụ|Thường trực|Bí thư|Ban Chấp hành Đảng bộ) (?:Tỉnh|Thành) [uủ][ỷy]|(?:Tỉnh|Thành) ủy"
    r"|Bộ trưởng(?: Bộ)?(?=\s)|Bộ(?=\s+(?!trưởng|[Cc]hỉ huy|[Tt]ư lệnh))|Tổng cục(?=\s)|Ban Bí thư|Bộ"
    r" Chính trị"
    r"|Văn phòng (?:Chính phủ|UBND tỉnh|Ủy ban nhân dân tỉnh)"
)
_CALLED = rf"(?:\s+[{UPPER}][\w.-]*){{0,6}}(?:\s*\([^()]{{1,60}}\))?"  # a person's own name
_MANNER = (
    r"(?:\s+(?:vừa|đã|cũng|tiếp tục|thống nhất|trân trọng|ngay|xin|nhất trí|(?:có|ban hành"
    r"|ký)\s+(?:(?:văn bản"
    r"|[Cc]ông văn|[Cc]ông điện)(?:\s+(?:hỏa tốc|khẩn|số\s+\S+|ngày\s+\S+))*)))*"
)
_VERB = r"(?:giao|yêu cầu|đề nghị|phân công|chỉ đạo|mời|đề xuất)"
_ABOVE = Guarded(
    rf"(?:^|(?<=[\s“\"(]))(?:{_SUPERIOR})(?=[^.;]{{0,160}}?\s{_VERB}(?!\w))",
    "giao|yêu cầu|đề nghị|phân công|chỉ đạo|mời|đề xuất",
)
_ORDERING = re.compile(rf"{_CALLED}{_MANNER}\s*,?\s+{_VERB}(?=[\s,])(?!\s+(?:của|về|tại)(?!\w))")
_OPENS = re.compile(r"(?:^|,\s+)$")
# A body that is over nobody asks its equals and those below: "Sở X đề nghị các đơn vị …".
_ASKS = re.compile(rf"{_MANNER}\s+đề nghị\s+(?!của)")
_HIGHER = re.compile(rf"(?:{_SUPERIOR})(?!\w)")
_TO = re.compile(r"\s+(?:nhiệm vụ\s+)?(?:cho\s+)?(?:(?:các\s+)?đồng chí\s+(?!Phó|Chủ))?")
_COMMA = re.compile(r",\s*")


def given(text: str) -> tuple[tuple[agencies.Name, ...], int]:
    """Those whom the first sentence orders by the word of somebody named before them, and where the one
    who orders begins; () with that place where it orders a deed of nobody named, () and -1 without order.

    >>> [name.text for name in given("Chủ tịch UBND tỉnh giao Sở Y tế kiểm tra.")[0]]
    ['Sở Y tế']
    """
    if not _ABOVE.may_match(text):
        return (), -1  # the words of `_ABOVE` are all the verbs of ordering there are
    nobody = -1
    for above in _ABOVE.finditer(_first(text)):
        _, end = agencies.scan(text, above.start())
        order = _ORDERING.match(text, max(end, above.end()))
        if order is None:
            continue
        names = _behind(text, order.end())
        if names:
            return names, above.start()
        if nobody < 0 and _OPENS.search(text[: above.start()]) and STOP.match(text, order.end() + 1):
            nobody = above.start()
    return ((), nobody) if nobody >= 0 else _asked(text)


def _asked(text: str) -> tuple[tuple[agencies.Name, ...], int]:
    """Those whom a body that is over nobody asks."""
    if "đề nghị" not in text:
        return (), -1
    names, end = agencies.scan(text, 0)
    asks = _ASKS.match(text, end) if names and not _HIGHER.match(text) else None
    if asks is None or _HIGHER.match(text, asks.end()):
        return (), -1
    asked, _ = agencies.scan(text, asks.end())
    return asked, 0 if asked else -1


_SENTENCE_END = re.compile(rf"[.;](?=\s+[{UPPER}])")


def _first(text: str) -> str:
    end = _SENTENCE_END.search(text, 12)
    return text[: end.start()] if end is not None else text


def _behind(text: str, at: int) -> tuple[agencies.Name, ...]:
    """The agencies at `at`, a clause between commas passed over: "yêu cầu, căn cứ kết quả, các sở …"."""
    comma = _COMMA.match(text, at)
    if comma is not None:
        clause = text[comma.end() :]
        names, _ = clauses.agents(clause[:1].upper() + clause[1:])
        return tuple(agencies.Name(n.text, n.start + comma.end(), n.end + comma.end()) for n in names)
    to = _TO.match(text, at)
    return agencies.scan(text, to.end())[0] if to is not None else ()
