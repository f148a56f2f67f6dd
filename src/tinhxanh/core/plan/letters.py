"""Whom a letter is sent to: "Kính gửi: …", and "Quý cơ quan" in its text, which stands for them."""

from __future__ import annotations

import re

from tinhxanh.core.plan.canonical import Canonical
from tinhxanh.core.plan.naming import agencies
from tinhxanh.core.plan.normal import squeeze
from tinhxanh.core.plan.outline import Outline

_SENT_TO = re.compile(r"Kính gửi\s*:?\s*")
_ANYBODY = re.compile(r"(?:Như (?:trên|nơi nhận)|Ông|Bà)(?!\w)")
_YOU = re.compile(
    r"(?:đề nghị|yêu cầu|trân trọng đề nghị|mong)\s+(?:[Qq]uý|[Qq]úy)\s+(?:cơ quan|đơn vị|sở|Sở|ban|Ban|bộ|Bộ"
    r"|ngành|địa phương|ủy ban|Ủy ban|Công ty|công ty|doanh nghiệp|trường|Trường|ông|bà)"
    r"(?:(?:,|\s+và)\s+(?:quý\s+)?(?:cơ quan|đơn vị|địa phương|doanh nghiệp|ngành|bà|Bà))*",
    re.IGNORECASE,
)


def addressees(canonical: Canonical, outline: Outline) -> tuple[str, ...]:
    """The agencies behind "Kính gửi:", on its line or listed below it."""
    found: list[str] = []
    begun = False
    for node in outline.root.children:
        if node.kind != "note":
            if begun:
                break
            continue
        text = squeeze(canonical.text[node.text_start : node.end])
        sent = _SENT_TO.match(text)
        begun = begun or sent is not None
        if begun:
            names = agencies.split(text[sent.end() if sent is not None else 0 :])
            found.extend(name for name in names if not _ANYBODY.match(name))
    return tuple(dict.fromkeys(found))


def asks_them(text: str) -> bool:
    """Whether the text asks those it is sent to, without naming them.

    >>> asks_them("Sở Y tế đề nghị Quý cơ quan cử đại biểu tham dự.")
    True
    """
    return "uý " in text and _YOU.search(text) is not None
