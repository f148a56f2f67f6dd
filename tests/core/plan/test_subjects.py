"""What a cited instrument is about and who issued it."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.plan.lines import document
from tinhxanh.core.plan import reading
from tinhxanh.core.plan.citing import instruments


def _subject(text: str) -> str | None:
    return next(instruments.find(text)).subject


@pytest.mark.parametrize(
    ("behind", "subject"),
    [
        ("về phòng, chống ngập úng đô thị;", "phòng, chống ngập úng đô thị"),
        (
            "phê duyệt Đề án thu gom nước mưa đến năm 2030, tầm nhìn đến năm 2045.",
            "phê duyệt Đề án thu gom nước mưa đến năm 2030, tầm nhìn đến năm 2045",
        ),
        ("về bảo vệ nguồn nước, UBND tỉnh yêu cầu các sở thực hiện", "bảo vệ nguồn nước"),
        ("về bảo vệ nguồn nước, sau khi rà soát, Sở Y tế báo cáo", "bảo vệ nguồn nước"),
        ("về giá nước, Quyết định số 9/QĐ-UBND", "giá nước"),
        ("phê duyệt Đề án cấp nước (sau đây gọi tắt là Đề án 311)", "phê duyệt Đề án cấp nước"),
        (
            "về Nghị quyết Trung ương 7 (khóa XI) và giữ nước;",
            "Nghị quyết Trung ương 7 (khóa XI) và giữ nước",
        ),
        ("về danh mục nguồn thải (cập nhật);", "danh mục nguồn thải (cập nhật)"),
        (
            "phê duyệt Đề án “Hồ điều hòa nhằm chống ngập, giữ nước để tưới”;",
            "phê duyệt Đề án “Hồ điều hòa nhằm chống ngập, giữ nước để tưới”",
        ),
        ("công bố hiện trạng hồ, ao;", "công bố hiện trạng hồ, ao"),
        ("sửa đổi, bổ sung giá nước;", "sửa đổi, bổ sung giá nước"),
    ],
)
def test_subject_goes_as_far_as_the_title(behind: str, subject: str) -> None:
    assert _subject(f"Quyết định số 311/QĐ-TTg ngày 12/3/2024 của Thủ tướng Chính phủ {behind}") == subject


def test_subject_without_about_needs_a_date_or_an_issuer() -> None:
    assert _subject("theo Kế hoạch số 311/KH-UBND nâng cao chất lượng nước.") is None
    assert _subject("Kế hoạch số 311/KH-UBND ngày 12/3/2024 nâng cao chất lượng nước.") is not None


_WORDS = st.lists(st.sampled_from(["nước", "hồ", "đê", "mưa", "ngập"]), min_size=1, max_size=3).map(" ".join)


@given(st.lists(_WORDS, min_size=1, max_size=5))
def test_commas_between_plain_words_end_no_subject(parts: list[str]) -> None:
    title = ", ".join(parts)

    assert _subject(f"Chỉ thị số 5/CT-TTg ngày 12/3/2024 về quản lý {title};") == f"quản lý {title}"


@pytest.mark.parametrize(
    ("of", "issuer"),
    [
        ("Bộ trưởng Bộ Xây dựng về cấp nước", "Bộ trưởng Bộ Xây dựng"),
        ("Ban Chỉ đạo quản lý cấp nước tỉnh về trực ban", "Ban Chỉ đạo quản lý cấp nước tỉnh"),
        ("Văn phòng Chính phủ V/v giá nước", "Văn phòng Chính phủ"),
        ("THỦ TƯỚNG CHÍNH PHỦ về giá nước", "Thủ tướng Chính phủ"),
        ("BAN THƯỜNG VỤ TỈNH ỦY VỀ GIÁ NƯỚC", "Ban Thường vụ Tỉnh ủy"),
    ],
)
def test_issuer_ends_where_the_subject_begins(of: str, issuer: str) -> None:
    assert next(instruments.find(f"Công văn số 311/BCĐ-VP ngày 12/3/2024 của {of}.")).issuer == issuer


def test_term_of_a_council_stands_between_issuer_and_subject() -> None:
    cited = next(
        instruments.find("Nghị quyết số 31/NQ-HĐND ngày 12/3/2024 của HĐND tỉnh khóa XV về giá nước.")
    )

    assert (cited.issuer, cited.subject) == ("HĐND tỉnh", "giá nước")


def test_law_that_amends_is_cited_with_its_day() -> None:
    facts = reading.read(
        document(
            "KẾ HOẠCH\nCấp nước năm 2026\n"
            "Căn cứ Luật sửa đổi, bổ sung một số điều của 11 Luật có liên quan đến cấp nước ngày 12/3/2024;\n"
            "Căn cứ Luật Tổ chức HĐND và UBND ngày 26/11/2003;\n"
        )
    ).facts

    assert [(one.subject, one.date) for one in facts.references] == [
        (
            "Luật sửa đổi, bổ sung một số điều của 11 Luật có liên quan đến cấp nước",
            dt.date(2024, 3, 12),
        ),
        ("Luật Tổ chức HĐND và UBND", dt.date(2003, 11, 26)),
    ]


def test_title_in_capitals_cites_the_instrument_that_the_text_cites() -> None:
    facts = reading.read(
        document(
            "KẾ HOẠCH\nTHỰC HIỆN QUYẾT ĐỊNH SỐ 311/QĐ-TTG CỦA THỦ TƯỚNG CHÍNH PHỦ PHÊ DUYỆT ĐỀ ÁN CẤP NƯỚC\n"
            "Thực hiện Quyết định số 311/QĐ-TTg ngày 12/3/2024 của Thủ tướng Chính phủ phê duyệt Đề án cấp"
            " nước, UBND tỉnh ban hành Kế hoạch như sau:\n"
        )
    ).facts

    (cited,) = facts.references
    assert (cited.number, cited.subject) == ("311/QĐ-TTg", "phê duyệt Đề án cấp nước")
    assert [one.to for one in facts.relations] == ["311/QĐ-TTg"]
