"""Normal forms of Vietnamese text: what is stored (NFC, single spaces) and what is compared (folded)."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# For character classes of regular expressions: `f"[{UPPER}]"`. A range such as À-Ỹ would hold small
# letters too.
UPPER = "A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"

LOWER = UPPER.lower()

_TONED = dict(
    zip(
        ("oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"),
        ("òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"),
        strict=True,
    )
)
_LATE_TONE = re.compile(f"[ou][{''.join(sorted({pair[1] for pair in _TONED}))}]" + r"(?!\w)")
_MARKS = re.compile("[\u0300-\u036f]")


def nfc(text: str) -> str:
    """`text` in Unicode NFC, the only form the core stores."""
    return unicodedata.normalize("NFC", text)


def squeeze(text: str) -> str:
    """`text` with every run of white space as one space, ends stripped."""
    # Most texts are so already. A space is the only white space that Python calls printable.
    if text.isprintable() and "  " not in text and text[:1] != " " != text[-1:]:
        return text
    return " ".join(text.split())


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """A key for comparing words: lower case, one tone placement (hoà = hòa, uỷ = ủy), single spaces.

    Remembered: names of agencies and heads of columns repeat.
    """
    lowered = squeeze(nfc(text)).lower()
    return _LATE_TONE.sub(_early, lowered) if _LATE_TONE.search(lowered) else lowered


def _early(match: re.Match[str]) -> str:
    """The tone of "oà", "uý" on its first letter; behind q the second is the only vowel."""
    is_glide = match.string[match.start() - 1 : match.start()] == "q"
    return match[0] if is_glide else _TONED.get(match[0], match[0])


def bare(text: str) -> str:
    """A key without diacritics, for search and for OCR text: `đ` becomes `d`."""
    decomposed = unicodedata.normalize("NFD", fold(text))
    return _MARKS.sub("", decomposed).replace("đ", "d")
