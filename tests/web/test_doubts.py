"""Doubts that outlived the review: shown at the duty of the programme until somebody has looked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

import factories
import sample_plan
from factories import Place
from sample_plan import NOW
from tinhxanh.apps.accounts.models import User
from tinhxanh.apps.programmes import confirming
from tinhxanh.apps.programmes.models import Duty, Programme
from tinhxanh.apps.registers.models import ReadFact
from tinhxanh.core.plan.checks import shape

GUESS = {
    "code": "row-by-guess",
    "message": f"{shape.GUESS} {shape.COMPARE}.",
    "field": None,
    "name": None,
    "proposals": [],
}


@pytest.fixture(autouse=True)
def _files(settings: object, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def place(db: None) -> Place:
    return factories.place()


@pytest.fixture
def officer(place: Place) -> User:
    return factories.user("dau.moi", place.committee, "focal")


@pytest.fixture
def programme(place: Place, officer: User) -> Programme:
    """Made while a row that was told apart by guess waited, and a target that nobody had looked at."""
    document = sample_plan.read(place.committee, officer)
    document.read_facts.update(doubts=[])
    document.read_facts.filter(kind=ReadFact.Kind.TASK, code="II.1.a").update(doubts=[GUESS])
    other = document.read_facts.exclude(kind=ReadFact.Kind.TASK).order_by("pk").first()
    document.read_facts.filter(pk=other.pk).update(doubts=[GUESS])
    return confirming.confirm(document=document, by=officer, at=NOW, despite_doubts=True)


@pytest.fixture
def duty(programme: Programme) -> Duty:
    return programme.duties.get(code="II.1.a")


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def said(response: Any) -> str:
    return " ".join(response.content.decode().split())


def test_programme_marks_the_duty_and_lists_those_that_wait(
    officer: User, programme: Programme, duty: Duty
) -> None:
    client = signed_in(officer)
    page = said(client.get(reverse("programme", args=[programme.pk])))
    assert page.count("</svg>Cần xem bản đọc</span>") == 1
    assert 'href="?doubted=on#danh-sach">1 nhiệm vụ</a>' in page
    assert "loai=can-xem" in page
    assert "1 mục khác" in page
    narrowed = said(client.get(reverse("programme", args=[programme.pk]), {"doubted": "on"}))
    assert f'id="nv-{duty.pk}"' in narrowed
    assert narrowed.count('<tr id="nv-') == 1


def test_duty_tells_the_doubt_with_its_sentence_and_who_has_looked(officer: User, duty: Duty) -> None:
    client = signed_in(officer)
    page = said(client.get(reverse("duty", args=[duty.pk])))
    assert shape.GUESS in page
    assert f"{reverse('review', args=[duty.document_id])}?muc={duty.fact_id}" in page
    assert shape.GUESS in said(client.get(reverse("duty_opened", args=[duty.pk])))
    sent = {"muc": duty.fact_id, "nhiem-vu": "1"}
    answer = client.post(reverse("review_looked", args=[duty.document_id]), sent, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("duty", args=[duty.pk])
    page = said(answer)
    assert 'id="can-xem"' not in page
    assert "So bản đọc với văn bản" in page
    assert str(officer) in page
    again = client.post(reverse("review_looked", args=[duty.document_id]), sent, follow=True)
    assert "Đã có người xem mục này rồi." in said(again)


def test_agency_sees_the_doubt_and_cannot_settle_it(place: Place, programme: Programme, duty: Duty) -> None:
    lead = duty.agencies.get(role="lead").organisation
    client = signed_in(factories.user("can.bo", lead, "officer"))
    page = said(client.get(reverse("duty", args=[duty.pk])))
    assert shape.GUESS in page
    assert 'href="#cau-giao-viec"' in page
    assert "Đã so với văn bản" not in page
    sent = {"muc": duty.fact_id, "nhiem-vu": "1"}
    assert client.post(reverse("review_looked", args=[duty.document_id]), sent).status_code == 403
    assert Duty.objects.get(pk=duty.pk).fact.state == ReadFact.State.TODO


def test_review_of_a_confirmed_document_settles_what_is_no_duty(officer: User, programme: Programme) -> None:
    client = signed_in(officer)
    fact = ReadFact.objects.exclude(kind=ReadFact.Kind.TASK).exclude(doubts=[]).get()
    address = reverse("review", args=[fact.document_id])
    page = said(client.get(address, {"loai": "can-xem", "muc": fact.pk}))
    assert shape.GUESS in page
    assert "Đã so với văn bản" in page
    sent = {"muc": fact.pk, "loai": "can-xem"}
    answer = client.post(reverse("review_looked", args=[fact.document_id]), sent, follow=True)
    assert answer.redirect_chain[-1][0].startswith(address)
    fact.refresh_from_db()
    assert (fact.state, fact.decided_by) == (ReadFact.State.ACCEPTED, officer)


def test_doubt_is_told_in_english_on_an_english_page(officer: User, duty: Duty) -> None:
    client = signed_in(officer)
    client.cookies["django_language"] = "en"
    page = said(client.get(reverse("duty", args=[duty.pk])))
    assert "The cells of this row were told apart by guess" in page
    assert shape.GUESS not in page


def test_history_tells_that_somebody_has_looked(place: Place, officer: User, duty: Duty) -> None:
    signed_in(officer).post(reverse("review_looked", args=[duty.document_id]), {"muc": duty.fact_id})
    auditor = signed_in(factories.user("kiem.tra", place.committee, "auditor"))
    page = auditor.get("/lich-su/?kind=fact")
    (line,) = [one for one in page.context["acts"] if one.why == "Đã so với văn bản"]
    assert (line.who, line.n) == (str(officer), 1)
    assert line.name.startswith("II.1.a Lập danh sách")
    told = said(auditor.get("/lich-su/thay-doi/", {"act": line.key, "kind": "fact"}))
    assert "<ins>Đã chấp nhận</ins>" in told
