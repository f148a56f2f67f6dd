"""The grammar of what comes round: "hằng quý", "06 tháng/lần", "ngày 20 của tháng cuối quý"."""

from __future__ import annotations

import re
from functools import lru_cache

from tinhxanh.core.plan.guards import AnyOf, Guarded
from tinhxanh.core.plan.normal import squeeze

# "ngày 20 của tháng cuối quý", "tháng đầu quý sau": a month of every quarter.
_OF_QUARTER = (
    r"tháng\s+(?:cuối(?:\s+cùng)?|đầu(?:\s+tiên)?)\s+(?:của\s+)?(?:(?:[Hh][ằà]ng|[Mm]ỗi|các)\s+)?quý"
    r"(?:\s+(?:sau|kế tiếp|tiếp theo))?(?!\s+(?:IV|I{1,3}|[1-4])(?!\w))"
)
# The letters with which the forms below begin: at all others none of them is tried.
_FIRST = r"(?=[Đđ]ị|[Tt](?:ổ|há|he)|tối|[Hh][ằàa]|[Mm][ỗộ]|[Nn][ăử]|[Qq]u|ít|\d|\s+[\dm])"
RHYTHM = Guarded(
    _FIRST
    + r"(?:(?:[Đđ]ịnh kỳ|[Tt]ổng hợp,?)\s+)?(?:"
    + _OF_QUARTER
    + r"|(?:[Hh][ằà]ng|[Mm]ỗi)\s+(?:năm|quý|tháng|tuần|ngày|học kỳ)"
    r"|[Tt]heo\s+(?:quý|tháng)|(?:0?[36]|0?9|03)\s+tháng(?!\s*(?:/|\d|năm|đầu|cuối|sau|kể|tính))(?:\s*[/,]?\s*"
    r"(?:và\s+)?(?:01\s+)?(?:lần|năm|hằng năm))?"
    r"|(?:ít nhất|tối thiểu)?\s*(?:mỗi năm\s+)?(?<!\d)(?<!quá\s)(?<!tối đa\s)\d{1,2}"
    r"(?:\s?[-–]\s?\d{1,2})?\s+(?:lần|lớp|buổi|cuộc|đợt)\s?/\s?"
    r"(?:\d{1,2}\s+)?(?:năm|quý|tháng)|\d{1,2}\s+(?:năm|quý|tháng|tuần)\s?/\s?(?:\d{1,2}\s+)?lần"
    r"|\d{1,2}\s+(?:năm|tháng|quý)\s+(?:một|1|01)\s+lần|[Nn]ửa năm|(?<!quá\s)(?<!tối đa\s)"
    r"(?:(?<!\d)\d{1,2}|[Mm]ột|[Hh]ai)\s+lần\s+(?:trong|một|mỗi|trên)\s+(?:\d{1,2}\s+)?(?:năm|quý|tháng)|(?:[Mm]ỗi\s+)?"
    r"(?:[Nn]ăm|[Qq]uý|[Tt]háng)\s+(?:một|hai)\s+lần)",
    "hằng|hàng|mỗi|quý|tháng|lần|nửa năm|lớp|buổi|cuộc|đợt",
    hint=r"h[ằà]ng\s|mỗi\s|theo\s+(?:quý|tháng)|\d\s+(?:tháng|lần|năm|quý|tuần|lớp|buổi|cuộc|đợt)|nửa năm"
    r"|tháng\s+(?:cuối|đầu)|(?:một|hai)\s+lần",
)
_CLAUSE = re.compile(r"(?:^|[.;:]\s+|^-\s*|\(\s*|định kỳ\s+|báo cáo\s+|,\s+)$", re.IGNORECASE)
_TIMES = re.compile(r"(?:lần|lớp|buổi|cuộc|đợt)\s?/|lần\s+(?:trong|một|mỗi)|/\s?\d*\s*lần")
_PREFIX = re.compile(r"(?:[Đđ]ịnh kỳ|ít nhất|tối thiểu)\s+$")


_TIME_HINT = Guarded(
    r"lần|(?:lớp|buổi|cuộc|đợt)\s?/|[hH][ằà]ng\s|[mM]ỗi\s|[đĐ]ịnh kỳ|tháng|[nN]ửa năm|[tT]heo quý|cuối cùng",
    "lần|lớp|buổi|cuộc|đợt|hằng|hàng|mỗi|định kỳ|tháng|nửa năm|theo quý|cuối cùng",
)
# A text for which this does not hold states no rhythm.
MAY_STATE = AnyOf(RHYTHM, _TIME_HINT)


_YEARLY = Guarded(
    r"(?:(?:trước|chậm nhất|vào|trong)\s+)?(?:là\s+)?(?:ngày\s+)?(?:\d{1,2}(?:\s?/\s?\d{1,2}"
    r"|\s+tháng\s+\d{1,2})?|tháng\s+\d{1,2}|quý\s+[IVX\d]+)(?:\s+(?:và|,)\s+\d{1,2}\s?/\s?\d{1,2})?\s+"
    r"(?:của tháng\s+)?(?:h[ằà]ng|mỗi)\s+(?:năm|tháng|quý)",
    "hằng|hàng|mỗi",
    flags=re.IGNORECASE,
)
_QUARTERLY = Guarded(
    r"(?:(?:trước|chậm nhất|muộn nhất|vào|trong)\s+)?(?:là\s+)?(?:(?:ngày\s+)?\d{1,2}\s+)?(?:của\s+)?"
    + _OF_QUARTER,
    "tháng",
    hint=r"tháng\s+(?:cuối|đầu)",
    flags=re.IGNORECASE,
)
# "trước 16 giờ hằng ngày", "vào thứ Sáu hằng tuần": telegrams ask for such reports.
_DAILY = Guarded(
    r"(?:(?:trước|vào|lúc|chậm nhất)\s+(?:là\s+)?)?(?:(?:\d{1,2}\s?(?:giờ|h)(?:\s?\d{1,2})?(?:\s+phút)?"
    r"|chiều|sáng)"
    r"\s+)?(?:(?:ngày\s+)?thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])\s+)?(?:h[ằà]ng|mỗi)\s+(?:tuần|ngày)(?!\w)",
    "hằng|hàng|mỗi",
    hint=r"(?:h[ằà]ng|mỗi)\s+(?:tuần|ngày)",
    flags=re.IGNORECASE,
)
_TIMED = re.compile(r"giờ|\dh|thứ\s", re.IGNORECASE)
# "trực 24 giờ mỗi ngày" says how long, "trước 16 giờ hằng ngày" by when.
_HOURS = re.compile(r"\d{1,2}\s?(?:giờ|h|tiếng)\s+mỗi\s+ngày")
_HOURS_BEFORE = re.compile(r"\d\s?(?:giờ|h|tiếng)\s*$")
_LAST_DAY = Guarded(r"(?:vào\s+)?ngày cuối cùng của (?:tháng|quý|năm)", "ngày cuối cùng")
_EACH = Guarded(
    r"mỗi\s+(?:năm|học kỳ|quý|tháng)\s+(?:có\s+)?(?:(?:ít nhất|tối thiểu)\s+)?"
    r"(?:một|\d{1,2})\s+\w+(?:\s+\w+)?",
    "mỗi",
    flags=re.IGNORECASE,
)
_NOUN_BEFORE = re.compile(
    r"(?:kế hoạch|dự toán|chủ đề|ngân sách|chương trình|kinh phí|trung hạn và|báo cáo|thường niên"
    r"|hội nghị|đánh giá|nhiệm vụ|công tác|kết quả|ngắn hạn|dài hạn|vốn|đầu tư công"
    r"|nguồn lực)(?:\s+\w+){0,4}\s+$"
    r"|kinh tế\s?[-–]\s?xã hội\s+$|(?:nội dung|tại|trong)\s+(?:các\s+)?(?:cuộc\s+|phiên\s+)?"
    r"(?:họp|giao ban)(?:\s+\w+){0,2}\s+$",
    re.IGNORECASE,
)
# "báo cáo kết quả thực hiện Chỉ thị hằng quý": the telling comes round, not what is told.
_TELLS = re.compile(
    r"(?<!\w)(?:báo cáo|tổng hợp|đánh giá|công bố|công khai|thông báo)\s+"
    r"(?:kết quả|tình hình|tiến độ|danh sách)\s",
    re.IGNORECASE,
)
# "kế hoạch 5 năm và hằng năm", "cho giai đoạn đến năm 2030 và hằng năm": for which years, no rhythm.
_YEARS_BEFORE = re.compile(
    r"(?:\d năm|giai đoạn(?:\s+[\w-]+){0,4}|dài hạn|trung hạn)(?:,|\s+và)\s+$", re.IGNORECASE
)
_ACT_BEHIND = re.compile(r"\s*(?:[.;,)]|$|(?:gửi|đến|cho|về|báo cáo|tổ chức|trên|tại|với|theo)(?!\w))")


# "Công bố hằng tháng chất lượng nước …": the rhythm stands between the deed and what it is done to.
_AMID = re.compile(
    r"[-–+\s]*(?:Công bố|Công khai|Cập nhật|Kiểm tra|Rà soát|Đánh giá|Thống kê|Quan trắc|Giám sát|Theo dõi"
    r"|Đôn đốc|Đăng tải|Tổ chức)\s+(?P<rhythm>(?:h[ằà]ng|mỗi)\s+(?:ngày|tuần|tháng|quý))\s",
    re.IGNORECASE,
)


@lru_cache(maxsize=64)
def found(text: str) -> tuple[re.Match[str], ...]:
    """All rhythms that stand in a text, those of nouns among them; remembered, for grammars ask in turn."""
    return tuple(RHYTHM.finditer(text))


@lru_cache(maxsize=64)
def in_text(text: str) -> tuple[int, int] | None:
    """Where a sentence states a rhythm of its own, or None. A noun ("kế hoạch hằng năm") states none."""
    if "lần" not in text and "tháng" not in text and _TIME_HINT.search(text) is None:
        return None
    each = _EACH.search(text)
    if each is not None and not _TIMES.search(text[: each.start()]):
        return each.span()
    counted = next((m for m in found(text) if _TIMES.search(m[0])), None)
    if counted is not None:
        prefix = _PREFIX.search(text[: counted.start()])
        start = (
            prefix.start()
            if prefix is not None
            else counted.start() + len(counted[0]) - len(counted[0].lstrip())
        )
        return start, counted.end()
    yearly = _QUARTERLY.search(text) or _YEARLY.search(text) or _LAST_DAY.search(text)
    if yearly is not None:
        return yearly.span()
    daily = next((m for m in _DAILY.finditer(text) if _TIMED.search(m[0]) and not _HOURS.match(m[0])), None)
    if daily is not None:
        return daily.span()
    amid = _AMID.match(text)
    if amid is not None:
        return amid.span("rhythm")
    for match in found(text):
        lasts = _HOURS.match(match[0], 0) or _HOURS_BEFORE.search(text[: match.start()])
        if lasts is None and (
            _opens_clause(text, match) or _ends_clause(text, match) or _precedes_deed(text, match)
        ):
            return match.span()
    return None


# "Sở X chủ trì, phối hợp với Sở Y hằng năm tham mưu …": between those who act and what they do.
_BEFORE_DEED = re.compile(
    r"\s+(?:tham mưu|thẩm định|tổng hợp|rà soát|xây dựng|tổ chức|bố trí|báo cáo|cập nhật|kiểm tra|đánh giá"
    r"|lập|công bố|công khai|thống kê|phối hợp|triển khai|hướng dẫn)(?!\w)"
)
_ACTING = re.compile(r"(?:chủ trì|phối hợp)(?!\w)[^;:.]{5,200}\s$")


def _precedes_deed(text: str, match: re.Match[str]) -> bool:
    """Whether the rhythm stands between the agencies that act together and their deed."""
    before = text[max(0, match.start() - 220) : match.start()]
    return (
        _BEFORE_DEED.match(text, match.end()) is not None
        and _ACTING.search(before) is not None
        and _NOUN_BEFORE.search(before[-60:]) is None
    )


def _opens_clause(text: str, match: re.Match[str]) -> bool:
    if match[0].lower().startswith("định kỳ"):
        return True
    before = text[max(0, match.start() - 12) : match.start()]
    if before.endswith(", "):
        return match[0][0].isupper()
    return _CLAUSE.search(before) is not None or not before.strip()


def _ends_clause(text: str, match: re.Match[str]) -> bool:
    """Whether the rhythm closes a clause of doing ("… cập nhật hằng quý."), not a noun ("kế hoạch hằng
    năm").
    """
    if not match[0].strip().lower().startswith(("hằng", "hàng", "mỗi", "theo quý", "theo tháng")):
        return False
    before = text[max(0, match.start() - 60) : match.start()]
    clause = re.split(r"[,;.]", before)[-1]
    if _YEARS_BEFORE.search(before):
        return False
    if _ACT_BEHIND.match(text, match.end()) is None:
        return False
    return _TELLS.search(clause) is not None or _NOUN_BEFORE.search(clause) is None


_FREQUENCIES = (
    (r"1\s?[-–]\s?0?2\s+lần\s?/\s?năm", "1-2/year"),
    (r"12\s+lần\s?/\s?năm", "monthly"),
    (
        r"tháng\s+(?:cuối|đầu)\s+(?:cùng\s+|tiên\s+)?(?:của\s+)?(?:\w+\s+)?quý|0?4\s+lần\s?/\s?năm",
        "quarterly",
    ),
    (r"0?2\s+năm\s?/\s?(?:0?1\s+)?lần|2 năm (?:một|1|01) lần|hai năm", "biennial"),
    (
        r"h[ằà]ng tháng|mỗi tháng|lần\s?/\s?tháng|của tháng|0?1\s+tháng\s?/\s?(?:0?1\s+)?lần"
        r"|theo tháng|tháng một lần|lần\s+(?:trong|mỗi|một)\s+tháng",
        "monthly",
    ),
    (
        r"h[ằà]ng quý|mỗi quý|quý một|lần\s?/\s?quý|theo quý|lần\s+(?:trong|mỗi|một)\s+quý"
        r"|(?<!\d)0?3\s+tháng",
        "quarterly",
    ),
    (
        r"(?<!\d)0?6\s+tháng|nửa năm|(?:h[ằà]ng|mỗi) học kỳ|0?2\s+lần\s?/\s?năm|sáu tháng|năm hai lần"
        r"|(?:hai|(?<!\d)0?2)\s+lần\s+(?:trong|mỗi|một)\s+năm",
        "semiannual",
    ),
    (
        r"h[ằà]ng năm|mỗi năm|(?<!\d )năm một lần|lần\s+(?:trong|mỗi|một)\s+năm"
        r"|(?<!\d)(?:0?1\s+)?lần\s?/\s?(?:0?1\s+)?năm|(?<!\d)0?1\s+năm|định kỳ năm"
        r"|cuối năm",
        "annual",
    ),
)


# "02 lớp/năm" comes round as "02 lần/năm" does.
_THINGS_HELD = re.compile(r"(?:lớp|buổi|cuộc|đợt)\s?/")


@lru_cache(maxsize=256)
def frequency(text: str) -> str | None:
    """The rhythm named in `text`: monthly, quarterly, semiannual, annual, biennial, 1-2/year; None where
    none. Remembered: plans name few rhythms, and those often.

    >>> frequency("mỗi 06 tháng (chậm nhất 20/6) và cả năm (chậm nhất 20/12)")
    'semiannual'
    """
    lowered = _THINGS_HELD.sub("lần/", squeeze(text).lower())
    if re.search(r"(?<!\d)0?6\s+tháng[^.;]*(?:năm|hằng năm|hàng năm)", lowered) and "lần" not in lowered:
        return "semiannual"
    return next((name for pattern, name in _FREQUENCIES if re.search(pattern, lowered)), None)
