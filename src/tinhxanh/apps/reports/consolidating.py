"""The consolidated report: sentences and figures picked from submissions, each with a link to its source."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import pghistory
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max

from tinhxanh.apps.accounts.models import User
from tinhxanh.apps.programmes import queries as duties
from tinhxanh.apps.programmes.models import Duty
from tinhxanh.apps.programmes.states import Clock
from tinhxanh.apps.registers.refusals import Refused
from tinhxanh.apps.reports import wording
from tinhxanh.apps.reports.models import DutyAnswer, FigureAnswer, Passage, Report, Round, Submission
from tinhxanh.core.duties.state import State

FIGURE = "{số}"
"""Stands in a passage for the figure's value, so that nobody types a number that the appendix knows."""

DONE = (State.DONE, State.DONE_LATE)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the draft: plain, a figure with what stands behind it, or a hole that waits."""

    text: str
    figure: FigureAnswer | None = None
    state: str = ""
    component: int | None = None
    is_hole: bool = False

    @property
    def is_figure(self) -> bool:
        return self.figure is not None or bool(self.state)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of the draft; `passage` is None for the counts that are written by themselves."""

    pieces: tuple[Piece, ...]
    passage: Passage | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """The part of one component or theme."""

    component: int | None
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """The report as it stands, and what is still wrong with it."""

    report: Report
    sections: tuple[Section, ...]
    totals: Counter[str]
    lines: tuple[duties.Line, ...]
    answers: dict[int, tuple[DutyAnswer, ...]]
    figures: tuple[FigureAnswer, ...]

    @property
    def pieces(self) -> list[Piece]:
        return [piece for section in self.sections for block in section.blocks for piece in block.pieces]

    @property
    def n_figures(self) -> int:
        return sum(piece.is_figure for piece in self.pieces)

    @property
    def holes(self) -> list[Piece]:
        return [piece for piece in self.pieces if piece.is_hole]


def begin(*, round_: Round, by: User, at: dt.datetime) -> Report:
    """The report of a round, made on first use with a sentence for each owed figure."""
    with transaction.atomic(), pghistory.context(user=by.pk, why="Lập dự thảo báo cáo tổng hợp"):
        held = Round.objects.select_for_update().get(pk=round_.pk)
        known = Report.objects.filter(round=held).first()
        if known:
            return known
        focal = round_.programme.focal.name
        report = Report.objects.create(
            round=held,
            title=_title(round_),
            opening="",
            recipients=[*round_.recipients, f"Lãnh đạo {focal}", "Lưu: VT"],
            **_signature(round_),
        )
        _pick_figures(report)
    return report


def _signature(round_: Round) -> dict[str, str]:
    """Who signs as a rule: the head of the department, or the chairman on behalf of the committee."""
    if round_.programme.focal_id == round_.programme.organisation_id:
        return {"authority": "TM. ỦY BAN NHÂN DÂN", "position": "Chủ tịch"}
    return {"position": "Giám đốc"}


def _title(round_: Round) -> str:
    """What the report is about; the period is said where the plan's title does not say it."""
    plan = wording.title(round_.programme.title)
    period = round_.title.removeprefix("Báo cáo ")
    return f"Kết quả thực hiện {plan}" + ("" if period in plan else f", {period}")


def _pick_figures(report: Report) -> None:
    figures = FigureAnswer.objects.filter(submission__round=report.round_id).select_related("target")
    Passage.objects.bulk_create(
        Passage(
            report=report,
            component=figure.target.component,
            position=position * 10,
            text=f"{_capital(figure.target.subject)} đạt {FIGURE}"
            f" (mục tiêu {wording.quantity(figure.target.value, figure.target.unit)}).",
            figure=figure,
        )
        for position, figure in enumerate(figures.order_by("target__position"), 1)
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def pick(*, report: Report, answer: DutyAnswer, by: User) -> Passage:
    """Put an agency's words into the report; the link to its submission stays. Raises `Refused`."""
    _must_be_open(report)
    if answer.submission.round_id != report.round_id or not answer.words.strip():
        raise Refused("no-words", "Dòng này chưa có lời để đưa vào báo cáo.")
    if report.passages.filter(answer=answer).exists():
        raise Refused("picked", "Dòng này đã có trong báo cáo.")
    with transaction.atomic(), pghistory.context(user=by.pk, why=f"Đưa vào báo cáo: {answer.duty.code}"):
        last = report.passages.aggregate(last=Max("position"))["last"] or 0
        return Passage.objects.create(
            report=report,
            component=answer.duty.component,
            position=last + 10,
            text=f"{answer.submission.organisation.name}: {answer.words.strip()}",
            answer=answer,
        )


def write(*, passage: Passage, text: str, by: User) -> Passage:
    """Change a sentence. A sentence about a figure must keep its place holder. Raises `Refused`."""
    _must_be_open(passage.report)
    if not text.strip():
        raise Refused("empty", "Câu không được để trống; nếu không dùng, hãy bỏ câu này.")
    if passage.figure_id and FIGURE not in text:
        raise Refused("figure", f"Câu này phải giữ chỗ {FIGURE} để số luôn khớp bản nộp.")
    with transaction.atomic(), pghistory.context(user=by.pk, why="Sửa câu của báo cáo"):
        passage.text = text.strip()
        passage.save(update_fields=["text"])
    return passage


def drop(*, passage: Passage, by: User) -> None:
    """Leave a sentence out of the report."""
    _must_be_open(passage.report)
    with transaction.atomic(), pghistory.context(user=by.pk, why="Bỏ câu khỏi báo cáo"):
        passage.delete()


def describe(*, report: Report, by: User, **texts: object) -> Report:
    """Set title, opening, assessment, proposals, recipients and the signature block."""
    _must_be_open(report)
    with transaction.atomic(), pghistory.context(user=by.pk, why="Sửa phần chung của báo cáo"):
        for name, value in texts.items():
            setattr(report, name, value)
        report.save(update_fields=list(texts))
    return report


def _must_be_open(report: Report) -> None:
    if report.signed_at:
        raise Refused("signed", "Báo cáo đã ký nên không sửa được nữa.")


def gathered(round_: Round, name: str) -> str:
    """What agencies said under `name` (“difficulties” or “proposals”), a line each, to begin from."""
    rows = round_.submissions.exclude(**{name: ""}).exclude(state=Submission.State.DRAFT)
    told = rows.order_by("organisation__sort_key").values_list("organisation__name", name)
    return "\n".join(f"{agency}: {' '.join(words.split())}" for agency, words in told)


def draft(report: Report, clock: Clock) -> Draft:
    """The report as the database says it now; the number of queries does not grow with it."""
    round_ = report.round
    rows = duties.with_states(Duty.objects.filter(programme=round_.programme_id), clock)
    groups = duties.groups(rows)
    lines = tuple(
        duties.line(duty, clock) for duty in rows.order_by("position").prefetch_related(duties.parts())
    )
    passages: dict[int | None, list[Passage]] = defaultdict(list)
    known = {group.component for group in groups}
    for passage in _passages(report):
        place = passage.component if passage.component in known else None
        passages[place].append(passage)
    sections = [
        Section(group.component, _name(group), _blocks(group, passages.pop(group.component, []), round_))
        for group in groups
        if group.component is not None
    ]
    others = [group for group in groups if group.component is None]
    sections += _rest(others, passages.pop(None, []), round_)
    return Draft(report, tuple(sections), _total(groups), lines, _answers(round_), tuple(_figures(round_)))


def _passages(report: Report) -> list[Passage]:
    return list(
        report.passages.select_related(
            "figure__target", "figure__submission__organisation", "answer__submission__organisation"
        ).order_by("position")
    )


def _rest(groups: list[duties.Group], passages: list[Passage], round_: Round) -> list[Section]:
    """The part of what belongs to no component."""
    if not groups and not passages:
        return []
    total = _total(groups)
    whole = duties.Group("", None, "", 0, total)
    title = "Tổ chức thực hiện và nội dung khác" if groups else "Nội dung khác"
    return [Section(None, title, _blocks(whole, passages, round_))]


def _total(groups: list[duties.Group]) -> Counter[str]:
    found: Counter[str] = Counter()
    for group in groups:
        found.update(group.counts)
    return found


def _name(group: duties.Group) -> str:
    return group.theme or f"Thành phần {group.component}"


def _blocks(group: duties.Group, passages: list[Passage], round_: Round) -> tuple[Block, ...]:
    counted = [Block(_counted(group, round_))] if group.total else []
    return (*counted, *(Block(_pieces(passage), passage) for passage in passages))


def _counted(group: duties.Group, round_: Round) -> tuple[Piece, ...]:
    """“Đến ngày …, n nhiệm vụ, m hoàn thành, k quá hạn.”: written from the same states as the appendix."""
    done = sum(group.counts[state] for state in DONE)
    late = group.counts[State.LATE]
    return (
        Piece(f"Đến ngày {wording.day(round_.data_to)}, phần này có "),
        Piece(str(group.total), state="all", component=group.component),
        Piece(" nhiệm vụ, trong đó "),
        Piece(str(done), state="done", component=group.component),
        Piece(" nhiệm vụ đã hoàn thành, "),
        Piece(str(late), state="late", component=group.component),
        Piece(" nhiệm vụ quá hạn."),
    )


def _pieces(passage: Passage) -> tuple[Piece, ...]:
    if passage.figure is None:
        return (Piece(passage.text),)
    before, _mark, after = passage.text.partition(FIGURE)
    return (Piece(before), _figure_piece(passage.figure), Piece(after))


def _figure_piece(figure: FigureAnswer) -> Piece:
    submission = figure.submission
    if figure.value is None or submission.state == Submission.State.DRAFT:
        return Piece(f"[chờ {submission.organisation.name}]", is_hole=True)
    if submission.state == Submission.State.RETURNED:
        return Piece(f"[chờ nộp lại: {submission.organisation.name}]", is_hole=True)
    return Piece(wording.quantity(figure.value, figure.target.unit), figure=figure)


def _answers(round_: Round) -> dict[int, tuple[DutyAnswer, ...]]:
    """The answers of each duty's leads: one, or of a collective one for each member."""
    rows = DutyAnswer.objects.filter(submission__round=round_, part="lead")
    found: dict[int, list[DutyAnswer]] = defaultdict(list)
    for row in rows.select_related("submission__organisation").order_by("submission__organisation__sort_key"):
        found[row.duty_id].append(row)
    return {duty: tuple(answers) for duty, answers in found.items()}


def is_told(answer: DutyAnswer) -> bool:
    """Whether the line was handed in and stands: drafts and what was returned say nothing yet."""
    handed_in = (Submission.State.HANDED_IN, Submission.State.APPROVED)
    return answer.submission.state in handed_in and bool(answer.words.strip())


TOLD_IN_FULL = 6
"""Of more leads than this the appendix tells how many answered, not each one's words."""


def result(answers: Sequence[DutyAnswer]) -> str:
    """What the leads of a duty say: each one's answer, or how many and their mean; the silent by name."""
    told = [answer for answer in answers if is_told(answer)]
    if len(answers) == 1:
        return told[0].words if told else "Chưa báo cáo trong kỳ."
    lines = [f"{answer.submission.organisation.name}: {answer.words.strip()}" for answer in told]
    if len(told) > TOLD_IN_FULL:
        mean = round(sum(answer.percent or 0 for answer in told) / len(told))
        lines = [f"{len(told)}/{len(answers)} cơ quan đã báo cáo, bình quân {mean}%."]
    silent = [answer.submission.organisation.name for answer in answers if not is_told(answer)]
    if silent:
        lines.append(f"Chưa báo cáo ({len(silent)}/{len(answers)}): {', '.join(silent)}.")
    return "\n".join(lines)


def _figures(round_: Round) -> list[FigureAnswer]:
    rows = FigureAnswer.objects.filter(submission__round=round_)
    return list(rows.select_related("target", "submission__organisation").order_by("target__position"))


def sign(
    *, report: Report, content: bytes, number: str, signed_on: dt.date, by: User, at: dt.datetime
) -> Report:
    """Freeze report and round together with the file. Raises `Refused` ("signed", "waiting")."""
    with transaction.atomic(), pghistory.context(user=by.pk, why=f"Ký báo cáo số {number}"):
        held = Report.objects.select_for_update().select_related("round").get(pk=report.pk)
        _must_be_open(held)
        waiting = held.round.submissions.exclude(state=Submission.State.APPROVED).count()
        if waiting:
            raise Refused("waiting", f"Còn {waiting} bản nộp chưa duyệt nên chưa ký được.")
        held.number, held.signed_on, held.signed_by, held.signed_at = number, signed_on, by, at
        held.sha256 = hashlib.sha256(content).hexdigest()
        held.file.save(f"bao-cao-{held.round_id}.docx", ContentFile(content), save=False)
        held.save()
        Round.objects.filter(pk=held.round_id).update(state=Round.State.SIGNED)
    return held
