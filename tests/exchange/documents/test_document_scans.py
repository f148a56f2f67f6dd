"""Scans read by the real Tesseract, and recognised words put in reading order."""

from __future__ import annotations

import functools
import io
from pathlib import Path

import pypdfium2
import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tinhxanh.core.plan import reading
from tinhxanh.core.plan.source import Element, Grid, Line, SourceDocument
from tinhxanh.exchange.documents import Unreadable, load, load_guarded, scan_layout, scans
from tinhxanh.exchange.documents.scan_layout import Word

PLAN = Path(__file__).resolve().parents[3] / "demo" / "documents" / "ke-hoach-pgi-2024.pdf"
PAGES = (1, 6)  # the first with the head, the last of the text with the foot
real = pytest.mark.skipif(
    not scans.available(),
    reason="chưa cài chương trình nhận dạng chữ: cài gói tesseract-ocr và tesseract-ocr-vie",
)


def scan() -> bytes:
    """Pages of the demo plan as pictures of 200 dpi, without any text."""
    stream = io.BytesIO()
    with pypdfium2.PdfDocument(PLAN) as plan:
        canvas = Canvas(stream)
        for number in PAGES:
            page = plan[number - 1]
            canvas.setPageSize(page.get_size())
            picture = page.render(scale=200 / 72, grayscale=True).to_pil()
            canvas.drawImage(ImageReader(picture), 0, 0, *page.get_size())
            canvas.showPage()
        canvas.save()
    return stream.getvalue()


@functools.cache
def recognised() -> SourceDocument:
    return load_guarded(scan(), name="quét.pdf", ocr=True)


def cells(element: Element) -> list[list[str]]:
    assert isinstance(element, Grid)
    return [[part.text for part in cell.content] for cell in element.cells]


def test_scan_of_the_plan_is_refused_without_recognition() -> None:
    with pytest.raises(Unreadable, match="2 trang đều là hình ảnh") as caught:
        load(scan())
    assert caught.value.code == "image-only"


@real
@pytest.mark.slow
def test_scan_of_the_plan_is_recognised_with_head_and_foot_in_columns() -> None:
    document = recognised()
    assert cells(document.elements[0]) == [
        ["ỦY BAN NHÂN DÂN", "TỈNH LẠNG SƠN", "Số: 318/KH-UBND"],
        [
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            "Lạng Sơn, ngày 15 tháng 8 năm 2024",
        ],
    ]
    left, right = cells(document.elements[-1])
    assert left[0] == "Nơi nhận:"
    assert right[0] == "TM. ỦY BAN NHÂN DÂN"
    assert [note.code for note in document.notes] == ["recognised"]


@real
@pytest.mark.slow
def test_scan_of_the_plan_says_nearly_what_the_plan_says() -> None:
    """At most three words of a hundred that stand in the scan are not words of the plan."""
    with pypdfium2.PdfDocument(PLAN) as plan:
        printed = {
            word for number in PAGES for word in plan[number - 1].get_textpage().get_text_bounded().split()
        }
    read = [word for e in recognised().elements if isinstance(e, Line) for word in e.text.split()]
    assert len(read) > 500
    assert sum(word not in printed for word in read) < 0.03 * len(read)


@real
@pytest.mark.slow
def test_facts_are_read_off_a_scan() -> None:
    facts = reading.read(recognised()).facts
    assert (facts.document.kind, facts.document.number) == ("Kế hoạch", "318/KH-UBND")
    assert str(facts.document.date) == "2024-08-15"
    assert (facts.document.issuer, facts.document.province) == ("ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN", "Lạng Sơn")


def row(top: float, *words: tuple[float, str]) -> list[Word]:
    """Words of one line, six points a letter."""
    return [Word(text, x, top, x + 6 * len(text), top + 12) for x, text in words]


NATION = ((300, "CỘNG"), (328, "HÒA"), (350, "XÃ"), (366, "HỘI"), (388, "CHỦ"), (410, "NGHĨA"))


def test_head_ends_where_a_line_runs_over_both_columns() -> None:
    rows = [
        row(50, (90, "TỈNH"), (120, "A"), *NATION),
        row(70, (95, "Số:"), (330, "ngày"), (360, "5")),
        row(90, (90, "Kính"), (120, "gửi"), (285, "các"), (307, "sở")),
        row(110, (90, "Thân.")),
    ]
    head, *rest = scan_layout.elements(rows, 3, 595)
    assert cells(head) == [["TỈNH A", "Số:"], ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA", "ngày 5"]]
    assert [line.text for line in rest if isinstance(line, Line)] == ["Kính gửi các sở", "Thân."]
    assert {e.page for e in (head, *rest)} == {3}


def test_head_ends_at_a_title_off_its_axis() -> None:
    rows = [row(50, (90, "TỈNH"), *NATION), row(90, (305, "KẾ"), (320, "HOẠCH"))]
    head, title = scan_layout.elements(rows, 1, 595)
    assert cells(head) == [["TỈNH"], ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA"]]
    assert isinstance(title, Line)
    assert title.text == "KẾ HOẠCH"


def test_pages_without_two_columns_stay_lines() -> None:
    rows = [row(50, *NATION), row(70, (290, "KẾ"), (305, "HOẠCH")), row(90, (90, "Nơi"), (112, "nhận:"))]
    assert [type(e) for e in scan_layout.elements(rows, 1, 595)] == [Line, Line, Line]
    assert scan_layout.elements([], 1, 595) == []


def test_signature_beside_the_recipients_is_a_column() -> None:
    rows = [
        row(500, (90, "Hết.")),
        row(520, (90, "Nơi"), (112, "nhận:"), (330, "CHỦ"), (352, "TỊCH")),
        row(540, (90, "- Sở A;")),
        row(560, (340, "Lê Văn B")),
    ]
    last, foot = scan_layout.elements(rows, 1, 595)
    assert isinstance(last, Line)
    assert cells(foot) == [["Nơi nhận:", "- Sở A;"], ["CHỦ TỊCH", "Lê Văn B"]]
