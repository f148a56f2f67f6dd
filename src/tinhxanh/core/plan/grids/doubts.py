"""How doubtful the cells of a row are that print left without borders; when a person should look at it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tinhxanh.core.plan.grids import timecells
from tinhxanh.core.plan.grids.cellwords import AGENCY, DEADLINE, hangs
from tinhxanh.core.plan.grids.opencells import is_open
from tinhxanh.core.plan.source import Line

DOUBTFUL = 3.7  # a row with more doubt than this is shown to a person
_CLEAR = 1.5  # how much more the second-best cells of a row need to cost at most
_UNTOLD = 1.3  # the same where no second-best cells are looked for
GUESSED = 4.5  # of a row over pages put together line by line, if any other way were as good
_BROKEN = 9.0  # of a row with a cell that stops in the middle of its words

# A piece of a cell: its column, its text, the line it stands on.
Piece = tuple[int, str, Line]


@dataclass(frozen=True, slots=True)
class Placed:
    """The pieces of a row in printed order, and how doubtful they are."""

    pieces: list[Piece]
    doubt: float


def of(cost: float, margin: float = _UNTOLD) -> float:
    """How doubtful cells are: much where words and widths fit them badly (`cost`), less where every other
    way to cut the row costs more by `margin`.

    >>> of(6.0, margin=0.5) > of(6.0, margin=2.5)
    True
    """
    return cost - min(margin, _CLEAR)


def judged(roles: Sequence[str], pieces: Sequence[Piece], doubt: float) -> Placed:
    """The pieces of a row with their doubt; it is great where a cell stops in the middle of its words."""
    cells = ["" for _ in roles]
    for column, text, _ in pieces:
        cells[column] = f"{cells[column]} {text}".strip()
    return Placed(list(pieces), max(doubt, _BROKEN) if any(map(_stops_amid, roles, cells)) else doubt)


def _stops_amid(role: str, cell: str) -> bool:
    if not cell:
        return False
    if role == "deadline":
        return not timecells.is_whole(cell) and (DEADLINE.match(cell) is None or len(cell) > _LONG_TIME)
    if role in AGENCY:
        return is_open(cell[-_SEEN:]) or _TIME_BEGUN.search(cell) is not None
    return hangs(cell)


_TIME_BEGUN = re.compile(r"\s(?:Trước(?: ngày)?|Thường|Quý|Tháng|Năm|H[ằà]ng)$")  # "Tỉnh đoàn Trước"
_LONG_TIME = 40  # letters
_SEEN = 200  # letters at the end of a cell that tell whether it is whole
