"""Rows of a table that lies before us line by line, each line cut into the cells of its columns.

A row begins where its number stands, if cells are set at the top of their row. Where they are set in its
middle, it begins so far above its number as it ends below. Without numbers a row begins where several
cells begin anew on one line.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tinhxanh.core.plan.grids import rownumbers, timecells
from tinhxanh.core.plan.grids.celllines import begins_anew
from tinhxanh.core.plan.grids.cellwords import AGENCY, DEADLINE
from tinhxanh.core.plan.grids.gridding import Fragment
from tinhxanh.core.plan.grids.opencells import is_open
from tinhxanh.core.plan.naming import agencies

_LABEL = re.compile(r"(?:\d{1,3}(?:\.\d{1,3}){0,3}|[IVX]{1,6}|[A-HĐ]|[a-zđ])[.)]?")
_NUMBERING = re.compile(r"\(?\d{1,2}\)?")
_BULLET = re.compile(r"[-–+•]\s")
_BELOW_WHITE = 0.5  # what a cell says that begins below white
_LEAST_BLOCKS = 3
_APART = 0.8  # share of the blocks between empty lines that hold one row, where these part rows
_TOP = 0.95  # share of numbers beside the beginning of their duty where cells are set at the top


@dataclass(frozen=True, slots=True)
class GridLine:
    """One printed line: its cells, or the words that run over all of them; `apart` below an empty line."""

    cells: tuple[str, ...]
    page: int | None
    whole: str = ""
    apart: bool = False


@dataclass(slots=True)
class Row:
    """The lines of a row; `label` where the line of its number lies in them."""

    lines: list[GridLine] = field(default_factory=list)


def group(grid: Sequence[GridLine], roles: Sequence[str | None]) -> list[Row]:
    """The lines of a table as rows, in order; a line that runs over the columns is a row of its own."""
    lines = [line for line in grid if not _is_numbering(line)]
    starts = _starts(lines, roles)
    rows: list[Row] = []
    for at, line in enumerate(lines):
        if at in starts or not rows:
            rows.append(Row())
        rows[-1].lines.append(line)
    return rows


def _is_numbering(line: GridLine) -> bool:
    """A line (1) (2) (3) below the header."""
    filled = [cell for cell in line.cells if cell]
    return len(filled) > 2 and all(_NUMBERING.fullmatch(cell) for cell in filled)


def _starts(lines: Sequence[GridLine], roles: Sequence[str | None]) -> set[int]:
    """Where rows begin."""
    blocks = _blocks(lines, roles)
    if blocks:
        return blocks
    whole = {i for i, line in enumerate(lines) if line.whole and not (i and _wraps(lines[i - 1], line))}
    behind = {i + 1 for i, line in enumerate(lines) if line.whole and not _is_whole(lines, i + 1)}
    if "id" not in roles:
        return whole | behind | {i for i in range(len(lines)) if _begins_row(lines, i, roles)}
    at = roles.index("id")
    numbered = [i for i, line in enumerate(lines) if not line.whole and _LABEL.fullmatch(line.cells[at])]
    if not numbered:
        return whole | behind | {i for i in range(len(lines)) if _begins_row(lines, i, roles)}
    if _is_set_at_top(lines, numbered, roles):
        return whole | set(numbered)
    return whole | behind | _around(lines, numbered, sorted(whole), roles)


def _blocks(lines: Sequence[GridLine], roles: Sequence[str | None]) -> set[int]:
    """Where rows begin if empty lines part them: nearly every block holds one number, or the beginning of
    one duty where rows have no numbers. Nothing where they part something else.
    """
    begun = [i for i, line in enumerate(lines) if i == 0 or line.apart]
    blocks = [lines[start:end] for start, end in itertools.pairwise([*begun, len(lines)])]
    counts = [_rows_in(block, roles) for block in blocks]
    if len(blocks) < _LEAST_BLOCKS or counts.count(1) < _APART * len(blocks):
        return set()
    # A block that begins no row goes on with the one above it, behind the break of a page.
    return {start for start, count in zip(begun, counts, strict=True) if count} | {0}


def _rows_in(block: Sequence[GridLine], roles: Sequence[str | None]) -> int:
    """How many rows stand in a block of lines, told by their numbers or by how the first duty begins."""
    if all(line.whole for line in block):
        return 1
    if "id" in roles:
        at = roles.index("id")
        return sum(1 for line in block if _LABEL.fullmatch(line.cells[at]))
    main = _main(roles)
    first = next((line.cells[main] for line in block if line.cells[main]), "")
    filled = {column for line in block for column, cell in enumerate(line.cells) if cell}
    return 1 if len(filled) > 1 and first and not first[0].islower() else 0


def _is_whole(lines: Sequence[GridLine], at: int) -> bool:
    return at < len(lines) and bool(lines[at].whole)


def _wraps(before: GridLine, line: GridLine) -> bool:
    """Whether a line over all columns goes on with the one before."""
    return bool(before.whole) and line.whole[:1].islower()


def _is_set_at_top(lines: Sequence[GridLine], numbered: Sequence[int], roles: Sequence[str | None]) -> bool:
    """Whether the numbers stand beside the first line of their row: duties begin beside them."""
    column = _main(roles)
    texts = [lines[i].cells[column] for i in numbered]
    begun = sum(1 for text in texts if text and not text[0].islower())
    above = any(lines[i].cells[column] for i in range(numbered[0]) if not lines[i].whole)
    return begun >= _TOP * len(texts) and not above


def _around(
    lines: Sequence[GridLine], numbered: Sequence[int], whole: Sequence[int], roles: Sequence[str | None]
) -> set[int]:
    """Where rows begin whose numbers are set in their middle; rows over all columns part the others."""
    found: set[int] = set()
    edges = [-1, *whole, len(lines)]
    for before, behind in itertools.pairwise(edges):
        within = [i for i in numbered if before < i < behind]
        if within:
            found.update(_borders(lines, within, before + 1, behind, roles))
    return found


def _borders(
    lines: Sequence[GridLine], numbered: Sequence[int], first: int, end: int, roles: Sequence[str | None]
) -> list[int]:
    """Where the rows of numbers in a stretch `[first, end)` begin: a shortest path over the borders between
    them, each row as high above its number as below, cells beginning anew at each border.
    """
    paths: dict[int, tuple[float, list[int]]] = {first: (0.0, [first])}
    for number, following in zip(numbered, [*numbered[1:], end], strict=True):
        places = range(number + 1, following + 1) if following < end else [end]
        cues = {s: _goes_on(lines, s, end, roles) - _cue(lines, s, roles, 0.1) for s in places}
        paths = {
            s: min(
                (
                    (cost + cues[s] + _tilt(lines, begun, s, number), [*path, s])
                    for begun, (cost, path) in paths.items()
                ),
                key=lambda found: found[0],
            )
            for s in places
        }
    return min(paths.values(), key=lambda found: found[0])[1][:-1]


def _goes_on(lines: Sequence[GridLine], at: int, end: int, roles: Sequence[str | None]) -> float:
    """What it costs that the first words of a duty below a border go on with a sentence."""
    main = _main(roles)
    first = next((lines[i].cells[main] for i in range(at, min(at + 6, end)) if lines[i].cells[main]), "")
    return 3.0 if first[:1].islower() else 0.0


def _main(roles: Sequence[str | None]) -> int:
    """The column of what to do."""
    return next((roles.index(role) for role in ("task", "name") if role in roles), 0)


def _tilt(lines: Sequence[GridLine], begun: int, end: int, number: int) -> float:
    """How far the lines `[begun, end)` of a row are from having its number in their middle."""
    if lines[begun].page != lines[end - 1].page:
        return 1.0
    return max(0.0, abs(begun + end - 1 - 2 * number) - 1.0)


def _begins_row(lines: Sequence[GridLine], at: int, roles: Sequence[str | None]) -> bool:
    """Whether a row without a number begins on a line: its duty and another cell begin anew."""
    line = lines[at]
    if line.whole or at == 0:
        return at == 0
    main = _main(roles)
    filled = [i for i, cell in enumerate(line.cells) if cell]
    text = line.cells[main]
    if main not in filled or len(filled) < 2 or text[0].islower() or _BULLET.match(text):
        return False
    return _cue(lines, at, roles) >= 1.0


def _cue(
    lines: Sequence[GridLine], at: int, roles: Sequence[str | None], below_white: float = _BELOW_WHITE
) -> float:
    """What speaks for a row to begin at a line: cells that begin anew there, less those that go on.

    `below_white`: what a cell says that begins below white; little where cells are set in the middle.
    """
    if at >= len(lines) or lines[at].whole or lines[at - 1].whole:
        return 2.0
    # Where cells are set in the middle their lines stand between each other's.
    further = lines[at - 2].cells if below_white < _BELOW_WHITE and at > 1 else ()
    above = [before or (further[i] if further else "") for i, before in enumerate(lines[at - 1].cells)]
    return sum(
        _cell_cue(before, text, role, below_white)
        for before, text, role in zip(above, lines[at].cells, roles, strict=True)
        if text and role != "id"
    )


def _cell_cue(before: str, text: str, role: str | None, below_white: float) -> float:
    """What one cell says: +1 begins anew, -2 goes on with the line above."""
    if text[0].islower() or text[0] in "(,;":
        return -2.0
    if not before:
        return below_white
    if role in AGENCY or role == "both":
        return 1.0 if agencies.opens(text) and not is_open(before) and before[-1] not in ",;" else -2.0
    if role == "deadline":
        return (
            1.0
            if DEADLINE.match(text) and (timecells.is_whole(before) or not DEADLINE.match(before))
            else -1.0
        )
    if before[-1] in ",;-–" or before.rsplit(maxsplit=1)[-1].lower() in _HANGING:
        return -2.0
    return 1.0 if before[-1] == "." else 0.5


_HANGING = frozenset(
    {
        "và",
        "của",
        "các",
        "về",
        "với",
        "cho",
        "tại",
        "theo",
        "từ",
        "đến",
        "ngày",
        "tháng",
        "quý",
        "năm",
        "trong",
    }
)


def fragments(rows: Sequence[Row], roles: Sequence[str | None]) -> Iterable[Fragment]:
    """The cells of the rows, numbered from 1, page by page within a row."""
    merged = _merged_columns(rows, roles)
    spans = {column: _spans(rows, column) for column in merged}
    for number, row in enumerate(rows):
        pages = list(dict.fromkeys(line.page for line in row.lines))
        for page in pages:
            lines = [line for line in row.lines if line.page == page]
            yield from _whole(number + 1, lines, roles)
            for column in range(len(roles)):
                if column not in merged:
                    yield from _cell(number + 1, column, lines, roles[column])
                elif page == pages[0] and number in spans[column]:
                    reach, texts = spans[column][number]
                    yield Fragment(number + 1, column, " ".join(texts), page, row_span=reach)


def _whole(number: int, lines: Sequence[GridLine], roles: Sequence[str | None]) -> Iterable[Fragment]:
    """A row of one cell: its number, if it has one, and its words in the column of what to do."""
    main = _main(roles)
    for line in lines:
        if not line.whole:
            continue
        match = rownumbers.LABEL.match(line.whole)
        text = line.whole
        if match is not None and match[2] and "id" in roles:
            yield Fragment(number, roles.index("id"), match[1], line.page)
            text = match[2]
        yield Fragment(number, main, text, line.page)


def _cell(number: int, column: int, lines: Sequence[GridLine], role: str | None) -> Iterable[Fragment]:
    before = ""
    for line in lines:
        text = line.cells[column]
        if not text:
            continue
        anew = _BULLET.match(text) is not None or (
            role in AGENCY and bool(before) and begins_anew(before, text)
        )
        yield Fragment(number, column, text, line.page, gap="\n" if anew else " ")
        before = f"{before} {text}".strip()[-400:]


def _merged_columns(rows: Sequence[Row], roles: Sequence[str | None]) -> set[int]:
    """Columns before the duties whose cells reach over several rows: what the rows belong to."""
    found = set()
    main = _main(roles)
    for column, role in enumerate(roles[:main]):
        filled = [bool(row.lines[0].cells[column]) for row in rows if not row.lines[0].whole]
        if role in {None, "name", "task"} and any(filled) and not all(filled):
            found.add(column)
    return found


def _spans(rows: Sequence[Row], column: int) -> dict[int, tuple[int, list[str]]]:
    """Row at which a merged cell begins -> how many rows it covers, and its lines."""
    found: dict[int, tuple[int, list[str]]] = {}
    begun, blank = -1, True
    for number, row in enumerate(rows):
        for place, line in enumerate(row.lines):
            text = line.cells[column]
            if text and (blank or begun < 0 or (place == 0 and not text[0].islower())):
                begun = number
                found[begun] = (1, [])
            if text:
                found[begun][1].append(text)
            blank = not text
    order = sorted(found)
    for here, following in zip(order, [*order[1:], len(rows)], strict=True):
        found[here] = (following - here, found[here][1])
    return found
