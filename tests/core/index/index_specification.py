"""The method of the index as cases: tables in, answers out. The reference page is printed from here.

Run as a program it prints docs/reference/index-method.md to standard output.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace

import numpy as np

from tinhxanh.core.index.data import Data
from tinhxanh.core.index.recipe import (
    Aggregation,
    Group,
    Imputation,
    ImputationMethod,
    Indicator,
    Normalisation,
    NormalisationMethod,
    Recipe,
    Screening,
    Treatment,
    TreatmentMethod,
    Weighting,
)

GAP = math.nan
N, T, A = NormalisationMethod, TreatmentMethod, Aggregation


@dataclass(frozen=True)
class Case:
    """One rule: what it says, a table in, and the answers at one place (a code or a stage)."""

    title: str
    rule: str
    columns: dict[str, list[float]]
    answers: dict[str, list[float | None]]
    stage: str = ""
    change: dict[str, object] = field(default_factory=dict)
    indicators: dict[str, dict[str, object]] = field(default_factory=dict)
    groups: dict[str, list[float]] = field(default_factory=dict)
    labels: dict[str, list[str]] = field(default_factory=dict)

    def recipe(self) -> Recipe:
        """A one-level index over the columns, arithmetic mean of values as they are, unless changed."""
        leaves = tuple(
            replace(Indicator(code, code, "index"), **self.indicators.get(code, {}))  # type: ignore[arg-type]  # a case names any field
            for code in self.columns
        )
        plain = Recipe(
            "index", "index", leaves, (Group("index", "index"),), normalisation=Normalisation(N.NONE)
        )
        return replace(plain, **self.change)  # type: ignore[arg-type]  # a case names any field

    def data(self) -> Data:
        """Units A, B, C … with the columns."""
        units = tuple("ABCDEFGHIJKLMNOP"[: len(next(iter(self.columns.values())))])
        values = np.column_stack([np.array(column, dtype=float) for column in self.columns.values()])
        denominators = {name: np.array(column, dtype=float) for name, column in self.groups.items()}
        return Data(
            units, tuple(self.columns), values, denominators, {k: tuple(v) for k, v in self.labels.items()}
        )


def scaled(method: NormalisationMethod, **options: object) -> dict[str, object]:
    return {"normalisation": Normalisation(method, **options)}  # type: ignore[arg-type]  # a case names any field


def treated(method: TreatmentMethod, **options: object) -> dict[str, object]:
    return {"treatment": Treatment(method, **options)}  # type: ignore[arg-type]  # a case names any field


TAIL = [1.0, 2, 3, 4, 5, 6, 7, 8, 9, 100]
CHAPTERS: list[tuple[str, str, list[Case]]] = [
    (
        "Denominate, screen, impute",
        "The recipe sets the order of the steps; by default: denominate, screen, impute, treat, normalise.",
        [
            Case(
                "Denominate",
                "A value is divided by its row's denominator; a missing one makes it missing; 0 is refused.",
                {"a": [10, 20, 30]},
                {"a": [5, 4, None]},
                "denominate",
                indicators={"a": {"denominator": "population"}},
                groups={"population": [2, 5, GAP]},
            ),
            Case(
                "Screen",
                "A row with a share of values below the threshold is left out; here 0.6, B has a half.",
                {"a": [1, 2, 3], "b": [1, GAP, 3]},
                {"index": [1, 3]},
                change={"screening": Screening(0.6)},
            ),
            Case(
                "Impute by the mean",
                "The mean of the rows that have a value.",
                {"a": [1, GAP, 4]},
                {"a": [1, 2.5, 4]},
                "impute",
                {"imputation": Imputation(ImputationMethod.MEAN)},
            ),
            Case(
                "Impute by the median of a group",
                "The median of the rows of the same group; a group without any value stops the analysis.",
                {"a": [1, 3, GAP, 9, GAP]},
                {"a": [1, 3, 2, 9, 9]},
                "impute",
                {"imputation": Imputation(ImputationMethod.GROUP_MEDIAN, "region")},
                labels={"region": ["N", "N", "N", "S", "S"]},
            ),
            Case(
                "No imputation",
                "Missing values are left out and the weights of the rest are scaled up.",
                {"a": [2, 4], "b": [GAP, 8]},
                {"index": [2, 6]},
            ),
            Case(
                "A sum with a missing part",
                "A sum does not guess: it is missing where a part is missing.",
                {"a": [2, 4], "b": [GAP, 8]},
                {"index": [None, 12]},
                change={"aggregation": (A.SUM,)},
            ),
        ],
    ),
    (
        "Treat outliers",
        "An indicator fails when |skewness| ≥ 2 **and** excess kurtosis ≥ 3.5 (both bias-corrected, type 2; "
        "the limits can be set). Where pulling in as many points as allowed does not help, the **untreated** "
        "values are transformed by the logarithm.",
        [
            Case(
                "Winsorise",
                "The highest point is pulled in to the next one, until the indicator passes.",
                {"a": TAIL},
                {"a": [1, 2, 3, 4, 5, 6, 7, 8, 9, 9]},
                "treat",
                treated(T.WINSORISE),
            ),
            Case(
                "Winsorise on the left",
                "Negative skewness: the lowest point is pulled up.",
                {"a": [-v for v in TAIL]},
                {"a": [-1, -2, -3, -4, -5, -6, -7, -8, -9, -9]},
                "treat",
                treated(T.WINSORISE),
            ),
            Case(
                "Nothing to treat",
                "An indicator that is out of bounds on at most one of the two is left as it is.",
                {"a": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]},
                {"a": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]},
                "treat",
                treated(T.WINSORISE),
            ),
            Case(
                "Winsorise always",
                "`always` pulls in all points allowed, each time on the side of the skew at that moment.",
                {"a": [1, 2, 3, 4, 5, 6, 7, 9]},
                {"a": [2, 2, 3, 4, 5, 6, 7, 7]},
                "treat",
                treated(T.WINSORISE, winmax=2, always=True),
            ),
            Case(
                "Logarithm",
                "log(x − min + 0.01 × range); the range is 99 here.",
                {"a": TAIL},
                {"a": [round(math.log(v - 1 + 0.99), 12) for v in TAIL]},
                "treat",
                treated(T.LOG),
            ),
            Case(
                "Logarithm of a tail on the left",
                "Values are mirrored, transformed and mirrored back: the tail gets shorter, not longer.",
                {"a": [-v for v in TAIL]},
                {"a": [round(-math.log(v - 1 + 0.99), 12) for v in TAIL]},
                "treat",
                treated(T.LOG),
            ),
            Case(
                "Box-Cox",
                "((x − min + 1)^λ − 1)/λ; λ = 0 is the logarithm.",
                {"a": TAIL},
                {"a": [round((v**0.5 - 1) / 0.5, 12) for v in TAIL]},
                "treat",
                treated(T.BOX_COX, lam=0.5),
            ),
        ],
    ),
    (
        "Normalise",
        "Direction comes first: −1 changes the sign. An indicator on which all rows are equal is refused.",
        [
            Case(
                "Min–max",
                "low + (x − min)/(max − min) × (high − low).",
                {"a": [10, 15, 20]},
                {"a": [1, 5.5, 10]},
                change=scaled(N.MIN_MAX, low=1, high=10),
            ),
            Case(
                "Min–max of a reversed indicator",
                "The lowest value gets the highest score.",
                {"a": [10, 15, 20]},
                {"a": [10, 5.5, 1]},
                change=scaled(N.MIN_MAX, low=1, high=10),
                indicators={"a": {"direction": -1}},
            ),
            Case(
                "Z-score",
                "mean + sd × (x − mean of the column)/standard deviation (n − 1).",
                {"a": [1, 2, 3]},
                {"a": [8, 10, 12]},
                change=scaled(N.Z_SCORE, mean=10, sd=2),
            ),
            Case(
                "Rank",
                "The lowest row gets 1; ties share the lowest.",
                {"a": [5, 7, 7, 9]},
                {"a": [1, 2, 2, 4]},
                change=scaled(N.RANK),
            ),
            Case("Borda", "Rank less 1.", {"a": [5, 7, 7, 9]}, {"a": [0, 1, 1, 3]}, change=scaled(N.BORDA)),
            Case(
                "Percentile rank",
                "(rank − 1)/(values − 1).",
                {"a": [5, 7, GAP, 9]},
                {"a": [0, 0.5, None, 1]},
                change=scaled(N.PERCENTILE_RANK),
            ),
            Case(
                "Distance to the maximum",
                "(x − min)/(max − min).",
                {"a": [10, 15, 20]},
                {"a": [0, 0.5, 1]},
                change=scaled(N.DISTANCE_TO_MAX),
            ),
            Case(
                "Distance to a target",
                "(x − min)/(target − min), cut at 1 with `cap`.",
                {"a": [10, 15, 30]},
                {"a": [0, 0.5, 1]},
                change=scaled(N.DISTANCE_TO_TARGET, cap=True),
                indicators={"a": {"target": 20.0}},
            ),
            Case(
                "Distance to a reference row",
                "(x − min)/(x of the reference − min).",
                {"a": [10, 15, 30]},
                {"a": [0, 1, 4]},
                change=scaled(N.DISTANCE_TO_REFERENCE, reference="B"),
            ),
        ],
    ),
    (
        "Weigh and put together",
        "Weights are relative among siblings. The way of putting together can differ by level and by group.",
        [
            Case(
                "Weighted arithmetic mean",
                "Σ w x / Σ w, with w = 1 and 3.",
                {"a": [2, 4], "b": [6, 0]},
                {"index": [5, 1]},
                indicators={"b": {"weight": 3.0}},
            ),
            Case(
                "Equal weights",
                "Given weights are ignored.",
                {"a": [2, 4], "b": [6, 0]},
                {"index": [4, 2]},
                change={"weighting": Weighting.EQUAL},
                indicators={"b": {"weight": 3.0}},
            ),
            Case(
                "Geometric mean",
                "exp(Σ w log x / Σ w); values that are not positive are refused by row and column.",
                {"a": [2, 4], "b": [8, 9]},
                {"index": [4, 6]},
                change={"aggregation": (A.GEOMETRIC,)},
            ),
            Case(
                "Harmonic mean",
                "Σ w / Σ (w/x).",
                {"a": [2, 4], "b": [6, 12]},
                {"index": [3, 6]},
                change={"aggregation": (A.HARMONIC,)},
            ),
            Case(
                "Sum",
                "Weights are scaled to mean 1: a sum of k parts of at most 10 points stays at most 10k.",
                {"a": [2, 4], "b": [6, 0]},
                {"index": [10, 2]},
                change={"aggregation": (A.SUM,)},
                indicators={"b": {"weight": 3.0}},
            ),
            Case(
                "Median",
                "Weights are not used.",
                {"a": [1, 4], "b": [2, 9], "c": [9, 5]},
                {"index": [2, 5]},
                change={"aggregation": (A.MEDIAN,)},
            ),
            Case(
                "Outranking",
                "Over all other rows, the share of weight on which this row is better (ties count half).",
                {"a": [3, 2, 1], "b": [1, 2, 2]},
                {"index": [1, 1.25, 0.75]},
                change={"aggregation": (A.OUTRANKING,)},
            ),
            Case(
                "Copeland",
                "Rows beaten by more than half of the weight, less rows lost to.",
                {"a": [3, 2, 1], "b": [1, 2, 3], "c": [3, 2, 1]},
                {"index": [2, 0, -2]},
                change={"aggregation": (A.COPELAND,)},
            ),
            Case(
                "Copeland in a tie",
                "Exactly half of the weight is a tie: nobody wins, nobody loses.",
                {"a": [2, 1], "b": [1, 2]},
                {"index": [0, 0]},
                change={"aggregation": (A.COPELAND,)},
            ),
        ],
    ),
    (
        "Rank the units",
        "Rank 1 is the highest score; ties share the better rank; a row without a score has no rank.",
        [
            Case(
                "Ranks of the index",
                "Two rows tie on rank 1, the next has rank 3.",
                {"a": [5, 9, 9, GAP]},
                {"rank": [3, 1, 1, 0]},
            )
        ],
    ),
]

INTRODUCTION = """# How an index is computed

This page is printed from test cases (`tests/core/index/index_specification.py`): every table is computed anew
in each run of the tests, by the fast engine and by the slow judge. “—” is a missing value.
"""

BUILD, DOUBT = "test_index_build.py", "test_index_uncertainty.py"
# What differs, COINr, here, and the case or test that shows it.
DIFFERENCES = [
    (
        "Copeland in a tie",
        "one half, computed as 0.49999999999999994, is lost, on one side only; its 51 scores sum to −11",
        "a tie is a tie; the scores sum to 0",
        f"“Copeland in a tie”; `{BUILD}`",
    ),
    ("Copeland in a tree", "cannot run through the aggregation step", "runs at every level", "“Copeland”"),
    (
        "logarithm of a tail on the left",
        "makes the tail longer",
        "mirrors, transforms, mirrors back",
        "“Logarithm of a tail on the left”",
    ),
    ("forced winsorising", "ignored where the test passes", "`always` always does", "“Winsorise always”"),
    (
        "a step that cannot run",
        "the draw becomes empty and the analysis goes on",
        "stops with step, row and column; every draw tells the steps it ran",
        f"`{DOUBT}`",
    ),
    (
        "first-order sensitivity",
        "keeps the mean in, so much noise at small N",
        "takes the mean off; the other can be asked for",
        "`test_index_sensitivity.py`",
    ),
    (
        "what sensitivity is about",
        "the mean shift of ranks only",
        "the rank of every unit as well",
        "`test_index_sensitivity.py`",
    ),
    (
        "a sum with a missing part",
        "left to a function of the user",
        "missing; feasible intervals come from `bounds`",
        "“A sum with a missing part”",
    ),
    (
        "ranks of equal values",
        "compares numbers in memory",
        "compares the table: three countries equal to 15 digits on TolMin share a rank",
        f"`{BUILD}`",
    ),
]
DIFFERENCES_TITLE = """## Where it differs from COINr, and why

All steps equal COINr 1.1.14 to 1e-9 on the ASEM data and on data of PGI's size, but for these.

| what | COINr | here | case |
|---|---|---|---|
"""


def cell(value: float | None) -> str:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return "—"
    return f"{value:.4f}".rstrip("0").rstrip(".").replace("-", "−")


def printed(case: Case) -> str:
    units = case.data().units
    answers = {f"→ {name}": column for name, column in case.answers.items()}
    columns: dict[str, list] = {**case.columns, **case.groups, **case.labels}
    lines = [f"### {case.title}", "", case.rule, ""]
    lines.append("| row | " + " | ".join([*columns, *answers]) + " |")
    lines.append("|---" * (1 + len(columns) + len(answers)) + "|")
    kept = [k for k in range(len(units)) if len(units) == len(next(iter(case.answers.values()))) or k != 1]
    for k, unit in enumerate(units):
        given = [v[k] if isinstance(v[k], str) else cell(v[k]) for v in columns.values()]
        found = [cell(column[kept.index(k)]) if k in kept else "left out" for column in answers.values()]
        lines.append(f"| {unit} | " + " | ".join([*given, *found]) + " |")
    return "\n".join(lines) + "\n"


def page() -> str:
    """The whole reference page."""
    parts = [INTRODUCTION]
    for title, text, cases in CHAPTERS:
        parts += [f"## {title}\n\n{text}\n", *(printed(case) for case in cases)]
    rows = "".join("| " + " | ".join(row) + " |\n" for row in DIFFERENCES)
    return "\n".join([*parts, DIFFERENCES_TITLE + rows])


if __name__ == "__main__":
    import sys

    sys.stdout.write(page())
