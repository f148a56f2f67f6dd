"""Ruled tables of a PDF page: from the strokes that draw them to columns, rows and merged areas."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2.raw as pdfium

from tinhxanh.exchange.documents import pdf_strokes
from tinhxanh.exchange.documents.pdf_lines import Place
from tinhxanh.exchange.documents.pdf_strokes import THIN

_SNAP = 3.0  # lines nearer than this are one line, ends nearer than this touch
_GAP = 4.0  # pieces of one line may stand this far apart
_SHORTEST = 6.0
_SPILL = 10.0  # words may run this far over the outer edges of a table
_MOST_LINES = 1_500


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line at `at`, from `low` to `high` along the other axis."""

    at: float
    low: float
    high: float


Area = tuple[int, int, int, int]  # row, column, row span, column span


class Frame:
    """A ruled table: edges of columns `xs` and rows `ys`, and its areas in order."""

    def __init__(self, xs: tuple[float, ...], ys: tuple[float, ...], areas: tuple[Area, ...]) -> None:
        self.xs, self.ys, self.areas = xs, ys, areas
        self._squares: dict[tuple[int, int], Area] = {}
        self._borders: list[list[float]] = [[xs[-1] + _SPILL] for _ in ys]
        for area in areas:
            row, column, height, width = area
            for at in range(row, row + height):
                self._borders[at].append(xs[column] if column else xs[0] - _SPILL)
                self._squares.update(((at, across), area) for across in range(column, column + width))
        for borders in self._borders:
            borders.sort()

    def borders(self, y: float) -> list[float]:
        """Left edges of the areas in the row at `y`, and the right edge of the table, with room for spill."""
        return self._borders[_strip(self.ys, y)]

    def area_at(self, x: float, y: float) -> Area | None:
        """The area that holds the point, None outside the table."""
        inside = self.xs[0] - _SPILL <= x <= self.xs[-1] + _SPILL
        if not inside or not self.ys[0] <= y <= self.ys[-1]:
            return None
        return self._squares.get((_strip(self.ys, y), _strip(self.xs, x)))


def _strip(edges: tuple[float, ...], place: float) -> int:
    """The strip between `edges` in which `place` lies, the nearest one outside."""
    return max(0, min(bisect_right(edges, place), len(edges) - 1) - 1)


def frames(page: pdfium.FPDF_PAGE, place: Place) -> list[Frame]:
    """The ruled tables of a page from top to bottom; none if the page is a drawing of countless strokes."""
    rects = pdf_strokes.read(page, place)
    across = _joined([Stroke((r[1] + r[3]) / 2, r[0], r[2]) for r in rects if r[3] - r[1] <= THIN])
    down = _joined([Stroke((r[0] + r[2]) / 2, r[1], r[3]) for r in rects if r[2] - r[0] <= THIN])
    if len(across) < 2 or not down or len(across) + len(down) > _MOST_LINES:
        return []
    found = (_frame(rows, columns) for rows, columns in _crossing(across, down))
    return sorted((frame for frame in found if frame), key=lambda frame: frame.ys[0])


def _joined(strokes: list[Stroke]) -> list[Stroke]:
    """Strokes on one line and touching are one; specks are left out."""
    joined: list[Stroke] = []
    for group in _level(strokes):
        at = sum(stroke.at for stroke in group) / len(group)
        low, high = group[0].low, group[0].high
        for stroke in group[1:]:
            if stroke.low > high + _GAP:
                joined.append(Stroke(at, low, high))
                low, high = stroke.low, stroke.high
            high = max(high, stroke.high)
        joined.append(Stroke(at, low, high))
    return [stroke for stroke in joined if stroke.high - stroke.low >= _SHORTEST]


def _level(strokes: list[Stroke]) -> Iterator[list[Stroke]]:
    """Groups of strokes at nearly the same place, each sorted along its line."""
    group: list[Stroke] = []
    for stroke in sorted(strokes, key=lambda stroke: stroke.at):
        if group and stroke.at - group[0].at > _SNAP:
            yield sorted(group, key=lambda one: one.low)
            group = []
        group.append(stroke)
    if group:
        yield sorted(group, key=lambda one: one.low)


def _crossing(across: list[Stroke], down: list[Stroke]) -> Iterator[tuple[list[Stroke], list[Stroke]]]:
    """Lines that hang together by crossing or touching, as horizontal and vertical ones."""
    group = list(range(len(across) + len(down)))

    def root(at: int) -> int:
        while group[at] != at:
            group[at] = group[group[at]]
            at = group[at]
        return at

    for i, row in enumerate(across):
        low, high = row.low - _SNAP, row.high + _SNAP
        for j, column in enumerate(down, len(across)):
            if low <= column.at <= high and _within(row.at, column):
                group[root(i)] = root(j)
    members: dict[int, tuple[list[Stroke], list[Stroke]]] = {}
    for at, stroke in enumerate((*across, *down)):
        members.setdefault(root(at), ([], []))[at >= len(across)].append(stroke)
    yield from members.values()


def _within(at: float, stroke: Stroke) -> bool:
    return stroke.low - _SNAP <= at <= stroke.high + _SNAP


def _frame(rows: list[Stroke], columns: list[Stroke]) -> Frame | None:
    """The lattice of crossing lines, None if it makes fewer than two cells."""
    if not rows or not columns:
        return None
    xs = _edges_of([column.at for column in columns], [end for row in rows for end in (row.low, row.high)])
    ys = _edges_of([row.at for row in rows], [end for column in columns for end in (column.low, column.high)])
    if len(xs) < 2 or len(ys) < 2 or (len(xs) - 1) * (len(ys) - 1) < 2:
        return None
    areas = _areas(xs, ys, rows, columns)
    return Frame(xs, ys, areas) if len(areas) > 1 else None


def _edges_of(places: list[float], ends: list[float]) -> tuple[float, ...]:
    """Distinct places of lines, and where the crossing lines end if no line is drawn there."""
    edges: list[float] = []
    for at in sorted((*places, min(ends), max(ends))):
        if not edges or at - edges[-1] > _SNAP:
            edges.append(at)
    return tuple(edges)


def _areas(
    xs: tuple[float, ...], ys: tuple[float, ...], rows: list[Stroke], columns: list[Stroke]
) -> tuple[Area, ...]:
    """Cells between drawn borders: lattice squares with no line between them belong together."""
    width = len(xs) - 1
    owner = list(range(width * (len(ys) - 1)))

    def root(at: int) -> int:
        while owner[at] != at:
            owner[at] = owner[owner[at]]
            at = owner[at]
        return at

    for at in range(len(owner)):
        i, j = divmod(at, width)
        x, y = (xs[j] + xs[j + 1]) / 2, (ys[i] + ys[i + 1]) / 2
        if j + 1 < width and not _drawn(columns, xs[j + 1], y):
            owner[root(at + 1)] = root(at)
        if i + 2 < len(ys) and not _drawn(rows, ys[i + 1], x):
            owner[root(at + width)] = root(at)
    squares: dict[int, list[int]] = {}
    for at in range(len(owner)):
        squares.setdefault(root(at), []).append(at)
    return tuple(sorted(_bounds(members, width) for members in squares.values()))


def _drawn(lines: list[Stroke], at: float, through: float) -> bool:
    for line in lines:
        if abs(line.at - at) <= _SNAP and line.low - _SNAP <= through <= line.high + _SNAP:
            return True
    return False


def _bounds(squares: list[int], width: int) -> Area:
    rows, columns = [at // width for at in squares], [at % width for at in squares]
    top, left = min(rows), min(columns)
    return top, left, max(rows) - top + 1, max(columns) - left + 1
