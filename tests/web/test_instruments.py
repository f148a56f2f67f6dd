"""The chain of instruments around a programme: what is shown to whom, in how many queries, how it looks."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import factories
import sample_plan
from factories import Place
from tinhxanh.apps.accounts.models import User
from tinhxanh.apps.programmes import confirming
from tinhxanh.apps.programmes.models import Programme, ProgrammeDocument
from tinhxanh.apps.registers.models import Document, Instrument, ReadFact
from tinhxanh.apps.reports.models import SubPlan

TODAY = dt.date(2026, 12, 11)
UPPER = "Thực hiện Quyết định số 882/QĐ-TTg ngày 22/7/2022 của Thủ tướng Chính phủ"


def cites(*numbers: str, **relations: list[str]) -> dict[str, object]:
    """Facts of a document that cites instruments and says what it does to them."""
    named = [
        {"number": n, "kind": "Quyết định", "date": None, "issuer": None, "subject": "Việc được nêu"}
        for n in numbers
    ]
    said = [{"from": None, "to": to, "type": kind} for kind, targets in relations.items() for to in targets]
    return {"references": named, "relations": said, "document": {}}


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch, settings: object, tmp_path: object) -> None:
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr("tinhxanh.web.moment.today", lambda: TODAY)


@pytest.fixture
def place(db: None) -> Place:
    return factories.place()


@pytest.fixture
def focal(place: Place) -> User:
    return factories.user("dau.moi", place.committee, "focal")


@pytest.fixture
def programme(place: Place, focal: User) -> Programme:
    """A plan that carries out a central decision, with plans of agencies below it."""
    made = factories.programme(place, focal, 4)
    plan = made.documents.get().document
    facts = cites("882/QĐ-TTg", "36/2025/QĐ-TTg", "45/2025/NĐ-CP", implements=["882/QĐ-TTg"])
    Document.objects.filter(pk=plan.pk).update(number="17/KH-UBND", facts=facts)
    new = Instrument.objects.create(number="150/2025/NĐ-CP", kind="Nghị định")
    Instrument.objects.create(number="45/2025/NĐ-CP", kind="Nghị định", replaced_by=new)
    Instrument.objects.create(number="882/QĐ-TTg", kind="Quyết định", subject="Kế hoạch hành động quốc gia")
    for number, target in (("2/KH-SXD", "17/KH-UBND"), ("5/HD-SXD", "2/KH-SXD"), ("9/QĐ-TTg", "8/QĐ-TTg")):
        factories.document(
            place.committee, focal, number=number, kind="Kế hoạch", facts=cites(implements=[target])
        )
    return made


def page(user: User, programme: Programme) -> str:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.get(reverse("programme_documents", args=[programme.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def section(html: str, label: str) -> str:
    """The words of one section of the page."""
    return html.split(f'aria-labelledby="{label}"')[1].split("</section>")[0]


def test_plan_stands_between_what_it_carries_out_and_what_carries_it_out(
    focal: User, programme: Programme
) -> None:
    html = page(focal, programme)
    above, below = section(html, "h-tren"), section(html, "h-duoi")
    assert "Quyết định 882/QĐ-TTg" in above
    assert "Chỉ được viện dẫn" in above
    assert below.index("2/KH-SXD") < below.index("5/HD-SXD")
    assert below.count("Triển khai bằng") == 2
    assert "9/QĐ-TTg" not in html


def corrected(programme: Programme, number: str, **change: object) -> ReadFact:
    """The reference of the plan with that number, as a person has put it right in the review."""
    plan = programme.documents.get().document
    read = {"number": number, "kind": "Quyết định", "date": None, "issuer": None, "subject": "Việc được nêu"}
    return ReadFact.objects.create(
        document=plan, kind="reference", position=1, as_read=read,
        **({"value": read, "state": "edited"} | change),
    )  # fmt: skip


def test_relation_follows_the_number_as_it_was_corrected(focal: User, programme: Programme) -> None:
    fact = corrected(programme, "882/QĐ-TTg")
    fact.value = fact.as_read | {"number": "1393/QĐ-TTg"}
    fact.save()
    above = section(page(focal, programme), "h-tren")
    assert "1393/QĐ-TTg" in above
    assert "882/QĐ-TTg" not in above


def test_reference_that_was_rejected_stands_nowhere(focal: User, programme: Programme) -> None:
    corrected(programme, "882/QĐ-TTg", state="rejected")
    corrected(programme, "36/2025/QĐ-TTg", state="rejected")
    html = page(focal, programme)
    assert "882/QĐ-TTg" not in html
    assert "36/2025/QĐ-TTg" not in html
    assert "45/2025/NĐ-CP" in html


def test_replaced_instrument_names_its_successor(focal: User, programme: Programme) -> None:
    cited = section(page(focal, programme), "h-vien-dan")
    row = next(row for row in cited.split("<tr>") if "45/2025/NĐ-CP" in row)
    assert "Đã có văn bản thay thế" in row
    assert "nay là Nghị định 150/2025/NĐ-CP" in row
    assert "Đã có văn bản thay thế" not in next(row for row in cited.split("<tr>") if "36/2025/QĐ-TTg" in row)


def test_instrument_without_follow_up_is_told_apart(focal: User, place: Place, programme: Programme) -> None:
    other = factories.programme(place, focal, 3, title="Việc khác")
    Document.objects.filter(pk=other.documents.get().document_id).update(
        number="30/CT-UBND", facts=cites(implements=["17/KH-UBND"])
    )
    idle = section(page(focal, programme), "h-bo-ngo")
    assert "30/CT-UBND" in idle
    assert "3 nhiệm vụ" in idle
    assert "17/KH-UBND" not in idle


def test_plan_of_a_department_is_the_end_of_the_chain(
    focal: User, place: Place, programme: Programme
) -> None:
    other = factories.programme(place, focal, 3, title="Việc khác")
    Document.objects.filter(pk=other.documents.get().document_id).update(
        number="30/KH-SCT", facts=cites(implements=["17/KH-UBND"])
    )
    html = page(focal, programme)
    assert "30/KH-SCT" in section(html, "h-duoi")
    assert "30/KH-SCT" not in section(html, "h-bo-ngo")


def test_plan_that_nothing_carries_out_waits_itself(focal: User, place: Place) -> None:
    alone = factories.programme(place, focal, 2)
    number = alone.documents.get().document.number
    html = page(focal, alone)
    assert number in section(html, "h-bo-ngo")
    assert "Chưa có văn bản nào trong hệ thống" in section(html, "h-duoi")


def test_plan_of_an_agency_hangs_below_and_an_owed_one_is_late(
    focal: User, place: Place, programme: Programme
) -> None:
    plan = factories.programme(place, focal, 2, focal=place.agencies[1], title="Kế hoạch của sở")
    number = plan.documents.get().document.number
    SubPlan.objects.create(
        programme=programme, organisation=place.agencies[1], due_on=TODAY, plan=plan, linked_on=TODAY
    )
    SubPlan.objects.create(
        programme=programme, organisation=place.agencies[2], due_on=TODAY - dt.timedelta(days=9)
    )
    below = section(page(focal, programme), "h-duoi")
    assert number in below
    assert "Sở Xây dựng" in below
    assert "Quá hạn ban hành" in below


def test_numbers_of_two_years_are_two_instruments(focal: User, place: Place, programme: Programme) -> None:
    old = factories.document(
        place.committee, focal, number="17/KH-UBND", date=dt.date(2023, 1, 5), title="Bản năm 2023"
    )
    facts = cites(implements=["17/KH-UBND"])
    facts["references"] = [{"number": "17/KH-UBND", "date": "2023-01-05"}]
    factories.document(place.committee, focal, number="40/KH-SYT", date=dt.date(2023, 2, 1), facts=facts)
    assert "40/KH-SYT" not in page(focal, programme)
    assert old.title not in page(focal, programme)


def test_officer_sees_numbers_but_no_documents_and_only_own_duties(
    place: Place, focal: User, programme: Programme
) -> None:
    html = page(factories.user("can.bo", place.agencies[3]), programme)
    assert "17/KH-UBND" in html
    assert "2/KH-SXD" not in html
    assert "/van-ban/" not in html.replace(reverse("programme_documents", args=[programme.pk]), "")
    own = section(html, "h-ke-hoach")
    assert "2 nhiệm vụ" in own
    assert "Đang xem các văn bản" in html


def test_other_province_is_kept_out(programme: Programme) -> None:
    client = Client()
    client.force_login(factories.user("khac", factories.place("Cao Bằng").committee, "focal"))
    assert client.get(reverse("programme_documents", args=[programme.pk])).status_code == 403


def read_twice(place: Place, focal: User) -> tuple[Programme, Document]:
    first = sample_plan.read(place.committee, focal, sample_plan.text())
    made = confirming.confirm(document=first, by=focal, at=factories.NOW, despite_doubts=True)
    again = sample_plan.PLAN.replace("17/KH-UBND", "31/KH-UBND")
    return made, sample_plan.read(place.committee, focal, sample_plan.text(again, "hai.txt"))


def test_duties_given_twice_stand_side_by_side_until_somebody_decides(place: Place, focal: User) -> None:
    made, second = read_twice(place, focal)
    pairs = section(page(focal, made), "h-trung")
    fact = second.read_facts.get(code="II.2.b")
    first = made.duties.get(code="II.2.b").fact
    assert f"{reverse('review', args=[second.pk])}?muc={fact.pk}" in pairs
    assert f"{reverse('review', args=[first.document_id])}?muc={first.pk}" in pairs
    second.read_facts.update(state="accepted")
    assert "h-trung" not in page(focal, made)


def test_pair_of_a_confirmed_document_is_settled_by_who_keeps_the_programme(
    place: Place, focal: User
) -> None:
    made, second = read_twice(place, focal)
    confirming.confirm(document=second, by=focal, at=factories.NOW, despite_doubts=True)
    fact = second.read_facts.get(code="II.2.b")
    first = made.duties.get(code="II.2.b").fact
    address = reverse("programme_twins", args=[made.pk])
    answers = {}
    for name, user in (("focal", focal), ("leader", factories.user("lanh.dao", place.committee, "leader"))):
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        answers[name] = client.post(address, {"cap": f"{first.pk}-{fact.pk}"}).status_code
        answers[f"{name} again"] = client.post(address, {"cap": f"{first.pk}-{fact.pk}"}).status_code
    assert answers == {"focal": 302, "focal again": 404, "leader": 403, "leader again": 403}
    fact.refresh_from_db()
    assert fact.doubts == []
    assert f"muc={fact.pk}" not in section(page(focal, made), "h-trung")


def test_review_shows_the_other_sentence_and_where_it_stands(place: Place, focal: User) -> None:
    made, second = read_twice(place, focal)
    client = Client()
    client.force_login(focal, backend="django.contrib.auth.backends.ModelBackend")
    fact = second.read_facts.get(code="II.2.b")
    html = client.get(f"{reverse('review', args=[second.pk])}?muc={fact.pk}").content.decode()
    assert "twin" in html
    assert f"?muc={made.duties.get(code='II.2.b').fact_id}" in html


def test_words_of_a_document_that_one_may_not_read_are_kept_from_the_review(
    place: Place, focal: User
) -> None:
    """Two departments with the same duty: each learns that there is one, not what it says or where."""
    one, other = place.agencies[1:3]
    near = factories.user("dau.moi.1", one, "focal")
    sample_plan.read(one, near, sample_plan.text())
    again = sample_plan.PLAN.replace("17/KH-UBND", "31/KH-UBND")
    keeper = factories.user("dau.moi.2", other, "focal")
    second = sample_plan.read(other, keeper, sample_plan.text(again, "hai.txt"))
    fact = second.read_facts.get(code="II.2.b")
    (doubt,) = [one for one in fact.doubts if one["code"] == "duplicate-elsewhere"]

    def seen(user: User, name: str) -> str:
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client.get(f"{reverse(name, args=[second.pk])}?muc={fact.pk}").content.decode()

    for name in ("review", "document_confirm"):
        html = seen(keeper, name)
        assert "17/KH-UBND" not in html
        assert doubt["other"]["document"] not in html
        assert f"Một văn bản khác của {one.name} giao nhiệm vụ gần cùng lời" in html
    assert "source-quote twin" not in seen(keeper, "review")
    assert "source-quote twin" in seen(focal, "review")
    assert "17/KH-UBND" in seen(focal, "review")
    fact.refresh_from_db()
    assert doubt in fact.doubts


@pytest.mark.parametrize("way", ["says", "version"])
def test_plan_is_replaced_only_once_the_later_document_is_confirmed(
    focal: User, place: Place, programme: Programme, way: str
) -> None:
    plan = programme.documents.get().document
    more = {"facts": cites(replaces=["17/KH-UBND"])} if way == "says" else {"supersedes": plan}
    later = factories.document(place.committee, focal, number="371/KH-UBND", state="read", **more)
    own = section(page(focal, programme), "h-ke-hoach")
    assert "Đã có văn bản thay thế" not in own
    assert "do Kế hoạch 371/KH-UBND" in own
    Document.objects.filter(pk=later.pk).update(state="confirmed")
    own = section(page(focal, programme), "h-ke-hoach")
    assert "Đã có văn bản thay thế" in own
    assert "nay là Kế hoạch 371/KH-UBND" in own
    assert "chưa rà soát" not in own


def test_queries_do_not_grow_with_the_chain(place: Place, focal: User, programme: Programme) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as context:
            page(focal, programme)
        return len(context)

    few = asked()
    for n in range(12):
        more = factories.programme(place, focal, 2)
        Document.objects.filter(pk=more.documents.get().document_id).update(
            number=f"{n}/KH-SX", facts=cites(f"{n}/NQ-CP", implements=["17/KH-UBND"], details=["2/KH-SXD"])
        )
    assert asked() == few


def test_programme_page_leads_to_the_chain(focal: User, programme: Programme) -> None:
    client = Client()
    client.force_login(focal, backend="django.contrib.auth.backends.ModelBackend")
    html = client.get(reverse("programme", args=[programme.pk])).content.decode()
    assert reverse("programme_documents", args=[programme.pk]) in html
    assert ProgrammeDocument.objects.filter(programme=programme).count() == 1


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_chain_is_accessible_and_fits_a_phone(browser: Any, place: Place, focal: User) -> None:
    made, _second = read_twice(place, focal)
    SubPlan.objects.create(
        programme=made, organisation=place.agencies[2], due_on=TODAY - dt.timedelta(days=9)
    )
    for number, target in (("2/KH-SXD", "17/KH-UBND"), ("5/HD-SXD", "2/KH-SXD"), ("6/HD-SXD", "2/KH-SXD")):
        factories.document(place.committee, focal, number=number, facts=cites(implements=[target]))
    plan = made.documents.get().document
    plan.facts["relations"].append({"from": None, "to": "882/QĐ-TTg", "type": "implements"})
    plan.save(update_fields=["facts"])
    upper = cites("1658/QĐ-TTg", implements=["1658/QĐ-TTg"])
    factories.document(place.committee, focal, number="882/QĐ-TTg", kind="Quyết định", facts=upper)
    browser.sign_in(focal)
    browser.go(reverse("programme_documents", args=[made.pk]))
    browser.picture("chuoi-van-ban")
    browser.check_accessibility()
    browser.picture("chuoi-van-ban")


def test_chain_without_end_is_drawn_so_far_and_cited_beyond(programme: Programme, focal: User) -> None:
    plan = programme.documents.get().document
    numbers = [f"{at}/QĐ-TTg" for at in range(900, 1_100)]
    facts = cites(*numbers, implements=numbers[:1])
    facts["relations"] += [
        {"from": later, "to": earlier, "type": "replaces"} for later, earlier in pairwise(numbers)
    ]
    Document.objects.filter(pk=plan.pk).update(facts=facts)
    client = Client()
    client.force_login(focal, backend="django.contrib.auth.backends.ModelBackend")

    answer = client.get(reverse("programme_documents", args=[programme.pk]))

    assert answer.status_code == 200
    assert all(number in answer.content.decode() for number in numbers)
