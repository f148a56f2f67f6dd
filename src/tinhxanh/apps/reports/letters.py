"""Reports, urging letters and the leader's page as documents in the layout of NĐ 30/2020/NĐ-CP."""

from __future__ import annotations

import datetime as dt
import re

from django.utils import timezone

from tinhxanh.apps.programmes import queries as duties
from tinhxanh.apps.programmes.models import Programme
from tinhxanh.apps.programmes.states import Clock
from tinhxanh.apps.reports import asking, consolidating, wording
from tinhxanh.apps.reports.briefs import Brief
from tinhxanh.apps.reports.consolidating import DONE, Block, Draft
from tinhxanh.apps.reports.models import FigureAnswer, Report, Urging
from tinhxanh.core.duties.state import State
from tinhxanh.core.vietnamese import fold
from tinhxanh.exchange.office.letter import (
    Appendix,
    Heading,
    Letter,
    Paragraph,
    Signature,
    Table,
)

_VERBS = {1: "nhắc việc", 2: "đôn đốc", 3: "phê bình việc chậm"}

NAME_LENGTH = 80
"""The most letters a file name takes from a title."""

_NAME_WORD = re.compile(r"\d{4}[ -]\d{4}\b|[0-9a-z]+")

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


def abbreviation(name: str) -> str:
    """The letters of an agency in a document's symbol: Sở Nông nghiệp và Môi trường -> SNNMT."""
    words = [word for word in name.replace("-", " ").split() if fold(word) not in ("va", "tinh")]
    if fold(name).startswith(("ubnd", "uy ban nhan dan")):
        return "UBND"
    return "".join(word[0].upper() for word in words if word[0].isalpha())


def committee(name: str) -> str:
    """The name as a letterhead has it: UBND written out."""
    return name.replace("UBND", "Ủy ban nhân dân", 1) if name.startswith("UBND") else name


def above(programme: Programme) -> str:
    """The body above the issuer; none where the committee itself keeps the programme."""
    own = programme.focal_id == programme.organisation_id
    return "" if own else committee(programme.organisation.name)


def report(draft: Draft, clock: Clock, place: str) -> Letter:
    """The consolidated report with the appendices of duties and of indicators."""
    made = draft.report
    programme = made.round.programme
    return Letter(
        above=above(programme),
        issuer=committee(programme.focal.name),
        number=made.number,
        symbol=f"BC-{abbreviation(programme.focal.name)}",
        place=place,
        day=made.signed_on,
        kind="Báo cáo",
        subject=made.title,
        body=tuple(_body(draft)),
        signature=Signature(tuple(filter(None, [made.authority])), made.position or "Giám đốc", made.signer),
        recipients=tuple(made.recipients),
        appendices=(_duties(draft, clock), _indicators(draft)),
    )


def _body(draft: Draft) -> list[Heading | Paragraph]:
    made = draft.report
    parts: list[Heading | Paragraph] = [Heading("I. Tình hình chung")]
    parts += _texts(made.opening)
    parts.append(_overview(draft))
    parts.append(Heading("II. Kết quả thực hiện"))
    for place, section in enumerate(draft.sections, 1):
        parts.append(Heading(f"{place}. {section.title}", 2))
        parts += [_paragraph(block) for block in section.blocks]
    rest = (("Đánh giá, khó khăn, vướng mắc", _difficulties(made)), ("Đề xuất, kiến nghị", made.proposals))
    for place, (title, text) in enumerate(rest, 2):
        parts.append(Heading(f"{_ROMAN[place]}. {title}"))
        parts += _texts(text) or [Paragraph.plain("Không có.")]
    return parts


def _difficulties(made: Report) -> str:
    return made.assessment


def _overview(draft: Draft) -> Paragraph:
    """The counts of the whole programme, figure by figure."""
    total = draft.totals.total()
    done = sum(draft.totals[state] for state in DONE)
    runs = [
        (f"Tính đến ngày {wording.day(draft.report.round.data_to)}, trong ", False),
        (str(total), True),
        (" nhiệm vụ của kế hoạch có ", False),
        (str(done), True),
        (" nhiệm vụ hoàn thành (", False),
        (str(draft.totals[State.DONE_LATE]), True),
        (" trễ hạn), ", False),
        (str(draft.totals[State.LATE]), True),
        (" nhiệm vụ quá hạn, ", False),
        (str(draft.totals[State.SOON]), True),
        (" nhiệm vụ sắp đến hạn, ", False),
        (str(draft.totals[State.OPEN] + draft.totals[State.IDLE]), True),
        (" nhiệm vụ trong hạn hoặc chưa bắt đầu", False),
    ]
    awaiting = sum(line.standing.awaits_check for line in draft.lines)
    if awaiting:
        runs += [("; ", False), (str(awaiting), True), (" nhiệm vụ báo hoàn thành chờ kiểm tra lại", False)]
    runs.append((".", False))
    return Paragraph(tuple(runs))


def _texts(text: str) -> list[Paragraph]:
    return [Paragraph.plain(line.strip()) for line in text.splitlines() if line.strip()]


def _paragraph(block: Block) -> Paragraph:
    return Paragraph(tuple((piece.text, piece.is_figure) for piece in block.pieces if piece.text))


def _duties(draft: Draft, clock: Clock) -> Appendix:
    return Appendix(
        "Phụ lục I",
        "Tình hình thực hiện nhiệm vụ",
        Table(
            ("TT", "Mục", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Hạn", "Tình trạng", "Kết quả"),
            tuple(_duty_rows(draft, clock)),
            (1.2, 2, 8, 4, 4, 3.2, 3, 6.4),
            frozenset({0}),
        ),
        _attached(draft.report),
    )


def _attached(made: Report) -> str:
    return f"(Kèm theo Báo cáo của {made.round.programme.focal.name})"


def _duty_rows(draft: Draft, clock: Clock) -> list[tuple[str, ...]]:
    titles = {section.component: section.title for section in draft.sections}
    rows: list[tuple[str, ...]] = []
    here: object = object()
    for place, line in enumerate(sorted(draft.lines, key=_by_component), 1):
        component = line.duty.component
        if component != here:
            here = component
            rows.append((titles.get(component, "Nội dung khác"),))
        rows.append(duty_row(place, line, clock, draft))
    return rows


def _by_component(line: duties.Line) -> tuple[int, int]:
    return (line.duty.component or 99, line.duty.position)


def duty_row(place: int, line: duties.Line, clock: Clock, draft: Draft) -> tuple[str, ...]:
    """A duty as the national list wants it: lead, co-ordinators, deadline, state, result."""
    return (
        str(place),
        line.duty.code,
        line.duty.text,
        "; ".join(duties.name_of(part) for part in line.lead),
        "; ".join(duties.name_of(part) for part in line.coordinate),
        wording.deadline(line.duty),
        wording.state(line.standing, clock.on),
        consolidating.result(draft.answers.get(line.duty.pk, ())),
    )


def _indicators(draft: Draft) -> Appendix:
    return Appendix(
        "Phụ lục II",
        "Kết quả thực hiện chỉ tiêu",
        Table(
            ("TT", "Mục", "Chỉ tiêu", "Đơn vị tính", "Mục tiêu", "Kỳ trước", "Kỳ này", "Cơ quan báo cáo"),
            tuple(_figure_row(place, figure) for place, figure in enumerate(draft.figures, 1)),
            (1.2, 2.4, 9, 2.4, 2.4, 2.4, 2.4, 5),
            frozenset({0, 4, 5, 6}),
        ),
        _attached(draft.report),
    )


def _figure_row(place: int, figure: FigureAnswer) -> tuple[str, ...]:
    target = figure.target
    return (
        str(place),
        target.code,
        target.subject,
        target.unit,
        wording.number(target.value),
        wording.number(figure.last_value),
        wording.number(figure.value),
        figure.submission.organisation.name,
    )


def file_name(title: str, ending: str, at: dt.date) -> str:
    """A file name of plain letters that every office computer takes, cut between two words.

    A span of years such as 2026-2030 counts as one word.
    """
    plain = ""
    for word in _NAME_WORD.findall(fold(title)):
        longer = f"{plain}-{word.replace(' ', '-')}".strip("-")
        if len(longer) > NAME_LENGTH:
            break
        plain = longer
    return f"{plain}-{at:%Y%m%d}.{ending}"


def brief(told: Brief, place: str) -> Letter:
    """The leader's page as a document of its own."""
    programme, on = told.programme, told.clock.on
    return Letter(
        above=above(programme),
        issuer=committee(programme.focal.name),
        number="",
        symbol=f"BC-{abbreviation(programme.focal.name)}",
        place=place,
        day=on,
        kind="Tóm tắt tình hình",
        subject=f"{wording.title(programme.title)}, đến ngày {wording.day(on)}",
        body=tuple(_brief_body(told)),
        signature=Signature((), "", ""),
        recipients=("Lãnh đạo UBND tỉnh", "Lưu: VT"),
    )


def _brief_body(told: Brief) -> list[Heading | Paragraph | Table]:
    return [
        _lead(told),
        Heading("1. Cần quyết định", 2),
        *_decisions(told),
        *_questions(told),
        Heading("2. Chậm và tắc ở đâu", 2),
        _stuck(told),
        Heading("3. Chỉ tiêu", 2),
        _brief_figures(told),
        Heading("4. Theo cơ quan chủ trì", 2),
        _agencies(told),
    ]


def _lead(told: Brief) -> Paragraph:
    runs = (
        (f"{told.done} trên {told.total}", True),
        (" nhiệm vụ đã xong; ", False),
        (str(told.counts[State.LATE]), True),
        (f" nhiệm vụ quá hạn, lâu nhất {told.longest} ngày; ", False),
        (str(len(told.requests)), True),
        (" việc chờ quyết định.", False),
    )
    return Paragraph(runs)


def _decisions(told: Brief) -> list[Paragraph]:
    rows = [
        Paragraph.plain(f"- {one.organisation} đề nghị {asking.question(one)}: {one.reason}")
        for one in told.requests
    ]
    return rows or [Paragraph.plain("Không có.")]


def _questions(told: Brief) -> list[Paragraph]:
    """What was asked and waits for an answer; nothing where nothing waits."""
    rows = []
    for one in told.questions:
        asked = f"{one.asked_by}, {wording.day(timezone.localdate(one.asked_at))}"
        rows.append(Paragraph.plain(f"- {one.duty.code}: {one.words} ({asked})"))
    return [Paragraph.plain("Đã hỏi, chờ trả lời:"), *rows] if rows else []


def _stuck(told: Brief) -> Table:
    rows = tuple(
        (
            one.line.duty.code,
            one.line.duty.text,
            "; ".join(duties.name_of(part) for part in one.line.lead),
            f"{one.days} ngày",
            f"{'; '.join(one.waiting)}, từ {wording.day(one.since)}",
        )
        for one in told.stuck
    )
    return Table(("Mục", "Nhiệm vụ", "Chủ trì", "Quá hạn", "Đang chờ"), rows, (2, 8, 4, 2, 5))


def _brief_figures(told: Brief) -> Table:
    rows = tuple(
        (
            one.target.subject,
            wording.quantity(one.answer.value if one.answer else None, one.target.unit),
            wording.quantity(one.target.value, one.target.unit),
        )
        for one in told.figures
    )
    return Table(("Chỉ tiêu", "Đến nay", "Mục tiêu"), rows, (9, 2, 2), frozenset({1, 2}))


def _agencies(told: Brief) -> Table:
    rows = tuple((row.name, str(row.total), str(row.done), str(row.late)) for row in told.agencies)
    return Table(("Cơ quan", "Giao", "Xong", "Quá hạn"), rows, (9, 2, 2, 2), frozenset({1, 2, 3}))


def urging(one: Urging, place: str) -> Letter:
    """An urging letter as a công văn, numbered."""
    programme = one.programme
    verb = _VERBS[one.level]
    head = (
        f"Thực hiện {wording.title(programme.title)}, {programme.focal.name} {verb} {one.organisation.name}:"
    )
    ask = "Đề nghị quý cơ quan trả lời bằng văn bản hoặc trên hệ thống trong 03 ngày làm việc."
    return Letter(
        above=above(programme),
        issuer=committee(programme.focal.name),
        number=str(one.number),
        symbol=abbreviation(programme.focal.name),
        place=place,
        day=timezone.localdate(one.issued_at),
        kind="",
        subject=f"{verb} thực hiện nhiệm vụ quá hạn",
        body=(Paragraph.plain(head), *_texts(one.words), Paragraph.plain(ask)),
        signature=Signature((), "Giám đốc", ""),
        recipients=("Như trên", programme.organisation.name, "Lưu: VT"),
        to=(one.organisation.name,),
    )
