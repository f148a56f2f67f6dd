"""A change shared among indicators by drawing the orders in which they switch.

Owen (1977): causes switch as blocks, in all six orders; inside a block the indicators switch in drawn
orders. Each indicator gets its mean effect on score and rank. Because every path runs from the old world
to the new one and all six orders of blocks count the same, the effects of a block add up exactly to
Shapley's value of its cause.
"""

from __future__ import annotations

from itertools import permutations

import numpy as np

from tinhxanh.core.index import stacks
from tinhxanh.core.index.data import Data, Floats
from tinhxanh.core.index.faults import BadData, Fault
from tinhxanh.core.index.recipe import Recipe

OWN, OTHERS, METHOD = 0, 1, 2
Player = tuple[int, str]


def parts(
    recipes: tuple[Recipe, Recipe],
    worlds: tuple[Data, Data],
    unit: str,
    orders: int,
    rng: np.random.Generator,
) -> dict[Player, tuple[float, float]]:
    """Mean effect on (score, rank) of every player: (cause, indicator), the method under code "".

    Both worlds hold the same units and columns; raises BadData where the units differ.
    """
    _check(worlds)
    codes = worlds[0].codes
    total = {player: np.zeros(2) for player in _players(codes)}
    for blocks in permutations((OWN, OTHERS, METHOD)):
        for _ in range(orders):
            path = _path(blocks, codes, rng)
            steps = np.diff(_walk(recipes, worlds, unit, path), axis=0)
            for player, step in zip(path, steps, strict=True):
                total[player] += step
    return {player: (float(sum_[0]), float(sum_[1])) for player, sum_ in _mean(total, 6 * orders).items()}


def _players(codes: tuple[str, ...]) -> list[Player]:
    return [*((cause, code) for cause in (OWN, OTHERS) for code in codes), (METHOD, "")]


def _mean(total: dict[Player, Floats], paths: int) -> dict[Player, Floats]:
    return {player: value / paths for player, value in total.items()}


def _path(blocks: tuple[int, ...], codes: tuple[str, ...], rng: np.random.Generator) -> list[Player]:
    path: list[Player] = []
    for block in blocks:
        order = [""] if block == METHOD else [codes[k] for k in rng.permutation(len(codes))]
        path += [(block, code) for code in order]
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
