"""Names of agencies set all in capitals, in the case that running text gives them."""

from __future__ import annotations

import re

from tinhxanh.core.plan.naming.agency_words import FIELD, STOP

# Words in capitals open a heading of many kinds, so only these are taken for the head of an agency.
_HEADS = (
    "Ủy ban nhân dân|Uỷ ban nhân dân|Ủy ban Mặt trận Tổ quốc|Mặt trận Tổ quốc|Hội đồng nhân dân"
    "|UBND|HĐND|MTTQ|UBMTTQ|VPUBND|BHXH|NHNN|VCCI|BQL|Văn phòng|Công an|Thanh tra|Bộ Chỉ huy|Bộ Tư lệnh"
    "|Bộ đội Biên phòng|Ban Quản lý|Ban Dân tộc|Ban Tuyên giáo|Ban Tổ chức|Ban Chỉ huy|Chi cục|Tổng cục"
    "|Cục|Đài Phát thanh|Báo và Đài|Cổng Thông tin|Hội Nông dân|Hội Liên hiệp|Hội Cựu chiến binh"
    "|Hiệp hội|Liên minh|Liên đoàn|Liên hiệp|Tỉnh đoàn|Thành đoàn|Đoàn Thanh niên|Trung tâm|Bệnh viện"
    "|Ngân hàng|Kho bạc|Thuế tỉnh|Hải quan|Bảo hiểm xã hội|Điện lực|Thống kê|Tổng công ty|Công ty|Tòa án"
    "|Viện Kiểm sát|Chi nhánh|Trường Đại học|Đại học|Học viện"
)
_FORMS = {form.lower(): form for form in _HEADS.split("|")}
_HEAD = re.compile(rf"(?:{_HEADS})(?!\w)", re.IGNORECASE)
_DEPARTMENT = re.compile(rf"(?P<word>sở|bộ|phòng)\s+(?P<field>{FIELD.pattern})", re.IGNORECASE)
_COLLECTIVE = re.compile(r"(?:các|những)\s+(?:sở|ban|cơ quan|đơn vị|huyện|xã|ngành)(?!\w)", re.IGNORECASE)
_SMALL = re.compile(
    r"(?:và|các|của|tỉnh|thành phố|thị xã|huyện|xã|phường|đặc khu|khu|cấp|thuộc|trên địa bàn|có|liên quan"
    r"|sở|ban|ngành|cơ quan|đơn vị|địa phương|tổ chức|doanh nghiệp|đoàn thể|hội|khác)(?!\w)",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")


def lower(text: str) -> str:
    """`text`, set in capitals, as running text would print it; "" where no agency opens it.

    >>> lower("SỞ Y TẾ, CÔNG AN TỈNH"), lower("BÁO CÁO KẾT QUẢ")
    ('Sở Y Tế, Công an tỉnh', '')
    """
    if not any(p.match(text) for p in (_HEAD, _DEPARTMENT, _COLLECTIVE)):
        return ""
    parts: list[str] = []
    at = 0
    while at < len(text):
        part = _part(text, at)
        parts.append(part)
        at += len(part)
    return "".join(parts)


def _part(text: str, at: int) -> str:
    """The next word or name, in its case."""
    department = _DEPARTMENT.match(text, at)
    if department is not None:
        return department["word"].capitalize() + department[0][len(department["word"]) :].title()
    head = _HEAD.match(text, at)
    if head is not None:
        return _FORMS[head[0].lower()]
    small = _SMALL.match(text, at) or STOP.match(text.lower(), at)
    if small is not None:
        return text[at : small.end()].lower()
    word = _WORD.match(text, at)
    return word[0].capitalize() if word is not None else text[at]
