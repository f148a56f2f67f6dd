"""A paper as .odt, the way LibreOffice saves it."""

from __future__ import annotations

import zipfile
from html import escape
from pathlib import Path

from . import grid
from .source import Foot, Paper, Paragraph, Table

NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "text", "table", "style", "meta", "manifest")
)
MIME = "application/vnd.oasis.opendocument.text"
CONTENT = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content {} office:version="1.2">'
    "<office:body><office:text>{}</office:text></office:body></office:document-content>"
)
MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<manifest:manifest {} manifest:version="1.2">'
    '<manifest:file-entry manifest:full-path="/" manifest:media-type="{}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)


def write(paper: Paper, path: Path) -> None:
    """Write ``paper`` to ``path``; the same paper gives the same bytes."""
    body = head(paper) + "".join(part(block, paper) for block in paper.blocks)
    with zipfile.ZipFile(path, "w") as made:
        store(made, "mimetype", MIME, zipfile.ZIP_STORED)
        store(made, "content.xml", CONTENT.format(NAMESPACES, body), zipfile.ZIP_DEFLATED)
        store(made, "META-INF/manifest.xml", MANIFEST.format(NAMESPACES, MIME), zipfile.ZIP_DEFLATED)


def store(made: zipfile.ZipFile, name: str, text: str, how: int) -> None:
    """Add one file with a fixed time."""
    made.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), text.encode(), how)


def part(block: object, paper: Paper) -> str:
    """Return the XML of one block."""
    if isinstance(block, Table):
        return table(block)
    if isinstance(block, Paragraph):
        return heading(block) if block.style == "heading1" else paragraph(block.text)
    return foot(paper) if isinstance(block, Foot) else ""


def heading(block: Paragraph) -> str:
    """Return a heading."""
    return f'<text:h text:outline-level="1">{spaced(block.text)}</text:h>'


def paragraph(text: str) -> str:
    """Return a paragraph."""
    return f"<text:p>{spaced(text)}</text:p>"


def spaced(text: str) -> str:
    """Return ``text`` with its dash set off by a tab, as clerks type it."""
    mark, _, rest = text.partition(" ")
    return f"{mark}<text:tab/>{escape(rest)}" if mark in ("-", "+") else escape(text, quote=False)


def head(paper: Paper) -> str:
    """Return the two columns above the title."""
    if not paper.lines("issuer"):
        return ""
    left = [*paper.lines("parent"), *paper.lines("issuer"), *paper.lines("number"), *paper.lines("subject")]
    right = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", *paper.lines("place")]
    return columns("Head", left, right)


def foot(paper: Paper) -> str:
    """Return the two columns below the text."""
    if not paper.lines("authority"):
        return ""
    right = [*paper.lines("authority"), "", *paper.lines("signer")]
    return columns("Foot", paper.lines("recipients"), right)


def columns(name: str, left: list[str], right: list[str]) -> str:
    """Return a table of one row and two cells."""
    cells = "".join(
        f"<table:table-cell>{''.join(paragraph(line) for line in lines)}</table:table-cell>"
        for lines in (left, right)
    )
    return framed(name, 2, f"<table:table-row>{cells}</table:table-row>")


def framed(name: str, width: int, rows: str) -> str:
    """Return a table of ``width`` columns around ``rows``."""
    return (
        f'<table:table table:name="{name}">'
        f'<table:table-column table:number-columns-repeated="{width}"/>{rows}</table:table>'
    )


def table(block: Table) -> str:
    """Return a table whose covered places are marked as such."""
    printed = {(cell.row, cell.column): cell for cell in grid.cells(block)}
    rows = "".join(
        "<table:table-row>"
        + "".join(
            place(printed[r, c]) if (r, c) in printed else "<table:covered-table-cell/>"
            for c in range(len(block.widths))
        )
        + "</table:table-row>"
        for r in range(len(block.rows))
    )
    return framed("Table", len(block.widths), rows)


def place(cell: grid.Cell) -> str:
    """Return the XML of one printed cell."""
    spans = (
        f' table:number-columns-spanned="{cell.columns}" table:number-rows-spanned="{cell.rows}"'
        if (cell.rows, cell.columns) != (1, 1)
        else ""
    )
    return f"<table:table-cell{spans}>{''.join(paragraph(line) for line in cell.lines)}</table:table-cell>"
