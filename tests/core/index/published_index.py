"""Reading of the published index tables that lie beside the checkout."""

from __future__ import annotations

import csv
import math
from collections.abc import Callable
from pathlib import Path

import numpy as np

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
