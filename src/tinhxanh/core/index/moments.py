"""Skewness and kurtosis of many columns at once, bias-corrected (type 2, as in SAS and Excel).

Joanes and Gill (1998), Comparing measures of sample skewness and kurtosis, The Statistician 47.
"""

from __future__ import annotations

import numpy as np

from tinhxanh.core.index.data import Floats

SMALLEST = 4  # the correction of kurtosis divides by (n - 3)


def shape(x: Floats) -> tuple[Floats, Floats]:
    """Skewness and excess kurtosis of each column of `x` (rows, columns); NaN are left out.

    Constant columns give NaN, as their shape is not defined.
    """
    mean = x.mean(axis=0)
    if np.isnan(mean.sum()):
        return _shape_with_gaps(x)
    deviation = x - mean
    square = deviation * deviation
    second = square.sum(axis=0)
    third = np.einsum("ij,ij->j", square, deviation)
    fourth = np.einsum("ij,ij->j", square, square)
    return _corrected(np.float64(len(x)), second, third, fourth)


def _shape_with_gaps(x: Floats) -> tuple[Floats, Floats]:
    present = ~np.isnan(x)
    n = present.sum(axis=0).astype(np.float64)
    filled = np.where(present, x, 0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        deviation = np.where(present, x - filled.sum(axis=0) / n, 0.0)
    square = deviation * deviation
    return _corrected(n, square.sum(axis=0), (square * deviation).sum(axis=0), (square * square).sum(axis=0))


def _corrected(
    n: Floats | np.float64, second: Floats, third: Floats, fourth: Floats
) -> tuple[Floats, Floats]:
    with np.errstate(invalid="ignore", divide="ignore"):
        skewness = np.sqrt(n) * third / second**1.5 * np.sqrt(n * (n - 1)) / (n - 2)
        ratio = n * fourth / second**2
        kurtosis = ((n + 1) * (ratio - 3) + 6) * (n - 1) / ((n - 2) * (n - 3))
    return skewness, kurtosis
