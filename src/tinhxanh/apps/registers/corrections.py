"""What a document cites and how it stands to others, as people have put it right in the review.

The reading keeps references and relations as it found them (`Document.facts`). A person corrects, rejects or
merges a reference as a fact of its own; the relations that name it follow.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.fields.json import KeyTransform

from tinhxanh.apps.registers.models import Document, ReadFact

Entry = dict[str, Any]
Moved = Mapping[str, Entry | None]


@dataclass(frozen=True, slots=True)
class Said:
    """The references and relations of a document, in the form of the facts JSON."""

    references: tuple[Entry, ...] = ()
    relations: tuple[Entry, ...] = ()


def told(documents: QuerySet[Document]) -> QuerySet[Document]:
    """The documents, each with `references` and `relations` as read beside it, for `said`."""
    return documents.annotate(
        references=KeyTransform("references", "facts"), relations=KeyTransform("relations", "facts")
    )


def said(documents: Iterable[Document]) -> dict[Any, Said]:
    """By the key of the document what it says after its corrections; `documents` as `told`; one query."""
    listed = list(documents)
    facts: dict[Any, list[ReadFact]] = defaultdict(list)
    for fact in _changed(listed):
        facts[fact.document_id].append(fact)
    return {one.pk: _said(one, facts[one.pk]) for one in listed}


def relations(entries: Iterable[Entry], facts: Iterable[ReadFact]) -> tuple[Entry, ...]:
    """The relations of a document after what was done to the references among its `facts`."""
    return tuple(_follow(entries, _moved(facts)))


def _changed(documents: Sequence[Document]) -> QuerySet[ReadFact]:
    is_changed = Q(as_read=None) | ~Q(value=F("as_read"))
    found = ReadFact.objects.filter(document__in=documents, kind=ReadFact.Kind.REFERENCE)
    gone = Q(state__in=(ReadFact.State.REJECTED, ReadFact.State.MERGED))
    return found.filter(gone | is_changed).select_related("merged_into").order_by("position", "pk")


def _said(document: Document, facts: list[ReadFact]) -> Said:
    moved = _moved(facts)
    added = [fact.value for fact in facts if fact.as_read is None and fact.state != ReadFact.State.REJECTED]
    return Said(
        (*_in_place(document.references or (), moved), *added),
        tuple(_follow(document.relations or (), moved)),
    )


def _moved(facts: Iterable[ReadFact]) -> Moved:
    """What became of the references as read, by their numbers: another wording, or nothing."""
    return {
        fact.as_read["number"]: _now(fact)
        for fact in facts
        if fact.kind == ReadFact.Kind.REFERENCE and fact.as_read and fact.as_read.get("number")
    }


def _now(fact: ReadFact) -> Entry | None:
    if fact.state == ReadFact.State.REJECTED:
        return None
    if fact.state == ReadFact.State.MERGED:
        return fact.merged_into.value if fact.merged_into else None
    return fact.value


def _in_place(references: Iterable[Entry], moved: Moved) -> Iterator[Entry]:
    for reference in references:
        now = moved.get(reference.get("number") or "", reference)
        if now is not None:
            yield now


def _follow(entries: Iterable[Entry], moved: Moved) -> Iterator[Entry]:
    """Relations between the numbers as they stand; one whose end was rejected is none."""
    for relation in entries:
        ends = {end: _number(relation.get(end), moved) for end in ("from", "to")}
        is_whole = ends["to"] and (ends["from"] or not relation.get("from"))
        if is_whole and ends["from"] != ends["to"]:
            yield relation | ends


def _number(named: str | None, moved: Moved) -> str | None:
    if not named or named not in moved:
        return named
    now = moved[named]
    return (now.get("number") or None) if now else None
