"""What follows a collective and tells which are meant: "các đơn vị điện lực", "các đơn vị thu gom rác".

The words that may follow are as many as there are trades and fields, so none is listed as a whole: a tail is
taken where the deed begins behind it.
"""

from __future__ import annotations

import re

from tinhxanh.core.plan.naming.agency_words import INSIDE, STOP
from tinhxanh.core.plan.normal import fold

_PLURAL = re.compile(
    r"(?:(?:thủ trưởng|lãnh đạo|giám đốc|chủ tịch|người đứng đầu)\s+)?(?:các|những|tất cả)\s", re.I
)
_CLOSED = re.compile(r"(?:liên quan|khác|trên địa bàn[^,;]*|này)$")
# Bodies that are named by what they do for a living.
_DOER = re.compile(
    r"(?:đơn vị|tổ chức|cơ sở|doanh nghiệp|công ty|hợp tác xã|cá nhân|hộ gia đình|hộ dân|nhà máy)$",
    re.IGNORECASE,
)
_TRADE = (
    r"(?:thu gom|vận chuyển|vận hành|tái chế|khai thác|sản xuất|kinh doanh|chế biến|chăn nuôi|nuôi trồng"
    r"|thi công|cung ứng|phát sinh|xả thải|nhập khẩu|phân phối)"
)
_MUST = (
    r"(?:tăng cường|phải|cần|có trách nhiệm|chịu trách nhiệm|chủ động|khẩn trương|nghiêm túc"
    r"|thực hiện nghiêm|cam kết)\s"
)
_ACTIVITY = re.compile(
    rf"\s+{_TRADE}(?:(?:,\s*|\s+và\s+|\s*-\s*){_TRADE})*(?:\s+(?!{_MUST})[^\s.;:,()]+){{0,12}}?(?=\s+{_MUST})"
    rf"|\s+(?:quản lý|cung cấp|sử dụng)(?:\s+(?!{_MUST}|chặt|tốt|nghiêm|hiệu)[^\s.;:,()]+){{1,4}}"
    rf"(?=\s+{_MUST})"
    # at the end of a heading: "Công ty A và các đơn vị thu gom"
    rf"|\s+{_TRADE}(?:(?:,\s*|\s+và\s+|\s*-\s*){_TRADE})*(?:\s+[^\s.;:,()]+){{0,3}}\s*:?$"
)
_SEEN_TO = re.compile(
    r"\s+được\s+(?:(?:thanh|kiểm) tra|giám sát|khảo sát|kiểm toán|hỗ trợ|cấp phép)(?=\s+(?P<next>\w))"
)
_WORD = re.compile(r"\s+(?P<word>\w+)")
_LONGEST = 4  # words of a field
# With these a deed begins as often as the name of a field.
_DEEDS = frozenset(
    {"đầu", "kinh", "dịch", "thương", "phát", "hợp", "chuyển", "phục", "xúc", "bảo", "vận", "khuyến", "giáo"}
    | {"đào", "quy", "chế", "tìm", "cứu", "phòng", "chữa", "đăng", "nuôi", "chăn", "trách", "có", "thông"}
    | {"và", "các", "của", "nhà", "một", "khu", "cụm"}
)
_PLACES = frozenset(
    {"ven", "biển", "biên", "giới", "miền", "núi", "hải", "đảo", "vùng", "sâu", "xa", "thượng", "hạ", "du"}
    | {"nhân", "dân"}
)
_ROADS = re.compile(r"\s+giao thông(?!\w)")  # its first syllable alone is an order
_BEHIND = re.compile(r"\s*(?:[,;]|và\s)")


def end_of(text: str, at: int, end: int) -> int:
    """The end of the collective at `[at, end)` with the words that tell which are meant.

    >>> said = "Các đơn vị điện lực tăng cường kiểm tra lưới điện."
    >>> said[: end_of(said, 0, len("Các đơn vị"))]
    'Các đơn vị điện lực'
    """
    name = text[at:end]
    if _PLURAL.match(name) is None or _CLOSED.search(name) is not None:
        return end
    activity = _ACTIVITY.match(text, end) if _DOER.search(name) else None
    if activity is not None:
        return activity.end()
    seen_to = _SEEN_TO.match(text, end)
    if seen_to is not None and STOP.match(text, seen_to.start("next")):
        return seen_to.end()
    return _field(text, end)


def _field(text: str, end: int) -> int:
    """The end of up to four words of a field or kind of place; `end` where no deed or next name follows."""
    at = end
    for count in range(_LONGEST + 1):
        word = _WORD.match(text, at)
        if word is not None and STOP.match(text, word.start("word")) and not _ROADS.match(text, at):
            return at
        if count and _BEHIND.match(text, at):
            return at
        if word is None or not _is_of_field(word["word"], count == 0):
            return end
        at = word.end()
    return end


def _is_of_field(word: str, first: bool) -> bool:
    if not word[0].islower() or (first and word in _DEEDS):
        return False
    return word in _PLACES or fold(word) in INSIDE
