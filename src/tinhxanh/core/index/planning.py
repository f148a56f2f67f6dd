"""The least effort that reaches a wanted score or rank: target planning.

Scores (their logarithms under geometric means, their negative reciprocals under harmonic ones) are sums
over columns, and a column's part for all units depends on that column alone, whatever its treatment and
scale. So the engine itself tabulates, for every indicator that can move, what each step of it does to
*all* units, minima and maxima moving along; a mixed-integer program chooses among the steps (HiGHS through
SciPy). Every plan is applied to the data and scored again before it is given out; where the line between
two steps was not straight enough, steps are added and the program is solved anew, also as long as that
makes the plan cheaper.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from tinhxanh.core.index import stacks
from tinhxanh.core.index.choices import Design, at_random
from tinhxanh.core.index.data import Data, Floats
from tinhxanh.core.index.doubt import over
from tinhxanh.core.index.faults import BadData, Fault, StepFailed, stop
from tinhxanh.core.index.pipeline import score
from tinhxanh.core.index.planmodel import SAFETY, Table, solve
from tinhxanh.core.index.plans import Chance, Goal, Lever, Move, Plan, Planned
from tinhxanh.core.index.planscale import scale_of_sums
from tinhxanh.core.index.recipe import Recipe
from tinhxanh.core.index.result import Result
from tinhxanh.core.index.wording import percent, said

ROUNDS = 8  # times a program may be refined before the plan is given up
STRAIGHT = 1e-7  # points of score by which a line between steps may miss
DEEPEST = 5  # halvings of a crooked stretch
FINEST = 0.01  # points to which the margin for a probability is found
CHEAPER = 1e-4  # share of the cost that another refinement must save; points that none is worth


def plan(
    recipe: Recipe,
    data: Data,
    unit: str,
    goal: Goal,
    levers: Sequence[Lever],
    alternatives: int = 3,
    chance: Chance | None = None,
    rng: np.random.Generator | None = None,
    duties: Mapping[str, Sequence[str]] | None = None,
) -> Planned:
    """Up to `alternatives` cheapest plans that differ in what they move.

    All groups must be put together in one way: arithmetic means and sums, geometric means, or harmonic
    means, with any treatment and normalisation; others raise StepFailed. `chance` needs `rng`.
    """
    before = score(recipe, data)
    _check(recipe, data, before, unit, goal, levers, chance, rng)
    work = _Work(recipe, data, unit, goal, tuple(levers), chance, rng)
    if work.reached(work.stack({})[:, 0]):
        return Planned(unit, goal, before, (work.plan({}, duties or {}),))
    found: list[dict[str, float]] = []
    for _ in range(alternatives):
        moves = work.cheapest([frozenset(values) for values in found])
        if moves is None:
            break
        found.append(moves)
    if not found:
        return _unreachable(work, before)
    plans = sorted((work.plan(moves, duties or {}) for moves in found), key=lambda p: p.cost)
    return Planned(unit, goal, before, tuple(plans))


class _Work:
    """One planning task: tables of what each lever does, scenarios, and the goal."""

    def __init__(
        self,
        recipe: Recipe,
        data: Data,
        unit: str,
        goal: Goal,
        levers: tuple[Lever, ...],
        chance: Chance | None,
        rng: np.random.Generator | None,
    ) -> None:
        self.recipe, self.data, self.unit, self.goal = recipe, data, unit, goal
        self.levers, self.chance = levers, chance
        self.worth, self.points = scale_of_sums(recipe)
        self.wanted = None if goal.score is None else float(self.worth(np.array(goal.score)))
        self.noise, self.design = _scenarios(recipe, data, chance, rng)
        self.row = data.row[unit]
        self.values = data.values[:, [data.column[code] for code in recipe.codes]]
        self.column = {code: k for k, code in enumerate(recipe.codes)}
        self.base = self.stack({})[:, 0]
        self.point = float(np.nanstd(self.base) / np.nanstd(self.points(self.base)))
        self.tables = {lever.code: self._table(lever) for lever in levers}

    def now(self, code: str) -> float:
        """The unit's present value."""
        return float(self.values[self.row, self.column[code]])

    def stack(self, moves: Mapping[str, float | Floats], noise: Floats | None = None) -> Floats:
        """What scores are sums of, (units, versions), with the unit's values replaced.

        `noise` is (versions, units, columns).
        """
        sizes = [len(v) for v in moves.values() if isinstance(v, np.ndarray)]
        versions = len(noise) if noise is not None else max(sizes, default=1)
        x = np.repeat(self.values[:, None, :], versions, axis=1)
        for code, value in moves.items():
            x[self.row, :, self.column[code]] = value
        if noise is not None:
            x += noise.transpose(1, 0, 2)
        return self.worth(stacks.scores(self.recipe, x, data=self.data))

    def reached(self, scores: Floats) -> bool:
        """Whether the goal is met by what `stack` gives for one version, (units,)."""
        own = scores[self.row]
        if self.wanted is not None and own < self.wanted - 1e-9:
            return False
        return self.goal.rank is None or 1 + int((scores > own + 1e-9).sum()) <= self.goal.rank

    def _to_spare(self, scores: Floats) -> float:
        """By how much the goal is passed: what a straighter table could still save."""
        own, others = scores[self.row], np.delete(scores, self.row)
        spare = [np.inf] if self.wanted is None else [own - self.wanted]
        if self.goal.rank is not None and self.goal.rank <= len(others):
            spare.append(own - np.sort(others)[-self.goal.rank])
        return float(min(spare))

    def probability(self, moves: Mapping[str, float]) -> float:
        """Share of scenarios in which the goal is met."""
        if self.design is not None and self.goal.rank is not None:
            return over(self.recipe, self.moved(moves), self.design).at_most(self.unit, self.goal.rank)
        scores = self.stack(moves, self.noise)
        return float(np.mean([self.reached(column) for column in scores.T]))

    def moved(self, moves: Mapping[str, float]) -> Data:
        """The data with the moves made."""
        values = self.data.values.copy()
        for code, value in moves.items():
            values[self.row, self.data.column[code]] = value
        return self.data.with_values(values)

    def cheapest(self, used: list[frozenset[str]]) -> dict[str, float] | None:
        """Moves of least cost that do without a third of every set already used; None where none reaches."""
        moves = self._within(used, 0.0)
        if moves is None or self.chance is None:
            return moves
        return self._surer(used, moves, self.chance.probability)

    def _surer(
        self, used: list[frozenset[str]], moves: dict[str, float], wanted: float
    ) -> dict[str, float] | None:
        """Raise the margin by which the goal is passed until the probability is reached, then trim it."""
        if self.probability(moves) >= wanted:
            return moves
        low, ceiling = 0.0, np.inf
        high = max(0.05 * self.point, 0.1 * float(np.nanstd(self.base)))
        best = None
        while best is None and ceiling - low > FINEST * self.point:
            tried = self._within(used, high)
            if tried is None:
                ceiling, high = high, (low + high) / 2
            elif self.probability(tried) >= wanted:
                best = tried
            else:
                low, high = high, min(2 * high, (high + ceiling) / 2)
        return None if best is None else self._trimmed(used, best, wanted, low, high)

    def _trimmed(
        self, used: list[frozenset[str]], best: dict[str, float], wanted: float, low: float, high: float
    ) -> dict[str, float]:
        """The smallest margin between `low` and `high` that still gives the probability."""
        while high - low > FINEST * self.point:
            middle = (low + high) / 2
            tried = self._within(used, middle)
            if tried is not None and self.probability(tried) >= wanted:
                best, high = tried, middle
            else:
                low = middle
        return best

    def _within(self, used: list[frozenset[str]], margin: float) -> dict[str, float] | None:
        """Solve, apply, check; refine the tables at the solution until the plan really reaches."""
        extra, best = 0.0, None
        for _ in range(ROUNDS):
            moves = solve(self.tables, self.base, self.row, self.wanted, self.goal.rank, margin + extra, used)
            if moves is None:
                return best if best is not None or extra else self._just(used, margin)
            scores = self._passed_by(self.stack(moves)[:, 0], margin)
            if self.reached(scores):
                if best is not None and self.cost(moves) > (1 - CHEAPER) * self.cost(best):
                    return min(best, moves, key=self.cost)
                best = moves
                if self._to_spare(scores) < CHEAPER * self.point:
                    return best
            elif best is None:
                extra = extra * 2 + 2 * SAFETY
            self._refine(moves)
        if best is not None:
            return best
        sentence = f"Hàng “{self.unit}”: lời giải không hội tụ sau {ROUNDS} vòng; hãy đổi mục tiêu hoặc cận."
        raise stop(StepFailed, "no_convergence", sentence, row=self.unit)

    def _just(self, used: list[frozenset[str]], margin: float) -> dict[str, float] | None:
        """Moves that reach the goal with nothing to spare: a tie on a rank, the last point of a bound."""
        tight = margin - 2 * SAFETY
        moves = solve(self.tables, self.base, self.row, self.wanted, self.goal.rank, tight, used)
        if moves is None or not self.reached(self._passed_by(self.stack(moves)[:, 0], margin)):
            return None
        return moves

    def cost(self, moves: Mapping[str, float]) -> float:
        """What the moves cost together."""
        return sum(
            lever.cost * abs(moves[lever.code] - self.now(lever.code))
            for lever in self.levers
            if lever.code in moves
        )

    def _passed_by(self, scores: Floats, margin: float) -> Floats:
        lowered = scores.copy()
        lowered[self.row] -= margin
        return lowered

    def _table(self, lever: Lever) -> Table:
        start = self.now(lever.code)
        others = np.delete(self.values[:, self.column[lever.code]], self.row)
        others = others[~np.isnan(others)]
        low, high = sorted((start, lever.best))
        ends = [float(e) for e in (others.min(), others.max()) if low < e < high] if len(others) else []
        steps = self._straighten(lever.code, np.unique([start, lever.best, *ends]), 0)
        return self._tabulate(lever, steps)

    def _straighten(self, code: str, steps: Floats, depth: int) -> Floats:
        """Halve every stretch on which some unit's score is not a straight line."""
        if depth == DEEPEST or len(steps) < 2:
            return steps
        middles = (steps[1:] + steps[:-1]) / 2
        at_ends, at_middles = self.stack({code: steps}), self.stack({code: middles})
        miss = np.abs(at_middles - (at_ends[:, 1:] + at_ends[:, :-1]) / 2).max(axis=0)
        crooked = miss > STRAIGHT * 10 ** (2 * depth) if depth else miss > STRAIGHT
        if not crooked.any():
            return steps
        return self._straighten(code, np.sort(np.concatenate([steps, middles[crooked]])), depth + 1)

    def _tabulate(self, lever: Lever, steps: Floats) -> Table:
        start = self.now(lever.code)
        steps = steps if lever.best >= start else steps[::-1]
        effect = self.stack({lever.code: np.ascontiguousarray(steps)}) - self.base[:, None]
        return Table(lever.code, steps, lever.cost * np.abs(steps - start), effect)

    def _refine(self, moves: Mapping[str, float]) -> None:
        for lever in self.levers:
            if lever.code in moves:
                steps = np.unique([*self.tables[lever.code].steps, moves[lever.code]])
                self.tables[lever.code] = self._tabulate(lever, steps)

    def plan(self, moves: Mapping[str, float], duties: Mapping[str, Sequence[str]]) -> Plan:
        """The moves applied to the data and scored by the engine."""
        result = score(self.recipe, self.moved(moves))
        cost = {lever.code: lever.cost for lever in self.levers}
        made = tuple(
            Move(
                code,
                self.now(code),
                value,
                cost[code] * abs(value - self.now(code)),
                tuple(duties.get(code, ())),
            )
            for code, value in sorted(moves.items())
        )
        probability = self.probability(moves) if self.chance is not None else None
        total = sum(move.cost for move in made)
        return Plan(tuple(made), total, result, result.score(self.unit), result.rank(self.unit), probability)


def _unreachable(work: _Work, before: Result) -> Planned:
    """Say what all levers together reach and which bounds hold the goal back."""
    best = {lever.code: lever.best for lever in work.levers}
    scores = work.stack(best)[:, 0]
    own = float(work.points(scores[work.row]))
    rank = 1 + int((scores > scores[work.row] + 1e-9).sum())
    gains = {lever.code: float(work.tables[lever.code].effect[work.row, -1]) for lever in work.levers}
    potential = _potential(work)
    binding = tuple(code for code, room in sorted(potential.items(), key=lambda kv: -kv[1]) if room > 1e-6)[
        :3
    ]
    reason = _reason(work, own, rank, gains, binding)
    return Planned(work.unit, work.goal, before, (), reason, (own, rank), binding)


def _potential(work: _Work) -> dict[str, float]:
    """Points still to be had if each indicator could go to the best value of all units."""
    room = {}
    best = {lever.code: lever.best for lever in work.levers}
    reached = float(work.stack(best)[work.row, 0])
    for indicator in work.recipe.indicators:
        column = work.values[:, work.column[indicator.code]]
        top = float(np.nanmax(column) if indicator.direction > 0 else np.nanmin(column))
        own = best.get(indicator.code, work.now(indicator.code))
        if (top - own) * indicator.direction > 0:
            room[indicator.code] = float(work.stack({**best, indicator.code: top})[work.row, 0]) - reached
    return room


def _reason(work: _Work, own: float, rank: int, gains: dict[str, float], binding: tuple[str, ...]) -> str:
    goal = work.goal
    text = "Khi mọi chỉ tiêu được phép đổi đều đạt mức tốt nhất, "
    text += f"“{work.unit}” tới {said(own)} điểm, hạng {rank}"
    if goal.score is not None and own < goal.score:
        text += f"; còn thiếu {said(goal.score - own)} điểm so với {said(goal.score)}"
    if goal.rank is not None and rank > goal.rank:
        text += f"; còn kém {rank - goal.rank} bậc so với hạng {goal.rank}"
    if work.chance is not None and work.reached(work.stack({k.code: k.best for k in work.levers})[:, 0]):
        text += f"; mục tiêu đạt được nhưng không với xác suất {percent(work.chance.probability)}"
    if binding:
        text += ". Vướng nhất ở cận hoặc ở việc không được đổi: " + ", ".join(binding)
    elif not any(gain > 1e-9 for gain in gains.values()):
        text += ". Không chỉ tiêu nào được phép đổi làm tăng điểm"
    return text + "."


def _scenarios(
    recipe: Recipe, data: Data, chance: Chance | None, rng: np.random.Generator | None
) -> tuple[Floats | None, Design | None]:
    if chance is None or rng is None:
        return None, None
    if chance.choices:
        return None, at_random(recipe, chance.choices, chance.draws, rng)
    return _noise(recipe, data, chance, rng), None


def _noise(recipe: Recipe, data: Data, chance: Chance, rng: np.random.Generator) -> Floats:
    """Errors of every scenario, (draws, units, indicators) in the recipe's column order."""
    errors = np.broadcast_to(np.asarray(chance.errors), data.values.shape)
    drawn = rng.normal(size=(chance.draws, *data.values.shape)) * errors
    return np.asarray(drawn[:, :, [data.column[code] for code in recipe.codes]])


def _check(
    recipe: Recipe,
    data: Data,
    before: Result,
    unit: str,
    goal: Goal,
    levers: Sequence[Lever],
    chance: Chance | None,
    rng: np.random.Generator | None,
) -> None:
    if chance is not None and (rng is None or (chance.errors is None) == (not chance.choices)):
        raise ValueError("a chance needs rng, and either errors or choices")
    faults = []
    if unit not in before.row:
        faults.append(Fault("unknown_unit", f"Không có hàng “{unit}” trong kết quả.", unit))
    if goal.score is None and goal.rank is None:
        faults.append(Fault("no_goal", "Mục tiêu cần một điểm số hoặc một thứ hạng.", unit, "goal"))
    if chance is not None and chance.choices and (goal.rank is None or goal.score is not None):
        sentence = "Xác suất theo cách tính khác nhau chỉ tính được cho thứ hạng, không cho điểm số."
        faults.append(Fault("score_under_choices", sentence, unit, "goal"))
    faults += [fault for lever in levers if (fault := _lever_fault(recipe, data, unit, lever)) is not None]
    if faults:
        raise BadData(faults)


def _lever_fault(recipe: Recipe, data: Data, unit: str, lever: Lever) -> Fault | None:
    """What is wrong with one indicator that may move."""
    if lever.code not in recipe.codes:
        sentence = f"Hàng “{unit}”: chỉ tiêu “{lever.code}” được phép đổi không có trong công thức."
        return Fault("unknown_code", sentence, unit, lever.code)
    if not np.isfinite(lever.best) or not lever.cost >= 0:
        sentence = f"Hàng “{unit}”, cột “{lever.code}”: mức tốt nhất và chi phí phải là số không âm hữu hạn."
        return Fault("bad_lever", sentence, unit, lever.code)
    if unit in data.row and np.isnan(data.values[data.row[unit], data.column[lever.code]]):
        sentence = (
            f"Hàng “{unit}”, cột “{lever.code}”: chưa có giá trị hiện tại nên không lập phương án được."
        )
        return Fault("missing_value", sentence, unit, lever.code)
    return None
