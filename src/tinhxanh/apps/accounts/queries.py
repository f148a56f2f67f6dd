"""Which organisations there are on a day, what they were called, and what came before them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from tinhxanh.apps.accounts.models import Organisation, Succession


def valid_on(day: dt.date) -> Q:
    """The condition that an organisation (or membership) is in force on `day`."""
    begun = Q(valid_from__isnull=True) | Q(valid_from__lte=day)
    return begun & (Q(valid_to__isnull=True) | Q(valid_to__gte=day))


def roots(day: dt.date | None = None) -> QuerySet[Organisation]:
    """The provincial committees; only those in force on `day` where it is given."""
    committees = Organisation.objects.filter(parent__isnull=True)
    return committees.filter(valid_on(day)) if day else committees


def root_of(organisation: Organisation) -> Organisation:
    """The provincial committee at the head of an organisation's tree."""
    return Organisation.objects.get(pk=int(organisation.path.strip("/").split("/")[0]))


def subtree(root: Organisation, day: dt.date | None = None) -> QuerySet[Organisation]:
    """`root` and everything below it; only what is in force on `day` where it is given."""
    below = Organisation.objects.filter(path__startswith=root.path)
    return below.filter(valid_on(day)) if day else below


def lineage(organisations: Iterable[Organisation]) -> set[int]:
    """The ids of `organisations` and of all whose duties they took over, however long ago; one query."""
    before: dict[int, list[int]] = defaultdict(list)
    for predecessor, successor in Succession.objects.values_list("predecessor", "successor"):
        before[successor].append(predecessor)
    return _reached({organisation.pk for organisation in organisations}, before)


def _reached(start: set[int], edges: dict[int, list[int]]) -> set[int]:
    known, open_ = set(start), list(start)
    while open_:
        for other in edges[open_.pop()]:
            if other not in known:
                known.add(other)
                open_.append(other)
    return known


def as_of(organisation: Organisation, day: dt.date) -> list[Organisation]:
    """Who bears the duties of `organisation` on `day`: itself, or its successors (predecessors) of that day.

    Several where it was split or merged, none where nobody is known.
    """
    if is_valid(organisation, day):
        return [organisation]
    later = organisation.valid_to is not None and organisation.valid_to < day
    edges: dict[int, list[int]] = defaultdict(list)
    for predecessor, successor in Succession.objects.values_list("predecessor", "successor"):
        if later:
            edges[predecessor].append(successor)
        else:
            edges[successor].append(predecessor)
    reached = _reached({organisation.pk}, edges)
    return list(Organisation.objects.filter(valid_on(day), pk__in=reached))


def is_valid(organisation: Organisation, day: dt.date) -> bool:
    """Whether the organisation is in force under this name on `day`."""
    return (organisation.valid_from or dt.date.min) <= day <= (organisation.valid_to or dt.date.max)


def name_on(organisation: Organisation, day: dt.date) -> str:
    """The name under which the organisation, or who took over from it, goes on `day`; else its own."""
    names = [other.name for other in as_of(organisation, day)]
    return "; ".join(names) or organisation.name
