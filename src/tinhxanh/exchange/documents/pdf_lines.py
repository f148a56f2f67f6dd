"""Printed lines of a PDF page: text, place and type of each, split where a gap keeps columns apart.

PDFium gives the page's text at once; places are asked for by line (rectangles of its text objects), for
asking character by character costs as much as the whole extraction.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator

import pypdfium2.raw as pdfium

from tinhxanh.core.plan.source import Box, Line
from tinhxanh.exchange.documents import legacy_letters, pdf_glyphs
from tinhxanh.exchange.documents.characters import clean
from tinhxanh.exchange.documents.pdf_calls import (
    address,
    count_rects,
    get_char_box,
    get_font_info,
    get_font_size,
    get_rect,
)

_WORD = re.compile(r"\S+")
_LINE_END_HYPHEN = "\ufffe"  # as PDFium writes a hyphen at the end of a line
Rect = tuple[float, float, float, float]  # x0, top, x1, bottom; points from the top left of the page


class Segment:
    """A stretch of one printed line: characters `[start, start + length)` of the page's text.

    Its bounds come from its first and last text object; all of them are asked for when `rects` is read.
    """

    __slots__ = ("_layer", "_rects", "bottom", "is_tall", "length", "start", "text", "top", "x0", "x1")

    def __init__(self, layer: TextLayer, text: str, start: int, ends: list[Rect], whole: bool) -> None:
        self._layer = layer
        self._rects = ends if whole else None
        self.text = text
        self.start = start
        self.length = len(text)
        self.x0, self.top, self.x1, self.bottom = ends[0]
        self.is_tall = len(ends) > 1 and self._spread(ends)

    def _spread(self, ends: list[Rect]) -> bool:
        """Take the bounds of all `ends`; whether they stand so far apart that it is more than one line."""
        tallest = max(6.0, self.bottom - self.top, ends[-1][3] - ends[-1][1])
        lefts, tops, rights, bottoms = zip(*ends, strict=True)
        self.x0, self.top, self.x1, self.bottom = min(lefts), min(tops), max(rights), max(bottoms)
        return self.bottom - self.top > 1.6 * tallest

    @property
    def rects(self) -> list[Rect]:
        """The places of its text objects, from left to right as a rule."""
        if self._rects is None:
            self._rects = self._layer.rects(self.start, self.length)
        return self._rects

    @rects.setter
    def rects(self, rects: list[Rect]) -> None:
        self._rects = rects


class Place:
    """The coordinates of one page: PDF space to points from the top left, as displayed."""

    def __init__(self, page: pdfium.FPDF_PAGE) -> None:
        box = pdfium.FS_RECTF()
        pdfium.FPDF_GetPageBoundingBox(page, box)
        self._left, self._bottom = box.left, box.bottom
        self._right, self._top = box.right, box.top
        self._turn = pdfium.FPDFPage_GetRotation(page)
        wide, high = box.right - box.left, box.top - box.bottom
        self.width, self.height = (high, wide) if self._turn % 2 else (wide, high)

    def rect(self, left: float, bottom: float, right: float, top: float) -> Rect:
        """A rectangle of PDF space as x0, top, x1, bottom."""
        if not self._turn:
            return left - self._left, self._top - top, right - self._left, self._top - bottom
        if self._turn == 1:
            return bottom - self._bottom, left - self._left, top - self._bottom, right - self._left
        if self._turn == 2:
            return self._right - right, bottom - self._bottom, self._right - left, top - self._bottom
        return self._top - top, self._right - right, self._top - bottom, self._right - left


class TextLayer:
    """The text of one page with access to the place of its characters. Close it after use."""

    def __init__(self, page: pdfium.FPDF_PAGE, place: Place, systems: set[str] | None = None) -> None:
        """`systems` gathers the old letter systems met; a page of few words is taken to be in them too."""
        self.place = place
        self._width = round(place.width, 2)
        self._shifted = False
        self._systems = set() if systems is None else systems
        self._layer = pdfium.FPDFText_LoadPage(page)
        self._address = address(self._layer)
        self._sides = (ctypes.c_double * 4)()
        first = ctypes.addressof(self._sides)
        self._refs = (first, first + 8, first + 16, first + 24)
        self._fonts: dict[bytes, tuple[bool, bool, str | None]] = {}
        self._buffer = ctypes.create_string_buffer(128)
        self._name = ctypes.addressof(self._buffer)
        self._glyphs: list[pdf_glyphs.Glyph | None] = []
        self.text = self._whole_text() if self._layer else ""
        self._is_clean = clean(self.text) == self.text
        self._system = self._system_of_page()

    def close(self) -> None:
        """Give the memory back."""
        if self._layer:
            pdfium.FPDFText_ClosePage(self._layer)
            self._layer, self._address = None, 0

    def _whole_text(self) -> str:
        count = pdfium.FPDFText_CountChars(self._layer)
        if count <= 0:
            return ""
        buffer = _room_for(count + 1)
        written = pdfium.FPDFText_GetText(self._layer, 0, count, buffer)
        raw = ctypes.string_at(buffer, 2 * max(written - 1, 0))
        text = raw.decode("utf-16-le", errors="replace")
        # Where characters print nothing, text and character positions differ; PDFium converts them.
        self._shifted = len(text) != count
        return self._mended(text)

    def _mended(self, text: str) -> str:
        """`text`, or the text rebuilt from its characters where their order is wrong."""
        if pdf_glyphs.is_broken(text):
            whole = pdf_glyphs.rebuilt(self._layer)
        elif pdf_glyphs.is_scattered(text):
            whole = pdf_glyphs.rebuilt(self._layer, by_place=True)
            if not pdf_glyphs.better(text, whole):
                return text
        else:
            return text
        self._glyphs = whole.glyphs
        return whole.text

    def _system_of_page(self) -> str | None:
        """The old letter system of a page whose font names do not tell it."""
        system = legacy_letters.recognise(self.text)
        if system is None and len(self.text) < 200 and len(self._systems) == 1:
            return next(iter(self._systems))
        return system

    def _at(self, index: int) -> int:
        """The layer's index of the character `index` of the text."""
        if not self._shifted and not self._glyphs:
            return index
        if self._glyphs:
            glyph = self._glyphs[index]
            return glyph.index if glyph else 0
        return int(pdfium.FPDFText_GetCharIndexFromTextIndex(self._layer, index))

    def segments(self) -> list[Segment]:
        """One segment a line of the text layer, in the order of the text layer; blank lines left out."""
        found: list[Segment] = []
        start = 0
        for line in self.text.split("\n"):
            bare = line.rstrip("\r")
            # A hyphen at a line's end is a sign of its own, and PDFium glues the next line to it.
            for piece in _after_hyphens(bare) if _LINE_END_HYPHEN in bare else (bare,):
                segment = self._part(piece, start)
                if segment is not None:
                    found.extend(self._by_line(segment) if segment.is_tall else (segment,))
                start += len(piece)
            start += len(line) - len(bare) + 1
        return found

    def rects(self, start: int, length: int, ends_only: bool = False) -> list[Rect]:
        """The places of the text objects that draw the characters from `start`, or of the first and last."""
        if self._glyphs:
            return [box for at in range(start, start + length) if (box := self._box(at))]
        layer, first = self._address, self._at(start)
        count = count_rects(layer, first, self._at(start + length - 1) - first + 1)
        sides, refs, rect = self._sides, self._refs, self.place.rect
        found = []
        for at in (0, count - 1) if ends_only and count > 2 else range(count):
            if get_rect(layer, at, *refs):
                left, top, right, bottom = sides[:]
                found.append(rect(left, bottom, right, top))
        return found

    def split(self, segment: Segment, cut: float) -> list[Segment]:
        """`segment` in two at the place `cut`, one if all of it stands on one side."""
        low, high = 0, segment.length
        while low < high:  # characters of a line run from left to right
            middle = (low + high) // 2
            if self._middle(segment, middle) > cut:
                high = middle
            else:
                low = middle + 1
        text, start = segment.text, segment.start
        halves = (self._part(text[:low], start), self._part(text[low:], start + low))
        return [half for half in halves if half] or [segment]

    def _part(self, text: str, start: int) -> Segment | None:
        bare = text.strip()
        if not bare:
            return None
        if len(bare) != len(text):
            start += len(text) - len(text.lstrip())
        ends = self.rects(start, len(bare), ends_only=True)
        return Segment(self, bare, start, ends, whole=len(ends) == 1 or bool(self._glyphs)) if ends else None

    def _by_line(self, segment: Segment | None) -> Iterator[Segment]:
        """`segment` cut where it goes to another line: PDFium glues short lines of a table's rows."""
        while segment is not None:
            at = self._next_line(segment)
            if at == segment.length:
                yield segment
                return
            head = self._part(segment.text[:at], segment.start)
            if head is not None:
                yield head
            segment = self._part(segment.text[at:], segment.start + at)

    def _next_line(self, segment: Segment) -> int:
        """Where in the segment a character stands clear above or below its first one; its length if none."""
        if not segment.is_tall:
            return segment.length
        first = segment.rects[0]
        least = 0.9 * max(6.0, *(rect[3] - rect[1] for rect in segment.rects))
        for at in range(1, segment.length):
            box = None if segment.text[at].isspace() else self._box(segment.start + at)
            if box and _is_clear(box, first, least):
                return at
        return segment.length

    def refine(self, segment: Segment) -> None:
        """Measure the words of `segment` one by one: white space typed into one text object shows then."""
        rects: list[Rect] = []
        for word in _WORD.finditer(segment.text):
            first, last = (self._box(segment.start + at) for at in (word.start(), word.end() - 1))
            if first and last:
                rects.append((first[0], min(first[1], last[1]), last[2], max(first[3], last[3])))
        segment.rects = rects or segment.rects

    def _middle(self, segment: Segment, at: int) -> float:
        """Where the character `at` of the segment stands, or the first one after it that prints ink."""
        text, start = segment.text, segment.start
        for index in range(at, segment.length):
            box = None if text[index].isspace() else self._box(start + index)
            if box:
                return (box[0] + box[2]) / 2
        return float("inf")

    def place_of(self, segment: Segment, at: int) -> float:
        """The left edge of the character `at` of the segment."""
        box = self._box(segment.start + at)
        return box[0] if box else segment.x0

    def _box(self, index: int) -> Rect | None:
        if self._glyphs:
            glyph = self._glyphs[index]
            return self.place.rect(glyph.left, glyph.bottom, glyph.right, glyph.top) if glyph else None
        if not get_char_box(self._address, self._at(index), *self._refs):
            return None
        left, right, bottom, top = self._sides[:]
        return self.place.rect(left, bottom, right, top)

    def line(self, segment: Segment, page: int) -> Line:
        """The segment as a printed line."""
        bold, italic, system = self._type(segment)
        text = segment.text
        if text[-1] == _LINE_END_HYPHEN:
            text = text[:-1] + "-"
        if system := system or self._system:
            text = self._modernised(text, system)
        return Line(
            text if self._is_clean and not system else clean(text).strip(),
            page,
            Box(
                round(segment.x0, 2),
                round(segment.top, 2),
                round(segment.x1, 2),
                round(segment.bottom, 2),
                self._width,
            ),
            bold,
            italic,
            self._size(segment),
        )

    def _modernised(self, text: str, system: str) -> str:
        turned = legacy_letters.convert(text, system)
        if turned != text:
            self._systems.add(system)
        return turned

    def _type(self, segment: Segment) -> tuple[bool, bool, str | None]:
        """Bold, italic and old letter system; bold and italic if the first and the last character are."""
        bold, italic, system = self._font(segment.start)
        if bold or italic:
            last = self._font(segment.start + segment.length - 1)
            bold, italic = bold and last[0], italic and last[1]
        return bold, italic, system

    def _font(self, index: int) -> tuple[bool, bool, str | None]:
        size = get_font_info(self._address, self._at(index), self._name, 128, None)
        name = self._buffer.value if 0 < size <= 128 else b""  # else the name before stands there still
        known = self._fonts.get(name)
        if known is None:
            known = self._fonts[name] = _described(name.decode("utf-8", errors="replace"))
        return known

    def _size(self, segment: Segment) -> float:
        """The type size, or the height of the ink where the file scales a type of nominal size."""
        size = get_font_size(self._address, self._at(segment.start))
        return round(size if 4 <= size <= 100 else segment.bottom - segment.top, 1)


def _room_for(count: int) -> ctypes.Array[ctypes.c_ushort]:
    """Room for at least `count` code units; few sizes, for ctypes makes a type for each."""
    return (ctypes.c_ushort * (1 << count.bit_length()))()


def _is_clear(rect: Rect, first: Rect, least: float) -> bool:
    """Whether `rect` stands above or below `first`, farther than a comma or a quotation mark does."""
    apart = rect[1] >= first[3] or rect[3] <= first[1]
    return apart and abs(rect[1] + rect[3] - first[1] - first[3]) > 2 * least


def _after_hyphens(line: str) -> list[str]:
    """`line` cut after each hyphen that stood at the end of a printed line."""
    *heads, last = line.split(_LINE_END_HYPHEN)
    return [head + _LINE_END_HYPHEN for head in heads] + [last]


def _described(name: str) -> tuple[bool, bool, str | None]:
    bare = name.partition("+")[2] or name
    lower = bare.lower()
    bold = "bold" in lower or "black" in lower or "heavy" in lower
    return bold, "italic" in lower or "oblique" in lower, legacy_letters.system_of(bare)
