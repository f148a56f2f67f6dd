"""Who issued a cited instrument: the name behind "của" or "do"."""

from __future__ import annotations

import re

from tinhxanh.core.plan.naming import agencies
from tinhxanh.core.plan.normal import squeeze

_OF = re.compile(r"[\s,)]*(?:của|do)\s+", re.IGNORECASE)
_HIGHEST = re.compile(
    r"(?:Ban Thường vụ"
    r"|Ban [Cc]hấp hành(?: Đảng bộ(?: (?:tỉnh|huyện|thị xã|thành phố|xã|phường))?)?"
    r"|Bộ Chính trị|Ban Bí thư|Thủ tướng Chính phủ|Chính phủ|Quốc hội|Thường trực)"
    r"(?:\s+(?:Tỉnh ủy|Tỉnh uỷ|Thành ủy|Trung ương(?: Đảng)?|Đảng ủy|HĐND tỉnh))*"
)
_HIGHEST_IN_CAPITALS = re.compile(
    "THỦ TƯỚNG CHÍNH PHỦ|CHÍNH PHỦ|QUỐC HỘI|BỘ CHÍNH TRỊ|BAN BÍ THƯ|(?:BAN THƯỜNG VỤ )?TỈNH ỦY"
    "|BAN CHẤP HÀNH TRUNG ƯƠNG(?: ĐẢNG)?"
)
_CAPITAL = {
    "THỦ TƯỚNG CHÍNH PHỦ": "Thủ tướng Chính phủ",
    "CHÍNH PHỦ": "Chính phủ",
    "QUỐC HỘI": "Quốc hội",
    "BỘ CHÍNH TRỊ": "Bộ Chính trị",
    "BAN BÍ THƯ": "Ban Bí thư",
    "TỈNH ỦY": "Tỉnh ủy",
    "BAN THƯỜNG VỤ TỈNH ỦY": "Ban Thường vụ Tỉnh ủy",
    "BAN CHẤP HÀNH TRUNG ƯƠNG": "Ban Chấp hành Trung ương",
    "BAN CHẤP HÀNH TRUNG ƯƠNG ĐẢNG": "Ban Chấp hành Trung ương Đảng",
}
_HEAD_OF = re.compile(r"(?:Bộ trưởng(?:,\s*Chủ nhiệm)?|Tổng cục trưởng|Cục trưởng)\s+")
# Boards are named after what they steer, in words that no name of an agency holds.
_BOARD = re.compile(
    r"(?:Trưởng\s+)?(?:Ban|Tổ|Hội đồng)\s+(?:[Cc]hỉ đạo|[Cc]hỉ huy|[Cc]ông tác|[Đđ]iều phối)"
    r"(?:\s+[^\s,;.:()]+){0,18}?"
    r"(?=\s+(?:V/v|v/v|về|ban hành|phê duyệt|phân công|đề nghị|yêu cầu|thông báo|hướng dẫn|kết luận|kiện toàn"
    r"|thành lập)(?!\w)|\s*[,;.:()\n]|\s*$)"
)
# What the instrument does, in a capital behind the name of a place: "UBND tỉnh Phê duyệt Đề án …".
_ABOUT = re.compile(
    r"\s+(?:[Vv]/v|Về việc|Về|Phê duyệt|Ban hành|Quy định|Triển khai|Hướng dẫn|Sửa đổi|Công bố|Thông qua|Giao"
    r"|Điều chỉnh|Thành lập)(?!\w)"
)
_VERB = 12  # letters of such a verb beyond the end of the name
_TERM = re.compile(
    r"(?:,?\s+(?:nhiệm kỳ\s+20\d\d\s?[-–]\s?20\d\d|[Kk](?:hóa|hoá)\s+[IVXL\d]+)"
    r"|\s+\([Kk](?:hóa|hoá)\s+[IVXL\d]+\)"
    r"|,?\s+(?:tại\s+)?[Kk]ỳ họp(?:\s+chuyên đề)?(?:\s+(?:lần\s+)?thứ\s+[^\s,;.]+)?)+(?!\w)"
)


def find(text: str, at: int) -> tuple[str | None, int]:
    """The issuer that begins at `at` with "của" or "do", and the offset behind it with the term of a
    council; None and `at` where none does.
    """
    of = _OF.match(text, at)
    if of is None:
        return None, at
    highest = _HIGHEST.match(text, of.end()) or _HIGHEST_IN_CAPITALS.match(text, of.end())
    if highest is not None:
        return _CAPITAL.get(squeeze(highest[0]), squeeze(highest[0])), _behind_term(text, highest.end())
    board = _BOARD.match(text, of.end())
    if board is not None:
        return squeeze(board[0]), board.end()
    head = _HEAD_OF.match(text, of.end())
    names, _end = agencies.scan(text, head.end() if head is not None else of.end())
    if not names:
        return None, at
    about = _ABOUT.search(text, names[0].start, names[0].end + _VERB)
    if about is not None and about.start() >= names[0].end:
        about = None
    end = about.start() if about is not None else names[0].end
    name = names[0].text if about is None else squeeze(text[names[0].start : end])
    return (squeeze(head[0]) + " " if head is not None else "") + name, _behind_term(text, end)


def _behind_term(text: str, at: int) -> int:
    term = _TERM.match(text, at)
    return term.end() if term is not None else at
