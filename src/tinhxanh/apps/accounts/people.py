"""People who sign in, and what they may do where."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pghistory
from django.db import transaction

from tinhxanh.apps.accounts.models import Membership, Organisation, User

Role = Membership.Role


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """A demo account as it is told to whoever tries the platform."""

    role: str
    username: str
    full_name: str
    position: str
    organisation: str


# One of each role; the names are invented. Slugs end with the agency's key in the standard set.
DEMO = (
    (Role.FOCAL, "daumoi", "Nguyễn Minh Đức", "Chuyên viên đầu mối", "so-nong-nghiep-va-moi-truong"),
    (Role.OFFICER, "canbo", "Hoàng Thị Lan", "Chuyên viên", "so-cong-thuong"),
    (Role.LEADER, "lanhdao", "Trần Quốc Bình", "Phó Chủ tịch", ""),
    (Role.AUDITOR, "kiemtra", "Phạm Văn Hải", "Chuyên viên kiểm tra", ""),
    (Role.ADMINISTRATOR, "quantri", "Lê Thu Hà", "Quản trị hệ thống", ""),
)


@transaction.atomic
def grant(
    *, user: User, organisation: Organisation, role: str, since: dt.date, by: User | None = None
) -> Membership:
    """Give a person a role in an organisation and all below it, from a day on."""
    with pghistory.context(user=by.pk if by else None, why="Giao vai trò"):
        membership, _ = Membership.objects.get_or_create(
            user=user, organisation=organisation, role=role, valid_to=None, defaults={"valid_from": since}
        )
    return membership


@transaction.atomic
def enrol(
    *, username: str, full_name: str, position: str, organisation: Organisation, since: dt.date,
    role: str = Role.OFFICER, by: User | None = None,
) -> User:  # fmt: skip
    """A person with one role, without a password: nobody can sign in as them until one is set.

    The same user name again gives the person who is there.
    """
    user, is_new = User.objects.get_or_create(
        username=username, defaults={"full_name": full_name, "position": position}
    )
    if is_new:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    grant(user=user, organisation=organisation, role=role, since=since, by=by)
    return user


@transaction.atomic
def ensure_demo(*, root: Organisation, at: dt.datetime, password: str) -> list[DemoAccount]:
    """Make sure one account of each role is there below `root`; a second call changes nothing.

    The caller alone decides on `password`: the demo command passes a known one, nobody else calls this.
    The focal officer's scope is the whole province, since a programme belongs to its committee.
    """
    return [_ensure(root, at, password, *row) for row in DEMO]


def _ensure(
    root: Organisation, at: dt.datetime, password: str,
    role: str, username: str, full_name: str, position: str, key: str,
) -> DemoAccount:  # fmt: skip
    office = root.children.filter(slug__endswith=f"-{key}").first() if key else None
    user, is_new = User.objects.get_or_create(
        username=username,
        defaults={"full_name": full_name, "position": position, "email": f"{username}@tinhxanh.example"},
    )
    if is_new:
        user.set_password(password)
        user.save(update_fields=["password"])
    place = office if role == Role.OFFICER and office else root
    grant(user=user, organisation=place, role=role, since=dt.date(at.year, 1, 1))
    return DemoAccount(Role(role).label, username, full_name, position, (office or root).name)
