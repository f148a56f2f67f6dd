"""Numbers as Vietnamese documents print them: decimal comma, points between thousands."""

from __future__ import annotations

import re

PRINTED = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
_NUMBER = re.compile(PRINTED)


def value(printed: str) -> float:
    """The number printed.

    >>> value("62,9"), value("1.250,5")
    (62.9, 1250.5)
    """
    return float(printed.replace(".", "").replace(",", "."))


def first(cell: str) -> float | None:
    """The first number of a cell, or None; a point before one or two last digits is decimal ("17.33").

    >>> first("62/63 tỉnh"), first("17.33"), first("-")
    (62.0, 17.33, None)
    """
    match = re.search(r"\d[\d.,]*", cell)
    if match is None:
        return None
    printed = match[0].rstrip(".,")
    if re.fullmatch(r"\d+\.\d{1,2}", printed):
        return float(printed)
    whole = _NUMBER.match(printed)
    return value(whole[0]) if whole is not None else None
