"""Do the jobs that wait, here and now, and return: for the demo's first start and for whole-way tests."""

from __future__ import annotations

from procrastinate.contrib.django import app
from procrastinate.periodic import PeriodicRegistry


def work_off() -> None:
    """Run the worker until the queue is empty. What goes by the clock (digests) is left to a real worker."""
    worker = app.with_connector(app.connector.get_worker_connector())
    worker.periodic_registry = PeriodicRegistry()
    worker.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)
