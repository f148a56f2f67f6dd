"""Variance-based sensitivity from a Saltelli design, for any outputs at once.

First order: Saltelli et al. (2010), Computer Physics Communications 181, formula (b); total order:
Jansen (1999). `Estimator.PLAIN` leaves the outputs as they are, as COINr does; CENTRED takes their mean
off first, which has the same expectation and far less noise when the mean is large.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from tinhxanh.core.index.data import Floats

CELLS = 4_000_000  # numbers of one block of outputs; bounds the memory


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
    y: Floats,
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
    blocks = y.reshape(factors + 2, n, -1)
    weights = rng.multinomial(n, np.full(n, 1.0 / n), size=resamples) / n
    tails = [(1 - confidence) / 2, (1 + confidence) / 2]
    step = max(1, CELLS // (n * factors))
    slices = [slice(start, start + step) for start in range(0, blocks.shape[2], step)]
    found = [_estimated(blocks[:, :, part], weights, tails, estimator) for part in slices]
    whole = [np.concatenate(parts, axis=1) for parts in zip(*found, strict=True)]
    return Indices(whole[0], whole[1], whole[2], whole[3], whole[4], whole[5], n)


def _estimated(
    blocks: Floats, weights: Floats, tails: list[float], estimator: Estimator
) -> tuple[Floats, ...]:
    """First, total, then low and high of both, (factors, outputs) each."""
    first, total, variance = _parts(blocks, estimator)
    spread = [_resampled(part, blocks, weights, tails) for part in (first, total)]
    shares = [_share(part.mean(axis=1), variance) for part in (first, total)]
    return (*shares, spread[0][0], spread[0][1], spread[1][0], spread[1][1])


def converged(y: Floats, factors: int, steps: int = 5) -> list[tuple[int, Floats, Floats]]:
    """First and total order of the first n/16, n/8 … n rows: (rows, first, total) each."""
    n = len(y) // (factors + 2)
    blocks = y.reshape(factors + 2, n, -1)
    sizes = sorted({max(4, n >> step) for step in range(steps)})
    found = []
    for size in sizes:
        first, total, variance = _parts(blocks[:, :size], Estimator.CENTRED)
        found.append((size, _share(first.mean(axis=1), variance), _share(total.mean(axis=1), variance)))
    return found


def _parts(blocks: Floats, estimator: Estimator) -> tuple[Floats, Floats, Floats]:
    """Terms whose means are the numerators, (factors, rows, outputs), and the variance (outputs,)."""
    a, b, mixed = blocks[0], blocks[1], blocks[2:]
    both = np.concatenate([a, b])
    variance = both.var(axis=0, ddof=1)
    centre = both.mean(axis=0) if estimator is Estimator.CENTRED else 0.0
    change = mixed - a
    return (b - centre) * change, 0.5 * change * change, variance


def _share(numerator: Floats, variance: Floats) -> Floats:
    still = variance <= 1e-24 * np.maximum(1.0, np.abs(variance).max())
    return np.where(still, 0.0, numerator / np.where(still, 1.0, variance))


def _resampled(terms: Floats, blocks: Floats, weights: Floats, tails: list[float]) -> Floats:
    """Lower and upper bound, (2, factors, outputs), over resampled rows."""
    both = blocks[0], blocks[1]
    mean = sum((weights @ part for part in both), np.zeros(())) / 2
    square = sum((weights @ (part * part) for part in both), np.zeros(())) / 2
    variance = np.maximum(square - mean * mean, 0.0)
    shares = np.stack([_share(weights @ term, variance) for term in terms])
    return np.asarray(np.quantile(shares, tails, axis=1))
