"""Source documents as JSON, to pass them from the process that read a file to the one that asked.

JSON, not pickle: the reading process has had a stranger's file in its hands.
"""

from __future__ import annotations

import json
from typing import Any

from tinhxanh.core.plan.source import (
    Box,
    Cell,
    Element,
    Grid,
    Line,
    Note,
    Paragraph,
    SourceDocument,
    Stamp,
)


def dumps(document: SourceDocument) -> str:
    """`document` as one line of JSON."""
    return json.dumps(
        {
            "elements": [_packed(element) for element in document.elements],
            "format": document.format,
            "n_pages": document.n_pages,
            "footnotes": [_packed(paragraph) for paragraph in document.footnotes],
            "stamps": [(s.text, s.page, _sides(s.box), s.signer, s.signed_at) for s in document.stamps],
            "notes": [(note.code, note.message, note.page) for note in document.notes],
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def loads(text: str) -> SourceDocument:
    """The document that `dumps` wrote."""
    raw = json.loads(text)
    return SourceDocument(
        tuple(_element(row) for row in raw["elements"]),
        raw["format"],
        raw["n_pages"],
        tuple(Paragraph(*row[1:]) for row in raw["footnotes"]),
        tuple(Stamp(words, page, _box(box), *rest) for words, page, box, *rest in raw["stamps"]),
        tuple(Note(*row) for row in raw["notes"]),
    )


def _packed(element: Element) -> tuple[Any, ...]:
    if isinstance(element, Line):
        return (
            "L",
            element.text,
            element.page,
            _sides(element.box),
            element.bold,
            element.italic,
            element.size,
        )
    if isinstance(element, Paragraph):
        e = element
        return "P", e.text, e.page, e.align, e.bold, e.italic, e.heading_level
    cells = [
        (c.row, c.column, [_packed(inner) for inner in c.content], c.row_span, c.column_span)
        for c in element.cells
    ]
    return "G", cells, element.n_rows, element.n_columns, element.page, element.ruled


def _sides(box: Box | None) -> tuple[float, ...] | None:
    return None if box is None else (box.x0, box.top, box.x1, box.bottom, box.page_width)


def _box(sides: list[float] | None) -> Box | None:
    return None if sides is None else Box(*sides)


def _element(row: list[Any]) -> Element:
    if row[0] != "G":
        return _printed(row)
    cells = tuple(
        Cell(at, column, tuple(map(_printed, inner)), *spans) for at, column, inner, *spans in row[1]
    )
    return Grid(cells, *row[2:])


def _printed(row: list[Any]) -> Line | Paragraph:
    if row[0] == "L":
        return Line(row[1], row[2], _box(row[3]), *row[4:])
    return Paragraph(*row[1:])
