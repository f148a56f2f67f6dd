"""Word files: body order, automatic numbers, merged cells, boxes, notes, tracked changes, old fonts."""

from __future__ import annotations

import docx
import docx.document
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt
from lxml import etree

from exchange.documents import plan_files
from tinhxanh.core.plan.source import Cell, Grid, Paragraph, SourceDocument
from tinhxanh.exchange.documents import Unreadable, docx_numbering, load

W = nsdecls("w")
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def read(document: docx.document.Document) -> SourceDocument:
    return load(plan_files.saved(document), name="thu.docx")


def texts(document: SourceDocument) -> list[str]:
    return [element.text for element in document.elements if isinstance(element, Paragraph)]


def package(body: str, **parts: str) -> bytes:
    """A bare Word file with `body` as the content of w:body and `parts` beside it."""
    files = [("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>".encode())]
    files += [(f"word/{name}.xml", text.encode()) for name, text in parts.items()]
    return plan_files.zipped(files)


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def item(text: str, number: int, level: int = 0) -> str:
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def level(at: int, kind: str, text: str, start: int = 1, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(*abstracts: str, lists: str) -> str:
    defined = "".join(
        f'<w:abstractNum w:abstractNumId="{at}">{levels}</w:abstractNum>'
        for at, levels in enumerate(abstracts)
    )
    return f"<w:numbering {W}>{defined}{lists}</w:numbering>"


def a_list(number: int, abstract: int, overrides: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{overrides}</w:num>'


OUTLINE = (
    level(0, "upperRoman", "%1.")
    + level(1, "decimal", "%2.")
    + level(2, "lowerLetter", "%3)")
    + level(3, "bullet", "-")
)


def test_numbers_of_several_levels_are_printed_and_restart() -> None:
    body = "".join(
        item(text, 1, at) for text, at in zip("ABCDEFGHI", (0, 1, 1, 2, 2, 3, 0, 1, 2), strict=True)
    )
    data = package(body, numbering=numbering(OUTLINE, lists=a_list(1, 0)))
    assert texts(load(data)) == ["I. A", "1. B", "2. C", "a) D", "b) E", "- F", "II. G", "1. H", "a) I"]


def test_number_of_two_levels_shows_the_upper_one() -> None:
    levels = level(0, "upperRoman", "%1.") + level(1, "decimal", "%1.%2.", more="<w:isLgl/>")
    body = item("A", 1) + item("B", 1) + item("C", 1, 1) + item("D", 1, 1)
    assert texts(load(package(body, numbering=numbering(levels, lists=a_list(1, 0))))) == [
        "I. A",
        "II. B",
        "2.1. C",
        "2.2. D",
    ]


def test_level_without_its_upper_level_takes_its_start() -> None:
    levels = level(0, "decimal", "%1.", start=3) + level(1, "decimal", "%1.%2")
    assert texts(load(package(item("A", 1, 1), numbering=numbering(levels, lists=a_list(1, 0))))) == ["3.1 A"]


def test_lists_of_one_definition_go_on_unless_they_restart() -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    lists = a_list(1, 0) + a_list(2, 0) + a_list(3, 0, override)
    body = item("A", 1) + item("B", 2) + item("C", 3) + item("D", 3) + item("E", 1)
    data = package(body, numbering=numbering(level(0, "decimal", "%1."), lists=lists))
    assert texts(load(data)) == ["1. A", "2. B", "1. C", "2. D", "3. E"]


def test_overridden_level_replaces_the_defined_one() -> None:
    override = f'<w:lvlOverride w:ilvl="0">{level(0, "lowerRoman", "(%1)", start=4)}</w:lvlOverride>'
    data = package(
        item("A", 1), numbering=numbering(level(0, "decimal", "%1."), lists=a_list(1, 0, override))
    )
    assert texts(load(data)) == ["(iv) A"]


def test_level_that_never_restarts_counts_on() -> None:
    levels = level(0, "decimal", "%1.") + level(1, "lowerLetter", "%2)", more='<w:lvlRestart w:val="0"/>')
    body = item("A", 1) + item("B", 1, 1) + item("C", 1) + item("D", 1, 1)
    assert texts(load(package(body, numbering=numbering(levels, lists=a_list(1, 0))))) == [
        "1. A",
        "a) B",
        "2. C",
        "b) D",
    ]


def test_number_of_a_style_is_printed_at_the_level_tied_to_it() -> None:
    styles = (
        f'<w:styles {W}><w:style w:type="paragraph" w:styleId="Muc"><w:name w:val="heading 2"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>'
    )
    levels = level(0, "upperRoman", "%1.") + level(1, "decimal", "%2.", more='<w:pStyle w:val="Muc"/>')
    data = package(
        paragraph("Sở Công Thương", '<w:pStyle w:val="Muc"/>'),
        styles=styles,
        numbering=numbering(levels, lists=a_list(1, 0)),
    )
    [only] = load(data).elements
    assert only == Paragraph("1. Sở Công Thương", heading_level=2)


def test_list_zero_takes_the_number_of_the_style_away() -> None:
    styles = (
        f'<w:styles {W}><w:style w:type="paragraph" w:styleId="S"><w:name w:val="S"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>'
    )
    body = paragraph("A", '<w:pStyle w:val="S"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    data = package(body, styles=styles, numbering=numbering(level(0, "decimal", "%1."), lists=a_list(1, 0)))
    assert texts(load(data)) == ["A"]


def test_empty_numbered_paragraph_counts_but_prints_nothing() -> None:
    data = package(
        item("A", 1) + item("", 1) + item("C", 1),
        numbering=numbering(level(0, "decimal", "%1."), lists=a_list(1, 0)),
    )
    assert texts(load(data)) == ["1. A", "3. C"]


@pytest.mark.parametrize(
    ("number", "style", "printed"),
    [
        (4, "lowerLetter", "d"),
        (27, "lowerLetter", "aa"),
        (28, "upperLetter", "BB"),
        (1994, "upperRoman", "MCMXCIV"),
        (9, "lowerRoman", "ix"),
        (7, "decimalZero", "07"),
        (7, "none", ""),
        (7, "cardinalText", "7"),
    ],
)
def test_numbers_are_written_as_word_writes_them(number: int, style: str, printed: str) -> None:
    assert docx_numbering.written(number, style) == printed


def test_paragraphs_and_tables_keep_their_order_and_print() -> None:
    document = docx.Document()
    heading = document.add_paragraph()
    heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    heading.add_run("KẾ HOẠCH").bold = True
    table = document.add_table(1, 2, style="Table Grid")
    table.cell(0, 0).text, table.cell(0, 1).text = "1", "Trồng cây"
    document.add_paragraph().add_run("(Kèm theo)").italic = True
    assert read(document).elements == (
        Paragraph("KẾ HOẠCH", align="center", bold=True),
        Grid((Cell(0, 0, (Paragraph("1"),)), Cell(0, 1, (Paragraph("Trồng cây"),))), 1, 2),
        Paragraph("(Kèm theo)", italic=True),
    )


def test_bold_comes_from_the_style_and_can_be_taken_back() -> None:
    document = docx.Document()
    document.styles["Normal"].font.bold = True
    document.add_paragraph("đậm")
    document.add_paragraph().add_run("thường").bold = False
    assert [p.bold for p in read(document).elements if isinstance(p, Paragraph)] == [True, False]


def test_capitals_of_the_format_are_printed() -> None:
    document = docx.Document()
    document.add_paragraph().add_run("ủy ban nhân dân").font.all_caps = True
    assert texts(read(document)) == ["ỦY BAN NHÂN DÂN"]


def test_hidden_text_is_left_out() -> None:
    document = docx.Document()
    line = document.add_paragraph("thấy")
    line.add_run(" ẩn").font.hidden = True
    assert texts(read(document)) == ["thấy"]


def test_merged_cells_occur_once_with_their_spans() -> None:
    document = docx.Document()
    table = document.add_table(3, 3, style="Table Grid")
    table.cell(0, 0).merge(table.cell(1, 0)).text = "TT"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "Phân công"
    table.cell(1, 1).text, table.cell(1, 2).text = "Chủ trì", "Phối hợp"
    [grid] = read(document).elements
    assert isinstance(grid, Grid)
    assert (grid.n_rows, grid.n_columns, grid.ruled) == (3, 3, True)
    shape = [
        (c.row, c.column, c.row_span, c.column_span, "".join(p.text for p in c.content)) for c in grid.cells
    ]
    assert shape == [
        (0, 0, 2, 1, "TT"),
        (0, 1, 1, 2, "Phân công"),
        (1, 1, 1, 1, "Chủ trì"),
        (1, 2, 1, 1, "Phối hợp"),
        (2, 0, 1, 1, ""),
        (2, 1, 1, 1, ""),
        (2, 2, 1, 1, ""),
    ]


def test_table_without_borders_is_a_layout_table() -> None:
    document = docx.Document()
    head = document.add_table(1, 2)
    head.cell(0, 0).text, head.cell(0, 1).text = "ỦY BAN NHÂN DÂN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    [grid] = read(document).elements
    assert isinstance(grid, Grid)
    assert not grid.ruled


def test_borders_taken_from_a_ruled_style_make_a_layout_table() -> None:
    document = docx.Document()
    table = document.add_table(1, 2, style="Table Grid")
    table.cell(0, 0).text = "Số: 5"
    none = "".join(
        f'<w:{side} w:val="nil"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    table._tbl.tblPr.append(parse_xml(f"<w:tblBorders {W}>{none}</w:tblBorders>"))
    [grid] = read(document).elements
    assert isinstance(grid, Grid)
    assert not grid.ruled


def test_borders_of_the_cells_alone_make_a_ruled_table() -> None:
    document = docx.Document()
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "Việc"
    for cell in table.rows[0].cells:
        sides = '<w:top w:val="single"/><w:left w:val="single"/>'
        cell._tc.get_or_add_tcPr().append(parse_xml(f"<w:tcBorders {W}>{sides}</w:tcBorders>"))
    [grid] = read(document).elements
    assert isinstance(grid, Grid)
    assert grid.ruled


def test_table_in_a_cell_is_read_in_place() -> None:
    document = docx.Document()
    outer = document.add_table(1, 2, style="Table Grid")
    outer.cell(0, 0).text = "trước"
    inner = outer.cell(0, 1).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "trong 1", "trong 2"
    [grid] = read(document).elements
    assert isinstance(grid, Grid)
    assert [p.text for p in grid.cells[1].content] == ["trong 1", "trong 2"]


def test_frame_of_one_cell_gives_way_to_the_table_in_it() -> None:
    document = docx.Document()
    outer = document.add_table(1, 1)
    inner = outer.cell(0, 0).add_table(2, 2)
    inner.cell(1, 1).text = "việc"
    [grid] = read(document).elements
    assert isinstance(grid, Grid)
    assert (grid.n_rows, grid.n_columns) == (2, 2)


def test_soft_breaks_and_tabs_stay() -> None:
    document = docx.Document()
    run = document.add_paragraph().add_run("Chủ trì: Sở Y tế")
    run.add_break()
    run.add_text("Phối hợp:\tCông an tỉnh")
    assert texts(read(document)) == ["Chủ trì: Sở Y tế\nPhối hợp:\tCông an tỉnh"]


def test_tracked_changes_are_read_as_accepted() -> None:
    runs = (
        '<w:ins w:id="1"><w:r><w:t xml:space="preserve">mới </w:t></w:r></w:ins>'
        '<w:del w:id="2"><w:r><w:delText>cũ </w:delText></w:r></w:del>'
        '<w:moveFrom w:id="3"><w:r><w:t>dời đi</w:t></w:r></w:moveFrom>'
        '<w:moveTo w:id="4"><w:r><w:t>dời đến</w:t></w:r></w:moveTo>'
    )
    assert texts(load(package(f"<w:p>{runs}</w:p>"))) == ["mới dời đến"]


def test_deleted_row_is_left_out() -> None:
    cell = f"<w:tc>{paragraph('còn')}</w:tc><w:tc>{paragraph('đây')}</w:tc>"
    row = f"<w:tr>{cell}</w:tr>"
    deleted = f'<w:tr><w:trPr><w:del w:id="1"/></w:trPr>{cell}</w:tr>'
    [grid] = load(package(f"<w:tbl>{row}{deleted}</w:tbl>")).elements
    assert isinstance(grid, Grid)
    assert grid.n_rows == 1


def test_text_box_follows_its_paragraph_and_is_read_once() -> None:
    box = f"<w:txbxContent>{paragraph('DỰ THẢO')}</w:txbxContent>"
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    drawn = (
        f'<mc:AlternateContent xmlns:mc="{mc}">'
        f'<mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>"
    )
    body = f"<w:p><w:r><w:t>Số: 12/KH-UBND</w:t></w:r><w:r>{drawn}</w:r></w:p>"
    assert texts(load(package(body))) == ["Số: 12/KH-UBND", "DỰ THẢO"]


def test_footnotes_stand_apart_and_leave_no_mark() -> None:
    notes = (
        f'<w:footnotes {W}><w:footnote w:type="separator" w:id="0">{paragraph("---")}</w:footnote>'
        f'<w:footnote w:id="1">{paragraph("Theo Công văn số 12/BXD")}</w:footnote></w:footnotes>'
    )
    body = '<w:p><w:r><w:t>Báo cáo</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r></w:p>'
    document = load(package(body, footnotes=notes))
    assert texts(document) == ["Báo cáo"]
    assert [note.text for note in document.footnotes] == ["Theo Công văn số 12/BXD"]


def test_header_with_words_is_read_and_a_page_number_is_not() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "2"
    document.add_paragraph("thân")
    assert texts(read(document)) == ["thân"]
    document.sections[0].header.paragraphs[0].text = "DỰ THẢO LẦN 2"
    assert texts(read(document)) == ["DỰ THẢO LẦN 2", "thân"]


def test_content_controls_and_links_are_read() -> None:
    body = (
        f"<w:sdt><w:sdtContent>{paragraph('trong khung')}</w:sdtContent></w:sdt>"
        "<w:p><w:hyperlink><w:r><w:t>liên kết</w:t></w:r></w:hyperlink>"
        '<w:fldSimple><w:r><w:t xml:space="preserve"> trường</w:t></w:r></w:fldSimple></w:p>'
    )
    assert texts(load(package(body))) == ["trong khung", "liên kết trường"]


def test_instruction_of_a_field_is_no_text() -> None:
    runs = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF muc \\h</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>mục 3</w:t></w:r>'
    )
    assert texts(load(package(f"<w:p>{runs}</w:p>"))) == ["mục 3"]


def test_symbols_and_special_signs_are_printed() -> None:
    runs = '<w:r><w:t>336</w:t><w:noBreakHyphen/><w:t>KH</w:t><w:sym w:font="Wingdings" w:char="F0D8"/></w:r>'
    assert texts(load(package(f"<w:p>{runs}</w:p>"))) == ["336-KH➢"]


@pytest.mark.parametrize(
    ("font", "spelt", "text"),
    [
        (".VnTime", "Uû ban nh©n d©n tØnh giao Së X©y dùng", "Uỷ ban nhân dân tỉnh giao Sở Xây dựng"),
        (".VnTimeH", "Uû ban nh©n d©n tØnh", "UỶ BAN NHÂN DÂN TỈNH"),
        ("VNI-Times", "Uûy ban nhaân daân tænh", "Ủy ban nhân dân tỉnh"),
    ],
)
def test_old_fonts_become_unicode_with_a_note(font: str, spelt: str, text: str) -> None:
    document = docx.Document()
    document.add_paragraph().add_run(spelt).font.name = font
    result = read(document)
    assert texts(result) == [text]
    assert [note.code for note in result.notes] == ["legacy-font"]


def test_unicode_text_under_an_old_font_name_is_left_alone() -> None:
    document = docx.Document()
    document.styles["Normal"].font.name = ".VnTime"
    document.styles["Normal"].font.size = Pt(14)
    document.add_paragraph("Ủy ban nhân dân tỉnh; hệ số é à")
    result = read(document)
    assert texts(result) == ["Ủy ban nhân dân tỉnh; hệ số é à"]
    assert result.notes == ()


def test_strict_namespace_is_read() -> None:
    data = package(paragraph("Điều 1"))
    strict = f"<w:document {W}><w:body>{paragraph('Điều 1')}</w:body></w:document>".replace(
        WORD, "http://purl.oclc.org/ooxml/wordprocessingml/main"
    )
    assert texts(load(plan_files.zipped([("word/document.xml", strict.encode())]))) == texts(load(data))


def test_style_based_on_itself_ends() -> None:
    each = '<w:style w:type="paragraph" w:styleId="{}"><w:name w:val="S"/><w:basedOn w:val="{}"/></w:style>'
    styles = f"<w:styles {W}>{each.format('A', 'B')}{each.format('B', 'A')}</w:styles>"
    assert texts(load(package(paragraph("A", '<w:pStyle w:val="A"/>'), styles=styles))) == ["A"]


def test_word_file_without_body_is_damaged() -> None:
    with pytest.raises(Unreadable) as caught:
        load(plan_files.zipped([("word/document.xml", f"<w:document {W}/>".encode())]))
    assert caught.value.code == "damaged"


def test_part_that_is_no_xml_is_damaged() -> None:
    with pytest.raises(Unreadable, match="word/document") as caught:
        load(plan_files.zipped([("word/document.xml", b"<w:document><broken")]))
    assert caught.value.code == "damaged"
    assert isinstance(caught.value.__cause__, etree.XMLSyntaxError)
