"""What was read and what is doubtful about it, in words of the page."""

from __future__ import annotations

from django import template

from tinhxanh.web import warning_words

register = template.Library()


@register.filter
def said(text: str | None) -> str:
    """A warning or doubt in the language of the page."""
    return warning_words.say(text or "")


@register.filter
def place(code: str) -> str:
    """Where a fact stands, for people: `p3` -> đoạn 3."""
    return warning_words.place(code)
