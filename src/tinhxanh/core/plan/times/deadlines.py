"""The grammar of due times: what a "time" cell says, and what a duty says in running text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from tinhxanh.core.plan.aiming import goals
from tinhxanh.core.plan.guards import AnyOf, Guarded, Words
from tinhxanh.core.plan.normal import squeeze
from tinhxanh.core.plan.times import duedates, rhythms
from tinhxanh.core.plan.times.duedates import FULL
from tinhxanh.core.values import Deadline, DeadlineKind

_ONGOING = re.compile(r"thường xuyên|liên tục|hằng ngày|hàng ngày", re.IGNORECASE)
_EVENT = re.compile(
    r"(?:ngay\s+)?(?:sau khi|khi có|khi|trước khi|trước mùa|sau)\s|theo\s+(?:tiến độ|hướng dẫn|yêu cầu"
    r"|kế hoạch|lộ trình|chỉ đạo|quy định|thời gian)|đột xuất|phát sinh",
    re.IGNORECASE,
)
_UPON = re.compile(
    r"(?:ngay\s+)?sau khi|khi có|sau\s+(?!\d)"
    r"|(?:(?:chậm nhất|muộn nhất|trong|vòng|thời hạn|không quá|là|sau)\s+)*"
    r"\d+\s+(?:ngày|tháng|tuần)\s+(?:làm việc,?\s+)?(?:sau|kể từ|tính từ|từ (?:khi|ngày))",
    re.IGNORECASE,
)
_THIS_YEAR = re.compile(r"(?:(?:trong|đến|hết|cuối|cả)\s+)+năm(?:\s+kế hoạch)?", re.IGNORECASE)
_SEASON = re.compile(r"trước (?:và trong )?mùa\s", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_DAY_MONTH = re.compile(r"\d{1,2}/\d{1,2}")


@dataclass(frozen=True, slots=True)
class Stated:
    """A due time at `[start, end)` of the searched text."""

    deadline: Deadline
    start: int
    end: int


@lru_cache(maxsize=1024)
def of_cell(cell: str, year: int | None = None) -> Deadline | None:
    """What a "time" cell says; `year` is the plan's own where a quarter, month or day names none.
    Remembered: the rows of a table repeat their times.

    >>> of_cell("Quý II/2026").date
    datetime.date(2026, 6, 30)
    """
    text = squeeze(cell).strip(" .;")
    if text.endswith(")") and "(" not in text:  # the end of the brackets that the time stands in
        text = text[:-1].rstrip()
    if not text:
        return None
    if year is not None and _THIS_YEAR.fullmatch(text):
        return Deadline(DeadlineKind.YEAR, text, None, year)
    rhythm = rhythms.RHYTHM.search(text) is not None or text.lower() in {"định kỳ", "theo định kỳ"}
    if _ONGOING.match(text) or (_ONGOING.search(text) and not rhythm and not _DIGIT.search(text)):
        return Deadline(DeadlineKind.ONGOING, text)
    if _SEASON.match(text) or (not rhythm and _UPON.match(text)):
        return Deadline(DeadlineKind.CONDITIONAL, text)
    if rhythm:
        return Deadline(DeadlineKind.RECURRING, text)
    # A day and a month with no other word: "31/12".
    stated = duedates.first(f"ngày {text}" if _DAY_MONTH.fullmatch(text) else text, year)
    if stated is not None:
        return Deadline(stated.kind, text, stated.date, stated.year)
    if _EVENT.search(text) or _DIGIT.search(text):
        return Deadline(DeadlineKind.CONDITIONAL, text)
    return None


# In running text a date is due only behind a word that says so; a rhythm only where it opens a clause.
_QUARTER_OF = r"[Qq]uý\s+(?:IV|I{1,3}|[1-4])(?:\s*(?:,|-|–|và)\s*(?:[Qq]uý\s+)?(?:IV|I{1,3}|[1-4]))*"
_OF_YEAR = r"(?:\s*/\s*|\s+năm\s+)20\d\d"
_HALF = r"(?:0?6|[Ss]áu)\s+tháng\s+(?:đầu|cuối)\s+năm\s+20\d\d"
_PERIOD = rf"(?:(?:{_QUARTER_OF}|[Tt]háng\s+\d{{1,2}}){_OF_YEAR}|{_HALF})"
_DUE = Guarded(
    rf"(?P<due>(?:[Cc]hậm nhất|[Mm]uộn nhất|[Tt]rước(?:\s+ngày)?|(?<!tính )(?<!từ )[Đđ]ến(?:\s+hết"
    rf"(?=\s+(?:tháng|quý)\s)|(?:\s+hết)?(?=\s+ngày)))\s[^.;,()]{{0,25}}?(?:{FULL}|(?<!\d)\d{{1,2}}"
    rf"(?:/|\s+tháng\s+|(?:(?<=ngày \d)|(?<=ngày \d\d))-)\d{{1,2}}(?!\s?[/-]\s?\d|\d|\s+năm\s+20)"
    rf"|tháng\s+\d{{1,2}}{_OF_YEAR}"
    rf"|quý\s+[IV1-4]+{_OF_YEAR}))",
    "/|tháng|quý|20|ngày ",
    hint=r"(?:chậm|muộn) nhất|trước|đến",
)
_ALSO = re.compile(rf"\s*(?:,|;)?\s*(?:và|,)\s*(?:trước\s+)?(?:ngày\s+)?(?:{FULL})")
_WITHIN = Guarded(
    r"(?:[Hh]oàn thành|[Xx]ong|[Tt]hực hiện xong|[Tt]hời gian(?:\s+(?:thực hiện|hoàn thành))?"
    r"|[Tt]hời hạn(?:\s+(?:thực hiện|hoàn thành))?)[^.;]{0,60}?"
    rf"(?P<due>(?:trong\s+|hết\s+|đến\s+(?:hết\s+)?|cuối\s+|vào\s+|:\s*)?(?:{_PERIOD}|năm\s+20\d\d"
    rf"|ngày\s+(?:{FULL}))(?:\s*[-–]\s*20\d\d)?)",
    "20",
    hint=r"xong|hoàn thành|thời (?:gian|hạn)",
)
_TAIL = Guarded(
    rf"(?<=[\s(])(?P<due>(?:xong\s+)?(?:(?:trong|ngay trong)\s+(?:{_PERIOD}|năm\s+20\d\d)"
    rf"|(?:vào|tại [Kk]ỳ họp)\s+(?:cuối\s+)?{_PERIOD}|tại [Kk]ỳ họp\s+(?:cuối\s+|giữa\s+)?năm\s+20\d\d))"
    r"(?=\s*(?:[.;,)]|$))",
    "20",
    hint=r"trong|vào|kỳ họp",
)
# "Trong quý II năm 2026, Sở X …": the time opens the sentence; half a year there is what a plan is for.
_OPENING = Guarded(
    rf"^(?:[-–+]\s*)?(?P<due>(?:[Tt]rong|[Hh]ết|[Vv]ào|[Xx]ong trong)\s+(?:cuối\s+)?"
    rf"(?:{_QUARTER_OF}|[Tt]háng\s+\d{{1,2}}){_OF_YEAR})(?=\s*,)",
    "20",
    hint=r"trong|hết|vào",
)
_MAY_DATE = AnyOf(_DUE, _WITHIN, _TAIL, _OPENING)
_STATED = Guarded(
    r"[Tt]hời (?:gian|hạn)(?:\s+(?:thực hiện|hoàn thành))?\s*:\s*(?P<due>[^.;()]{3,80})", "thời gian|thời hạn"
)
# Most sentences state no time at all; a look for a figure or one of these spares them the grammars below.
_HINT = Words(
    *("hằng ", "hàng ", "mỗi ", "định kỳ", "sau khi", "mùa ", "thời gian", "thời hạn", "cuối cùng"),
    *("nửa năm", "theo quý", "theo tháng", "sáu tháng", "lần trong ", "lần một ", "lần mỗi "),
)


def of_text(text: str, year: int | None = None) -> Stated | None:
    """The due time that a duty states in running text, or None. "Thường xuyên" as an adverb is none."""
    if not _MAY_STATE.may_match(text) or (_DIGIT.search(text) is None and not _HINT.may_match(text)):
        return None
    stated = _STATED.search(text)
    if stated is not None:
        cell = of_cell(stated["due"], year)
        if cell is not None:
            return _stated(cell, text, *stated.span("due"))
    season = _BEFORE_SEASON.search(text)
    if season is not None:
        return Stated(Deadline(DeadlineKind.CONDITIONAL, squeeze(season[0])), season.start(), season.end())
    return _dated(text, year) or _rhythm(text) or _conditional(text)


def _stated(deadline: Deadline, text: str, start: int, end: int) -> Stated:
    printed = squeeze(text[start:end]).lstrip(": ")
    return Stated(Deadline(deadline.kind, printed, deadline.date, deadline.year), start, end)


_BEFORE_SEASON = Guarded(
    r"[Tt]rước mùa\s+\w+(?:\s+\w+){0,2}?(?:\s+năm\s+20\d\d|\s+h[ằà]ng năm|(?=\s*[.;,)]|$))",
    "trước mùa",
)
_DONE = r"(?:ban hành|có hướng dẫn|hướng dẫn|phê duyệt|có quy định|thông qua|có hiệu lực|chấp thuận|công bố)"
_AFTER_EVENT = Guarded(
    rf"(?:[Nn]gay\s+)?[Ss]au khi\s+(?:[^.;,()]{{2,90}}?\s{_DONE}|(?:có|được)\s[^.;,()]{{3,60}})"
    r"[^.;,()]{0,80}",
    "sau khi",
)
_DAYS_AFTER = Guarded(
    r"(?:(?:chậm nhất|muộn nhất)(?:\s+(?:là|sau|trong|trong vòng))*|trong(?:\s+(?:vòng|thời hạn))?)\s+"
    r"\d{1,3}\s+(?:ngày|tháng|tuần|giờ)(?:\s+làm việc)?,?\s+(?:sau khi|sau|kể từ|tính từ)\s[^.;,()]{3,110}",
    "ngày|tháng|tuần|giờ",
    hint=r"\d\s+(?:ngày|tháng|tuần|giờ)",
    flags=re.IGNORECASE,
)
_HANDED_IN = re.compile(r"hoàn thành|xong|trình|gửi|báo cáo|ban hành|nộp|chậm nhất|muộn nhất", re.IGNORECASE)
# A sentence for which this does not hold states no due time.
_MAY_STATE = AnyOf(_STATED, _BEFORE_SEASON, _MAY_DATE, rhythms.MAY_STATE, _AFTER_EVENT, _DAYS_AFTER)


def _conditional(text: str) -> Stated | None:
    """From "… sau khi Quốc hội thông qua luật": due by an event, where nothing else is said."""
    event = _DAYS_AFTER.search(text)
    if event is not None and not _HANDED_IN.search(text[: event.start() + 10]):
        event = None  # "trả kết quả trong 05 ngày kể từ ngày nhận hồ sơ": how long a service takes
    event = event or _AFTER_EVENT.search(text)
    if event is None:
        return None
    return Stated(Deadline(DeadlineKind.CONDITIONAL, squeeze(event[0])), event.start(), event.end())


def _rhythm(text: str) -> Stated | None:
    span = rhythms.in_text(text)
    if span is None:
        return None
    return Stated(Deadline(DeadlineKind.RECURRING, squeeze(text[span[0] : span[1]])), *span)


def _dated(text: str, year: int | None) -> Stated | None:
    if not _MAY_DATE.may_match(text):
        return None
    for pattern in (_DUE, _WITHIN, _TAIL, _OPENING):
        for match in pattern.finditer(text):
            start, end = match.span("due")
            if _recurs(text, end) or _cites(text, start) or (pattern is _TAIL and _is_of_number(text, match)):
                continue
            if not re.search(r"20\d\d", match["due"]) and _is_periodic(text):
                continue
            also = _ALSO.match(text, end)  # "trước ngày 15/6/2026 và ngày 15/12/2026": done by the last
            found = duedates.first(squeeze(text[start : also.end() if also is not None else end]), year)
            if found is not None:
                return _stated(found, text, start, also.end() if also is not None else end)
    return None


def _is_of_number(text: str, match: re.Match[str]) -> bool:
    """Whether "trong năm 2026" is the year of a number in its clause ("trồng 40 ha rừng trong năm 2026"), or
    says before a comma when something happens ("… được công bố trong năm 2026, …").
    """
    if re.search(r"(?:trong|vào)\s+năm", match["due"]) is None:
        return False
    if text.startswith(",", match.end()):
        return True
    start = match.start()
    clause = text[max(text.rfind("; ", 0, start), text.rfind(". ", 0, start)) + 1 : start]
    return any(goal.measure in {"percent", "count"} for goal in goals.find(clause, False))


_PERIODIC = Guarded(
    r"định kỳ|(?:h[ằà]ng|mỗi)\s+(?:năm|quý|tháng)|(?<!\d)0?6\s+tháng(?!\s+(?:đầu|cuối))",
    "định kỳ|hằng|hàng|mỗi|tháng",
    flags=re.IGNORECASE,
)


@lru_cache(maxsize=16)
def _is_periodic(text: str) -> bool:
    """Whether a rhythm is named in `text`: asked at each of its times, looked for once."""
    return _PERIODIC.search(text) is not None


def _recurs(text: str, end: int) -> bool:
    return re.match(r"\s*(?:h[ằà]ng|mỗi)\s+(?:năm|tháng|quý)", text[end : end + 14]) is not None


def _cites(text: str, start: int) -> bool:
    """Whether the date belongs to a citation or to a state of affairs ("… được cấp phép trước ngày …")."""
    before = text[max(0, start - 40) : start]
    return (
        re.search(r"(?:số\s+\S+\s*|đã\s+\S+\s*|được\s+\S+\s+|có hiệu lực\s+\S*\s*|hoạt động\s+)$", before)
        is not None
    )
