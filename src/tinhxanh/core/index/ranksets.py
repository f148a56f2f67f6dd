"""Confidence sets for ranks, of one unit or of all units at once.

Mogstad, Romano, Shaikh and Wilhelm (2024), Inference for ranks with applications to mobility across
neighbourhoods and academic achievement across countries, Review of Economic Studies 91: confidence
intervals for all differences of scores, from the largest studentised difference over the resamples; a
unit is surely below those whose difference is surely positive.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tinhxanh.core.index.data import Floats, Ints

BLOCK = 256  # draws compared at a time


@dataclass(frozen=True)
class RankSets:
    """Best and worst rank of each unit with joint confidence `confidence`."""

    units: tuple[str, ...]
    best: Ints
    worst: Ints
    confidence: float


@dataclass(frozen=True)
class _Pairs:
    """Differences of chosen pairs: observed, their spread, and the draws around their own mean.

    The draws are centred on their mean, not on the observed scores: minima and maxima of a resample are
    further out than those of the sample, which moves all scores, and that is not what is asked here.
    """

    first: Ints
    second: Ints
    observed: Floats
    spread: Floats
    centred: Floats

    def largest(self) -> Floats:
        """Largest studentised difference of every draw."""
        safe = np.where(self.spread > 0, self.spread, np.inf)
        out = np.empty(len(self.centred))
        for start in range(0, len(out), BLOCK):
            part = self.centred[start : start + BLOCK]
            apart = np.abs(part[:, self.first] - part[:, self.second]) / safe
            out[start : start + BLOCK] = apart.max(axis=1, initial=0.0)
        return out

    def decided(self, confidence: float) -> Ints:
        """1 where the first is surely above the second, -1 where surely below, 0 where open."""
        limit = np.quantile(self.largest(), confidence)
        clear = np.abs(self.observed) > limit * self.spread
        return np.where(clear, np.sign(self.observed), 0).astype(np.intp)


def simultaneous(units: tuple[str, ...], scores: Floats, draws: Floats, confidence: float = 0.95) -> RankSets:
    """Sets that hold the true ranks of all units at once; `scores` (units,), `draws` (draws, units)."""
    first, second = np.triu_indices(len(units), k=1)
    sign = _pairs(scores, draws, first, second).decided(confidence)
    surely = np.zeros((len(units), len(units)), dtype=np.intp)
    surely[first, second], surely[second, first] = sign, -sign
    return _sets(units, surely, confidence)


def marginal(units: tuple[str, ...], scores: Floats, draws: Floats, confidence: float = 0.95) -> RankSets:
    """Sets each of which holds its own unit's true rank; narrower than the simultaneous ones."""
    surely = np.zeros((len(units), len(units)), dtype=np.intp)
    for unit in range(len(units)):
        others = np.delete(np.arange(len(units)), unit)
        pairs = _pairs(scores, draws, np.full(len(others), unit), others)
        surely[unit, others] = pairs.decided(confidence)
    return _sets(units, surely, confidence)


def _pairs(scores: Floats, draws: Floats, first: Ints, second: Ints) -> _Pairs:
    centred = draws - draws.mean(axis=0)
    covariance = centred.T @ centred / max(1, len(draws) - 1)
    variance = covariance[first, first] + covariance[second, second] - 2 * covariance[first, second]
    spread = np.sqrt(np.maximum(variance, 0.0))
    return _Pairs(first, second, scores[first] - scores[second], spread, centred)


def _sets(units: tuple[str, ...], surely: Ints, confidence: float) -> RankSets:
    """`surely[i, j]` is 1 where i is surely above j, -1 where surely below."""
    best = 1 + (surely < 0).sum(axis=1)
    worst = len(units) - (surely > 0).sum(axis=1)
    return RankSets(units, best.astype(np.intp), worst.astype(np.intp), confidence)
