"""Who may load, see and review documents: by role and by the branch of the organisation tree."""

from __future__ import annotations

import rules

from tinhxanh.apps.accounts.models import Membership, User
from tinhxanh.apps.accounts.rights import reaches
from tinhxanh.apps.registers.models import Document

KEEPERS = (Membership.Role.FOCAL,)
READERS = (*KEEPERS, Membership.Role.LEADER, Membership.Role.AUDITOR)


@rules.predicate
def keeps(user: User, document: Document | None = None) -> bool:
    """Focal officer of this document's branch where there is one. An administrator reads no content."""
    return reaches(user, document.organisation if document else None, *KEEPERS)


@rules.predicate
def reads(user: User, document: Document | None = None) -> bool:
    """Whoever keeps documents, and the leaders and auditors above them."""
    return reaches(user, document.organisation if document else None, *READERS)


@rules.predicate
def removes(user: User, document: Document | None = None) -> bool:
    """Whoever keeps the document, and who loaded it as long as that person still sees documents there."""
    if keeps(user, document):
        return True
    return document is not None and document.uploaded_by_id == user.pk and reads(user, document)


def register() -> None:
    """Make the permissions of this app known; called once, when Django is ready."""
    rules.add_perm("registers.see_documents", reads)
    rules.add_perm("registers.load_document", keeps)
    rules.add_perm("registers.remove_document", removes)
    rules.add_perm("registers.review_document", keeps)
    rules.add_perm("registers.confirm_document", keeps)
