"""The grammar of numbers to reach in running text: shares, scores, ranks, counts."""

from __future__ import annotations

import re

from tinhxanh.core.plan.aiming import counts, ranks, scores, shares
from tinhxanh.core.plan.aiming.goalparts import Goal

# All but ranks are told in percent or in things; no date, year or number of an instrument is.
_AMOUNT = re.compile(r"\d\s*(?:%|[^\W\d_])")

__all__ = ["Goal", "find"]


def find(text: str, is_goal: bool) -> list[Goal]:
    """The goals a point states, in printed order. `is_goal`: it stands in a section of goals."""
    if _AMOUNT.search(text) is None:
        found = [*ranks.find(text)]
    else:
        found = [
            *scores.find(text),
            *ranks.find(text),
            *shares.find(text),
            *counts.times(text),
            *counts.find(text, is_goal),
        ]
    found.sort(key=lambda goal: goal.start)
    return found
