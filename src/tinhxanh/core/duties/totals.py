"""Which numbers of several agencies may be added up: amounts and counts, never shares, ranks or rates."""

from __future__ import annotations

from collections.abc import Iterable

from tinhxanh.core.vietnamese import fold

_NEVER = frozenset(
    {"", "%", "phan tram", "‰", "phan nghin", "diem", "hang", "thu hang", "bac", "lan", "do", "°c", "he so"}
)
"""Units of shares, scores, places, multiples and temperatures, folded."""


def adds(unit: str) -> bool:
    """Whether values in `unit` of several agencies have a meaningful sum.

    A rate (“kg/người”, “mg/l”, “% doanh nghiệp”) has none; without a unit nobody knows.

    >>> adds("ha"), adds("%"), adds("tấn/ngày"), adds("kg/người")
    (True, False, True, False)
    """
    folded = " ".join(fold(unit).split())
    if folded in _NEVER or folded.startswith("%"):
        return False
    amount, _mark, per = folded.partition("/")
    # An amount in a stretch of time adds over places; one for each person or litre does not.
    return bool(amount.strip()) and per.strip() in ("", "ngay", "ngay dem", "thang", "quy", "nam")


def total(values: Iterable[float | None], unit: str) -> float | None:
    """The sum of the values that are there; None where the unit does not add or no value is there.

    >>> total([1.5, None, 2.0], "ha")
    3.5
    """
    given = [value for value in values if value is not None]
    return sum(given) if given and adds(unit) else None
