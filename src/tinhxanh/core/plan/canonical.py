"""The canonical text: one string, its pages, paragraphs and tables. Offsets of all facts point into it.

`tinhxanh read FILE --text` prints `Canonical.text`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from tinhxanh.core.values import Span


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of the canonical text: `[start, end)`, with what print told about it."""

    start: int
    end: int
    bold: bool = False
    italic: bool = False
    align: str | None = None
    note: bool = False  # a footnote, lifted out of the running text


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell; `pieces` are its stretches of the text (several where a row runs over a page)."""

    row: int
    column: int
    pieces: tuple[tuple[int, int], ...]
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table with pages joined and repeated header rows dropped; `[start, end)` covers it."""

    start: int
    end: int
    cells: tuple[TableCell, ...]
    n_rows: int
    n_columns: int
    n_header_rows: int = 1
    doubtful: tuple[int, ...] = ()  # rows whose cells were told apart by guess, from print without borders


@dataclass(frozen=True, slots=True)
class Canonical:
    """Canonical text with its pages and parts.

    `page_starts[i]` is the offset at which page `i + 1` begins; empty for formats without pages.
    `blocks` and `tables` lie in order and do not overlap.
    """

    text: str
    page_starts: tuple[int, ...] = ()
    blocks: tuple[Block, ...] = ()
    tables: tuple[Table, ...] = ()

    def page_at(self, offset: int) -> int | None:
        """The page (from 1) on which the character at `offset` stands."""
        return bisect_right(self.page_starts, offset) or None

    def spans(self, *pieces: tuple[int, int]) -> tuple[Span, ...]:
        """Spans of `pieces`, cut where a page ends, white space at the cut left out."""
        pages = self.page_starts
        cut: list[Span] = []
        for start, end in pieces:
            page, last = bisect_right(pages, start), bisect_left(pages, end)
            for at in range(page, max(page, last) + 1):
                left = pages[at - 1] if at > page else start
                stretch = self.text[left : pages[at] if at < last else end]
                printed = stretch.lstrip()
                left += len(stretch) - len(printed)
                if printed:
                    cut.append(Span(left, left + len(printed.rstrip()), at or None))
        return tuple(cut)
