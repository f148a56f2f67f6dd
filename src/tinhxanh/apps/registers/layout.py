"""How a canonical text is kept in one JSON column, and how it is cut into sheets that a page can show.

A sheet is a page of the file, or about a page's worth of paragraphs where the format has no pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tinhxanh.core.plan.canonical import Block, Canonical, Table, TableCell

SHEET_LENGTH = 2400
"""Characters of a sheet where the format has no pages: about an A4 page of an administrative text."""


def pack(canonical: Canonical) -> dict[str, Any]:
    """Everything of `canonical` but its text, as short JSON: lists in place of objects."""
    return {
        "page_starts": list(canonical.page_starts),
        "blocks": [[b.start, b.end, b.bold, b.italic, b.align, b.note] for b in canonical.blocks],
        "tables": [_pack_table(table) for table in canonical.tables],
    }


def _pack_table(table: Table) -> dict[str, Any]:
    return {
        "start": table.start,
        "end": table.end,
        "rows": table.n_rows,
        "columns": table.n_columns,
        "header": table.n_header_rows,
        "cells": [
            [c.row, c.column, c.row_span, c.column_span, [list(piece) for piece in c.pieces]]
            for c in table.cells
        ],
    }


def unpack(text: str, layout: dict[str, Any]) -> Canonical:
    """The canonical text that `pack` was given."""
    return Canonical(
        text=text,
        page_starts=tuple(layout.get("page_starts", ())),
        blocks=tuple(Block(*block) for block in layout.get("blocks", ())),
        tables=tuple(_unpack_table(table) for table in layout.get("tables", ())),
    )


def _unpack_table(packed: dict[str, Any]) -> Table:
    cells = tuple(
        TableCell(row, column, tuple((a, b) for a, b in pieces), row_span, column_span)
        for row, column, row_span, column_span, pieces in packed["cells"]
    )
    return Table(packed["start"], packed["end"], cells, packed["rows"], packed["columns"], packed["header"])


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is shown as one page: `[start, end)` of the text, `number` from 1."""

    number: int
    start: int
    end: int

    def holds(self, offset: int) -> bool:
        return self.start <= offset < self.end


def sheets(canonical: Canonical) -> tuple[Sheet, ...]:
    """The sheets of a text, in order and without gaps; one empty sheet for an empty text."""
    starts = list(_starts(canonical))
    ends = [*starts[1:], max(len(canonical.text), starts[-1] + 1)]
    return tuple(Sheet(n, start, end) for n, (start, end) in enumerate(zip(starts, ends, strict=True), 1))


def _starts(canonical: Canonical) -> Iterator[int]:
    yield 0
    if canonical.page_starts:
        yield from (start for start in canonical.page_starts if start > 0)
        return
    last = 0
    for start in _breaks(canonical):
        if start - last >= SHEET_LENGTH:
            last = start
            yield start


def _breaks(canonical: Canonical) -> list[int]:
    """Where a sheet may begin: at a paragraph outside tables, or at a row of a table."""
    rows = {
        cell.pieces[0][0]
        for table in canonical.tables
        for cell in table.cells
        if cell.column == 0 and cell.pieces
    }
    return sorted(rows | {block.start for block in canonical.blocks if block.start})


def sheet_at(shown: tuple[Sheet, ...], offset: int) -> Sheet:
    """The sheet on which a character stands; the last one for whatever lies behind the text."""
    return next((sheet for sheet in shown if sheet.holds(offset)), shown[-1])
