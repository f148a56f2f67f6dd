"""What was doubtful in how the documents of a programme were read, and nobody has looked at yet.

A programme may be made while doubts wait. They stay with the facts that it was made of, and are shown beside
the duties, until somebody says that the sentence was compared with what was read.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, QuerySet

from tinhxanh.apps.programmes.models import Duty, Programme, ProgrammeDocument
from tinhxanh.apps.registers.models import ReadFact
from tinhxanh.apps.registers.queries import DOUBTFUL


@dataclass(frozen=True, slots=True)
class Unlooked:
    """How many duties bear a doubt, and how many other facts do, by the key of their document."""

    duties: int
    others: dict[uuid.UUID, int]

    @property
    def total(self) -> int:
        return self.duties + sum(self.others.values())


def told(duties: QuerySet[Duty]) -> QuerySet[Duty]:
    """Duties with `is_doubted`: whether one bears a doubt that waits."""
    of_duty = ReadFact.objects.filter(DOUBTFUL, pk=OuterRef("fact"))
    return duties.annotate(is_doubted=Exists(of_duty))


def unlooked(programme: Programme, duties: QuerySet[Duty]) -> Unlooked:
    """What waits among `duties` of the programme, and beside them in its documents; two queries."""
    documents = ProgrammeDocument.objects.filter(programme=programme).values("document")
    others = ReadFact.objects.filter(DOUBTFUL, document__in=documents).exclude(kind=ReadFact.Kind.TASK)
    by_document = others.order_by().values_list("document").annotate(n=Count("pk"))
    return Unlooked(told(duties).filter(is_doubted=True).count(), dict(by_document))


def of(duty: Duty) -> ReadFact | None:
    """The fact of a duty that bears doubts which wait, or None; one query."""
    return ReadFact.objects.filter(DOUBTFUL, pk=duty.fact_id).first() if duty.fact_id else None
