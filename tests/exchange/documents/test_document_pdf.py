"""PDF files: lines and places, ruled tables, columns of head and foot, stamps, old fonts, scans."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

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
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from exchange.documents import plan_files
from tinhxanh.core.plan.source import Grid, Line, Stamp
from tinhxanh.exchange.documents import Unreadable, load

Drawing = Callable[[Canvas, str, str], None]
HEIGHT = A4[1]


def drawn(*pages: Drawing, size: tuple[float, float] = A4) -> bytes:
    """A PDF whose pages the given functions draw, with a regular and a bold font."""
    plain, bold = plan_files.fonts()
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=size)
    for page in pages:
        canvas.setFont(plain, 12)
        page(canvas, plain, bold)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def write(*lines: str, x: float = 85, top: float = 100, step: float = 18) -> Drawing:
    def page(canvas: Canvas, plain: str, bold: str) -> None:
        for at, line in enumerate(lines):
            canvas.drawString(x, HEIGHT - top - step * at, line)

    return page


def texts(data: bytes) -> list[str]:
    return [e.text for e in load(data).elements if isinstance(e, Line)]


def rows(grid: Grid) -> list[tuple[int, int, str]]:
    return [(c.row, c.column, " ".join(line.text for line in c.content)) for c in grid.cells]


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


def test_ruled_table_is_a_grid_between_its_neighbours() -> None:
    def page(canvas: Canvas, plain: str, bold: str) -> None:
        canvas.drawString(85, 700, "trước")
        plan_files.ruled_table(canvas, plan_files.TABLE, (85, 120, 340, 450, 540), 680)
        canvas.drawString(85, 560, "sau")

    before, grid, after = load(drawn(page)).elements
    assert isinstance(before, Line)
    assert isinstance(grid, Grid)
    assert isinstance(after, Line)
    assert [before.text, after.text] == ["trước", "sau"]
    assert (grid.n_rows, grid.n_columns, grid.page, grid.ruled) == (3, 4, 1, True)
    assert rows(grid) == [
        (i, j, text) for i, row in enumerate(plan_files.TABLE) for j, text in enumerate(row)
    ]


def test_line_drawn_across_cells_is_cut_at_the_borders() -> None:
    def page(canvas: Canvas, plain: str, bold: str) -> None:
        canvas.grid([85, 120, 340, 540], [700, 680, 660])
        width = canvas.stringWidth
        text = "1"
        for x, more in ((124, "Trồng cây"), (344, "Sở Xây dựng")):
            text += " " * round((x - 89 - width(text, plain, 12)) / width(" ", plain, 12)) + more
        canvas.drawString(89, 686, text)
        canvas.drawString(89, 666, text)

    [grid] = load(drawn(page)).elements
    assert isinstance(grid, Grid)
    assert rows(grid) == [
        (at, column, text) for at in (0, 1) for column, text in enumerate(("1", "Trồng cây", "Sở Xây dựng"))
    ]


def test_merged_cells_have_their_spans() -> None:
    def page(canvas: Canvas, plain: str, bold: str) -> None:
        canvas.rect(85, 640, 300, 60)
        canvas.line(125, 640, 125, 700)
        canvas.line(125, 680, 385, 680)
        canvas.line(255, 640, 255, 680)
        canvas.line(85, 660, 385, 660)
        for x, y, text in (
            (90, 686, "TT"),
            (130, 686, "Phân công"),
            (130, 666, "Chủ trì"),
            (260, 666, "Phối hợp"),
        ):
            canvas.drawString(x, y, text)

    [grid] = load(drawn(page)).elements
    assert isinstance(grid, Grid)
    spans = {" ".join(line.text for line in c.content): (c.row_span, c.column_span) for c in grid.cells}
    assert {"TT": (2, 1), "Phân công": (1, 2), "Chủ trì": (1, 1), "Phối hợp": (1, 1)}.items() <= spans.items()


def test_table_of_thin_filled_pieces_is_a_grid() -> None:
    def page(canvas: Canvas, plain: str, bold: str) -> None:
        for y in (700, 680, 660):
            for x in (85, 205, 325):
                canvas.rect(x, y, 120, 0.5, stroke=0, fill=1)
        for x in (85, 205, 325, 445):
            for y in (660, 680):
                canvas.rect(x, y, 0.5, 20, stroke=0, fill=1)
        for at, text in enumerate(("TT", "Việc", "Hạn", "1", "Trồng cây", "2025")):
            canvas.drawString(90 + 120 * (at % 3), 686 - 20 * (at // 3), text)

    [grid] = load(drawn(page)).elements
    assert isinstance(grid, Grid)
    assert rows(grid)[4] == (1, 1, "Trồng cây")


def test_table_without_side_borders_has_its_outer_columns() -> None:
    def page(canvas: Canvas, plain: str, bold: str) -> None:
        for y in (700, 680, 660):
            canvas.line(85, y, 445, y)
        canvas.line(205, 660, 205, 700)
        for at, text in enumerate(("Việc", "Hạn", "Trồng cây", "2025")):
            canvas.drawString(90 + 120 * (at % 2), 686 - 20 * (at // 2), text)

    [grid] = load(drawn(page)).elements
    assert isinstance(grid, Grid)
    assert rows(grid) == [(0, 0, "Việc"), (0, 1, "Hạn"), (1, 0, "Trồng cây"), (1, 1, "2025")]


def test_underlines_and_frames_are_no_table() -> None:
    def page(canvas: Canvas, plain: str, bold: str) -> None:
        write("Nhiệm vụ trọng tâm", "Giải pháp thực hiện")(canvas, plain, bold)
        canvas.line(85, HEIGHT - 102, 200, HEIGHT - 102)
        canvas.line(85, HEIGHT - 120, 200, HEIGHT - 120)
        canvas.rect(60, 60, 475, 720)

    assert texts(drawn(page)) == ["Nhiệm vụ trọng tâm", "Giải pháp thực hiện"]


def test_drawing_of_countless_strokes_is_no_table() -> None:
    def page(canvas: Canvas, plain: str, bold: str) -> None:
        canvas.drawString(85, 700, "Bản đồ quy hoạch")
        path = canvas.beginPath()
        for at in range(31_000):
            path.moveTo(85 + at % 400, 100 + at % 500)
            path.lineTo(90 + at % 400, 100 + at % 500)
        canvas.drawPath(path)

    assert texts(drawn(page)) == ["Bản đồ quy hoạch"]


def test_table_inside_a_form_object_is_a_grid() -> None:
    def page(canvas: Canvas, plain: str, bold: str) -> None:
        canvas.beginForm("bang")
        canvas.setFont(plain, 12)
        plan_files.ruled_table(canvas, plan_files.TABLE, (0, 35, 255, 365, 455), 100)
        canvas.endForm()
        canvas.translate(85, 500)
        canvas.doForm("bang")

    [grid] = load(drawn(page)).elements
    assert isinstance(grid, Grid)
    assert rows(grid) == [
        (i, j, text) for i, row in enumerate(plan_files.TABLE) for j, text in enumerate(row)
    ]


def test_table_on_a_turned_page_is_read_upright() -> None:
    def page(canvas: Canvas, plain: str, bold: str) -> None:
        canvas.rotate(90)
        canvas.translate(0, -A4[0])
        plan_files.ruled_table(canvas, plan_files.TABLE, (85, 120, 440, 600, 740), 500)

    writer = PdfWriter(clone_from=io.BytesIO(drawn(page)))
    writer.pages[0].rotate(90)
    stream = io.BytesIO()
    writer.write(stream)
    [grid] = load(stream.getvalue()).elements
    assert isinstance(grid, Grid)
    assert rows(grid) == [
        (i, j, text) for i, row in enumerate(plan_files.TABLE) for j, text in enumerate(row)
    ]


def head(canvas: Canvas, plain: str, bold: str) -> None:
    """The head of a letter, drawn line by line over both columns."""
    for y, left, right in (
        (780, "ỦY BAN NHÂN DÂN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        (764, "TỈNH LẠNG SƠN", "Độc lập - Tự do - Hạnh phúc"),
        (740, "Số: 12/KH-UBND", "Lạng Sơn, ngày 05 tháng 02 năm 2024"),
    ):
        canvas.drawCentredString(160, y, left)
        canvas.drawCentredString(400, y, right)
    canvas.drawCentredString(300, 700, "KẾ HOẠCH")
    canvas.drawString(
        85, 670, "Căn cứ Luật Bảo vệ môi trường ngày 17 tháng 11 năm 2020 của Quốc hội khóa XIV;"
    )


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


def test_spill_over_the_edge_of_a_table_stays_in_its_cell() -> None:
    def page(canvas: Canvas, plain: str, bold: str) -> None:
        canvas.grid([85, 200, 300], [700, 680, 660])
        for at, text in enumerate(("Nhiệm vụ", "Cơ quan chủ trì chính", "Trồng cây", "Sở Xây dựng")):
            canvas.drawString(88 + 115 * (at % 2), 686 - 20 * (at // 2), text)

    [grid] = load(drawn(page)).elements
    assert isinstance(grid, Grid)
    assert rows(grid)[1] == (0, 1, "Cơ quan chủ trì chính")


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


def test_text_layer_full_of_errors_gets_a_note() -> None:
    line = "Uy bđn nhân dờn tĩnh gĩao Sơ Cồng Thưcrng chú trí, phơi hcrp vói cac đcrn vj liẽn quqn xú lỷ"
    document = load(drawn(write(*[line] * 8)))
    assert "bad-text-layer" in [note.code for note in document.notes]


def test_text_layer_without_meaning_gets_a_note() -> None:
    line = "Ủy ban nhân dân tỉnh giao Sở Công Thương chủ trì, phối hợp với các sở kiểm tra"
    writer = PdfWriter(clone_from=io.BytesIO(drawn(write(*[line] * 12))))
    for font in writer.pages[0]["/Resources"]["/Font"].values():
        font.get_object().pop("/ToUnicode", None)
    stream = io.BytesIO()
    writer.write(stream)
    document = load(stream.getvalue())
    assert "bad-text-layer" in [note.code for note in document.notes]


def picture(canvas: Canvas, plain: str, bold: str) -> None:
    """A page that has ink but no text."""
    for at in range(40):
        canvas.rect(85 + 10 * at, 400, 6, 12, fill=1)


def test_scan_without_recognition_says_how() -> None:
    with pytest.raises(Unreadable, match="Nhận dạng chữ") as caught:
        load(drawn(picture, picture))
    assert caught.value.code == "image-only"


def stamped_picture(canvas: Canvas, plain: str, bold: str) -> None:
    """A page that is one image, with a few words of a stamp over it."""
    pixels = io.BytesIO(b"P5\n2 2\n255\n" + bytes((255, 0, 0, 255)))
    canvas.drawImage(ImageReader(pixels), 0, 0, *A4)
    canvas.drawString(300, HEIGHT - 30, "Trung tâm Công báo tỉnh, ngày 09/01/2025")


def test_picture_with_a_stamp_on_it_is_a_scan() -> None:
    with pytest.raises(Unreadable) as caught:
        load(drawn(stamped_picture, picture))
    assert caught.value.code == "image-only"
    document = load(drawn(write("trang đầu"), stamped_picture))
    assert [(note.code, note.page) for note in document.notes] == [("page-without-text", 2)]
    assert len(document.elements) == 2


def test_blank_pages_are_empty() -> None:
    with pytest.raises(Unreadable) as caught:
        load(drawn(lambda canvas, plain, bold: None))
    assert caught.value.code == "empty"


def test_scanned_page_among_others_gets_a_note() -> None:
    document = load(drawn(write("trang đầu"), picture, lambda canvas, plain, bold: None))
    assert [(note.code, note.page) for note in document.notes] == [("page-without-text", 2)]


FAKE_TESSERACT = """#!/bin/sh
if [ "$1" = --list-langs ]; then printf 'List of available languages:\\n{languages}\\n'; exit; fi
head -c 2 | grep -q P5 || exit 1
row() {{ printf '5\\t1\\t1\\t1\\t%s\\t1\\t%s\\t%s\\t%s\\t50\\t96\\t%s\\n' "$1" "$2" "$3" "$4" "$5"; }}
printf 'level\\tpage\\tblock\\tpar\\tline\\tword\\tleft\\ttop\\twidth\\theight\\tconf\\ttext\\n'
printf '4\\t1\\t1\\t1\\t1\\t0\\t354\\t417\\t400\\t50\\t-1\\t\\n'
row 1 354 417 150 'Nhiệm'; row 1 520 417 100 'vụ'; row 2 354 500 300 'Sở'
"""


@pytest.fixture
def tesseract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Put a fake Tesseract on the path that knows the given languages and always reads the same page."""

    def install(languages: str) -> None:
        program = tmp_path / "tesseract"
        program.write_text(FAKE_TESSERACT.format(languages=languages))
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")

    return install


def test_scan_is_recognised_with_progress_and_a_note(tesseract: Callable[[str], None]) -> None:
    tesseract("vie")
    heard: list[tuple[float, str]] = []
    document = load(
        drawn(write("trang đầu"), picture),
        ocr=True,
        progress=lambda share, words: heard.append((share, words)),
    )
    assert [(e.text, e.page) for e in document.elements if isinstance(e, Line)] == [
        ("trang đầu", 1),
        ("Nhiệm vụ", 2),
        ("Sở", 2),
    ]
    assert [(note.code, note.page) for note in document.notes] == [("recognised", 2)]
    assert any("nhận dạng chữ trang 2" in words for _, words in heard)
    line = document.elements[1]
    assert isinstance(line, Line)
    assert line.box is not None
    assert line.box.x0 == pytest.approx(354 * 72 / 300, abs=0.1)


def test_scan_in_which_nothing_is_recognised_says_so(
    tesseract: Callable[[str], None], tmp_path: Path
) -> None:
    tesseract("vie")
    program = tmp_path / "tesseract"
    program.write_text(program.read_text().replace("row 1", "exit; row 1"))
    document = load(drawn(write("trang đầu"), picture), ocr=True)
    assert [(note.code, note.page) for note in document.notes] == [
        ("recognised", 2),
        ("page-without-text", 2),
    ]
    with pytest.raises(Unreadable) as caught:
        load(drawn(picture), ocr=True)
    assert caught.value.code == "image-only"


@pytest.mark.parametrize("languages", [None, "eng"])
def test_scan_without_the_program_says_what_to_install(
    languages: str | None, tesseract: Callable[[str], None], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    if languages:
        tesseract(languages)
    with pytest.raises(Unreadable, match="tesseract-ocr-vie") as caught:
        load(drawn(picture), ocr=True)
    assert caught.value.code == "needs-ocr"


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
