"""Bring indicators onto one scale: fit on some values, apply to the same or to others.

Fitting and applying are apart so that a scale can be held while values move (what-if with fixed
minima and maxima) and so that the planner can put the moving minima and maxima into its model.
OECD/JRC Handbook (2008), step 5.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tinhxanh.core.index.data import Floats
from tinhxanh.core.index.ranking import ascending
from tinhxanh.core.index.recipe import Normalisation, NormalisationMethod

RANK_METHODS = {NormalisationMethod.RANK, NormalisationMethod.PERCENTILE_RANK, NormalisationMethod.BORDA}


@dataclass(frozen=True)
class Scale:
    """y = (x - shift) * factor + base, column by column; `cap` cuts y at 1."""

    shift: Floats
    factor: Floats
    base: float
    cap: bool = False

    def apply(self, x: Floats) -> Floats:
        """Values on the scale; `x` is (rows, columns) with direction already applied."""
        y = x - self.shift
        y *= self.factor
        if self.base:
            y += self.base
        return np.minimum(y, 1.0) if self.cap else y


def fit(
    x: Floats, spec: Normalisation, target: Floats | None = None, reference: Floats | None = None
) -> Scale:
    """The scale of `spec` on the columns of `x` (rows, columns), higher is better.

    `target` and `reference` hold one value a column, direction applied. A column without range gives
    an infinite factor, which the caller reports.
    """
    method = spec.method
    if method is NormalisationMethod.NONE:
        return Scale(np.zeros(x.shape[1]), np.ones(x.shape[1]), 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        if method is NormalisationMethod.Z_SCORE:
            mean, sd = _mean_sd(x)
            return Scale(mean, spec.sd / sd, spec.mean)
        low = _least(x)
        if method is NormalisationMethod.MIN_MAX:
            return Scale(low, (spec.high - spec.low) / (_greatest(x) - low), spec.low)
        if method is NormalisationMethod.DISTANCE_TO_MAX:
            return Scale(low, 1.0 / (_greatest(x) - low), 0.0, spec.cap)
        goal = target if method is NormalisationMethod.DISTANCE_TO_TARGET else reference
        if goal is None:
            raise ValueError(f"{method} needs a value for every column")
        return Scale(low, 1.0 / (goal - low), 0.0, spec.cap)


def normalise(
    x: Floats, spec: Normalisation, target: Floats | None = None, reference: Floats | None = None
) -> Floats:
    """Columns of `x` (rows, columns), higher is better, on the scale of `spec`; NaN stay NaN.

    A column without range (or with a goal at its lowest value) becomes all NaN.
    """
    if spec.method not in RANK_METHODS:
        scale = fit(x, spec, target, reference)
        y = scale.apply(x)
        if not np.isfinite(scale.factor.sum()):
            y[:, ~np.isfinite(scale.factor)] = np.nan
        return y
    ranks = ascending(x)
    if spec.method is NormalisationMethod.RANK:
        return ranks
    if spec.method is NormalisationMethod.BORDA:
        return ranks - 1.0
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray((ranks - 1.0) / ((~np.isnan(x)).sum(axis=0) - 1.0))


def _least(x: Floats) -> Floats:
    low: Floats = x.min(axis=0)
    return low if not np.isnan(low.sum()) else np.fmin.reduce(x, axis=0)


def _greatest(x: Floats) -> Floats:
    high: Floats = x.max(axis=0)
    return high if not np.isnan(high.sum()) else np.fmax.reduce(x, axis=0)


def _mean_sd(x: Floats) -> tuple[Floats, Floats]:
    mean = x.mean(axis=0)
    if np.isnan(mean.sum()):
        present = ~np.isnan(x)
        n = present.sum(axis=0)
        mean = np.where(present, x, 0.0).sum(axis=0) / n
        deviation = np.where(present, x - mean, 0.0)
        return mean, np.sqrt((deviation**2).sum(axis=0) / (n - 1))
    deviation = x - mean
    return mean, np.sqrt(np.einsum("ij,ij->j", deviation, deviation) / (len(x) - 1))
