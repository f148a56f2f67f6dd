"""Points that ask for something and gave neither duty nor obligation: what the reading did not understand.

A report whose time is not understood, or an order that no grammar took up, must not vanish silently.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from tinhxanh.core.plan import addressing, closings, footers, pointers, tasks
from tinhxanh.core.plan.canonical import Canonical
from tinhxanh.core.plan.facts import Facts
from tinhxanh.core.plan.points import Point
from tinhxanh.core.plan.sections import Section
from tinhxanh.core.values import Span

_ELSEWHERE = {Section.PURPOSE, Section.CONTEXT, Section.GOALS, Section.PROPOSALS}
_NOT_TEXT = {"table", "note", "annex", "root"}


@dataclass(frozen=True, slots=True)
class Unread:
    """A point that asks for a report (`report`) or orders something, and of which no fact tells."""

    at: str
    report: bool
    source: tuple[Span, ...]


def find(canonical: Canonical, visited: Sequence[Point], facts: Facts) -> tuple[Unread, ...]:
    """The points of running text that ask for something no fact tells of, in printed order."""
    if facts.document.kind == "Báo cáo":
        return ()
    told = _Told(facts)
    return tuple(
        Unread(point.node.id, report, canonical.spans((point.node.text_start, point.node.end)))
        for point, report in _asking(p for p in visited if not told.covers(p.node.start, p.node.end))
    )


def _asking(visited: Iterable[Point]) -> Iterator[tuple[Point, bool]]:
    for point in visited:
        if not _is_prose(point):
            continue
        if tasks.is_pure_report(point) and _is_given(point):
            yield point, True
        elif addressing.orders_somebody(point.text):
            yield point, False


def _is_prose(point: Point) -> bool:
    text = point.text
    return not (
        point.is_heading
        or point.node.kind in _NOT_TEXT
        or point.place.section in _ELSEWHERE
        or text.endswith(":")
        or closings.is_closing(text)
        or closings.is_executory(text)
        or (closings.recounts(text) and not addressing.orders_somebody(text))
        or tasks.is_head(point)
        or pointers.find(text)
        or pointers.gives_above(text)
        or footers.is_footer(text)
    )


def _is_given(point: Point) -> bool:
    """Whether somebody is asked for the report: by the sentence or by what stands over it."""
    place = point.place
    return "báo cáo" in point.text.lower() and bool(
        place.leads or place.asked or place.section is Section.REPORTING or addressing.lead_of(point.text)
    )


class _Told:
    """Where duties, obligations and assignments were read."""

    def __init__(self, facts: Facts) -> None:
        read = chain(
            (task.source for task in facts.tasks),
            (owed.source for owed in facts.obligations),
            (given.source for given in facts.assignments),
        )
        self._starts = sorted(span.start for spans in read for span in spans)

    def covers(self, start: int, end: int) -> bool:
        """Whether a fact begins between `start` and `end`."""
        at = bisect_left(self._starts, start)
        return at < len(self._starts) and self._starts[at] < end
