"""How long does a Sobol analysis of 6 000 rebuilds with treatment take on 51 × 49?

    uv run python benchmarks/index_sobol.py [--long]

Treatment (winsorising 1–5 points), scale, weights and mean vary; every draw is a full rebuild in result,
though equal work is done once. Checked against full builds one by one. COINr needed 730 s (quoted). Plain
NumPy is timed twice: rebuilding each draw (600, scaled), and grouped by treatment and scale with ranks.
"""

from __future__ import annotations

import sys
from dataclasses import replace

import numpy as np

from index_inputs import asem, line, peak, timed, verdict
from index_plain import plain_sobol, prepared, ranks, winsorised
from tinhxanh.core.index import (
    Aggregation,
    Noise,
    Normalisation,
    NormalisationMethod,
    Recipe,
    Treatment,
    TreatmentMethod,
    aggregations,
    normalisations,
    score,
    sensitivity,
    treatments,
)

MEANS = ((Aggregation.ARITHMETIC,), (Aggregation.GEOMETRIC,))
SCALES = (
    Normalisation(NormalisationMethod.MIN_MAX, 1, 100),
    Normalisation(NormalisationMethod.Z_SCORE, mean=10, sd=2),
)
WINSORISED = tuple(Treatment(TreatmentMethod.WINSORISE, winmax=k) for k in range(1, 6))
CHOICES = (treatments(*WINSORISED), normalisations(*SCALES), Noise(levels=(2, 3)), aggregations(*MEANS))


def alone(recipe: Recipe, data, design, draw: int) -> np.ndarray:
    """One draw built by itself."""
    winmax, scale, weights, mean = design.picks[draw]
    raw = dict(zip(recipe.tree.codes, design.choices[2].sets[:, weights], strict=True))
    varied = replace(
        recipe,
        treatment=WINSORISED[winmax],
        normalisation=SCALES[scale],
        aggregation=MEANS[mean],
        groups=tuple(replace(group, weight=float(raw[group.code])) for group in recipe.groups),
    )
    return score(varied, data).scores


def plain_rebuild(
    recipe: Recipe, x: np.ndarray, winmax: int, scale: int, effective: np.ndarray, mean: int
) -> np.ndarray:
    """One rebuild: treat, scale, and one product with effective weights."""
    y = winsorised(x, winmax) * np.array([i.direction for i in recipe.indicators])
    if scale == 0:
        low, high = y.min(axis=0), y.max(axis=0)
        y = 1 + 99 * (y - low) / (high - low)
    else:
        y = 10 + 2 * (y - y.mean(axis=0)) / y.std(axis=0, ddof=1)
    return y @ effective if mean == 0 else np.exp(np.log(y) @ effective)


def main() -> None:
    recipe, data = asem()
    found = sensitivity(recipe, data, CHOICES, 100, np.random.default_rng(1))
    design, scores = found.draws.run.design, found.draws.run.scores
    for draw in range(0, 600, 37):
        assert np.allclose(scores[draw], alone(recipe, data, design, draw), rtol=1e-9)
    x = prepared(recipe, data)
    effective = recipe.tree.effective(design.choices[2].sets)[:49]

    def plain() -> None:
        for draw in range(600):
            winmax, scale, weights, mean = design.picks[draw]
            plain_rebuild(recipe, x, winmax + 1, scale, effective[:, weights], mean)

    winmax, scale, weights, mean = design.picks[5]
    assert np.allclose(
        plain_rebuild(recipe, x, winmax + 1, scale, effective[:, weights], mean), scores[5], rtol=1e-9
    )
    engine = timed(lambda: sensitivity(recipe, data, CHOICES, 1000, np.random.default_rng(1)), runs=9)
    memory = peak(lambda: sensitivity(recipe, data, CHOICES, 1000, np.random.default_rng(1)))
    line("Sobol N = 1000, 6 000 rebuilds, all indices", engine, f"peak {memory:.0f} MB")
    slow = timed(plain, runs=2, warm=0)
    line("plain NumPy, 600 rebuilds one by one", slow, f"so {slow.seconds * 10:.2f} s for 6 000")
    whole = sensitivity(recipe, data, CHOICES, 1000, np.random.default_rng(1)).draws.run
    wide = recipe.tree.effective(whole.design.choices[2].sets)[:49]
    grouped = plain_sobol(recipe, x, wide, whole.design.picks, (1, 2, 3, 4, 5))
    assert np.allclose(grouped, whole.scores, rtol=1e-9)

    def expert() -> None:
        ranks(plain_sobol(recipe, x, wide, whole.design.picks, (1, 2, 3, 4, 5)))

    line("plain NumPy, 6 000 grouped, ranks, no indices", timed(expert, runs=9))
    print(f"{'COINr (quoted)':<44}{730_000.0:>11.3f} ms")
    verdict("Sobol", engine, 0.5)
    for n in (1_000, 10_000, 100_000) if "--long" in sys.argv else (1_000, 4_000):
        taken = timed(
            lambda n=n: sensitivity(recipe, data, CHOICES, n, np.random.default_rng(1)), runs=3, warm=0
        )
        line(f"N = {n}, {6 * n} rebuilds", taken, f"{taken.seconds / n / 6 * 1e6:.2f} µs a rebuild")


if __name__ == "__main__":
    main()
