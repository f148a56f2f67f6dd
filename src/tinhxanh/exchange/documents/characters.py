"""Characters at the door: NFC, no invisible ones, symbol fonts as the sign they print."""

from __future__ import annotations

import re
import unicodedata

# Zero-width marks, soft hyphens and control characters other than tab, line feed and form feed.
_INVISIBLE = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufff9-\uffff\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]"
)
_SYMBOLS = {
    0xFFFE: "-",  # as PDFium writes a hyphen at the end of a line
    0xF02B: "+",
    0xF02D: "-",
    0xF06C: "●",
    0xF06E: "■",
    0xF071: "❑",
    0xF075: "◆",
    0xF076: "❖",
    0xF0A3: "≤",
    0xF0A7: "▪",
    0xF0B0: "°",
    0xF0B3: "≥",
    0xF0B7: "•",
    0xF0D8: "➢",
    0xF0DE: "⇒",
    0xF0E0: "→",
    0xF0E8: "➔",
    0xF0FC: "✓",
    0x2028: "\n",
    0x2029: "\n",
    0x85: "\n",
    0x0B: "\n",
}
_PRIVATE = re.compile("[\ue000-\uf8ff\ufffe\u2028\u2029\x85\x0b]")
_ODD = re.compile(f"[{_INVISIBLE.pattern[1:-1]}{_PRIVATE.pattern[1:-1]}]")


def clean(text: str) -> str:
    """`text` in NFC, without characters that print nothing, private-use bullets as Unicode signs."""
    if text.isascii() and text.isprintable():
        return text
    if _ODD.search(text):
        text = _PRIVATE.sub(lambda hit: _SYMBOLS.get(ord(hit[0]), "•"), text)
        text = _INVISIBLE.sub("", text)
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)
