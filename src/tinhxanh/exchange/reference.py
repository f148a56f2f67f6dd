"""The dated reference rows that come with the package: CSV in, checked values out.

Each row says from which source it was taken and whether that source was seen (`is_verified`). What a
row claims is checked here once, so whoever loads it may trust keys, dates and cross-references.
"""

from __future__ import annotations

import csv
import datetime as dt
import types
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints


class BadReference(Exception):
    """A reference row that cannot be used; the message names file, line and column."""


@dataclass(frozen=True, slots=True)
class Province:
    """A province under one name and territory; `successor` is `code@first day` of the row that follows."""

    code: str
    name: str
    full_name: str
    valid_from: dt.date | None
    valid_to: dt.date | None
    successor: str
    aliases: tuple[str, ...]
    source: str
    is_verified: bool

    @property
    def key(self) -> str:
        return f"{self.code}@{self.valid_from or ''}"

    def holds_on(self, day: dt.date) -> bool:
        """Whether this row is in force on `day`."""
        return (self.valid_from or dt.date.min) <= day <= (self.valid_to or dt.date.max)


@dataclass(frozen=True, slots=True)
class Instrument:
    """A legal or administrative instrument that provincial documents cite."""

    number: str
    kind: str
    date: dt.date | None
    issuer: str
    subject: str
    replaced_by: str
    source: str
    is_verified: bool


@dataclass(frozen=True, slots=True)
class Agency:
    """A row of the standard set of agencies of any province; `{ten}` in a name stands for the province."""

    key: str
    name: str
    kind: str
    valid_from: dt.date | None
    valid_to: dt.date | None
    aliases: tuple[str, ...]
    source: str
    is_verified: bool


@dataclass(frozen=True, slots=True)
class OwnAgency:
    """What one province's documents say of an agency of the standard set, or an agency of its own.

    Without `name` the standard row was seen in the document of `source`; with the name “-” the
    province has no such agency.
    """

    province_code: str
    key: str
    name: str
    kind: str
    parent_key: str
    valid_from: dt.date | None
    valid_to: dt.date | None
    aliases: tuple[str, ...]
    source: str
    is_verified: bool


@dataclass(frozen=True, slots=True)
class AgencySuccession:
    """One agency of the standard set took over from another on a day."""

    predecessor: str
    successor: str
    date: dt.date
    subject: str
    source: str
    is_verified: bool


@dataclass(frozen=True, slots=True)
class District:
    """A district of the time before 1 July 2025."""

    province_code: str
    code: str
    name: str
    source: str
    is_verified: bool


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune (xã, phường, thị trấn, đặc khu); before 1 July 2025 within a district."""

    province_code: str
    district_code: str
    code: str
    name: str
    valid_from: dt.date | None
    valid_to: dt.date | None
    source: str
    is_verified: bool


@dataclass(frozen=True, slots=True)
class CommuneSuccession:
    """A commune of before 1 July 2025 and one that took over its land; codes of the two lists."""

    province_code: str
    predecessor: str
    successor: str
    date: dt.date
    source: str
    is_verified: bool


@dataclass(frozen=True, slots=True)
class Index:
    """A composite index."""

    code: str
    name: str
    abbreviation: str
    publisher: str
    source: str


@dataclass(frozen=True, slots=True)
class Edition:
    """One publication of the index; `comparable_with_previous` is None where it is doubtful."""

    year: int
    released_on: dt.date | None
    label: str
    n_units: int
    n_respondents: int | None
    n_indicators: int | None
    maximum: float | None
    comparable_with_previous: bool | None
    break_label: str
    break_note: str
    source: str
    is_verified: bool


@dataclass(frozen=True, slots=True)
class Indicator:
    """Total, component or indicator of one edition; `name` as printed, `short_name` as tables show it."""

    year: int
    code: str
    parent: str
    level: str
    position: int
    component: int | None
    name: str
    short_name: str
    name_en: str
    unit: str
    direction: str
    direction_is_inferred: bool
    median: float | None
    median_source: str
    source: str


@dataclass(frozen=True, slots=True)
class Observation:
    """A value or rank of a province; `basis` says how an inferred one was found."""

    year: int
    code: str
    province: str
    value: float | None
    rank: int | None
    value_status: str
    rank_status: str
    basis: str
    source: str


@dataclass(frozen=True, slots=True)
class Quantile:
    """A point of an edition's distribution: this value had this rank."""

    year: int
    code: str
    value: float
    rank: int
    source: str


@dataclass(frozen=True, slots=True)
class Target:
    """What a province's document sets for an indicator of an edition, for `year`."""

    edition_year: int
    code: str
    province: str
    year: int
    value: float | None
    rank: int | None
    lead: tuple[str, ...]
    coordinate: tuple[str, ...]
    source: str


Row = TypeVar("Row")

_TABLES: dict[type, str] = {
    Province: "provinces.csv",
    Instrument: "instruments.csv",
    Agency: "organisations/standard.csv",
    OwnAgency: "organisations/own.csv",
    AgencySuccession: "organisations/standard_successions.csv",
    District: "organisations/districts.csv",
    Commune: "organisations/communes.csv",
    CommuneSuccession: "organisations/commune_successions.csv",
    Index: "pgi/index.csv",
    Edition: "pgi/editions.csv",
    Indicator: "pgi/indicators.csv",
    Observation: "pgi/observations.csv",
    Quantile: "pgi/quantiles.csv",
    Target: "pgi/targets.csv",
}


@cache
def table(kind: type[Row]) -> tuple[Row, ...]:
    """All rows of the table of `kind`, in file order, each with a source, dates in order.

    Raises `BadReference` where a row cannot be read.
    """
    name = _TABLES[kind]
    text = (files("tinhxanh") / "reference" / name).read_text(encoding="utf-8")
    return read(text.splitlines(keepends=True), kind, name)


def read(lines: Iterable[str], kind: type[Row], name: str) -> tuple[Row, ...]:
    """The rows of a CSV text with a header line, as `kind`; `name` is what errors call it."""
    reader = csv.DictReader(lines)
    wanted = [field.name for field in fields(kind)]  # type: ignore[arg-type]  # each kind is a dataclass
    if reader.fieldnames is None or list(reader.fieldnames) != wanted:
        raise BadReference(f"{name}: columns must be {', '.join(wanted)}")
    hints = get_type_hints(kind)
    return tuple(_row(cells, kind, hints, f"{name}:{reader.line_num}") for cells in reader)


def _row(cells: dict[str, str], kind: type[Row], hints: dict[str, Any], place: str) -> Row:
    if None in cells or None in cells.values():
        raise BadReference(f"{place}: wrong number of columns")
    row = kind(**{name: _cell(text.strip(), hints[name], f"{place} {name}") for name, text in cells.items()})
    if not getattr(row, "source", ""):
        raise BadReference(f"{place}: no source")
    first, last = getattr(row, "valid_from", None), getattr(row, "valid_to", None)
    if first and last and last < first:
        raise BadReference(f"{place}: valid_to is before valid_from")
    return row


def _cell(text: str, kind: Any, place: str) -> Any:
    optional = get_origin(kind) in (Union, types.UnionType)
    if optional and not text:
        return None
    plain = next(part for part in get_args(kind) if part is not types.NoneType) if optional else kind
    try:
        return _PARSERS[get_origin(plain) or plain](text)
    except ValueError as error:
        raise BadReference(f"{place}: {text!r} is not {plain}") from error


def _boolean(text: str) -> bool:
    if text not in ("yes", "no"):
        raise ValueError(text)
    return text == "yes"


def _several(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())


_PARSERS: dict[Any, Callable[[str], Any]] = {
    str: str,
    int: int,
    float: float,
    bool: _boolean,
    dt.date: dt.date.fromisoformat,
    tuple: _several,
}
