"""Variance-based sensitivity from a Saltelli design, for any outputs at once.

First order: Saltelli et al. (2010), Computer Physics Communications 181, formula (b); total order:
Jansen (1999). `Estimator.PLAIN` leaves the outputs as they are, as COINr does; CENTRED takes their mean
off first, which has the same expectation and far less noise when the mean is large.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from tinhxanh.core.index.data import Floats

Numbers = NDArray[np.float64] | NDArray[np.int32]
CELLS = 131_072  # numbers of one block of terms: small enough to stay in a processor's cache
OUTPUTS = 128  # outputs looked at together; bounds the memory of the sums


class Estimator(StrEnum):
    """What is done with the mean before first-order indices are formed."""

    CENTRED = "centred"
    PLAIN = "plain"


@dataclass(frozen=True)
class Indices:
    """First and total order, (factors, outputs), with lower and upper bounds of the same shape.

    An output without variance has indices 0: nothing moves it.
    """

    first: Floats
    total: Floats
    first_low: Floats
    first_high: Floats
    total_low: Floats
    total_high: Floats
    n: int


def estimate(
    y: Numbers,
    factors: int,
    rng: np.random.Generator,
    resamples: int = 200,
    estimator: Estimator = Estimator.CENTRED,
    confidence: float = 0.9,
) -> Indices:
    """Indices of outputs `y` (n × (factors + 2), outputs) in the order A, B, AB1 … ABd.

    Bounds come from resampling the n rows of the design as wholes, numerators and variance together.
    """
    n = len(y) // (factors + 2)
    tails = [(1 - confidence) / 2, (1 + confidence) / 2]
    counts = np.vstack([np.ones((1, n), dtype=np.uint16), *_drawn(n, resamples, rng)])
    blocks = y.reshape(factors + 2, n, -1)
    slices = [slice(start, start + OUTPUTS) for start in range(0, blocks.shape[2], OUTPUTS)]
    found = [_spread(_shares(blocks[:, :, part], counts, estimator), tails) for part in slices]
    whole, low, high = np.concatenate(found, axis=-1)
    first, total = slice(0, factors), slice(factors, None)
    return Indices(whole[first], whole[total], low[first], high[first], low[total], high[total], n)


def _drawn(n: int, resamples: int, rng: np.random.Generator) -> Iterator[NDArray[np.uint16]]:
    """How often each of n rows is drawn, resample by resample; no row is drawn 65 536 times."""
    for _ in range(resamples):
        yield np.bincount(rng.integers(0, n, n), minlength=n)[None].astype(np.uint16)


def _spread(shares: Floats, tails: list[float]) -> Floats:
    """The estimate and its two bounds, (3, 2 × factors, outputs); the first row is the estimate."""
    return np.concatenate([shares[:1], np.quantile(shares[1:], tails, axis=0)])


def _shares(blocks: Numbers, counts: NDArray[np.uint16], estimator: Estimator) -> Floats:
    """First, then total order of each choice for every row of counts, (counts, 2 × factors, outputs)."""
    n, outputs = blocks.shape[1:]
    width = 2 * len(blocks) - 2
    centre = (blocks[0].mean(axis=0) + blocks[1].mean(axis=0)) / 2
    kept = centre if estimator is Estimator.CENTRED else np.zeros(outputs)
    sums = np.zeros((len(counts), width * outputs))
    step = max(16, CELLS // (width * outputs))
    for start in range(0, n, step):
        rows = slice(start, start + step)
        terms = _terms(blocks[:, rows], centre, kept)
        sums += counts[:, rows].astype(np.float64) @ terms.reshape(len(terms), -1)
    means = sums.reshape(len(counts), width, outputs) / n
    variance = np.maximum(means[:, -1] - means[:, -2] ** 2, 0.0)
    variance[0] *= 2 * n / (2 * n - 1)
    return _share(means[:, :-2], variance[:, None])


def _terms(blocks: Numbers, centre: Floats, kept: Floats) -> Floats:
    """What is averaged, (rows, 2 × factors + 2, outputs): numerators, then mean and square of A and B."""
    factors = len(blocks) - 2
    a, b = blocks[0] - centre, blocks[1] - centre
    terms = np.empty((len(a), 2 * factors + 2, len(centre)))
    beside = b if kept is centre else blocks[1] - kept
    for factor in range(factors):
        change = blocks[2 + factor] - blocks[0]
        np.multiply(beside, change, out=terms[:, factor])
        np.multiply(change * 0.5, change, out=terms[:, factors + factor])
    terms[:, -2] = (a + b) / 2
    terms[:, -1] = (a * a + b * b) / 2
    return terms


def converged(y: Numbers, factors: int, steps: int = 5) -> list[tuple[int, Floats, Floats]]:
    """First and total order of the first n/16, n/8 … n rows: (rows, first, total) each."""
    n = len(y) // (factors + 2)
    blocks = y.reshape(factors + 2, n, -1)
    found = []
    for size in sorted({max(4, n >> step) for step in range(steps)}):
        once = np.ones((1, size), dtype=np.uint16)
        shares = _shares(blocks[:, :size], once, Estimator.CENTRED)[0]
        found.append((size, shares[:factors], shares[factors:]))
    return found


def _share(numerator: Floats, variance: Floats) -> Floats:
    still = variance <= 1e-24 * np.maximum(1.0, np.abs(variance).max())
    return np.where(still, 0.0, numerator / np.where(still, 1.0, variance))
