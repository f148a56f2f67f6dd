"""What a file is, by its content; names and extensions are only compared with it afterwards."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

_SIGNATURES = (
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF8", "gif"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
    (b"BM", "bmp"),
    (b"MZ", "exe"),
    (b"\x7fELF", "exe"),
    (b"Rar!", "rar"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"%!PS", "ps"),
    (b"SQLite format 3", "sqlite"),
    (b"ID3", "media"),
    (b"OggS", "media"),
    (b"MIME-Version:", "mht"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "ppt"),
)
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|table|div|p|meta|center)\b", re.I)
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta)\b", re.I)
_TABLE = re.compile(rb"<table\b.*?(?:</table\s*>|\Z)", re.I | re.S)
_HEAD = 1 << 16


def kind(content: Path | bytes) -> str:
    """One word for what `content` is: txt, html, docx, odt, pdf, doc, rtf, xlsx, png, zip, …

    Anything without a known signature is "txt", whose reader decides whether it is text at all.
    """
    head = start(content)
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK"):
        return _zip_kind(content)
    if head.startswith(_OLE):
        return _ole_kind(content)
    if head[4:8] == b"ftyp":
        return "media"
    for signature, name in _SIGNATURES:
        if head.startswith(signature):
            return name if name != "bmp" or head[6:10] == b"\0\0\0\0" else "txt"
    if b'progid="Word.Document"' in head[:4096]:
        return "doc"  # the XML of Word 2003, which LibreOffice reads like .doc
    return "html" if _looks_like_html(head) else "txt"


def start(content: Path | bytes) -> bytes:
    """The first 64 KiB of the file."""
    if isinstance(content, bytes):
        return content[:_HEAD]
    with content.open("rb") as file:
        return file.read(_HEAD)


def _looks_like_html(head: bytes) -> bool:
    narrow = head[:4096].replace(b"\0", b"") if b"\0" in head[:16] else head[:4096]
    start = narrow.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if not start.startswith(b"<") or not _HTML.search(narrow):
        return False
    return bool(_PAGE.search(narrow)) or not _is_text_with_tables(head)


def _is_text_with_tables(head: bytes) -> bool:
    """Whether most lines outside tables hold no tag: text or Markdown that begins with a table in tags."""
    lines = [line for line in _TABLE.sub(b"", head.replace(b"\0", b"")).splitlines() if line.strip()]
    return bool(lines) and sum(1 for line in lines if b"<" not in line) * 2 > len(lines)


def _zip_kind(content: Path | bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content) if isinstance(content, bytes) else content) as file:
            names = set(file.namelist())
            if "mimetype" in names and file.getinfo("mimetype").file_size < 200:
                return _odf_kind(file.read("mimetype"))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        return "damaged-zip"
    return _ooxml_kind(names)


def _odf_kind(mimetype: bytes) -> str:
    odf = {b"text": "odt", b"text-template": "odt", b"spreadsheet": "ods", b"presentation": "odp"}
    return odf.get(mimetype.strip().rpartition(b"opendocument.")[2], "zip")


def _ooxml_kind(names: set[str]) -> str:
    for folder, name in (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx")):
        if any(part.startswith(folder) for part in names):
            return name
    return "zip"


def _ole_kind(content: Path | bytes) -> str:
    """By the stream names of the directory, which stand in UTF-16 somewhere in the file."""
    data = content if isinstance(content, bytes) else content.read_bytes()
    for stream, name in _OLE_STREAMS:
        if stream.encode("utf-16-le") in data:
            return name
    return "ole"
