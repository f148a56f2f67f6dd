"""What pages ask of documents and of their facts, each in a constant number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from tinhxanh.apps.registers.models import Document, ReadFact
from tinhxanh.core import vietnamese

HEAVY = ("canonical_text", "layout", "facts")
UNDECIDED = Q(state=ReadFact.State.TODO)
DOUBTFUL = UNDECIDED & ~Q(doubts=[])


def documents_under(paths: Iterable[str], words: str = "") -> QuerySet[Document]:
    """The documents of these branches (path prefixes) of the tree, newest first, with what is left to see.

    `words` narrows by title, number and file name, with or without diacritics.
    """
    within = Q(pk__in=[])
    for path in paths:
        within |= Q(organisation__path__startswith=path)
    found = Document.objects.filter(within).select_related("organisation", "uploaded_by", "supersedes")
    for word in vietnamese.fold(words).split():
        found = found.filter(folded__contains=word)
    return (
        found.order_by("-uploaded_at")
        .defer(*HEAVY)
        .annotate(
            n_facts=Count("read_facts"),
            n_undecided=Count("read_facts", filter=Q(read_facts__state=ReadFact.State.TODO)),
            n_doubtful=Count(
                "read_facts", filter=Q(read_facts__state=ReadFact.State.TODO) & ~Q(read_facts__doubts=[])
            ),
        )
    )


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the review of a document is."""

    total: int
    decided: int
    doubtful: int

    @property
    def left(self) -> int:
        return self.total - self.decided


def progress_of(facts: Iterable[ReadFact]) -> Progress:
    """The progress over facts that are in memory already."""
    listed = list(facts)
    undecided = [fact for fact in listed if fact.state == ReadFact.State.TODO]
    return Progress(len(listed), len(listed) - len(undecided), sum(bool(f.doubts) for f in undecided))


def facts_of(document: Document) -> list[ReadFact]:
    """All facts of a document in its order, with who decided; without what they were as read."""
    return list(document.read_facts.select_related("decided_by").order_by("kind", "position", "id"))


def standing(document: Document) -> QuerySet[ReadFact]:
    """The facts that a programme is made of: all that are not rejected and not merged into another."""
    return document.read_facts.exclude(state__in=(ReadFact.State.REJECTED, ReadFact.State.MERGED)).order_by(
        "kind", "position", "id"
    )
