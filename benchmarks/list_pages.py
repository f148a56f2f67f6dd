"""How many queries and milliseconds does each list page take with 10 000 duties, as an ordinary officer?

    .venv/bin/python benchmarks/list_pages.py [DUTIES]

40 agencies, ten programmes, duties in every state, the index's editions as delivered. The answers are
checked first: the states that the pages count are those that the core tells of the same rows one by one,
and the queries are as many as with a tenth of the duties. Then each page is asked 20 times through
Django's test client, in this process, set up as the server is. The last column is the work of this process
alone, without the database's, which a busy machine changes less than the wall clock.
"""

from __future__ import annotations

import datetime as dt
import os
import random
import statistics
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
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
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

import factories
import tinhxanh.web.wsgi  # noqa: F401 - warmed and frozen as the server is
from tinhxanh.apps.indicators import loading
from tinhxanh.apps.programmes import queries, rights
from tinhxanh.apps.programmes.models import Duty, Programme
from tinhxanh.exchange.working_days import calendar_around

N_AGENCIES, N_PROGRAMMES, ROUNDS = 40, 10, 20


def province() -> factories.Place:
    """A province of 40 agencies."""
    place = factories.place()
    more = (f"UBND xã số {n}" for n in range(len(place.agencies), N_AGENCIES))
    added = tuple(factories.organisation(name, place.committee, "commune") for name in more)
    return factories.Place(place.committee, place.focal, place.agencies + added)


_MOVED = ("started_on", "reported_on", "answered_on", "said_done_on", "completed_on", "percent")


def fill(place: factories.Place, by: factories.User, n: int) -> None:
    """Ten programmes of `n` duties together, in every state."""
    chance = random.Random(n)
    today = timezone.localdate()
    began = timezone.now() - dt.timedelta(days=400)
    days = (*(today + dt.timedelta(days=one) for one in (-200, -30, -3, 2, 9, 40, 120, 300)), None)
    for _ in range(N_PROGRAMMES):
        made = factories.programme(place, by, n // N_PROGRAMMES, deadlines=days, created_at=began)
        factories.report_duty(made)
        rows = list(made.duties.all())
        for duty in rows:
            advance(duty, today, chance)
        Duty.objects.bulk_update(rows, _MOVED, 1000)


def advance(duty: Duty, today: dt.date, chance: random.Random) -> None:
    """Bring a duty some way along its life."""
    if chance.random() < 0.8:
        duty.started_on = today - dt.timedelta(days=250)
        duty.reported_on = duty.answered_on = today - dt.timedelta(days=chance.randrange(1, 240))
        duty.percent = chance.randrange(0, 100)
    if duty.started_on and chance.random() < 0.6:
        duty.percent, duty.said_done_on, duty.completed_on = 100, duty.reported_on, duty.reported_on


def check_states(user: factories.User) -> int:
    """The database counts as the core judges, of all that the person sees; how many that is."""
    on = timezone.localdate()
    calendar = calendar_around(on)
    shown = queries.programmes_with_counts(user, on, calendar)
    clock = queries.clock([programme for programme, _counts in shown], on, calendar)
    seen = rights.visible_duties(user, on)
    judged = Counter(clock.standing(duty).state.value for duty in seen)
    told = sum((counts for _programme, counts in shown), Counter())
    if told != judged or not told.total():
        raise SystemExit(f"the pages count {told}, the core judges {judged}")
    return told.total()


def addresses() -> dict[str, str]:
    """The list pages: name and address."""
    programme = Programme.objects.order_by("pk").last()
    plain = (
        "my_duties",
        "programmes",
        "documents",
        "scoreboard",
        "organisations",
        "reports",
        "notices",
        "leader",
    )
    return {name: reverse(name) for name in plain} | {
        "programme": reverse("programme", args=[programme.pk]),
        "programme, searched": reverse("programme", args=[programme.pk]) + "?q=nuoc+thai",
    }


Figures = tuple[int, int, list[float], list[float]]


def measure(client: Client, address: str) -> Figures:
    """Status, queries, and for each round the milliseconds that passed and those this process worked."""
    with CaptureQueriesContext(connection) as captured:
        status = client.get(address).status_code
        n_queries = len(captured)
    times, work = [], []
    for _ in range(ROUNDS if status == 200 else 0):
        start, worked = time.perf_counter(), time.process_time()
        client.get(address)
        times.append(1000 * (time.perf_counter() - start))
        work.append(1000 * (time.process_time() - worked))
    return status, n_queries, times, work


def sizes(n: int) -> dict[int, dict[tuple[str, str], Figures]]:
    """The figures of every page for each person, with a tenth of the duties and with all."""
    loading.load_all(timezone.now())
    place = province()
    focal = factories.user("dau.moi", place.focal, "focal")
    people = {"officer": factories.user("can.bo", place.agencies[1]), "focal": focal}
    found: dict[int, dict[tuple[str, str], Figures]] = {}
    for amount in (n // 10, n - n // 10):
        fill(place, focal, amount)
        for role, user in people.items():
            print(f"{role} sees {check_states(user)} of {Duty.objects.count()} duties; states agree")
            client = Client()
            client.force_login(user)
            rows = {(role, name): measure(client, address) for name, address in addresses().items()}
            found.setdefault(Duty.objects.count(), {}).update(rows)
    return found


def show(found: dict[int, dict[tuple[str, str], Figures]]) -> None:
    """One row a page; stop where the number of queries grew with the duties."""
    small, large = sorted(found)
    table = Table(title=f"{large} duties, {N_AGENCIES} agencies, {ROUNDS} rounds, one process")
    for heading in ("person", "page", "queries", "median ms", "p95 ms", "own CPU ms"):
        table.add_column(heading, justify="left" if heading in ("person", "page") else "right")
    for key, (status, n_queries, times, work) in found[large].items():
        if status != 200:
            continue
        if n_queries != found[small][key][1]:
            raise SystemExit(f"{key}: {found[small][key][1]} queries became {n_queries}")
        p95 = statistics.quantiles(times, n=20)[-1]
        figures = (statistics.median(times), p95, statistics.median(work))
        table.add_row(*key, str(n_queries), *(f"{figure:.0f}" for figure in figures))
    Console().print(table)


def main() -> None:
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    runner = DiscoverRunner(verbosity=0, interactive=False)
    settings.ALLOWED_HOSTS = ["testserver"]
    databases = runner.setup_databases()
    try:
        show(sizes(n))
    finally:
        runner.teardown_databases(databases)


if __name__ == "__main__":
    main()
