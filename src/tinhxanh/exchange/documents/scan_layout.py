"""Recognised words of one page put in reading order: the two columns of head and foot apart, then lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from tinhxanh.core.plan.source import Box, Cell, Element, Grid, Line
from tinhxanh.exchange.documents.characters import clean

# Recognition errs in CỘNG more often than in the words after it.
_NATION = re.compile(r"(\S+) (\S+) XÃ HỘI CHỦ NGHĨA")
_RECIPIENTS = re.compile(r"\W*nơi\s*nhận\s*[:.]?", re.I)
_GAP = 9.0  # points of white that part two columns; spaces of justified text stay below
_OFF_AXIS = 40.0  # points from the middle of the nation's name at which a line is no part of the head
_HEAD_BEGINS = 6  # lines in which the nation's name is looked for
_SIGNATURE_HEIGHT = 45.0
_LEAST_LEFT = 0.42  # share of the page's width left of any signature


@dataclass(frozen=True, slots=True)
class Word:
    """A recognised word with its place in points from the top left."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float


Row = list[Word]


def elements(rows: list[Row], number: int, width: float) -> list[Element]:
    """The lines of page `number` in reading order; head and foot as grids of two columns."""
    start, head = _head(rows, number, width)
    begin, foot = _foot(rows, start, number, width)
    body = [line(row, number, width) for row in rows[start:begin]]
    return [*([head] if head else ()), *body, *([foot] if foot else ())]


def line(row: Row, number: int, width: float) -> Line:
    """One printed line of the words of `row`."""
    box = Box(
        min(word.x0 for word in row),
        min(word.top for word in row),
        max(word.x1 for word in row),
        max(word.bottom for word in row),
        width,
    )
    size = round(max(word.bottom - word.top for word in row), 1)
    return Line(clean(_text(row)), number, box, size=size)


def _text(row: Row) -> str:
    return " ".join(word.text for word in row)


def _head(rows: list[Row], number: int, width: float) -> tuple[int, Grid | None]:
    """How many rows the head of a letter takes, and its grid; none where there is no nation's name."""
    for row in rows[:_HEAD_BEGINS]:
        if hit := _NATION.search(_text(row)):
            nation = row[_text(row)[: hit.start()].count(" ") :]
            cut, axis = nation[0].x0 - 2, (nation[0].x0 + nation[-1].x1) / 2
            end = next((at for at, r in enumerate(rows) if _ends_head(r, cut, axis)), len(rows))
            grid = _columns(rows[:end], cut, number, width)
            return (end, grid) if grid else (0, None)
    return 0, None


def _ends_head(row: Row, cut: float, axis: float) -> bool:
    if _runs_over(row, cut):
        return True
    return row[0].x0 > cut and abs((row[0].x0 + row[-1].x1) / 2 - axis) > _OFF_AXIS


def _foot(rows: list[Row], start: int, number: int, width: float) -> tuple[int, Grid | None]:
    """The row at which the foot begins, and its grid: recipients on the left, signature on the right."""
    at = next((at for at in range(start, len(rows)) if _RECIPIENTS.match(_text(rows[at]))), len(rows))
    if at == len(rows):
        return at, None
    near = [row for row in rows[at:] if abs(row[0].top - rows[at][0].top) < _SIGNATURE_HEIGHT]
    starts = [x for row in near for x in _starts(row) if x > _LEAST_LEFT * width]
    grid = _columns(rows[at:], min(starts) - 2, number, width) if starts else None
    return (at, grid) if grid else (len(rows), None)


def _starts(row: Row) -> list[float]:
    """Where pieces of the row begin."""
    return [row[0].x0, *(b.x0 for a, b in pairwise(row) if b.x0 - a.x1 >= 2 * _GAP)]


def _runs_over(row: Row, cut: float) -> bool:
    """Whether the row has words on both sides of `cut` and no gap between them."""
    left, right = _sides(row, cut)
    return bool(left and right) and right[0].x0 - left[-1].x1 < _GAP


def _sides(row: Row, cut: float) -> tuple[Row, Row]:
    left = [word for word in row if (word.x0 + word.x1) / 2 < cut]
    return left, row[len(left) :]


def _columns(rows: list[Row], cut: float, number: int, width: float) -> Grid | None:
    """The rows as one grid of two cells; None if one of them is empty."""
    sides: tuple[list[Line], list[Line]] = ([], [])
    for row in rows:
        for side, words in zip(sides, _sides(row, cut), strict=True):
            if words:
                side.append(line(words, number, width))
    if not all(sides):
        return None
    return Grid(tuple(Cell(0, at, tuple(side)) for at, side in enumerate(sides)), 1, 2, number, ruled=False)
