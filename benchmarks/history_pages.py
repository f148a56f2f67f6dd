"""How long does the history take with 300 000 events, as an auditor of the whole province?

    .venv/bin/python benchmarks/history_pages.py [EVENTS]

A province as in `list_pages.py` with 2 000 duties, whose events are copied until there are that many, four to
an act, spread over 400 days and over 30 people. The answers are checked first: the list counts as many acts
as were made, and the queries are as many as with a tenth of the events. Then each page is asked a few times
through Django's test client in this process. The last column is the work of this process alone; the database
works beside it, so the wall clock says more here than on other pages.
"""

from __future__ import annotations

import os
import statistics
import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1] / "tests"), str(Path(__file__).resolve().parent)]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tinhxanh.settings")

import django
from rich.console import Console
from rich.table import Table

django.setup()

# Models can be imported only once Django is set up.
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.runner import DiscoverRunner
from django.utils import timezone

import factories
import list_pages
from tinhxanh.apps.programmes.models import Duty
from tinhxanh.apps.reports import history

list_pages.ROUNDS = 5
PAGES = {
    "last thirty days": "/lich-su/",
    "all days": "/lich-su/?person=",
    "all days, last page": "/lich-su/?person=&page=9999",
    "duties alone": "/lich-su/?kind=duty&since=01/01/2020",
    "one person": "/lich-su/?person=can+bo+7",
    "one duty": "/lich-su/?duty=dot+17",
    "workbook of thirty days": "/lich-su/lich-su.xlsx",
}

_ACTS = """
INSERT INTO pghistory_context (id, created_at, updated_at, metadata)
SELECT gen_random_uuid(), now() - n * interval '400 days' / %(n)s, now(),
       jsonb_build_object('user', %(first)s + n %% 30, 'why', 'Lưu nháp')
FROM generate_series(1, %(n)s) AS n
"""
_EVENTS = """
WITH acts AS (
  SELECT id, created_at, row_number() OVER (ORDER BY created_at) AS place FROM pghistory_context
  WHERE metadata->>'why' = 'Lưu nháp'
), rows AS (
  SELECT *, row_number() OVER (ORDER BY id) AS place, count(*) OVER () AS n FROM programmes_duty
)
INSERT INTO programmes_dutyevent ({names}, pgh_context_id, pgh_created_at, pgh_label, pgh_obj_id)
SELECT {values}, acts.id, acts.created_at, 'update', rows.id
FROM acts CROSS JOIN generate_series(0, 3) AS part
JOIN rows ON rows.place = 1 + (acts.place * 4 + part) %% rows.n
WHERE acts.place > %(done)s
"""


def make(events: int, first: int, done: int) -> None:
    """Bring the history to about `events` events, of which `done` acts are there already."""
    fields = [field.column for field in Duty.pgh_event_model._meta.concrete_fields]
    names = [f'"{one}"' for one in fields if not one.startswith("pgh_")]
    wanted = {"n": events // 4 - done, "first": first, "done": done}
    with connection.cursor() as cursor:
        cursor.execute(_ACTS, wanted)
        values = ", ".join(f"rows.{one}" for one in names)
        cursor.execute(_EVENTS.format(names=", ".join(names), values=values), wanted)
        cursor.execute("ANALYZE")


def measured(auditor: factories.User, acts: int) -> dict[str, list_pages.Figures]:
    """The figures of every page; stop where the list holds fewer acts than were made."""
    found = history.acts(auditor, timezone.localdate(), history.Wanted()).count()
    if found < acts:
        raise SystemExit(f"{acts} acts were made, the list has {found}")
    client = Client()
    client.force_login(auditor)
    return {name: list_pages.measure(client, address) for name, address in PAGES.items()}


def run(events: int) -> None:
    place = list_pages.province()
    focal = factories.user("dau.moi", place.focal, "focal")
    people = [factories.user(f"can.bo.{n}", place.agencies[n % 30]) for n in range(30)]
    auditor = factories.user("kiem.tra", place.committee, "auditor")
    list_pages.fill(place, focal, 2_000)
    first = people[0].pk
    make(events // 10, first, 0)
    small = measured(auditor, events // 40)
    make(events, first, events // 40)
    large = measured(auditor, events // 4)
    show(events, small, large)


def show(events: int, small: dict[str, list_pages.Figures], large: dict[str, list_pages.Figures]) -> None:
    """One row a page; stop where the number of queries grew with the events."""
    table = Table(title=f"{events} events, {list_pages.ROUNDS} rounds, one process")
    for heading in ("page", "queries", "median ms", "own CPU ms"):
        table.add_column(heading, justify="left" if heading == "page" else "right")
    for name, (status, n_queries, times, work) in large.items():
        if status != 200 or n_queries > small[name][1]:
            raise SystemExit(f"{name}: {status}, {small[name][1]} queries became {n_queries}")
        figures = (statistics.median(times), statistics.median(work))
        table.add_row(name, str(n_queries), *(f"{figure:.0f}" for figure in figures))
    Console().print(table)


def main() -> None:
    runner = DiscoverRunner(verbosity=0, interactive=False)
    settings.ALLOWED_HOSTS = ["testserver"]
    databases = runner.setup_databases()
    try:
        run(int(sys.argv[1]) if len(sys.argv) > 1 else 300_000)
    finally:
        runner.teardown_databases(databases)


if __name__ == "__main__":
    main()
