"""A proper name of an agency in prose: where one ends that begins with a head word ("Chi cục …").

Names hold small words, commas and "và" of their own; what ends them is a verb of duties, a small word that
names do not hold, or the next name.
"""

from __future__ import annotations

import re

from tinhxanh.core.plan import places
from tinhxanh.core.plan.naming.agency_words import (
    COLLECTIVE,
    INSIDE,
    NAMED,
    PLACE,
    SECOND_FIELD,
    STOP,
    UNIT_BELOW,
)
from tinhxanh.core.plan.normal import UPPER, fold

_WORD = re.compile(r"[^\s,;:.()“”\"]+")
# What a name may close with: the unit it belongs to, and where that is.
TAIL = re.compile(
    rf"\s+(?:tỉnh|Tỉnh|thành phố|Thành phố|TP\.?)(?!\s+(?:đoàn|ủy|uỷ|Đoàn|Ủy)(?!\w))(?:{PLACE})?(?!\w)"
)
# "Phòng Kinh tế huyện", "Phòng Văn hóa - Xã hội phường Bãi Sậy": the unit that an office belongs to.
OF_UNIT = re.compile(
    rf"\s+(?:huyện|thị xã|quận|xã|phường|đặc khu)(?:{PLACE}|(?!\s*,\s*(?:xã|phường|thị)))(?!\w)"
)
_PROJECT_BOARD = re.compile(
    r"\s+(?:các\s+)?dự án(?:\s+đầu tư)?(?:\s+(?:và|ĐTXD))?(?:\s+xây dựng)?(?:\s+công trình)?"
    r"(?:\s+(?:giao thông|dân dụng(?:\s+và\s+công nghiệp)?|nông nghiệp(?:\s+và\s+"
    r"(?:phát triển nông thôn|PTNT))?))*"
    r"(?:\s+(?:số\s+\d+|khu vực|tỉnh|cấp xã|cấp huyện|chuyên ngành))*"
)
# Small words inside the names of funds, institutes and associations that elsewhere open a duty.
_COMPOUND = re.compile(
    r"\s+(?:(?P<any>và phát triển (?:rừng|nông thôn|doanh nghiệp|công nghiệp)|nhỏ và vừa"
    r"|nghiên cứu phát triển"
    r"|(?:và )?phòng cháy,? (?:và )?chữa cháy(?: rừng)?(?: và cứu nạn,? cứu hộ)?"
    r"|(?<=[Đđ]iều hành )chương trình|(?<=n toàn )giao thông|(?<=ăn phòng )[Đđ]iều phối(?:\s+xây dựng)?"
    r"|(?<=[Cc]ông )trình(?=\s+(?:đô thị|giao thông|thủy lợi|thuỷ lợi|công cộng|dân dụng|xây dựng|nước))"
    r"|(?<=uản lý )(?:và )?khai thác (?:các )?(?:công trình(?: th[uủ][ỷy] lợi)?|th[uủ][ỷy] lợi|cảng|chợ)"
    r"|(?<=ông nghệ )thông tin|(?<=Đăng )ký đất đai)"
    r"|(?P<develop>phát triển(?:\s+kinh tế\s*[-–]\s*xã hội"
    r"|\s+(?:kinh tế|công nghiệp|doanh nghiệp|hợp tác xã|nông thôn))?)|)"
    r"(?!\w)"
)
_FOUNDS = re.compile(
    r"(?:(?:Quỹ|Trung tâm|Công ty|Viện)\s.*(?:[Đđ]ầu tư|[Tt]ư vấn|[Hh]ỗ trợ|[Xx]úc tiến|[Kk]huyến công"
    r"|[Nn]ghiên cứu|[Qq]uy hoạch)|(?:Viện|Trung tâm) Nghiên cứu|Quỹ Hỗ trợ)$"
)
# "Đảng ủy các xã, phường": what stands in every unit of a kind.
_UNIT = r"(?:huyện|thị xã|thành phố|xã|phường|thị trấn|đặc khu|quận)"
_LOCAL = re.compile(
    rf"\s+(?:các\s+{_UNIT}(?:\s*,\s*(?:các\s+)?{_UNIT}|\s+và\s+{_UNIT})+|{_UNIT}(?:\s*,\s*{_UNIT})+)(?!\w)"
)
# A branch is told by where it is: "Phân hiệu Trường Đại học A tại Gia Lai".
_BRANCH = re.compile(r"(?:Phân hiệu|Chi nhánh|Văn phòng đại diện|Cơ sở)\s")
_SEAT = re.compile(rf"\s+tại(?:\s+(?:tỉnh|thành phố))?{PLACE}")
_AND_MORE = re.compile(rf"\s*,\s*[{UPPER}][^,;:.()]{{1,40}}?\s+(?:và|&)\s+[{UPPER}]")
# "Nghị quyết của Tỉnh ủy Lào Cai ngày 27/12": the day of what is cited; "… Lào Cai Kính gửi:": the address.
_CITES = re.compile(r"(?:ngày|số)\s+\d|Kính gửi")
_AND_SMALL = re.compile(rf"\s*,\s*[{UPPER}][^,;:.()]{{1,40}}?(?=\s+và\s)")
_WHOLE = frozenset({"tỉnh", "sở", "ban", "cục", "bộ"})


def end_of(text: str, at: int) -> int:
    """The end of a proper name beginning at `at`, or `at` where none begins."""
    head = NAMED.match(text, at)
    if head is None:
        return at
    end, words = head.end(), 0
    while words < _LONGEST:
        gap = _GAP.match(text, end)
        board = _PROJECT_BOARD.match(text, end) if text[at:end].lower().endswith("quản lý") else None
        if board is not None:
            return _close(text, board.end())
        tail = TAIL.match(text, end)
        if tail is not None:
            return _close(text, tail.end())
        joined = _joined(text, at, end)
        if joined is not None:
            end = joined
            continue
        seat = _SEAT.match(text, end) if _BRANCH.match(text, at) else None
        if seat is not None:
            return seat.end()
        local = _LOCAL.match(text, end)
        if local is not None:
            return local.end()
        if gap is None:
            break
        if words >= _free_words(head[0]) and _ends_at(text, end, gap.end()):
            break
        step = _step(text, gap.end())
        if step is None:
            break
        end = step
        words += 1
    return _close(text, end) if words or len(head[0]) > 3 else at


_LONGEST = 16  # words of the longest name
_GAP = re.compile(r"\s+")


def _joined(text: str, at: int, end: int) -> int | None:
    """Where the name goes on behind a further field of the same agency ("Cấp, thoát nước", "Văn hóa, Thể
    thao và Du lịch"), or None where none follows at `end`.
    """
    if text.startswith(", thoát nước", end) and text.endswith("Cấp", at, end):
        return end + len(", thoát nước")
    compound = _COMPOUND.match(text, end)
    if compound is not None and (compound["any"] or _FOUNDS.search(text[at:end])):
        return compound.end()
    second = SECOND_FIELD.match(text, end) if UNIT_BELOW.match(text, at) else None
    if second is not None:
        return second.end()
    more = _AND_MORE.match(text, end) or _and_field(text, at, end)
    if more is not None and not NAMED.match(text, end + len(more[0]) - len(more[0].lstrip(" ,"))):
        return text.index(",", end) + 1
    return None


def _and_field(text: str, at: int, end: int) -> re.Match[str] | None:
    """ ", Chính sách tài nguyên và môi trường" behind "Viện Chiến lược": its last word is small."""
    if UNIT_BELOW.match(text, at) is None:
        return None
    more = _AND_SMALL.match(text, end)
    return more if more is not None and SECOND_FIELD.match(text, more.end()) else None


# No second syllable of a name: what follows is told of it.
_NOT_INSIDE = re.compile(r"(?:cũng|vẫn|chưa|đang)(?!\w)")


def _ends_at(text: str, end: int, at: int) -> bool:
    """Whether a name has ended before the word at `at`: a verb of duties, or a small word that names do
    not hold.

    The small word behind a capital is its second syllable ("Mặt trận").
    """
    if _NOT_INSIDE.match(text, at):
        return True
    if STOP.match(text, at) and not text.endswith(("Ngân", "Khách", " cây", " Đồng"), 0, end):
        return True
    word = _WORD.match(text, at)
    if _CITES.match(text, at):
        return True
    before = text[text.rfind(" ", 0, end) + 1 : end]
    if text.endswith(places.PROVINCES, 0, end):
        return word is not None and word[0][0].islower() and fold(word[0]) not in INSIDE
    if before[:1].isupper() and not before.isupper() and fold(before) not in _WHOLE:
        return False
    return word is not None and word[0][0].islower() and fold(word[0]) not in INSIDE


def _free_words(head: str) -> int:
    """How many words behind the head belong to the name whatever they are ("Ban quản lý …")."""
    return 2 if head.strip() in {"Ban", "Quỹ", "Trung tâm", "Ban QL", "BQL", "Cổng"} else 0


def _step(text: str, at: int) -> int | None:
    """The end of the word at `at` if the name goes on with it."""
    word = _WORD.match(text, at)
    if word is None:
        return None
    if word[0] in {"và", "&"}:
        following = re.compile(r"(?:và|&)\s+(?=\S)").match(text, at)
        if following is None or NAMED.match(text, following.end()) or COLLECTIVE.match(text, following.end()):
            return None
        if not re.compile(rf"[{UPPER}]").match(text, following.end()):
            return None
    if word[0] in {"có", "liên"} and re.compile(r"(?:có\s+)?liên quan").match(text, at):
        return None
    return word.end()


def _close(text: str, end: int) -> int:
    """Take in an abbreviation in parentheses? No: the printed name ends before it."""
    while end > 0 and text[end - 1] in " ,;-–":
        end -= 1
    return end
