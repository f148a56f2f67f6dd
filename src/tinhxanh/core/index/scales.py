"""Scales held from an earlier result, so that values can move while minima and maxima stay."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np

from tinhxanh.core.index.data import Data, Floats
from tinhxanh.core.index.faults import Fault, StepFailed
from tinhxanh.core.index.normalisation import RANK_METHODS, Scale, fit, normalise
from tinhxanh.core.index.recipe import Normalisation, NormalisationMethod, Recipe, Step, Treatment
from tinhxanh.core.index.result import Result


@dataclass(frozen=True)
class Scales:
    """Scales held from an earlier result: one for all indicators, bounds of treated columns."""

    scale: Scale
    low: Floats
    high: Floats


def scales_of(result: Result) -> Scales:
    """The minima, maxima and means of a result, to be held in a later one.

    Raises StepFailed where ranks are the scale, since they cannot be held.
    """
    recipe = result.recipe
    treated = result.stages[Step.TREAT.value]
    x = treated * directions_of(recipe)
    shift = np.empty(len(recipe.codes))
    factor, base, caps = shift.copy(), 0.0, set()
    for spec, columns in by_normalisation(recipe):
        if spec.method in RANK_METHODS:
            sentence = "Chuẩn hóa theo thứ hạng không giữ cố định được thang đo; hãy để thang đo thay đổi."
            raise StepFailed([Fault("scale_not_held", sentence, None, "normalisation")])
        chosen = list(range(len(recipe.codes))) if columns is None else columns
        data = replace(result.data, units=result.units)
        part = fit(x[:, chosen], spec, *goals_of(recipe, data, x, spec, columns))
        shift[chosen], factor[chosen], base = part.shift - part.base / part.factor, part.factor, 0.0
        caps.add(part.cap)
    return Scales(Scale(shift, factor, base, caps == {True}), *_treated_bounds(recipe, result))


def _treated_bounds(recipe: Recipe, result: Result) -> tuple[Floats, Floats]:
    """Bounds where winsorising pulled points in; elsewhere values may go where they like."""
    after = result.stages[Step.TREAT.value]
    place = recipe.order.index(Step.TREAT)
    before = result.stages[recipe.order[place - 1].value] if place else after
    low, high = np.fmin.reduce(after, axis=0), np.fmax.reduce(after, axis=0)
    bent = np.flatnonzero((np.nan_to_num(np.clip(before, low, high) - after) != 0).any(axis=0))
    if len(bent):
        raise StepFailed(_bent(recipe.codes[k]) for k in bent)
    pulled_low, pulled_high = np.fmin.reduce(before, axis=0) < low, np.fmax.reduce(before, axis=0) > high
    return np.where(pulled_low, low, -np.inf), np.where(pulled_high, high, np.inf)


def normalised_part(
    recipe: Recipe,
    data: Data | None,
    flat: Floats,
    spec: Normalisation,
    columns: list[int] | None,
    draws: int,
) -> Floats:
    """Directed values of some columns, laid side by side draw after draw, on the scale of `spec`."""
    target = reference = None
    if spec.method is NormalisationMethod.DISTANCE_TO_TARGET:
        goals = [np.nan if i.target is None else i.target * i.direction for i in recipe.indicators]
        target = np.tile(np.array(goals if columns is None else [goals[k] for k in columns]), draws)
    if spec.method is NormalisationMethod.DISTANCE_TO_REFERENCE and data is not None and spec.reference:
        reference = flat[data.row[spec.reference]]
    return normalise(flat, spec, target, reference)


def _bent(code: str) -> Fault:
    sentence = f"Cột “{code}”: đã biến đổi phi tuyến khi xử lý ngoại lai nên không giữ cố định được thang đo."
    return Fault("scale_not_held", sentence, None, code)


def goals_of(
    recipe: Recipe, data: Data, x: Floats, spec: Normalisation, columns: list[int] | None
) -> tuple[Floats | None, Floats | None]:
    """Target and reference values of the columns, direction applied; None where not needed."""
    target = reference = None
    if spec.method is NormalisationMethod.DISTANCE_TO_TARGET:
        goals = [np.nan if i.target is None else i.target * i.direction for i in recipe.indicators]
        target = np.array(goals if columns is None else [goals[k] for k in columns])
    if spec.method is NormalisationMethod.DISTANCE_TO_REFERENCE and spec.reference:
        row = x[data.row[spec.reference]]
        reference = row if columns is None else row[columns]
    return target, reference


def directions_of(recipe: Recipe) -> Floats:
    """1.0 or -1.0 for every indicator."""
    kept = recipe.__dict__.get("directions")
    if kept is None:
        kept = np.array([indicator.direction for indicator in recipe.indicators], dtype=np.float64)
        recipe.__dict__["directions"] = kept
    return np.asarray(kept)


def by_treatment(recipe: Recipe) -> list[tuple[Treatment, list[int] | None]]:
    return _apart([indicator.treatment or recipe.treatment for indicator in recipe.indicators])


def by_normalisation(recipe: Recipe) -> list[tuple[Normalisation, list[int] | None]]:
    return _apart([indicator.normalisation or recipe.normalisation for indicator in recipe.indicators])


Spec = TypeVar("Spec", bound=Hashable)


def _apart(specs: list[Spec]) -> list[tuple[Spec, list[int] | None]]:
    """Columns by their specification; None stands for all columns."""
    first = specs[0]
    if all(spec is first for spec in specs):
        return [(first, None)]
    columns: dict[Spec, list[int]] = {}
    for k, spec in enumerate(specs):
        columns.setdefault(spec, []).append(k)
    return list(columns.items()) if len(columns) > 1 else [(first, None)]
