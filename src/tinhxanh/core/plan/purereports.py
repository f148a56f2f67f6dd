"""Sentences that ask for nothing but a report: they are obligations, no duties."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tinhxanh.core.plan import clauses, orders
from tinhxanh.core.plan.guards import Guarded
from tinhxanh.core.plan.naming import agencies

_REPORT = Guarded(
    r"(?:(?:có trách nhiệm|chịu trách nhiệm|chủ động|thường xuyên|định kỳ|h[ằà]ng (?:năm|quý|tháng)"
    r"|trước ngày)[^.;]{0,110}?\s)?"
    r"(?:tổng hợp(?:\s+chung)?(?:,?\s*(?:và\s+)?báo cáo|\s+(?:kết quả|tình hình)|,)|báo cáo"
    r"|gửi (?:báo cáo|(?=kết quả))|(?:xây dựng|lập)\s+báo cáo)(?!\s+(?:viên|kiểm toán|đánh giá tác động))",
    "báo cáo|tổng hợp|gửi kết quả",
    flags=re.IGNORECASE,
)
# "tổng hợp, tham mưu Giám đốc Sở báo cáo UBND tỉnh": a report that goes up through the head of the office.
_THROUGH_HEAD = re.compile(
    r"(?<=tổng hợp)(,?)\s+(?:và\s+)?(?:tham mưu|giúp|trình)\s+(?:cho\s+|giúp\s+)?[^,;.]{2,60}?\s(?=báo cáo)"
)
_OTHER_DEED = re.compile(
    r"(?:triển khai|tham mưu|rà soát|tuyên truyền|xây dựng kế hoạch|tổ chức thực hiện|hướng dẫn|đôn đốc"
    r"|kiểm tra|phổ biến|lồng ghép|chủ động thực hiện|ban hành|bố trí|phân bổ|theo dõi)(?!\w)"
)
# To write the report that somebody else hands in is to report.
_REPORTED_BY = re.compile(
    r"tham mưu(?:\s+(?:cho|giúp))?\s+(?:Chủ tịch\s+)?(?:UBND|Ủy ban)[^.;,]{0,30}?\sbáo cáo(?!\w)"
)


def asks_only(text: str) -> bool:
    """Whether every sentence of `text` asks for a report and for nothing else.

    >>> asks_only("Sở Y tế tổng hợp, báo cáo UBND tỉnh."), asks_only("Sở Y tế kiểm tra và báo cáo UBND tỉnh.")
    (True, False)
    """
    if not _REPORT.may_match(text):
        return False
    asked = [one for one in _sentences(clauses.behind_label(text)) if not _THREAT.match(one)]
    return bool(asked) and all(map(_reports, asked))


# "Đơn vị không gửi báo cáo đúng hạn sẽ bị phê bình.": what comes of not reporting asks for nothing.
_THREAT = re.compile(
    r"(?:Các\s+|Những\s+)?(?:[Cc]ơ quan|[Đđ]ơn vị|[Đđ]ịa phương|[Nn]ơi)(?:,\s*\w+\s\w+)*(?:\s+nào)?\s+"
    r"(?:không|chưa|chậm)\s[^.;]{0,80}?báo cáo\s[^.;]{0,60}?(?:sẽ|bị|phải chịu|chịu trách nhiệm)\s"
)


_STOP = re.compile(r"(?<=[.;])\s+")


_ORDERS = re.compile(r"(?:[Gg]iao|[Yy]êu cầu|[Đđ]ề nghị)\s+(?:cho\s+)?")


def _sentences(text: str) -> Iterator[str]:
    """What stands between stops; agencies set apart by a semicolon stay with what they do."""
    named = ""
    for sentence in _STOP.split(text):
        if sentence.endswith(";") and agencies.of_heading(sentence[:-1]):
            named += f"{sentence[:-1]}, "
        elif sentence.strip():
            yield named + sentence
            named = ""


def _reports(sentence: str) -> bool:
    if not _REPORT.may_match(sentence):
        return False
    ordered, at = orders.given(sentence)
    names, end = (ordered, ordered[-1].end) if ordered and at == 0 else agencies.scan(sentence, 0)
    if not names:
        order = _ORDERS.match(sentence)
        names, end = agencies.scan(sentence, order.end()) if order is not None else clauses.agents(sentence)
    rest = sentence[end:] if names else re.sub(r"^(?:[Gg]iao|[Yy]êu cầu|[Đđ]ề nghị)\s+", "", sentence)
    rest = re.sub(r"^\s*(?:[A-ZĐ]\S*\s+){0,3}(?:chủ trì\s+)?(?=báo cáo|tổng hợp|gửi)", "", rest)
    rest = _THROUGH_HEAD.sub(r"\1 ", rest)
    match = _REPORT.pattern.match(rest.lstrip(" :,"))
    if match is None:
        return False
    behind = _REPORTED_BY.sub("", rest.lstrip(" :,")[match.end() :])
    behind = re.sub(r"(?:kết quả|tình hình|tiến độ|việc)[^.;,]*", "", behind)
    return _OTHER_DEED.search(behind) is None and _OTHER_DEED.search(match[0]) is None
