"""How sure are scores and ranks when the method could have been another one?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from tinhxanh.core.index import ranking
from tinhxanh.core.index.choices import Choice, Design, Noise, at_random
from tinhxanh.core.index.data import Data, Floats, Ints
from tinhxanh.core.index.draws import Run, run
from tinhxanh.core.index.pipeline import score
from tinhxanh.core.index.recipe import Recipe
from tinhxanh.core.index.result import Ran, Result

PAIR_BLOCK = 512  # draws compared pairwise at a time


@dataclass(frozen=True)
class RankSummary:
    """One unit's nominal rank beside the ranks it took over all draws."""

    unit: str
    nominal: int
    mean: float
    median: float
    low: float
    high: float


@dataclass(frozen=True)
class Doubt:
    """Scores and ranks over many draws, (draws, units), beside the nominal result."""

    nominal: Result
    units: tuple[str, ...]
    scores: Floats

    @cached_property
    def ranks(self) -> Ints:
        """Rank of every unit in every draw, 1 is best."""
        return ranking.descending(self.scores)

    @cached_property
    def spread(self) -> Floats:
        """Share of draws in which each unit took each rank: (units, units + 1), column 0 = no rank."""
        return ranking.spread(self.ranks, len(self.units))

    def summary(self, low: float = 0.05, high: float = 0.95) -> list[RankSummary]:
        """Mean, median and the quantiles `low` and `high` (type 7) of every unit's ranks."""
        draws, places = len(self.scores), np.arange(len(self.units) + 1)
        quantiles = [ranking.quantile(self.spread, draws, p) for p in (0.5, low, high)]
        mean = self.spread @ places
        nominal = self.nominal.ranks[:, -1]
        return [
            RankSummary(unit, int(nominal[k]), float(mean[k]), *(float(q[k]) for q in quantiles))
            for k, unit in enumerate(self.units)
        ]

    def score_intervals(self, low: float = 0.05, high: float = 0.95) -> Floats:
        """Quantiles of every unit's scores, (units, 2). Only meaningful where draws share one scale."""
        return np.asarray(np.quantile(self.scores, [low, high], axis=0).T)

    def at_most(self, unit: str, rank: int) -> float:
        """Probability that a unit's rank is `rank` or better."""
        row = self.units.index(unit)
        return float(self.spread[row, 1 : rank + 1].sum())

    def above(self) -> Floats:
        """Probability that the unit of the row scores above the unit of the column, (units, units)."""
        wins = np.zeros((len(self.units), len(self.units)))
        for start in range(0, len(self.scores), PAIR_BLOCK):
            part = self.scores[start : start + PAIR_BLOCK]
            wins += (part[:, :, None] > part[:, None, :]).sum(axis=0)
        return wins / len(self.scores)


@dataclass(frozen=True)
class Uncertainty(Doubt):
    """Doubt about the method; `run` knows what each draw did."""

    run: Run

    def pipeline(self, draw: int) -> tuple[Ran, ...]:
        """The steps that really ran in one draw."""
        return self.run.pipeline(draw)


def uncertainty(
    recipe: Recipe, data: Data, choices: Sequence[Choice | Noise], n: int, rng: np.random.Generator
) -> Uncertainty:
    """`n` draws over `choices`, independent of each other.

    Saisana, Saltelli and Tarantola (2005), Uncertainty and sensitivity analysis techniques as tools for
    the quality assessment of composite indicators, JRSS A 168.
    """
    return over(recipe, data, at_random(recipe, choices, n, rng))


def over(recipe: Recipe, data: Data, design: Design) -> Uncertainty:
    """Uncertainty over a design whose draws are already picked."""
    done = run(recipe, data, design)
    return Uncertainty(score(recipe, data), done.units, done.scores, done)
