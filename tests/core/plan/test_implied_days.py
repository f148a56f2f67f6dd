"""Days without a year in letters, and reports that come round by the day or the week."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.plan.lines import document
from tinhxanh.core.plan import reading
from tinhxanh.core.plan.facts import Facts
from tinhxanh.core.plan.times import deadlines
from tinhxanh.core.values import DeadlineKind


def _letter(issued: dt.date, order: str) -> Facts:
    text = (
        "ỦY BAN NHÂN DÂN\nTỈNH LÀO CAI\nSố: 45/UBND-XD\nV/v rà soát cầu treo\nLào Cai, ngày "
        f"{issued.day:02d} tháng {issued.month:02d} năm {issued.year}\nKính gửi: Sở Xây dựng\n"
        f"UBND tỉnh có ý kiến như sau:\n1. {order}"
    )
    return reading.read(document(text)).facts


@pytest.mark.parametrize(
    ("issued", "due"),
    [
        (dt.date(2025, 3, 2), dt.date(2025, 9, 15)),
        (dt.date(2025, 12, 2), dt.date(2026, 9, 15)),
        (dt.date(2025, 9, 15), dt.date(2025, 9, 15)),
    ],
)
def test_day_without_year_in_a_letter_is_the_next_such_day(issued: dt.date, due: dt.date) -> None:
    facts = _letter(issued, "Giao Sở Xây dựng kiểm tra cầu treo, báo cáo UBND tỉnh trước ngày 15/9.")
    assert [task.deadline.date for task in facts.tasks if task.deadline] == [due]
    assert [owed.due[0].date for owed in facts.obligations] == [due]


def test_day_of_a_letter_that_comes_round_stays_one_of_every_year() -> None:
    facts = _letter(dt.date(2025, 3, 2), "Giao Sở Xây dựng báo cáo UBND tỉnh trước ngày 15/12 hằng năm.")
    assert [(owed.due[0].month, owed.due[0].day, owed.frequency) for owed in facts.obligations] == [
        (12, 15, "annual")
    ]


def test_printed_year_before_the_issue_is_kept() -> None:
    facts = _letter(dt.date(2025, 3, 2), "Giao Sở Xây dựng báo cáo UBND tỉnh trước ngày 15/01/2025.")
    assert [owed.due[0].date for owed in facts.obligations] == [dt.date(2025, 1, 15)]


@pytest.mark.parametrize(
    ("sentence", "printed"),
    [
        ("Công an tỉnh báo cáo UBND tỉnh trước 16 giờ hằng ngày.", "trước 16 giờ hằng ngày"),
        ("UBND các xã gửi báo cáo vào thứ Sáu hằng tuần.", "vào thứ Sáu hằng tuần"),
        ("Sở Y tế báo cáo trước 15h00 thứ 5 hàng tuần.", "trước 15h00 thứ 5 hàng tuần"),
    ],
)
def test_report_by_the_day_or_the_week_comes_round(sentence: str, printed: str) -> None:
    stated = deadlines.of_text(sentence)
    assert stated is not None
    assert (stated.deadline.kind, stated.deadline.text) == (DeadlineKind.RECURRING, printed)


def test_daily_report_is_an_obligation_of_who_is_addressed() -> None:
    facts = _letter(dt.date(2025, 3, 2), "Sở Y tế gửi báo cáo ca bệnh về UBND tỉnh trước 16 giờ hằng ngày.")
    assert [(owed.who, owed.what, owed.to) for owed in facts.obligations] == [
        (("Sở Y tế",), "gửi báo cáo ca bệnh", ("UBND tỉnh",))
    ]


@pytest.mark.parametrize(
    ("order", "what", "frequency"),
    [
        (
            "Văn phòng UBND tỉnh đôn đốc các sở, định kỳ hằng quý báo cáo Chủ tịch UBND tỉnh.",
            "báo cáo Chủ tịch UBND tỉnh.",
            "quarterly",
        ),
        (
            "Sở Nội vụ kiểm tra công vụ, hằng năm tổng hợp, báo cáo UBND tỉnh trước ngày 15/12.",
            "tổng hợp, báo cáo UBND tỉnh",
            "annual",
        ),
        (
            "Đồng ý rút ngắn thủ tục; giao Sở Xây dựng hoàn thiện quy trình, công bố trong tháng 4/2025.",
            "hoàn thiện quy trình, công bố",
            None,
        ),
    ],
)
def test_what_is_owed_is_the_deed_beside_its_time(order: str, what: str, frequency: str | None) -> None:
    facts = _letter(dt.date(2025, 3, 2), order)
    assert [(owed.what, owed.frequency) for owed in facts.obligations] == [(what, frequency)]


@settings(derandomize=True, deadline=None, max_examples=60)
@given(
    st.dates(dt.date(2024, 1, 1), dt.date(2026, 12, 31)),
    st.integers(1, 12),
    st.integers(1, 28),
)
def test_implied_day_never_lies_before_the_issue(issued: dt.date, month: int, day: int) -> None:
    facts = _letter(issued, f"Giao Sở Xây dựng kiểm tra cầu treo, hoàn thành trước ngày {day}/{month}.")
    [due] = [task.deadline.date for task in facts.tasks if task.deadline]
    assert due is not None
    assert (due.month, due.day) == (month, day)
    assert 0 <= (due - issued).days <= 366
