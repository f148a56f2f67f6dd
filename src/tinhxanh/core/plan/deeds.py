"""The deed of a clause that owes something: without its subject, its rhythm, its addressee and its time."""

from __future__ import annotations

import re

from tinhxanh.core.plan import addressing, clauses, orders
from tinhxanh.core.plan.naming import agencies
from tinhxanh.core.plan.normal import LOWER, UPPER, squeeze
from tinhxanh.core.plan.times import deadlines, rhythms

_DUTY_OF = re.compile(r"(?:có trách nhiệm|chịu trách nhiệm)\s+")
_RHYTHM_PART = re.compile(
    r"(?:[Đđ]ịnh kỳ\s+)?(?:(?:0?6|0?3|0?9)\s+tháng|0?1\s+năm|[Hh][ằà]ng\s+(?:năm|quý|tháng)|[Mm]ỗi\s+"
    r"(?:năm|quý|tháng))\s*(?:\([^()]*\))?(?:\s*(?:,|và)\s*(?:(?:0?6|0?3|0?9)\s+tháng|0?1\s+năm|năm"
    r"|[Hh][ằà]ng\s+(?:năm|quý|tháng))\s*(?:\([^()]*\))?)*\s*,?\s*"
)
_CUT = re.compile(
    r",?\s+(?:gửi(?:\s+(?:về|cho|đến))?\s+(?=[A-ZĐÂĂÊÔƠƯỦ]|các )|đến\s+(?:UBND|Ủy ban|Sở|các )|để\s+"
    r"(?:báo cáo|tổng hợp)|về\s+(?:Sở|UBND|Ủy ban|Văn phòng|Ban|Phòng|Chi cục|Cục|Trung tâm|Bộ|Hội|Công an"
    r"|Thanh tra)\s|định kỳ|trước\s+(?:ngày\s+)?\d"
    r"|vào\s+(?:ngày\s+)?thứ\s|(?:lúc|vào)\s+\d{1,2}\s?(?:giờ|h)"
    r"|chậm nhất|trong\s+(?:[Qq]uý|[Tt]háng)\s+[\dIV]|ít nhất\s+\d+\s+lần|mỗi\s+(?:năm|quý|tháng)|"
    r"(?:h[ằà]ng)\s+(?:năm|quý|tháng)\s*[.;,]?$|\d+ tháng\s+trước)"
    r"|\s*\([^()]*(?:qua|trước ngày)[^()]*\)\s*[.;]?$"
)


# "… đôn đốc, định kỳ hằng quý báo cáo …": what comes round is the report, not the deed before it.
_REPORTED_ROUND = re.compile(
    rf"(?:,|\svà)\s+(?=[đĐhHmM0]){_RHYTHM_PART.pattern}(?=(?:tổng hợp|báo cáo|gửi báo cáo)(?!\w))"
)
_SENDING = re.compile(r"(?:^|,\s+|\s)(?P<deed>gửi\s+(?:danh sách|bản tin))")


_ORDER = re.compile(
    r"(?:(?:Về|Đối với) [^:.;]{2,160}:\s*)?(?:[Gg]iao|[Yy]êu cầu|[Đđ]ề nghị|[Pp]hân công)\s+(?:cho\s+)?"
)
# "Đối với các xã chưa có kế hoạch: phải ban hành …": for whom it holds is no part of what is owed.
_AS_FOR = re.compile(r"(?:Riêng\s+)?(?:[Đđ]ối với|Về)\s[^:.;]{3,160}:\s+(?=\S)")
_TIME_FIRST = re.compile(r"(?:Chiều|Sáng|Thứ|Định kỳ|H[ằà]ng|Mỗi|Trước|Đến|Chậm nhất|Muộn nhất|Trong|Vào)\s")
_ROLE = re.compile(r"\s*(?:được giao\s+)?(?:chủ trì|phối hợp)\s+(?=báo cáo|gửi|tổng hợp|rà soát|cập nhật)")
_ONE_OF_DAYS = re.compile(
    r"\s*(?:\(\s*)?(?:trước|chậm nhất|vào)\s+(?:là\s+)?(?:ngày\s+)?\d{1,2}/\d{1,2}(?:/\d{4})?\s*\)?"
    r"(?=\s*(?:,|và|;)\s*báo cáo\s)",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    rf"\s+(?!(?:về|gửi|đến|tới|cho)\s+(?:[{UPPER}]|các\s)|báo cáo|gửi|để|và\s|trước|vào|chậm|một|hai|ít|tối)"
    rf"[{LOWER}]"
)


# What is left of "…; hoàn thành trong quý II" before its time.
_DONE_BY = re.compile(r"[,;]?\s+(?:hoàn thành|xong)(?:\s+(?:việc\s+)?(?:này|xong))?$")


def of_clause(clause: str, stated: deadlines.Stated | None) -> str:
    """The deed alone: behind its subject, "có trách nhiệm" and an opening rhythm, before addressee and
    time.
    """
    text = _behind_subject(_AS_FOR.sub("", clause, count=1))
    duty = _DUTY_OF.search(text)
    if duty is not None:
        text = text[duty.end() :]
    opening = _RHYTHM_PART.match(text)
    if opening is not None and opening.end() < len(text) - 10 and stated is not None:
        text = text[opening.end() :]
    reported = _REPORTED_ROUND.search(text)
    if reported is not None:
        text = text[reported.end() :]
    sending = _SENDING.search(text)
    if sending is not None:
        text = text[sending.start("deed") :]
    text = _ONE_OF_DAYS.sub("", text) if "/" in text else text
    cut = next((m for m in _CUT.finditer(text, 8) if not _is_inside(text, m)), None)
    if cut is not None and _BARE.fullmatch(text[: cut.start()]):
        cut = _WHEN.search(text, cut.start())
    return _DONE_BY.sub("", squeeze(text[: cut.start()] if cut is not None else text).strip(" ,"))


_WHEN = re.compile(r",?\s+(?:vào|trước|chậm nhất|muộn nhất|định kỳ|h[ằà]ng|mỗi|trong)\s|[.;]|$")
# "gửi báo cáo về Sở X": without its receiver it says nothing.
_BARE = re.compile(r"\s*(?:gửi|nộp)\s+(?:báo cáo|kết quả)(?:\s+định kỳ)?", re.IGNORECASE)


def _behind_subject(clause: str) -> str:
    """What those do whom the clause names or orders."""
    ordered, _ = orders.given(clause)
    if ordered and len(clause) - ordered[-1].end > 12:
        return clause[ordered[-1].end :].lstrip(" :,")
    order = _ORDER.match(clause)
    names, end = agencies.scan(clause, order.end() if order is not None else 0)
    if not names and _TIME_FIRST.match(clause):
        names, end = clauses.agents(clause)
        order = order if not names else _TIME_FIRST.match(clause)
    acts = order is not None or bool(addressing.subject_of(clause))
    if not names or not acts or len(clause) - end <= 12:
        return _without_partners(clause)
    return _without_partners(_ROLE.sub("", clause[end:], count=1).lstrip(" :,"))


_PARTNERS = re.compile(r"(?:[Cc]hủ trì,?\s+)?[Pp]hối hợp\s+(?:với|cùng)\s+")


def _without_partners(deed: str) -> str:
    """The deed behind "chủ trì, phối hợp với Sở X": who helps is no part of what is owed."""
    together = _PARTNERS.match(deed)
    names, end = agencies.scan(deed, together.end()) if together is not None else ((), 0)
    return deed[end:].lstrip(" :,") if names and len(deed) - end > 12 else deed


def _is_inside(text: str, cut: re.Match[str]) -> bool:
    """Whether the rhythm at a cut stands in the midst of the deed ("họp định kỳ hằng quý với các hội")."""
    at = cut.start() + len(cut[0]) - len(cut[0].lstrip(" ,"))
    rhythm = rhythms.RHYTHM.pattern.match(text, at)
    return rhythm is not None and _GOES_ON.match(text, rhythm.end()) is not None
