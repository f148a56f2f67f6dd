"""Which places of a table belong to one printed cell."""

from __future__ import annotations

from dataclasses import dataclass

from .source import Table


@dataclass(frozen=True)
class Cell:
    """A printed cell: its first place, how far it reaches, its lines and the kind of its row."""

    row: int
    column: int
    rows: int
    columns: int
    lines: tuple[str, ...]
    kind: str


def cells(table: Table) -> list[Cell]:
    """Return the printed cells of ``table`` in reading order."""
    return [
        Cell(r, c, reach_down(table, r, c), reach_right(table, r, c), tuple(text.split("<br>")), row.kind)
        for r, row in enumerate(table.rows)
        for c, text in enumerate(row.cells)
        if text not in ("<", "^")
    ]


def reach_right(table: Table, r: int, c: int) -> int:
    """Return how many columns the cell at (r, c) covers."""
    marks = table.rows[r].cells[c + 1 :]
    return 1 + next((n for n, text in enumerate(marks) if text != "<"), len(marks))


def reach_down(table: Table, r: int, c: int) -> int:
    """Return how many rows the cell at (r, c) covers."""
    marks = [row.cells[c] for row in table.rows[r + 1 :]]
    return 1 + next((n for n, text in enumerate(marks) if text != "^"), len(marks))
