"""A later version of a plan put in the place of the earlier one: reports and history of each duty stay."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pghistory
from django.db import transaction

from tinhxanh.apps.accounts.models import User
from tinhxanh.apps.indicators.models import IndicatorTarget
from tinhxanh.apps.programmes import casting, confirming
from tinhxanh.apps.programmes.models import Duty, DutyAgency, Programme, ProgrammeDocument
from tinhxanh.apps.registers import agencies, differences, queries
from tinhxanh.apps.registers.differences import SEVERAL, Difference, Item
from tinhxanh.apps.registers.models import Document, ReadFact

DAY = "%d/%m/%Y"


@dataclass(frozen=True, slots=True)
class Revision:
    """What a new version changes: in a programme, or in an earlier reading that became none."""

    programme: Programme | None
    difference: Difference


def programme_of(document: Document | None) -> Programme | None:
    """The programme that a document is part of."""
    if document is None:
        return None
    part = ProgrammeDocument.objects.filter(document=document).select_related("programme").first()
    return part.programme if part else None


def preview(document: Document) -> Revision:
    """What `document` changes against the one it supersedes, and against that one's programme."""
    earlier = document.supersedes
    programme = programme_of(earlier)
    new = [_item(fact) for fact in queries.standing(document).filter(kind=ReadFact.Kind.TASK)]
    if programme is not None:
        duties = programme.duties.filter(is_dropped=False, document=earlier).prefetch_related("agencies")
        old = [_item_of_duty(duty) for duty in duties]
    elif earlier is not None:
        old = [_item(fact) for fact in queries.standing(earlier).filter(kind=ReadFact.Kind.TASK)]
    else:
        old = []
    return Revision(programme, differences.compare(old, new))


def _item(fact: ReadFact) -> Item:
    kind, text, due = casting.deadline(fact.value.get("deadline"))
    lead, coordinate = fact.value.get("lead") or [], fact.value.get("coordinate") or []
    return Item(fact, fact.code, fact.value.get("text") or "", _details(lead, coordinate, kind, text, due))


def _item_of_duty(duty: Duty) -> Item:
    printed = [part for part in duty.agencies.all() if part.collective_id is None]
    names = {role: [part.name for part in printed if part.role == role] for role in DutyAgency.Role.values}
    details = _details(
        names[DutyAgency.Role.LEAD],
        names[DutyAgency.Role.COORDINATE],
        duty.deadline_kind,
        duty.deadline_text,
        duty.due_on,
    )
    return Item(duty, duty.code, duty.text, details)


def _details(
    lead: list[str], coordinate: list[str], kind: str, text: str, due: dt.date | None
) -> tuple[str, str, str]:
    when = due.strftime(DAY) if due else text or ("" if kind == "none" else kind)
    return SEVERAL.join(dict.fromkeys(lead)), SEVERAL.join(dict.fromkeys(coordinate)), when


def revise(*, document: Document, by: User, at: dt.datetime, despite_doubts: bool = False) -> Programme:
    """Apply a later version to the programme of the version it supersedes.

    A duty found again keeps its row, its reports and its acceptance and takes the new words; one that is
    gone is marked as dropped; new ones are added. Without a programme of the earlier version one is begun.
    Raises `Refused` as `confirming.confirm` does.
    """
    if programme_of(document.supersedes) is None:
        return confirming.confirm(document=document, by=by, at=at, despite_doubts=despite_doubts)
    with transaction.atomic(), pghistory.context(user=by.pk, why=f"Bản mới của kế hoạch: {document}"[:300]):
        held = confirming.hold(document)
        facts = list(queries.standing(held))
        confirming.check_doubts(facts, despite_doubts)
        revision = preview(held)
        programme = revision.programme
        ProgrammeDocument.objects.create(
            programme=programme, document=held, part=ProgrammeDocument.Part.REVISION
        )
        made = _apply(programme, held, revision.difference)
        _replace_rest(programme, held, facts, made)
        return programme


def _apply(programme: Programme, document: Document, difference: Difference) -> dict[str, Duty]:
    facts = {pair.new.key.pk: pair.old.key for pair in difference.pairs}
    new = [*(pair.new.key for pair in difference.pairs), *(item.key for item in difference.added)]
    order = {fact.pk: n for n, fact in enumerate(sorted(new, key=lambda fact: fact.position), 1)}
    known = agencies.look_up((name for fact in new for name in agencies.names_in(fact.value)), document)
    made = {}
    for fact in new:
        duty = facts.get(fact.pk) or Duty(programme=programme)
        casting.write(duty, document, fact, order[fact.pk]).save()
        _renew_agencies(duty, fact, known)
        made[duty.code] = duty
    dropped = [item.key.pk for item in difference.dropped]
    Duty.objects.filter(pk__in=dropped).update(is_dropped=True)
    return made


def _renew_agencies(duty: Duty, fact: ReadFact, known: casting.Known) -> None:
    """Agencies that stay keep their row, and with it who accepted the duty."""
    present = {(part.role, part.name): part for part in duty.agencies.filter(collective__isnull=True)}
    wanted = {(part.role, part.name): part for part in casting.agencies_of(duty, fact.value, known)}
    for key, part in present.items():
        if key not in wanted:
            part.delete()
    for key, part in wanted.items():
        if key not in present:
            part.save()
            DutyAgency.objects.bulk_create(casting.members_of([part], known))


def _replace_rest(
    programme: Programme, document: Document, facts: list[ReadFact], made: dict[str, Duty]
) -> None:
    """Everything but the duties: targets are renewed in place, the rest gives way to what is new.

    Reports and goals of indicators stay as dropped: periods were opened by the ones, the others are history.
    """
    earlier = document.supersedes_id
    programme.report_duties.filter(fact__document=earlier).update(is_dropped=True)
    programme.citations.filter(fact__document=earlier).delete()
    IndicatorTarget.objects.filter(document=earlier).update(is_dropped=True)
    confirming.fill_rest(programme, document, casting.by_kind(facts), made)
