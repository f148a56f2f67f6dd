"""Due times of cells and of sentences."""

from __future__ import annotations

import datetime as dt

import pytest

from tinhxanh.core.plan.times import deadlines, rhythms
from tinhxanh.core.values import DeadlineKind


@pytest.mark.parametrize(
    ("cell", "kind", "date", "year"),
    [
        ("Thường xuyên", "ongoing", None, None),
        ("Năm 2027", "year", None, 2027),
        ("2024 - 2026", "year", None, 2026),
        ("Quý III/2026", "date", dt.date(2026, 9, 30), None),
        ("Tháng 5 năm 2026", "date", dt.date(2026, 5, 31), None),
        ("Tháng 10 - 12/2026", "date", dt.date(2026, 12, 31), None),
        ("Trước tháng 7/2026", "date", dt.date(2026, 6, 30), None),
        ("Từ ngày 01/4/2026 đến hết ngày 30/6/2026", "date", dt.date(2026, 6, 30), None),
        ("Chậm nhất ngày 15 tháng 12 năm 2026", "date", dt.date(2026, 12, 15), None),
        ("6 tháng đầu năm", "date", dt.date(2026, 6, 30), None),
        ("Trước ngày 20/8", "date", dt.date(2026, 8, 20), None),
        ("Hằng quý", "recurring", None, None),
        ("02 năm/lần", "recurring", None, None),
        ("Sau khi Bộ ban hành hướng dẫn", "conditional", None, None),
        ("Trước mùa mưa năm 2026", "conditional", None, None),
    ],
)
def test_of_cell_reads_every_form(cell: str, kind: str, date: dt.date | None, year: int | None) -> None:
    read = deadlines.of_cell(cell, 2026)
    assert read is not None
    assert (read.kind.value, read.date, read.year, read.text) == (kind, date, year, cell)


@pytest.mark.parametrize(
    ("sentence", "kind", "printed"),
    [
        ("Lập đề án, hoàn thành trước ngày 30/9/2026.", "date", "trước ngày 30/9/2026"),
        ("Trình UBND tỉnh trong quý IV/2026.", "date", "trong quý IV/2026"),
        ("Cập nhật danh mục trên trang thông tin hằng quý.", "recurring", "hằng quý"),
        ("Hằng năm rà soát các điểm xả thải.", "recurring", "Hằng năm"),
        (
            "Dự thảo kế hoạch sau khi Chính phủ ban hành nghị định.",
            "conditional",
            "sau khi Chính phủ ban hành nghị định",
        ),
    ],
)
def test_of_text_finds_the_stated_time(sentence: str, kind: str, printed: str) -> None:
    stated = deadlines.of_text(sentence, 2026)
    assert stated is not None
    assert (stated.deadline.kind.value, stated.deadline.text) == (kind, printed)
    assert sentence[stated.start : stated.end] == printed


@pytest.mark.parametrize(
    "sentence",
    [
        "Thường xuyên kiểm tra các cơ sở.",
        "Bố trí trong dự toán ngân sách hằng năm của địa phương.",
        "Thực hiện Chỉ thị số 05/CT-TTg ngày 02/3/2024 của Thủ tướng Chính phủ.",
        "Xây dựng kế hoạch trung hạn và hằng năm.",
    ],
)
def test_of_text_takes_no_adverb_noun_or_citation_for_a_time(sentence: str) -> None:
    assert deadlines.of_text(sentence, 2026) is None


def test_frequency_of_two_reports_a_year_is_semiannual() -> None:
    assert rhythms.frequency("định kỳ 6 tháng, năm") == "semiannual"
    assert rhythms.frequency("02 năm/lần") == "biennial"
    assert rhythms.frequency("mỗi quý một đợt") == "quarterly"
    assert rhythms.frequency("khi cần") is None


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("Quý II/2025)", "Quý II/2025"),
        ("thường xuyên).", "thường xuyên"),
        ("năm 2025 (đợt 1)", "năm 2025 (đợt 1)"),
    ],
)
def test_bracket_that_closes_around_the_time_is_no_part_of_it(cell: str, words: str) -> None:
    read = deadlines.of_cell(cell)
    assert read is not None
    assert read.text == words


@pytest.mark.parametrize(
    ("cell", "frequency"),
    [
        ("06 tháng/lần", "semiannual"),
        ("Định kỳ 6 tháng/1 lần", "semiannual"),
        ("03 tháng/lần", "quarterly"),
        ("01 tháng/lần", "monthly"),
        ("2 năm/lần", "biennial"),
    ],
)
def test_so_many_months_a_time_come_round(cell: str, frequency: str) -> None:
    found = deadlines.of_cell(cell)

    assert found is not None
    assert (found.kind, rhythms.frequency(found.text)) == (DeadlineKind.RECURRING, frequency)


def test_rhythm_between_those_who_act_and_their_deed() -> None:
    text = "Sở Xây dựng chủ trì, phối hợp với Sở Tài chính hằng năm tham mưu bố trí kinh phí nạo vét."
    noun = "Sở Xây dựng chủ trì, phối hợp với Sở Tài chính lập dự toán kinh phí hằng năm bố trí cho kênh."

    assert rhythms.in_text(text) is not None
    assert rhythms.in_text(noun) is None
