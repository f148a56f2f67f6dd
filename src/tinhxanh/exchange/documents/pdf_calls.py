"""The calls of PDFium that are made for every line or object of a page, taking plain addresses.

pypdfium2 checks and wraps each pointer anew, which for such small calls takes as long as the call. The
signatures are those of PDFium's public headers fpdf_text.h and fpdf_edit.h.
"""

from __future__ import annotations

import ctypes
from ctypes import c_double, c_int, c_void_p
from typing import Any

import pypdfium2.raw as pdfium


def _plain(function: Any, result: Any, *arguments: Any) -> Any:
    """`function` of the library with other Python types for the same machine types."""
    return ctypes.CFUNCTYPE(result, *arguments)(address(function))


def address(pointer: Any) -> int:
    """The address that a pointer of pypdfium2 holds, 0 for none."""
    return ctypes.cast(pointer, c_void_p).value or 0


count_rects = _plain(pdfium.FPDFText_CountRects, c_int, c_void_p, c_int, c_int)
get_rect = _plain(pdfium.FPDFText_GetRect, c_int, c_void_p, c_int, *[c_void_p] * 4)
get_char_box = _plain(pdfium.FPDFText_GetCharBox, c_int, c_void_p, c_int, *[c_void_p] * 4)
get_font_info = _plain(
    pdfium.FPDFText_GetFontInfo, ctypes.c_ulong, c_void_p, c_int, c_void_p, ctypes.c_ulong, c_void_p
)
get_font_size = _plain(pdfium.FPDFText_GetFontSize, c_double, c_void_p, c_int)
get_object = _plain(pdfium.FPDFPage_GetObject, c_void_p, c_void_p, c_int)
get_object_type = _plain(pdfium.FPDFPageObj_GetType, c_int, c_void_p)
