"""Straight strokes of a PDF page, as thin rectangles in points from the top left.

A border may be a stroke, a thin filled rectangle, an edge of a stroked rectangle, or a row of short
pieces; all of them are found here. A drawing of countless strokes is no table and is given up.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator

import pypdfium2.raw as pdfium

from tinhxanh.exchange.documents.pdf_calls import address, get_object, get_object_type
from tinhxanh.exchange.documents.pdf_lines import Place, Rect

THIN = 3.0  # points: thicker is a surface, not a line
_MOST_STEPS = 60_000  # objects and path segments looked at on one page
_DEEPEST_FORM = 3

_Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def read(page: pdfium.FPDF_PAGE, place: Place) -> list[Rect]:
    """The horizontal and vertical strokes of the page; none if it is a drawing of countless strokes."""
    if pdfium.FPDFPage_CountObjects(page) > _MOST_STEPS:
        return []
    try:
        return [place.rect(*points) for points in _Drawing().of_page(page)]
    except _CountlessError:
        return []


class _CountlessError(Exception):
    """The drawing has more strokes than a table could have."""


class _Drawing:
    """A walk over the objects of one page that keeps count of its steps."""

    def __init__(self) -> None:
        self._left = _MOST_STEPS

    def _spend(self, steps: int) -> int:
        self._left -= steps
        if self._left < 0:
            raise _CountlessError
        return steps

    def of_page(self, page: pdfium.FPDF_PAGE) -> Iterator[Rect]:
        """Strokes in PDF space: left, bottom, right, top."""
        place, text = address(page), pdfium.FPDF_PAGEOBJ_TEXT
        for at in range(pdfium.FPDFPage_CountObjects(page)):
            node = get_object(place, at)
            if get_object_type(node) != text:  # most objects are text
                yield from self._of_object(ctypes.cast(node, pdfium.FPDF_PAGEOBJECT), _IDENTITY, 0)

    def _of_object(self, node: pdfium.FPDF_PAGEOBJECT, matrix: _Matrix, depth: int) -> Iterator[Rect]:
        kind = pdfium.FPDFPageObj_GetType(node)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            yield from self._of_path(node, matrix)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
            inner = _product(_matrix(node), matrix)
            for at in range(self._spend(pdfium.FPDFFormObj_CountObjects(node))):
                yield from self._of_object(pdfium.FPDFFormObj_GetObject(node, at), inner, depth + 1)

    def _of_path(self, node: pdfium.FPDF_PAGEOBJECT, matrix: _Matrix) -> Iterator[Rect]:
        sides = [ctypes.c_float() for _ in range(4)]
        if not pdfium.FPDFPageObj_GetBounds(node, *sides):
            return
        left, bottom, right, top = _moved_rect(matrix, *(side.value for side in sides))
        if right - left <= THIN or top - bottom <= THIN:
            yield left, bottom, right, top
        elif _is_stroked(node):
            self._spend(pdfium.FPDFPath_CountSegments(node))
            yield from _edges(node, _product(_matrix(node), matrix))


def _is_stroked(node: pdfium.FPDF_PAGEOBJECT) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    return bool(pdfium.FPDFPath_GetDrawMode(node, fill, stroke)) and bool(stroke.value)


def _edges(path: pdfium.FPDF_PAGEOBJECT, matrix: _Matrix) -> Iterator[Rect]:
    """Horizontal and vertical segments of a path of many."""
    x, y = ctypes.c_float(), ctypes.c_float()
    first = last = (0.0, 0.0)
    for at in range(pdfium.FPDFPath_CountSegments(path)):
        segment = pdfium.FPDFPath_GetPathSegment(path, at)
        if not pdfium.FPDFPathSegment_GetPoint(segment, x, y):
            continue
        point = _moved(matrix, x.value, y.value)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            first = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield from _straight(last, point)
        last = point
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield from _straight(last, first)


def _straight(a: tuple[float, float], b: tuple[float, float]) -> Iterator[Rect]:
    left, right = min(a[0], b[0]), max(a[0], b[0])
    bottom, top = min(a[1], b[1]), max(a[1], b[1])
    if right - left <= 1 or top - bottom <= 1:
        yield left, bottom, right, top


def _matrix(node: pdfium.FPDF_PAGEOBJECT) -> _Matrix:
    value = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(node, value):
        return _IDENTITY
    return value.a, value.b, value.c, value.d, value.e, value.f


def _product(inner: _Matrix, outer: _Matrix) -> _Matrix:
    """First `inner`, then `outer`."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _moved(matrix: _Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _moved_rect(matrix: _Matrix, left: float, bottom: float, right: float, top: float) -> Rect:
    if matrix is _IDENTITY:
        return left, bottom, right, top
    (x0, y0), (x1, y1) = _moved(matrix, left, bottom), _moved(matrix, right, top)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
