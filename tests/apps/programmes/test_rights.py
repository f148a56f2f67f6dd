"""No query returns a duty outside the scope."""

from __future__ import annotations

import random

import pytest

import factories
from tinhxanh.apps.programmes import rights
from tinhxanh.apps.programmes.models import Duty, DutyAgency

pytestmark = pytest.mark.django_db

ON = factories.NOW.date()


@pytest.fixture
def place() -> factories.Place:
    place = factories.place()
    factories.programme(place, factories.user("dau.moi", place.focal, "focal"), 20)
    return place


def seen(user: factories.User) -> set[int]:
    return set(rights.visible_duties(user, ON).values_list("position", flat=True))


def test_focal_officer_sees_all(place: factories.Place) -> None:
    assert len(seen(factories.User.objects.get(username="dau.moi"))) == 20


def test_leader_of_the_province_sees_all(place: factories.Place) -> None:
    assert len(seen(factories.user("pct", place.committee, "leader"))) == 20


def test_officer_sees_what_the_own_agency_leads_or_co_ordinates(place: factories.Place) -> None:
    officer = factories.user("lan", place.agencies[1])
    assert seen(officer) == {n for n in range(1, 21) if n % 5 in {1, 2}}


def test_officer_sees_the_duties_of_units_below(place: factories.Place) -> None:
    unit = factories.organisation("Phòng Quản lý công nghiệp", place.agencies[4], "unit")
    duty = Duty.objects.get(position=1)
    DutyAgency.objects.create(duty=duty, role="coordinate", name=unit.name, organisation=unit)
    assert 1 in seen(factories.user("lan", place.agencies[4]))
    assert seen(factories.user("phong", unit)) == {1}


def test_leader_of_a_department_sees_only_its_branch(place: factories.Place) -> None:
    assert seen(factories.user("giam.doc", place.agencies[1], "leader")) == set()


def test_auditor_reads_the_branch_and_acts_on_nothing(place: factories.Place) -> None:
    of_agency = factories.user("kiem.tra", place.agencies[1], "auditor")
    of_province = factories.user("kiem.tra.tinh", place.committee, "auditor")
    assert seen(of_agency) == {n for n in range(1, 21) if n % 5 in {1, 2}}
    assert len(seen(of_province)) == 20
    part = DutyAgency.objects.get(duty__position=2, role="lead")
    acts = ("report_duty", "accept_duty", "match_agency")
    for person in (of_agency, of_province):
        assert not any(person.has_perm(f"programmes.{act}", part) for act in acts)
    assert not rights.own_parts(of_province, ON).exists()


def test_other_province_is_never_seen(place: factories.Place) -> None:
    other = factories.place("Bắc Giang")
    factories.programme(other, factories.user("khac", other.focal, "focal"), 5)
    assert len(seen(factories.User.objects.get(username="dau.moi"))) == 20
    assert len(seen(factories.user("pct", place.committee, "leader"))) == 20


def test_administrator_and_stranger_see_no_content(place: factories.Place) -> None:
    assert seen(factories.user("quan.tri", place.committee, "administrator")) == set()
    assert seen(factories.user("la")) == set()


def test_membership_that_ended_reaches_nothing(place: factories.Place) -> None:
    officer = factories.user("cu", place.agencies[1])
    officer.memberships.update(valid_to=ON.replace(day=1))
    assert seen(officer) == set()


@pytest.mark.parametrize("seed", range(5))
def test_random_officer_sees_exactly_the_duties_of_the_branch(place: factories.Place, seed: int) -> None:
    chance = random.Random(seed)
    units = [factories.organisation(f"Phòng {n}", chance.choice(place.agencies), "unit") for n in range(4)]
    homes = [*place.agencies, *units]
    for part in DutyAgency.objects.all():
        part.organisation = chance.choice([*homes, None])
        part.save()
    home = chance.choice(homes)
    officer = factories.user("ai", home)

    expected = {
        part.duty.position
        for part in DutyAgency.objects.select_related("duty", "organisation")
        if part.organisation and part.organisation.path.startswith(home.path)
    }
    assert seen(officer) == expected


def test_only_the_own_agency_acts_on_a_part(place: factories.Place) -> None:
    part = DutyAgency.objects.get(duty__position=2, role="lead")
    assert factories.user("lan", place.agencies[1]).has_perm("programmes.report_duty", part)
    assert not factories.user("minh", place.agencies[2]).has_perm("programmes.report_duty", part)
    assert not factories.user("pct", place.committee, "leader").has_perm("programmes.report_duty", part)
    assert not factories.User.objects.get(username="dau.moi").has_perm("programmes.report_duty", part)


def test_nobody_acts_on_a_part_that_is_not_matched(place: factories.Place) -> None:
    part = DutyAgency.objects.get(duty__position=2, role="lead")
    part.organisation = None
    assert not factories.user("lan", place.agencies[1]).has_perm("programmes.report_duty", part)


def test_only_the_focal_officer_matches_names(place: factories.Place) -> None:
    part = DutyAgency.objects.get(duty__position=2, role="lead")
    assert factories.User.objects.get(username="dau.moi").has_perm("programmes.match_agency", part)
    assert not factories.user("lan", place.agencies[1]).has_perm("programmes.match_agency", part)
