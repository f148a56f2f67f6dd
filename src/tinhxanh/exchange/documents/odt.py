"""OpenDocument texts (.odt): paragraphs, lists and tables in body order, as LibreOffice prints them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from tinhxanh.core.plan.source import Cell, Element, Grid, Paragraph, SourceDocument
from tinhxanh.exchange.documents import archives, language, markup
from tinhxanh.exchange.documents.docx_numbering import whole
from tinhxanh.exchange.documents.limits import Limits
from tinhxanh.exchange.documents.odt_styles import DRAW, OFFICE, TABLE, TEXT, Counter, Styles
from tinhxanh.exchange.documents.printing import Format, Piece, Press, flat, paragraph
from tinhxanh.exchange.documents.unreadable import Unreadable, without_text

_SIGNS = {f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n"}
_INLINE = frozenset(
    TEXT + name
    for name in ("span", "a", "ruby", "ruby-base", "meta", "meta-field", "page-number", "date", "title")
)
_SECTIONS = frozenset(
    (f"{TEXT}section", f"{TEXT}index-body", f"{TEXT}table-of-content", f"{TABLE}table-header-rows")
)
_BLOCKS = (f"{TEXT}p", f"{TEXT}h")
_MOST_REPEATS = 50
_MOST_COLUMNS = 200


def load(content: Path | bytes, limits: Limits) -> SourceDocument:
    """The OpenDocument text `content`; Unreadable if it is damaged, locked, unsafe or too large."""
    with archives.opened(content, limits) as archive:
        manifest = archive.read("META-INF/manifest.xml") or b""
        if b"encryption-data" in manifest:
            raise Unreadable("encrypted", "tệp được bảo vệ bằng mật khẩu", "hãy bỏ mật khẩu rồi tải lên lại")
        data = archive.read("content.xml")
        styles = archive.read("styles.xml")
        pictures = any(name.startswith("Pictures/") for name in archive.names())
    root = markup.parse(data, "content.xml", limits) if data else None
    text = root.find(f"{OFFICE}body/{OFFICE}text") if root is not None else None
    if text is None:
        raise Unreadable(
            "damaged", "tệp .odt thiếu phần nội dung", "hãy mở bằng LibreOffice, lưu lại rồi tải lên lại"
        )
    named = markup.parse(styles, "styles.xml", limits) if styles else None
    body = _Body(Styles(named, root))
    elements = tuple(body.elements(text))
    if not any(language.texts(elements)):
        raise without_text(pictures)
    return SourceDocument(elements, "odt", footnotes=tuple(body.footnotes), notes=tuple(body.press.notes()))


class _Body:
    """A walk over the text with the counts of its lists."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._counter = Counter(styles)
        self.press = Press()
        self.footnotes: list[Paragraph] = []

    def elements(self, container: etree._Element) -> list[Element]:
        """Paragraphs and tables of `container` in order; a table of one cell gives way to its content."""
        found: list[Element] = []
        for node in container:
            if node.tag in _BLOCKS:
                found.extend(self._paragraph(node, ""))
            elif node.tag == f"{TEXT}list":
                found.extend(self._list(node, "", 1))
            elif node.tag == f"{TABLE}table":
                found.extend(self._table(node))
            elif node.tag in _SECTIONS:
                found.extend(self.elements(node))
            elif isinstance(node.tag, str) and node.tag.startswith(DRAW):
                found.extend(self._boxed(node))
        return found

    def _paragraph(self, node: etree._Element, marker: str) -> list[Element]:
        own = self._styles.format("paragraph", node.get(f"{TEXT}style-name", ""))
        if node.tag == f"{TEXT}h":
            own = Format(outline=whole(node.get(f"{TEXT}outline-level"), 1) - 1).over(own)
        pieces: list[Piece] = []
        boxes: list[etree._Element] = []
        self._collect(node, own, pieces, boxes)
        text = self.press.text(pieces).strip(" \t\n\xa0")
        found: list[Element] = []
        if text:
            found.append(paragraph(f"{marker} {text}" if marker else text, own, pieces))
        for box in boxes:
            found.extend(self._boxed(box))
        return found

    def _collect(
        self, node: etree._Element, own: Format, pieces: list[Piece], boxes: list[etree._Element]
    ) -> None:
        """Gather the text under `node` into `pieces`, drawings into `boxes`, footnotes aside."""
        _say(node.text, own, pieces)
        for child in node:
            tag = child.tag
            if tag in _SIGNS:
                pieces.append(Piece(_SIGNS[tag], own))
            elif tag == f"{TEXT}s":
                pieces.append(Piece(" " * min(max(1, whole(child.get(f"{TEXT}c"), 1)), 200), own))
            elif tag == f"{TEXT}note":
                self._footnote(child)
            elif tag in _INLINE:
                style = self._styles.format("text", child.get(f"{TEXT}style-name", ""))
                self._collect(child, style.over(own), pieces, boxes)
            elif isinstance(tag, str) and tag.startswith(DRAW):
                boxes.append(child)
            _say(child.tail, own, pieces)

    def _footnote(self, note: etree._Element) -> None:
        body = note.find(f"{TEXT}note-body")
        if body is not None:
            self.footnotes.extend(flat(self.elements(body)))

    def _boxed(self, drawing: etree._Element) -> list[Element]:
        """Text of the boxes in a drawing."""
        if drawing.tag == f"{DRAW}text-box":
            return self.elements(drawing)
        return [e for child in drawing if isinstance(child.tag, str) for e in self._boxed(child)]

    def _list(self, node: etree._Element, outer: str, level: int) -> list[Element]:
        style = node.get(f"{TEXT}style-name") or outer
        goes_on = node.get(f"{TEXT}continue-numbering") == "true" or node.get(f"{TEXT}continue-list")
        if level == 1 and not goes_on:
            self._counter.restart(style)
        found: list[Element] = []
        for item in node.iterchildren(f"{TEXT}list-item", f"{TEXT}list-header"):
            found.extend(self._item(item, style, level))
        return found

    def _item(self, item: etree._Element, style: str, level: int) -> Iterator[Element]:
        """One item: its first paragraph carries the marker."""
        numbered = item.tag == f"{TEXT}list-item"
        for child in item:
            if child.tag in _BLOCKS:
                start = item.get(f"{TEXT}start-value")
                marker = self._counter.next_marker(style, level, start) if numbered else ""
                numbered = False
                yield from self._paragraph(child, marker)
            elif child.tag == f"{TEXT}list":
                yield from self._list(child, style, level + 1)

    def _table(self, node: etree._Element) -> list[Element]:
        cells: list[Cell] = []
        inner: list[Element] = []
        n_rows = n_columns = drawn = 0
        for row in _rows(node):
            column = 0
            for cell in row.iterchildren(f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
                covered = cell.tag != f"{TABLE}table-cell"
                width = 1 if covered else _span(cell, "columns")
                if not covered and column < _MOST_COLUMNS:
                    content = self.elements(cell)
                    inner.extend(content)
                    drawn += self._styles.draws_borders(cell.get(f"{TABLE}style-name", ""))
                    cells.append(Cell(n_rows, column, flat(content), _span(cell, "rows"), width))
                column += _repeats(cell, "columns")
            n_columns = max(n_columns, min(column, _MOST_COLUMNS))
            n_rows += 1
        if len(cells) < 2:
            return inner
        return [Grid(tuple(cells), n_rows, n_columns, ruled=drawn * 2 >= len(cells))]


def _say(text: str | None, own: Format, pieces: list[Piece]) -> None:
    """Text as OpenDocument counts it: white space of the file is one space."""
    if text and not own.hidden:
        flowed = " ".join(text.split()) if text.strip() else ""
        lead = " " if text[:1].isspace() else ""
        tail = " " if text[-1:].isspace() and flowed else ""
        said = f"{lead}{flowed}{tail}"
        pieces.append(Piece(said.upper() if own.caps else said, own))


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for node in table:
        if node.tag == f"{TABLE}table-row":
            yield node
        elif node.tag in (f"{TABLE}table-header-rows", f"{TABLE}table-rows", f"{TABLE}table-row-group"):
            yield from _rows(node)


def _span(cell: etree._Element, way: str) -> int:
    return min(max(1, whole(cell.get(f"{TABLE}number-{way}-spanned"), 1)), _MOST_COLUMNS)


def _repeats(cell: etree._Element, way: str) -> int:
    return min(max(1, whole(cell.get(f"{TABLE}number-{way}-repeated"), 1)), _MOST_REPEATS)
