"""The same computations in plain NumPy, written for one recipe each: no checks, no log, no choice.

This is what a careful analyst would write for one paper; the engine is held against it.
"""

from __future__ import annotations

import numpy as np

from tinhxanh.core.index import Data, Microdata, Recipe


def members(recipe: Recipe) -> list[list[int]]:
    """Columns of the indicators in each lowest group."""
    parents = [indicator.parent for indicator in recipe.indicators]
    return [[k for k, p in enumerate(parents) if p == name] for name in dict.fromkeys(parents)]


def ranks(scores: np.ndarray) -> np.ndarray:
    """1 + how many are higher, along the last axis."""
    return np.argsort(np.argsort(-scores, axis=-1), axis=-1) + 1


def skew_kurt(x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    n = len(x)
    d = x - x.mean(axis=0)
    m2, m3, m4 = (d**2).sum(axis=0), (d**3).sum(axis=0), (d**4).sum(axis=0)
    skew = np.sqrt(n) * m3 / m2**1.5 * np.sqrt(n * (n - 1)) / (n - 2)
    kurt = ((n + 1) * (n * m4 / m2**2 - 3) + 6) * (n - 1) / ((n - 2) * (n - 3))
    return skew, kurt


def winsorised(x: np.ndarray, winmax: int) -> np.ndarray:
    """Column by column, as the method is told in words; logarithm where pulling in does not help."""
    x = x.copy()
    skew, kurt = skew_kurt(x)
    for j in np.flatnonzero((np.abs(skew) >= 2) & (kurt >= 3.5)):
        column, pulled = x[:, j].copy(), 0
        s, k = skew[j], kurt[j]
        while abs(s) >= 2 and k >= 3.5 and pulled < winmax:
            extreme = column == (column.max() if s >= 0 else column.min())
            column[extreme] = column[~extreme].max() if s >= 0 else column[~extreme].min()
            pulled = int(extreme.sum())
            s, k = (v[0] for v in skew_kurt(column[:, None]))
        if abs(s) >= 2 and k >= 3.5:
            low, high = x[:, j].min(), x[:, j].max()
            column = np.log(x[:, j] - low + 0.01 * (high - low))
        x[:, j] = column
    return x


def prepared(recipe: Recipe, data: Data) -> np.ndarray:
    """Denominated and imputed by group means."""
    x = data.values.copy()
    for j, indicator in enumerate(recipe.indicators):
        if indicator.denominator:
            x[:, j] /= data.denominators[indicator.denominator]
    labels = np.array(data.groups["EurAsia_group"])
    for label in np.unique(labels):
        rows = labels == label
        x[rows] = np.where(np.isnan(x[rows]), np.nanmean(x[rows], axis=0), x[rows])
    return x


def upward(recipe: Recipe, y: np.ndarray) -> np.ndarray:
    """Arithmetic means up the tree."""
    values = {indicator.code: y[:, j] for j, indicator in enumerate(recipe.indicators)}
    waiting = list(recipe.groups)
    while waiting:
        for group in list(waiting):
            children = [n for n in (*recipe.indicators, *recipe.groups) if n.parent == group.code]
            if all(child.code in values for child in children):
                weight = np.array([child.weight for child in children])
                stacked = np.stack([values[child.code] for child in children], axis=1)
                values[group.code] = stacked @ (weight / weight.sum())
                waiting.remove(group)
                last = group.code
    return values[last]


def plain_build(recipe: Recipe, data: Data) -> np.ndarray:
    """The ASEM build."""
    x = winsorised(prepared(recipe, data), 5) * np.array([i.direction for i in recipe.indicators])
    low, high = x.min(axis=0), x.max(axis=0)
    return upward(recipe, (x - low) / (high - low) * 100)


def plain_uncertainty(recipe: Recipe, data: Data, weights: np.ndarray, picks: np.ndarray) -> np.ndarray:
    """PGI draws: scale (min–max, z), weight set, and one of three ways of putting together.

    `weights` is (sets, 45 + 4), `picks` (draws, 3) as in the published design.
    """
    x = data.values * np.array([i.direction for i in recipe.indicators])
    low, high = x.min(axis=0), x.max(axis=0)
    scales = [1 + 9 * (x - low) / (high - low), 10 + 2 * (x - x.mean(axis=0)) / x.std(axis=0, ddof=1)]
    groups = members(recipe)
    out = np.empty((len(picks), len(x)))
    for scale in (0, 1):
        for how in (0, 1, 2):
            rows = np.flatnonzero((picks[:, 0] == scale) & (picks[:, 2] == how))
            w = weights[picks[rows, 1]]
            y = np.log(scales[scale]) if how == 2 else scales[scale]
            parts = []
            for leaves in groups:
                share = w[:, leaves] / w[:, leaves].sum(axis=1, keepdims=True)
                parts.append(share @ y[:, leaves].T)
            top = w[:, 45:49] / w[:, 45:49].sum(axis=1, keepdims=True)
            stacked = np.stack(parts, axis=1)
            if how == 0:
                out[rows] = 4 * np.einsum("dg,dgu->du", top, stacked)
            elif how == 1:
                out[rows] = np.exp(np.einsum("dg,dgu->du", top, np.log(stacked)))
            else:
                out[rows] = np.exp(np.einsum("dg,dgu->du", top, stacked))
    return out


def plain_bootstrap(recipe: Recipe, micro: Microdata, draws: int, rng: np.random.Generator) -> np.ndarray:
    """Counts for each stratum, one matrix product a province, min–max, means, sum: (draws, units)."""
    names, unit = np.unique(np.array(micro.unit), return_inverse=True)
    stratum = np.unique(np.array(micro.stratum), return_inverse=True)[1]
    present = ~np.isnan(micro.answers)
    both = np.hstack([np.where(present, micro.answers, 0), present]) * micro.weight[:, None]
    columns = len(recipe.codes)
    x = np.empty((draws, len(names), columns))
    for u in range(len(names)):
        counts, firms = [], []
        for s in np.unique(stratum[unit == u]):
            own = np.flatnonzero((unit == u) & (stratum == s))
            picked = rng.integers(0, len(own), (draws, len(own))) + np.arange(draws)[:, None] * len(own)
            counts.append(np.bincount(picked.ravel(), minlength=draws * len(own)).reshape(draws, -1))
            firms.append(own)
        sums = np.hstack(counts).astype(float) @ both[np.concatenate(firms)]
        x[:, u] = sums[:, :columns] / sums[:, columns:]
    x *= np.array([i.direction for i in recipe.indicators])
    low, high = x.min(axis=1, keepdims=True), x.max(axis=1, keepdims=True)
    y = 1 + 9 * (x - low) / (high - low)
    return sum(y[:, :, leaves].mean(axis=2) for leaves in members(recipe))


def plain_sobol(
    recipe: Recipe, x: np.ndarray, effective: np.ndarray, picks: np.ndarray, winmax: tuple[int, ...]
) -> np.ndarray:
    """ASEM draws as an expert would group them: one treatment and scale for all draws that share them."""
    directions = np.array([i.direction for i in recipe.indicators])
    out = np.empty((len(picks), len(x)))
    for treatment, most in enumerate(winmax):
        y = winsorised(x, most) * directions
        low, high = y.min(axis=0), y.max(axis=0)
        scaled = 1 + 99 * (y - low) / (high - low), 10 + 2 * (y - y.mean(axis=0)) / y.std(axis=0, ddof=1)
        for scale in (0, 1):
            for mean in (0, 1):
                rows = np.flatnonzero((picks[:, [0, 1, 3]] == (treatment, scale, mean)).all(axis=1))
                weights = effective[:, picks[rows, 2]]
                table = np.log(scaled[scale]) if mean else scaled[scale]
                out[rows] = (np.exp(table @ weights) if mean else table @ weights).T
    return out


def plain_indices(
    y: np.ndarray, factors: int, resamples: int, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """First and total order of every output with 90 % bounds, resample by resample: (3, factors, outputs)."""
    n = len(y) // (factors + 2)
    blocks = y.reshape(factors + 2, n, -1).astype(float)
    blocks -= blocks[:2].mean(axis=(0, 1))
    a, b, change = blocks[0], blocks[1], blocks[2:] - blocks[0]
    first, total = b * change, change**2 / 2
    found = []
    for rows in (np.arange(n), *rng.integers(0, n, (resamples, n))):
        variance = np.concatenate([a[rows], b[rows]]).var(axis=0)
        found.append([first[:, rows].mean(axis=1) / variance, total[:, rows].mean(axis=1) / variance])
    every = np.array(found)
    ends = np.quantile(every[1:], [0.05, 0.95], axis=0)
    return np.stack([every[0, 0], *ends[:, 0]]), np.stack([every[0, 1], *ends[:, 1]])
