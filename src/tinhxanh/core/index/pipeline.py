"""Build an index: check, prepare, weigh, put together, rank."""

from __future__ import annotations

import numpy as np

from tinhxanh.core.index import aggregation
from tinhxanh.core.index.checks import check_data, check_recipe
from tinhxanh.core.index.data import Data, Floats
from tinhxanh.core.index.faults import Fault, StepFailed
from tinhxanh.core.index.recipe import Aggregation, Recipe
from tinhxanh.core.index.result import Ran, Result
from tinhxanh.core.index.scales import Scales
from tinhxanh.core.index.steps import Prepared, prepare
from tinhxanh.core.index.weighting import weigh


def score(recipe: Recipe, data: Data, scales: Scales | None = None) -> Result:
    """Build the index of `recipe` on `data`.

    `scales`, from an earlier result through `scales_of`, holds minima, maxima, means and treated
    bounds as they were there. Raises BadRecipe, BadData, StepFailed.
    """
    check_recipe_once(recipe)
    check_data(recipe, data)
    prepared = prepare(recipe, data, scales)
    weight = weigh(recipe, prepared.normalised)
    _refuse_weights(recipe, weight)
    return finish(recipe, data, prepared, weight)


def check_recipe_once(recipe: Recipe) -> None:
    """Check a recipe; the verdict is kept on the recipe, which cannot change."""
    if "checked" not in recipe.__dict__:
        check_recipe(recipe)
        recipe.__dict__["checked"] = True


def finish(recipe: Recipe, data: Data, prepared: Prepared, weight: Floats) -> Result:
    """Put prepared indicators together with raw weights."""
    method = aggregation.methods(recipe)
    values = _climb(recipe, method, weight, prepared)
    ran = [*prepared.ran, Ran("weigh", recipe.weighting.value)]
    ran += [Ran("aggregate", str(method[node]), {recipe.tree.codes[node]: ""}) for node in recipe.tree.groups]
    return Result(recipe, data, prepared.units, values, weight, prepared.stages, tuple(ran))


def _climb(
    recipe: Recipe, method: tuple[Aggregation | None, ...], weight: Floats, prepared: Prepared
) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        values = aggregation.climb(recipe.tree, method, weight, prepared.normalised)
    if any(how in (Aggregation.GEOMETRIC, Aggregation.HARMONIC) for how in method):
        aggregation.refuse_zeros(recipe, method, values, prepared.units)
    return values


def _refuse_weights(recipe: Recipe, weight: Floats) -> None:
    negative = np.flatnonzero(weight < 0)
    if len(negative):
        raise StepFailed(_negative(recipe.tree.codes[k], weight[k]) for k in negative)


def _negative(code: str, weight: float) -> Fault:
    sentence = (
        f"Chỉ tiêu “{code}”, cột weight: trọng số PCA {weight:.3f} âm, sẽ đảo chiều chỉ tiêu; "
        "hãy dùng trọng số khác cho nhóm này."
    )
    return Fault("negative_weight", sentence, code, "weight")
