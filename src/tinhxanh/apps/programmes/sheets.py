"""The documents around a programme as a person sees them, without their texts; what each gives and gets back.

A document is in sight where it is the programme's own, or one may read it, or it made a programme that
one sees. Of all others only what is cited of them is known.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from tinhxanh.apps.accounts.models import User
from tinhxanh.apps.accounts.rights import scope_paths
from tinhxanh.apps.programmes import rights
from tinhxanh.apps.programmes.models import Programme, ProgrammeDocument, ReportDuty
from tinhxanh.apps.registers import corrections
from tinhxanh.apps.registers.corrections import Said
from tinhxanh.apps.registers.models import Document, ReadFact
from tinhxanh.apps.registers.queries import HEAVY
from tinhxanh.apps.registers.rights import READERS

_READ = (Document.State.READ, Document.State.CONFIRMED)


@dataclass(frozen=True, slots=True)
class Figures:
    """What a document gives: duties, those of them that were reported on, and reports that it asks for."""

    duties: int = 0
    reported: int = 0
    reports: int = 0


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document in sight. `programme` is the one made from it, where the person sees that.

    `said` are its references and relations as corrected in the review.
    """

    document: Document
    may_read: bool
    part: str
    programme: Programme | None
    figures: Figures
    said: Said


def in_sight(user: User, programme: Programme, on: dt.date, others: Iterable[int]) -> list[Sheet]:
    """The documents of the province in sight of a person, oldest first; seven queries beside the rights.

    `others` are the keys of programmes that carry this one out, seen where the person sees them.
    """
    paths = scope_paths(user, on, *READERS)
    seen = rights.visible_programmes(user, on)
    found = list(_documents(programme, paths, seen, list(others)))
    parts = {
        part.document_id: part
        for part in ProgrammeDocument.objects.filter(document__in=found).select_related("programme__focal")
    }
    visible = set(
        seen.filter(pk__in={part.programme_id for part in parts.values()}).values_list("pk", flat=True)
    )
    figures = _figures(user, on, found)
    said = corrections.said(found)
    return [
        Sheet(
            document=one,
            may_read=one.organisation.path.startswith(paths),
            part=_part(parts.get(one.pk), programme),
            programme=_programme(parts.get(one.pk), visible),
            figures=figures.get(one.pk, Figures()),
            said=said[one.pk],
        )
        for one in found
    ]


def _documents(
    programme: Programme, paths: tuple[str, ...], seen: QuerySet[Programme], others: list[int]
) -> QuerySet[Document]:
    """Those of the programme's province, each with `references` and `relations` in place of its facts."""
    root = f"/{programme.organisation.path.strip('/').split('/')[0]}/"
    readable = rights.within("organisation__path", paths) & Q(organisation__path__startswith=root)
    held = ProgrammeDocument.objects.filter(programme__in=seen.filter(pk__in=[programme.pk, *others]))
    documents = Document.objects.filter(Q(pk__in=held.values("document")) | readable, state__in=_READ)
    return (
        corrections.told(documents)
        .select_related("organisation")
        .defer(*HEAVY, "notes")
        .order_by("date", "uploaded_at", "number")
    )


def _part(part: ProgrammeDocument | None, programme: Programme) -> str:
    return part.part if part is not None and part.programme_id == programme.pk else ""


def _programme(part: ProgrammeDocument | None, visible: set[int]) -> Programme | None:
    return part.programme if part is not None and part.programme_id in visible else None


def _figures(user: User, on: dt.date, documents: list[Document]) -> dict[Any, Figures]:
    """Duties as far as the person sees them; of a document that made no programme what was read in it."""
    reported = Count("pk", filter=Q(reported_on__isnull=False))
    duties = rights.visible_duties(user, on).filter(document__in=documents, is_dropped=False).order_by()
    given = {
        row["document"]: (row["n"], row["reported"])
        for row in duties.values("document").annotate(n=Count("pk"), reported=reported)
    }
    reports = ReportDuty.objects.filter(fact__document__in=documents, is_dropped=False)
    asked = Counter(reports.values_list("fact__document", flat=True))
    waiting = [one.pk for one in documents if one.state == Document.State.READ]
    gone = (ReadFact.State.REJECTED, ReadFact.State.MERGED)
    facts = ReadFact.objects.filter(document__in=waiting).exclude(state__in=gone).order_by()
    read = {
        (row["document"], row["kind"]): row["n"]
        for row in facts.values("document", "kind").annotate(n=Count("pk"))
    }
    return {
        one.pk: Figures(
            given.get(one.pk, (read.get((one.pk, ReadFact.Kind.TASK), 0), 0))[0],
            given.get(one.pk, (0, 0))[1],
            asked[one.pk] + read.get((one.pk, ReadFact.Kind.OBLIGATION), 0),
        )
        for one in documents
    }
