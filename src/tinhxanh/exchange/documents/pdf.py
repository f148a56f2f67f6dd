"""PDF files: lines with their places, ruled tables as grids, stamps of signatures, scans through OCR."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
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
_FEWEST_CHARACTERS = 200  # a page with fewer and a large image is a picture with a stamp on it
_MOST_NOTES = 20
# What a font without a map to Unicode leaves: control characters, private ones, the replacement sign.
_ODD = re.compile("[\x01-\x08\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd]")
_ODD_SHARE = 0.03


def load(
    content: Path | bytes, limits: Limits, progress: Progress | None = None, ocr: bool = False
) -> SourceDocument:
    """The PDF `content`; Unreadable if it is damaged, locked, too long or has no text at all.

    With `ocr`, pages without text, or all pages of a text layer that is full of errors, are recognised.
    """
    document = _opened(content)
    try:
        _check_length(len(document), limits)
        pages = _text_pages(document, progress)
        notes = list(_mended(document, pages, ocr, progress))
        stamped = pdfium.FPDF_GetSignatureCount(document.raw) > 0
        return SourceDocument(
            pages.all_elements(),
            "pdf",
            n_pages=len(document),
            stamps=pdf_stamps.read(content) if stamped else (),
            notes=(*notes, *([legacy_letters.note(pages.systems)] if pages.systems else ())),
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


@dataclass(slots=True)
class _Pages:
    """What the text layer gives: elements by page, pages that are pictures, old letter systems met."""

    elements: dict[int, list[Element]] = field(default_factory=dict)
    pictures: list[int] = field(default_factory=list)
    systems: set[str] = field(default_factory=set)
    characters: int = 0
    odd_characters: int = 0

    def all_elements(self) -> tuple[Element, ...]:
        """The elements of all pages in order."""
        return tuple(element for page in self.elements.values() for element in page)

    def is_bad(self) -> bool:
        """Whether the text layer is full of errors: wrong words, or characters that mean nothing."""
        if self.odd_characters > max(50, _ODD_SHARE * self.characters):
            return True
        return language.is_bad_layer(language.sample(self.all_elements()))


def _text_pages(document: pypdfium2.PdfDocument, progress: Progress | None) -> _Pages:
    pages = _Pages()
    n_pages = len(document)
    for number in range(1, n_pages + 1):
        pages.elements[number] = []
        if page := pdfium.FPDF_LoadPage(document.raw, number - 1):
            try:
                _read_page(page, number, pages)
            finally:
                pdfium.FPDF_ClosePage(page)
        if progress:
            progress(number / n_pages, f"Đang đọc trang {number}/{n_pages}")
    return pages


def _read_page(page: pdfium.FPDF_PAGE, number: int, pages: _Pages) -> None:
    place = Place(page)
    with closing(TextLayer(page, place, pages.systems)) as layer:
        characters = len(layer.text.strip())
        pages.characters += characters
        pages.odd_characters += len(_ODD.findall(layer.text))
        if characters < _FEWEST_CHARACTERS and _is_picture(page, place, characters):
            pages.pictures.append(number)
        if characters:
            pages.elements[number] = Page(layer, number).elements(pdf_rulings.frames(page, place))


def _is_picture(page: pdfium.FPDF_PAGE, place: Place, characters: int) -> bool:
    """Whether ink without text, or an image under a few words such as a stamp, fills the page."""
    count = pdfium.FPDFPage_CountObjects(page)
    if not characters:
        return bool(count > 0)
    sides = [ctypes.c_float() for _ in range(4)]
    for at in range(min(count, 1_000)):
        node = pdfium.FPDFPage_GetObject(page, at)
        if pdfium.FPDFPageObj_GetType(node) == pdfium.FPDF_PAGEOBJ_IMAGE:
            pdfium.FPDFPageObj_GetBounds(node, *sides)
            left, bottom, right, top = (side.value for side in sides)
            if (right - left) * (top - bottom) * 2 > place.width * place.height:
                return True
    return False


def _mended(
    document: pypdfium2.PdfDocument, pages: _Pages, ocr: bool, progress: Progress | None
) -> Iterator[Note]:
    """Fill in or replace what the text layer lacks, and say what was done or is still to be done."""
    read = [
        number for number, elements in pages.elements.items() if elements and number not in pages.pictures
    ]
    bad = bool(read) and pages.is_bad()
    wanted = list(pages.elements) if bad else pages.pictures
    if not read and not (ocr and wanted):
        raise _image_only(len(pages.elements)) if wanted else without_text(pictures=False)
    if wanted and ocr:
        pages.elements.update(scans.recognise(document, wanted, progress))
        if not pages.all_elements():
            raise without_text(pictures=True)
        yield _recognised(wanted)
        yield from (_illegible(number) for number in wanted if not pages.elements[number])
    elif bad:
        yield Note(
            "bad-text-layer",
            "Lớp chữ của tệp PDF có nhiều lỗi nhận dạng; "
            "hãy đọc lại với “Nhận dạng chữ (OCR)”, hoặc tải lên bản .docx.",
        )
    else:
        yield from (_page_note(number) for number in wanted[:_MOST_NOTES])


def _image_only(n_pages: int) -> Unreadable:
    return Unreadable(
        "image-only",
        f"tệp có {n_pages} trang đều là hình ảnh, không có lớp chữ",
        "hãy đọc lại với “Nhận dạng chữ (OCR)”, hoặc tải lên bản .docx",
    )


def _page_note(number: int) -> Note:
    return Note(
        "page-without-text",
        f"Trang {number} chỉ có hình ảnh nên chưa đọc được; hãy đọc lại với “Nhận dạng chữ (OCR)”.",
        number,
    )


def _illegible(number: int) -> Note:
    return Note(
        "page-without-text",
        f"Trang {number} không nhận dạng được chữ nào; hãy quét lại rõ hơn hoặc nhập nội dung bằng tay.",
        number,
    )


def _recognised(numbers: list[int]) -> Note:
    return Note(
        "recognised",
        f"Chữ của {len(numbers)} trang do máy nhận dạng từ hình ảnh; "
        "hãy đối chiếu số liệu và tên cơ quan với bản gốc.",
        numbers[0],
    )
