"""The grammar of due times: what a "time" cell says, and what a duty says in running text."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

from tinhxanh.core.plan import dates
from tinhxanh.core.plan.guards import Guarded
from tinhxanh.core.plan.normal import squeeze
from tinhxanh.core.values import Deadline, DeadlineKind

_YEAR = r"(?P<year>20\d\d)"
_OF_YEAR = r"(?:\s*(?:/|-|,)\s*|\s+năm\s+)(?P<year>20\d\d)"
RHYTHM = Guarded(
    r"(?:(?:[Đđ]ịnh kỳ|[Tt]ổng hợp,?)\s+)?(?:(?:[Hh][ằà]ng|[Mm]ỗi)\s+(?:năm|quý|tháng|tuần|ngày)"
    r"|[Tt]heo\s+(?:quý|tháng)|(?:0?[36]|0?9|03)\s+tháng(?!\s*(?:/|\d|năm|đầu|cuối))(?:\s*[/,]?\s*"
    r"(?:và\s+)?(?:01\s+)?(?:lần|năm|hằng năm))?"
    r"|(?:ít nhất|tối thiểu)?\s*(?:mỗi năm\s+)?\d{1,2}(?:\s?[-–]\s?\d{1,2})?\s+lần\s?/\s?"
    r"(?:\d{1,2}\s+)?(?:năm|quý|tháng)|\d{1,2}\s+năm\s?/\s?(?:\d{1,2}\s+)?lần"
    r"|\d{1,2}\s+(?:năm|tháng|quý)\s+(?:một|1|01)\s+lần|[Nn]ửa năm|\d{1,2}\s+lần\s+(?:trong|một|mỗi"
    r"|trên)\s+(?:\d{1,2}\s+)?(?:năm|quý|tháng))",
    "hằng|hàng|mỗi|theo|tháng|lần|nửa năm",
    hint=r"h[ằà]ng\s|mỗi\s|theo\s+(?:quý|tháng)|\d\s+(?:tháng|lần|năm|quý)|nửa năm",
)
_ONGOING = re.compile(r"thường xuyên|liên tục|hằng ngày|hàng ngày", re.IGNORECASE)
_EVENT = re.compile(
    r"(?:ngay\s+)?(?:sau khi|khi có|khi|trước khi|trước mùa|sau)\s|theo\s+(?:tiến độ|hướng dẫn|yêu cầu"
    r"|kế hoạch|lộ trình|chỉ đạo|quy định|thời gian)",
    re.IGNORECASE,
)


_SEASON = re.compile(r"trước (?:và trong )?mùa\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Stated:
    """A due time at `[start, end)` of the searched text."""

    deadline: Deadline
    start: int
    end: int


Reader = Callable[[re.Match[str], int | None], tuple[dt.date | None, int | None]]


def _by_date(match: re.Match[str], _: int | None) -> tuple[dt.date | None, int | None]:
    found = dates.find(match[0])
    last = found
    while found is not None:  # a stretch "từ ngày … đến ngày …" is due on its last day
        last, found = found, dates.find(match[0], found.end)
    return (last.date if last is not None else None), None


def _by_day_month(match: re.Match[str], year: int | None) -> tuple[dt.date | None, int | None]:
    return (dates.day(year, int(match["m"]), int(match["d"])) if year else None), None


def _by_quarter(match: re.Match[str], year: int | None) -> tuple[dt.date | None, int | None]:
    labels = re.findall(r"(?<!\w)(?:IV|I{1,3}|[1-4])(?!\w)", match["quarters"], re.IGNORECASE)
    stated = int(match["year"]) if match["year"] else year
    if not labels or stated is None:
        return None, None
    return dates.last_of_quarter(stated, dates.QUARTERS[labels[-1].lower()]), None


def _by_month(match: re.Match[str], year: int | None) -> tuple[dt.date | None, int | None]:
    month = int(re.findall(r"\d{1,2}", match["months"])[-1])
    stated = int(match["year"]) if match["year"] else year
    if stated is None or not 1 <= month <= 12:
        return None, None
    if match["before"]:
        return dt.date(stated, month, 1) - dt.timedelta(days=1), None
    return dates.last_of_month(stated, month), None


def _by_half(match: re.Match[str], year: int | None) -> tuple[dt.date | None, int | None]:
    stated = int(match["year"]) if match["year"] else year
    if stated is None:
        return None, None
    first = match["half"].lower() == "đầu"
    return (dt.date(stated, 6, 30) if first else dt.date(stated, 12, 31)), None


def _by_year(match: re.Match[str], _: int | None) -> tuple[dt.date | None, int | None]:
    return None, int(match["year"])


_FULL = r"\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?20\d\d|\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+20\d\d"
_UNTIL = (
    r"(?:(?:chậm nhất|muộn nhất)(?:\s+(?:là|vào|đến|trước))*\s+(?:hết\s+)?(?:ngày\s+)?|trước\s+(?:ngày\s+)?"
    r"|(?:đến|hết|xong|vào|trong)\s+(?:hết\s+)?ngày\s+|ngày\s+)"
)
_DAY = (
    rf"(?:(?:từ\s+(?:ngày\s+)?(?:\d[\d/.]*|\d{{1,2}}\s+tháng\s+\d{{1,2}}(?:\s+năm\s+\d{{4}})?)\s+)?{_UNTIL})"
)
_FORMS: tuple[tuple[re.Pattern[str], Reader, bool], ...] = (
    (re.compile(rf"{_DAY}?(?:{_FULL})", re.IGNORECASE), _by_date, False),
    (
        re.compile(
            rf"{_UNTIL}(?P<d>\d{{1,2}})\s?(?:/|\s+tháng\s+)\s?(?P<m>\d{{1,2}})(?![\d/])", re.IGNORECASE
        ),
        _by_day_month,
        True,
    ),
    (
        re.compile(
            rf"(?:(?:trong|từ|hết|xong|trước|cuối|đầu)\s+)*quý\s+(?P<quarters>(?:IV|I{{1,3}}|[1-4])"
            rf"(?:\s*(?:,|-|–|và|đến quý)\s*(?:IV|I{{1,3}}|[1-4])(?!\w))*)(?!\w)(?:{_OF_YEAR})?",
            re.IGNORECASE,
        ),
        _by_quarter,
        True,
    ),
    (
        re.compile(r"(?:0?6|sáu)\s+tháng\s+(?P<half>đầu|cuối)\s+năm(?:\s+(?P<year>20\d\d))?", re.IGNORECASE),
        _by_half,
        True,
    ),
    (
        re.compile(
            r"(?:(?:trong|từ|hết|xong|cuối|đến)\s+)*(?P<before>trước\s+)?tháng\s+(?P<months>\d{1,2}"
            r"(?:\s*(?:-|–|,|và|đến tháng)\s*\d{1,2})*)(?!\d)(?:\s*[/.]\s*|\s+năm\s+|\s+)?"
            r"(?P<year>20\d\d)?",
            re.IGNORECASE,
        ),
        _by_month,
        True,
    ),
    (
        re.compile(
            r"(?:(?:trong|hết|đến|cuối|đầu|từ|trước|giai đoạn)\s+)*(?:(?:các\s+)?năm\s+)?"
            r"(?:20\d\d\s*(?:-|–|đến(?:\s+(?:hết\s+)?năm)?)\s*)?(?P<year>20\d\d)(?!\d)",
            re.IGNORECASE,
        ),
        _by_year,
        False,
    ),
)


def of_cell(cell: str, year: int | None = None) -> Deadline | None:
    """What a "time" cell says; `year` is the plan's own where a quarter, month or day names none.

    >>> of_cell("Quý II/2026").date
    datetime.date(2026, 6, 30)
    """
    text = squeeze(cell).strip(" .;")
    if not text:
        return None
    if re.fullmatch(r"(?:trong\s+)?(?:cả năm|trong năm)", text, re.IGNORECASE) and year is not None:
        return Deadline(DeadlineKind.YEAR, text, None, year)
    if _SEASON.match(text):
        return Deadline(DeadlineKind.CONDITIONAL, text)
    rhythm = RHYTHM.search(text)
    if _ONGOING.match(text) or (_ONGOING.search(text) and rhythm is None and not re.search(r"\d", text)):
        return Deadline(DeadlineKind.ONGOING, text)
    if rhythm is not None:
        return Deadline(DeadlineKind.RECURRING, text)
    if re.match(
        r"(?:ngay\s+)?sau khi|khi có|sau\s+(?!\d)|\d+\s+(?:ngày|tháng)\s+(?:làm việc\s+)?(?:sau|kể từ)",
        text,
        re.IGNORECASE,
    ):
        return Deadline(DeadlineKind.CONDITIONAL, text)
    stated = _first(text, year)
    if stated is not None:
        return Deadline(stated.kind, text, stated.date, stated.year)
    if _EVENT.search(text):
        return Deadline(DeadlineKind.CONDITIONAL, text)
    if re.search(r"\d", text):
        return Deadline(DeadlineKind.CONDITIONAL, text)
    return None


def _first(text: str, year: int | None) -> Deadline | None:
    for pattern, read, _ in _FORMS:
        for match in pattern.finditer(text):
            date, stated = read(match, year)
            if date is not None:
                return Deadline(DeadlineKind.DATE, match[0], date)
            if stated is not None:
                return Deadline(DeadlineKind.YEAR, match[0], None, stated)
    return None


# In running text a date is due only behind a word that says so; a rhythm only where it opens a clause.
_DUE = Guarded(
    r"(?P<lead>(?:[Hh]oàn thành|[Xx]ong|[Tt]rình|[Bb]áo cáo|[Gg]ửi|[Đđ]ăng ký|[Nn]ộp|[Tt]hời gian"
    r"|[Tt]hời hạn|[Hh]ạn)[^.;]{0,110}?)?"
    rf"(?P<due>(?:chậm nhất|muộn nhất|trước(?:\s+ngày)?|(?<!tính )(?<!từ )đến(?:\s+hết)?"
    rf"(?=\s+ngày))\s[^.;,()]{{0,25}}?(?:{_FULL}|(?<!\d)\d{{1,2}}/\d{{1,2}}(?![\d/])|tháng\s+\d{{1,2}}"
    rf"(?:\s*/\s*|\s+năm\s+)20\d\d|quý\s+[IV1-4]+(?:\s*/\s*|\s+năm\s+)20\d\d))",
    "chậm nhất|muộn nhất|trước|đến",
    hint=r"\d\s?[/.-]\s?\d|tháng\s+\d|quý\s+[iv1-4]",
)
_WITHIN = Guarded(
    r"(?:[Hh]oàn thành|[Xx]ong|[Tt]hực hiện xong|[Tt]hời gian(?:\s+(?:thực hiện|hoàn thành))?"
    r"|[Tt]hời hạn(?:\s+(?:thực hiện|hoàn thành))?)[^.;]{0,60}?"
    r"(?P<due>(?:trong\s+|hết\s+|đến\s+(?:hết\s+)?|cuối\s+|:\s*)?(?:[Qq]uý\s+(?:IV|I{1,3}|[1-4])"
    r"(?:\s*[,và-]+\s*(?:IV|I{1,3}|[1-4]))*(?:\s*/\s*|\s+năm\s+)20\d\d|[Tt]háng\s+\d{1,2}(?:\s*/\s*"
    r"|\s+năm\s+)20\d\d|năm\s+20\d\d|ngày\s+(?:" + _FULL + r"))(?:\s*[-–]\s*20\d\d)?)",
    "xong|hoàn thành|thời gian|thời hạn",
    hint=r"20\d\d",
)
_TAIL = Guarded(
    r"(?<=[\s(])(?P<due>(?:xong\s+)?(?:trong|ngay trong)\s+(?:[Qq]uý\s+(?:IV|I{1,3}|[1-4])(?:\s*/\s*"
    r"|\s+năm\s+)20\d\d|[Tt]háng\s+\d{1,2}(?:\s*/\s*|\s+năm\s+)20\d\d|năm\s+20\d\d))(?=\s*(?:[.;)]|$))",
    "trong",
    hint=r"20\d\d",
)
_STATED = Guarded(
    r"[Tt]hời (?:gian|hạn)(?:\s+(?:thực hiện|hoàn thành))?\s*:\s*(?P<due>[^.;()]{3,80})", "thời gian|thời hạn"
)
_CLAUSE = re.compile(r"(?:^|[.;:]\s+|^-\s*|\(\s*|định kỳ\s+|báo cáo\s+|,\s+)$", re.IGNORECASE)
_TIMES = re.compile(r"lần\s?/|lần\s+(?:trong|một|mỗi)|/\s?\d*\s*lần")
_PREFIX = re.compile(r"(?:[Đđ]ịnh kỳ|ít nhất|tối thiểu)\s+$")


# Most sentences state no time at all; one cheap look spares them the grammars below.
_HINT = Guarded(
    r"[hH][ằà]ng\s|[mM]ỗi\s|[đĐ]ịnh kỳ|[sS]au khi|mùa\s|[tT]hời (?:gian|hạn)|cuối cùng|[nN]ửa năm"
    r"|[tT]heo (?:quý|tháng)|sáu tháng",
    "hằng|hàng|mỗi|định kỳ|sau khi|mùa|thời gian|thời hạn|cuối cùng|nửa năm|theo quý|theo tháng|sáu tháng",
)
_TIME_HINT = Guarded(
    r"lần|[hH][ằà]ng\s|[mM]ỗi\s|[đĐ]ịnh kỳ|tháng|[nN]ửa năm|[tT]heo quý|cuối cùng",
    "lần|hằng|hàng|mỗi|định kỳ|tháng|nửa năm|theo quý|cuối cùng",
)
_DIGIT = re.compile(r"\d")


def of_text(text: str, year: int | None = None) -> Stated | None:
    """The due time that a duty states in running text, or None. "Thường xuyên" as an adverb is none."""
    if _DIGIT.search(text) is None and _HINT.search(text) is None:
        return None
    stated = _STATED.search(text)
    if stated is not None:
        cell = of_cell(stated["due"], year)
        if cell is not None:
            return Stated(
                Deadline(cell.kind, squeeze(stated["due"]), cell.date, cell.year),
                stated.start("due"),
                stated.end("due"),
            )
    season = _BEFORE_SEASON.search(text)
    if season is not None:
        return Stated(Deadline(DeadlineKind.CONDITIONAL, squeeze(season[0])), season.start(), season.end())
    return _dated(text, year) or _rhythm(text) or _conditional(text)


_BEFORE_SEASON = Guarded(
    r"trước mùa\s+\w+(?:\s+\w+){0,2}?(?:\s+năm\s+20\d\d|\s+h[ằà]ng năm|(?=\s*[.;,)]|$))", "trước mùa"
)
_AFTER_EVENT = Guarded(
    r"(?:ngay\s+)?sau khi\s+(?:[^.;,()]{2,90}?\s(?:ban hành|có hướng dẫn|hướng dẫn|phê duyệt"
    r"|có quy định|thông qua|có hiệu lực|chấp thuận|công bố)|(?:có|được)\s[^.;,()]{3,60})[^.;,()]{0,80}",
    "sau khi",
)


def _conditional(text: str) -> Stated | None:
    """From "… sau khi Chính phủ ban hành cơ chế": due by an event, where nothing else is said."""
    event = _AFTER_EVENT.search(text)
    if event is None:
        return None
    return Stated(Deadline(DeadlineKind.CONDITIONAL, squeeze(event[0])), event.start(), event.end())


def _dated(text: str, year: int | None) -> Stated | None:
    for pattern in (_DUE, _WITHIN, _TAIL):
        for match in pattern.finditer(text):
            printed = squeeze(match["due"]).lstrip(": ")
            if _recurs(text, match.end()) or _cites(text, match.start("due")):
                continue
            if not re.search(r"20\d\d", printed) and _PERIODIC.search(text):
                continue
            found = _first(printed, year)
            if found is not None:
                return Stated(
                    Deadline(found.kind, printed, found.date, found.year),
                    match.start("due"),
                    match.end("due"),
                )
    return None


_PERIODIC = Guarded(
    r"định kỳ|(?:h[ằà]ng|mỗi)\s+(?:năm|quý|tháng)|(?<!\d)0?6\s+tháng(?!\s+(?:đầu|cuối))",
    "định kỳ|hằng|hàng|mỗi|tháng",
    flags=re.IGNORECASE,
)


def _recurs(text: str, end: int) -> bool:
    return re.match(r"\s*(?:h[ằà]ng|mỗi)\s+(?:năm|tháng|quý)", text[end : end + 14]) is not None


def _cites(text: str, start: int) -> bool:
    """Whether the date belongs to a citation or to a state of affairs ("… được cấp phép trước ngày …")."""
    before = text[max(0, start - 40) : start]
    return (
        re.search(r"(?:số\s+\S+\s*|đã\s+\S+\s*|được\s+\S+\s+|có hiệu lực\s+\S*\s*|hoạt động\s+)$", before)
        is not None
    )


_YEARLY = Guarded(
    r"(?:(?:trước|chậm nhất|vào|trong)\s+)?(?:là\s+)?(?:ngày\s+)?(?:\d{1,2}(?:\s?/\s?\d{1,2}"
    r"|\s+tháng\s+\d{1,2})?|tháng\s+\d{1,2}|quý\s+[IVX\d]+)(?:\s+(?:và|,)\s+\d{1,2}\s?/\s?\d{1,2})?\s+"
    r"(?:của tháng\s+)?(?:h[ằà]ng|mỗi)\s+(?:năm|tháng|quý)",
    "hằng|hàng|mỗi",
    flags=re.IGNORECASE,
)
_LAST_DAY = Guarded(r"(?:vào\s+)?ngày cuối cùng của (?:tháng|quý|năm)", "ngày cuối cùng")
_EACH = Guarded(
    r"mỗi\s+(?:năm|quý|tháng)\s+(?:(?:ít nhất|tối thiểu)\s+)?(?:một|\d{1,2})\s+\w+(?:\s+\w+)?",
    "mỗi",
    flags=re.IGNORECASE,
)
_NOUN_BEFORE = re.compile(
    r"(?:kế hoạch|dự toán|chủ đề|ngân sách|chương trình|kinh phí|trung hạn và|báo cáo|thường niên"
    r"|hội nghị|đánh giá|nhiệm vụ|công tác|kết quả|ngắn hạn|dài hạn|vốn|đầu tư công)(?:\s+\w+){0,4}\s+$",
    re.IGNORECASE,
)
_ACT_BEHIND = re.compile(r"\s*(?:[.;,)]|$|(?:gửi|đến|cho|về|báo cáo|tổ chức|trên|tại|với|theo)(?!\w))")


def _rhythm(text: str) -> Stated | None:
    if _TIME_HINT.search(text) is None:
        return None
    each = _EACH.search(text)
    if each is not None and not _TIMES.search(text[: each.start()]):
        return _recurring(text, each.start(), each.end())
    counted = next((m for m in RHYTHM.finditer(text) if _TIMES.search(m[0])), None)
    if counted is not None:
        prefix = _PREFIX.search(text[: counted.start()])
        start = (
            prefix.start()
            if prefix is not None
            else counted.start() + len(counted[0]) - len(counted[0].lstrip())
        )
        return _recurring(text, start, counted.end())
    yearly = _YEARLY.search(text) or _LAST_DAY.search(text)
    if yearly is not None:
        return _recurring(text, yearly.start(), yearly.end())
    for match in RHYTHM.finditer(text):
        if _opens_clause(text, match) or _ends_clause(text, match):
            return _recurring(text, match.start(), match.end())
    return None


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
    return _ACT_BEHIND.match(text, match.end()) is not None and _NOUN_BEFORE.search(clause) is None


def _recurring(text: str, start: int, end: int) -> Stated:
    return Stated(Deadline(DeadlineKind.RECURRING, squeeze(text[start:end])), start, end)


_FREQUENCIES = (
    (r"1\s?[-–]\s?0?2\s+lần\s?/\s?năm", "1-2/year"),
    (r"0?2\s+năm\s?/\s?(?:0?1\s+)?lần|2 năm (?:một|1|01) lần|hai năm", "biennial"),
    (
        r"h[ằà]ng tháng|mỗi tháng|lần\s?/\s?tháng|của tháng|0?1\s+tháng\s?/\s?(?:0?1\s+)?lần"
        r"|theo tháng|tháng một lần",
        "monthly",
    ),
    (r"h[ằà]ng quý|mỗi quý|quý một|lần\s?/\s?quý|theo quý|(?<!\d)0?3\s+tháng", "quarterly"),
    (r"(?<!\d)0?6\s+tháng|nửa năm|0?2\s+lần\s?/\s?năm|sáu tháng", "semiannual"),
    (
        r"h[ằà]ng năm|mỗi năm|(?<!\d)(?:0?1\s+)?lần\s?/\s?(?:0?1\s+)?năm|0?1\s+năm|định kỳ năm"
        r"|cuối năm",
        "annual",
    ),
)


def frequency(text: str) -> str | None:
    """The rhythm named in `text`: monthly, quarterly, semiannual, annual, biennial, 1-2/year; None where
    none.

    >>> frequency("định kỳ 06 tháng (trước ngày 05/7), 01 năm (trước ngày 10/12)")
    'semiannual'
    """
    lowered = squeeze(text).lower()
    if re.search(r"(?<!\d)0?6\s+tháng[^.;]*(?:năm|hằng năm|hàng năm)", lowered) and "lần" not in lowered:
        return "semiannual"
    return next((name for pattern, name in _FREQUENCIES if re.search(pattern, lowered)), None)
