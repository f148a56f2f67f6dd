"""Lines cut into prose and the tables found among them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from tinhxanh.core.plan.grids.gridding import LooseTable
from tinhxanh.core.plan.source import Line

# A table, its first line and the line behind its last.
Found = tuple[LooseTable, int, int]


def separate(
    lines: Sequence[Line], table_at: Callable[[int], Found | None]
) -> Iterator[LooseTable | list[Line]]:
    """`lines` as prose and tables, in order; `table_at` tells whether a table's header stands at an index.

    Prose without a word is left out. A table may begin above its header, in lines not yet given away.
    """
    begin = index = 0
    while index < len(lines):
        found = table_at(index)
        if found is None:
            index += 1
            continue
        table, first, behind = found
        yield from _prose(lines[begin:first])
        yield table
        begin = index = behind
    yield from _prose(lines[begin:])


def _prose(lines: Sequence[Line]) -> Iterator[list[Line]]:
    if any(line.text.strip() for line in lines):
        yield list(lines)
