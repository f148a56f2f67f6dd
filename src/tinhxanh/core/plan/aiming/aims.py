"""Quantities that a duty is to reach: "Mở rộng diện tích lúa …; đến năm 2025 đạt 150.000 ha, đến năm 2030 …".

In a section of goals every quantity is one. Elsewhere it is aimed at only where a year to come or "phấn đấu"
stands before it or a year right behind it, and what it is of may stand in the clause before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tinhxanh.core.plan.aiming.goalparts import NUMBER, clause_start, subject_before
from tinhxanh.core.plan.guards import Guarded

UNITS = (
    r"(?:nghìn|ngàn|triệu|tỷ)?\s*(?:ha|tấn(?:\s+CO2(?:\s?(?:tương đương|tđ|e))?)?(?:/\w+)?|[MG]Wp?|[MG]Wh"
    r"|kWh|kWp|km|m2(?:/người)?|m3(?:/ngày)?|đồng|USD)"
)
_QUANTITY = Guarded(
    rf"(?:đạt|có|còn|lên|xuống)\s+(?P<cmp>ít nhất|tối thiểu|trên|từ|khoảng|hơn|dưới|không quá)?\s*"
    rf"(?P<v>{NUMBER})\s+(?P<unit>{UNITS})(?!\w)(?=\s*(?:[.,;:)]|$|trở|vào|trên|ở|tại|so|năm))",
    hint=r"\d\s+(?:nghìn|ngàn|triệu|tỷ|ha|tấn|mw|gw|kwh|kwp|km|m2|m3|đồng|usd)",
    flags=re.IGNORECASE,
)
_AHEAD = re.compile(
    r"(?:(?:đến|hết|cuối)\s+(?:hết\s+|cuối\s+)?năm\s+20\d\d|phấn đấu)[^.;]{0,120}$", re.IGNORECASE
)
# "đạt 900 ha vào năm 2028": a year right behind, where nothing says that it was so.
_BY_THEN = re.compile(r"\s*(?:trở lên\s*)?(?:vào|đến)\s+(?:hết\s+|cuối\s+)?năm\s+20\d\d")
_DONE = re.compile(r"(?<!\w)đã\s[^.;]*$")
_ONLY_YEAR = re.compile(
    r"(?:[\s,;]*(?:và\s+)?(?:phấn đấu\s+)?(?:(?:đến|hết|cuối|trong)\s+)*năm\s+20\d\d"
    r"\s*(?:phấn đấu\s*)?(?:đạt|có|còn|là)?\s*(?:ít nhất|tối thiểu|trên|từ|khoảng|hơn|dưới|không quá)?\s*"
    rf"(?:(?:{NUMBER})\s+{UNITS})?)+[\s,]*",
    re.IGNORECASE,
)
_OPENING_DEED = re.compile(
    r"[-–+\s]*(?:Mở rộng|Nhân rộng|Phát triển|Tăng|Nâng|Duy trì|Trồng|Giảm|Xây dựng|Hình thành|Đầu tư)\s+"
    r"(?=[^\W\d_])"
)
# Behind agencies: words that stand in no name ("Sở Nông nghiệp và Phát triển nông thôn … mở rộng …").
_DEED = re.compile(r"(?<=\s)(?:mở rộng|nhân rộng|duy trì|hình thành)\s+(?=[^\W\d_])")
_AIM = re.compile(r"phấn đấu\s+", re.IGNORECASE)
_PLACE = re.compile(r"\s+(?:tại|trên địa bàn|ở|trong|gắn với|theo hướng|phù hợp)\s")
_REACH = 400  # letters of the clause before in which its object is looked for


def find(text: str) -> Iterator[re.Match[str]]:
    """The quantities with groups cmp, v and unit that `text` aims at outside a section of goals."""
    for match in _QUANTITY.finditer(text):
        before = text[max(0, match.start() - 200) : match.start()]
        if _AHEAD.search(before) or (_BY_THEN.match(text, match.end()) and _reached(match, before)):
            yield match


def _reached(match: re.Match[str], before: str) -> bool:
    """Whether a quantity is one to reach ("đạt") and none that was reached."""
    return match[0][:1].lower() == "đ" and _DONE.search(before) is None


def subject(text: str, at: int) -> str:
    """What the quantity at `at` is of: as its clause says, else the object of the clause before.

    >>> subject("Mở rộng diện tích cây dừa ở các xã; đến năm 2025 đạt 40 ha", 52)
    'diện tích cây dừa'
    """
    begin = clause_start(text, at)
    own = text[begin:at]
    while begin and _ONLY_YEAR.fullmatch(own):
        end = len(text[:begin].rstrip(" ;."))
        begin = max(clause_start(text, end - 1), end - _REACH)
        own = text[begin:end]
    comma = own.rfind(", ")
    while comma > 0 and _ONLY_YEAR.fullmatch(own[comma + 1 :]):
        own = own[:comma]
        comma = own.rfind(", ")
    aim = max(_AIM.finditer(own), key=lambda m: m.end(), default=None)
    if aim is not None and own[aim.end() :].strip() and not _ONLY_YEAR.fullmatch(own[aim.end() :]):
        return subject_before(own[aim.end() :])
    last = max(_DEED.finditer(own), key=lambda m: m.end(), default=None)
    deed = _OPENING_DEED.match(own) or last
    named = own[deed.end() :] if deed is not None else subject_before(own)
    return _PLACE.split(named, maxsplit=1)[0].strip(" ,:;")
