"""PDF files: lines and places, columns of head and foot, stamps, old fonts."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    TextStringObject,
)
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from exchange.documents import plan_files
from exchange.documents.pdf_drawing import HEIGHT, drawn, head, rows, texts, write
from tinhxanh.core.plan.source import Grid, Line, Stamp
from tinhxanh.exchange.documents import Unreadable, load


def test_lines_have_page_place_and_print() -> None:
    def page(canvas: Canvas, plain: str, bold: str) -> None:
        canvas.setFont(bold, 14)
        canvas.drawString(200, HEIGHT - 100, "KẾ HOẠCH")
        canvas.setFont(plain, 12)
        canvas.drawString(85, HEIGHT - 130, "1. Sở Công Thương")

    document = load(drawn(page, write("trang hai")))
    title, first, second = document.elements
    assert isinstance(title, Line)
    assert isinstance(first, Line)
    assert isinstance(second, Line)
    assert (title.text, title.page, title.bold) == ("KẾ HOẠCH", 1, True)
    assert (first.text, first.page, first.bold) == ("1. Sở Công Thương", 1, False)
    assert (second.text, second.page) == ("trang hai", 2)
    assert title.box is not None
    assert title.box.x0 == pytest.approx(200, abs=2)
    assert title.box.top == pytest.approx(90, abs=3)
    assert title.box.page_width == pytest.approx(A4[0], abs=0.1)
    assert document.n_pages == 2


def test_hyphen_at_the_end_of_a_line_stays() -> None:
    assert texts(drawn(write("theo Kế hoạch số 318/KH-", "UBND của tỉnh"))) == [
        "theo Kế hoạch số 318/KH-",
        "UBND của tỉnh",
    ]


def test_running_head_drawn_last_stands_first() -> None:
    def page(canvas: Canvas, plain: str, bold: str) -> None:
        write("thân một", "thân hai", "thân ba")(canvas, plain, bold)
        canvas.drawString(295, HEIGHT - 30, "2")

    assert texts(drawn(page)) == ["2", "thân một", "thân hai", "thân ba"]


def test_page_drawn_without_order_is_read_from_top_to_bottom() -> None:
    lines = [f"dòng số {at}" for at in range(20)]

    def page(canvas: Canvas, plain: str, bold: str) -> None:
        for at in reversed(range(20)):
            canvas.drawString(85, HEIGHT - 120 - 20 * at, lines[at])

    assert texts(drawn(page)) == lines


def test_columns_of_the_head_are_kept_apart() -> None:
    first, title, basis = load(drawn(head)).elements
    assert isinstance(first, Grid)
    assert not first.ruled
    assert [[line.text for line in cell.content] for cell in first.cells] == [
        ["ỦY BAN NHÂN DÂN", "TỈNH LẠNG SƠN", "Số: 12/KH-UBND"],
        [
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            "Lạng Sơn, ngày 05 tháng 02 năm 2024",
        ],
    ]
    assert isinstance(title, Line)
    assert isinstance(basis, Line)
    assert title.text == "KẾ HOẠCH"


def test_head_typed_with_spaces_is_kept_apart() -> None:
    def page(canvas: Canvas, plain: str, bold: str) -> None:
        for at, (left, right) in enumerate(
            (
                ("SỞ CÔNG THƯƠNG", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
                ("Số: 12/KH-SCT", "Độc lập - Tự do - Hạnh phúc"),
            )
        ):
            gap = 270 + 50 * at - 85 - canvas.stringWidth(left, plain, 12)
            canvas.drawString(
                85, 780 - 20 * at, left + " " * round(gap / canvas.stringWidth(" ", plain, 12)) + right
            )
        canvas.drawString(85, 700, "Căn cứ Luật Bảo vệ môi trường ngày 17 tháng 11 năm 2020 của Quốc hội")

    grid, _ = load(drawn(page)).elements
    assert isinstance(grid, Grid)
    assert rows(grid) == [
        (0, 0, "SỞ CÔNG THƯƠNG Số: 12/KH-SCT"),
        (0, 1, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc"),
    ]


def test_columns_of_the_foot_are_kept_apart() -> None:
    def page(canvas: Canvas, plain: str, bold: str) -> None:
        canvas.drawString(
            85, 700, "Yêu cầu các cơ quan, đơn vị nghiêm túc triển khai thực hiện Kế hoạch này./."
        )
        for y, left, right in (
            (660, "Nơi nhận:", "TM. ỦY BAN NHÂN DÂN"),
            (644, "- Các sở, ban, ngành;", "KT. CHỦ TỊCH"),
            (628, "- Lưu: VT, KT.", "PHÓ CHỦ TỊCH"),
        ):
            canvas.drawString(85, y, left)
            canvas.drawCentredString(430, y, right)
        canvas.drawCentredString(430, 560, "Nguyễn Văn Mẫu")

    _, foot = load(drawn(page)).elements
    assert isinstance(foot, Grid)
    assert [[line.text for line in cell.content] for cell in foot.cells] == [
        ["Nơi nhận:", "- Các sở, ban, ngành;", "- Lưu: VT, KT."],
        ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Nguyễn Văn Mẫu"],
    ]


def test_table_without_rules_stays_lines_cut_at_the_gaps() -> None:
    def page(canvas: Canvas, plain: str, bold: str) -> None:
        for at, (left, right) in enumerate((("Nhiệm vụ", "Chủ trì"), ("Trồng cây", "Sở Xây dựng"))):
            canvas.drawString(85, 700 - 20 * at, left)
            canvas.drawString(360, 700 - 20 * at, right)

    assert texts(drawn(page)) == ["Nhiệm vụ", "Chủ trì", "Trồng cây", "Sở Xây dựng"]


def test_single_gap_in_prose_does_not_cut_the_line() -> None:
    def page(canvas: Canvas, plain: str, bold: str) -> None:
        canvas.drawString(85, 700, "Kèm theo Quyết định số")
        canvas.drawString(260, 700, "/QĐ-UBND của Ủy ban nhân dân tỉnh")
        canvas.drawString(85, 680, "về việc phê duyệt danh mục nhiệm vụ và giải pháp trọng tâm")

    assert texts(drawn(page))[0] == "Kèm theo Quyết định số /QĐ-UBND của Ủy ban nhân dân tỉnh"


def test_page_taken_for_vertical_writing_is_rebuilt_from_its_letters() -> None:
    cell = ("Sở Tài", "nguyên và", "Môi", "trường")

    def page(canvas: Canvas, plain: str, bold: str) -> None:
        for at, line in ((at, line) for at in range(72) for line in range(4)):
            x, y = 60 + 80 * (at % 6), 790 - 58 * (at // 6) - 12 - 13 * line - 3 * (at % 6)
            for letter in cell[line]:
                if letter != " ":
                    canvas.drawString(x, y, letter)
                x += canvas.stringWidth(letter, plain, 12)

    data = drawn(page)
    raw = pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range()
    assert raw.startswith("S\r\nở\r\nT\r\n"), "PDFium đã đọc đúng trang này: phép thử không còn cần thiết"
    assert texts(data) == list(cell) * 72


def test_letters_drawn_after_their_line_return_to_their_words() -> None:
    """A font without Vietnamese letters: the writing program draws them from another font afterwards."""
    lines = [
        "tỉnh giao cho sở Nông nghiệp và Môi trường chủ trì, phối hợp",
        "với các sở, ngành kiểm tra việc xử lý nước thải của các cụm công nghiệp.",
    ] * 4

    def page(canvas: Canvas, plain: str, bold: str) -> None:
        for at, line in enumerate(lines):
            rest, late = "", []
            for letter in line:
                if letter > "\u0120":
                    late.append((85 + canvas.stringWidth(rest, plain, 12), letter))
                slot = " " * round(canvas.stringWidth(letter, plain, 12) / canvas.stringWidth(" ", plain, 12))
                rest += slot if letter > "\u0120" else letter
            canvas.drawString(85, HEIGHT - 100 - 18 * at, rest)
            for place, letter in late:
                canvas.drawString(place, HEIGHT - 100 - 18 * at, letter)

    data = drawn(page)
    raw = pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range()
    assert "Nông nghiệp" not in raw
    assert texts(data) == lines


def signed(data: bytes) -> bytes:
    """`data` with a signature field whose appearance prints a number."""
    writer = PdfWriter(clone_from=io.BytesIO(data))
    font = DictionaryObject(
        {NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1")}
        | {
            NameObject("/BaseFont"): NameObject("/Helvetica"),
            NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
        }
    )
    form = DecodedStreamObject()
    form.set_data(b"BT /F1 12 Tf 2 5 Td (453) Tj ET")
    form.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): ArrayObject([FloatObject(v) for v in (0, 0, 60, 20)]),
            NameObject("/Resources"): DictionaryObject(
                {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
            ),
        }
    )
    signature = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Sig"),
            NameObject("/Name"): TextStringObject("Ủy ban nhân dân tỉnh"),
            NameObject("/M"): TextStringObject("D:20240205093000+07'00'"),
        }
    )
    field = writer._add_object(
        DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Annot"),
                NameObject("/Subtype"): NameObject("/Widget"),
                NameObject("/FT"): NameObject("/Sig"),
                NameObject("/T"): TextStringObject("so"),
                NameObject("/Rect"): ArrayObject([FloatObject(v) for v in (120, 735, 180, 755)]),
                NameObject("/V"): writer._add_object(signature),
                NameObject("/AP"): DictionaryObject({NameObject("/N"): writer._add_object(form)}),
            }
        )
    )
    writer.pages[0][NameObject("/Annots")] = ArrayObject([field])
    writer._root_object[NameObject("/AcroForm")] = DictionaryObject(
        {NameObject("/Fields"): ArrayObject([field]), NameObject("/SigFlags"): NumberObject(3)}
    )
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def test_stamp_of_a_signature_is_read_with_signer_and_time() -> None:
    [stamp] = load(signed(drawn(head))).stamps
    assert isinstance(stamp, Stamp)
    assert (stamp.text, stamp.page, stamp.signer) == ("453", 1, "Ủy ban nhân dân tỉnh")
    assert stamp.signed_at == "2024-02-05T09:30:00+07:00"
    assert stamp.box is not None
    assert (stamp.box.x0, stamp.box.top) == (120, pytest.approx(HEIGHT - 755, abs=0.01))


def test_old_letters_without_font_name_become_unicode() -> None:
    line = "Uû ban nh©n d©n tØnh giao Së C«ng Th­¬ng chñ tr×, phèi hîp víi c¸c ®¬n vÞ"
    document = load(drawn(write(*[line] * 6)))
    [first, *_] = document.elements
    assert isinstance(first, Line)
    assert first.text == "Uỷ ban nhân dân tỉnh giao Sở Công Thương chủ trì, phối hợp với các đơn vị"
    assert [note.code for note in document.notes] == ["legacy-font"]


def test_locked_file_says_so() -> None:
    writer = PdfWriter(clone_from=io.BytesIO(drawn(write("mật"))))
    writer.encrypt("mat-khau", algorithm="AES-128")
    stream = io.BytesIO()
    writer.write(stream)
    with pytest.raises(Unreadable, match="mật khẩu") as caught:
        load(stream.getvalue())
    assert caught.value.code == "encrypted"


def test_progress_tells_each_page() -> None:
    heard: list[tuple[float, str]] = []
    load(drawn(write("một"), write("hai")), progress=lambda share, words: heard.append((share, words)))
    assert heard == [(0.5, "Đang đọc trang 1/2"), (1.0, "Đang đọc trang 2/2")]


def test_landscape_page_has_its_width() -> None:
    [line] = load(drawn(write("phụ lục", top=400), size=landscape(A4))).elements
    assert isinstance(line, Line)
    assert line.box is not None
    assert line.box.page_width == pytest.approx(A4[1], abs=0.1)


def test_text_is_what_pdfium_extracts() -> None:
    data = plan_files.plan_pdf()
    page = pypdfium2.PdfDocument(data)[0]
    raw = plan_files.squeezed(page.get_textpage().get_text_range())
    assert plan_files.words(load(data)) == raw
    assert len(PdfReader(io.BytesIO(data)).pages) == 1


def _with_long_names(data: bytes, keeps: str) -> bytes:
    """The file with a name of 180 letters for every embedded font but those in whose name `keeps` stands."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    long = NameObject("/" + "Ten" * 60)
    for font in writer.pages[0]["/Resources"]["/Font"].values():
        held = font.get_object()
        if "/FontDescriptor" in held and keeps not in held["/BaseFont"]:
            held[NameObject("/BaseFont")] = held["/FontDescriptor"][NameObject("/FontName")] = long
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def test_font_with_a_name_of_many_letters_is_not_taken_for_the_one_before() -> None:
    def page(canvas: Canvas, plain: str, bold: str) -> None:
        canvas.setFont(bold, 12)
        canvas.drawString(85, HEIGHT - 100, "Dòng chữ đậm")
        canvas.setFont(plain, 12)
        canvas.drawString(85, HEIGHT - 140, "Dòng chữ thường")

    lines = [e for e in load(_with_long_names(drawn(page), "Bold")).elements if isinstance(e, Line)]

    assert [(line.text, line.bold) for line in lines] == [("Dòng chữ đậm", True), ("Dòng chữ thường", False)]
