"""Plans under plans: an agency's own plan that carries out this one, and its duties that roll up."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import pghistory
from django.db import transaction
from rapidfuzz import fuzz

from tinhxanh.apps.accounts.models import Organisation, User
from tinhxanh.apps.programmes import queries as duties
from tinhxanh.apps.programmes.models import Duty, DutyAgency, Programme
from tinhxanh.apps.programmes.states import Clock
from tinhxanh.apps.registers.refusals import Refused
from tinhxanh.apps.reports.models import Service, SubPlan
from tinhxanh.core.duties.state import State

ClockOf = Callable[[list[Programme]], Clock]
"""Gives the clock by which the states of some programmes are told."""

_ALIKE = 60
"""Token-set likeness of 100 from which a duty above is proposed."""


@dataclass(frozen=True, slots=True)
class Roll:
    """How far the duties that serve a duty above are."""

    total: int
    done: int
    late: int


def owe(*, programme: Programme, organisations: Iterable[Organisation], due_on: dt.date, by: User) -> int:
    """Ask agencies for a plan of their own by a day; who was asked keeps its day. How many are new."""
    with transaction.atomic(), pghistory.context(user=by.pk, why="Yêu cầu kế hoạch của đơn vị"):
        known = set(SubPlan.objects.filter(programme=programme).values_list("organisation", flat=True))
        rows = [
            SubPlan(programme=programme, organisation=organisation, due_on=due_on)
            for organisation in organisations
            if organisation.pk not in known
        ]
        SubPlan.objects.bulk_create(rows)
    return len(rows)


def leads(programme: Programme) -> list[Organisation]:
    """The agencies that lead a duty of a programme, but the focal department itself."""
    parts = DutyAgency.objects.filter(
        duty__programme=programme, duty__is_dropped=False, role=DutyAgency.Role.LEAD
    )
    found = Organisation.objects.filter(pk__in=parts.values("organisation"))
    return list(found.exclude(pk=programme.focal_id).order_by("sort_key"))


def link(*, sub_plan: SubPlan, plan: Programme, by: User, on: dt.date) -> SubPlan:
    """Say which programme is the agency's own plan. Raises `Refused` ("itself", "other-agency")."""
    if plan.pk == sub_plan.programme_id:
        raise Refused("itself", "Một kế hoạch không thể là kế hoạch con của chính nó.")
    if not plan.focal.path.startswith(sub_plan.organisation.path):
        raise Refused("other-agency", "Kế hoạch này không do cơ quan ấy làm đầu mối.")
    with transaction.atomic(), pghistory.context(user=by.pk, why=f"Nối kế hoạch {plan}"[:300]):
        sub_plan.plan, sub_plan.linked_by, sub_plan.linked_on = plan, by, on
        sub_plan.save()
    return sub_plan


def proposals(sub_plan: SubPlan) -> dict[int, int]:
    """For each duty of the agency's plan the duty above that it is most alike, where it is alike at all."""
    above = list(
        sub_plan.programme.duties.filter(
            is_dropped=False, agencies__organisation=sub_plan.organisation
        ).distinct()
    )
    below = sub_plan.plan.duties.filter(is_dropped=False) if sub_plan.plan else []
    found = {}
    for duty in below:
        scored = [(fuzz.token_set_ratio(duty.folded, one.folded), one.pk) for one in above]
        best = max(scored, default=(0, 0))
        if best[0] >= _ALIKE:
            found[duty.pk] = best[1]
    return found


def serve(*, sub_plan: SubPlan, pairs: Mapping[int, int | None], by: User) -> int:
    """Say which duty above each duty of the agency's plan serves; None takes the link away."""
    above = set(sub_plan.programme.duties.values_list("pk", flat=True))
    below = set(sub_plan.plan.duties.values_list("pk", flat=True)) if sub_plan.plan else set()
    chosen = {lower: upper for lower, upper in pairs.items() if lower in below}
    with transaction.atomic(), pghistory.context(user=by.pk, why="Nối nhiệm vụ với kế hoạch cấp trên"):
        Service.objects.filter(sub_plan=sub_plan, duty__in=chosen).delete()
        rows = [
            Service(sub_plan=sub_plan, duty_id=lower, serves_id=upper)
            for lower, upper in chosen.items()
            if upper in above
        ]
        Service.objects.bulk_create(rows)
    return len(rows)


def rolled_up(duty: Duty, clock_of: ClockOf) -> Roll | None:
    """How far the duties that serve `duty` are; None where none does."""
    served = list(Service.objects.filter(serves=duty).values_list("duty", flat=True))
    if not served:
        return None
    programmes = list(Programme.objects.filter(duties__in=served).distinct())
    told = duties.with_states(Duty.objects.filter(pk__in=served), clock_of(programmes))
    counts = duties.counts(told)
    return Roll(counts.total(), counts[State.DONE] + counts[State.DONE_LATE], counts[State.LATE])


@dataclass(frozen=True, slots=True)
class Line:
    """An agency's own plan in the list: owed by a day, there or late."""

    sub_plan: SubPlan
    days_late: int
    counts: Counter[str]
    n_served: int


def lines(programme: Programme, clock_of: ClockOf, on: dt.date) -> list[Line]:
    """All plans that agencies owe, late ones first; a fixed number of queries."""
    rows = list(SubPlan.objects.filter(programme=programme).select_related("organisation", "plan__focal"))
    plans = [row.plan for row in rows if row.plan]
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    if plans:
        told = duties.with_states(Duty.objects.filter(programme__in=plans), clock_of(plans))
        for pk, state in told.order_by().values_list("programme", "state"):
            counts[pk][state] += 1
    served = Counter(Service.objects.filter(sub_plan__in=rows).values_list("sub_plan", flat=True))
    found = [
        Line(row, _late(row, on), counts[row.plan_id] if row.plan_id else Counter(), served[row.pk])
        for row in rows
    ]
    return sorted(found, key=lambda line: (-line.days_late, line.sub_plan.organisation.sort_key))


def _late(row: SubPlan, on: dt.date) -> int:
    """Days after its day until it was there, or until today."""
    return max(0, ((row.linked_on or on) - row.due_on).days)
