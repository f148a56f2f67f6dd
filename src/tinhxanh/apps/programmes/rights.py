"""Who sees which duties and who may act on them: by role and by branch of the organisation tree.

Focal officers, leaders and auditors above a programme see all of it; everybody else sees the duties in
which an agency of the own branch has a part. Officers act on that part; auditors only read.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import rules
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from tinhxanh.apps.accounts import rights as accounts
from tinhxanh.apps.accounts.models import Membership, User
from tinhxanh.apps.programmes.models import Duty, DutyAgency, Evidence, Programme

Role = Membership.Role


@dataclass(frozen=True, slots=True)
class Reach:
    """Branches of the tree as path prefixes.

    `whole` where all of a programme is seen, `own` where one's work is, `read` where the parts of agencies
    are seen (one's own work, and what one audits), `kept` where programmes are one's to keep.
    """

    whole: tuple[str, ...]
    own: tuple[str, ...]
    read: tuple[str, ...]
    kept: tuple[str, ...]

    def sees_all_of(self, programme: Programme) -> bool:
        """Whether every duty of the programme is seen, not only those of the own branch."""
        return programme.focal.path.startswith(self.whole)

    def parts(self) -> Q:
        """The condition that a part belongs to an agency of the own branch."""
        return within("organisation__path", self.own)

    def parts_read(self) -> Q:
        """The condition that a part belongs to an agency whose work is seen."""
        return within("organisation__path", self.read)

    def duties(self) -> Q:
        """The condition that a duty is seen."""
        mine = DutyAgency.objects.filter(self.parts_read(), duty=OuterRef("pk"))
        return within("programme__focal__path", self.whole) | Q(Exists(mine))

    def programmes(self) -> Q:
        """The condition that a programme is seen, whole or in part."""
        mine = DutyAgency.objects.filter(self.parts_read(), duty__programme=OuterRef("pk"))
        return within("focal__path", self.whole) | Q(Exists(mine))


def within(field: str, paths: tuple[str, ...]) -> Q:
    """The condition that the path in `field` lies in one of the branches."""
    condition = Q(pk__in=())
    for path in paths:
        condition |= Q(**{f"{field}__startswith": path})
    return condition


def reach(user: User, on: dt.date) -> Reach:
    """How far a person reaches on a day; found once for each person and day of a request."""
    kept: tuple[dt.date, Reach] | None = getattr(user, "_reach_in_programmes", None)
    if kept is None or kept[0] != on:
        kept = (on, _find_reach(user, on))
        user._reach_in_programmes = kept
    return kept[1]


def _find_reach(user: User, on: dt.date) -> Reach:
    """Three queries at most: the scopes of all roles are found together."""
    focal, officer, leader, auditor = (
        set(accounts.scope_paths(user, on, role))
        for role in (Role.FOCAL, Role.OFFICER, Role.LEADER, Role.AUDITOR)
    )
    own = officer | set(filter(_is_below_the_top, focal))
    return Reach(
        whole=tuple(sorted(focal | leader | auditor)),
        own=tuple(sorted(own)),
        read=tuple(sorted(own | auditor)),
        kept=tuple(sorted(focal)),
    )


def _is_below_the_top(path: str) -> bool:
    """A focal officer reports for the own department, never for every agency of the province."""
    return path.strip("/").count("/") > 0


def visible_duties(user: User, on: dt.date) -> QuerySet[Duty]:
    """The duties that a person sees on a day."""
    return Duty.objects.filter(reach(user, on).duties())


def visible_programmes(user: User, on: dt.date) -> QuerySet[Programme]:
    """The programmes that a person sees on a day, whole or in part."""
    return Programme.objects.filter(reach(user, on).programmes())


def own_parts(user: User, on: dt.date) -> QuerySet[DutyAgency]:
    """The parts in duties that a person's own agencies have."""
    return DutyAgency.objects.filter(reach(user, on).parts())


@rules.predicate
def sees_programmes(user: User, programme: Programme | None = None) -> bool:
    """Holds a role that concerns programmes; sees this one at least in part."""
    held = reach(user, timezone.localdate())
    if programme is None:
        return bool(held.whole or held.read)
    return (
        held.sees_all_of(programme)
        or visible_programmes(user, timezone.localdate()).filter(pk=programme.pk).exists()
    )


@rules.predicate
def keeps_programme(user: User, programme: Programme | None = None) -> bool:
    """Is focal officer of the programme."""
    kept = reach(user, timezone.localdate()).kept
    return bool(kept) if programme is None else programme.focal.path.startswith(kept)


@rules.predicate
def sees_duty(user: User, duty: Duty | None = None) -> bool:
    """Sees the whole programme of the duty, or has a part in it."""
    if duty is None:
        return sees_programmes(user)
    return visible_duties(user, timezone.localdate()).filter(pk=duty.pk).exists()


@rules.predicate
def keeps_part(user: User, part: DutyAgency | None = None) -> bool:
    """Is focal officer of the programme that the part belongs to."""
    return keeps_programme(user, part.duty.programme if part else None)


@rules.predicate
def has_own_duties(user: User, part: DutyAgency | None = None) -> bool:
    """Works for an agency; for the one of this part where there is one."""
    own = reach(user, timezone.localdate()).own
    if part is None:
        return bool(own)
    return part.organisation is not None and part.organisation.path.startswith(own)


@rules.predicate
def sees_evidence(user: User, evidence: Evidence | None = None) -> bool:
    """Sees the duty that the evidence was handed in for."""
    return sees_duty(user, evidence.report.duty if evidence else None)


def register() -> None:
    """Make the permissions of this app known; called once, when Django is ready."""
    rules.add_perm("programmes.see_programmes", sees_programmes)
    rules.add_perm("programmes.see_programme", sees_programmes)
    rules.add_perm("programmes.change_programme", keeps_programme)
    rules.add_perm("programmes.see_duty", sees_duty)
    rules.add_perm("programmes.match_agency", keeps_part)
    rules.add_perm("programmes.see_my_duties", has_own_duties)
    rules.add_perm("programmes.accept_duty", has_own_duties)
    rules.add_perm("programmes.report_duty", has_own_duties)
    rules.add_perm("programmes.see_evidence", sees_evidence)
