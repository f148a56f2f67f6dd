"""The judge: the whole method in plain Python, slow and obvious, against which the fast one is held.

No array tricks, no sharing of code with the fast path beyond the recipe itself. None is a missing value.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence

from tinhxanh.core.index.data import Data
from tinhxanh.core.index.recipe import (
    Aggregation,
    Group,
    ImputationMethod,
    Indicator,
    Normalisation,
    NormalisationMethod,
    Recipe,
    Step,
    Treatment,
    TreatmentMethod,
    Weighting,
)

Column = list[float | None]


def score(recipe: Recipe, data: Data) -> dict[str, dict[str, float | None]]:
    """Value of every unit on every node: {unit: {code: value}}. PCA weights are not judged here."""
    if recipe.weighting is Weighting.PCA:
        raise ValueError("the judge takes given and equal weights only")
    units = list(data.units)
    columns = {i.code: _column(data, i.code) for i in recipe.indicators}
    for step in recipe.order:
        units, columns = _step(recipe, data, step, units, columns)
    rows = [{code: column[k] for code, column in columns.items()} for k in range(len(units))]
    _put_together(recipe, rows)
    return dict(zip(units, rows, strict=True))


def ranks(scores: Sequence[float]) -> list[int]:
    """1 + the number of units with a higher score."""
    return [1 + sum(other > own for other in scores) for own in scores]


def _column(data: Data, code: str) -> Column:
    return [_read(value) for value in data.values[:, data.codes.index(code)]]


def _read(value: float) -> float | None:
    return None if math.isnan(value) else float(value)


def _step(
    recipe: Recipe, data: Data, step: Step, units: list[str], columns: dict[str, Column]
) -> tuple[list[str], dict[str, Column]]:
    if step is Step.SCREEN:
        return _screen(recipe, units, columns)
    out = {}
    for indicator in recipe.indicators:
        column = columns[indicator.code]
        if step is Step.DENOMINATE:
            column = _denominate(data, indicator, units, column)
        elif step is Step.IMPUTE:
            column = _impute(recipe, data, units, column)
        elif step is Step.TREAT:
            column = _treat(column, indicator.treatment or recipe.treatment)
        else:
            column = _normalise(indicator, units, column, indicator.normalisation or recipe.normalisation)
        out[indicator.code] = column
    return units, out


def _denominate(data: Data, indicator: Indicator, units: list[str], column: Column) -> Column:
    if not indicator.denominator:
        return column
    divisors = data.denominators[indicator.denominator]
    divided: Column = []
    for unit, value in zip(units, column, strict=True):
        divisor = _read(divisors[data.units.index(unit)])
        divided.append(None if value is None or divisor is None else value / divisor)
    return divided


def _screen(
    recipe: Recipe, units: list[str], columns: dict[str, Column]
) -> tuple[list[str], dict[str, Column]]:
    keep = []
    for k in range(len(units)):
        present = sum(column[k] is not None for column in columns.values())
        if present / len(columns) >= recipe.screening.threshold:
            keep.append(k)
    return [units[k] for k in keep], {code: [column[k] for k in keep] for code, column in columns.items()}


def _impute(recipe: Recipe, data: Data, units: list[str], column: Column) -> Column:
    method = recipe.imputation.method
    if method is ImputationMethod.NONE:
        return column
    labels = ["" for _ in units]
    if recipe.imputation.group and method in (ImputationMethod.GROUP_MEAN, ImputationMethod.GROUP_MEDIAN):
        of_unit = dict(zip(data.units, data.groups[recipe.imputation.group], strict=True))
        labels = [of_unit[unit] for unit in units]
    mean = method in (ImputationMethod.MEAN, ImputationMethod.GROUP_MEAN)
    filled: Column = []
    for value, label in zip(column, labels, strict=True):
        peers = [v for v, other in zip(column, labels, strict=True) if other == label and v is not None]
        if value is None:
            value = statistics.fmean(peers) if mean else statistics.median(peers)
        filled.append(value)
    return filled


def skewness(values: list[float]) -> float:
    """Type 2 skewness; not a number for a constant column."""
    n, mean = len(values), statistics.fmean(values)
    second = sum((v - mean) ** 2 for v in values)
    if second == 0:
        return math.nan
    third = sum((v - mean) ** 3 for v in values)
    return float(math.sqrt(n) * third / second**1.5 * math.sqrt(n * (n - 1)) / (n - 2))


def kurtosis(values: list[float]) -> float:
    """Type 2 excess kurtosis; not a number for a constant column."""
    n, mean = len(values), statistics.fmean(values)
    second = sum((v - mean) ** 2 for v in values)
    if second == 0:
        return math.nan
    ratio = n * sum((v - mean) ** 4 for v in values) / second**2
    return ((n + 1) * (ratio - 3) + 6) * (n - 1) / ((n - 2) * (n - 3))


def _fails(column: Column, spec: Treatment) -> bool:
    values = [v for v in column if v is not None]
    return abs(skewness(values)) >= spec.skew_limit and kurtosis(values) >= spec.kurtosis_limit


def _treat(column: Column, spec: Treatment) -> Column:
    if spec.method is TreatmentMethod.NONE or not (spec.always or _fails(column, spec)):
        return column
    if spec.method is not TreatmentMethod.WINSORISE:
        return _transform(column, spec.method, spec.lam)
    pulled = _winsorise(column, spec)
    if _fails(pulled, spec) and spec.then is not TreatmentMethod.NONE and not spec.always:
        return _transform(column, spec.then, spec.lam)
    return pulled


def _winsorise(column: Column, spec: Treatment) -> Column:
    column = list(column)
    high: set[int] = set()
    low: set[int] = set()
    while (spec.always or _fails(column, spec)) and len(high) + len(low) < spec.winmax:
        values = [v for v in column if v is not None]
        skewed = skewness(values)
        if math.isnan(skewed):
            break
        extreme = max(values) if skewed >= 0 else min(values)
        rest = [v for v in values if v != extreme]
        following = max(rest) if skewed >= 0 else min(rest)
        for k, value in enumerate(column):
            if value == extreme:
                (high if skewed >= 0 else low).add(k)
                column[k] = following
    return column


def _transform(column: Column, method: TreatmentMethod, lam: float) -> Column:
    values = [v for v in column if v is not None]
    sign = -1.0 if skewness(values) < 0 else 1.0
    least, most = min(sign * v for v in values), max(sign * v for v in values)

    def bend(value: float) -> float:
        shifted = sign * value - least
        if method is TreatmentMethod.LOG:
            return sign * math.log(shifted + 0.01 * (most - least))
        return sign * (math.log(shifted + 1) if lam == 0 else ((shifted + 1) ** lam - 1) / lam)

    return [None if v is None else bend(v) for v in column]


def _normalise(indicator: Indicator, units: list[str], column: Column, spec: Normalisation) -> Column:
    directed = [None if v is None else v * indicator.direction for v in column]
    values = [v for v in directed if v is not None]
    method = spec.method
    target = None if indicator.target is None else indicator.target * indicator.direction
    if method is NormalisationMethod.DISTANCE_TO_REFERENCE and spec.reference:
        target = directed[units.index(spec.reference)]

    def place(v: float) -> float:
        below = sum(other < v for other in values)
        if method is NormalisationMethod.NONE:
            return v
        if method is NormalisationMethod.RANK:
            return below + 1
        if method is NormalisationMethod.BORDA:
            return below
        if method is NormalisationMethod.PERCENTILE_RANK:
            return below / (len(values) - 1)
        if method is NormalisationMethod.Z_SCORE:
            return (v - statistics.fmean(values)) / statistics.stdev(values) * spec.sd + spec.mean
        least, most = min(values), max(values)
        if method is NormalisationMethod.MIN_MAX:
            return (v - least) / (most - least) * (spec.high - spec.low) + spec.low
        goal = most if method is NormalisationMethod.DISTANCE_TO_MAX or target is None else target
        distance = (v - least) / (goal - least)
        return min(distance, 1.0) if spec.cap else distance

    return [None if v is None else place(v) for v in directed]


def _put_together(recipe: Recipe, rows: list[dict[str, float | None]]) -> None:
    children: dict[str, list[tuple[str, float]]] = {}
    nodes: list[Indicator | Group] = [*recipe.indicators, *recipe.groups]
    for node in nodes:
        if node.parent is not None:
            weight = 1.0 if recipe.weighting is Weighting.EQUAL else node.weight
            children.setdefault(node.parent, []).append((node.code, weight))
    heights = {i.code: 1 for i in recipe.indicators}
    while len(heights) < len(recipe.indicators) + len(recipe.groups):
        for group in recipe.groups:
            if group.code not in heights and all(code in heights for code, _ in children[group.code]):
                heights[group.code] = 1 + max(heights[code] for code, _ in children[group.code])
    for group in sorted(recipe.groups, key=lambda g: heights[g.code]):
        level = min(heights[group.code] - 2, len(recipe.aggregation) - 1)
        how = group.aggregation or recipe.aggregation[level]
        codes = [code for code, _ in children[group.code]]
        weights = [weight for _, weight in children[group.code]]
        table = [[row[code] for code in codes] for row in rows]
        for row, value in zip(rows, _combine(how, table, weights), strict=True):
            row[group.code] = value


def _combine(how: Aggregation, table: list[Column], weights: list[float]) -> Column:
    if how in (Aggregation.COPELAND, Aggregation.OUTRANKING):
        return [_against_all(how, k, table, weights) for k in range(len(table))]
    return [_mean(how, row, weights) for row in table]


def _mean(how: Aggregation, row: Column, weights: list[float]) -> float | None:
    present = [(v, w) for v, w in zip(row, weights, strict=True) if v is not None]
    total = sum(w for _, w in present)
    if not present or total == 0 or (how is Aggregation.SUM and len(present) < len(row)):
        return None
    if how is Aggregation.MEDIAN:
        return statistics.median(v for v, _ in present)
    if how is Aggregation.GEOMETRIC:
        return math.exp(sum(w * math.log(v) for v, w in present) / total)
    if how is Aggregation.HARMONIC:
        return total / sum(w / v for v, w in present)
    mean = sum(w * v for v, w in present) / total
    return mean * len(row) if how is Aggregation.SUM else mean


def _won(own: float, rival: float) -> float:
    if math.isclose(own, rival, rel_tol=1e-12):
        return 0.5
    return 1.0 if own > rival else 0.0


def _against_all(how: Aggregation, k: int, table: list[Column], weights: list[float]) -> float:
    total = 0.0
    for other in range(len(table)):
        if other == k:
            continue
        seen = [
            (own, rival, w)
            for own, rival, w in zip(table[k], table[other], weights, strict=True)
            if own is not None and rival is not None
        ]
        won = sum(w * _won(own, rival) for own, rival, w in seen)
        weight = sum(w for _, _, w in seen)
        share = won / weight if weight else 0.5
        if how is Aggregation.COPELAND:
            share = 0.0 if abs(share - 0.5) < 1e-12 else math.copysign(1.0, share - 0.5)
        total += share
    return total
