"""Arithmetic and dates as a clerk checks them."""

from __future__ import annotations

import datetime as dt

from tinhxanh.core.plan import checks
from tinhxanh.core.plan.canonical import Canonical
from tinhxanh.core.plan.checks import Context
from tinhxanh.core.plan.facts import Baseline, Document, Due, Facts, IndicatorRow, Obligation, Target, Task
from tinhxanh.core.plan.outline import Node, Outline
from tinhxanh.core.values import Deadline, DeadlineKind, Span


def _codes(facts: Facts, text: str = "") -> list[str]:
    outline = Outline(Node("root", "", 0, 0, len(text)))
    return [w.code for w in checks.run(Context(Canonical(text), outline, facts))]


def _row(number: str, value: float, target: float, **more: object) -> IndicatorRow:
    return IndicatorRow(number, number, unit="điểm", value=value, target=target, **more)  # type: ignore[arg-type]  # a case names any field


def test_components_that_do_not_add_up_are_named() -> None:
    rows = (_row("total", 10.0, 12.0), _row("I", 4.0, 5.0), _row("II", 6.0, 6.0))
    assert _codes(Facts(Document(), indicator_rows=rows)) == ["sum-of-components"]


def test_increment_must_lead_from_base_to_goal() -> None:
    text = "đạt 5,20 điểm (tăng 0,10 điểm so với năm 2023 đạt 4,90 điểm)"
    goal = Target("I", "Chỉ số", "score", ">=", 5.2, baseline=Baseline(4.9, None, 2023), source=(Span(4, 8),))
    assert _codes(Facts(Document(), targets=(goal,)), text) == ["increment-against-base"]


def test_path_by_year_may_not_fall_unless_less_is_the_aim() -> None:
    def path(subject: str, first: float, second: float) -> Facts:
        made = [
            Target(f"I.{i}", subject, "percent", "=", v, year=2024 + i) for i, v in enumerate((first, second))
        ]
        return Facts(Document(), targets=tuple(made))

    assert _codes(path("tỷ lệ thu gom", 90, 85)) == ["path-by-year"]
    assert _codes(path("tỷ lệ thu gom", 85, 90)) == []
    assert _codes(path("tỷ lệ chôn lấp", 20, 10)) == []


def test_goal_worse_than_today_is_named() -> None:
    row = IndicatorRow("I.1", "Doanh nghiệp hài lòng", unit="%", value=70, rank=10, target=75, target_rank=12)
    assert _codes(Facts(Document(), indicator_rows=(row,))) == ["against-improvement"]


def test_goal_to_have_less_of_a_burden_is_no_worsening() -> None:
    burdens = ("Doanh nghiệp phải tiếp đoàn kiểm tra (%)", "Số lần bị kiểm tra", "Hồ sơ chậm giải quyết (%)")
    for name in burdens:
        row = IndicatorRow("II.1", name, unit="%", value=40, target=30)
        assert _codes(Facts(Document(), indicator_rows=(row,))) == []


def test_impossible_numbers_are_named() -> None:
    bad = (Target("1", "tỷ lệ", "percent", "=", 120), Target("2", "hạng", "rank", "<=", 70, unit="hạng"))
    assert _codes(Facts(Document(), targets=bad)) == ["number-out-of-range", "number-out-of-range"]


def test_report_after_its_consolidation_is_named() -> None:
    handed = Obligation("1", ("Các sở",), "báo cáo", ("Sở A",), (Due(month=7, day=20),), "annual")
    joined = Obligation("2", ("Sở A",), "tổng hợp", (), (Due(month=7, day=10),), "annual")
    assert _codes(Facts(Document(), obligations=(handed, joined))) == ["report-after-consolidation"]


def test_deadline_before_issue_is_named() -> None:
    task = Task(
        "1",
        "Lập danh sách hộ kinh doanh",
        lead=("Sở A",),
        deadline=Deadline(DeadlineKind.YEAR, "Năm 2023", None, 2023),
    )
    issued = Document(date=dt.date(2024, 3, 1))
    assert "deadline-before-issue" in _codes(Facts(issued, tasks=(task,)))


def test_duplicates_and_self_coordination_are_named() -> None:
    text = "Kiểm tra việc thu gom, xử lý chất thải tại các khu công nghiệp."
    first = Task("1", text, lead=("Sở A",), coordinate=("sở a",))
    second = Task("2", text, lead=("Sở B",))
    assert _codes(Facts(Document(), tasks=(first, second))) == ["lead-coordinates-itself", "duplicate-duty"]
