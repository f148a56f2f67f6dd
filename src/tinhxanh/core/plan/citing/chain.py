"""The chain of instruments around one of them: Graph -> what it carries out, what carries it out.

around = chain.around(graph, "17/KH-UBND")
around.above     what it carries out, changes or details, and what those do
around.below     what carries it out or changes it, and what does so to those
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tinhxanh.core.plan.citing.graph import Edge, Graph, Instrument

CARRIES = frozenset({"implements", "details"})
"""Relations that follow an instrument up; to amend or to replace it does not carry it out."""


@dataclass(frozen=True, slots=True)
class Link:
    """An instrument reached by a relation, and what is reached from it in the same direction.

    `is_again`: it stands in full elsewhere in the tree, so nothing hangs below it here.
    """

    instrument: Instrument
    type: str
    stated_in: str
    links: tuple[Link, ...] = ()
    is_again: bool = False


@dataclass(frozen=True, slots=True)
class Chain:
    """Both directions from one instrument."""

    instrument: Instrument
    above: tuple[Link, ...]
    below: tuple[Link, ...]


DEEPEST = 30
"""Levels that are walked: more than any chain of instruments has, few enough to draw one in another."""


def around(graph: Graph, key: str) -> Chain:
    """The chain through an instrument of the graph. KeyError where the graph knows none of that key."""
    up = _walk(graph, key, {key}, lambda edge: (edge.origin, edge.target), DEEPEST)
    down = _walk(graph, key, {key}, lambda edge: (edge.target, edge.origin), DEEPEST)
    return Chain(graph.instruments[key], up, down)


def _walk(
    graph: Graph, key: str, seen: set[str], ends: Callable[[Edge], tuple[str, str]], levels: int
) -> tuple[Link, ...]:
    """What an instrument's relations lead to; each instrument is opened once, so a circle ends."""
    found = []
    for edge in graph.edges:
        here, there = ends(edge)
        if here != key:
            continue
        is_again = there in seen
        seen.add(there)
        below = () if is_again or levels == 1 else _walk(graph, there, seen, ends, levels - 1)
        found.append(Link(graph.instruments[there], edge.type, edge.stated_in, below, is_again))
    return tuple(found)


def without_follow_up(graph: Graph, ordering: Iterable[str]) -> tuple[Instrument, ...]:
    """Those of `ordering` (keys of instruments that give duties) that nothing carries out."""
    carried = {edge.target for edge in graph.edges if edge.type in CARRIES}
    return tuple(graph.instruments[key] for key in dict.fromkeys(ordering) if key not in carried)


def replaced_by(graph: Graph, key: str) -> tuple[str, ...]:
    """The instruments that stand in the place of one today: what replaced it, and what replaced that."""
    latest, seen, open_ = [], {key}, [key]
    while open_:
        one = open_.pop(0)
        later = [e.origin for e in graph.edges if e.type == "replaces" and e.target == one]
        fresh = [origin for origin in dict.fromkeys(later) if origin not in seen]
        seen.update(fresh)
        open_.extend(fresh)
        if not later and one != key:
            latest.append(one)
    return tuple(latest)
