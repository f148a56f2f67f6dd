"""`tinhxanh enrol`: an account and a role from the command line."""

from __future__ import annotations

import datetime as dt

import pytest
from click.testing import CliRunner, Result

import factories
from tinhxanh.apps.accounts.models import Membership, User
from tinhxanh.cli.people import ROLES, enrol
from tinhxanh.cli.serve import load

pytestmark = pytest.mark.django_db
WORD = "một mật khẩu dài 2026"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(enrol, ["lan.ht", "--name", "Hoàng Thị Lan", "--password", WORD, *arguments])


def test_person_may_sign_in_with_the_role_given() -> None:
    place = factories.place()
    result = run("--role", "leader", "--organisation", "ubnd tinh lang son")
    assert result.exit_code == 0, result.output
    user = User.objects.get(username="lan.ht")
    assert user.check_password(WORD)
    membership = user.memberships.get()
    assert (membership.role, membership.organisation) == ("leader", place.committee)


def test_command_knows_every_role() -> None:
    factories.place()
    assert set(ROLES) == set(Membership.Role.values)
    assert run("--role", "auditor", "--organisation", "ubnd tinh lang son").exit_code == 0
    assert User.objects.get().has_perm("reports.see_history")


def test_load_brings_the_database_to_the_moment_of_its_call(monkeypatch: pytest.MonkeyPatch) -> None:
    moments: list[dt.datetime] = []
    monkeypatch.setattr("tinhxanh.cli.installing.install", moments.append)
    result = CliRunner().invoke(load)
    assert result.exit_code == 0, result.output
    assert [type(one) for one in moments] == [dt.datetime]


def test_unknown_organisation_gets_one_sentence() -> None:
    result = run("--organisation", "Sở Không Có")
    assert result.exit_code == 1
    assert "Sở Không Có" in result.output
    assert not User.objects.exists()


def test_name_borne_by_two_organisations_is_not_guessed() -> None:
    factories.place("Lạng Sơn")
    factories.place("Bắc Giang")
    result = run("--organisation", "Sở Xây dựng")
    assert result.exit_code == 1
    assert "nhiều cơ quan" in result.output


def test_weak_password_is_refused() -> None:
    factories.place()
    arguments = ["x", "--name", "X", "--password", "123", "--organisation", "UBND tỉnh Lạng Sơn"]
    assert CliRunner().invoke(enrol, arguments).exit_code == 1
    assert not User.objects.exists()
