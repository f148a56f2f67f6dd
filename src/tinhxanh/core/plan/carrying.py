"""Paragraphs that go on with the duty before them: they ask for more and name nobody."""

from __future__ import annotations

from bisect import bisect_left

from tinhxanh.core.plan import closings, points, turns
from tinhxanh.core.plan.canonical import Canonical
from tinhxanh.core.plan.outline import Node
from tinhxanh.core.plan.points import Point


def may_go_on(point: Point) -> bool:
    """Whether a point is a paragraph under nobody that asks for further deeds without saying of whom."""
    place = point.place
    plain = point.node.kind == "plain" and place.section is None and not place.leads
    return plain and turns.goes_on(point.text)


def follows(canonical: Canonical, before: Node, node: Node) -> bool:
    """Whether a paragraph stands next behind the duty `before`, or first below its marked point; lines below
    pictures apart.
    """
    if node.parent is None or (before is not node.parent and before.kind != "plain"):
        return False
    siblings = node.parent.children
    at = bisect_left(siblings, node.start, key=_start) - 1
    while at >= 0 and _is_caption(canonical, siblings[at]):
        at -= 1
    return at < 0 if before is node.parent else at >= 0 and siblings[at] is before


def _start(node: Node) -> int:
    return node.start


def _is_caption(canonical: Canonical, node: Node) -> bool:
    return node.kind == "plain" and closings.is_caption(points.printed(canonical, node))
