"""Weights from the data: principal components, and weights that give wanted importances."""

from __future__ import annotations

import numpy as np

from tinhxanh.core.index.data import Floats
from tinhxanh.core.index.recipe import Recipe, Weighting
from tinhxanh.core.index.tree import Tree


def weigh(recipe: Recipe, normalised: Floats) -> Floats:
    """Raw weight of every node of the recipe's tree under its way of weighing."""
    tree = recipe.tree
    if recipe.weighting is Weighting.GIVEN:
        return tree.weight
    if recipe.weighting is Weighting.EQUAL:
        return np.ones_like(tree.weight)
    return principal(tree, normalised)


def principal(tree: Tree, normalised: Floats) -> Floats:
    """Loadings of the first component of each lowest group, turned so that their sum is positive.

    Rows with a gap in the group are left out. Weights of groups stay as given. Negative loadings are
    kept: the caller refuses them, since a negative weight turns an indicator around.
    """
    weight = tree.weight.copy()
    for group in tree.groups:
        leaves = tree.children[group]
        leaves = leaves[leaves < tree.n_leaves]
        if len(leaves) > 1:
            weight[leaves] = first_component(normalised[:, leaves])
    return weight


def first_component(x: Floats) -> Floats:
    """Loadings of the first principal component of standardised columns, sum positive."""
    x = x[~np.isnan(x).any(axis=1)]
    z = (x - x.mean(axis=0)) / x.std(axis=0, ddof=1)
    loadings = np.linalg.svd(z, full_matrices=False)[2][0]
    return np.asarray(loadings * (-1.0 if loadings.sum() < 0 else 1.0))


def importance(components: Floats, weight: Floats) -> Floats:
    """Share of each component in the index: its correlation with the weighted mean, scaled to sum 1.

    `components` is (units, components) without gaps. Becker et al. (2017), Ecological Indicators 80.
    """
    covariance = np.cov(components, rowvar=False)
    with_index = covariance @ weight
    correlation = with_index / np.sqrt(np.diag(covariance) * (weight @ with_index))
    return np.asarray(correlation / correlation.sum())


def towards(components: Floats, wanted: Floats) -> Floats:
    """Weights (sum 1, none negative) whose importances come nearest to `wanted` in squares."""
    wanted = wanted / wanted.sum()

    def miss(log_weight: Floats) -> float:
        weight = np.exp(log_weight - log_weight.max())
        return float(((importance(components, weight / weight.sum()) - wanted) ** 2).sum())

    # SciPy takes longer to import than all the rest; only who asks for this pays for it.
    from scipy.optimize import minimize

    found = minimize(
        miss, np.log(wanted), method="Nelder-Mead", options={"maxiter": 4000, "xatol": 1e-8, "fatol": 1e-16}
    )
    weight = np.exp(found.x - found.x.max())
    return np.asarray(weight / weight.sum())
