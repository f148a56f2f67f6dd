"""Where marks stand in the pictures of the index pages: numbers for SVG attributes, no HTML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tinhxanh.web.marks import written

MARGIN = 8.0


@dataclass(frozen=True, slots=True)
class Scale:
    """From values to places on a line of `width`."""

    low: float
    high: float
    width: float = 240.0

    def at(self, value: float) -> float:
        """Where a value stands; the ends where it lies beyond them."""
        span = self.high - self.low or 1.0
        share = min(1.0, max(0.0, (value - self.low) / span))
        return MARGIN + share * (self.width - 2 * MARGIN)


@dataclass(frozen=True, slots=True)
class IntervalMark:
    """A value on a line, or the interval in which it must lie; empty where there is nothing to draw."""

    width: int
    axis: str
    span: str
    dot_x: str
    dot_class: str
    median: str = ""
    best: str = ""


def interval_mark(
    scale: Scale, value: float | None, low: float, high: float, is_inferred: bool
) -> IntervalMark:
    """The mark of a total: a dot where it is known, a thick line where only its ends are."""
    is_wide = scale.at(high) - scale.at(low) > 4
    span = f"M{written(scale.at(low))} 10H{written(scale.at(high))}" if is_wide else ""
    dot = "pm-value pm-value--guess" if is_inferred else "pm-value"
    return IntervalMark(
        width=int(scale.width),
        axis=f"M{written(MARGIN)} 10H{written(scale.width - MARGIN)}",
        span=span,
        dot_x=written(scale.at(value)) if value is not None else "",
        dot_class=dot,
    )


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a profile with the marks of median and best."""

    width: str
    median: str
    best: str


def bar(value: float | None, median: float | None, best: float | None, top: float, width: float) -> Bar:
    """A bar from 0 to `top` on a line of `width`."""

    def at(one: float | None) -> str:
        return "" if one is None else written(max(0.0, min(1.0, one / top)) * width)

    return Bar(at(value), at(median), at(best))


@dataclass(frozen=True, slots=True)
class Fall:
    """One step of a waterfall: `x`, `width` of the bar, `start` and `end` where it joins its neighbours."""

    label: str
    value: float
    kind: str
    x: str
    width: str
    start: str
    end: str
    before: float
    after: float


def waterfall(
    start: float, steps: Sequence[tuple[str, float, str]], width: float = 560.0
) -> tuple[Fall, ...]:
    """Bars from `start` through every (label, change, kind) to the end, one for each row.

    The line begins a little below the lowest level so that small changes can be seen; the page says so.
    """
    levels = [start]
    for _label, change, _kind in steps:
        levels.append(levels[-1] + change)
    scale = Scale(*_ends(levels), width)
    return tuple(
        _fall(label, change, kind, scale, (before, after))
        for (label, change, kind), before, after in zip(steps, levels[:-1], levels[1:], strict=True)
    )


def _fall(label: str, change: float, kind: str, scale: Scale, levels: tuple[float, float]) -> Fall:
    a, b = scale.at(levels[0]), scale.at(levels[1])
    size = written(max(abs(b - a), 1.5))
    return Fall(label, change, kind, written(min(a, b)), size, written(a), written(b), *levels)


def _ends(levels: Sequence[float]) -> tuple[float, float]:
    low, high = min(levels), max(levels)
    room = 0.08 * (high - low) or 1.0
    return low - room, high + room
