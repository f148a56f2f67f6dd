"""A document as a page shows it: sheets, paragraphs and tables with the read stretches marked by kind."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from tinhxanh.apps.registers import layout, passages, stretches
from tinhxanh.apps.registers.layout import Sheet
from tinhxanh.apps.registers.models import ReadFact
from tinhxanh.core.plan.canonical import Block, Canonical, Table

Kind, State = ReadFact.Kind, ReadFact.State

LOOKS = {
    Kind.TASK: "duty",
    Kind.TARGET: "target",
    Kind.INDICATOR_ROW: "target",
    Kind.OBLIGATION: "date",
    Kind.REFERENCE: "cite",
    Kind.AGREEMENT: "duty",
}
BESIDE = 1
"""Sheets shown before and after the one in hand; a document of 200 pages is never sent whole."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch `[start, end)` in the colour of its kind, and the fact that it belongs to."""

    start: int
    end: int
    look: str
    fact: ReadFact


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a paragraph under the same marks; `fact` is the fact that a click opens."""

    text: str
    looks: str = ""
    fact: int | None = None
    is_here: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `start` is where it stands in the canonical text."""

    start: int
    segments: tuple[Segment, ...]
    classes: str = ""
    sign: str = ""
    is_here: bool = False


@dataclass(frozen=True, slots=True)
class CellView:
    """A cell of a table that is shown."""

    paragraphs: tuple[Paragraph, ...]
    is_header: bool
    row_span: int
    column_span: int


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph, or the rows of a table that stand on one sheet."""

    paragraph: Paragraph | None = None
    rows: tuple[tuple[CellView, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet with what stands on it."""

    sheet: Sheet
    parts: tuple[Part, ...] = field(default=())


def pages(
    canonical: Canonical,
    shown: tuple[Sheet, ...],
    middle: Sheet,
    facts: list[ReadFact],
    here: ReadFact | None,
) -> list[Page]:
    """The sheet `middle` and its neighbours, marked with `facts`; `here` is the fact in hand."""
    near = shown[max(middle.number - 1 - BESIDE, 0) : middle.number + BESIDE]
    start, end = near[0].start, near[-1].end
    marks = marks_of(facts, canonical.text, start, end, canonical.tables)
    pen = _Pen(canonical.text, [m for m in marks if m.start < end and m.end > start], here)
    return [Page(sheet, tuple(_parts(canonical, sheet, pen))) for sheet in near]


def marks_of(
    facts: Iterable[ReadFact], text: str, start: int, end: int, tables: Iterable[Table] = ()
) -> Iterator[Mark]:
    """The marks of all facts that still stand and touch `[start, end)`: sentence, deadline, doubted name.

    What shares its sentence with a duty is marked on its own words only; in `tables` the deadline is
    looked for in the cells of the row.
    """
    standing = [fact for fact in facts if fact.state not in (State.REJECTED, State.MERGED)]
    duties = {(s["start"], s["end"]) for f in standing if LOOKS[Kind(f.kind)] == "duty" for s in f.spans}
    for fact in standing:
        near = [span for span in fact.spans if span["start"] < end and span["end"] > start]
        if not near:
            continue
        beside = [t for t in tables if any(t.start <= span["start"] < t.end for span in near)]
        yield from _own_marks(fact, text, near, duties)
        yield from _inner_marks(fact, text, near, beside)


def _own_marks(
    fact: ReadFact, text: str, near: list[dict[str, Any]], duties: set[tuple[int, int]]
) -> Iterator[Mark]:
    """The sentence of a fact; of a due time, or a target within a duty, only its own words."""
    look, words = LOOKS[Kind(fact.kind)], near
    is_shared = any(a < span["end"] and b > span["start"] for span in near for a, b in duties)
    if fact.kind == Kind.TARGET and is_shared:
        words = stretches.target(text, fact.value, near) or near
    elif fact.kind == Kind.OBLIGATION:
        words = stretches.due(text, fact.value, near)
        if not words:  # a duty stays readable as one: its sentence is not painted over
            look, words = ("duty" if is_shared else look), near
    for span in words:
        yield Mark(span["start"], span["end"], look, fact)


def _inner_marks(
    fact: ReadFact, text: str, near: list[dict[str, Any]], beside: list[Table]
) -> Iterator[Mark]:
    due = (fact.value.get("deadline") or {}).get("text")
    if due:
        found = stretches.deadline_cell(text, due, near, beside) if beside else passages.find(text, due, near)
        yield from (Mark(span["start"], span["end"], "date", fact) for span in found)
    for doubt in fact.doubts if fact.state == State.TODO else ():
        yield from (Mark(s["start"], s["end"], "doubt", fact) for s in doubt.get("spans") or ())
        for span in passages.find(text, doubt["name"], near) if doubt.get("name") else ():
            yield Mark(span["start"], span["end"], "doubt", fact)


class _Pen:
    """Cuts stretches of the text at the marks that lie over them."""

    def __init__(self, text: str, marks: list[Mark], here: ReadFact | None) -> None:
        self.text, self.here = text, here.pk if here else None
        self.marks = sorted(marks, key=lambda mark: mark.start)

    def paragraph(self, start: int, end: int, classes: str = "") -> Paragraph:
        marks = [m for m in self.marks[: self._first_behind(end)] if m.end > start]
        edges = sorted({start, end, *(max(m.start, start) for m in marks), *(min(m.end, end) for m in marks)})
        segments = tuple(self._segment(a, b, marks) for a, b in pairwise(edges))
        is_here = any(m.fact.pk == self.here for m in marks)
        return Paragraph(start, segments, classes, _sign(marks), is_here)

    def _first_behind(self, end: int) -> int:
        return bisect_left(self.marks, end, key=lambda mark: mark.start)

    def _segment(self, start: int, end: int, marks: list[Mark]) -> Segment:
        over = [m for m in marks if m.start < end and m.end > start]
        if not over:
            return Segment(self.text[start:end])
        looks = " ".join(f"span--{look}" for look in dict.fromkeys(m.look for m in over))
        inner = min(over, key=lambda m: m.end - m.start)
        return Segment(self.text[start:end], looks, inner.fact.pk, any(m.fact.pk == self.here for m in over))


def _sign(marks: list[Mark]) -> str:
    """The icon beside a paragraph: something to see, or all of it seen."""
    facts = {m.fact.pk: m.fact for m in marks if m.look != "cite"}.values()
    if any(fact.state == State.TODO and fact.doubts for fact in facts):
        return "warn"
    return "check" if facts and all(fact.state != State.TODO for fact in facts) else ""


def _parts(canonical: Canonical, sheet: Sheet, pen: _Pen) -> Iterator[Part]:
    blocks = [b for b in canonical.blocks if b.start < sheet.end and b.end > sheet.start]
    tables = [t for t in canonical.tables if t.start < sheet.end and t.end > sheet.start]
    for piece in sorted([*blocks, *tables], key=lambda piece: piece.start):
        if isinstance(piece, Table):
            yield Part(rows=tuple(_rows(piece, sheet, pen)))
        else:
            start, end = max(piece.start, sheet.start), min(piece.end, sheet.end)
            yield Part(pen.paragraph(start, end, _classes(piece)))


def _classes(block: Block) -> str:
    names = [("is-bold", block.bold), ("is-italic", block.italic), (f"is-{block.align}", block.align)]
    return " ".join(name for name, is_so in names if is_so)


def _rows(table: Table, sheet: Sheet, pen: _Pen) -> Iterator[tuple[CellView, ...]]:
    """The rows that begin on the sheet, or run on to it."""
    by_row: dict[int, list[Any]] = {}
    for cell in table.cells:
        by_row.setdefault(cell.row, []).append(cell)
    for row in sorted(by_row):
        pieces = [piece for cell in by_row[row] for piece in cell.pieces]
        if any(start < sheet.end and end > sheet.start for start, end in pieces):
            cells = sorted(by_row[row], key=lambda cell: cell.column)
            yield tuple(_cell(cell, row < table.n_header_rows, sheet, pen) for cell in cells)


def _cell(cell: Any, is_header: bool, sheet: Sheet, pen: _Pen) -> CellView:
    near = [(max(a, sheet.start), min(b, sheet.end)) for a, b in cell.pieces]
    shown = tuple(pen.paragraph(a, b) for a, b in near if a < b)
    return CellView(shown, is_header, cell.row_span, cell.column_span)


@dataclass(frozen=True, slots=True)
class StripMark:
    """A dash of the strip beside the document."""

    x: float
    y: float
    width: float
    height: float
    classes: str


STRIP_HEIGHT = 660.0


@dataclass(frozen=True, slots=True)
class Strip:
    """The whole document as a narrow picture: its sheets, where facts stand, what is shown now."""

    sheets: tuple[tuple[int, float, float], ...]
    marks: tuple[StripMark, ...]
    here_y: float
    here_height: float


def strip(canonical: Canonical, shown: tuple[Sheet, ...], middle: Sheet, facts: list[ReadFact]) -> Strip:
    """Everything in units of a picture 660 high; sheets are of equal height."""
    step = STRIP_HEIGHT / len(shown)
    boxes = tuple((s.number, round(step * (s.number - 1) + 1, 2), round(max(step - 2, 1), 2)) for s in shown)
    marks = [_strip_mark(fact, shown, step) for fact in facts if fact.spans]
    ordered = sorted(marks, key=lambda mark: mark.classes == "strip-warn")
    return Strip(boxes, tuple(ordered), round(step * (middle.number - 1) + 1, 2), round(max(step - 2, 3), 2))


def _strip_mark(fact: ReadFact, shown: tuple[Sheet, ...], step: float) -> StripMark:
    offset = fact.spans[0]["start"]
    sheet = layout.sheet_at(shown, offset)
    within = (offset - sheet.start) / max(sheet.end - sheet.start, 1)
    y = round(step * (sheet.number - 1 + 0.05 + 0.9 * min(within, 1.0)), 2)
    if fact.state == State.TODO and fact.doubts:
        return StripMark(-4, y - 1, 28, 4, "strip-warn")
    look = LOOKS[Kind(fact.kind)]
    done = "" if fact.state == State.TODO else " is-done"
    return StripMark(3, y, 14 if look == "duty" else 9, 2.5, f"strip-{look}{done}")
