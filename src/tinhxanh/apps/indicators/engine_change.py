"""Why a score and a rank changed between two editions: own values, the others, the method, exactly additive.

Of PGI only components are published. They hold whatever the method changed, so across editions the parts
of a change are the four components and nothing finer; where a break lies between, that is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tinhxanh.apps.indicators.engine import Standing
from tinhxanh.apps.indicators.engine_cases import Case
from tinhxanh.core import index
from tinhxanh.core.index import Cause, Data, Explanation


@dataclass(frozen=True, slots=True)
class Step:
    """One bar of the waterfall: what it stands for, its points, its kind (a cause)."""

    label: str
    points: float
    kind: str


ORDERS = 8
"""Orders of the indicators that are drawn inside each order of causes, to share out a change of rank."""


@dataclass(frozen=True, slots=True)
class Detail:
    """One indicator's points by cause, its places of rank, and how far those may be off (two errors).

    The places are None where the others' totals are not published.
    """

    code: str
    name: str
    own: float
    others: float
    method: float
    places: float | None = None
    give: float | None = None

    @property
    def total(self) -> float:
        """All three together."""
        return self.own + self.others + self.method


@dataclass(frozen=True)
class Change:
    """The change of one unit. `steps` add up to it exactly, `details` too where there are any.

    `rank_parts` are None where the others' totals are not published; then `standings` tell the ranks.
    """

    unit: str
    explanation: Explanation
    steps: tuple[Step, ...]
    details: tuple[Detail, ...]
    rank_parts: tuple[float, float, float] | None
    standings: tuple[Standing, Standing] | None
    is_across_break: bool

    @property
    def before(self) -> float:
        """Old score."""
        return self.explanation.before.score(self.unit)

    @property
    def after(self) -> float:
        """New score."""
        return self.explanation.after.score(self.unit)


def shared_units(before: Case, after: Case) -> list[tuple[str, str]]:
    """The units whose values are known in both."""
    there = dict(before.units)
    return [(key, name) for key, name in after.units if key in there]


def explain(
    before: Case, after: Case, unit: str, across_break: bool, rng: np.random.Generator | None = None
) -> Change:
    """The change of `unit`; raises index.NotComparable across a break unless asked for.

    With `rng` a change of rank is shared out among the indicators too, where the units are the same.
    """
    if before.league is not None and after.league is not None:
        return _of_components(before, after, unit, across_break)
    orders = ORDERS if rng is not None and set(before.data.units) == set(after.data.units) else 0
    found = index.explain(
        before.recipe, before.data, after.recipe, after.data, unit, across_break, orders, rng
    )
    details = _details(after, found)
    ranks = tuple(part.rank or 0.0 for part in found.parts)
    return Change(
        unit, found, _steps(after, found, details), details, (ranks[0], ranks[1], ranks[2]), None,
        found.across_break,
    )  # fmt: skip


def _of_components(before: Case, after: Case, unit: str, across_break: bool) -> Change:
    """PGI: only the unit's own row; of the others not enough is published to say what they did."""
    data = [_alone(case, unit) for case in (before, after)]
    found = index.explain(before.recipe, data[0], after.recipe, data[1], unit, across_break)
    details = _details(after, found)
    steps = tuple(Step(one.name, one.own, Cause.OWN.value) for one in details)
    stood = [case.league.find(unit) for case in (before, after) if case.league]
    standings = (stood[0], stood[1]) if stood[0] and stood[1] else None
    return Change(unit, found, steps, details, None, standings, found.across_break)


def _alone(case: Case, unit: str) -> Data:
    return case.data.only(np.array([case.data.row[unit]]))


def _details(case: Case, found: Explanation) -> tuple[Detail, ...]:
    points: dict[str, dict[Cause, float]] = {}
    places: dict[str, list[index.Part]] = {}
    for part in found.by_indicator:
        if part.code is not None:
            points.setdefault(part.code, {})[part.cause] = part.score
            places.setdefault(part.code, []).append(part)
    names = {one.code: one.name for one in (*found.before.recipe.indicators, *case.recipe.indicators)}
    return tuple(
        Detail(
            code,
            names[code],
            by[Cause.OWN],
            by[Cause.OTHERS],
            by.get(Cause.METHOD, 0.0),
            *_places(places[code]),
        )
        for code, by in points.items()
    )


def _places(parts: Sequence[index.Part]) -> tuple[float | None, float | None]:
    """Places of rank of one indicator, own values and others' together, and twice their standard error."""
    ranks = [part.rank for part in parts if part.rank is not None]
    errors = [part.rank_error for part in parts if part.rank_error is not None]
    return (sum(ranks), 2 * float(np.hypot.reduce(errors))) if ranks else (None, None)


def _steps(case: Case, found: Explanation, details: Sequence[Detail]) -> tuple[Step, ...]:
    """Own change by group, then the others, then the method; the three causes alone without details."""
    by_cause = {part.cause: part.score for part in found.parts}
    rest = (
        Step("", by_cause[Cause.OTHERS], Cause.OTHERS.value),
        Step("", by_cause[Cause.METHOD], Cause.METHOD.value),
    )
    if not details:
        return (Step("", by_cause[Cause.OWN], Cause.OWN.value), *rest)
    groups = {group.code: group.name for group in case.recipe.groups}
    parents = {one.code: one.parent for one in case.recipe.indicators}
    own: dict[str, float] = {}
    for one in details:
        own[parents.get(one.code, "")] = own.get(parents.get(one.code, ""), 0.0) + one.own
    return (*(Step(groups.get(code, ""), value, Cause.OWN.value) for code, value in own.items()), *rest)
