"""Which column of a broken table a line belongs to: a shortest path over lines and columns."""

from __future__ import annotations

import itertools
import math
import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from tinhxanh.core.plan.grids.cellwords import (
    AGENCY,
    APPROVES,
    BULLET,
    COMMON,
    DEADLINE,
    LABELLED,
    MONEY,
    PRODUCT,
    opens_agency,
)
from tinhxanh.core.plan.grids.opencells import OPEN_END, OWN_OFFICE, inside_field, is_open
from tinhxanh.core.plan.grids.sidecells import LAST_DEADLINE, starts
from tinhxanh.core.plan.naming import agencies
from tinhxanh.core.plan.naming.agency_words import UBND
from tinhxanh.core.plan.normal import fold
from tinhxanh.core.plan.source import Line

_COLLECTIVE_START = re.compile(rf"(?:Các|các|{UBND} các)\s")
_WORDS = re.compile(r"\w[\w&-]*")
_SKIP, _STEP, _STAY = 0.4, 0.3, 1.5
_NO_LEAD = 0.15
_LISTED = 0.6  # what speaks for a new cell where a list begins behind words that are none
_SURE = 9.0  # more than this no second-best way needs to cost
_NARROW_TABLE = 36  # letters of the longest lines


class Fit:
    """How well lines fit columns. `learn` takes in what agency cells of this table look like."""

    def __init__(self, roles: Sequence[str], lines: Sequence[str]) -> None:
        self.roles = list(roles)
        lengths = sorted(len(line.strip()) for line in lines if line.strip())
        longest = lengths[int(0.9 * (len(lengths) - 1))] if lengths else 0
        # Where every column is narrow, width tells nothing: words alone decide.
        self.wide = 0.62 * longest if longest > _NARROW_TABLE else 1.4 * longest
        self.margin = _SURE  # how much more the second-best way to place the last lines costs
        self.words: set[str] = set()
        self.pairs: set[tuple[str, str]] = set()
        self.cells: list[str] = []  # in order, each once
        self._fits: dict[tuple[str, int], float] = {}
        self._skips = [[self._cost_between(a, b) for a in range(-1, b)] for b in range(len(self.roles))]

    def learn(self, lines: Sequence[Line], placed: Sequence[int]) -> None:
        """Remember the words and word pairs of the agency cells of a row that was placed."""
        cells: dict[int, str] = {}
        self._fits.clear()
        for line, column in zip(lines, placed, strict=True):
            if self.roles[column] in AGENCY:
                cells[column] = f"{cells.get(column, '')} {line.text}".strip()
        for text in cells.values():
            for name in re.split(r"[;.]", text):
                words = _WORDS.findall(fold(name))
                self.words.update(words)
                self.pairs.update(itertools.pairwise(words))
            cell = " ".join(_words(text))
            at = bisect_left(self.cells, cell)
            if self.cells[at : at + 1] != [cell]:
                self.cells.insert(at, cell)

    def assign(
        self, lines: Sequence[Line], open_cells: Mapping[int, str], runs_on: bool = False
    ) -> Iterable[tuple[int, str, Line]]:
        """(column, text, line) for the lines of one part of a row; a line that holds several cells is cut.

        `runs_on`: the row goes on behind a page break, so a cell may stop in the middle of a name.
        """
        if len(lines) == 1 or (lines and self._holds_cells(lines[0].text)):
            pieces = self._cut(lines[0].text, open_cells)
            if len(pieces) > 1:
                yield from ((column, text, lines[0]) for column, text in pieces)
                rest = list(lines[1:])
                merged = dict(open_cells)
                for column, text in pieces:
                    merged[column] = f"{merged.get(column, '')} {text}".strip()
                yield from (
                    (c, line.text, line)
                    for c, line in zip(self.place(rest, merged, runs_on), rest, strict=True)
                )
                return
        yield from (
            (c, line.text, line)
            for c, line in zip(self.place(lines, open_cells, runs_on), lines, strict=True)
        )

    def place(
        self, lines: Sequence[Line], open_cells: Mapping[int, str] | None = None, runs_on: bool = False
    ) -> list[int]:
        """The column of each line, never going back: least cost of fit and of changes between columns."""
        self.margin = _SURE
        if not lines:
            return []
        width = len(self.roles)
        cost = [
            self._enter(c, lines[0].text, open_cells) + self._emit(lines[0].text, c) for c in range(width)
        ]
        back: list[list[int]] = []
        ahead, steps = [cost], list[list[list[float]]]()
        for index in range(1, len(lines)):
            text = lines[index].text
            before = "\n".join(line.text.strip() for line in lines[max(0, index - 3) : index])
            step, origin = [], []
            moves = self._moves(before, text, open_cells, runs_on)
            for column in range(width):
                moves[column] = [move + self._emit(text, column) for move in moves[column]]
                best, source = min((cost[c] + moves[column][c], c) for c in range(column + 1))
                step.append(best)
                origin.append(source)
            cost = step
            back.append(origin)
            ahead.append(cost)
            steps.append(moves)
        column = min(range(width), key=lambda c: cost[c])
        path = [column]
        for origin in reversed(back):
            column = origin[column]
            path.append(column)
        self.margin = min(_SURE, _second(ahead, steps, path) - min(cost))
        return path[::-1]

    def _emit(self, text: str, column: int) -> float:
        """What it costs that this line stands in this column; remembered, for lines repeat."""
        found = self._fits.get((text, column))
        if found is None:
            found = self._fits[text, column] = self._fit(text.strip(), column)
        return found

    def _fit(self, text: str, column: int) -> float:
        """The cost by the words of the line and its width alone."""
        role, narrow = self.roles[column], len(text) <= self.wide
        if LABELLED.match(text):
            return 0.0 if role in AGENCY else 6.0
        is_deadline = _is_due_time(text)
        if role == "deadline":
            return 0.0 if is_deadline else 5.0 + (0 if narrow else 5)
        if role in AGENCY:
            share = self._share(text)
            if "approval" in self.roles and APPROVES.match(text):
                share = 0.0
            return (
                (0.0 if narrow else 10.0)
                + 2 * (1 - share)
                + (4 if is_deadline else 0)
                + (4 if "money" in self.roles and MONEY.match(text) else 0)
                + (1 if text.endswith(".") else 0)
            )
        if role == "product":
            return (
                (0.5 if PRODUCT.match(text) else 1.5) + (2 if not narrow else 0) + (3 if is_deadline else 0)
            )
        if role == "approval":
            return (0.3 if APPROVES.match(text) else 4.0) + (3 if is_deadline else 0)
        if role == "money":
            return (0.3 if MONEY.match(text) else 1.6) + (3 if is_deadline else 0) + (0 if narrow else 3)
        if role != "task":
            return 2.0 if narrow else 5.0
        if not narrow:
            return 0.0
        if agencies.opens(text) and not text.endswith("."):
            return 2.5
        return (3.0 if is_deadline else 0.0) + (1.2 * self._share(text) if not text.endswith(".") else 0.0)

    def _share(self, text: str) -> float:
        """How much of the line is agency vocabulary, from 0 to 1."""
        words = _words(text)
        if not words:
            return 0.0
        known = sum(1 for word in words if word in self.words or word in COMMON)
        return max(known / len(words), 0.8 if opens_agency(text) else 0.0)

    def _enter(self, column: int, text: str, open_cells: Mapping[int, str] | None) -> float:
        """The cost of a part beginning in `column`; a part behind a page break may go on with any."""
        if column == 0:
            return 0.0
        return self._skipped(-1, column) + self._begin(column, text, open_cells)

    def _skipped(self, origin: int, column: int) -> float:
        """What the columns left empty between two cost; -1 stands before the first."""
        return self._skips[column][origin + 1]

    def _cost_between(self, origin: int, column: int) -> float:
        """What the columns between two cost where they are empty; a duty has a lead sooner than others."""
        between = self.roles[origin + 1 : column]
        return _SKIP * len(between) + _NO_LEAD * sum(1 for role in between if role in {"lead", "responsible"})

    def _begin(self, column: int, text: str, open_cells: Mapping[int, str] | None) -> float:
        if self.roles[column] not in AGENCY or LABELLED.match(text):
            return _STEP
        begins = opens_agency(text)
        if not open_cells or column not in open_cells:
            return _STEP + (0.0 if begins else 4.0)
        carried = open_cells[column]
        if self._continues(carried, text):
            return _STEP
        if is_open(carried):
            return _STEP + (1.0 if begins else 0.5)
        return _STEP + (2.5 if begins else 1.8)

    def _likes_collective(self, column: int, text: str) -> bool:
        return self.roles[column] == "coordinate" and _COLLECTIVE_START.match(text.strip()) is not None

    def _continues(self, carried: str, text: str) -> bool:
        before, after = _words(carried), _words(text)
        return bool(before and after) and (
            (before[-1], after[0]) in self.pairs or (before[-1], after[0]) in _COMMON_PAIRS
        )

    def _moves(
        self, before: str, text: str, open_cells: Mapping[int, str] | None, runs_on: bool
    ) -> list[list[float]]:
        """What it costs that `text` stands in a column, the lines `before` it (three at most) ending in
        another or the same: `[column][origin]`, each origin no later than the column.
        """
        listed = _LISTED if BULLET.match(text) and not BULLET.search(before) else 0.0
        unfinished = [self._unfinished(role, before, runs_on) for role in self.roles]
        moves = []
        for column, role in enumerate(self.roles):
            begun = self._begin(column, text, open_cells) if column else 0.0
            liked = 0.1 if self._likes_collective(column, text) else 0.0
            moves.append(
                [
                    self._skipped(origin, column)
                    + unfinished[origin]
                    - ((liked if self.roles[origin] in AGENCY else 0.0) + listed)
                    + begun
                    for origin in range(column)
                ]
            )
            moves[-1].append(self._stay(role, before, text))
        return moves

    def _unfinished(self, role: str, before: str, runs_on: bool) -> float:
        """What it costs to leave a cell that stops in the middle of a name."""
        if role not in AGENCY or not is_open(before):
            return 0.0
        return (0.0 if inside_field(before) else 1.0) if runs_on else 4.0

    def _stay(self, role: str, before: str, text: str) -> float:
        if role == "task":
            both_short = len(text.strip()) <= self.wide and len(before.rpartition("\n")[2]) <= self.wide
            anew = text[:1].isupper() and not BULLET.match(text)
            return 1.5 if both_short and anew else 0.0
        if role not in AGENCY:
            return 0.0
        if not opens_agency(text):
            return 2.0 if "product" in self.roles and text[:1].isupper() and not is_open(before) else 0.0
        if inside_field(before):
            return 5.0
        if OPEN_END.search(before.strip()) and not OWN_OFFICE.search(before):
            return 0.0
        return _STAY + (3.0 if is_open(before) else 0.0)

    def _holds_cells(self, text: str) -> bool:
        """Whether one line holds several cells of a row: it ends with a due time and names an agency
        before it.
        """
        match = LAST_DEADLINE.search(text)
        return match is not None and len(starts(text[: match.start()])) >= 1

    def _cut(self, text: str, open_cells: Mapping[int, str]) -> list[tuple[int, str]]:
        tail = LAST_DEADLINE.search(text)
        if tail is not None and "deadline" in self.roles and starts(text[: tail.start()]):
            return self._cut_first(text, tail.start())
        return self._cut_rest(text, open_cells)

    def _cut_first(self, text: str, at: int) -> list[tuple[int, str]]:
        """Task, agencies and due time printed on one line: the last agency names are the agency cells."""
        agency_columns = [c for c, role in enumerate(self.roles) if role in AGENCY]
        begun = starts(text[:at])[-len(agency_columns) :]
        pieces = [(0, text[: begun[0]])]
        for column, start, end in zip(agency_columns, begun, [*begun[1:], at], strict=False):
            pieces.append((column, text[start:end]))
        pieces.append((self.roles.index("deadline"), text[at:]))
        return [(column, piece.strip()) for column, piece in pieces if piece.strip()]

    def _cut_rest(self, text: str, open_cells: Mapping[int, str]) -> list[tuple[int, str]]:
        """The last words of two cells on one line: cut where the rest completes an agency cell met before."""
        for column, carried in open_cells.items():
            if self.roles[column] not in AGENCY:
                continue
            stem = " ".join(_words(carried)) + " "
            first = bisect_left(self.cells, stem)
            for cell in self.cells[first:]:
                if not cell.startswith(stem):
                    break
                rest = cell[len(stem) :]
                words = list(_WORDS.finditer(text))
                count = len(rest.split())
                if len(words) > count and fold(" ".join(w[0] for w in words[-count:])) == rest:
                    at = words[-count].start()
                    return [(0, text[:at].strip()), (column, text[at:].strip())]
        return [(0, text)]


_COMMON_PAIRS = frozenset(
    {
        ("ngành", "có"),
        ("có", "liên"),
        ("liên", "quan"),
        ("thị", "xã"),
        ("xã", "thành"),
        ("thành", "phố"),
        ("ngành", "thuộc"),
        ("nông", "thôn"),
    }
)


def _second(
    ahead: Sequence[Sequence[float]], steps: Sequence[Sequence[Sequence[float]]], path: Sequence[int]
) -> float:
    """What the cheapest way costs that leaves `path` (last line first) somewhere; `ahead`: the least costs
    up to each line in each column, `steps`: what it costs to go on to the next line, `[column][origin]`.
    """
    width = len(ahead[0])
    behind = [0.0] * width
    second = min((cost for column, cost in enumerate(ahead[-1]) if column != path[0]), default=math.inf)
    for before, moves, taken in zip(reversed(ahead[:-1]), reversed(steps), path[1:], strict=True):
        behind = [
            min(moves[column][origin] + behind[column] for column in range(origin, width))
            for origin in range(width)
        ]
        for column in range(width):
            if column != taken:
                second = min(second, before[column] + behind[column])
    return second


def begins_anew(before: str, text: str) -> bool:
    """Whether a line opens another agency of its cell, the one before being complete and without a
    separator.
    """
    return agencies.opens(text) and not is_open(before) and not before.rstrip().endswith((",", ";"))


@lru_cache(maxsize=4096)
def _is_due_time(text: str) -> bool:
    return len(text) < 30 and DEADLINE.match(text) is not None


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORDS.findall(fold(text)))
