"""Where marks stand in the small pictures of a scoreboard: numbers for SVG attributes, no HTML."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tinhxanh.apps.indicators.models import Observation
from tinhxanh.apps.indicators.queries import Row, Series, SeriesPoint

INFERRED = Observation.Status.INFERRED
MARGIN = 8.0
DOT, DIAMOND = 4.5, 5.5


def written(number: float) -> str:
    """A number for an SVG attribute: one decimal, none where it is whole."""
    return f"{number:.1f}".removesuffix(".0")


@dataclass(frozen=True, slots=True)
class PositionMark:
    """A province among all on the axis of ranks: the last at the left, the first at the right.

    Coordinates are written for a view box of `width` by `height`; empty where there is nothing to draw.
    """

    width: int
    height: int
    middle: str
    axis: str
    median: str
    way: str
    span: str
    diamond: str
    dot_x: str
    dot_class: str


def position_mark(row: Row, n_units: int, width: int = 240, height: int = 26) -> PositionMark:
    """The mark of one row: a dot for the rank, a diamond for the goal, a dashed way between them."""
    middle = height / 2
    rank = row.observation.rank if row.observation else None
    goal = row.target.rank if row.target else None
    place = _scale(n_units, width)
    x, goal_x = (place(rank) if rank else None), (place(goal) if goal else None)
    return PositionMark(
        width=width,
        height=height,
        middle=written(middle),
        axis=f"M{written(MARGIN)} {written(middle)}H{written(width - MARGIN)}",
        median=f"M{written(width / 2)} 0V{height}",
        way=_way(x, goal_x, middle) if x and goal_x else "",
        span=_span(row, place, middle),
        diamond=_diamond(goal_x, middle) if goal_x else "",
        dot_x=written(x) if x else "",
        dot_class=_dot_class(row),
    )


def _scale(n_units: int, width: int) -> Callable[[int], float]:
    room = width - 2 * MARGIN
    return lambda rank: MARGIN + (n_units - rank) / (n_units - 1) * room


def _way(x: float, goal_x: float, middle: float) -> str:
    """The dashed line from dot to diamond, clear of both; none where they touch."""
    sign = 1 if goal_x > x else -1
    start, end = x + sign * DIAMOND, goal_x - sign * 6
    return f"M{written(start)} {written(middle)}H{written(end)}" if sign * (end - start) > 0 else ""


def _span(row: Row, place: Callable[[int], float], middle: float) -> str:
    if not row.rank_bounds:
        return ""
    best, worst = row.rank_bounds
    return f"M{written(place(worst))} {written(middle)}H{written(place(best))}"


def _diamond(x: float, y: float) -> str:
    size = written(DIAMOND)
    return f"M{written(x)} {written(y - DIAMOND)}l{size} {size}-{size} {size}-{size}-{size}z"


def _dot_class(row: Row) -> str:
    seen = row.observation
    return "pm-value--guess" if seen and seen.rank_status == INFERRED else "pm-value"


# An edition chart: view box 300 by 168, scores of 0 to 10 upwards from y 128 to y 16.
FLOOR, CEILING, TEN = 128.0, 16.0, 10.0
LEFT, RIGHT = 58.0, 242.0


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """One edition in a chart: the dot with its label, the median's dash, the goal's diamond."""

    year: int
    x: str
    y: str
    label_y: str
    dot_class: str
    value: float | None
    median: str
    diamond: str


@dataclass(frozen=True, slots=True)
class EditionChart:
    """A component's scores through the editions; no line joins them, a zigzag marks a break of scale."""

    grid: tuple[tuple[str, str], ...]
    points: tuple[ChartPoint, ...]
    breaks: tuple[str, ...]


def edition_chart(series: Series) -> EditionChart:
    """Where everything of a component's chart stands."""
    step = (RIGHT - LEFT) / max(1, len(series.points) - 1)
    points = tuple(_point(point, LEFT + number * step) for number, point in enumerate(series.points))
    breaks = tuple(
        zigzag(LEFT + (number - 0.5) * step - 2, CEILING, FLOOR)
        for number, point in enumerate(series.points)
        if number and point.year in series.breaks
    )
    grid = tuple((str(score), written(_height(score))) for score in (0, 5, 10))
    return EditionChart(grid, points, breaks)


def _height(score: float) -> float:
    return FLOOR - (FLOOR - CEILING) * score / TEN


def _point(point: SeriesPoint, x: float) -> ChartPoint:
    seen = point.observation
    value = seen.value if seen else None
    y = _height(value) if value is not None else 0.0
    others = [other for other in (point.median, point.target) if other is not None]
    is_below = value is not None and any(other > value for other in others)
    return ChartPoint(
        year=point.year,
        x=written(x),
        y=written(y),
        label_y=written(y + 18 if is_below else y - 9),
        dot_class="pm-value--guess" if seen and seen.value_status == INFERRED else "pm-value",
        value=value,
        median=f"M{written(x - 16)} {written(_height(point.median))}h32" if point.median is not None else "",
        diamond=_diamond(x, _height(point.target)) if point.target is not None else "",
    )


def zigzag(x: float, top: float, bottom: float) -> str:
    """A broken line downwards: here the scale changes."""
    steps = int((bottom - top) // 5)
    return f"M{written(x)} {written(top)}" + "".join("l4 5" if n % 2 == 0 else "l-4 5" for n in range(steps))
