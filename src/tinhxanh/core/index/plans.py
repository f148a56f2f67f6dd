"""What target planning asks and answers: goals, levers, chances, plans."""

from __future__ import annotations

from dataclasses import dataclass, field

from tinhxanh.core.index.choices import Choice, Noise
from tinhxanh.core.index.data import Floats
from tinhxanh.core.index.result import Result


@dataclass(frozen=True, slots=True)
class Goal:
    """What is wanted: a score of at least `score`, a rank of `rank` or better, or both."""

    score: float | None = None
    rank: int | None = None


@dataclass(frozen=True, slots=True)
class Lever:
    """An indicator that can move from its present value as far as `best`, at `cost` per unit moved."""

    code: str
    best: float
    cost: float = 1.0


@dataclass(frozen=True)
class Chance:
    """How sure the plan must be: against the sampling error of all values, or against `choices` of method.

    `errors` are standard errors (units, indicators) in the data's order; `draws` scenarios are drawn.
    With `choices` the goal must be a rank, since methods put scores on different scales.
    """

    probability: float
    errors: Floats | None = None
    choices: tuple[Choice | Noise, ...] = ()
    draws: int = 400


@dataclass(frozen=True, slots=True)
class Move:
    """One indicator's part in a plan; `duties` are those known to serve it."""

    code: str
    before: float
    after: float
    cost: float
    duties: tuple[str, ...] = ()


@dataclass(frozen=True)
class Plan:
    """Moves that reach the goal, checked by applying them: `result` is the index after them.

    `probability` is the share of scenarios that reach the goal (None where no chance was asked).
    """

    moves: tuple[Move, ...]
    cost: float
    result: Result
    score: float
    rank: int
    probability: float | None = None


@dataclass(frozen=True)
class Planned:
    """Plans from the cheapest on, each doing without a third of what every one before it moves.

    Where there is none, `reason` says why and `reach` is the best that all levers together give.
    """

    unit: str
    goal: Goal
    before: Result
    plans: tuple[Plan, ...]
    reason: str = ""
    reach: tuple[float, int] | None = None
    binding: tuple[str, ...] = field(default=())
