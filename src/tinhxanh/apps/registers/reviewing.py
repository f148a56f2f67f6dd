"""What a review does beyond single facts: an agency added by a person's word."""

from __future__ import annotations

import datetime as dt

import pghistory
from django.db import transaction

from tinhxanh.apps.accounts import organisations
from tinhxanh.apps.accounts.models import Organisation, User
from tinhxanh.apps.registers.agencies import province_root
from tinhxanh.apps.registers.models import Document, ReadFact
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


def _settle(document: Document, folded: str) -> None:
    for fact in ReadFact.objects.select_for_update().filter(document=document).exclude(doubts=[]):
        left = [d for d in fact.doubts if vietnamese.fold(d.get("name") or "") != folded]
        if len(left) < len(fact.doubts):
            fact.doubts = left
            fact.version += 1
            fact.save(update_fields=["doubts", "version"])
