"""The leader's one page: the state of a programme, what is late and stuck where, what needs a decision."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from tinhxanh.apps.programmes import queries as duties
from tinhxanh.apps.programmes.models import Duty, DutyAgency, Programme, Target
from tinhxanh.apps.programmes.states import Clock, state_of
from tinhxanh.apps.reports import queries, questioning
from tinhxanh.apps.reports.models import FigureAnswer, Question, Request, Round, Submission
from tinhxanh.core.duties.pace import Pace, pace
from tinhxanh.core.duties.state import State

SHOWN_AGENCIES = 8
DATES = 6


@dataclass(frozen=True, slots=True)
class Stuck:
    """An overdue duty: since when, and whom it waits for since when."""

    line: duties.Line
    days: int
    waiting: tuple[str, ...]
    since: dt.date | None

    @property
    def is_own(self) -> bool:
        """Whether it waits for its own lead."""
        return set(self.waiting) <= {duties.name_of(part) for part in self.line.lead}


@dataclass(frozen=True, slots=True)
class Figure:
    """A number to reach with the last value that was handed in."""

    target: Target
    answer: FigureAnswer | None
    pace: Pace


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """An agency as lead: its duties by state; `organisation` is None for an unmatched name or the rest."""

    name: str
    organisation: int | None
    counts: Counter[str]

    @property
    def total(self) -> int:
        return self.counts.total()

    @property
    def done(self) -> int:
        return self.counts[State.DONE] + self.counts[State.DONE_LATE]

    @property
    def late(self) -> int:
        return self.counts[State.LATE]


@dataclass(frozen=True, slots=True)
class Date:
    """A coming day and what falls on it."""

    day: dt.date
    what: str
    is_worked: bool


@dataclass(frozen=True, slots=True)
class Brief:
    """All that the page shows."""

    programme: Programme
    clock: Clock
    counts: Counter[str]
    groups: tuple[duties.Group, ...]
    stuck: tuple[Stuck, ...]
    requests: tuple[Request, ...]
    questions: tuple[Question, ...]
    figures: tuple[Figure, ...]
    agencies: tuple[AgencyRow, ...]
    dates: tuple[Date, ...]

    @property
    def total(self) -> int:
        return self.counts.total()

    @property
    def done(self) -> int:
        return self.counts[State.DONE] + self.counts[State.DONE_LATE]

    @property
    def longest(self) -> int:
        return max((one.days for one in self.stuck), default=0)

    @property
    def waiting_elsewhere(self) -> int:
        return sum(not one.is_own for one in self.stuck)

    @property
    def well(self) -> int:
        """Figures that are met or on their way."""
        return sum(one.pace in (Pace.MET, Pace.ON_TRACK) for one in self.figures)


def brief(programme: Programme, clock: Clock) -> Brief:
    """The page of one programme; the number of queries does not grow with its duties."""
    told = duties.with_states(Duty.objects.filter(programme=programme), clock)
    groups = tuple(duties.groups(told))
    counts: Counter[str] = Counter()
    for group in groups:
        counts.update(group.counts)
    return Brief(
        programme=programme,
        clock=clock,
        counts=counts,
        groups=groups,
        stuck=_stuck(told, clock, programme.focal.name),
        requests=tuple(queries.waiting_requests(programme)),
        questions=tuple(questioning.waiting(programme)),
        figures=_figures(programme, clock.on),
        agencies=tuple(agency_rows(programme, clock)),
        dates=_dates(programme, clock),
    )


def standings(programmes: Iterable[Programme], clock: Clock) -> dict[int, Counter[str]]:
    """How many duties of each programme are in each state; one query."""
    told = duties.with_states(Duty.objects.filter(programme__in=list(programmes)), clock)
    found: dict[int, Counter[str]] = defaultdict(Counter)
    for programme, state, n in told.order_by().values_list("programme", "state").annotate(n=Count("pk")):
        found[programme][state] = n
    return found


def _stuck(told: QuerySet[Duty], clock: Clock, focal: str) -> tuple[Stuck, ...]:
    late = told.filter(state=State.LATE).order_by("owed_on", "position").prefetch_related(duties.parts())
    return tuple(_one_stuck(duties.line(duty, clock), clock, focal) for duty in late)


def _one_stuck(line: duties.Line, clock: Clock, focal: str) -> Stuck:
    """What was reported complete, however late, waits for the focal department's check."""
    since = line.duty.reported_on or line.standing.owed_on
    waiting = (focal,) if line.standing.awaits_check else line.waiting
    return Stuck(line, line.standing.days_late(clock.on), waiting, since)


def _figures(programme: Programme, on: dt.date) -> tuple[Figure, ...]:
    """The numbers of this year, each with the last value that was handed in."""
    answers: dict[int, FigureAnswer] = {}
    rows = FigureAnswer.objects.filter(target__programme=programme, value__isnull=False).exclude(
        submission__state=Submission.State.DRAFT
    )
    for answer in rows.order_by("submission__round__data_to").select_related("submission__organisation"):
        answers[answer.target_id] = answer
    targets = Target.objects.filter(programme=programme, measure__in=("percent", "count"), is_dropped=False)
    elapsed = on.timetuple().tm_yday / 365
    return tuple(
        Figure(target, answers.get(target.pk), _pace(target, answers.get(target.pk), elapsed))
        for target in targets.order_by("position")
        if target.year in (None, on.year)
    )


def _pace(target: Target, answer: FigureAnswer | None, elapsed: float) -> Pace:
    return pace(
        answer.value if answer else None,
        target=target.value,
        comparator=target.comparator,
        baseline=target.baseline_value,
        elapsed=elapsed,
    )


def agency_rows(programme: Programme, clock: Clock, *, shown: int = SHOWN_AGENCIES) -> list[AgencyRow]:
    """Duties by lead agency as printed, most overdue first; what is beyond `shown` stands in one last row.

    A collective (“UBND các xã”) is one row: a duty that it leads is not counted again for each member.
    """
    rows = (
        DutyAgency.objects.filter(
            duty__programme=programme,
            duty__is_dropped=False,
            role=DutyAgency.Role.LEAD,
            collective__isnull=True,
        )
        .order_by()
        .annotate(state=state_of(clock, "duty__"))
        .values("organisation", "organisation__name", "name", "state")
        .annotate(n=Count("duty", distinct=True))
    )
    found: dict[tuple[int | None, str], Counter[str]] = defaultdict(Counter)
    for row in rows:
        name = row["organisation__name"] or row["name"]
        found[row["organisation"], name][row["state"]] += row["n"]
    made = [AgencyRow(name, pk, counts) for (pk, name), counts in found.items()]
    made.sort(key=lambda row: (-row.late, -row.total, row.name))
    if len(made) <= shown:
        return made
    rest: Counter[str] = Counter()
    for row in made[shown:]:
        rest.update(row.counts)
    return [*made[:shown], AgencyRow(f"{len(made) - shown} cơ quan còn lại", None, rest)]


def _dates(programme: Programme, clock: Clock) -> tuple[Date, ...]:
    """The next days: deadlines of what is not finished, and the days of open rounds."""
    coming: dict[dt.date, list[str]] = defaultdict(list)
    due = Duty.objects.filter(
        programme=programme,
        is_dropped=False,
        completed_on__isnull=True,
        said_done_on__isnull=True,
        due_on__gte=clock.on,
    )
    for day, code in due.order_by("due_on", "position").values_list("due_on", "code"):
        coming[day].append(code)
    events = {day: _codes(codes) for day, codes in coming.items()}
    for round_ in Round.objects.filter(programme=programme, state=Round.State.OPEN):
        for day, what in (
            (round_.hand_in_on, f"Cơ quan nộp {_lowered(round_.title)}"),
            (round_.consolidate_on, f"Trình {_lowered(round_.title)}"),
        ):
            if day >= clock.on:
                events[day] = f"{what}; {events[day]}" if day in events else what
    days = sorted(events)[:DATES]
    return tuple(Date(day, events[day], clock.calendar.is_worked(day)) for day in days)


def _lowered(title: str) -> str:
    """A title within a sentence; codes in it keep their capitals."""
    return title[:1].lower() + title[1:]


def _codes(codes: list[str]) -> str:
    if len(codes) > 4:
        return f"{len(codes)} nhiệm vụ đến hạn"
    return f"{', '.join(codes)} đến hạn"
