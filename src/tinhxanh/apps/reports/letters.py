"""Reports, urging letters and the leader's page as documents in the layout of NĐ 30/2020/NĐ-CP."""

from __future__ import annotations

import datetime as dt

from tinhxanh.apps.programmes import queries as duties
from tinhxanh.apps.programmes.states import Clock
from tinhxanh.apps.reports import wording
from tinhxanh.apps.reports.consolidating import DONE, Block, Draft
from tinhxanh.apps.reports.models import FigureAnswer, Report
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

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


def abbreviation(name: str) -> str:
    """The letters of an agency in a document's symbol: Sở Nông nghiệp và Môi trường -> SNNMT."""
    words = [word for word in name.replace("-", " ").split() if fold(word) not in ("va", "tinh")]
    if fold(name).startswith(("ubnd", "uy ban nhan dan")):
        return "UBND"
    return "".join(word[0].upper() for word in words if word[0].isalpha())


def place_of(report_or_place: str) -> str:
    """The place in a letter's head: the province's name without its kind."""
    return report_or_place.removeprefix("tỉnh ").removeprefix("thành phố ")


def report(draft: Draft, clock: Clock, place: str) -> Letter:
    """The consolidated report with the appendices of duties and of indicators."""
    made = draft.report
    programme = made.round.programme
    return Letter(
        above=programme.organisation.name,
        issuer=programme.focal.name,
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
        (" nhiệm vụ trong hạn hoặc chưa bắt đầu.", False),
    ]
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
            (1.2, 2, 8, 4, 4, 2.6, 3, 7),
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
    answer = draft.answers.get(line.duty.pk)
    return (
        str(place),
        line.duty.code,
        line.duty.text,
        "; ".join(duties.name_of(part) for part in line.lead),
        "; ".join(duties.name_of(part) for part in line.coordinate),
        wording.deadline(line.duty),
        wording.state(line.standing, clock.on),
        answer.words if answer else "",
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
    """A file name of plain letters that every office computer takes."""
    plain = "-".join(fold(title).replace("/", " ").replace(".", " ").split())[:80]
    return f"{plain}-{at:%Y%m%d}.{ending}"
