"""What all rows of the history share; `PGHISTORY_BASE_MODEL` names it."""

from __future__ import annotations

from django.db import models
from pghistory.models import Event as Tracked


class Event(Tracked):
    """An event that is found by its day: the history is read from the latest day backwards."""

    pgh_created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        abstract = True
