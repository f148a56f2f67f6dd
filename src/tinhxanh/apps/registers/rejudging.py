"""Twins across documents judged again when a document came or gave way, or when a duty was corrected.

Reading a document judges its own duties only. What changes afterwards changes the doubts of others too: this
is asked for in the transaction of the change and done once, however many changes were made meanwhile, by a
job of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pghistory
from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from tinhxanh.apps.accounts.models import Organisation
from tinhxanh.apps.accounts.queries import root_of
from tinhxanh.apps.registers import twins
from tinhxanh.apps.registers.models import Document, ReadFact
from tinhxanh.core.plan import duplicates
from tinhxanh.core.plan.duplicates import Given, Twin

JOB = "registers.judge_twins"


def ask(document: Document) -> None:
    """Have the twins of the document's province judged again; asked twice before it runs, it runs once."""
    root = root_of(document.organisation)
    # By its name: the job stands above this module.
    job = app.configure_task(JOB, lock=f"twins-{root.pk}", queueing_lock=f"twins-{root.pk}")
    try:
        with transaction.atomic():
            job.defer(root=root.pk)
    except AlreadyEnqueued:
        return


@dataclass(frozen=True, slots=True)
class _Standing:
    """A duty as it stands now; of two that are twins the one read later bears the doubt."""

    pk: int
    code: str
    document: str

    @property
    def fact(self) -> int:
        """The name under which a doubt keeps the duty that was given before."""
        return self.pk


@transaction.atomic
def judge(root: Organisation) -> int:
    """Put the doubts of twins right in every document that stands in a province; how many duties changed.

    Only what nobody has decided yet is doubted. Three queries and one for what changed.
    """
    with pghistory.context(why="Đối chiếu lại nhiệm vụ trùng"):
        documents = twins.standing(root)
        found = _twins(documents)
        waiting = (  # locked in one order, as others lock them
            ReadFact.objects.select_for_update()
            .filter(document__in=documents, kind=ReadFact.Kind.TASK, state=ReadFact.State.TODO)
            .order_by("pk")
        )
        changed = [fact for fact in waiting.defer("as_read") if _renew(fact, found, documents)]
        ReadFact.objects.bulk_update(changed, ["doubts", "version"], batch_size=500)
        return len(changed)


def _twins(documents: dict[str, Document]) -> dict[int, list[Twin]]:
    """The twins in other documents that each duty has, by the key of the later duty."""
    found: dict[int, list[Twin]] = defaultdict(list)
    for twin in duplicates.find(_given(documents)):
        first, second = twin.first.key, twin.second.key
        if isinstance(first, _Standing) and isinstance(second, _Standing) and not twin.is_within:
            provinces = {documents[second.document].province, ""}
            if documents[first.document].province in provinces:
                found[second.pk].append(twin)
    return found


def _given(documents: dict[str, Document]) -> list[Given]:
    """The duties of documents, in the order in which these were read: keys of facts grow with it."""
    tasks = ReadFact.objects.filter(document__in=documents, kind=ReadFact.Kind.TASK)
    rows = tasks.exclude(state__in=twins.GONE).values_list("document", "position", "pk", "code", "value")
    by_document: dict[str, list[tuple[int, int, str, dict[str, Any]]]] = defaultdict(list)
    for document, *row in rows:
        by_document[str(document)].append(tuple(row))
    years = {pk: twins.years(one.date, one.about) for pk, one in documents.items()}
    return [
        twins.given(pk, _Standing(key, code, pk), value, years[pk])
        for pk, duties in sorted(by_document.items(), key=lambda one: min(row[1] for row in one[1]))
        for _position, key, code, value in sorted(duties, key=lambda row: row[:2])
    ]


def _renew(fact: ReadFact, found: dict[int, list[Twin]], documents: dict[str, Document]) -> bool:
    """Whether the doubts of a duty change by what stands now."""
    twin = next(_asked(fact, found.get(fact.pk, ())), None)
    kept = [doubt for doubt in fact.doubts if doubt["code"] != twins.ELSEWHERE]
    if twin is not None:
        other, own = documents[twin.first.document], documents[twin.second.document]
        kept.append(twins.doubt(fact, twin, other, own))
    if _plain(kept) == _plain(fact.doubts):
        return False
    fact.doubts, fact.version = kept, fact.version + 1
    return True


def _asked(fact: ReadFact, found: Iterable[Twin]) -> Iterable[Twin]:
    """The twins that no person has told apart yet."""
    return (twin for twin in found if twin.first.key.fact not in fact.apart)


def _plain(doubts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Doubts without regard to the order in which they were found."""
    return sorted(doubts, key=lambda doubt: (doubt["code"], doubt["message"]))
