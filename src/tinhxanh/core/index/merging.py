"""Units that became one: history restated for the units of today, and marked as restated."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from tinhxanh.core.index.data import Data, Floats
from tinhxanh.core.index.faults import BadData, Fault


def merge(
    data: Data,
    successor: Mapping[str, str],
    weights: Mapping[str, float] | None = None,
    totals: frozenset[str] = frozenset(),
    basis: str = "",
) -> Data:
    """Rows of `data` joined by `successor` (old unit → new unit).

    Values are means weighted by `weights` (population, firms; equal where None); columns in `totals`
    (counts) are summed. A missing value of one part leaves the mean to the other parts; a total with a
    missing part is missing. `basis` names the weights in the mark `restated`. Raises BadData for units
    without successor or weight.
    """
    _check(data, successor, weights)
    new = tuple(dict.fromkeys(successor[unit] for unit in data.units))
    place = {unit: k for k, unit in enumerate(new)}
    part = np.array([place[successor[unit]] for unit in data.units])
    share = np.array([1.0 if weights is None else weights[unit] for unit in data.units])
    membership = np.where(part == np.arange(len(new))[:, None], share, 0.0)
    values = _means(membership, data.values)
    counted = [k for k, code in enumerate(data.codes) if code in totals]
    values[:, counted] = (membership > 0).astype(float) @ data.values[:, counted]
    denominators = {name: (membership > 0) @ column for name, column in data.denominators.items()}
    groups = {name: _first(labels, part, len(new)) for name, labels in data.groups.items()}
    joined = sum(1 for row in membership if (row > 0).sum() > 1)
    mark = f"Tự tính lại cho {len(new)} đơn vị từ {len(data.units)} đơn vị cũ ({joined} đơn vị gộp"
    mark += f", trọng số: {basis or 'bằng nhau'}); không phải số công bố."
    return Data(new, data.codes, values, denominators, groups, (), mark)


def _means(membership: Floats, values: Floats) -> Floats:
    present = ~np.isnan(values)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray((membership @ np.where(present, values, 0.0)) / (membership @ present))


def _first(labels: tuple[str, ...], part: np.ndarray, count: int) -> tuple[str, ...]:
    return tuple(labels[int(np.flatnonzero(part == k)[0])] for k in range(count))


def _check(data: Data, successor: Mapping[str, str], weights: Mapping[str, float] | None) -> None:
    faults = []
    for unit in data.units:
        if unit not in successor:
            sentence = f"Hàng “{unit}”: không có đơn vị kế thừa trong bảng sáp nhập."
            faults.append(Fault("no_successor", sentence, unit, "successor"))
        elif weights is not None and not weights.get(unit, 0.0) > 0:
            sentence = f"Hàng “{unit}”, cột trọng số: cần một số dương để gộp vào “{successor[unit]}”."
            faults.append(Fault("no_weight", sentence, unit, "weight"))
    if faults:
        raise BadData(faults)
