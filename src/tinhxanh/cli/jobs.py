"""Do the jobs that wait, here and now, and return: for the demo's first start and for whole-way tests."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from django.db import connections
from procrastinate.contrib.django import app
from procrastinate.periodic import PeriodicRegistry


def work_off() -> None:
    """Run the worker until the queue is empty. What goes by the clock (digests) is left to a real worker.

    It runs in a thread of its own, since the caller's may hold an event loop.
    """
    with ThreadPoolExecutor(max_workers=1) as executor:
        executor.submit(_work).result()


def _work() -> None:
    worker = app.with_connector(app.connector.get_worker_connector())
    worker.periodic_registry = PeriodicRegistry()
    try:
        worker.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)
    finally:
        connections.close_all()
