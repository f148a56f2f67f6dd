"""Plain text files: one `Line` a printed line, form feeds as pages, tabs kept, marked tables as grids."""

from __future__ import annotations

from tinhxanh.core.plan.source import SourceDocument
from tinhxanh.exchange.documents import converted
from tinhxanh.exchange.documents.decoding import check_start, decode
from tinhxanh.exchange.documents.limits import DEFAULT, Limits
from tinhxanh.exchange.documents.unreadable import without_text


def load(data: bytes, limits: Limits = DEFAULT) -> SourceDocument:
    """The text file `data` as lines, and tables where signs of their own keep cells apart.

    Unreadable("unknown-format") if it is not text.
    """
    check_start(data[:4_000])
    text, notes = decode(data)
    if not text.strip():
        raise without_text(pictures=False)
    pages = text.split("\f")
    if len(pages) > 1 and not pages[-1].strip():
        pages.pop()
    numbered = len(pages) > 1
    marked = converted.is_marked(text)
    elements = tuple(
        element
        for number, page in enumerate(pages, 1)
        for element in converted.elements(page.split("\n"), number if numbered else None, marked, limits)
    )
    return SourceDocument(elements, "txt", n_pages=len(pages) if numbered else None, notes=notes)
