"""Opening a period: the plan's two days, one pre-filled submission an agency."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from reporting_year import Year, at, full, make_year
from tinhxanh.apps.accounts import organisations
from tinhxanh.apps.accounts.models import Organisation
from tinhxanh.apps.programmes.models import DutyAgency, ReportDuty
from tinhxanh.apps.registers.refusals import Refused
from tinhxanh.apps.reports import bearers, rounds, submissions
from tinhxanh.apps.reports.models import Notice, Round
from tinhxanh.core.duties.periods import Rhythm


def test_plans_own_days_make_the_periods(year: Year) -> None:
    half, whole = rounds.proposals(year.programme, 2026)
    assert half.title == "Báo cáo 6 tháng đầu năm 2026"
    assert (half.period.hand_in_on, half.period.consolidate_on) == (dt.date(2026, 7, 5), dt.date(2026, 7, 10))
    assert (whole.period.hand_in_on, whole.period.consolidate_on) == (
        dt.date(2026, 12, 10),
        dt.date(2026, 12, 20),
    )
    assert whole.report_duty is not None
    assert whole.report_duty.code == "IV.2"


def test_day_on_which_a_plan_is_due_is_no_report(year: Year) -> None:
    ReportDuty.objects.create(
        programme=year.programme,
        code="II.9",
        position=9,
        what="Trình kế hoạch thanh tra năm sau",
        due=[{"month": 10, "day": 31}],
    )
    assert [one.period.hand_in_on.month for one in rounds.proposals(year.programme, 2026)] == [7, 12]


def test_nothing_is_offered_after_the_last_year_of_a_plan(year: Year) -> None:
    assert rounds.proposals(year.programme, 2027) == ()


def test_plan_without_days_is_offered_the_decrees_windows(year: Year) -> None:
    ReportDuty.objects.all().delete()
    offered = rounds.proposals(year.programme, 2026)
    assert [proposal.period.rhythm for proposal in offered] == [Rhythm.HALF_YEAR, Rhythm.YEAR]
    assert offered[1].period.data_to == dt.date(2026, 12, 14)


def test_each_agency_gets_its_duties_and_the_figures_it_owes(year: Year) -> None:
    opened = year.open()
    assert opened.submissions.count() == 5
    submission = year.submission(opened)
    parts = DutyAgency.objects.filter(organisation=submission.organisation)
    assert {(row.duty_id, row.part) for row in submission.duty_answers.all()} == {
        (part.duty_id, part.role) for part in parts
    }
    assert [row.target.subject for row in submission.figure_answers.all()] == [
        "Nguồn thải lớn kết nối quan trắc tự động"
    ]


def test_next_period_is_filled_with_words_and_values_of_the_last(year: Year) -> None:
    first = year.open(0, at(6, 15))
    handed = year.submission(first)
    officer = year.officer(handed.organisation)
    submissions.save_draft(submission=handed, draft=full(handed, 40, 90.5), by=officer, at=at(6, 20))
    second = year.open(1, at(11, 16))
    assert second.previous == first
    filled = year.submission(second)
    assert {row.last_percent for row in filled.duty_answers.all()} == {40}
    assert all(row.last_words.startswith("Kết quả của") for row in filled.duty_answers.all())
    assert filled.figure_answers.get().last_value == 90.5


def test_first_period_shows_the_baseline_of_a_figure(year: Year) -> None:
    assert year.submission(year.open()).figure_answers.get().last_value == 86.0


def test_period_is_opened_once(year: Year) -> None:
    year.open()
    with pytest.raises(Refused) as refusal:
        year.open()
    assert refusal.value.code == "opened"
    assert Round.objects.count() == 1


def test_officers_hear_of_an_opened_period(year: Year) -> None:
    year.open()
    told = Notice.objects.filter(kind=Notice.Kind.OPENED)
    assert set(told.values_list("user", flat=True)) == {person.pk for person in year.officers.values()}


def test_agency_dissolved_in_mid_year_is_answered_for_by_its_successor(year: Year) -> None:
    gone, successor = year.place.agencies[2], year.place.agencies[1]
    organisations.merge(predecessors=[gone], into=successor, on=dt.date(2026, 7, 1), by=year.focal)
    opened = year.open()
    assert not opened.submissions.filter(organisation=gone).exists()
    taken_over = DutyAgency.objects.filter(organisation=gone, role="lead").values("duty")
    rows = year.submission(opened).duty_answers.filter(duty__in=taken_over)
    assert rows.count() == taken_over.count() > 0
    assert set(rows.values_list("part", flat=True)) == {"lead"}


def test_programme_whose_agencies_are_unmatched_cannot_open(year: Year) -> None:
    DutyAgency.objects.update(organisation=None)
    with pytest.raises(Refused) as refusal:
        year.open()
    assert refusal.value.code == "no-agencies"
    assert not Round.objects.exists()


@pytest.mark.django_db
def test_opening_takes_as_many_queries_for_many_duties(django_assert_max_num_queries: Any) -> None:
    year = make_year(n_duties=200)
    with django_assert_max_num_queries(60):
        year.open()


def end(organisation: Organisation, last: dt.date) -> None:
    """Abolish without a successor."""
    organisation.valid_to = last
    organisation.save(update_fields=["valid_to"])


def test_agency_abolished_without_successor_is_not_asked_but_named(year: Year) -> None:
    gone, renamed = year.place.agencies[2], year.place.agencies[3]
    end(gone, dt.date(2026, 6, 30))
    DutyAgency.objects.filter(organisation=renamed).update(organisation=None, name="Sở lạ")
    opened = year.open()
    asked = set(opened.submissions.values_list("organisation", flat=True))
    assert asked
    assert not asked & {gone.pk, renamed.pk}
    assert bearers.left_out(year.programme, dt.date(2026, 11, 16)) == (gone.name, "Sở lạ")


def test_agency_is_asked_up_to_its_last_day(year: Year) -> None:
    gone = year.place.agencies[2]
    end(gone, dt.date(2026, 11, 16))
    assert year.open(1, at(11, 16)).submissions.filter(organisation=gone).exists()
    assert bearers.left_out(year.programme, dt.date(2026, 11, 16)) == ()
    assert bearers.left_out(year.programme, dt.date(2026, 11, 17)) == (gone.name,)


def test_reports_of_one_name_are_told_apart_by_place_and_day(year: Year) -> None:
    ReportDuty.objects.create(
        programme=year.programme,
        code="III.2.b.1",
        position=9,
        what="Báo cáo kết quả thu gom chất thải rắn",
        to=[year.place.focal.name],
        due=[{"month": 11, "day": 30}],
    )
    offered = rounds.proposals(year.programme, 2026)
    assert [one.title for one in offered] == [
        "Báo cáo 6 tháng đầu năm 2026",
        "Báo cáo năm 2026 (III.2.b.1), trước 30/11",
        "Báo cáo năm 2026 (IV.2), trước 10/12",
    ]
    assert len({one.key for one in offered}) == 3
    opened = [
        rounds.open_round(
            programme=year.programme,
            period=one.period,
            report_duty=one.report_duty,
            title=one.title,
            by=year.focal,
            at=at(11, 16),
        )
        for one in offered[1:]
    ]
    assert [one.title for one in opened] == [one.title for one in offered[1:]]


def test_sentences_of_the_same_day_are_one_report(year: Year) -> None:
    same = ReportDuty.objects.get(code="IV.2")
    same.pk, same.code, same.position = None, "IV.9", 9
    same.save()
    assert [one.title for one in rounds.proposals(year.programme, 2026)] == [
        "Báo cáo 6 tháng đầu năm 2026",
        "Báo cáo năm 2026",
    ]
