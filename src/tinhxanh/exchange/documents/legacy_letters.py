"""Vietnamese letters of the fonts before Unicode: TCVN3 (“ABC”, .VnTime) and VNI (VNI-Times).

Such a text holds Latin-1 characters which only the font draws as Vietnamese. The TCVN3 codes are those
of TCVN 5712:1993 (VN3); VNI writes a base letter and a second character for its marks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from tinhxanh.core.plan.source import Note
from tinhxanh.exchange.documents import syllables

_TCVN3_CODES = (
    "¡Ă¢Â£Ê¤Ô¥Ơ¦Ư§Đ¨ă©âªê«ô¬ơ\xadư®đµà¶ả·ã¸á¹ạ»ằ¼ẳ½ẵ¾ắÆặÇầÈẩÉẫÊấËậÌèÎẻÏẽÐéÑẹÒềÓểÔễÕếÖệ"
    "×ìØỉÜĩÝíÞịßòáỏâõãóäọåồæổçỗèốéộêờëởìỡíớîợïùñủòũóúôụõừöử÷ữøứùựúỳûỷüỹýýþỵ"
)
TCVN3 = {ord(code): letter for code, letter in zip(_TCVN3_CODES[::2], _TCVN3_CODES[1::2], strict=True)}

_GRAVE, _ACUTE, _TILDE, _HOOK, _DOT = "\u0300\u0301\u0303\u0309\u0323"
_CIRCUMFLEX, _BREVE = "\u0302\u0306"
VNI_MARKS = {
    "ø": _GRAVE,
    "ù": _ACUTE,
    "õ": _TILDE,
    "û": _HOOK,
    "ï": _DOT,
    "â": _CIRCUMFLEX,
    "à": _CIRCUMFLEX + _GRAVE,
    "á": _CIRCUMFLEX + _ACUTE,
    "ã": _CIRCUMFLEX + _TILDE,
    "å": _CIRCUMFLEX + _HOOK,
    "ä": _CIRCUMFLEX + _DOT,
    "ê": _BREVE,
    "è": _BREVE + _GRAVE,
    "é": _BREVE + _ACUTE,
    "ü": _BREVE + _TILDE,
    "ú": _BREVE + _HOOK,
    "ë": _BREVE + _DOT,
}
_VNI_ALONE = str.maketrans("ñÑôÔöÖíÍìÌæÆóÓòÒîÎ", "đĐơƠưƯíÍìÌỉỈĩĨịỊỵỴ")
_VNI_PAIR = re.compile("([aeouyAEOUYôÔöÖ])([øùõûïâàáãåäêèéüúëØÙÕÛÏÂÀÁÃÅÄÊÈÉÜÚË])")
_UNICODE_LETTER = re.compile("[\u0100-\u024f\u0300-\u036f\u1ea0-\u1eff]")

# Seen on every page of a TCVN3 or VNI text and hardly ever elsewhere.
# The rarer sign of a pair is looked for first; what stands before it is looked at behind.
_TELLTALE = re.compile(
    "[®©µ¸¶·¹«¬¨ª\xad§øùõûïâåäêëØÙÕÛÏÂÅÄÊË]"
    "(?:(?<=[®©µ¸¶·¹«¬¨ª\xad§])|(?<=[aeouAEOUôöÔÖ][øùõûïâåäêëØÙÕÛÏÂÅÄÊË]))"
)


def from_tcvn3(text: str, capitals: bool = False) -> str:
    """`text` of a TCVN3 font in Unicode; `capitals` for the fonts whose name ends in H.

    >>> from_tcvn3("Uû ban nh©n d©n tØnh")
    'Uỷ ban nhân dân tỉnh'
    """
    letters = text.translate(TCVN3)
    return letters.upper() if capitals else letters


def from_vni(text: str) -> str:
    """`text` of a VNI font in Unicode, composed.

    >>> from_vni("Uûy ban nhaân daân tænh")
    'Ủy ban nhân dân tỉnh'
    """
    pieces: list[str] = []
    end = 0
    for pair in _VNI_PAIR.finditer(text):
        pieces.append(text[end : pair.start()].translate(_VNI_ALONE))
        pieces.append(pair[1].translate(_VNI_ALONE) + VNI_MARKS[pair[2].lower()])
        end = pair.end()
    pieces.append(text[end:].translate(_VNI_ALONE))
    return unicodedata.normalize("NFC", "".join(pieces))


def system_of(font: str | None) -> str | None:
    """“tcvn3”, “tcvn3-capitals” or “vni” if the font name says so, otherwise None."""
    if not font:
        return None
    if font.startswith(".Vn"):
        return "tcvn3-capitals" if font.endswith("H") else "tcvn3"
    return "vni" if font.upper().startswith("VNI-") else None


def convert(text: str, system: str) -> str:
    """`text` written in `system` (see `system_of`) as Unicode; text that is Unicode already stays."""
    if _UNICODE_LETTER.search(text):
        return text
    if system == "vni":
        return from_vni(text)
    return from_tcvn3(text, capitals=system == "tcvn3-capitals")


def note(systems: Iterable[str]) -> Note:
    """What a person is told about a text that was converted from `systems`."""
    names = {"tcvn3": "TCVN3 (.VnTime)", "vni": "VNI"}
    shown = " và ".join(sorted({names[system.partition("-")[0]] for system in systems}))
    return Note(
        "legacy-font",
        f"Văn bản dùng phông chữ cũ {shown} và đã được chuyển sang Unicode; "
        "hãy đối chiếu các chữ có dấu với bản gốc.",
    )


def convert_lines(text: str, system: str) -> str:
    """`convert` line by line, for a text in which only some lines are of the old system."""
    return "\n".join(convert(line, system) for line in text.split("\n"))


def recognise(sample: str) -> str | None:
    """The system of a text without font names: the one that turns most words into syllables, or None."""
    if len(_TELLTALE.findall(sample)) < max(3, len(sample) // 200):
        return None
    before = syllables.marked_share(syllables.words(sample))
    shares = {
        system: syllables.marked_share(syllables.words(convert_lines(sample, system)))
        for system in ("tcvn3", "vni")
    }
    best = max(shares, key=lambda system: shares[system])
    return best if shares[best] > max(0.4, before + 0.2) else None
