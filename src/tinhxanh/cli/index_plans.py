"""What `tinhxanh index plan` asks and shows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
import numpy as np

from tinhxanh.core import index as engine
from tinhxanh.exchange import tables


def chance_of(
    recipe: engine.Recipe,
    data: engine.Data,
    probability: float | None,
    error: float | None,
    choices: Path | None,
    draws: int,
) -> engine.Chance | None:
    """How sure a plan must be, from the options of `plan`."""
    if probability is None:
        if error is not None or choices is not None:
            raise click.UsageError("--error và --choices chỉ dùng cùng --probability.")
        return None
    if (error is None) == (choices is None):
        raise click.UsageError("--probability cần đúng một trong --error và --choices.")
    if choices is not None:
        return engine.Chance(probability, None, tuple(tables.read_choices(choices, recipe)), draws)
    spread = np.nanstd(data.values, axis=0)
    return engine.Chance(probability, np.full(data.values.shape, error) * spread, (), draws)


def plan_report(found: engine.Planned) -> dict[str, Any]:
    """Plans, or the reason why there is none, as JSON shows them."""
    plans = [
        {"cost": p.cost, "score": p.score, "rank": p.rank, "probability": p.probability, "moves": p.moves}
        for p in found.plans
    ]
    said = {"reason": found.reason, "reach": found.reach, "binding": found.binding}
    return {"unit": found.unit, "goal": found.goal, **said, "plans": plans}


def plan_rows(found: engine.Planned) -> tuple[list[str], list[list[Any]]]:
    """One row a move, under the number of its plan."""
    header = ["plan", "cost", "score", "rank", "probability", "code", "before", "after", "duties"]
    rows = [
        [k, p.cost, p.score, p.rank, p.probability, m.code, m.before, m.after, "; ".join(m.duties)]
        for k, p in enumerate(found.plans, start=1)
        for m in p.moves
    ]
    return header, rows
