"""Why did a score or a rank change between two editions?

The change is shared among three causes: the unit's own values, the values of the others (through minima,
maxima and ranks), and the method. Shapley's rule gives each cause the mean of its effect over all orders
in which the causes can be switched from the old edition to the new one, so the parts add up exactly.
Shapley (1953); Shorrocks (2013), Journal of Economic Inequality 11.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import product

import numpy as np

from tinhxanh.core.index import aggregation, owen
from tinhxanh.core.index.data import Data, Floats
from tinhxanh.core.index.faults import BadData, Fault, NotComparable
from tinhxanh.core.index.pipeline import score
from tinhxanh.core.index.recipe import Aggregation, Recipe, Step
from tinhxanh.core.index.result import Result

LINEAR = {Aggregation.ARITHMETIC, Aggregation.SUM}
# Shapley's weights of three players by how many have switched before: 0, 1, 2 of the other two.
WEIGHT_BY_SIZE = (1 / 3, 1 / 6, 1 / 3)


class Cause(StrEnum):
    """Who or what changed."""

    OWN = "own"
    OTHERS = "others"
    METHOD = "method"


@dataclass(frozen=True, slots=True)
class Part:
    """What one cause (of one indicator, where named) adds to score and rank.

    `rank` is None for parts by indicator that were not drawn (see `explain`). The errors are standard
    errors of drawn means: 0 for exact parts, None where no rank was drawn, NaN after a single draw.
    """

    cause: Cause
    score: float
    rank: float | None = None
    code: str | None = None
    score_error: float = 0.0
    rank_error: float | None = None


@dataclass(frozen=True)
class Explanation:
    """The change of one unit: `parts` by cause add up to it, `by_indicator` too.

    `by_indicator` is empty where the index is not a weighted sum and no orders were drawn. `carried` names
    indicators that one edition lacks and that were taken as unchanged, so that their effect falls to the
    method; `across_break` that the editions are not comparable by themselves.
    """

    unit: str
    before: Result
    after: Result
    parts: tuple[Part, ...]
    by_indicator: tuple[Part, ...]
    carried: tuple[str, ...]
    across_break: bool

    @property
    def score_change(self) -> float:
        """New score less old score."""
        return self.after.score(self.unit) - self.before.score(self.unit)

    @property
    def rank_change(self) -> int:
        """New rank less old rank; negative is a climb."""
        return self.after.rank(self.unit) - self.before.rank(self.unit)


def explain(
    recipe_a: Recipe,
    data_a: Data,
    recipe_b: Recipe,
    data_b: Data,
    unit: str,
    across_break: bool = False,
    orders: int = 0,
    rng: np.random.Generator | None = None,
) -> Explanation:
    """Change of `unit` from edition a to edition b.

    The parts by cause are exact. Parts by indicator are exact for the score of a weighted sum; with
    `orders` and `rng` they are drawn for ranks and for any index (Owen's value, `orders` orders of the
    indicators inside each of the six orders of causes; all orders up to five indicators), and still add up
    exactly, cause by cause. Each drawn part carries its standard error.
    Raises NotComparable where the editions belong to different series, unless `across_break`.
    """
    check_series(recipe_a, recipe_b, across_break)
    _check_unit(unit, data_a, data_b)
    full_a, full_b, carried = _fill_up(recipe_a, data_a, recipe_b, data_b)
    worlds = {
        key: score((recipe_a, recipe_b)[key[2]], _mixed(full_a, full_b, unit, key[0], key[1]))
        for key in product((0, 1), repeat=3)
    }
    scores = {key: np.array([world.score(unit)]) for key, world in worlds.items()}
    ranks = {key: np.array([float(world.rank(unit))]) for key, world in worlds.items()}
    by_score, by_rank = shapley(scores), shapley(ranks)
    parts = tuple(
        Part(cause, float(by_score[k][0]), float(by_rank[k][0]), rank_error=0.0)
        for k, cause in enumerate(Cause)
    )
    exact = _by_indicator(worlds, unit)
    if orders and rng is not None:
        drawn = owen.parts((recipe_a, recipe_b), (full_a, full_b), unit, orders, rng)
        exact = _joined(exact, drawn)
    broken = recipe_a.series != recipe_b.series
    return Explanation(unit, worlds[0, 0, 0], worlds[1, 1, 1], parts, exact, carried, broken)


def _joined(exact: tuple[Part, ...], drawn: dict[tuple[int, str], owen.Effect]) -> tuple[Part, ...]:
    """Exact scores where there are some, drawn ranks beside them; the rank of the method stays one part."""
    scores = {(part.cause, part.code): part.score for part in exact}
    causes = list(Cause)
    found = [part for part in exact if part.cause is Cause.METHOD]
    for (number, code), effect in drawn.items():
        cause = causes[number]
        known = 0.0 if exact and cause is Cause.METHOD else scores.get((cause, code))
        score, error = (effect.score, effect.score_error) if known is None else (known, 0.0)
        found.append(Part(cause, score, effect.rank, code or None, error, effect.rank_error))
    return tuple(found)


def check_series(recipe_a: Recipe, recipe_b: Recipe, across_break: bool) -> None:
    """Raise NotComparable where two recipes stand on two sides of a break and nobody asked to cross it."""
    if recipe_a.series != recipe_b.series and not across_break:
        sentence = (
            f"“{recipe_a.name}” và “{recipe_b.name}” thuộc hai chuỗi phương pháp khác nhau "
            f"({recipe_a.series or '—'} và {recipe_b.series or '—'}) nên không so trực tiếp được; "
            "chỉ so khi chấp nhận điểm gãy phương pháp."
        )
        raise NotComparable([Fault("break", sentence, recipe_a.code, recipe_b.code)])


def shapley(values: dict[tuple[int, ...], Floats]) -> tuple[Floats, Floats, Floats]:
    """Shapley values of three players from the worth of all eight coalitions, element by element."""
    shares = []
    for player in range(3):
        share = np.zeros_like(values[0, 0, 0])
        for key, worth in values.items():
            if key[player] == 0:
                joined = tuple(1 if k == player else v for k, v in enumerate(key))
                share = share + WEIGHT_BY_SIZE[sum(key)] * (values[joined] - worth)
        shares.append(share)
    return shares[0], shares[1], shares[2]


def contributions(result: Result, unit: str) -> dict[str, float]:
    """Points each indicator brings to a unit's score, where the index is a weighted sum."""
    tree = result.recipe.tree
    share = tree.shares(result.weight)
    for node in tree.groups:
        if aggregation.methods(result.recipe)[node] is Aggregation.SUM:
            share[tree.children[node]] *= len(tree.children[node])
    for node in range(tree.root - 1, -1, -1):
        share[node] *= share[tree.parent[node]]
    y = result.stages[Step.NORMALISE.value][result.row[unit]]
    return {code: float(share[k] * y[k]) for k, code in enumerate(result.recipe.codes)}


def is_weighted_sum(recipe: Recipe) -> bool:
    """Whether the index is a weighted sum of its normalised indicators."""
    return all(how is None or how in LINEAR for how in aggregation.methods(recipe))


def _by_indicator(worlds: dict[tuple[int, ...], Result], unit: str) -> tuple[Part, ...]:
    for world in worlds.values():
        gaps = np.isnan(world.stages[Step.NORMALISE.value][world.row[unit]]).any()
        if gaps or not is_weighted_sum(world.recipe):
            return ()
    codes = list(dict.fromkeys([*worlds[0, 0, 0].recipe.codes, *worlds[1, 1, 1].recipe.codes]))
    points = {}
    for key, world in worlds.items():
        brought = contributions(world, unit)
        points[key] = np.array([brought.get(code, 0.0) for code in codes])
    shares = shapley(points)
    return tuple(
        Part(cause, float(shares[k][place]), None, code)
        for k, cause in enumerate(Cause)
        for place, code in enumerate(codes)
    )


def _check_unit(unit: str, data_a: Data, data_b: Data) -> None:
    for when, data in (("trước", data_a), ("sau", data_b)):
        if unit not in data.row:
            sentence = f"Hàng “{unit}” không có trong dữ liệu của kỳ {when}."
            raise BadData([Fault("unknown_unit", sentence, unit)])


def _fill_up(
    recipe_a: Recipe, data_a: Data, recipe_b: Recipe, data_b: Data
) -> tuple[Data, Data, tuple[str, ...]]:
    """Both data with the columns of both recipes; a lacking column is carried from the other edition."""
    wanted = list(dict.fromkeys([*recipe_a.codes, *recipe_b.codes]))
    carried = [code for code in wanted if (code in data_a.column) != (code in data_b.column)]
    return _with_columns(data_a, data_b, wanted), _with_columns(data_b, data_a, wanted), tuple(carried)


def _with_columns(data: Data, other: Data, wanted: list[str]) -> Data:
    columns = []
    for code in wanted:
        if code in data.column:
            columns.append(data.values[:, data.column[code]])
        elif code in other.column:
            source = other.values[:, other.column[code]]
            columns.append(np.array([source[other.row[u]] if u in other.row else np.nan for u in data.units]))
        else:
            raise BadData([Fault("missing_column", f"Cả hai kỳ đều thiếu cột “{code}”.", None, code)])
    return replace(data, codes=tuple(wanted), values=np.column_stack(columns))


def _mixed(full_a: Data, full_b: Data, unit: str, own: int, others: int) -> Data:
    """Rows of the others from one edition, the unit's own row from one edition."""
    base = (full_a, full_b)[others]
    source = (full_a, full_b)[own]
    values = base.values.copy()
    values[base.row[unit]] = source.values[source.row[unit]]
    denominators = {}
    for name, column in base.denominators.items():
        column = column.copy()
        column[base.row[unit]] = source.denominators[name][source.row[unit]]
        denominators[name] = column
    return replace(base, values=values, denominators=denominators)
