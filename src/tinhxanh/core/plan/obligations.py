"""Duties with a due date or a rhythm: points and table rows -> obligations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tinhxanh.core.plan import addressing, agencies, dates, deadlines
from tinhxanh.core.plan.canonical import Canonical
from tinhxanh.core.plan.facts import Due, Obligation, Task
from tinhxanh.core.plan.normal import UPPER, squeeze
from tinhxanh.core.plan.points import Point
from tinhxanh.core.plan.sections import Section
from tinhxanh.core.values import Span

_SENTENCE = re.compile(rf"(?<=[.;])\s+(?=[{UPPER}\-–+(])")
_DUE_DAY = re.compile(
    r"(?:trước|chậm nhất|muộn nhất|vào|đến|hạn)\s+(?:là\s+)?(?:hết\s+)?(?:ngày\s+)?(?:là\s+)?(?:ngày\s+)?(?P<d>\d{1,2})\s?(?:/|\s+tháng\s+)\s?(?P<m>\d{1,2})(?!\s?/\s?\d)(?!\d)(?:\s+(?:h[ằà]ng năm|mỗi năm))?"
)
_ALSO = re.compile(r"\s*(?:,|;|và|;\s*và)\s+(?:ngày\s+)?(?P<d>\d{1,2})\s?/\s?(?P<m>\d{1,2})(?![/\d])")
_FULL = re.compile(r"(?:trước|chậm nhất|muộn nhất|đến hết|hạn)\s+[^.;]{0,20}$")
_REPORTS = re.compile(r"báo cáo|gửi|trình|tổng hợp|đăng ký|nộp|đối thoại|hoàn thành|xong|cung cấp|phản hồi|góp ý", re.IGNORECASE)
_TO = re.compile(
    r"(?:báo cáo(?:\s+kết quả(?:\s+(?:thực hiện|về))?)?|gửi(?:\s+(?:về|cho|đến))?|trình|phản ánh[^.;]{0,140}?đến|tham mưu(?:\s+(?:cho|trình))?|đề xuất|đến|về|qua|thông qua)\s+(?:cho\s+)?(?=\S)"
)
_PERSON = re.compile(r"(?:Chủ tịch|Phó Chủ tịch)\s+(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân)\s+(?:tỉnh|thành phố)")
_LEVEL = re.compile(r"cấp có thẩm quyền|cấp thẩm quyền|cơ quan có thẩm quyền")


def of_points(canonical: Canonical, visited: Sequence[Point], tasks: Sequence[Task]) -> tuple[Obligation, ...]:
    """Obligations of running text in printed order. Who: as the point's duty says, else as its own sentence does."""
    leads = {task.id: task.lead for task in tasks}
    found: list[Obligation] = []
    for point in visited:
        if point.node.kind in {"table", "note", "annex"} or point.is_heading or _is_recital(point):
            continue
        who = leads.get(point.node.id) or addressing.lead_of(point.text) or point.place.leads or point.place.asked
        for sentence in _SENTENCE.split(point.text):
            stated = _of_sentence(sentence)
            if stated is None:
                continue
            what, due, frequency = stated
            source = canonical.spans((point.node.text_start, point.node.end))
            own = addressing.lead_of(sentence)
            found.append(Obligation(point.node.id, own or who, what, _to(sentence), due, frequency, source))
    return tuple(found)


def of_rows(rows: Sequence[tuple[Task, tuple[Span, ...]]]) -> tuple[Obligation, ...]:
    """Obligations of task tables: rows whose text itself states a rhythm or asks for a report by a day."""
    found: list[Obligation] = []
    for task, source in rows:
        for sentence in _SENTENCE.split(task.text):
            stated = _of_sentence(sentence.lstrip("-–+ "))
            if stated is not None:
                what, due, frequency = stated
                found.append(Obligation(task.id, task.lead, what, _to(sentence), due, frequency, source))
    return tuple(found)


def _is_recital(point: Point) -> bool:
    return point.place.section in {Section.CONTEXT, Section.PURPOSE, Section.GOALS}


def _of_sentence(sentence: str) -> tuple[str, tuple[Due, ...], str | None] | None:
    due = tuple(_due(sentence))
    stated = deadlines.of_text(sentence)
    rhythm = stated is not None and stated.deadline.kind is deadlines.DeadlineKind.RECURRING
    if not due and not rhythm:
        return None
    if not rhythm and not _REPORTS.search(sentence):
        return None
    printed = squeeze(" ".join(m[0] for m in deadlines.RHYTHM.finditer(sentence))) if rhythm or due else ""
    frequency = deadlines.frequency(printed) if printed else None
    return _what(sentence, stated), due, frequency


def _due(sentence: str) -> Iterator[Due]:
    for match in dates.DATE.finditer(sentence):
        date = dates.of_match(match)
        if date is not None and _FULL.search(sentence[max(0, match.start() - 40) : match.start()]):
            yield Due(date=date)
    for match in _DUE_DAY.finditer(sentence):
        yield from _month_day(match)
        also = _ALSO.match(sentence, match.end())
        if also is not None:
            yield from _month_day(also)


def _month_day(match: re.Match[str]) -> Iterator[Due]:
    month, day = int(match["m"]), int(match["d"])
    if 1 <= month <= 12 and 1 <= day <= 31:
        yield Due(month=month, day=day)


_WHEN = re.compile(r"^(?:(?:[Đđ]ịnh kỳ|[Hh][ằà]ng (?:năm|quý|tháng)|[Mm]ỗi năm|,)[^,.;]{0,30}?\s*)(?=\S)")
_DUTY_OF = re.compile(r"(?:có trách nhiệm|chịu trách nhiệm)\s+")
_RHYTHM_PART = re.compile(
    r"(?:[Đđ]ịnh kỳ\s+)?(?:(?:0?6|0?3|0?9)\s+tháng|0?1\s+năm|[Hh][ằà]ng\s+(?:năm|quý|tháng)|[Mm]ỗi\s+(?:năm|quý|tháng))\s*(?:\([^()]*\))?(?:\s*(?:,|và)\s*(?:(?:0?6|0?3|0?9)\s+tháng|0?1\s+năm|năm|[Hh][ằà]ng\s+(?:năm|quý|tháng))\s*(?:\([^()]*\))?)*\s*,?\s*"
)


_SENT = re.compile(r",?\s+(?:gửi(?:\s+(?:về|cho|đến))?\s|đến\s+(?:UBND|Ủy ban|Sở)\s|để\s+(?:báo cáo|tổng hợp))|\s*\([^()]*(?:qua|trước ngày)[^()]*\)\s*[.;]?$")


def _what(sentence: str, stated: deadlines.Stated | None) -> str:
    """What is to be done: behind "có trách nhiệm" and the rhythm that opens the clause."""
    text = sentence
    duty = _DUTY_OF.search(text)
    if duty is not None:
        text = text[duty.end() :]
    opening = _RHYTHM_PART.match(text)
    if opening is not None and opening.end() < len(text) - 10 and stated is not None:
        text = text[opening.end() :]
    cut = _SENT.search(text, 12)
    return squeeze(text[: cut.start()] if cut is not None else text)


def _to(sentence: str) -> tuple[str, ...]:
    """Who receives: behind "báo cáo", "gửi", "trình", "qua" …"""
    found: list[str] = []
    for match in _TO.finditer(sentence):
        person = _PERSON.match(sentence, match.end())
        level = _LEVEL.match(sentence, match.end())
        named = person or level
        if named is not None:
            found.append(squeeze(named[0]))
            continue
        names, _ = agencies.scan(sentence, match.end())
        found.extend(name.text for name in names[:2])
    inner = re.search(r"báo cáo và đề xuất\s+(" + _PERSON.pattern + ")", sentence)
    if inner is not None:
        found.append(squeeze(inner[1]))
    return addressing.unique(found)
