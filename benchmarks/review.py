"""How many seconds pass from the upload of a Word file of 60 duties to its review page?

    .venv/bin/python benchmarks/review.py [DUTIES]

The whole way of one person: the file is sent to the upload page, the job is done by Procrastinate's worker
in this process, the review page is asked for. The answer is checked first: the page must know of every duty.
Also said: how long the review page takes for a document of 200 pages, and how many queries.
"""

from __future__ import annotations

import logging
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tinhxanh.settings")

import django
from rich.console import Console
from rich.table import Table

django.setup()

# Models can be imported only once Django is set up.
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.runner import DiscoverRunner
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import factories
import sample_plan
from tinhxanh.apps.registers.facts import GAP
from tinhxanh.apps.registers.models import Document, ReadFact
from tinhxanh.cli.jobs import work_off

# Procrastinate warns of an app of the main module; this one is Django's and all its tasks are imported.
logging.getLogger("procrastinate.blueprints").setLevel(logging.ERROR)

ROUNDS, PAGES, FACTS_A_PAGE = 5, 200, 3


def upload(client: Client, place: factories.Place, n: int, number: int) -> Document:
    """Send a Word file of `n` duties that was not sent before."""
    content = sample_plan.word(n).read()
    file = SimpleUploadedFile(f"ke-hoach-{number}.docx", content)
    client.post("/van-ban/", {"file": file, "organisation": place.committee.pk})
    return Document.objects.latest("uploaded_at")


def timed(act: Callable[[], object]) -> float:
    """Seconds that `act` takes."""
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def whole_way(client: Client, place: factories.Place, n: int, number: int) -> dict[str, float]:
    """Seconds of each step from the upload to the page."""
    Document.objects.all().delete()
    seconds = {"upload": timed(lambda: upload(client, place, n, number)), "job": timed(work_off)}
    document = Document.objects.get()
    assert document.read_facts.filter(kind=ReadFact.Kind.TASK).count() == n, document.error_text
    address = reverse("review", args=[document.pk])
    seconds["page"] = timed(lambda: client.get(address))
    return seconds | {"together": sum(seconds.values())}


def long_document(place: factories.Place, by: factories.User) -> Document:
    """A document of 200 pages with three duties on each."""
    lines = tuple(f"Việc số {n}: {factories.WORKS[n % 10]}." for n in range(PAGES * 10))
    made = factories.document(place.committee, by, lines, state=Document.State.READ, n_pages=PAGES)
    blocks = made.layout["blocks"]
    ReadFact.objects.bulk_create(
        ReadFact(
            document=made,
            kind=ReadFact.Kind.TASK,
            position=n * GAP,
            code=str(n),
            section=str(n // 10),
            value={"text": lines[n * 10 // FACTS_A_PAGE], "lead": ["Sở Công Thương"], "coordinate": []},
            spans=[{"page": None, "start": blocks[n * 10 // FACTS_A_PAGE][0],
                    "end": blocks[n * 10 // FACTS_A_PAGE][1]}],
        )
        for n in range(PAGES * FACTS_A_PAGE)
    )  # fmt: skip
    return made


def long_page(client: Client, document: Document) -> tuple[float, int, int]:
    """Seconds, queries and bytes of the review page of a long document."""
    address = reverse("review", args=[document.pk])
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        size = len(client.get(address).content)
    n_queries = len(queries)
    return statistics.median(timed(lambda: client.get(address)) for _ in range(ROUNDS)), n_queries, size


def main() -> None:
    """Measure in a database and a folder of its own, and print."""
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    runner = DiscoverRunner(verbosity=0, interactive=False)
    runner.setup_test_environment()
    databases = runner.setup_databases()
    try:
        with tempfile.TemporaryDirectory() as folder:
            settings.MEDIA_ROOT = folder
            measure(n)
    finally:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        runner.teardown_databases(databases)


def measure(n: int) -> None:
    """The figures, medians of five rounds after one that is not counted."""
    place = factories.place()
    by = factories.user("dau.moi", place.committee, "focal")
    client = Client()
    client.force_login(by, backend="django.contrib.auth.backends.ModelBackend")
    rounds = [whole_way(client, place, n, number) for number in range(ROUNDS + 1)][1:]
    table = Table("step", "seconds", title=f"A Word file of {n} duties, median of {ROUNDS}")
    for step in rounds[0]:
        table.add_row(step, f"{statistics.median(one[step] for one in rounds):.2f}")
    seconds, queries, size = long_page(client, long_document(place, by))
    console = Console()
    console.print(table)
    console.print(
        f"Review page, {PAGES} pages, {PAGES * FACTS_A_PAGE} facts: "
        f"{seconds * 1000:.0f} ms, {queries} queries, {size // 1024} kB"
    )


if __name__ == "__main__":
    main()
