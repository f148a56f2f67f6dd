"""Tables in running lines: with tabs between cells, or broken by extraction into one line a cell stretch."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from tinhxanh.core.plan import brokentables, indicatorlines
from tinhxanh.core.plan.gridding import Fragment, LooseTable
from tinhxanh.core.plan.normal import fold, squeeze
from tinhxanh.core.plan.source import Line

_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,80}>")


def find(lines: Sequence[Line]) -> Iterable[LooseTable | list[Line]]:
    """`lines` cut into runs of prose lines and tables, in order."""
    rest: list[Line] = []
    for part in _tabbed(lines):
        if isinstance(part, LooseTable):
            if rest:
                yield from _broken(rest)
                rest = []
            yield part
        else:
            rest.extend(part)
    if rest:
        yield from _broken(rest)


def _broken(lines: Sequence[Line]) -> Iterable[LooseTable | list[Line]]:
    """Tables whose cells were printed one line after another: of duties, then of indicators."""
    for part in brokentables.find(lines):
        yield from [part] if isinstance(part, LooseTable) else indicatorlines.find(part)


def _tabbed(lines: Sequence[Line]) -> Iterable[LooseTable | list[Line]]:
    """Runs of lines with at least two tabs are tables; blank lines do not end them."""
    table: list[Line] = []
    waiting: list[Line] = []
    for line in lines:
        if line.text.count("\t") >= 2:
            table.append(line)
            waiting = []
        elif table and not line.text.strip():
            waiting.append(line)
        else:
            if table:
                yield _of_tabs(table) if len(table) > 1 else table
                yield waiting
                table, waiting = [], []
            yield [line]
    if table:
        yield _of_tabs(table) if len(table) > 1 else table
        yield waiting


def _of_tabs(lines: Sequence[Line]) -> LooseTable:
    rows = [[clean(cell) for cell in line.text.split("\t")] for line in lines]
    header = fold(" ".join(rows[0]))
    fragments: list[Fragment] = []
    number = 0
    for index, (cells, line) in enumerate(zip(rows, lines, strict=True)):
        if index and _same(fold(" ".join(cells)), header):
            continue
        fragments.extend(Fragment(number, column, text, line.page) for column, text in enumerate(cells))
        number += 1
    columns = max(len(cells) for cells in rows)
    return LooseTable(
        tuple(fragments), number, columns, 1 if brokentables.names_columns(" ".join(rows[0])) else 0
    )


def clean(cell: str) -> str:
    """A cell without the markup that a converter left in it."""
    return squeeze(_TAG.sub(" ", cell))


def _same(one: str, other: str) -> bool:
    """Whether two header rows are one, print errors apart (letters differ here and there)."""
    if one == other:
        return True
    a, b = set(one.split()), set(other.split())
    return len(a & b) >= 0.75 * max(len(a), len(b))
