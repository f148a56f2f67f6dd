"""Text files: encodings, letters of old fonts, pages and lines."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exchange.documents import plan_files
from tinhxanh.core.plan.source import Line
from tinhxanh.exchange.documents import Unreadable, language, legacy_letters, load, syllables

SENTENCE = "Ủy ban nhân dân tỉnh giao Sở Nông nghiệp và Môi trường chủ trì, đề xuất phương án xử lý nước thải"
LETTERS = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ"


def lines(data: bytes) -> list[str]:
    return [e.text for e in load(data).elements if isinstance(e, Line)]


def tcvn3(text: str) -> str:
    """`text` as a TCVN3 font wants it: the inverse of the reader's table."""
    inverse = {letter: chr(code) for code, letter in legacy_letters.TCVN3.items()}
    return "".join(inverse.get(letter, inverse.get(letter.lower(), letter)) for letter in text)


def vni(text: str) -> str:
    """`text` as a VNI font wants it."""
    marks = {v: k for k, v in legacy_letters.VNI_MARKS.items()}
    alone = {
        "đ": "ñ",
        "Đ": "Ñ",
        "ơ": "ô",
        "Ơ": "Ô",
        "ư": "ö",
        "Ư": "Ö",
        "ỉ": "æ",
        "ĩ": "ó",
        "ị": "ò",
        "ỵ": "î",
    }
    spelt = []
    for letter in text:
        base, *rest = unicodedata.normalize("NFD", letter)
        rest = [mark for mark in rest if mark != "\u031b"]
        stem = (
            unicodedata.normalize("NFC", base + "\u031b")
            if "\u031b" in unicodedata.normalize("NFD", letter)
            else base
        )
        if letter in alone or not rest:
            spelt.append(alone.get(letter, alone.get(stem, stem)))
        elif base in "iI":
            spelt.append(letter)
        else:
            mark = marks["".join(sorted(rest, key=lambda m: m not in "\u0302\u0306"))]
            spelt.append(alone.get(stem, stem) + (mark.upper() if letter.isupper() else mark))
    return "".join(spelt)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_text_is_read_in_every_encoding(encoding: str) -> None:
    document = load(f"{SENTENCE}\n\nII. NHIỆM VỤ".encode(encoding))
    assert [e.text for e in document.elements if isinstance(e, Line)] == [SENTENCE, "", "II. NHIỆM VỤ"]
    assert document.notes == ()
    assert document.n_pages is None


def test_decomposed_letters_are_composed() -> None:
    assert lines(unicodedata.normalize("NFD", SENTENCE).encode()) == [SENTENCE]


def test_windows_1258_is_recognised_with_a_note() -> None:
    # The code page has letters with circumflex, breve and horn, and sets the tone behind them.
    marks = "\u0300\u0301\u0303\u0309\u0323"
    spelt = ""
    for letter in SENTENCE:
        parts = unicodedata.normalize("NFD", letter)
        tone = "".join(mark for mark in parts if mark in marks)
        spelt += unicodedata.normalize("NFC", "".join(p for p in parts if p not in marks)) + tone
    document = load(spelt.encode("cp1258"))
    assert document.elements == (Line(SENTENCE),)
    assert [note.code for note in document.notes] == ["legacy-encoding"]


def test_tcvn3_bytes_are_recognised_with_a_note() -> None:
    text = SENTENCE.lower()
    document = load(tcvn3(text).encode("latin-1"))
    assert document.elements == (Line(text),)
    assert [note.code for note in document.notes] == ["legacy-encoding"]


def test_vni_bytes_are_recognised_with_a_note() -> None:
    document = load(vni(SENTENCE).encode("latin-1"))
    assert document.elements == (Line(SENTENCE),)
    assert [note.code for note in document.notes] == ["legacy-encoding"]


@pytest.mark.parametrize("spell", [tcvn3, vni])
def test_old_letters_inside_unicode_text_are_recognised(spell: Callable[[str], str]) -> None:
    text = SENTENCE.lower()
    document = load("\n".join([spell(text)] * 5).encode())
    assert document.elements == (Line(text),) * 5
    assert [note.code for note in document.notes] == ["legacy-encoding"]


def test_tables_of_old_letters_cover_the_alphabet() -> None:
    assert legacy_letters.from_tcvn3(tcvn3(LETTERS)) == LETTERS
    assert legacy_letters.from_vni(vni(LETTERS)) == LETTERS
    assert legacy_letters.from_vni(vni(LETTERS.upper())) == LETTERS.upper()
    assert legacy_letters.from_tcvn3(tcvn3(LETTERS), capitals=True) == LETTERS.upper()


def test_sound_text_with_signs_of_latin_1_is_left_alone() -> None:
    text = "Diện tích 200 m², nhiệt độ 25 °C, © Sở Tài chính – “chỉ tiêu” ± 5 §"
    assert lines(text.encode()) == [text]


def test_form_feeds_are_pages() -> None:
    document = load("trang một\n\ftrang hai\n\f".encode())
    assert document.n_pages == 2
    assert [(e.text, e.page) for e in document.elements if isinstance(e, Line)] == [
        ("trang một", 1),
        ("", 1),
        ("trang hai", 2),
        ("", 2),
    ]


def test_tabs_stay_and_other_white_space_at_the_end_goes() -> None:
    assert lines("1\tSở Xây dựng\t\t  \r\n   \r\nhết".encode()) == ["1\tSở Xây dựng\t\t", "", "hết"]


def test_invisible_characters_are_dropped() -> None:
    assert lines("Sở\u200b Công\u00ad Thương\ufeff \uf0b7 việc".encode()) == ["Sở Công Thương • việc"]


def test_binary_content_is_no_text() -> None:
    with pytest.raises(Unreadable) as caught:
        load(bytes([1, 2, 0, 250, 3, 7]) * 400)
    assert caught.value.code == "unknown-format"


def test_english_text_is_read_with_a_note() -> None:
    document = load(b"The provincial committee shall publish the annual report on the environment. " * 5)
    assert [note.code for note in document.notes] == ["not-vietnamese"]


def test_text_without_diacritics_is_read_with_a_note() -> None:
    document = load(b"Uy ban nhan dan tinh giao So Nong nghiep va Moi truong chu tri, bao cao dinh ky. " * 5)
    assert [note.code for note in document.notes] == ["without-diacritics"]


@pytest.mark.parametrize(
    "word", ["nghiêng", "quyết", "giếng", "gì", "khuỷu", "xoong", "ướt", "y", "yếu", "quý", "đào"]
)
def test_syllables_are_known(word: str) -> None:
    assert syllables.is_syllable(word)


@pytest.mark.parametrize("word", ["plan", "ubnd", "strong", "kwh", "zero", "nghh", "trướcc"])
def test_other_words_are_no_syllables(word: str) -> None:
    assert not syllables.is_syllable(word)


@settings(derandomize=True, max_examples=200, deadline=None)
@given(st.binary(min_size=1, max_size=400))
def test_any_bytes_are_text_or_unreadable(data: bytes) -> None:
    answer = plan_files.answer(data, "tệp.txt")
    if isinstance(answer, Unreadable):
        assert str(answer).startswith("Không đọc được tệp “tệp.txt”: ")
    else:
        assert all(unicodedata.is_normalized("NFC", text) for text in language.texts(answer.elements))


def test_hyphen_that_pdfium_marks_at_the_end_of_a_line_is_a_hyphen_and_ends_it() -> None:
    printed = "Công văn số 12/SXD\ufffeHT về giá nước\ufffe\nsạch"
    assert lines(printed.encode()) == ["Công văn số 12/SXD-", "HT về giá nước-", "sạch"]


def test_numbers_of_lines_are_left_out() -> None:
    printed = ["I. MỤC TIÊU", "", "1. Trồng phi lao", "chắn cát ven", "biển."] * 6
    data = "\n".join(f"{n:4}  {line}" for n, line in enumerate(printed, 1)).encode()
    assert lines(data) == printed


def test_numbers_of_rows_and_points_stay() -> None:
    points = [f"{n}  Trồng phi lao ở bãi số {n}" for n in range(1, 31)]
    rows = [f"{n}\ttrồng phi lao\tSở Nội vụ" for n in range(1, 31)]
    assert lines("\n".join(points).encode()) == points
    assert lines("\n".join(rows).encode()) == rows
