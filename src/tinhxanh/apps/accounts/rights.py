"""Roles and how far they reach: a membership holds for its organisation, all below, and all it succeeded."""

from __future__ import annotations

import datetime as dt

import rules
from django.db.models import QuerySet
from django.utils import timezone

from tinhxanh.apps.accounts import queries
from tinhxanh.apps.accounts.models import Membership, Organisation, User

Role = Membership.Role


def memberships(user: User, on: dt.date, *roles: str) -> QuerySet[Membership]:
    """What a person holds on a day; only `roles` where given."""
    if not user.is_authenticated or not user.is_active:
        return Membership.objects.none()
    held = Membership.objects.filter(queries.valid_on(on), user=user).select_related("organisation")
    return held.filter(role__in=roles) if roles else held


def scope_paths(user: User, on: dt.date, *roles: str) -> tuple[str, ...]:
    """The branches of the tree, as path prefixes, in which a person acts on a day.

    An office that took over another's duties acts for it: the branches of its predecessors are in.
    Found once for each person and day of a request: a page asks for many rights.
    """
    scopes = _scopes(user, on)
    return tuple(sorted({path for role in roles or scopes for path in scopes.get(role, ())}))


def held(user: User, on: dt.date) -> list[Membership]:
    """All that a person holds on a day, the oldest first; read once for each person and day of a request."""
    kept: tuple[dt.date, list[Membership]] | None = getattr(user, "_held", None)
    if kept is None or kept[0] != on:
        kept = (on, list(memberships(user, on).order_by("pk")))
        user._held = kept
    return kept[1]


def _scopes(user: User, on: dt.date) -> dict[str, set[str]]:
    kept: tuple[dt.date, dict[str, set[str]]] | None = getattr(user, "_scopes_of_roles", None)
    if kept is None or kept[0] != on:
        kept = (on, _find_scopes(held(user, on)))
        user._scopes_of_roles = kept
    return kept[1]


def _find_scopes(roles: list[Membership]) -> dict[str, set[str]]:
    """By role the path prefixes: one query for each membership, one for the predecessors where there are."""
    before = {one.organisation_id: queries.lineage([one.organisation]) for one in roles}
    paths = {one.organisation_id: one.organisation.path for one in roles}
    others = set().union(*before.values()) - set(paths) if before else set()
    if others:
        paths |= dict(Organisation.objects.filter(pk__in=others).values_list("pk", "path"))
    scopes: dict[str, set[str]] = {}
    for one in roles:
        scopes.setdefault(one.role, set()).update(paths[pk] for pk in before[one.organisation_id])
    return scopes


def reaches(user: User, organisation: Organisation | None, *roles: str) -> bool:
    """Whether a person holds one of `roles` today over `organisation`, or anywhere where it is None."""
    paths = scope_paths(user, timezone.localdate(), *roles)
    return bool(paths) if organisation is None else organisation.path.startswith(paths)


@rules.predicate
def is_member(user: User, organisation: Organisation | None = None) -> bool:
    """Holds any role, over the organisation where there is one."""
    return reaches(user, organisation)


@rules.predicate
def is_focal(user: User, organisation: Organisation | None = None) -> bool:
    """Keeps the programmes of the organisation."""
    return reaches(user, organisation, Role.FOCAL)


@rules.predicate
def is_officer_of(user: User, organisation: Organisation | None = None) -> bool:
    """Works on the duties of the organisation."""
    return reaches(user, organisation, Role.OFFICER)


@rules.predicate
def is_leader_of(user: User, organisation: Organisation | None = None) -> bool:
    """Leads the organisation."""
    return reaches(user, organisation, Role.LEADER)


@rules.predicate
def is_auditor_of(user: User, organisation: Organisation | None = None) -> bool:
    """Reads the history of the organisation and changes nothing."""
    return reaches(user, organisation, Role.AUDITOR)


@rules.predicate
def is_administrator(user: User, organisation: Organisation | None = None) -> bool:
    """Keeps the directory of the organisation."""
    return reaches(user, organisation, Role.ADMINISTRATOR)


@rules.predicate
def keeps_a_province(user: User, _nothing: object = None) -> bool:
    """Is administrator of a whole province, not only of a branch: may bring in another province."""
    held = memberships(user, timezone.localdate(), Role.ADMINISTRATOR)
    return held.filter(organisation__parent__isnull=True).exists()


def register() -> None:
    """Make the permissions of this app known; called once, when Django is ready."""
    rules.add_perm("accounts.see_organisations", is_member)
    rules.add_perm("accounts.change_organisation", is_administrator)
    rules.add_perm("accounts.add_province", keeps_a_province)
