"""Keys of Vietnamese text: known answers and properties."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinhxanh.core.vietnamese import ALPHABET, expand, fold, sort_key

LETTERS = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
words = st.text(st.sampled_from(LETTERS), min_size=1, max_size=7)
names = st.lists(words, min_size=1, max_size=5).map(" ".join)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Ủy ban nhân dân tỉnh Lạng Sơn", "uy ban nhan dan tinh lang son"),
        ("UỶ BAN NHÂN DÂN TỈNH LẠNG SƠN", "uy ban nhan dan tinh lang son"),
        ("Thanh Hoá", "thanh hoa"),
        ("Thanh Hóa", "thanh hoa"),
        ("Bà Rịa – Vũng Tàu", "ba ria vung tau"),
        ("Bà Rịa-Vũng Tàu", "ba ria vung tau"),
        ("ĐẮK  LẮK\u00a0", "dak lak"),
        ("doanh nghiệp “xanh”", "doanh nghiep xanh"),
        ("điểm II.1.đ", "diem ii.1.d"),
        ("", ""),
    ],
)
def test_fold_known_answers(text: str, key: str) -> None:
    assert fold(text) == key


@given(st.text())
def test_fold_twice_is_fold(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_fold_of_either_normal_form_is_one(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@given(names)
def test_fold_leaves_plain_letters_only(name: str) -> None:
    assert set(fold(name)) <= set("abcdefghijklmnopqrstuvwxyz ")


@given(names)
def test_fold_of_upper_case_is_the_same(name: str) -> None:
    assert fold(name.upper()) == fold(name)


def test_sort_key_follows_the_alphabet() -> None:
    assert sorted(ALPHABET, key=sort_key) == list(ALPHABET)


def test_sort_key_orders_tones_as_dictionaries_do() -> None:
    assert sorted(["mạ", "má", "mã", "mả", "mà", "ma"], key=sort_key) == ["ma", "mà", "mả", "mã", "má", "mạ"]


def test_sort_key_puts_tone_after_every_letter() -> None:
    assert sorted(["Hòa Bình", "Hoa Lư", "Hỏa Lò", "Hoa"], key=sort_key) == [
        "Hoa",
        "Hòa Bình",
        "Hỏa Lò",
        "Hoa Lư",
    ]


def test_sort_key_of_provinces_keeps_d_and_đ_apart() -> None:
    provinces = ["Sơn La", "Đồng Nai", "Điện Biên", "Cà Mau", "Đà Nẵng", "Cần Thơ", "Cao Bằng", "Đắk Lắk"]
    assert sorted(provinces, key=sort_key) == [
        "Cà Mau",
        "Cao Bằng",
        "Cần Thơ",
        "Đà Nẵng",
        "Đắk Lắk",
        "Điện Biên",
        "Đồng Nai",
        "Sơn La",
    ]


@given(names)
def test_sort_key_fits_its_column(name: str) -> None:
    assert len(sort_key(name)) <= 1.5 * len(name) + 2


@given(names, names)
def test_sort_key_is_whole_before_longer(first: str, rest: str) -> None:
    assert sort_key(first) < sort_key(f"{first} {rest}")


@given(st.text())
def test_sort_key_of_either_normal_form_is_one(text: str) -> None:
    assert sort_key(unicodedata.normalize("NFD", text)) == sort_key(unicodedata.normalize("NFC", text))


@given(names, names)
def test_sort_key_differs_where_letters_or_tones_of_a_syllable_differ(one: str, other: str) -> None:
    if fold(one) != fold(other):
        assert sort_key(one) != sort_key(other)


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("Sở TN&MT", "Sở Tài nguyên và Môi trường"),
        ("Sở TN & MT", "Sở Tài nguyên và Môi trường"),
        ("Sở NN&PTNT", "Sở Nông nghiệp và Phát triển nông thôn"),
        ("Sở KH&ĐT", "Sở Kế hoạch và Đầu tư"),
        ("Sở LĐ-TB&XH", "Sở Lao động - Thương binh và Xã hội"),
        ("Sở Văn hoá, Thể thao và Du lịch", "Sở VH,TT&DL"),
        ("UBND tỉnh", "Uỷ ban nhân dân tỉnh"),
        ("BQL các KCN tỉnh", "Ban Quản lý các khu công nghiệp tỉnh"),
        ("VP. UBND TP. Lạng Sơn", "Văn phòng Ủy ban nhân dân thành phố Lạng Sơn"),
        ("Đài PT-TH tỉnh", "Đài Phát thanh và Truyền hình tỉnh"),
        ("BCH Quân sự tỉnh", "Bộ Chỉ huy Quân sự tỉnh"),
        ("UBMTTQ tỉnh", "Ủy ban Mặt trận Tổ quốc tỉnh"),
    ],
)
def test_expand_makes_short_and_full_names_meet(short: str, full: str) -> None:
    assert expand(short) == expand(full)


def test_expand_leaves_ambiguous_letters_alone() -> None:
    assert expand("TT Hành chính công") == "tt hanh chinh cong"


@given(names)
def test_expand_twice_is_expand(name: str) -> None:
    assert expand(expand(name)) == expand(name)
