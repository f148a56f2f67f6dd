"""Columns of goals and of the starting value; tables that give the goals of several years."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tinhxanh.core.plan.facts import Target
from tinhxanh.core.plan.normal import fold
from tinhxanh.core.plan.tables import Column, Sheet

_YEAR_ONLY = re.compile(r"(?:đến )?(?:hết )?(?:năm )?20\d\d")
# A target has no room for these: where they stand, a row stays the row of an indicator.
_OF_ROWS = frozenset({"lead", "coordinate", "both", "responsible", "rhythm", "rank", "median", "target_rank"})


def goals(sheet: Sheet, since: int | None) -> tuple[Column, ...]:
    """The columns of goals: so headed, or by their years alone.

    A head that says a year and nothing else ("Năm 2025") holds a goal behind columns that say they hold
    results; where all heads are years, those from `since` on do, the first year the document plans for.
    """
    headed, values = sheet.all("target"), sheet.all("value")
    if headed:
        return headed
    years = [column for column in values if _YEAR_ONLY.fullmatch(fold(column.header).strip())]
    if years and len(years) == len(values) and since is not None:
        ahead = tuple(column for column in years if (column.year or 0) >= since)
        return ahead or values[1:]
    if years and len(years) < len(values):
        done = max((c.year or 0) for c in values if c not in years)
        ahead = tuple(column for column in years if (column.year or 0) > done)
        return ahead or values[1:]
    return values[1:]


def start(sheet: Sheet, wanted: tuple[Column, ...]) -> Column | None:
    """The column of starting values beside the goals `wanted`: the one of the latest year, the edition that
    the plan starts from.
    """
    values = [column for column in sheet.all("value") if column not in wanted]
    return max(values, key=lambda column: column.year or 0, default=None)


def are_only(sheet: Sheet, wanted: tuple[Column, ...]) -> bool:
    """Whether the table gives goals of several years and nothing else that a row of an indicator holds."""
    years = {column.year for column in wanted}
    return len(years) > 1 and None not in years and not any(c.role in _OF_ROWS for c in sheet.columns)


def under(path: str, targets: Sequence[Target]) -> list[Target]:
    """The goals of one row under the point `path`, numbered in the order of their years as printed."""
    return [replace(target, id=f"{path}.{target.id}.{n}") for n, target in enumerate(targets, 1)]
