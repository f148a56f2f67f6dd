"""PDF files: lines with their places, ruled tables as grids, stamps of signatures, scans through OCR."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from tinhxanh.core.plan.source import Element, Note, SourceDocument
from tinhxanh.exchange.documents import language, legacy_letters, pdf_rulings, pdf_stamps, scans
from tinhxanh.exchange.documents.limits import Limits
from tinhxanh.exchange.documents.pdf_lines import Place, TextLayer
from tinhxanh.exchange.documents.pdf_page import Page
from tinhxanh.exchange.documents.unreadable import Unreadable, without_text

Progress = Callable[[float, str], None]
_Pages = dict[int, list[Element]]


def load(
    content: Path | bytes, limits: Limits, progress: Progress | None = None, ocr: bool = False
) -> SourceDocument:
    """The PDF `content`; Unreadable if it is damaged, locked, too long or has no text at all.

    With `ocr`, pages without text, or all pages of a text layer that is full of errors, are recognised.
    """
    document = _opened(content)
    try:
        _check_length(len(document), limits)
        pages, systems = _text_pages(document, progress)
        notes = list(_mended(document, pages, ocr, progress))
        elements = tuple(element for page in pages.values() for element in page)
        stamped = pdfium.FPDF_GetSignatureCount(document.raw) > 0
        return SourceDocument(
            elements,
            "pdf",
            n_pages=len(document),
            stamps=pdf_stamps.read(content) if stamped else (),
            notes=(*notes, *([legacy_letters.note(systems)] if systems else ())),
        )
    finally:
        document.close()


def _opened(content: Path | bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise Unreadable(
                "encrypted", "tệp PDF được bảo vệ bằng mật khẩu", "hãy bỏ mật khẩu rồi tải lên lại"
            ) from error
        raise _damaged() from error


def _damaged() -> Unreadable:
    return Unreadable(
        "damaged", "tệp PDF bị hỏng hoặc bị cắt ngắn", "hãy xuất lại PDF từ bản gốc rồi tải lên lại"
    )


def _check_length(n_pages: int, limits: Limits) -> None:
    if n_pages == 0:
        raise _damaged()
    if n_pages > limits.pages:
        raise Unreadable(
            "too-large", f"tệp có {n_pages} trang, quá mức {limits.pages} trang", "hãy chia thành nhiều tệp"
        )


def _text_pages(document: pypdfium2.PdfDocument, progress: Progress | None) -> tuple[_Pages, set[str]]:
    """The elements of each page's text layer by page number, and the old letter systems met."""
    pages: _Pages = {}
    systems: set[str] = set()
    n_pages = len(document)
    for number in range(1, n_pages + 1):
        pages[number] = _page(document, number, systems)
        if progress:
            progress(number / n_pages, f"Đang đọc trang {number}/{n_pages}")
    return pages, systems


def _page(document: pypdfium2.PdfDocument, number: int, systems: set[str]) -> list[Element]:
    page = pdfium.FPDF_LoadPage(document.raw, number - 1)
    if not page:
        return []
    try:
        place = Place(page)
        with closing(TextLayer(page, place, systems)) as layer:
            frames = pdf_rulings.frames(page, place) if layer.text.strip() else []
            return Page(layer, number).elements(frames)
    finally:
        pdfium.FPDF_ClosePage(page)


def _mended(
    document: pypdfium2.PdfDocument, pages: _Pages, ocr: bool, progress: Progress | None
) -> Iterator[Note]:
    """Fill in or replace what the text layer lacks, and say what was done or is still to be done."""
    empty = [number for number, elements in pages.items() if not elements]
    bad = len(empty) < len(pages) and language.is_bad_layer(
        language.sample(tuple(element for page in pages.values() for element in page))
    )
    wanted = list(pages) if bad else [number for number in empty if _has_picture(document, number)]
    if len(empty) == len(pages) and not (ocr and wanted):
        raise _image_only(len(pages)) if wanted else without_text(pictures=False)
    if wanted and ocr:
        for number, lines in scans.recognise(document, wanted, progress).items():
            pages[number] = list(lines)
        yield _recognised(wanted)
    elif bad:
        yield Note(
            "bad-text-layer",
            "Lớp chữ của tệp PDF có nhiều lỗi nhận dạng; "
            "hãy chọn “Nhận dạng chữ” (OCR) để đọc lại, hoặc tải lên bản .docx.",
        )
    elif wanted:
        yield from (_page_note(number) for number in wanted[:20])


def _has_picture(document: pypdfium2.PdfDocument, number: int) -> bool:
    """Whether anything is drawn on the page: a blank page needs no recognition."""
    page = pdfium.FPDF_LoadPage(document.raw, number - 1)
    if not page:
        return False
    try:
        return bool(pdfium.FPDFPage_CountObjects(page) > 0)
    finally:
        pdfium.FPDF_ClosePage(page)


def _image_only(n_pages: int) -> Unreadable:
    return Unreadable(
        "image-only",
        f"tệp có {n_pages} trang đều là hình ảnh, không có lớp chữ",
        "hãy chọn “Nhận dạng chữ” (OCR) khi tải lên, hoặc tải lên bản .docx",
    )


def _page_note(number: int) -> Note:
    return Note(
        "page-without-text",
        f"Trang {number} chỉ có hình ảnh nên chưa đọc được; hãy chọn “Nhận dạng chữ” (OCR) khi tải lên.",
        number,
    )


def _recognised(numbers: list[int]) -> Note:
    return Note(
        "recognised",
        f"Chữ của {len(numbers)} trang do máy nhận dạng từ hình ảnh; "
        "hãy đối chiếu số liệu và tên cơ quan với bản gốc.",
        numbers[0],
    )
