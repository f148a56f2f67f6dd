"""Normal forms of Vietnamese text: what is stored (NFC, single spaces) and what is compared (folded)."""

from __future__ import annotations

import re
import unicodedata

# For character classes of regular expressions: `f"[{UPPER}]"`. A range such as À-Ỹ would hold small
# letters too.
UPPER = "A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"

LOWER = UPPER.lower()

_SPACE = re.compile(r"\s+")
_TONED = dict(
    zip(
        ("oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"),
        ("òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"),
        strict=True,
    )
)
_LATE_TONE = re.compile("(?<!q)(" + "|".join(_TONED) + r")(?!\w)")
_MARKS = re.compile("[\u0300-\u036f]")


def nfc(text: str) -> str:
    """`text` in Unicode NFC, the only form the core stores."""
    return unicodedata.normalize("NFC", text)


def squeeze(text: str) -> str:
    """`text` with every run of white space as one space, ends stripped."""
    return _SPACE.sub(" ", text).strip()


def fold(text: str) -> str:
    """A key for comparing words: lower case, one tone placement (hoà = hòa, uỷ = ủy), single spaces."""
    lowered = squeeze(nfc(text)).lower()
    return _LATE_TONE.sub(lambda m: _TONED[m[1]], lowered)


def bare(text: str) -> str:
    """A key without diacritics, for search and for OCR text: `đ` becomes `d`."""
    decomposed = unicodedata.normalize("NFD", fold(text))
    return _MARKS.sub("", decomposed).replace("đ", "d")
