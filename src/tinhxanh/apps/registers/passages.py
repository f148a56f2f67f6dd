"""Stretches of a canonical text as `[{page, start, end}]`: found by their words, joined, read out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from tinhxanh.apps.registers import layout
from tinhxanh.apps.registers.models import Document
from tinhxanh.core.plan.canonical import Canonical

Spans = list[dict[str, Any]]

_BETWEEN = r"[\s\u00ad\u200b]+"


def place(text: str, words: str, start: int = 0, end: int | None = None) -> tuple[int, int] | None:
    """Where `words` stand in `text[start:end]`, whatever the line breaks between them."""
    tokens = words.split()
    if not tokens:
        return None
    pattern = re.compile(_BETWEEN.join(map(re.escape, tokens)), re.IGNORECASE)
    match = pattern.search(text, start, len(text) if end is None else end)
    return match.span() if match else None


def find(text: str, words: str, within: Spans) -> Spans:
    """The part of the spans `within` that says `words`; empty where none of them does alone."""
    for span in within:
        found = place(text, words, span["start"], span["end"])
        if found:
            return [{"page": span["page"], "start": found[0], "end": found[1]}]
    return []


def at(document: Document, stretch: tuple[int, int] | None) -> Spans:
    """The stretch `[start, end)` of a document, cut at its pages; empty where there are no such letters."""
    if stretch is None or not 0 <= stretch[0] < stretch[1] <= len(document.canonical_text):
        return []
    canonical = Canonical(document.canonical_text, tuple(document.layout.get("page_starts", ())))
    return [{"page": s.page, "start": s.start, "end": s.end} for s in canonical.spans(stretch)]


def united(first: Spans, second: Spans) -> Spans:
    """Both lists in the order of the text, no stretch twice."""
    both = {(s["start"], s["end"]): s for s in (*first, *second)}
    return [both[key] for key in sorted(both)]


def quoted(text: str, spans: Iterable[dict[str, Any]]) -> str:
    """The words of the spans on one line, a gap between them shown as […]."""
    pieces, last = [], None
    for span in spans:
        piece = " ".join(text[span["start"] : span["end"]].split())
        gap = last is not None and text[last : span["start"]].strip()
        pieces.append(f"[…] {piece}" if gap else piece)
        last = span["end"]
    return " ".join(pieces)


def sheet_of(shown: tuple[layout.Sheet, ...], spans: Spans) -> layout.Sheet:
    """The sheet on which a passage begins; the first one for a passage without a place."""
    return layout.sheet_at(shown, spans[0]["start"]) if spans else shown[0]
