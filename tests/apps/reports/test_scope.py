"""No query that takes a person returns a row outside the person's scope: each query, each role, each place.

What is in the scope is found here anew, row by row in plain Python, and compared with what the queries
give. A new query that takes a person has to be added, or a test fails.
"""

from __future__ import annotations

import datetime as dt
import importlib
import inspect
import pkgutil
import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import pytest

import factories
from reporting_year import Year, at, full, make_year
from tinhxanh.apps import programmes as programmes_app
from tinhxanh.apps import reports as reports_app
from tinhxanh.apps.accounts.models import Membership, Organisation, User
from tinhxanh.apps.programmes import duties, instruments, queries, rights, sheets
from tinhxanh.apps.programmes.models import Duty, DutyAgency, Programme
from tinhxanh.apps.reports import (
    asking,
    checks,
    consolidating,
    feeds,
    history,
    questioning,
    rounds,
    submissions,
    trails,
    urging,
)
from tinhxanh.apps.reports import queries as reported
from tinhxanh.apps.reports import rights as report_rights
from tinhxanh.apps.reports.models import Feed, Notice, Submission, SubPlan, Urging
from tinhxanh.exchange.working_days import calendar_around

DAY = dt.date(2026, 12, 11)
ROLES = ("focal", "officer", "leader", "auditor", "administrator")
COMPARED = {
    "programmes.instruments.around",
    "programmes.queries.my_jobs",
    "programmes.queries.my_programmes",
    "programmes.queries.programmes_with_counts",
    "programmes.rights.own_parts",
    "programmes.rights.visible_duties",
    "programmes.rights.visible_programmes",
    "programmes.sheets.in_sight",
    "reports.checks.awaited",
    "reports.checks.to_check",
    "reports.history.acts",
    "reports.history.events_of",
    "reports.queries.my_submissions",
    "reports.queries.notices_of",
    "reports.rights.visible_submissions",
    "reports.rights.visible_urgings",
}
OF_ONESELF = {"reports.feeds.make", "reports.notices.mark_read", "reports.notices.wish"}
"""Acts on one's own notices and calendars."""


def test_every_query_that_takes_a_person_is_compared() -> None:
    found = set()
    for app in (programmes_app, reports_app):
        for info in pkgutil.iter_modules(app.__path__):
            if info.name not in ("migrations", "models", "apps"):
                found |= _of_a_person(importlib.import_module(f"{app.__name__}.{info.name}"))
    assert found - OF_ONESELF == COMPARED


def _of_a_person(module: Any) -> set[str]:
    """The public functions of a module that take a person and give rows; predicates give yes or no."""
    own = [
        (name, one)
        for name, one in inspect.getmembers(module, inspect.isfunction)
        if one.__module__ == module.__name__ and not name.startswith("_") and name != "reach"
    ]
    place = module.__name__.removeprefix("tinhxanh.apps.")
    return {f"{place}.{name}" for name, one in own if "user" in inspect.signature(one).parameters}


@dataclass
class Scope:
    """What a role at a place should reach, told without the product's queries."""

    role: str
    path: str
    top: str
    parts: list[DutyAgency] = field(default_factory=list)

    def whole(self, programme: Programme) -> bool:
        held = self.role in ("focal", "leader", "auditor")
        return held and programme.focal.path.startswith(self.path)

    def keeps(self, programme: Programme) -> bool:
        return self.role == "focal" and self.whole(programme)

    def acts(self, organisation: Organisation | None) -> bool:
        works = self.role == "officer" or (self.role == "focal" and self.path != self.top)
        return works and organisation is not None and organisation.path.startswith(self.path)

    def reads(self, organisation: Organisation | None) -> bool:
        audits = self.role == "auditor" and organisation is not None
        return self.acts(organisation) or (audits and organisation.path.startswith(self.path))

    def duty(self, duty: Duty) -> bool:
        mine = [part for part in self.parts if part.duty_id == duty.pk]
        return self.whole(duty.programme) or any(self.reads(part.organisation) for part in mine)

    def programme(self, programme: Programme) -> bool:
        mine = [part for part in self.parts if part.duty.programme_id == programme.pk]
        return self.whole(programme) or any(self.reads(part.organisation) for part in mine)

    def handed(self, programme: Programme, organisation: Organisation) -> bool:
        return self.whole(programme) or self.reads(organisation)


@pytest.fixture
def year(db: None, settings: Any) -> Year:
    """Two provinces at work, agencies and a unit below one of them named to duties by chance."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    made = make_year(8)
    unit = factories.organisation("Phòng Quản lý công nghiệp", made.place.agencies[1], "unit")
    chance = random.Random(1)
    for part in DutyAgency.objects.filter(role="coordinate"):
        part.organisation = chance.choice([*made.place.agencies, unit, None])
        part.save()
    _busy(made)
    _second_province()
    return made


def _busy(year: Year) -> None:
    opened = year.open()
    held = year.submission(opened)
    officer = year.officer(held.organisation)
    submissions.save_draft(submission=held, draft=full(held, 100), by=officer, at=at(12, 9))
    submissions.hand_in(submission=held, by=officer, at=at(12, 9))
    consolidating.begin(round_=opened, by=year.focal, at=at(12, 11))
    duty = Duty.objects.get(code="II.2.2")
    asking.ask_extension(
        duty=Duty.objects.get(code="II.1.1"), organisation=year.place.agencies[0],
        until=dt.date(2027, 1, 31), reason="Chờ", by=year.focal, at=at(12, 10),
    )  # fmt: skip
    questioning.ask(duty=duty, words="Vì sao?", by=year.leader, at=at(12, 10))
    SubPlan.objects.create(programme=year.programme, organisation=held.organisation, due_on=DAY)
    for agency in year.place.agencies[:3]:
        _urge(year.programme, agency, year.focal)


def _urge(programme: Programme, agency: Organisation, by: User) -> None:
    urging.issue(
        programme=programme,
        organisation=agency,
        level=1,
        words="Đề nghị nộp",
        duties=[],
        by=by,
        at=at(12, 11),
    )


def _second_province() -> None:
    place = factories.place("Bắc Kạn")
    focal = factories.user("dau.moi.bac.kan", place.focal, "focal")
    other = factories.programme(place, focal, 5)
    factories.report_duty(other)
    proposal = rounds.proposals(other, 2026)[1]
    rounds.open_round(
        programme=other, period=proposal.period, report_duty=proposal.report_duty, by=focal, at=at(11, 16)
    )
    part = other.duties.first().agencies.get(role="lead")
    duties.report(part=part, by=focal, at=at(12, 9), words="Xong", percent=100)
    _urge(other, place.agencies[1], focal)


def _places() -> list[Organisation]:
    names = ("UBND tỉnh Lạng Sơn", "Phòng Quản lý công nghiệp", "UBND tỉnh Bắc Kạn")
    agencies = ("Sở Nông nghiệp và Môi trường", "Sở Công Thương", "Thanh tra tỉnh")
    return list(Organisation.objects.filter(name__in=(*names, *agencies)).order_by("pk"))


@pytest.mark.slow
@pytest.mark.parametrize("role", ROLES)
def test_queries_give_what_is_in_the_scope_and_nothing_else(year: Year, role: str) -> None:
    parts = list(DutyAgency.objects.select_related("organisation", "duty__programme__focal"))
    for place in _places():
        person = factories.user(f"ai.{role}.{place.pk}")
        Membership.objects.create(user=person, organisation=place, role=role, valid_from=factories.LONG_AGO)
        top = f"/{place.path.split('/')[1]}/"
        scope = Scope(role, place.path, top, parts)
        _compare_programmes(person, scope)
        _compare_reports(person, scope)
        _compare_sheets(person, scope)
        _compare_history(person, scope)
        _compare_own(person, scope)


def _keys(rows: Iterable[Any]) -> set[int]:
    return {row.pk for row in rows}


def _compare_programmes(person: User, scope: Scope) -> None:
    every = list(Programme.objects.select_related("focal"))
    duties_ = list(Duty.objects.select_related("programme__focal"))
    seen = {duty.pk for duty in duties_ if scope.duty(duty)}
    assert _keys(rights.visible_duties(person, DAY)) == seen
    assert _keys(rights.visible_programmes(person, DAY)) == {p.pk for p in every if scope.programme(p)}
    mine = {part.pk for part in scope.parts if scope.acts(part.organisation)}
    assert _keys(rights.own_parts(person, DAY)) == mine
    counted = queries.programmes_with_counts(person, DAY, calendar_around(DAY))
    assert {programme.pk: counts.total() for programme, counts in counted} == {
        p.pk: sum(duty.pk in seen for duty in duties_ if duty.programme_id == p.pk)
        for p in every
        if scope.programme(p)
    }
    own = {part.duty.programme_id for part in scope.parts if part.pk in mine}
    assert _keys(queries.my_programmes(person, DAY)) == own
    clock = queries.clock(every, DAY, calendar_around(DAY))
    jobs = queries.my_jobs(person, clock, shown=1000)
    assert {part.pk for job in jobs for part in job.parts} == mine


def _compare_reports(person: User, scope: Scope) -> None:
    handed = list(Submission.objects.select_related("round__programme__focal", "organisation"))
    assert _keys(report_rights.visible_submissions(person, DAY)) == {
        row.pk for row in handed if scope.handed(row.round.programme, row.organisation)
    }
    assert _keys(reported.my_submissions(person, DAY)) == {
        row.pk for row in handed if scope.acts(row.organisation)
    }
    letters = Urging.objects.select_related("programme__focal", "organisation")
    assert _keys(report_rights.visible_urgings(person, DAY)) == {
        row.pk for row in letters if scope.handed(row.programme, row.organisation)
    }
    said = Duty.objects.filter(said_done_on__isnull=False, completed_on__isnull=True)
    kept = {duty.pk for duty in said.select_related("programme__focal") if scope.keeps(duty.programme)}
    assert _keys(checks.to_check(person, DAY)) == kept
    assert {one.duty.pk for one in checks.awaited(person, DAY)} == kept


def _compare_sheets(person: User, scope: Scope) -> None:
    for programme in Programme.objects.select_related("focal", "organisation"):
        if not scope.programme(programme):
            continue
        shown = sheets.in_sight(person, programme, DAY, [])
        assert _keys(one.document for one in instruments.around(person, programme, DAY).sheets) == _keys(
            one.document for one in shown
        )
        for one in shown:
            in_branch = scope.role in ("focal", "leader", "auditor") and (
                one.document.organisation.path.startswith(scope.path)
            )
            assert one.may_read == in_branch
            assert in_branch or one.document.pk in _documents_of(programme, scope)
            assert one.programme is None or scope.programme(one.programme)
            seen = sum(scope.duty(duty) for duty in Duty.objects.filter(document=one.document))
            assert one.figures.duties <= seen


def _documents_of(programme: Programme, scope: Scope) -> set[int]:
    return {
        held.document_id
        for one in Programme.objects.select_related("focal")
        if scope.programme(one)
        for held in one.documents.all()
    }


def _compare_history(person: User, scope: Scope) -> None:
    shown: dict[str, set[int]] = {kind: set() for kind in trails.BY_KIND}
    for row in history.acts(person, DAY, history.Wanted()):
        events = history.events_of(person, DAY, act=history.key_of(row), kind=row["act_kind"])
        found = _keys(events)
        assert len(found) == row["act_n"]
        shown[row["act_kind"]] |= found
    for trail in trails.TRAILS:
        expected = {event.pk for event in trail.events.objects.all() if _is_in(trail, event, scope)}
        assert shown[trail.kind] == expected, trail.kind


def _is_in(trail: trails.Trail, event: Any, scope: Scope) -> bool:
    """Whether a person should read an event, told from the row that it belongs to."""
    kind, row = trail.kind, trail.model.objects.get(pk=event.pgh_obj_id)
    if kind in ("document", "fact"):
        held = row if kind == "document" else row.document
        return scope.role in ("focal", "leader", "auditor") and held.organisation.path.startswith(scope.path)
    if kind in ("programme", "target", "round", "trigger"):
        return scope.programme(row if kind == "programme" else row.programme)
    if kind in ("report", "passage"):
        return scope.whole((row if kind == "report" else row.report).round.programme)
    if kind in ("submission", "answer", "figure"):
        held = row if kind == "submission" else row.submission
        return scope.handed(held.round.programme, held.organisation)
    if kind in ("letter", "sub_plan", "service"):
        held = row.sub_plan if kind == "service" else row
        return scope.handed(held.programme, held.organisation)
    return scope.duty(row.report.duty if kind == "evidence" else row if kind == "duty" else row.duty)


def _compare_own(person: User, scope: Scope) -> None:
    """One's own notices, and the calendar, which holds deadlines of the own agencies only."""
    Notice.objects.create(user=person, kind="late", words="x", address="/", key="x", made_at=at(12, 1))
    assert {notice.user for notice in reported.notices_of(person)} == {person}
    feed, _token = feeds.make(user=person, organisation=None, at=at(12, 1))
    entries = feeds.entries(Feed.objects.get(pk=feed.pk), at(12, 1), "")
    mine = {
        f"nhiem-vu-{part.duty_id}@tinh-xanh"
        for part in scope.parts
        if scope.acts(part.organisation) and part.duty.due_on
    }
    assert {one.uid for one in entries if one.uid.startswith("nhiem-vu")} == mine
