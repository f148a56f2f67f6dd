"""Do list pages stay quick for an ordinary officer while many work at once, three years on?

    .venv/bin/python benchmarks/year_load.py [DUTIES] [SECONDS]

40 agencies, 10 000 duties in ten programmes, six report periods a programme (three years) with a
submission for each agency. The server is the one of `tinhxanh serve` with two workers, on a database of
its own. Users keep one connection each, as a browser does, and are signed in as ordinary officers: they
open a list page, think for five seconds on average (exponential, seeded) and open another. First 50 of
them, then a ramp from 10 to 400; last, 50 and 8 that never think and ask again as soon as they are
answered, which is what the machine can do at most. Every answer must be 200 and hold the page's heading,
or it counts as an error.

All users live in one asyncio process on the same cores as server and database; its share of the
processor is printed, and so is what server and database worked for one answer, which other programs on
the machine change less than the milliseconds.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import gzip
import os
import random
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psutil
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
RAMP = (10, 50, 100, 200, 400)
PATIENCE = 60.0
YEARS = 3


@dataclass
class Seen:
    """What users saw: milliseconds by page, and errors; and what the programs worked meanwhile."""

    times: dict[str, list[float]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    seconds: float = 0.0
    served: float = 0.0
    asking: float = 0.0

    def note(self, page: str, milliseconds: float, error: str = "") -> None:
        self.times.setdefault(page, []).append(milliseconds)
        if error:
            self.errors.append(f"{page} {error}")

    @property
    def all(self) -> list[float]:
        return [one for times in self.times.values() for one in times]


def pages() -> dict[str, str]:
    """The list pages of an ordinary officer: address and what must stand in the answer."""
    last = Programme.objects.order_by("pk").last()
    return {
        "/viec-cua-toi/": "<h1>Việc của tôi",
        "/ky-bao-cao/": "<h1>Kỳ báo cáo",
        "/chuong-trinh/": "<h1>Chương trình",
        f"/chuong-trinh/{last.pk}/": 'id="danh-sach"',
        f"/chuong-trinh/{last.pk}/?q=nuoc+thai": 'id="danh-sach"',
        "/thong-bao/": "<h1>Thông báo",
    }


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
    session["_auth_user_backend"] = settings.AUTHENTICATION_BACKENDS[1]
    session["_auth_user_hash"] = user.get_session_auth_hash()
    session.set_expiry(dt.timedelta(hours=2))
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


@contextlib.contextmanager
def server() -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """The real server on a free port with the database of this run: port and process."""
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
        yield port, running
    finally:
        running.terminate()
        running.wait(20)


def _wait(port: int) -> None:
    for _try in range(450):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.2)
    raise SystemExit("the server did not start")


def database() -> psutil.Process:
    """The database server, which has to run on this machine."""
    connection.ensure_connection()
    return psutil.Process(connection.connection.info.backend_pid).parent()


def working(programs: Iterable[psutil.Process]) -> dict[int, float]:
    """Seconds of processor that each of these and what they started have worked so far, by process."""
    found = {}
    for program in programs:
        for one in (program, *program.children(recursive=True)):
            with contextlib.suppress(psutil.Error):
                found[one.pid] = sum(one.cpu_times()[:2])
    return found


async def ask(
    line: tuple[asyncio.StreamReader, asyncio.StreamWriter], page: str, cookie: str
) -> tuple[int, bytes]:
    """One request on an open connection: status and body."""
    reader, writer = line
    head = f"GET {page} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\nCookie: {cookie}\r\n\r\n"
    writer.write(head.encode())
    told = (await reader.readuntil(b"\r\n\r\n")).lower()
    length = next(one for one in told.split(b"\r\n") if one.startswith(b"content-length:"))
    body = await reader.readexactly(int(length.split(b":")[1]))
    return int(told[9:12]), gzip.decompress(body) if b"content-encoding: gzip" in told else body


async def person(
    port: int, cookie: str, wanted: dict[str, str], seed: int, until: float, thinking: float, seen: Seen
) -> None:
    """One person: open a page, think, open the next."""
    chance = random.Random(seed)
    marks = {page: mark.encode() for page, mark in wanted.items()}
    await asyncio.sleep(chance.random() * min(thinking, until - time.monotonic()))
    line = None
    while time.monotonic() < until:
        page = chance.choice(list(wanted))
        start, error = time.perf_counter(), ""
        try:
            async with asyncio.timeout(PATIENCE):
                line = line or await asyncio.open_connection("127.0.0.1", port)
                status, body = await ask(line, page, cookie)
            if status != 200 or marks[page] not in body:
                error = str(status)
        except (OSError, asyncio.IncompleteReadError, TimeoutError, StopIteration) as failure:
            error, line = repr(failure), None
        seen.note(page, 1000 * (time.perf_counter() - start), error)
        if thinking:
            await asyncio.sleep(chance.expovariate(1 / thinking))
    if line:
        line[1].close()


class Place:
    """Where the crowd goes: the server, its pages, the officers' sessions."""

    def __init__(self, port: int, programs: list[psutil.Process], wanted: dict[str, str], cookies: list[str]):
        self.port, self.programs, self.wanted, self.cookies = port, programs, wanted, cookies

    def crowd(self, n: int, seconds: float, thinking: float) -> Seen:
        """`n` people at once for some seconds."""
        seen, until = Seen(), time.monotonic() + seconds
        before, own, start = working(self.programs), time.process_time(), time.monotonic()

        async def all_of_them() -> None:
            cookies = (self.cookies[one % len(self.cookies)] for one in range(n))
            people = (
                person(self.port, cookie, self.wanted, seed, until, thinking, seen)
                for seed, cookie in enumerate(cookies)
            )
            await asyncio.gather(*people)

        asyncio.run(all_of_them())
        seen.seconds = time.monotonic() - start
        seen.asking = time.process_time() - own
        after = working(self.programs)
        seen.served = sum(seconds - before.get(pid, 0) for pid, seconds in after.items())
        return seen


def row(table: Table, name: str, seen: Seen, page: str = "") -> None:
    times = seen.times[page] if page else seen.all
    p95 = statistics.quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
    errors = [one for one in seen.errors if one.startswith(f"{page} ")] if page else seen.errors
    figures = [f"{len(times) / seen.seconds:.0f}", f"{statistics.median(times):.0f}", f"{p95:.0f}"]
    worked = (
        ["", ""] if page else [f"{1000 * seen.served / len(times):.0f}", f"{seen.asking / seen.seconds:.0%}"]
    )
    table.add_row(name, str(len(times)), *figures, *worked, str(len(errors)))


def measure(place: Place, n: int, seconds: float) -> None:
    """All the crowds, and the table of what they saw."""
    place.crowd(8, 8, 0)  # warm
    table = Table(
        title=f"{n} duties, 40 agencies, {YEARS} years, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    )
    for heading in (
        "users",
        "answers",
        "a second",
        "median ms",
        "p95 ms",
        "CPU ms each",
        "users' CPU",
        "errors",
    ):
        table.add_column(heading, justify="right" if heading != "users" else "left")
    first = place.crowd(50, seconds, THINKING)
    row(table, f"50, thinking {THINKING:.0f} s", first)
    for page in sorted(first.times):
        row(table, f"  {page}", first, page)
    seen = [first]
    for people in RAMP:
        seen.append(place.crowd(people, seconds / 2, THINKING))
        row(table, f"ramp: {people}", seen[-1])
    for people in (50, 8):
        seen.append(place.crowd(people, seconds / 2, 0))
        row(table, f"{people}, never thinking", seen[-1])
    Console(width=120).print(table)
    for error in [one for step in seen for one in step.errors][:5]:
        print(error)


def main() -> None:
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 30
    runner = DiscoverRunner(verbosity=0, interactive=False)
    made = runner.setup_databases()
    try:
        cookies = [cookie_of(officer) for officer in fill(n)]
        wanted, kept = pages(), database()
        connections.close_all()
        with server() as (port, process):
            measure(Place(port, [psutil.Process(process.pid), kept], wanted, cookies), n, seconds)
    finally:
        connections.close_all()
        runner.teardown_databases(made)


if __name__ == "__main__":
    main()
