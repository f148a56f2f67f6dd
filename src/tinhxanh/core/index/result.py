"""What building an index gives: values, ranks, the recipe, and the steps that really ran."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from tinhxanh.core.index import ranking
from tinhxanh.core.index.data import Data, Floats, Ints
from tinhxanh.core.index.recipe import Recipe


@dataclass(frozen=True)
class Ran:
    """One step as it really ran: what was done and to which columns or rows."""

    step: str
    method: str
    touched: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Result:
    """An index: values of all nodes (units × nodes, leaves first), ranks, and how they came about.

    `stages` holds the indicators after each step; `ran` the steps that ran, in order.
    """

    recipe: Recipe
    data: Data
    units: tuple[str, ...]
    values: Floats
    weight: Floats
    stages: dict[str, Floats]
    ran: tuple[Ran, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes of the columns of `values`."""
        return self.recipe.tree.codes

    @property
    def scores(self) -> Floats:
        """Values of the index itself, one a unit."""
        return np.asarray(self.values[:, -1])

    @cached_property
    def ranks(self) -> Ints:
        """Rank of every unit on every node, (units, nodes); 1 is best, ties share the best, 0 missing."""
        return ranking.descending(self.values.T).T

    @cached_property
    def row(self) -> dict[str, int]:
        """Row number by unit."""
        return {unit: k for k, unit in enumerate(self.units)}

    def score(self, unit: str, code: str | None = None) -> float:
        """Value of a unit on a node, the index where no node is named."""
        return float(self.values[self.row[unit], self.recipe.tree.number[code] if code else -1])

    def rank(self, unit: str, code: str | None = None) -> int:
        """Rank of a unit on a node, the index where no node is named."""
        return int(self.ranks[self.row[unit], self.recipe.tree.number[code] if code else -1])

    def quantiles(self, probabilities: tuple[float, ...] = (0.0, 0.25, 0.5, 0.75, 1.0)) -> dict[str, Floats]:
        """Quantiles (type 7) of every node over the units that have a value: from minimum to maximum."""
        found = {}
        for k, code in enumerate(self.codes):
            column = self.values[:, k]
            found[code] = np.quantile(column[~np.isnan(column)], probabilities)
        return found
