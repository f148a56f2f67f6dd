"""E-mail: what must go at once, what presses, what a person wants at once, one digest a day for the rest."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.utils import timezone

from tinhxanh.apps.reports import notices
from tinhxanh.apps.reports.models import MailWish, Notice

When = MailWish.When
_MONDAY = 0


def send(rows: list[Notice], subject: str, at: dt.datetime) -> int:
    """Send each person one message with all of the person's `rows`; how many messages went out.

    A notice counts as mailed only once the server has taken it. Raises what the server raises (the
    job is tried again), after whatever was taken before is noted.
    """
    by_user: dict[int, list[Notice]] = defaultdict(list)
    for row in rows:
        by_user[row.user_id].append(row)
    sent = 0
    with get_connection() as connection:
        for own in by_user.values():
            if own[0].user.email:
                _message(own, subject, connection).send()
                sent += 1
            Notice.objects.filter(pk__in=[row.pk for row in own]).update(mailed_at=at)
    return sent


def _message(rows: list[Notice], subject: str, connection: object) -> EmailMessage:
    lines = [f"- {row.words}\n  {settings.SITE_ADDRESS}{row.address}" for row in rows]
    text = (
        f"Kính gửi {rows[0].user},\n\n"
        + "\n\n".join(lines)
        + f"\n\nThư tự động của Tỉnh Xanh. Chọn cách nhận thư: {settings.SITE_ADDRESS}/thong-bao/\n"
    )
    title = rows[0].words[:120].splitlines()[0] if len(rows) == 1 else subject
    return EmailMessage(
        subject=f"[Tỉnh Xanh] {title}", body=text, to=[rows[0].user.email], connection=connection
    )


def urged(key: str, at: dt.datetime) -> int:
    """Urging letters go to everybody at once, whatever they wish."""
    rows = Notice.objects.filter(key=key, mailed_at__isnull=True).select_related("user")
    return send(list(rows), "Văn bản đôn đốc", at)


def pressing(key: str, at: dt.datetime) -> int:
    """What a person must act on goes at once, whatever their rhythm, unless they want no mail."""
    rows = list(notices.waiting(notices.PRESSING).filter(key=key).select_related("user"))
    wishes = notices.wishes({row.user_id for row in rows})
    chosen = [row for row in rows if wishes.get(row.user_id) != When.NEVER]
    return send(chosen, "Việc cần làm ngay", at)


def at_once(at: dt.datetime) -> int:
    """What waits for people who want each thing when it comes."""
    return _send_for({When.AT_ONCE}, at)


def digest(at: dt.datetime) -> int:
    """One message of all that waits, for those who want it daily; on Mondays also for the weekly ones."""
    wanted = {When.DAILY}
    if timezone.localdate(at).weekday() == _MONDAY:
        wanted.add(When.WEEKLY)
    return _send_for(wanted, at)


def _send_for(wanted: set[str], at: dt.datetime) -> int:
    rows = list(notices.waiting().select_related("user").order_by("user", "made_at"))
    wishes = notices.wishes({row.user_id for row in rows})
    chosen = [row for row in rows if wishes.get(row.user_id, When.DAILY) in wanted]
    count = max((sum(row.user_id == one.user_id for row in chosen) for one in chosen), default=0)
    return send(chosen, f"{count} việc mới" if len({row.user_id for row in chosen}) == 1 else "Việc mới", at)
