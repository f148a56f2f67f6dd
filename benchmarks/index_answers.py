"""How long does a person wait for a what-if, a plan, an explanation, at PGI's size?

    uv run python benchmarks/index_answers.py

Every plan is applied and must reach its goal before it is timed; explanations must add up. A what-if on a
page should answer in under 200 ms.
"""

from __future__ import annotations

import numpy as np

from index_inputs import line, pgi, timed, verdict
from tinhxanh.core.index import Change, Goal, Lever, explain, plan, score, standard, what_if


def main() -> None:
    recipe, data = pgi()
    now = score(recipe, data)
    unit = next(u for u in data.units if now.rank(u) == 40)
    row = data.values[data.row[unit]]
    best = np.where(
        [i.direction > 0 for i in recipe.indicators], data.values.max(axis=0), data.values.min(axis=0)
    )
    levers = [
        Lever(code, float(row[k] + 0.7 * (best[k] - row[k])), float(1 / (abs(best[k] - row[k]) + 1e-9)))
        for k, code in enumerate(recipe.codes)
    ]
    changes = [Change(unit, recipe.codes[k], float(best[k])) for k in range(5)]
    line("what-if, five values", timed(lambda: what_if(recipe, data, changes), runs=100))
    rng = np.random.default_rng

    def with_doubt() -> None:
        what_if(recipe, data, changes, choices=standard(recipe), draws=1000, rng=rng(1))

    doubt = timed(with_doubt, runs=20)
    line("what-if with probabilities, 1 000 draws", doubt)
    verdict("what-if", doubt, 0.2)
    for goal in (Goal(score=now.score(unit) + 2), Goal(rank=25)):
        made = plan(recipe, data, unit, goal, levers)
        assert made.plans
        for one in made.plans:
            values = data.values.copy()
            for move in one.moves:
                values[data.row[unit], data.column[move.code]] = move.after
            applied = score(recipe, data.with_values(values))
            assert goal.rank is None or applied.rank(unit) <= goal.rank
            assert goal.score is None or applied.score(unit) >= goal.score - 1e-9
        wanted = f"score {goal.score:.2f}" if goal.score else f"rank {goal.rank}"
        taken = timed(lambda g=goal: plan(recipe, data, unit, g, levers), runs=3, warm=0)
        line(f"three plans of 45 levers, {wanted}", taken, f"{len(made.plans)} found")
    later = data.with_values(data.values * rng(3).uniform(0.95, 1.05, data.values.shape))
    found = explain(recipe, data, recipe, later, unit)
    assert abs(sum(part.score for part in found.by_indicator) - found.score_change) < 1e-9
    line("explanation of one unit", timed(lambda: explain(recipe, data, recipe, later, unit), runs=30))


if __name__ == "__main__":
    main()
