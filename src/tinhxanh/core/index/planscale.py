"""On which scale an index is a sum over its indicators: scores, their logarithms, or their reciprocals."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from tinhxanh.core.index import aggregation
from tinhxanh.core.index.data import Floats
from tinhxanh.core.index.faults import StepFailed, stop
from tinhxanh.core.index.recipe import Aggregation, Recipe

Transform = Callable[[Floats], Floats]
NAMES = {
    Aggregation.ARITHMETIC: "trung bình cộng",
    Aggregation.SUM: "tổng",
    Aggregation.GEOMETRIC: "trung bình nhân",
    Aggregation.HARMONIC: "trung bình điều hòa",
    Aggregation.MEDIAN: "trung vị",
    Aggregation.COPELAND: "Copeland",
    Aggregation.OUTRANKING: "so sánh vượt trội",
}


def scale_of_sums(recipe: Recipe) -> tuple[Transform, Transform]:
    """A transform that grows with the score and makes it a sum over indicators, and the way back.

    Raises StepFailed where groups are put together in ways that have no such scale in common.
    """
    methods = aggregation.methods(recipe)
    used: dict[Aggregation, str] = {}
    for node in recipe.tree.groups:
        how = methods[node]
        if how is not None:
            used.setdefault(how, recipe.tree.codes[node])
    kinds = {aggregation.TRANSFORMS.get(how) for how in used}
    if len(kinds) > 1 or None in kinds:
        told = "; ".join(f"“{code}” dùng {NAMES[how]}" for how, code in used.items())
        sentence = (
            "Chỉ lập phương án được khi mọi nhóm tổng hợp theo cùng một cách: trung bình cộng và tổng, "
            f"hoặc trung bình nhân, hoặc trung bình điều hòa; ở đây {told}."
        )
        raise stop(StepFailed, "no_common_sum", sentence, column="aggregation")
    if Aggregation.HARMONIC in used:
        return _negative_reciprocal, _negative_reciprocal
    return aggregation.TRANSFORMS[next(iter(used))]


def _negative_reciprocal(x: Floats) -> Floats:
    return np.asarray(-1.0 / x)
