"""Calendar feeds: an address with a token that can be taken back; only its digest is kept."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets

import pghistory
from django.db import transaction
from django.utils import timezone

from tinhxanh.apps.accounts.models import Organisation, User
from tinhxanh.apps.programmes import rights
from tinhxanh.apps.programmes.models import DutyAgency
from tinhxanh.apps.registers.refusals import Refused
from tinhxanh.apps.reports.models import Feed, Round, Submission
from tinhxanh.exchange.calendars import Entry

MOST = 10
"""Feeds that one person may have at a time."""


def make(*, user: User, organisation: Organisation | None, at: dt.datetime) -> tuple[Feed, str]:
    """A feed of the person's work, or of one of the own agencies; its token is shown only now.

    Raises `Refused` ("too-many", "not-yours").
    """
    if Feed.objects.filter(user=user, revoked_at__isnull=True).count() >= MOST:
        raise Refused("too-many", f"Mỗi người có nhiều nhất {MOST} lịch; hãy thu hồi một lịch cũ.")
    own = rights.reach(user, timezone.localdate(at)).own
    if organisation is not None and not organisation.path.startswith(own):
        raise Refused("not-yours", "Đồng chí không phụ trách cơ quan này.")
    token = secrets.token_urlsafe(32)
    with transaction.atomic(), pghistory.context(user=user.pk, why="Tạo lịch"):
        return Feed.objects.create(
            user=user, organisation=organisation, digest=_digest(token), made_at=at
        ), token


def revoke(*, feed: Feed, at: dt.datetime) -> None:
    """From now on the address gives nothing."""
    Feed.objects.filter(pk=feed.pk, revoked_at__isnull=True).update(revoked_at=at)


def find(token: str) -> Feed | None:
    """The feed of a token, unless it was taken back or its person left."""
    return (
        Feed.objects.filter(digest=_digest(token), revoked_at__isnull=True, user__is_active=True)
        .select_related("user", "organisation")
        .first()
    )


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def entries(feed: Feed, at: dt.datetime, site: str) -> list[Entry]:
    """Deadlines and days of handing in; rights are asked anew each time, so who moved sees the new place."""
    today = timezone.localdate(at)
    own = rights.reach(feed.user, today).own
    Feed.objects.filter(pk=feed.pk).update(used_at=at)
    paths = own if feed.organisation is None else _narrowed(feed.organisation, own)
    return [*_duties(paths, site), *_rounds(paths, site)]


def _narrowed(organisation: Organisation, own: tuple[str, ...]) -> tuple[str, ...]:
    return (organisation.path,) if organisation.path.startswith(own) else ()


def _duties(paths: tuple[str, ...], site: str) -> list[Entry]:
    parts = (
        DutyAgency.objects.filter(
            rights.within("organisation__path", paths),
            duty__is_dropped=False,
            duty__due_on__isnull=False,
        )
        .select_related("duty__programme", "organisation")
        .order_by("duty__due_on", "duty__position")
    )
    found: dict[int, Entry] = {}
    for part in parts:
        duty = part.duty
        found.setdefault(
            duty.pk,
            Entry(
                uid=f"nhiem-vu-{duty.pk}@tinh-xanh",
                day=duty.due_on,
                title=f"{duty.code} {duty.text[:120]}",
                text=f"{part.get_role_display()}: {part.organisation}. {duty.programme.title}",
                address=f"{site}/nhiem-vu/{duty.pk}/",
                is_done=duty.completed_on is not None,
            ),
        )
    return list(found.values())


def _rounds(paths: tuple[str, ...], site: str) -> list[Entry]:
    rows = Submission.objects.filter(
        rights.within("organisation__path", paths), round__state=Round.State.OPEN
    ).select_related("round", "organisation")
    return [
        Entry(
            uid=f"ban-nop-{row.pk}@tinh-xanh",
            day=row.round.hand_in_on,
            title=f"Hạn nộp {row.round.title}",
            text=str(row.organisation),
            address=f"{site}/ban-nop/{row.pk}/",
            is_done=row.state in (Submission.State.HANDED_IN, Submission.State.APPROVED),
        )
        for row in rows
    ]
