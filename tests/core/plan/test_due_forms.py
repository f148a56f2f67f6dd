"""The forms in which clerks write due times, one by one."""

from __future__ import annotations

import datetime as dt

import pytest

from tinhxanh.core.plan.times import deadlines, rhythms


@pytest.mark.parametrize(
    ("cell", "date"),
    [
        ("Vào tháng 8 năm 2027", dt.date(2027, 8, 31)),
        ("Quý I và quý III năm 2027", dt.date(2027, 9, 30)),
        ("Quý II - Quý III năm 2027", dt.date(2027, 9, 30)),
        ("Quý IV/2026 - Quý I/2027", dt.date(2027, 3, 31)),
        ("Trong Quý II và Quý IV", dt.date(2026, 12, 31)),
        ("Tháng 5 và tháng 11", dt.date(2026, 11, 30)),
        ("Ngày 10/5/2027 và 10/11/2027", dt.date(2027, 11, 10)),
        ("Từ ngày 01/3 đến ngày 20/4/2027", dt.date(2027, 4, 20)),
        ("8/2027", dt.date(2027, 8, 31)),
        ("Trước 8/2027", dt.date(2027, 7, 31)),
        ("trước 25/10/2027", dt.date(2027, 10, 25)),
        ("Trước ngày 25/10", dt.date(2026, 10, 25)),
        ("Xong trong Quý III/2027", dt.date(2027, 9, 30)),
    ],
)
def test_cell_with_a_last_day_is_read(cell: str, date: dt.date) -> None:
    read = deadlines.of_cell(cell, 2026)

    assert read is not None
    assert (read.kind.value, read.date, read.text) == ("date", date, cell)


@pytest.mark.parametrize(
    ("cell", "year"),
    [("Đến hết năm", 2026), ("Cuối năm", 2026), ("Cả năm", 2026), ("Đến hết năm 2028", 2028)],
)
def test_cell_with_a_year_is_read(cell: str, year: int) -> None:
    read = deadlines.of_cell(cell, 2026)

    assert read is not None
    assert (read.kind.value, read.year) == ("year", year)


@pytest.mark.parametrize(
    "cell",
    [
        "Chậm nhất 10 ngày sau khi kết thúc đợt kiểm tra",
        "Trong vòng 20 ngày làm việc kể từ ngày ký",
        "03 tháng sau khi có hướng dẫn",
        "Ngay sau khi được giao dự toán",
        "Đột xuất",
        "Khi phát sinh sự cố",
    ],
)
def test_cell_that_waits_for_an_event_is_conditional(cell: str) -> None:
    read = deadlines.of_cell(cell, 2026)

    assert read is not None
    assert (read.kind.value, read.date) == ("conditional", None)


@pytest.mark.parametrize(
    ("cell", "frequency"),
    [
        ("Trước ngày 18 của tháng cuối quý", "quarterly"),
        ("Ngày 22 tháng cuối hằng quý", "quarterly"),
        ("Trước ngày 05 tháng đầu quý sau", "quarterly"),
        ("Một lần trong quý", "quarterly"),
        ("Mỗi quý một lần", "quarterly"),
        ("04 lần/năm", "quarterly"),
        ("Hai lần trong năm", "semiannual"),
        ("6 tháng, 01 năm", "semiannual"),
        ("Mỗi năm một lần", "annual"),
        ("Tháng một lần", "monthly"),
        ("Hằng tuần", None),
        ("05 năm một lần", None),
    ],
)
def test_cell_that_comes_round_has_its_rhythm(cell: str, frequency: str | None) -> None:
    read = deadlines.of_cell(cell, 2026)

    assert read is not None
    assert (read.kind.value, rhythms.frequency(cell)) == ("recurring", frequency)


@pytest.mark.parametrize(
    ("sentence", "kind", "printed"),
    [
        ("Đến hết tháng 8 năm 2027, Sở Xây dựng dỡ các cống cũ.", "date", "Đến hết tháng 8 năm 2027"),
        ("Đến ngày 15/4/2027, Sở Y tế nộp hồ sơ.", "date", "Đến ngày 15/4/2027"),
        ("Trong quý III năm 2027, Sở Nội vụ mở lớp.", "date", "Trong quý III năm 2027"),
        ("Mở lớp học vào tháng 9 năm 2027.", "date", "vào tháng 9 năm 2027"),
        ("Khai trương xong đến hết quý I/2027.", "date", "đến hết quý I/2027"),
        ("Nộp trước ngày 05/5/2027 và ngày 05/11/2027.", "date", "trước ngày 05/5/2027 và ngày 05/11/2027"),
        (
            "Sau khi Quốc hội thông qua luật, Sở Tư pháp rà soát văn bản.",
            "conditional",
            "Sau khi Quốc hội thông qua luật",
        ),
        (
            "Gửi biên bản chậm nhất 07 ngày sau khi họp xong.",
            "conditional",
            "chậm nhất 07 ngày sau khi họp xong",
        ),
        ("Nộp số liệu trước ngày 12 của tháng cuối quý.", "recurring", "trước ngày 12 của tháng cuối quý"),
        ("Đăng bản tin hằng tuần trên trang của Sở.", "recurring", "hằng tuần"),
        ("Gửi số đo trước 16 giờ hằng ngày.", "recurring", "trước 16 giờ hằng ngày"),
        ("Ban hành quy chế trong tháng 5/2027, nêu rõ người trực.", "date", "trong tháng 5/2027"),
    ],
)
def test_sentence_states_its_time(sentence: str, kind: str, printed: str) -> None:
    stated = deadlines.of_text(sentence, 2027)

    assert stated is not None
    assert (stated.deadline.kind.value, stated.deadline.text) == (kind, printed)
    assert sentence[stated.start : stated.end] == printed


@pytest.mark.parametrize(
    "sentence",
    [
        "Trồng 25 ha keo trong năm 2027.",
        "Trả kết quả trong 03 ngày làm việc kể từ ngày nhận đơn.",
        "Mỗi cửa hàng bị kiểm tra không quá một lần trong năm.",
        "Bỏ dần cốc nhựa dùng một lần trong các cuộc họp.",
        "Sản lượng tăng vào năm 2030.",
        "Mở đường dây nóng, trực 24 giờ mỗi ngày.",
        "Rà soát số đo công bố trong năm 2027, tìm chỗ lệch.",
    ],
)
def test_year_of_a_number_length_of_a_service_and_limit_are_no_deadlines(sentence: str) -> None:
    assert deadlines.of_text(sentence, 2027) is None


def test_year_behind_a_deed_without_a_number_is_its_deadline() -> None:
    stated = deadlines.of_text("Làm thử mô hình ở một xã trong năm 2027.", None)

    assert stated is not None
    assert (stated.deadline.kind.value, stated.deadline.year) == ("year", 2027)
