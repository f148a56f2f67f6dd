"""What the benchmarks of the index share: inputs, medians, peak memory, and how a line is printed.

Inputs are the published tables beside the checkout where they lie there, so that figures can be set
beside those of R and COINr; else random tables of the same size.
"""

from __future__ import annotations

import csv
import statistics
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from tinhxanh.core.index import (
    Aggregation,
    Data,
    Group,
    Imputation,
    ImputationMethod,
    Indicator,
    Microdata,
    Normalisation,
    NormalisationMethod,
    Recipe,
    Screening,
    Step,
    Treatment,
    TreatmentMethod,
)

PUBLISHED = Path(__file__).resolve().parents[2].parent / "shared" / "reference" / "index"
Rows = list[dict[str, str]]


def published() -> bool:
    """Whether the published tables lie beside the checkout."""
    return PUBLISHED.is_dir()


def read(name: str) -> Rows:
    with (PUBLISHED / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def matrix(rows: Rows, columns: tuple[str, ...] | list[str]) -> np.ndarray:
    return np.array([[float("nan") if r[c] in ("", "NA") else float(r[c]) for c in columns] for r in rows])


def recipe_of(meta: Rows, code: str) -> Recipe:
    indicators = tuple(
        Indicator(
            m["iCode"],
            m["iName"],
            m["Parent"],
            int(m["Direction"]),
            float(m["Weight"]),
            denominator=None if m.get("Denominator", "NA") == "NA" else m["Denominator"],
        )
        for m in meta
        if m["Type"] == "Indicator"
    )
    groups = tuple(
        Group(m["iCode"], m["iName"], None if m["Parent"] == "NA" else m["Parent"], float(m["Weight"]))
        for m in meta
        if m["Type"] == "Aggregate"
    )
    return Recipe(code, code, indicators, groups)


def tree(sizes: list[int], code: str) -> Recipe:
    """A stand-in of the same size: groups of the given sizes under one index."""
    indicators = tuple(
        Indicator(f"i{g}_{k}", f"i{g}_{k}", f"G{g}") for g, size in enumerate(sizes) for k in range(size)
    )
    groups = tuple(Group(f"G{g}", f"G{g}", "X") for g in range(len(sizes)))
    return Recipe(code, code, indicators, (*groups, Group("X", "X")))


def asem() -> tuple[Recipe, Data]:
    """51 units × 49 indicators with denominators, gaps, outliers and three levels of groups."""
    order = (Step.DENOMINATE, Step.IMPUTE, Step.SCREEN, Step.TREAT, Step.NORMALISE)
    steps = {
        "screening": Screening(0.9),
        "imputation": Imputation(ImputationMethod.GROUP_MEAN, "EurAsia_group"),
        "treatment": Treatment(TreatmentMethod.WINSORISE),
        "order": order,
    }
    if not published():
        rng = np.random.default_rng(1)
        recipe = replace(tree([8, 5, 3, 6, 8, 5, 9, 5], "ASEM"), **steps)
        values = np.exp(rng.normal(0, 1.0, (51, 49)))
        values[rng.random(values.shape) < 0.025] = np.nan
        labels = {"EurAsia_group": tuple("ab"[k % 2] for k in range(51))}
        return recipe, Data(tuple(f"U{k}" for k in range(51)), recipe.codes, values, {}, labels)
    recipe = replace(recipe_of(read("asem_iMeta"), "ASEM"), **steps)
    rows = sorted(read("asem_iData"), key=lambda row: row["uCode"])
    denominators = {name: matrix(rows, [name])[:, 0] for name in ("Area", "Energy", "GDP", "Population")}
    labels = {"EurAsia_group": tuple(row["EurAsia_group"] for row in rows)}
    units = tuple(row["uCode"] for row in rows)
    return recipe, Data(units, recipe.codes, matrix(rows, recipe.codes), denominators, labels)


def pgi() -> tuple[Recipe, Data]:
    """63 units × 45 indicators in four groups."""
    scale = {
        "normalisation": Normalisation(NormalisationMethod.MIN_MAX, 1, 10),
        "aggregation": (Aggregation.ARITHMETIC, Aggregation.SUM),
    }
    if not published():
        recipe = replace(tree([9, 10, 13, 13], "PGI"), **scale)
        values = np.random.default_rng(2).normal(size=(63, 45))
        return recipe, Data(tuple(f"P{k:02d}" for k in range(63)), recipe.codes, values)
    recipe = replace(recipe_of(read("pgi_iMeta"), "PGI"), **scale)
    rows = read("pgi_iData")
    return recipe, Data(tuple(row["uCode"] for row in rows), recipe.codes, matrix(rows, recipe.codes))


def survey(recipe: Recipe) -> Microdata:
    """11 872 firms × 45 questions in 252 strata, a fifth of the answers missing."""
    if published():
        rows = read("pgi_micro")
        units, strata = tuple(r["prov"] for r in rows), tuple(r["stratum"] for r in rows)
        return Microdata(units, strata, matrix(rows, ["w"])[:, 0], recipe.codes, matrix(rows, recipe.codes))
    rng = np.random.default_rng(3)
    firms = 11_872
    answers = rng.normal(size=(firms, 45)).round(2)
    answers[rng.random(answers.shape) < 0.2] = np.nan
    units = tuple(f"P{k % 63:02d}" for k in range(firms))
    strata = tuple(str(k // 63 % 4) for k in range(firms))
    return Microdata(units, strata, rng.uniform(0.5, 2, firms), recipe.codes, answers)


@dataclass(frozen=True)
class Timing:
    """Median seconds over `runs`, the quickest run, and the median of processor seconds.

    On a machine that others use, the quickest run and processor time tell more than the median.
    """

    seconds: float
    best: float
    cpu: float
    runs: int


def timed(work: Callable[[], object], runs: int = 15, warm: int = 2) -> Timing:
    """Median wall time of `work`."""
    for _ in range(warm):
        work()
    taken, used = [], []
    for _ in range(runs):
        start, cpu = time.perf_counter(), time.process_time()
        work()
        taken.append(time.perf_counter() - start)
        used.append(time.process_time() - cpu)
    return Timing(statistics.median(taken), min(taken), statistics.median(used), runs)


def peak(work: Callable[[], object]) -> float:
    """Most megabytes that `work` held at once beyond what was there before."""
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    work()
    most = tracemalloc.get_traced_memory()[1] - before
    tracemalloc.stop()
    return most / 1e6


def line(name: str, timing: Timing, note: str = "") -> None:
    """Print one line of a result."""
    best, cpu = timing.best * 1e3, timing.cpu * 1e3
    print(
        f"{name:<44}{timing.seconds * 1e3:>11.3f} ms  best {best:.3f}, cpu {cpu:.3f}, n={timing.runs}  {note}"
    )


def verdict(name: str, timing: Timing, target: float) -> None:
    """Print whether a target in seconds is met."""
    wall = "met" if timing.seconds <= target else "MISSED"
    quickest = "met" if timing.best <= target else "MISSED"
    print(f"{name:<44}target {target * 1e3:g} ms: {wall} by the median, {quickest} by the quickest run")
