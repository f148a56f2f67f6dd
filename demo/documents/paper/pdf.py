"""A paper as PDF: the same blocks through reportlab, a Vietnamese serif font embedded.

Tinos (Debian: fonts-croscore, Apache-2.0) has the measures of Times New Roman and every Vietnamese letter.
Debian 12's Liberation Serif has not, so the second choice is DejaVu Serif Condensed.
"""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, SimpleDocTemplate, Spacer, TableStyle
from reportlab.platypus import Paragraph as PdfParagraph
from reportlab.platypus import Table as PdfTable

from . import grid
from .source import Break, Foot, Paper, Paragraph, Table

FONTS = Path("/usr/share/fonts/truetype")
NAMES = ("Serif", "Serif-B", "Serif-I", "Serif-BI")
CHOICES = (
    tuple(f"croscore/Tinos-{face}.ttf" for face in ("Regular", "Bold", "Italic", "BoldItalic")),
    tuple(f"dejavu/DejaVuSerifCondensed{face}.ttf" for face in ("", "-Bold", "-Italic", "-BoldItalic")),
)
# style: alignment, font, size in points, first-line indent in points
STYLES = {
    "title": (TA_CENTER, "Serif-B", 14, 0),
    "note": (TA_CENTER, "Serif-I", 13, 0),
    "heading1": (TA_JUSTIFY, "Serif-B", 14, 28),
    "heading2": (TA_JUSTIFY, "Serif-B", 14, 28),
    "heading3": (TA_JUSTIFY, "Serif-BI", 14, 28),
    "basis": (TA_JUSTIFY, "Serif-I", 14, 28),
    "body": (TA_JUSTIFY, "Serif", 14, 28),
    "footnote": (TA_JUSTIFY, "Serif", 11, 0),
}
MARGINS = {"leftMargin": 30 * mm, "rightMargin": 15 * mm, "topMargin": 20 * mm, "bottomMargin": 20 * mm}


def font_files() -> list[Path]:
    """Return regular, bold, italic and bold italic of the first font that is installed, else nothing."""
    chosen = ([FONTS / name for name in names] for names in CHOICES)
    return next((files for files in chosen if all(file.exists() for file in files)), [])


def write(paper: Paper, path: Path) -> None:
    """Write ``paper`` to ``path``; raises FileNotFoundError where no font is installed."""
    files = font_files()
    if not files:
        raise FileNotFoundError("install Tinos (Debian: fonts-croscore) to build the PDF files")
    for name, file in zip(NAMES, files, strict=True):
        pdfmetrics.registerFont(TTFont(name, file))
    size = landscape(A4) if paper.fields.get("orientation") == "landscape" else A4
    document = SimpleDocTemplate(
        str(path), pagesize=size, title=path.stem, author="Tỉnh Xanh", invariant=1, **MARGINS
    )
    document.build(story(paper, document.width), onLaterPages=number_page)


def number_page(canvas: Canvas, document: SimpleDocTemplate) -> None:
    """Print the page number centred in the top margin."""
    width, height = document.pagesize
    canvas.setFont("Serif", 13)
    canvas.drawCentredString(width / 2, height - 13 * mm, str(document.page))


def story(paper: Paper, width: float) -> list[Flowable]:
    """Return the flowables of ``paper`` for a text block of ``width`` points."""
    found = head(paper, width)
    for block in paper.blocks:
        if isinstance(block, Table):
            found += [draw_table(block, width), Spacer(1, 6)]
        elif isinstance(block, Foot):
            found += foot(paper, width)
        elif isinstance(block, Break):
            found.append(PageBreak())
        elif isinstance(block, Paragraph):
            found.append(draw_paragraph(block))
    return found


def draw_paragraph(block: Paragraph) -> Flowable:
    """Return the flowable of one paragraph."""
    alignment, font, size, indent = STYLES[block.style]
    style = ParagraphStyle(
        block.style, fontName=font, fontSize=size, leading=size * 1.25, alignment=alignment,
        firstLineIndent=indent, spaceAfter=5,
    )  # fmt: skip
    return PdfParagraph(escape(block.text), style)


def column(lines: list[str], fonts: list[str], size: int, alignment: int) -> list[Flowable]:
    """Return one column of head or foot."""
    return [
        PdfParagraph(
            escape(line) or "&nbsp;",
            ParagraphStyle("c", fontName=font, fontSize=size, leading=size * 1.25, alignment=alignment),
        )
        for line, font in zip(lines, fonts, strict=True)
    ]


def head(paper: Paper, width: float) -> list[Flowable]:
    """Return the two columns above the title."""
    if not paper.lines("issuer"):
        return []
    tail = [*paper.lines("number"), *paper.lines("subject")]
    left = [*paper.lines("parent"), *paper.lines("issuer"), *tail]
    plain, bold = len(paper.lines("parent")), len(paper.lines("issuer"))
    fonts = ["Serif"] * plain + ["Serif-B"] * bold + ["Serif"] * len(tail)
    right = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", *paper.lines("place")]
    columns = [
        column(left, fonts, 12, TA_CENTER),
        column(right, ["Serif-B", "Serif-B", "Serif-I"][: len(right)], 12, TA_CENTER),
    ]
    return [PdfTable([columns], colWidths=[width * 0.42, width * 0.58]), Spacer(1, 10)]


def foot(paper: Paper, width: float) -> list[Flowable]:
    """Return the two columns below the text."""
    if not paper.lines("authority"):
        return []
    given = paper.lines("recipients")
    right = [*paper.lines("authority"), "", "", "", *paper.lines("signer")]
    columns = [
        column(given, ["Serif-BI"] + ["Serif"] * (len(given) - 1), 11, TA_LEFT) if given else "",
        column(right, ["Serif-B"] * len(right), 14, TA_CENTER),
    ]
    table = PdfTable([columns], colWidths=[width * 0.5, width * 0.5])
    table.setStyle(TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP")]))
    return [Spacer(1, 8), table]


def draw_table(block: Table, width: float) -> Flowable:
    """Return the flowable of a table whose header rows repeat on every page."""
    rows: list[list[object]] = [["" for _ in block.widths] for _ in block.rows]
    style = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    for cell in grid.cells(block):
        rows[cell.row][cell.column] = draw_cell(cell)
        end = (cell.column + cell.columns - 1, cell.row + cell.rows - 1)
        style.append(("SPAN", (cell.column, cell.row), end))
    scale = min(1.0, width / (sum(block.widths) * mm))
    headers = sum(1 for row in block.rows if row.kind == "header")
    table = PdfTable(rows, colWidths=[w * mm * scale for w in block.widths], repeatRows=headers, splitInRow=1)
    table.setStyle(TableStyle(style))
    return table


def draw_cell(cell: grid.Cell) -> Flowable:
    """Return the paragraph of one cell."""
    font = "Serif-B" if cell.kind in ("header", "group") else "Serif"
    alignment = TA_CENTER if cell.kind == "header" or cell.column == 0 else TA_LEFT
    style = ParagraphStyle(
        "cell", fontName=font, fontSize=11, leading=13, alignment=alignment, splitLongWords=0
    )
    return PdfParagraph("<br/>".join(escape(line) for line in cell.lines), style)
