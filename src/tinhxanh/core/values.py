"""Values that every science of the core shares. They know nothing of where they came from."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a canonical text: `[start, end)` in characters, on one page.

    `page` counts from 1 and is None for formats that have no pages.
    """

    start: int
    end: int
    page: int | None = None


class DeadlineKind(StrEnum):
    """How a duty says when it is due."""

    DATE = "date"
    YEAR = "year"
    ONGOING = "ongoing"
    RECURRING = "recurring"
    CONDITIONAL = "conditional"


@dataclass(frozen=True, slots=True)
class Deadline:
    """When a duty is due, as printed (`text`) and as understood.

    `date` is the last day meant for DATE; `year` is set for YEAR (last day: 31 December).
    """

    kind: DeadlineKind
    text: str
    date: dt.date | None = None
    year: int | None = None

    def last_day(self) -> dt.date | None:
        """The last day on which the duty is in time; None where the document gives none."""
        if self.kind is DeadlineKind.YEAR and self.year is not None:
            return dt.date(self.year, 12, 31)
        return self.date
