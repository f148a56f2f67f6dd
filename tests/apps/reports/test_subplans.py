"""Plans under plans, and what leaves for KPI."""

from __future__ import annotations

import datetime as dt
import io

import openpyxl
import pytest

import factories
from reporting_year import Year, at
from tinhxanh.apps.programmes import duties as programme_duties
from tinhxanh.apps.programmes import queries as programme_queries
from tinhxanh.apps.programmes.models import Duty, Programme
from tinhxanh.apps.programmes.states import Clock
from tinhxanh.apps.registers.refusals import Refused
from tinhxanh.apps.reports import exporting, subplans
from tinhxanh.apps.reports.models import SubPlan
from tinhxanh.exchange import listings
from tinhxanh.exchange.working_days import calendar_around

DAY = dt.date(2026, 12, 11)


def clock_of(programmes: list[Programme]) -> Clock:
    return programme_queries.clock(programmes, DAY, calendar_around(DAY))


def owed(year: Year) -> SubPlan:
    agencies = subplans.leads(year.programme)
    subplans.owe(programme=year.programme, organisations=agencies, due_on=dt.date(2026, 3, 31), by=year.focal)
    return SubPlan.objects.get(organisation=year.place.agencies[1])


def test_agency_without_its_plan_is_late(year: Year) -> None:
    owed(year)
    rows = subplans.lines(year.programme, clock_of, DAY)
    assert len(rows) == 4
    assert {row.days_late for row in rows} == {(DAY - dt.date(2026, 3, 31)).days}


def test_asking_again_keeps_the_first_day(year: Year) -> None:
    owed(year)
    again = subplans.owe(
        programme=year.programme,
        organisations=subplans.leads(year.programme),
        due_on=dt.date(2026, 9, 1),
        by=year.focal,
    )
    assert again == 0
    assert set(SubPlan.objects.values_list("due_on", flat=True)) == {dt.date(2026, 3, 31)}


def test_duties_of_the_agencys_plan_roll_up(year: Year) -> None:
    sub_plan = owed(year)
    plan = factories.programme(year.place, year.focal, 3, focal=year.place.agencies[1], title="KH Sở")
    subplans.link(sub_plan=sub_plan, plan=plan, by=year.focal, on=dt.date(2026, 4, 10))
    upper = Duty.objects.get(programme=year.programme, code="II.2.2")
    lower = list(plan.duties.order_by("position"))
    pairs = {duty.pk: upper.pk for duty in lower}
    assert subplans.serve(sub_plan=sub_plan, pairs=pairs, by=year.focal) == 3
    done = dt.date(2026, 5, 1)
    Duty.objects.filter(pk=lower[0].pk).update(said_done_on=done, percent=100)
    Duty.objects.filter(pk=lower[1].pk).update(said_done_on=done, completed_on=done, percent=100)
    roll = subplans.rolled_up(upper, clock_of)
    assert roll is not None
    assert (roll.total, roll.done) == (3, 1), "what nobody has checked does not roll up as done"
    Duty.objects.filter(programme=plan).update(said_done_on=done, completed_on=done)
    upper.refresh_from_db()
    assert upper.completed_on is None, "the duty above closes only by a check of its own"
    assert subplans.rolled_up(upper, clock_of) == subplans.Roll(3, 3, 0)
    (line,) = [row for row in subplans.lines(year.programme, clock_of, DAY) if row.n_served]
    assert line.days_late == 10
    subplans.serve(sub_plan=sub_plan, pairs=dict.fromkeys(pairs), by=year.focal)
    assert subplans.rolled_up(upper, clock_of) is None


def test_alike_duty_above_is_proposed(year: Year) -> None:
    sub_plan = owed(year)
    plan = factories.programme(year.place, year.focal, 10, focal=year.place.agencies[1], title="KH Sở")
    subplans.link(sub_plan=sub_plan, plan=plan, by=year.focal, on=DAY)
    upper = Duty.objects.get(programme=year.programme, code="II.2.2")
    lower = plan.duties.get(code="II.2.2")
    assert subplans.proposals(sub_plan)[lower.pk] == upper.pk


def test_plan_of_another_agency_is_not_linked(year: Year) -> None:
    other = factories.programme(year.place, year.focal, 1, focal=year.place.agencies[2], title="KH khác")
    with pytest.raises(Refused) as refusal:
        subplans.link(sub_plan=owed(year), plan=other, by=year.focal, on=DAY)
    assert refusal.value.code == "other-agency"


def test_lists_for_kpi_count_agencies_and_people(year: Year) -> None:
    part = Duty.objects.get(code="II.2.2").agencies.get(role="lead")
    officer = year.officer(year.place.agencies[1])
    programme_duties.report(part=part, by=officer, at=at(12, 10), words="=SUM(A1)", percent=100)
    content = listings.write(exporting.listings(year.programme, clock_of([year.programme])))
    book = openpyxl.load_workbook(io.BytesIO(content))
    rows = list(book["Nhiệm vụ"].iter_rows(min_row=2, values_only=True))
    assert len(rows) == year.programme.duties.count()
    (told,) = [row for row in rows if row[0] == "II.2.2"]
    assert (told[5], told[6], told[7]) == (
        "Trong hạn; báo hoàn thành 10/12/2026, chờ kiểm tra lại",
        100,
        "=SUM(A1)",
    )
    cell = next(row[7] for row in book["Nhiệm vụ"].iter_rows(min_row=2) if row[0].value == "II.2.2")
    assert cell.data_type == "s"
    totals = [row[1] for row in book["Cơ quan"].iter_rows(min_row=2, values_only=True)]
    assert sum(totals) == year.programme.duties.count()
    (person,) = list(book["Cá nhân"].iter_rows(min_row=2, values_only=True))
    assert person[:5] == (officer.full_name, "Sở Công Thương", 1, 1, 1)
