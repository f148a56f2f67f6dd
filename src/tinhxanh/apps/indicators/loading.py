"""Bring the index, its editions and figures from the reference rows, and everything they stand on."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import transaction

from tinhxanh.apps.accounts import loading as organisations
from tinhxanh.apps.indicators.models import Edition, Index, Indicator, IndicatorTarget, Observation
from tinhxanh.apps.registers import provinces
from tinhxanh.apps.registers.models import Province
from tinhxanh.apps.registers.provinces import sync
from tinhxanh.exchange import reference
from tinhxanh.exchange.reference import table

BEFORE_DEPARTMENTS_MERGED = dt.date(2025, 1, 1)


def load_all(at: dt.datetime, province: str = "") -> None:
    """Load all reference rows: the directory of `province` (the setting's, if empty), provinces, the index.

    Its directory holds for the whole time of its name, so documents of any date find their agencies.
    A second call changes nothing.
    """
    name = province or settings.PROVINCE
    for day in (BEFORE_DEPARTMENTS_MERGED, at.date()):
        organisations.load_province(name, day)
    provinces.load()
    load()


@transaction.atomic
def load() -> None:
    """Bring the index and all its editions to what the reference rows say; needs the provinces."""
    (row,) = table(reference.Index)
    index = sync(
        Index.objects.filter(code=row.code).first() or Index(code=row.code),
        name=row.name,
        abbreviation=row.abbreviation,
        publisher=row.publisher,
    )
    editions = _load_editions(index)
    indicators = _load_indicators(editions)
    _load_observations(indicators)
    _load_targets(indicators)


def _load_editions(index: Index) -> dict[int, Edition]:
    known = {one.year: one for one in Edition.objects.filter(index=index)}
    return {
        row.year: sync(
            known.get(row.year) or Edition(index=index, year=row.year),
            released_on=row.released_on,
            label=row.label,
            n_units=row.n_units,
            n_respondents=row.n_respondents,
            n_indicators=row.n_indicators,
            maximum=row.maximum,
            comparable_with_previous=row.comparable_with_previous,
            break_label=row.break_label,
            break_note=row.break_note,
            source=row.source,
            is_verified=row.is_verified,
        )
        for row in table(reference.Edition)
    }


Indicators = dict[tuple[int, str], Indicator]


def _load_indicators(editions: dict[int, Edition]) -> Indicators:
    """Parents stand before their children in the table."""
    stored = Indicator.objects.filter(edition__in=editions.values()).select_related("edition")
    known = {(one.edition.year, one.code): one for one in stored}
    for row in table(reference.Indicator):
        parent = known[row.year, row.parent] if row.parent else None
        edition = editions[row.year]
        known[row.year, row.code] = sync(
            known.get((row.year, row.code)) or Indicator(edition=edition, code=row.code),
            parent_id=parent.pk if parent else None,
            level=row.level,
            position=row.position,
            component=row.component,
            name=row.name,
            short_name=row.short_name,
            name_en=row.name_en,
            unit=row.unit,
            direction=row.direction,
            direction_is_inferred=row.direction_is_inferred,
            median=row.median,
            median_source=row.median_source,
        )
    return known


def _places() -> dict[tuple[int, str], Province]:
    """Each province by the year of an edition and its name at the end of that year."""
    rows = list(Province.objects.all())
    years = {row.year for row in table(reference.Edition)}
    return {(year, row.name): row for year in years for row in rows if _held(row, dt.date(year, 12, 31))}


def _held(row: Province, day: dt.date) -> bool:
    return (row.valid_from or dt.date.min) <= day <= (row.valid_to or dt.date.max)


def _load_observations(indicators: Indicators) -> None:
    places = _places()
    ids = [one.pk for one in indicators.values()]
    known = {
        (one.indicator_id, one.province_id): one for one in Observation.objects.filter(indicator__in=ids)
    }
    for row in table(reference.Observation):
        indicator, place = indicators[row.year, row.code], places[row.year, row.province]
        sync(
            known.get((indicator.pk, place.pk)) or Observation(indicator=indicator, province=place),
            value=row.value,
            rank=row.rank,
            value_status=row.value_status,
            rank_status=row.rank_status,
            basis=row.basis,
            source=row.source,
        )


def _load_targets(indicators: Indicators) -> None:
    """Targets known from documents that are not in the platform: their rows have no document."""
    places = _places()
    stored = IndicatorTarget.objects.filter(document__isnull=True)
    known = {(one.indicator_id, one.province_id, one.year): one for one in stored}
    for row in table(reference.Target):
        indicator, place = indicators[row.edition_year, row.code], places[row.edition_year, row.province]
        sync(
            known.get((indicator.pk, place.pk, row.year))
            or IndicatorTarget(indicator=indicator, province=place, year=row.year),
            value=row.value,
            rank=row.rank,
            lead=list(row.lead),
            coordinate=list(row.coordinate),
            source=row.source,
        )
