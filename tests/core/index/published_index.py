"""Reading of the published index tables that lie beside the checkout."""

from __future__ import annotations

import csv
import math
from collections.abc import Callable
from pathlib import Path

import numpy as np

from tinhxanh.core.index import choices as ch
from tinhxanh.core.index.choices import Choice
from tinhxanh.core.index.recipe import (
    Aggregation,
    Normalisation,
    NormalisationMethod,
    Recipe,
    Treatment,
    TreatmentMethod,
)

PUBLISHED = Path(__file__).resolve().parents[3].parent / "shared" / "reference" / "index"
Rows = list[dict[str, str]]
Reader = Callable[[str], Rows]


def number(text: str) -> float:
    return math.nan if text in ("", "NA") else float(text)


def read(name: str) -> Rows:
    with (PUBLISHED / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def matrix(rows: Rows, columns: tuple[str, ...] | list[str]) -> np.ndarray:
    return np.array([[number(row[column]) for column in columns] for row in rows])


def apart(ours: np.ndarray, theirs: np.ndarray) -> float:
    """Largest difference, relative where values are above 1; infinite where the gaps differ."""
    if (np.isnan(ours) != np.isnan(theirs)).any():
        return math.inf
    return float(np.nanmax(np.abs(ours - theirs) / np.maximum(1.0, np.abs(theirs))))


A, G, S = Aggregation.ARITHMETIC, Aggregation.GEOMETRIC, Aggregation.SUM


def weights_of(recipe: Recipe, rows: list[dict[str, str]]) -> Choice:
    sets: dict[int, dict[str, float]] = {}
    for row in rows:
        sets.setdefault(int(row["rep"]), {})[row["iCode"]] = float(row["Weight"])
    return ch.weight_sets(recipe, [sets[k] for k in sorted(sets)])


def asem_choices(published: Reader, recipe: Recipe) -> tuple[Choice, ...]:
    return (
        ch.treatments(*(Treatment(TreatmentMethod.WINSORISE, winmax=k) for k in range(1, 6))),
        ch.normalisations(
            Normalisation(NormalisationMethod.MIN_MAX, 1, 100),
            Normalisation(NormalisationMethod.Z_SCORE, mean=10, sd=2),
        ),
        weights_of(recipe, published("asem_noisy_weights")),
        ch.aggregations((A,), (G,)),
    )


def asem_picks(rows: list[dict[str, str]]) -> np.ndarray:
    norms, means = ["n_minmax", "n_zscore"], ["a_amean", "a_gmean"]
    return np.array(
        [
            [int(r["winmax"]) - 1, norms.index(r["norm"]), int(r["wi"]) - 1, means.index(r["agg"])]
            for r in rows
        ]
    )
