"""The steps that prepare indicators. A step that cannot run raises; none is left out silently."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from tinhxanh.core.index.data import Data, Floats
from tinhxanh.core.index.faults import Fault, StepFailed
from tinhxanh.core.index.imputation import impute
from tinhxanh.core.index.moments import SMALLEST
from tinhxanh.core.index.normalisation import normalise
from tinhxanh.core.index.recipe import (
    ImputationMethod,
    Normalisation,
    Recipe,
    Step,
    TreatmentMethod,
)
from tinhxanh.core.index.result import Ran
from tinhxanh.core.index.scales import Scales, by_normalisation, by_treatment, directions_of, goals_of
from tinhxanh.core.index.treatment import NAMES, Treated, treat


@dataclass(frozen=True)
class Prepared:
    """Indicators ready to be put together: units left, stages, steps that ran."""

    units: tuple[str, ...]
    normalised: Floats
    stages: dict[str, Floats]
    ran: list[Ran]


@dataclass
class _Bench:
    """The work piece while the steps run over it."""

    recipe: Recipe
    data: Data
    x: Floats
    scales: Scales | None
    stages: dict[str, Floats] = field(default_factory=dict)
    ran: list[Ran] = field(default_factory=list)


def prepare(recipe: Recipe, data: Data, scales: Scales | None = None) -> Prepared:
    """Run the steps of `recipe.order`, up to normalised indicators."""
    x = data.values
    if data.codes != recipe.codes:
        x = x[:, [data.column[code] for code in recipe.codes]]
    bench = _Bench(recipe, data, x, scales)
    for step in recipe.order:
        _STEPS[step](bench)
        bench.stages[step.value] = bench.x
    return Prepared(bench.data.units, bench.x, bench.stages, bench.ran)


def _denominate(bench: _Bench) -> None:
    names = [indicator.denominator for indicator in bench.recipe.indicators]
    columns = [k for k, name in enumerate(names) if name]
    if not columns:
        return
    divisors = np.stack([bench.data.denominators[str(names[k])] for k in columns], axis=1)
    bench.x = bench.x.copy()
    bench.x[:, columns] /= divisors
    codes = bench.recipe.codes
    bench.ran.append(Ran("denominate", "divide", {codes[k]: str(names[k]) for k in columns}))


def _screen(bench: _Bench) -> None:
    threshold = bench.recipe.screening.threshold
    if threshold <= 0:
        return
    present = (~np.isnan(bench.x)).mean(axis=1)
    keep = np.flatnonzero(present >= threshold)
    left_out = {bench.data.units[k]: f"{present[k]:.3f}" for k in np.flatnonzero(present < threshold)}
    bench.ran.append(Ran("screen", f">= {threshold:g}", left_out))
    if len(keep) == len(present):
        return
    if not len(keep):
        sentence = f"Bước sàng lọc: không hàng nào có đủ {threshold:.0%} chỉ tiêu; đã dừng phân tích."
        raise StepFailed([Fault("none_left", sentence, None, "screening")])
    bench.data = bench.data.only(keep)
    bench.x = bench.x[keep]
    bench.stages.update({name: stage[keep] for name, stage in bench.stages.items()})


def _impute(bench: _Bench) -> None:
    spec = bench.recipe.imputation
    if spec.method is ImputationMethod.NONE:
        return
    labels = bench.data.groups[spec.group] if spec.group else None
    before = bench.x
    bench.x = impute(before, spec.method, labels)
    touched = {}
    if bench.x is not before:
        filled = (np.isnan(before) & ~np.isnan(bench.x)).sum(axis=0)
        touched = {bench.recipe.codes[k]: str(filled[k]) for k in np.flatnonzero(filled)}
        _refuse_unfilled(bench)
    bench.ran.append(Ran("impute", spec.method.value, touched))


def _refuse_unfilled(bench: _Bench) -> None:
    rows, columns = np.nonzero(np.isnan(bench.x))
    if len(rows):
        cells = list(zip(rows, columns, strict=True))[:20]
        raise StepFailed(_unfilled(bench.data.units[r], bench.recipe.codes[c]) for r, c in cells)


def _unfilled(unit: str, code: str) -> Fault:
    sentence = f"Hàng “{unit}”, cột “{code}”: cả nhóm không có giá trị nào để điền; đã dừng phân tích."
    return Fault("not_filled", sentence, unit, code)


def _treat(bench: _Bench) -> None:
    for spec, columns in by_treatment(bench.recipe):
        if spec.method is TreatmentMethod.NONE:
            continue
        if bench.scales is not None:
            bench.x = np.clip(bench.x, bench.scales.low, bench.scales.high)
            bench.ran.append(Ran("treat", "held"))
            return
        _enough_rows(bench, columns)
        part = treat(bench.x if columns is None else bench.x[:, columns], spec)
        if columns is None:
            bench.x = part.values
        else:
            bench.x = bench.x.copy()
            bench.x[:, columns] = part.values
        bench.ran.append(Ran("treat", spec.method.value, _treated(bench.recipe.codes, columns, part)))


def _treated(codes: tuple[str, ...], columns: list[int] | None, part: Treated) -> dict[str, str]:
    touched = {}
    for k in np.flatnonzero(part.how):
        code = codes[k if columns is None else columns[k]]
        points = f" {part.points[k]} điểm" if part.points[k] else ""
        touched[code] = NAMES[part.how[k]] + points + (", vẫn vượt ngưỡng" if part.failing[k] else "")
    return touched


def _enough_rows(bench: _Bench, columns: list[int] | None) -> None:
    if len(bench.x) >= SMALLEST:
        present = len(bench.x) - np.isnan(bench.x).sum(axis=0)
        thin = [int(k) for k in np.flatnonzero(present < SMALLEST) if columns is None or k in columns]
    else:
        thin = list(range(bench.x.shape[1]))
    if thin:
        raise StepFailed(_thin(bench.recipe.codes[int(k)]) for k in thin)


def _thin(code: str) -> Fault:
    sentence = f"Cột “{code}”: cần ít nhất {SMALLEST} giá trị để tính độ lệch và độ nhọn."
    return Fault("too_few_rows", sentence, None, code)


def _normalise(bench: _Bench) -> None:
    recipe = bench.recipe
    directions = directions_of(recipe)
    x = bench.x * directions
    if bench.scales is not None:
        bench.x = bench.scales.scale.apply(x)
        bench.ran.append(Ran("normalise", "held"))
        return
    parts = by_normalisation(recipe)
    bench.x = _on_scale(bench, x, *parts[0]) if len(parts) == 1 else x
    for spec, columns in parts if len(parts) > 1 else []:
        bench.x[:, columns] = _on_scale(bench, bench.x, spec, columns)


def _on_scale(bench: _Bench, x: Floats, spec: Normalisation, columns: list[int] | None) -> Floats:
    with np.errstate(invalid="ignore", over="ignore", divide="ignore"):
        y = normalise_columns(bench.recipe, bench.data, x, spec, columns)
    _refuse_constant(bench.recipe, y, columns)
    bench.ran.append(Ran("normalise", spec.method.value))
    return y


def normalise_columns(
    recipe: Recipe, data: Data, x: Floats, spec: Normalisation, columns: list[int] | None
) -> Floats:
    """Directed values of the chosen columns on the scale of `spec`."""
    part = x if columns is None else x[:, columns]
    return normalise(part, spec, *goals_of(recipe, data, x, spec, columns))


def _refuse_constant(recipe: Recipe, y: Floats, columns: list[int] | None) -> None:
    bad = np.isnan(y).all(axis=0)
    if bad.any():
        chosen = recipe.codes if columns is None else [recipe.codes[k] for k in columns]
        raise StepFailed(_constant(chosen[k]) for k in np.flatnonzero(bad))


def _constant(code: str) -> Fault:
    sentence = (
        f"Cột “{code}”: không có giá trị hoặc mọi hàng có cùng một giá trị (hay mục tiêu trùng giá trị "
        "thấp nhất) nên không chuẩn hóa được; hãy bỏ chỉ tiêu này khỏi công thức hoặc sửa dữ liệu."
    )
    return Fault("constant_column", sentence, None, code)


_STEPS: dict[Step, Callable[[_Bench], None]] = {
    Step.DENOMINATE: _denominate,
    Step.SCREEN: _screen,
    Step.IMPUTE: _impute,
    Step.TREAT: _treat,
    Step.NORMALISE: _normalise,
}
