"""Differences on the index pages, always with their sign."""

from __future__ import annotations

from django import template

from .vietnamese import number

register = template.Library()

MINUS, PLUS = "\u2212", "+"


@register.filter
def signed(value: float, decimals: int = 2) -> str:
    """A difference with its sign: +1,74 or −0,39; nothing at all is +0,00."""
    is_less = round(value, decimals) < 0
    return f"{MINUS if is_less else PLUS}{number(abs(value), decimals)}"
