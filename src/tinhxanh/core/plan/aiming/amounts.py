"""What a goal counts or measures that no grammar of its own tells: "điện gió 300 MW", "3 khu công nghiệp".

In a section of goals every number with a thing or a unit behind it is one to reach, but for what dates,
orders, limits or explains.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tinhxanh.core.plan import numbers
from tinhxanh.core.plan.aiming import things
from tinhxanh.core.plan.aiming.goalparts import (
    NUMBER,
    Goal,
    clause_start,
    comparator,
    subject_before,
    without_tail,
    year_of,
)
from tinhxanh.core.plan.normal import squeeze

_SCALE = r"(?:nghìn|ngàn|vạn|triệu|tỷ)"
_NO_THING = (
    r"(?:năm|tháng|quý|tuần|phút|ngày(?!\s*/)|giờ(?!\s*/)|điểm(?!\s+(?:thường|nóng|thu|tập|đen|xả|du lịch"
    r"|bán))"
    r"|phần trăm|hạng|bậc|thứ|chỉ số|chỉ tiêu|mục tiêu|nhóm|nội dung|nhiệm vụ|giải pháp|giai đoạn|điều|khoản"
    r"|mục|phần|cấp|chiều|lần|lượt|kỳ|tỉnh|thành|trụ cột|đến|và|hoặc|của|trở|trong|so|theo|như|là|bên|tuổi"
    r"|sao|thế hệ"
    r"|đạt|được|có|còn|không|phải|thì|lên|xuống|tăng|giảm)"
)
_AMOUNT = re.compile(
    rf"(?<![\w.,/–-])(?P<v>{NUMBER})(?:\s*[-–]\s*(?P<v2>{NUMBER})|/\d{{1,4}})?\s+"
    rf"(?=(?P<noun>(?!{_NO_THING}(?!\w))(?:{_SCALE}\s+)?[^\W\d_](?:[^,.;:()“”\"]"
    rf"|(?<=\d)[.,](?=\d)){{0,200}}))",
    re.IGNORECASE,
)
# Behind these a number dates, orders, limits or tells what something is measured against.
_BOUND = re.compile(
    r"(?:năm|tháng|ngày|quý|số|Điều|khoản|điểm|mục|phần|giai đoạn|loại|cấp|thứ|hạng|bậc|quy mô|ISO|QCVN|TCVN"
    r"|so với|chiếm|trong|tổng số|nhóm|bảng|phụ lục|biểu)\s*$",
    re.IGNORECASE,
)
_NOUN_ENDS = re.compile(
    r"\s+(?:để|nhằm|trước|trong\s+(?:thời gian|năm|quý|tháng|giai đoạn|đó)|vào|(?:đến\s+|hết\s+"
    r"|cuối\s+)*năm\s+20"
    r"|theo|mỗi|hằng năm|hàng năm|phục vụ|thông qua|chậm nhất|giai đoạn\s+20|so với|và\s+\d|trở lên"
    r"|(?:từ|đến)\s+ngày)(?!\w)"
    r"|\s+năm\s+20\d\d"
)
# Behind a share a number tells of what it is a share, unless a verb of its own leads to it.
_OF_SHARE = re.compile(r"\d\s?%[^;]*$")
_AGAIN = re.compile(
    r"\s*(?:\([^()]*\)\s*)?(?:(?:vào|đến|trong)\s+)?(?:(?:hết|cuối)\s+)?(?:năm\s+20\d\d)?\s*(?:,|và|,\s*và"
    r"|lên|rồi)\s*"
    r"(?:đến\s+năm\s+20\d\d\s*)?(?:(?:đạt|có|lên|là|tăng lên|trên|ít nhất|tối thiểu)\s+)*",
    re.IGNORECASE,
)


# "đạt mức phát thải ròng bằng “0” vào năm 2050"
_ZERO = re.compile(
    r"(?P<subject>(?:mức\s+)?phát thải ròng(?:\s+khí nhà kính)?)\s+(?:bằng|về|về mức"
    r"|ở mức)\s+(?:mức\s+)?[“\"‘']?"
    r"(?P<v>0|không)(?!\w)[”\"’']?",
    re.IGNORECASE,
)


def net_zero(text: str) -> Iterator[Goal]:
    """Net emissions of nought, which has no unit."""
    for match in _ZERO.finditer(text) if "ròng" in text else ():
        year = year_of(text, clause_start(text, match.start()), match.start("v"), match.end())
        yield Goal("count", "=", 0.0, None, squeeze(match["subject"]), year, *match.span("v"))


def find(text: str, told: Sequence[Goal]) -> Iterator[Goal]:
    """The amounts in `text` that none of the goals `told` is; these are in printed order."""
    ahead = 0
    nearest: Goal | None = None
    for match in _AMOUNT.finditer(text):
        at = match.start("v")
        while ahead < len(told) and told[ahead].end <= at:
            nearest = told[ahead] if told[ahead].measure == "count" else nearest
            ahead += 1
        if (ahead < len(told) and told[ahead].start <= at) or _is_bound(text, match):
            continue
        goal = _goal(text, match, nearest)
        if goal is not None:
            nearest = goal
            yield goal


_NEXT_TO = 60  # letters before a number in which the words stand that bound it or lead to it


def _is_bound(text: str, match: re.Match[str]) -> bool:
    at = match.start()
    begin = clause_start(text, at)
    near = text[max(begin, at - _NEXT_TO) : at]
    if _BOUND.search(near) or things.LIMIT.search(near):
        return True
    if text.rfind("(", begin, at) > text.rfind(")", begin, at):
        return True
    if text.rfind("“", begin, at) > text.rfind("”", begin, at):
        return True
    is_of_share = text.find("%", begin, at) >= 0 and _OF_SHARE.search(text[begin:at]) is not None
    return is_of_share and not (_REACHED.search(near) or things.DEED_AT_END.search(near))


def _goal(text: str, match: re.Match[str], nearest: Goal | None) -> Goal | None:
    noun = _NOUN_ENDS.split(_whole(text, match), maxsplit=1)[0].rstrip()
    start, end = match.start("v"), match.start("noun") + len(noun)
    subject = _subject(text, match, noun, nearest)
    if not subject:
        return None
    begin = clause_start(text, start)
    inner = max(begin, nearest.end) if nearest is not None else begin
    year = year_of(text, inner, start, end) or year_of(text, begin, start, end)
    sign = ">=" if match["v2"] else comparator(text, start, match.end("v"))
    unit = things.measure(noun) or things.unit(noun)
    return Goal("count", sign, numbers.value(match["v"]), unit, subject, year, start, match.end("v"))


_TWIN = re.compile(rf",\s+(?:{'|'.join(two for _, two in things.TWINS)})(?!\w)[^,.;:()]*")


def _whole(text: str, match: re.Match[str]) -> str:
    """The thing with its second half behind a comma ("xã, phường", "thôn, bản")."""
    noun = match["noun"]
    twin = _TWIN.match(text, match.end("noun"))
    firsts = tuple(one for one, _ in things.TWINS)
    return noun + twin[0] if twin is not None and noun.rstrip().endswith(firsts) else noun


def _subject(text: str, match: re.Match[str], noun: str, nearest: Goal | None) -> str:
    """What the amount is of: the words of the one before where both say the same unit and only a year
    stands between; else the words before it in its part of the clause, where it measures; else the things.
    """
    begin = clause_start(text, match.start())
    measure = things.measure(noun)
    if nearest is not None and nearest.end > begin:
        if _goes_on(text, nearest, match.start(), measure or things.unit(noun)):
            return nearest.subject
        begin = text.rfind(",", nearest.end, match.start()) + 1 or nearest.end
    before = text[begin : match.start()]
    counted = squeeze(noun[len(measure) :]) if measure else things.without_unit(squeeze(noun))
    near = before[-_NEXT_TO:]
    if _REACHED.search(near) or (measure and not things.DEED_AT_END.search(near)):
        named = subject_before(before)
        if len(named) > 3:
            return named
    deed = squeeze(without_tail(before)).strip(" ,:;-–+")
    if _ADDED.match(counted) and deed:
        return f"{deed} {counted}"
    return counted if len(counted) >= things.SHORT else deed or counted


_ADDED = re.compile(r"(?:từ|cho|tại|trên|vào|ở)\s")
_REACHED = re.compile(
    r"\s(?:đạt|lên|còn|xuống|là|ở mức|bằng)\s+(?:(?:khoảng|trên|dưới|từ|tối thiểu|ít nhất|không quá|mức"
    r"|hơn)\s+)*$"
)


def _goes_on(text: str, nearest: Goal, at: int, unit: str) -> bool:
    """Whether an amount at `at` only gives a further number of what the one before is of."""
    told = nearest.unit or ""
    if told.split()[:1] != unit.split()[:1] or at - nearest.end > _NEAR:
        return False
    between = text[nearest.end : at].lstrip()
    named = between.startswith(
        nearest.subject
    )  # "03 khu công nghiệp sinh thái": the things begin with the unit
    return _AGAIN.fullmatch(between.removeprefix(nearest.subject if named else told)) is not None


_NEAR = 300  # letters between two numbers of one list
