"""What the pages of the reporting year ask: the same number of queries for one agency and for forty."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from tinhxanh.apps.accounts.models import User
from tinhxanh.apps.programmes.models import Programme
from tinhxanh.apps.reports import rights
from tinhxanh.apps.reports.models import DutyAnswer, FigureAnswer, Notice, Request, Round, Submission, Verdict

State = Submission.State
ORDER = (State.DRAFT, State.RETURNED, State.HANDED_IN, State.APPROVED)
"""Missing ones on top."""

FIGURES = "figures"
"""The column of the matrix that counts indicators; the others are components, 0 for none."""


@dataclass(slots=True)
class Cell:
    """One section of one submission: how many lines, how many written, and how they stand."""

    total: int = 0
    written: int = 0
    verdicts: Counter[str] = field(default_factory=Counter)
    state: str = "none"


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A submission in the matrix."""

    submission: Submission
    cells: tuple[Cell, ...]
    days_late: int
    last_late: int | None


@dataclass(frozen=True, slots=True)
class Matrix:
    """Agencies by section; `groups` are the states in order with their rows."""

    sections: tuple[int | str, ...]
    groups: tuple[tuple[str, tuple[MatrixRow, ...]], ...]

    @property
    def counts(self) -> dict[str, int]:
        return {state: len(rows) for state, rows in self.groups}


def rounds_of(programme: Programme) -> QuerySet[Round]:
    """The periods of a programme, latest first."""
    return Round.objects.filter(programme=programme).select_related("programme__focal", "report_duty")


def matrix(round_: Round, today: dt.date) -> Matrix:
    """Agencies by section of a round; four queries."""
    submissions = list(
        round_.submissions.select_related("organisation", "decided_by").order_by("organisation__sort_key")
    )
    cells = _cells(round_)
    sections = _sections(cells)
    earlier = _lateness(round_.previous_id)
    rows = [
        MatrixRow(
            submission,
            tuple(_told(cells[submission.pk][section], submission.state) for section in sections),
            days_late(submission, round_, today),
            earlier.get(submission.organisation_id),
        )
        for submission in submissions
    ]
    groups = tuple((state, tuple(row for row in rows if row.submission.state == state)) for state in ORDER)
    return Matrix(sections, groups)


def _cells(round_: Round) -> dict[int, dict[int | str, Cell]]:
    found: dict[int, dict[int | str, Cell]] = defaultdict(lambda: defaultdict(Cell))
    duties = DutyAnswer.objects.filter(submission__round=round_).order_by()
    rows = duties.values("submission", "verdict", section=F("duty__component")).annotate(
        n=Count("pk"), written=Count("pk", filter=~Q(words=""))
    )
    for row in rows:
        _add(found[row["submission"]][row["section"] or 0], row)
    figures = FigureAnswer.objects.filter(submission__round=round_).order_by()
    filled = Q(value__isnull=False) | ~Q(note="")
    for row in figures.values("submission", "verdict").annotate(
        n=Count("pk"), written=Count("pk", filter=filled)
    ):
        _add(found[row["submission"]][FIGURES], row)
    return found


def _add(cell: Cell, row: dict[str, int]) -> None:
    cell.total += row["n"]
    cell.written += row["written"]
    cell.verdicts[str(row["verdict"])] += row["n"]


def _sections(cells: dict[int, dict[int | str, Cell]]) -> tuple[int | str, ...]:
    used = {section for line in cells.values() for section in line}
    components = sorted(section for section in used if isinstance(section, int) and section)
    rest: list[int | str] = [section for section in (0, FIGURES) if section in used]
    return (*components, *rest)


def _told(cell: Cell, state: str) -> Cell:
    """The cell with its state: no (not handed in), back, in (waiting), ok, none (no such section)."""
    if not cell.total:
        cell.state = "none"
    elif state == State.APPROVED or cell.verdicts[Verdict.GOOD] == cell.total:
        cell.state = "ok"
    elif cell.verdicts[Verdict.BACK]:
        cell.state = "back"
    else:
        cell.state = "no" if state == State.DRAFT else "in"
    return cell


def days_late(submission: Submission, round_: Round, today: dt.date) -> int:
    """Days after the last day of handing in, until it was first handed in or until today."""
    handed = submission.first_handed_in_at
    until = timezone.localdate(handed) if handed else today
    return max(0, (until - round_.hand_in_on).days)


def _lateness(round_id: int | None) -> dict[int, int]:
    """Days late of each agency in a round before; who handed in nothing counts until the report was due."""
    found = {}
    rows = Submission.objects.filter(round=round_id or 0).select_related("round")
    for submission in rows:
        found[submission.organisation_id] = days_late(
            submission, submission.round, submission.round.consolidate_on
        )
    return found


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure beside that of the round before; `is_worse` by the direction of its target."""

    figure: FigureAnswer
    change: float
    is_worse: bool


def differences(round_: Round) -> list[Difference]:
    """Figures that changed since the round before, worse ones first; one query."""
    rows = FigureAnswer.objects.filter(
        submission__round=round_, value__isnull=False, last_value__isnull=False
    ).exclude(value=F("last_value"))
    rows = rows.select_related("target", "submission__organisation")
    found = [Difference(row, _change(row), _is_worse(row)) for row in rows if _change(row)]
    return sorted(found, key=lambda one: (not one.is_worse, one.figure.target.position))


def _change(row: FigureAnswer) -> float:
    return round((row.value or 0) - (row.last_value or 0), 6)


def _is_worse(row: FigureAnswer) -> bool:
    change = _change(row)
    return change > 0 if row.target.comparator == "<=" else change < 0


def my_submissions(user: User, on: dt.date) -> QuerySet[Submission]:
    """What a person's agencies have to hand in and have handed in, open ones first."""
    own = rights.programmes.reach(user, on).own
    mine = Submission.objects.filter(rights.programmes.within("organisation__path", own))
    return mine.select_related("round__programme", "organisation").order_by(
        "round__state", "-round__hand_in_on", "organisation__sort_key"
    )


def waiting_requests(programme: Programme) -> QuerySet[Request]:
    """What waits for a leader's decision in a programme, longest first."""
    return Request.objects.filter(duty__programme=programme, state=Request.State.WAITING).select_related(
        "duty", "organisation", "successor", "asked_by"
    )


def requests_of(duties: Iterable[int]) -> dict[int, list[Request]]:
    """All requests on some duties, by duty."""
    found: dict[int, list[Request]] = defaultdict(list)
    for row in Request.objects.filter(duty__in=duties).select_related(
        "organisation", "successor", "decided_by"
    ):
        found[row.duty_id].append(row)
    return found


def notices_of(user: User) -> QuerySet[Notice]:
    """A person's notices, latest first."""
    return Notice.objects.filter(user=user)
