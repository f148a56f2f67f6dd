"""Rows of a table broken into lines that begin with a name and bear no number: where the next one begins."""

from __future__ import annotations

import re

from tinhxanh.core.plan.grids.cellwords import opens_agency
from tinhxanh.core.plan.grids.opencells import is_open
from tinhxanh.core.plan.naming import agencies
from tinhxanh.core.plan.normal import squeeze

_BULLET = re.compile(r"[-–+•*]\s+")


def begins(cell: str, text: str, agencies_behind: bool) -> bool:
    """Whether a line opens the next row, the one above having its figures and, behind them, `cell`.

    `agencies_behind`: whether agencies stand behind the figures; then the line may go on with their names.

    >>> begins("Sở Công", "Thương", True), begins("Sở Công Thương", "Tiết kiệm nước", True)
    (False, True)
    """
    if _BULLET.match(text):
        return not agencies_behind or not opens_agency(text)
    if not text[:1].isupper():
        return False
    if not agencies_behind:
        return True
    return not opens_agency(text) and not (cell and _goes_on(squeeze(cell), text))


def _goes_on(cell: str, text: str) -> bool:
    """Whether the names of a cell go on with the words of a line."""
    return is_open(cell) or cell[-1] in ",;(" or agencies.scan(f"{cell} {text}", 0)[1] > len(cell) + 1


def clean(text: str) -> str:
    """The beginning of a row without the dash that opens it."""
    return _BULLET.sub("", text, count=1)
