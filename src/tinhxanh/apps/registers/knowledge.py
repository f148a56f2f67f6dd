"""What this installation knows beside a document: its directory, its instruments, published ranks.

The directory is that of the document's province; every body in it bears the days on which it existed.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db.models import Q

from tinhxanh.apps.accounts import queries
from tinhxanh.apps.accounts.models import Organisation, OrganisationAlias, Succession
from tinhxanh.apps.registers import agencies, corrections
from tinhxanh.apps.registers.models import Document, Instrument
from tinhxanh.apps.registers.queries import HEAVY
from tinhxanh.core.plan.judging import Knowledge
from tinhxanh.core.plan.naming.register import Agency, AgencyNames, Replaced
from tinhxanh.exchange import knowledge


def of(document: Document) -> Knowledge:
    """What is known for a document whose day and province are set; a handful of queries."""
    root = agencies.province_root(document)
    return Knowledge(register(root), replaced(root), knowledge.published())


def register(root: Organisation) -> AgencyNames:
    """The directory below a provincial committee, with aliases, days and successors; three queries."""
    bodies = list(queries.subtree(root))
    aliases: dict[int, list[str]] = defaultdict(list)
    for organisation, alias in OrganisationAlias.objects.filter(organisation__in=bodies).values_list(
        "organisation", "name"
    ):
        aliases[organisation].append(alias)
    heirs: dict[int, list[str]] = defaultdict(list)
    for before, after in Succession.objects.filter(predecessor__in=bodies).values_list(
        "predecessor", "successor__name"
    ):
        heirs[before].append(after)
    return AgencyNames(
        Agency(one.name, tuple(aliases[one.pk]), one.valid_from, one.valid_to, tuple(heirs[one.pk]), one.slug)
        for one in bodies
    )


def replaced(root: Organisation) -> dict[str, Replaced]:
    """Instruments that a later one replaced: by the register, and by what the province's documents say."""
    known = Instrument.objects.exclude(number="").exclude(replaced_by=None).select_related("replaced_by")
    by_register = {
        one.number: Replaced(str(one.replaced_by), one.replaced_by.date, one.is_verified) for one in known
    }
    return _said(root) | by_register


def _said(root: Organisation) -> dict[str, Replaced]:
    of_province = Q(organisation__path__startswith=root.path) | Q(organisation=root)
    named = Document.objects.filter(of_province, facts__relations__contains=[{"type": "replaces"}])
    rows = list(corrections.told(named).defer(*HEAVY, "notes"))
    said = corrections.said(rows) if rows else {}
    found = {}
    for one in rows:
        for relation in said[one.pk].relations:
            by = _name(one.kind, one.number, relation)
            if relation["type"] == "replaces" and by:
                found[relation["to"]] = Replaced(by, one.date if relation.get("from") is None else None)
    return found


def _name(kind: str, number: str, relation: dict[str, Any]) -> str:
    """The instrument that replaces: the document itself, or the one that it names."""
    return relation.get("from") or (f"{kind} {number}".strip() if number else "")
