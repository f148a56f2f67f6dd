"""Print the blind documents of other genres: ``python build.py`` (the PDF files need LibreOffice).

A source holds blocks that begin with ``%``: the two cells of the head, the body, tables, the foot with
the signature, an appendix on a landscape page. ``=`` centres a line, ``*`` sets it in bold, ``>`` indents,
``~`` prints it small, ``^`` in a table merges a cell with the one above.
"""

from __future__ import annotations

import subprocess
import tempfile
import unicodedata
from pathlib import Path

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

HERE = Path(__file__).resolve().parent
HEAD = {"left": (0, 0), "right": (0, 1), "foot": (0, 0), "sign": (0, 1)}


def blocks(text: str) -> list[tuple[str, str, list[str]]]:
    """Return name, argument and lines of each block."""
    found: list[tuple[str, str, list[str]]] = []
    for line in text.splitlines():
        if line.startswith("%"):
            name, _, argument = line[1:].partition(" ")
            found.append((name, argument, []))
        else:
            found[-1][2].append(line)
    return found


def write(place, line: str) -> None:
    """Print one line as a paragraph."""
    paragraph = place.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if line.startswith("=") else WD_ALIGN_PARAGRAPH.JUSTIFY
    paragraph.paragraph_format.space_after = Pt(4)
    if line[:1] not in "=>~-" and place.__class__.__name__ == "Document":
        paragraph.paragraph_format.first_line_indent = Mm(12)
    if line.startswith(">"):
        paragraph.paragraph_format.left_indent = Mm(45)
    run = paragraph.add_run(line.lstrip("=*>~"))
    run.bold = line.startswith(("*", "=")) and not line.startswith("=(")
    if line.startswith("~"):
        run.font.size = Pt(10)


def pair(document, cells: list[list[str]]) -> None:
    """Print the head or the foot: two cells side by side without rules."""
    table = document.add_table(rows=1, cols=2)
    for cell, lines in zip(table.rows[0].cells, cells, strict=True):
        for line in lines:
            write(cell, line if line.startswith("-") else "=" + line)
            cell.paragraphs[-1].runs[0].bold = line.startswith("*")
        cell._element.remove(cell.paragraphs[0]._element)


def rule(document, widths: list[int], lines: list[str]) -> None:
    """Print a ruled table whose head row is repeated."""
    table = document.add_table(rows=len(lines), cols=len(widths), style="Table Grid")
    table.autofit = False
    usable = document.sections[-1].page_width - Mm(45)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = int(usable * width / sum(widths))
    for row, line in zip(table.rows, lines, strict=True):
        for cell, text, width in zip(row.cells, line.split("|"), widths, strict=True):
            cell.width = int(usable * width / sum(widths))
            if text != "^":
                cell.text = text
    for number, line in enumerate(lines):
        for column, text in enumerate(line.split("|")):
            if text == "^":
                table.cell(number - 1, column).merge(table.cell(number, column))
    table.rows[0]._tr.get_or_add_trPr().append(docx.oxml.OxmlElement("w:tblHeader"))


def turn(document) -> None:
    """Begin a landscape page."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)


def number_pages(section) -> None:
    """Print the page number in the top margin, not on the first page."""
    section.different_first_page_header_footer = True
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = docx.oxml.OxmlElement("w:fldSimple")
    field.set(docx.oxml.ns.qn("w:instr"), "PAGE")
    paragraph._p.append(field)


def compose(found: list[tuple[str, str, list[str]]]):
    """Return the Word document."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.top_margin = section.bottom_margin = Mm(20)
    number_pages(section)
    document.styles["Normal"].font.name = "Times New Roman"
    document.styles["Normal"].font.size = Pt(13)
    kept: list[list[str]] = []
    for name, argument, lines in found:
        if name in HEAD:
            kept.append(lines)
            if len(kept) == 2:
                pair(document, kept)
                kept = []
        elif name == "table":
            rule(document, [int(width) for width in argument.split(",")], lines)
        else:
            if name == "appendix":
                turn(document)
            for line in lines:
                write(document, line)
    return document


def convert(document, path: Path) -> None:
    """Print the Word document to PDF."""
    with tempfile.TemporaryDirectory() as folder:
        document.styles["Normal"].font.name = "Tinos"  # whole Vietnamese in one font
        given = Path(folder) / f"{path.stem}.docx"
        document.save(given)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", path.parent, given]
        subprocess.run(command, check=True, capture_output=True)


def build(source: Path) -> None:
    """Print one source in each of its formats."""
    text = source.read_text(encoding="utf-8")
    found = blocks(text)
    formats = found[0][1].split()
    for suffix in formats:
        name = source.stem + ("-ban-word" if len(formats) > 1 and suffix == "docx" else "")
        path = HERE / f"{name}.{suffix}"
        if suffix == "txt":
            path.write_text(unicodedata.normalize("NFD", text.partition("\n")[2]), encoding="utf-8")
        elif suffix == "pdf":
            convert(compose(found[1:]), path)
        else:
            compose(found[1:]).save(path)


if __name__ == "__main__":
    for one in sorted((HERE / "source").glob("*.txt")):
        build(one)
