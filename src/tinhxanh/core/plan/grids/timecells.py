"""Due times of a broken table whose cell was printed on two lines or beside the end of another cell."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tinhxanh.core.plan.normal import squeeze
from tinhxanh.core.plan.source import Line

_DAY = r"(?:\d{1,2}\s?[/.-]\s?)?\d{1,2}\s?[/.-]\s?20\d\d"
_DAY_MONTH = r"\d{1,2}/\d{1,2}(?![\d/])"
_DONE = r"(?:(?:xong|hoàn thành)\s+)?"
_YEARS = r"20\d\d(?:\s?[-–]\s?20\d\d)?"
_QUARTER = (
    rf"quý\s+(?:[ivx]+|\d)(?:\s?(?:,|và|-|–)\s?(?:quý\s+)?(?:[ivx]+|\d))?(?:\s?[/,]?\s?(?:năm\s+)?{_YEARS})?"
)
_MONTH = (
    r"tháng\s+\d{1,2}(?:\s?(?:,|và|-|–)\s?(?:tháng\s+)?\d{1,2})?"
    rf"(?:\s?/\s?{_YEARS}|\s+năm\s+{_YEARS}|\s+hằng\s+năm)?"
)
_TIME = re.compile(
    rf"(?:(?:làm\s+)?thường xuyên(?:,?\s+(?:liên tục|h[ằà]ng (?:năm|quý|tháng)))?|liên tục"
    rf"|(?:định kỳ\s+)?h[ằà]ng\s+(?:năm|quý|tháng|tuần|ngày)|định kỳ(?:\s+\d{{1,2}} tháng)?"
    rf"|(?:trong\s+|cả\s+|đến\s+|hết\s+|từ\s+)?năm\s+{_YEARS}(?:\s+(?:và|đến)\s+(?:các\s+|những\s+)?năm"
    rf"\s+(?:tiếp theo|sau))?|{_YEARS}|cả năm|trước mùa (?:mưa|khô|bão|lũ)(?:\s+năm\s+{_YEARS})?"
    rf"|giai đoạn\s+{_YEARS}|{_DONE}(?:trong\s+|đến\s+hết\s+|hết\s+|từ\s+|trước\s+)?{_QUARTER}"
    rf"|{_DONE}(?:trong\s+|đến\s+hết\s+|hết\s+|từ\s+|trước\s+|cuối\s+|đầu\s+)?{_MONTH}"
    rf"|{_DONE}(?:trong|hết)\s+năm\s+20\d\d"
    rf"|{_DONE}(?:trước|đến|đến hết|chậm nhất|trước hết)\s+(?:ngày\s+)?(?:{_DAY}|{_DAY_MONTH})|"
    rf"(?:ngày\s+)?{_DAY}|ngày\s+{_DAY_MONTH}"
    rf"|theo (?:tiến độ|kế hoạch|yêu cầu|quy định)(?:\s+(?:thực hiện|hằng năm|hàng năm|của Trung ương))?"
    rf"|(?:0?6|sáu) tháng(?:\s+(?:đầu|cuối)\s+năm(?:\s+20\d\d)?|\s*/\s*lần)?|(?:0?\d)\s+tháng\s*/\s*lần)",
    re.IGNORECASE,
)
# The first word of such a cell, printed behind the end of the cell before it.
_BEGUN = re.compile(
    r"(?P<cell>\S.*\S)\s+(?P<time>Thường|Quý|Tháng|Trước(?: ngày| tháng| quý)?|Hằng|Hàng|Năm|Giai đoạn"
    r"|Trong(?: năm| quý| tháng)?|Định kỳ|Liên|Đến(?: ngày| năm)?|Hoàn(?: thành(?: trong| trước)?)?"
    r"|Chậm(?: nhất)?|Theo(?: tiến)?)\s*"
)
MOST = 4  # lines that one due time takes in a narrow column


def join(lines: Sequence[Line]) -> list[Line]:
    """The lines of a row with each due time on a line of its own.

    >>> [line.text for line in join([Line("Sở Y tế Quý"), Line("III/2027")])]
    ['Sở Y tế', 'Quý III/2027']
    """
    found: list[Line] = []
    at = 0
    while at < len(lines):
        taken = _whole(lines, at)
        if taken > 1:
            found.append(_one(lines[at : at + taken], ""))
            at += taken
            continue
        begun = _BEGUN.fullmatch(lines[at].text.strip())
        taken = _goes_on(lines, at + 1, begun["time"]) if begun is not None else 0
        if begun is not None and taken:
            found.append(Line(begun["cell"], lines[at].page, lines[at].box))
            found.append(_one(lines[at + 1 : at + 1 + taken], begun["time"]))
            at += taken + 1
            continue
        found.append(lines[at])
        at += 1
    return found


def is_whole(text: str) -> bool:
    """Whether a cell is a due time from its first word to its last.

    >>> is_whole("Trước ngày 30/6/2027"), is_whole("Trước ngày")
    (True, False)
    """
    return _TIME.fullmatch(squeeze(text)) is not None


def scan(text: str, at: int) -> int:
    """Where the due time that begins at `at` ends; `at` where none does."""
    found = _TIME.match(text, at)
    return found.end() if found is not None and not text[found.end() : found.end() + 1].isalnum() else at


def _whole(lines: Sequence[Line], at: int) -> int:
    """How many lines from `at` on are one due time that the first alone is not; 0 where none are."""
    if len(lines[at].text) > 24 or _TIME.fullmatch(lines[at].text.strip()):
        return 0
    return next((n for n in range(2, MOST + 1) if _is_time(lines[at : at + n], n)), 0)


def _goes_on(lines: Sequence[Line], at: int, begun: str) -> int:
    for count in range(1, MOST):
        taken = lines[at : at + count]
        if len(taken) == count and _TIME.fullmatch(
            squeeze(" ".join([begun, *(line.text for line in taken)]))
        ):
            return count
    return 0


def _is_time(lines: Sequence[Line], count: int) -> bool:
    return len(lines) == count and _TIME.fullmatch(squeeze(" ".join(line.text for line in lines))) is not None


def _one(lines: Sequence[Line], before: str) -> Line:
    text = squeeze(" ".join([before, *(line.text for line in lines)]))
    return Line(text, lines[0].page, lines[0].box)
