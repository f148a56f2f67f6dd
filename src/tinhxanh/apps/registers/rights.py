"""Who may load, see and review documents: by role and by the branch of the organisation tree."""

from __future__ import annotations

import rules
from django.db.models import Q
from django.utils import timezone

from tinhxanh.apps.accounts.models import Membership, Organisation, User
from tinhxanh.apps.registers.models import Document

KEEPERS = (Membership.Role.FOCAL, Membership.Role.ADMINISTRATOR)
READERS = (*KEEPERS, Membership.Role.LEADER)


def branches(user: User, roles: tuple[str, ...]) -> list[Organisation]:
    """The organisations at whose head a person holds one of `roles` today."""
    if not user.is_authenticated or not user.is_active:
        return []
    today = timezone.localdate()
    held = Membership.objects.filter(user=user, role__in=roles, valid_from__lte=today).filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=today)
    )
    return list(Organisation.objects.filter(pk__in=held.values("organisation")).order_by("path", "pk"))


def _holds(user: User, roles: tuple[str, ...], document: Document | None) -> bool:
    held = branches(user, roles)
    if document is None:
        return bool(held)
    return any(document.organisation.path.startswith(branch.path) for branch in held)


@rules.predicate
def keeps(user: User, document: Document | None = None) -> bool:
    """Focal officer or administrator, of this document's branch where there is one."""
    return _holds(user, KEEPERS, document)


@rules.predicate
def reads(user: User, document: Document | None = None) -> bool:
    """Whoever keeps documents, and the leaders above them."""
    return _holds(user, READERS, document)


def register() -> None:
    """Make the permissions of this app known; called once, when Django is ready."""
    rules.add_perm("registers.see_documents", reads)
    rules.add_perm("registers.load_document", keeps)
    rules.add_perm("registers.review_document", keeps)
    rules.add_perm("registers.confirm_document", keeps)
