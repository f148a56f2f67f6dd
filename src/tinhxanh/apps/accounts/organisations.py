"""Acts on the organisation tree. A name is never rewritten: it ends, and another begins."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import pghistory
from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Concat, Length, Substr
from django.utils.text import slugify

from tinhxanh.apps.accounts.models import Organisation, OrganisationAlias, Succession, User
from tinhxanh.core.vietnamese import fold, sort_key


class NotPossible(Exception):
    """The act contradicts what is known; the message is one Vietnamese sentence for the person."""


@transaction.atomic
def create(
    *,
    name: str,
    kind: str,
    parent: Organisation | None,
    by: User,
    valid_from: dt.date | None = None,
    source: str = "",
) -> Organisation:
    """Add an organisation by a person's word; it counts as verified."""
    with pghistory.context(user=by.pk, why=f"Thêm cơ quan “{name}”"):
        return _insert(name, kind, parent, valid_from, source)


@transaction.atomic
def rename(*, organisation: Organisation, name: str, on: dt.date, by: User, source: str = "") -> Organisation:
    """Give the organisation another name from `on`: its row ends the day before, a new one takes over."""
    _must_hold(organisation, on)
    if " ".join(name.split()) == organisation.name:
        raise NotPossible("Tên mới trùng tên đang dùng.")
    with pghistory.context(user=by.pk, why=f"Đổi tên “{organisation.name}” thành “{name}”"):
        successor = _insert(name, organisation.kind, organisation.parent, on, source)
        _hand_over(organisation, successor, on, "", source)
    return successor


@transaction.atomic
def merge(
    *,
    predecessors: Iterable[Organisation],
    into: Organisation,
    on: dt.date,
    by: User,
    subject: str = "",
    source: str = "",
) -> Organisation:
    """End `predecessors` the day before `on`; `into` takes over their duties (of `subject`, where split)."""
    ending = [organisation for organisation in predecessors if organisation.pk != into.pk]
    with pghistory.context(user=by.pk, why=f"Nhập vào “{into.name}”"):
        for organisation in ending:
            _must_hold(organisation, on)
            _hand_over(organisation, into, on, subject, source)
    return into


@transaction.atomic
def add_alias(*, organisation: Organisation, name: str, by: User, source: str = "") -> OrganisationAlias:
    """Let documents call the organisation `name` too."""
    if not fold(name):
        raise NotPossible("Hãy ghi tên gọi khác.")
    with pghistory.context(user=by.pk, why=f"Thêm tên gọi khác cho “{organisation.name}”"):
        alias, _ = OrganisationAlias.objects.get_or_create(
            organisation=organisation,
            folded=fold(name),
            defaults={"name": " ".join(name.split()), "source": source},
        )
    return alias


@transaction.atomic
def drop_alias(*, alias: OrganisationAlias, by: User) -> None:
    """Take an alias back; its history stays."""
    with pghistory.context(user=by.pk, why=f"Bỏ tên gọi khác “{alias.name}”"):
        alias.delete()


@transaction.atomic
def confirm(*, organisation: Organisation, by: User, source: str) -> Organisation:
    """A person vouches for the name and its dates, and says from which document they know."""
    if not source.strip():
        raise NotPossible("Hãy ghi căn cứ, ví dụ số quyết định.")
    with pghistory.context(user=by.pk, why=f"Xác nhận cơ quan “{organisation.name}”"):
        organisation.source = source.strip()
        organisation.is_verified = True
        organisation.save(update_fields=["source", "is_verified"])
    return organisation


def _must_hold(organisation: Organisation, on: dt.date) -> None:
    if organisation.valid_to is not None:
        raise NotPossible(f"“{organisation.name}” đã hết hiệu lực từ trước.")
    if organisation.valid_from and organisation.valid_from >= on:
        raise NotPossible("Ngày thay đổi phải sau ngày tên này bắt đầu có hiệu lực.")


def _insert(
    name: str, kind: str, parent: Organisation | None, valid_from: dt.date | None, source: str
) -> Organisation:
    tidy = " ".join(name.split())
    if not fold(tidy):
        raise NotPossible("Hãy ghi tên cơ quan.")
    made = Organisation.objects.create(
        slug=_free_slug(tidy, parent),
        name=tidy,
        folded=fold(tidy),
        sort_key=sort_key(tidy),
        kind=kind,
        parent=parent,
        path="",
        valid_from=valid_from,
        source=source,
        is_verified=True,
    )
    made.path = f"{parent.path if parent else '/'}{made.pk}/"
    made.save(update_fields=["path"])
    return made


def _free_slug(name: str, parent: Organisation | None) -> str:
    stem = slugify(f"{parent.pk if parent else 'tinh'} {fold(name)}")[:110]
    taken = set(Organisation.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return stem if stem not in taken else next(slug for slug in numbered if slug not in taken)


def _hand_over(
    predecessor: Organisation, successor: Organisation, on: dt.date, subject: str, source: str
) -> None:
    predecessor.valid_to = on - dt.timedelta(days=1)
    predecessor.save(update_fields=["valid_to"])
    Succession.objects.create(
        predecessor=predecessor,
        successor=successor,
        date=on,
        subject=subject,
        source=source,
        is_verified=bool(source),
    )
    _move_children(predecessor, successor)


def _move_children(predecessor: Organisation, successor: Organisation) -> None:
    """What lay below the old name and still holds lies below the new one; paths follow in one statement."""
    moving = list(predecessor.children.filter(valid_to__isnull=True))
    for child in moving:
        old, new = child.path, f"{successor.path}{child.pk}/"
        Organisation.objects.filter(path__startswith=old).update(
            path=Concat(Value(new), Substr("path", len(old) + 1, Length("path")))
        )
    predecessor.children.filter(pk__in=[child.pk for child in moving]).update(parent=successor)
