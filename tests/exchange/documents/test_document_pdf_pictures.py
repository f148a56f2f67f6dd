"""PDF files without a text to trust: bad text layers, pictures, scans and their recognition."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfWriter
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from exchange.documents.pdf_drawing import HEIGHT, drawn, write
from tinhxanh.core.plan.source import Line
from tinhxanh.exchange.documents import Unreadable, load


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
