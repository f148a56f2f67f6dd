"""Whether a name on paper is near enough to an agency of the directory to be proposed for it.

Likeness of letters alone takes “Chi cục Bảo vệ môi trường” for “Quỹ Bảo vệ môi trường”: what kind of body a
name says comes first, and what it is for is compared by itself.
"""

from __future__ import annotations

import re

from rapidfuzz import fuzz

LIKELY = 72.0
"""From this likeness (0 to 100) of what two bodies are for one may be meant by the other."""

# Words that say what kind of body a name is of, on the expanded name (`vietnamese.expand`).
# Kinds of one line are taken for one another by mistake or by a reform; of different lines they never are.
_KINDS: tuple[tuple[str, ...], ...] = (
    ("uy ban nhan dan xa", "uy ban nhan dan phuong", "uy ban nhan dan thi tran", "uy ban nhan dan dac khu"),
    (
        "uy ban nhan dan huyen",
        "uy ban nhan dan quan",
        "uy ban nhan dan thi xa",
        "uy ban nhan dan thanh pho",
    ),
    ("uy ban mat tran to quoc",),
    ("cuc", "chi cuc"),
    ("so",),
    ("phong",),
    ("thanh tra",),
    ("van phong",),
    ("trung tam",),
    ("quy",),
    ("hiep hoi",),
    ("hoi lien hiep", "hoi"),
    ("lien doan",),
    ("lien minh",),
    ("cong ty", "tong cong ty"),
    ("ngan hang",),
    ("kho bac",),
    ("bao hiem xa hoi",),
    ("ban quan ly",),
    ("ban chi dao",),
    ("ban",),
    ("truong", "dai hoc", "hoc vien"),
    ("bao", "dai", "bao va dai", "bao va phat thanh"),
    ("cong an",),
    ("bo chi huy",),
    ("vien",),
    ("toa an",),
    ("vuon quoc gia", "khu bao ton"),
    ("thue",),
    ("thong ke",),
    ("tinh doan", "doan"),
)
_KIND = {words: line for line, kinds in enumerate(_KINDS) for words in kinds}
_BEGINS = re.compile(rf"(?:{'|'.join(sorted(map(re.escape, _KIND), key=len, reverse=True))})(?= |$)")


def parted(key: str) -> tuple[int | None, str]:
    """The line of kinds that an expanded name begins with, None for none known, and what stands behind it."""
    found = _BEGINS.match(key)
    return (_KIND[found[0]], key[found.end() :].strip()) if found else (None, key)


def is_near(printed: str, known: str) -> bool:
    """Whether `known` may be meant by `printed`, both expanded: one kind of body, and much the same purpose.

    A purpose that is cut short (“Sở Giao thông”) is near to the whole of it.
    """
    (kind, purpose), (other_kind, other_purpose) = parted(printed), parted(known)
    if kind != other_kind:
        return False
    if fuzz.ratio(purpose, other_purpose) >= LIKELY:
        return True
    words, others = purpose.split(), other_purpose.split()
    return bool(words) and words == others[: len(words)]
