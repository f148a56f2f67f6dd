"""Which lines of a broken table make which cell: a least path over cells, each a run of lines in a column.

Lines are cut into atoms where a cell could begin in the middle of a line; a cell is a run of atoms. What a
cell costs in a column is told by its words (names of agencies, times, the capital letter at its beginning)
and by the width of the column: a line that breaks off before it is full ends its cell.
"""

from __future__ import annotations

from collections.abc import Sequence, Set

from tinhxanh.core.plan.grids import timecells
from tinhxanh.core.plan.grids.cellatoms import FIGURE, HOLDS, Atom, is_time, ties
from tinhxanh.core.plan.grids.cellwords import (
    AGENCY,
    APPROVES,
    BULLET,
    DEADLINE,
    LABELLED,
    MONEY,
    PRODUCT,
    hangs,
    share,
)
from tinhxanh.core.plan.grids.opencells import is_open
from tinhxanh.core.plan.naming import agencies

_SKIP = 0.6  # a column left empty
_EMPTY = {
    "lead": 2.0,
    "responsible": 2.0,
    "task": 2.0,
    "deadline": 1.2,
    "product": 1.6,
    "note": 0.1,
}
_PAST_STOP = 2.0  # what is no duty goes on behind a full stop
_INSIDE = 1.0  # a cell that begins in the middle of a line
_INSIDE_LATE = 0.3  # the same where the cell before began on another line
_MOST = {"deadline": 8, "money": 5, "product": 12, "approval": 6, "note": 6}
_MOST_NAMES = 26
_TASK = 150
_WRAPPED = {*AGENCY, "task", "product"}  # columns whose lines fill their width
_SMALL_NAME = 1.2  # a cell of agencies that begins with a small letter ("… của | người dân")
_FAR = 1e9
_BLANK = 0.6  # the width of a blank


# A cell of a row: its column, its first atom, the one behind its last.
Cell = tuple[int, int, int]
_Edge = tuple[Cell, float, float]  # a cell, what stands before it costs at least, what it costs itself
_TIMES_BEGUN = frozenset({"tháng", "quý", "năm", "thường", "trước", "trước ngày", "hằng", "hàng", "đến", "6"})


class Paths:
    """Finds the cells of rows whose columns have `roles`; widths of columns are 0 until they are learnt."""

    def __init__(self, roles: Sequence[str]) -> None:
        self.roles = list(roles)
        self.widths: list[float] = [0.0] * len(roles)
        self.starts: dict[str, int] = {}  # first words of products met
        # What the columns `[origin, column)` left empty cost, at [origin][column].
        empty = [_EMPTY.get(role, _SKIP) for role in roles]
        columns = range(len(roles) + 1)
        self.skipped = [[sum(empty[origin:column]) for column in columns] for origin in columns]
        self.patience = _FAR  # what a duty may cost before it is given up
        self.spent = 0.0  # what the cells of the last row that was placed cost
        self.margin = _FAR  # how much more the second-best cells of that row cost
        self.cut = False  # whether cells may stop half-way, at the end of a page

    def place(self, row: Sequence[Atom], cut: bool = False) -> list[Cell]:
        """The cells of a row, columns in order; `cut`: a page break ends it, so a cell may stop half-way.

        Leaves what they cost in `spent`, and in `margin` by how much they are cheaper than any others.
        """
        self.cut, self.margin = cut, _FAR
        n, width = len(row), len(self.roles)
        # best[i][c]: least cost of the first i atoms, the last cell in column c - 1 (0: none yet)
        best = [[_FAR] * (width + 1) for _ in range(n + 1)]
        back: list[list[tuple[int, int]]] = [[(0, 0)] * (width + 1) for _ in range(n + 1)]
        best[0][0] = 0.0
        edges: list[_Edge] = []
        for start in range(n):
            ahead = [
                min((best[start][c] + self.skipped[c][column], c) for c in range(column + 1))
                for column in range(width)
            ]
            for column, (cost, origin) in enumerate(ahead):
                if cost >= _FAR:
                    continue
                edge = self._edge(row, start)
                for end, cell in self._cells(row, start, column):
                    edges.append(((column, start, end), cost, edge + cell))
                    if cost + edge + cell < best[end][column + 1]:
                        best[end][column + 1] = cost + edge + cell
                        back[end][column + 1] = (start, origin)
        self.spent = min(best[n][c] + self.skipped[c][width] for c in range(width + 1)) if n else 0.0
        if min(best[n]) >= _FAR:
            return [(self.roles.index("task"), 0, n)] if n else []
        column = min(range(width + 1), key=lambda c: best[n][c] + self.skipped[c][width])
        found: list[Cell] = []
        end = n
        while end > 0 and column > 0:
            start, origin = back[end][column]
            found.append((column - 1, start, end))
            end, column = start, origin
        self.margin = self._second(edges, set(found), n) - self.spent
        return found[::-1]

    def _second(self, edges: Sequence[_Edge], found: Set[Cell], n: int) -> float:
        """What the cheapest cells of a row cost of which at least one is not among `found`."""
        width = len(self.roles)
        # behind[i][c]: least cost of the atoms from i on, the cell before them in column c - 1
        behind = [[_FAR] * (width + 1) for _ in range(n)]
        behind.append([self.skipped[c][width] for c in range(width + 1)])
        second = _FAR
        for cell, before, cost in reversed(edges):
            column, start, end = cell
            rest = cost + behind[end][column + 1]
            if cell not in found:
                second = min(second, before + rest)
            for origin in range(column + 1):
                behind[start][origin] = min(behind[start][origin], self.skipped[origin][column] + rest)
        return second

    def _edge(self, row: Sequence[Atom], start: int) -> float:
        if start == 0 or not row[start].inside:
            return 0.0
        if ties(row[start - 1].text):
            return 2.6
        late = start > 1 and row[start - 2].line != row[start - 1].line
        return _INSIDE + (_INSIDE_LATE if late and not row[start - 1].inside else 0.0)

    def _cells(self, row: Sequence[Atom], start: int, column: int) -> list[tuple[int, float]]:
        """(end, cost) of the cells of `column` that begin at atom `start`."""
        role = self.roles[column]
        if role in AGENCY:
            return self._names(row, start, column)
        if role == "task":
            return self._duties(row, start, column)
        return self._others(row, start, column, role)

    def _names(self, row: Sequence[Atom], start: int, column: int) -> list[tuple[int, float]]:
        text = row[start].text
        if not row[start].opens and not text[0].isupper() and not LABELLED.match(text):
            return []
        cost = 0.0 if row[start].opens or LABELLED.match(text) else 4.0
        cost += _SMALL_NAME if text[0].islower() else 0.0
        if "approval" in self.roles and APPROVES.match(text):
            cost += 2.0
        if cost > 7:
            return []
        found = []
        cell = text
        for end in range(start + 1, min(len(row), start + _MOST_NAMES) + 1):
            cost += self.width_cost(row[end - 1], column) + _not_names(row[end - 1])
            open_end = is_open(cell) or cell[-1] in ",;-"
            found.append((end, cost + (4.0 if open_end and not self.cut else 0.0)))
            if end == len(row):
                break
            cost += _join_names(cell, row[end], open_end) + self.break_cost(row, start, end, column)
            if cost > 14:
                break
            cell = f"{cell} {row[end].text}"[-240:]
        return found

    def _duties(self, row: Sequence[Atom], start: int, column: int) -> list[tuple[int, float]]:
        first = row[start].text
        cost = 0.0 if first[0].isupper() or BULLET.match(first) or first[0].isdigit() else 0.6
        cost += 2.0 if row[start].opens else 0.0
        found = []
        for end in range(start + 1, min(len(row), start + _TASK) + 1):
            atom = row[end - 1]
            cost += self.width_cost(row[end - 1], column) + _not_duty(row, end - 1, start)
            cost += 0.7 if atom.inside and "product" in self.roles and not _tied(row[end - 2].text) else 0.0
            is_open_end = hangs(atom.text)
            found.append((end, cost + (2.5 if is_open_end and not self.cut else 0.0)))
            if end == len(row) or cost > self.patience:
                break
            following = row[end]
            if not following.inside and following.text[0].isupper() and not BULLET.match(following.text):
                cost += 0.2 if atom.text[-1] in ".;:" else 0.0 if is_open_end else 0.8
            cost += self.break_cost(row, start, end, column)
        return found

    def _others(self, row: Sequence[Atom], start: int, column: int, role: str) -> list[tuple[int, float]]:
        found: list[tuple[int, float]] = []
        if not _may_open(role, row[start].text):
            return found
        cell, cost = "", 0.0
        for end in range(start + 1, min(len(row), start + _MOST.get(role, 8)) + 1):
            atom = row[end - 1]
            if end - 1 > start:
                cost += self.break_cost(row, start, end - 1, column)
            cell = f"{cell} {atom.text}".strip()
            cost += self.width_cost(row[end - 1], column)
            if end - 1 > start and role in {"money", "deadline"}:
                cost += (2.0 if role == "money" and is_time(atom.text) else 0.0) + (
                    3.0 if atom.opens else 0.0
                )
            if end - 1 > start and role in {"product", "note"} and atom.text[0].isupper():
                cost += 0.6 if not atom.inside else 0.2
            if role in {"product", "money"} and atom.inside and _begins_time(atom.text):
                cost += 2.0  # "350 | Tháng 10 năm"
            if role in {"product", "note"} and end - 1 > start:
                cost += _PAST_STOP if row[end - 2].text[-1] == "." else 0.0
                cost += 3.0 if atom.opens and not hangs(row[end - 2].text) else 0.0
                cost += 2.0 if is_time(atom.text) else 0.0
            found.append((end, cost + self._whole(role, cell, row[start])))
        return found

    def _whole(self, role: str, cell: str, atom: Atom) -> float:
        """What a cell that is no duty and no list of names costs in its column."""
        first, opens = atom.text, atom.opens
        if role == "deadline":
            whole = timecells.is_whole(cell)
            if whole or (self.cut and cell.lower() in _TIMES_BEGUN):
                return 0.0
            begun = DEADLINE.match(cell) is not None and len(cell) < 70
            return (4.0 if is_time(first) else 1.2) if begun else 6.0
        if role == "money":
            return 0.3 if MONEY.match(cell) else 3.0
        if role == "approval":
            return 0.3 if APPROVES.match(cell) else 4.0
        open_end = 2.0 if hangs(cell) and not self.cut else 0.0
        if role == "product":
            known = PRODUCT.match(cell) is not None or self.starts.get(_head(cell), 0) > 1
            begins = 0.0 if cell[0].isupper() or BULLET.match(cell) or cell[0].isdigit() else 2.5
            names = 2.5 if opens else 0.0
            return open_end + begins + names + (0.0 if known else 0.5) + (2.0 if is_time(cell) else 0.0)
        return open_end + 0.8 + (0.0 if cell[0].isupper() else 1.0) + (1.5 if opens else 0.0)

    def width_cost(self, atom: Atom, column: int) -> float:
        """What it costs that a line is wider than its column."""
        limit = self.widths[column]
        over = atom.width / limit - 1.0 if limit else 0.0
        return min(6.0, 12.0 * (over - 0.18)) if over > 0.18 else 0.0

    def break_cost(self, row: Sequence[Atom], start: int, at: int, column: int) -> float:
        """What it costs that the cell begun at `start` goes on at `at` though the line above was not full."""
        limit, atom = self.widths[column], row[at]
        if atom.inside or not limit or BULLET.match(atom.text):
            return 0.0
        wide, before = 0.0, at - 1
        while before >= start and row[before].line == row[at - 1].line:
            wide += row[before].width + (_BLANK if wide else 0.0)
            before -= 1
        room = (limit - wide - _BLANK - atom.first) / limit
        return min(2.5, 9.0 * (room - 0.08)) if room > 0.08 else 0.0

    def learn(self, rows: Sequence[tuple[Sequence[Atom], Sequence[Cell]]]) -> None:
        """Take the widths of the columns and the beginnings of products from rows whose cells were found."""
        full: list[list[float]] = [[] for _ in self.roles]
        self.starts = {}
        for row, cells in rows:
            for column, start, end in cells:
                if self.roles[column] == "product":
                    head = _head(row[start].text)
                    self.starts[head] = self.starts.get(head, 0) + 1
                for at in range(start, end - 1) if self.roles[column] in _WRAPPED else ():
                    if not row[at + 1].inside and not BULLET.match(row[at + 1].text):
                        begun = row[at].inside and at > start
                        full[column].append(row[at].width + (row[at - 1].width if begun else 0.0))
        for column, widths in enumerate(full):
            widths.sort()
            self.widths[column] = widths[int(0.9 * (len(widths) - 1))] if len(widths) > 2 else 0.0


def _tied(before: str) -> bool:
    """Whether a capital behind these words goes on with them: a sentence, or a name ("Đồng | Xoài")."""
    return ties(before) or before.rsplit(maxsplit=1)[-1][0].isupper()


def _begins_time(text: str) -> bool:
    return text[0].isupper() and DEADLINE.match(text) is not None


def _head(text: str) -> str:
    return " ".join(text.split(maxsplit=2)[:2]).lower()


def _may_open(role: str, text: str) -> bool:
    """Whether a cell that is no duty and no list of names could begin with a piece of a line."""
    if role in {"deadline", "money"}:
        return not text[0].islower() or DEADLINE.match(text) is not None or MONEY.match(text) is not None
    return not text[0].islower()


def _join_names(cell: str, atom: Atom, open_end: bool) -> float:
    """What it costs that a cell of agencies goes on with a piece of a line."""
    text = atom.text
    if BULLET.match(text) or LABELLED.match(text):
        # A list of dashes begins with its cell: behind a name without one it is the next cell.
        return 1.5 if BULLET.match(text) and (atom.inside or not _listed(cell)) else 0.0
    if open_end:
        return 3.0 if atom.opens and cell[-1] not in ",;-" and not HOLDS.search(cell) else 0.0
    if text[0].islower() or text[0] in "(":
        return 0.2
    if atom.opens:
        return 1.8
    joined = f"{cell} {text}"
    if not atom.inside and agencies.scan(joined, 0)[1] == len(joined):
        return 0.2  # "Sở Công | Thương"
    return 0.4 if atom.inside else 1.0 if cell.rsplit(maxsplit=1)[-1][:1].isupper() else 2.2


def _listed(cell: str) -> bool:
    """Whether agencies stand in a list of dashes, or behind a label."""
    return BULLET.match(cell) is not None or LABELLED.search(cell) is not None or cell[-1] == ":"


def _not_names(atom: Atom) -> float:
    """What it costs that words stand among agencies."""
    if is_time(atom.text):
        return 4.0
    if DEADLINE.match(atom.text):
        return 2.5  # a time begun ("Sở Y tế | Trước ngày")
    if FIGURE.match(atom.text):
        return 2.0
    foreign = 0.1 if atom.opens else 1.0 - share(atom.text)
    return (0.4 if atom.inside else 1.2) * foreign + (0.5 if atom.text[-1] == "." else 0.0)


def _not_duty(row: Sequence[Atom], at: int, start: int) -> float:
    """What it costs that a piece of a line stands in a duty that begins with piece `start`."""
    atom = row[at]
    text = atom.text
    if LABELLED.match(text):
        return 6.0
    if is_time(text):
        return 0.6 if atom.inside else 2.5
    if not atom.opens or at == start:
        return 0.0
    if ties(row[at - 1].text):
        return 0.1
    return 1.6 if atom.inside else 2.0 if text[-1] != "." else 0.4
