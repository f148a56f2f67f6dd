"""A change shared among indicators by drawing the orders in which they switch.

Owen (1977): causes switch as blocks, in all six orders; inside a block the indicators switch in drawn
orders. Each indicator gets its mean effect on score and rank. Because every path runs from the old world
to the new one and all six orders of blocks count the same, the effects of a block add up exactly to
Shapley's value of its cause. An indicator's effect depends on the order inside its own block and on the
blocks before it, so walking every order once, the same in both blocks, gives Owen's value itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations
from math import factorial

import numpy as np

from tinhxanh.core.index import stacks
from tinhxanh.core.index.data import Data, Floats
from tinhxanh.core.index.faults import BadData, Fault
from tinhxanh.core.index.recipe import Recipe

OWN, OTHERS, METHOD = 0, 1, 2
Player = tuple[int, str]


MOST_ORDERS = 120  # so many orders of the indicators are all walked rather than drawn


@dataclass(frozen=True, slots=True)
class Effect:
    """Mean effect of one player on score and rank, and the standard errors of these means.

    The errors are 0 where every order was walked, NaN where only one was drawn.
    """

    score: float
    rank: float
    score_error: float
    rank_error: float


def parts(
    recipes: tuple[Recipe, Recipe],
    worlds: tuple[Data, Data],
    unit: str,
    orders: int,
    rng: np.random.Generator,
) -> dict[Player, Effect]:
    """Effect of every player: (cause, indicator), the method under code "".

    Up to five indicators all their orders are walked, so that the effects are exact; with more, `orders`
    are drawn. Both worlds hold the same units and columns; raises BadData where the units differ.
    """
    _check(worlds)
    codes = worlds[0].codes
    every = factorial(len(codes)) <= MOST_ORDERS
    wholes = list(permutations(codes)) if every else []
    players = _players(codes)
    place = {player: k for k, player in enumerate(players)}
    count = len(wholes) or orders
    found = np.zeros((6, count, len(players), 2))
    for number, blocks in enumerate(permutations((OWN, OTHERS, METHOD))):
        for k in range(count):
            path = _path(blocks, codes, rng, wholes[k] if every else None)
            steps = np.diff(_walk(recipes, worlds, unit, path), axis=0)
            found[number, k, [place[player] for player in path]] = steps
    means = found.mean(axis=(0, 1))
    errors = np.zeros_like(means) if every else _errors(found)
    return {player: Effect(*means[k].tolist(), *errors[k].tolist()) for player, k in place.items()}


def _errors(found: Floats) -> Floats:
    """Standard errors of means over drawn orders inside each of six fixed orders of causes."""
    count = found.shape[1]
    if count < 2:
        return np.full(found.shape[2:], np.nan)
    return np.asarray(np.sqrt(found.var(axis=1, ddof=1).sum(axis=0) / count) / 6)


def _players(codes: tuple[str, ...]) -> list[Player]:
    return [*((cause, code) for cause in (OWN, OTHERS) for code in codes), (METHOD, "")]


def _path(
    blocks: tuple[int, ...], codes: tuple[str, ...], rng: np.random.Generator, order: tuple[str, ...] | None
) -> list[Player]:
    """Who switches one after the other; `order` of the indicators in both blocks, drawn where None."""
    path: list[Player] = []
    for block in blocks:
        inside = order or tuple(codes[k] for k in rng.permutation(len(codes)))
        path += [(METHOD, "")] if block == METHOD else [(block, code) for code in inside]
    return path


def _walk(recipes: tuple[Recipe, Recipe], worlds: tuple[Data, Data], unit: str, path: list[Player]) -> Floats:
    """Score and rank of the unit after every switch, (switches + 1, 2)."""
    old, new = worlds
    row, steps = old.row[unit], len(path) + 1
    turned = new.values[[new.row[name] for name in old.units]]
    others = np.arange(len(old.units)) != row
    stack = np.repeat(old.values[:, None, :], steps, axis=1)
    switched = steps
    for place, (cause, code) in enumerate(path, start=1):
        if cause == METHOD:
            switched = place
            continue
        column = old.column[code]
        rows = others if cause == OTHERS else ~others
        stack[rows, place:, column] = turned[rows, column][:, None]
    found = [_scores(recipes[0], old, stack[:, :switched]), _scores(recipes[1], old, stack[:, switched:])]
    scores = np.hstack([part for part in found if part.shape[1]])
    ranks = 1 + (scores > scores[row]).sum(axis=0)
    return np.stack([scores[row], ranks], axis=1)


def _scores(recipe: Recipe, data: Data, stack: Floats) -> Floats:
    if not stack.shape[1]:
        return np.empty((len(stack), 0))
    columns = [data.column[code] for code in recipe.codes]
    return stacks.scores(recipe, np.ascontiguousarray(stack[:, :, columns]), data=data)


def _check(worlds: tuple[Data, Data]) -> None:
    apart = sorted(set(worlds[0].units) ^ set(worlds[1].units))
    if apart:
        sentence = f"Hàng “{apart[0]}” chỉ có ở một kỳ nên không chia được thay đổi theo từng chỉ tiêu."
        raise BadData([Fault("units_differ", sentence, apart[0])])
