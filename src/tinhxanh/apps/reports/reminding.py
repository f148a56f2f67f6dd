"""Newly given, coming due and overdue, told once a day for each agency: a list, not a storm."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable

from django.db.models import Count, Max, Q
from django.utils import timezone

from tinhxanh.apps.accounts.models import Organisation
from tinhxanh.apps.programmes import queries as duties
from tinhxanh.apps.programmes.models import Duty, DutyAgency, Programme
from tinhxanh.apps.programmes.states import Clock
from tinhxanh.apps.reports import notices
from tinhxanh.apps.reports.models import Notice
from tinhxanh.core.duties.state import State

_WORDS = {State.SOON: "sắp đến hạn", State.LATE: "quá hạn"}
_KINDS = {State.SOON: Notice.Kind.SOON, State.LATE: Notice.Kind.LATE}
_NAMED = 6


def remind(clock_of: Callable[[list[Programme]], Clock], at: dt.datetime) -> int:
    """Tell the officers of each lead agency what becomes due soon and what is overdue.

    The same list is told once: a new notice comes only when a duty joins it. How many were made.
    """
    programmes = list(Programme.objects.all())
    if not programmes:
        return 0
    clock = clock_of(programmes)
    told = duties.with_states(Duty.objects.filter(said_done_on__isnull=True), clock)
    told = told.filter(state__in=list(_WORDS))
    owed: dict[tuple[int, str], list[Duty]] = defaultdict(list)
    states = {duty.pk: duty for duty in told}
    parts = DutyAgency.objects.filter(
        duty__in=list(states), role=DutyAgency.Role.LEAD, organisation__isnull=False
    ).order_by("duty__programme", "duty__position")
    for part in parts:
        owed[part.organisation_id, states[part.duty_id].state].append(states[part.duty_id])
    organisations = Organisation.objects.select_related("parent").in_bulk({pk for pk, _state in owed})
    made = 0
    for (pk, state), listed in owed.items():
        made += _tell(organisations[pk], State(state), listed, clock.on, at)
    return made


def tell_assigned(at: dt.datetime, programme: Programme | None = None) -> int:
    """Tell the officers of each lead agency of duties that nobody has signed for, once.

    Of one programme in the transaction that makes or changes it; of all each morning, for people who
    have come since.
    """
    mine = Q(duty__programme=programme) if programme else Q()
    new = DutyAgency.objects.filter(
        mine,
        role=DutyAgency.Role.LEAD,
        accepted_at__isnull=True,
        organisation__isnull=False,
        duty__is_dropped=False,
        duty__completed_on__isnull=True,
        duty__said_done_on__isnull=True,
    )
    rows = new.order_by().values("organisation", "duty__programme", "duty__programme__title")
    counted = list(rows.annotate(n=Count("pk"), newest=Max("duty")))
    organisations = Organisation.objects.select_related("parent").in_bulk(
        {row["organisation"] for row in counted}
    )
    before = Notice.objects.count()
    for row in counted:
        organisation = organisations[row["organisation"]]
        notices.tell(
            people=notices.officers_of(organisation, timezone.localdate(at)),
            kind=Notice.Kind.ASSIGNED,
            words=f"{organisation} được giao chủ trì {row['n']} việc chờ nhận trong "
            f"“{row['duty__programme__title']}”.",
            address="/viec-cua-toi/",
            key=f"assigned-{row['duty__programme']}-{organisation.pk}-{row['newest']}",
            at=at,
        )
    return Notice.objects.count() - before


def _tell(organisation: Organisation, state: State, listed: list[Duty], on: dt.date, at: dt.datetime) -> int:
    codes = ", ".join(duty.code for duty in listed[:_NAMED])
    more = f" và {len(listed) - _NAMED} việc khác" if len(listed) > _NAMED else ""
    newest = max(duty.pk for duty in listed)
    before = Notice.objects.count()
    notices.tell(
        people=notices.officers_of(organisation, on),
        kind=_KINDS[state],
        words=f"{organisation}: {len(listed)} việc {_WORDS[state]}: {codes}{more}.",
        address="/viec-cua-toi/",
        key=f"{state}-{organisation.pk}-{len(listed)}-{newest}-{on:%G%V}",
        at=at,
    )
    return Notice.objects.count() - before
