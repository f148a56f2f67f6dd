"""Warnings and doubts in the language of the page, and places that people can find."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from tinhxanh.apps.registers.facts_of_reading import OWN
from tinhxanh.core.plan import judging, reading
from tinhxanh.exchange import documents, knowledge
from tinhxanh.web import warning_words
from tinhxanh.web.warning_words import FORMS, place, say
from web.test_messages import VIETNAMESE

PLANS = Path(__file__).resolve().parents[1] / "data" / "plans"
VALUES = {"path": "điểm a mục 1 Phần II", "n": "12", "day": "05/07/2026", "id": "II.1.a", "other_id": "III.2"}


def filled(form: str) -> str:
    return re.sub(r"%\((\w+)\)s", lambda one: VALUES.get(one[1], f"X{one[1]}"), form)


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_said_in_both_languages(form: str) -> None:
    text = filled(form)
    with translation.override("vi"):
        assert say(text) == text
    with translation.override("en"):
        told = say(text)
        assert not VIETNAMESE.search(told), told
    for value in re.findall(r"%\((\w+)\)s", form):
        if value != "path":
            assert VALUES.get(value, f"X{value}") in told


def test_message_and_proposal_are_both_translated() -> None:
    with translation.override("en"):
        told = say("Nhiệm vụ II.1.a có hạn 05/07/2024, trước ngày ban hành 01/08/2024. Kiểm tra năm của hạn.")
        assert told == (
            "Duty II.1.a is due on 05/07/2024, before the day of issue 01/08/2024. "
            "Check the year of the deadline."
        )
        assert say("Quyết định 1/QĐ-X đã được thay thế bởi Luật số 9. Viện dẫn Luật số 9.") == (
            "Quyết định 1/QĐ-X has been replaced by Luật số 9. Cite Luật số 9."
        )


def test_place_that_an_assignment_names_is_said_in_english() -> None:
    with translation.override("en"):
        assert say("Mục II.2 giao điểm e mục 1 Phần II nhưng văn bản không có điểm này.") == (
            "Item II.2 assigns point e item 1 Part II, which the document does not have."
        )


def test_what_no_form_knows_stays_as_it_was_kept() -> None:
    with translation.override("en"):
        assert say("Câu của bản cũ hơn.") == "Câu của bản cũ hơn."
        assert say("") == ""


@pytest.mark.parametrize("file", sorted(PLANS.glob("*.[hdt]*[xlt]")), ids=lambda file: str(file.name))
def test_every_warning_of_a_reading_has_a_form(file: Path) -> None:
    read = reading.read(documents.load(file))
    judged = judging.judge(read, knowledge.of(read.facts.document))
    with translation.override("en"):
        for warning in judged.facts.warnings:
            if warning.code in OWN:
                continue
            text = f"{warning.message} {warning.proposal}." if warning.proposal else warning.message
            assert say(text) != text


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("p3", "đoạn 3"),
        ("II.p2", "II, đoạn 2"),
        ("II.1.p2.1", "II.1, đoạn 2, ý 1"),
        ("p3/2", "đoạn 3/2"),
        ("p3+", "đoạn 3+"),
        ("II.1.a", "II.1.a"),
        ("Điều 2.1", "Điều 2.1"),
        ("", ""),
    ],
)
def test_place_of_a_plain_paragraph_is_told_in_words(code: str, words: str) -> None:
    assert place(code) == words


def test_warning_about_a_plain_paragraph_names_it_in_words() -> None:
    assert say("Nhiệm vụ p3 chưa giao cho cơ quan nào.") == "Nhiệm vụ đoạn 3 chưa giao cho cơ quan nào."


@given(st.lists(st.sampled_from(["I", "II", "1", "a", "đ", "Điều 2", "1.2"]), min_size=1, max_size=5))
def test_printed_markers_stay_as_they_are(parts: list[str]) -> None:
    assert place(".".join(parts)) == ".".join(parts)


def test_long_text_without_a_form_costs_little() -> None:
    assert say("Nhiệm vụ . " * 2000) == "Nhiệm vụ . " * 2000
    assert len(warning_words.FORMS) == len(set(warning_words.FORMS))


def test_every_reason_why_a_file_is_not_read_has_a_form() -> None:
    """Each text that readers of files give to `Unreadable`, with letters in the place of what varies."""
    folder = Path(documents.__file__).parent
    told = re.compile(r'"((?:hãy|tệp|nội dung|phần|văn bản thuần|trang web|LibreOffice) [^"\n]+)"')
    notes = ("hãy kiểm tra lại đường dẫn", "hãy chọn một tệp văn bản", "hãy kiểm tra xem")
    with translation.override("en"):
        for file in sorted(folder.glob("*.py")):
            for found in told.findall(file.read_text("utf-8")):
                text = re.sub(r"\{[^}]*\}", "7", found)
                if not text.startswith(notes) and not text.endswith((".", "; ", "“7”")):
                    assert say(text) != text, (file.name, text)


def test_reason_why_a_file_is_not_read_is_said_whole_in_english() -> None:
    error = documents.Unreadable(
        "encrypted", "tệp được bảo vệ bằng mật khẩu", "hãy bỏ mật khẩu rồi tải lên lại", "kế hoạch.docx"
    )
    with translation.override("en"):
        assert say(error.message) == (
            "The file “kế hoạch.docx” could not be read: it is protected by a password; "
            "please take the password off and load it again."
        )
