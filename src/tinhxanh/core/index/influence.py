"""Which choice moves the ranks, alone and with the others?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tinhxanh.core.index import ranking, sobol
from tinhxanh.core.index.choices import Choice, Design, Noise, saltelli
from tinhxanh.core.index.data import Data, Floats
from tinhxanh.core.index.doubt import Uncertainty, over
from tinhxanh.core.index.faults import BadRecipe, Fault
from tinhxanh.core.index.recipe import Recipe
from tinhxanh.core.index.sobol import Estimator, Indices

BLOCK = 1024  # draws ranked together


@dataclass(frozen=True)
class Sensitivity:
    """Sobol indices of every choice.

    `overall` is about the mean absolute shift of ranks, (choices, 1); `by_unit` about each unit's own
    rank, (choices, units). `convergence` repeats `overall` on growing parts of the design. `draws` is
    the analysis of uncertainty over the 2n independent draws; `moves` the shift in every draw.
    """

    names: tuple[str, ...]
    overall: Indices
    by_unit: Indices
    convergence: tuple[tuple[int, Floats, Floats], ...]
    draws: Uncertainty
    moves: Floats


def sensitivity(
    recipe: Recipe,
    data: Data,
    choices: Sequence[Choice | Noise],
    n: int,
    rng: np.random.Generator,
    resamples: int = 200,
    estimator: Estimator = Estimator.CENTRED,
) -> Sensitivity:
    """First and total order over `n` rows of a Saltelli design: n × (choices + 2) versions of the index."""
    if len(choices) < 2:
        sentence = "Phân tích độ nhạy cần ít nhất hai lựa chọn; với một lựa chọn hãy dùng phân tích bất định."
        raise BadRecipe([Fault("one_choice", sentence, None, "choices")])
    return of_design(recipe, data, saltelli(recipe, choices, n, rng), rng, resamples, estimator)


def of_design(
    recipe: Recipe,
    data: Data,
    design: Design,
    rng: np.random.Generator,
    resamples: int = 200,
    estimator: Estimator = Estimator.CENTRED,
) -> Sensitivity:
    """Sensitivity over a Saltelli design that is already picked (rows A, B, AB1 … ABd)."""
    factors = len(design.choices)
    found = over(recipe, data, design)
    ranks, moves = _ranked(found)
    independent = 2 * (len(ranks) // (factors + 2))
    return Sensitivity(
        tuple(choice.name for choice in design.choices),
        sobol.estimate(moves[:, None], factors, rng, resamples, estimator),
        sobol.estimate(ranks, factors, rng, resamples, estimator),
        tuple(sobol.converged(moves[:, None], factors)),
        Uncertainty(found.nominal, found.units, found.scores[:independent], found.run),
        moves,
    )


def _ranked(found: Uncertainty) -> tuple[NDArray[np.int32], Floats]:
    """Rank of every unit in every draw, and the mean shift of ranks; a block at a time, for the cache."""
    nominal = found.nominal.ranks[:, -1]
    ranks = np.empty(found.scores.shape, dtype=np.int32)
    moves = np.empty(len(ranks))
    for start in range(0, len(ranks), BLOCK):
        rows = slice(start, start + BLOCK)
        ranks[rows] = ranking.descending(found.scores[rows])
        moves[rows] = np.abs(ranks[rows] - nominal).mean(axis=1)
    return ranks, moves
