"""Bytes as clean text: UTF-8, UTF-16 and UTF-32 with or without a mark, and the old Vietnamese encodings."""

from __future__ import annotations

import codecs

from tinhxanh.core.plan.source import Note
from tinhxanh.exchange.documents import legacy_letters, syllables
from tinhxanh.exchange.documents.characters import clean
from tinhxanh.exchange.documents.unreadable import Unreadable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = bytes({*range(32), 127} - {9, 10, 11, 12, 13, 27})
_NAMES = {"cp1258": "Windows-1258", "tcvn3": "TCVN3 (ABC)", "vni": "VNI", "latin-1": "Latin-1"}


def decode(data: bytes) -> tuple[str, tuple[Note, ...]]:
    """`data` as clean text with line feeds, and what had to be guessed about its encoding."""
    text, encoding = _decoded(data)
    notes: tuple[Note, ...] = (_guess_note(encoding),) if encoding in _NAMES else ()
    if not notes and (system := legacy_letters.recognise(text[:20_000])):
        text, notes = legacy_letters.convert_lines(text, system), (_guess_note(system),)
    # PDFium writes a hyphen at the end of a line so, and the next line behind it.
    text = text.replace("\ufffe\r\n", "-\n").replace("\ufffe\n", "-\n").replace("\ufffe", "-\n")
    return clean(text.replace("\r\n", "\n").replace("\r", "\n")), notes


def _decoded(data: bytes) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace"), "utf"
    if wide := _wide(data):
        return data.decode(wide, errors="replace"), "utf"
    try:
        return data.decode("utf-8"), "utf"
    except UnicodeDecodeError:
        return _best_of_eight_bits(data)


def check_start(head: bytes) -> None:
    """Unreadable("unknown-format") if the first bytes of a file cannot be text in any encoding."""
    if head.startswith(tuple(mark for mark, _ in _MARKS)) or _wide(head):
        return
    if len(head.translate(None, _CONTROLS)) * 20 < len(head) * 19:
        raise not_text()


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: nearly every line feed and space has a zero byte beside it."""
    head = data[:4_000]
    if head.count(0) * 5 < len(head):
        if 0 in head:
            raise not_text()
        return None
    little, big = head[1::2].count(0), head[::2].count(0)
    return "utf-16-le" if little > big else "utf-16-be"


def not_text() -> Unreadable:
    """The answer to bytes that are no known format."""
    return Unreadable(
        "unknown-format",
        "nội dung không phải văn bản hay định dạng mà hệ thống biết",
        "hãy tải lên tệp .docx, .odt, .pdf, .html hoặc .txt",
    )


def _best_of_eight_bits(data: bytes) -> tuple[str, str]:
    """The eight-bit encoding under which most words are Vietnamese syllables."""
    broken = data.decode("utf-8", errors="replace")
    if broken.count("\ufffd") * 200 < len(broken):  # a sound UTF-8 file with a few broken bytes
        return broken, "utf"
    shares = {
        name: syllables.marked_share(syllables.words(clean(_eight_bits(data[:20_000], name))))
        for name in ("cp1258", "tcvn3", "vni")
    }
    best = max(shares, key=lambda name: shares[name])
    best = best if shares[best] > 0.2 else "latin-1"
    return _eight_bits(data, best), best


def _eight_bits(data: bytes, name: str) -> str:
    if name == "cp1258":
        return data.decode("cp1258", errors="replace")
    latin = data.decode("latin-1")
    return latin if name == "latin-1" else legacy_letters.convert(latin, name)


def _guess_note(encoding: str) -> Note:
    return Note(
        "legacy-encoding",
        f"Văn bản dùng bảng mã cũ {_NAMES[encoding]} và đã được chuyển sang Unicode; "
        "hãy đối chiếu các chữ có dấu với bản gốc.",
    )
