"""OpenDocument texts: order, lists, spans, print, notes."""

from __future__ import annotations

import pytest

from exchange.documents import plan_files
from tinhxanh.core.plan.source import Cell, Grid, Paragraph, SourceDocument
from tinhxanh.exchange.documents import Unreadable, load


def package(body: str, styles: str = "", named: str = "", manifest: str = "") -> bytes:
    content = (
        f"<office:document-content {plan_files.OPENDOCUMENT}>"
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    parts = [
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", content.encode()),
        (
            "styles.xml",
            f"<office:document-styles {plan_files.OPENDOCUMENT}>{named}</office:document-styles>".encode(),
        ),
    ]
    return plan_files.zipped(parts + ([("META-INF/manifest.xml", manifest.encode())] if manifest else []))


def read(body: str, styles: str = "", named: str = "") -> SourceDocument:
    return load(package(body, styles, named), name="thu.odt")


def texts(document: SourceDocument) -> list[str]:
    return [e.text for e in document.elements if isinstance(e, Paragraph)]


def number(level: int, style: str, suffix: str, shown: int = 1, start: int = 1) -> str:
    return (
        f'<text:list-level-style-number text:level="{level}" style:num-format="{style}"'
        f' style:num-suffix="{suffix}" text:display-levels="{shown}" text:start-value="{start}"/>'
    )


def items(*inner: str, more: str = "") -> str:
    listed = "".join(f"<text:list-item>{each}</text:list-item>" for each in inner)
    return f'<text:list text:style-name="L"{more}>{listed}</text:list>'


def p(text: str) -> str:
    return f"<text:p>{text}</text:p>"


def test_plan_yields_the_same_text_as_the_word_file() -> None:
    rows = "".join(
        f"<table:table-row>{''.join(f'<table:table-cell>{p(text)}</table:table-cell>' for text in row)}"
        "</table:table-row>"
        for row in plan_files.TABLE
    )
    body = "".join(map(p, plan_files.PARAGRAPHS)) + f"<table:table>{rows}</table:table>"
    found = load(package(body), name="ke-hoach.odt")
    word = load(plan_files.plan_docx(), name="ke-hoach.docx")
    assert [plan_files.words(found), found.format, found.notes] == [plan_files.words(word), "odt", ()]


def test_lists_carry_their_numbers_and_restart() -> None:
    style = (
        f'<text:list-style style:name="L">{number(1, "I", ".")}{number(2, "1", ".")}{number(3, "a", ")")}'
        "</text:list-style>"
    )
    body = items(p("A") + items(p("B"), p("C") + items(p("D"))), p("E") + items(p("F"))) + items(p("G"))
    assert texts(read(body, style)) == ["I. A", "1. B", "2. C", "a) D", "II. E", "1. F", "I. G"]


def test_continued_list_goes_on_and_a_value_sets_it() -> None:
    style = f'<text:list-style style:name="L">{number(1, "1", ".")}</text:list-style>'
    goes_on = items(p("B"), more=' text:continue-numbering="true"')
    value = items(p("C")).replace("<text:list-item>", '<text:list-item text:start-value="7">')
    assert texts(read(items(p("A")) + goes_on + value, style)) == ["1. A", "2. B", "7. C"]


def test_number_of_two_levels_and_bullets_are_printed() -> None:
    bullet = '<text:list-level-style-bullet text:level="3" text:bullet-char="-"/>'
    numbers = number(1, "1", "") + number(2, "1", ".", shown=2)
    style = f'<text:list-style style:name="L">{numbers}{bullet}</text:list-style>'
    body = items(p("A") + items(p("B") + items(p("C"))))
    assert texts(read(body, style)) == ["1 A", "1.1. B", "- C"]


def test_second_paragraph_of_an_item_has_no_number() -> None:
    style = f'<text:list-style style:name="L">{number(1, "1", ".")}</text:list-style>'
    assert texts(read(items(p("A") + p("thêm"), p("B")), style)) == ["1. A", "thêm", "2. B"]


def test_print_comes_from_styles_and_their_parents() -> None:
    named = (
        '<office:styles><style:style style:name="Nền" style:family="paragraph">'
        '<style:text-properties fo:font-weight="bold"/></style:style></office:styles>'
    )
    styles = (
        '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Nền">'
        '<style:paragraph-properties fo:text-align="center"/></style:style>'
        '<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="normal"'
        ' fo:font-style="italic" fo:text-transform="uppercase"/></style:style>'
    )
    body = (
        '<text:p text:style-name="P1">KẾ HOẠCH</text:p>'
        '<text:p text:style-name="P1"><text:span text:style-name="T1">kèm theo</text:span></text:p>'
        '<text:h text:outline-level="2">Mục</text:h>'
    )
    assert read(body, styles, named).elements == (
        Paragraph("KẾ HOẠCH", align="center", bold=True),
        Paragraph("KÈM THEO", align="center", italic=True),
        Paragraph("Mục", heading_level=2),
    )


def test_spaces_tabs_and_breaks_are_printed() -> None:
    body = "<text:p>Số:<text:s text:c='3'/>/KH<text:tab/>a\n  b<text:line-break/>c</text:p>"
    assert texts(read(body)) == ["Số:   /KH\ta b\nc"]


def test_footnote_stands_apart() -> None:
    note = (
        '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
        f"<text:note-body>{p('Theo Nghị định')}</text:note-body></text:note>"
    )
    document = read(f"<text:p>Báo cáo{note}.</text:p>")
    assert texts(document) == ["Báo cáo."]
    assert [one.text for one in document.footnotes] == ["Theo Nghị định"]


def test_deleted_text_and_comments_are_left_out() -> None:
    gone = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>cũ</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
    )
    comment = "<office:annotation><text:p>nhận xét</text:p></office:annotation>"
    assert texts(read(f"{gone}<text:p>mới{comment}</text:p>")) == ["mới"]


def test_text_box_and_section_are_read() -> None:
    box = f"<draw:frame><draw:text-box>{p('DỰ THẢO')}</draw:text-box></draw:frame>"
    assert texts(read(f"<text:section>{p('trong')}</text:section><text:p>thân{box}</text:p>")) == [
        "trong",
        "thân",
        "DỰ THẢO",
    ]


def test_merged_cells_occur_once_and_borders_rule_the_table() -> None:
    styles = (
        '<style:style style:name="C" style:family="table-cell">'
        '<style:table-cell-properties fo:border="0.5pt solid #000000"/></style:style>'
    )
    cell = '<table:table-cell table:style-name="C"{}>{}</table:table-cell>'
    covered = "<table:covered-table-cell/>"
    rows = (
        cell.format(' table:number-rows-spanned="2"', p("TT"))
        + cell.format(' table:number-columns-spanned="2"', p("Phân công"))
        + covered,
        covered + cell.format("", p("Chủ trì")) + cell.format("", p("Phối hợp")),
    )
    table = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    assert read(f"<table:table>{table}</table:table>", styles).elements == (
        Grid(
            (
                Cell(0, 0, (Paragraph("TT"),), 2, 1),
                Cell(0, 1, (Paragraph("Phân công"),), 1, 2),
                Cell(1, 1, (Paragraph("Chủ trì"),)),
                Cell(1, 2, (Paragraph("Phối hợp"),)),
            ),
            2,
            3,
            ruled=True,
        ),
    )


def test_repeated_cells_stay_bounded() -> None:
    empty = '<table:table-cell table:number-columns-repeated="99999"/>'
    row = f"<table:table-cell>{p('A')}</table:table-cell>{empty}"
    [grid] = read(f"<table:table><table:table-row>{row}</table:table-row></table:table>").elements
    assert isinstance(grid, Grid)
    assert grid.n_columns <= 200


def test_encrypted_text_says_so() -> None:
    manifest = "<manifest><encryption-data/></manifest>"
    with pytest.raises(Unreadable) as caught:
        load(package(p("A"), manifest=manifest))
    assert caught.value.code == "encrypted"


def test_old_font_becomes_unicode() -> None:
    styles = (
        '<style:font-face style:name="F" svg:font-family="&apos;.VnTime&apos;"/>'
        '<style:style style:name="P1" style:family="paragraph">'
        '<style:text-properties style:font-name="F"/></style:style>'
    )
    document = read('<text:p text:style-name="P1">Uû ban nh©n d©n tØnh</text:p>', styles)
    assert texts(document) == ["Uỷ ban nhân dân tỉnh"]
    assert [note.code for note in document.notes] == ["legacy-font"]
