"""What reading a document yields. One dataclass a list of the JSON that `tinhxanh read --json` prints.

Strings are quoted from the canonical text in NFC with white space collapsed. Nothing is invented:
None or an empty tuple where the document is silent. Every entry but `Document` and `Relation`
carries `source`: the spans of the canonical text that say so.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tinhxanh.core.values import Deadline, Span


@dataclass(frozen=True, slots=True)
class Period:
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    kind: str | None = None
    number: str | None = None
    date: dt.date | None = None
    issuer: str | None = None
    province: str | None = None
    title: str | None = None
    period: Period | None = None
    signer: str | None = None


@dataclass(frozen=True, slots=True)
class Task:
    id: str
    text: str
    theme: str | None = None
    component: int | None = None
    lead: tuple[str, ...] = ()
    coordinate: tuple[str, ...] = ()
    deadline: Deadline | None = None
    source: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Baseline:
    value: float | None = None
    rank: int | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Target:
    id: str
    subject: str
    measure: str  # "score" | "rank" | "percent" | "count"
    comparator: str  # ">=" | "<=" | "="
    value: float
    component: int | None = None
    unit: str | None = None
    year: int | None = None
    baseline: Baseline | None = None
    target_rank: int | None = None
    source: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Due:
    """One due day: a date, or a month and day of every year."""

    date: dt.date | None = None
    month: int | None = None
    day: int | None = None


@dataclass(frozen=True, slots=True)
class Obligation:
    id: str
    who: tuple[str, ...]
    what: str
    to: tuple[str, ...] = ()
    due: tuple[Due, ...] = ()
    frequency: str | None = (
        None  # "monthly" | "quarterly" | "semiannual" | "annual" | "biennial" | "1-2/year"
    )
    source: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    number: str | None
    kind: str | None = None
    date: dt.date | None = None
    issuer: str | None = None
    subject: str | None = None
    source: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    origin: str | None  # printed as "from"; None is this document
    to: str
    type: str  # "implements" | "amends" | "replaces" | "details"


@dataclass(frozen=True, slots=True)
class Assignment:
    agency: str
    task_ids: tuple[str, ...]
    role: str  # "lead" | "coordinate"
    at: str
    source: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    id: str
    name: str
    component: int | None = None
    unit: str | None = None
    value: float | None = None
    median: float | None = None
    rank: int | None = None
    target: float | None = None
    target_rank: int | None = None
    lead: tuple[str, ...] = ()
    coordinate: tuple[str, ...] = ()
    source: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Agreement:
    title: str
    parties: tuple[str, ...] = ()
    signed: dt.date | None = None
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    source: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Warning:
    """Something a person should look at. `message` is one Vietnamese sentence."""

    code: str
    message: str
    source: tuple[Span, ...] = ()
    proposal: str | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    document: Document
    tasks: tuple[Task, ...] = ()
    targets: tuple[Target, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    references: tuple[Reference, ...] = ()
    relations: tuple[Relation, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    indicator_rows: tuple[IndicatorRow, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    warnings: tuple[Warning, ...] = ()
