"""The way from a file to a programme in a real browser, by keys where there are keys."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

import factories
import sample_plan
from factories import Place
from tinhxanh.apps.accounts.models import User
from tinhxanh.apps.programmes.models import Programme
from tinhxanh.apps.registers import reading
from tinhxanh.apps.registers.models import Document, ReadFact

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Kind, State = ReadFact.Kind, ReadFact.State


@pytest.fixture(autouse=True)
def _files(settings: object, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def place(transactional_db: None) -> Place:
    return factories.place()


@pytest.fixture
def officer(place: Place) -> User:
    return factories.user("dau.moi", place.committee, "focal")


@pytest.fixture
def document(place: Place, officer: User) -> Document:
    return sample_plan.read(place.committee, officer)


@pytest.fixture
def at_review(browser: Any, officer: User, document: Document) -> Any:
    browser.sign_in(officer)
    browser.go(f"/van-ban/{document.pk}/ra-soat/")
    return browser


def here(visitor: Any) -> str:
    return visitor.page.locator(".fact.is-here .code").first.inner_text()


def state(document: Document, code: str) -> str:
    return document.read_facts.get(kind=Kind.TASK, code=code).state


def press(visitor: Any, key: str, then: str) -> None:
    """Press a key and wait until the fact `then` is in hand."""
    visitor.page.keyboard.press(key)
    visitor.page.wait_for_function(
        "code => document.querySelector('.fact.is-here .code')?.textContent === code", arg=then
    )
    visitor.page.wait_for_load_state("networkidle")


def test_from_a_word_file_to_a_programme(browser: Any, officer: User, tmp_path: Path) -> None:
    file = tmp_path / "ke-hoach.docx"
    file.write_bytes(sample_plan.word(12).read())
    browser.sign_in(officer)
    browser.go("/van-ban/")
    browser.page.set_input_files("input[type=file]", file)
    browser.page.get_by_text("Tải lên và đọc").click()
    browser.page.wait_for_selector("#waiting")
    reading.run(document_id=str(Document.objects.get().pk), clock=timezone.now)
    browser.page.wait_for_selector("#review")
    assert here(browser) == "II.1"
    browser.follow(browser.page.get_by_role("link", name="Lập chương trình"))
    if browser.page.get_by_text("Lập dù còn điều cần xem").count():
        browser.page.get_by_text("Lập dù còn điều cần xem").click()
    browser.page.get_by_role("button", name="Lập chương trình").click()
    browser.page.wait_for_url("**/chuong-trinh/**")
    assert Programme.objects.get().duties.count() == 12


def test_keys_walk_accept_and_reject(at_review: Any, document: Document) -> None:
    assert here(at_review) == "II.1.a"
    press(at_review, "j", "II.1.b")
    press(at_review, "k", "II.1.a")
    press(at_review, "a", "II.1.b")
    assert state(document, "II.1.a") == State.ACCEPTED
    press(at_review, "x", "II.2.a")
    assert state(document, "II.1.b") == State.REJECTED
    press(at_review, "k", "II.1.b")
    press(at_review, "k", "II.1.a")
    at_review.page.keyboard.press("g")
    expect(at_review.page.locator(".fact.is-here [data-none=g]")).to_be_visible()
    assert "2 / " in at_review.page.locator(".review-progress").inner_text()


def test_an_agency_is_chosen_from_suggestions_typed_without_diacritics(
    at_review: Any, document: Document
) -> None:
    entry = at_review.page.get_by_label("Phối hợp")
    entry.fill("thanh tra")
    at_review.page.locator(".suggestion", has_text="Thanh tra tỉnh").click()
    entry.blur()
    press(at_review, "a", "II.1.b")
    fact = document.read_facts.get(kind=Kind.TASK, code="II.1.a")
    assert fact.value["coordinate"] == ["Sở Công Thương", "Thanh tra tỉnh"]
    assert fact.state == State.EDITED


def test_a_marked_stretch_becomes_a_duty(at_review: Any, document: Document) -> None:
    at_review.page.evaluate(
        """() => {
          const items = [...document.querySelectorAll('.doc-item')];
          const item = items.find(p => p.textContent.includes('Nâng điểm'));
          const text = [...item.childNodes].find(n => n.nodeType === 3 && n.textContent.includes('Nâng'));
          const range = document.createRange();
          range.setStart(text, text.textContent.indexOf('Nâng'));
          range.setEnd(text, text.textContent.indexOf('trước') + 5);
          getSelection().removeAllRanges();
          getSelection().addRange(range);
        }"""
    )
    at_review.page.locator(".missed-float").dispatch_event("mousedown")
    at_review.page.get_by_text("Đã thêm một nhiệm vụ").wait_for()
    added = document.read_facts.get(kind=Kind.TASK, as_read__isnull=True)
    assert added.value["text"] == "Nâng điểm của tỉnh so với năm trước"


def test_a_click_on_a_marked_sentence_opens_its_fact(at_review: Any, document: Document) -> None:
    citation = document.read_facts.filter(kind=Kind.REFERENCE).first()
    at_review.page.locator(f'.span[data-fact="{citation.pk}"]').first.click()
    at_review.page.wait_for_selector(f"#m-{citation.pk}.is-here")
    assert "loai=" in at_review.page.url or "muc=" in at_review.page.url


def test_the_second_of_two_people_sees_what_happened(
    at_review: Any, document: Document, officer: User
) -> None:
    fact = document.read_facts.get(kind=Kind.TASK, code="II.1.a")
    ReadFact.objects.filter(pk=fact.pk).update(version=7, decided_by=officer)
    at_review.page.get_by_label("Việc phải làm").fill("Câu của tôi")
    at_review.page.locator(".fact.is-here [data-key=a]").click()
    at_review.page.get_by_text("vừa thay đổi mục II.1.a").wait_for()
    assert at_review.page.get_by_label("Việc phải làm").input_value() == "Câu của tôi"


def test_a_file_over_the_limit_is_stopped_before_it_travels(
    browser: Any, officer: User, settings: object, tmp_path: Path
) -> None:
    settings.UPLOAD_LIMIT_MB = 1
    file = tmp_path / "to.pdf"
    file.write_bytes(bytes(2 << 20))
    browser.sign_in(officer)
    browser.go("/van-ban/")
    browser.page.set_input_files("input[type=file]", file)
    assert browser.page.locator("#upload-too-large").is_visible()
    browser.page.get_by_text("Tải lên và đọc").click()
    assert browser.page.url.endswith("/van-ban/")
    assert not Document.objects.exists()


@pytest.mark.parametrize("path", ["", "?loai=can-xem", "?loai=chi-tieu", "?loai=van-ban", "?tach=1"])
def test_the_review_is_accessible(at_review: Any, document: Document, path: str) -> None:
    at_review.go(f"/van-ban/{document.pk}/ra-soat/{path}")
    at_review.check_accessibility()


def test_the_other_pages_are_accessible(at_review: Any, document: Document) -> None:
    for path in ("/van-ban/", f"/van-ban/{document.pk}/lap-chuong-trinh/"):
        at_review.go(path)
        at_review.check_accessibility()
    Document.objects.filter(pk=document.pk).update(state="failed", error_text="Tệp hỏng.")
    at_review.go(f"/van-ban/{document.pk}/")
    at_review.check_accessibility()
