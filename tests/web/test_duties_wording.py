"""What a page says of a duty's state: since when, until when, waiting for whom."""

from __future__ import annotations

import datetime as dt

import pytest

from tinhxanh.apps.accounts.models import Organisation
from tinhxanh.apps.programmes.models import Duty, DutyAgency
from tinhxanh.apps.programmes.queries import Line
from tinhxanh.apps.programmes.states import Clock
from tinhxanh.core.duties.asking import Asked
from tinhxanh.core.duties.calendar import Calendar
from tinhxanh.web.wording import in_words, words, words_of_part

ON = dt.date(2026, 12, 11)
NEVER = Asked(dt.date(2026, 2, 26), None, dt.date(2027, 7, 5))
PASSED = Asked(dt.date(2026, 7, 5), dt.date(2026, 12, 10), dt.date(2027, 7, 5))
NEAR = Asked(dt.date(2026, 2, 26), None, dt.date(2026, 12, 20))
LEAD, OTHER, THIRD = (Organisation(name=name) for name in ("Sở Công Thương", "Sở Xây dựng", "Sở Y tế"))
NOW = dt.datetime(2026, 12, 1, tzinfo=dt.UTC)


def part(organisation: Organisation, role: str, answered: bool = False, accepted: bool = True) -> DutyAgency:
    return DutyAgency(
        role=role,
        organisation=organisation,
        name=organisation.name,
        accepted_at=NOW if accepted else None,
        answered_at=NOW if answered else None,
    )


def said(
    asked: Asked, *coordinate: DutyAgency, lead: DutyAgency | None = None, **fields: object
) -> tuple[str, str, str]:
    """State, note and deadline of a duty with these fields."""
    clock = Clock(on=ON, calendar=Calendar(), asked={1: asked})
    duty = Duty(programme_id=1, **({"deadline_kind": "date"} | fields))
    lead = lead or part(LEAD, "lead")
    told = words(Line(duty, clock.standing(duty), (lead,), coordinate), clock)
    return told.state, told.note, told.due


def day(month: int, date: int, year: int = 2026) -> dt.date:
    return dt.date(year, month, date)


def test_late_duty_waits_for_the_lead_that_has_not_reported() -> None:
    assert said(NEVER, due_on=day(11, 30)) == ("late", "11 ngày, chờ Sở Công Thương", "30/11/2026")


def test_late_duty_waits_for_the_agency_that_has_not_answered() -> None:
    lead = part(LEAD, "lead", answered=True)
    told = said(
        NEVER,
        part(OTHER, "coordinate"),
        part(THIRD, "coordinate", answered=True),
        lead=lead,
        due_on=day(11, 30),
    )
    assert told[1] == "11 ngày, chờ Sở Xây dựng"


def test_late_duty_counts_the_agencies_where_there_are_several() -> None:
    lead = part(LEAD, "lead", answered=True)
    told = said(NEVER, part(OTHER, "coordinate"), part(THIRD, "coordinate"), lead=lead, due_on=day(11, 30))
    assert told[1] == "11 ngày, chờ 2 cơ quan"


@pytest.mark.parametrize(
    ("said_done_on", "state", "note"),
    [
        (day(11, 28), "open", "báo hoàn thành 28/11/2026, chờ đầu mối kiểm tra lại"),
        (day(12, 3), "late", "báo hoàn thành 03/12/2026, trễ 3 ngày, chờ đầu mối kiểm tra lại"),
    ],
)
def test_duty_reported_complete_waits_for_the_focal_officer(
    said_done_on: dt.date, state: str, note: str
) -> None:
    told = said(NEVER, started_on=day(3, 5), due_on=day(11, 30), said_done_on=said_done_on)
    assert told[:2] == (state, note)


def test_ongoing_duty_is_late_by_its_reporting_day() -> None:
    told = said(PASSED, deadline_kind="ongoing", started_on=day(3, 5), answered_on=day(7, 1))
    assert told == ("late", "1 ngày, chờ Sở Công Thương báo cáo kỳ", "Thường xuyên")


@pytest.mark.parametrize(
    ("asked", "fields", "note"),
    [
        (NEVER, {"due_on": day(12, 15)}, "còn 2 ngày làm việc"),
        (NEVER, {"due_on": ON}, "hạn hôm nay"),
        (NEVER, {"due_on": day(1, 15, 2027), "started_on": day(3, 5)}, "còn 25 ngày làm việc"),
        (NEVER, {"deadline_kind": "ongoing", "started_on": day(3, 5)}, "báo cáo kỳ tới 05/07/2027"),
        (NEAR, {"deadline_kind": "ongoing", "started_on": day(3, 5)}, "báo cáo kỳ, còn 5 ngày làm việc"),
        (NEVER, {"deadline_kind": "conditional"}, "chưa có sự kiện mở hạn"),
        (NEVER, {"due_on": day(9, 30), "completed_on": day(9, 28)}, "xong 28/09/2026"),
        (NEVER, {"due_on": day(3, 31), "completed_on": day(4, 14)}, "xong 14/04/2026, trễ 14 ngày"),
    ],
)
def test_line_under_the_badge(asked: Asked, fields: dict[str, object], note: str) -> None:
    assert said(asked, **fields)[1] == note


def test_duty_that_nobody_has_taken_on_waits_to_be_accepted() -> None:
    told = said(NEVER, lead=part(LEAD, "lead", accepted=False), due_on=day(6, 30, 2027))
    assert told[:2] == ("idle", "chờ Sở Công Thương nhận việc")


def test_co_ordinating_part_is_not_told_to_wait_for_the_lead() -> None:
    own, lead = part(OTHER, "coordinate", accepted=False), part(LEAD, "lead", accepted=False)
    clock = Clock(on=ON, calendar=Calendar(), asked={1: NEVER})
    duty = Duty(programme_id=1, deadline_kind="date", due_on=day(6, 30, 2027))
    line = Line(duty, clock.standing(duty), (lead,), (own,))
    assert words_of_part(own, line, clock).note.endswith("ngày làm việc")
    assert words_of_part(lead, line, clock).note == "chờ Sở Công Thương nhận việc"


def test_deadline_of_a_year_is_named_by_its_year() -> None:
    assert said(NEVER, deadline_kind="year", due_on=day(12, 31))[2] == "Trong năm 2026"


def test_counts_are_told_with_the_worst_first() -> None:
    assert in_words({"done": 5, "late": 2, "open": 1}) == "2 quá hạn, 1 trong hạn, 5 hoàn thành đúng hạn"
