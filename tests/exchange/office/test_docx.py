"""The layout of NĐ 30/2020, measured in the file that is written."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace
from typing import Any

import pytest
from docx import Document

from tinhxanh.exchange.office import docx, pdf, templates
from tinhxanh.exchange.office.letter import Appendix, Heading, Letter, Paragraph, Signature, Table

LETTER = Letter(
    above="Ủy ban nhân dân tỉnh Lạng Sơn",
    issuer="Sở Nông nghiệp và Môi trường",
    number="5",
    symbol="BC-SNNMT",
    place="Lạng Sơn",
    day=dt.date(2026, 2, 5),
    kind="Báo cáo",
    subject="Kết quả thực hiện kế hoạch năm 2026",
    body=(
        Heading("I. Kết quả"),
        Paragraph((("Có ", False), ("24", True), (" nhiệm vụ hoàn thành.", False))),
    ),
    signature=Signature(("KT. GIÁM ĐỐC",), "Phó Giám đốc", "Nguyễn Văn A"),
    recipients=("UBND tỉnh", "Lưu: VT"),
    appendices=(
        Appendix(
            "Phụ lục I",
            "Nhiệm vụ",
            Table(("TT", "Nhiệm vụ"), (("1. Ô nhiễm",), ("1", "Xử lý nước thải")), (1, 9), frozenset({0})),
            "(Kèm theo Báo cáo)",
        ),
    ),
)


def opened(letter: Letter = LETTER) -> Any:
    return Document(io.BytesIO(docx.write(letter)))


def texts(made: Any) -> str:
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in made.paragraphs), *cells])


def test_page_is_a4_with_the_decrees_margins() -> None:
    first = opened().sections[0]
    assert (round(first.page_width.mm, 1), round(first.page_height.mm, 1)) == (210, 297)
    assert 20 <= round(first.top_margin.mm, 1) <= 25
    assert 30 <= round(first.left_margin.mm, 1) <= 35
    assert 15 <= round(first.right_margin.mm, 1) <= 20


def test_page_number_stands_in_the_top_margin_and_not_on_page_one() -> None:
    first = opened().sections[0]
    assert first.different_first_page_header_footer
    assert "PAGE" in first.header.paragraphs[0]._p.xml
    assert "PAGE" not in first.first_page_header._element.xml


def test_appendix_lies_on_landscape_pages_and_repeats_its_head() -> None:
    made = opened()
    last = made.sections[-1]
    assert last.page_width > last.page_height
    assert "w:tblHeader" in made.tables[-1].rows[0]._tr.xml


def test_parts_of_the_document_are_there() -> None:
    found = texts(opened())
    for part in (
        "ỦY BAN NHÂN DÂN\nTỈNH LẠNG SƠN",
        "SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 05/BC-SNNMT",
        "Lạng Sơn, ngày 05 tháng 02 năm 2026",
        "BÁO CÁO",
        "Có 24 nhiệm vụ hoàn thành./.",
        "Nơi nhận:",
        "- Lưu: VT.",
        "KT. GIÁM ĐỐC",
        "Phụ lục I",
    ):
        assert part in found, part


def test_figures_carry_their_style() -> None:
    runs = [run for paragraph in opened().paragraphs for run in paragraph.runs]
    assert [run.text for run in runs if run.style.name == docx.FIGURE] == ["24"]


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (dt.date(2026, 1, 9), "Lạng Sơn, ngày 09 tháng 01 năm 2026"),
        (dt.date(2026, 3, 10), "Lạng Sơn, ngày 10 tháng 3 năm 2026"),
    ],
)
def test_small_days_and_months_get_a_zero(day: dt.date, written: str) -> None:
    assert replace(LETTER, day=day).place_and_day == written


def test_letter_without_kind_has_its_subject_under_the_number() -> None:
    found = texts(opened(replace(LETTER, kind="", subject="đôn đốc nộp báo cáo", to=("Sở Xây dựng",))))
    assert "V/v đôn đốc nộp báo cáo" in found
    assert "Kính gửi: Sở Xây dựng." in found


def test_text_that_xml_cannot_carry_is_written_without_it() -> None:
    made = opened(replace(LETTER, body=(Paragraph.plain("Trước\x00\x0b sau\uffff."),)))
    assert "Trước sau./." in texts(made)


def test_pdf_is_made_or_one_sentence_says_why_not() -> None:
    if pdf.converter() is None:
        with pytest.raises(pdf.NoConverter, match="LibreOffice"):
            pdf.from_docx(docx.write(LETTER))
        return
    assert pdf.from_docx(docx.write(LETTER)).startswith(b"%PDF-")


def template(text: str) -> bytes:
    made = Document()
    made.add_paragraph(text)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def test_own_template_is_filled() -> None:
    filled = templates.render(template("Đã xong {{ done }} trên {{ total }}"), {"done": 24, "total": 61})
    assert Document(io.BytesIO(filled)).paragraphs[0].text == "Đã xong 24 trên 61"


@pytest.mark.parametrize(
    "hostile",
    [
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ done.__init__.__globals__ }}",
        "{{ cycler.__init__.__globals__.os }}",
        "{{ unknown }}",
        "{% for x in %}",
    ],
)
def test_template_never_runs_code(hostile: str) -> None:
    with pytest.raises(templates.BadTemplate):
        templates.render(template(hostile), {"done": 24})


@pytest.mark.parametrize("content", [b"", b"PK", b"%PDF-1.7"])
def test_file_that_is_no_template_is_refused(content: bytes) -> None:
    with pytest.raises(templates.BadTemplate):
        templates.render(content, {})
