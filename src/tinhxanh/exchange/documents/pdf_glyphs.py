"""Lines put together from single characters, for pages whose characters PDFium puts in a wrong order.

On pages full of narrow table columns PDFium takes the text for vertical writing and ends a line after
every character. And where a font lacks Vietnamese letters, the program that made the file takes them from
another font and draws them after the rest of the line. The characters and their places are right.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field

import pypdfium2.raw as pdfium

from tinhxanh.exchange.documents import syllables

_FEWEST_LINES = 12
_FEWEST_WORDS = 25
_SAMPLE = 150  # words of a page that are looked at
_SOUND = 0.84  # share of syllables, as in `language`
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


def is_scattered(text: str) -> bool:
    """Whether too few words of `text` are syllables: letters with marks may stand apart from their words."""
    words = syllables.words(text, _SAMPLE)
    return len(words) >= _FEWEST_WORDS and syllables.share(words) < _SOUND


def better(text: str, other: Text) -> bool:
    """Whether clearly more words of `other` than of `text` are syllables."""
    before, after = (syllables.share(syllables.words(each, _SAMPLE)) for each in (text, other.text))
    return after > before + 0.05


def is_broken(text: str) -> bool:
    """Whether a quarter of the lines of `text` are single characters."""
    lines = text.split("\n")
    return len(lines) >= _FEWEST_LINES and sum(len(line.strip()) == 1 for line in lines) * 4 > len(lines)


def rebuilt(layer: pdfium.FPDF_TEXTPAGE, by_place: bool = False) -> Text:
    """The page's text with the lines that print shows: in the order of the layer, or from top to bottom."""
    signs: list[str] = []
    glyphs: list[Glyph | None] = []
    last: Glyph | None = None
    for glyph in _by_place(_glyphs(layer)) if by_place else _glyphs(layer):
        between = _between(last, glyph) if last else ""
        signs.extend((*between, glyph.sign))
        glyphs.extend((*(None for _ in between), glyph))
        last = glyph
    return Text("".join(signs), glyphs)


def _by_place(glyphs: list[Glyph]) -> list[Glyph]:
    """Glyphs line by line from top to bottom, each line from left to right."""
    lines: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda g: -g.baseline):
        if lines and lines[-1][0].baseline - glyph.baseline < 0.3 * (glyph.top - glyph.bottom):
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    return [glyph for line in lines for glyph in sorted(line, key=lambda g: g.left)]


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
