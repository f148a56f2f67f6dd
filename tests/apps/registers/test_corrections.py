"""References and relations of a document after what people did to them in the review."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import factories
from tinhxanh.apps.programmes import casting
from tinhxanh.apps.programmes.models import Citation
from tinhxanh.apps.registers import corrections, facts, knowledge
from tinhxanh.apps.registers.corrections import Said
from tinhxanh.apps.registers.models import Document, ReadFact

AS_READ = {"kind": "Quyết định", "date": None, "issuer": None, "subject": "Việc"}
FACTS = {
    "references": [{"number": number, **AS_READ} for number in ("1/QĐ-TTg", "2/QĐ-TTg", "3/QĐ-TTg")],
    "relations": [
        {"from": None, "to": "1/QĐ-TTg", "type": "implements"},
        {"from": "3/QĐ-TTg", "to": "2/QĐ-TTg", "type": "replaces"},
    ],
}


@pytest.fixture
def document(db: None) -> Document:
    """A document under review that carries out one instrument and says that one replaced another."""
    place = factories.place()
    by = factories.user("ra.soat", place.committee, "focal")
    made = factories.document(place.committee, by, facts=FACTS, state=Document.State.READ)
    ReadFact.objects.bulk_create(
        ReadFact(document=made, kind="reference", position=n, as_read=dict(one), value=dict(one))
        for n, one in enumerate(FACTS["references"], 1)
    )
    return made


def fact(document: Document, number: str) -> ReadFact:
    return document.read_facts.get(as_read__number=number)


def said(document: Document) -> Said:
    (found,) = corrections.said(corrections.told(Document.objects.filter(pk=document.pk))).values()
    return found


def numbers(document: Document) -> list[str]:
    return [one["number"] for one in said(document).references]


def ends(document: Document) -> list[tuple[Any, Any, str]]:
    return [(one["from"], one["to"], one["type"]) for one in said(document).relations]


def test_nothing_changes_what_nobody_corrected(document: Document) -> None:
    assert said(document) == Said(tuple(FACTS["references"]), tuple(FACTS["relations"]))


def test_both_ends_of_a_relation_follow_a_corrected_number(document: Document) -> None:
    for number in ("1/QĐ-TTg", "3/QĐ-TTg"):
        held = fact(document, number)
        value = {"number": f"1{number}"}
        facts.correct(fact=held, value=value, by=document.uploaded_by, at=factories.NOW, version=held.version)
    assert numbers(document) == ["11/QĐ-TTg", "2/QĐ-TTg", "13/QĐ-TTg"]
    assert ends(document) == [
        (None, "11/QĐ-TTg", "implements"),
        ("13/QĐ-TTg", "2/QĐ-TTg", "replaces"),
    ]


def test_rejected_reference_takes_its_relations_along(document: Document) -> None:
    for number in ("1/QĐ-TTg", "3/QĐ-TTg"):
        held = fact(document, number)
        facts.reject(fact=held, by=document.uploaded_by, at=factories.NOW, version=held.version)
    assert numbers(document) == ["2/QĐ-TTg"]
    assert ends(document) == []


def test_merged_reference_is_told_under_the_number_of_the_other(document: Document) -> None:
    held, into = fact(document, "1/QĐ-TTg"), fact(document, "2/QĐ-TTg")
    facts.merge(fact=held, into=into, by=document.uploaded_by, at=factories.NOW, version=held.version)
    assert ends(document)[0] == (None, "2/QĐ-TTg", "implements")


def test_corrected_number_keeps_its_relation_in_the_programme(document: Document) -> None:
    held = fact(document, "1/QĐ-TTg")
    value = {"number": "11/QĐ-TTg"}
    facts.correct(fact=held, value=value, by=document.uploaded_by, at=factories.NOW, version=held.version)
    place = factories.place("Cao Bằng")
    programme = factories.programme(place, document.uploaded_by, 1)
    casting.citations(programme, document, list(document.read_facts.all()))
    told = dict(Citation.objects.filter(programme=programme).values_list("instrument__number", "relation"))
    assert told["11/QĐ-TTg"] == "implements"


def test_corrected_number_is_the_one_known_as_replaced(document: Document) -> None:
    held = fact(document, "2/QĐ-TTg")
    value = {"number": "22/QĐ-TTg"}
    facts.correct(fact=held, value=value, by=document.uploaded_by, at=factories.NOW, version=held.version)
    known = knowledge.replaced(document.organisation)
    assert known["22/QĐ-TTg"].by == "3/QĐ-TTg"
    assert "2/QĐ-TTg" not in known


def test_corrections_of_many_documents_are_found_by_one_query_beside_theirs(document: Document) -> None:
    with CaptureQueriesContext(connection) as queries:
        corrections.said(corrections.told(Document.objects.all()))
    assert len(queries) == 2
