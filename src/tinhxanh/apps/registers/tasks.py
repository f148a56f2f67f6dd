"""The jobs of this app. The worker is a door like the web: here, and only here, the clock is read."""

from __future__ import annotations

from django.db import OperationalError
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from tinhxanh.apps.accounts.models import Organisation
from tinhxanh.apps.registers import reading, rejudging

# The database may be restarting: a few more tries. Whatever the file itself causes is told, not tried again.
_AGAIN = RetryStrategy(max_attempts=4, wait=2, exponential_wait=3, retry_exceptions=[OperationalError])


@app.task(name="registers.read_document", retry=_AGAIN)
def read_document(document_id: str, ocr: bool = False) -> None:
    """Read a document that somebody loaded. Run twice it does nothing the second time."""
    reading.run(document_id=document_id, clock=timezone.now, ocr=ocr)


@app.task(name=rejudging.JOB, retry=_AGAIN)
def judge_twins(root: int) -> None:
    """Judge the twins of a province again. Run twice it changes nothing the second time.

    A province that was deleted while the job waited has no twins left to judge.
    """
    if province := Organisation.objects.filter(pk=root).first():
        rejudging.judge(province)
