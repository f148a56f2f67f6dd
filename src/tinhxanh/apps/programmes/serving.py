"""Which duties serve which indicator: what a scoreboard counts, and what a focal officer ties together."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field

import pghistory
from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q
from rapidfuzz import fuzz

from tinhxanh.apps.accounts.models import Organisation, User
from tinhxanh.apps.indicators.models import Edition, Indicator, Observation
from tinhxanh.apps.programmes.models import Duty, Programme, ProgrammeDocument
from tinhxanh.apps.registers import corrections
from tinhxanh.apps.registers.corrections import Said
from tinhxanh.apps.registers.models import Document
from tinhxanh.apps.registers.queries import HEAVY
from tinhxanh.core.vietnamese import fold

LIKELY = 70.0
"""Likeness (0 to 100) of a duty's words and an indicator's name from which the indicator is proposed."""


@dataclass(frozen=True, slots=True)
class Serving:
    """Duties in force by indicator id and by component, and the programme that they belong to.

    `is_linked` says whether anybody has tied a duty to an indicator; where nobody has, “none” of an
    indicator means “not known”.
    """

    programme: Programme | None = None
    by_component: Counter[int] = field(default_factory=Counter)
    by_indicator: Counter[int] = field(default_factory=Counter)

    @property
    def is_linked(self) -> bool:
        return bool(self.by_indicator)


def duties_for(edition: Edition, committee: Organisation, seen: Q) -> Serving:
    """The duties of a province's latest programme that starts from `edition`, if `seen`; two queries."""
    of_province = Programme.objects.filter(
        seen, edition=edition, organisation__path__startswith=committee.path
    )
    programme = of_province.order_by("-created_at").first()
    return Serving() if programme is None else _serving(programme)


def running(committee: Organisation, seen: Q, year: int) -> Serving:
    """The duties of a province's newest programme in force in `year`, if `seen` and not replaced.

    Only programmes with duties that serve a component. Two queries, and two to four for each programme that
    is looked at.
    """
    serves = Duty.objects.filter(programme=OuterRef("pk"), component__isnull=False, is_dropped=False)
    found = Programme.objects.filter(
        Exists(serves),
        seen,
        Q(end_year__isnull=True) | Q(end_year__gte=year),
        start_year__lte=year,
        organisation__path__startswith=committee.path,
    ).order_by("-start_year", "-created_at", "-pk")
    newest = next((one for one in found if not _is_replaced(one, committee)), None)
    return Serving() if newest is None else _serving(newest)


def _is_replaced(programme: Programme, committee: Organisation) -> bool:
    """Whether a confirmed document of the province stands in the place of the programme's plan."""
    own = programme.documents.values("document")
    plans = programme.documents.filter(part=ProgrammeDocument.Part.PLAN)
    confirmed = Document.objects.filter(
        state=Document.State.CONFIRMED, organisation__path__startswith=committee.path
    ).exclude(pk__in=own)
    says = Q(supersedes__in=own) | Q(facts__relations__contains=[{"type": "replaces"}])
    others = list(corrections.told(confirmed.filter(says)).defer(*HEAVY, "notes"))
    named = dict(plans.values_list("document__number", "document__date"))
    renewed = set(own.values_list("document", flat=True)) if others else set()
    said = corrections.said(others) if others else {}
    return any(one.supersedes_id in renewed or _replaces(one, said[one.pk], named) for one in others)


def _replaces(document: Document, said: Said, named: dict[str, dt.date | None]) -> bool:
    """Whether a document says that it, or another that it names, stands in the place of one of these."""
    return any(
        relation["type"] == "replaces"
        and relation["to"] in named
        # Numbers begin anew each January: what is older means another document of that number.
        and (named[relation["to"]] is None or document.date is None or document.date >= named[relation["to"]])
        for relation in said.relations
    )


def _serving(programme: Programme) -> Serving:
    served = Duty.objects.filter(programme=programme, is_dropped=False)
    by_component: Counter[int] = Counter()
    by_indicator: Counter[int] = Counter()
    for component, indicator, n in (
        served.values_list("component", "indicator").annotate(n=Count("pk")).order_by()
    ):
        by_component[component] += n
        by_indicator[indicator] += n
    for unknown in (by_component, by_indicator):
        unknown.pop(None, None)
    return Serving(programme, by_component, by_indicator)


def to_tie(programme: Programme) -> list[tuple[Indicator, list[Duty]]]:
    """The components of the programme's edition, each with its duties in force; three queries at most."""
    if programme.edition_id is None:
        return []
    components = programme.edition.indicators.filter(level=Indicator.Level.COMPONENT)
    duties: dict[int | None, list[Duty]] = {}
    for duty in programme.duties.filter(is_dropped=False).order_by("position"):
        duties.setdefault(duty.component, []).append(duty)
    return [(one, duties[one.component]) for one in components if one.component in duties]


def indicators_of(programme: Programme) -> dict[int, list[Indicator]]:
    """By component the indicators that a duty can be tied to: those of which a figure or median is known."""
    if programme.edition_id is None:
        return {}
    known = Q(median__isnull=False) | Exists(Observation.objects.filter(indicator=OuterRef("pk")))
    found: dict[int, list[Indicator]] = {}
    for one in programme.edition.indicators.filter(known, level=Indicator.Level.INDICATOR):
        found.setdefault(one.component or 0, []).append(one)
    return found


def likeliest(duty: Duty, indicators: list[Indicator]) -> Indicator | None:
    """The indicator whose name shares most words with the duty, to be proposed and never more."""
    text = fold(duty.text)
    scored = [(fuzz.token_set_ratio(text, fold(one.name)), -one.position, one) for one in indicators]
    best = max(scored, key=lambda score: score[:2], default=None)
    return best[2] if best and best[0] >= LIKELY else None


@transaction.atomic
def tie(*, programme: Programme, chosen: dict[int, int | None], by: User) -> int:
    """Say for duties (by id) which indicator (by id) they are meant to move; None takes it back.

    Returns how many changed. Raises `ValueError` for an indicator of another edition or component.
    """
    offered = indicators_of(programme)
    changed = []
    for duty in programme.duties.select_for_update().filter(pk__in=chosen):
        wanted = chosen[duty.pk]
        if wanted is not None and wanted not in {one.pk for one in offered.get(duty.component or 0, [])}:
            raise ValueError(f"indicator {wanted} is not of component {duty.component}")
        if duty.indicator_id != wanted:
            duty.indicator_id = wanted
            changed.append(duty)
    with pghistory.context(user=by.pk, why="Gắn nhiệm vụ với chỉ tiêu"):
        for duty in changed:
            duty.save(update_fields=["indicator"])
    return len(changed)
