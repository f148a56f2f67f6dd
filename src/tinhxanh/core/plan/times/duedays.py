"""The days on which something is owed: a clause -> dates, or months and days of every year."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from tinhxanh.core.plan.facts import Due
from tinhxanh.core.plan.guards import AnyOf, Guarded
from tinhxanh.core.plan.times import dates, deadlines, rhythms

_BY = (
    r"(?<!tính )(?:trước|chậm nhất|muộn nhất|vào|đến|hạn)\s+(?:là\s+)?(?:hết\s+)?(?:ngày\s+)?"
    r"(?:là\s+)?(?:ngày\s+)?"
)
_DUE_DAY = Guarded(
    rf"{_BY}(?P<d>\d{{1,2}})(?:\s?(?:/|\s+tháng\s+)\s?|(?:(?<=ngày \d)|(?<=ngày \d\d))-)(?P<m>\d{{1,2}})"
    r"(?!\s?[/-]\s?\d)(?!\d)(?!\s+năm\s+20)",
    "/|tháng|ngày ",
    hint=r"\d\s?/|\d\s+tháng|ngày \d{1,2}-\d",
    flags=re.IGNORECASE,
)
_FULL = re.compile(r"(?:trước|chậm nhất|muộn nhất|đến hết|đến(?= ngày)|hạn)\s+[^.;]{0,32}$", re.IGNORECASE)
_JOINT = re.compile(r"\s*(?:,|;|và|;\s*và|,\s*và)\s+(?:trước\s+)?(?:ngày\s+)?", re.IGNORECASE)
_MORE = re.compile(
    _JOINT.pattern + r"(?P<d>\d{1,2})\s?(?:/|\s+tháng\s+)\s?(?P<m>\d{1,2})(?!\s?/\s?\d|\d|\s+năm\s+20)",
    re.IGNORECASE,
)
_COMES_ROUND = Guarded(
    r"định kỳ|(?:h[ằà]ng|mỗi)\s+(?:năm|quý|tháng)", "định kỳ|hằng|hàng|mỗi", flags=re.IGNORECASE
)
_QUARTER_DAY = Guarded(
    r"(?:ngày\s+)?(?P<d>\d{1,2})\s+(?:của\s+)?tháng\s+(?P<which>cuối|đầu)(?:\s+(?:cùng|tiên))?\s+(?:của\s+)?"
    r"(?:(?:h[ằà]ng|mỗi|các)\s+)?quý(?!\s+(?:IV|I{1,3}|[1-4])(?!\w))",
    "quý",
    hint=r"\d\s+(?:của\s+)?tháng\s+(?:cuối|đầu)",
    flags=re.IGNORECASE,
)
_PERIOD_END = Guarded(
    r"(?:trình|gửi|báo cáo|hoàn thành|nộp|ban hành|đối thoại)[^.;]{0,220}?(?:trong|trước|vào|xong|đến hết)"
    r"\s+(?P<when>(?:quý\s+(?:IV|I{1,3}|[1-4])|tháng\s+\d{1,2})\s*(?:/|\s+năm\s+)\s*20\d\d)",
    "quý|tháng",
    hint=r"20\d\d",
    flags=re.IGNORECASE,
)
_HANDED_IN = re.compile(r"trình|gửi|báo cáo|nộp|đối thoại", re.IGNORECASE)
# A clause for which this does not hold states no due day at all.
MAY_STATE = AnyOf(dates.DATED, _DUE_DAY, _QUARTER_DAY, _PERIOD_END)


def of_clause(clause: str, year: int | None, once: int | None = None) -> Iterator[Due]:
    """The due days a clause states. A day without a year is one of every year, but where nothing in the
    clause comes round and the document is of one year, `once`. `year`: quarters and months are read too.

    >>> [due.month for due in of_clause("trước ngày 20 của tháng cuối quý", None)]
    [3, 6, 9, 12]
    """
    if not MAY_STATE.may_match(clause):
        return
    yield from _dated(clause)
    yield from _days(clause, once)
    yield from _of_quarters(clause)
    if year is not None or "20" in clause:
        yield from _period_end(clause)


def comes_round(clause: str) -> bool:
    """Whether a clause states that what it asks for comes round."""
    return _COMES_ROUND.search(clause) is not None or bool(rhythms.found(clause))


def _dated(clause: str) -> Iterator[Due]:
    """Full dates behind a word such as "trước", and those joined to one ("… và ngày 20/12/2026")."""
    end: int | None = None
    for match in dates.DATED.finditer(clause):
        date = dates.of_match(match)
        joined = end is not None and _JOINT.fullmatch(clause, end, match.start()) is not None
        if date is None or not (joined or _FULL.search(clause[max(0, match.start() - 40) : match.start()])):
            continue
        yield Due(date=date)
        end = match.end()


def _days(clause: str, once: int | None) -> Iterator[Due]:
    read_to = 0
    for match in _DUE_DAY.finditer(clause):
        if match.start("d") < read_to:
            continue
        stated = _year_behind(clause, match.end()) or (None if comes_round(clause) else once)
        yield from _month_day(match, stated)
        also = _MORE.match(clause, match.end())
        if also is not None:
            yield from _month_day(also, stated)
            read_to = also.end()


def _year_behind(clause: str, end: int) -> int | None:
    """The year that a list of days names only once, behind the last: "15/6 và ngày 15/12/2026"."""
    joint = _JOINT.match(clause, end)
    last = dates.DATED.pattern.match(clause, joint.end()) if joint is not None else None
    date = dates.of_match(last) if last is not None else None
    return date.year if date is not None else None


def _month_day(match: re.Match[str], year: int | None) -> Iterator[Due]:
    month, day = int(match["m"]), int(match["d"])
    if year is not None:
        date = dates.day(year, month, day)
        if date is not None:
            yield Due(date=date)
    elif 1 <= month <= 12 and 1 <= day <= 31:
        yield Due(month=month, day=day)


def _of_quarters(clause: str) -> Iterator[Due]:
    """From "ngày 20 của tháng cuối quý": that day of March, June, September and December."""
    match = _QUARTER_DAY.search(clause)
    if match is None or not 1 <= int(match["d"]) <= 31:
        return
    first = 3 if match["which"].lower() == "cuối" else 1
    for month in range(first, 13, 3):
        yield Due(month=month, day=int(match["d"]))


def _period_end(clause: str) -> Iterator[Due]:
    """From "trình UBND tỉnh trong tháng 8/2026": the last day of the month or quarter."""
    match = _PERIOD_END.search(clause)
    if match is not None and _HANDED_IN.search(match[0]):
        deadline = deadlines.of_cell(match["when"])
        if deadline is not None and deadline.date is not None:
            yield Due(date=deadline.date)


def in_order(due: tuple[Due, ...]) -> tuple[Due, ...]:
    """`due` from the first day to the last, each once."""
    far = dt.date.max
    return tuple(sorted(dict.fromkeys(due), key=lambda d: (d.date or far, d.month or 0, d.day or 0)))
