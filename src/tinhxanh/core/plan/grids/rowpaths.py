"""Where the rows of a broken table begin that bear no number: a least path over rows and their cells.

The lines of the whole table are one sequence of cells, row after row. The grammar of `cellpaths` tells what
a run of lines costs in a column; here a path may also close a row and begin the next one, which costs the
columns it left empty. Codes, numbers, components merged over rows and groups over all columns are columns
of their own kind. A row that a page break cuts stands on the path twice: its lines above the break and
those below, each with the columns in order and with cells that may stop or begin in the middle.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from tinhxanh.core.plan.grids import cellatoms, rownumbers, timecells
from tinhxanh.core.plan.grids.cellatoms import Atom
from tinhxanh.core.plan.grids.cellpaths import Paths
from tinhxanh.core.plan.grids.cellwords import AGENCY, DEADLINE, hangs, share

_FAR = 1e9
_CODE = re.compile(r"[A-ZĐ]{1,4}[.-]?\d{1,3}(?:\.\d{1,2})?")
_SWALLOWED = 3.0  # a code that stands in another cell
_ROW = 0.3  # a row more
_SMALL = 4.0  # a row whose duty begins with a small letter
_AMID = 4.0  # a row that begins in the middle of a line
_NO_CODE, _NO_NUMBER = 2.5, 6.0
_CUT = 2.0  # a row that a page break cuts
_SIDE_BY_SIDE = 0.3  # how much less it costs there that a cell begins in the middle of a line
_NO_REST = 0.1  # a cell of which nothing stands below a break
_CUT_REACH = 40  # pieces of lines that the part above a break, or below it, may have
_PATIENCE = 12.0  # no cell that costs more stands on a path
_PIECE = 0.1  # a piece of a line in a row that a page break cuts
_LONG_TIME = 40  # letters
_GROUP_LINES, _COMPONENT_LINES = 4, 12
_WIDER = 1.03  # how much wider than the duties below it the line of a group is


# How a cell was reached: the piece it begins with, the state before, whether it opens a row.
_Step = tuple[int, int, bool]
_Way = tuple[float, int, bool]  # the cost, the state before, whether a row opens


@dataclass(slots=True)
class FoundRow:
    """A row: its cells as (column, first atom, behind its last), those behind a page break apart."""

    cells: list[tuple[int, int, int]] = field(default_factory=list)
    below: list[tuple[int, int, int]] = field(default_factory=list)
    cost: float = 0.0

    @property
    def is_cut(self) -> bool:
        return bool(self.below)


class RowPaths(Paths):
    """Finds the rows of a table whose columns have `roles`, among them "group", "component" and "code".

    `labels`: the atoms that are row numbers; `breaks`: the atoms with which a page begins.
    """

    def __init__(self, roles: Sequence[str], labels: Sequence[int] = (), breaks: Sequence[int] = ()) -> None:
        super().__init__(roles)
        self.patience = _PATIENCE
        self._labels, self._breaks = sorted(labels), sorted(breaks)
        self._known, self._cuts = set(labels), set(breaks)
        self._codes: list[int] = []  # atoms that look like codes, where the table has a column of them
        n = len(self.roles)
        self._gaps = [[self._left_empty(a, b) for b in range(n + 1)] for a in range(n + 1)]

    def _left_empty(self, origin: int, column: int) -> float:
        empty = {"group": 0.0, "component": 0.0, "code": _NO_CODE, "id": _NO_NUMBER}
        places = range(origin, column)
        return sum(empty.get(self.roles[place], self.skipped[place][place + 1]) for place in places)

    def split(self, stream: Sequence[Atom]) -> list[FoundRow]:
        """The rows of a table. Linear in its length: a cell has a bounded number of pieces."""
        n, width = len(stream), len(self.roles)
        if "code" in self.roles:
            self._codes = [place for place, atom in enumerate(stream) if _CODE.fullmatch(atom.text)]
        # A state is the column of the last cell: of whole rows, of parts above a break, of parts below.
        best = [[_FAR] * (3 * width) for _ in range(n + 1)]
        back: list[list[_Step]] = [[(0, -1, True)] * (3 * width) for _ in range(n + 1)]
        for start in range(n):
            for state, (cost, origin, opens) in self._ahead(stream, start, best[start]).items():
                for end, cell in self._pieces(stream, start, state):
                    if cost + cell < best[end][state]:
                        best[end][state] = cost + cell
                        back[end][state] = (start, origin, opens)
        return self._rows(best, back)

    def _ahead(self, stream: Sequence[Atom], at: int, best: Sequence[float]) -> dict[int, _Way]:
        """The ways on from piece `at`: which cells may begin there, each the cheapest of its state."""
        found = self._within(stream, at, best)
        closed = min(self._ends(best), default=(0.0, -1) if at == 0 else (_FAR, -1))
        if closed[0] < _FAR:
            for state, way in self._opened(stream[at], at, closed):
                if way[0] < found.get(state, (_FAR, -1, False))[0]:
                    found[state] = way
        if at in self._cuts:
            found.update(self._below(best))
        return found

    def _ends(self, best: Sequence[float]) -> Iterator[tuple[float, int]]:
        """The rows that may be closed here, with the columns they leave empty; below a break all may be."""
        width = len(self.roles)
        for column in range(width):
            if best[column] < _FAR:
                yield best[column] + self._gaps[column + 1][width], column
            if best[2 * width + column] < _FAR:
                yield best[2 * width + column] + _NO_REST, 2 * width + column

    def _opened(self, atom: Atom, at: int, closed: tuple[float, int]) -> Iterator[tuple[int, _Way]]:
        """The cells with which a row may begin at piece `at`, behind the one that was closed."""
        cost = closed[0] + _ROW + (_AMID if atom.inside else 0.0)
        cut = self._before_break(at)
        for column, role in enumerate(self.roles):
            small = role in {"task", "group", "component"} and atom.text[0].islower()
            whole = cost + self._gaps[0][column] + (_SMALL if small else 0.0)
            yield column, (whole, closed[1], True)
            if cut and role not in {"group", "component"}:
                yield len(self.roles) + column, (whole + _CUT, closed[1], True)

    def _within(self, stream: Sequence[Atom], at: int, best: Sequence[float]) -> dict[int, _Way]:
        """The cells that go on with the row of the cell before."""
        width, edge = len(self.roles), self._edge(stream, at)
        found: dict[int, _Way] = {}
        for state in range(3 * width):
            first = state - state % width
            ways = [
                (
                    best[origin]
                    + (self._gaps[origin - first + 1][state - first] if first < 2 * width else _NO_REST),
                    origin,
                )
                for origin in range(first, state)
                if best[origin] < _FAR
            ]
            if ways:
                cost, origin = min(ways)
                # Above a break cells of one line stand side by side.
                found[state] = (cost + (_SIDE_BY_SIDE * edge if first == width else edge), origin, False)
        return found

    def _below(self, best: Sequence[float]) -> Iterator[tuple[int, _Way]]:
        """The cells that go on below a break with the row above it."""
        width = len(self.roles)
        above = [
            (best[width + column] + self._gaps[column + 1][width], width + column)
            for column in range(width)
            if best[width + column] < _FAR
        ]
        for cost, origin in [min(above)] if above else []:
            yield from (
                (2 * width + column, (cost + _NO_REST * column, origin, False)) for column in range(width)
            )

    def _before_break(self, at: int) -> bool:
        following = bisect_right(self._breaks, at)
        return following < len(self._breaks) and self._breaks[following] - at <= _CUT_REACH

    def _limit(self, start: int) -> int:
        """The first row number behind `start`: no cell goes beyond it."""
        following = bisect_right(self._labels, start)
        return self._labels[following] if following < len(self._labels) else 1 << 60

    def _pieces(self, stream: Sequence[Atom], start: int, state: int) -> list[tuple[int, float]]:
        """(end, cost) of the cells of a state that begin at `start`; none reaches over a row number."""
        kind, column = divmod(state, len(self.roles))
        role = self.roles[column]
        if role == "id" or start in self._known:
            return [(start + 1, 0.0)] if role == "id" and start in self._known else []
        if role == "code":
            return [(start + 1, 0.0)] if _CODE.fullmatch(stream[start].text) else []
        limit = self._limit(start)
        if kind == 2:
            return list(self._loose(stream, start, column, min(limit, start + _CUT_REACH)))
        if kind == 1:
            following = bisect_right(self._breaks, start)
            limit = min([limit, *self._breaks[following : following + 1]])
        self.cut = kind == 1
        swallowed = bisect_right(self._codes, start)
        return [
            (end, cost + _SWALLOWED * (bisect_right(self._codes, end - 1) - swallowed))
            for end, cost in self._found(stream, start, column, limit)
            if end <= limit and cost < _PATIENCE
        ]

    def _found(
        self, stream: Sequence[Atom], start: int, column: int, limit: int
    ) -> Iterable[tuple[int, float]]:
        role = self.roles[column]
        if role == "group":
            return self._groups(stream, start, limit)
        if role == "component":
            return self._components(stream, start, column)
        return self._cells(stream, start, column)

    def _groups(self, stream: Sequence[Atom], start: int, limit: int) -> Iterator[tuple[int, float]]:
        """Groups over all columns: lines of their own, numbered, in capitals or wider than the duties."""
        first = stream[start]
        if first.inside or first.opens or not (first.text[0].isupper() or first.text[0].isdigit()):
            return
        line = _line_end(stream, start)
        duties = self.widths[self.roles.index("task")]
        wide = duties > 0 and sum(atom.width for atom in stream[start:line]) > _WIDER * duties
        label = rownumbers.LABEL.match(" ".join(atom.text for atom in stream[start:line]))
        numbered = label is not None and bool(label[2]) and _CODE.fullmatch(first.text) is None
        # Before widths are learnt a doubtful line is a group: it must not teach how wide duties are.
        cost = 0.1 if numbered or first.text.isupper() else 0.4 if wide else 1.0 if duties else 0.6
        for _ in range(_GROUP_LINES):
            names = any(atom.opens for atom in stream[start:line])
            if any(_is_time(atom.text) or _CODE.fullmatch(atom.text) for atom in stream[start + 1 : line]):
                return
            ended = stream[line - 1].text[-1]
            open_end = hangs(stream[line - 1].text)
            if line > limit or cost > _PATIENCE:
                return
            odd = (3.0 if names else 0.0) + (3.0 if ended in ".;,-" else 0.0) + (2.0 if open_end else 0.0)
            yield line, cost + odd
            if line >= len(stream) or stream[line].text[0].isdigit():
                return
            cost += 0.6 + (1.0 if stream[line].text[0].isupper() and not first.text.isupper() else 0.0)
            line = _line_end(stream, line)

    def _components(self, stream: Sequence[Atom], start: int, column: int) -> Iterator[tuple[int, float]]:
        """What the rows below belong to, wrapped to its column; printed once for all of them."""
        first = stream[start].text
        if first[0].islower() or stream[start].opens or _CODE.fullmatch(first):
            return
        cost = 0.4
        for end in range(start + 1, min(len(stream), start + _COMPONENT_LINES) + 1):
            atom = stream[end - 1]
            cost += self.width_cost(atom, column) + (3.0 if _is_time(atom.text) else 0.0)
            cost += 3.0 if atom.opens else 0.0
            if end - 1 > start:
                cost += self.break_cost(stream, start, end - 1, column)
                anew = atom.text[0].isupper() and not atom.inside and not hangs(stream[end - 2].text)
                cost += 0.8 if anew and not stream[end - 2].text[-1].isdigit() else 0.0
            if cost > _PATIENCE:
                return
            yield end, cost + (2.5 if hangs(atom.text) else 0.0) + (0.5 if atom.text[-1] in ".;," else 0.0)

    def _loose(
        self, stream: Sequence[Atom], start: int, column: int, limit: int
    ) -> Iterator[tuple[int, float]]:
        """Cells of a row that a page break cuts: they may begin and stop in the middle of their words."""
        role = self.roles[column]
        cost, cell = 0.0, ""
        for end in range(start + 1, min(len(stream), limit) + 1):
            atom = stream[end - 1]
            cell = f"{cell} {atom.text}".strip()
            cost += _PIECE + self.width_cost(atom, column) + self._foreign(role, atom, cell)
            if end - 1 > start:
                cost += self.break_cost(stream, start, end - 1, column)
                cost += 1.5 if role in AGENCY and atom.opens and not _is_open(stream[end - 2].text) else 0.0
                cost += 0.8 if role == "task" and atom.text[0].isupper() and not atom.inside else 0.0
            if cost > _PATIENCE:
                return
            yield end, cost

    def _foreign(self, role: str, atom: Atom, cell: str) -> float:
        """What it costs that a piece stands in a cell that may lack its beginning or its end."""
        if role == "deadline":
            begun = DEADLINE.match(cell) is not None and len(cell) < _LONG_TIME
            return 0.0 if timecells.is_whole(cell) or begun else 3.0 if atom.opens else 1.0
        if _is_time(atom.text):
            return 3.0
        if role in AGENCY:
            return 1.2 * (1.0 - share(atom.text))
        if role == "task":
            return 2.0 if atom.opens else 0.5 * share(atom.text)
        return 0.5 + (2.0 if atom.opens else 0.0)

    def _rows(self, best: Sequence[Sequence[float]], back: Sequence[Sequence[_Step]]) -> list[FoundRow]:
        """The path back from the end, row by row."""
        end, width = len(best) - 1, len(self.roles)
        ends = [(best[end][s] + self._gaps[s + 1][width], s) for s in range(width)]
        ends += [(best[end][2 * width + c], 2 * width + c) for c in range(width)]
        state = min(ends)[1]
        if best[end][state] >= _FAR:
            return []
        rows: list[FoundRow] = []
        row, closed = FoundRow(), best[end][state]
        while end > 0 and state >= 0:
            start, origin, opens = back[end][state]
            kind, column = divmod(state, width)
            (row.below if kind == 2 else row.cells).insert(0, (column, start, end))
            end, state = start, origin
            if opens:
                before = best[end][state] if state >= 0 else 0.0
                row.cost = closed - before
                rows.append(row)
                row, closed = FoundRow(), before
        return rows[::-1]


def _line_end(stream: Sequence[Atom], at: int) -> int:
    """The atom behind the printed line that atom `at` stands on."""
    end = at + 1
    while end < len(stream) and stream[end].inside:
        end += 1
    return end


def _is_time(text: str) -> bool:
    return cellatoms.is_time(text)


def _is_open(text: str) -> bool:
    return text[-1] in ",;-–"
