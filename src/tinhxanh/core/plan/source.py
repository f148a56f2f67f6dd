"""What a file reader hands to the reading core: printed lines, paragraphs and tables in reading order.

The readers in `exchange.documents` make these values; `core.plan.canonical` joins them into the
canonical text. All text here is NFC already (see `normal.nfc`); nothing is dropped or joined yet:
page numbers, running heads and line breaks are still in place.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a page in points, origin at the top left, `width` of the page beside it."""

    x0: float
    top: float
    x1: float
    bottom: float
    page_width: float


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line of a format that breaks lines (text file, PDF). Blank lines have text ''."""

    text: str
    page: int | None = None
    box: Box | None = None
    bold: bool = False
    italic: bool = False
    size: float | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One whole paragraph of a format that keeps paragraphs (docx, odt, html).

    An automatic number or bullet is part of `text`, as printed, with one space after it.
    """

    text: str
    page: int | None = None
    align: str | None = None  # "left" | "center" | "right" | "justify"
    bold: bool = False
    italic: bool = False
    heading_level: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table; a merged cell occurs once, with its spans."""

    row: int
    column: int
    content: tuple[Line | Paragraph, ...]
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A table whose cells the format itself keeps apart. A table over two pages is two grids in PDF."""

    cells: tuple[Cell, ...]
    n_rows: int
    n_columns: int
    page: int | None = None
    ruled: bool = True  # False: a layout table, such as the two columns of a letter's head


Element = Line | Paragraph | Grid


@dataclass(frozen=True, slots=True)
class Stamp:
    """Text that a clerk or a signature put over a page of a signed PDF (number, day, month)."""

    text: str
    page: int
    box: Box | None = None
    signer: str | None = None
    signed_at: str | None = None  # ISO 8601, as the signature says


@dataclass(frozen=True, slots=True)
class Note:
    """Something that a reader could not do or had to repair, for a person to see.

    `code` is stable English; `message` is one Vietnamese sentence: what, where, how to mend.
    """

    code: str
    message: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """A whole file as its reader saw it."""

    elements: tuple[Element, ...]
    format: str  # "txt" | "html" | "docx" | "odt" | "pdf"
    n_pages: int | None = None
    footnotes: tuple[Paragraph, ...] = ()
    stamps: tuple[Stamp, ...] = ()
    notes: tuple[Note, ...] = field(default=())
