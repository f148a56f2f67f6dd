"""Assignment tables broken into lines: an agency a row, the points it leads and shares in two columns."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from tinhxanh.core.plan import pointers
from tinhxanh.core.plan.grids.gridding import Fragment, LooseTable
from tinhxanh.core.plan.normal import fold, squeeze
from tinhxanh.core.plan.source import Line

# A cell of pointers begins with a capital level behind a space, unless the list before it goes on.
_CELL = re.compile(
    r"(?<![,;:])\s(?=(?:(?:Các|Tại)\s+)?(?:[Đđ]iểm|[Mm]ục|[Kk]hoản|[Tt]iết|[Nn]hiệm vụ(?:\s+số)?|STT)"
    r"\s+(?:[a-zđ\d]|[IVX]+)(?![^\W\d]))"
)
_HEADED = re.compile(r"(?P<lead>chủ trì)|(?P<coordinate>phối hợp)")
_HEADS = {"lead": "Nhiệm vụ chủ trì", "coordinate": "Nhiệm vụ phối hợp"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A row: its label, the agencies as printed, and its cells of pointers, one or two."""

    label: str
    who: str
    cells: tuple[str, ...]
    page: int | None


def entry(label: str, lines: Sequence[Line]) -> Entry:
    """The row of the lines behind a row number."""
    text = squeeze(" ".join(line.text for line in lines))
    marks = [m for m in _CELL.finditer(text) if text[m.end()].isupper()]
    starts = [m.end() for m in marks]
    cells = [text[a:b].strip() for a, b in itertools.pairwise([*starts, len(text)])]
    who = text[: starts[0]].strip() if starts else text
    return Entry(label, who, tuple(cells), lines[0].page if lines else None)


def fits(rows: Sequence[Entry]) -> bool:
    """Whether most rows hold pointers behind their agency and none more than two cells of them."""
    pointing = [row for row in rows if row.cells and all(pointers.of_cell(cell) for cell in row.cells)]
    return len(pointing) >= 0.7 * len(rows) and all(len(row.cells) <= 2 for row in rows)


def assemble(header: Sequence[Line], rows: Sequence[Entry]) -> LooseTable:
    """The table of such rows, the two columns in the order that the header names them."""
    words = fold(" ".join(line.text for line in header))
    order = list(dict.fromkeys(m.lastgroup or "" for m in _HEADED.finditer(words)))[:2]
    roles = order if len(order) == 2 else ["lead", "coordinate"]
    led = {
        path
        for row in rows
        if len(row.cells) == 2
        for path in pointers.of_cell(row.cells[roles.index("lead")])
    }
    heads = ["TT", "Cơ quan", *(_HEADS[role] for role in roles)]
    page = header[0].page if header else None
    fragments = [Fragment(0, column, text, page) for column, text in enumerate(heads)]
    for number, row in enumerate(rows, 1):
        fragments += [Fragment(number, 0, row.label, row.page), Fragment(number, 1, row.who, row.page)]
        for place, cell in enumerate(row.cells):
            column = place if len(row.cells) == 2 else roles.index(_alone(cell, led))
            fragments.append(Fragment(number, column + 2, cell, row.page))
    return LooseTable(tuple(fragments), len(rows) + 1, 4, 1)


def _alone(cell: str, led: set[tuple[str, ...]]) -> str:
    """The role of a row's only cell: points that another agency leads already are shared."""
    paths = pointers.of_cell(cell)
    return "coordinate" if paths and all(path in led for path in paths) else "lead"
