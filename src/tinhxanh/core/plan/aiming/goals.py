"""The grammar of numbers to reach in running text: shares, scores, ranks, counts."""

from __future__ import annotations

import re
from dataclasses import replace

from tinhxanh.core.plan.aiming import amounts, carried, counts, ranks, repeats, scores, shares, sums
from tinhxanh.core.plan.aiming.goalparts import Goal

# All but ranks are told in percent or in things; no date, year or number of an instrument is.
_AMOUNT = re.compile(r"\d\s*(?:%|[^\W\d_])")

__all__ = ["Goal", "find"]


def find(text: str, is_goal: bool) -> list[Goal]:
    """The goals a point states, in printed order. `is_goal`: it stands in a section of goals."""
    found = [*ranks.find(text)]
    if _AMOUNT.search(text) is not None:
        found += scores.find(text)
        found += shares.find(text, is_goal)
        found += repeats.find(text)
        found += counts.find(text, is_goal)
    if is_goal:
        found += amounts.net_zero(text)
        found += amounts.find(text, sorted(found, key=lambda goal: goal.start))
    found = [goal for goal in found if not sums.is_cost(text, goal)]
    found.sort(key=lambda goal: goal.start)
    return [one for goal in carried.over(text, found) for one in _of_each_year(text, goal)]


# "giữ ở mức 35% trong các năm 2027, 2028 và 2030": the same number is to be reached in each of them.
_YEARS = re.compile(
    r"[^.;,%\d]{0,60}?(?:trong|vào|cho|ở)\s+(?:cả\s+)?(?:các|hai|ba|những)\s+năm\s+"
    r"(?P<years>20\d\d(?:\s*(?:,|và|,\s*và)\s*(?:năm\s+)?20\d\d)+)(?!\d|\s*[-–/]\s*\d)",
    re.IGNORECASE,
)


def _of_each_year(text: str, goal: Goal) -> list[Goal]:
    """The goal once for each of the years listed behind it; as it is where none are."""
    listed = _YEARS.match(text, goal.end)
    if listed is None:
        return [goal]
    return [replace(goal, year=int(year)) for year in re.findall(r"20\d\d", listed["years"])]
