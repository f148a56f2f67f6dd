"""The graph of instruments around a programme: what it carries out, what carries it out, what is idle.

Documents in sight are joined by what they say of one another, by the register of instruments, by versions
and by the plans that agencies made. The walk itself is `core.plan.chain`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from tinhxanh.apps.accounts.models import User
from tinhxanh.apps.programmes import sheets
from tinhxanh.apps.programmes.models import Programme
from tinhxanh.apps.programmes.sheets import Figures, Sheet
from tinhxanh.apps.registers.models import Document, Instrument
from tinhxanh.core.plan.citing import chain
from tinhxanh.core.plan.citing.chain import Link
from tinhxanh.core.plan.citing.graph import Edge, Graph
from tinhxanh.core.plan.citing.graph import Instrument as Vertex

ANSWERS = frozenset({"Báo cáo", "Phụ lục", "Phụ biểu", "Danh mục", "Tờ trình", "Biên bản"})
"""Kinds that answer or accompany; nobody issues a plan to carry them out."""

_OF_AN_AGENCY = re.compile(r"-(?:S[A-ZĐ&]{1,8}|BQL\w*|VP\w*|CA\w*|CC\w*)$")
"""Symbols of departments and offices, whose own plan stands at the end of the chain (NĐ 30/2020/NĐ-CP)."""

_REGISTER = "Danh mục văn bản"


@dataclass(frozen=True, slots=True)
class Node:
    """An instrument as a page shows it; without `sheet` it is only cited. `successors` stand in its place.

    `claimants` would replace it by documents that nobody has confirmed yet.
    """

    key: str
    kind: str
    number: str
    date: dt.date | None
    issuer: str
    title: str
    sheet: Sheet | None = None
    successors: tuple[str, ...] = ()
    claimants: tuple[str, ...] = ()

    @property
    def figures(self) -> Figures:
        return self.sheet.figures if self.sheet else Figures()

    @property
    def name(self) -> str:
        """Kind and number, or the title where it bears no number."""
        return " ".join(part for part in (self.kind, self.number) if part) if self.number else self.title


@dataclass(frozen=True, slots=True)
class Branch:
    """An instrument on a tree, how it hangs there, and what hangs below it."""

    node: Node
    type: str
    stated_in: str
    branches: tuple[Branch, ...]
    is_again: bool


@dataclass(frozen=True, slots=True)
class Around:
    """The instruments around a programme: its own, those above, those below, and what waits.

    `idle` give duties and nothing carries them out; `cited` are named without a relation. `sheets` are
    all documents in sight, drawn or not.
    """

    own: tuple[Node, ...]
    above: tuple[Branch, ...]
    below: tuple[Branch, ...]
    idle: tuple[Node, ...]
    cited: tuple[Node, ...]
    sheets: tuple[Sheet, ...]

    @property
    def nodes(self) -> tuple[Node, ...]:
        """Every instrument of the trees once."""
        found = {node.key: node for node in self.own}
        for branch in _walked((*self.above, *self.below)):
            found.setdefault(branch.node.key, branch.node)
        return tuple(found.values())


def around(user: User, programme: Programme, on: dt.date, plans: Mapping[int, str] = {}) -> Around:
    """The graph that a person sees around a programme on a day; eight queries beside the rights.

    `plans` are programmes that agencies made to carry this one out, with who says so.
    """
    shown = sheets.in_sight(user, programme, on, plans)
    known = _Known.of(shown)
    edges = list(dict.fromkeys([*_said(known), *_versions(known), *_plans(known, programme, plans)]))
    register = _register(known, edges)
    edges += _replaced(known, register)
    claims = _claims(known)
    standing = tuple(edge for edge in edges if edge not in claims)
    vertices = known.vertices(edges)
    drawing = _Drawing(known, Graph(vertices, tuple(edges)), Graph(vertices, standing), register)
    return drawing.around()


@dataclass(slots=True)
class _Known:
    """Documents by key and number, and what is cited of instruments."""

    by_key: dict[str, Sheet] = field(default_factory=dict)
    keys: dict[Any, str] = field(default_factory=dict)
    by_number: dict[str, list[Document]] = field(default_factory=lambda: defaultdict(list))
    cited: dict[str, dict[str, Any]] = field(default_factory=dict)

    @classmethod
    def of(cls, shown: Sequence[Sheet]) -> _Known:
        known = cls()
        for sheet in shown:
            if sheet.document.number:
                known.by_number[sheet.document.number].append(sheet.document)
        for sheet in shown:
            key = known.key_of(sheet.document)
            known.by_key[key], known.keys[sheet.document.pk] = sheet, key
        for sheet in shown:
            for reference in sheet.said.references:
                if reference.get("number"):
                    key = known.resolve(reference["number"], sheet)
                    known.cited.setdefault(key, reference)
        return known

    def key_of(self, document: Document) -> str:
        """The number, with the year where several documents bear it; numbers begin anew each January."""
        alike = self.by_number[document.number] if document.number else []
        if len(alike) == 1:
            return document.number
        years = [one.date.year for one in alike if one.date]
        is_told_apart = document.date is not None and years.count(document.date.year) == 1
        return f"{document.number} ({document.date.year})" if is_told_apart else f"tệp {document.pk}"

    def resolve(self, number: str, by: Sheet) -> str:
        """The key of an instrument that a document names by its number."""
        day = _cited_day(number, by)
        alike = [one for one in self.by_number.get(number, []) if _may_be(one.date, day, by.document.date)]
        return self.key_of(alike[-1]) if alike else number

    def vertices(self, edges: Iterable[Edge]) -> dict[str, Vertex]:
        """Every end of an edge and every document in sight, as the core's graph wants them."""
        keys = dict.fromkeys([*self.by_key, *(key for edge in edges for key in (edge.origin, edge.target))])
        return {key: Vertex(key, file=key if key in self.by_key else None) for key in keys}


def _cited_day(number: str, by: Sheet) -> dt.date | None:
    written = next((r.get("date") for r in by.said.references if r.get("number") == number), None)
    return dt.date.fromisoformat(written) if written else None


def _may_be(issued: dt.date | None, cited: dt.date | None, citing: dt.date | None) -> bool:
    """Whether a document of one day is the one cited with another, in a document of a third."""
    if issued is None:
        return True
    return issued == cited if cited is not None else citing is None or issued <= citing


def _said(known: _Known) -> Iterator[Edge]:
    """What documents say of themselves and of others."""
    for key in known.by_key:
        yield from _said_by(known, key)


def _said_by(known: _Known, key: str) -> Iterator[Edge]:
    sheet = known.by_key[key]
    for relation in sheet.said.relations:
        named = relation.get("from")
        origin = known.resolve(named, sheet) if named else key
        target = known.resolve(relation["to"], sheet)
        if origin != target:
            yield Edge(origin, target, relation["type"], _label(sheet.document))


def _versions(known: _Known) -> Iterator[Edge]:
    """A later version that bears a number of its own replaces the one before."""
    for key in known.by_key:
        yield from _version(known, key)


def _version(known: _Known, key: str) -> Iterator[Edge]:
    document = known.by_key[key].document
    older = known.keys.get(document.supersedes_id)
    if older is not None and known.by_key[older].document.number != document.number:
        yield Edge(key, older, "replaces", _label(document))


def _claims(known: _Known) -> set[Edge]:
    """Replacements by the word of documents alone that are read but that nobody has confirmed."""
    confirmed: set[Edge] = set()
    waiting: set[Edge] = set()
    for key, sheet in known.by_key.items():
        is_confirmed = sheet.document.state == Document.State.CONFIRMED
        (confirmed if is_confirmed else waiting).update([*_said_by(known, key), *_version(known, key)])
    return {edge for edge in waiting - confirmed if edge.type == "replaces"}


def _plans(known: _Known, programme: Programme, plans: Mapping[int, str]) -> Iterator[Edge]:
    """The plan of an agency carries out the programme's plan, whether its text says so or not."""
    above = next((key for key, sheet in known.by_key.items() if sheet.part == "plan"), None)
    for key, sheet in known.by_key.items():
        made = sheet.programme.pk if sheet.programme else None
        if above is not None and made in plans and made != programme.pk:
            yield Edge(key, above, "implements", plans[made])


def _label(document: Document) -> str:
    return " ".join(part for part in (document.kind, document.number) if part) or str(document)


def _register(known: _Known, edges: list[Edge]) -> dict[str, Instrument]:
    """What the register has on the instruments that are drawn or cited; one query."""
    wanted = {*known.cited, *known.by_key, *(key for e in edges for key in (e.origin, e.target))}
    rows = Instrument.objects.filter(number__in=wanted).select_related("replaced_by__replaced_by")
    found: dict[str, Instrument] = {}
    for row in rows.order_by("is_verified"):
        kept = found.get(row.number)
        if kept is None or kept.replaced_by_id is None:
            found[row.number] = row
    for row in list(found.values()):
        later = row.replaced_by
        while later is not None and later.number and later.number not in found:
            found[later.number] = later
            later = later.replaced_by if later.pk == row.replaced_by_id else None
    return found


def _replaced(known: _Known, register: Mapping[str, Instrument]) -> Iterator[Edge]:
    for key, row in register.items():
        if row.replaced_by is not None and row.replaced_by.number:
            yield Edge(row.replaced_by.number, key, "replaces", _REGISTER)


@dataclass(slots=True)
class _Drawing:
    """Nodes and trees of a finished graph; `standing` is without what only unconfirmed documents claim."""

    known: _Known
    graph: Graph
    standing: Graph
    register: Mapping[str, Instrument]

    def around(self) -> Around:
        own = [key for key, sheet in self.known.by_key.items() if sheet.part]
        chains = [chain.around(self.graph, key) for key in own]
        above = self._forest([link for one in chains for link in one.above], own)
        below = self._forest([link for one in chains for link in one.below], own)
        trees = Around(tuple(map(self.node, own)), above, below, (), (), tuple(self.known.by_key.values()))
        drawn = [node.key for node in trees.nodes]
        return replace(trees, idle=self._idle(drawn), cited=self._cited(own, set(drawn)))

    def _forest(self, links: Iterable[Link], own: Sequence[str]) -> tuple[Branch, ...]:
        """Trees whose roots are not the programme's own documents, each root and relation once."""
        seen: dict[tuple[str, str], Branch] = {}
        for link in links:
            if link.instrument.key not in own and not link.is_again:
                seen.setdefault((link.instrument.key, link.type), self._branch(link))
        return tuple(seen.values())

    def _branch(self, link: Link) -> Branch:
        below = tuple(self._branch(one) for one in link.links)
        return Branch(self.node(link.instrument.key), link.type, link.stated_in, below, link.is_again)

    def node(self, key: str) -> Node:
        """What is known of an instrument: from its document, else from the register, else as cited."""
        later = chain.replaced_by(self.standing, key)
        claimed = [one for one in chain.replaced_by(self.graph, key) if one not in later]
        successors, claimants = tuple(map(self._name, later)), tuple(map(self._name, claimed))
        sheet = self.known.by_key.get(key)
        if sheet is not None:
            one = sheet.document
            return Node(
                key, one.kind, one.number, one.date, one.issuer, str(one), sheet, successors, claimants
            )
        row, cited = self.register.get(key), self.known.cited.get(key, {})
        day = cited.get("date")
        return Node(
            key,
            cited.get("kind") or (row.kind if row else ""),
            key,
            dt.date.fromisoformat(day) if day else (row.date if row else None),
            cited.get("issuer") or (row.issuer if row else ""),
            cited.get("subject") or (row.subject if row else ""),
            None,
            successors,
            claimants,
        )

    def _name(self, key: str) -> str:
        sheet, row = self.known.by_key.get(key), self.register.get(key)
        kind = sheet.document.kind if sheet else row.kind if row else ""
        return " ".join(part for part in (kind, sheet.document.number if sheet else key) if part)

    def _idle(self, keys: Iterable[str]) -> tuple[Node, ...]:
        ordering = [node.key for node in map(self.node, keys) if _awaits(node)]
        return tuple(self.node(one.key) for one in chain.without_follow_up(self.graph, ordering))

    def _cited(self, own: Sequence[str], drawn: set[str]) -> tuple[Node, ...]:
        """What the programme's own documents name without carrying it out."""
        keys = {
            self.known.resolve(reference["number"], self.known.by_key[key]): None
            for key in own
            for reference in self.known.by_key[key].said.references
            if reference.get("number")
        }
        return tuple(self.node(key) for key in keys if key not in drawn)


def _awaits(node: Node) -> bool:
    """Whether others should carry an instrument out: it gives duties, stands, and is no agency's own plan."""
    is_last = node.kind in ANSWERS or _OF_AN_AGENCY.search(node.number) is not None
    return node.figures.duties > 0 and not is_last and not node.successors


def _walked(branches: Iterable[Branch]) -> Iterator[Branch]:
    for branch in branches:
        yield branch
        yield from _walked(branch.branches)
