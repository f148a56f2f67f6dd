"""Provinces over time, and the instruments that everybody cites: from the reference rows."""

from __future__ import annotations

import datetime as dt
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Model

from tinhxanh.apps.accounts import queries
from tinhxanh.apps.accounts.loading import load_province, root_slug
from tinhxanh.apps.accounts.models import Organisation
from tinhxanh.apps.registers.models import Instrument, Province
from tinhxanh.core.vietnamese import fold, sort_key
from tinhxanh.exchange import reference
from tinhxanh.exchange.reference import table

Thing = TypeVar("Thing", bound=Model)


def find(name: str, on: dt.date) -> Province | None:
    """The province of that name on a day; None where there was none."""
    named = Province.objects.filter(queries.valid_on(on), folded=fold(name))
    return named.first()


@transaction.atomic
def load() -> None:
    """Bring provinces and instruments to what the reference rows say; a second call changes nothing."""
    _load_provinces()
    _load_instruments()


def _load_provinces() -> None:
    rows = table(reference.Province)
    committees = dict(
        Organisation.objects.filter(slug__in=[root_slug(row) for row in rows]).values_list("slug", "pk")
    )
    known = {(one.code, one.valid_from): one for one in Province.objects.all()}
    for row in rows:
        known[row.code, row.valid_from] = sync(
            known.get((row.code, row.valid_from)) or Province(code=row.code, valid_from=row.valid_from),
            name=row.name,
            full_name=row.full_name,
            folded=fold(row.name),
            sort_key=sort_key(row.name),
            valid_to=row.valid_to,
            committee_id=committees.get(root_slug(row)),
            source=row.source,
            is_verified=row.is_verified,
        )
    by_key = {row.key: known[row.code, row.valid_from] for row in rows}
    for row in rows:
        sync(by_key[row.key], merged_into_id=by_key[row.successor].pk if row.successor else None)


def _load_instruments() -> None:
    rows = table(reference.Instrument)
    known = {(one.number, one.issuer): one for one in Instrument.objects.all()}
    for row in rows:
        known[row.number, row.issuer] = sync(
            known.get((row.number, row.issuer)) or Instrument(number=row.number, issuer=row.issuer),
            kind=row.kind,
            date=row.date,
            subject=row.subject,
            source=row.source,
            is_verified=row.is_verified,
        )
    by_number = {row.number: known[row.number, row.issuer] for row in rows}
    for row in rows:
        sync(
            by_number[row.number],
            replaced_by_id=by_number[row.replaced_by].pk if row.replaced_by else None,
        )


def sync(thing: Thing, **values: Any) -> Thing:
    """Save `thing` where it is new or one of `values` differs; otherwise write nothing."""
    changed = [name for name, value in values.items() if getattr(thing, name) != value]
    if changed or thing.pk is None:
        for name in changed:
            setattr(thing, name, values[name])
        thing.save()
    return thing


@transaction.atomic
def bring(name: str, on: dt.date) -> Organisation:
    """Load the directory of a province as of a day and tie it to its row; a second call changes nothing.

    Raises `accounts.loading.UnknownProvince`.
    """
    root = load_province(name, on)
    _load_provinces()
    return root
