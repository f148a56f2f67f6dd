"""The outline of a document: Canonical -> Outline.

Reads blocks and tables; writes a tree of points. A point is a paragraph with the marker it was printed
with; its path is the marker path of ids (`II.1.a`, dashes by their ordinal). Any run of markers that goes
forward is accepted, whatever letters it skips.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from tinhxanh.core.plan import closings, footers, markers
from tinhxanh.core.plan.canonical import Block, Canonical, Table
from tinhxanh.core.plan.naming import agencies

_HEADLESS = {"dash", "plus", "star"}


@dataclass(eq=False, slots=True)
class Node:
    """A paragraph, a point with its children, or a table; `closes` marks a closing paragraph,
    `answers` one that only says who answers for points around it.

    `kind` is a key of `markers.DEPTH`, "plain", "table", "note" (a footnote), "annex" or "root";
    `[start, end)` is the paragraph, the text
    after the marker begins at `text_start`.
    """

    kind: str
    label: str
    start: int
    text_start: int
    end: int
    parent: Node | None = None
    children: list[Node] = field(default_factory=list)
    table: Table | None = None
    bold: bool = False
    closes: bool = False
    answers: bool = False
    path: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        return ".".join(self.path)

    def walk(self) -> Iterator[Node]:
        """This node and all below it, in printed order."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))

    def ancestors(self) -> Iterator[Node]:
        """The nodes above this one, the nearest first, without the root."""
        node = self.parent
        while node is not None and node.kind != "root":
            yield node
            node = node.parent


@dataclass(frozen=True, slots=True)
class Outline:
    """The tree of points, with the blocks of the head (before the body) and of the end (from "Nơi nhận")."""

    root: Node
    head: tuple[Block, ...] = ()
    foot: tuple[Block, ...] = ()

    def nodes(self) -> Iterator[Node]:
        """All points in printed order, without the root."""
        nodes = self.root.walk()
        next(nodes)
        return nodes


_FOOT = re.compile(
    r"(?:\s*[_*|]+)*\s*(?:Nơi\s+nhận\s*:?|TM\.|T\.M|KT\.|TL\.|TUQ\.|Q\.\s*[A-ZĐ]|Người lập biểu)(?=\W|$"
    r"|[A-ZĐ])"
)
_ANNEX = re.compile(
    r"(?:PHỤ LỤC|Phụ lục|DANH MỤC|Danh mục|PHỤ BIỂU|Phụ biểu|BIỂU|Biểu(?: số)?)(?:\s+(?:SỐ\s+|số\s+)?"
    r"(?:[IVX]+|\d{1,2}|[A-Z]))?(?=\s*(?:$|[.:–-]|[A-ZĐ(]))"
)
_SENTENCE = re.compile(
    r"(?:Thực hiện|Căn cứ|Theo|Xét|Ngày|Tiếp theo|Để|Nhằm|Trên cơ sở|Qua|Sau|UBND tỉnh"
    r"|Ủy ban nhân dân tỉnh)\s.*[^;,]$"
)
# "Kính gửi: …", and how a telegram begins: "CHỦ TỊCH UBND TỈNH điện:".
_ADDRESSES = re.compile(r"Kính gửi|[^.;:,]{3,90}\s(?:điện|ĐIỆN)\s*:\s*$")
# Who asks or tells something in a short line below "Kính gửi" is no addressee.
_ASKS = re.compile(r"(?:Đề nghị|Yêu cầu|Giao(?!\s+thông))\s|.*\s(?:đề nghị|yêu cầu|đã)\s")
_KINDS = re.compile(
    r"(?:KẾ HOẠCH|QUYẾT ĐỊNH|CHỈ THỊ|THÔNG BÁO|BÁO CÁO|ĐỀ ÁN|CHƯƠNG TRÌNH|NGHỊ QUYẾT|PHƯƠNG ÁN|QUY CHẾ"
    r"|QUY ĐỊNH|TỜ TRÌNH|HƯỚNG DẪN|CÔNG ĐIỆN|KẾT LUẬN)(?:\s+(?:HÀNH ĐỘNG|PHỐI HỢP))?$"
)


def build(canonical: Canonical) -> Outline:
    """The outline of a canonical text. Unknown paragraphs are plain points; nothing is dropped."""
    builder = _Builder(canonical.text)
    foot: list[Block] = []
    parts: list[Block | Table] = [*canonical.blocks, *canonical.tables]
    parts.sort(key=lambda part: part.start)
    for part in parts:
        if isinstance(part, Table):
            builder.table(part)
        elif part.note:
            builder.note(part)
        elif _is_foot(canonical.text, part, foot, builder):
            foot.append(part)
        else:
            builder.paragraph(part)
    _number(builder.root, canonical.text)
    head = _head(canonical, builder.root)
    return Outline(builder.root, head, tuple(foot))


def _is_foot(text: str, block: Block, foot: list[Block], builder: _Builder) -> bool:
    """Whether the block belongs to the end of a document: from "Nơi nhận" or a signing formula on."""
    printed = text[block.start : block.end]
    if _FOOT.match(printed):
        builder.closed = True
        return True
    if not builder.closed:
        return False
    if _ANNEX.match(printed) or _KINDS.match(printed) or len(printed) > 400:
        builder.reopen()
        return False
    marker = markers.read(printed)
    if (
        marker is not None
        and marker.kind in {"roman", "article", "part", "chapter"}
        and printed[marker.length :].isupper()
    ):
        builder.reopen()
        return False
    return True


class _Builder:
    def __init__(self, text: str) -> None:
        self.text = text
        self.root = Node("root", "", 0, 0, len(text))
        self.stack: list[Node] = [self.root]
        self.closed = False
        self.addressed = False
        self.naming: set[Node] = set()  # points with unmarked names of agencies between those they hold

    def reopen(self) -> None:
        """A new document begins below the end of another (an annex, an attached plan)."""
        self.closed = False
        self.stack = [self.root]

    def table(self, table: Table) -> None:
        self.closed = False
        parent = self.stack[-1]
        while parent.kind in {"plain", "table"} and parent.parent is not None:
            parent = parent.parent
        self._add(parent, Node("table", "", table.start, table.start, table.end, table=table))

    def note(self, block: Block) -> None:
        self._add(self.stack[-1], Node("note", "", block.start, block.start, block.end))

    def paragraph(self, block: Block) -> None:
        text = self.text
        marker = markers.read(text[block.start : min(block.end, block.start + 40)] + "  ", 0)
        marker = self._whole(marker, block)
        printed = text[block.start : block.end]
        if self._is_address(printed, marker):
            self.note(block)
            return
        if marker is None:
            if (_ANNEX.match(printed) and (printed.isupper() or len(printed) < 30)) or _KINDS.fullmatch(
                printed
            ):
                self.stack = [self.root]
                self._add(self.root, Node("annex", "", block.start, block.start, block.end, bold=block.bold))
                return
            plain = Node("plain", "", block.start, block.start, block.end, bold=block.bold)
            plain.closes = closings.is_closing(printed)
            self._add(self._plain_parent(printed), plain)
            return
        node = Node(
            marker.kind, marker.label, block.start, block.start + marker.length, block.end, bold=block.bold
        )
        self._add(self._place(marker, self._behind(node)), node)
        self.stack.append(node)

    def _is_address(self, printed: str, marker: markers.Marker | None) -> bool:
        """Whether the paragraph names addressees: "Kính gửi:" and the lines of its list, which are no
        points.
        """
        if _ADDRESSES.match(printed):
            self.addressed = True
            return True
        listed = (marker is not None and marker.kind == "dash") or (marker is None and len(printed) < 90)
        said = marker is None and (_SENTENCE.match(printed) or _ASKS.match(printed))
        named = self.addressed and listed and not said
        self.addressed = named and not (marker is not None and printed.endswith("."))  # a stop ends the list
        return named

    def _whole(self, marker: markers.Marker | None, block: Block) -> markers.Marker | None:
        """The marker if text stands behind it or the paragraph is that marker alone ("I.", "Phần I")."""
        if marker is None:
            return None
        return markers.Marker(marker.kind, marker.label, min(marker.length, block.end - block.start))

    def _add(self, parent: Node, node: Node) -> None:
        node.parent = parent
        parent.children.append(node)

    def _plain_parent(self, printed: str) -> Node:
        """Where a paragraph without marker belongs: under the open point; an agency's name alone heads the
        list behind it, so it closes the dashes before it, and points listed below such a name.
        """
        if agencies.of_heading(printed):
            while self.stack[-1].kind in _HEADLESS or self._lists_below_name(self.stack[-1]):
                self.stack.pop()
            if len(self.stack) > 1:  # the letterhead names agencies too
                self.naming.add(self.stack[-1])
        return self.stack[-1]

    def _lists_below_name(self, node: Node) -> bool:
        listed = node.kind in {"number", "decimal", "bracket", "letter"}
        return listed and node.parent in self.naming

    def _behind(self, node: Node) -> str:
        return self.text[node.text_start : node.end].strip()

    def _place(self, marker: markers.Marker, text: str) -> Node:
        """The parent of a new point; closes the points it ends."""
        open_kinds = [node.kind for node in self.stack]
        kind = self._kind(marker, open_kinds)
        if kind == "decimal" and kind in open_kinds:
            self.stack = self.stack[: self._decimal_at(marker.label)]
        elif kind in open_kinds:
            at = len(open_kinds) - 1 - open_kinds[::-1].index(kind)
            last = self.stack[at]
            restarts = (
                marker.order == 1 and markers.order(last.kind, last.label) >= 1 and kind not in _HEADLESS
            )
            nests = (
                restarts
                and at < len(self.stack) - 1
                and kind in {"number", "letter", "bracket", "small_roman"}
            )
            if restarts and not nests and kind in {"roman", "part", "capital", "article"}:
                self.stack = [self.root]
            elif not nests:
                self.stack = self.stack[:at]
        elif kind == "bracket" and marker.order == 1 and "letter" in open_kinds:
            self.stack = self.stack[: open_kinds.index("letter") + 1]  # "(1)" first met below "a)" divides it
        elif kind == "capital" and marker.order == 1 and self._heads_capitals(open_kinds):
            self.stack = self.stack[: open_kinds.index("roman") + 1]
        else:
            while len(self.stack) > 1 and self._ends(self.stack[-1], kind, text):
                self.stack.pop()
        return self.stack[-1]

    def _decimal_at(self, label: str) -> int:
        """How many open points "2.1.3" stands below: those down to "2.1", or to the first decimal that is no
        part of it.
        """
        for at, node in enumerate(self.stack):
            if node.kind == "decimal" and not label.startswith(f"{node.label}."):
                return at
        return max(at for at, node in enumerate(self.stack) if node.kind == "decimal") + 1

    def _heads_capitals(self, open_kinds: list[str]) -> bool:
        """Whether a roman heading with no point below it yet is open: "A." then divides it."""
        if "roman" not in open_kinds:
            return False
        heading = self.stack[open_kinds.index("roman")]
        return all(child.kind in {"plain", "note"} for child in heading.children)

    def _kind(self, marker: markers.Marker, open_kinds: list[str]) -> str:
        return marker.kind

    def _ends(self, opened: Node, kind: str, text: str) -> bool:
        """Whether a point of `kind` cannot stand below an open point.

        Which of dash, plus and star stands below which is the writer's choice: what introduces ("Sở X:")
        keeps those behind it, and an agency with a colon does not stand below a duty.
        """
        if opened.kind not in markers.DEPTH:
            return False
        deeper = markers.DEPTH[opened.kind] >= markers.DEPTH[kind]
        if opened.kind in _HEADLESS and kind in _HEADLESS:
            introduces = self._behind(opened).endswith(":")
            return not introduces and (deeper or (text.endswith(":") and bool(agencies.of_heading(text))))
        return deeper


def _number(root: Node, text: str) -> None:
    """Write the id path of every node: labels as printed, ordinals for dashes, p1, p2 … for plain
    paragraphs. A dash "Cơ quan chủ trì: …" says who answers for those above it and counts for none.
    """
    for node in root.walk():
        dashes = plains = 0
        marked = any(child.kind not in {"plain", "table", "note"} for child in node.children)
        n_plain = sum(1 for child in node.children if child.kind == "plain" and not child.closes)
        for child in node.children:
            if child.kind == "plain" or child.kind in _HEADLESS:
                child.answers = footers.is_footer(text[child.text_start : child.end])
            if child.kind in _HEADLESS:
                dashes += not (dashes and child.answers)
                child.path = (*node.path, str(dashes))
            elif child.kind == "plain":
                plains += 1
                alone = n_plain == 1 and not marked and node.path
                child.path = node.path if alone else (*node.path, f"p{plains}")
            elif child.kind in {"table", "annex", "note"}:
                child.path = () if child.kind == "annex" else node.path
            else:
                child.path = (*_stem(node, child), _shown(child))


def _stem(node: Node, child: Node) -> tuple[str, ...]:
    """The path before a label; "1.1" below "1" repeats the 1, so it is left out above."""
    if child.kind == "decimal" and node.path and node.path[-1] == child.label.rpartition(".")[0]:
        return node.path[:-1]
    return node.path


def _shown(node: Node) -> str:
    return f"Điều {node.label}" if node.kind == "article" else node.label


def _head(canonical: Canonical, root: Node) -> tuple[Block, ...]:
    """The blocks before the first marked point."""
    first = next(
        (n.start for n in root.walk() if n.kind not in {"root", "plain", "annex", "table", "note"}),
        len(canonical.text) + 1,
    )
    return tuple(block for block in canonical.blocks if block.start < first)[:60]
