"""The ten steps of the Handbook as a report, and the statistics behind it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tinhxanh.core.index import choices as ch
from tinhxanh.core.index import coherence
from tinhxanh.core.index.data import Data
from tinhxanh.core.index.handbook import audit
from tinhxanh.core.index.pipeline import score
from tinhxanh.core.index.recipe import (
    Group,
    Imputation,
    ImputationMethod,
    Indicator,
    Normalisation,
    NormalisationMethod,
    Note,
    Recipe,
    Source,
    Standing,
)


def table(seed: int = 1, units: int = 40) -> tuple[Recipe, Data]:
    """`b` is `a` again, `c` runs against `a`, `d` is noise, `e` takes two values."""
    rng = np.random.default_rng(seed)
    a = rng.normal(size=units)
    columns = [a, a + 0.01 * rng.normal(size=units), -a + 0.5 * rng.normal(size=units)]
    columns += [rng.normal(size=units), (rng.random(units) > 0.5).astype(float)]
    codes = tuple("abcde")
    recipe = Recipe(
        "T",
        "Thử",
        tuple(Indicator(code, code, "G" if code in "abc" else "H") for code in codes),
        (Group("G", "G", "X"), Group("H", "H", "X"), Group("X", "X")),
        sources=(Source("tự đặt"),),
        notes=(Note(Standing.UNKNOWN, "trọng số của nhóm H."),),
    )
    return recipe, Data(tuple(f"U{k}" for k in range(units)), codes, np.column_stack(columns))


def test_audit_walks_the_ten_steps() -> None:
    recipe, data = table()
    found = audit(recipe, data, [ch.Noise(), ch.dropped(None, "a")], 32, np.random.default_rng(2))
    assert [chapter.number for chapter in found.chapters] == list(range(1, 11))
    assert found.sensitivity is not None
    sentences = [finding.sentence for finding in found.attention]
    for part in ("“a” và “b”", "“a” và “c”", "Cột “e”: chỉ có 2 giá trị", "chưa biết: trọng số của nhóm H"):
        assert any(part in sentence for sentence in sentences), part


def test_audit_without_choices_says_that_robustness_is_open() -> None:
    recipe, data = table()
    found = audit(recipe, data)
    assert any("Chưa phân tích bất định" in finding.sentence for finding in found.chapters[6].findings)


def test_audit_says_what_imputation_did() -> None:
    recipe, data = table()
    values = data.values.copy()
    values[:8, 3] = np.nan
    imputed = replace(recipe, imputation=Imputation(ImputationMethod.MEAN))
    found = audit(imputed, data.with_values(values))
    said = [finding.sentence for finding in found.chapters[2].findings]
    assert any("d (8)" in sentence for sentence in said)
    assert any("thiếu 20 %" in sentence for sentence in said)
    bare = audit(recipe, data.with_values(values))
    assert any("không được điền" in finding.sentence for finding in bare.chapters[2].findings)


def test_audit_compares_with_outside_measures() -> None:
    recipe, data = table()
    own = score(recipe, data).scores
    found = audit(recipe, data, outside={"chính nó": own})
    assert found.chapters[8].tables[0].rows[0][2] == pytest.approx(1.0)


def test_alpha_of_parallel_items() -> None:
    """Four items with mean correlation r: alpha = 4r / (1 + 3r)."""
    rng = np.random.default_rng(3)
    common = rng.normal(size=(5000, 1))
    x = common + rng.normal(size=(5000, 4))
    r = (coherence.correlations(x).sum() - 4) / 12
    assert coherence.alpha(x) == pytest.approx(4 * r / (1 + 3 * r))
    assert coherence.alpha(x) == pytest.approx(0.8, abs=0.02)


def test_correlations_with_gaps_are_pairwise_complete() -> None:
    rng = np.random.default_rng(4)
    x = rng.normal(size=(30, 3))
    x[:5, 0] = np.nan
    x[3:9, 1] = np.nan
    found = coherence.correlations(x)
    both = ~np.isnan(x[:, 0]) & ~np.isnan(x[:, 1])
    assert found[0, 1] == pytest.approx(np.corrcoef(x[both, 0], x[both, 1])[0, 1])


def test_silent_indicator_is_found() -> None:
    recipe, data = table()
    assert "d" in coherence.silent(score(recipe, data), below=0.99)
    quiet = replace(
        recipe,
        indicators=tuple(replace(i, weight=1e-9 if i.code == "d" else 1.0) for i in recipe.indicators),
        normalisation=Normalisation(NormalisationMethod.Z_SCORE),
    )
    assert abs(coherence.silent(score(quiet, data), below=0.99)["d"]) < 0.5


def test_leaving_out_the_only_child_has_no_answer() -> None:
    recipe = Recipe(
        "L",
        "L",
        (Indicator("a", "a", "G"), Indicator("b", "b", "H"), Indicator("c", "c", "H")),
        (Group("G", "G", "X"), Group("H", "H", "X"), Group("X", "X")),
    )
    rng = np.random.default_rng(6)
    data = Data(tuple("PQRST"), ("a", "b", "c"), rng.normal(size=(5, 3)))
    shifts = coherence.leave_out(score(recipe, data))
    assert np.isnan(shifts["a"])
    assert shifts["b"] >= 0
