"""What if some values were different? Scores, ranks, their probabilities, and which scales moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tinhxanh.core.index.choices import Choice, Noise, at_random
from tinhxanh.core.index.data import Data
from tinhxanh.core.index.doubt import Uncertainty, over
from tinhxanh.core.index.faults import BadData, Fault, StepFailed
from tinhxanh.core.index.pipeline import score
from tinhxanh.core.index.recipe import Recipe, Step
from tinhxanh.core.index.result import Result
from tinhxanh.core.index.scales import scales_of


@dataclass(frozen=True, slots=True)
class Change:
    """One value that would be different."""

    unit: str
    code: str
    value: float


@dataclass(frozen=True, slots=True)
class MovedScale:
    """An end of an indicator's scale that moved: `end` is "min" or "max" of the treated values."""

    code: str
    end: str
    before: float
    after: float


@dataclass(frozen=True)
class WhatIf:
    """The index before and after; `held` says that minima and maxima stayed where they were.

    `moved` lists the ends of scales that moved (empty when held). The two uncertainties share their
    draws, so that their difference is due to the change alone.
    """

    before: Result
    after: Result
    changes: tuple[Change, ...]
    held: bool
    moved: tuple[MovedScale, ...]
    doubt_before: Uncertainty | None = None
    doubt_after: Uncertainty | None = None


def what_if(
    recipe: Recipe,
    data: Data,
    changes: Sequence[Change],
    hold_scale: bool = False,
    choices: Sequence[Choice | Noise] = (),
    draws: int = 0,
    rng: np.random.Generator | None = None,
) -> WhatIf:
    """The index with `changes`; scales move with the values unless `hold_scale`.

    With `choices`, `draws` and `rng` the ranks before and after come with their probabilities. Raises
    BadData for units and codes that are not there.
    """
    changed = apply(data, changes)
    before = score(recipe, data)
    after = score(recipe, changed, scales_of(before) if hold_scale else None)
    moved = () if hold_scale else moved_scales(before, after)
    doubts: tuple[Uncertainty | None, Uncertainty | None] = (None, None)
    if choices and draws and rng is not None:
        if hold_scale:
            sentence = "Không tính xác suất khi giữ cố định thang đo, vì các phương án đổi cả thang đo."
            raise StepFailed([Fault("scale_held", sentence, None, "hold_scale")])
        design = at_random(recipe, choices, draws, rng)
        doubts = over(recipe, data, design), over(recipe, changed, design)
    return WhatIf(before, after, tuple(changes), hold_scale, moved, *doubts)


def apply(data: Data, changes: Sequence[Change]) -> Data:
    """The data with the changed values; the data given stay as they are."""
    faults = []
    values = data.values.copy()
    for change in changes:
        if change.unit not in data.row:
            faults.append(Fault("unknown_unit", f"Không có hàng “{change.unit}”.", change.unit, change.code))
        elif change.code not in data.column:
            sentence = f"Hàng “{change.unit}”: không có cột “{change.code}”."
            faults.append(Fault("unknown_code", sentence, change.unit, change.code))
        else:
            values[data.row[change.unit], data.column[change.code]] = change.value
    if faults:
        raise BadData(faults)
    return data.with_values(values)


def moved_scales(before: Result, after: Result) -> tuple[MovedScale, ...]:
    """Minima and maxima (after treatment) that differ between two results of one recipe."""
    old, new = before.stages[Step.TREAT.value], after.stages[Step.TREAT.value]
    moved = []
    for end, of in (("min", np.fmin), ("max", np.fmax)):
        was, now = of.reduce(old, axis=0), of.reduce(new, axis=0)
        moved += [
            MovedScale(before.recipe.codes[k], end, float(was[k]), float(now[k]))
            for k in np.flatnonzero(was != now)
        ]
    return tuple(moved)
