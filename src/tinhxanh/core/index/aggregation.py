"""Put indicators together, group by group, up to the index.

Arithmetic, geometric, harmonic mean and sum are weighted sums after a transform (itself, logarithm,
reciprocal); median, outranking and Copeland look at all units or all values at once. Missing values
are left out and the weights of the rest rescaled. OECD/JRC Handbook (2008), step 6.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import numpy as np

from tinhxanh.core.index.data import Floats, Ints
from tinhxanh.core.index.faults import Fault, StepFailed, stop
from tinhxanh.core.index.recipe import Aggregation, Recipe
from tinhxanh.core.index.tree import Tree

Ufunc = Callable[[Floats], Floats]
Methods = tuple[Aggregation | None, ...]
TIED = 1e-12  # relative difference below which two values are equal when units are compared in pairs
MOST_UNITS_COMPARED = 5000  # pairwise methods hold units × units numbers


def _itself(x: Floats) -> Floats:
    return x


def _reciprocal(x: Floats) -> Floats:
    return np.asarray(1.0 / x)


TRANSFORMS: dict[Aggregation, tuple[Ufunc, Ufunc]] = {
    Aggregation.ARITHMETIC: (_itself, _itself),
    Aggregation.SUM: (_itself, _itself),
    Aggregation.GEOMETRIC: (np.log, np.exp),
    Aggregation.HARMONIC: (_reciprocal, _reciprocal),
}
PAIRWISE = {Aggregation.COPELAND, Aggregation.OUTRANKING}


def methods(recipe: Recipe) -> Methods:
    """The way of putting together of every node (None for indicators); kept on the recipe."""
    kept = recipe.__dict__.get("methods")
    if kept is None:
        recipe.__dict__["methods"] = kept = _methods(recipe)
    return cast(Methods, kept)


def _methods(recipe: Recipe) -> Methods:
    tree = recipe.tree
    own = {group.code: group.aggregation for group in recipe.groups}
    listed = recipe.aggregation

    def of(node: int) -> Aggregation:
        level = int(tree.level[node]) - 2
        return own[tree.codes[node]] or listed[min(level, len(listed) - 1)]

    return tuple(None if node < tree.n_leaves else of(node) for node in range(len(tree.codes)))


def climb(tree: Tree, method: Methods, weight: Floats, x: Floats) -> Floats:
    """Values of all nodes (units, nodes) from normalised indicators `x` (units, indicators)."""
    values = np.empty((len(x), len(tree.codes)))
    values[:, : tree.n_leaves] = x
    whole = not np.isnan(x).any()
    share = tree.given if weight is tree.weight else tree.shares(weight)
    for node in tree.groups:
        children, how = tree.children[node], _known(method[node])
        if whole and how in TRANSFORMS:
            there, back = TRANSFORMS[how]
            values[:, node] = back(there(values[:, children]) @ (share[children] * _times(how, children)))
        else:
            values[:, node] = combine(how, values[:, children], weight[children])
    return values


def _known(method: Aggregation | None) -> Aggregation:
    assert method is not None  # noqa: S101 - groups always have a method
    return method


def combine(method: Aggregation, x: Floats, weight: Floats) -> Floats:
    """One value a unit from `x` (units, children) with raw `weight` (children,); NaN where all missing.

    A SUM with a missing part is missing. Weights are scaled to sum 1; for SUM to mean 1, so
    that a sum of four components of at most 10 points stays at most 40 whatever the weights.
    """
    if method in PAIRWISE:
        return _against_all(method, x, weight)
    if method is Aggregation.MEDIAN:
        return _median(x)
    return _with_gaps(method, x, weight)


def _times(method: Aggregation, children: Floats | Ints) -> float:
    return float(len(children)) if method is Aggregation.SUM else 1.0


def _with_gaps(method: Aggregation, x: Floats, weight: Floats) -> Floats:
    there, back = TRANSFORMS[method]
    present = ~np.isnan(x)
    seen = present @ weight
    with np.errstate(invalid="ignore", divide="ignore"):
        total = np.where(present, there(np.where(present, x, 1.0)), 0.0) @ weight
        enough = present.all(axis=1) if method is Aggregation.SUM else seen > 0
        return np.where(enough, back(total * _times(method, weight) / seen), np.nan)


def _median(x: Floats) -> Floats:
    out = np.full(len(x), np.nan)
    seen = ~np.isnan(x).all(axis=1)
    out[seen] = np.nanmedian(x[seen], axis=1)
    return out


def outranking(x: Floats, weight: Floats) -> Floats:
    """Share of weight on which row beats column, ties half: (units, units), diagonal 0.

    Pairs with a missing value on an indicator leave that indicator out. Values that differ by less than
    the rounding of a sum are a tie: means of equal parts must not win by the order in which they were added.
    """
    units = len(x)
    _few_enough(units)
    beats = np.zeros((units, units))
    seen = np.zeros((units, units))
    for column, share in zip(x.T, weight, strict=True):
        present = ~np.isnan(column)
        both = present[:, None] & present
        lead = np.nan_to_num(column[:, None] - column)
        size = np.nan_to_num(np.maximum(np.abs(column[:, None]), np.abs(column)))
        lead[np.abs(lead) <= TIED * size] = 0.0
        beats += share * both * (0.5 + 0.5 * np.sign(lead))
        seen += share * both
    with np.errstate(invalid="ignore", divide="ignore"):
        beats = np.where(seen > 0, beats / seen, 0.5)
    np.fill_diagonal(beats, 0.0)
    return beats


def _few_enough(units: int) -> None:
    if units > MOST_UNITS_COMPARED:
        sentence = (
            f"Phương pháp so sánh từng cặp chỉ nhận tối đa {MOST_UNITS_COMPARED} hàng, "
            f"bảng này có {units} hàng; hãy chọn cách tổng hợp khác."
        )
        raise stop(StepFailed, "too_many_units", sentence, column="aggregation")


def _against_all(method: Aggregation, x: Floats, weight: Floats) -> Floats:
    beats = outranking(x, weight)
    if method is Aggregation.OUTRANKING:
        return np.asarray(beats.sum(axis=1))
    majority = np.sign(np.round(beats - 0.5, 12))
    np.fill_diagonal(majority, 0.0)
    return np.asarray(majority.sum(axis=1))


def refuse_zeros(recipe: Recipe, method: Methods, values: Floats, units: tuple[str, ...]) -> None:
    """Raise StepFailed where a geometric or harmonic mean would meet a value that is not positive."""
    tree = recipe.tree
    faults = []
    for node in tree.groups:
        if method[node] not in (Aggregation.GEOMETRIC, Aggregation.HARMONIC):
            continue
        children = tree.children[node]
        rows, columns = np.nonzero(values[:, children] <= 0)
        for row, column in list(zip(rows, columns, strict=True))[:5]:
            faults.append(
                _zero(units[row], tree.codes[children[column]], tree.codes[node], _known(method[node]))
            )
    if faults:
        raise StepFailed(faults)


def _zero(unit: str, code: str, group: str, method: Aggregation) -> Fault:
    mean = "trung bình nhân" if method is Aggregation.GEOMETRIC else "trung bình điều hòa"
    sentence = (
        f"Hàng “{unit}”, cột “{code}”: giá trị sau chuẩn hóa không dương "
        f"nên không lấy được {mean} cho “{group}”; "
        "hãy chuẩn hóa về thang lớn hơn 0 (ví dụ 1–10) hoặc chọn cách tổng hợp khác."
    )
    return Fault("not_positive", sentence, unit, code)


def climb_draws(tree: Tree, method: Methods, weight: Floats, x: Floats) -> Floats:
    """Scores of the index (units, draws) for many weight sets at once.

    `weight` is (nodes, draws), raw; `x` is (units, indicators). Levels with the same transform are
    multiplied into one matrix product, unless gaps ask for weights to be rescaled unit by unit.
    """
    share = tree.shares(weight)
    for node in tree.groups:
        share[tree.children[node]] *= _times(_known(method[node]), tree.children[node])
    return _node_draws(tree, method, share, x, tree.root)


def _node_draws(tree: Tree, method: Methods, share: Floats, x: Floats, node: int) -> Floats:
    if node < tree.n_leaves:
        return x[:, [node]]
    how = _known(method[node])
    if how not in TRANSFORMS:
        return _unfusable(tree, method, share, x, node)
    if np.isnan(x[:, tree.leaves_under(node)]).any():
        return _gapped(tree, method, share, x, node)
    there, back = TRANSFORMS[how]
    leaves, factors, inner = _flatten(tree, method, share, node)
    total: Floats | float = 0.0
    if leaves:
        total = there(_positive(how, x[:, leaves])) @ np.stack(factors)
    for child, factor in inner:
        total = total + there(_positive(how, _node_draws(tree, method, share, x, child))) * factor
    return back(np.asarray(total))


def _positive(how: Aggregation, values: Floats) -> Floats:
    """NaN in place of values that a geometric or harmonic mean cannot take; they surface as no score."""
    if TRANSFORMS[how][0] is _itself or not (values <= 0).any():
        return values
    return np.where(values <= 0, np.nan, values)


def _flatten(
    tree: Tree, method: Methods, share: Floats, node: int
) -> tuple[list[int], list[Floats], list[tuple[int, Floats]]]:
    """Indicators with their joint weights, and groups of another transform, under one node."""
    leaves: list[int] = []
    factors: list[Floats] = []
    inner: list[tuple[int, Floats]] = []
    transform = TRANSFORMS[_known(method[node])]
    waiting: list[tuple[int, Floats | float]] = [(node, 1.0)]
    while waiting:
        group, carried = waiting.pop()
        for child in map(int, tree.children[group]):
            factor = share[child] * carried
            if child < tree.n_leaves:
                leaves.append(child)
                factors.append(factor)
            elif TRANSFORMS.get(_known(method[child])) == transform:
                waiting.append((child, factor))
            else:
                inner.append((child, factor))
    return leaves, factors, inner


def _unfusable(tree: Tree, method: Methods, share: Floats, x: Floats, node: int) -> Floats:
    """Median and pairwise methods: draw by draw."""
    draws = share.shape[1]
    children = tree.children[node]
    parts = [
        np.broadcast_to(_node_draws(tree, method, share, x, int(child)), (len(x), draws))
        for child in children
    ]
    stacked = np.stack(parts, axis=2)
    how = _known(method[node])
    return np.stack([combine(how, stacked[:, d], share[children, d]) for d in range(draws)], axis=1)


def _gapped(tree: Tree, method: Methods, share: Floats, x: Floats, node: int) -> Floats:
    """Children that are present, their weights rescaled to make up for those that are not."""
    how = _known(method[node])
    there, back = TRANSFORMS[how]
    total = np.zeros((len(x), share.shape[1]))
    seen = np.zeros_like(total)
    for child in map(int, tree.children[node]):
        values = _node_draws(tree, method, share, x, child)
        present = ~np.isnan(values)
        total += np.where(present, there(_positive(how, np.where(present, values, 1.0))), 0.0) * share[child]
        seen += present * share[child]
    full = share[tree.children[node]].sum(axis=0)
    enough = seen >= full * (1 - 1e-12) if how is Aggregation.SUM else seen > 0
    return np.asarray(np.where(enough, back(total * (full / seen)), np.nan))


def climb_stack(tree: Tree, method: Methods, weight: Floats, x: Floats) -> Floats:
    """Index (units, draws) from normalised indicators that differ by draw, (units, draws, indicators).

    `weight` is (nodes, draws), raw.
    """
    share = tree.shares(weight)
    for node in tree.groups:
        share[tree.children[node]] *= _times(_known(method[node]), tree.children[node])
    return _node_stack(tree, method, share, x, tree.root)


def _node_stack(tree: Tree, method: Methods, share: Floats, x: Floats, node: int) -> Floats:
    if node < tree.n_leaves:
        return x[:, :, node]
    how = _known(method[node])
    if how not in TRANSFORMS or np.isnan(x[:, :, tree.leaves_under(node)]).any():
        return _stack_by_draw(tree, method, share, x, node)
    there, back = TRANSFORMS[how]
    leaves, factors, inner = _flatten(tree, method, share, node)
    total: Floats | float = 0.0
    if leaves:
        part = x if leaves == list(range(x.shape[2])) else x[:, :, leaves]
        total = _weighted(there(_positive(how, part)), np.stack(factors))
    for child, factor in inner:
        total = total + there(_positive(how, _node_stack(tree, method, share, x, child))) * factor
    return back(np.asarray(total))


def _weighted(x: Floats, factors: Floats) -> Floats:
    """Sum over indicators; one product where all draws share their weights."""
    if factors.shape[1] == 1 or (factors == factors[:, :1]).all():
        return np.asarray(x @ factors[:, 0])
    return np.asarray(np.einsum("udi,id->ud", x, factors))


def _stack_by_draw(tree: Tree, method: Methods, share: Floats, x: Floats, node: int) -> Floats:
    """Gaps, medians and pairwise methods: draw by draw, from the children up."""
    children = tree.children[node]
    parts = np.stack([_node_stack(tree, method, share, x, int(child)) for child in children], axis=2)
    how = _known(method[node])
    draws = range(x.shape[1])
    return np.stack([combine(how, parts[:, d], share[children, d]) for d in draws], axis=1)
