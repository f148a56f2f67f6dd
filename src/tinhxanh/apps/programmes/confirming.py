"""From a reviewed document to a programme that runs, in one transaction."""

from __future__ import annotations

import datetime as dt

import pghistory
from django.db import transaction

from tinhxanh.apps.accounts.models import User
from tinhxanh.apps.programmes import casting, scoring
from tinhxanh.apps.programmes.models import Duty, Programme, ProgrammeDocument
from tinhxanh.apps.registers import agencies, queries
from tinhxanh.apps.registers.models import Document, ReadFact
from tinhxanh.apps.registers.refusals import Refused


def confirm(
    *,
    document: Document,
    by: User,
    at: dt.datetime,
    title: str = "",
    despite_doubts: bool = False,
    programme: Programme | None = None,
) -> Programme:
    """Make a programme of the document's facts, or add them as an appendix to `programme`.

    What was rejected or merged is left out; what nobody looked at is taken as read. Raises `Refused`
    ("doubts") while doubtful facts wait for a decision, unless `despite_doubts`.
    """
    why = f"Bổ sung phụ lục {document}" if programme else f"Lập chương trình từ {document}"
    with transaction.atomic(), pghistory.context(user=by.pk, why=why[:300]):
        held = hold(document)
        facts = list(queries.standing(held))
        check_doubts(facts, despite_doubts)
        part = ProgrammeDocument.Part.APPENDIX if programme else ProgrammeDocument.Part.PLAN
        programme = programme or _begin(held, facts, title, by, at)
        ProgrammeDocument.objects.create(programme=programme, document=held, part=part)
        fill(programme, held, facts)
        return programme


def hold(document: Document) -> Document:
    """The document locked and marked as confirmed; two people who confirm at once make one programme."""
    held = Document.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=document.pk)
    if held.state == Document.State.CONFIRMED:
        raise Refused("confirmed", "Văn bản này đã lập thành chương trình.")
    if held.state != Document.State.READ:
        raise Refused("not-read", "Văn bản này chưa đọc xong nên chưa lập chương trình được.")
    held.state = Document.State.CONFIRMED
    held.save(update_fields=["state"])
    return held


def check_doubts(facts: list[ReadFact], despite_doubts: bool) -> None:
    """Raise `Refused` while a doubtful fact waits for a decision, unless `despite_doubts`."""
    waiting = [fact for fact in facts if fact.state == ReadFact.State.TODO and fact.doubts]
    if waiting and not despite_doubts:
        codes = ", ".join(fact.code or fact.get_kind_display() for fact in waiting[:5])
        more = "" if len(waiting) <= 5 else f" và {len(waiting) - 5} mục khác"
        raise Refused(
            "doubts",
            f"Còn {len(waiting)} điều cần xem ({codes}{more}); hãy quyết từng điều, "
            "hoặc đánh dấu “Lập dù còn điều cần xem”.",
        )


def _begin(document: Document, facts: list[ReadFact], title: str, by: User, at: dt.datetime) -> Programme:
    period = (document.facts.get("document") or {}).get("period") or {}
    year = document.date.year if document.date else None
    return Programme.objects.create(
        organisation=agencies.province_root(document),
        focal=document.organisation,
        title=title.strip() or document.title or document.filename,
        start_year=period.get("start") or year,
        end_year=period.get("end") or _last_year(facts) or period.get("start") or year,
        edition=scoring.edition_of(document, facts),
        created_by=by,
        created_at=at,
    )


def _last_year(facts: list[ReadFact]) -> int | None:
    years = [fact.value.get("year") for fact in facts if fact.kind == ReadFact.Kind.TARGET]
    return max((year for year in years if year), default=None)


def fill(programme: Programme, document: Document, facts: list[ReadFact]) -> None:
    """Cast all facts of a document into the rows of a programme."""
    sorted_facts = casting.by_kind(facts)
    known = agencies.look_up((name for fact in facts for name in agencies.names_in(fact.value)), document)
    start = programme.duties.count()
    made = casting.duties(programme, document, sorted_facts[ReadFact.Kind.TASK], known, start)
    fill_rest(programme, document, sorted_facts, made)


def fill_rest(
    programme: Programme,
    document: Document,
    sorted_facts: dict[str, list[ReadFact]],
    made: dict[str, Duty],
) -> None:
    """Everything but the duties: targets, reports, citations, targets of indicators."""
    casting.targets(programme, document, sorted_facts[ReadFact.Kind.TARGET], made)
    casting.report_duties(programme, sorted_facts[ReadFact.Kind.OBLIGATION])
    casting.citations(programme, document, sorted_facts[ReadFact.Kind.REFERENCE])
    scoring.indicator_targets(programme, document, sorted_facts)
