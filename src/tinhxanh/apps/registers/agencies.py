"""Names of agencies as printed, against the directory of the province on the document's day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from tinhxanh.apps.accounts import matching
from tinhxanh.apps.accounts.loading import UnknownProvince
from tinhxanh.apps.accounts.matching import How, Match
from tinhxanh.apps.accounts.models import Organisation
from tinhxanh.apps.accounts.queries import root_of
from tinhxanh.apps.registers import provinces
from tinhxanh.apps.registers.models import Document, ReadFact
from tinhxanh.core.vietnamese import fold

NAME_FIELDS = ("lead", "coordinate", "who", "to")
DOUBTS = ("former-agency", "unsure-agency", "unknown-agency")
ANSWERING = ("lead", "who")
"""Only who answers for something is doubted where unknown: a strange helper does not hold up a plan."""


def day_of(document: Document) -> dt.date:
    """The day for which agencies are looked up: the document's own, its plan's first, or the upload's."""
    if document.date:
        return document.date
    loaded = document.uploaded_at.date()
    period = (document.facts.get("document") or {}).get("period") or {}
    return min(dt.date(period["start"], 1, 1), loaded) if period.get("start") else loaded


def province_root(document: Document) -> Organisation:
    """The committee of the province that the document is of, whose directory its names are looked up in.

    Of another province than its keeper's the directory comes from the reference rows, as a standard
    set that waits for confirmation; where the document names none, the keeper's own counts.
    """
    own = root_of(document.organisation)
    if not document.province or fold(document.province) in own.folded:
        return own
    try:
        return provinces.bring(document.province, day_of(document))
    except UnknownProvince:
        return own


def look_up(names: Iterable[str], document: Document) -> dict[str, Match]:
    """What the directory says of each distinct name, in a handful of queries however many there are."""
    wanted = dict.fromkeys(name for name in names if name)
    if not wanted:
        return {}
    book = matching.directory(province_root(document), day_of(document))
    return {name: book.match(name) for name in wanted}


def names_in(value: dict[str, Any], fields: Iterable[str] = NAME_FIELDS) -> list[str]:
    """Every agency that a fact names in `fields`."""
    return [name for field in fields for name in value.get(field) or [] if name]


def doubt_unknown(facts: list[ReadFact], document: Document) -> None:
    """Hang a doubt on each fact that names an agency which the directory is not certain of.

    A helper is doubted only where its name belongs to another time: then it is known who bears its duties.
    """
    found = look_up((name for fact in facts for name in names_in(fact.value)), document)
    for fact in facts:
        for field in NAME_FIELDS:
            for name in fact.value.get(field) or []:
                match = found.get(name)
                if match is not None and is_doubtful(match) and _matters(field, match):
                    fact.doubts.append(doubt(field, match, day_of(document)))


def _matters(field: str, match: Match) -> bool:
    return field in ANSWERING or match.how is How.SUCCESSION


def is_doubtful(match: Match) -> bool:
    """Whether a person has to say which agency is meant; a collective is nobody in particular."""
    return match.organisation is None and match.how is not How.COLLECTIVE


def doubt(field: str, match: Match, on: dt.date) -> dict[str, Any]:
    """The doubt about one name, with what the directory proposes in its place."""
    code, short, message = _words(match, on)
    return {
        "code": code,
        "message": message,
        "short": short,
        "field": field,
        "name": match.name,
        "proposals": [
            {"label": known.name, "note": "theo danh bạ", "value": known.name, "everywhere": match.is_plain}
            for known in match.proposals
        ],
        "spans": [],
    }


def _words(match: Match, on: dt.date) -> tuple[str, str, str]:
    if match.how is How.SUCCESSION:
        return (
            "former-agency",
            "tên cơ quan của thời khác",
            f"Ngày {on:%d/%m/%Y} không có “{match.name}”; việc thuộc cơ quan dưới đây. "
            "Chọn một, hoặc giữ nguyên tên.",
        )
    if match.proposals:
        return (
            "unsure-agency",
            "chưa rõ cơ quan",
            f"“{match.name}” chưa rõ là cơ quan nào trong danh bạ. Chọn một, hoặc giữ nguyên tên.",
        )
    return (
        "unknown-agency",
        "cơ quan không có trong danh bạ",
        f"“{match.name}” không có trong danh bạ. Thêm cơ quan, hoặc giữ nguyên tên và giao sau.",
    )
