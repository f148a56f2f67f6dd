"""Which edition of an index a plan starts from, and the plan's numbers as targets of its indicators."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

from rapidfuzz import fuzz

from tinhxanh.apps.indicators.models import Edition, Indicator, IndicatorTarget
from tinhxanh.apps.registers import agencies
from tinhxanh.apps.registers.models import Document, Province, ReadFact
from tinhxanh.core import vietnamese

ALIKE = 88.0
"""Likeness (0 to 100) of two names from which they mean the same indicator."""

SAME_CODE = 18.0
"""What the same number adds to the likeness: documents shorten names but keep the published order."""

Kind = ReadFact.Kind


def edition_of(document: Document, facts: list[ReadFact]) -> Edition | None:
    """The edition whose indicators the document's table names; without a table that of the baseline year."""
    rows = [fact for fact in facts if fact.kind == Kind.INDICATOR_ROW]
    if rows:
        return _edition_named(rows)
    years = Counter(
        year
        for fact in facts
        if fact.kind == Kind.TARGET and fact.value.get("component")
        if (year := (fact.value.get("baseline") or {}).get("year"))
    )
    if not years:
        return None
    return Edition.objects.filter(year=years.most_common(1)[0][0]).order_by("index").first()


def _edition_named(rows: list[ReadFact]) -> Edition | None:
    """The edition with the most names in common; of several the one whose medians the table quotes."""
    best: tuple[int, int, int] = (0, 0, 0)
    chosen = None
    for edition in Edition.objects.prefetch_related("indicators"):
        pairs = match(rows, list(edition.indicators.all()))
        medians = sum(row.value.get("median") == found.median for row, found in pairs)
        if (score := (len(pairs), medians, edition.year)) > best and pairs:
            best, chosen = score, edition
    return chosen


def match(rows: list[ReadFact], indicators: list[Indicator]) -> list[tuple[ReadFact, Indicator]]:
    """Each row with the indicator it means: by level and code for totals and components, else by name."""
    named = {indicator.pk: vietnamese.expand(indicator.name) for indicator in indicators}
    pairs = []
    for row in rows:
        name = vietnamese.expand(row.value.get("name") or "")
        scored = [(_likeness(row, name, i, named[i.pk]), -i.position, i) for i in indicators]
        likeness, _, found = max(scored, key=lambda s: s[:2], default=(0.0, 0, None))
        if found is not None and likeness >= ALIKE:
            pairs.append((row, found))
    return pairs


def _likeness(row: ReadFact, name: str, indicator: Indicator, its_name: str) -> float:
    code = str(row.value.get("id") or "")
    if indicator.level == Indicator.Level.TOTAL:
        return 100.0 if code == "total" else 0.0
    if indicator.level == Indicator.Level.COMPONENT:
        return 100.0 if code == indicator.code else 0.0
    if row.value.get("component") not in (None, indicator.component):
        return 0.0
    return fuzz.token_sort_ratio(name, its_name) + (SAME_CODE if code == indicator.code else 0.0)


def indicator_targets(
    programme: Any, document: Document, sorted_facts: dict[str, list[ReadFact]]
) -> list[IndicatorTarget]:
    """Make a target of each row of an indicator table that has a goal, where its indicator is known."""
    edition = programme.edition or _edition_named(sorted_facts[Kind.INDICATOR_ROW])
    province = province_of(document)
    if edition is None or province is None:
        return []
    indicators = list(edition.indicators.all())
    pairs = [
        (row.value.get("target"), row.value.get("target_rank"), row, found)
        for row, found in match(sorted_facts[Kind.INDICATOR_ROW], indicators)
    ] or _component_goals(sorted_facts[Kind.TARGET], indicators)
    wanted = {found.pk: _target(found, province, document, row, value, rank)
              for value, rank, row, found in pairs if value is not None or rank is not None}  # fmt: skip
    return IndicatorTarget.objects.bulk_create(wanted.values())


def _component_goals(facts: list[ReadFact], indicators: list[Indicator]) -> list[tuple[Any, ...]]:
    """Goals of whole components, as plans without a table state them: a score, a rank or both."""
    components = {i.component: i for i in indicators if i.level == Indicator.Level.COMPONENT}
    goals: list[tuple[Any, ...]] = []
    for fact in facts:
        value, found = fact.value, components.get(fact.value.get("component"))
        if found is None or value.get("measure") not in ("score", "rank"):
            continue
        if (
            fuzz.token_set_ratio(vietnamese.fold(value.get("subject") or ""), vietnamese.fold(found.name))
            < 75
        ):
            continue
        is_rank = value["measure"] == "rank"
        rank = int(value["value"]) if is_rank else value.get("target_rank")
        goals.append((None if is_rank else value["value"], rank, fact, found))
    return goals


def _target(
    found: Indicator, province: Province, document: Document, row: ReadFact, value: Any, rank: Any
) -> IndicatorTarget:
    return IndicatorTarget(
        indicator=found,
        province=province,
        year=row.value.get("year") or _year(document, found),
        value=value,
        rank=rank,
        lead=row.value.get("lead") or [],
        coordinate=row.value.get("coordinate") or [],
        document=document,
        spans=row.spans,
        source=str(document),
    )


def _year(document: Document, found: Indicator) -> int:
    """The year a table's goals are for: the plan's first, its date's, else the one after the edition."""
    period = (document.facts.get("document") or {}).get("period") or {}
    return period.get("start") or (document.date.year if document.date else found.edition.year + 1)


def province_of(document: Document) -> Province | None:
    """The province that the document is of, as of the document's day."""
    root, on = agencies.province_root(document), agencies.day_of(document)
    known = list(Province.objects.filter(committee=root)) or _provinces_named(root.folded)
    return next((p for p in known if _in_force(p, on)), known[0] if known else None)


def _provinces_named(folded: str) -> list[Province]:
    return [p for p in Province.objects.order_by("-valid_from") if folded.endswith(f" {p.folded}")]


def _in_force(province: Province, on: dt.date) -> bool:
    begun = province.valid_from is None or province.valid_from <= on
    return begun and (province.valid_to is None or on <= province.valid_to)
