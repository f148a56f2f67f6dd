"""Do the indicators belong together? Correlations, reliability, components, redundancy, silence.

OECD/JRC Handbook (2008), steps 4 and 8; Cronbach (1951) for alpha.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tinhxanh.core.index import aggregation, ranking
from tinhxanh.core.index.data import Floats
from tinhxanh.core.index.recipe import Step
from tinhxanh.core.index.result import Result


@dataclass(frozen=True)
class Pair:
    """Two indicators of one group and their correlation."""

    group: str
    codes: tuple[str, str]
    correlation: float


@dataclass(frozen=True)
class Reliability:
    """One group: Cronbach's alpha of its children and the variance on the first component."""

    group: str
    children: int
    alpha: float
    first_component: float


def correlations(x: Floats) -> Floats:
    """Pearson correlations of the columns, pairwise complete; NaN for constant columns."""
    present = ~np.isnan(x)
    if present.all():
        deviation = x - x.mean(axis=0)
        scale = np.sqrt((deviation**2).sum(axis=0))
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.asarray((deviation.T @ deviation) / np.outer(scale, scale))
    return _pairwise(x, present)


def _pairwise(x: Floats, present: np.ndarray) -> Floats:
    columns = x.shape[1]
    out = np.eye(columns)
    for i in range(columns):
        for j in range(i):
            both = present[:, i] & present[:, j]
            out[i, j] = out[j, i] = correlations(x[both][:, [i, j]])[0, 1] if both.sum() > 2 else np.nan
    return out


def redundant(result: Result, above: float = 0.9) -> list[Pair]:
    """Pairs of indicators inside one lowest group whose |correlation| exceeds `above`."""
    tree = result.recipe.tree
    matrix = correlations(result.stages[Step.NORMALISE.value])
    pairs = []
    for group in tree.groups:
        leaves = [int(k) for k in tree.children[group] if k < tree.n_leaves]
        for place, i in enumerate(leaves):
            for j in leaves[place + 1 :]:
                if abs(matrix[i, j]) > above:
                    pairs.append(Pair(tree.codes[group], (tree.codes[i], tree.codes[j]), float(matrix[i, j])))
    return pairs


def silent(result: Result, below: float = 0.1) -> dict[str, float]:
    """Indicators whose correlation with the index is under `below`: they hardly move it, or move it back."""
    codes = result.recipe.codes
    matrix = correlations(np.column_stack([result.stages[Step.NORMALISE.value], result.scores]))
    return {code: float(r) for code, r in zip(codes, matrix[-1], strict=False) if not r >= below}


def opposed(result: Result) -> list[Pair]:
    """Pairs of children of one group that correlate negatively below -0.3: they cancel each other."""
    tree = result.recipe.tree
    matrix = correlations(result.values)
    return [
        Pair(tree.codes[group], (tree.codes[i], tree.codes[j]), float(matrix[i, j]))
        for group in tree.groups
        for i in tree.children[group]
        for j in tree.children[group]
        if i < j and matrix[i, j] < -0.3
    ]


def reliability(result: Result) -> list[Reliability]:
    """Cronbach's alpha and first component of every group with at least two children."""
    tree = result.recipe.tree
    found = []
    for group in tree.groups:
        children = tree.children[group]
        x = result.values[:, children]
        x = x[~np.isnan(x).any(axis=1)]
        if len(children) > 1 and len(x) > 2:
            found.append(Reliability(tree.codes[group], len(children), alpha(x), share_of_first(x)))
    return found


def alpha(x: Floats) -> float:
    """Cronbach's alpha of standardised columns: k r / (1 + (k - 1) r) with r the mean correlation."""
    matrix = correlations(x)
    k = x.shape[1]
    mean = (matrix.sum() - k) / (k * (k - 1))
    return float(k * mean / (1 + (k - 1) * mean))


def share_of_first(x: Floats) -> float:
    """Share of the variance of standardised columns on their first principal component."""
    roots = np.linalg.eigvalsh(correlations(x))
    return float(roots[-1] / roots.sum())


def leave_out(result: Result, level: int = 1) -> dict[str, float]:
    """Mean absolute shift of ranks when each node of `level` is left out (its weight set to 0)."""
    tree = result.recipe.tree
    nodes = [int(k) for k in np.flatnonzero(tree.level == level)]
    return {tree.codes[node]: _shift_without(result, node) for node in nodes}


def _shift_without(result: Result, node: int) -> float:
    tree = result.recipe.tree
    weight = result.weight.copy()
    weight[node] = 0.0
    if weight[tree.children[tree.parent[node]]].sum() == 0:
        return float("nan")
    x = result.stages[Step.NORMALISE.value]
    values = aggregation.climb(tree, aggregation.methods(result.recipe), weight, x)
    return float(np.abs(ranking.descending(values[:, -1]) - result.ranks[:, -1]).mean())
