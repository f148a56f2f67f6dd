"""Outliers: winsorising until skewness and kurtosis are in bounds, logarithm, Box-Cox.

All functions take (rows, columns) and treat every column by itself, so that draws can be laid side by
side as further columns. Sources: OECD/JRC Handbook (2008) step 3; the order winsorise, test, transform
follows Becker, Caperna, Del Sorbo et al., COINr (JOSS 2022).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tinhxanh.core.index.data import Floats
from tinhxanh.core.index.moments import shape
from tinhxanh.core.index.recipe import Treatment, TreatmentMethod

LEFT, WINSORISED, LOGGED, BOX_COXED = 0, 1, 2, 3
NAMES = ("giữ nguyên", "cắt ngọn", "logarit", "Box-Cox")
LOG_OFFSET = 0.01  # share of the range added below the minimum before the logarithm


@dataclass(frozen=True)
class Treated:
    """What was done to each column: `how` (LEFT …), points pulled in, and whether it still fails."""

    values: Floats
    how: NDArray[np.int8]
    points: NDArray[np.intp]
    failing: NDArray[np.bool_]


def treat(x: Floats, spec: Treatment) -> Treated:
    """Treat the columns of `x` (rows, columns) that fail the test of `spec`; NaN stay NaN."""
    columns = x.shape[1]
    how = np.zeros(columns, dtype=np.int8)
    points = np.zeros(columns, dtype=np.intp)
    if spec.method is TreatmentMethod.NONE:
        return Treated(x, how, points, np.zeros(columns, dtype=np.bool_))
    skewness, kurtosis = shape(x)
    failing = np.ones(columns, dtype=np.bool_) if spec.always else _out_of_bounds(skewness, kurtosis, spec)
    chosen = np.flatnonzero(failing)
    if not len(chosen):
        return Treated(x, how, points, failing)
    values = x.copy()
    failing = np.zeros(columns, dtype=np.bool_)
    cured = _cure(x[:, chosen], spec, (skewness[chosen], kurtosis[chosen]))
    values[:, chosen], how[chosen], points[chosen], failing[chosen] = cured
    return Treated(values, how, points, failing)


def fails(x: Floats, spec: Treatment) -> NDArray[np.bool_]:
    """Columns with |skewness| and kurtosis both out of bounds."""
    return _out_of_bounds(*shape(x), spec)


def _out_of_bounds(skewness: Floats, kurtosis: Floats, spec: Treatment) -> NDArray[np.bool_]:
    return (np.abs(skewness) >= spec.skew_limit) & (kurtosis >= spec.kurtosis_limit)


def _cure(
    x: Floats, spec: Treatment, moments: tuple[Floats, Floats]
) -> tuple[Floats, NDArray[np.int8], NDArray[np.intp], NDArray[np.bool_]]:
    how = np.full(x.shape[1], WINSORISED, dtype=np.int8)
    points = np.zeros(x.shape[1], dtype=np.intp)
    if spec.method is not TreatmentMethod.WINSORISE:
        values = transform(x, spec.method, spec.lam)
        how[:] = LOGGED if spec.method is TreatmentMethod.LOG else BOX_COXED
        return values, how, points, fails(values, spec)
    values, points, failing = winsorise(x, spec, moments)
    again = np.flatnonzero(failing)
    if len(again) and spec.then is not TreatmentMethod.NONE and not spec.always:
        values[:, again] = transform(x[:, again], spec.then, spec.lam)
        how[again] = LOGGED if spec.then is TreatmentMethod.LOG else BOX_COXED
        points[again] = 0
        failing[again] = fails(values[:, again], spec)
    return values, how, points, failing


def winsorise(
    x: Floats, spec: Treatment, moments: tuple[Floats, Floats]
) -> tuple[Floats, NDArray[np.intp], NDArray[np.bool_]]:
    """Pull in extreme points one value at a time, on the side of the skew, at most `winmax` points.

    Ties are pulled in together, so the number of points may exceed `winmax` by the size of a tie.
    `moments` are skewness and kurtosis of the columns. Returns the values, the points pulled in and
    whether the column still fails.
    """
    out = x.copy()
    columns = x.shape[1]
    high = np.zeros(columns, dtype=np.intp)
    low = np.zeros(columns, dtype=np.intp)
    skewness, kurtosis = moments
    failing = _out_of_bounds(skewness, kurtosis, spec)
    active = np.arange(columns) if spec.always else np.flatnonzero(failing)
    active = active[np.isfinite(skewness[active])]
    while len(active) and spec.winmax > 0:
        part = out[:, active]
        upward = skewness[active] >= 0
        high[active[upward]] = _pull_in(part, upward, top=True)
        low[active[~upward]] = _pull_in(part, ~upward, top=False)
        out[:, active] = part
        skewness[active], kurtosis[active] = shape(part)
        failing[active] = _out_of_bounds(skewness[active], kurtosis[active], spec)
        going = (high + low)[active] < spec.winmax
        going &= np.isfinite(skewness[active]) if spec.always else failing[active]
        active = active[going]
    return out, high + low, failing


def _pull_in(part: Floats, where: NDArray[np.bool_], top: bool) -> NDArray[np.intp]:
    """Set the points at the extreme of the columns `where` to the next value; in place, counted."""
    columns = part[:, where]
    if not columns.shape[1]:
        return np.zeros(0, dtype=np.intp)
    sign = 1.0 if top else -1.0
    if not top:
        columns = -columns
    extreme = columns == np.fmax.reduce(columns, axis=0)
    following = np.fmax.reduce(np.where(extreme, -np.inf, columns), axis=0)
    part[:, where] = sign * np.where(extreme, following, columns)
    return np.asarray(extreme.sum(axis=0))


def transform(x: Floats, method: TreatmentMethod, lam: float = 0.0) -> Floats:
    """Logarithm or Box-Cox of every column, shifted to be positive.

    LOG is log(x - min + 0.01 range). A column with a tail to the left is mirrored first and mirrored
    back after, so that the transform shortens the tail instead of stretching it.
    """
    sign = np.where(shape(x)[0] < 0, -1.0, 1.0)
    y = x * sign
    low = np.fmin.reduce(y, axis=0)
    if method is TreatmentMethod.LOG or lam == 0.0:
        offset = LOG_OFFSET * (np.fmax.reduce(y, axis=0) - low) if method is TreatmentMethod.LOG else 1.0
        return np.asarray(sign * np.log(y - low + offset))
    return np.asarray(sign * ((y - low + 1.0) ** lam - 1.0) / lam)
