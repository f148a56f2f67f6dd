"""Stamps of a signed PDF: number, day and month that a clerk puts over the page when signing.

They live in appearance streams of signature fields, which text extraction passes over. The time of a
signature is its `/M` (PDF 32000-1, 7.9.4), written here as ISO 8601.
"""

from __future__ import annotations

import io
import logging
import re
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tinhxanh.core.plan.source import Box, Stamp
from tinhxanh.exchange.documents.characters import clean

_TIME = re.compile(r"D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:([+-])(\d\d)'?(\d\d))?")
# pypdf raises these, besides its own errors, on files that break the standard.
_DAMAGE = (
    zlib.error,
    struct.error,
    OSError,
    ArithmeticError,
    AssertionError,
    NotImplementedError,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    IndexError,
    RecursionError,
)
_MOST = 200


def read(content: Path | bytes) -> tuple[Stamp, ...]:
    """The stamps of all pages in page order; none where the file's signatures cannot be read."""
    # Imported here: it takes a quarter of a second, and few files are signed.
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # each fault of a damaged file is a line there
    source = io.BytesIO(content) if isinstance(content, bytes) else content
    found: list[Stamp] = []
    try:
        for number, page in enumerate(PdfReader(source).pages, 1):
            found.extend(_of_page(page, number))
            if len(found) > _MOST:
                break
    except (PyPdfError, *_DAMAGE):
        pass  # what was read so far is true; the text of the pages does not depend on it
    return tuple(found)


def _of_page(page: Any, number: int) -> Iterator[Stamp]:
    for reference in page.get("/Annots") or ():
        field = reference.get_object()
        form = (field.get("/AP") or {}).get("/N")
        if form is None:
            continue
        text = " ".join(clean(page.extract_xform_text(form.get_object())).split())
        signature = field.get("/V")
        signature = signature.get_object() if signature is not None else {}
        if text:
            yield _stamp(text, number, _box(page, field), signature if hasattr(signature, "get") else {})


def _stamp(text: str, number: int, box: Box | None, signature: Any) -> Stamp:
    signer = signature.get("/Name")
    return Stamp(
        text, number, box, clean(str(signer)) if signer else None, _iso(str(signature.get("/M", "")))
    )


def _box(page: Any, field: Any) -> Box | None:
    try:
        x0, y0, x1, y1 = (float(value) for value in field["/Rect"])
    except (KeyError, TypeError, ValueError):
        return None
    frame = page.cropbox
    left, top = float(frame.left), float(frame.top)
    return Box(
        min(x0, x1) - left, top - max(y0, y1), max(x0, x1) - left, top - min(y0, y1), float(frame.width)
    )


def _iso(time: str) -> str | None:
    """A PDF date as ISO 8601.

    >>> _iso("D:20240318084142+07'00'")
    '2024-03-18T08:41:42+07:00'
    """
    hit = _TIME.match(time)
    if not hit:
        return None
    year, month, day, hour, minute, second, sign, zone_hour, zone_minute = hit.groups()
    zone = f"{sign}{zone_hour}:{zone_minute}" if sign else ""
    return f"{year}-{month}-{day}T{hour}:{minute}:{second}{zone}"
