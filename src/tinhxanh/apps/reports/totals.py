"""Totals of a round by section: duties told and done, figures given, sums where the unit adds.

Every number is counted from rows that keep their submission, so that a page can lead back to it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tinhxanh.apps.programmes import queries as duties
from tinhxanh.apps.programmes.models import Duty
from tinhxanh.apps.programmes.states import Clock
from tinhxanh.apps.reports.consolidating import DONE, is_told
from tinhxanh.apps.reports.models import DutyAnswer, FigureAnswer, Round, Submission
from tinhxanh.core.duties import totals as sums
from tinhxanh.core.duties.state import State
from tinhxanh.core.vietnamese import fold

_HANDED_IN = (Submission.State.HANDED_IN, Submission.State.APPROVED)


@dataclass(slots=True)
class Section:
    """One component, or one theme where the plan knows no components.

    `silent` are the leads' lines that are missing, `fallen` those that tell less than in the round before.
    `percents` pairs each told line's percent before and now, where both are known.
    """

    component: int | None
    title: str
    duties: int = 0
    told: int = 0
    done: int = 0
    awaiting: int = 0
    late: int = 0
    figures: int = 0
    given: int = 0
    silent: list[DutyAnswer] = field(default_factory=list)
    fallen: list[DutyAnswer] = field(default_factory=list)
    percents: list[tuple[int, int]] = field(default_factory=list)

    @property
    def mean(self) -> float | None:
        """The mean percent now of the lines that were told in both rounds."""
        return _mean([now for _before, now in self.percents])

    @property
    def last_mean(self) -> float | None:
        """The mean percent of the same lines in the round before."""
        return _mean([before for before, _now in self.percents])


@dataclass(frozen=True, slots=True)
class Sum:
    """One indicator that several agencies answer: values with their submissions; where it adds, a sum."""

    subject: str
    unit: str
    figures: tuple[FigureAnswer, ...]
    total: float | None
    last_total: float | None
    target: float | None

    @property
    def adds(self) -> bool:
        return sums.adds(self.unit)

    @property
    def missing(self) -> int:
        return sum(figure.value is None for figure in self.figures)


@dataclass(frozen=True, slots=True)
class Totals:
    """A round drawn together; `whole` sums the sections."""

    sections: tuple[Section, ...]
    whole: Section
    sums: tuple[Sum, ...]


def totals(round_: Round, clock: Clock) -> Totals:
    """The totals of a round as the database says them now; four queries."""
    rows = duties.with_states(Duty.objects.filter(programme=round_.programme_id), clock)
    sections: dict[str, Section] = {}
    by_duty: dict[int, Section] = {}
    known: dict[int, Duty] = {}
    for duty in rows.order_by("position").only(*_FIELDS):
        title = duty.theme or (f"Thành phần {duty.component}" if duty.component else "")
        section = sections.setdefault(_key(duty), Section(duty.component, title))
        by_duty[duty.pk], known[duty.pk] = section, duty
        _count_duty(section, duty)
    # A round has many lines of few duties and submissions: each of these is read once and shared.
    handed = round_.submissions.select_related("organisation").in_bulk()
    _count_lines(round_, by_duty, known, handed)
    figures = _figures(round_, handed)
    for figure in figures:
        _count_figure(_section_of(figure, sections, by_duty), figure)
    ordered = sorted(sections.values(), key=lambda one: one.component or 99)
    return Totals(tuple(ordered), _whole(ordered), tuple(_sums(figures)))


_FIELDS = (
    "code", "text", "component", "theme", "deadline_kind", "said_done_on", "completed_on", "position",
)  # fmt: skip


def _key(duty: Duty) -> str:
    return f"c{duty.component}" if duty.component else f"t{duty.theme}"


def _count_duty(section: Section, duty: Duty) -> None:
    section.duties += 1
    section.done += duty.state in DONE
    section.awaiting += bool(duty.said_done_on and not duty.completed_on)
    section.late += duty.state == State.LATE


def _count_lines(
    round_: Round, by_duty: dict[int, Section], known: dict[int, Duty], handed: dict[int, Submission]
) -> None:
    """A duty is told when all of its leads have handed in their line."""
    lines: dict[int, list[DutyAnswer]] = defaultdict(list)
    found = DutyAnswer.objects.filter(submission__round=round_, part="lead", duty__in=by_duty)
    for answer in found.order_by("duty__position").defer("last_words", "remark"):
        answer.duty, answer.submission = known[answer.duty_id], handed[answer.submission_id]
        lines[answer.duty_id].append(answer)
    for duty, answers in lines.items():
        section = by_duty[duty]
        silent = [answer for answer in answers if not is_told(answer)]
        section.silent += silent
        section.told += not silent
        for answer in answers:
            _compare(section, answer)


def _compare(section: Section, answer: DutyAnswer) -> None:
    if not is_told(answer) or answer.percent is None or answer.last_percent is None:
        return
    section.percents.append((answer.last_percent, answer.percent))
    if answer.percent < answer.last_percent and not answer.duty.repeats:
        section.fallen.append(answer)


def _figures(round_: Round, handed: dict[int, Submission]) -> list[FigureAnswer]:
    rows = FigureAnswer.objects.filter(submission__round=round_).select_related("target")
    found = list(rows.order_by("target__position"))
    for figure in found:
        figure.submission = handed[figure.submission_id]
    return found


def _section_of(figure: FigureAnswer, sections: dict[str, Section], by_duty: dict[int, Section]) -> Section:
    """The section of the figure's duty, else of its component, else the rest."""
    target = figure.target
    if target.duty_id in by_duty:
        return by_duty[target.duty_id]
    if target.component:
        title = f"Thành phần {target.component}"
        return sections.setdefault(f"c{target.component}", Section(target.component, title))
    return sections.setdefault("t", Section(None, ""))


def _count_figure(section: Section, figure: FigureAnswer) -> None:
    section.figures += 1
    section.given += figure.value is not None and figure.submission.state in _HANDED_IN


def _whole(sections: Iterable[Section]) -> Section:
    whole = Section(None, "")
    for one in sections:
        for name in ("duties", "told", "done", "awaiting", "late", "figures", "given"):
            setattr(whole, name, getattr(whole, name) + getattr(one, name))
        whole.silent += one.silent
        whole.fallen += one.fallen
        whole.percents += one.percents
    return whole


def _sums(figures: Sequence[FigureAnswer]) -> Iterable[Sum]:
    """Indicators of one name and unit that several agencies answer."""
    alike: dict[tuple[str, str], list[FigureAnswer]] = defaultdict(list)
    for figure in figures:
        alike[fold(figure.target.subject), fold(figure.target.unit)].append(figure)
    for group in alike.values():
        if len(group) > 1:
            unit = group[0].target.unit
            given = [figure.value if figure.submission.state in _HANDED_IN else None for figure in group]
            yield Sum(
                group[0].target.subject,
                unit,
                tuple(group),
                sums.total(given, unit),
                sums.total((figure.last_value for figure in group), unit),
                sums.total((figure.target.value for figure in group), unit),
            )


def _mean(values: Sequence[int]) -> float | None:
    return sum(values) / len(values) if values else None
