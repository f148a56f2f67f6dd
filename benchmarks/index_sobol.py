"""How long does a Sobol analysis of 6 000 rebuilds with treatment take on 51 × 49?

    uv run python benchmarks/index_sobol.py [--long]

Treatment (winsorising 1–5 points), scale, weights and mean vary; every draw is a full rebuild in result,
though equal work is done once. Checked against full builds one by one. COINr needed 730 s (quoted). Plain
NumPy is timed three times: rebuilding each draw (600, scaled), grouped by treatment and scale with ranks,
and that with the indices of every unit and their bounds. Floor: one product of the scaled table with all
weight sets, one sort of all scores, one product of the resampling counts with the terms of the indices.
"""

from __future__ import annotations

import sys
from dataclasses import replace

import numpy as np

from given.index_inputs import asem, line, peak, timed, verdict
from given.index_plain import plain_indices, plain_sobol, prepared, ranks, winsorised
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


def floors(scores: np.ndarray, x: np.ndarray, weights: np.ndarray) -> None:
    """What no way of computing can leave out."""
    counts, terms = np.ones((200, 1000)), np.ones((1000, 10 * (x.shape[0] + 1)))
    line("floor: the product with all weight sets", timed(lambda: x @ weights, runs=30))
    line("floor: sorting the scores once", timed(lambda: np.sort(scores, axis=1), runs=30))
    line("floor: 200 resamples of the indices, a product", timed(lambda: counts @ terms, runs=30))


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

    def expert() -> np.ndarray:
        return ranks(plain_sobol(recipe, x, wide, whole.design.picks, (1, 2, 3, 4, 5)))

    def answers() -> list[tuple[np.ndarray, np.ndarray]]:
        found = expert()
        moves = np.abs(found - nominal).mean(axis=1)[:, None]
        return [plain_indices(y, 4, 200, np.random.default_rng(1)) for y in (moves, found)]

    nominal = score(recipe, data).ranks[:, -1]
    ours = sensitivity(recipe, data, CHOICES, 1000, np.random.default_rng(1))
    (first, total), _ = answers()
    assert np.allclose([ours.overall.first, ours.overall.total], [first[0], total[0]], rtol=2e-3, atol=1e-9)
    line("plain NumPy, 6 000 grouped, ranks", timed(expert, runs=9))
    line("plain NumPy, the same with all indices", timed(answers, runs=3, warm=1))
    floors(whole.scores, x, wide[:, whole.design.picks[:, 2]])
    print(f"{'COINr (quoted)':<44}{730_000.0:>11.3f} ms")
    verdict("Sobol", engine, 0.5)
    for n in (1_000, 10_000, 100_000) if "--long" in sys.argv else (1_000, 4_000):

        def work(n: int = n) -> None:
            sensitivity(recipe, data, CHOICES, n, np.random.default_rng(1))

        taken = timed(work, runs=3, warm=1)
        each = f"{taken.seconds / n / 6 * 1e6:.2f} µs a rebuild, peak {peak(work):.0f} MB"
        line(f"N = {n}, {6 * n} rebuilds", taken, each)


if __name__ == "__main__":
    main()
