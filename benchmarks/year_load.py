"""Do list pages stay quick for an ordinary officer while many work at once, three years on?

    .venv/bin/python benchmarks/year_load.py [DUTIES] [SECONDS]

40 agencies, 10 000 duties in ten programmes, six report periods a programme (three years) with a
submission for each agency. The real server (granian, two workers) serves a database of its own;
users of this process sign in as ordinary officers, open a list page, think for five seconds on average
(exponential, seeded) and open the next. First 50 users; then a ramp from 10 to 400; then 50 without any
thinking, which shows the throughput. Every answer must be 200 and hold the page's heading, or it counts
as an error. Server, database and users share the machine's cores, so figures are on the safe side.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import http.client
import os
import random
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.table import Table

# Sets Django up and knows where the factories of the tests are; models can be imported only after it.
import list_pages

# isort: split
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection, connections
from django.test.runner import DiscoverRunner
from django.utils import timezone

import factories
from tinhxanh.apps.accounts.models import User
from tinhxanh.apps.programmes.models import Programme
from tinhxanh.apps.reports import rounds
from tinhxanh.apps.reports.models import DutyAnswer, Submission

THINKING = 5.0
PAGES = {
    "/viec-cua-toi/": "Việc của tôi",
    "/ky-bao-cao/": "Kỳ báo cáo",
    "/chuong-trinh/": "Chương trình",
    "/thong-bao/": "Thông báo",
}
YEARS = 3


@dataclass
class Seen:
    """What users saw: milliseconds by page, and errors."""

    times: dict[str, list[float]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, page: str, milliseconds: float, error: str = "") -> None:
        with self.lock:
            self.times.setdefault(page, []).append(milliseconds)
            if error:
                self.errors.append(f"{page} {error}")

    @property
    def all(self) -> list[float]:
        return [one for times in self.times.values() for one in times]


def fill(n: int) -> list[User]:
    """The province after three years; its officers, one for each agency."""
    place = list_pages.province()
    focal = factories.user("dau.moi", place.focal, "focal")
    officers = [factories.user(f"can.bo.{n}", agency) for n, agency in enumerate(place.agencies)]
    list_pages.fill(place, focal, n)
    this_year = timezone.localdate().year
    for programme in Programme.objects.all():
        for year in range(this_year - YEARS + 1, this_year + 1):
            for proposal in rounds.proposals(programme, year):
                rounds.open_round(programme=programme, period=proposal.period, by=focal, at=timezone.now())
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(f"{Submission.objects.count()} submissions, {DutyAnswer.objects.count()} answers")
    return officers


def cookie_of(user: User) -> str:
    """The session of somebody who has signed in."""
    session = SessionStore()
    session["_auth_user_id"] = str(user.pk)
    session["_auth_user_backend"] = "django.contrib.auth.backends.ModelBackend"
    session["_auth_user_hash"] = user.get_session_auth_hash()
    session.set_expiry(dt.timedelta(hours=2))
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


@contextlib.contextmanager
def server() -> Iterator[int]:
    """The real server on a free port with the database of this run."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    home, _name = settings.DATABASE_URL.split("?")[0].rsplit("/", 1)
    query = settings.DATABASE_URL.partition("?")[2]
    url = f"{home}/{connection.settings_dict['NAME']}" + (f"?{query}" if query else "")
    program = Path(sys.executable).with_name("tinhxanh")
    command = [str(program), "serve", "--port", str(port), "--workers", "2"]
    running = subprocess.Popen(command, env=os.environ | {"DATABASE_URL": url, "LOG_LEVEL": "ERROR"})
    try:
        _wait(port)
        yield port
    finally:
        running.terminate()
        running.wait(20)


def _wait(port: int) -> None:
    for _try in range(150):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.2)
    raise SystemExit("the server did not start")


def user(port: int, cookie: str, seed: int, until: float, thinking: float, seen: Seen) -> None:
    """One person: open a page, think, open the next."""
    chance = random.Random(seed)
    time.sleep(chance.random() * min(thinking, until - time.monotonic()))
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    while time.monotonic() < until:
        page = chance.choice(list(PAGES))
        start = time.perf_counter()
        error = ""
        try:
            line.request("GET", page, headers={"Cookie": cookie})
            answer = line.getresponse()
            body = answer.read().decode()
            if answer.status != 200 or f"<h1>{PAGES[page]}" not in body:
                error = str(answer.status)
        except (OSError, http.client.HTTPException) as failure:
            error = repr(failure)
            line.close()
        seen.note(page, 1000 * (time.perf_counter() - start), error)
        if thinking:
            time.sleep(chance.expovariate(1 / thinking))
    line.close()


def crowd(port: int, cookies: list[str], n: int, seconds: float, thinking: float) -> Seen:
    """`n` people at once for some seconds."""
    seen, until = Seen(), time.monotonic() + seconds
    people = [
        threading.Thread(target=user, args=(port, cookies[one % len(cookies)], one, until, thinking, seen))
        for one in range(n)
    ]
    for one in people:
        one.start()
    for one in people:
        one.join()
    return seen


def row(table: Table, name: str, seen: Seen, times: list[float], seconds: float) -> None:
    p95 = statistics.quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
    table.add_row(
        name,
        str(len(times)),
        f"{len(times) / seconds:.0f}",
        f"{statistics.median(times):.0f}",
        f"{p95:.0f}",
        str(len(seen.errors)),
    )


def main() -> None:
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 30
    runner = DiscoverRunner(verbosity=0, interactive=False)
    made = runner.setup_databases()
    try:
        cookies = [cookie_of(officer) for officer in fill(n)]
        connections.close_all()
        with server() as port:
            crowd(port, cookies, 10, 5, 0.2)  # warm
            table = Table(title=f"{n} duties, 40 agencies, {YEARS} years, {os.cpu_count()} cores")
            for heading in ("users", "answers", "per second", "median ms", "p95 ms", "errors"):
                table.add_column(heading, justify="right" if heading != "users" else "left")
            first = crowd(port, cookies, 50, seconds, THINKING)
            row(table, "50, thinking 5 s", first, first.all, seconds)
            for page, times in sorted(first.times.items()):
                row(table, f"  {page}", first, times, seconds)
            for people in (10, 50, 100, 200, 400):
                step = crowd(port, cookies, people, seconds / 2, THINKING)
                row(table, f"ramp: {people}", step, step.all, seconds / 2)
            flood = crowd(port, cookies, 50, seconds / 2, 0)
            row(table, "50, never thinking", flood, flood.all, seconds / 2)
            Console().print(table)
            for error in first.errors[:5]:
                print(error)
    finally:
        connections.close_all()
        runner.teardown_databases(made)


if __name__ == "__main__":
    main()
