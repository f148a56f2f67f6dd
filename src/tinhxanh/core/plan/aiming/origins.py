"""What a goal starts from, in brackets behind it: "đạt 92% (năm 2024 ước đạt 90,5%)" is one goal, not two.

Brackets with years of the plan itself are goals on the way ("đạt 70% (năm 2026 62%, năm 2027 65%)").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tinhxanh.core.plan.aiming.goals import Goal

_OPENED = re.compile(r"[^.;()]{0,160}\((?P<words>[^()]{0,60})")
_YEAR = re.compile(r"(?:năm|cuối|hết)\s+(?P<year>20\d\d)")
_OF_YEAR = re.compile(r"năm\s+(?P<year>20\d\d)\s+(?:là|đạt|có|còn|mới)(?!\w)")
_PAST = re.compile(
    r"(?:hiện nay|hiện tại|hiện trạng|thực hiện|ước (?:đạt|là|thực hiện)|mới (?:đạt|chỉ)|đã đạt)"
)


def folded(text: str, stated: Sequence[Goal], since: int | None) -> list[Goal]:
    """`stated` without the numbers that only say where another one starts; `since` is the plan's first
    year, and years before it are behind the plan.
    """
    found: list[Goal] = []
    for goal in stated:
        held = _held(text, found[-1], goal, since) if found else None
        if held is None:
            if not found or not _tells_of(text, found[-1], goal, since):
                found.append(goal)
        else:
            found[-1] = held
            _share(found)
    return found


def _share(found: list[Goal]) -> None:
    """Give what the last goal starts from to those of the same list before it ("đến năm 2026 …, 2028 …
    (năm 2024 …)").
    """
    held = found[-1]
    for place in range(len(found) - 2, -1, -1):
        goal = found[place]
        if (goal.subject, goal.measure, goal.unit) != (held.subject, held.measure, held.unit):
            return
        if goal.base_value is None:
            found[place] = replace(goal, base_value=held.base_value, base_year=held.base_year)


def _tells_of(text: str, goal: Goal, other: Goal, since: int | None) -> bool:
    """Whether `other` only says in a bracket behind `goal` how much there was in a year behind the plan, in
    another unit ("giảm 10% so với năm 2020 (năm 2020 là 42 kWh/người)").
    """
    if goal.unit == other.unit or since is None or text.find(")", other.end, other.end + 60) < 0:
        return False
    opened = _OPENED.fullmatch(text, goal.end, other.start)
    told = _OF_YEAR.match(opened["words"]) if opened is not None else None
    return told is not None and int(told["year"]) < since


def _held(text: str, goal: Goal, other: Goal, since: int | None) -> Goal | None:
    """`goal` with `other` as what it starts from, or None where `other` is a goal of its own."""
    if goal.measure != other.measure or goal.unit != other.unit or goal.base_value is not None:
        return None
    opened = _OPENED.fullmatch(text, goal.end, other.start)
    closed = text.find(")", other.end, other.end + 60)
    if opened is None or closed < 0:
        return None
    if re.search(r"\d", text[other.end : closed].replace(other.unit or " ", "")):
        return None
    named = _YEAR.search(opened["words"])
    year = int(named["year"]) if named is not None else None
    past = _PAST.search(opened["words"]) is not None
    if not past and (year is None or since is None or year >= since):
        return None
    return replace(goal, base_value=other.value, base_year=year)
