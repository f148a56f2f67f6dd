"""Sobol indices against functions whose indices are known, and against published analyses."""

from __future__ import annotations

import numpy as np
import pytest

from core.index.published_index import Reader, asem_choices, asem_picks, matrix
from tinhxanh.core.index import choices as ch
from tinhxanh.core.index import ranking
from tinhxanh.core.index.choices import Design
from tinhxanh.core.index.data import Data
from tinhxanh.core.index.faults import BadRecipe
from tinhxanh.core.index.influence import of_design, sensitivity
from tinhxanh.core.index.recipe import Aggregation, Normalisation, NormalisationMethod, Recipe
from tinhxanh.core.index.sobol import Estimator, estimate


def design_of(n: int, d: int, seed: int) -> np.ndarray:
    a, b = np.random.default_rng(seed).random((2, n, d))
    blocks = [a, b]
    for k in range(d):
        mixed = a.copy()
        mixed[:, k] = b[:, k]
        blocks.append(mixed)
    return np.vstack(blocks)


def test_ishigami_indices_are_found() -> None:
    """Ishigami and Homma (1990), a = 7, b = 0.1: S = 0.3139, 0.4424, 0; ST = 0.5576, 0.4424, 0.2437."""
    x = (design_of(60_000, 3, 1) * 2 - 1) * np.pi
    y = np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])
    found = estimate(y[:, None], 3, np.random.default_rng(2), resamples=50)
    assert found.first[:, 0] == pytest.approx([0.3139, 0.4424, 0.0], abs=0.015)
    assert found.total[:, 0] == pytest.approx([0.5576, 0.4424, 0.2437], abs=0.015)


def test_sobol_g_indices_are_found() -> None:
    """Sobol's g with a = 0, 1, 4.5, 9: V_i = 1 / (3 (1 + a_i)²)."""
    a = np.array([0, 1, 4.5, 9])
    partial = 1 / (3 * (1 + a) ** 2)
    variance = np.prod(1 + partial) - 1
    total = partial * np.prod(1 + partial) / (1 + partial) / variance
    x = design_of(60_000, 4, 3)
    y = np.prod((np.abs(4 * x - 2) + a) / (1 + a), axis=1)
    found = estimate(y[:, None], 4, np.random.default_rng(4), resamples=50)
    assert found.first[:, 0] == pytest.approx(partial / variance, abs=0.015)
    assert found.total[:, 0] == pytest.approx(total, abs=0.015)


def test_bounds_hold_the_truth_as_often_as_they_say() -> None:
    """Y = 2 X1 + X2: first = total = 0.8, 0.2; ninety-percent bounds over 200 designs."""
    inside = np.zeros(2)
    for seed in range(200):
        x = design_of(300, 2, seed)
        found = estimate((2 * x[:, 0] + x[:, 1])[:, None], 2, np.random.default_rng(seed))
        truth = np.array([0.8, 0.2])
        inside += (found.total_low[:, 0] <= truth) & (truth <= found.total_high[:, 0])
    assert (np.abs(inside / 200 - 0.9) < 3 * np.sqrt(0.09 / 200)).all()


def test_choice_that_cannot_matter_scores_zero(small_recipe: Recipe, small_data: Data) -> None:
    """Two scales that are one another's multiple cannot change a rank under arithmetic means."""
    scales = ch.normalisations(
        Normalisation(NormalisationMethod.MIN_MAX, 0, 1), Normalisation(NormalisationMethod.MIN_MAX, 0, 10)
    )
    found = sensitivity(
        small_recipe, small_data, [scales, ch.Noise(share=0.9)], 256, np.random.default_rng(8)
    )
    assert found.overall.first[0, 0] == 0.0
    assert found.overall.total[0, 0] == 0.0
    assert found.overall.total[1, 0] == pytest.approx(1.0, abs=0.15)
    assert (found.by_unit.total[0] == 0).all()


def test_output_that_nothing_moves_has_no_sensitivity() -> None:
    found = estimate(np.full((400, 1), 3.0), 2, np.random.default_rng(9))
    assert found.first.tolist() == found.total.tolist() == [[0.0], [0.0]]


def test_sobol_of_asem_equals_published(published: Reader, asem_recipe: Recipe, asem_data: Data) -> None:
    picks = asem_picks(published("asem_SA_N100_params"))
    design = Design(asem_choices(published, asem_recipe), picks)
    rng = np.random.default_rng(1)
    found = of_design(asem_recipe, asem_data, design, rng, estimator=Estimator.PLAIN)
    rows = published("asem_SA_N100_sens")
    assert found.overall.first[:, 0] == pytest.approx(matrix(rows, ["Si"])[:, 0], abs=1e-9)
    assert found.overall.total[:, 0] == pytest.approx(matrix(rows, ["STi"])[:, 0], abs=1e-9)
    summary = {s.unit: s for s in found.draws.summary()}
    for row in published("asem_SA_N100_rankstats"):
        assert summary[row["uCode"]].mean == pytest.approx(float(row["Mean"]), abs=1e-9)
        assert summary[row["uCode"]].high == pytest.approx(float(row["Q95"]), abs=1e-9)


def test_own_design_of_asem_agrees_with_published_intervals(
    published: Reader, asem_recipe: Recipe, asem_data: Data
) -> None:
    """Other random numbers, so not equal: our interval and the published one at N = 1000 must meet."""
    choices = asem_choices(published, asem_recipe)
    found = sensitivity(asem_recipe, asem_data, choices, 1000, np.random.default_rng(20))
    for k, row in enumerate(published("asem_SA_N1000_sens")):
        assert found.overall.total_low[k, 0] <= float(row["STi_q95"])
        assert found.overall.total_high[k, 0] >= float(row["STi_q5"])
        assert found.overall.first_low[k, 0] <= float(row["Si_q95"])
        assert found.overall.first_high[k, 0] >= float(row["Si_q5"])


def test_centring_narrows_the_first_order_interval(
    published: Reader, asem_recipe: Recipe, asem_data: Data
) -> None:
    """At N = 100 the published interval of normalisation reaches from 0.03 to 0.69 around 0.29."""
    design = Design(asem_choices(published, asem_recipe), asem_picks(published("asem_SA_N100_params")))
    found = of_design(asem_recipe, asem_data, design, np.random.default_rng(1))
    row = published("asem_SA_N100_sens")[1]
    width = found.overall.first_high[1, 0] - found.overall.first_low[1, 0]
    assert width < 0.6 * (float(row["Si_q95"]) - float(row["Si_q5"]))


def test_convergence_ends_with_the_whole_design(small_recipe: Recipe, small_data: Data) -> None:
    choices = [ch.aggregations((Aggregation.ARITHMETIC,), (Aggregation.GEOMETRIC,)), ch.Noise()]
    found = sensitivity(small_recipe, small_data, choices, 64, np.random.default_rng(5))
    assert [size for size, _, _ in found.convergence] == [4, 8, 16, 32, 64]
    assert found.convergence[-1][1] == pytest.approx(found.overall.first)
    assert found.convergence[-1][2] == pytest.approx(found.overall.total)


def test_single_choice_is_refused(small_recipe: Recipe, small_data: Data) -> None:
    with pytest.raises(BadRecipe, match="ít nhất hai lựa chọn"):
        sensitivity(small_recipe, small_data, [ch.Noise()], 10, np.random.default_rng(1))


def test_moves_are_shifts_of_ranks(small_recipe: Recipe, small_data: Data) -> None:
    found = sensitivity(
        small_recipe, small_data, [ch.Noise(share=0.9), ch.dropped(None, "c")], 16, np.random.default_rng(6)
    )
    ranks = ranking.descending(found.draws.run.scores)
    assert found.moves == pytest.approx(np.abs(ranks - found.draws.nominal.ranks[:, -1]).mean(axis=1))
