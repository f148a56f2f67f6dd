"""Differences on the index pages, always with their sign; names and notes in the language of the page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tinhxanh.web.engine_words import said

from .vietnamese import number

register = template.Library()

MINUS, PLUS = "\u2212", "+"


class Titled(Protocol):
    """An indicator or a group, of a recipe or of an edition."""

    @property
    def name(self) -> str:
        """As printed in Vietnamese."""

    @property
    def name_en(self) -> str:
        """As printed in English, empty where it is not known."""


@register.filter
def signed(value: float, decimals: int = 2) -> str:
    """A difference with its sign: +1,74 or −0,39; nothing at all is +0,00."""
    is_less = round(value, decimals) < 0
    return f"{MINUS if is_less else PLUS}{number(abs(value), decimals)}"


@register.filter
def titled(indicator: Titled) -> str:
    """The full name of an indicator, in English where the page is English and the name is known."""
    return indicator.name_en if is_english() and indicator.name_en else indicator.name


@register.filter
def unit_word(unit: str) -> str:
    """A unit of measurement, translated where it is one that the platform knows."""
    return _(unit) if unit else ""


@register.filter
def in_language(label: str) -> str:
    """A label of the engine in the language of the page."""
    return said(label)


@register.simple_tag
def original(text: str) -> str:
    """A sentence of a source or of the engine: translated where that is known, else marked as Vietnamese."""
    shown = said(text)
    if not is_english() or shown != text:
        return shown
    return format_html('<span lang="vi">{}</span>', text)


@register.simple_tag
def originals(texts: Sequence[str]) -> SafeString:
    """Such sentences one after the other, with semicolons between."""
    return format_html_join("; ", "{}", ((original(text),) for text in texts))


def is_english() -> bool:
    """Whether the page is shown in English."""
    return (get_language() or "").startswith("en")
