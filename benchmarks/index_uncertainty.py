"""How long do 1 000 versions of an index of 63 × 45 take, and does the cost grow with N in a line?

    uv run python benchmarks/index_uncertainty.py [--long]

Scores, ranks and rank statistics of every draw, with its pipeline kept. Checked against plain NumPy and
the published scores before timing. COINr needed 18.7 s (quoted). Floor: the product of the normalised
table with all weight sets.
"""

from __future__ import annotations

import sys

import numpy as np

from given.index_inputs import line, matrix, peak, pgi, published, read, timed, verdict
from given.index_plain import plain_uncertainty, ranks
from tinhxanh.core.index import (
    Aggregation,
    Noise,
    Normalisation,
    NormalisationMethod,
    aggregations,
    normalisations,
    uncertainty,
    weight_sets,
)
from tinhxanh.core.index.choices import Choice, Design
from tinhxanh.core.index.doubt import Uncertainty, over

A, G, S = Aggregation.ARITHMETIC, Aggregation.GEOMETRIC, Aggregation.SUM
SCALES = (
    Normalisation(NormalisationMethod.MIN_MAX, 1, 10),
    Normalisation(NormalisationMethod.Z_SCORE, mean=10, sd=2),
)
MEANS = ((A, S), (A, G), (G, G))


def sets_of(recipe) -> list[dict[str, float]]:
    if not published():
        rng = np.random.default_rng(4)
        return [{code: rng.uniform(0.75, 1.25) for code in recipe.tree.codes[:-1]} for _ in range(200)]
    found: dict[int, dict[str, float]] = {}
    for row in read("pgi_noisy_weights"):
        found.setdefault(int(row["rep"]), {})[row["iCode"]] = float(row["Weight"])
    return [found[k] for k in sorted(found)]


def picks_of(draws: int, sets: int) -> np.ndarray:
    if published() and draws == 1000:
        scales, means = ["n_minmax", "n_zscore"], ["a_amean+a_sum", "a_amean+a_gmean", "a_gmean+a_gmean"]
        rows = read("pgi_UA_N1000_params")
        return np.array([[scales.index(r["norm"]), int(r["wset"]) - 1, means.index(r["agg"])] for r in rows])
    rng = np.random.default_rng(5)
    return np.stack([rng.integers(k, size=draws) for k in (2, sets, 3)], axis=1)


def whole(recipe, data, design: Design) -> Uncertainty:
    found = over(recipe, data, design)
    found.summary()
    return found


def main() -> None:
    recipe, data = pgi()
    sets = sets_of(recipe)
    choices: tuple[Choice, ...] = (normalisations(*SCALES), weight_sets(recipe, sets), aggregations(*MEANS))
    codes = recipe.tree.codes[:-1]
    weights = np.array([[w[code] for code in codes] for w in sets])
    picks = picks_of(1000, len(sets))
    design = Design(choices, picks)
    found = whole(recipe, data, design)
    plain = plain_uncertainty(recipe, data, weights, picks)
    assert np.allclose(found.scores, plain, rtol=1e-9)
    assert (found.ranks == ranks(plain)).all()
    if published():
        theirs = matrix(read("pgi_UA_N1000_scores"), [f"r_{k + 1}" for k in range(1000)]).T
        assert np.abs(found.scores - theirs).max() < 1e-9

    engine = timed(lambda: whole(recipe, data, design), runs=60)
    memory = peak(lambda: whole(recipe, data, design))
    line("uncertainty N = 1000, with ranks and log", engine, f"peak {memory:.1f} MB")
    line(
        "plain NumPy with ranks",
        timed(lambda: ranks(plain_uncertainty(recipe, data, weights, picks)), runs=60),
    )
    shares = np.random.default_rng(1).random((45, 1000))
    line("floor: the matrix product", timed(lambda: data.values @ shares, runs=60))
    line("floor: sorting the scores once", timed(lambda: np.sort(plain, axis=1), runs=60))
    print(f"{'COINr (quoted)':<44}{18_700.0:>11.3f} ms")
    verdict("uncertainty", engine, 0.01)
    fresh = (normalisations(*SCALES), Noise(levels=(1, 2)), aggregations(*MEANS))
    sizes = (1_000, 10_000, 100_000) if "--long" in sys.argv else (1_000, 10_000)
    for size in sizes:

        def work(size: int = size) -> None:
            uncertainty(recipe, data, fresh, size, np.random.default_rng(1)).summary()

        taken = timed(work, runs=5, warm=1)
        line(f"N = {size}, fresh weights in each", taken, f"{taken.seconds / size * 1e6:.2f} µs a draw")
        if size == sizes[-1]:
            print(f"{'':<44}peak {peak(work):.0f} MB")


if __name__ == "__main__":
    main()
