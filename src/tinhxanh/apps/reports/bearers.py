"""Who answers for an agency's duties on a day: itself, its successors, or nobody."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable

from tinhxanh.apps.accounts.models import Organisation, Succession
from tinhxanh.apps.programmes.models import DutyAgency, Programme


def bearers_on(day: dt.date) -> Callable[[int], list[int]]:
    """A function from an organisation's id to the ids that bear its duties on `day`.

    Who was dissolved or merged before `day` is stood in for by its successors; without any, by nobody.
    """
    ended = {
        pk
        for pk, last in Organisation.objects.filter(valid_to__isnull=False).values_list("pk", "valid_to")
        if last < day
    }
    after: dict[int, list[int]] = defaultdict(list)
    for before, later in Succession.objects.filter(date__lte=day).values_list("predecessor", "successor"):
        after[before].append(later)

    def bearers(pk: int, seen: frozenset[int] = frozenset()) -> list[int]:
        if pk not in ended:
            return [pk]
        if pk in seen:
            return []
        found = [other for later in after[pk] for other in bearers(later, seen | {pk})]
        return list(dict.fromkeys(found))

    return bearers


def left_out(programme: Programme, day: dt.date) -> tuple[str, ...]:
    """Names in the programme's duties that nobody answers for on `day`, each once, in the plan's order.

    They are agencies that ended without a successor and printed names that nobody has matched. A
    collective stands for its members and is unmatched only where it has none.
    """
    bearers = bearers_on(day)
    rows = DutyAgency.objects.filter(duty__programme=programme, duty__is_dropped=False)
    known = rows.filter(organisation__isnull=False).order_by("duty__position", "position")
    named = known.values_list("organisation", "organisation__name")
    names = [name for pk, name in named if not bearers(pk)]
    unmatched = rows.filter(organisation__isnull=True, members__isnull=True)
    names += unmatched.order_by("duty__position", "position").values_list("name", flat=True)
    return tuple(dict.fromkeys(names))
