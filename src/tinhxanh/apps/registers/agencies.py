"""Names of agencies as printed, against the directory of the province on the document's day."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import Any

from tinhxanh.apps.accounts import matching
from tinhxanh.apps.accounts.matching import Match
from tinhxanh.apps.accounts.models import Organisation
from tinhxanh.apps.registers.models import Document, ReadFact
from tinhxanh.core import vietnamese

NAME_FIELDS = ("lead", "coordinate", "who", "to")

# Nobody in particular: such names stay as printed and are not looked up.
_COLLECTIVE = re.compile(
    r"^(cac|nhung|mot so|toan bo|tat ca)\b|\b(lien quan|co lien quan)$|^(co quan|don vi|dia phuong|to chuc)\b"
    r"|^(doanh nghiep|chu dau tu|chu du an|cong dong|nhan dan|nguoi dan|hieu truong)\b"
)


def is_collective(name: str) -> bool:
    """Whether a name stands for many (“các sở, ban, ngành”, “cơ quan liên quan”) and for no one agency."""
    return bool(_COLLECTIVE.search(vietnamese.fold(name)))


def root_of(organisation: Organisation) -> Organisation:
    """The province's committee: the root of the tree that an organisation stands in."""
    first = int(organisation.path.strip("/").split("/")[0])
    return organisation if first == organisation.pk else Organisation.objects.get(pk=first)


def day_of(document: Document) -> dt.date:
    """The day for which agencies are looked up: the document's own, its plan's first, or the upload's."""
    if document.date:
        return document.date
    period = (document.facts.get("document") or {}).get("period") or {}
    if period.get("start"):
        return min(dt.date(period["start"], 1, 1), document.uploaded_at.date())
    return document.uploaded_at.date()


def look_up(names: Iterable[str], document: Document) -> dict[str, Match]:
    """What the directory says of each distinct name that means one agency."""
    root, on = root_of(document.organisation), day_of(document)
    wanted = dict.fromkeys(name for name in names if name and not is_collective(name))
    return {name: matching.match(name, root, on) for name in wanted}


def names_in(value: dict[str, Any]) -> list[str]:
    """Every agency that a fact names."""
    return [name for field in NAME_FIELDS for name in value.get(field) or [] if name]


def doubt_unknown(facts: list[ReadFact], document: Document) -> None:
    """Hang a doubt on each fact that leads to an agency which the directory has not, or not for certain.

    Only who answers for something is doubted: an unknown helper does not hold up a plan.
    """
    leads = [name for fact in facts for name in _answering(fact)]
    found = look_up(leads, document)
    for fact in facts:
        for field in ("lead", "who"):
            for name in fact.value.get(field) or []:
                match = found.get(name)
                if match is not None and match.organisation is None:
                    fact.doubts.append(_doubt(field, name, match))


def _answering(fact: ReadFact) -> list[str]:
    return [*(fact.value.get("lead") or []), *(fact.value.get("who") or [])]


def _doubt(field: str, name: str, match: Match) -> dict[str, Any]:
    proposals = [
        {"label": known.name, "note": "trong danh bạ", "value": known.name} for known in match.proposals
    ]
    if proposals:
        code, short = "unsure-agency", "chưa rõ cơ quan"
        message = f"“{name}” chưa rõ là cơ quan nào trong danh bạ. Chọn một, hoặc giữ nguyên tên."
    else:
        code, short = "unknown-agency", "cơ quan không có trong danh bạ"
        message = f"“{name}” không có trong danh bạ. Thêm cơ quan, hoặc giữ nguyên tên và giao sau."
    return {
        "code": code,
        "message": message,
        "short": short,
        "field": field,
        "name": name,
        "proposals": proposals,
        "spans": [],
    }
