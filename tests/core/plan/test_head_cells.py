"""Heads copied as text: cells between bars or on lines of their own, numbers and days broken in two."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.plan.lines import document
from tinhxanh.core.plan import reading, titles
from tinhxanh.core.plan.facts import Document, Period
from tinhxanh.core.plan.lines import headcells
from tinhxanh.core.plan.source import Line

BODY = "Căn cứ Luật Thủy lợi ngày 19/6/2017;\nI. MỤC TIÊU\n1. Giữ nước cho mùa khô.\n"


def _read(head: str) -> Document:
    return reading.read(document(head + BODY)).facts.document


@pytest.mark.parametrize(
    "head",
    [
        "ỦY BAN NHÂN DÂN\nTỈNH CAO BẰNG\n-------\n|\nCỘNG\nHÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "Độc lập - Tự do - Hạnh phúc\n|\nSố:\n31/KH-UBND\n|\nCao Bằng, ngày\n12 tháng 3 năm 2024\n|\n",
        "ỦY BAN NHÂN DÂN TỈNH CAO BẰNG | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\n"
        "Số: 31/KH-UBND | Cao Bằng, ngày 12 tháng 3 năm 2024 |\n",
        "ỦY BAN NHÂN\nDÂN\nTỈNH CAO BẰNG\n|\nCỘNG HÒA XÃ\nHỘI CHỦ NGHĨA VIỆT NAM\n|\nSố: 31/KH-UBND\n|\n"
        "Cao Bằng, ngày 12\ntháng 3 năm 2024\n|\n",
    ],
)
def test_head_in_cells_is_read_like_a_printed_head(head: str) -> None:
    found = _read(head + "KẾ HOẠCH\nGIỮ NƯỚC MÙA KHÔ NĂM 2024\n")

    assert (found.number, found.date) == ("31/KH-UBND", dt.date(2024, 3, 12))
    assert (found.issuer, found.province) == ("ỦY BAN NHÂN DÂN TỈNH CAO BẰNG", "Cao Bằng")
    assert found.title == "KẾ HOẠCH GIỮ NƯỚC MÙA KHÔ NĂM 2024"


def test_kind_that_is_not_printed_is_named_by_the_number() -> None:
    head = (
        "ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\n"
        "Số: 31/{} | Cao Bằng, ngày 12 tháng 3 năm 2024 |\n"
    )

    assert _read(head.format("CT-UBND")).kind == "Chỉ thị"
    assert _read(head.format("QĐ-UBND-HC")).kind == "Quyết định"
    assert _read(head.format("UBND-KT")).kind == "Công văn"


def test_title_without_kind_stands_in_capitals_behind_the_day() -> None:
    head = (
        "ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\n"
        "Số: 31/QĐ-UBND | Cao Bằng, ngày 12 tháng 3 năm 2024 |\n"
    )
    found = _read(head + "BAN HÀNH QUY TRÌNH VẬN HÀNH HỒ CHỨA\nỦY BAN NHÂN DÂN TỈNH CAO BẰNG\n")

    assert (found.kind, found.title) == ("Quyết định", "BAN HÀNH QUY TRÌNH VẬN HÀNH HỒ CHỨA")
    assert found.issuer == "ỦY BAN NHÂN DÂN TỈNH CAO BẰNG"


def test_card_of_a_library_above_the_text_is_no_head() -> None:
    card = "Kế hoạch 31/KH-UBND năm 2024 về giữ nước\nSố hiệu | 31/KH-UBND |\nLoại văn bản | Kế hoạch |\n"
    found = _read(
        card + "ỦY BAN NHÂN DÂN TỈNH CAO BẰNG | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\n"
        "Số: 31/KH-UBND | Cao Bằng, ngày 12 tháng 3 năm 2024 |\nKẾ HOẠCH\nGIỮ NƯỚC\n"
    )

    assert (found.number, found.title) == ("31/KH-UBND", "KẾ HOẠCH GIỮ NƯỚC")


def test_authority_above_the_grounds_is_none_of_the_title() -> None:
    head = (
        "ỦY BAN NHÂN DÂN\nTỈNH CAO BẰNG\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        "Số: 31/QĐ-UBND\nCao Bằng, ngày 12 tháng 3 năm 2024\nQUYẾT ĐỊNH\n"
        "BAN HÀNH KẾ HOẠCH GIỮ NƯỚC NĂM 2024\n{}\n"
    )

    for authority in ("ỦY BAN NHÂN DÂN TỈNH CAO BẰNG", "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH CAO BẰNG"):
        assert _read(head.format(authority)).title == "QUYẾT ĐỊNH BAN HÀNH KẾ HOẠCH GIỮ NƯỚC NĂM 2024"


def test_operative_words_of_a_decision_are_no_title() -> None:
    found = _read(
        "Số: 31/QĐ-UBND | Cao Bằng, ngày 12 tháng 3 năm 2024 |\nCăn cứ Luật Thủy lợi;\nQUYẾT ĐỊNH:\n"
    )

    assert (found.kind, found.title) == ("Quyết định", None)


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("Kế hoạch giữ nước năm 2025 và năm 2026", Period(2025, 2026)),
        ("KẾ HOẠCH GIỮ NƯỚC NĂM 2025 VÀ NĂM 2026", Period(2025, 2026)),
        ("Kế hoạch giữ nước năm 2024 và giai đoạn 2025-2030", Period(2024, 2030)),
        ("Đề án giữ nước đến năm 2030, tầm nhìn đến năm 2050", Period(None, 2030)),
        ("Đề án giữ nước đến năm 2030 và tầm nhìn 2050", Period(None, 2030)),
    ],
)
def test_period_of_a_title(title: str, period: Period) -> None:
    assert titles.period(title) == period


def test_ministry_has_no_province() -> None:
    found = _read(
        "BỘ XÂY DỰNG | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\n"
        "Số: 31/BXD-HT | Hà Nội, ngày 12 tháng 3 năm 2024 |\n"
        "Kính gửi: Sở Xây dựng tỉnh Cao Bằng\n"
    )

    assert (found.issuer, found.province) == ("BỘ XÂY DỰNG", None)


_CELLS = st.lists(
    st.sampled_from(["Số: 5/KH-UBND", "Huế, ngày 2 tháng 3 năm 2024", "TỈNH X", "a b"]), max_size=6
)


@given(_CELLS)
def test_cells_between_bars_lose_no_word(cells: list[str]) -> None:
    lines = [Line("Độc lập - Tự do | " + " | ".join(cells) + " |")]

    found = headcells.unfold(lines)
    words = " ".join(one.text for one in found if isinstance(one, Line)).split()
    assert words == f"Độc lập - Tự do {' '.join(cells)}".split()


def test_lines_longer_than_any_page_are_paragraphs() -> None:
    long = "Sở Công Thương rà soát " + "các hồ chứa nước ở vùng cao và vùng thấp " * 6
    facts = reading.read(
        document(f"KẾ HOẠCH\nGiữ nước\nII. NHIỆM VỤ\n1. {long.strip()}:\nGiao {long.strip()}.\n")
    ).facts

    assert all("Giao" not in task.text or task.text.startswith("Giao") for task in facts.tasks)
    assert any(task.text.startswith("Giao") for task in facts.tasks)
