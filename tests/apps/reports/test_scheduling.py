"""What comes again has its dates from the day of confirmation, whether or not anybody opens a period."""

from __future__ import annotations

import datetime as dt

import pghistory
import pytest

import factories
from reporting_year import Year, at
from tinhxanh.apps.programmes import queries
from tinhxanh.apps.programmes.models import Duty, Programme
from tinhxanh.apps.reports import scheduling, tasks
from tinhxanh.apps.reports.models import Occurrence, Round
from tinhxanh.core.duties.state import State
from tinhxanh.exchange.working_days import calendar_around


def begun(year: Year, month: int = 2, day: int = 27) -> Programme:
    """The programme as if it had been confirmed on that day."""
    year.programme.created_at = at(month, day)
    year.programme.save()
    return year.programme


def ongoing(year: Year) -> Duty:
    return year.programme.duties.filter(deadline_kind="ongoing")[0]


def state(duty: Duty, on: dt.date) -> State:
    clock = queries.clock([duty.programme], on, calendar_around(on))
    return State(queries.with_states(Duty.objects.filter(pk=duty.pk), clock).get().state)


def test_ongoing_duty_that_nobody_answers_is_late_without_any_round(year: Year) -> None:
    programme = begun(year)
    scheduling.plan_ahead(programme=programme, on=dt.date(2026, 2, 27), by=year.focal)
    duty = ongoing(year)
    assert not Round.objects.exists()
    owed = Occurrence.objects.filter(duty=duty, answered_on__isnull=True).values_list("due_on", flat=True)
    assert list(owed) == [dt.date(2026, 7, 5), dt.date(2026, 12, 10)]
    assert state(duty, dt.date(2026, 7, 5)) is State.SOON
    assert state(duty, dt.date(2026, 7, 6)) is State.LATE


def test_dates_made_on_confirming_keep_the_reason_of_the_confirmation(year: Year) -> None:
    programme = begun(year)
    with pghistory.context(user=year.focal.pk):
        with pghistory.context(why="Lập chương trình"):
            Programme.objects.filter(pk=programme.pk).update(title="Tên khác")
        scheduling.plan_ahead(programme=programme, on=dt.date(2026, 2, 27), by=year.focal)
    event = Occurrence.pgh_event_model.objects.select_related("pgh_context").last()
    assert event.pgh_context.metadata == {"user": year.focal.pk, "why": "Lập chương trình"}


def test_late_half_year_answer_does_not_keep_the_year_green(year: Year) -> None:
    programme = begun(year)
    duty = ongoing(year)
    Duty.objects.filter(pk=duty.pk).update(
        reported_on=dt.date(2026, 7, 9), answered_on=dt.date(2026, 7, 5), started_on=dt.date(2026, 7, 9)
    )
    scheduling.plan_ahead(programme=programme, on=dt.date(2026, 7, 10))
    met = dict(Occurrence.objects.filter(duty=duty).values_list("due_on", "answered_on"))
    assert met == {dt.date(2026, 7, 5): dt.date(2026, 7, 9), dt.date(2026, 12, 10): None}
    assert state(duty, dt.date(2026, 8, 1)) is State.OPEN
    assert state(duty, dt.date(2026, 12, 11)) is State.LATE


def test_rhythm_has_its_day_at_once_and_is_late_when_it_passes(year: Year) -> None:
    programme = begun(year)
    duty = ongoing(year)
    duty.deadline_kind, duty.deadline_text = "recurring", "Hằng quý"
    duty.save()
    scheduling.plan_ahead(programme=programme, on=dt.date(2026, 2, 27), by=year.focal)
    duty.refresh_from_db()
    assert duty.due_on == dt.date(2026, 3, 31)
    assert state(duty, dt.date(2026, 4, 1)) is State.LATE


def test_duty_without_a_date_is_soon_only_in_the_window_of_dated_ones(year: Year) -> None:
    """Seven working days before 5 July: from 25 June, Saturday and Sunday left out."""
    begun(year)
    duty = ongoing(year)
    Duty.objects.filter(pk=duty.pk).update(started_on=dt.date(2026, 3, 1))
    other = year.programme.duties.filter(deadline_kind="date")[0]
    Duty.objects.filter(pk=other.pk).update(due_on=dt.date(2026, 7, 5), started_on=dt.date(2026, 3, 1))
    days = [dt.date(2026, 6, 20) + dt.timedelta(days=n) for n in range(16)]
    told = [state(duty, day) for day in days]
    assert told == [state(other, day) for day in days]
    assert told.count(State.SOON) == 11
    assert set(told) == {State.OPEN, State.SOON}


def test_plan_that_has_ended_owes_nothing_more(year: Year) -> None:
    programme = begun(year)
    scheduling.plan_ahead(programme=programme, on=dt.date(2026, 12, 20))
    last = Occurrence.objects.filter(duty__programme=programme).latest("due_on")
    assert last.due_on <= dt.date(2026, 12, 31)


def test_days_job_makes_what_all_programmes_owe_once(year: Year) -> None:
    begun(year)
    other = factories.programme(year.place, year.focal, 4, created_at=at(3, 1), title="Kế hoạch khác")
    assert scheduling.plan_all(dt.date(2026, 3, 2)) > 0
    assert Occurrence.objects.filter(duty__programme=other).exists()
    assert scheduling.plan_all(dt.date(2026, 3, 3)) == 0


def test_morning_makes_dates_even_on_a_day_off(year: Year, monkeypatch: pytest.MonkeyPatch) -> None:
    begun(year)
    monkeypatch.setattr("django.utils.timezone.now", lambda: at(5, 1))
    tasks.morning(0)
    assert Occurrence.objects.filter(duty__programme=year.programme).exists()
