"""PDF files with a text layer: lines with their places, ruled tables as grids, stamps of signatures."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from tinhxanh.core.plan.source import Element, SourceDocument
from tinhxanh.exchange.documents import pdf_rulings
from tinhxanh.exchange.documents.limits import Limits
from tinhxanh.exchange.documents.pdf_lines import Place, TextLayer
from tinhxanh.exchange.documents.pdf_page import Page
from tinhxanh.exchange.documents.unreadable import Unreadable

Progress = Callable[[float, str], None]


def load(content: Path | bytes, limits: Limits, progress: Progress | None = None) -> SourceDocument:
    """The PDF `content`; Unreadable if it is damaged, locked, too long or has no text at all."""
    document = opened(content)
    try:
        n_pages = len(document)
        _check_length(n_pages, limits)
        elements: list[Element] = []
        for number in range(1, n_pages + 1):
            elements.extend(_page(document, number))
            if progress:
                progress(number / n_pages, f"Đang đọc trang {number}/{n_pages}")
        if not elements:
            raise image_only(n_pages)
        return SourceDocument(tuple(elements), "pdf", n_pages=n_pages)
    finally:
        document.close()


def opened(content: Path | bytes) -> pypdfium2.PdfDocument:
    """The open document; the caller closes it."""
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


def image_only(n_pages: int) -> Unreadable:
    """The answer to a scan that nobody asked to recognise."""
    return Unreadable(
        "image-only",
        f"cả {n_pages} trang chỉ có hình ảnh, không có lớp chữ",
        "hãy chọn “Nhận dạng chữ” (OCR) khi tải lên, hoặc tải lên bản .docx",
    )


def _page(document: pypdfium2.PdfDocument, number: int) -> list[Element]:
    page = pdfium.FPDF_LoadPage(document.raw, number - 1)
    if not page:
        return []
    try:
        place = Place(page)
        layer = TextLayer(page, place)
        try:
            return Page(layer, number).elements(pdf_rulings.frames(page, place))
        finally:
            layer.close()
    finally:
        pdfium.FPDF_ClosePage(page)
