"""Rows with tabs between their cells, as word processors and programs write tables into text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from tinhxanh.core.plan.grids import brokentables
from tinhxanh.core.plan.normal import LOWER
from tinhxanh.core.plan.source import Line

_LABEL = re.compile(r"(?:\d{1,3}(?:\.\d{1,3}){0,3}|[IVX]{1,5}|[A-ZĐ]|[a-zđ])[.)]?")
_ITEM = re.compile(r"[-–—+•*]")
_FIGURES = re.compile(r"\t\d[\d,.]*%?(?:\t|$)")
_SMALL = re.compile(rf"[{LOWER}(]")  # how a line goes on that ends a cell of the head
_LEAST = 2  # tabs that make a line a row
_MOST_LINES = 8  # printed lines that one row may take, and lines between two rows
_SEEN = 60  # lines of which the width of a table is learnt


@dataclass(frozen=True, slots=True)
class TabRow:
    """The cells of one row, paragraphs within a cell on lines of their own, and the page it begins on."""

    cells: tuple[str, ...]
    page: int | None


def read(lines: Sequence[Line], at: int) -> tuple[list[TabRow], int]:
    """The rows of the table that begins at line `at` and the line behind it; no rows if none begins there.

    Blank lines do not end a table. A cell of several paragraphs is printed over several lines, so lines
    are put together until they hold as many tabs as a whole row. A row that is one merged cell holds no
    tab, or only the one behind its number; it counts where a whole row follows.
    """
    if _tabs(lines[at]) < _LEAST:
        return [], at
    run = _Run(lines, _width(lines, at))
    end = run.read(at)
    return (run.rows, end) if len(run.rows) > 1 else ([], at)


def _tabs(line: Line) -> int:
    """The tabs between the cells of a row; those that only indent a line set none apart."""
    return line.text.count("\t") if "\t" in line.text.lstrip() else 0


def _width(lines: Sequence[Line], at: int) -> int:
    """How many tabs a whole row holds: as the head does, or as most rows do where its cells are merged."""
    counts = Counter(count for line in lines[at : at + _SEEN] if (count := _tabs(line)) >= _LEAST)
    return max(_tabs(lines[at]), max(counts, key=lambda count: (counts[count], count)))


def _is_label(line: Line) -> bool:
    return _LABEL.fullmatch(line.text.partition("\t")[0].strip()) is not None


@dataclass(slots=True)
class _Run:
    """The rows read so far of one table, and lines of which it is not known yet whether they are in it."""

    lines: Sequence[Line]
    width: int
    rows: list[TabRow] = field(default_factory=list)
    waiting: list[Line] = field(default_factory=list)

    def read(self, at: int) -> int:
        """Read rows from line `at` on; the line behind the last."""
        end = at
        while at < len(self.lines) and len(self.waiting) <= _MOST_LINES:
            line = self.lines[at]
            if not line.text.strip():
                at += 1
                continue
            behind = self._whole(at)
            if behind == at:
                self.waiting.append(line)
                at += 1
                continue
            if not self._settle(line):
                break
            self.rows.append(_joined([one for one in self.lines[at:behind] if one.text.strip()]))
            at = end = behind
        return end

    def _whole(self, at: int) -> int:
        """The line behind the row that begins at line `at`; `at` itself if no whole row does."""
        first = self.lines[at]
        total = _tabs(first)
        if total >= self.width:
            return at + 1
        for place in range(at + 1, min(at + _MOST_LINES, len(self.lines)) if total else at):
            line = self.lines[place]
            if _tabs(line) and (_is_label(line) or (not self.rows and not _SMALL.match(line.text))):
                break
            total += _tabs(line)
            if total == self.width and (_tabs(first) >= _LEAST or _is_label(first)):
                return place + 1
            if total >= self.width:
                break
        return at + 1 if _tabs(first) >= _LEAST else at

    def _settle(self, following: Line) -> bool:
        """Take the waiting lines into the table, before the row `following`; False if it has ended."""
        if not self.waiting:
            return True
        if len(self.rows) == 1 and len(self.waiting) == 1 and _tabs(self.waiting[0]):
            self.rows.append(_joined([self.waiting.pop()]))  # the parts of a head, without their places
            return True
        if _heads(following):
            return False
        loose = [line for line in self.waiting if not _tabs(line)]
        if any(_tabs(line) and not _is_label(line) for line in self.waiting):
            return False
        if not _goes_on(self.rows[-1], loose):
            if len(loose) > 1:
                return False
            self.rows.extend(_joined([line]) for line in self.waiting)
        else:
            tail = "".join("\n" + line.text.strip() for line in loose)
            last = self.rows[-1]
            self.rows[-1] = TabRow((*last.cells[:-1], last.cells[-1] + tail), last.page)
            self.rows.extend(_joined([line]) for line in self.waiting if _tabs(line))
        self.waiting.clear()
        return True


def _heads(line: Line) -> bool:
    """Whether the row names columns, so that another table begins with it."""
    return _FIGURES.search(line.text) is None and brokentables.names_columns(line.text.replace("\t", " "))


def _goes_on(row: TabRow, loose: Sequence[Line]) -> bool:
    """Whether loose lines are further paragraphs of the last cell of `row`."""
    listed = all(_ITEM.match(line.text.strip()) for line in loose)
    return bool(loose) and (listed or row.cells[-1].rstrip().endswith((";", ",")))


def _joined(lines: Sequence[Line]) -> TabRow:
    cells = lines[0].text.split("\t")
    for line in lines[1:]:
        first, *others = line.text.split("\t")
        cells = [*cells[:-1], f"{cells[-1]}\n{first}", *others]
    return TabRow(tuple(cells), lines[0].page)
