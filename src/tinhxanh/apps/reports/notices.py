"""Telling people: once for each thing, in the page always, by e-mail as each wishes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q, QuerySet
from procrastinate.contrib.django import app

from tinhxanh.apps.accounts.models import Membership, Organisation, User
from tinhxanh.apps.accounts.queries import valid_on
from tinhxanh.apps.reports.models import MailWish, Notice

Role = Membership.Role

#: What a person has to act on before anything else moves: mailed at once, not with the digest, to all
#: but those who want no mail. Urging letters go their own way (`urging`), to everybody.
PRESSING = (Notice.Kind.RETURNED, Notice.Kind.QUESTION)


def tell(
    *, people: Iterable[User], kind: str, words: str, address: str, key: str, at: dt.datetime
) -> list[Notice]:
    """Leave a notice for each of `people`; who was told of `key` before is not told again.

    What presses is put in the queue of mail in the same transaction.
    """
    rows = [
        Notice(user=person, kind=kind, words=words[:400], address=address, key=key, made_at=at)
        for person in people
    ]
    made = Notice.objects.bulk_create(rows, ignore_conflicts=True)
    if made and kind in PRESSING:
        # By its name: the job stands above this module.
        app.configure_task("reports.send_pressing").defer(key=key)
    return made


def people_of(organisation: Organisation, on: dt.date, *roles: str) -> QuerySet[User]:
    """Who holds one of `roles` at the organisation itself on a day."""
    held = Membership.objects.filter(valid_on(on), organisation=organisation, role__in=roles)
    return User.objects.filter(pk__in=held.values("user"), is_active=True)


def officers_of(organisation: Organisation, on: dt.date) -> QuerySet[User]:
    """The officers of an agency; where it has none of its own, those of the nearest agency above it."""
    found = people_of(organisation, on, Role.OFFICER)
    if found.exists() or organisation.parent is None:
        return found
    above = people_of(organisation.parent, on, Role.OFFICER)
    return above


def focal_of(organisation: Organisation, on: dt.date) -> QuerySet[User]:
    """The focal officers of a department."""
    return people_of(organisation, on, Role.FOCAL)


def leaders_over(organisation: Organisation, on: dt.date) -> QuerySet[User]:
    """The leaders at the organisation that a programme belongs to."""
    return people_of(organisation, on, Role.LEADER)


def mark_read(*, user: User, at: dt.datetime, pk: int | None = None) -> int:
    """Mark one's own notices as read, or only one; how many were new."""
    unread = Notice.objects.filter(user=user, read_at__isnull=True)
    return (unread.filter(pk=pk) if pk else unread).update(read_at=at)


def wish(*, user: User, when: str) -> MailWish:
    """Set how a person wants to hear by e-mail."""
    made, _ = MailWish.objects.update_or_create(user=user, defaults={"when": when})
    return made


def wishes(users: Iterable[int]) -> dict[int, str]:
    """The wish of each person who said one; the others get the daily digest."""
    return dict(MailWish.objects.filter(user__in=users).values_list("user", "when"))


def waiting(kinds: Iterable[str] = ()) -> QuerySet[Notice]:
    """Notices that no e-mail has carried and nobody has read."""
    chosen = Q(kind__in=list(kinds)) if kinds else Q()
    return Notice.objects.filter(chosen, mailed_at__isnull=True, read_at__isnull=True)
