"""The graph of a folder of documents: which instrument carries out, amends, replaces or details which."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tinhxanh.core.plan.facts import Facts


@dataclass(frozen=True, slots=True)
class Instrument:
    """An instrument as known: by its number, or by the file that holds it where the number is blank."""

    key: str
    kind: str | None = None
    title: str | None = None
    file: str | None = None
    duties: int = 0


@dataclass(frozen=True, slots=True)
class Edge:
    """`origin` does `type` to `target`: both are keys of instruments; `stated_in` is the file that says
    so.
    """

    origin: str
    target: str
    type: str
    stated_in: str


@dataclass(frozen=True, slots=True)
class Graph:
    """Instruments by key and their relations, in the order in which documents were given."""

    instruments: Mapping[str, Instrument] = field(default_factory=dict)
    edges: tuple[Edge, ...] = ()


def build(documents: Iterable[tuple[str, Facts]]) -> Graph:
    """The graph of documents given as (file name, facts)."""
    read = list(documents)
    instruments: dict[str, Instrument] = {}
    for name, facts in read:
        own = facts.document
        key = own.number or name
        instruments[key] = Instrument(key, own.kind, own.title, name, len(facts.tasks))
    edges: dict[Edge, None] = {}
    for name, facts in read:
        known = {r.number: r for r in facts.references if r.number is not None}
        for relation in facts.relations:
            origin = relation.origin or facts.document.number or name
            for key in (origin, relation.to):
                cited = known.get(key)
                instruments.setdefault(
                    key, Instrument(key, cited.kind if cited else None, cited.subject if cited else None)
                )
            edges.setdefault(Edge(origin, relation.to, relation.type, name))
    return Graph(instruments, tuple(edges))
