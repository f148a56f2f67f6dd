"""Vietnamese text as keys: to search without diacritics, to sort by the alphabet, to compare agency names.

PostgreSQL without ICU and unaccent can do none of this, so the keys are made here and stored beside the text.
"""

from __future__ import annotations

import re
import unicodedata

ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
"""The 29 letters of the Vietnamese alphabet with f, j, w and z of foreign names in their usual places."""

# The order of Vietnamese dictionaries: ngang, huyền, hỏi, ngã, sắc, nặng.
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_LETTERS = {letter: chr(ord("A") + place) for place, letter in enumerate(ALPHABET)}
_GAP = re.compile(r"[\s\-‐‑‒–—―_­]+")
_QUOTES = str.maketrans("", "", "\"'“”‘’«»`´")
_BEFORE_EVERY_LETTER = "!"
_GAP_KEY = "#"


def fold(text: str) -> str:
    """The key under which `text` is searched: lower case, no tone and no mark, đ as d, one space for gaps.

    Where the tone stands (hoà, hòa; uỷ, ủy) and how the letters are encoded (NFC, NFD) make no
    difference; hyphens and dashes count as spaces, quotation marks are dropped, other signs stay.

    >>> fold("UỶ BAN nhân dân tỉnh Bà Rịa – Vũng Tàu")
    'uy ban nhan dan tinh ba ria vung tau'
    """
    bare = _strip_marks(_strip_marks(text).casefold()).replace("đ", "d")
    return _GAP.sub(" ", bare.translate(_QUOTES)).strip()


def _strip_marks(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def sort_key(text: str) -> str:
    """A string that sorts by its code points as `text` sorts by the Vietnamese alphabet.

    Letters come first (a < ă < â < b … d < đ < e …), syllable by syllable; tones decide only
    between words of the same letters (ngang < huyền < hỏi < ngã < sắc < nặng). For PostgreSQL the
    column needs the collation "C". At most one and a half times as long as `text`, plus one.

    >>> sorted(["Đắk Lắk", "Dầu Tiếng", "Ea Súp", "An Giang"], key=sort_key)
    ['An Giang', 'Dầu Tiếng', 'Đắk Lắk', 'Ea Súp']
    """
    syllables = _GAP.sub(" ", unicodedata.normalize("NFC", text).lower()).split()
    keys = [key for key in map(_syllable_key, syllables) if key[0]]
    letters = _GAP_KEY.join(key for key, _ in keys)
    return letters + _BEFORE_EVERY_LETTER + "".join(tone for _, tone in keys)


def _syllable_key(syllable: str) -> tuple[str, str]:
    """The key of the letters and the digit of the first tone; other signs weigh nothing."""
    letters, tone = "", "0"
    for letter in syllable:
        plain, mark = _split_tone(letter)
        tone = mark if tone == "0" else tone
        letters += _LETTERS.get(plain, plain if plain.isalnum() else "")
    return letters, tone


def _split_tone(letter: str) -> tuple[str, str]:
    parts = unicodedata.normalize("NFD", letter)
    tone = next((_TONES[part] for part in parts if part in _TONES), "0")
    plain = unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES))
    return plain, tone


# Folded short forms of agencies and places, as provincial documents write them. Only what has one
# reading stands here: TT (thông tư, trung tâm, thị trấn) or CA do not.
_SHORT_FORMS = {
    "ub": "uy ban",
    "ubnd": "uy ban nhan dan",
    "hdnd": "hoi dong nhan dan",
    "mttq": "mat tran to quoc",
    "ubmttq": "uy ban mat tran to quoc",
    "ubmttqvn": "uy ban mat tran to quoc viet nam",
    "mttqvn": "mat tran to quoc viet nam",
    "tn&mt": "tai nguyen va moi truong",
    "tnmt": "tai nguyen va moi truong",
    "nn&mt": "nong nghiep va moi truong",
    "nnmt": "nong nghiep va moi truong",
    "nn&ptnt": "nong nghiep va phat trien nong thon",
    "nnptnt": "nong nghiep va phat trien nong thon",
    "kh&dt": "ke hoach va dau tu",
    "khdt": "ke hoach va dau tu",
    "kh&cn": "khoa hoc va cong nghe",
    "khcn": "khoa hoc va cong nghe",
    "gd&dt": "giao duc va dao tao",
    "gddt": "giao duc va dao tao",
    "gtvt": "giao thong van tai",
    "ldtbxh": "lao dong thuong binh va xa hoi",
    "ldtb&xh": "lao dong thuong binh va xa hoi",
    "ld tb&xh": "lao dong thuong binh va xa hoi",
    "ld tbxh": "lao dong thuong binh va xa hoi",
    "tt&tt": "thong tin va truyen thong",
    "tttt": "thong tin va truyen thong",
    "vhtt&dl": "van hoa the thao va du lich",
    "vhttdl": "van hoa the thao va du lich",
    "vh tt&dl": "van hoa the thao va du lich",
    "vhtt": "van hoa the thao",
    "dt&tg": "dan toc va ton giao",
    "bql": "ban quan ly",
    "kcn": "khu cong nghiep",
    "ccn": "cum cong nghiep",
    "kkt": "khu kinh te",
    "kktck": "khu kinh te cua khau",
    "vp": "van phong",
    "tp": "thanh pho",
    "tx": "thi xa",
    "tphcm": "thanh pho ho chi minh",
    "hcm": "ho chi minh",
    "nhnn": "ngan hang nha nuoc",
    "kbnn": "kho bac nha nuoc",
    "dn": "doanh nghiep",
    "cqnn": "co quan nha nuoc",
    "bvmt": "bao ve moi truong",
    "bdkh": "bien doi khi hau",
    "ldld": "lien doan lao dong",
    "lhpn": "lien hiep phu nu",
    "tncs": "thanh nien cong san",
    "ccb": "cuu chien binh",
    "pt th": "phat thanh va truyen hinh",
    "ptth": "phat thanh va truyen hinh",
    "pt&th": "phat thanh va truyen hinh",
    "bch quan su": "bo chi huy quan su",
    "bchqs": "bo chi huy quan su",
    "bch bdbp": "bo chi huy bo doi bien phong",
    "bch bo doi bien phong": "bo chi huy bo doi bien phong",
    "bdbp": "bo doi bien phong",
}
_SHORT = re.compile(
    r"(?<![\w&])("
    + "|".join(re.escape(form) for form in sorted(_SHORT_FORMS, key=len, reverse=True))
    + r")(?![\w&])"
)


def expand(text: str) -> str:
    """The folded name with its usual abbreviations written out, for comparing agency names.

    “và”, “&” and commas inside a name weigh nothing, so they are left out of the result.

    >>> expand("Sở TN&MT") == expand("Sở Tài nguyên và Môi trường")
    True
    """
    joined = re.sub(r"\s*&\s*", "&", fold(text).replace(".", " ").replace(",", " "))
    tight = " ".join(joined.split())
    written = _SHORT.sub(lambda found: _SHORT_FORMS[found[0]], tight)
    words = re.findall(r"\w+", written)
    return " ".join(word for word in words if word != "va")
