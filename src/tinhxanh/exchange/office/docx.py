"""A `Letter` as .docx in the layout of NĐ 30/2020/NĐ-CP, Phụ lục I.

A4, margins 20–25 / 30–35 / 15–20 mm, Times New Roman, page number centred in the top margin and not on
page 1, appendices in sections of their own.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from tinhxanh.exchange.office.letter import Appendix, Heading, Letter, Paragraph, Table

FACE = "Times New Roman"
_CENTRE, _RIGHT, _JUSTIFY, _LEFT = (
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
    WD_ALIGN_PARAGRAPH.LEFT,
)
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f￾￿]")
FIGURE = "Figure"
"""Name of the character style that every figure of the text carries: what is checked against the database."""


def write(letter: Letter) -> bytes:
    """The document as the bytes of a .docx file."""
    made = Document()
    _prepare(made, letter)
    _head(made, letter)
    _body(made, letter)
    _foot(made, letter)
    for appendix in letter.appendices:
        _appendix(made, appendix)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def _prepare(made: Any, letter: Letter) -> None:
    normal = made.styles["Normal"]
    normal.font.name, normal.font.size = FACE, Pt(14)
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), FACE)
    made.styles.add_style(FIGURE, 2)  # 2: a character style
    made.core_properties.title = _clean(f"{letter.kind} {letter.subject}".strip())
    made.core_properties.author = _clean(letter.issuer)
    made.core_properties.language = "vi-VN"
    section = made.sections[0]
    _page(section, Mm(210), Mm(297))
    section.different_first_page_header_footer = True
    _page_number(section.header.paragraphs[0])


def _page(section: Any, width: Any, height: Any) -> None:
    section.page_width, section.page_height = width, height
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(20)
    section.header_distance = Mm(10)


def _page_number(paragraph: Any) -> None:
    paragraph.alignment = _CENTRE
    run = paragraph.add_run()
    run.font.size = Pt(13)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)


def _head(made: Any, letter: Letter) -> None:
    """Issuer and national title side by side, number and place under them, title or V/v below."""
    grid = made.add_table(rows=2, cols=2)
    grid.alignment = WD_TABLE_ALIGNMENT.CENTER
    grid.autofit = False
    _widths(grid, [Mm(66), Mm(99)])
    left, right = grid.rows[0].cells
    if letter.above:
        _line(left.paragraphs[0], _broken(letter.above.upper()), 13)
    issuer = left.add_paragraph() if letter.above else left.paragraphs[0]
    _line(issuer, _broken(letter.issuer.upper()), 13, bold=True)
    _rule(left, Mm(24))
    _line(right.paragraphs[0], "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12.5, bold=True)
    _line(right.add_paragraph(), "Độc lập - Tự do - Hạnh phúc", 13.5, bold=True)
    _rule(right, Mm(56))
    number, place = grid.rows[1].cells
    _line(number.paragraphs[0], letter.number_line, 13)
    _line(place.paragraphs[0], letter.place_and_day, 13.5, italic=True)
    if letter.kind:
        _title(made, letter)
    else:
        _line(number.add_paragraph(), f"V/v {letter.subject}", 12.5)
        _addressees(made, letter)


def _broken(name: str) -> str:
    """A committee's name on two lines, as letterheads have it: ỦY BAN NHÂN DÂN / TỈNH LẠNG SƠN."""
    for word in (" TỈNH ", " THÀNH PHỐ "):
        if name.startswith("ỦY BAN NHÂN DÂN") and word in name:
            return name.replace(word, f"\n{word.lstrip()}", 1)
    return name


def _title(made: Any, letter: Letter) -> None:
    _line(made.add_paragraph(), letter.kind.upper(), 14, bold=True, before=12)
    _line(made.add_paragraph(), letter.subject, 14, bold=True)
    paragraph = _line(made.add_paragraph(), "―" * 7, 11)
    paragraph.paragraph_format.space_after = Pt(6)


def _addressees(made: Any, letter: Letter) -> None:
    lines = letter.to if len(letter.to) > 1 else (f"Kính gửi: {''.join(letter.to)}.",)
    if len(letter.to) > 1:
        lines = ("Kính gửi:", *(f"- {name};" for name in letter.to[:-1]), f"- {letter.to[-1]}.")
    for place, line in enumerate(lines):
        _line(made.add_paragraph(), line, 14, before=12 if place == 0 else 0)
    made.add_paragraph()


def _rule(cell: Any, width: Any) -> None:
    """The line under issuer and motto, as a border of an empty paragraph between wide indents."""
    paragraph = cell.add_paragraph()
    form = paragraph.paragraph_format
    side = int((cell.width - width) / 2) - Mm(2)
    form.left_indent = form.right_indent = max(0, side)
    form.space_before = form.space_after = Pt(0)
    form.line_spacing = Pt(5)
    border = OxmlElement("w:pBdr")
    top = OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{name}"), value)
    border.append(top)
    paragraph._p.get_or_add_pPr().append(border)


def _line(
    paragraph: Any, text: str, size: float, *, bold: bool = False, italic: bool = False, before: float = 0
) -> Any:
    paragraph.alignment = _CENTRE
    run = paragraph.add_run(_clean(text))
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    paragraph.paragraph_format.space_before = Pt(before)
    paragraph.paragraph_format.space_after = Pt(0)
    return paragraph


def _body(made: Any, letter: Letter) -> None:
    last = max((n for n, part in enumerate(letter.body) if not isinstance(part, Table)), default=-1)
    for place, part in enumerate(letter.body):
        if isinstance(part, Heading):
            _heading(made, part)
        elif isinstance(part, Table):
            _table(made, part, 11)
        else:
            _paragraph(made, part, is_last=place == last)


def _heading(made: Any, heading: Heading) -> None:
    paragraph = made.add_paragraph()
    run = paragraph.add_run(_clean(heading.text.upper() if heading.level == 1 else heading.text))
    run.bold, run.italic = True, heading.level > 2
    form = paragraph.paragraph_format
    form.first_line_indent, form.space_before, form.space_after = Mm(12.7), Pt(8), Pt(4)
    form.keep_with_next = True


def _paragraph(made: Any, part: Paragraph, is_last: bool) -> None:
    paragraph = made.add_paragraph()
    paragraph.alignment = _JUSTIFY
    form = paragraph.paragraph_format
    form.first_line_indent, form.space_before, form.space_after = Mm(12.7), Pt(4), Pt(4)
    form.line_spacing = 1.15
    for text, is_figure in part.runs:
        run = paragraph.add_run(_clean(text))
        if is_figure:
            run.style = FIGURE
    if is_last:
        end = "/." if part.runs and part.runs[-1][0].rstrip().endswith(".") else "./."
        paragraph.add_run(end)


def _foot(made: Any, letter: Letter) -> None:
    """Nơi nhận on the left, the signature block on the right; the two never part."""
    made.add_paragraph().paragraph_format.space_after = Pt(0)
    grid = made.add_table(rows=1, cols=2)
    grid.autofit = False
    left, right = grid.rows[0].cells
    _widths(grid, [Mm(75), Mm(85)])
    _keep_row(grid.rows[0])
    _recipients(left, letter.recipients)
    sign = letter.signature
    lines = [*sign.authority, sign.position.upper()]
    for place, line in enumerate(lines):
        paragraph = right.paragraphs[0] if place == 0 else right.add_paragraph()
        _line(paragraph, line, 14, bold=True)
    for _gap in range(4):
        _line(right.add_paragraph(), "", 14)
    _line(right.add_paragraph(), sign.name, 14, bold=True)


def _recipients(cell: Any, recipients: tuple[str, ...]) -> None:
    head = cell.paragraphs[0]
    run = head.add_run("Nơi nhận:")
    run.bold = run.italic = True
    run.font.size = Pt(12)
    head.paragraph_format.space_after = Pt(0)
    for place, name in enumerate(recipients):
        paragraph = cell.add_paragraph()
        end = "." if place == len(recipients) - 1 else ";"
        paragraph.add_run(_clean(f"- {name.rstrip('.;')}{end}")).font.size = Pt(11)
        paragraph.paragraph_format.space_after = Pt(0)


def _keep_row(row: Any) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _appendix(made: Any, appendix: Appendix) -> None:
    section = made.add_section(WD_SECTION.NEW_PAGE)
    section.different_first_page_header_footer = False
    if appendix.is_landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        _page(section, Mm(297), Mm(210))
    else:
        section.orientation = WD_ORIENT.PORTRAIT
        _page(section, Mm(210), Mm(297))
    _line(made.add_paragraph(), appendix.label, 14, bold=True)
    _line(made.add_paragraph(), appendix.title.upper(), 14, bold=True)
    note = _line(made.add_paragraph(), appendix.note, 13, italic=True)
    note.paragraph_format.space_after = Pt(8)
    _table(made, appendix.table, 11)


def _table(made: Any, table: Table, size: float) -> None:
    grid = made.add_table(rows=1, cols=len(table.head))
    grid.style, grid.autofit = "Table Grid", False
    section = made.sections[-1]
    room = section.page_width - section.left_margin - section.right_margin
    widths = [int(room * share / sum(table.widths)) for share in table.widths]
    for cell, text in zip(grid.rows[0].cells, table.head, strict=True):
        _cell(cell, text, size, _CENTRE, bold=True)
    _repeat(grid.rows[0])
    for row in table.rows:
        _row(grid.add_row(), row, table, size)
    _widths(grid, widths)


def _widths(grid: Any, widths: Sequence[int]) -> None:
    """Widths in the grid (what LibreOffice goes by) and in each cell (what Word goes by)."""
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = width


def _row(line: Any, row: tuple[str, ...], table: Table, size: float) -> None:
    _keep_row(line)
    cells = line.cells
    if len(row) == 1:
        merged = cells[0].merge(cells[-1])
        _cell(merged, row[0], size, _LEFT, bold=True)
        merged.paragraphs[0].paragraph_format.keep_with_next = True
        return
    for place, (cell, text) in enumerate(zip(cells, row, strict=True)):
        _cell(cell, text, size, _RIGHT if place in table.numbers else _LEFT)


def _repeat(row: Any) -> None:
    element = OxmlElement("w:tblHeader")
    element.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(element)


def _cell(cell: Any, text: str, size: float, side: Any, *, bold: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.alignment = side
    paragraph.paragraph_format.space_after = Pt(0)
    run = paragraph.add_run(_clean(text))
    run.bold, run.font.size = bold, Pt(size)


def _clean(text: str) -> str:
    """Without the characters that XML cannot carry."""
    return _UNWRITABLE.sub("", text)
