"""The rows of a long list inside a page."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_tag(takes_context=True)
def rows(context: dict[str, Any], name: str, **given: Any) -> SafeString:
    """What `templates/rows/{name}.html` makes of `given`; see `tinhxanh.web.rows`."""
    made = render_to_string(f"{name}.html", given, context["request"], using="rows")
    return mark_safe(made)  # noqa: S308 - the engine has escaped what is not markup
