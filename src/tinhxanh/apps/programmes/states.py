"""The state of duties as the database tells it: to filter, count and order without reading the rows.

The same rules as `core.duties.state.judge`; a test holds the two against each other on random rows.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Case, CharField, DateField, Expression, F, Func, IntegerField, Q, Value, When
from django.db.models.functions import Cast, Coalesce

from tinhxanh.apps.programmes.compiling import Kept, written
from tinhxanh.apps.programmes.models import Duty
from tinhxanh.core.duties.asking import Asked
from tinhxanh.core.duties.calendar import Calendar
from tinhxanh.core.duties.state import Standing, State, Timing, judge

#: “Sắp đến hạn” begins so many working days before the last day or the reporting day. Short on purpose:
#: before a reporting day all duties without a date of their own turn together.
SOON_WORKING_DAYS = 7

#: Worst first, as a list shows them; finished work last.
ORDER = (State.LATE, State.SOON, State.OPEN, State.IDLE, State.DONE_LATE, State.DONE)


_Asked = tuple[tuple[int, Asked], ...]


@dataclass(frozen=True)
class Clock:
    """The day on which states are told, the end of “soon”, and where each programme's reports stand."""

    on: dt.date
    calendar: Calendar
    asked: Mapping[int, Asked]

    @property
    def soon_until(self) -> dt.date:
        """The last day that counts as soon."""
        return self.calendar.add(self.on, SOON_WORKING_DAYS)

    def rhythms(self) -> list[tuple[Asked, list[int]]]:
        """The programmes by where their reports stand: many share one rhythm, and one rule then serves."""
        shared: dict[Asked, list[int]] = {}
        for programme, asked in self.asked.items():
            shared.setdefault(asked, []).append(programme)
        return list(shared.items())

    @property
    def key(self) -> tuple[dt.date, Calendar, _Asked]:
        """What makes two clocks tell the same."""
        return self.on, self.calendar, tuple(self.asked.items())

    def standing(self, duty: Duty) -> Standing:
        """The standing of a duty in memory."""
        return judge(timing(duty), self.asked[duty.programme_id], self.on, self.soon_until)


def timing(duty: Duty) -> Timing:
    """What the core needs to know of a duty."""
    return Timing(
        due_on=duty.due_on,
        started_on=duty.started_on,
        completed_on=duty.completed_on,
        answered_on=duty.answered_on,
        is_waiting=duty.deadline_kind == Duty.DeadlineKind.CONDITIONAL,
        said_done_on=duty.said_done_on,
    )


def state_of(clock: Clock, prefix: str = "") -> Expression:
    """The state as an expression on duties, or with `prefix="duty__"` on what belongs to one."""
    return Kept(_written(_state_rule, *clock.key), prefix, CharField())


def owed_on(clock: Clock, prefix: str = "") -> Expression:
    """The day a duty is measured by: its deadline, else the reporting day that passed or comes."""
    return Kept(_written(_owed_rule, *clock.key), prefix, DateField())


@lru_cache(maxsize=512)
def _written(rule: Callable[[Clock], Expression], on: dt.date, calendar: Calendar, asked: _Asked) -> str:
    return written(rule(Clock(on, calendar, dict(asked))))


def _state_rule(clock: Clock, prefix: str = "") -> Expression:
    begun = Case(
        When(_is(prefix, "started_on__isnull", False), then=Value(State.OPEN)), default=Value(State.IDLE)
    )
    due, completed, said = F(f"{prefix}due_on"), f"{prefix}completed_on", f"{prefix}said_done_on"
    return Case(
        When(Q(**{f"{completed}__gt": due}), then=Value(State.DONE_LATE)),
        When(Q(**{f"{completed}__isnull": False}), then=Value(State.DONE)),
        When(Q(**{f"{said}__gt": due}), then=Value(State.LATE)),
        When(Q(**{f"{said}__isnull": False}), then=Value(State.OPEN)),
        When(_waits(prefix), then=Value(State.IDLE)),
        When(_is(prefix, "due_on__lt", clock.on), then=Value(State.LATE)),
        When(_is(prefix, "due_on__lte", clock.soon_until), then=Value(State.SOON)),
        When(_is(prefix, "due_on__isnull", False), then=begun),
        *_reporting(clock, prefix),
        default=begun,
        output_field=CharField(),
    )


def _owed_rule(clock: Clock, prefix: str = "") -> Expression:
    by_programme = [
        rule
        for asked, programmes in clock.rhythms()
        for rule in (
            When(_unanswered(prefix, programmes, asked), then=Value(asked.last)),
            When(_is(prefix, "programme_id__in", programmes), then=Value(asked.next)),
        )
    ]
    return Coalesce(
        F(f"{prefix}due_on"),
        # Without a programme that asks for reports nothing but NULL is left, which has no type of its own.
        Cast(
            Case(
                When(
                    _waits(prefix)
                    | _is(prefix, "completed_on__isnull", False)
                    | _is(prefix, "said_done_on__isnull", False),
                    then=Value(None),
                ),
                *by_programme,
                output_field=DateField(),
            ),
            DateField(),
        ),
    )


def rank_of(state: str = "state") -> Expression:
    """How much attention a state needs, 0 the most; on rows annotated with `state`."""
    places = ", ".join(f"'{one.value}'" for one in ORDER)
    template = f"(array_position(ARRAY[{places}]::text[], %(expressions)s) - 1)"
    return Func(F(state), template=template, output_field=IntegerField())


def _is(prefix: str, lookup: str, value: object) -> Q:
    return Q(**{f"{prefix}{lookup}": value})


def _waits(prefix: str) -> Q:
    """Its condition has not come about."""
    return (
        _is(prefix, "deadline_kind", Duty.DeadlineKind.CONDITIONAL)
        & _is(prefix, "due_on__isnull", True)
        & _is(prefix, "started_on__isnull", True)
    )


def _unanswered(prefix: str, programmes: list[int], asked: Asked) -> Q:
    """A reporting day has passed and the lead has said nothing since the one before it."""
    if asked.last is None:
        return Q(pk__in=())
    silent = _is(prefix, "answered_on__isnull", True) | _is(prefix, "answered_on__lte", asked.before)
    return _is(prefix, "programme_id__in", programmes) & silent


def _reporting(clock: Clock, prefix: str) -> list[When]:
    """The rules of duties without a date."""
    rules = []
    for asked, programmes in clock.rhythms():
        rules.append(When(_unanswered(prefix, programmes, asked), then=Value(State.LATE)))
        if asked.next <= clock.soon_until:
            since = asked.last or asked.before
            waits = _is(prefix, "answered_on__isnull", True) | _is(prefix, "answered_on__lte", since)
            rules.append(When(_is(prefix, "programme_id__in", programmes) & waits, then=Value(State.SOON)))
    return rules
