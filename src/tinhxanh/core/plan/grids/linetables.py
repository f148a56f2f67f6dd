"""Tables in running lines: with tabs between cells, or broken by extraction into one line a cell stretch."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tinhxanh.core.plan.grids import (
    brokentables,
    grouptables,
    indicatorlines,
    layouttables,
    rowtables,
    tabrows,
    tabtables,
)
from tinhxanh.core.plan.grids.gridding import LooseTable
from tinhxanh.core.plan.source import Line


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
    for side in layouttables.find(lines):
        if isinstance(side, LooseTable):
            yield side
            continue
        for inner in rowtables.find(side, numbered=True):
            if isinstance(inner, LooseTable):
                yield inner
                continue
            for part in brokentables.find(inner):
                yield from [part] if isinstance(part, LooseTable) else _unnumbered(part)


def _unnumbered(lines: Sequence[Line]) -> Iterable[LooseTable | list[Line]]:
    """Tables of duties under numbered groups, those without numbers, then tables of indicators."""
    for part in grouptables.find(lines):
        if isinstance(part, LooseTable):
            yield part
            continue
        for inner in rowtables.find(part, numbered=False):
            yield from [inner] if isinstance(inner, LooseTable) else indicatorlines.find(inner)


def _tabbed(lines: Sequence[Line]) -> Iterable[LooseTable | list[Line]]:
    """Rows with tabs between their cells as tables, the other lines as they are."""
    at = start = 0
    while at < len(lines):
        rows, end = tabrows.read(lines, at)
        if not rows:
            at += 1
            continue
        yield list(lines[start:at])
        yield tabtables.of_rows(rows)
        at = start = end
    yield list(lines[start:])
