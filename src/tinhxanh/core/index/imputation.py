"""Fill missing values from the other units: mean or median, of all or of the unit's group."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tinhxanh.core.index.data import Floats
from tinhxanh.core.index.recipe import ImputationMethod

GROUPED = {ImputationMethod.GROUP_MEAN, ImputationMethod.GROUP_MEDIAN}


def impute(x: Floats, method: ImputationMethod, labels: Sequence[str] | None = None) -> Floats:
    """Columns of `x` (rows, columns) with NaN filled; `labels` is the group of each row.

    What cannot be filled (no value in the group) stays NaN; the caller decides what that means.
    """
    missing = np.isnan(x)
    if method is ImputationMethod.NONE or not missing.any():
        return x
    filled = x.copy()
    grouped = method in GROUPED and labels is not None
    parts = (
        np.unique(np.asarray(labels), return_inverse=True)[1] if grouped else np.zeros(len(x), dtype=np.intp)
    )
    columns = np.flatnonzero(missing.any(axis=0))
    centre = _means if method in (ImputationMethod.MEAN, ImputationMethod.GROUP_MEAN) else _medians
    by_part = centre(x[:, columns], parts)
    filled[:, columns] = np.where(missing[:, columns], by_part[parts], x[:, columns])
    return filled


def _means(x: Floats, parts: np.ndarray) -> Floats:
    membership = (parts == np.arange(parts.max() + 1)[:, None]).astype(np.float64)
    present = ~np.isnan(x)
    with np.errstate(invalid="ignore"):
        return np.asarray((membership @ np.where(present, x, 0.0)) / (membership @ present))


def _medians(x: Floats, parts: np.ndarray) -> Floats:
    out = np.full((parts.max() + 1, x.shape[1]), np.nan)
    for part in range(len(out)):
        rows = x[parts == part]
        seen = ~np.isnan(rows).all(axis=0)
        out[part, seen] = np.nanmedian(rows[:, seen], axis=0)
    return out
