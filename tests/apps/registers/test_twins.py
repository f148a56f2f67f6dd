"""A duty given twice: in one document, in two of a province, in an older version."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

import factories
import sample_plan
from factories import Place
from sample_plan import NOW, PLAN
from tinhxanh.apps.accounts.models import User
from tinhxanh.apps.registers import facts, twins
from tinhxanh.apps.registers.models import Document, ReadFact

OTHER = PLAN.replace("17/KH-UBND", "31/KH-UBND").replace("Cải thiện Chỉ số Xanh cấp tỉnh", "Tăng trưởng xanh")
REPEATED = "Mở hai lớp học về sản xuất sạch hơn cho doanh nghiệp nhỏ"


def read(place: Place, officer: User, plan: str, name: str, **more: object) -> Document:
    return sample_plan.read(place.committee, officer, sample_plan.text(plan, name), **more)


def doubts(document: Document, code: str) -> dict[str, dict[str, object]]:
    return {
        fact.code: doubt
        for fact in document.read_facts.all()
        for doubt in fact.doubts
        if doubt["code"] == code
    }


@pytest.fixture
def first(place: Place, officer: User) -> Document:
    return read(place, officer, PLAN, "mot.txt")


def test_duty_of_another_document_is_pointed_at_with_its_sentence(
    place: Place, officer: User, first: Document
) -> None:
    second = read(place, officer, OTHER, "hai.txt")
    found = doubts(second, twins.ELSEWHERE)
    assert set(found) >= {"II.1.a", "II.1.b", "II.2.a", "II.2.b"}
    other = found["II.2.b"]["other"]
    kept = first.read_facts.get(pk=other["fact"])
    assert (other["document"], kept.code) == (str(first.pk), "II.2.b")
    assert other["quote"].startswith(REPEATED)
    assert "Kế hoạch 17/KH-UBND" in found["II.2.b"]["message"]
    assert "chỉ giữ một nơi" in found["II.2.b"]["message"]
    assert doubts(first, twins.ELSEWHERE) == {}


def test_plan_that_carries_out_the_other_is_told_to_link(
    place: Place, officer: User, first: Document
) -> None:
    below = OTHER.replace(
        "I. MỤC ĐÍCH",
        "Thực hiện Kế hoạch số 17/KH-UBND ngày 27/02/2026 của UBND tỉnh, UBND tỉnh ban hành Kế hoạch"
        " như sau:\n\nI. MỤC ĐÍCH",
    )
    found = doubts(read(place, officer, below, "hai.txt"), twins.ELSEWHERE)
    assert "nối hai nhiệm vụ" in found["II.2.b"]["message"]


@pytest.mark.parametrize("case", ["older version", "other province", "other years", "rejected"])
def test_no_duplicate_where_it_is_none(place: Place, officer: User, first: Document, case: str) -> None:
    more: dict[str, object] = {}
    if case == "older version":
        more["supersedes"] = first
    elif case == "other province":
        Document.objects.filter(pk=first.pk).update(province="Cao Bằng")
    elif case == "other years":
        first.facts["document"]["period"] = {"start": 2020, "end": 2021}
        first.save(update_fields=["facts"])
    else:
        first.read_facts.update(state=ReadFact.State.REJECTED)
    assert doubts(read(place, officer, OTHER, "hai.txt", **more), twins.ELSEWHERE) == {}


def test_duty_given_twice_in_one_document_is_merged_into_one(place: Place, officer: User) -> None:
    twice = PLAN.replace(
        "III. TỔ CHỨC", f"c) {REPEATED}. Giao Sở Công Thương chủ trì thực hiện.\n\nIII. TỔ CHỨC"
    )
    document = read(place, officer, twice, "hai-lan.txt")
    doubt = doubts(document, twins.WITHIN)["II.2.c"]
    held, into = document.read_facts.get(code="II.2.c"), document.read_facts.get(pk=doubt["other"]["fact"])
    assert (into.code, doubt["other"]["document"]) == ("II.2.b", str(document.pk))
    kept = facts.merge(fact=held, into=into, by=officer, at=NOW, version=held.version)
    assert kept.value["text"].count("Mở hai lớp học") == 1
    assert [span["start"] for span in kept.spans] == sorted({s["start"] for s in (*held.spans, *into.spans)})


def test_merging_different_duties_keeps_both_wordings(place: Place, officer: User, first: Document) -> None:
    held, into = first.read_facts.get(code="II.1.b"), first.read_facts.get(code="II.1.a")
    kept = facts.merge(fact=held, into=into, by=officer, at=NOW, version=held.version)
    assert "nguồn nước thải lớn" in kept.value["text"]
    assert "trạm đo nước sông" in kept.value["text"]


def test_queries_do_not_grow_with_the_documents_of_the_province(
    place: Place, officer: User, first: Document
) -> None:
    first = Document.objects.select_related("organisation").get(pk=first.pk)

    def asked() -> int:
        twice = first.read_facts.get(code="II.2.b").value
        made = [ReadFact(document=first, kind=ReadFact.Kind.TASK, value=twice) for _ in range(5)]
        with CaptureQueriesContext(connection) as context:
            twins.doubt_elsewhere(made, first)
        assert all(fact.doubts for fact in made)
        return len(context)

    read(place, officer, OTHER.replace("một", "hai"), "a.txt")
    few = asked()
    for n in range(3):
        read(place, officer, OTHER + f"Bản {n}", f"b{n}.txt")
    assert asked() == few == 3


def test_file_without_duties_is_compared_with_nothing(place: Place, officer: User, first: Document) -> None:
    letter = ContentFile("CÔNG VĂN\nVề việc cử cán bộ dự họp ngày 12/3/2026.\n".encode(), name="cv.txt")
    assert doubts(sample_plan.read(place.committee, officer, letter), twins.ELSEWHERE) == {}
    assert factories.NOW == NOW
