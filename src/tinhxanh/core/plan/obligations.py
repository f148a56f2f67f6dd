"""Duties with a due date or a rhythm: points and table rows -> obligations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tinhxanh.core.plan import addressing, clauses, deeds, footers
from tinhxanh.core.plan.canonical import Canonical
from tinhxanh.core.plan.facts import Due, Obligation, Period, Task
from tinhxanh.core.plan.guards import AnyOf
from tinhxanh.core.plan.naming import agencies
from tinhxanh.core.plan.normal import UPPER, squeeze
from tinhxanh.core.plan.points import Point
from tinhxanh.core.plan.sections import Section
from tinhxanh.core.plan.times import deadlines, duedays, rhythms
from tinhxanh.core.values import DeadlineKind, Span

_SENTENCE = re.compile(rf"(?<=\.)\s+(?=[{UPPER}\-–+(])|(?<=;)\s+(?=[\-–+(])")
_OWED = re.compile(
    r"(?<!hoàn thành )(?<!thẩm định )báo cáo(?!\s+(?:đánh giá tác động|nghiên cứu|kinh tế))"
    r"|gửi|tổ chức (?:[Hh]ội nghị )?(?:gặp mặt, )?đối thoại"
    r"|(?<!lộ )(?<!quy )(?<!công )(?<!tiến )(?<!quá )(?<!hành )(?<!chương )trình(?!\s+(?:độ|tự|diễn))"
    r"|đăng ký(?!\s+(?:môi trường|kinh doanh|doanh nghiệp|đất đai))|nộp|cung cấp|phản hồi|góp ý|thông báo"
    r"|trả lời|(?<!được )công bố(?=\s+(?:trong|trước|chậm|vào)\s)"
    r"|tham mưu\s+(?:cho\s+)?(?:UBND|Ủy ban|Uỷ ban|HĐND|Hội đồng|Chủ tịch|Tỉnh ủy|Ban|cấp có thẩm quyền)\s?"
    r"[^.;]{2,90}?\s(?:xem xét|quyết định|phê duyệt|ban hành|thay thế|sửa đổi|bổ sung|bãi bỏ|kiện toàn"
    r"|thành lập)(?!\s+số)",
    re.IGNORECASE,
)
_TO = re.compile(
    r"(?:báo cáo(?:\s+kết quả(?:\s+(?:thực hiện|về))?)?|gửi(?:\s+(?:về|cho|đến))?|trình"
    r"|phản ánh[^.;]{0,140}?đến|tham mưu(?:\s+(?:cho|trình))?|đề xuất|đến|về|qua|thông qua)\s+"
    r"(?:cho\s+)?(?=\S)"
)
_PURPOSE = re.compile(r",?\s+để\s+(?:kịp thời\s+)?(?:theo dõi,?\s+)?(?:tổng hợp|báo cáo)")
_PERSON = re.compile(
    r"(?:Chủ tịch|Phó Chủ tịch)\s+(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân)\s+(?:tỉnh|thành phố)"
)
_PROPOSED = re.compile(rf"báo cáo và đề xuất\s+(?P<person>{_PERSON.pattern})")
_LEVEL = re.compile(r"cấp có thẩm quyền|cấp thẩm quyền|cơ quan có thẩm quyền")


@dataclass(frozen=True, slots=True)
class Years:
    """The years a document is for: its last, and the `only` one where it is for one."""

    last: int | None = None
    only: int | None = None

    @classmethod
    def of(cls, period: Period | None) -> Years:
        """The years of a document's period."""
        if period is None:
            return cls()
        last = period.end or period.start
        return cls(last, last if period.start in {None, last} else None)


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
    span: Years,
    kind: str | None = None,
) -> tuple[Obligation, ...]:
    """Obligations of running text in printed order. Who: as the clause says, else the duty, else what
    stands above.
    """
    given = {(task.id, task.source[0].start if task.source else -1): task for task in tasks}
    by_id = {task.id: task for task in tasks}
    timed = {task.id for task in tasks if task.deadline is not None}
    found: list[Obligation] = []
    for point in visited:
        if point.node.kind in {"table", "note", "annex"} or _is_recital(point, kind):
            continue
        if not (_MAY_OWE.may_match(point.text) or point.node.id in timed):
            continue
        if footers.is_footer(point.text):
            continue
        source = canonical.spans((point.node.text_start, point.node.end))
        own = given.get((point.node.id, source[0].start if source else -1))
        if point.is_heading and own is None:
            continue
        task = own or by_id.get(point.node.id)
        found.extend(_of_point(point, task, source, span))
    return tuple(found)


def _of_point(point: Point, task: Task | None, source: tuple[Span, ...], span: Years) -> Iterator[Obligation]:
    footer = footers.footer_start(point.text)
    owed = list(_of_text(point.text[:footer] if footer else point.text, span))
    if not owed and task is not None and _holds(source, task.source):
        owed = list(_of_deadline(task))
    if not owed:
        return
    who = (
        (task.lead if task is not None else ())
        or addressing.lead_of(point.text)
        or point.place.leads
        or point.place.asked
    )
    if not who and task is None and point.node.kind == "plain" and point.place.section is None:
        owed = [one for one in owed if _OWED.search(one.clause) or addressing.subject_of(one.clause)]
    for ordinal, one in enumerate(owed, 1):
        number = f"{point.node.id}.{ordinal}" if len(owed) > 1 else point.node.id
        subject = addressing.subject_of(one.clause) or who
        if task is None and not point.place.leads:  # the next report of the same sentence is theirs too
            who = subject
        yield Obligation(number, subject, one.what, one.to, one.due, one.frequency, source)


def _holds(source: tuple[Span, ...], task: tuple[Span, ...]) -> bool:
    """Whether a duty stands in the point: a paragraph may bear the id of the one it stands under."""
    return bool(source and task) and source[0].start <= task[0].start < source[-1].end


def of_rows(tasks: Sequence[Task], span: Years) -> tuple[Obligation, ...]:
    """Obligations of task tables: rows whose text states a rhythm, or whose due time comes round."""
    found: list[Obligation] = []
    for task in tasks:
        owed = list(_of_text(task.text, span)) or list(_of_deadline(task))
        for ordinal, one in enumerate(owed, 1):
            number = f"{task.id}.{ordinal}" if len(owed) > 1 else task.id
            found.append(Obligation(number, task.lead, one.what, one.to, one.due, one.frequency, task.source))
    return tuple(found)


def _of_deadline(task: Task) -> Iterator[Owed]:
    """A duty whose due time comes round is owed each time; one with a single day only where something is
    handed in.
    """
    deadline = task.deadline
    if deadline is None:
        return
    if deadline.kind is DeadlineKind.RECURRING:
        due = duedays.in_order(tuple(duedays.of_clause(deadline.text, None)))
        yield Owed(task.text, _to(task.text), due, _frequency(deadline.text, due), task.text)
    elif deadline.date is not None and (
        _OWED.match(task.text.lstrip("-–+ ")) or _SUBMITTED.search(task.text)
    ):
        yield Owed(task.text, _to(task.text), (Due(date=deadline.date),), None, task.text)


_SUBMITTED = re.compile(
    r"(?<=[,;\s])trình\s+(?=(?:cho\s+)?(?:UBND|[ỦU][ỷy] ban|HĐND|Hội đồng|Chủ tịch|Giám đốc|Tỉnh ủy"
    r"|Ban Thường|cấp có|cấp thẩm|Bộ\s|Thủ tướng|Chính phủ|Thường trực))"
)


def _is_recital(point: Point, kind: str | None) -> bool:
    """Whether the point tells what is or was: in reports all but the sections of duties do."""
    if kind == "Báo cáo":
        return point.place.section not in {
            Section.TASKS,
            Section.ORGANISATION,
            Section.REPORTING,
            Section.PROPOSALS,
        }
    return point.place.section in {Section.CONTEXT, Section.PURPOSE, Section.GOALS}


# Nothing is owed without a day or a rhythm; most sentences hold no word of either.
_MAY_OWE = AnyOf(duedays.MAY_STATE, rhythms.MAY_STATE)


def _of_text(text: str, span: Years) -> Iterator[Owed]:
    if not _MAY_OWE.may_match(text):
        return
    before: str | None = None
    for clause in _cut(clauses.behind_label(text)):
        plain = _without_span(clause)
        due = duedays.in_order(tuple(duedays.of_clause(plain, span.last, span.only)))
        stated = deadlines.of_text(plain, span.last)
        rhythm = stated is not None and stated.deadline.kind is DeadlineKind.RECURRING
        if not rhythm and not due and stated is not None and stated.deadline.date and _OWED.search(clause):
            due = (Due(date=stated.deadline.date),)  # a quarter or a month ends on its last day
        if not rhythm and not due:
            continue
        if not rhythm and not (_OWED.search(clause) or any(d.date is None for d in due)):
            continue
        printed = (
            " ".join(m[0] for m in rhythms.found(clause))
            + " "
            + (stated.deadline.text if stated and rhythm else "")
        )
        frequency = _frequency(printed, due) or _carried(before, due)
        yield Owed(deeds.of_clause(clause, stated), _to(clause), due, frequency, clause)
        before = frequency


# "hằng tháng, từ tháng 3 đến hết tháng 9/2027": how long the rhythm lasts, no day of its own.
_SPAN = re.compile(
    r",?\s*(?:kể\s+)?từ\s+(?:ngày|tháng|quý)\s+[\dIV/]{1,10}\s+(?:cho\s+)?đến\s+(?:hết\s+)?(?:ngày|tháng|quý)\s+"
    r"[\dIV/]{1,10}"
)


def _without_span(clause: str) -> str:
    return _SPAN.sub("", clause) if " đến " in clause and rhythms.in_text(clause) else clause


def _carried(before: str | None, due: tuple[Due, ...]) -> str | None:
    """The rhythm of a step that follows one of every year and names a day of its own without a year."""
    return before if before == "annual" and due and all(d.month is not None for d in due) else None


def _cut(text: str) -> Iterator[str]:
    """Sentences, cut at semicolons where another agency or deed follows with its own time."""
    for sentence in _SENTENCE.split(text):
        pieces = _deeds([one for part in clauses.parts(sentence) for one in _reports(part)])
        timed = [p for p in pieces if _is_timed(p)] if len(pieces) > 1 else []
        if any(_BARE.fullmatch(piece) for piece in timed):
            timed = []
        yield from timed or (sentence.lstrip("-–+ "),)


# "… báo cáo trước ngày 18 hằng tháng và báo cáo năm trước ngày 05/12/2026": each with its own time.
_NEXT_REPORT = re.compile(
    r"(?:\s+và|,)\s+(?=báo cáo\s+(?:năm|tổng kết|sơ kết|6 tháng|quý|tháng|cuối năm)\s[^,;]{0,40}?20\d\d)"
)


def _reports(clause: str) -> list[str]:
    """A clause cut before a report due on one day, where what stands before it comes round."""
    cut = _NEXT_REPORT.search(clause) if "báo cáo" in clause else None
    if cut is None or rhythms.in_text(clause[: cut.start()]) is None:
        return [clause]
    return [clause[: cut.start()], clause[cut.end() :]]


def _deeds(pieces: Sequence[str]) -> list[str]:
    """The pieces of a sentence; one that only hands in what the piece before it does, or says by when, is
    one with it ("lập danh mục cơ sở; trình UBND tỉnh trước ngày 30/6").
    """
    found: list[str] = []
    for piece in pieces:
        if found and _leans(piece) and not _is_timed(found[-1]):
            found[-1] += "; " + piece
        else:
            found.append(piece)
    return found


_LEANS = re.compile(
    r"(?:trình|gửi|báo cáo|trả lời|thông báo|công bố|phát sóng|hoàn thành|xong|thời (?:gian|hạn)"
    r"|mỗi (?:năm|quý|tháng))(?=[\s,:])"
    # what is sent to somebody named is owed by itself
    rf"(?!\s+(?:kết quả|danh sách|số liệu)\s[^;,.]{{0,40}}?(?:về|cho|đến)\s+[{UPPER}])"
)
_LEANING = 5  # words of a deed that says nothing without the one before it


def _leans(piece: str) -> bool:
    return _LEANS.match(piece) is not None and len(deeds.of_clause(piece, None).split()) <= _LEANING


# "Trồng cây ven đường; mỗi năm trồng ít nhất 900 cây.": the clause before says what is owed.
_BARE = re.compile(
    r"(?:mỗi|h[ằà]ng)\s+(?:năm|quý|tháng)\s+[^\W\d_]+(?:\s[^\W\d_]+)?\s+(?:(?:ít nhất|tối thiểu)\s+)?[\d.]+"
    r"\s+[^\W\d_]+(?:\s+[^\W\d_]+)?\s*[.;]?",
    re.IGNORECASE,
)


def _is_timed(piece: str) -> bool:
    return any(True for _ in duedays.of_clause(piece, None)) or deadlines.of_text(piece) is not None


def _frequency(printed: str, due: tuple[Due, ...]) -> str | None:
    named = rhythms.frequency(printed) if printed.strip() else None
    if len(due) == 2 and named in {None, "annual"} and _comes_round(*due):
        return "semiannual"
    return (
        "annual"
        if named is None and len(due) == 1 and due[0].month is not None and "năm" in printed
        else named
    )


def _comes_round(first: Due, second: Due) -> bool:
    """Whether two due days are a rhythm: days of every year, or days of one year half a year apart."""
    if first.date is None or second.date is None:
        return True
    return first.date.day == second.date.day and abs(second.date.month - first.date.month) == 6


def _to(sentence: str) -> tuple[str, ...]:
    """Who receives: behind "báo cáo", "gửi", "trình", "qua" …"""
    found: list[str] = []
    purpose = _PURPOSE.search(sentence)
    if purpose is not None and _TO.search(sentence, 0, purpose.start()):
        sentence = sentence[: purpose.start()]  # what the receiver does with it is no sending of its own
    for match in _TO.finditer(sentence):
        person = _PERSON.match(sentence, match.end())
        level = _LEVEL.match(sentence, match.end())
        named = person or level
        if named is not None:
            found.append(squeeze(named[0]))
            continue
        names, _ = agencies.scan(sentence, match.end())
        found.extend(name.text for name in names[:2])
    proposed = _PROPOSED.search(sentence)
    if proposed is not None:
        found.append(squeeze(proposed["person"]))
    return addressing.unique(found)
