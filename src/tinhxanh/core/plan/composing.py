"""Composing the canonical text: SourceDocument -> Canonical.

Reads the elements of a source; writes one string with blocks and tables. Page numbers and running
heads are dropped, lines joined, tables joined over pages, tables that extraction broke into lines
recovered. The printed order is kept, so offsets grow with pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from tinhxanh.core.plan.canonical import Block, Canonical, Table, TableCell
from tinhxanh.core.plan.grids import gridding, linetables
from tinhxanh.core.plan.grids.gridding import Fragment, LooseTable
from tinhxanh.core.plan.lines import (
    cutpoints,
    footcells,
    footnotes,
    furniture,
    headcells,
    indents,
    joining,
    webframes,
)
from tinhxanh.core.plan.normal import nfc, squeeze
from tinhxanh.core.plan.source import Element, Grid, Line, Paragraph, SourceDocument

_SPLIT = re.compile(r"\s*\n\s*")


def compose(source: SourceDocument) -> Canonical:
    """The canonical text of a source document. Never refuses: what has no shape stays a paragraph."""
    writer = _Writer()
    elements = headcells.part(
        indents.unfold_head(headcells.unfold(furniture.drop(webframes.drop(source.elements))))
    )
    for part in _whole(_parts(footcells.unfold(elements))):
        if isinstance(part, LooseTable):
            writer.table(part)
        elif isinstance(part, Note):
            writer.paragraph([(line.text, line.page) for line in part.lines], note=True)
        else:
            first = part[0]
            align = first.align if isinstance(first, Paragraph) else None
            writer.paragraph([(piece.text, piece.page) for piece in part], first.bold, first.italic, align)
    for footnote in source.footnotes:
        writer.paragraph([(footnote.text, footnote.page)], note=True)
    return writer.finish()


def _whole(
    parts: Iterable[LooseTable | Paragraph | list[Line] | Note],
) -> Iterable[LooseTable | list[Line] | list[Paragraph] | Note]:
    """`parts` with runs of paragraphs as whole points."""
    for is_paragraph, run in groupby(parts, lambda part: isinstance(part, Paragraph)):
        if is_paragraph:
            yield from cutpoints.whole(part for part in run if isinstance(part, Paragraph))
        else:
            yield from (part for part in run if not isinstance(part, Paragraph))


def _parts(elements: Sequence[Element]) -> Iterable[LooseTable | Paragraph | list[Line] | Note]:
    """Elements grouped into paragraphs and tables, in printed order."""
    run: list[Line] = []
    grids: list[Grid] = []
    for element in [*elements, None]:
        if not isinstance(element, Line) and run:
            yield from _of_lines(run)
            run = []
        if grids and element is not None and not isinstance(element, Grid) and not _is_blank(element):
            yield gridding.join(grids)
            grids = []
        if isinstance(element, Line):
            if not grids or element.text.strip():
                run.append(element)
        elif isinstance(element, Grid):
            if gridding.is_layout(element):
                if grids:
                    yield gridding.join(grids)
                    grids = []
                yield from gridding.unfold(element)
            else:
                grids.append(element)
        elif element is not None and not _is_blank(element):
            yield from _of_paragraph(element)
    if grids:
        yield gridding.join(grids)


def _is_blank(element: Element) -> bool:
    return isinstance(element, Line | Paragraph) and not element.text.strip()


def _of_paragraph(paragraph: Paragraph) -> Iterable[Paragraph]:
    """A paragraph with forced line breaks, each break a paragraph of its own."""
    if "\n" not in paragraph.text:
        yield paragraph
        return
    for text in _SPLIT.split(paragraph.text.strip()):
        yield Paragraph(
            text, paragraph.page, paragraph.align, paragraph.bold, paragraph.italic, paragraph.heading_level
        )


def _of_lines(lines: list[Line]) -> Iterable[LooseTable | list[Line] | Note]:
    for is_note, run in footnotes.lift(lines):
        if is_note:
            yield from (Note(paragraph) for paragraph in joining.join(run))
            continue
        for part in linetables.find(run):
            if isinstance(part, LooseTable):
                yield part
            else:
                yield from joining.join(part)


@dataclass(frozen=True, slots=True)
class Note:
    """The lines of a footnote."""

    lines: list[Line]


@dataclass(slots=True)
class _Writer:
    parts: list[str] = field(default_factory=list)
    length: int = 0
    pages: list[int] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)

    def _put(self, text: str, page: int | None) -> tuple[int, int]:
        while page is not None and len(self.pages) < page:
            self.pages.append(self.length)
        start = self.length
        self.parts.append(text)
        self.length += len(text)
        return start, self.length

    def _gap(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def paragraph(
        self,
        pieces: list[tuple[str, int | None]],
        bold: bool = False,
        italic: bool = False,
        align: str | None = None,
        note: bool = False,
    ) -> None:
        filled = [(squeeze(nfc(text)), page) for text, page in pieces]
        filled = [(text, page) for text, page in filled if text]
        if not filled:
            return
        if self.length:
            self._gap("\n")
        start = self.length
        for index, (text, page) in enumerate(filled):
            if index:
                self._gap(" ")
            begun, _ = self._put(text, page)
            start = begun if not index else start
        self.blocks.append(Block(start, self.length, bold, italic, align, note))

    def table(self, table: LooseTable) -> None:
        """Write the fragments of a table in printed order; stretches of one cell that touch become one
        piece.
        """
        pieces: dict[tuple[int, int], list[tuple[int, int]]] = {}
        spans: dict[tuple[int, int], tuple[int, int]] = {}
        if self.length:
            self._gap("\n")
        start = self.length
        last: Fragment | None = None
        for fragment in table.fragments:
            key = (fragment.row, fragment.column)
            spans.setdefault(key, (fragment.row_span, fragment.column_span))
            text = squeeze(nfc(fragment.text))
            if not text:
                continue
            touching = last is not None and (last.row, last.column) == key
            if last is not None:
                self._gap(fragment.gap if touching else "\t" if last.row == fragment.row else "\n")
            begun, end = self._put(text, fragment.page)
            own = pieces.setdefault(key, [])
            if touching and own:
                own[-1] = (own[-1][0], end)
            else:
                own.append((begun, end))
            last = fragment
        cells = tuple(
            TableCell(row, column, tuple(pieces.get((row, column), ())), *spans[row, column])
            for row, column in sorted(spans)
        )
        self.tables.append(
            Table(
                start, self.length, cells, table.n_rows, table.n_columns, table.n_header_rows, table.doubtful
            )
        )

    def finish(self) -> Canonical:
        return Canonical("".join(self.parts), tuple(self.pages), tuple(self.blocks), tuple(self.tables))
