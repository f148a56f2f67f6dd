"""Every view states who may use it, and keeps to it: each address, each role, no exception, no 500."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse

import factories
from reporting_year import Year, at, make_year
from tinhxanh.apps.accounts.models import Organisation, User
from tinhxanh.apps.programmes.models import DutyAgency, Evidence, ProgressReport
from tinhxanh.apps.reports.models import Question, Request, SubPlan, Urging
from tinhxanh.web.rights import requires

OURS_TO_LEAVE = ("allauth.",)
"""Packages that guard their own views."""


def patterns(resolver: URLResolver | None = None) -> Iterator[URLPattern]:
    """Every address of the project, however deep."""
    for one in (resolver or get_resolver()).url_patterns:
        if isinstance(one, URLResolver):
            yield from patterns(one)
        else:
            yield one


def own_patterns() -> list[URLPattern]:
    """Those whose view is the project's, not a package's."""
    return [one for one in patterns() if not one.callback.__module__.startswith(OURS_TO_LEAVE)]


OWN = {one.name: one for one in own_patterns()}
GUARDED = {name: one for name, one in OWN.items() if getattr(one.callback, "permission", None)}

ROLES = ("focal", "officer", "leader", "auditor", "administrator", "nobody")


def client_of(user: User) -> Client:
    client = Client(raise_request_exception=True)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


EVERYBODY = {"focal", "officer", "leader", "auditor", "administrator"}
PROGRAMME = {"focal", "officer", "leader", "auditor"}
# Who is let in, by the right that a view asks for; the officer at the duties of the own agency.
TABLE: dict[str, set[str]] = {
    "accounts.see_organisations": EVERYBODY,
    "accounts.change_organisation": {"administrator"},
    "accounts.add_province": {"administrator"},
    "indicators.see_scoreboard": EVERYBODY,
    "indicators.see_index": EVERYBODY,
    "registers.see_documents": {"focal", "leader", "auditor"},
    "registers.load_document": {"focal"},
    "registers.remove_document": {"focal"},
    "registers.review_document": {"focal"},
    "registers.confirm_document": {"focal"},
    "programmes.see_programmes": PROGRAMME,
    "programmes.see_programme": PROGRAMME,
    "programmes.change_programme": {"focal"},
    "programmes.see_duty": PROGRAMME,
    "programmes.match_agency": {"focal"},
    "programmes.see_my_duties": {"focal", "officer"},
    "programmes.accept_duty": {"officer"},
    "programmes.report_duty": {"officer"},
    "programmes.see_evidence": PROGRAMME,
    "reports.see_rounds": PROGRAMME,
    "reports.see_round": {"focal", "leader", "auditor"},
    "reports.keep_round": {"focal"},
    "reports.keep_programme": {"focal"},
    "reports.see_submission": PROGRAMME,
    "reports.write_submission": {"officer"},
    "reports.judge_submission": {"focal"},
    "reports.check_duty": {"focal"},
    "reports.keep_sub_plan": {"focal"},
    "reports.ask": {"officer"},
    "reports.decide": {"leader"},
    "reports.question": {"leader"},
    "reports.answer_question": {"focal", "officer"},
    "reports.see_brief": {"focal", "leader", "auditor"},
    "reports.see_history": {"auditor"},
    "reports.see_urging": PROGRAMME,
    "reports.answer_urging": {"officer"},
    "reports.change_template": {"administrator"},
    "reports.read_notices": EVERYBODY | {"nobody"},
}


@dataclass(frozen=True)
class World:
    """A province with a running programme: a person of each role, and one object for each kind of address."""

    clients: dict[str, Client]
    objects: dict[str, object]

    def address(self, pattern: URLPattern) -> str:
        """The address of the pattern for the objects of this world."""
        kwargs = {name: self.objects[name] for name in pattern.pattern.converters}
        return reverse(pattern.name, kwargs=kwargs)

    def status(self, role: str, pattern: URLPattern) -> int:
        """How a view answers a role: to GET, or to an empty POST where it takes nothing else."""
        client, address = self.clients[role], self.address(pattern)
        answer = client.get(address)
        if answer.streaming:
            b"".join(answer.streaming_content)  # closes the file
        return client.post(address).status_code if answer.status_code == 405 else answer.status_code


def _asked(part: DutyAgency, by: User) -> Request:
    return Request.objects.create(
        duty=part.duty,
        kind="extension",
        until=at(12, 30).date(),
        organisation=part.organisation,
        reason="x",
        asked_by=by,
        asked_at=at(12, 1),
    )


def _urged(year: Year, organisation: Organisation) -> Urging:
    return Urging.objects.create(
        programme=year.programme, organisation=organisation, level=1, year=2026, number=1, words="x",
        focal=year.place.focal, issued_by=year.focal, issued_at=at(12, 1),
    )  # fmt: skip


@pytest.fixture
def world(db: None, settings: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> World:
    settings.MEDIA_ROOT = tmp_path
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    monkeypatch.setattr("django.utils.timezone.now", lambda: at(12, 9))
    year = make_year()
    opened = year.open()
    submission = year.submission(opened, 1)
    part = DutyAgency.objects.filter(organisation=submission.organisation, role="lead").first()
    officer = year.officer(submission.organisation)
    report = ProgressReport.objects.create(
        duty=part.duty,
        organisation=part.organisation,
        reported_by=officer,
        reported_at=at(12, 1),
        percent=10,
        words="x",
    )
    evidence = Evidence(report=report, filename="x", media_type="text/plain", size=1)
    evidence.file.save("x", ContentFile(b"x"))
    document = part.duty.document
    document.organisation = year.place.focal
    document.file.save("x", ContentFile(b"x"))
    top = year.programme.organisation
    people = {
        "focal": year.focal,
        "officer": officer,
        "leader": factories.user("leader", top, "leader"),
        "auditor": factories.user("auditor", top, "auditor"),
        "administrator": factories.user("administrator", top, "administrator"),
        "nobody": factories.user("nobody"),
    }
    objects = {
        "document_id": part.duty.document_id,
        "programme_id": year.programme.pk,
        "duty_id": part.duty_id,
        "part_id": part.pk,
        "evidence_id": evidence.pk,
        "round_id": opened.pk,
        "submission_id": submission.pk,
        "request_id": _asked(part, officer).pk,
        "question_id": Question.objects.create(
            duty=part.duty, words="x", asked_by=people["leader"], asked_at=at(12, 1)
        ).pk,
        "urging_id": _urged(year, part.organisation).pk,
        "sub_plan_id": SubPlan.objects.create(
            programme=year.programme, organisation=part.organisation, due_on=at(3, 31).date()
        ).pk,
        "pk": submission.organisation_id,
    }
    # Personal things are found among one's own only; here nobody has any.
    objects |= {"notice_id": 2**31 - 1, "feed_id": 2**31 - 1, "token": "x" * 43}
    objects |= {"name": "khong-co.csv", "key": "khong-co"}
    return World({role: client_of(person) for role, person in people.items()}, objects)


def test_addresses_have_names_and_no_name_twice() -> None:
    names = [one.name for one in own_patterns()]
    assert None not in names
    assert len(names) == len(set(names))


@pytest.mark.parametrize("name", OWN)
def test_view_states_its_permission(name: str) -> None:
    assert hasattr(OWN[name].callback, "permission"), f"{name}: decorate it with @requires or @public"


@pytest.mark.parametrize("name", GUARDED)
def test_permission_of_a_view_is_a_known_rule(name: str) -> None:
    import rules

    assert rules.perm_exists(GUARDED[name].callback.permission)


@pytest.mark.parametrize("name", GUARDED)
def test_right_of_a_view_stands_in_the_table(name: str) -> None:
    right = GUARDED[name].callback.permission
    assert right in TABLE, f"say in TABLE of this test which roles have {right}"


@pytest.mark.parametrize("method", ["get", "post"])
def test_stranger_is_asked_to_sign_in(world: World, method: str) -> None:
    for name, one in GUARDED.items():
        answer = getattr(Client(), method)(world.address(one))
        if answer.status_code != 405:
            assert (answer.status_code, answer.url[:19]) == (302, "/tai-khoan/login/?n"), name


@pytest.mark.parametrize("role", ROLES)
def test_role_is_let_in_as_the_table_says(world: World, role: str) -> None:
    said = {name: role in TABLE[one.callback.permission] for name, one in GUARDED.items()}
    found = {name: world.status(role, one) for name, one in GUARDED.items()}
    assert {name: status != 403 for name, status in found.items()} == said
    assert all(status < 500 for status in found.values())


CONTENT = ("registers.", "programmes.", "reports.")
NO_CONTENT = {"reports.change_template", "reports.read_notices"}
"""An administrator keeps the form of reports and has notices like everybody."""


def test_administrator_has_no_right_to_content() -> None:
    held = {right for right, roles in TABLE.items() if "administrator" in roles}
    assert {right for right in held if right.startswith(CONTENT)} == NO_CONTENT


def test_auditor_reads_and_may_change_nothing(world: World) -> None:
    from pghistory.models import Events

    before = Events.objects.count()
    for name, one in GUARDED.items():
        if one.callback.permission != "reports.read_notices":  # notices and calendars are one's own
            answer = world.clients["auditor"].post(world.address(one), {"title": "Khác", "words": "Khác"})
            if answer.streaming:
                b"".join(answer.streaming_content)  # closes the file
            assert Events.objects.count() == before, name


FORM = re.compile(r'<form[^>]*method="post"[^>]*>')
ACTION = re.compile(r'action="([^"#?]*)')


# A focal officer has duties of the own department besides: there the table, told of one object, says less.
@pytest.mark.parametrize("role", ["leader", "auditor", "administrator", "nobody"])
def test_no_page_offers_a_form_that_its_reader_may_not_send(world: World, role: str) -> None:
    for name, one in GUARDED.items():
        answer = world.clients[role].get(world.address(one))
        if answer.status_code == 200 and not answer.streaming and "html" in answer["Content-Type"]:
            for form in FORM.findall(answer.content.decode()):
                action = ACTION.search(form)
                sent = resolve(action[1] if action and action[1] else world.address(one))
                right = getattr(sent.func, "permission", None)
                assert right is None or role in TABLE[right], (name, form)
        elif answer.streaming:
            b"".join(answer.streaming_content)  # closes the file


@pytest.mark.parametrize("role", ROLES)
def test_public_pages_answer_everybody(world: World, role: str) -> None:
    for name, one in OWN.items():
        if name not in GUARDED:
            assert world.status(role, one) in ((404,) if one.pattern.converters else (200, 302)), name


@pytest.mark.parametrize("role", ROLES)
def test_objects_that_are_not_there_are_not_found(world: World, role: str) -> None:
    nowhere = {
        name: uuid.UUID(int=0) if isinstance(key, uuid.UUID) else 2**31 - 1
        for name, key in world.objects.items()
    }
    absent = replace(world, objects=nowhere)
    for name, one in GUARDED.items():
        if one.pattern.converters:
            assert absent.status(role, one) in (403, 404), name


def test_neighbour_agency_is_kept_out_of_what_is_not_its_own(world: World) -> None:
    stranger = client_of(factories.user("lang.gieng", factories.place("Cao Bằng").agencies[1]))
    outside = replace(world, clients={"stranger": stranger})
    for name, one in GUARDED.items():
        if one.pattern.converters and one.callback.permission != "accounts.see_organisations":
            assert outside.status("stranger", one) in (403, 404), name


def test_requires_marks_its_view_and_hands_over_the_object() -> None:
    seen: list[Any] = []

    @requires("accounts.see_organisations", find=lambda pk: f"number {pk}")
    def view(request: Any, thing: str) -> str:
        seen.append(thing)
        return "answer"

    class Someone:
        is_authenticated = True

        def has_perm(self, permission: str, thing: str) -> bool:
            return (permission, thing) == ("accounts.see_organisations", "number 7")

    request = type("Request", (), {"user": Someone()})()
    assert view(request, pk=7) == "answer"
    assert (view.permission, seen) == ("accounts.see_organisations", ["number 7"])
