"""A document may say anything: what it says is shown as letters, never run."""

from __future__ import annotations

from pathlib import Path
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

import factories
import sample_plan
from tinhxanh.apps.accounts.models import User
from tinhxanh.apps.programmes import confirming
from tinhxanh.apps.programmes.models import Programme
from tinhxanh.apps.registers.models import Document
from tinhxanh.apps.registers.refusals import Refused

EVIL = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'


@pytest.fixture(autouse=True)
def _files(settings: object, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def hostile(document: Document) -> Document:
    """The document with markup in its name, head, facts and text; spans stay where they are."""
    head, tail = document.canonical_text[: len(EVIL)], document.canonical_text[len(EVIL) :]
    assert len(head) == len(EVIL)
    document.filename, document.title, document.number = f"{EVIL}.txt", EVIL, EVIL
    document.canonical_text = EVIL + tail
    document.save()
    for fact in document.read_facts.all():
        words = {key: EVIL for key in ("text", "subject", "what", "name", "theme") if key in fact.value}
        lead = {"lead": [EVIL]} if "lead" in fact.value else {}
        fact.value, fact.section_title = {**fact.value, **words, **lead}, EVIL
        fact.save()
    return document


def test_markup_in_a_document_is_shown_as_letters(client: Client, db: None) -> None:
    place = factories.place()
    officer = factories.user("dau.moi", place.committee, "focal")
    document = hostile(sample_plan.read(place.committee, officer))
    client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
    pages = [reverse("documents"), reverse("document_confirm", args=[document.pk])]
    pages += [f"{reverse('review', args=[document.pk])}?muc={fact.pk}" for fact in document.read_facts.all()]
    seen = [client.get(page).content.decode() for page in pages]
    programme = confirming.confirm(document=document, by=officer, at=sample_plan.NOW, despite_doubts=True)
    pages = [reverse("programmes"), reverse("programme", args=[programme.pk])]
    pages += [reverse("duty", args=[duty.pk]) for duty in programme.duties.all()]
    seen += [client.get(page).content.decode() for page in pages]
    assert any("&lt;script&gt;alert(1)" in html for html in seen)
    assert [html for html in seen if "<script>alert" in html or "<img src=x" in html] == []


@pytest.mark.django_db(transaction=True)
def test_two_who_confirm_at_once_make_one_programme() -> None:
    place = factories.place()
    officer = factories.user("dau.moi", place.committee, "focal")
    document = sample_plan.read(place.committee, officer)
    said: list[str] = []
    start = Barrier(4)

    def go(by: User) -> None:
        start.wait()
        try:
            confirming.confirm(document=document, by=by, at=sample_plan.NOW, despite_doubts=True)
            said.append("made")
        except Refused:
            said.append("refused")
        finally:
            connection.close()

    threads = [Thread(target=go, args=[officer]) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(said) == ["made", "refused", "refused", "refused"]
    assert Programme.objects.count() == 1
