"""The only place where pages read the clock; everything below is told the time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.utils import timezone

from tinhxanh.apps.programmes import queries
from tinhxanh.apps.programmes.models import Programme
from tinhxanh.apps.programmes.states import Clock
from tinhxanh.core.duties.calendar import Calendar
from tinhxanh.exchange.working_days import calendar_around


def now() -> dt.datetime:
    """This moment."""
    return timezone.now()


def today() -> dt.date:
    """This day in the time of the place."""
    return timezone.localdate()


def calendar() -> Calendar:
    """The working days around today."""
    return calendar_around(today())


def clock(programmes: Iterable[Programme]) -> Clock:
    """The clock by which the states of these programmes are told today; one query."""
    return queries.clock(programmes, today(), calendar())
