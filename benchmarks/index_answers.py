"""How long does a person wait for a what-if, a plan, an explanation, at PGI's size?

    uv run python benchmarks/index_answers.py

Every plan is applied and must reach its goal before it is timed; explanations must add up. A what-if on a
page should answer in under 200 ms.
"""

from __future__ import annotations

import numpy as np

from given.index_inputs import line, pgi, timed, verdict
from tinhxanh.core.index import Change, Data, Goal, Lever, Recipe, explain, plan, score, standard, what_if


def fixed_bounds(recipe: Recipe, data: Data, unit: str, gain: float, levers: list[Lever]) -> dict[str, float]:
    """The cheapest linear plan if minima and maxima stood still: best gain for the money first."""
    share = recipe.tree.effective(recipe.tree.weight)
    spans = data.values.max(axis=0) - data.values.min(axis=0)
    row, moves = data.values[data.row[unit]], {}
    worth = {lv.code: 4 * 9 * share[k] / spans[k] for k, lv in enumerate(levers)}
    for lever in sorted(levers, key=lambda lv: lv.cost / worth[lv.code]):
        now = row[data.column[lever.code]]
        reach = abs(lever.best - now)
        step = min(reach, gain / worth[lever.code])
        if step > 0:
            moves[lever.code] = now + np.sign(lever.best - now) * step
            gain -= step * worth[lever.code]
    return moves


def missed(recipe: Recipe, data: Data, trials: int = 61) -> tuple[int, int, int]:
    """Of `trials` score goals for low provinces: reachable ones, and how many fixed bounds and we miss."""
    rng, now = np.random.default_rng(7), score(recipe, data)
    seen = fixed = own = 0
    for trial in range(trials):
        unit = data.units[int(np.argsort(now.scores)[trial % 20])]
        row, best = data.values[data.row[unit]], best_of(recipe, data)
        levers = [
            Lever(code, float(row[k] + rng.uniform(0.3, 1) * (best[k] - row[k])), float(rng.uniform(0.5, 2)))
            for k, code in enumerate(recipe.codes)
        ]
        goal = now.score(unit) + rng.uniform(0.5, 6)
        made = plan(recipe, data, unit, Goal(score=goal), levers, alternatives=1).plans
        if not made:
            continue
        still = fixed_bounds(recipe, data, unit, goal - now.score(unit), levers)
        moving = {move.code: move.after for move in made[0].moves}
        seen += 1
        fixed += reached(recipe, data, unit, still) < goal - 1e-9
        own += reached(recipe, data, unit, moving) < goal - 1e-9
    return seen, fixed, own


def reached(recipe: Recipe, data: Data, unit: str, moves: dict[str, float]) -> float:
    """Score of the unit after the moves."""
    values = data.values.copy()
    for code, value in moves.items():
        values[data.row[unit], data.column[code]] = value
    return score(recipe, data.with_values(values)).score(unit)


def best_of(recipe: Recipe, data: Data) -> np.ndarray:
    """Best value of each indicator among all units."""
    upward = [indicator.direction > 0 for indicator in recipe.indicators]
    return np.where(upward, data.values.max(axis=0), data.values.min(axis=0))


def main() -> None:
    recipe, data = pgi()
    now = score(recipe, data)
    unit = next(u for u in data.units if now.rank(u) == 40)
    row = data.values[data.row[unit]]
    best = best_of(recipe, data)
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
    seen, fixed, own = missed(recipe, data)
    print(f"{f'{seen} reachable goals, plans applied: missed':<44}{fixed} with fixed bounds, {own} here")
    later = data.with_values(data.values * rng(3).uniform(0.95, 1.05, data.values.shape))
    found = explain(recipe, data, recipe, later, unit)
    assert abs(sum(part.score for part in found.by_indicator) - found.score_change) < 1e-9
    line("explanation of one unit", timed(lambda: explain(recipe, data, recipe, later, unit), runs=30))


if __name__ == "__main__":
    main()
