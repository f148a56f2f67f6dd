"""Extensions, transfers and triggers: asked with a reason, decided once, carried out at once."""

from __future__ import annotations

import datetime as dt

import pytest

from reporting_year import Year, at
from tinhxanh.apps.programmes.models import Duty
from tinhxanh.apps.registers.refusals import Refused
from tinhxanh.apps.reports import asking, courses, scheduling
from tinhxanh.apps.reports.models import Notice, Occurrence, Request, TriggerEvent
from tinhxanh.core.duties.transitions import Stage

LATER = dt.date(2027, 1, 31)


def dated(year: Year) -> Duty:
    """A duty of the second agency with a day."""
    return Duty.objects.get(code="II.2.2")


def ask(year: Year, **changes: object) -> Request:
    words = {
        "duty": dated(year),
        "organisation": year.place.agencies[1],
        "until": LATER,
        "reason": "Chờ thẩm định thiết kế",
        "by": year.officer(year.place.agencies[1]),
        "at": at(12, 7),
    }
    return asking.ask_extension(**(words | changes))  # type: ignore[arg-type]  # a case names any field


def test_granted_extension_moves_the_day_and_keeps_the_old_one(year: Year) -> None:
    before = dated(year).due_on
    request = ask(year)
    asking.decide(request=request, is_granted=True, answer="Đồng ý", by=year.leader, at=at(12, 11))
    assert dated(year).due_on == LATER
    request.refresh_from_db()
    assert (request.due_before, request.decided_by) == (before, year.leader)
    event = Duty.pgh_event_model.objects.filter(pgh_obj_id=request.duty_id).latest("pgh_id")
    assert "Đồng ý gia hạn" in event.pgh_context.metadata["why"]


def test_refused_extension_leaves_the_day(year: Year) -> None:
    before = dated(year).due_on
    asking.decide(request=ask(year), is_granted=False, answer="Không có lý do", by=year.leader, at=at(12, 11))
    assert dated(year).due_on == before


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"reason": " "}, "reason"),
        ({"until": dt.date(2026, 12, 1)}, "earlier"),
    ],
)
def test_extension_is_asked_with_reason_and_for_later(
    year: Year, changes: dict[str, object], code: str
) -> None:
    with pytest.raises(Refused) as refusal:
        ask(year, **changes)
    assert refusal.value.code == code


def test_duty_without_a_day_cannot_be_extended(year: Year) -> None:
    with pytest.raises(Refused) as refusal:
        ask(year, duty=Duty.objects.filter(due_on=None)[0])
    assert refusal.value.code == "no-date"


def test_only_one_extension_waits_for_a_duty(year: Year) -> None:
    ask(year)
    with pytest.raises(Refused) as refusal:
        ask(year)
    assert refusal.value.code == "asked"


def test_request_is_decided_once(year: Year) -> None:
    request = ask(year)
    asking.decide(request=request, is_granted=True, answer="Đồng ý", by=year.leader, at=at(12, 11))
    with pytest.raises(Refused) as refusal:
        asking.decide(request=request, is_granted=False, answer="Thôi", by=year.leader, at=at(12, 12))
    assert refusal.value.code == "decided"


def test_transfer_puts_the_other_agency_in_the_leads_place(year: Year) -> None:
    duty, old, new = dated(year), year.place.agencies[1], year.place.agencies[4]
    request = asking.ask_transfer(
        duty=duty, organisation=old, successor=new, reason="Giao nhầm", by=year.officer(old), at=at(12, 2)
    )
    asking.decide(request=request, is_granted=True, answer="Đúng thẩm quyền", by=year.leader, at=at(12, 3))
    lead = duty.agencies.get(role="lead")
    assert (lead.organisation, lead.accepted_at) == (new, None)
    assert "so tai chinh" in Duty.objects.get(pk=duty.pk).folded
    assert Notice.objects.filter(user=year.officer(new), kind="assigned").count() == 1


def test_leaders_hear_of_a_request_and_the_asker_of_the_decision(year: Year) -> None:
    request = ask(year)
    assert Notice.objects.filter(user=year.leader, kind="asked").exists()
    asking.decide(request=request, is_granted=True, answer="Đồng ý", by=year.leader, at=at(12, 11))
    told = Notice.objects.get(user=request.asked_by, kind="decided")
    assert "31/01/2027" in told.words


def conditional(year: Year) -> Duty:
    duty = year.programme.duties.filter(deadline_kind="ongoing")[0]
    duty.deadline_kind, duty.deadline_text = "conditional", "Sau khi có hướng dẫn của Trung ương"
    duty.save()
    return duty


def test_recorded_event_gives_a_conditional_duty_its_day(year: Year) -> None:
    duty = conditional(year)
    event = scheduling.trigger(
        programme=year.programme,
        what="Trung ương đã ban hành hướng dẫn",
        happened_on=dt.date(2026, 8, 20),
        duties=[duty],
        due_on=dt.date(2026, 10, 30),
        by=year.focal,
        at=at(8, 22),
    )
    duty.refresh_from_db()
    assert duty.due_on == dt.date(2026, 10, 30)
    assert event.occurrences.get().duty == duty


def test_event_for_an_ordinary_duty_is_refused(year: Year) -> None:
    with pytest.raises(Refused) as refusal:
        scheduling.trigger(
            programme=year.programme,
            what="Đã có hướng dẫn",
            happened_on=dt.date(2026, 8, 20),
            duties=[dated(year)],
            due_on=dt.date(2026, 10, 30),
            by=year.focal,
            at=at(8, 22),
        )
    assert refusal.value.code == "not-conditional"
    assert not TriggerEvent.objects.exists()


def test_year_is_planned_once_and_a_rhythm_takes_its_next_day(year: Year) -> None:
    duty = year.programme.duties.filter(deadline_kind="ongoing")[0]
    duty.deadline_kind, duty.deadline_text = "recurring", "Hằng quý"
    duty.save()
    year.programme.created_at = at(2, 27)
    year.programme.save()
    span = {"since": dt.date(2026, 2, 27), "until": dt.date(2026, 12, 31)}
    assert scheduling.plan(programme=year.programme, **span, by=year.focal) > 4
    assert scheduling.plan(programme=year.programme, **span, by=year.focal) == 0
    duty.refresh_from_db()
    assert duty.due_on == dt.date(2026, 3, 31)
    scheduling.answer([duty.pk], on=dt.date(2026, 3, 31), at=dt.date(2026, 3, 20))
    duty.refresh_from_db()
    assert duty.due_on == dt.date(2026, 6, 30)
    assert Occurrence.objects.filter(duty=duty, answered_on=dt.date(2026, 3, 20)).count() == 1


def test_what_was_reported_before_the_year_was_planned_counts(year: Year) -> None:
    year.programme.created_at = at(2, 1)
    year.programme.save()
    duty = year.programme.duties.filter(deadline_kind="ongoing")[0]
    duty.deadline_kind, duty.deadline_text = "recurring", "Hằng tháng"
    duty.reported_on = duty.answered_on = dt.date(2026, 10, 8)
    duty.save()
    scheduling.plan(
        programme=year.programme, since=dt.date(2025, 12, 1), until=dt.date(2026, 12, 31), by=year.focal
    )
    duty.refresh_from_db()
    assert duty.due_on == dt.date(2026, 11, 30)
    first = Occurrence.objects.filter(duty=duty).earliest("due_on")
    assert (first.due_on, first.answered_on) == (dt.date(2026, 2, 28), dt.date(2026, 10, 8))


def test_report_outside_a_period_meets_a_rhythm_and_leaves_it_open(year: Year) -> None:
    year.programme.created_at = at(10, 1)
    year.programme.save()
    duty = year.programme.duties.filter(deadline_kind="ongoing")[0]
    duty.deadline_kind, duty.deadline_text = "recurring", "Hằng tháng"
    duty.save()
    scheduling.plan(
        programme=year.programme, since=dt.date(2026, 10, 1), until=dt.date(2026, 12, 31), by=year.focal
    )
    part = duty.agencies.get(role="lead")
    officer = year.officer(part.organisation)
    courses.report(part=part, by=officer, at=at(10, 20), words="Đã công bố", percent=100)
    duty.refresh_from_db()
    assert (duty.said_done_on, duty.due_on) == (None, dt.date(2026, 11, 30))
    assert courses.stages([duty])[duty.pk] is Stage.REPORTED


def test_late_half_year_report_does_not_answer_for_the_next_period(year: Year) -> None:
    year.programme.created_at = at(2, 1)
    year.programme.save()
    duty = year.programme.duties.filter(deadline_kind="ongoing")[0]
    scheduling.plan(
        programme=year.programme, since=dt.date(2026, 2, 1), until=dt.date(2026, 12, 31), by=year.focal
    )
    scheduling.answer([duty.pk], on=dt.date(2026, 7, 5), at=dt.date(2026, 7, 8))
    told = dict(Occurrence.objects.filter(duty=duty).values_list("due_on", "answered_on"))
    assert told == {dt.date(2026, 7, 5): dt.date(2026, 7, 8), dt.date(2026, 12, 10): None}
