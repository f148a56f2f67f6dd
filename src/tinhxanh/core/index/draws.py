"""Many versions of one index at once: every draw a recipe of its own, equal work done once.

Draws are sorted by what they share. Indicators are prepared once for each treatment and scale,
matrix products carry all weight sets of one version together, and draws that agree in everything are
computed once. What ran in each draw can be read back from `pipeline`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tinhxanh.core.index import aggregation
from tinhxanh.core.index.checks import check_data
from tinhxanh.core.index.choices import Choice, Design, Part, vary
from tinhxanh.core.index.data import Data, Floats, Ints
from tinhxanh.core.index.faults import Fault, StepFailed
from tinhxanh.core.index.pipeline import check_recipe_once
from tinhxanh.core.index.recipe import Aggregation, Recipe, Weighting
from tinhxanh.core.index.result import Ran
from tinhxanh.core.index.steps import Prepared, prepare
from tinhxanh.core.index.weighting import weigh

BLOCK = 4096  # draws that are multiplied together; bounds the memory of one product
OUTSIDE = (Part.WEIGHTS, Part.DROPPED)  # parts that change weights only


@dataclass(frozen=True)
class Run:
    """Scores (draws, units) of every draw and the pipelines that made them."""

    units: tuple[str, ...]
    scores: Floats
    design: Design
    version: Ints
    pipelines: tuple[tuple[Ran, ...], ...]

    def pipeline(self, draw: int) -> tuple[Ran, ...]:
        """The steps that really ran in one draw, its weights and left-out node included."""
        steps = list(self.pipelines[self.version[draw]])
        for column, choice in enumerate(self.design.choices):
            pick = int(self.design.picks[draw, column])
            if choice.part is Part.WEIGHTS:
                steps.append(Ran("weigh", f"{choice.name} {pick + 1}"))
            elif choice.part is Part.DROPPED and choice.alternatives[pick]:
                steps.append(Ran("drop", str(choice.alternatives[pick])))
        return tuple(steps)


def run(recipe: Recipe, data: Data, design: Design) -> Run:
    """Scores of every draw of `design`; raises BadRecipe, BadData, StepFailed, never skips a step."""
    check_recipe_once(recipe)
    check_data(recipe, data)
    inside = [c for c, choice in enumerate(design.choices) if choice.part not in OUTSIDE]
    version, firsts = _classes(design.picks[:, inside])
    distinct, representatives = _classes(design.picks)
    versions = _versions(recipe, data, design, inside, firsts)
    units = _same_units(versions)
    found = np.empty((len(representatives), len(units)))
    for number, (varied, prepared) in enumerate(versions):
        chosen = np.flatnonzero(version[representatives] == number)
        for start in range(0, len(chosen), BLOCK):
            block = chosen[start : start + BLOCK]
            picks = design.picks[representatives[block]]
            found[block] = _scores(varied, prepared, design.choices, picks).T
    pipelines = tuple(_log(varied, prepared) for varied, prepared in versions)
    scores = found if len(representatives) == len(distinct) and _in_order(distinct) else found[distinct]
    return Run(units, scores, design, version, pipelines)


def _in_order(distinct: Ints) -> bool:
    return bool((distinct == np.arange(len(distinct))).all())


def _classes(picks: Ints) -> tuple[Ints, Ints]:
    """Number of the class of each row, and the first row of each class."""
    if not picks.shape[1]:
        return np.zeros(len(picks), dtype=np.intp), np.zeros(1, dtype=np.intp)
    key = picks[:, 0].copy()
    for column in range(1, picks.shape[1]):
        key = key * (picks[:, column].max() + 1) + picks[:, column]
        if key.max() > 2**40:
            key = np.unique(key, return_inverse=True)[1]
    _, first, inverse = np.unique(key, return_index=True, return_inverse=True)
    return inverse, first


def _versions(
    recipe: Recipe, data: Data, design: Design, inside: list[int], firsts: Ints
) -> list[tuple[Recipe, Prepared]]:
    """Varied recipe and prepared indicators of every class; equal preparations are made once."""
    ready: dict[tuple[object, ...], Prepared] = {}
    found = []
    for draw in firsts:
        varied = recipe
        for column in inside:
            choice = design.choices[column]
            varied = vary(varied, choice.part, choice.alternatives[design.picks[draw, column]])
        key = varied.imputation, varied.treatment, varied.normalisation
        if key not in ready:
            check_recipe_once(varied)
            ready[key] = prepare(varied, data)
        found.append((varied, ready[key]))
    return found


def _same_units(versions: list[tuple[Recipe, Prepared]]) -> tuple[str, ...]:
    units = versions[0][1].units
    for _, prepared in versions:
        if prepared.units != units:
            lost = sorted(set(units) ^ set(prepared.units))
            sentence = f"Các phương án sàng lọc để lại số hàng khác nhau (khác ở “{lost[0]}”), không so được."
            raise StepFailed([Fault("units_differ", sentence, lost[0])])
    return units


def _scores(recipe: Recipe, prepared: Prepared, choices: tuple[Choice, ...], picks: Ints) -> Floats:
    """Index (units, draws) of draws that share one version."""
    tree = recipe.tree
    base = weigh(recipe, prepared.normalised)
    weight = np.repeat(base[:, None], len(picks), axis=1)
    for column, choice in enumerate(choices):
        if choice.part is Part.WEIGHTS and choice.sets is not None:
            if recipe.weighting is not Weighting.GIVEN:
                raise StepFailed([_clash(choice.name)])
            weight = choice.sets[:, picks[:, column]]
    for column, choice in enumerate(choices):
        if choice.part is Part.DROPPED:
            weight = _without(recipe, choice, picks[:, column], weight)
    method = aggregation.methods(recipe)
    with np.errstate(divide="ignore", invalid="ignore"):
        scores = aggregation.climb_draws(tree, method, weight, prepared.normalised)
    scores = np.broadcast_to(scores, (len(prepared.units), len(picks)))
    if not np.isfinite(scores.sum()):
        _explain_failure(recipe, prepared, method, weight, scores)
    return scores


def _clash(name: str) -> Fault:
    sentence = (
        f"Lựa chọn “{name}” đổi trọng số, nhưng công thức tính trọng số từ dữ liệu; hãy chọn một trong hai."
    )
    return Fault("weights_clash", sentence, name, "weights")


def _without(recipe: Recipe, choice: Choice, picks: Ints, weight: Floats) -> Floats:
    tree = recipe.tree
    weight = weight.copy()
    for place, code in enumerate(choice.alternatives):
        if code is None:
            continue
        if code not in tree.number:
            raise StepFailed(
                [Fault("unknown_code", f"Mã “{code}” định bỏ không có trong công thức.", None, str(code))]
            )
        weight[tree.number[str(code)], picks == place] = 0.0
    for node in tree.groups:
        if (weight[tree.children[node]].sum(axis=0) == 0).any():
            sentence = (
                f"Bỏ hết mục con của nhóm “{tree.codes[node]}” thì không tổng hợp được; đã dừng phân tích."
            )
            raise StepFailed([Fault("group_emptied", sentence, tree.codes[node], "weight")])
    return weight


def _explain_failure(
    recipe: Recipe,
    prepared: Prepared,
    method: tuple[Aggregation | None, ...],
    weight: Floats,
    scores: Floats,
) -> None:
    """Say why scores are missing; only units with gaps in their data may stay without a score."""
    failed = np.argwhere(~np.isfinite(scores))
    with np.errstate(divide="ignore", invalid="ignore"):
        values = aggregation.climb(recipe.tree, method, weight[:, failed[0, 1]], prepared.normalised)
    aggregation.refuse_zeros(recipe, method, values, prepared.units)
    gaps = set(np.flatnonzero(np.isnan(prepared.normalised).any(axis=1)).tolist())
    for row in failed[:, 0].tolist():
        if row not in gaps:
            unit = prepared.units[row]
            sentence = f"Hàng “{unit}”: không tính được điểm trong một lượt mô phỏng; đã dừng phân tích."
            raise StepFailed([Fault("no_score", sentence, unit)])


def _log(recipe: Recipe, prepared: Prepared) -> tuple[Ran, ...]:
    method = aggregation.methods(recipe)
    tree = recipe.tree
    levels = {tree.codes[node]: str(method[node]) for node in tree.groups}
    return (*prepared.ran, Ran("aggregate", ", ".join(dict.fromkeys(levels.values())), levels))
