"""What a review does beyond single facts: the document's own number and date, an agency added."""

from __future__ import annotations

import datetime as dt

import pghistory
from django.db import transaction

from tinhxanh.apps.accounts import organisations
from tinhxanh.apps.accounts.models import Organisation, User
from tinhxanh.apps.registers import agencies, rejudging
from tinhxanh.apps.registers.agencies import province_root
from tinhxanh.apps.registers.models import Document, ReadFact
from tinhxanh.apps.registers.refusals import Refused
from tinhxanh.core import vietnamese


def add_agency(*, document: Document, name: str, kind: str, by: User, at: dt.datetime) -> Organisation:
    """Add an agency to the province's directory; doubts about this name in the document are settled.

    Raises `accounts.organisations.NotPossible` for a name without letters.
    """
    with transaction.atomic(), pghistory.context(user=by.pk, why=f"Thêm cơ quan “{name}”"):
        made = organisations.create(
            name=name,
            kind=kind,
            parent=province_root(document),
            by=by,
            source=f"Nêu trong {document}"[:500],
        )
        _settle(document, made.folded)
        return made


def describe(
    *,
    document: Document,
    number: str,
    date: dt.date | None,
    issuer: str,
    title: str,
    by: User,
    at: dt.datetime,
) -> Document:
    """Put right what the document says of itself; on another day other agencies may be meant.

    Raises `Refused` once the document has become a programme.
    """
    with transaction.atomic(), pghistory.context(user=by.pk, why="Sửa số, ngày, tên văn bản"):
        held = Document.objects.select_for_update(of=("self",)).select_related("organisation")
        document = held.get(pk=document.pk)
        if document.state != Document.State.READ:
            raise Refused("confirmed", "Văn bản này đã lập thành chương trình hoặc chưa đọc xong.")
        is_other_day = document.date != date
        document.number, document.date, document.issuer, document.title = number, date, issuer, title
        document.folded = vietnamese.fold(f"{title} {number} {document.filename}")
        document.notes = [note for note in document.notes if note["code"] != "blank-head"]
        document.save()
        if is_other_day:
            _ask_again(document)
        rejudging.ask(document)
        return document


def _ask_again(document: Document) -> None:
    """Look the agencies of undecided facts up once more."""
    waiting = list(document.read_facts.select_for_update().filter(state=ReadFact.State.TODO))
    before = {fact.pk: fact.doubts for fact in waiting}
    for fact in waiting:
        fact.doubts = [doubt for doubt in fact.doubts if doubt["code"] not in agencies.DOUBTS]
    agencies.doubt_unknown(waiting, document)
    changed = [fact for fact in waiting if fact.doubts != before[fact.pk]]
    for fact in changed:
        fact.version += 1
    ReadFact.objects.bulk_update(changed, ["doubts", "version"])


def _settle(document: Document, folded: str) -> None:
    for fact in ReadFact.objects.select_for_update().filter(document=document).exclude(doubts=[]):
        left = [d for d in fact.doubts if vietnamese.fold(d.get("name") or "") != folded]
        if len(left) < len(fact.doubts):
            fact.doubts = left
            fact.version += 1
            fact.save(update_fields=["doubts", "version"])
