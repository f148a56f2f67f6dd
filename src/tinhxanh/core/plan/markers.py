"""The markers of the genre: Phần, Chương, Điều, I., A., 1., 1.1., a), (i), -, +.

A marker is what stands before a point. Letters follow no fixed alphabet: real documents use f and
skip i or đ, so any run that goes forward is accepted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tinhxanh.core.plan.normal import UPPER

LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}

# In the order of usual depth; dashes below letters, plus below dashes.
DEPTH = {
    "part": 0,
    "chapter": 1,
    "section": 2,
    "article": 3,
    "capital": 4,
    "roman": 5,
    "number": 6,
    "decimal": 7,
    "bracket": 8,
    "letter": 9,
    "small_roman": 10,
    "dash": 11,
    "plus": 12,
    "star": 13,
}

_ORDINALS = {
    "nhất": 1,
    "hai": 2,
    "ba": 3,
    "tư": 4,
    "bốn": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
    "mười": 10,
}

# A rule drawn with characters ("———", "* * *") under the letterhead is no marker.
_SIGNS = frozenset({"dash", "plus", "star"})  # markers without a label
MARKER = re.compile(
    r"(?![-–—_=*. ]{3,}(?:\n|$))(?:"
    r"(?P<part>(?:PHẦN|Phần)\s+(?:(?:THỨ|thứ)\s+)?(?P<part_label>[IVX]+|\d{1,2}|[A-ZĐ]|nhất|hai|ba|tư"
    r"|bốn|năm|NHẤT|HAI|BA|TƯ|BỐN|NĂM)(?!\w)\s*[.:–-]?)"
    r"|(?P<chapter>(?:CHƯƠNG|Chương)\s+(?P<chapter_label>[IVX]+|\d{1,2})(?!\w)\s*[.:–-]?)"
    r"|(?P<section>(?:MỤC|Mục)\s+(?P<section_label>[IVX]+|\d{1,2})(?!\w)\s*[.:])"
    r"|(?P<article>(?:ĐIỀU|Điều)\s+(?P<article_label>\d{1,3}[a-zđ]?)\s*[.:])"
    rf"|(?P<roman>(?P<roman_label>(?=[IVX])X{{0,3}}(?:IX|IV|V?I{{0,3}}))(?:\s?[.)]\s*|\s?/\s+"
    rf"|\s?[-–]\s+|\s+(?=[{UPPER}]{{2}})))"
    r"|(?P<decimal>(?P<decimal_label>\d{1,2}(?:\.\d{1,2}){1,3})(?:[.):]\s*|/\s+|\s+)(?=[^\d\s%]))"
    r"|(?P<bracket>\(\s?(?P<bracket_label>\d{1,2}|[a-zđ]|[ivx]{1,4})\s?\)(?:\.(?=\s))?\s*)"
    rf"|(?P<number>(?P<number_label>\d{{1,2}})(?:\.\s*(?=[^\d\s])|\.\s+(?=\d{{1,3}}(?:,\d+)?\s?%)|\)\s*|/\s+(?=[{UPPER}])|\s?[-–]\s+"
    rf"(?=[{UPPER}])))"
    rf"|(?P<capital>(?P<capital_label>[A-HK-UĐ])(?:\.|\)|/)\s+(?=[{UPPER}]))"
    r"|(?P<letter>(?P<letter_label>[a-zđ]\d?)(?:\)|/|\.(?=\s))\s*(?=\S))"
    r"|(?P<plus>[+]\s*(?=\S))"
    r"|(?P<dash>[-–—•·●▪➢▶Ø\uf0a7\uf02d\uf0b7][ \t\xa0]*(?=[^\s\d.]|\d+[^.\d]))"
    rf"|(?P<star>[*★○◦]\s+(?=\S)|o\s+(?=[{UPPER}])|\*(?=\w)))"
)


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker at the start of a paragraph: its kind (a key of `DEPTH`), label, and length in characters."""

    kind: str
    label: str
    length: int

    @property
    def order(self) -> int:
        """The place of the label in its run, from 1; 0 for dashes, which have none."""
        return order(self.kind, self.label)


def roman(label: str) -> int:
    """The value of a Roman numeral of the genre (1..39).

    >>> roman("XIV")
    14
    """
    values = [_ROMAN[letter] for letter in label.upper()]
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))


def order(kind: str, label: str) -> int:
    """The place of `label` in a run of `kind`, from 1; 0 for markers without order."""
    if kind in {"roman", "small_roman"}:
        return roman(label)
    if kind == "letter" or (kind == "bracket" and label.isalpha()):
        return LETTERS.index(label[0]) + 1 if label[0] in LETTERS else 0
    if kind == "capital":
        return LETTERS.index(label.lower()) + 1
    if kind == "decimal":
        return int(label.rsplit(".", 1)[1])
    if kind in {"part", "chapter", "section"}:
        return _named_order(label)
    digits = re.match(r"\d+", label)
    return int(digits[0]) if digits else 0


def _named_order(label: str) -> int:
    if label.isdigit():
        return int(label)
    if label.lower() in _ORDINALS:
        return _ORDINALS[label.lower()]
    return roman(label) if set(label.upper()) <= set(_ROMAN) else LETTERS.index(label.lower()[0]) + 1


_SMALL_ROMAN = re.compile(r"(?=[ivx])x{0,3}(?:ix|iv|v?i{0,3})")


def read(text: str, at: int = 0) -> Marker | None:
    """The marker with which `text` begins at `at`, if any."""
    match = MARKER.match(text, at)
    if match is None or match.lastgroup is None:
        return None
    kind = match.lastgroup  # the group around the whole marker closes last
    label = match[0].strip()[:1] if kind in _SIGNS else match[f"{kind}_label"]
    if kind == "bracket" and _SMALL_ROMAN.fullmatch(label):
        kind = "small_roman"  # (i), (ii) divide what letters mark
    return Marker(kind, label, match.end() - at)
