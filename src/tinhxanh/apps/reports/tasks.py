"""The jobs of this app. The worker is a door like the web: here, and only here, the clock is read."""

from __future__ import annotations

import smtplib

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from tinhxanh.apps.programmes import queries
from tinhxanh.apps.programmes.models import Programme
from tinhxanh.apps.programmes.states import Clock
from tinhxanh.apps.reports import mailing, reminding, scheduling
from tinhxanh.exchange.working_days import calendar_around

# A mail server may be away for a while: tried again for about an hour.
_AGAIN = RetryStrategy(
    max_attempts=8, wait=5, exponential_wait=3, retry_exceptions=[OSError, smtplib.SMTPException]
)


@app.task(name="reports.send_at_once", retry=_AGAIN)
def send_at_once(key: str) -> None:
    """Mail one urging letter to the officers of its agency."""
    mailing.urged(key, timezone.now())


@app.task(name="reports.send_pressing", retry=_AGAIN)
def send_pressing(key: str) -> None:
    """Mail one thing that somebody has to act on, such as a submission that was returned."""
    mailing.pressing(key, timezone.now())


@app.periodic(cron="*/10 * * * *")
@app.task(name="reports.send_wished", retry=_AGAIN)
def send_wished(timestamp: int) -> None:
    """Every ten minutes: mail for people who want each thing when it comes."""
    mailing.at_once(timezone.now())


@app.periodic(cron="0 0 * * 1-5")
@app.task(name="reports.morning", retry=_AGAIN)
def morning(timestamp: int) -> None:
    """At seven in Viet Nam (midnight UTC): date what comes again; on days that are worked remind and mail."""
    now = timezone.now()
    today = timezone.localdate(now)
    scheduling.plan_all(today)
    if calendar_around(today).is_worked(today):
        reminding.tell_assigned(now)
        reminding.remind(_clock, now)
        mailing.digest(now)


def _clock(programmes: list[Programme]) -> Clock:
    today = timezone.localdate()
    return queries.clock(programmes, today, calendar_around(today))
