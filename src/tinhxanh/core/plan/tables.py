"""Tables understood: Canonical -> rows with a cell for each role, under their groups."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from tinhxanh.core.plan.canonical import Canonical, Table, TableCell
from tinhxanh.core.plan.grids import columns, pairedheads
from tinhxanh.core.plan.naming import agencies
from tinhxanh.core.plan.normal import squeeze
from tinhxanh.core.values import Span

_BLANKS = re.compile(r"[^\S\n]+")


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its header: role (see `columns.role`), printed text, and the year the header names."""

    index: int
    role: str | None
    header: str
    year: int | None


@dataclass(frozen=True, slots=True)
class Row:
    """A data row: printed label, the cell of each column, and the groups it stands under, outermost first."""

    number: int
    label: str
    cells: Mapping[int, str]
    pieces: Mapping[int, tuple[tuple[int, int], ...]]
    is_group: bool
    groups: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with its columns and rows."""

    table: Table
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def first(self, *roles: str) -> Column | None:
        """The first column of any of `roles`, roles in order of preference."""
        return next((c for role in roles for c in self.columns if c.role == role), None)

    def all(self, role: str) -> tuple[Column, ...]:
        return tuple(c for c in self.columns if c.role == role)


def understand(canonical: Canonical, table: Table) -> Sheet:
    """The columns and rows of a table. A cell that spans rows counts for each of them."""
    covered = _cover(table)
    header = max(table.n_header_rows, 0)
    heads = _columns(canonical, table, covered, header)
    id_column = next((c.index for c in heads if c.role == "id"), None)
    rows: list[Row] = []
    groups: list[tuple[str, str]] = []
    printed = [
        row
        for number in range(header, table.n_rows)
        if (row := _row(canonical, table, covered, number, id_column, heads)) is not None
    ]
    for row in _carried(printed, heads):
        if row.is_group:
            groups = _open(groups, row, heads)
        elif groups and rows and _goes_on(groups[-1][0], rows[-1].label, row.label):
            groups = groups[:-1]
        rows.append(_under(row, groups))
    return Sheet(table, _told_by_cells(_paired(heads, rows), rows), tuple(rows))


_SHARED = frozenset({"lead", "coordinate", "both", "responsible", "deadline"})
_MOSTLY = 0.6  # the share of rows below a group that say nothing where the group speaks


def _carried(rows: list[Row], heads: tuple[Column, ...]) -> list[Row]:
    """The rows with the agencies and times that a group of them says once for all: "1 | … | Sở Y tế" above
    rows 1.1, 1.2 that name nobody.
    """
    shared = [column.index for column in heads if column.role in _SHARED]
    found = list(rows)
    for place in range(len(rows)):
        speaks = [index for index in shared if index in found[place].cells]
        below = _below(rows, place) if speaks else []
        leaves = [at for at in below if not _below(rows, at)]
        own = rows[place].pieces  # a cell merged over group and rows says nothing of its own below
        silent = [
            at
            for at in leaves
            if not any(rows[at].pieces.get(index, own.get(index)) != own.get(index) for index in shared)
        ]
        if not silent or len(silent) < _MOSTLY * len(leaves):
            continue
        found[place] = replace(found[place], is_group=True)
        for at in leaves:
            free = [index for index in speaks if index not in found[at].cells]
            cells = {**found[at].cells, **{index: found[place].cells[index] for index in free}}
            pieces = {**found[at].pieces, **{index: found[place].pieces[index] for index in free}}
            found[at] = replace(found[at], cells=cells, pieces=pieces, is_group=False)
    return found


def _below(rows: list[Row], place: int) -> list[int]:
    """The places of the rows numbered below the row at `place`: 1.1 and 1.1.a below 1, 1 and 1.1 below I."""
    label, end = rows[place].label, place + 1
    over_numbers = _OVER_NUMBERS.fullmatch(label) is not None
    while end < len(rows) and label:
        below = rows[end].label
        if not (below.startswith(f"{label}.") or (over_numbers and _NUMBERED.fullmatch(below))):
            break
        end += 1
    return list(range(place + 1, end))


_OVER_NUMBERS = re.compile(r"[IVX]+|[A-HĐ]")
_NUMBERED = re.compile(r"\d{1,3}(?:\.\d{1,3})*")


def _paired(heads: tuple[Column, ...], rows: list[Row]) -> tuple[Column, ...]:
    """The columns of figures that share one head told apart; the second has the year of the first."""
    filled = [[row.cells[c.index] for row in rows if c.index in row.cells] for c in heads]
    told = pairedheads.tell([pairedheads.Head(c.role, bool(c.header)) for c in heads], filled)
    return tuple(
        column if role == column.role else replace(column, role=role, year=column.year or before.year)
        for before, column, role in zip((*heads[:1], *heads), heads, told, strict=False)
    )


_TIME_CELL = re.compile(
    r"(?:thường xuyên|h[ằà]ng|năm 20|quý|tháng|trước|sau khi|(?:\d{1,2}[/.-]){1,2}20\d\d|20\d\d)",
    re.IGNORECASE,
)


def _told_by_cells(heads: tuple[Column, ...], rows: list[Row]) -> tuple[Column, ...]:
    """Columns that their header does not tell: times and agencies show in the cells."""
    told = list(heads)
    for role, fits in (("deadline", _is_time), ("lead", _is_agency), ("coordinate", _is_agency)):
        if any(c.role in _TAKEN[role] for c in told):
            continue
        for place, column in enumerate(told):
            cells = [
                row.cells[column.index] for row in rows if column.index in row.cells and not row.is_group
            ]
            if column.role in {None, "note"} and len(cells) > 1 and sum(map(fits, cells)) >= 0.6 * len(cells):
                told[place] = Column(column.index, role, column.header, column.year)
                break
    return tuple(told)


_TAKEN = {
    "deadline": {"deadline"},
    "lead": {"lead", "both", "responsible"},
    "coordinate": {"coordinate", "both"},
}


def _is_time(cell: str) -> bool:
    return len(cell) < 60 and _TIME_CELL.match(cell) is not None


def _is_agency(cell: str) -> bool:
    return len(cell) < 400 and agencies.begins(cell.lstrip("-–+ \n"))


def _cover(table: Table) -> dict[tuple[int, int], TableCell]:
    covered: dict[tuple[int, int], TableCell] = {}
    for cell in table.cells:
        for row in range(cell.row, min(cell.row + cell.row_span, table.n_rows)):
            for column in range(cell.column, min(cell.column + cell.column_span, table.n_columns)):
                covered.setdefault((row, column), cell)
    return covered


def text_of(canonical: Canonical, cell: TableCell) -> str:
    """The text of a cell, its stretches joined; a line break stays where its writer or printer made one."""
    joined = " ".join(canonical.text[start:end] for start, end in cell.pieces)
    return re.sub(r"\s*\n\s*", "\n", _BLANKS.sub(" ", joined)).strip()


def _columns(
    canonical: Canonical, table: Table, covered: dict[tuple[int, int], TableCell], header: int
) -> tuple[Column, ...]:
    heads: list[Column] = []
    before: dict[TableCell, None] = {}
    for index in range(table.n_columns):
        cells = dict.fromkeys(covered[row, index] for row in range(header) if (row, index) in covered)
        if cells and cells == before and heads[-1].role in _MEASURED:
            heads.append(Column(index, None, "", None))  # one head over both
            continue
        before = cells
        text = squeeze(" ".join(text_of(canonical, cell) for cell in cells))
        text = re.sub(r"\s*\(\d{1,2}\)$", "", text)
        years = re.findall(r"20\d\d", text)
        heads.append(Column(index, columns.role(_narrow(text)), text, int(years[-1]) if years else None))
    return tuple(_told_by_place(heads))


_MEASURED = frozenset({"value", "rank", "target", "target_rank"})


def _narrow(header: str) -> str:
    """The part of a two-storey header that says what the column is: its last words win where they are
    clear.
    """
    return header


def _told_by_place(heads: list[Column]) -> list[Column]:
    """Columns without words: the first is the number; one is what the rows are about."""
    told = list(heads)
    for place, column in enumerate(told):
        if column.role is None and not column.header and place == 0:
            told[place] = Column(column.index, "id", "", None)
    if not any(c.role in {"task", "name"} for c in told):
        free = next((i for i, c in enumerate(told) if i > 0 and c.role in {None, "product"}), None)
        if free is not None:
            told[free] = Column(told[free].index, "task", told[free].header, None)
    return told


def _row(
    canonical: Canonical,
    table: Table,
    covered: dict[tuple[int, int], TableCell],
    number: int,
    id_column: int | None,
    heads: tuple[Column, ...],
) -> Row | None:
    cells: dict[int, str] = {}
    pieces: dict[int, tuple[tuple[int, int], ...]] = {}
    own: set[int] = set()
    for index in range(table.n_columns):
        cell = covered.get((number, index))
        if cell is None or (index > cell.column and cell.column_span > 1):
            continue
        text = text_of(canonical, cell)
        if text:
            cells[index] = text
            pieces[index] = cell.pieces
            if cell.row == number:
                own.add(index)
    if not own or _is_numbering(cells):
        return None
    label = cells.get(id_column, "").strip(" .)") if id_column is not None else ""
    spanning = [c for c in table.cells if c.row == number and c.column_span > 1 and c.pieces]
    return Row(number, label, cells, pieces, _is_group(cells, id_column, heads, bool(spanning)), ())


def _is_numbering(cells: Mapping[int, str]) -> bool:
    """A row (1) (2) (3) below the header."""
    return len(cells) > 2 and all(re.fullmatch(r"\(?\d{1,2}\)?(?:\s?=.*)?", text) for text in cells.values())


def _is_group(
    cells: Mapping[int, str], id_column: int | None, heads: tuple[Column, ...], spanning: bool
) -> bool:
    """Whether a row only names what follows: nothing but a label and one text."""
    filled = [i for i in cells if i != id_column]
    if not filled and id_column is not None:
        return _MARKED.match(cells[id_column]) is not None  # "I. Tuyên truyền" over all columns
    if len(filled) != 1:
        return False
    text = cells[filled[0]]
    if spanning and len(cells) <= 2:
        return True
    return filled[0] == _named(heads) and not re.fullmatch(r"[\d.,%\s]+", text)


def _named(heads: tuple[Column, ...]) -> int | None:
    return next((c.index for c in heads if c.role in {"task", "name"}), None)


def _rank(label: str) -> int:
    if re.fullmatch(r"[A-ZĐ]", label) and label not in {"I", "V", "X"}:
        return 0
    if re.fullmatch(r"[IVX]+", label):
        return 1
    return 2 + label.count(".")


def _open(groups: list[tuple[str, str]], row: Row, heads: tuple[Column, ...]) -> list[tuple[str, str]]:
    name = next((text for index, text in row.cells.items() if text.strip(" .)") != row.label), "")
    label, marked = row.label, _MARKED.match(row.label)
    if not name and marked is not None:
        label, name = marked[1], row.label[marked.end() :]
    if not label:
        return [*[g for g in groups if g[0]], ("", name)]
    rank = _rank(label)
    return [*[g for g in groups if g[0] and _rank(g[0]) < rank], (label, name)]


_MARKED = re.compile(r"(\d{1,2}(?:\.\d{1,2})*|[IVX]+|[A-HĐ])[.)]?\s+(?=[^\W\d_]{2})")


def _goes_on(group: str, before: str, label: str) -> bool:
    """Whether "3" behind the rows a), b) of group "2" is numbered with the groups and stands under none."""
    return before.islower() and group.isdecimal() and label.isdecimal() and int(label) == int(group) + 1


def _under(row: Row, groups: list[tuple[str, str]]) -> Row:
    return Row(row.number, row.label, row.cells, row.pieces, row.is_group, tuple(groups))


def spans(canonical: Canonical, row: Row, *indexes: int) -> tuple[Span, ...]:
    """The spans of cells of a row."""
    return canonical.spans(*(piece for index in indexes for piece in row.pieces.get(index, ())))


def ids(sheet: Sheet) -> dict[int, str]:
    """An id for each row that is no group: the number printed, under its group's where numbers start anew;
    where only groups are numbered, the place of the row in its group.
    """
    items = [row for row in sheet.rows if not row.is_group]
    labels = [row.label for row in items if row.label]
    repeated = len(set(labels)) < len(labels)
    found: dict[int, str] = {}
    under: dict[str, int] = {}
    for place, row in enumerate(items, 1):
        label = row.label or str(place)
        if not labels and row.groups and row.groups[-1][0]:
            group = row.groups[-1][0]
            under[group] = under.get(group, 0) + 1
            label = f"{group}.{under[group]}"
        if repeated and row.groups and row.groups[-1][0] and "." not in label:
            label = ".".join([*[g[0] for g in row.groups[-1:]], label])
        found[row.number] = label
    return found
