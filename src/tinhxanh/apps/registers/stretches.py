"""Which words of a sentence say what one fact of it says: its due time, its target."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import Any

from tinhxanh.apps.registers import passages
from tinhxanh.apps.registers.passages import Spans
from tinhxanh.core.plan.canonical import Table
from tinhxanh.core.plan.normal import squeeze
from tinhxanh.core.plan.times import deadlines

_BEFORE_DAY = r"(?:(?:trước|chậm nhất|muộn nhất|đến|hết|vào|hạn|là|ngày)\s+)*"
_YEAR_BEHIND = r"(?:(?:\s?[/.-]\s?|\s+năm\s+)20\d\d)?(?:\s+(?:h[ằà]ng|mỗi)\s+năm)?"
_BEHIND_SUBJECT = 160
"""Letters behind the subject of a target in which its figure is looked for."""


def due(text: str, value: dict[str, Any], within: Spans) -> Spans:
    """The words of the spans `within` that state the due days or the rhythm of an obligation.

    Empty where the sentence does not say them in a form that is known.
    """
    days = [pattern for one in value.get("due") or [] if (pattern := _day_pattern(one))]
    found = [hit for pattern in days for hit in _search(text, pattern, within)]
    return passages.united(found, []) or [hit for span in within for hit in _stated(text, span)]


def _day_pattern(one: dict[str, Any]) -> re.Pattern[str] | None:
    """The printed forms of a due day, given as a date or as a day and month of every year."""
    if one.get("date"):
        date = dt.date.fromisoformat(one["date"])
        day, month = date.day, date.month
    elif one.get("day") and one.get("month"):
        day, month = int(one["day"]), int(one["month"])
    else:
        return None
    figures = rf"(?<!\d)0?{day}(?:\s?[/.-]\s?|\s+tháng\s+)0?{month}(?!\d)"
    return re.compile(_BEFORE_DAY + figures + _YEAR_BEHIND, re.IGNORECASE)


def _search(text: str, pattern: re.Pattern[str], within: Spans) -> Spans:
    hits = ((span, pattern.search(text, span["start"], span["end"])) for span in within)
    return [{"page": span["page"], "start": hit.start(), "end": hit.end()} for span, hit in hits if hit]


def _stated(text: str, span: dict[str, Any]) -> Spans:
    """What the grammar of due times finds in one span, looked up again among its line breaks."""
    sentence = squeeze(text[span["start"] : span["end"]])
    stated = deadlines.of_text(sentence)
    return passages.find(text, sentence[stated.start : stated.end], [span]) if stated else []


def target(text: str, value: dict[str, Any], within: Spans) -> Spans:
    """The words of a target from its subject to its figure; empty where the subject is not printed so."""
    subject = passages.find(text, value.get("subject") or "", within)
    if not subject:
        return []
    start, end = subject[0]["start"], subject[0]["end"]
    bound = next(span["end"] for span in within if span["start"] <= start < span["end"])
    figure = _figure(value.get("value"))
    hit = figure.search(text, end, min(bound, end + _BEHIND_SUBJECT)) if figure else None
    return [{**subject[0], "end": hit.end() if hit else end}]


def _figure(value: Any) -> re.Pattern[str] | None:
    """A number as Vietnamese prints it: a comma before decimals, perhaps dots between thousands."""
    if not isinstance(value, int | float):
        return None
    whole, _dot, decimals = f"{value:.10f}".rstrip("0").partition(".")
    grouped = re.escape(f"{int(whole):,}").replace(",", r"\.?")
    rest = rf"[.,]{decimals}0*" if decimals else r"(?:,0+)?"
    return re.compile(rf"(?<![\d.,])0*{grouped}{rest}(?![\d])(?:\s?%)?")


def deadline_cell(text: str, words: str, within: Spans, tables: Iterable[Table]) -> Spans:
    """The cells that say exactly `words` in the rows of `tables` on which the spans `within` stand."""
    wanted = squeeze(words).casefold()
    return [
        {"page": None, "start": start, "end": end}
        for table in tables
        for cell in _of_same_rows(table, within)
        for start, end in cell.pieces
        if squeeze(text[start:end]).casefold() == wanted
    ]


def _of_same_rows(table: Table, within: Spans) -> list[Any]:
    rows = {
        row
        for cell in table.cells
        if any(a < span["end"] and b > span["start"] for a, b in cell.pieces for span in within)
        for row in range(cell.row, cell.row + cell.row_span)
    }
    return [c for c in table.cells if rows & set(range(c.row, c.row + c.row_span))]
