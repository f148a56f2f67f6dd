"""Acts on the organisation tree: names end and begin, paths follow, history stays."""

from __future__ import annotations

import datetime as dt

import pytest

import factories
from tinhxanh.apps.accounts import organisations, queries
from tinhxanh.apps.accounts.models import Organisation, OrganisationEvent, Succession, User
from tinhxanh.apps.accounts.organisations import NotPossible

pytestmark = pytest.mark.django_db

DAY = dt.date(2026, 5, 1)
EVE = dt.date(2026, 4, 30)


@pytest.fixture
def by() -> User:
    return factories.user("ha")


def test_create_gives_path_keys_and_history(by: User) -> None:
    root = factories.organisation("UBND tỉnh", kind="committee")
    made = organisations.create(name="  Sở  Ngoại vụ ", kind="department", parent=root, by=by, valid_from=DAY)
    assert (made.name, made.folded, made.path) == ("Sở Ngoại vụ", "so ngoai vu", f"{root.path}{made.pk}/")
    event = OrganisationEvent.objects.filter(pgh_obj=made).earliest("pgh_id")
    assert event.pgh_context.metadata == {"user": by.pk, "why": "Thêm cơ quan “  Sở  Ngoại vụ ”"}


def test_create_of_the_same_name_twice_gives_two_slugs(by: User) -> None:
    slugs = {organisations.create(name="Sở A", kind="other", parent=None, by=by).slug for _ in range(3)}
    assert len(slugs) == 3


def test_rename_ends_one_row_and_begins_another(by: User) -> None:
    old = factories.organisation("Sở Tài nguyên và Môi trường")
    new = organisations.rename(organisation=old, name="Sở Môi trường", on=DAY, by=by, source="QĐ 1/QĐ-UBND")
    old.refresh_from_db()
    assert (old.name, old.valid_to) == ("Sở Tài nguyên và Môi trường", EVE)
    assert (new.name, new.valid_from) == ("Sở Môi trường", DAY)
    assert Succession.objects.get().source == "QĐ 1/QĐ-UBND"


def test_rename_moves_the_branch_below(by: User) -> None:
    root = factories.organisation("UBND tỉnh", kind="committee")
    old = factories.organisation("Sở A", root)
    room = factories.organisation("Phòng B", old, "unit")
    desk = factories.organisation("Tổ C", room, "unit")
    new = organisations.rename(organisation=old, name="Sở D", on=DAY, by=by)
    room.refresh_from_db()
    desk.refresh_from_db()
    assert room.parent == new
    assert desk.path == f"{room.path}{desk.pk}/" == f"{new.path}{room.pk}/{desk.pk}/"


@pytest.mark.parametrize("name", ["Sở A", " Sở  A "])
def test_rename_to_the_same_name_is_refused(by: User, name: str) -> None:
    with pytest.raises(NotPossible, match="trùng"):
        organisations.rename(organisation=factories.organisation("Sở A"), name=name, on=DAY, by=by)


def test_rename_of_what_has_ended_is_refused(by: User) -> None:
    old = factories.organisation("Sở A")
    organisations.rename(organisation=old, name="Sở B", on=DAY, by=by)
    with pytest.raises(NotPossible, match="hết hiệu lực"):
        organisations.rename(organisation=old, name="Sở C", on=DAY, by=by)


def test_rename_before_the_name_began_is_refused(by: User) -> None:
    new = organisations.create(name="Sở A", kind="department", parent=None, by=by, valid_from=DAY)
    with pytest.raises(NotPossible, match="Ngày thay đổi"):
        organisations.rename(organisation=new, name="Sở B", on=EVE, by=by)


def test_rename_to_nothing_is_refused_and_leaves_the_row(by: User) -> None:
    old = factories.organisation("Sở A")
    with pytest.raises(NotPossible, match="ghi tên"):
        organisations.rename(organisation=old, name=" – ", on=DAY, by=by)
    assert Organisation.objects.get().valid_to is None


def test_merge_joins_several_into_one(by: User) -> None:
    one, other, into = (factories.organisation(name) for name in ("Sở A", "Sở B", "Sở C"))
    organisations.merge(predecessors=[one, other, into], into=into, on=DAY, by=by, subject="giảm nghèo")
    assert {row.predecessor for row in Succession.objects.all()} == {one, other}
    assert Organisation.objects.get(pk=into.pk).valid_to is None
    assert queries.lineage([into]) == {one.pk, other.pk, into.pk}
    assert queries.as_of(Organisation.objects.get(pk=one.pk), DAY) == [into]
    assert queries.name_on(Organisation.objects.get(pk=one.pk), EVE) == "Sở A"


def test_alias_is_added_once_and_taken_back(by: User) -> None:
    office = factories.organisation("Sở A")
    alias = organisations.add_alias(organisation=office, name="Sở  Á", by=by)
    assert organisations.add_alias(organisation=office, name="SỞ Á", by=by) == alias
    organisations.drop_alias(alias=alias, by=by)
    assert not office.aliases.exists()


def test_confirm_needs_a_basis(by: User) -> None:
    office = factories.organisation("Sở A")
    with pytest.raises(NotPossible, match="căn cứ"):
        organisations.confirm(organisation=office, by=by, source=" ")
    assert organisations.confirm(organisation=office, by=by, source="QĐ 2/QĐ-UBND").is_verified
