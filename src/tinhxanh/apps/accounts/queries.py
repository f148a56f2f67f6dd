"""Which organisations there are on a day, what they were called, and what came before them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from tinhxanh.apps.accounts.models import (
    Organisation,
    OrganisationAliasEvent,
    OrganisationEvent,
    Succession,
    User,
)


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


@dataclass(frozen=True, slots=True)
class Change:
    """What was done to an organisation: when, by whom, in which words."""

    at: dt.datetime
    by: User | None
    why: str


def history(organisation: Organisation) -> list[Change]:
    """All changes of an organisation and its aliases, the latest first; one line for each act."""
    own = OrganisationEvent.objects.filter(pgh_obj=organisation).select_related("pgh_context")
    aliases = OrganisationAliasEvent.objects.filter(organisation=organisation).select_related("pgh_context")
    events = sorted((*own, *aliases), key=lambda event: event.pgh_created_at)
    acts = {event.pgh_context_id or (type(event), event.pgh_id): event for event in events}
    told = [(event, _told(event)) for event in acts.values()]
    people = User.objects.in_bulk({who for _, (who, _) in told if who})
    changes = [Change(event.pgh_created_at, people.get(who), why) for event, (who, why) in told]
    return sorted(changes, key=lambda change: change.at, reverse=True)


def _told(event: Any) -> tuple[int | None, str]:
    metadata = (event.pgh_context.metadata if event.pgh_context else None) or {}
    return metadata.get("user"), metadata.get("why") or ""


def ancestors(organisation: Organisation) -> list[Organisation]:
    """Everything above an organisation, the root first."""
    ids = [int(part) for part in organisation.path.strip("/").split("/")[:-1]]
    found = Organisation.objects.in_bulk(ids)
    return [found[pk] for pk in ids]
