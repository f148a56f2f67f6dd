"""Data of an index from files, as its recipe needs them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tinhxanh.core.index import Change, Data, Lever, Microdata, Recipe
from tinhxanh.core.index.faults import BadData, Fault
from tinhxanh.exchange.tables.grids import MOST_NAMED, header_of, read_grid

UNIT_NAMES = ("unit", "uCode", "province", "tinh", "tỉnh", "đơn vị", "don_vi")


@dataclass(frozen=True)
class ReadData:
    """Data and the columns of the file that the recipe does not use."""

    data: Data
    unused: tuple[str, ...]


def read_data(path: Path, recipe: Recipe, unit: str | None = None) -> ReadData:
    """Units × indicators of `recipe`; the column of units is `unit`, else a known name, else the first.

    Raises BadData for missing columns, empty or repeated units, cells that are no numbers.
    """
    header = header_of(path) if path.is_file() else ()
    labels = [unit or _unit_column(header)]
    group = recipe.imputation.group
    if group and group not in labels:
        labels.append(group)
    divisors = sorted({i.denominator for i in recipe.indicators if i.denominator})
    grid = read_grid(path, labels, [*recipe.codes, *(d for d in divisors if d not in recipe.codes)])
    units = grid.labels[labels[0]]
    _check_units(path, labels[0], units)
    values = np.column_stack([grid.numbers[code] for code in recipe.codes])
    groups = {group: tuple(grid.labels[group])} if group else {}
    data = Data(tuple(units), recipe.codes, values, {d: grid.numbers[d] for d in divisors}, groups)
    return ReadData(data, grid.extra)


def read_microdata(
    path: Path, recipe: Recipe, unit: str = "unit", stratum: str = "stratum", weight: str = "weight"
) -> Microdata:
    """Respondents × questions of `recipe`; a file without strata is one stratum, without weights all 1."""
    header = header_of(path) if path.is_file() else ()
    grid = read_grid(path, [unit, stratum], [weight, *recipe.codes], optional=[stratum, weight])
    units = grid.labels[unit]
    _check_filled(path, unit, units)
    count = len(units)
    strata = grid.labels[stratum] if stratum in header else ["1"] * count
    weights = grid.numbers[weight] if weight in header else np.ones(count)
    answers = np.column_stack([grid.numbers[code] for code in recipe.codes])
    return Microdata(tuple(units), tuple(strata), weights, recipe.codes, answers)


def read_successors(path: Path) -> tuple[dict[str, str], dict[str, float] | None]:
    """Old unit → new unit from columns `old`, `new`, and weights from `weight` where the file has it."""
    grid = read_grid(path, ["old", "new"], ["weight"], optional=["weight"])
    old = grid.labels["old"]
    _check_units(path, "old", old)
    _check_filled(path, "new", grid.labels["new"])
    weights = None
    if "weight" in grid.numbers:
        weights = {unit: float(w) for unit, w in zip(old, grid.numbers["weight"], strict=True)}
    return dict(zip(old, grid.labels["new"], strict=True)), weights


def read_weights(path: Path) -> dict[str, float]:
    """Weights by unit from columns `unit` and `weight`, each a positive number."""
    grid = read_grid(path, ["unit"], ["weight"])
    units = grid.labels["unit"]
    _check_units(path, "unit", units)
    bad = [k for k, weight in enumerate(grid.numbers["weight"]) if not 0 < weight < np.inf][:MOST_NAMED]
    if bad:
        where = f"Tệp {path.name}, dòng {{}}, cột “weight”: cần một số dương."
        raise BadData(Fault("bad_weight", where.format(k + 2), str(k + 2), "weight") for k in bad)
    return {unit: float(weight) for unit, weight in zip(units, grid.numbers["weight"], strict=True)}


def read_changes(path: Path) -> list[Change]:
    """Changes of a what-if from columns `unit`, `code`, `value`."""
    grid = read_grid(path, ["unit", "code"], ["value"])
    rows = zip(grid.labels["unit"], grid.labels["code"], grid.numbers["value"], strict=True)
    return [Change(unit, code, float(value)) for unit, code, value in rows]


def read_levers(path: Path) -> tuple[list[Lever], dict[str, list[str]]]:
    """Levers of a plan from columns `code`, `best` and, where present, `cost` and `duties` (split at ;)."""
    grid = read_grid(path, ["code", "duties"], ["best", "cost"], optional=["cost", "duties"])
    codes = grid.labels["code"]
    _check_units(path, "code", codes)
    costs = grid.numbers.get("cost", np.ones(len(codes)))
    levers = [
        Lever(code, float(best), 1.0 if np.isnan(cost) else float(cost))
        for code, best, cost in zip(codes, grid.numbers["best"], costs, strict=True)
    ]
    duties = {}
    for code, text in zip(codes, grid.labels.get("duties", []), strict=False):
        duties[code] = [duty.strip() for duty in text.split(";") if duty.strip()]
    return levers, duties


def _unit_column(header: tuple[str, ...]) -> str:
    for name in UNIT_NAMES:
        if name in header:
            return name
    return header[0] if header else "unit"


def _check_filled(path: Path, column: str, labels: list[str]) -> None:
    empty = [k for k, label in enumerate(labels) if not label][:MOST_NAMED]
    if empty:
        raise BadData(
            Fault("no_unit", f"Tệp {path.name}, dòng {k + 2}, cột “{column}”: ô trống.", str(k + 2), column)
            for k in empty
        )


def _check_units(path: Path, column: str, labels: list[str]) -> None:
    _check_filled(path, column, labels)
    if len(set(labels)) == len(labels):
        return
    first: dict[str, int] = {}
    faults = []
    for k, label in enumerate(labels):
        if label in first:
            where = f"Tệp {path.name}, dòng {k + 2}, cột “{column}”"
            sentence = f"{where}: “{label}” đã có ở dòng {first[label]}."
            faults.append(Fault("duplicate_unit", sentence, str(k + 2), column))
        first.setdefault(label, k + 2)
    if faults:
        raise BadData(faults[:MOST_NAMED])
