"""One PDF page put in reading order: tables as grids, the two columns of head and foot apart, then lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from tinhxanh.core.plan.source import Cell, Element, Grid
from tinhxanh.exchange.documents.pdf_lines import Rect, Segment, TextLayer
from tinhxanh.exchange.documents.pdf_rulings import Frame

_NATION = re.compile(r"CỘNG\s*H(?:ÒA|OÀ)\s*XÃ\s*HỘI|ĐẢNG\s*CỘNG\s*SẢN")
_RECIPIENTS = re.compile(r"\W*nơi\s*nhận\s*:?", re.I)
_APPENDIX = re.compile(r"\W*(?:phụ\s*lục|danh\s*mục|biểu\s)", re.I)
_FURNITURE = 0.075  # share of the page height at its top and bottom that holds running heads and numbers
_MOST_HEAD = 24
_MOST_SIGNATURE = 8
_SIGNATURE_HEIGHT = 45.0  # points above and below “Nơi nhận” in which the signature begins


class Page:
    """The segments of one page on their way to elements."""

    def __init__(self, layer: TextLayer, number: int) -> None:
        self._layer = layer
        self._number = number
        self._width, self._height = layer.place.width, layer.place.height

    def elements(self, frames: list[Frame]) -> list[Element]:
        """Lines and grids of the page in reading order."""
        flow: list[Segment | Grid] = list(self._in_order(self._layer.segments()))
        for frame in frames:
            flow = self._with_grid(flow, frame)
        flow = self._with_foot(self._with_head(flow))
        return [
            part if isinstance(part, Grid) else self._layer.line(part, self._number)
            for part in self._at_gaps(flow)
        ]

    def _in_order(self, segments: list[Segment]) -> list[Segment]:
        """Running heads first, feet last; a text layer without order is read from top to bottom."""
        back = sum(b.bottom < a.top - 3 for a, b in pairwise(segments))
        if back > max(4, len(segments) // 3):
            return sorted(segments, key=lambda s: (round(s.bottom / 4), s.x0))
        above, below = self._height * _FURNITURE, self._height * (1 - _FURNITURE)
        return sorted(segments, key=lambda s: -1 if s.bottom < above else 1 if s.top > below else 0)

    def _with_grid(self, flow: list[Segment | Grid], frame: Frame) -> list[Segment | Grid]:
        """`flow` with the segments inside `frame` gathered into one grid, where the first of them stood."""
        kept: list[Segment | Grid] = []
        contents: dict[tuple[int, int, int, int], list[Segment]] = {area: [] for area in frame.areas}
        place: int | None = None
        for part in flow:
            if isinstance(part, Grid) or not _belongs(part, frame):
                kept.append(part)
                continue
            place = len(kept) if place is None else place
            for piece in self._cut(part, frame):
                area = frame.area_at((piece.x0 + piece.x1) / 2, (piece.top + piece.bottom) / 2)
                if area is None:
                    kept.append(piece)
                else:
                    contents[area].append(piece)
        if place is not None:
            kept.insert(place, self._grid(frame, contents))
        return kept

    def _cut(self, segment: Segment, frame: Frame) -> list[Segment]:
        """`segment` cut at each border of the row that it runs over."""
        pieces = [segment]
        for border in frame.borders((segment.top + segment.bottom) / 2):
            if pieces[-1].x0 < border - 1 and pieces[-1].x1 > border + 1:
                pieces.extend(self._layer.split(pieces.pop(), border))
        return pieces

    def _grid(self, frame: Frame, contents: dict[tuple[int, int, int, int], list[Segment]]) -> Grid:
        cells = tuple(
            Cell(
                row, column, tuple(self._layer.line(s, self._number) for s in _down(segments)), height, width
            )
            for (row, column, height, width), segments in contents.items()
        )
        return Grid(cells, len(frame.ys) - 1, len(frame.xs) - 1, self._number)

    def _with_head(self, flow: list[Segment | Grid]) -> list[Segment | Grid]:
        """The head of a letter: what stands left and right of where the nation's name begins."""
        for at, part in enumerate(flow[:8]):
            if isinstance(part, Grid):
                return flow
            if hit := _NATION.search(part.text):
                left = self._layer.place_of(part, hit.start())
                axis, cut = (left + part.x1) / 2, left - 2
                rest = enumerate(flow[at + 1 : _MOST_HEAD], at + 1)
                end = next((i for i, p in rest if self._ends_head(p, cut, axis)), min(len(flow), _MOST_HEAD))
                return self._in_columns(flow, 0, end, cut)
        return flow

    def _ends_head(self, part: Segment | Grid, cut: float, axis: float) -> bool:
        """Whether `part` is of neither column: it runs over `cut`, or is not centred under the name."""
        if isinstance(part, Grid) or self._covers(part, cut):
            return True
        return part.x0 > cut and abs((part.x0 + part.x1) / 2 - axis) > 40

    def _covers(self, part: Segment, cut: float) -> bool:
        """Whether the line runs over `cut` without a gap, looked at by words if need be."""
        if not part.x0 < cut < part.x1:
            return False
        if _is_gapless(part.rects, cut):
            self._layer.refine(part)
        return _is_gapless(part.rects, cut)

    def _with_foot(self, flow: list[Segment | Grid]) -> list[Segment | Grid]:
        """The foot: recipients on the left, signature on the right."""
        for at, part in enumerate(flow):
            if isinstance(part, Segment) and _RECIPIENTS.match(part.text):
                return self._with_foot_at(flow, at)
        return flow

    def _with_foot_at(self, flow: list[Segment | Grid], at: int) -> list[Segment | Grid]:
        """`flow` with the foot whose “Nơi nhận” stands at `at`; the signature begins beside it."""
        anchor = flow[at]
        first = (
            self._signature(flow[max(0, at - _MOST_SIGNATURE) :], anchor)
            if isinstance(anchor, Segment)
            else None
        )
        if first is None:
            return flow
        cut, axis = first.x0 - 2, (first.x0 + first.x1) / 2
        end = next((i for i, p in enumerate(flow) if i > at and self._ends_foot(p, cut, axis)), len(flow))
        while at and _beside(flow[at - 1], anchor, cut):
            at -= 1
        return self._in_columns(flow, at, end, cut)

    def _signature(self, parts: list[Segment | Grid], anchor: Segment | Grid) -> Segment | None:
        """The widest line of the signature near the height of `anchor`, cut off from it if glued to it."""
        if isinstance(anchor, Grid):
            return None
        right: list[Segment] = []
        for part in parts:
            if isinstance(part, Segment) and abs(part.top - anchor.top) < _SIGNATURE_HEIGHT:
                starts = [
                    r[0] for r in part.rects if r[0] > 0.42 * self._width and not _shadowed(r, part.rects)
                ]
                glued = part.x0 < 0.42 * self._width
                pieces = self._layer.split(part, min(starts) - 2) if glued and starts else [part]
                right.extend(piece for piece in pieces if piece.x0 > 0.42 * self._width)
        return min(right, key=lambda s: s.x0) if right else None

    def _ends_foot(self, part: Segment | Grid, cut: float, axis: float) -> bool:
        """Whether `part` is of neither column: a table, a title, a wide line, or off the signature's axis."""
        if (
            isinstance(part, Grid)
            or _APPENDIX.match(part.text)
            or part.x1 - part.x0 > 0.75 * self._width
            or self._covers(part, cut)
        ):
            return True
        return part.x0 > cut and abs((part.x0 + part.x1) / 2 - axis) > 60

    def _in_columns(
        self, flow: list[Segment | Grid], start: int, end: int, cut: float
    ) -> list[Segment | Grid]:
        """`flow` with the parts from `start` to `end` in a grid of two columns, if both say something."""
        sides: tuple[list[Segment], list[Segment]] = ([], [])
        for part in flow[start:end]:
            if isinstance(part, Segment):
                over = part.x0 < cut < part.x1 and not self._covers(part, cut)
                for piece in self._layer.split(part, cut) if over else [part]:
                    sides[(piece.x0 + piece.x1) / 2 > cut].append(piece)
        if not all(sides):
            return flow
        cells = tuple(
            Cell(0, column, tuple(self._layer.line(s, self._number) for s in side))
            for column, side in enumerate(sides)
        )
        return [*flow[:start], Grid(cells, 1, 2, self._number, ruled=False), *flow[end:]]

    def _at_gaps(self, flow: list[Segment | Grid]) -> Iterator[Segment | Grid]:
        """Lines of a table without rules apart at gaps that a neighbouring line has too."""
        gaps = [_gaps(part) for part in flow]
        for at, part in enumerate(flow):
            near = [*(gaps[at - 1] if at else ()), *(gaps[at + 1] if at + 1 < len(flow) else ())]
            cuts = [(g[0] + g[1]) / 2 for g in gaps[at] if any(n[0] < g[1] and g[0] < n[1] for n in near)]
            if isinstance(part, Grid) or not cuts:
                yield part
                continue
            pieces = [part]
            for cut in cuts:
                pieces.extend(self._layer.split(pieces.pop(), cut))
            yield from pieces


def _belongs(segment: Segment, frame: Frame) -> bool:
    """Whether the line stands in the table, be it that it runs on beside it."""
    middle = (segment.top + segment.bottom) / 2
    inside = min(segment.x1, frame.xs[-1]) - max(segment.x0, frame.xs[0])
    return frame.ys[0] <= middle <= frame.ys[-1] and inside * 2 > segment.x1 - segment.x0


def _down(segments: list[Segment]) -> list[Segment]:
    """Segments of one cell from top to bottom; pieces of one printed line from left to right."""
    ordered = sorted(segments, key=lambda s: s.bottom)
    lines: list[list[Segment]] = []
    for segment in ordered:
        if lines and segment.top < (lines[-1][0].top + lines[-1][0].bottom) / 2:
            lines[-1].append(segment)
        else:
            lines.append([segment])
    return [s for line in lines for s in sorted(line, key=lambda s: s.x0)]


def _is_gapless(rects: list[Rect], cut: float) -> bool:
    """Whether ink stands on both sides of `cut` without a gap of half a letter."""
    before = [r[2] for r in rects if r[0] < cut]
    after = [r[0] for r in rects if r[0] >= cut]
    return bool(before) and (max(before) > cut + 3 or (bool(after) and min(after) - max(before) < 6))


def _shadowed(rect: Rect, rects: list[Rect]) -> bool:
    """Whether other ink stands close left of `rect` on its line, so that no column begins there."""
    return any(
        other is not rect
        and other[0] < rect[0]
        and other[2] > rect[0] - 14
        and other[1] < rect[3]
        and rect[1] < other[3]
        for other in rects
    )


def _beside(part: Segment | Grid, anchor: Segment | Grid, cut: float) -> bool:
    """Whether `part`, drawn earlier, stands in the right column at the height of `anchor`."""
    if isinstance(part, Grid) or isinstance(anchor, Grid):
        return False
    return part.x0 > cut and part.bottom > anchor.top - 30


def _gaps(part: Segment | Grid) -> list[tuple[float, float]]:
    """Stretches of white within a line, wider than two heights of it."""
    if isinstance(part, Grid) or len(part.rects) < 2:
        return []
    rects = sorted(part.rects)
    least = max(18.0, 2 * (part.bottom - part.top))
    gaps: list[tuple[float, float]] = []
    reach = rects[0][2]
    for rect in rects[1:]:
        if rect[0] - reach > least:
            gaps.append((reach, rect[0]))
        reach = max(reach, rect[2])
    return gaps
