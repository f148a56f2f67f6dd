"""The mixed-integer program behind target planning.

Every lever has a table of steps. A weight between 0 and 1 on each step, at most two neighbours above 0,
says how far the lever goes; scores of all units are weighted sums of the tables. A unit may stay above
only if a switch counts it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from tinhxanh.core.index.data import Floats

if TYPE_CHECKING:
    # SciPy takes longer to import than all the rest: its functions are fetched where a plan is solved.
    from scipy.optimize import LinearConstraint

SAFETY = 1e-7  # points by which a solution must pass the goal, above the solver's tolerance
DIFFERENT = 1 / 3  # share of a plan's levers that every later plan must do without
SECONDS = 20.0  # the solver gives its best plan so far after this


@dataclass(frozen=True)
class Table:
    """What one lever does: `steps` from the present value on, their `cost`, `effect` (units, steps)."""

    code: str
    steps: Floats
    cost: Floats
    effect: Floats


class _Rows:
    """Constraints gathered entry by entry."""

    def __init__(self) -> None:
        self.entries: list[tuple[int, int, float]] = []
        self.low: list[float] = []
        self.high: list[float] = []

    def add(self, entries: Sequence[tuple[int, float]], low: float, high: float) -> None:
        """One row: low <= sum of coefficient × variable <= high."""
        row = len(self.low)
        self.entries += [(row, column, value) for column, value in entries if value]
        self.low.append(low)
        self.high.append(high)

    def constraint(self, columns: int) -> LinearConstraint:
        """All rows as one sparse constraint."""
        from scipy.optimize import LinearConstraint
        from scipy.sparse import coo_array

        rows, cols, values = zip(*self.entries, strict=True)
        matrix = coo_array((values, (rows, cols)), shape=(len(self.low), columns)).tocsc()
        return LinearConstraint(matrix, self.low, self.high)


@dataclass(frozen=True)
class _Columns:
    """Where the variables of each lever stand: weights of steps, switches of stretches, moved or not."""

    weights: dict[str, range]
    stretches: dict[str, range]
    moved: dict[str, int]
    above: dict[int, int]
    count: int


def solve(
    tables: Mapping[str, Table],
    base: Floats,
    own: int,
    score: float | None,
    rank: int | None,
    margin: float,
    used: Sequence[frozenset[str]],
) -> dict[str, float] | None:
    """Cheapest values by lever code that pass the goal by `margin`; None where there are none.

    `base` are present scores (units,), `own` the unit's row. A solution leaves out at least a third (and
    at least one) of the levers of each set in `used`.
    """
    live = {code: table for code, table in tables.items() if len(table.steps) > 1}
    race = _race(live, base, own, rank, margin) if rank is not None else _Race()
    if race.allowed < 0:
        return None
    columns = _layout(live, race.undecided)
    rows = _Rows()
    for code, table in live.items():
        _one_place(rows, columns, code, len(table.steps))
    if score is not None:
        entries = _effects(live, columns, own, own)
        rows.add(entries, score + margin + SAFETY - base[own], np.inf)
    if rank is not None:
        _beat(rows, live, columns, race, base, own, margin)
    for codes in used:
        kept = len(codes) - max(1, round(len(codes) * DIFFERENT))
        rows.add([(columns.moved[code], 1.0) for code in codes if code in live], -np.inf, kept)
    return _solved(live, columns, rows)


def _solved(live: Mapping[str, Table], columns: _Columns, rows: _Rows) -> dict[str, float] | None:
    if not live or not rows.entries:
        return None
    cost = np.zeros(columns.count)
    integrality = np.ones(columns.count)
    for code, table in live.items():
        cost[columns.weights[code]] = table.cost
        integrality[columns.weights[code]] = 0
        cost[columns.moved[code]] = 1e-9 * max(1.0, float(table.cost.max()))
    from scipy.optimize import Bounds, milp

    found = milp(
        cost,
        integrality=integrality,
        bounds=Bounds(0, 1),
        constraints=rows.constraint(columns.count),
        options={"time_limit": SECONDS, "mip_rel_gap": 1e-6},
    )
    if found.x is None:
        return None
    moves = {code: float(found.x[columns.weights[code]] @ table.steps) for code, table in live.items()}
    reach = {code: abs(float(table.steps[-1] - table.steps[0])) for code, table in live.items()}
    return {
        code: value for code, value in moves.items() if abs(value - live[code].steps[0]) > 1e-9 * reach[code]
    }


@dataclass(frozen=True)
class _Race:
    """Who must be passed for a rank: `beaten` surely, of the `undecided` ones all but `allowed`."""

    beaten: tuple[int, ...] = ()
    undecided: tuple[int, ...] = ()
    allowed: int = 0


def _race(live: Mapping[str, Table], base: Floats, own: int, rank: int, margin: float) -> _Race:
    """Sort out the others, so that the program has to choose among as few as possible.

    Most of the others keep their order whatever is done. Who is surely below as many as may stay above
    must be passed; who has too few beside it to fill these places may stay above at no cost.
    """
    high, low = _gaps(live, base, own)
    others = np.arange(len(base)) != own
    pass_by = margin + SAFETY
    allowed = rank - 1 - int((others & (low > -pass_by)).sum())
    rivals = np.flatnonzero(others & (high > -pass_by) & (low <= -pass_by))
    if allowed < 0:
        return _Race(allowed=allowed)
    over = _surely_over(live, base, rivals)
    must = over.sum(axis=0) >= allowed
    free = ~must & (len(rivals) - 1 - over.sum(axis=1) < allowed)
    pick = [tuple(int(k) for k in rivals[those]) for those in (must, ~must & ~free)]
    return _Race(pick[0], pick[1], allowed - int(free.sum()))


def _surely_over(live: Mapping[str, Table], base: Floats, rivals: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Whether the rival of a row ends above the rival of a column whatever the levers do."""
    lead = base[rivals][:, None] - base[rivals][None, :]
    for table in live.values():
        effect = table.effect[rivals]
        if effect.any():
            lead = lead + (effect[:, None, :] - effect[None, :, :]).min(axis=2)
    return np.asarray(lead > 0)


def _gaps(live: Mapping[str, Table], base: Floats, own: int) -> tuple[Floats, Floats]:
    """Largest and smallest lead of every unit over the own one that the levers allow."""
    high = base - base[own]
    low = high.copy()
    for table in live.values():
        lead = table.effect - table.effect[own]
        high = high + lead.max(axis=1)
        low = low + lead.min(axis=1)
    return high, low


def _layout(live: Mapping[str, Table], rivals: Sequence[int]) -> _Columns:
    weights, stretches, moved = {}, {}, {}
    place = 0
    for code, table in live.items():
        weights[code] = range(place, place + len(table.steps))
        place += len(table.steps)
        stretches[code] = range(place, place + len(table.steps) - 1)
        place += len(table.steps) - 1
        moved[code] = place
        place += 1
    above = {unit: place + k for k, unit in enumerate(rivals)}
    return _Columns(weights, stretches, moved, above, place + len(rivals))


def _one_place(rows: _Rows, columns: _Columns, code: str, steps: int) -> None:
    """Weights sum to 1 and lie on the two ends of one stretch; a lever off its start counts as moved."""
    weights, stretches = columns.weights[code], columns.stretches[code]
    rows.add([(w, 1.0) for w in weights], 1.0, 1.0)
    rows.add([(s, 1.0) for s in stretches], 1.0, 1.0)
    for step in range(steps):
        near = [stretches[s] for s in (step - 1, step) if 0 <= s < steps - 1]
        rows.add([(weights[step], 1.0), *((s, -1.0) for s in near)], -np.inf, 0.0)
    rows.add([(weights[0], 1.0), (columns.moved[code], 1.0)], 1.0, np.inf)


def _effects(live: Mapping[str, Table], columns: _Columns, unit: int, own: int) -> list[tuple[int, float]]:
    """Coefficients of the unit's score, less the own unit's where they are two."""
    entries = []
    for code, table in live.items():
        line = table.effect[unit] if unit == own else table.effect[own] - table.effect[unit]
        entries += [(column, float(value)) for column, value in zip(columns.weights[code], line, strict=True)]
    return entries


def _beat(
    rows: _Rows,
    live: Mapping[str, Table],
    columns: _Columns,
    race: _Race,
    base: Floats,
    own: int,
    margin: float,
) -> None:
    """Pass everybody who must be passed; of the undecided ones those that no switch lets stay above."""
    high, _ = _gaps(live, base, own)
    pass_by = margin + SAFETY
    for unit in (*race.beaten, *race.undecided):
        entries = _effects(live, columns, unit, own)
        if unit in columns.above:
            entries.append((columns.above[unit], float(high[unit]) + pass_by))
        rows.add(entries, pass_by - float(base[own] - base[unit]), np.inf)
    if columns.above:
        rows.add([(switch, 1.0) for switch in columns.above.values()], 0.0, float(race.allowed))
