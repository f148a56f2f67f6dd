"""Names that hold commas and small words of their own: boards of zones, centres of promotion, the press,
offices that serve two bodies.
"""

from __future__ import annotations

import re

from tinhxanh.core.plan.naming.agency_words import PLACE, STOP

_ZONE = (
    r"(?:(?i:(?:các\s+)?khu\s+(?:kinh tế(?:\s+(?:mở|cửa khẩu|ven biển))?|công nghiệp|chế xuất"
    r"|công nghệ\s+(?:cao|thông tin)(?:\s+tập trung)?|nông nghiệp\s+(?:ứng dụng\s+)?công nghệ cao|du lịch"
    r"|chức năng(?:\s+đô thị)?"
    rf"|thương mại tự do)(?!\w)){PLACE}?)"
)
_SHARED = r"(?i:(?:công nghiệp|chế xuất|kinh tế|cụm công nghiệp|công nghệ cao)(?!\w))"
_TAIL = rf"(?:\s+(?:tỉnh|Tỉnh|thành phố|Thành phố|TP\.?)(?:{PLACE})?(?!\w))?"
_ZONES = re.compile(
    rf"(?:(?i:ban quản lý)|Ban QL|BQL)\s+{_ZONE}(?:(?:\s*,\s*|\s*[-–]\s+|\s+và\s+)(?:{_ZONE}"
    rf"|{_SHARED}))*{_TAIL}"
)
_ITEM = (
    r"(?i:đầu tư|thương mại|du lịch|hỗ trợ (?:doanh nghiệp|đầu tư|phát triển)|phát triển (?:công thương"
    r"|doanh nghiệp)|hợp tác quốc tế)"
)
_PROMOTION = re.compile(
    rf"(?i:trung tâm xúc tiến)\s+{_ITEM}(?:(?:\s*,\s*|\s*[-–]\s*|\s+và\s+|\s+&\s+){_ITEM})*(?!\w){_TAIL}"
)

# One body since the newspapers and stations of provinces were joined (2024-2025).
_PRESS = re.compile(r"Báo và (?:Đài )?[Pp]hát thanh(?:,| và|\s?[-–])\s*(?:và )?[Tt]ruyền hình")

# One office for both: of a district, since July 2025 of a commune too, of a province's deputies.
_OFFICE = re.compile(
    r"(?i:văn phòng)\s+(?:(?:HĐND|Hội đồng nhân dân)\s*(?:(?<=\s)và(?=\s)|&|-)\s*"
    r"(?:UBND|[ỦU][ỷy] ban nhân dân)"
    r"|(?:Đoàn\s+(?:ĐBQH|đại biểu Quốc hội))\s*(?:(?<=\s)và(?=\s)|&|-)\s*(?:HĐND|Hội đồng nhân dân))"
    rf"(?:\s+(?:các\s+)?(?:huyện|quận|thị xã|xã|phường|đặc khu|cấp xã|cấp huyện)(?:{PLACE})?(?!\w))?{_TAIL}"
)

# A committee carries its task in its name, with verbs and commas, up to the level it is for: "Ban Chỉ đạo
# thực hiện Chương trình … tỉnh". What could begin another name or its own deed is not run over.
_NOT_WITHIN = (
    r",\s*(?:các|UBND|Sở|sở|Bộ|Ban|Công an|Chủ tịch|Thủ trưởng|Giám đốc|Văn phòng|Thanh tra)(?!\w)"
    r"|\s(?:UBND|Sở|sở|chủ trì|phối hợp|có|chịu|báo cáo|yêu cầu|giao|chỉ đạo|thường xuyên|tham mưu|họp"
    r"|tổng hợp|ban hành|được|đã|phải|cần|sẽ|do|về việc|trên địa bàn"
    r"|hướng dẫn|đôn đốc|kiểm tra|theo dõi|rà soát|tăng cường|tổ chức|khẩn trương|chủ động|trong|tại)(?!\w)"
)
_COMMITTEE = re.compile(
    rf"(?i:ban (?:chỉ (?:đạo|huy)|an toàn))(?:(?!{_NOT_WITHIN})[^.;:()\n]){{1,120}}?\s(?:cấp )?"
    rf"(?:tỉnh|huyện|thị xã|thành phố|TP|xã|phường|quốc gia|[Tt]rung ương)(?!\w)(?:{PLACE})?"
)

# A board of what it looks after: "Ban Quản lý di tích tỉnh", "Ban quản lý vịnh thành phố".
_KEEPERS = re.compile(
    rf"(?i:ban quản lý)(?:\s(?!(?:{STOP.pattern})|(?:và|các|dự|hạ|cho|của|UBND|Sở)\s)[^\s,.;:()]+){{1,5}}?\s"
    rf"(?:tỉnh|huyện|thị xã|thành phố|TP)(?!\w)(?:{PLACE})?"
)


def whole(text: str, at: int) -> int:
    """The end of such a name beginning at `at`, or `at` where none begins.

    >>> name = "Ban Quản lý Khu kinh tế Dung Quất và các khu công nghiệp kiểm tra"
    >>> name[:whole(name, 0)]
    'Ban Quản lý Khu kinh tế Dung Quất và các khu công nghiệp'
    """
    if text[at : at + 1] not in {"B", "b", "T", "t", "V", "v"}:
        return at
    match = (
        _ZONES.match(text, at)
        or _PROMOTION.match(text, at)
        or _OFFICE.match(text, at)
        or _COMMITTEE.match(text, at)
        or _KEEPERS.match(text, at)
    )
    return match.end() if match is not None else at


def spans(text: str) -> list[tuple[int, int]]:
    """Where such names stand in a text: no separator inside them parts two agencies."""
    if not any(word in text for word in ("uản lý", "BQL", "úc tiến", "QL ", "Báo và ", "ăn phòng")):
        return []
    found = [m.span() for pattern in (_ZONES, _PROMOTION, _PRESS, _OFFICE) for m in pattern.finditer(text)]
    return sorted(found)
