"""English: every message of pages and views is translated, whole, with the same placeholders."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from babel.messages.mofile import write_mo
from django.test import Client
from django.utils.translation import trans_real

import factories
from tinhxanh.apps.accounts.models import Membership, Organisation
from tinhxanh.apps.registers.models import ReadFact
from tinhxanh.core.plan.checks import nature, shape
from tinhxanh.exchange import reference
from tinhxanh.web import messages, reference_words, warning_words

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")
VIETNAMESE = re.compile(r"[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]", re.I)
NAMES = re.compile(
    r"Tỉnh Xanh|Hoàng Sa|Trường Sa|Đà Nẵng|Khánh Hòa|nuoc thai, quan trắc, 1\.b …|“giả định”"
    r"|NĐ-CP|TN&MT|KT\. GIÁM ĐỐC"
)


def test_every_message_of_the_sources_is_in_the_catalogue() -> None:
    known = {message.id[0] if isinstance(message.id, tuple) else message.id for message in messages.read()}
    missing = {message: file for message, file in messages.written() if _key(message) not in known}
    assert not missing, "run python -m tinhxanh.web.messages and translate what it names"


def _key(message: str | tuple[str, ...]) -> str:
    return message if isinstance(message, str) else message[0]


def test_every_message_is_translated_with_its_placeholders() -> None:
    for message in messages.read():
        if not message.id:
            continue
        sources = message.id if isinstance(message.id, tuple) else (message.id,)
        texts = message.string if isinstance(message.string, tuple) else (message.string,)
        for text in texts:
            assert text, message.id
            assert set(PLACEHOLDER.findall(text)) == set(PLACEHOLDER.findall(sources[0])), message.id
            assert not message.fuzzy


def test_no_translation_is_left_in_vietnamese() -> None:
    for message in messages.read():
        texts = message.string if isinstance(message.string, tuple) else (message.string,)
        if message.id:
            assert not any(VIETNAMESE.search(NAMES.sub("", text)) for text in texts), message.id


def test_update_adds_what_is_new_and_drops_what_is_gone() -> None:
    waiting = set(messages.update(messages.read()))
    catalogue = messages.read()
    catalogue.delete("Bảng điểm")
    catalogue.add("Câu đã bỏ", "A sentence left out")
    assert set(messages.update(catalogue)) - waiting == {"Bảng điểm"}
    assert catalogue.get("Câu đã bỏ") is None
    assert catalogue.get("Chương trình").string == "Programmes"


def test_extraction_sees_templates_and_views() -> None:
    files = {file for _, file in messages.written()}
    assert {"base.html", "scoreboard.html", "organisations.py", "context.py"} <= files


def test_words_of_reference_rows_and_choices_are_named_for_translation() -> None:
    rows = reference.table(reference.Edition)
    labels = {text for row in rows for text in (row.label, row.break_label, row.break_note) if text}
    assert labels == set(reference_words.EDITIONS)
    assert {row.unit for row in reference.table(reference.Indicator)} == set(reference_words.UNITS)
    told = {nature.CONTRACT, nature.NO_AGENCY, f"{nature.PROPOSAL}.", shape.GUESS, f"{shape.COMPARE}."}
    assert told <= set(warning_words.FORMS)
    assert [label for _, label in ReadFact.Kind.choices] == list(reference_words.FACTS)
    assert [label for _, label in ReadFact.State.choices] == list(reference_words.DECISIONS_ON_FACTS)
    assert [label for _, label in Organisation.Kind.choices] == list(reference_words.KINDS)
    assert [label for _, label in Membership.Role.choices] == list(reference_words.ROLES)


@pytest.fixture
def english(tmp_path: Path, settings: Any) -> Iterator[Client]:
    """A client that asks for English, with the catalogue compiled for this test."""
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "django.mo").open("wb") as stream:
        write_mo(stream, messages.read())
    settings.LOCALE_PATHS = [tmp_path]
    trans_real._translations.clear()
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    yield client
    trans_real._translations.clear()


@pytest.mark.django_db
def test_pages_speak_english_where_asked(english: Client) -> None:
    place = factories.place()
    english.force_login(
        factories.user("thu.ha", place.committee, "administrator"),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    html = english.get("/co-quan/").content.decode()
    assert '<html lang="en">' in html
    assert "Directory of agencies" in html
    assert "Danh bạ cơ quan" not in html
    assert "6 agencies on" in html


@pytest.mark.django_db
@pytest.mark.parametrize("accepted", ["", "en-US,en;q=0.9", "fr"])
@pytest.mark.parametrize("cookie", ["", "vi", "xx"])
def test_pages_speak_vietnamese_unless_english_was_chosen(settings: Any, accepted: str, cookie: str) -> None:
    client = Client(headers={"accept-language": accepted})
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = cookie
    html = client.get("/tai-khoan/login/").content.decode()
    assert '<html lang="vi">' in html
    assert "Đăng nhập" in html


@pytest.mark.django_db
def test_choice_of_language_is_kept() -> None:
    client = Client()
    client.post("/ngon-ngu/", {"language": "en", "next": "/tai-khoan/login/"})
    assert '<html lang="en">' in client.get("/tai-khoan/login/").content.decode()
