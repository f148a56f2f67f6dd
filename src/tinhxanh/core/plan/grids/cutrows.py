"""Rows that a page break cuts: their cells all begin above it, what goes on below is told by what stopped.

Every cell of a row begins at its top, so the lines above a break hold the beginnings of all its cells, in
order; below stand the rests of some, in order again. A least path over the rests asks of each column whether
its words above want to go on (a name without its end, a time begun) and whether the words below go on with
them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from tinhxanh.core.plan.grids import timecells
from tinhxanh.core.plan.grids.cellatoms import Atom, is_time
from tinhxanh.core.plan.grids.cellpaths import Cell, Paths
from tinhxanh.core.plan.grids.cellwords import AGENCY, BULLET, DEADLINE, hangs, share
from tinhxanh.core.plan.grids.opencells import inside_field, is_open
from tinhxanh.core.plan.naming import agencies

_FAR = 1e9
_MOST = 60  # pieces of lines that the rest of a cell may have
_KEPT = 240  # letters of a cell above that decide how it goes on
_PATIENCE = 14.0
_LEFT_OPEN = {"task": 1.5, "product": 1.5, "deadline": 4.0}
_NAME_LEFT_OPEN = 4.0
_TIED = re.compile(r"\s(?:và|UBND|các)$")  # behind these another name of the same cell or the next may stand


def above(paths: Paths, stream: Sequence[Atom]) -> list[Cell]:
    """The cells that begin above a break; nothing where one of the duty, an agency or the time is missing, or
    where a name could belong to either of two cells.
    """
    cells = paths.place(stream, cut=True)
    met = {paths.roles[column] for column, _, _ in cells}
    wanted = {"task", "deadline"} & set(paths.roles)
    named = AGENCY & met or not AGENCY & set(paths.roles)
    plain = all(_is_plain(paths.roles[column], stream[start:end]) for column, start, end in cells)
    return cells if wanted <= met and named and plain else []


def _is_plain(role: str, cell: Sequence[Atom]) -> bool:
    """Whether no name ends a duty, and the names of a cell begin with capitals and are parted by signs."""
    if role not in AGENCY:
        return role != "task" or len(cell) == 1 or not cell[-1].opens
    parted = all(
        not atom.opens or before.text[-1] in ",;" or is_open(before.text) or BULLET.match(atom.text)
        for before, atom in pairwise(cell)
    )
    text = " ".join(atom.text for atom in cell)
    tied = _TIED.search(text) is not None and not inside_field(text)
    return parted and cell[0].text[0].isupper() and not tied


def below(paths: Paths, begun: Sequence[str], stream: Sequence[Atom]) -> tuple[list[Cell], float]:
    """Which of the pieces below a break go on with which cell; `begun`: the text of each column
    above it. With what it costs."""
    n, width = len(stream), len(paths.roles)
    stopped = [_left_open(role, text) for role, text in zip(paths.roles, begun, strict=True)]
    best = [[_FAR] * (width + 1) for _ in range(n + 1)]
    back: list[list[tuple[int, int]]] = [[(0, 0)] * (width + 1) for _ in range(n + 1)]
    best[0][0] = 0.0
    for start in range(n):
        for column in range(width):
            ahead = min((best[start][c] + sum(stopped[c:column]), c) for c in range(column + 1))
            if ahead[0] >= _FAR:
                continue
            for end, cost in _rests(paths, begun[column], stream, start, column):
                if ahead[0] + cost < best[end][column + 1]:
                    best[end][column + 1] = ahead[0] + cost
                    back[end][column + 1] = (start, ahead[1])
    state = min(range(width + 1), key=lambda c: best[n][c] + sum(stopped[c:]))
    found: list[Cell] = []
    end, total = n, best[n][state] + sum(stopped[state:])
    while end > 0 and state > 0 and best[end][state] < _FAR:
        start, origin = back[end][state]
        found.append((state - 1, start, end))
        end, state = start, origin
    return (found[::-1], total) if end == 0 else ([], _FAR)


def _left_open(role: str, text: str) -> float:
    """What it costs that the words of a cell above the break do not go on."""
    if not text:
        return 0.0
    if role in AGENCY:
        return _NAME_LEFT_OPEN if is_open(text) or text[-1] in ",;-–" else 0.0
    if role == "deadline":
        return 0.0 if timecells.is_whole(text) else _LEFT_OPEN[role]
    return _LEFT_OPEN.get(role, 0.0) if hangs(text) or text[-1] in ",;-–" else 0.0


def _rests(
    paths: Paths, before: str, stream: Sequence[Atom], start: int, column: int
) -> Iterator[tuple[int, float]]:
    """(end, cost) of the rests of the cell of `column` that begin at piece `start`."""
    role = paths.roles[column]
    before = before[-_KEPT:]
    cost, cell = _goes_on(role, before, stream[start]), ""
    for end in range(start + 1, min(len(stream), start + _MOST) + 1):
        atom = stream[end - 1]
        if end - 1 > start:
            cost += paths.break_cost(stream, start, end - 1, column) + _inner(role, cell, atom)
        cell = f"{cell} {atom.text}".strip()
        cost += paths.width_cost(atom, column) + _foreign(role, atom)
        if cost > _PATIENCE:
            return
        yield end, cost + _end(role, f"{before} {cell}".strip())


def _goes_on(role: str, before: str, atom: Atom) -> float:
    """What it costs that a cell goes on behind the break with a piece of a line."""
    text = atom.text
    if role in AGENCY:
        return _name_goes_on(before, atom)
    if role == "deadline":
        return 6.0 if timecells.is_whole(before) and not timecells.is_whole(f"{before} {text}") else 0.0
    if not before:
        return 2.0
    if text[0].islower() or hangs(before):
        finished = before[-1] == "." or (role != "task" and not hangs(before))
        return 0.0 if not finished else 3.0 if before[-1] == "." else 0.6
    return 0.2 if BULLET.match(text) else 1.0


def _name_goes_on(before: str, atom: Atom) -> float:
    if not before:
        return 1.0 if atom.opens else 4.0
    if before[-1] in ",;" or BULLET.match(atom.text):
        return 0.0 if atom.opens else 2.0 * (1.0 - share(atom.text))
    if is_open(before):
        return 0.0 if not atom.opens else 1.0
    if atom.opens:
        return 1.5
    last = max((at for at in range(len(before)) if not at or before[at - 1] in " ;,"), default=0)
    for at in range(last, -1, -1):
        if (not at or before[at - 1] == " ") and agencies.begins(before, at):
            joined = f"{before[at:]} {atom.text}"
            return 0.3 if agencies.scan(joined, 0)[1] > len(before) - at + 1 else 3.0
    return 3.0


def _inner(role: str, cell: str, atom: Atom) -> float:
    """What it costs that the rest of a cell goes on with another piece."""
    text = atom.text
    if role in AGENCY:
        if not atom.opens or BULLET.match(text):
            return 0.0
        return 0.0 if cell[-1] in ",;" or is_open(cell) else 1.8
    if role == "task" and text[0].isupper() and not atom.inside and not BULLET.match(text):
        return 0.2 if cell[-1] in ".;:" or hangs(cell) else 0.8
    return 0.0


def _foreign(role: str, atom: Atom) -> float:
    """What it costs that a piece stands in the rest of a cell, by its words alone."""
    if role == "deadline":
        return 2.5 if atom.opens else 0.2
    if is_time(atom.text):
        return 3.0
    if role in AGENCY:
        return 0.1 if atom.opens else 1.2 * (1.0 - share(atom.text))
    if role == "task":
        return 2.0 if atom.opens else 0.5 * share(atom.text)
    return 0.3 + (2.0 if atom.opens else 0.0)


def _end(role: str, cell: str) -> float:
    """What it costs that a cell ends here, what stood above the break counted in."""
    if role == "deadline":
        return 0.0 if timecells.is_whole(cell) else 1.0 if DEADLINE.match(cell) and len(cell) < 70 else 5.0
    if role in AGENCY:
        return 4.0 if is_open(cell) or cell[-1] in ",;-–" else 0.0
    return 2.0 if hangs(cell) else 0.0
