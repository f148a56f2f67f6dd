"""Totals of a round by section, and what a duty that many lead says in the appendix."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

import factories
from reporting_year import Year, at, full
from tinhxanh.apps.programmes import queries
from tinhxanh.apps.programmes.models import Duty, DutyAgency, Target
from tinhxanh.apps.programmes.states import Clock
from tinhxanh.apps.reports import consolidating, submissions, totals
from tinhxanh.apps.reports.models import DutyAnswer, FigureAnswer, Round, Submission
from tinhxanh.exchange.working_days import calendar_around

DAY = dt.date(2026, 12, 11)


def clock(year: Year) -> Clock:
    return queries.clock([year.programme], DAY, calendar_around(DAY))


def hand_in(year: Year, submission: Submission, percent: int = 60, value: float = 92.0) -> None:
    person = year.officer(submission.organisation)
    submissions.save_draft(
        submission=submission, draft=full(submission, percent, value), by=person, at=at(12, 8)
    )
    submissions.hand_in(submission=submission, by=person, at=at(12, 9))


def test_sections_add_up_to_the_whole_plan(year: Year) -> None:
    opened = year.open()
    hand_in(year, year.submission(opened, 1), 100)
    told = totals.totals(opened, clock(year))
    assert sum(one.duties for one in told.sections) == told.whole.duties == year.programme.duties.count()
    led = DutyAnswer.objects.filter(submission=year.submission(opened, 1), part="lead")
    assert told.whole.told == led.count()
    silent = DutyAnswer.objects.filter(submission__round=opened, part="lead").exclude(pk__in=led)
    assert {line.pk for line in told.whole.silent} == set(silent.values_list("pk", flat=True))
    ended = [line for line in led.select_related("duty") if line.takes_done_day]
    assert (told.whole.done, told.whole.awaiting) == (0, len(ended))
    assert (told.whole.figures, told.whole.given) == (2, 1)


def test_what_was_approved_counts_as_done(year: Year) -> None:
    opened = year.open()
    own = year.submission(opened, 1)
    hand_in(year, own, 100)
    submissions.approve(submission=own, by=year.focal, at=at(12, 10))
    whole = totals.totals(opened, clock(year)).whole
    counts = queries.counts(queries.with_states(year.programme.duties.all(), clock(year)))
    assert whole.done == counts["done"] + counts["done-late"] > 0
    assert whole.late == counts["late"]
    assert whole.awaiting == 0


def test_draft_tells_nothing_yet(year: Year) -> None:
    opened = year.open()
    own = year.submission(opened, 1)
    person = year.officer(own.organisation)
    submissions.save_draft(submission=own, draft=full(own), by=person, at=at(12, 8))
    whole = totals.totals(opened, clock(year)).whole
    assert (whole.told, whole.given) == (0, 0)


def test_means_compare_the_same_lines_of_both_rounds(year: Year) -> None:
    year.programme.created_at = at(2, 1)
    year.programme.save()
    half = year.open(0, at(6, 15))
    for submission in half.submissions.all():
        hand_in(year, submission, 50)
    whole = year.open(1)
    own = year.submission(whole, 1)
    hand_in(year, own, 40)
    told = totals.totals(whole, clock(year)).whole
    assert (told.last_mean, told.mean) == (50, 40)
    lines = own.duty_answers.filter(part="lead").select_related("duty")
    assert {line.pk for line in told.fallen} == {line.pk for line in lines if not line.duty.repeats}


def shared_indicator(year: Year, unit: str) -> Round:
    """Two agencies answer one indicator, each with a target of its own; both have handed in."""
    for code, (subject, value) in {
        "II.2.2": ("Diện tích trồng mới", 40.0),
        "II.3.3": ("diện tích trồng mới", 60.0),
    }.items():
        duty = Duty.objects.get(code=code)
        Target.objects.create(
            programme=year.programme, duty=duty, code=code, position=9, subject=subject,
            component=duty.component, measure="count", comparator=">=", value=value, unit=unit, year=2026,
        )  # fmt: skip
    opened = year.open()
    for index in (1, 2):
        hand_in(year, year.submission(opened, index), value=20.0 + index)
    return opened


def test_indicator_of_several_agencies_is_summed_where_its_unit_adds(year: Year) -> None:
    opened = shared_indicator(year, "ha")
    (one,) = totals.totals(opened, clock(year)).sums
    assert (one.total, one.target, one.missing) == (43.0, 100.0, 0)
    assert {figure.submission.organisation_id for figure in one.figures} == {
        year.place.agencies[1].pk,
        year.place.agencies[2].pk,
    }


def test_shares_of_several_agencies_are_shown_without_a_sum(year: Year) -> None:
    opened = shared_indicator(year, "%")
    (one,) = totals.totals(opened, clock(year)).sums
    assert (one.adds, one.total) == (False, None)


def test_value_that_was_not_handed_in_is_not_in_the_sum(year: Year) -> None:
    opened = shared_indicator(year, "ha")
    other = year.submission(opened, 2)
    submissions.send_back(submission=other, remarks="Xem lại", by=year.focal, at=at(12, 10))
    (one,) = totals.totals(opened, clock(year)).sums
    assert one.total == 21.0


def test_totals_take_as_many_queries_for_a_long_plan(year: Year, django_assert_num_queries: Any) -> None:
    opened = year.open()
    now = clock(year)
    with django_assert_num_queries(4):
        totals.totals(opened, now)


def led_by_many(year: Year, n: int) -> tuple[Round, Duty]:
    """A period in which one duty is led by `n` communes."""
    duty = Duty.objects.get(code="II.2.2")
    duty.agencies.filter(role="lead").delete()
    whole = DutyAgency.objects.create(duty=duty, role="lead", name="UBND các xã", is_collective=True)
    for number in range(n):
        commune = factories.organisation(f"UBND xã Số {number}", year.place.committee, "commune")
        year.officers[commune.pk] = factories.user(f"xa.{number}", commune)
        DutyAgency.objects.create(
            duty=duty, role="lead", name=commune.name, organisation=commune, collective=whole
        )
    return year.open(), duty


def told_by(year: Year, opened: Round, n: int) -> None:
    for submission in opened.submissions.filter(organisation__kind="commune").order_by("pk")[:n]:
        hand_in(year, submission, 80)


def test_duty_of_few_leads_tells_each_ones_words_and_names_the_silent(year: Year) -> None:
    opened, duty = led_by_many(year, 3)
    told_by(year, opened, 2)
    report = consolidating.begin(round_=opened, by=year.focal, at=at(12, 11))
    answers = consolidating.draft(report, clock(year)).answers[duty.pk]
    said = consolidating.result(answers)
    assert len(answers) == 3
    assert said.count("Kết quả của II.2.2") == 2
    assert "Chưa báo cáo (1/3): UBND xã Số" in said


def test_duty_of_many_leads_tells_how_many_and_names_the_silent(year: Year) -> None:
    opened, duty = led_by_many(year, 9)
    told_by(year, opened, 7)
    report = consolidating.begin(round_=opened, by=year.focal, at=at(12, 11))
    said = consolidating.result(consolidating.draft(report, clock(year)).answers[duty.pk])
    assert said.startswith("7/9 cơ quan đã báo cáo, bình quân 80%.")
    silent = [name for name in (f"UBND xã Số {n}" for n in range(9)) if name in said]
    assert len(silent) == 2


def test_duty_of_many_leads_closes_with_the_last_approval(year: Year) -> None:
    opened, duty = led_by_many(year, 2)
    own = list(opened.submissions.filter(organisation__kind="commune").order_by("pk"))
    for submission in own:
        hand_in(year, submission, 100)
    submissions.approve(submission=own[0], by=year.focal, at=at(12, 10))
    duty.refresh_from_db()
    assert (duty.said_done_on is not None, duty.completed_on) == (True, None)
    submissions.approve(submission=own[1], by=year.focal, at=at(12, 10))
    duty.refresh_from_db()
    assert duty.completed_on == duty.said_done_on


@pytest.mark.parametrize("state", ["draft", "returned"])
def test_single_lead_that_has_not_handed_in_says_nothing(year: Year, state: str) -> None:
    opened = year.open()
    own = year.submission(opened, 1)
    hand_in(year, own)
    Submission.objects.filter(pk=own.pk).update(state=state)
    answers = [
        DutyAnswer.objects.select_related("submission__organisation").filter(submission=own, part="lead")[0]
    ]
    assert consolidating.result(answers) == "Chưa báo cáo trong kỳ."
    assert FigureAnswer.objects.filter(submission=own).exists()
