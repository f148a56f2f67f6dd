"""Ranks with ties, many columns at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tinhxanh.core.index.data import Floats, Ints

CELLS = 65_536  # numbers ranked together: what fits into a processor's cache


def descending(scores: Floats) -> Ints:
    """Rank 1 for the highest score, ties share the best rank; 0 where the score is NaN.

    `scores` is (…, units): units lie along the last axis.
    """
    flat = scores.reshape(-1, scores.shape[-1])
    if not np.isnan(flat.sum()):
        return _lowest(flat, -1.0).reshape(scores.shape)
    missing = np.isnan(flat)
    ranks = _lowest(np.where(missing, np.inf, -flat))
    ranks[missing] = 0
    return ranks.reshape(scores.shape)


def ascending(values: Floats) -> Floats:
    """Rank 1 for the lowest value of each column of (rows, columns), ties share the lowest; NaN stay."""
    missing = np.isnan(values)
    ranks = _lowest(np.where(missing, np.inf, values).T).T.astype(np.float64)
    ranks[missing] = np.nan
    return np.asarray(ranks)


def _lowest(key: Floats, sign: float = 1.0) -> Ints:
    """Rank of each entry along the last axis of (lists, entries): 1 + smaller ones, times `sign`."""
    lists, entries = key.shape
    step = max(1, CELLS // max(1, entries))
    if lists <= step:
        return _lowest_block(key * sign)
    ranks = np.empty((lists, entries), dtype=np.intp)
    for start in range(0, lists, step):
        ranks[start : start + step] = _lowest_block(key[start : start + step] * sign)
    return ranks


def _lowest_block(key: Floats) -> Ints:
    order = np.argsort(key, axis=1)
    lists, entries = key.shape
    ranks = np.empty((lists, entries), dtype=np.intp)
    flat = order + (np.arange(lists) * entries)[:, None]
    sorted_key = key.ravel()[flat]
    tied = sorted_key[:, 1:] == sorted_key[:, :-1]
    place = np.arange(1, entries + 1)
    if not tied.any():
        ranks.ravel()[flat] = place
        return ranks
    first = np.broadcast_to(place, (lists, entries)).copy()
    first[:, 1:][tied] = 0
    ranks.ravel()[flat] = np.maximum.accumulate(first, axis=1)
    return ranks


def spread(ranks: Ints, units: int) -> NDArray[np.float64]:
    """How often each unit took each rank: (units, units + 1) shares, from ranks (draws, units).

    Column 0 counts draws in which the unit had no score.
    """
    cells = ranks + np.arange(units) * (units + 1)
    counts = np.bincount(cells.ravel(), minlength=units * (units + 1))
    return np.asarray(counts.reshape(units, units + 1) / len(ranks))


def quantile(counts: NDArray[np.float64], draws: int, probability: float) -> Floats:
    """Quantile type 7 of each unit's ranks from `spread` shares (units, ranks)."""
    cumulative = np.rint(np.cumsum(counts, axis=1) * draws)
    position = (draws - 1) * probability
    below, share = int(np.floor(position)), position - np.floor(position)
    lower = (cumulative <= below).sum(axis=1)
    upper = (cumulative <= min(below + 1, draws - 1)).sum(axis=1)
    return np.asarray(lower + share * (upper - lower), dtype=np.float64)
