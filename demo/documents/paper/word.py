"""A paper as .docx: A4, margins of NĐ 30/2020, Times New Roman, page number centred on top."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph as WordParagraph

from . import footnotes, grid, numbering
from .source import Break, Foot, Paper, Paragraph, Row, Table

CENTRE, JUSTIFY, LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY, WD_ALIGN_PARAGRAPH.LEFT
# style: alignment, size in points, bold, italic, first-line indent in millimetres
STYLES = {
    "title": (CENTRE, 14, True, False, 0),
    "note": (CENTRE, 13, False, True, 0),
    "heading1": (JUSTIFY, 14, True, False, 10),
    "heading2": (JUSTIFY, 14, True, False, 10),
    "heading3": (JUSTIFY, 14, True, True, 10),
    "basis": (JUSTIFY, 14, False, True, 10),
    "body": (JUSTIFY, 14, False, False, 10),
    "footnote": (JUSTIFY, 11, False, False, 0),
}
TABLE_SIZE = 11
EPOCH = datetime(2024, 1, 1)


def write(paper: Paper, path: Path) -> None:
    """Write ``paper`` to ``path``; the same paper gives the same bytes."""
    word = docx.Document()
    set_page(word, landscape=paper.fields.get("orientation") == "landscape")
    write_head(word, paper)
    footnotes.attach(word, paper)
    for block in paper.blocks:
        write_block(word, block, paper)
    save(word, path)


def set_page(word: Document, *, landscape: bool) -> None:
    """Set paper size, margins, font and the page number on top."""
    section = word.sections[0]
    width, height = (297, 210) if landscape else (210, 297)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    normal = word.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(14)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "Times New Roman")
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.alignment = CENTRE
    add_field(number, "PAGE")


def add_field(paragraph: WordParagraph, code: str) -> None:
    """Append a field such as PAGE."""
    for kind, text in (("begin", None), (None, code), ("end", None)):
        run = paragraph.add_run()
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)


def write_head(word: Document, paper: Paper) -> None:
    """Write issuer and number on the left, national name, place and date on the right."""
    if not paper.lines("issuer"):
        return
    left = [*paper.lines("parent"), *paper.lines("issuer"), *paper.lines("number"), *paper.lines("subject")]
    right = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", *paper.lines("place")]
    table = word.add_table(rows=1, cols=2)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    plain = len(paper.lines("parent"))
    bold = range(plain, plain + len(paper.lines("issuer")))
    fill(table.cell(0, 0), left, bold=bold, alignment=CENTRE, size=13)
    fill(table.cell(0, 1), right, bold=range(2), alignment=CENTRE, size=13, italic=range(2, 3))
    word.add_paragraph()


def write_foot(word: Document, paper: Paper) -> None:
    """Write the addressees on the left, authority and signer on the right."""
    if not paper.lines("authority"):
        return
    table = word.add_table(rows=1, cols=2)
    fill(table.cell(0, 0), paper.lines("recipients"), bold=range(1), alignment=LEFT, size=12)
    right = [*paper.lines("authority"), "", "", "", *paper.lines("signer")]
    fill(table.cell(0, 1), right, bold=range(len(right)), alignment=CENTRE, size=14)


def fill(cell: Any, lines: list[str], *, alignment: Any, size: int, bold: Any = (), italic: Any = ()) -> None:
    """Write ``lines`` into ``cell``, one paragraph each."""
    for n, line in enumerate(lines or [""]):
        paragraph = cell.paragraphs[0] if n == 0 else cell.add_paragraph()
        paragraph.alignment = alignment
        paragraph.paragraph_format.space_after = Pt(0)
        run = paragraph.add_run(line)
        run.font.size, run.bold, run.italic = Pt(size), n in bold, n in italic


def write_block(word: Document, block: object, paper: Paper) -> None:
    """Write one block."""
    if isinstance(block, Table):
        write_table(word, block)
    elif isinstance(block, Foot):
        write_foot(word, paper)
    elif isinstance(block, Break):
        word.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    elif isinstance(block, Paragraph) and block.style != "footnote":
        numbered = paper.fields.get("numbering") == "automatic"
        write_paragraph(word, block, numbered=numbered, mark=footnotes.marks(paper))


def write_paragraph(word: Document, block: Paragraph, *, numbered: bool, mark: re.Pattern[str]) -> None:
    """Write a paragraph; with ``numbered`` its marker becomes Word's automatic number."""
    alignment, size, bold, italic, indent = STYLES[block.style]
    paragraph = word.add_paragraph()
    text = numbering.apply(word, paragraph, block) if numbered else block.text
    paragraph.alignment = alignment
    paragraph.paragraph_format.space_after = Pt(6)
    if text == block.text:
        paragraph.paragraph_format.first_line_indent = Mm(indent)
    for run in footnotes.add_runs(paragraph, text, mark):
        run.font.size, run.bold, run.italic = Pt(size), bold, italic


def write_table(word: Document, block: Table) -> None:
    """Write a table with its merged cells; header rows repeat on every page."""
    table = word.add_table(rows=len(block.rows), cols=len(block.widths))
    table.style = "Table Grid"
    table.autofit = False
    for n, width in enumerate(block.widths):
        table.columns[n].width = Mm(width)
    for cell in grid.cells(block):
        place = table.cell(cell.row, cell.column)
        end = table.cell(cell.row + cell.rows - 1, cell.column + cell.columns - 1)
        merged = place.merge(end) if (cell.rows, cell.columns) != (1, 1) else place
        strong = range(len(cell.lines)) if cell.kind in ("header", "group") else ()
        alignment = CENTRE if cell.kind == "header" or cell.column == 0 else LEFT
        fill(merged, list(cell.lines), bold=strong, alignment=alignment, size=TABLE_SIZE)
    for n, row in enumerate(block.rows):
        repeat_header(table.rows[n]._tr, row)
    word.add_paragraph()


def repeat_header(element: Any, row: Row) -> None:
    """Mark a header row as repeated."""
    if row.kind == "header":
        mark = OxmlElement("w:tblHeader")
        mark.set(qn("w:val"), "true")
        element.get_or_add_trPr().append(mark)


def save(word: Document, path: Path) -> None:
    """Save without the clock: fixed properties, fixed times in the archive."""
    properties = word.core_properties
    properties.author = properties.last_modified_by = "Tỉnh Xanh"
    properties.title, properties.comments = path.stem, ""
    properties.created = properties.modified = EPOCH
    raw = io.BytesIO()
    word.save(raw)
    with zipfile.ZipFile(raw) as given, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name in given.namelist():
            made.writestr(
                zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), given.read(name), zipfile.ZIP_DEFLATED
            )
