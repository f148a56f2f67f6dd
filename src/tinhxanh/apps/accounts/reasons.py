"""The person and the reason that the history keeps with what is changed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pghistory

from tinhxanh.apps.accounts.models import User


@contextmanager
def because(why: str, *, by: User | None = None) -> Iterator[None]:
    """Keep who and why with all that is changed inside; nobody where the platform itself does it.

    An act that is part of another keeps the reason of the whole: handing in a submission reports on
    many duties, and each of these rows shall say that it was handed in.
    """
    with pghistory.context() as held:
        outer = held.metadata.get("why")
        held.metadata.update({"user": by.pk} if by else {}, why=outer or why[:300])
        try:
            yield
        finally:
            if outer is None:
                held.metadata.pop("why", None)
