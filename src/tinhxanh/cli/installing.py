"""Bring a database to the state the code expects: tables, then reference data. Repeatable."""

from __future__ import annotations

import datetime as dt


def install(at: dt.datetime) -> None:
    """Create the database where it is missing, migrate it, load the dated reference rows."""
    from django.conf import settings
    from django.core.management import call_command

    from tinhxanh.apps.indicators.loading import load_all
    from tinhxanh.exchange.embedded_postgres import ensure_database

    ensure_database(settings.DATABASE_URL)
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    load_all(at)
