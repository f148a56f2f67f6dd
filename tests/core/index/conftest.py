"""Published inputs and outputs beside the checkout, and small indices of the project's own."""

from __future__ import annotations

import numpy as np
import pytest

from core.index.published_index import PUBLISHED, Reader, Rows, matrix, read
from tinhxanh.core.index.data import Data, Microdata
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
    Step,
    Treatment,
    TreatmentMethod,
)


@pytest.fixture(scope="session")
def published() -> Reader:
    """Reader of the published tables; skips where they do not lie beside the checkout."""
    if not PUBLISHED.is_dir():
        pytest.skip(f"the published index data are not there: {PUBLISHED}")

    return read


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


@pytest.fixture(scope="session")
def asem_recipe(published: Reader) -> Recipe:
    plain = recipe_of(published("asem_iMeta"), "ASEM")
    return Recipe(
        plain.code,
        plain.name,
        plain.indicators,
        plain.groups,
        screening=Screening(0.9),
        imputation=Imputation(ImputationMethod.GROUP_MEAN, "EurAsia_group"),
        treatment=Treatment(TreatmentMethod.WINSORISE),
        order=(Step.DENOMINATE, Step.IMPUTE, Step.SCREEN, Step.TREAT, Step.NORMALISE),
    )


@pytest.fixture(scope="session")
def asem_data(published: Reader, asem_recipe: Recipe) -> Data:
    rows = sorted(published("asem_iData"), key=lambda row: row["uCode"])
    return Data(
        tuple(row["uCode"] for row in rows),
        asem_recipe.codes,
        matrix(rows, asem_recipe.codes),
        {name: matrix(rows, [name])[:, 0] for name in ("Area", "Energy", "GDP", "Population")},
        {"EurAsia_group": tuple(row["EurAsia_group"] for row in rows)},
    )


@pytest.fixture(scope="session")
def pgi_recipe(published: Reader) -> Recipe:
    plain = recipe_of(published("pgi_iMeta"), "PGI-SYN")
    return Recipe(
        plain.code,
        plain.name,
        plain.indicators,
        plain.groups,
        normalisation=Normalisation(NormalisationMethod.MIN_MAX, 1, 10),
        aggregation=(Aggregation.ARITHMETIC, Aggregation.SUM),
    )


@pytest.fixture(scope="session")
def pgi_data(published: Reader, pgi_recipe: Recipe) -> Data:
    rows = published("pgi_iData")
    return Data(tuple(row["uCode"] for row in rows), pgi_recipe.codes, matrix(rows, pgi_recipe.codes))


@pytest.fixture(scope="session")
def pgi_micro(published: Reader, pgi_recipe: Recipe) -> Microdata:
    rows = published("pgi_micro")
    return Microdata(
        tuple(row["prov"] for row in rows),
        tuple(row["stratum"] for row in rows),
        matrix(rows, ["w"])[:, 0],
        pgi_recipe.codes,
        matrix(rows, pgi_recipe.codes),
    )


@pytest.fixture
def small_recipe() -> Recipe:
    """Four indicators in two groups, one of them reversed; min-max to 1–10, means, then a sum."""
    return Recipe(
        "NHO",
        "Chỉ số nhỏ",
        (
            Indicator("a", "A", "G", 1),
            Indicator("b", "B", "G", -1),
            Indicator("c", "C", "H", 1, 2.0),
            Indicator("d", "D", "H", 1, 1.0),
        ),
        (Group("G", "Nhóm G", "X"), Group("H", "Nhóm H", "X"), Group("X", "Chỉ số")),
        normalisation=Normalisation(NormalisationMethod.MIN_MAX, 1, 10),
        aggregation=(Aggregation.ARITHMETIC, Aggregation.SUM),
    )


@pytest.fixture
def small_data() -> Data:
    values = np.array(
        [[2.0, 30, 5, 0.1], [4.0, 10, 7, 0.3], [6.0, 20, 6, 0.2], [10.0, 40, 9, 0.5], [3.0, 25, 8, 0.9]]
    )
    return Data(("P1", "P2", "P3", "P4", "P5"), ("a", "b", "c", "d"), values)
