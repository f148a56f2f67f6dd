"""Task tables broken into lines whose rows bear no number: a numbered group at the left, then duties.

"Nhóm | Nhiệm vụ cụ thể | Đơn vị thực hiện | Thời hạn": only the groups are numbered, each printed once
before its first duty. A row ends with its time, the last cell of such tables; the next begins behind it.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tinhxanh.core.plan.grids import (
    brokentables,
    cellatoms,
    columns,
    doubts,
    rownumbers,
    tableends,
    timecells,
)
from tinhxanh.core.plan.grids.brokentables import Row
from tinhxanh.core.plan.grids.cellwords import AGENCY, LABELLED, opens_agency
from tinhxanh.core.plan.grids.gridding import Fragment, LooseTable
from tinhxanh.core.plan.grids.parting import Found, separate
from tinhxanh.core.plan.lines.furniture import NUMBER_LINE
from tinhxanh.core.plan.naming import agencies
from tinhxanh.core.plan.normal import fold
from tinhxanh.core.plan.source import Line

_MAX_HEADER = 16  # printed lines
_BEGINS = re.compile(r"\s*(?:Nhóm|NHÓM|Lĩnh vực|LĨNH VỰC)(?!\w)")
_HEAD_WORD = re.compile(r"\w+")
_OF_HEADS = frozenset(
    _HEAD_WORD.findall(
        "nhóm lĩnh vực nhiệm vụ nội dung công việc hoạt động giải pháp cụ thể chủ yếu trọng tâm các tên và"
        " đơn vị cơ quan tổ chức thực hiện chủ trì đầu mối phối hợp phân công trách nhiệm triển khai thời hạn"
        " thời gian hoàn thành tiến độ sản phẩm kết quả dự kiến ghi chú"
    )
)
# A time that waits for something: no form of a date, so it lasts until the next cell begins.
_WAITS = re.compile(r"(?:Ngay )?[Ss]au khi(?!\w)|Khi (?:có|được)(?!\w)")
_WIDER = 1.3  # how much wider than the first line of a title its others may be
_MOST_WAITING = 6  # lines of a time that waits


@dataclass(slots=True)
class _Group:
    """A group: its number, the lines of its title, and its rows."""

    label: str
    title: list[Line] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)


@dataclass(slots=True)
class _Table:
    """What was read of a table so far; `behind` is the line behind its last whole row."""

    groups: list[_Group] = field(default_factory=list)
    current: Row = field(default_factory=lambda: Row(""))
    behind: int = 0
    widest: int = 0  # letters of the widest first line of a title
    titled: bool = False  # whether the title of the last group may go on


def find(lines: Sequence[Line]) -> Iterable[LooseTable | list[Line]]:
    """`lines` cut into prose and tables of grouped duties, in order."""

    def table_at(index: int) -> Found | None:
        found = _table(lines, index) if _BEGINS.match(lines[index].text) else None
        return (found[0], index, found[1]) if found is not None else None

    return separate(lines, table_at)


def _table(lines: Sequence[Line], start: int) -> tuple[LooseTable, int] | None:
    header = _header(lines, start)
    roles = columns.of_running_header(" ".join(line.text for line in header))
    if roles[:1] != ("task",) or roles[-1:] != ("deadline",) or not AGENCY & set(roles):
        return None  # without a time at the end nothing tells where a row ends
    table = _read(lines, start, header)
    if sum(len(group.rows) for group in table.groups) < 2:
        return None
    return _assemble(table.groups, roles, header[0].page), table.behind


def _header(lines: Sequence[Line], start: int) -> list[Line]:
    taken: list[Line] = []
    for line in rownumbers.head(lines, start, _MAX_HEADER):
        if not _OF_HEADS.issuperset(_HEAD_WORD.findall(fold(line.text))):
            return taken
        taken.append(line)
    return []


def _read(lines: Sequence[Line], start: int, header: list[Line]) -> _Table:
    repeat = rownumbers.heads(header)
    ends = tableends.around(lines, start)
    table = _Table()
    index = start + len(header)
    while index < len(lines):
        skip = rownumbers.repeated(lines, index, repeat)
        if skip:
            if table.current.parts[-1]:
                table.current.parts.append([])
            index += skip
            continue
        text = lines[index].text.strip()
        labels = [group.label for group in table.groups]
        if ends.closes(text, labels) or rownumbers.ends_table(text):
            break
        is_read = bool(text) and NUMBER_LINE.fullmatch(text) is None  # a lone number is the page's
        index = _take(table, lines, index, labels) if is_read else index + 1
        if index < 0:
            break
    return table


def _take(table: _Table, lines: Sequence[Line], index: int, labels: Sequence[str]) -> int:
    """Put the lines from `index` on into the table; the line behind them, -1 where no table is."""
    line, text = lines[index], lines[index].text.strip()
    match = rownumbers.LABEL.match(text)
    if match is not None and match[2] and rownumbers.follows(labels, match[1]) and not table.current.parts[0]:
        _open_group(table, match[1], Line(match[2], line.page, line.box))
        return index + 1
    if not table.groups:
        return -1
    if table.titled and text[0].islower() and len(text) <= _WIDER * table.widest:
        table.groups[-1].title.append(line)
        return index + 1
    table.titled = False
    taken = _time(lines, index) if _names_somebody(table.current) else 0
    table.current.parts[-1].extend(lines[index : index + max(taken, 1)])
    if taken:
        table.groups[-1].rows.append(table.current)
        table.current = Row("")
        table.behind = index + taken
    return index + max(taken, 1)


def _open_group(table: _Table, label: str, line: Line) -> None:
    """Begin a group; where print put the first lines of all cells on one line, the row begins there too."""
    atoms = cellatoms.atoms([line.text])
    beside = len(atoms) > 1 and (any(atom.opens for atom in atoms[1:]) or _begins_time(atoms[-1].text))
    title = atoms[0].text if beside else line.text.strip()
    table.groups.append(_Group(label, [Line(title, line.page, line.box)]))
    table.widest = max(table.widest, len(title) + len(label) + 2)
    table.titled = True
    if beside:
        rest = " ".join(atom.text for atom in atoms[1:])
        table.current.parts[-1].extend(Line(piece, line.page, line.box) for piece in _cells(rest))


def _cells(text: str) -> list[str]:
    """The cells of a line behind the title: a duty, the agency that begins last in it, a time begun."""
    head, _, tail = text.rpartition(" ")
    time = [tail] if head and _begins_time(tail) else []
    kept = head if time else text
    begun = [m.start() for m in re.finditer(r"(?<=\s)\S", kept) if agencies.begins(kept, m.start())]
    cells = [kept[: begun[-1]].strip(), kept[begun[-1] :]] if begun else [kept]
    return [*cells, *time]


def _begins_time(text: str) -> bool:
    return fold(text) in _TIMES_BEGUN


_TIMES_BEGUN = frozenset({"tháng", "quý", "năm", "thường", "trước", "hằng", "hàng", "đến"})


def _names_somebody(row: Row) -> bool:
    """Whether a row has come to its agencies, so that a time may end it."""
    lines = [line.text.strip() for part in row.parts for line in part]
    joined = (f"{text} {below}" for text, below in itertools.pairwise(lines))
    return any(LABELLED.match(text) or opens_agency(text) for text in [*lines, *joined])


def _time(lines: Sequence[Line], index: int) -> int:
    """How many lines from `index` on are the time that ends a row; 0 where none are."""
    text = lines[index].text.strip()
    if _WAITS.match(text):
        taken = 1
        while index + taken < len(lines) and taken < _MOST_WAITING:
            following = lines[index + taken].text.strip()
            if following[:1].isupper() or rownumbers.LABEL.match(following):
                break
            taken += 1
        return taken
    near = [line for line in lines[index : index + 2 * timecells.MOST] if line.text.strip()][: timecells.MOST]
    first = timecells.join(near)[0].text if near else ""
    if not timecells.is_whole(first):
        return 0
    words, taken = len(first.split()), 0
    while words > 0:
        words -= len(lines[index + taken].text.split())
        taken += 1
    return taken


def _assemble(groups: Sequence[_Group], roles: Sequence[str], page: int | None) -> LooseTable:
    cells = brokentables.placed([row for group in groups for row in group.rows], roles)
    fragments = brokentables.header_fragments(page, ["id", *roles])
    number, doubtful = 0, list[int]()
    for group in groups:
        number += 1
        fragments.append(Fragment(number, 0, group.label, group.title[0].page))
        fragments.extend(Fragment(number, 1, line.text, line.page) for line in group.title)
        for _ in group.rows:
            number += 1
            found = next(cells)
            if found.doubt > doubts.DOUBTFUL:
                doubtful.append(number)
            fragments.extend(brokentables.item(number, roles, found.pieces))
    return LooseTable(tuple(fragments), number + 1, len(roles) + 1, 1, tuple(doubtful))
