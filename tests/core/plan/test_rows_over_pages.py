"""Rows of a broken task table that a page break cuts behind or inside their last cells."""

from __future__ import annotations

import pytest

from core.plan.lines import document
from tinhxanh.core.plan import reading
from tinhxanh.core.plan.facts import Task

HEAD = "TT Nhiệm vụ Sản phẩm Cơ quan chủ trì Cơ quan phối hợp Thời gian"
FIRST = """1 Lập bản đồ điểm xả thải ven sông của các làng nghề
trên địa bàn tỉnh.
Bản đồ số
Sở Nông nghiệp và
Môi trường
Công an tỉnh; UBND cấp
huyện
Quý II/2027"""
THIRD = """3 Tập huấn tiết kiệm điện cho cán bộ các phòng và
người lao động.
Lớp tập huấn
Sở Công Thương
Công ty Điện lực tỉnh
Hằng năm"""


def tasks_of(*lines: str) -> dict[str, Task]:
    facts = reading.read(document("\n".join([HEAD, *lines]))).facts
    return {task.id: task for task in facts.tasks}


@pytest.mark.parametrize("time", ["Năm 2028", "2027 - 2029", "Thường xuyên"])
def test_names_that_go_on_over_the_page_leave_the_product_apart(time: str) -> None:
    row = f"""2 Thay đèn cao áp bằng đèn tiết kiệm điện trên các
tuyến phố chính của đô thị.
Đèn được
thay mới
Sở Xây dựng
Sở Tài chính, Sở Công
Thương;
{time}
7
{HEAD}
UBND các huyện, thành
phố"""
    task = tasks_of(FIRST, row, THIRD)["2"]
    assert task.text == "Thay đèn cao áp bằng đèn tiết kiệm điện trên các tuyến phố chính của đô thị."
    assert task.lead == ("Sở Xây dựng",)
    assert task.coordinate == ("Sở Tài chính", "Sở Công Thương", "UBND các huyện, thành phố")
    assert task.deadline is not None
    assert task.deadline.text == time


def test_page_that_ends_with_a_row_is_no_break_in_it() -> None:
    found = tasks_of(FIRST, HEAD, THIRD.replace("3 ", "2 ", 1))
    whole = tasks_of(FIRST, THIRD.replace("3 ", "2 ", 1))
    assert [(t.text, t.lead, t.coordinate) for t in found.values()] == [
        (t.text, t.lead, t.coordinate) for t in whole.values()
    ]
    assert found["1"].text.endswith("tỉnh.")


def test_duty_goes_on_behind_a_figure_and_ends_at_its_stop() -> None:
    row = """2 Trồng rừng ngập mặn ven biển; đến cuối kỳ diện tích
rừng đạt 1.200 ha và tỷ lệ sống trên 80% sau ba
năm.
Diện tích
rừng trồng
Sở Nông nghiệp và
Môi trường
Sở Tài chính
2027 - 2030"""
    task = tasks_of(FIRST, row, THIRD)["2"]
    assert task.text.endswith("sau ba năm.")
    assert (task.lead, task.coordinate) == (("Sở Nông nghiệp và Môi trường",), ("Sở Tài chính",))
