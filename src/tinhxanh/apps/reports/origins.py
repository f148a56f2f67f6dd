"""The sentence of the plan that a period was opened by, and what a later version of the plan orders instead.

A period stays as it was opened: agencies were called by it. Where the plan has since been replaced, who keeps
the programme is told what the later version says and decides whether to change the call.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz

from tinhxanh.apps.programmes.models import Programme, ProgrammeDocument, ReportDuty
from tinhxanh.apps.registers import passages
from tinhxanh.apps.registers.models import Document
from tinhxanh.apps.reports import rounds
from tinhxanh.apps.reports.models import Round
from tinhxanh.apps.reports.rounds import Proposal
from tinhxanh.core.vietnamese import fold

ALIKE = 75.0
"""Likeness (0 to 100) of two sentences from which they ask for the same report."""

SAME_PLACE = 10.0
"""What standing at the same point of both versions adds to it."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What a period follows from. `newer` is the later version of the plan, `heir` the report it asks for
    in the place of this one, `quote` and `heir_quote` their sentences; none where the plan is as it was.
    """

    row: ReportDuty
    quote: str
    newer: Document | None = None
    heir: ReportDuty | None = None
    heir_quote: str = ""

    @property
    def document(self) -> Document | None:
        """The version that the period was opened by."""
        return self.row.fact.document if self.row.fact else None

    @property
    def says_otherwise(self) -> bool:
        """Whether the later version asks for something else, or for this report no more."""
        return self.row.is_dropped and (self.heir is None or _said(self.heir) != _said(self.row))

    @property
    def days(self) -> str:
        """The days of the version that the period was opened by."""
        return days(self.row.due)

    @property
    def heir_days(self) -> str:
        """The days that the later version sets."""
        return days(self.heir.due) if self.heir else ""


def origin(round_: Round) -> Origin | None:
    """The origin of a period; None where it was opened by the decree's windows. Four queries at most."""
    found = _rows().filter(pk=round_.report_duty_id).first() if round_.report_duty_id else None
    if found is None:
        return None
    if not found.is_dropped:
        return Origin(found, _quote(found))
    heir = heir_of(found, _rows().filter(programme=round_.programme_id, is_dropped=False))
    newer = heir.fact.document if heir and heir.fact else _latest(round_)
    return Origin(found, _quote(found), newer, heir, _quote(heir) if heir else "")


def _rows() -> Any:
    return ReportDuty.objects.select_related("fact__document").defer(
        "fact__document__layout", "fact__document__facts", "fact__document__notes"
    )


def _latest(round_: Round) -> Document | None:
    """The version that stands now, where it asks for no such report."""
    parts = ProgrammeDocument.objects.filter(
        programme=round_.programme_id, part=ProgrammeDocument.Part.REVISION
    )
    last = parts.select_related("document").order_by("-pk").first()
    return last.document if last else None


def heir_of(row: ReportDuty, later: Iterable[ReportDuty]) -> ReportDuty | None:
    """The report of a later version that is the same as one of an earlier: by its words, then its place.

    What agencies hand in is never the report that goes up, though both are called alike.
    """
    words = fold(row.what)
    scored = [
        (
            fuzz.token_sort_ratio(words, fold(one.what)) + SAME_PLACE * (one.code == row.code),
            -one.position,
            one,
        )
        for one in later
        if rounds.goes_up(one) == rounds.goes_up(row)
    ]
    likeness, _place, best = max(scored, key=lambda one: one[:2], default=(0.0, 0, None))
    return best if likeness >= ALIKE else None


def unopened(programme: Programme, opened: Iterable[Round], year: int) -> list[Proposal]:
    """The periods of `year` that are still to open: none that is open on other days, because its call was
    changed or a later version of the plan has moved them.

    `programme` comes with its report duties and `opened` with theirs: no query of its own.
    """
    opened = list(opened)
    later = [row for row in programme.report_duties.all() if not row.is_dropped]
    known = {rounds.identity(one) for one in opened}
    taken = {_place(one, later) for one in opened}
    offered = rounds.proposals(programme, year)
    times = Counter(one.place for one in offered)
    return [
        one
        for one in offered
        # Where one sentence has several days for one period, only the day tells them apart.
        if one.identity not in known and (one.place not in taken or times[one.place] > 1)
    ]


def _place(one: Round, later: list[ReportDuty]) -> tuple[str, int, int, int | None]:
    """The period of a round and its report as the plan has it now."""
    row = one.report_duty
    if row is not None and row.is_dropped:
        row = heir_of(row, later)
    return str(one.rhythm), one.year, one.number, row.pk if row else None


def days(due: Iterable[dict[str, Any]]) -> str:
    """The days of a report as they are written: “05/7, 10/12”, “30/6/2026”."""
    written = []
    for one in due:
        if one.get("date"):
            year, month, day = one["date"].split("-")
            written.append(f"{day}/{int(month)}/{year}")
        elif one.get("month") and one.get("day"):
            written.append(f"{one['day']:02d}/{one['month']}")
    return ", ".join(written)


def _said(row: ReportDuty) -> tuple[Any, ...]:
    """What a report is, without where it stands."""
    who, to = sorted(map(fold, row.who)), sorted(map(fold, row.to))
    return fold(row.what), who, to, sorted(days([one]) for one in row.due), row.frequency


def _quote(row: ReportDuty) -> str:
    """The sentence as printed; of a row without a place its own words."""
    document = row.fact.document if row.fact else None
    return passages.quoted(document.canonical_text, row.spans) if document and row.spans else row.what
