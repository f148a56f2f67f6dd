"""How long do 1 000 resamples of 11 872 firms × 45 questions take, through to ranks?

    uv run python benchmarks/index_bootstrap.py [--long]

Checked by exact resampling counts (published where they lie beside the checkout). R with BLAS, written by
an expert, needed 0.85 s (quoted). Floor: the matrix products alone, one pass over the counts, and the random
numbers.
"""

from __future__ import annotations

import sys

import numpy as np

from given.index_inputs import line, matrix, peak, pgi, published, read, survey, timed, verdict
from given.index_plain import plain_bootstrap, ranks
from tinhxanh.core.index import bootstrap
from tinhxanh.core.index.resampling import with_counts


def main() -> None:
    recipe, _ = pgi()
    micro = survey(recipe)
    if published():
        names = [f"X{k}" for k in range(1, 21)]
        ours = with_counts(recipe, micro, matrix(read("boot20_counts"), names).T)
        assert np.abs(ours - matrix(read("boot20_scores"), names).T).max() < 1e-9
    found = bootstrap(recipe, micro, 400, np.random.default_rng(1), rescale=False)
    other = plain_bootstrap(recipe, micro, 400, np.random.default_rng(2))
    spread = found.scores.std(axis=0) / other.std(axis=0)
    assert abs(np.median(spread) - 1) < 0.05, spread

    def work(draws: int = 1000) -> None:
        bootstrap(recipe, micro, draws, np.random.default_rng(1)).summary()

    engine = timed(work, runs=9)
    line("bootstrap B = 1000, with ranks and errors", engine, f"peak {peak(work):.0f} MB")
    plain = timed(
        lambda: ranks(plain_bootstrap(recipe, micro, 1000, np.random.default_rng(1))), runs=5, warm=1
    )
    line("plain NumPy", plain)
    sizes = np.unique(np.array(micro.unit), return_counts=True)[1]
    counts = [np.random.default_rng(1).poisson(1.0, (1000, n)).astype(float) for n in sizes]
    products = [np.random.default_rng(2).random((n, 90)) for n in sizes]
    line(
        "floor: the matrix products",
        timed(lambda: [c @ p for c, p in zip(counts, products, strict=True)], runs=9),
    )
    line("floor: one pass over the counts", timed(lambda: [c.sum() for c in counts], runs=9))
    line("floor: drawing the firms", timed(lambda: drawn(sizes), runs=9))
    print(f"{'R with BLAS, by an expert (quoted)':<44}{850.0:>11.3f} ms")
    verdict("bootstrap", engine, 0.3)
    for draws in (1_000, 10_000, 100_000) if "--long" in sys.argv else (1_000, 4_000):
        taken = timed(lambda d=draws: work(d), runs=3 if draws < 50_000 else 1, warm=0)
        each = f"{taken.seconds / draws * 1e6:.0f} µs a resample, processor {taken.cpu / draws * 1e6:.0f}"
        line(f"B = {draws}", taken, each)


def drawn(sizes: np.ndarray) -> None:
    """Random numbers alone, one a firm and resample."""
    rng = np.random.default_rng(1)
    for size in sizes:
        rng.integers(0, size, (1000, size), dtype=np.uint16)


if __name__ == "__main__":
    main()
