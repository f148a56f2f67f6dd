"""Roles reach their organisation, what lies below, and what it succeeded; on their days only."""

from __future__ import annotations

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser

import factories
from tinhxanh.apps.accounts import loading, organisations, people, rights
from tinhxanh.apps.accounts.models import Membership, User

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 20)


def test_scope_is_the_branch_of_the_membership() -> None:
    place = factories.place()
    officer = factories.user("an", place.agencies[1])
    assert rights.scope_paths(officer, TODAY) == (place.agencies[1].path,)
    assert rights.is_officer_of(officer, place.agencies[1])
    assert not rights.is_officer_of(officer, place.agencies[2])
    assert not rights.is_officer_of(officer, place.committee)
    assert not rights.is_focal(officer, place.agencies[1])


def test_leader_of_the_province_reaches_every_agency() -> None:
    place = factories.place()
    leader = factories.user("binh", place.committee, "leader")
    assert all(rights.is_leader_of(leader, agency) for agency in place.agencies)


def test_successor_acts_for_what_it_took_over() -> None:
    place = factories.place()
    officer = factories.user("an", place.agencies[0])
    organisations.merge(
        predecessors=[place.agencies[1]], into=place.agencies[0], on=dt.date(2025, 3, 1), by=officer
    )
    assert rights.is_officer_of(officer, place.agencies[1])


def test_membership_outside_its_days_gives_nothing() -> None:
    place = factories.place()
    officer = factories.user("an", place.agencies[0])
    Membership.objects.update(valid_to=dt.date(2026, 11, 19))
    assert rights.scope_paths(officer, TODAY) == ()
    assert rights.scope_paths(officer, dt.date(2026, 11, 19)) == (place.agencies[0].path,)


def test_nobody_and_the_disabled_reach_nothing() -> None:
    place = factories.place()
    officer = factories.user("an", place.agencies[0], is_active=False)
    assert not rights.is_member(officer)
    assert not rights.is_member(AnonymousUser())


def test_permissions_follow_roles() -> None:
    place = factories.place()
    keeper = factories.user("ha", place.committee, "administrator")
    officer = factories.user("an", place.agencies[1])
    assert keeper.has_perm("accounts.change_organisation", place.agencies[1])
    assert not officer.has_perm("accounts.change_organisation", place.agencies[1])
    assert officer.has_perm("accounts.see_organisations")


def test_demo_accounts_are_one_of_each_role_and_made_once() -> None:
    at = dt.datetime(2026, 11, 20, tzinfo=dt.UTC)
    root = loading.load_province("Lạng Sơn", TODAY)
    accounts = people.ensure_demo(root=root, at=at, password="mot-hai-ba-bon")
    assert people.ensure_demo(root=root, at=at, password="khac-han-roi") == accounts
    assert set(Membership.objects.values_list("role", flat=True)) == set(Membership.Role.values)
    assert all(user.check_password("mot-hai-ba-bon") for user in User.objects.all())
    officer = User.objects.get(username="canbo")
    assert officer.memberships.get().organisation.name == "Sở Công Thương"
