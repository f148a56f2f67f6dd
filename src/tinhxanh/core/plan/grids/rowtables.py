"""Task tables broken into lines whose rows do not begin with a number.

"Công việc | Mã | Cơ quan thực hiện | Thời hạn", "Lĩnh vực | TT | Nhiệm vụ | Chủ trì": the duty or a component
merged over rows stands first, codes stand in the second column, or nothing is numbered at all. The header
tells the columns, `rowpaths` where rows begin. What does not read as rows of duties stays text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

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
from tinhxanh.core.plan.grids.cellatoms import Atom
from tinhxanh.core.plan.grids.cellwords import AGENCY, DEADLINE, LABELLED
from tinhxanh.core.plan.grids.doubts import Piece, Placed
from tinhxanh.core.plan.grids.gridding import Fragment, LooseTable
from tinhxanh.core.plan.grids.parting import Found, separate
from tinhxanh.core.plan.grids.rowpaths import FoundRow, RowPaths
from tinhxanh.core.plan.lines import pagenumbers
from tinhxanh.core.plan.lines.furniture import HEADER_START, NUMBER_LINE
from tinhxanh.core.plan.normal import fold
from tinhxanh.core.plan.source import Line

_MAX_HEADER = 16  # printed lines
_PROBE = 60  # lines that must hold a row before the rest of a table is looked at; keeps the cost linear
_TRIES = 2  # tables to the end that may fail over a line; behind them each ends where the next header stands
_ROUNDS = 2  # in which the widths of the columns are learnt
_LEAST = 0.6  # share of rows that name somebody and a time, where the table has such columns
_WORD = re.compile(r"\w+")
_OF_HEADS = frozenset(
    _WORD.findall(
        "tt stt số mã hiệu chỉ tiêu thành phần nhóm lĩnh vực chuyên đề nhiệm vụ nội dung công việc hoạt động"
        " giải pháp cụ thể chủ yếu trọng tâm các tên và danh mục đề án dự án chương trình phần cần phải làm"
        " được đơn vị cơ quan địa phương tổ chức thực hiện chủ trì đầu mối phối hợp cùng tham gia phân công"
        " trách nhiệm phụ trách chịu chính triển khai thời hạn gian điểm hoàn thành xong trước tiến độ ngày"
        " sản phẩm kết quả đầu ra dự kiến kinh phí nguồn vốn lực ghi chú giao cá nhân"
        " lộ trình mốc hạn tham mưu soạn thảo cấp trình ban hành thẩm quyền phê duyệt quyết định"
        " hình thức dạng văn bản"
    )
)
_BEGINS = re.compile(
    r"\s*(?:nhiệm|nội|công|hoạt|giải|tên|danh|phần|việc|cơ quan|đơn|thời|chủ|lĩnh|nhóm|chỉ số|mã|các|chuyên"
    r"|sản phẩm|thành)(?!\w)",
    re.IGNORECASE,
)
_COMPONENT = re.compile(
    r"(?:(?:các )?chỉ số(?: thành phần)?|thành phần|chuyên đề|lĩnh vực"
    r"|nhóm (?:nhiệm vụ|giải pháp|chỉ số|nội dung|công việc)|nhóm)(?!\w)"
)
_GROUP_ALONE = re.compile(r"(?:nhóm|lĩnh vực)(?!\w)")


@dataclass(frozen=True, slots=True)
class _Head:
    """The header of a table, its columns, and the line behind it."""

    lines: Sequence[Line]
    roles: tuple[str, ...]
    behind: int


@dataclass(slots=True)
class _Body:
    """The printed lines of a table: which of them begin a page, which are the numbers of rows."""

    lines: list[Line] = field(default_factory=list)
    at: list[int] = field(default_factory=list)  # the place of each line among the lines given
    breaks: set[int] = field(default_factory=set)
    labels: dict[int, str] = field(default_factory=dict)
    behind: int = 0  # the first of the lines given that is not looked at


def find(lines: Sequence[Line], numbered: bool) -> Iterable[LooseTable | list[Line]]:
    """`lines` cut into prose and tables, in order; `numbered`: those whose rows bear a number that does not
    stand first, else those without numbers.
    """

    heads: dict[int, _Head | None] = {}
    failed: list[int] = []  # behind which lines tables ended that did not read as rows

    def head_at(index: int) -> _Head | None:
        if index not in heads:
            heads[index] = _head(lines, index, numbered)
        return heads[index]

    def table_at(index: int) -> Found | None:
        head = head_at(index)
        if head is None:
            return None
        failed[:] = [behind for behind in failed if behind > index]
        stop = len(lines)
        if len(failed) >= _TRIES:
            stop = next((at for at in range(head.behind, stop) if head_at(at) is not None), stop)
        probe = _rows(_body(lines, head, _PROBE, stop), head.roles, False)[0]
        if len(probe) < 1:
            return None
        body = _body(lines, head, 2 * len(lines), stop)  # a number is a line of its own
        rows, stream = _rows(body, head.roles, True)
        if len(rows) < 2:
            failed.append(body.behind)
            return None
        last = max(end for row in rows for _, _, end in (*row.cells, *row.below))
        behind = body.at[stream[last - 1].line] + 1
        return _assemble(head.lines[0].page, head.roles, rows, stream, body), index, behind

    return separate(lines, table_at)


def is_of_heads(text: str) -> bool:
    """Whether every word of a line is one that heads of columns hold."""
    return _OF_HEADS.issuperset(_WORD.findall(fold(text)))


def _head(lines: Sequence[Line], index: int, numbered: bool) -> _Head | None:
    """The header that begins at line `index`, if it is one of tables that are read here."""
    if _BEGINS.match(lines[index].text) is None:
        return None
    header = _header(lines, index)
    roles = _roles(header)
    return (
        _Head(header, roles, index + len(header)) if _is_ours(roles) and ("id" in roles) == numbered else None
    )


def _header(lines: Sequence[Line], start: int) -> list[Line]:
    """The lines from `start` on that hold nothing but words of heads, the numbers of columns behind them."""
    taken: list[Line] = []
    for line in rownumbers.head(lines, start, _MAX_HEADER):
        words = _WORD.findall(fold(line.text))
        if not _OF_HEADS.issuperset(words) and not (taken and rownumbers.COLUMN_NUMBERS.fullmatch(line.text)):
            return taken
        taken.append(line)
    return []


def _roles(header: Sequence[Line]) -> tuple[str, ...]:
    """The columns of a header, a component before the duties among them."""
    text = fold(" ".join(line.text for line in header if not rownumbers.COLUMN_NUMBERS.fullmatch(line.text)))
    roles = columns.of_running_header(text)
    component = _COMPONENT.match(text)
    if component is None:
        return roles
    behind = columns.of_running_header(text[component.end() :])
    if "task" not in behind and (alone := _GROUP_ALONE.match(text)) is not None:
        behind = columns.of_running_header(text[alone.end() :])
    return ("component", *behind)


def _is_ours(roles: Sequence[str]) -> bool:
    """Whether a table gives duties to agencies, in columns enough to tell where a row ends."""
    return (
        "task" in roles
        and bool(AGENCY & set(roles))
        and len(roles) >= 3
        and roles[0] != "id"
        and ("deadline" in roles or "code" in roles or "id" in roles)
    )


def _body(lines: Sequence[Line], head: _Head, most: int, stop: int) -> _Body:
    """The lines of the table below `head` up to line `stop`, `most` of them: repeated heads left out."""
    repeat = rownumbers.heads(head.lines)
    ends = tableends.around(lines, head.behind - len(head.lines))
    body = _Body()
    numbered, widest = "id" in head.roles, 0
    met: list[str] = []
    index = head.behind
    while index < stop and len(body.lines) < most:
        line, text = lines[index], lines[index].text.strip()
        skip = rownumbers.repeated(lines, index, repeat)
        if skip:
            body.breaks.add(len(body.lines))
        if skip or not text or rownumbers.COLUMN_NUMBERS.fullmatch(text):
            index += max(skip, 1)
            continue
        prose = len(body.lines) > 2 and brokentables.is_prose(text, widest)
        if _closes(ends, text, met) or (prose and _is_sentence(lines, index, widest)):
            break
        widest = max(widest, len(text)) if not prose else widest
        if body.lines and pagenumbers.ends_phrase(body.lines[-1].text, text):
            _put(body, line, index)
            index += 1
            continue
        label = rownumbers.LABEL.match(text)
        follows = label is not None and rownumbers.follows(met, label[1])
        if label is not None and follows and (numbered or label[2]):
            met.append(label[1])
        if label is not None and follows and numbered:
            body.labels[len(body.lines)] = label[1]
            _put(body, Line(label[1], line.page, line.box), index)
            text = label[2] or ""
        if text and NUMBER_LINE.fullmatch(text) is None:
            _put(body, Line(text, line.page, line.box), index)
        elif not follows:
            body.breaks.add(len(body.lines))  # the number of a page
        index += 1
    body.behind = index
    return body


def _is_sentence(lines: Sequence[Line], index: int, widest: int) -> bool:
    """Whether a wide line belongs to a paragraph below the table; a wide line alone may be a group."""
    below = next((line.text.strip() for line in lines[index + 1 : index + 4] if line.text.strip()), "")
    return lines[index].text.rstrip().endswith((".", ":", ";")) or below[:1].islower() or len(below) > widest


def _closes(ends: tableends.Ends, text: str, met: Sequence[str]) -> bool:
    return ends.closes(text, met) or rownumbers.ends_table(text) or HEADER_START.match(text) is not None


def _put(body: _Body, line: Line, index: int) -> None:
    if body.lines and line.page != body.lines[-1].page:
        body.breaks.add(len(body.lines))
    body.lines.append(line)
    body.at.append(index)


def _rows(body: _Body, roles: Sequence[str], learn: bool) -> tuple[list[FoundRow], list[Atom]]:
    """The rows of a table up to the last one that reads as a duty; none where too few do."""
    stream = cellatoms.atoms([line.text for line in body.lines])
    first: dict[int, int] = {}
    for place, atom in enumerate(stream):
        first.setdefault(atom.line, place)
    labels = [first[line] for line in body.labels]
    breaks = [first[line] for line in body.breaks if line in first]
    paths = RowPaths(_columns(roles), labels, breaks)
    rows = paths.split(stream)
    for _ in range(_ROUNDS if learn else 0):
        paths.learn([(stream, row.cells) for row in rows if not row.is_cut])
        rows = paths.split(stream)
    while rows and not _is_duty(rows[-1], paths.roles, stream):
        rows.pop()
    good = sum(1 for row in rows if _is_duty(row, paths.roles, stream))
    return (rows, stream) if good and good >= _LEAST * len(rows) else ([], stream)


def _columns(roles: Sequence[str]) -> list[str]:
    """The columns of the rows; groups over all of them stand before the first."""
    return list(roles) if "component" in roles else ["group", *roles]


def _is_duty(row: FoundRow, roles: Sequence[str], stream: Sequence[Atom]) -> bool:
    """Whether a row says what to do, names somebody, and a time where the table has a column for it."""
    texts: dict[str, str] = {}
    for column, start, end in (*row.cells, *row.below):
        text = " ".join(atom.text for atom in stream[start:end])
        texts[roles[column]] = f"{texts.get(roles[column], '')} {text}".strip()
    somebody = [stream[start] for column, start, _ in row.cells if roles[column] in AGENCY]
    names = row.is_cut or any(atom.opens or LABELLED.match(atom.text) for atom in somebody)
    time = texts.get("deadline", "")
    timed = "deadline" not in roles or timecells.is_whole(time) or DEADLINE.match(time) is not None
    return len(texts.get("task", "").split()) > 1 and names and timed


def _assemble(
    page: int | None, roles: Sequence[str], rows: Sequence[FoundRow], stream: Sequence[Atom], body: _Body
) -> LooseTable:
    """The rows as fragments in printed order: groups as rows of one cell, components reaching over rows."""
    columns = _columns(roles)
    shift = len(columns) - len(roles)
    fragments = brokentables.header_fragments(page, roles)
    owners: list[int] = []  # where the fragments of the component at hand stand
    over = _over_pages(rows, columns, stream, body)
    number, doubtful = 0, list[int]()
    for row in rows:
        before = [cell for cell in row.cells if columns[cell[0]] in _BESIDE]
        cells = row.cells
        if columns[cells[0][0]] == "group":
            number, owners = number + 1, []
            group = _pieces(cells[:1], stream, body)
            fragments.extend(
                Fragment(number, 0, text, line.page, column_span=len(roles)) for _, text, line in group
            )
            before, cells = before[1:], cells[1:]
        number += 1
        anew = columns[row.cells[0][0]] == "component"
        for place in owners if not anew else ():
            fragments[place] = replace(fragments[place], row_span=fragments[place].row_span + 1)
        pieces = list(_pieces(cells, stream, body))
        doubt = doubts.judged(columns, pieces, doubts.of(row.cost)).doubt
        if row.is_cut:
            rest = next(over)
            pieces, doubt = [*_pieces(before, stream, body), *rest.pieces], rest.doubt
        if doubt > doubts.DOUBTFUL or not _is_duty(row, columns, stream):
            doubtful.append(number)
        begun = len(fragments)
        own = [(column - shift, text, line) for column, text, line in pieces]
        fragments.extend(brokentables.item(number, roles, own, 0))
        if anew:
            owners = [at for at in range(begun, len(fragments)) if fragments[at].column == 0]
    return LooseTable(tuple(fragments), number + 1, len(roles), 1, tuple(doubtful))


_BESIDE = frozenset({"group", "component", "id", "code"})  # columns whose cells no page break cuts


def _over_pages(
    rows: Sequence[FoundRow], columns: Sequence[str], stream: Sequence[Atom], body: _Body
) -> Iterator[Placed]:
    """The pieces of the rows that a page break cuts, read with the names and widths that the others teach."""
    inner = [place for place, role in enumerate(columns) if role not in _BESIDE]
    kept = [
        Row("", [_lines(part, columns, stream, body) for part in (row.cells, row.below) if part], False)
        for row in rows
    ]
    if not any(row.is_cut for row in rows):
        return
    for row, found in zip(rows, brokentables.placed(kept, [columns[place] for place in inner]), strict=True):
        if row.is_cut:
            yield Placed([(inner[column], text, line) for column, text, line in found.pieces], found.doubt)


def _lines(
    cells: Iterable[tuple[int, int, int]], columns: Sequence[str], stream: Sequence[Atom], body: _Body
) -> list[Line]:
    """The printed lines of a part of a row, without what stands beside its cells."""
    texts: dict[int, list[str]] = {}
    for column, start, end in cells:
        for atom in stream[start:end] if columns[column] not in _BESIDE else ():
            texts.setdefault(atom.line, []).append(atom.text)
    return [replace(body.lines[at], text=" ".join(found)) for at, found in texts.items()]


def _pieces(cells: Iterable[tuple[int, int, int]], stream: Sequence[Atom], body: _Body) -> Iterable[Piece]:
    for column, start, end in cells:
        for atom in stream[start:end]:
            yield column, atom.text, body.lines[atom.line]
