"""What if some values were different: scores, ranks, chances, and whether the others' scales moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tinhxanh.apps.indicators.engine import Floats
from tinhxanh.apps.indicators.engine_cases import Case, others_above
from tinhxanh.core import index
from tinhxanh.core.index import Change, Interval, MovedScale

DRAWS = 400
MOST_RANKS = 5
"""Round ranks of which a chance is told."""
WEIGHTS_BY = 0.25
"""By how much weights may differ where nobody knows them better."""


@dataclass(frozen=True, slots=True)
class Chance:
    """Probability of a rank of `rank` or better, before and after."""

    rank: int
    before: float
    after: float


@dataclass(frozen=True)
class Outcome:
    """One unit before and after. Ranks are intervals where others' totals are known between ends only.

    `passed` and `passed_by` name the units that surely changed sides.
    """

    unit: str
    score_before: float
    score_after: float
    rank_before: Interval
    rank_after: Interval
    chances: tuple[Chance, ...]
    passed: tuple[str, ...]
    passed_by: tuple[str, ...]

    @property
    def score_change(self) -> float:
        """Points gained."""
        return self.score_after - self.score_before


@dataclass(frozen=True)
class Simulation:
    """The outcome of each changed unit, the scales that moved, and what the chances rest on."""

    outcomes: tuple[Outcome, ...]
    moved: tuple[MovedScale, ...]
    held: bool
    basis: str


def simulate(
    case: Case, units: Sequence[str], changes: Sequence[Change], held: bool, rng: np.random.Generator
) -> Simulation:
    """Scores and ranks of `units` with `changes`; `held` keeps minima and maxima where they were.

    Raises index.IndexFault for values with which the index cannot be computed.
    """
    if case.league is not None:
        return _of_sums(case, units, changes, rng)
    return _of_recipe(case, units, changes, held, rng)


def _of_recipe(
    case: Case, units: Sequence[str], changes: Sequence[Change], held: bool, rng: np.random.Generator
) -> Simulation:
    doubt = () if held else (index.Noise(share=WEIGHTS_BY, levels=_levels(case)),)
    found = index.what_if(case.recipe, case.data, changes, held, doubt, 0 if held else DRAWS, rng)
    outcomes = []
    for unit in units:
        ranks = [Interval(one.rank(unit), one.rank(unit)) for one in (found.before, found.after)]
        chances = () if held else _method_chances(found, unit, (ranks[0], ranks[1]))
        scores = (found.before.scores, found.after.scores)
        outcomes.append(_outcome(case, unit, scores, (ranks[0], ranks[1]), chances))
    basis = "" if held else f"trọng số đổi ngẫu nhiên trong ±{WEIGHTS_BY:.0%}, {DRAWS} lần thử"
    return Simulation(tuple(outcomes), found.moved, held, basis)


def _levels(case: Case) -> tuple[int, ...]:
    return tuple(range(1, case.recipe.tree.top))


def _method_chances(found: index.WhatIf, unit: str, ranks: tuple[Interval, Interval]) -> tuple[Chance, ...]:
    before, after = found.doubt_before, found.doubt_after
    if before is None or after is None:
        return ()
    return tuple(
        Chance(rank, before.at_most(unit, rank), after.at_most(unit, rank))
        for rank in steps_of(len(found.before.units), *ranks)
    )


def steps_of(units: int, before: Interval, after: Interval) -> list[int]:
    """Ranks of which a chance is told: the present one, and round numbers from around it to the new one."""
    step = next((size for size in (10, 5, 2) if units >= 6 * size), 1)
    best, worst = min(before.low, after.low), max(before.high, after.high)
    every = [rank for rank in range(step, units, step) if best - 2 * step < rank < worst + 2 * step]
    if len(every) > MOST_RANKS:
        places = np.linspace(0, len(every) - 1, MOST_RANKS).round().astype(int)
        every = [every[place] for place in places]
    return sorted({*every, min(int(before.high), max(1, units - 1))})


def _of_sums(
    case: Case, units: Sequence[str], changes: Sequence[Change], rng: np.random.Generator
) -> Simulation:
    """PGI: the sum of four components; scales cannot move, since components come as published."""
    found = index.what_if(case.recipe, case.data, changes)
    before, after = found.before.scores, found.after.scores
    ranks = others_above(case, units, before), others_above(case, units, after)
    drawn = _drawn(case, rng)
    outcomes = []
    for k, unit in enumerate(units):
        possible = (ranks[0][k], ranks[1][k])
        chances = _chances(case, unit, units, (before, after), drawn, possible)
        outcomes.append(_outcome(case, unit, (before, after), possible, chances))
    basis = f"tổng điểm chưa biết lấy đều trong khoảng của nó, {DRAWS} lần thử; đây là giả định"
    return Simulation(tuple(outcomes), (), False, basis)


def _drawn(case: Case, rng: np.random.Generator) -> Floats:
    """Totals of all units, (draws, units), each anywhere between its ends."""
    ends = case.total_ends()
    if ends is None:
        return np.empty((0, 0))
    return np.asarray(rng.uniform(ends[0], ends[1], size=(DRAWS, len(ends[0]))))


def _chances(
    case: Case,
    unit: str,
    units: Sequence[str],
    both: tuple[Floats, Floats],
    drawn: Floats,
    possible: tuple[Interval, Interval],
) -> tuple[Chance, ...]:
    row = case.data.row[unit]
    ranks = []
    for scores, interval in zip(both, possible, strict=True):
        totals = drawn.copy()
        for one in units:
            totals[:, case.data.row[one]] = scores[case.data.row[one]]
        above = 1 + (totals > totals[:, [row]]).sum(axis=1)
        ranks.append(np.clip(above, interval.low, interval.high))
    return tuple(
        Chance(rank, float((ranks[0] <= rank).mean()), float((ranks[1] <= rank).mean()))
        for rank in steps_of(len(case.data.units), *possible)
    )


def _outcome(
    case: Case,
    unit: str,
    scores: tuple[Floats, Floats],
    ranks: tuple[Interval, Interval],
    chances: tuple[Chance, ...],
) -> Outcome:
    row = case.data.row[unit]
    before, after = scores
    passed, passed_by = _crossed(case, row, before, after)
    return Outcome(unit, float(before[row]), float(after[row]), *ranks, chances, passed, passed_by)


def _crossed(case: Case, row: int, before: Floats, after: Floats) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names of units that were surely above and are surely below, and the other way round."""
    ends = case.total_ends()
    low_was, high_was = (before, before) if ends is None else ends
    low_now, high_now = (after, after) if ends is None else ends
    others = np.arange(len(before)) != row
    over = others & (low_was > before[row]) & (high_now < after[row])
    under = others & (high_was < before[row]) & (low_now > after[row])
    names = {one.key: one.name for one in case.league.standings} if case.league else {}
    units = [names.get(unit, unit) for unit in case.data.units]
    return tuple(units[k] for k in np.flatnonzero(over)), tuple(units[k] for k in np.flatnonzero(under))
