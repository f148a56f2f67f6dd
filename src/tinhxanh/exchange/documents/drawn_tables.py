"""Tables drawn with characters: borders of `+`, `-` and `|`, cells that may reach over several places."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tinhxanh.core.plan.source import Cell, Grid, Paragraph

_BORDER = re.compile(r"\+(?:[-=:]{1,400}\+)+")
_SEGMENT = re.compile(r"[-=:+]+")
_WIDEST = 4_000  # letters in a line of a drawing
_MOST = 60  # columns of characters' borders that a table may have
_PLACES = 200_000  # between its borders that a table may have


class Drawings:
    """The tables drawn among `lines`. A block that is none is walked once, not from every border in it."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._barren = 0  # the line before which no border opens a table

    def find(self, at: int) -> tuple[Grid, int] | None:
        """The table whose upper border is line `at`, and the line behind it; None if none is drawn there."""
        lines = self._lines
        if at < self._barren or not _BORDER.fullmatch(lines[at].strip()):
            return None
        behind = at
        while behind < len(lines) and lines[behind].strip()[:1] in ("+", "|"):
            behind += 1
        end = behind
        while end > at + 1 and "+-" not in lines[end - 1] and "+=" not in lines[end - 1]:
            end -= 1
        drawn = [line.strip() for line in lines[at:end]]
        if end < at + 3:
            self._barren = behind
            return None
        wide = [place for place, line in enumerate(drawn, at) if len(line) > _WIDEST]
        if wide:
            self._barren = wide[-1] + 1
            return None
        drawing = _Drawing(drawn)
        if len(drawing.rows) * len(drawing.columns) > _PLACES:
            self._barren = behind
            return None
        return Grid(tuple(drawing.cells()), len(drawing.rows) - 1, len(drawing.columns) - 1), end


class _Drawing:
    """A table as its characters: where borders run, which places they leave together."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines  # of any length: behind its end a line is blank
        ruled = [at for at, line in enumerate(self.lines) if "+-" in line or "+=" in line or "+:" in line]
        self.rows = ruled
        marks = {at for row in ruled for at, sign in enumerate(self.lines[row]) if sign == "+"}
        self.columns = sorted(marks)[:_MOST]

    def _open_right(self, row: int, column: int) -> bool:
        """Whether no border stands between the place and its right neighbour."""
        at = self.columns[column + 1]
        body = self.lines[self.rows[row] + 1 : self.rows[row + 1]]
        return any(line[at : at + 1] not in ("|", "+") for line in body)

    def _open_below(self, row: int, column: int) -> bool:
        line = self.lines[self.rows[row + 1]]
        left, right = self.columns[column] + 1, self.columns[column + 1]
        return len(line) < right or _SEGMENT.fullmatch(line, left, right) is None

    def cells(self) -> list[Cell]:
        """The cells with their spans, in reading order."""
        n_rows, n_columns = len(self.rows) - 1, len(self.columns) - 1
        taken: set[tuple[int, int]] = set()
        found = []
        for row in range(n_rows):
            for column in range(n_columns):
                if (row, column) in taken:
                    continue
                wide, high = 1, 1
                while column + wide < n_columns and self._open_right(row, column + wide - 1):
                    wide += 1
                while row + high < n_rows and self._open_below(row + high - 1, column):
                    high += 1
                taken |= {(row + r, column + c) for r in range(high) for c in range(wide)}
                found.append(Cell(row, column, self._content(row, column, high, wide), high, wide))
        return found

    def _content(self, row: int, column: int, high: int, wide: int) -> tuple[Paragraph, ...]:
        left, right = self.columns[column] + 1, self.columns[column + wide]
        inner = [line[left:right].strip() for line in self.lines[self.rows[row] + 1 : self.rows[row + high]]]
        blocks = re.split(r"\n\s*\n", "\n".join(inner).strip())
        return tuple(Paragraph(" ".join(block.split())) for block in blocks if block.strip())
