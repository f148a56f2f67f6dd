"""Facts as the JSON that `tinhxanh read --json` prints, and back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from tinhxanh.core.plan.facts import (
    Agreement,
    Assignment,
    Baseline,
    Document,
    Due,
    Facts,
    IndicatorRow,
    Obligation,
    Period,
    Reference,
    Relation,
    Target,
    Task,
    Warning,
)
from tinhxanh.core.values import Deadline, DeadlineKind, Span

Json = dict[str, Any]


def to_json(facts: Facts) -> Json:
    """The JSON object of `facts`: lists in printed order, dates ISO, whole numbers as integers."""
    return {
        "document": _document(facts.document),
        "tasks": [_task(t) for t in facts.tasks],
        "targets": [_target(t) for t in facts.targets],
        "obligations": [_obligation(o) for o in facts.obligations],
        "references": [_reference(r) for r in facts.references],
        "relations": [{"from": r.origin, "to": r.to, "type": r.type} for r in facts.relations],
        "assignments": [_assignment(a) for a in facts.assignments],
        "indicator_rows": [_row(r) for r in facts.indicator_rows],
        "agreements": [_agreement(a) for a in facts.agreements],
        "warnings": [_warning(w) for w in facts.warnings],
    }


def from_json(data: Mapping[str, Any]) -> Facts:
    """Facts of a JSON object in the form of `to_json`. KeyError where a required field is missing."""
    return Facts(
        document=_read_document(data["document"]),
        tasks=tuple(_read_task(t) for t in data["tasks"]),
        targets=tuple(_read_target(t) for t in data["targets"]),
        obligations=tuple(_read_obligation(o) for o in data["obligations"]),
        references=tuple(_read_reference(r) for r in data["references"]),
        relations=tuple(Relation(r["from"], r["to"], r["type"]) for r in data["relations"]),
        assignments=tuple(_read_assignment(a) for a in data["assignments"]),
        indicator_rows=tuple(_read_row(r) for r in data["indicator_rows"]),
        agreements=tuple(_read_agreement(a) for a in data["agreements"]),
        warnings=tuple(_read_warning(w) for w in data.get("warnings", ())),
    )


def _date(value: dt.date | None) -> str | None:
    return value.isoformat() if value is not None else None


def _read_date(value: str | None) -> dt.date | None:
    return dt.date.fromisoformat(value) if value else None


def _number(value: float | None) -> float | int | None:
    """A number without ".0": 70.0 becomes 70."""
    return int(value) if value is not None and value == int(value) else value


def _source(spans: tuple[Span, ...]) -> list[Json]:
    return [{"page": s.page, "start": s.start, "end": s.end} for s in spans]


def _read_source(data: Mapping[str, Any]) -> tuple[Span, ...]:
    return tuple(Span(s["start"], s["end"], s.get("page")) for s in data.get("source", ()))


def _document(d: Document) -> Json:
    period = {"start": d.period.start, "end": d.period.end} if d.period is not None else None
    return {
        "kind": d.kind,
        "number": d.number,
        "date": _date(d.date),
        "issuer": d.issuer,
        "province": d.province,
        "title": d.title,
        "period": period,
        "signer": d.signer,
    }


def _read_document(data: Mapping[str, Any]) -> Document:
    period = data["period"]
    return Document(
        data["kind"],
        data["number"],
        _read_date(data["date"]),
        data["issuer"],
        data["province"],
        data["title"],
        Period(period.get("start"), period.get("end")) if period is not None else None,
        data["signer"],
    )


def _deadline(deadline: Deadline | None) -> Json | None:
    if deadline is None:
        return None
    form: Json = {"kind": deadline.kind.value, "text": deadline.text}
    if deadline.year is not None:
        form["year"] = deadline.year
    if deadline.date is not None:
        form["date"] = deadline.date.isoformat()
    return form


def _read_deadline(data: Mapping[str, Any] | None) -> Deadline | None:
    if data is None:
        return None
    return Deadline(DeadlineKind(data["kind"]), data["text"], _read_date(data.get("date")), data.get("year"))


def _task(t: Task) -> Json:
    return {
        "id": t.id,
        "text": t.text,
        "theme": t.theme,
        "component": t.component,
        "lead": list(t.lead),
        "coordinate": list(t.coordinate),
        "deadline": _deadline(t.deadline),
        "source": _source(t.source),
    }


def _read_task(data: Mapping[str, Any]) -> Task:
    return Task(
        data["id"],
        data["text"],
        data["theme"],
        data["component"],
        tuple(data["lead"]),
        tuple(data["coordinate"]),
        _read_deadline(data["deadline"]),
        _read_source(data),
    )


def _target(t: Target) -> Json:
    base = t.baseline
    return {
        "id": t.id,
        "subject": t.subject,
        "component": t.component,
        "measure": t.measure,
        "comparator": t.comparator,
        "value": _number(t.value),
        "unit": t.unit,
        "year": t.year,
        "baseline": {"value": _number(base.value), "rank": base.rank, "year": base.year}
        if base is not None
        else None,
        "target_rank": t.target_rank,
        "source": _source(t.source),
    }


def _read_target(data: Mapping[str, Any]) -> Target:
    base = data["baseline"]
    return Target(
        data["id"],
        data["subject"],
        data["measure"],
        data["comparator"],
        float(data["value"]),
        data["component"],
        data["unit"],
        data["year"],
        Baseline(base.get("value"), base.get("rank"), base.get("year")) if base is not None else None,
        data["target_rank"],
        _read_source(data),
    )


def _due(due: Due) -> Json:
    return (
        {"date": due.date.isoformat()}
        if due.date is not None
        else {"month": due.month, "day": due.day, "every": "year"}
    )


def _obligation(o: Obligation) -> Json:
    return {
        "id": o.id,
        "who": list(o.who),
        "what": o.what,
        "to": list(o.to),
        "due": [_due(d) for d in o.due],
        "frequency": o.frequency,
        "source": _source(o.source),
    }


def _read_obligation(data: Mapping[str, Any]) -> Obligation:
    due = tuple(Due(_read_date(d.get("date")), d.get("month"), d.get("day")) for d in data["due"])
    return Obligation(
        data["id"],
        tuple(data["who"]),
        data["what"],
        tuple(data["to"]),
        due,
        data["frequency"],
        _read_source(data),
    )


def _reference(r: Reference) -> Json:
    return {
        "number": r.number,
        "kind": r.kind,
        "date": _date(r.date),
        "issuer": r.issuer,
        "subject": r.subject,
        "source": _source(r.source),
    }


def _read_reference(data: Mapping[str, Any]) -> Reference:
    return Reference(
        data["number"],
        data["kind"],
        _read_date(data["date"]),
        data["issuer"],
        data["subject"],
        _read_source(data),
    )


def _assignment(a: Assignment) -> Json:
    return {
        "agency": a.agency,
        "task_ids": list(a.task_ids),
        "role": a.role,
        "at": a.at,
        "source": _source(a.source),
    }


def _read_assignment(data: Mapping[str, Any]) -> Assignment:
    return Assignment(data["agency"], tuple(data["task_ids"]), data["role"], data["at"], _read_source(data))


def _row(r: IndicatorRow) -> Json:
    return {
        "id": r.id,
        "component": r.component,
        "name": r.name,
        "unit": r.unit,
        "value": _number(r.value),
        "median": _number(r.median),
        "rank": r.rank,
        "target": _number(r.target),
        "target_rank": r.target_rank,
        "lead": list(r.lead),
        "coordinate": list(r.coordinate),
        "source": _source(r.source),
    }


def _read_row(data: Mapping[str, Any]) -> IndicatorRow:
    return IndicatorRow(
        data["id"],
        data["name"],
        data["component"],
        data["unit"],
        data["value"],
        data["median"],
        data["rank"],
        data["target"],
        data["target_rank"],
        tuple(data["lead"]),
        tuple(data["coordinate"]),
        _read_source(data),
    )


def _agreement(a: Agreement) -> Json:
    return {
        "title": a.title,
        "parties": list(a.parties),
        "signed": _date(a.signed),
        "valid_from": _date(a.valid_from),
        "valid_to": _date(a.valid_to),
        "source": _source(a.source),
    }


def _read_agreement(data: Mapping[str, Any]) -> Agreement:
    return Agreement(
        data["title"],
        tuple(data["parties"]),
        _read_date(data["signed"]),
        _read_date(data["valid_from"]),
        _read_date(data["valid_to"]),
        _read_source(data),
    )


def _warning(w: Warning) -> Json:
    form: Json = {"code": w.code, "message": w.message, "source": _source(w.source)}
    if w.proposal is not None:
        form["proposal"] = w.proposal
    return form


def _read_warning(data: Mapping[str, Any]) -> Warning:
    return Warning(data["code"], data["message"], _read_source(data), data.get("proposal"))
