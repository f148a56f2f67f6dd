"""The index on many data sets of one shape at once: (units, draws, indicators).

Used where the data themselves are drawn anew (bootstrap, scenarios). Every draw is prepared on its own
values, so minima, maxima and outliers move with it.
"""

from __future__ import annotations

import numpy as np

from tinhxanh.core.index import aggregation
from tinhxanh.core.index.data import Data, Floats
from tinhxanh.core.index.faults import Fault, StepFailed
from tinhxanh.core.index.imputation import GROUPED, impute
from tinhxanh.core.index.recipe import Aggregation, ImputationMethod, Recipe, Step, TreatmentMethod, Weighting
from tinhxanh.core.index.scales import by_normalisation, by_treatment, directions_of, normalised_part
from tinhxanh.core.index.treatment import treat

CELLS = 200_000  # numbers in one block: small enough to stay in a processor's cache


def scores(recipe: Recipe, stack: Floats, weight: Floats | None = None, data: Data | None = None) -> Floats:
    """Index (units, draws) of `stack` (units, draws, indicators) in the recipe's column order.

    `weight` is (nodes,) or (nodes, draws), raw; the recipe's own where None. `data` gives labels of
    groups and the reference unit where the recipe needs them. Screening and denominators must be done
    before; PCA weights are refused, since they would differ from draw to draw.
    """
    _refuse_unstackable(recipe)
    units, draws, columns = stack.shape
    weight = recipe.tree.weight if weight is None else weight
    share = np.broadcast_to(weight if weight.ndim == 2 else weight[:, None], (len(weight), draws))
    method = aggregation.methods(recipe)
    out = np.empty((units, draws))
    step = max(1, CELLS // (units * columns))
    for start in range(0, draws, step):
        part = slice(start, min(start + step, draws))
        out[:, part] = _block(recipe, np.ascontiguousarray(stack[:, part]), share[:, part], method, data)
    return out


def _block(
    recipe: Recipe,
    x: Floats,
    weight: Floats,
    method: tuple[Aggregation | None, ...],
    data: Data | None,
) -> Floats:
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        ready = prepared(recipe, x, data)
        if np.isnan(ready.sum()):
            _refuse_emptied(recipe, ready)
        found = aggregation.climb_stack(recipe.tree, method, weight, ready)
    if not np.isfinite(found.sum()):
        _explain(recipe, ready, found)
    return found


def prepared(recipe: Recipe, x: Floats, data: Data | None = None) -> Floats:
    """Imputed, treated and normalised stack; `x` may be changed in place."""
    for step in recipe.order:
        if step is Step.IMPUTE and recipe.imputation.method is not ImputationMethod.NONE:
            x = _imputed(recipe, x, data)
        elif step is Step.TREAT:
            x = _treated(recipe, x)
        elif step is Step.NORMALISE:
            x = _normalised(recipe, x, data)
    return x


def _imputed(recipe: Recipe, x: Floats, data: Data | None) -> Floats:
    method, group = recipe.imputation.method, recipe.imputation.group
    labels = data.groups.get(group) if data is not None and group else None
    if method in GROUPED and labels is None:
        sentence = (
            f"Dữ liệu khảo sát không có cột nhóm “{group}” để điền giá trị theo nhóm; đã dừng phân tích."
        )
        raise StepFailed([Fault("missing_group", sentence, None, group)])
    return impute(x.reshape(len(x), -1), method, labels).reshape(x.shape)


def _treated(recipe: Recipe, x: Floats) -> Floats:
    for spec, columns in by_treatment(recipe):
        if spec.method is TreatmentMethod.NONE:
            continue
        part = x if columns is None else x[:, :, columns]
        values = treat(np.ascontiguousarray(part).reshape(len(x), -1), spec).values.reshape(part.shape)
        if columns is None:
            x = values
        else:
            x[:, :, columns] = values
    return x


def _normalised(recipe: Recipe, x: Floats, data: Data | None) -> Floats:
    units, draws, _ = x.shape
    directions = directions_of(recipe)
    if (directions < 0).any():
        x = x * directions
    parts = by_normalisation(recipe)
    for spec, columns in parts:
        part = x if columns is None else np.ascontiguousarray(x[:, :, columns])
        flat = part.reshape(units, -1)
        y = normalised_part(recipe, data, flat, spec, columns, draws).reshape(part.shape)
        if columns is None:
            return y
        x = x.copy() if spec is parts[0][0] else x
        x[:, :, columns] = y
    return x


def _refuse_unstackable(recipe: Recipe) -> None:
    if recipe.weighting is Weighting.PCA:
        sentence = "Trọng số PCA đổi theo từng lượt lấy mẫu nên không so được; hãy cố định trọng số trước."
        raise StepFailed([Fault("weights_move", sentence, None, "weighting")])
    for indicator in recipe.indicators:
        if indicator.denominator:
            sentence = (
                f"Chỉ tiêu “{indicator.code}”, cột denominator: dữ liệu khảo sát không chia mẫu số được."
            )
            raise StepFailed([Fault("denominator", sentence, None, indicator.code)])


def _refuse_emptied(recipe: Recipe, ready: Floats) -> None:
    """A column that normalisation emptied in some draw: it must not be left out of that draw alone."""
    for column, code in enumerate(recipe.codes):
        if np.isnan(ready[:, :, column]).all(axis=0).any():
            sentence = f"Cột “{code}”: có lượt lấy mẫu mà mọi hàng cùng một giá trị nên không chuẩn hóa được."
            raise StepFailed([Fault("constant_column", sentence, None, code)])


def _explain(recipe: Recipe, ready: Floats, found: Floats) -> None:
    """A unit with all its values but without a score met a mean that cannot take them."""
    for row, draw in np.argwhere(~np.isfinite(found)).tolist():
        if not np.isnan(ready[row, draw]).any():
            sentence = f"Hàng thứ {row + 1}: không tính được điểm trong một lượt lấy mẫu; đã dừng phân tích."
            raise StepFailed([Fault("no_score", sentence, str(row + 1))])
