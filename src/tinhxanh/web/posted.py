"""What an address or a bare form field brings, fit for the database whatever somebody sent.

Django's forms do the same for their fields; these are for the fields that need no form.
"""

from __future__ import annotations

from django.http import QueryDict

_MOST_DIGITS = 18  # more do not fit a key of the database


def words(given: QueryDict, name: str, longest: int | None = None) -> str:
    """The text of a field, at most `longest` letters, without the sign NUL, which PostgreSQL cannot keep."""
    return given.get(name, "").replace("\0", "")[:longest]


def number(given: QueryDict, name: str) -> int:
    """The key that a field names; 0, which no row bears, where it names none."""
    return as_number(given.get(name, ""))


def as_number(said: str) -> int:
    """A key as it was written; 0 where it is none."""
    return int(said) if said.isascii() and said.isdigit() and len(said) <= _MOST_DIGITS else 0
