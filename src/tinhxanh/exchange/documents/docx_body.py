"""The body of a Word document: a walk over paragraphs, runs, text boxes and tables."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from lxml import etree

from tinhxanh.core.plan.source import Cell, Element, Grid, Note, Paragraph
from tinhxanh.exchange.documents.docx_numbering import Numbering, W, whole
from tinhxanh.exchange.documents.docx_styles import Styles, paragraph_format, run_format, sides
from tinhxanh.exchange.documents.printing import PLAIN, Format, Piece, Press, flat, paragraph

_VAL = f"{W}val"
_ENOUGH_CELLS = 40  # of a table, to see whether cells have borders of their own
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_CHOICE, _FALLBACK = f"{_COMPATIBILITY}Choice", f"{_COMPATIBILITY}Fallback"
_P, _TBL, _R, _T = f"{W}p", f"{W}tbl", f"{W}r", f"{W}t"
_BOX = f"{W}txbxContent"
# Wrappers whose content stands in the text; what tracked changes deleted or moved away is not among them.
_WRAPPERS = frozenset(
    W + name
    for name in (
        "sdt",
        "sdtContent",
        "ins",
        "moveTo",
        "smartTag",
        "customXml",
        "hyperlink",
        "fldSimple",
        "dir",
        "bdo",
    )
) | {f"{_COMPATIBILITY}AlternateContent"}
_SIGNS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}cr": "\n", f"{W}br": "\n", f"{W}noBreakHyphen": "-"}
_DRAWINGS = frozenset((f"{W}drawing", f"{W}pict", f"{W}object"))


def _inside(node: etree._Element) -> Iterator[etree._Element]:
    """Children of `node`; of alternatives only the first that is understood."""
    if node.tag == f"{_COMPATIBILITY}AlternateContent":
        chosen = node.find(_CHOICE)
        chosen = node.find(_FALLBACK) if chosen is None else chosen
        yield from chosen if chosen is not None else ()
    else:
        yield from node


class Body:
    """A reader of body content that keeps count of the automatic numbers it has passed."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self._styles = styles
        self._numbering = numbering
        self._press = Press()

    def notes(self) -> list[Note]:
        """What had to be repaired so far."""
        return self._press.notes()

    def elements(self, container: etree._Element) -> list[Element]:
        """Paragraphs and tables of `container` in order; a table of one cell gives way to its content."""
        found: list[Element] = []
        for node in _inside(container):
            if node.tag == _P:
                found.extend(self._paragraph(node))
            elif node.tag == _TBL:
                found.extend(self._table(node))
            elif node.tag in _WRAPPERS:
                found.extend(self.elements(node))
        return found

    def paragraphs(self, container: etree._Element) -> list[Paragraph]:
        """All paragraphs of `container`; cells of inner tables one after another."""
        flat: list[Paragraph] = []
        for element in self.elements(container):
            if isinstance(element, Grid):
                flat.extend(p for cell in element.cells for p in cell.content if isinstance(p, Paragraph))
            elif isinstance(element, Paragraph):
                flat.append(element)
        return flat

    def _paragraph(self, node: etree._Element) -> list[Element]:
        """The paragraph and after it the text boxes anchored in it; nothing for an empty one."""
        own = self._paragraph_format(node)
        pieces: list[Piece] = []
        boxes: list[etree._Element] = []
        self._collect(node, own, pieces, boxes)
        text = self._press.text(pieces)
        found: list[Element] = []
        marker = "" if not text.strip() and _is_struck(node) else self._marker(own)
        if text.strip():
            found.append(paragraph(marker + text.strip(" \t\n\xa0"), own, pieces))
        for box in boxes:
            found.extend(self.elements(box))
        return found

    def _paragraph_format(self, node: etree._Element) -> Format:
        properties = node.find(f"{W}pPr")
        if properties is None:
            return self._styles.format(self._styles.default_paragraph).over(self._styles.base)
        style = properties.find(f"{W}pStyle")
        name = style.get(_VAL, "") if style is not None else self._styles.default_paragraph
        own = paragraph_format(properties).over(self._styles.format(name)).over(self._styles.base)
        if own.list_number is not None and own.list_level is None:
            return Format(list_level=self._numbering.level_of_style(name)).over(own)
        return own

    def _marker(self, own: Format) -> str:
        if own.list_number in (None, "0"):
            return ""
        marker = self._numbering.next_marker(own.list_number or "", own.list_level or 0)
        return f"{marker} " if marker else ""

    def _collect(
        self, node: etree._Element, own: Format, pieces: list[Piece], boxes: list[etree._Element]
    ) -> None:
        """Gather the runs of a paragraph into `pieces` and its text boxes into `boxes`."""
        for child in _inside(node):
            tag = child.tag
            if tag == _R:
                self._run(child, own, pieces, boxes)
            elif tag in _WRAPPERS:
                self._collect(child, own, pieces, boxes)
            elif tag == _MATH or (isinstance(tag, str) and tag.startswith(_MATH[:-1])):
                pieces.append(Piece("".join(t.text or "" for t in child.iter(_MATH)), own))

    def _run(
        self, node: etree._Element, own: Format, pieces: list[Piece], boxes: list[etree._Element]
    ) -> None:
        properties = None
        text = ""
        for child in node:
            tag = child.tag
            if tag == _T:
                text += child.text or ""
            elif tag in _SIGNS:
                text += _SIGNS[tag]
            elif tag == f"{W}rPr":
                properties = child
            elif tag == f"{W}sym":
                text += _symbol(child)
            elif tag in _DRAWINGS or tag in _WRAPPERS:
                boxes.extend(_boxes(child))
        if text:
            shown = self._run_format(properties, own)
            if not shown.hidden:
                pieces.append(Piece(text.upper() if shown.caps else text, shown))

    def _run_format(self, properties: etree._Element | None, own: Format) -> Format:
        if properties is None:
            return own
        style = properties.find(f"{W}rStyle")
        said = run_format(properties)
        if style is not None:
            said = said.over(self._styles.format(style.get(_VAL, "")))
        return own if said is PLAIN else said.over(own)

    def _table(self, node: etree._Element) -> list[Element]:
        cells, n_rows, n_columns, inner = _Rows(self).read(node)
        if len(cells) == 1 or n_columns == 0:
            return inner
        return [Grid(cells, n_rows, n_columns, ruled=self._ruled(node))]

    def _ruled(self, node: etree._Element) -> bool:
        """Whether print shows lines between the cells: from the table, its style or most of its cells."""
        properties = node.find(f"{W}tblPr")
        borders: dict[str, bool] = {}
        if properties is not None:
            style = properties.find(f"{W}tblStyle")
            borders = self._styles.table_borders(style.get(_VAL, "")) if style is not None else {}
            borders = borders | sides(properties.find(f"{W}tblBorders"))
        own = [sides(cell) for cell in islice(node.iter(f"{W}tcBorders"), _ENOUGH_CELLS)]
        if own and sum(sum(drawn.values()) >= 2 for drawn in own) * 2 >= len(own):
            return True
        return any(borders.get(side) for side in ("insideH", "insideV", "left", "start"))


def _is_struck(node: etree._Element) -> bool:
    """Whether a tracked change deleted the paragraph's end mark; then Word does not number it."""
    return node.find(f"{W}pPr/{W}rPr/{W}del") is not None


class _Rows:
    """One pass over the rows of a table, placing cells and joining merged ones."""

    def __init__(self, body: Body) -> None:
        self._body = body
        self._cells: list[Cell] = []
        self._open: dict[int, int] = {}  # column -> index in _cells of the vertically merged cell above
        self._inner: list[Element] = []

    def read(self, table: etree._Element) -> tuple[tuple[Cell, ...], int, int, list[Element]]:
        """Cells, rows, columns, and the content of all cells with inner tables kept."""
        n_rows = n_columns = 0
        for row in _rows(table):
            n_columns = max(n_columns, self._row(row, n_rows))
            n_rows += 1
        return tuple(self._cells), n_rows, n_columns, self._inner

    def _row(self, row: etree._Element, at: int) -> int:
        properties = row.find(f"{W}trPr")
        column = _child_whole(properties, "gridBefore", 0)
        still_open: dict[int, int] = {}
        for node in _cells(row):
            column += self._cell(node, at, column, still_open)
        self._open = still_open
        return column

    def _cell(self, node: etree._Element, row: int, column: int, still_open: dict[int, int]) -> int:
        """Place one cell and return how many columns it covers."""
        properties = node.find(f"{W}tcPr")
        width = max(1, _child_whole(properties, "gridSpan", 1))
        merge = properties.find(f"{W}vMerge") if properties is not None else None
        if merge is not None and merge.get(_VAL) != "restart" and column in self._open:
            above = self._open[column]
            old = self._cells[above]
            self._cells[above] = Cell(old.row, old.column, old.content, row - old.row + 1, old.column_span)
            still_open[column] = above
            return width
        content = self._body.elements(node)
        self._inner.extend(content)
        if merge is not None:
            still_open[column] = len(self._cells)
        self._cells.append(Cell(row, column, flat(content), 1, width))
        return width


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for node in _inside(table):
        if node.tag == f"{W}tr":
            properties = node.find(f"{W}trPr")
            if properties is None or properties.find(f"{W}del") is None:
                yield node
        elif node.tag in _WRAPPERS:
            yield from _rows(node)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for node in _inside(row):
        if node.tag == f"{W}tc":
            yield node
        elif node.tag in _WRAPPERS:
            yield from _cells(node)


def _child_whole(properties: etree._Element | None, name: str, default: int) -> int:
    node = properties.find(W + name) if properties is not None else None
    return default if node is None else min(whole(node.get(_VAL), default), 200)


def _boxes(drawing: etree._Element) -> Iterator[etree._Element]:
    """Text boxes in a drawing; a compatibility copy of the same box is passed over."""
    if drawing.tag == _BOX:
        yield drawing
        return
    for child in _inside(drawing):
        if isinstance(child.tag, str):
            yield from _boxes(child)


def _symbol(node: etree._Element) -> str:
    try:
        return chr(int(node.get(f"{W}char", ""), 16))
    except (ValueError, OverflowError):
        return ""
