"""Checks of the document's form: markers that skip, blanks in the head, tables not understood."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tinhxanh.core.plan import markers
from tinhxanh.core.plan.checks.context import Context
from tinhxanh.core.plan.facts import Warning
from tinhxanh.core.plan.outline import Node

_OFFICIAL = (
    "abcdđeghiklmnopqrstuvxy"  # points follow the Vietnamese alphabet (NĐ 30/2020/NĐ-CP): no f, j, w, z
)


def gaps(context: Context) -> Iterator[Warning]:
    """A run of markers that skips one: a point may be missing, or a letter was left out."""
    for node in context.outline.root.walk():
        before: Node | None = None
        for child in node.children:
            if before is not None and before.kind == child.kind and _skips(before, child):
                message = f"Sau mục {before.id} là mục {child.id}: đánh số không liền mạch."
                span = context.canonical.spans((child.start, min(child.end, child.start + 60)))
                yield Warning("marker-gap", message, span, "Kiểm tra xem có mục nào bị thiếu")
            if child.kind not in {"plain", "note", "table"}:
                before = child


def _skips(before: Node, after: Node) -> bool:
    if before.kind == "letter":
        a, b = before.label[0], after.label[0]
        return a in _OFFICIAL and b in _OFFICIAL and _OFFICIAL.index(b) > _OFFICIAL.index(a) + 1
    if before.kind in {"number", "roman", "article"}:
        return markers.order(after.kind, after.label) > markers.order(before.kind, before.label) + 1
    return False


def blanks(context: Context) -> Iterator[Warning]:
    """Number or day of the document that its head leaves blank."""
    document = context.facts.document
    missing = [
        name
        for name, value in (("số, ký hiệu", document.number), ("ngày ban hành", document.date))
        if value is None
    ]
    if missing and document.kind is not None:
        message = f"Văn bản không ghi {' và '.join(missing)}."
        yield Warning("blank-head", message, (), "Nhập theo bản đã ký")


_TABLE_HEAD = re.compile(
    r"(?<![\w/-])(?:STT|TT)\s[^.;:]{0,60}"
    r"(?:[Nn]hiệm vụ|[Nn]ội dung|[Cc]hỉ tiêu|[Cc]hỉ số|[Cc]ông việc)(?!\w)[^.;:]{0,80}?"
    r"(?:[Cc]hủ trì|[Pp]hối hợp|[Tt]hời gian|[Hh]oàn thành|[Đđ]iểm số)"
)


def flat_tables(context: Context) -> Iterator[Warning]:
    """A table's head that stands in running text: the columns below it were lost in extraction."""
    text = context.canonical.text
    for block in context.canonical.blocks:
        if text.find("TT", block.start, block.end) < 0:
            continue
        head = _TABLE_HEAD.search(text, block.start, block.end)
        if head is not None and not block.note:
            message = "Dường như có bảng mà các cột không tách được; nội dung vẫn giữ trong văn bản."
            yield Warning("table-as-text", message, context.canonical.spans(head.span()))


def unread_tables(context: Context) -> Iterator[Warning]:
    """A table that is neither of duties nor of indicators: it stays as text."""
    for table in context.opaque:
        message = "Có bảng chưa đọc được thành nhiệm vụ hay chỉ tiêu; nội dung vẫn giữ trong văn bản."
        source = context.canonical.spans((table.start, min(table.end, table.start + 120)))
        yield Warning("table-as-text", message, source)


def guessed_rows(context: Context) -> Iterator[Warning]:
    """A row of a table that print left without borders, its cells told apart by words that fit badly."""
    told = {span.start for task in context.facts.tasks for span in task.source}
    for table in context.canonical.tables:
        cells = [cell for cell in table.cells if cell.row in table.doubtful]
        for row in table.doubtful:
            pieces = [piece for cell in cells if cell.row == row for piece in cell.pieces]
            source = context.canonical.spans(*sorted(pieces))
            if any(span.start in told for span in source):
                yield Warning("row-by-guess", GUESS, source, COMPARE)


GUESS = "Các ô của hàng này được chia theo suy đoán vì văn bản không còn đường kẻ bảng."
COMPARE = "So nhiệm vụ, cơ quan và thời hạn với bản gốc"
