"""The least effort that reaches a wanted score or rank, and whether the wish is one that was ever reached."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from tinhxanh.apps.indicators import queries
from tinhxanh.apps.indicators.engine_cases import Case, others_above
from tinhxanh.apps.indicators.models import Edition, Indicator, Observation
from tinhxanh.core import index
from tinhxanh.core.index import Chance, Data, Goal, Interval, Lever, Plan, Planned, Point, Sanity
from tinhxanh.core.index.goals import Movement

Status = Observation.Status
ALTERNATIVES = 3
FULL_WAY = 10.0
"""What moving an indicator over its whole range costs unless a person says otherwise."""


@dataclass(frozen=True)
class Proposal:
    """A plan with the ranks it leads to: an interval where others' totals are known between ends only."""

    plan: Plan
    rank: Interval


@dataclass(frozen=True)
class Proposed:
    """The plans from the cheapest on, or why there is none; `reach` is the rank interval of all levers."""

    planned: Planned
    proposals: tuple[Proposal, ...]
    reason: str


def propose(
    case: Case,
    unit: str,
    goal: Goal,
    levers: Sequence[Lever],
    probability: float | None = None,
    error: float = 0.0,
    rng: np.random.Generator | None = None,
) -> Proposed:
    """Up to three different plans; a rank of PGI is reached even if every unknown total is at its highest.

    `probability` of reaching the goal against errors of `error` standard deviations of each indicator is
    asked of figures with a recipe alone: of PGI the errors are not published. Raises index.IndexFault.
    """
    chance = None
    if probability is not None and case.league is None:
        errors = np.full(case.data.values.shape, error) * np.nanstd(case.data.values, axis=0)
        chance = Chance(probability, errors)
    data = _hardest(case, unit)
    wanted = goal if case.league is None else _as_score(case, data, unit, goal)
    planned = index.plan(case.recipe, data, unit, wanted, levers, ALTERNATIVES, chance, rng)
    proposals = tuple(
        Proposal(one, others_above(case, [unit], one.result.scores)[0]) for one in planned.plans
    )
    return Proposed(planned, proposals, _worded(case, unit, planned.reason))


def _as_score(case: Case, data: Data, unit: str, goal: Goal) -> Goal:
    """The score that a rank asks for: where nobody else moves the two are the same, and this is quicker."""
    needed = [goal.score] if goal.score is not None else []
    if goal.rank is not None:
        own = float(data.values[data.row[unit]].sum())
        others = np.sort(np.delete(data.values.sum(axis=1), data.row[unit]))[::-1]
        known = [own] if goal.rank > len(others) else [float(others[goal.rank - 1])]
        standings = case.league.standings if case.league else ()
        known += [
            one.total_bounds.high
            for one in standings
            if one.is_ranked and one.rank_low <= goal.rank and one.key != unit
        ]
        needed.append(min(known))
    return Goal(max(needed)) if needed else goal


def _hardest(case: Case, unit: str) -> Data:
    """The data with every other total at the highest it can be, so that a rank holds for sure."""
    ends = case.total_ends()
    if ends is None:
        return case.data
    values = np.repeat(ends[1][:, None] / len(case.data.codes), len(case.data.codes), axis=1)
    values[case.data.row[unit]] = case.data.values[case.data.row[unit]]
    return case.data.with_values(values)


def default_lever(case: Case, unit: str, code: str) -> Lever:
    """As far as the best unit that is known, at a cost that makes the whole range of values cost ten."""
    rows = [case.data.row[key] for key, _name in case.units]
    column = case.data.values[rows, case.data.column[code]]
    up = case.recipe.indicator(code).direction > 0
    best = float(np.nanmax(column) if up else np.nanmin(column))
    low, high = case.ends(code) if case.league else (float(np.nanmin(column)), float(np.nanmax(column)))
    return Lever(code, round(best, 2), round(FULL_WAY / ((high - low) or 1.0), 3))


def judge(case: Case, unit: str, goal: Goal, broken: bool) -> Sanity | None:
    """The wish against the published distribution and the climbs between editions, for PGI as published.

    With `broken` the climbs across a break of method are left out; without, they are counted too.
    """
    if case.league is None or case.edition is None or case.league.is_merged:
        return None
    standing = case.league.find(unit)
    points = _points(case)
    editions = list(queries.editions(case.edition.index.code))
    breaks = frozenset(str(one.year) for one in editions if not one.comparable_with_previous)
    return index.sanity(
        points,
        case.edition.n_units,
        goal.score,
        goal.rank,
        standing.rank_high if standing else None,
        _steps(editions),
        (0.0, 40.0),
        breaks if broken else frozenset(),
    )


def _points(case: Case) -> list[Point]:
    """Published totals by rank; of other sources only ranks that no published total has."""
    if case.league is None or case.edition is None:
        return []
    ranked = [
        one for one in case.league.standings if one.is_ranked and one.total and not one.total.is_inferred
    ]
    points = {one.rank_low: Point(one.total.value, one.rank_low) for one in ranked if one.total}
    for rank, value in queries.distribution(case.edition).get("total", []):
        points.setdefault(rank, Point(value, rank))
    return list(points.values())


def _steps(editions: Sequence[Edition]) -> list[Movement]:
    """Every way from one edition to the next of a province whose ranks were published in both."""
    known: dict[int, dict[str, tuple[float | None, int | None]]] = {one.year: {} for one in editions}
    ranked = Observation.objects.filter(
        indicator__edition__in=editions, indicator__level=Indicator.Level.TOTAL, rank_status=Status.PUBLISHED
    )
    for year, name, value, rank in ranked.values_list(
        "indicator__edition__year", "province__name", "value", "rank"
    ):
        known[year][name] = (value, rank)
    found = []
    for before, after in pairwise(editions):
        found += index.steps_between(known[before.year], known[after.year], str(after.year))
    return found


def _worded(case: Case, unit: str, reason: str) -> str:
    """The engine's reason with names in place of keys and codes."""
    said = reason.replace(f"“{unit}”", case.name_of(unit))
    head, mark, codes = said.partition("không được đổi: ")
    if not mark:
        return said
    names = {one.code: one.name for one in case.recipe.indicators}
    listed = [names.get(code, code) for code in codes.rstrip(".").split(", ")]
    return f"{head}{mark}{'; '.join(listed)}."
