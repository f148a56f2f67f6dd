"""From the facts of a reading to rows that a person looks at, each with its section and its doubts."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from tinhxanh.apps.accounts.queries import root_of
from tinhxanh.apps.registers import agencies, twins
from tinhxanh.apps.registers.facts import GAP
from tinhxanh.apps.registers.models import Document, ReadFact
from tinhxanh.core import vietnamese
from tinhxanh.core.plan import jsonform
from tinhxanh.core.plan.reading import Reading
from tinhxanh.core.plan.source import Note

Kind = ReadFact.Kind

LISTS = {
    "tasks": Kind.TASK,
    "targets": Kind.TARGET,
    "obligations": Kind.OBLIGATION,
    "references": Kind.REFERENCE,
    "indicator_rows": Kind.INDICATOR_ROW,
    "agreements": Kind.AGREEMENT,
}
OWN = {"duty-without-agency", "agency-unknown", "agency-abolished", "agency-not-yet"}
"""Warnings that are made here instead, with agencies of the directory to choose from."""

OF_THE_WHOLE = {"ongoing-without-report", "marker-gap", "blank-head", "table-as-text", "not-a-plan"}
"""Warnings about the document, although they point at one place of it."""

_ROMAN_OR_NUMBER = re.compile(r"[IVXLC]+|\d+|[A-ZĐ]")
_LONGEST_HEADING = 120
"""Characters: what is longer is a sentence of its own and calls no section."""

_ABOUT = {"instrument-replaced": Kind.REFERENCE}
"""Warnings of which it is known what kind of fact they are about, whatever else shares the sentence."""

# Which kinds a warning is most likely about, where several facts share its sentence.
_ORDER = (Kind.TASK, Kind.TARGET, Kind.OBLIGATION, Kind.INDICATOR_ROW, Kind.AGREEMENT, Kind.REFERENCE)


def rows(
    document: Document, notes: tuple[Note, ...], reading: Reading
) -> tuple[list[ReadFact], list[dict[str, Any]]]:
    """The rows of a reading, not yet saved, and what concerns the document as a whole."""
    read = jsonform.to_json(reading.facts)
    made = [
        _row(document, kind, position, dict(entry))
        for name, kind in LISTS.items()
        for position, entry in enumerate(read.get(name) or [], 1)
    ]
    _name_sections(made, _headings(reading))
    told = {note.code for note in notes}
    general = [{"code": n.code, "message": n.message, "page": n.page} for n in notes]
    general += _place_warnings(made, [w for w in read.get("warnings") or [] if w["code"] not in told])
    general += _foreign_province(document)
    _doubt_missing_leads(made, _issuer(document))
    agencies.doubt_unknown(made, document)
    twins.doubt_elsewhere(made, document)
    return made, general


def _row(document: Document, kind: str, position: int, entry: dict[str, Any]) -> ReadFact:
    spans = entry.pop("source", None) or []
    code = str(entry.get("id") or entry.get("number") or "")
    return ReadFact(
        document=document,
        kind=kind,
        position=position * GAP,
        code=code[:60],
        section=section_of(code)[:60] if "id" in entry else "",
        as_read=entry,
        value=entry,
        spans=spans,
        doubts=[],
    )


def section_of(code: str) -> str:
    """The marker path of the section that a point belongs to: II.1.a.2 -> II.1, III.3 -> III, intro -> ''."""
    parts = code.split(".")
    upper = []
    for part in parts:
        if not _ROMAN_OR_NUMBER.fullmatch(part):
            break
        upper.append(part)
    return ".".join(upper[:-1] if len(upper) == len(parts) else upper)


def _headings(reading: Reading) -> dict[str, str]:
    """What is printed behind each marker of the outline; the first where a path occurs twice."""
    headings: dict[str, str] = {}
    for node in reading.outline.nodes():
        if node.path and node.kind not in ("plain", "table"):
            printed = " ".join(reading.canonical.text[node.text_start : node.end].split())
            headings.setdefault(node.id, printed[:200])
    return headings


def _name_sections(made: list[ReadFact], headings: dict[str, str]) -> None:
    """A section is called after the theme that most of its duties carry, else by its printed heading.

    A theme that several sections share tells none from the other: there each bears what is printed over it,
    as where the duties of “Tổ chức thực hiện” stand under the names of agencies.
    """
    themes: dict[str, Counter[str]] = {}
    for fact in made:
        if fact.kind == Kind.TASK and fact.value.get("theme"):
            themes.setdefault(fact.section, Counter())[fact.value["theme"]] += 1
    called = {section: named.most_common(1)[0][0] for section, named in themes.items()}
    shared = Counter(called.values())
    for fact in made:
        theme, heading = called.get(fact.section, ""), headings.get(fact.section, "")
        is_own = shared[theme] == 1 or not heading or len(heading) > _LONGEST_HEADING
        fact.section_title = theme if theme and is_own else heading.rstrip(": ")


def _place_warnings(made: list[ReadFact], warnings: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Hang each warning on the fact whose sentence it is about; give back those that belong to none."""
    homeless = []
    for warning in warnings:
        if warning["code"] in OWN or (warning["code"] == twins.WITHIN and twins.within(warning, made)):
            continue
        owner = None if warning["code"] in OF_THE_WHOLE else _owner(made, warning)
        if owner is None:
            homeless.append(_note(warning))
        else:
            owner.doubts.append(_doubt(warning))
    return homeless


def _note(warning: dict[str, Any]) -> dict[str, Any]:
    page = next((s.get("page") for s in warning.get("source") or []), None)
    return {"code": warning["code"], "message": _sentence(warning), "page": page}


def _sentence(warning: dict[str, Any]) -> str:
    """The message with what the check proposes behind it."""
    return f"{warning['message']} {warning['proposal']}." if warning.get("proposal") else warning["message"]


def _owner(made: list[ReadFact], warning: dict[str, Any]) -> ReadFact | None:
    spans = warning.get("source") or []
    kind = _ABOUT.get(warning["code"])
    told = made if kind is None else [fact for fact in made if fact.kind == kind]
    holding = [f for f in told if any(_overlap(a, b) for a in f.spans for b in spans)]
    return min(holding, key=lambda f: (_ORDER.index(Kind(f.kind)), _length(f)), default=None)


def _overlap(first: dict[str, Any], second: dict[str, Any]) -> bool:
    return bool(first["start"] < second["end"] and second["start"] < first["end"])


def _length(fact: ReadFact) -> int:
    return sum(span["end"] - span["start"] for span in fact.spans)


def _doubt(warning: dict[str, Any]) -> dict[str, Any]:
    return {
        "code": warning["code"],
        "message": _sentence(warning),
        "field": None,
        "name": None,
        "proposals": [],
        "spans": warning.get("source") or [],
    }


def _foreign_province(document: Document) -> list[dict[str, Any]]:
    """A plan of another province is read all the same, but said aloud."""
    root = root_of(document.organisation)
    if not document.province or vietnamese.fold(document.province) in root.folded:
        return []
    message = (
        f"Văn bản của {document.province}, không phải của {root.name}: tên cơ quan được đối chiếu "
        f"với danh bạ của {agencies.province_root(document).name}, phần theo mẫu chung còn chờ xác nhận."
    )
    return [{"code": "other-province", "message": message, "page": None}]


def _issuer(document: Document) -> str:
    """The agency that issued the document, where that is one which can lead: not the committee itself."""
    match = agencies.look_up([document.issuer], document).get(document.issuer)
    known = match.organisation if match else None
    return known.name if known is not None and known.parent_id is not None else ""


def _doubt_missing_leads(made: list[ReadFact], issuer: str) -> None:
    """A duty of nobody is a doubt; who leads its neighbours and who issued the document are proposed."""
    leads: dict[str, Counter[str]] = {}
    for fact in made:
        if fact.kind == Kind.TASK:
            leads.setdefault(fact.section, Counter()).update(fact.value.get("lead") or [])
    sizes = Counter(fact.section for fact in made if fact.kind == Kind.TASK)
    for fact in made:
        if fact.kind == Kind.TASK and not fact.value.get("lead"):
            fact.doubts.append(_no_lead(leads[fact.section], sizes[fact.section], issuer))


def _no_lead(neighbours: Counter[str], total: int, issuer: str) -> dict[str, Any]:
    proposals = [
        {"label": name, "note": f"chủ trì {count} / {total} việc của mục này", "value": name}
        for name, count in neighbours.most_common(2)
        if count > 1
    ]
    if issuer and issuer not in [proposal["value"] for proposal in proposals]:
        proposals.append({"label": issuer, "note": "ban hành văn bản này", "value": issuer})
    return {
        "code": "no-lead",
        "message": "Câu này không nêu cơ quan. Chọn một, hoặc để là việc chưa có chủ.",
        "short": "không nêu cơ quan",
        "field": "lead",
        "name": None,
        "proposals": proposals,
        "spans": [],
    }
