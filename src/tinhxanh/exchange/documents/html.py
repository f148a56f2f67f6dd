"""Web pages (.html): blocks as paragraphs, lists with their printed markers, tables with spans."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import islice

import lxml.html
from lxml import etree

from tinhxanh.core.plan.source import Cell, Element, Grid, Paragraph, SourceDocument
from tinhxanh.exchange.documents import lost_levels, markup
from tinhxanh.exchange.documents.decoding import decode
from tinhxanh.exchange.documents.docx_numbering import written
from tinhxanh.exchange.documents.limits import Limits
from tinhxanh.exchange.documents.printing import flat
from tinhxanh.exchange.documents.unreadable import Unreadable, without_text

_NAME = re.compile(r"\w+")
_SKIPPED = frozenset(
    _NAME.findall("script style head title noscript template iframe object svg select option button")
)
_BLOCKS = frozenset(
    _NAME.findall(
        "html body p div h1 h2 h3 h4 h5 h6 ul ol li dl dt dd pre blockquote section article main header"
        " footer nav aside center figure figcaption address form fieldset hr tr td th caption summary details"
    )
)
_BOLD = frozenset(("b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"))
_ITALIC = frozenset(("i", "em", "cite"))
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.I)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_WEIGHT = re.compile(r"font-weight\s*:\s*(bold|[6-9]00)", re.I)
_ALIGN = re.compile(r"text-align\s*:\s*(left|center|right|justify)", re.I)
_HIDDEN = re.compile(r"display\s*:\s*none", re.I)
_BORDER = re.compile(r"border[\w-]*\s*:\s*(?!none|0|hidden)[^;]*\d", re.I)
_LIST_STYLES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_MOST_COLUMNS = 200


@dataclass(frozen=True, slots=True)
class _Style:
    """How text at this place is printed."""

    bold: bool = False
    italic: bool = False
    align: str | None = None
    heading: int | None = None
    verbatim: bool = False


def load(data: bytes, limits: Limits) -> SourceDocument:
    """The web page `data`; Unreadable if it has too many parts for bounded memory."""
    if data.count(b"<") + 2 * data.count(b'="') > limits.nodes:
        raise _too_many_parts()
    text, notes = decode(_in_utf8(data))
    root = _root(text)
    page = _Page()
    page.walk(root, _Style())
    page.end_block(_Style())
    if not page.elements:
        raise without_text(pictures=root.find(".//img") is not None)
    return SourceDocument(tuple(page.elements), "html", notes=notes)


def fragment(text: str, limits: Limits) -> list[Element]:
    """Paragraphs and grids of the mark-up `text`, a piece of a page that stands in other text."""
    if text.count("<") + 2 * text.count('="') > limits.nodes:
        raise _too_many_parts()
    page = _Page()
    page.walk(_root(text), _Style())
    page.end_block(_Style())
    return page.elements


def _too_many_parts() -> Unreadable:
    return Unreadable("too-large", "trang web có quá nhiều thành phần", "hãy chia văn bản thành nhiều tệp")


def _root(text: str) -> etree._Element:
    parser = lxml.html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = lxml.html.document_fromstring(_DECLARATION.sub("", text, count=1), parser=parser)
    except (etree.ParserError, ValueError) as error:
        raise without_text(pictures=False) from error
    markup.check_memory(parser)
    return root


def _in_utf8(data: bytes) -> bytes:
    """`data` in UTF-8 if the page names another encoding that fits."""
    named = _CHARSET.search(data[:4096])
    name = named[1].decode("ascii").lower() if named else "utf-8"
    if name in ("utf-8", "utf8", "utf-16"):
        return data
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return data.decode(name).encode() if name.startswith("windows-1258") else data
        except (UnicodeDecodeError, LookupError):
            return data
    return data


class _Page:
    """A walk that gathers inline text until a block begins or ends."""

    def __init__(self) -> None:
        self.elements: list[Element] = []
        self._pieces: list[tuple[str, _Style]] = []
        self._marker = ""
        self._counts: dict[etree._Element, int] = {}
        self._levels = lost_levels.Levels()

    def walk(self, node: etree._Element, style: _Style) -> None:
        """Read `node` and what is in it, not the text after it."""
        tag = node.tag if isinstance(node.tag, str) else ""
        if not tag or tag in _SKIPPED or _HIDDEN.search(node.get("style", "")):
            return
        if tag == "br":
            self._pieces.append(("\n", style))
        elif tag == "table":
            self.end_block(style)
            self._table(node, style)
        else:
            self._content(node, tag, style)

    def _content(self, node: etree._Element, tag: str, outer: _Style) -> None:
        style = _styled(node, tag, outer)
        block = tag in _BLOCKS
        if block:
            self.end_block(outer)
        if tag == "li":
            self._marker = self._list_marker(node)
        self._say(node.text, style)
        for child in node:
            self.walk(child, style)
            self._say(child.tail, style)
        if block:
            self.end_block(style)

    def _say(self, text: str | None, style: _Style) -> None:
        if text:
            self._pieces.append((text, style))

    def end_block(self, style: _Style) -> None:
        """Close the paragraph that has been gathered, if it says anything."""
        pieces, self._pieces = self._pieces, []
        text = _flowed(pieces)
        if not text:
            return
        inked = [s for piece, s in pieces if piece.strip()] or [style]
        first = inked[0]
        if not self._marker:
            self._levels.pass_over(text)
        text, self._marker = self._marker + text, ""
        self.elements.append(
            Paragraph(
                text,
                align=first.align,
                bold=all(s.bold for s in inked),
                italic=all(s.italic for s in inked),
                heading_level=first.heading,
            )
        )

    def _list_marker(self, item: etree._Element) -> str:
        parent = item.getparent()
        css = parent.get("style", "") if parent is not None else ""
        if parent is None or parent.tag not in ("ol", "ul") or ("list-style" in css and "none" in css):
            return ""
        if parent.tag == "ul":
            return "• "
        if restored := self._restored(item, parent):
            return restored
        before = self._counts.get(parent, _whole(parent.get("start"), 1) - 1)
        number = self._counts[parent] = _whole(item.get("value"), before + 1)
        return f"{written(number, _LIST_STYLES.get(parent.get('type', '1'), 'decimal'))}. "

    def _restored(self, item: etree._Element, parent: etree._Element) -> str | None:
        """The marker of an item whose list says neither its form nor where it starts, below capitals."""
        depth = sum(1 for _ in item.iterancestors("ol", "ul")) - 1
        says = [parent.get(name) for name in ("start", "style", "class")] + [item.get("value")]
        if any(says) or (parent.get("type") and (parent.get("type"), depth) != ("I", 0)):
            return None
        return self._levels.marker(depth, _own_text(item))

    def _table(self, node: etree._Element, style: _Style) -> None:
        for caption in node.iterchildren("caption"):
            self._content(caption, "caption", style)
        cells, inner, n_rows, n_columns = _cells(node, style)
        if len(cells) <= 1:
            self.elements.extend(inner)
        else:
            self.elements.append(Grid(cells, n_rows, n_columns, ruled=_ruled(node, n_columns)))


def _own_text(item: etree._Element) -> str:
    """The text of an item of a list without the lists in it."""
    inner = (str(text) for child in item if child.tag not in ("ol", "ul") for text in child.itertext())
    return f"{item.text or ''}{''.join(inner)}"


def _flowed(pieces: list[tuple[str, _Style]]) -> str:
    """Pieces joined as a browser flows them: white space collapsed, line breaks of `br` and `pre` kept."""
    joined = "".join(
        text if style.verbatim or text == "\n" else re.sub(r"[ \t\r\n\f]+", " ", text)
        for text, style in pieces
    )
    return re.sub(r" *\n *", "\n", re.sub(r" {2,}", " ", joined)).strip(" \t\n\xa0")


def _styled(node: etree._Element, tag: str, outer: _Style) -> _Style:
    css = node.get("style", "")
    align = _ALIGN.search(css)
    shown = align[1].lower() if align else (node.get("align") or ("center" if tag == "center" else None))
    heading = int(tag[1]) if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit() else outer.heading
    return replace(
        outer,
        bold=outer.bold or tag in _BOLD or bool(_WEIGHT.search(css)),
        italic=outer.italic or tag in _ITALIC or "italic" in css,
        align=shown.lower() if shown else outer.align,
        heading=heading,
        verbatim=outer.verbatim or tag == "pre",
    )


def _whole(text: str | None, default: int) -> int:
    try:
        return max(-32_768, min(int(text or ""), 32_767))
    except ValueError:
        return default


def _rows(table: etree._Element) -> list[etree._Element]:
    rows: list[etree._Element] = []
    for node in table:
        if node.tag == "tr":
            rows.append(node)
        elif node.tag in ("thead", "tbody", "tfoot"):
            rows.extend(node.iterchildren("tr"))
    return rows


def _cells(table: etree._Element, style: _Style) -> tuple[tuple[Cell, ...], list[Element], int, int]:
    """Cells placed as a browser places them, the content of all of them, rows and columns."""
    rows = _rows(table)
    covered = [0] * _MOST_COLUMNS  # the row at which each column is free again
    cells: list[Cell] = []
    inner: list[Element] = []
    n_columns = 0
    for at, row in enumerate(rows):
        column = 0
        for node in row.iterchildren("td", "th"):
            while column < _MOST_COLUMNS and covered[column] > at:
                column += 1
            height = min(max(1, _whole(node.get("rowspan"), 1)), len(rows) - at)
            width = max(1, min(_whole(node.get("colspan"), 1), _MOST_COLUMNS - column))
            covered[column : column + width] = [at + height] * len(covered[column : column + width])
            content = _cell_content(node, style)
            inner.extend(content)
            cells.append(Cell(at, column, flat(content), height, width))
            column += width
        n_columns = max(n_columns, column)
    return tuple(cells), inner, len(rows), n_columns


def _cell_content(node: etree._Element, style: _Style) -> list[Element]:
    page = _Page()
    page.walk(node, replace(style, align=None))
    page.end_block(style)
    return page.elements


def _ruled(table: etree._Element, n_columns: int) -> bool:
    """Whether a browser draws lines; a table of one or two columns that says nothing is for layout."""
    border = table.get("border")
    if border is not None:
        return border not in ("0", "")
    first = islice(table.iter("td", "th"), 20)
    if any(_BORDER.search(node.get("style", "")) for node in (table, *first)):
        return True
    return n_columns > 2 or next(table.iter("th"), None) is not None
