"""The engine of the rows of long lists: Jinja, which compiles a template to Python.

A page of a hundred rows took 60 ms of processor in Django's own engine, most of a page's work, and takes
3 ms here (docs/explanation/performance.md). Frames and forms stay with Django; what stands in
`templates/rows/` is written for this one, with the same filters, the same words and the same escaping.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.template.defaultfilters import truncatechars
from django.urls import reverse
from django.utils.translation import gettext
from jinja2 import Environment, StrictUndefined

from tinhxanh.web.templatetags import components, readings, vietnamese

FILTERS = (vietnamese.day, vietnamese.days, vietnamese.moment, vietnamese.number, vietnamese.percent)
#: Of one text always the same: titles and duties come back row after row, page after page.
KEPT = (vietnamese.plain_duty, vietnamese.plain_title, truncatechars)
#: In the language of the page, so not kept.
SAID = (readings.place,)


@lru_cache(maxsize=50_000)
def url(name: str, *arguments: object) -> str:
    """The address of a page; addresses never change while the program runs."""
    return reverse(name, args=arguments)


def environment(**options: Any) -> Environment:
    """The engine with the words, filters and small parts of our pages. An unknown name is an error."""
    made = Environment(**(options | {"undefined": StrictUndefined}))  # noqa: S701 - Django asks it to escape
    made.globals.update(_=gettext, url=url, icon=components.icon, STATES=components.STATES)
    made.filters.update({one.__name__: one for one in (*FILTERS, *SAID)})
    # By type too: of two equal texts one may be marked as safe, and the other must not become so.
    made.filters.update({one.__name__: lru_cache(maxsize=5_000, typed=True)(one) for one in KEPT})
    return made
