"""Everything that can be wrong before a step runs, found in one pass and named by row and column."""

from __future__ import annotations

import numpy as np

from tinhxanh.core.index.data import Data, Floats
from tinhxanh.core.index.faults import BadData, BadRecipe, Fault
from tinhxanh.core.index.recipe import (
    DEFAULT_ORDER,
    ImputationMethod,
    Normalisation,
    NormalisationMethod,
    Recipe,
    Step,
    Treatment,
)

MOST_NAMED = 20  # faults of one kind that are listed before the rest is only counted


def check_recipe(recipe: Recipe) -> None:
    """Raise BadRecipe with every fault of the recipe; the tree is checked first."""
    faults = []
    assert recipe.tree  # noqa: S101 - grows the tree, which raises its own faults
    for indicator in recipe.indicators:
        code = indicator.code
        if indicator.direction not in (1, -1):
            sentence = f"Chỉ tiêu “{code}”, cột direction: chiều {indicator.direction} phải là 1 hoặc -1."
            faults.append(Fault("bad_direction", sentence, code, "direction"))
        spec = indicator.normalisation or recipe.normalisation
        if spec.method is NormalisationMethod.DISTANCE_TO_TARGET and indicator.target is None:
            sentence = f"Chỉ tiêu “{code}”, cột target: chuẩn hóa theo mục tiêu cần giá trị mục tiêu."
            faults.append(Fault("no_target", sentence, code, "target"))
        faults += _normalisation_faults(spec, code)
        faults += _treatment_faults(indicator.treatment or recipe.treatment, code)
    faults += _setting_faults(recipe)
    if faults:
        raise BadRecipe(_distinct(faults))


def _normalisation_faults(spec: Normalisation, code: str) -> list[Fault]:
    if spec.method is NormalisationMethod.MIN_MAX and not spec.low < spec.high:
        sentence = (
            f"Chỉ tiêu “{code}”, cột normalisation: cận dưới {spec.low} phải nhỏ hơn cận trên {spec.high}."
        )
        return [Fault("bad_range", sentence, code, "normalisation")]
    if spec.method is NormalisationMethod.Z_SCORE and not spec.sd > 0:
        sentence = f"Chỉ tiêu “{code}”, cột normalisation: độ lệch chuẩn {spec.sd} phải lớn hơn 0."
        return [Fault("bad_range", sentence, code, "normalisation")]
    if spec.method is NormalisationMethod.DISTANCE_TO_REFERENCE and spec.reference is None:
        sentence = f"Chỉ tiêu “{code}”, cột normalisation: thiếu đơn vị tham chiếu (reference)."
        return [Fault("no_reference", sentence, code, "normalisation")]
    return []


def _treatment_faults(spec: Treatment, code: str) -> list[Fault]:
    if spec.winmax < 0 or spec.skew_limit <= 0:
        sentence = f"Chỉ tiêu “{code}”, cột treatment: số điểm cắt và ngưỡng độ lệch phải là số dương."
        return [Fault("bad_treatment", sentence, code, "treatment")]
    return []


def _setting_faults(recipe: Recipe) -> list[Fault]:
    faults = []
    if not recipe.aggregation:
        faults.append(
            Fault(
                "no_aggregation", "Công thức, mục aggregation: chưa nói cách tổng hợp.", None, "aggregation"
            )
        )
    if not 0 <= recipe.screening.threshold <= 1:
        sentence = f"Công thức, mục screening: ngưỡng {recipe.screening.threshold} phải nằm trong 0–1."
        faults.append(Fault("bad_threshold", sentence, None, "screening"))
    grouped = (ImputationMethod.GROUP_MEAN, ImputationMethod.GROUP_MEDIAN)
    if recipe.imputation.method in grouped and not recipe.imputation.group:
        sentence = "Công thức, mục imputation: điền theo nhóm cần tên cột nhóm (group)."
        faults.append(Fault("no_group", sentence, None, "imputation"))
    if sorted(recipe.order) != sorted(DEFAULT_ORDER) or recipe.order[-1] is not Step.NORMALISE:
        sentence = "Công thức, mục order: mỗi bước phải có đúng một lần và bước normalise đứng cuối."
        faults.append(Fault("bad_order", sentence, None, "order"))
    return faults


def check_data(recipe: Recipe, data: Data) -> None:
    """Raise BadData with every fault of the data as far as this recipe needs them."""
    faults = _shape_faults(data) or _column_faults(recipe, data)
    if not faults:
        faults = _value_faults(recipe, data)
    if faults:
        raise BadData(faults)


def _shape_faults(data: Data) -> list[Fault]:
    faults = []
    if not data.units:
        faults.append(Fault("no_rows", "Bảng dữ liệu không có hàng nào."))
    if data.values.shape != (len(data.units), len(data.codes)):
        expected = f"{len(data.units)} hàng × {len(data.codes)} cột"
        sentence = f"Bảng có kích thước {data.values.shape}, không khớp {expected}."
        faults.append(Fault("bad_shape", sentence))
    for kind, labels, code in (
        ("Hàng", data.units, "duplicate_unit"),
        ("Cột", data.codes, "duplicate_column"),
    ):
        if len(set(labels)) < len(labels):
            faults += _repeated(kind, labels, code)
    return faults


def _repeated(kind: str, labels: tuple[str, ...], code: str) -> list[Fault]:
    first: dict[str, int] = {}
    faults = []
    for place, label in enumerate(labels, start=1):
        if label in first:
            sentence = f"{kind} “{label}” xuất hiện hai lần (thứ tự {first[label]} và {place})."
            row, column = (label, None) if kind == "Hàng" else (None, label)
            faults.append(Fault(code, sentence, row, column))
        first.setdefault(label, place)
    return faults[:MOST_NAMED]


def _column_faults(recipe: Recipe, data: Data) -> list[Fault]:
    faults = []
    if data.codes != recipe.codes:
        present = set(data.codes)
        for code in recipe.codes:
            if code not in present:
                sentence = f"Bảng dữ liệu thiếu cột “{code}” mà công thức “{recipe.code}” cần."
                faults.append(Fault("missing_column", sentence, None, code))
    for name in sorted({i.denominator for i in recipe.indicators if i.denominator} - set(data.denominators)):
        faults.append(Fault("missing_denominator", f"Bảng dữ liệu thiếu cột mẫu số “{name}”.", None, name))
    group = recipe.imputation.group
    if group and group not in data.groups:
        faults.append(
            Fault(
                "missing_group", f"Bảng dữ liệu thiếu cột nhóm “{group}” dùng để điền giá trị.", None, group
            )
        )
    reference = recipe.normalisation.reference
    if reference and reference not in data.row:
        faults.append(
            Fault("missing_reference", f"Bảng dữ liệu không có hàng tham chiếu “{reference}”.", reference)
        )
    return faults


def _value_faults(recipe: Recipe, data: Data) -> list[Fault]:
    faults = []
    if not np.isfinite(data.values.sum()):
        faults += _infinite(data.values, data.units, data.codes)
        empty = np.isnan(data.values).all(axis=0)
        for column in np.flatnonzero(empty):
            code = data.codes[column]
            if code in recipe.tree.number:
                faults.append(
                    Fault("all_missing", f"Cột “{code}”: mọi hàng đều không có giá trị.", None, code)
                )
    for name in sorted({i.denominator for i in recipe.indicators if i.denominator}):
        bad = np.flatnonzero(data.denominators[name] == 0)[:MOST_NAMED]
        for row in bad:
            sentence = f"Hàng “{data.units[row]}”, cột mẫu số “{name}”: giá trị bằng 0 nên không chia được."
            faults.append(Fault("bad_denominator", sentence, data.units[row], name))
    return faults


def _infinite(values: Floats, units: tuple[str, ...], codes: tuple[str, ...]) -> list[Fault]:
    rows, columns = np.nonzero(np.isinf(values))
    faults = [
        Fault(
            "infinite",
            f"Hàng “{units[r]}” (thứ tự {r + 1}), cột “{codes[c]}”: giá trị vô cùng.",
            units[r],
            codes[c],
        )
        for r, c in list(zip(rows, columns, strict=True))[:MOST_NAMED]
    ]
    if len(rows) > MOST_NAMED:
        faults.append(Fault("infinite_more", f"Còn {len(rows) - MOST_NAMED} ô khác có giá trị vô cùng."))
    return faults


def _distinct(faults: list[Fault]) -> list[Fault]:
    return list(dict.fromkeys(faults))
