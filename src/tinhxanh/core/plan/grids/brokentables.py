"""Task tables that text extraction broke into lines: every cell printed as its lines, row after row.

The header tells the columns; numbers in sequence begin the rows; within a row each line goes to the
column it fits best, columns in order (a shortest path over lines and columns). What fits a column is
learnt from the rows that stand on one page; rows that run over a page are read after them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field, replace

from tinhxanh.core.plan.grids import (
    assignmentlines,
    cellatoms,
    columns,
    cutrows,
    doubts,
    rownumbers,
    tableends,
    timecells,
)
from tinhxanh.core.plan.grids.cellatoms import Atom
from tinhxanh.core.plan.grids.celllines import Fit, begins_anew
from tinhxanh.core.plan.grids.cellpaths import Paths
from tinhxanh.core.plan.grids.cellwords import AGENCY
from tinhxanh.core.plan.grids.doubts import Piece, Placed
from tinhxanh.core.plan.grids.gridding import Fragment, LooseTable
from tinhxanh.core.plan.grids.opencells import is_open
from tinhxanh.core.plan.grids.parting import Found, separate
from tinhxanh.core.plan.grids.sidecells import open_lead, unpack
from tinhxanh.core.plan.lines import pagenumbers
from tinhxanh.core.plan.lines.furniture import HEADER_START, NUMBER_LINE
from tinhxanh.core.plan.normal import fold, squeeze
from tinhxanh.core.plan.source import Line

_MAX_HEADER = 24  # printed lines; narrow columns break their heads word by word
_ROUNDS = 1  # in which the widths of the columns are learnt
_KEPT = 400  # letters of an open cell that decide how it goes on; keeps the cost linear in its length


def names_columns(text: str) -> bool:
    """Whether `text` reads as the header of a task or indicator table."""
    return (
        len(columns.of_running_header(text)) >= 3
        or len(re.findall(r"chỉ tiêu|chỉ số|điểm|xếp hạng|đơn vị tính|mục tiêu|trung vị|chủ trì", fold(text)))
        >= 2
    )


@dataclass(slots=True)
class Row:
    """A row: its label and its lines, a list for each page it stands on."""

    label: str
    parts: list[list[Line]] = field(default_factory=lambda: [[]])
    beside: bool = False  # whether its first line stands beside its number


def find(lines: Sequence[Line]) -> Iterable[LooseTable | list[Line]]:
    """`lines` cut into prose and broken tables, in order. Linear: every line is looked at a bounded
    number of times.
    """

    def table_at(index: int) -> Found | None:
        header = _header(lines, index)
        rows, end = _rows(lines, index + len(header), header) if header else ([], index)
        return (_assemble(header, rows), index, end) if len(rows) >= 2 else None

    return separate(lines, table_at)


def _header(lines: Sequence[Line], start: int) -> list[Line]:
    """The lines of a table header beginning at `start`, or nothing."""
    if not HEADER_START.match(lines[start].text):
        return []
    taken: list[Line] = []
    for line in rownumbers.head(lines, start, _MAX_HEADER):
        match = rownumbers.LABEL.match(line.text)
        if taken and match is not None and match[1] in rownumbers.FIRST:
            break
        taken.append(line)
    else:
        return []
    roles = columns.of_running_header(" ".join(line.text for line in taken))
    agencies = {"lead", "coordinate", "responsible"} & set(roles)
    return taken if "task" in roles and agencies and len(roles) >= 3 else []


def _rows(lines: Sequence[Line], start: int, header: list[Line]) -> tuple[list[Row], int]:
    """The rows from `start` on, and where the table ends: at a line that no longer belongs to it."""
    repeat = rownumbers.heads(header)
    has_numbers = "money" in columns.of_running_header(" ".join(line.text for line in header))
    ends = tableends.around(lines, start - len(header))
    rows: list[Row] = []
    labels: list[str] = []
    index, widest = start, 0
    while index < len(lines):
        line = lines[index]
        text = line.text.strip()
        skip = rownumbers.repeated(lines, index, repeat)
        if not skip and rownumbers.COLUMN_NUMBERS.fullmatch(text):
            index += 1
            continue
        if skip:
            if _starts_anew(lines, index + skip, labels):
                break
            if rows and rows[-1].parts[-1]:
                rows[-1].parts.append([])
            index += skip
            continue
        closed = ends.closes(text, labels) or rownumbers.ends_table(text)
        if rows and (closed or (len(rows) > 2 and is_prose(text, widest))):
            break
        widest = max(widest, len(text))
        behind = rownumbers.behind_time(text, labels)
        if behind is not None:  # cells merged over rows: the next number stands behind their time
            rows[-1].parts[-1].append(Line(text[: behind.start(1)].rstrip(), line.page, line.box))
            text = behind[1]
        match = rownumbers.LABEL.match(text)
        if rows and rows[-1].parts[-1] and pagenumbers.ends_phrase(rows[-1].parts[-1][-1].text, text):
            rows[-1].parts[-1].append(line)
        elif match is not None and rownumbers.follows(labels, match[1]):
            rows.append(Row(match[1]))
            labels.append(match[1])
            if match[2]:
                rows[-1].parts[-1].append(Line(match[2], line.page, line.box))
                rows[-1].beside = True
        elif rows and text and not (NUMBER_LINE.fullmatch(text) and not has_numbers):
            rows[-1].parts[-1].append(line)
        index += 1
    return rows, index


def is_prose(text: str, widest: int) -> bool:
    """Whether a line is much wider than every line of the table so far: a sentence printed below it.

    Cells of one line that stand side by side make a wide line too, but it ends with a time or an agency.
    """
    if len(text) <= max(60, 1.25 * widest) or not text[:1].isupper() or rownumbers.LABEL.match(text):
        return False
    cells = cellatoms.atoms([text])
    if len(cells) < 2 or any(atom.inside and cellatoms.is_time(atom.text) for atom in cells):
        return len(cells) < 2
    return not (timecells.is_whole(cells[-1].text) or cells[-1].opens)


def _starts_anew(lines: Sequence[Line], index: int, labels: Sequence[str]) -> bool:
    """Whether behind a header the numbers begin again: another table, not another page."""
    following = next((line.text.strip() for line in lines[index : index + 4] if line.text.strip()), "")
    match = rownumbers.LABEL.match(following)
    return (
        match is not None
        and bool(labels)
        and match[1] in rownumbers.FIRST
        and not rownumbers.follows(labels, match[1])
    )


def _is_group(rows: list[Row], index: int) -> bool:
    """Whether a row only heads those below it: the next row is its first child or of a lower kind."""
    if index + 1 >= len(rows):
        return False
    label, following = rows[index].label, rows[index + 1].label
    if "." in following and "." not in label:
        return following.split(".")[0] == label or not label[0].isdigit()
    return rownumbers.kind(label) != "number" and rownumbers.kind(following) == "number"


def _speaks(row: Row) -> bool:
    """Whether a row names somebody and ends with a time."""
    atoms = cellatoms.atoms([line.text for part in row.parts for line in part])
    time = timecells.join([Line(atom.text) for atom in atoms[-timecells.MOST :]])
    return any(atom.opens for atom in atoms[1:]) and bool(time) and timecells.is_whole(time[-1].text)


def _silent(rows: Sequence[Row], groups: Set[int]) -> set[int]:
    """The rows that say nothing but what to do, below a group that says who and when for them all."""
    found: set[int] = set()
    spoken = False
    for index, row in enumerate(rows):
        if index in groups:
            spoken = _speaks(row)
        elif spoken:
            atoms = cellatoms.atoms([line.text for part in row.parts for line in part])
            if not any(atom.opens or cellatoms.is_time(atom.text) for atom in atoms[1:]):
                found.add(index)
    return found


def _assemble(header: list[Line], rows: list[Row]) -> LooseTable:
    roles = columns.of_running_header(" ".join(line.text for line in header))
    body = [role for role in roles if role != "id"]
    groups = {i for i in range(len(rows)) if _is_group(rows, i)}
    if "deadline" not in body and not groups:
        entries = [
            assignmentlines.entry(row.label, [line for part in row.parts for line in part]) for row in rows
        ]
        if assignmentlines.fits(entries):
            return assignmentlines.assemble(header, entries)
    bare = groups.difference(i for i in groups if _speaks(rows[i])) | _silent(rows, groups)
    items = [row for i, row in enumerate(rows) if i not in bare]
    cells = placed(items, body)
    task = body.index("task") + 1
    fragments = header_fragments(header[0].page, roles)
    doubtful: list[int] = []
    for index, row in enumerate(rows):
        number = index + 1
        fragments.append(Fragment(number, 0, row.label, row.parts[0][0].page if row.parts[0] else None))
        if index in bare:
            words = [line for part in row.parts for line in part]
            fragments.extend(Fragment(number, task, line.text, line.page) for line in words)
        else:
            found = next(cells)
            if found.doubt > doubts.DOUBTFUL:
                doubtful.append(number)
            fragments.extend(item(number, body, found.pieces))
    return LooseTable(tuple(fragments), len(rows) + 1, len(body) + 1, 1, tuple(doubtful))


def header_fragments(page: int | None, roles: Sequence[str]) -> list[Fragment]:
    """The header as one row: each role named by its own words, so that the columns are told apart."""
    names = {
        "id": "TT",
        "task": "Nhiệm vụ",
        "lead": "Chủ trì",
        "coordinate": "Phối hợp",
        "deadline": "Thời gian",
        "product": "Sản phẩm",
        "note": "Ghi chú",
        "money": "Kinh phí",
        "responsible": "Đơn vị thực hiện",
        "approval": "Cấp trình",
        "code": "Mã",
        "component": "Lĩnh vực",
    }
    return [Fragment(0, column, names.get(role, role), page) for column, role in enumerate(roles)]


def placed(rows: Sequence[Row], roles: Sequence[str]) -> Iterator[Placed]:
    """For each row its pieces in printed order, with what they cost.

    Widths of columns and names are learnt from rows on one page; those that run over a page come after.
    """
    for row in rows:
        if len(row.parts) > 1 and not row.parts[-1]:
            row.parts.pop()  # the page ended with the row
        if "deadline" in roles and len(row.parts) == 1:
            row.parts = [timecells.join(row.parts[0])]
    paths = Paths(roles)
    cut = [cellatoms.atoms([line.text for line in row.parts[0]]) for row in rows]
    whole = [part for row, part in zip(rows, cut, strict=True) if len(row.parts) == 1 and part]
    for _ in range(_ROUNDS):
        paths.learn([(part, paths.place(part)) for part in whole])
    broken = [_prepared(row, roles) for row in rows if len(row.parts) > 1]
    fit = Fit(roles, [line.text for row in rows for part in row.parts for line in part])
    found: list[Placed | None] = []
    for row, part in zip(rows, cut, strict=True):
        whole_row = len(row.parts) == 1
        pieces = list(_of_cells(row.parts[0], part, paths)) if whole_row else []
        found.append(
            doubts.judged(roles, pieces, doubts.of(paths.spent, paths.margin)) if whole_row else None
        )
        if broken and pieces:
            fit.learn([Line(text) for _, text, _ in pieces], [column for column, _, _ in pieces])
    over = iter(broken)
    for row, part, placed_row in zip(rows, cut, found, strict=True):
        if placed_row is not None:
            yield placed_row
            continue
        parts = next(over)
        cut_in_two = _cut_in_two(row, part, paths)
        if cut_in_two is not None:
            yield cut_in_two
            continue
        begun = _begun(row, part, paths)
        rest, margin = _over_pages(parts[1:] if begun else parts, fit, begun)
        yield doubts.judged(roles, [*begun, *rest], 0.0 if begun else doubts.GUESSED - margin)


_FINISHED = re.compile(r"(?<=[^\W\d]\.)\s+(?=[^\W\d])")  # "… tín dụng. | thành phố": the ends of two cells
_SURE = 6.0  # what the rests of the cells of a row below a break may cost


def _cut_in_two(row: Row, part: Sequence[Atom], paths: Paths) -> Placed | None:
    """The pieces of a row whose cells all begin above a break and of which some go on below it; None where
    that is not plain to see.
    """
    if len(row.parts) != 2 or not part:
        return None
    upper = cutrows.above(paths, part)
    if not upper:
        return None
    begun = ["" for _ in paths.roles]
    for column, start, end in upper:
        begun[column] = " ".join(atom.text for atom in part[start:end])
    lines = [replace(line, text=text) for line in row.parts[1] for text in _FINISHED.split(line.text)]
    rest = cellatoms.atoms([line.text for line in lines])
    lower, cost = cutrows.below(paths, begun, rest)
    if not lower or cost > _SURE:
        return None
    pieces = [
        (column, atom.text, own[atom.line])
        for cells, atoms, own in ((upper, part, row.parts[0]), (lower, rest, lines))
        for column, start, end in cells
        for atom in atoms[start:end]
    ]
    return doubts.judged(paths.roles, pieces, doubts.of(paths.spent + cost))


def _begun(row: Row, part: Sequence[Atom], paths: Paths) -> list[Piece]:
    """The cells above a page break where every cell has begun there: a duty that ends with a stop, each kind
    of agency and a whole time behind them; nothing where one is missing or open.
    """
    if "deadline" not in paths.roles or not part:
        return []
    pieces = list(_of_cells(row.parts[0], part, paths))
    cells: dict[str, str] = {}
    for column, text, _ in pieces:
        role = paths.roles[column]
        cells[role] = f"{cells.get(role, '')} {text}".strip()
    agencies = [cells.get(role, "") for role in paths.roles if role in AGENCY]
    ends = cells.get("task", "").endswith(".") and timecells.is_whole(cells.get("deadline", ""))
    lead_ends = bool(agencies) and all(agencies) and not any(map(is_open, agencies[:-1]))
    return pieces if ends and lead_ends else []


def _of_cells(lines: Sequence[Line], part: Sequence[Atom], paths: Paths) -> Iterable[Piece]:
    for column, start, end in paths.place(part):
        for atom in part[start:end]:
            yield column, atom.text, lines[atom.line]


def _prepared(row: Row, roles: Sequence[str]) -> list[list[Line]]:
    """The lines of a row over pages, with cells that stand side by side on one line apart."""
    kept = row.parts[0][:1] if row.beside else []
    first = kept + [piece for line in row.parts[0][len(kept) :] for piece in unpack(line)]
    parts = [first, *([piece for line in part for piece in unpack(line)] for part in row.parts[1:])]
    if AGENCY & set(roles):
        parts[0] = open_lead(parts[0], "product" in roles)
    return [timecells.join(part) for part in parts] if "deadline" in roles else parts


def _over_pages(
    parts: Sequence[list[Line]], fit: Fit, begun: Sequence[Piece] = ()
) -> tuple[list[Piece], float]:
    """The pieces of a row over pages, part by part; those `begun` stand above the first. With the least
    margin before a second-best way to place the lines of a part.
    """
    open_cells: dict[int, str] = {}
    for column, text, _ in begun:
        open_cells[column] = squeeze(f"{open_cells.get(column, '')} {text}")[-_KEPT:]
    pieces: list[Piece] = []
    margin = doubts.GUESSED
    for place, part in enumerate(parts):
        for column, text, line in fit.assign(part, dict(open_cells), place + 1 < len(parts)):
            open_cells[column] = squeeze(f"{open_cells.get(column, '')} {text}")[-_KEPT:]
            pieces.append((column, text, line))
        margin = min(margin, fit.margin)
    return pieces, margin


def item(number: int, roles: Sequence[str], pieces: Sequence[Piece], shift: int = 1) -> Iterable[Fragment]:
    """The fragments of a row from its pieces (column, text, line); a new name in a cell begins a line.

    `shift`: how many columns stand before the first of `roles`.
    """
    open_cells: dict[int, str] = {}
    for column, text, line in pieces:
        carried = open_cells.get(column, "")
        starts = re.match(r"\s*[-–+]\s", text) is not None
        if roles[column] in AGENCY and carried:
            starts = begins_anew(carried, text)
        open_cells[column] = squeeze(f"{carried} {text}")[-_KEPT:]
        yield Fragment(number, column + shift, text, line.page, gap="\n" if starts else " ")
