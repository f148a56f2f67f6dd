"""The database tells the same states as the core."""

from __future__ import annotations

import datetime as dt
import random

import pytest

import factories
from tinhxanh.apps.programmes import queries
from tinhxanh.apps.programmes.models import Duty
from tinhxanh.apps.programmes.states import ORDER
from tinhxanh.core.duties.calendar import Calendar
from tinhxanh.core.duties.state import State
from tinhxanh.exchange.working_days import calendar_around

pytestmark = pytest.mark.django_db

ON = factories.NOW.date()
KINDS = list(Duty.DeadlineKind.values)


def day_or_none(chance: random.Random) -> dt.date | None:
    """Around today, often on the very edges of “late” and “soon”."""
    if chance.random() < 0.3:
        return None
    return ON + dt.timedelta(days=chance.choice([-400, -170, -2, -1, 0, 1, 8, 9, 10, 11, 12, 200]))


def scatter(duties: list[Duty], chance: random.Random) -> None:
    """Give every duty dates of its own."""
    for duty in duties:
        duty.deadline_kind = chance.choice(KINDS)
        duty.due_on, duty.started_on = day_or_none(chance), day_or_none(chance)
        duty.completed_on, duty.answered_on = day_or_none(chance), day_or_none(chance)
        duty.said_done_on = day_or_none(chance)
        if chance.random() < 0.6:
            duty.completed_on = None
        if chance.random() < 0.6:
            duty.said_done_on = None
    names = ["deadline_kind", "due_on", "started_on", "completed_on", "answered_on", "said_done_on"]
    Duty.objects.bulk_update(duties, names)


@pytest.mark.parametrize("seed", range(3))
def test_database_and_core_agree_on_random_rows(seed: int) -> None:
    chance = random.Random(seed)
    place = factories.place()
    by = factories.user("focal", place.focal, "focal")
    began = factories.NOW - dt.timedelta(days=300)
    programmes = [factories.programme(place, by, 120, created_at=began) for _ in range(3)]
    factories.report_duty(programmes[0])
    factories.report_duty(programmes[1], [{"date": "2026-12-20"}, {"date": "2026-12-01"}])
    scatter(list(Duty.objects.all()), chance)
    clock = queries.clock(programmes, ON, calendar_around(ON))

    told = list(queries.with_states(Duty.objects.all(), clock))

    judged = {duty.pk: clock.standing(duty) for duty in told}
    assert len(told) == 360
    assert {duty.pk: duty.state for duty in told} == {pk: one.state for pk, one in judged.items()}
    assert {duty.pk: duty.owed_on for duty in told if duty.completed_on is None} == {
        duty.pk: judged[duty.pk].owed_on for duty in told if duty.completed_on is None
    }
    assert {duty.state for duty in told} == set(State), "the rows cover every state"


def test_rank_puts_what_is_late_first() -> None:
    place = factories.place()
    programme = factories.programme(place, factories.user("focal"), 8)
    clock = queries.clock([programme], ON, Calendar())
    ranks = queries.with_states(Duty.objects.all(), clock).values_list("state", "rank")
    assert all(ORDER[rank] == state for state, rank in ranks)
    assert ORDER[0] is State.LATE


def test_duty_left_out_by_a_later_plan_is_not_counted() -> None:
    place = factories.place()
    programme = factories.programme(place, factories.user("focal"), 8)
    Duty.objects.filter(position=1).update(is_dropped=True)
    clock = queries.clock([programme], ON, Calendar())
    assert queries.counts(queries.with_states(Duty.objects.all(), clock)).total() == 7


def test_consolidation_days_are_not_taken_for_hand_in_days() -> None:
    place = factories.place()
    programme = factories.programme(
        place, factories.user("focal"), 1, created_at=factories.NOW - dt.timedelta(days=300)
    )
    four = [(7, 5), (7, 10), (12, 10), (12, 15)]
    factories.report_duty(programme, [{"month": month, "day": day} for month, day in four])
    asked = queries.clock([programme], ON, Calendar()).asked[programme.pk]
    assert (asked.last, asked.next) == (dt.date(2026, 12, 10), dt.date(2027, 7, 5))


def test_obligation_that_is_no_report_asks_for_none() -> None:
    place = factories.place()
    programme = factories.programme(
        place, factories.user("focal"), 1, created_at=factories.NOW - dt.timedelta(days=300)
    )
    row = factories.report_duty(programme, [{"month": 6, "day": 1}])
    row.what = "Tổ chức đối thoại với doanh nghiệp"
    row.save()
    assert queries.clock([programme], ON, Calendar()).asked[programme.pk].next == dt.date(2026, 12, 14)


def test_day_that_is_not_in_the_calendar_is_passed_over() -> None:
    programme = factories.programme(factories.place(), factories.user("focal"), 1)
    factories.report_duty(programme, [{"date": "2026-02-30"}, {"month": 12}, {"date": "2026-12-20"}])
    assert queries.clock([programme], ON, Calendar()).asked[programme.pk].next == dt.date(2026, 12, 20)
