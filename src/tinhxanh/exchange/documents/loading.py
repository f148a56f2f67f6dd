"""One door for every file: find out what it is, read it, say what was odd."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from tinhxanh.core.plan.source import Note, SourceDocument
from tinhxanh.exchange.documents import decoding, docx, html, language, odt, office, pdf, sniffing, text
from tinhxanh.exchange.documents.limits import DEFAULT, Limits, MiB
from tinhxanh.exchange.documents.unreadable import Unreadable

Progress = Callable[[float, str], None]

_OTHERS = {
    "xlsx": "bảng tính Excel",
    "xls": "bảng tính Excel",
    "ods": "bảng tính OpenDocument",
    "pptx": "bản trình chiếu PowerPoint",
    "ppt": "bản trình chiếu PowerPoint",
    "odp": "bản trình chiếu OpenDocument",
    "png": "ảnh PNG",
    "jpeg": "ảnh JPEG",
    "gif": "ảnh GIF",
    "tiff": "ảnh TIFF",
    "bmp": "ảnh BMP",
    "exe": "chương trình máy tính",
    "rar": "tệp nén RAR",
    "7z": "tệp nén 7-Zip",
    "gzip": "tệp nén gzip",
    "zip": "tệp nén ZIP",
    "ps": "tệp PostScript",
    "sqlite": "cơ sở dữ liệu",
    "media": "tệp âm thanh hoặc phim",
    "mht": "trang web đóng gói (MHT)",
    "ole": "tệp của phần mềm văn phòng cũ không rõ loại",
}
_EXTENSIONS = {
    "htm": "html",
    "xhtml": "html",
    "text": "txt",
    "md": "txt",
    "csv": "txt",
    "docm": "docx",
    "dotx": "docx",
}


def load(
    content: Path | bytes,
    *,
    name: str | None = None,
    progress: Progress | None = None,
    ocr: bool = False,
    limits: Limits = DEFAULT,
) -> SourceDocument:
    """The document `content` as its reader sees it, whatever its name says it is.

    `name` is shown in messages (by default the path's); `progress` hears a share from 0 to 1 and a
    Vietnamese sentence; `ocr` lets scanned pages be recognised. What a reader had to guess or repair is in
    the notes. Unreadable, with a code and a sentence, if there is no text to be had.
    """
    shown = content.name if name is None and isinstance(content, Path) else name
    try:
        _check_size(content, limits)
        found = sniffing.kind(content)
        document = _read(found, content, limits, progress, ocr)
        return replace(document, notes=document.notes + tuple(_oddities(document, found, shown)))
    except Unreadable as error:
        raise (error.naming(shown) if shown else error) from error.__cause__


def _check_size(content: Path | bytes, limits: Limits) -> None:
    try:
        size = len(content) if isinstance(content, bytes) else content.stat().st_size
    except OSError as error:
        raise Unreadable(
            "not-found", "không tìm thấy hoặc không mở được tệp", "hãy kiểm tra lại đường dẫn"
        ) from error
    if isinstance(content, Path) and not content.is_file():
        raise Unreadable("not-found", "đường dẫn không phải là một tệp", "hãy chọn một tệp văn bản")
    if size == 0:
        raise Unreadable("empty", "tệp rỗng (0 byte)", "hãy kiểm tra lại tệp gốc")
    if size > limits.file_size:
        raise Unreadable(
            "too-large",
            f"tệp dài {size // MiB} MB, quá mức {limits.file_size // MiB} MB",
            "hãy chia văn bản thành nhiều tệp hoặc giảm chất lượng ảnh quét",
        )


def _read(
    found: str, content: Path | bytes, limits: Limits, progress: Progress | None, ocr: bool
) -> SourceDocument:
    if found == "pdf":
        return pdf.load(content, limits, progress, ocr)
    if found == "docx":
        return docx.load(content, limits)
    if found == "odt":
        return odt.load(content, limits)
    if found in ("doc", "rtf"):
        return office.load(content, found, limits, progress)
    if found in ("html", "txt"):
        _check_length(content, limits)
        data = content if isinstance(content, bytes) else content.read_bytes()
        return html.load(data, limits) if found == "html" else text.load(data, limits)
    raise _refusal(found)


def _check_length(content: Path | bytes, limits: Limits) -> None:
    size = len(content) if isinstance(content, bytes) else content.stat().st_size
    decoding.check_start(sniffing.start(content)[:4_000])
    if size > limits.text_size:
        raise Unreadable(
            "too-large",
            f"văn bản thuần dài {size // MiB} MB, quá mức {limits.text_size // MiB} MB",
            "hãy chia văn bản thành nhiều tệp",
        )


def _refusal(found: str) -> Unreadable:
    if found == "encrypted":
        return Unreadable("encrypted", "tệp được bảo vệ bằng mật khẩu", "hãy bỏ mật khẩu rồi tải lên lại")
    if found == "damaged-zip":
        return Unreadable(
            "damaged",
            "tệp bị hỏng hoặc bị cắt ngắn, không mở được phần nén",
            "hãy mở bằng phần mềm soạn thảo, lưu lại rồi tải lên tệp mới",
        )
    return Unreadable(
        "other-format",
        f"nội dung là {_OTHERS.get(found, found)}, không phải văn bản",
        "hãy tải lên tệp .docx, .odt, .pdf, .html hoặc .txt",
    )


def _oddities(document: SourceDocument, found: str, shown: str | None) -> Iterator[Note]:
    extension = (shown or "").lower().rpartition(".")[2] if "." in (shown or "") else found
    if _EXTENSIONS.get(extension, extension) != found:
        yield Note(
            "wrong-extension",
            f"Tệp mang đuôi “.{extension}” nhưng nội dung là {found}; đã đọc theo nội dung.",
        )
    yield from language.notes(language.sample(document.elements))
