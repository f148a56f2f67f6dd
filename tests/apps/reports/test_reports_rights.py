"""No query of the reporting year returns a row outside the scope; who moves sees the new place."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import factories
from reporting_year import Year, at
from tinhxanh.apps.accounts.models import Membership, Organisation, User
from tinhxanh.apps.programmes.models import Duty
from tinhxanh.apps.reports import asking, briefs, queries, rights, urging
from tinhxanh.apps.reports.models import Request, Submission, Urging

DAY = dt.date(2026, 12, 11)


@pytest.fixture
def province(year: Year) -> Year:
    """Every agency has a submission, a letter and a request; a second province has the same."""
    _busy(year)
    return year


def _busy(year: Year) -> None:
    year.open()
    for agency in year.place.agencies:
        urging.issue(
            programme=year.programme,
            organisation=agency,
            level=1,
            words="Đề nghị báo cáo",
            duties=[],
            by=year.focal,
            at=at(12, 11),
        )
    for duty in Duty.objects.filter(programme=year.programme, due_on__isnull=False):
        lead = duty.agencies.get(role="lead")
        asking.ask_extension(
            duty=duty,
            organisation=lead.organisation,
            until=dt.date(2027, 6, 30),
            reason="Chờ",
            by=year.officer(lead.organisation),
            at=at(12, 11),
        )


def member(organisation: Organisation, role: str, since: dt.date, until: dt.date | None, n: int) -> User:
    person = factories.user(f"thu.{n}.{User.objects.count()}")
    Membership.objects.create(
        user=person, organisation=organisation, role=role, valid_from=since, valid_to=until
    )
    return person


@given(
    place=st.integers(min_value=0, max_value=5),
    role=st.sampled_from(["focal", "officer", "leader", "auditor", "administrator"]),
    since=st.sampled_from([dt.date(2026, 1, 1), DAY, dt.date(2026, 12, 12)]),
    until=st.sampled_from([None, DAY, dt.date(2026, 12, 10)]),
)
@settings(
    derandomize=True,
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_nothing_outside_the_scope_is_returned(
    province: Year, place: int, role: str, since: dt.date, until: dt.date | None
) -> None:
    if until is not None and until < since:
        return
    where = (*province.place.agencies, province.place.committee)[place]
    person = member(where, role, since, until, place)
    holds = since <= DAY and (until is None or until >= DAY)
    below = where.path
    above = province.programme.focal.path.startswith(below)
    whole = holds and above and role in ("focal", "leader", "auditor")
    own = (
        holds
        and role in ("officer", "focal", "auditor")
        and (role != "focal" or below != province.place.committee.path)
    )

    def allowed(organisation: Organisation) -> bool:
        return whole or (own and organisation.path.startswith(below))

    submissions = list(rights.visible_submissions(person, DAY).select_related("organisation"))
    expected = [row for row in Submission.objects.select_related("organisation") if allowed(row.organisation)]
    assert {row.pk for row in submissions} == {row.pk for row in expected}
    letters = list(rights.visible_urgings(person, DAY).select_related("organisation"))
    every = Urging.objects.select_related("organisation")
    assert {row.pk for row in letters} == {row.pk for row in every if allowed(row.organisation)}
    mine = queries.my_submissions(person, DAY)
    assert {row.organisation.path.startswith(below) for row in mine} <= {True}
    assert role in ("officer", "focal") or not mine


def test_second_province_is_never_seen(province: Year) -> None:
    other = factories.place("Bắc Kạn")
    stranger = factories.user("la", other.committee, "leader")
    for found in (
        rights.visible_submissions(stranger, DAY),
        rights.visible_urgings(stranger, DAY),
    ):
        assert not found.exists()


def test_officer_who_moved_sees_the_new_agency_only(province: Year) -> None:
    old, new = province.place.agencies[1], province.place.agencies[2]
    person = province.officer(old)
    Membership.objects.filter(user=person).update(valid_to=dt.date(2026, 12, 10))
    Membership.objects.create(user=person, organisation=new, role="officer", valid_from=DAY)
    seen = rights.visible_submissions(person, DAY).values_list("organisation", flat=True)
    assert set(seen) == {new.pk}
    before = rights.visible_submissions(person, dt.date(2026, 12, 9)).values_list("organisation", flat=True)
    assert set(before) == {old.pk}


def test_brief_counts_only_its_programme(province: Year) -> None:
    from tinhxanh.apps.programmes import queries as programme_queries
    from tinhxanh.exchange.working_days import calendar_around

    factories.programme(province.place, province.focal, 7, title="Chương trình khác")
    clock = programme_queries.clock([province.programme], DAY, calendar_around(DAY))
    told = briefs.brief(province.programme, clock)
    assert told.total == 10
    assert sum(row.total for row in told.agencies) == 10
    assert {one.duty.programme_id for one in told.requests} == {province.programme.pk}
    assert Request.objects.count() == len(told.requests)
