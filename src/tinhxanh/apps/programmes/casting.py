"""Facts of a document cast into the rows of a programme: duties, targets, reports, citations."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from tinhxanh.apps.accounts.matching import How, Match
from tinhxanh.apps.accounts.models import Organisation
from tinhxanh.apps.programmes.models import Citation, Duty, DutyAgency, Programme, ReportDuty, Target
from tinhxanh.apps.registers import corrections
from tinhxanh.apps.registers.models import Document, Instrument, ReadFact
from tinhxanh.core import vietnamese

Known = dict[str, Match]

ROLES = (("lead", DutyAgency.Role.LEAD), ("coordinate", DutyAgency.Role.COORDINATE))


def duties(
    programme: Programme, document: Document, facts: list[ReadFact], known: Known, start: int
) -> dict[str, Duty]:
    """Make a duty of each task, behind the `start` that are there; the duties by their code."""
    rows = [duty(programme, document, fact, start + n) for n, fact in enumerate(facts, 1)]
    Duty.objects.bulk_create(rows)
    parts = [
        part for row, fact in zip(rows, facts, strict=True) for part in agencies_of(row, fact.value, known)
    ]
    DutyAgency.objects.bulk_create(parts)
    DutyAgency.objects.bulk_create(members_of(parts, known))
    return {row.code: row for row in rows}


def duty(programme: Programme, document: Document, fact: ReadFact, position: int) -> Duty:
    """A duty, not yet saved."""
    return write(Duty(programme=programme), document, fact, position)


def write(row: Duty, document: Document, fact: ReadFact, position: int) -> Duty:
    """Put what the fact says into the duty; what was reported of it stays."""
    value = fact.value
    kind, text, due = deadline(value.get("deadline"))
    row.fact, row.document = fact, document
    row.code, row.position, row.spans = fact.code, position, fact.spans
    row.text, row.component = value.get("text") or "", value.get("component")
    row.theme = value.get("theme") or fact.section_title
    row.deadline_kind, row.deadline_text, row.due_on = kind, text[:300], due
    names = [*(value.get("lead") or ()), *(value.get("coordinate") or ())]
    row.folded = vietnamese.fold(" ".join([fact.code, row.text, *names]))
    return row


def deadline(value: dict[str, Any] | None) -> tuple[str, str, dt.date | None]:
    """Kind, printed words and last day of a deadline; of a year it is 31 December."""
    if not value:
        return Duty.DeadlineKind.NONE, "", None
    day = dt.date.fromisoformat(value["date"]) if value.get("date") else None
    if day is None and value.get("kind") == Duty.DeadlineKind.YEAR and value.get("year"):
        day = dt.date(value["year"], 12, 31)
    return value.get("kind") or Duty.DeadlineKind.NONE, value.get("text") or "", day


def agencies_of(row: Duty, value: dict[str, Any], known: Known) -> list[DutyAgency]:
    """The agencies of a duty, not yet saved, with their organisation where the directory is certain."""
    return [
        DutyAgency(
            duty=row,
            role=role,
            name=name[:300],
            organisation=known[name].organisation if name in known else None,
            is_collective=name in known and known[name].how is How.COLLECTIVE,
            position=n,
        )
        for field, role in ROLES
        for n, name in enumerate(dict.fromkeys(value.get(field) or ()))
    ]


def members_of(parts: Iterable[DutyAgency], known: Known) -> list[DutyAgency]:
    """A part of their own for the members of collectives, apart from those whom the duty names itself."""
    parts = list(parts)
    taken = {(part.duty_id, part.organisation_id) for part in parts if part.organisation_id}
    made = []
    for part in parts:
        for member in known[part.name].members if part.is_collective else ():
            if (part.duty_id, member.pk) not in taken:
                taken.add((part.duty_id, member.pk))
                made.append(_member(part, member))
    return made


def _member(part: DutyAgency, organisation: Organisation) -> DutyAgency:
    return DutyAgency(
        duty_id=part.duty_id,
        role=part.role,
        name=part.name,
        organisation=organisation,
        collective=part,
        position=part.position,
    )


def targets(programme: Programme, document: Document, facts: list[ReadFact], made: dict[str, Duty]) -> None:
    """Make a target of each number to reach, under the duty that states it.

    A number that the version before sets too keeps its row, and with it what agencies handed in; one that
    is set no more stays as dropped: periods may have asked for it.
    """
    before = _targets_before(programme, document)
    start = programme.targets.count()
    new = []
    for n, fact in enumerate(facts, 1):
        target = _target(programme, fact, start + n, _duty_of(fact.code, made))
        same = before[_measured(target)]
        if same:
            target.pk = same.pop(0)
            target.save(force_update=True)
        else:
            new.append(target)
    Target.objects.bulk_create(new)
    gone = [pk for left in before.values() for pk in left]
    Target.objects.filter(pk__in=gone).update(is_dropped=True)


_Measured = tuple[str, str, str, int | None]


def _targets_before(programme: Programme, document: Document) -> dict[_Measured, list[int]]:
    """The keys of the targets of the version that a document stands in the place of, by what they measure."""
    found: dict[_Measured, list[int]] = defaultdict(list)
    if document.supersedes_id:
        earlier = programme.targets.filter(fact__document=document.supersedes_id, is_dropped=False)
        for target in earlier.order_by("position"):
            found[_measured(target)].append(target.pk)
    return found


def _measured(target: Target) -> _Measured:
    return vietnamese.fold(target.subject), target.measure, target.unit, target.year


def _duty_of(code: str, made: dict[str, Duty]) -> Duty | None:
    """The duty of a target: the one of its marker, or of the nearest marker above (II.1.d.2 -> II.1.d)."""
    parts = code.split(".")
    above = (".".join(parts[:n]) for n in range(len(parts), 0, -1))
    return next((made[path] for path in above if path in made), None)


def _target(programme: Programme, fact: ReadFact, position: int, row: Duty | None) -> Target:
    value, base = fact.value, fact.value.get("baseline") or {}
    return Target(
        programme=programme,
        fact=fact,
        duty=row,
        code=fact.code,
        position=position,
        subject=value.get("subject") or "",
        component=value.get("component"),
        measure=value.get("measure") or "count",
        comparator=value.get("comparator") or "=",
        value=value["value"],
        unit=(value.get("unit") or "")[:40],
        year=value.get("year"),
        baseline_value=base.get("value"),
        baseline_rank=base.get("rank"),
        baseline_year=base.get("year"),
        target_rank=value.get("target_rank"),
        spans=fact.spans,
    )


def report_duties(programme: Programme, facts: list[ReadFact]) -> None:
    """Make a row of each report, submission or dialogue that the document asks for."""
    start = programme.report_duties.count()
    ReportDuty.objects.bulk_create(
        ReportDuty(
            programme=programme,
            fact=fact,
            code=fact.code,
            position=start + n,
            who=fact.value.get("who") or [],
            what=fact.value.get("what") or "",
            to=fact.value.get("to") or [],
            due=fact.value.get("due") or [],
            frequency=(fact.value.get("frequency") or "")[:12],
            spans=fact.spans,
        )
        for n, fact in enumerate(facts, 1)
    )


def citations(programme: Programme, document: Document, facts: list[ReadFact]) -> None:
    """Make a citation of each instrument, and the instrument where the register has it not."""
    said = corrections.relations(document.facts.get("relations") or (), facts)
    relations = {relation["to"]: relation["type"] for relation in said if relation.get("from") is None}
    Citation.objects.bulk_create(
        Citation(
            programme=programme,
            fact=fact,
            instrument=_instrument(fact.value, document),
            relation=relations.get(fact.value.get("number") or "", ""),
            spans=fact.spans,
        )
        for fact in facts
    )


def _instrument(value: dict[str, Any], document: Document) -> Instrument:
    day = dt.date.fromisoformat(value["date"]) if value.get("date") else None
    number, issuer = (value.get("number") or "")[:60], (value.get("issuer") or "")[:200]
    rest = {"kind": (value.get("kind") or "")[:60], "subject": value.get("subject") or ""}
    source = {"source": f"Trích trong {document}"}
    if not number:
        return Instrument.objects.get_or_create(number="", date=day, **rest, defaults=source)[0]
    return Instrument.objects.get_or_create(
        number=number, issuer=issuer, date=day, defaults={**rest, **source}
    )[0]


def by_kind(facts: Iterable[ReadFact]) -> dict[str, list[ReadFact]]:
    """The facts sorted by their kind; every kind is there."""
    sorted_facts: dict[str, list[ReadFact]] = {kind: [] for kind in ReadFact.Kind.values}
    for fact in facts:
        sorted_facts[fact.kind].append(fact)
    return sorted_facts
