"""Duties that a document gives again, of its own or of another document of the province, as doubts.

A doubt of a twin bears `other`: the place of the duty that was given before, so that a page shows both
sentences side by side. A person settles it as any other: merge or reject for one duty, accept for two.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pghistory
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.fields.json import KeyTransform

from tinhxanh.apps.accounts.models import Organisation, User
from tinhxanh.apps.accounts.queries import root_of
from tinhxanh.apps.registers.models import Document, ReadFact
from tinhxanh.apps.registers.queries import HEAVY
from tinhxanh.core.plan import duplicates
from tinhxanh.core.plan.duplicates import Given, Twin

WITHIN, ELSEWHERE = "duplicate-duty", "duplicate-elsewhere"
CODES = (WITHIN, ELSEWHERE)
GONE = (ReadFact.State.REJECTED, ReadFact.State.MERGED)
_KEPT = (Document.State.READ, Document.State.CONFIRMED)
_QUOTED = 400

Years = tuple[int | None, int | None]


def doubt_elsewhere(made: list[ReadFact], document: Document) -> None:
    """Hang a doubt on each duty that another document of the province gives too; three queries."""
    tasks = [fact for fact in made if fact.kind == ReadFact.Kind.TASK]
    others = _others(document)
    if not tasks or not others:
        return
    own, span = str(document.pk), years(document.date, document.facts.get("document"))
    here = [given(own, fact, fact.value, span) for fact in tasks]
    for twin in duplicates.find((*_elsewhere(others), *here)):
        fact = twin.second.key
        if not isinstance(fact, ReadFact) or not isinstance(twin.first.key, _Place):
            continue
        if not any(doubt["code"] == ELSEWHERE for doubt in fact.doubts):
            fact.doubts.append(doubt(fact, twin, others[twin.first.document], document))


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a duty of another document stands."""

    fact: int
    code: str


def _others(document: Document) -> dict[str, Document]:
    """The documents of the province as they stand: no older versions of this one, none that was renewed.

    Each with `about` and `relations` of its facts in place of all that was read.
    """
    found = _standing(root_of(document.organisation))
    same = found.filter(province__in={document.province, ""}).exclude(pk__in=[document.pk, *_older(document)])
    return {str(one.pk): one for one in same}


def standing(root: Organisation) -> dict[str, Document]:
    """The documents of a province that no newer read one renews, as `_others` gives them; one query."""
    return {str(one.pk): one for one in _standing(root)}


def _standing(root: Organisation) -> QuerySet[Document]:
    # A newer version renews once its own duties are known: one that waits or failed says nothing yet.
    newer = Document.objects.filter(supersedes=OuterRef("pk"), state__in=_KEPT)
    found = Document.objects.filter(~Exists(newer), organisation__path__startswith=root.path, state__in=_KEPT)
    told = found.annotate(
        about=KeyTransform("document", "facts"), relations=KeyTransform("relations", "facts")
    )
    return told.defer(*HEAVY, "notes")


def _older(document: Document) -> list[Any]:
    older: list[Any] = []
    above = document.supersedes_id
    while above is not None and above not in older:
        older.append(above)
        above = Document.objects.values_list("supersedes", flat=True).get(pk=above)
    return older


def _elsewhere(others: dict[str, Document]) -> Iterator[Given]:
    spans = {pk: years(one.date, one.about) for pk, one in others.items()}
    tasks = ReadFact.objects.filter(document__in=others, kind=ReadFact.Kind.TASK).exclude(state__in=GONE)
    rows = tasks.order_by("document__uploaded_at", "position")
    for pk, code, document, value in rows.values_list("pk", "code", "document", "value"):
        yield given(str(document), _Place(pk, code), value, spans[str(document)])


def given(document: str, key: object, value: dict[str, Any], years: Years) -> Given:
    return Given(document, key, value.get("text") or "", tuple(value.get("lead") or ()), years)


def years(day: dt.date | None, about: dict[str, Any] | None) -> Years:
    """From when to when the duties of a document run: its period, else from its own year on."""
    period = (about or {}).get("period") or {}
    start = period.get("start") or (day.year if day else None)
    return start, period.get("end") or period.get("start")


def doubt(fact: ReadFact, twin: Twin, other: Document, document: Document) -> dict[str, Any]:
    place = twin.first.key
    name = " ".join(part for part in (other.kind, other.number) if part) or str(other)
    alike = "Cùng lời" if twin.likeness == 100 else f"Gần cùng lời ({twin.likeness:.0f} %)"
    message = f"{alike} với nhiệm vụ {place.code} của {name}. {_advice(document, other)}"
    return {
        "code": ELSEWHERE,
        "message": message,
        "short": f"trùng với {name}",
        "field": None,
        "name": None,
        "proposals": [],
        "spans": fact.spans,
        "other": {
            "document": str(other.pk),
            "fact": place.fact,
            "code": place.code,
            "label": name,
            "quote": twin.first.text[:_QUOTED],
        },
    }


def _advice(document: Document, other: Document) -> str:
    """What a clerk would do: link where one document carries out the other, else keep it in one place."""
    # Beside one that was just read stands one of the register, which has what is asked of its facts alone.
    own = document.relations if hasattr(document, "relations") else document.facts.get("relations")
    if _carries_out(own or (), other.number) or _carries_out(other.relations or (), document.number):
        return (
            "Hai văn bản triển khai nhau: giữ mục này và nối hai nhiệm vụ ở trang kế hoạch của cơ quan;"
            " nếu chỉ nhắc lại thì loại mục này."
        )
    return "Nếu là một việc thì loại mục này, chỉ giữ một nơi; nếu là hai việc thì chấp nhận để riêng."


def veil(facts: Iterable[ReadFact], paths: tuple[str, ...]) -> None:
    """Take out of doubts what a person may not read: name and words of documents outside these branches.

    `facts` are those of a page, changed in memory and never saved; one query where a doubt names any.
    """
    doubted = [fact for fact in facts if any(doubt["code"] == ELSEWHERE for doubt in fact.doubts)]
    named = {doubt["other"]["document"] for fact in doubted for doubt in fact.doubts if _is_elsewhere(doubt)}
    if not named:
        return
    offices = Document.objects.filter(pk__in=named).values_list(
        "pk", "organisation__path", "organisation__name"
    )
    hidden = dict.fromkeys(named, "")
    for pk, path, name in offices:
        hidden[str(pk)] = name
        if path.startswith(paths):
            del hidden[str(pk)]
    for fact in doubted:
        fact.doubts = [_veiled(doubt, hidden) for doubt in fact.doubts]


def _is_elsewhere(doubt: dict[str, Any]) -> bool:
    return doubt["code"] == ELSEWHERE and bool(doubt.get("other"))


def _veiled(doubt: dict[str, Any], hidden: dict[str, str]) -> dict[str, Any]:
    """A doubt as somebody reads it who sees none of the `hidden` documents (their offices by key)."""
    if not _is_elsewhere(doubt) or doubt["other"]["document"] not in hidden:
        return doubt
    office = hidden[doubt["other"]["document"]]
    whose = f" của {office}" if office else ""
    message = (
        f"Một văn bản khác{whose} giao nhiệm vụ gần cùng lời; hãy trao đổi trước khi giữ hay loại mục này."
    )
    short = f"trùng với văn bản khác{whose}"
    return doubt | {"message": message, "short": short, "other": {"document": doubt["other"]["document"]}}


def _carries_out(relations: Iterable[dict[str, Any]], number: str) -> bool:
    """Whether a document with these relations says that it carries out the one of that number."""
    found = (one["to"] for one in relations if one.get("from") is None and one["type"] == "implements")
    return bool(number) and number in found


def within(warning: dict[str, Any], made: list[ReadFact]) -> bool:
    """Hang the warning of a duty given twice in one document on the later duty; false where it is none."""
    starts = [span["start"] for span in warning.get("source") or []]
    tasks = [f for f in made if f.kind == ReadFact.Kind.TASK and any(s["start"] in starts for s in f.spans)]
    if len(tasks) < 2:
        return False
    first, second = tasks[0], tasks[-1]
    advice = f"Gộp vào {first.code} nếu là một việc; chấp nhận để riêng nếu là hai việc."
    second.doubts.append(
        {
            "code": WITHIN,
            "message": f"{warning['message']} {advice}",
            "short": "trùng trong văn bản này",
            "field": None,
            "name": None,
            "proposals": [],
            "spans": warning["source"],
            "other": {
                "document": str(second.document_id),
                "position": first.position,
                "code": first.code,
                "label": "",
                "quote": (first.value.get("text") or "")[:_QUOTED],
            },
        }
    )
    return True


def link(made: list[ReadFact]) -> None:
    """Put the key of the first duty into the doubts of its twins, once all have one."""
    by_position = {fact.position: fact.pk for fact in made if fact.kind == ReadFact.Kind.TASK}
    changed = []
    for fact in made:
        for doubt in fact.doubts:
            other = doubt.get("other")
            if doubt["code"] == WITHIN and other and "position" in other:
                other["fact"] = by_position[other["position"]]
                changed.append(fact)
    ReadFact.objects.bulk_update(changed, ["doubts"], batch_size=500)


def keep_both(*, pair: Pair, by: User) -> ReadFact:
    """Say that two duties are two: the doubt goes, in a confirmed document too."""
    with transaction.atomic(), pghistory.context(user=by.pk, why=f"Để riêng với {pair.first.code}"):
        held = ReadFact.objects.select_for_update().get(pk=pair.second.pk)
        held.doubts = [d for d in held.doubts if (d.get("other") or {}).get("fact") != pair.first.pk]
        held.apart = [*held.apart, pair.first.pk]
        held.version += 1
        held.save(update_fields=["doubts", "apart", "version"])
        return held


@dataclass(frozen=True, slots=True)
class Pair:
    """Two duties that wait for a person's word on whether they are one; `second` bears the doubt."""

    first: ReadFact
    second: ReadFact
    message: str

    @property
    def is_within(self) -> bool:
        return self.first.document_id == self.second.document_id


def waiting(documents: Collection[Any], readable: Collection[Any]) -> list[Pair]:
    """The undecided twins that concern one of `documents`, both in `readable` ones; two queries."""
    concerned = Q(document__in=documents, doubts__contains=[{"code": WITHIN}])
    concerned |= Q(document__in=documents, doubts__contains=[{"code": ELSEWHERE}])
    for pk in documents:
        concerned |= Q(doubts__contains=[{"code": ELSEWHERE, "other": {"document": str(pk)}}])
    facts = ReadFact.objects.filter(concerned, document__in=readable, state=ReadFact.State.TODO)
    doubted = [
        (fact, doubt)
        for fact in _with_documents(facts).order_by("document__uploaded_at", "position")
        for doubt in fact.doubts
        if doubt["code"] in CODES and doubt.get("other", {}).get("fact")
    ]
    standing = ReadFact.objects.filter(document__in=readable).exclude(state__in=GONE)
    firsts = _with_documents(standing).in_bulk({doubt["other"]["fact"] for _fact, doubt in doubted})
    return [
        Pair(firsts[doubt["other"]["fact"]], fact, doubt["message"])
        for fact, doubt in doubted
        if doubt["other"]["fact"] in firsts
    ]


def _with_documents(facts: QuerySet[ReadFact]) -> QuerySet[ReadFact]:
    heavy = (f"document__{name}" for name in (*HEAVY, "notes"))
    return facts.select_related("document").defer(*heavy, "as_read")
