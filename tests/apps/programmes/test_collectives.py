"""“UBND các xã, phường” is one row as printed and a part of its own for every commune."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from django.test import Client

import factories
import sample_plan
from factories import NOW, Place
from tinhxanh.apps.accounts.models import Organisation, User
from tinhxanh.apps.programmes import casting, duties, queries, revising, rights
from tinhxanh.apps.programmes.models import Duty, DutyAgency, Programme
from tinhxanh.apps.registers import agencies
from tinhxanh.apps.registers.models import Document
from tinhxanh.core.duties.calendar import Calendar

COMMUNES = "UBND các xã, phường"


@pytest.fixture(autouse=True)
def _files(settings: object, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def place(db: None) -> Place:
    return factories.place()


@pytest.fixture
def communes(place: Place) -> list[Organisation]:
    names = ("UBND xã Cao Lộc", "UBND xã Hữu Lũng", "UBND phường Kỳ Lừa")
    return [factories.organisation(name, place.committee, "commune") for name in names]


@pytest.fixture
def programme(place: Place, communes: list[Organisation]) -> Programme:
    return factories.programme(place, factories.user("lap.ke.hoach", place.committee, "focal"), 1)


def give(programme: Programme, lead: list[str], coordinate: list[str]) -> Duty:
    """The programme's duty, given anew to these names."""
    duty = programme.duties.get()
    duty.agencies.all().delete()
    value = {"lead": lead, "coordinate": coordinate}
    known = agencies.look_up([*lead, *coordinate], duty.document)
    parts = casting.agencies_of(duty, value, known)
    DutyAgency.objects.bulk_create(parts)
    DutyAgency.objects.bulk_create(casting.members_of(parts, known))
    return duty


def member(duty: Duty, organisation: Organisation) -> DutyAgency:
    return duty.agencies.get(organisation=organisation)


def officer(organisation: Organisation) -> User:
    return factories.user(f"can.bo.{organisation.pk}", organisation, "officer")


def as_listed(duty: Duty) -> queries.Line:
    read = Duty.objects.prefetch_related(queries.parts()).get(pk=duty.pk)
    return queries.line(read, queries.clock([read.programme], NOW.date(), Calendar()))


def test_every_commune_has_a_part_of_its_own(programme: Programme, communes: list[Organisation]) -> None:
    duty = give(programme, [COMMUNES], [])
    for commune in communes:
        assert rights.own_parts(officer(commune), NOW.date()).get().duty == duty


def test_whom_the_duty_names_itself_is_no_member(programme: Programme, communes: list[Organisation]) -> None:
    duty = give(programme, [communes[0].name], [COMMUNES])
    assert member(duty, communes[0]).role == "lead"
    assert duty.agencies.filter(collective__isnull=False).count() == 2


def test_a_collective_is_listed_once_with_its_count(
    programme: Programme, communes: list[Organisation]
) -> None:
    duty = give(programme, [COMMUNES], [])
    part = member(duty, communes[0])
    duties.report(part=part, by=officer(communes[0]), at=NOW, words="Đã dọn hai điểm rác.", percent=100)
    (lead,) = as_listed(duty).lead
    assert (lead.name, lead.n_answered, lead.n_members) == (COMMUNES, 1, 3)


def test_co_ordinating_members_are_counted_one_by_one(
    programme: Programme, place: Place, communes: list[Organisation]
) -> None:
    duty = give(programme, [place.agencies[0].name], [COMMUNES])
    part = member(duty, communes[1])
    duties.report(part=part, by=officer(communes[1]), at=NOW, words="Đã cung cấp số liệu.", percent=50)
    line = as_listed(duty)
    assert (line.answered, line.asked) == (1, 3)


def test_many_leads_complete_a_duty_together(programme: Programme, communes: list[Organisation]) -> None:
    duty = give(programme, [COMMUNES], [])
    for n, commune in enumerate(communes):
        at = NOW + dt.timedelta(days=n)
        part = member(duty, commune)
        duties.report(part=part, by=officer(commune), at=at, words="Đã làm xong.", percent=100)
        duty.refresh_from_db()
        assert duty.percent == (33, 66, 100)[n]
        assert (duty.said_done_on is not None) == (n == 2)
    assert duty.said_done_on == (NOW + dt.timedelta(days=2)).date()
    assert duty.completed_on is None, "the focal officer has not looked"


def test_a_collective_does_not_count_as_an_unmatched_name(
    programme: Programme, communes: list[Organisation]
) -> None:
    give(programme, [COMMUNES], ["các cơ quan liên quan"])
    assert queries.unmatched(programme) == 0


def test_an_officer_of_a_commune_sees_and_reports_it_on_the_page(
    client: Client, programme: Programme, communes: list[Organisation]
) -> None:
    duty = give(programme, [COMMUNES], [])
    client.force_login(officer(communes[2]), backend="django.contrib.auth.backends.ModelBackend")
    assert duty.code in client.get("/viec-cua-toi/").content.decode()
    answer = client.post(
        f"/viec-cua-toi/{member(duty, communes[2]).pk}/bao-cao/", {"words": "Đã dọn xong.", "percent": "30"}
    )
    assert answer.status_code == 302
    assert duty.reports.get().organisation == communes[2]


def test_a_new_version_keeps_members_that_stay(place: Place, communes: list[Organisation], db: None) -> None:
    keeper = factories.user("dau.moi", place.committee, "focal")
    document: Document = sample_plan.read(place.committee, keeper)
    known = agencies.look_up([COMMUNES], document)
    duty = factories.programme(place, keeper, 1).duties.get()
    duty.agencies.all().delete()
    fact = document.read_facts.filter(kind="task").first()
    fact.value = {**fact.value, "lead": [COMMUNES], "coordinate": []}
    revising._renew_agencies(duty, fact, known)
    first = set(duty.agencies.values_list("pk", flat=True))
    revising._renew_agencies(duty, fact, known)
    assert set(duty.agencies.values_list("pk", flat=True)) == first
    assert len(first) == 4
