"""Points that only ask for reports: no duty, one obligation for each agency with its own days."""

from __future__ import annotations

import pytest

from core.plan.lines import document
from tinhxanh.core.plan import clauses, reading
from tinhxanh.core.plan.facts import Due, Facts


def _facts(points: str) -> Facts:
    return reading.read(
        document(f"KẾ HOẠCH\nDọn bãi biển tỉnh Bạc Liêu năm 2024\nI. TỔ CHỨC THỰC HIỆN\n{points}\n")
    ).facts


DUTY = "1. Sở Y tế rà soát các điểm rửa tay ở bãi tắm của tỉnh."


@pytest.mark.parametrize(
    "label", ["Chế độ báo cáo: ", "Về chế độ thông tin, báo cáo: ", "Công tác báo cáo: ", ""]
)
def test_report_of_many_and_its_summary_are_two_obligations(label: str) -> None:
    facts = _facts(
        f"{DUTY}\n2. {label}Hằng quý, các sở, ngành báo cáo kết quả thực hiện về Sở Xây dựng; "
        "Sở Xây dựng tổng hợp chung, báo cáo UBND tỉnh trước ngày 20/12/2024."
    )
    assert [task.id for task in facts.tasks] == ["I.1"]
    first, second = facts.obligations
    assert (first.who, first.what, first.to) == (
        ("các sở, ngành",),
        "báo cáo kết quả thực hiện",
        ("Sở Xây dựng",),
    )
    assert (first.frequency, first.due) == ("quarterly", ())
    assert (second.who, second.to) == (("Sở Xây dựng",), ("UBND tỉnh",))
    assert [str(due.date) for due in second.due] == ["2024-12-20"]


def test_report_through_the_head_of_an_office_is_no_duty() -> None:
    facts = _facts(
        f"{DUTY}\n2. Chi cục Thủy sản tổng hợp, tham mưu Giám đốc Sở báo cáo UBND tỉnh "
        "trước ngày 10/12 hằng năm."
    )
    assert [task.id for task in facts.tasks] == ["I.1"]
    assert facts.obligations[0].due == (Due(month=12, day=10),)


def test_report_behind_a_time_is_no_duty() -> None:
    facts = _facts(
        f"{DUTY}\n2. Trước ngày 05/11 hằng năm, các đơn vị được giao chủ trì báo cáo kết quả về Sở Xây dựng."
    )
    assert [task.id for task in facts.tasks] == ["I.1"]


def test_advice_with_another_deed_stays_a_duty() -> None:
    facts = _facts("1. Chi cục Thủy sản tham mưu Giám đốc Sở ban hành quy chế và báo cáo UBND tỉnh kết quả.")
    assert [task.id for task in facts.tasks] == ["I.1"]


@pytest.mark.parametrize(
    ("days", "frequency"),
    [
        ("trước ngày 10/6/2024 và trước ngày 10/12/2024", "semiannual"),
        ("trước ngày 12/8/2024 và trước ngày 30/11/2024", None),
    ],
)
def test_two_days_of_one_year_are_a_rhythm_half_a_year_apart(days: str, frequency: str | None) -> None:
    facts = _facts(f"1. Sở Y tế gửi danh sách bãi tắm về Chi cục Biển {days} để tổng hợp, báo cáo UBND tỉnh.")
    owed = facts.obligations[0]
    assert (owed.frequency, owed.to) == (frequency, ("Chi cục Biển",))


def test_last_paragraph_opens_behind_a_full_line() -> None:
    facts = _facts(
        "1. Sở Y tế rà soát các điểm rửa tay ở những bãi tắm đông người của tỉnh trong mùa hè.\n"
        "Yêu cầu Thủ trưởng các sở, ngành, Chủ tịch UBND các xã nghiêm túc triển khai; nếu có\n"
        "vướng mắc, kịp thời phản ánh về Sở Y tế để tổng hợp, trình UBND tỉnh xem xét./."
    )
    assert [task.text for task in facts.tasks] == [
        "Sở Y tế rà soát các điểm rửa tay ở những bãi tắm đông người của tỉnh trong mùa hè."
    ]


def test_label_is_taken_off_reports_only() -> None:
    assert clauses.behind_label("Chế độ báo cáo: Hằng năm, Sở Y tế báo cáo.") == "Hằng năm, Sở Y tế báo cáo."
    assert clauses.behind_label("Chế độ ăn: Sở Y tế báo cáo.") == "Chế độ ăn: Sở Y tế báo cáo."


def test_order_inside_a_reporting_point_is_no_duty() -> None:
    facts = _facts(
        f"{DUTY}\n2. Thủ trưởng các sở, ngành báo cáo kết quả trước ngày 15/11 hằng năm về Sở Xây dựng; "
        "giao Sở Xây dựng tổng hợp, báo cáo Chủ tịch UBND tỉnh trước ngày 25/11 hằng năm."
    )
    assert [task.id for task in facts.tasks] == ["I.1"]
