"""What the reference rows know beside a document: its province's agencies on its day, replaced
instruments, published ranks.

    judging.judge(reading, knowledge.of(reading.facts.document))
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from tinhxanh.core.plan.facts import Document
from tinhxanh.core.plan.judging import Knowledge
from tinhxanh.core.plan.naming.register import Agency, AgencyNames, Replaced
from tinhxanh.core.plan.published import Point
from tinhxanh.core.vietnamese import fold
from tinhxanh.exchange import reference
from tinhxanh.exchange.reference import table

_DISTRICTS_ENDED = dt.date(2025, 6, 30)  # Luật 72/2025/QH15: two levels from 1 July 2025
_COMPONENTS = ("I", "II", "III", "IV", "total")
_AIMED = "(mục tiêu)"  # such a point is what a plan wants, not what was published


def of(document: Document) -> Knowledge:
    """What is known of the province and for the day of a document; of none, what every province has."""
    row = _province(document.province, document.date)
    return Knowledge(_register(row), replaced(), published())


def _province(name: str | None, on: dt.date | None) -> reference.Province | None:
    """The row of a province on a day; its first one where the document bears no day."""
    wanted = fold(name or "")
    rows = [row for row in table(reference.Province) if wanted in {fold(row.name), *map(fold, row.aliases)}]
    return next((row for row in rows if on is not None and row.holds_on(on)), rows[0] if rows else None)


@cache
def _register(row: reference.Province | None) -> AgencyNames:
    return AgencyNames([*_standard(row), *_places(row)])


def _standard(row: reference.Province | None) -> Iterator[Agency]:
    """The agencies of the standard set as this province has them, and those that it alone has."""
    rows = table(reference.OwnAgency) if row is not None and row.valid_from is None else ()
    own = {one.key: one for one in rows if row is not None and one.province_code == row.code}
    known = [one for one in table(reference.Agency) if one.key not in own or not own[one.key].name]
    everyone = [*known, *(one for one in own.values() if one.name not in ("", "-"))]
    names = {one.key: _named(one.name, row) for one in everyone}
    heirs: dict[str, list[str]] = defaultdict(list)
    for step in table(reference.AgencySuccession):
        heirs[step.predecessor].append(names.get(step.successor, step.successor))
    for one in everyone:
        aliases = tuple(_named(alias, row) for alias in one.aliases)
        yield Agency(names[one.key], aliases, one.valid_from, one.valid_to, tuple(heirs[one.key]), one.key)


def _named(name: str, row: reference.Province | None) -> str:
    """The standard name with the province in its place, or without a place."""
    return " ".join(name.replace("{ten}", row.name if row is not None else "").split())


def _places(row: reference.Province | None) -> Iterator[Agency]:
    """The committees of a province, of its districts and of its communes."""
    if row is None:
        return
    yield Agency(_committee(row.full_name), ("UBND tỉnh", "UBND thành phố"), row.valid_from, row.valid_to)
    for district in table(reference.District):
        if district.province_code == row.code:
            yield Agency(_committee(district.name), (district.name,), None, _DISTRICTS_ENDED)
    for commune in table(reference.Commune):
        if commune.province_code == row.code:
            yield Agency(_committee(commune.name), (commune.name,), commune.valid_from, commune.valid_to)


def _committee(place: str) -> str:
    return f"UBND {place[0].lower()}{place[1:]}"


@cache
def replaced() -> Mapping[str, Replaced]:
    """Instruments that a later one replaced, by number, with the day of the later one."""
    rows = {row.number: row for row in table(reference.Instrument)}
    found = {}
    for row in rows.values():
        later = rows.get(row.replaced_by)
        if row.replaced_by:
            name = f"{later.kind} {later.number}" if later is not None else row.replaced_by
            since = later.date if later is not None else None
            found[row.number] = Replaced(name, since, row.is_verified)
    return found


@cache
def published() -> Mapping[tuple[int, str], Sequence[Point]]:
    """The published pairs of score and rank of the total and of the components, by edition and code."""
    points: dict[tuple[int, str], list[Point]] = defaultdict(list)
    for one in table(reference.Quantile):
        if one.code in _COMPONENTS and _AIMED not in one.source:
            points[one.year, one.code].append(Point(one.value, one.rank, one.source))
    for seen in table(reference.Observation):
        is_published = seen.value_status == seen.rank_status == "published"
        if is_published and seen.code in _COMPONENTS and seen.value is not None and seen.rank is not None:
            source = f"{seen.province}; {seen.source}"
            points[seen.year, seen.code].append(Point(seen.value, seen.rank, source))
    return points
