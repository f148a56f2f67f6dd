"""Numbers as Vietnamese sentences write them: decimal comma."""

from __future__ import annotations


def said(value: float, digits: int = 2) -> str:
    """`value` with a decimal comma, e.g. 22,37."""
    return f"{value:.{digits}f}".replace(".", ",")


def percent(share: float, digits: int = 0) -> str:
    """A share of 1 as percent, e.g. 2,5 %."""
    return said(100 * share, digits) + " %"
