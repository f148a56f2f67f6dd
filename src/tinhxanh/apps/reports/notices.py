"""Telling people: once for each thing, in the page always, by e-mail as each wishes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from tinhxanh.apps.accounts.models import Membership, Organisation, User
from tinhxanh.apps.accounts.queries import valid_on
from tinhxanh.apps.reports.models import MailWish, Notice

Role = Membership.Role


def tell(
    *, people: Iterable[User], kind: str, words: str, address: str, key: str, at: dt.datetime
) -> list[Notice]:
    """Leave a notice for each of `people`; who was told of `key` before is not told again."""
    rows = [
        Notice(user=person, kind=kind, words=words[:400], address=address, key=key, made_at=at)
        for person in people
    ]
    return Notice.objects.bulk_create(rows, ignore_conflicts=True)


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
