"""Scanned pages: drawn by PDFium, recognised by Tesseract with its Vietnamese data (`vie`), as lines.

Tesseract is a program beside ours (Debian packages tesseract-ocr and tesseract-ocr-vie). Pages are
given to it in black and white: on grey pages of poor scans it takes minutes, after a threshold a few
seconds.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterable
from itertools import groupby

import pypdfium2

from tinhxanh.core.plan.source import Element
from tinhxanh.exchange.documents import scan_layout
from tinhxanh.exchange.documents.scan_layout import Row, Word
from tinhxanh.exchange.documents.unreadable import Unreadable

Progress = Callable[[float, str], None]

_DPI = 300
_MOST_PIXELS = 5_000  # a side; larger pages are drawn coarser
_THRESHOLD = 165
_LEVELS = bytes(0 if grey < _THRESHOLD else 255 for grey in range(256))
_SECONDS_A_PAGE = 120
_WORD_LEVEL = "5"
# Tesseract's threads wait for one another: with one it took half the time and a third of the processor's.
_ONE_THREAD = {"OMP_THREAD_LIMIT": "1"}


def recognise(
    document: pypdfium2.PdfDocument, numbers: Iterable[int], progress: Progress | None = None
) -> dict[int, list[Element]]:
    """What stands on the pages `numbers` (from 1); Unreadable("needs-ocr") if Tesseract is not there."""
    program = _tesseract()
    wanted = list(numbers)
    found: dict[int, list[Element]] = {}
    for done, number in enumerate(wanted):
        if progress:
            progress(done / len(wanted), f"Đang nhận dạng chữ trang {number} ({done + 1}/{len(wanted)})")
        found[number] = _page(program, document[number - 1], number)
    return found


def available() -> bool:
    """Whether Tesseract with Vietnamese data is installed here."""
    try:
        _tesseract()
    except Unreadable:
        return False
    return True


def _tesseract() -> str:
    program = shutil.which("tesseract")
    if program is None:
        raise _missing("máy chủ chưa cài chương trình nhận dạng chữ Tesseract")
    listed = subprocess.run(  # noqa: S603 - a program found on PATH with a fixed argument
        [program, "--list-langs"], capture_output=True, text=True, timeout=30, check=False
    )
    if "vie" not in listed.stdout.split():
        raise _missing("Tesseract trên máy chủ chưa có dữ liệu tiếng Việt")
    return program


def _missing(what: str) -> Unreadable:
    return Unreadable(
        "needs-ocr",
        f"tệp là bản quét mà {what}",
        "hãy nhờ quản trị viên cài gói tesseract-ocr và tesseract-ocr-vie, hoặc tải lên bản .docx",
    )


def _page(program: str, page: pypdfium2.PdfPage, number: int) -> list[Element]:
    width, height = page.get_size()
    scale = min(_DPI / 72, _MOST_PIXELS / max(width, height, 1))
    picture = _black_and_white(page.render(scale=scale, grayscale=True))
    try:
        run = subprocess.run(  # noqa: S603 - a program found on PATH with fixed arguments
            [program, "stdin", "stdout", "-l", "vie", "--dpi", str(round(scale * 72)), "tsv"],
            input=picture,
            capture_output=True,
            timeout=_SECONDS_A_PAGE,
            env={**os.environ, **_ONE_THREAD},
            check=False,
        )
    except subprocess.TimeoutExpired:
        return []
    rows = _rows(run.stdout.decode("utf-8", errors="replace"), scale)
    return scan_layout.elements(rows, number, width)


def _black_and_white(bitmap: pypdfium2.PdfBitmap) -> bytes:
    """The bitmap as a PGM file of black and white points."""
    rows = bytes(bitmap.buffer)
    lines = (rows[at : at + bitmap.width] for at in range(0, bitmap.stride * bitmap.height, bitmap.stride))
    return f"P5\n{bitmap.width} {bitmap.height}\n255\n".encode() + b"".join(lines).translate(_LEVELS)


def _rows(table: str, scale: float) -> list[Row]:
    """Words by line from Tesseract's table: one row a word, with block, paragraph, line and pixel box."""
    rows = [row.split("\t") for row in table.splitlines()[1:]]
    words = [row for row in rows if len(row) == 12 and row[0] == _WORD_LEVEL and row[11].strip()]
    return [[_word(row, scale) for row in group] for _, group in groupby(words, key=lambda row: row[2:5])]


def _word(row: list[str], scale: float) -> Word:
    left, top, wide, high = (int(value) / scale for value in row[6:10])
    return Word(row[11].strip(), left, top, left + wide, top + high)
