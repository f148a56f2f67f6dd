"""Source documents made of lines, for tests of the reading core."""

from __future__ import annotations

from tinhxanh.core.plan.source import Line, SourceDocument


def document(text: str) -> SourceDocument:
    """`text` as a file reader would hand it over: one `Line` a printed line."""
    return SourceDocument(tuple(Line(line) for line in text.split("\n")), "txt")
