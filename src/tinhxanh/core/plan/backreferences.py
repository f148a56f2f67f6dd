"""Agencies named by what was said before: "Sở này", "các đơn vị nêu trên", "Sở chủ trì …".

Such a word leads no duty by itself: it stands for those who lead the duties before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tinhxanh.core.plan.naming.agency_words import STOP
from tinhxanh.core.plan.normal import fold

_ONE = (
    r"(?:[Ss]ở|[Cc]ơ quan|[Đđ]ơn vị|[Bb]an|[Bb]ộ|[Hh]uyện|[Tt]hành phố|[Tt]hị xã|[Xx]ã|[Pp]hường|[Cc]ông ty"
    r"|[Cc]hi cục|[Tt]rung tâm|[Hh]ội|[Đđ]ịa phương|[Vv]ăn phòng)"
)
_BACK = r"(?:này|nêu trên|nói trên|kể trên|trên(?!\s+(?:địa bàn|cơ sở|toàn)))"
_OPENING = r"(?:(?:[Gg]iao|[Yy]êu cầu|[Đđ]ề nghị)\s+(?:cho\s+)?)?"
_SINGLE = re.compile(
    rf"{_OPENING}(?P<head>{_ONE})\s+(?:chủ trì\s+|được giao(?:\s+chủ trì)?\s+)?{_BACK}\s+(?=[^\W\d_])"
)
_SEVERAL = re.compile(
    rf"{_OPENING}(?:[Cc]ác|[Hh]ai|[Bb]a|[Bb]ốn|0?\d)\s+(?P<head>{_ONE}(?:,\s*[^\W\d_]+(?:\s[^\W\d_]+)?){{0,3}})\s+"
    rf"{_BACK}\s+(?=[^\W\d_])"
)
_BARE = re.compile(r"(?:(?:Giao|Yêu cầu|Đề nghị)\s+)?(?P<head>Sở)\s+(?=[^\W\d_])")
_GENERAL = {"cơ quan", "đơn vị", "địa phương"}  # words for whoever it was


def stands_for(text: str, before: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Whom the word stands for that `text` opens with: of those who lead the duties `before`, the last ones
    last; () where it opens with a name or nobody fits.

    >>> stands_for("Sở này có trách nhiệm công khai kết quả.", [("Công an tỉnh", "Sở Y tế")])
    ('Sở Y tế',)
    """
    several = _SEVERAL.match(text)
    if several is not None:
        everybody = tuple(dict.fromkeys(name for leads in before for name in leads))
        return _of_kind(several["head"], everybody)
    single = _SINGLE.match(text) or _bare(text)
    if single is None:
        return ()
    for leads in reversed(before):
        fitting = _of_kind(single["head"], leads)
        if fitting:
            return fitting if len(fitting) == 1 else ()
    return ()


def may_open(text: str) -> bool:
    """Whether a sentence may open so, a bare "Sở" among such words."""
    return opens(text) or _bare(text) is not None


def opens(text: str) -> bool:
    """Whether a sentence opens with a word that stands for those named before."""
    return _SINGLE.match(text) is not None or _SEVERAL.match(text) is not None


def _bare(text: str) -> re.Match[str] | None:
    """ "Sở chủ trì …": the department that is spoken of, where a deed follows the bare word."""
    bare = _BARE.match(text)
    return bare if bare is not None and STOP.match(text, bare.end()) else None


def _of_kind(head: str, names: Sequence[str]) -> tuple[str, ...]:
    """Those of `names` that the word may stand for: of its own kind, or all where it names no kind."""
    word = fold(head)
    if any(word.startswith(general) for general in _GENERAL):
        return tuple(names)
    return tuple(name for name in names if re.search(rf"(?<!\w){word.split(',')[0]}(?!\w)", fold(name)))
