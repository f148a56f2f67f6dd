"""Duties with a due date or a rhythm: points and table rows -> obligations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tinhxanh.core.plan import addressing, agencies, dates, deadlines, rhythms
from tinhxanh.core.plan.canonical import Canonical
from tinhxanh.core.plan.facts import Due, Obligation, Task
from tinhxanh.core.plan.guards import Guarded
from tinhxanh.core.plan.normal import UPPER, squeeze
from tinhxanh.core.plan.points import Point
from tinhxanh.core.plan.sections import Section
from tinhxanh.core.values import DeadlineKind

_SENTENCE = re.compile(rf"(?<=[.;])\s+(?=[{UPPER}\-–+(])")
_DUE_DAY = Guarded(
    r"(?:trước|chậm nhất|muộn nhất|vào|đến|hạn)\s+(?:là\s+)?(?:hết\s+)?(?:ngày\s+)?(?:là\s+)?"
    r"(?:ngày\s+)?(?P<d>\d{1,2})\s?(?:/|\s+tháng\s+)\s?(?P<m>\d{1,2})(?!\s?/\s?\d)(?!\d)(?!\s+năm\s+20)",
    "trước|chậm nhất|muộn nhất|vào|đến|hạn",
    hint=r"\d\s?/|\d\s+tháng",
    flags=re.IGNORECASE,
)
_ALSO = re.compile(r"\s*(?:,|;|và|;\s*và)\s+(?:ngày\s+)?(?P<d>\d{1,2})\s?/\s?(?P<m>\d{1,2})(?![/\d])")
_FULL = re.compile(r"(?:trước|chậm nhất|muộn nhất|đến hết|đến(?= ngày)|hạn)\s+[^.;]{0,20}$", re.IGNORECASE)
_OWED = re.compile(
    r"báo cáo|gửi|trình(?!\s+(?:độ|tự|diễn))|đăng ký|nộp|cung cấp|phản hồi|góp ý|thông báo", re.IGNORECASE
)
_TO = re.compile(
    r"(?:báo cáo(?:\s+kết quả(?:\s+(?:thực hiện|về))?)?|gửi(?:\s+(?:về|cho|đến))?|trình"
    r"|phản ánh[^.;]{0,140}?đến|tham mưu(?:\s+(?:cho|trình))?|đề xuất|đến|về|qua|thông qua)\s+"
    r"(?:cho\s+)?(?=\S)"
)
_PERSON = re.compile(
    r"(?:Chủ tịch|Phó Chủ tịch)\s+(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân)\s+(?:tỉnh|thành phố)"
)
_LEVEL = re.compile(r"cấp có thẩm quyền|cấp thẩm quyền|cơ quan có thẩm quyền")


@dataclass(frozen=True, slots=True)
class Owed:
    """What one clause owes: the deed, its due days and its rhythm."""

    what: str
    to: tuple[str, ...]
    due: tuple[Due, ...]
    frequency: str | None
    clause: str


def of_points(
    canonical: Canonical,
    visited: Sequence[Point],
    tasks: Sequence[Task],
    year: int | None,
    kind: str | None = None,
) -> tuple[Obligation, ...]:
    """Obligations of running text in printed order. Who: as the clause says, else the duty, else what
    stands above.
    """
    given = {(task.id, task.source[0].start if task.source else -1): task for task in tasks}
    by_id = {task.id: task for task in tasks}
    found: list[Obligation] = []
    for point in visited:
        if point.node.kind in {"table", "note", "annex"} or point.is_heading or _is_recital(point, kind):
            continue
        if addressing.is_footer(point.text):
            continue
        source = canonical.spans((point.node.text_start, point.node.end))
        task = given.get((point.node.id, source[0].start if source else -1)) or by_id.get(point.node.id)
        owed = list(_of_text(point.text, year))
        if (
            not owed
            and task is not None
            and source
            and task.source
            and task.source[0].start >= source[0].start
        ):
            owed = list(_of_deadline(task, year))
        who = (
            (task.lead if task is not None else ())
            or addressing.lead_of(point.text)
            or point.place.leads
            or point.place.asked
        )
        for ordinal, one in enumerate(owed, 1):
            number = f"{point.node.id}.{ordinal}" if len(owed) > 1 else point.node.id
            found.append(
                Obligation(
                    number,
                    addressing.subject_of(one.clause) or who,
                    one.what,
                    one.to,
                    one.due,
                    one.frequency,
                    source,
                )
            )
    return tuple(found)


def of_rows(tasks: Sequence[Task], year: int | None) -> tuple[Obligation, ...]:
    """Obligations of task tables: rows whose text states a rhythm, or whose due time comes round."""
    found: list[Obligation] = []
    for task in tasks:
        owed = list(_of_text(task.text, year)) or list(_of_deadline(task, year))
        for ordinal, one in enumerate(owed, 1):
            number = f"{task.id}.{ordinal}" if len(owed) > 1 else task.id
            found.append(Obligation(number, task.lead, one.what, one.to, one.due, one.frequency, task.source))
    return tuple(found)


def _of_deadline(task: Task, year: int | None) -> Iterator[Owed]:
    """A duty whose due time comes round is owed each time; one with a single day only where something is
    handed in.
    """
    deadline = task.deadline
    if deadline is None:
        return
    if deadline.kind is DeadlineKind.RECURRING:
        due = tuple(_due(deadline.text, None))
        yield Owed(task.text, _to(task.text), due, _frequency(deadline.text, due), task.text)
    elif deadline.date is not None and _OWED.match(task.text.lstrip("-–+ ")):
        yield Owed(task.text, _to(task.text), (Due(date=deadline.date),), None, task.text)


def _is_recital(point: Point, kind: str | None) -> bool:
    """Whether the point tells what is or was: in reports all but the sections of duties do."""
    if kind == "Báo cáo":
        return point.place.section not in {Section.TASKS, Section.ORGANISATION, Section.REPORTING}
    return point.place.section in {Section.CONTEXT, Section.PURPOSE, Section.GOALS}


def _of_text(text: str, year: int | None) -> Iterator[Owed]:
    for clause in _clauses(text):
        due = tuple(_due(clause, year))
        stated = deadlines.of_text(clause, year)
        rhythm = stated is not None and stated.deadline.kind is DeadlineKind.RECURRING
        dated = [d for d in due if d.date is not None]
        if not rhythm and not due:
            continue
        if not rhythm and not (_OWED.search(clause) or (due and not dated)):
            continue
        printed = (
            " ".join(m[0] for m in rhythms.RHYTHM.finditer(clause))
            + " "
            + (stated.deadline.text if stated and rhythm else "")
        )
        yield Owed(_what(clause, stated), _to(clause), due, _frequency(printed, due), clause)


def _clauses(text: str) -> Iterator[str]:
    """Sentences, cut at semicolons where another agency or deed follows with its own time."""
    for sentence in _SENTENCE.split(text):
        pieces = re.split(r";\s+", sentence)
        timed = [p for p in pieces if _is_timed(p)] if len(pieces) > 1 else []
        yield from timed or (sentence.lstrip("-–+ "),)


def _is_timed(piece: str) -> bool:
    return any(True for _ in _due(piece, None)) or deadlines.of_text(piece) is not None


def _frequency(printed: str, due: tuple[Due, ...]) -> str | None:
    named = rhythms.frequency(printed) if printed.strip() else None
    if len(due) == 2 and named in {None, "annual"}:
        return "semiannual"
    return (
        "annual"
        if named is None and len(due) == 1 and due[0].month is not None and "năm" in printed
        else named
    )


def _due(clause: str, year: int | None) -> Iterator[Due]:
    for match in dates.DATED.finditer(clause):
        date = dates.of_match(match)
        if date is not None and _FULL.search(clause[max(0, match.start() - 40) : match.start()]):
            yield Due(date=date)
    for match in _DUE_DAY.finditer(clause):
        yield from _month_day(match)
        also = _ALSO.match(clause, match.end())
        if also is not None:
            yield from _month_day(also)
    if year is not None or re.search(r"20\d\d", clause):
        yield from _period_end(clause)


_PERIOD_END = Guarded(
    r"(?:trình|gửi|báo cáo|hoàn thành|nộp)[^.;]{0,90}?(?:trong|trước|vào|xong)\s+(?P<when>(?:quý\s+"
    r"(?:IV|I{1,3}|[1-4])|tháng\s+\d{1,2})\s*(?:/|\s+năm\s+)\s*20\d\d)",
    "trình|gửi|báo cáo|hoàn thành|nộp",
    hint=r"20\d\d",
    flags=re.IGNORECASE,
)


def _period_end(clause: str) -> Iterator[Due]:
    """From "trình UBND tỉnh trong tháng 8/2026": the last day of the month or quarter."""
    match = _PERIOD_END.search(clause)
    if match is not None and re.search(r"trình|gửi|báo cáo|nộp", match[0]):
        deadline = deadlines.of_cell(match["when"])
        if deadline is not None and deadline.date is not None:
            yield Due(date=deadline.date)


def _month_day(match: re.Match[str]) -> Iterator[Due]:
    month, day = int(match["m"]), int(match["d"])
    if 1 <= month <= 12 and 1 <= day <= 31:
        yield Due(month=month, day=day)


_DUTY_OF = re.compile(r"(?:có trách nhiệm|chịu trách nhiệm)\s+")
_RHYTHM_PART = re.compile(
    r"(?:[Đđ]ịnh kỳ\s+)?(?:(?:0?6|0?3|0?9)\s+tháng|0?1\s+năm|[Hh][ằà]ng\s+(?:năm|quý|tháng)|[Mm]ỗi\s+"
    r"(?:năm|quý|tháng))\s*(?:\([^()]*\))?(?:\s*(?:,|và)\s*(?:(?:0?6|0?3|0?9)\s+tháng|0?1\s+năm|năm"
    r"|[Hh][ằà]ng\s+(?:năm|quý|tháng))\s*(?:\([^()]*\))?)*\s*,?\s*"
)
_CUT = re.compile(
    r",?\s+(?:gửi(?:\s+(?:về|cho|đến))?\s+(?=[A-ZĐÂĂÊÔƠƯỦ]|các )|đến\s+(?:UBND|Ủy ban|Sở|các )|để\s+"
    r"(?:báo cáo|tổng hợp)|về\s+(?:Sở|UBND|Ủy ban|Văn phòng|Ban|Phòng)\s|định kỳ|trước\s+(?:ngày\s+)?\d"
    r"|chậm nhất|trong\s+(?:quý|tháng)\s+[\dIV]|ít nhất\s+\d+\s+lần|mỗi\s+(?:năm|quý|tháng)|"
    r"(?:h[ằà]ng)\s+(?:năm|quý|tháng)\s*[.;,]?$|\d+ tháng\s+trước)"
    r"|\s*\([^()]*(?:qua|trước ngày)[^()]*\)\s*[.;]?$"
)


_SENDING = re.compile(r"(?:^|,\s+|\s)(?P<deed>gửi\s+(?:danh sách|bản tin))")


def _what(clause: str, stated: deadlines.Stated | None) -> str:
    """The deed alone: behind its subject, "có trách nhiệm" and an opening rhythm, before addressee and
    time.
    """
    text = clause
    names, end = agencies.scan(text, 0)
    if names and addressing.subject_of(text) and len(text) - end > 12:
        text = text[end:].lstrip(" :,")
    duty = _DUTY_OF.search(text)
    if duty is not None:
        text = text[duty.end() :]
    opening = _RHYTHM_PART.match(text)
    if opening is not None and opening.end() < len(text) - 10 and stated is not None:
        text = text[opening.end() :]
    sending = _SENDING.search(text)
    if sending is not None:
        text = text[sending.start("deed") :]
    cut = _CUT.search(text, 8)
    return squeeze(text[: cut.start()] if cut is not None else text).strip(" ,")


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
