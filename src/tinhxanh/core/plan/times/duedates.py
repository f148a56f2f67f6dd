"""The forms of a due day, month, quarter or year: printed words -> the last day meant."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from tinhxanh.core.plan.times import dates
from tinhxanh.core.values import Deadline, DeadlineKind

_OF_YEAR = r"(?:\s*(?:/|-|,)\s*|\s+năm\s+)(?P<year>20\d\d)"
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


FULL = r"\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?20\d\d|\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+20\d\d"
_UNTIL = (
    r"(?:(?:chậm nhất|muộn nhất)(?:\s+(?:là|vào|đến|trước))*\s+(?:hết\s+)?(?:ngày\s+)?|trước\s+(?:ngày\s+)?"
    r"|(?:đến|hết|xong|vào|trong)\s+(?:hết\s+)?ngày\s+|ngày\s+)"
)
_DAY = (
    rf"(?:(?:từ\s+(?:ngày\s+)?(?:\d[\d/.]*|\d{{1,2}}\s+tháng\s+\d{{1,2}}(?:\s+năm\s+\d{{4}})?)\s+)?{_UNTIL})"
)
_FORMS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (re.compile(rf"{_DAY}?(?:{FULL})", re.IGNORECASE), _by_date),
    (
        re.compile(
            rf"{_UNTIL}(?P<d>\d{{1,2}})\s?(?:/|\s+tháng\s+)\s?(?P<m>\d{{1,2}})(?![\d/])", re.IGNORECASE
        ),
        _by_day_month,
    ),
    (
        re.compile(
            rf"(?:(?:trong|từ|hết|xong|trước|cuối|đầu)\s+)*(?:quý\s+|(?<!\w)q\.?\s?(?=[1-4](?!\d)))(?P<quarters>(?:IV|I{{1,3}}|[1-4])"
            rf"(?:\s*(?:,|-|–|và|đến)\s*(?:quý\s+)?(?:IV|I{{1,3}}|[1-4])(?!\w))*)(?!\w)(?:{_OF_YEAR})?",
            re.IGNORECASE,
        ),
        _by_quarter,
    ),
    (
        re.compile(r"(?:0?6|sáu)\s+tháng\s+(?P<half>đầu|cuối)\s+năm(?:\s+(?P<year>20\d\d))?", re.IGNORECASE),
        _by_half,
    ),
    (
        re.compile(
            r"(?:(?:trong|từ|hết|xong|cuối|đến)\s+)*(?P<before>trước\s+)?tháng\s+(?P<months>\d{1,2}"
            r"(?:\s*(?:-|–|,|và|đến tháng)\s*\d{1,2})*)(?!\d)(?:\s*[/.]\s*|\s+năm\s+|\s+)?"
            r"(?P<year>20\d\d)?",
            re.IGNORECASE,
        ),
        _by_month,
    ),
    (
        re.compile(
            r"(?P<before>trước\s+)?(?<![\d/.])(?P<months>\d{1,2})\s?[/-]\s?(?P<year>20\d\d)(?!\d)",
            re.IGNORECASE,
        ),
        _by_month,
    ),
    (
        re.compile(
            r"(?:(?:trong|hết|đến|cuối|đầu|từ|trước|giai đoạn)\s+)*(?:(?:các\s+)?năm\s+)?"
            r"(?:20\d\d\s*(?:-|–|đến(?:\s+(?:hết\s+)?năm)?)\s*)?(?P<year>20\d\d)(?!\d)",
            re.IGNORECASE,
        ),
        _by_year,
    ),
)


def first(text: str, year: int | None) -> Deadline | None:
    """The due time that `text` names first; of several joined ("quý II và quý IV") the last one."""
    for pattern, read in _FORMS:
        found: Deadline | None = None
        end = 0
        for match in pattern.finditer(text):
            if found is not None and _JOINT.fullmatch(text, end, match.start()) is None:
                break
            date, stated = read(match, year)
            if date is not None:
                found = Deadline(DeadlineKind.DATE, match[0], date)
            elif stated is not None:
                found = Deadline(DeadlineKind.YEAR, match[0], None, stated)
            end = match.end()
        if found is not None:
            return found
    return None


_JOINT = re.compile(r"\s*(?:[-–,;]|và|đến|hoặc)\s*(?:và\s+)?")
