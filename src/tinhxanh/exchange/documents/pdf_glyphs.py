"""Lines put together from single characters, for pages whose text PDFium breaks after each letter.

On pages full of narrow table columns PDFium takes the text for vertical writing and ends a line after
every character. The characters themselves and their places are right.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field

import pypdfium2.raw as pdfium

_FEWEST_LINES = 12
_SPACE = 0.12  # of the type size: a gap wider than this is a space
_BREAK = 1.5  # of the type size: a gap wider than this ends the line


@dataclass(frozen=True, slots=True)
class Glyph:
    """One printed character: its index in the layer and its box in PDF space."""

    sign: str
    index: int
    left: float
    bottom: float
    right: float
    top: float
    baseline: float


@dataclass(slots=True)
class Text:
    """The rebuilt text; for each of its characters the glyph, None for spaces and line breaks put in."""

    text: str = ""
    glyphs: list[Glyph | None] = field(default_factory=list)


def is_broken(text: str) -> bool:
    """Whether a quarter of the lines of `text` are single characters."""
    lines = text.split("\n")
    return len(lines) >= _FEWEST_LINES and sum(len(line.strip()) == 1 for line in lines) * 4 > len(lines)


def rebuilt(layer: pdfium.FPDF_TEXTPAGE) -> Text:
    """The page's text with the lines that print shows, in the order of the text layer."""
    signs: list[str] = []
    glyphs: list[Glyph | None] = []
    last: Glyph | None = None
    for glyph in _glyphs(layer):
        between = _between(last, glyph) if last else ""
        signs.extend((*between, glyph.sign))
        glyphs.extend((*(None for _ in between), glyph))
        last = glyph
    return Text("".join(signs), glyphs)


def _between(last: Glyph, glyph: Glyph) -> str:
    """What stands between two characters: nothing, a space or a line break."""
    size = max(last.top - last.bottom, glyph.top - glyph.bottom, 1.0)
    gap = glyph.left - last.right
    if abs(glyph.baseline - last.baseline) > size / 2 or gap > _BREAK * size or gap < -size:
        return "\n"
    return " " if gap > _SPACE * size else ""


def _glyphs(layer: pdfium.FPDF_TEXTPAGE) -> list[Glyph]:
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    found: list[Glyph] = []
    for index in range(pdfium.FPDFText_CountChars(layer)):
        code = pdfium.FPDFText_GetUnicode(layer, index)
        if code <= 32 or code == 0xA0 or pdfium.FPDFText_IsGenerated(layer, index) == 1:
            continue
        if pdfium.FPDFText_GetLooseCharBox(layer, index, box):
            pdfium.FPDFText_GetCharOrigin(layer, index, x, y)
            found.append(Glyph(chr(code), index, box.left, box.bottom, box.right, box.top, y.value))
    return found
