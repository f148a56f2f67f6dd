"""Columns by the names and orders that plans give them, times as their cells say them, groups that speak
for their rows."""

from __future__ import annotations

import datetime as dt

import pytest

from core.plan.lines import document
from tinhxanh.core.plan import reading
from tinhxanh.core.plan.facts import Task
from tinhxanh.core.plan.grids import columns, gridding, timecells
from tinhxanh.core.plan.source import Cell, Grid, Paragraph
from tinhxanh.core.plan.times import deadlines
from tinhxanh.core.values import DeadlineKind


@pytest.mark.parametrize(
    ("role", "names"),
    [
        ("task", "Nội dung công việc|Nội dung thực hiện|Nhiệm vụ/Giải pháp|Tên nhiệm vụ, đề án|Hoạt động"),
        ("lead", "Đầu mối tham mưu|Cơ quan tham mưu|Đầu mối chủ trì|Đơn vị chủ trì thực hiện"),
        ("coordinate", "Đơn vị tham gia|Cơ quan, đơn vị phối hợp|Đơn vị phối hợp thực hiện"),
        ("deadline", "Lộ trình|Lộ trình thực hiện|Tiến độ|Mốc thời gian|Hạn hoàn thành"),
        ("product", "Kết quả/Sản phẩm|Hình thức văn bản|Dạng văn bản"),
        ("approval", "Cấp trình|Cơ quan ban hành|Cấp quyết định|Thẩm quyền ban hành"),
        ("money", "Nguồn lực|Nguồn lực thực hiện|Dự kiến kinh phí"),
        ("responsible", "Đơn vị thực hiện|Trách nhiệm thực hiện"),
    ],
)
def test_head_of_a_column_tells_what_it_holds(role: str, names: str) -> None:
    for name in names.split("|"):
        assert columns.role(name) == role, name
        assert columns.of_running_header(name) == (role,), name


def test_done_behind_a_product_is_a_column_only_without_another_time() -> None:
    assert columns.of_running_header("Nhiệm vụ Sản phẩm Hoàn thành Chủ trì") == (
        "task",
        "product",
        "deadline",
        "lead",
    )
    assert columns.of_running_header("Nhiệm vụ Sản phẩm hoàn thành Thời hạn") == (
        "task",
        "product",
        "deadline",
    )


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("31/12", dt.date(2026, 12, 31)),
        ("6/2026", dt.date(2026, 6, 30)),
        ("Q2/2026", dt.date(2026, 6, 30)),
        ("Trước 15/11", dt.date(2026, 11, 15)),
        ("Hoàn thành trong tháng 9", dt.date(2026, 9, 30)),
    ],
)
def test_short_times_of_a_cell_are_days(cell: str, day: dt.date) -> None:
    found = deadlines.of_cell(cell, 2026)
    assert found is not None
    assert (found.kind, found.date) == (DeadlineKind.DATE, day)


@pytest.mark.parametrize(
    "cell", ["Hoàn thành trong tháng 9", "Trước 15/11", "Theo tiến độ", "Từ quý II/2026", "Hết năm 2026"]
)
def test_whole_time_is_known_in_print_without_borders(cell: str) -> None:
    assert timecells.is_whole(cell)


def duties(text: str) -> dict[str, Task]:
    """The duties of a text whose cells stand between tabs (bars are easier to read in a test)."""
    return {task.id: task for task in reading.read(document(text.replace(" | ", "\t"))).facts.tasks}


HEAD = "PHỤ LỤC\nViệc làm sạch bến cá năm 2026\n"


def test_who_puts_it_in_force_neither_leads_nor_shares() -> None:
    found = duties(
        HEAD + "TT | Nội dung thực hiện | Cơ quan tham mưu | Cấp ban hành | Lộ trình\n"
        "1 | Rửa bể lọc ở các chợ nổi | Sở Y tế | UBND tỉnh | Quý II\n"
        "2 | Lát lại bờ kè phía đông | Sở Xây dựng | HĐND tỉnh | 9/2026\n"
    )
    assert [(task.lead, task.coordinate) for task in found.values()] == [
        (("Sở Y tế",), ()),
        (("Sở Xây dựng",), ()),
    ]
    assert [task.deadline.date for task in found.values() if task.deadline] == [
        dt.date(2026, 6, 30),
        dt.date(2026, 9, 30),
    ]


def test_group_with_agencies_and_time_says_them_for_its_rows() -> None:
    found = duties(
        HEAD + "TT | Nhiệm vụ | Chủ trì | Phối hợp | Thời hạn\n"
        "1 | Bến sạch | Sở Y tế | Hội Nông dân tỉnh | Quý II/2026\n"
        "1.1 | Rửa bể lọc ở các chợ nổi |  |  | \n"
        "1.2 | Lát lại bờ kè phía đông |  |  | \n"
        "1.3 | Sơn lại cầu cảng cũ | Sở Xây dựng |  | \n"
        "2 | Đếm lưới chắn rác của phố cổ | Thanh tra tỉnh | Sở Nội vụ | Hằng năm\n"
    )
    assert sorted(found) == ["1.1", "1.2", "1.3", "2"]
    assert {found[at].lead for at in ("1.1", "1.2")} == {("Sở Y tế",)}
    assert found["1.3"].lead == ("Sở Xây dựng",)
    assert found["1.2"].theme == "Bến sạch"
    assert found["1.1"].deadline is not None
    assert found["2"].lead == ("Thanh tra tỉnh",)


def test_duty_above_rows_that_speak_for_themselves_stays_a_duty() -> None:
    found = duties(
        HEAD + "TT | Nhiệm vụ | Chủ trì | Thời hạn\n"
        "1 | Rửa bể lọc ở các chợ nổi | Sở Y tế | Quý II/2026\n"
        "1.1 | Lát lại bờ kè phía đông | Sở Xây dựng | Hằng năm\n"
        "1.2 | Sơn lại cầu cảng cũ | Sở Nội vụ | Hằng năm\n"
    )
    assert sorted(found) == ["1", "1.1", "1.2"]


def test_lead_merged_over_rows_is_shared_though_others_are_named() -> None:
    found = duties(
        HEAD + "TT | Nhiệm vụ | Chủ trì | Phối hợp | Thời hạn\n"
        "1 | Rửa bể lọc ở các chợ nổi | Sở Y tế | Sở Nội vụ | Quý II/2026\n"
        "2 | Lát lại bờ kè phía đông |  | Tỉnh đoàn | Hằng năm\n"
        "3 | Sơn lại cầu cảng cũ | Sở Xây dựng | Sở Nội vụ | \n"
        "4 | Đếm lưới chắn rác của phố cổ | Thanh tra tỉnh | Sở Nội vụ | Hằng năm\n"
    )
    assert found["2"].lead == ("Sở Y tế",)
    assert found["2"].coordinate == ("Tỉnh đoàn",)
    assert found["3"].deadline is None


def grid(*rows: str) -> Grid:
    cells = [
        Cell(number, column, (Paragraph(text.strip()),) if text.strip() else ())
        for number, row in enumerate(rows)
        for column, text in enumerate(row.split("|"))
    ]
    return Grid(tuple(cells), len(rows), rows[0].count("|") + 1)


def test_first_row_with_words_of_heads_is_no_head() -> None:
    printed = grid(
        "Nhiệm vụ | Chủ trì | Kết quả | Thời hạn",
        "Rà nội dung sổ ghi chú | Sở Y tế | Báo cáo kết quả | Quý II/2026",
    )
    assert gridding.header_rows(printed) == 1


def test_group_printed_in_lines_says_who_and_when_for_its_rows() -> None:
    lines = (
        "TT\nNhiệm vụ\nChủ trì\nPhối hợp\nThời hạn\n1\nBến sạch\nSở Y tế\nHội Nông dân tỉnh\nQuý II/2026\n"
        "1.1\nRửa bể lọc ở các chợ nổi\n1.2\nLát lại bờ kè\nphía đông\n2\nBờ bền\nSở Xây dựng\nSở Nội vụ\n"
        "Hằng năm\n2.1\nSơn lại cầu cảng cũ"
    )
    found = {task.id: task for task in reading.read(document(HEAD + lines)).facts.tasks}
    assert {at: task.lead for at, task in found.items()} == {
        "1.1": ("Sở Y tế",),
        "1.2": ("Sở Y tế",),
        "2.1": ("Sở Xây dựng",),
    }
    assert found["1.2"].text == "Lát lại bờ kè phía đông"
    assert found["1.1"].deadline is not None


def test_wide_line_of_many_cells_does_not_end_the_table() -> None:
    lines = (
        "TT Chủ trì Nhiệm vụ Phối hợp Thời hạn Sản phẩm\n1 Sở Y tế\nRửa bể lọc\nSở Nội vụ Hằng năm\n"
        "Báo cáo\n2 Sở Xây dựng\nLát bờ kè\nSở Nội vụ Hằng năm\nBáo cáo\n3 Thanh tra\ntỉnh\nĐếm lưới\n"
        "Sở Nội vụ Quý II/2026 Báo cáo kết quả của từng khu phố cổ\n4 Sở Y tế\nĐo giếng khoan\n"
        "Sở Nội vụ Hằng năm\nBáo cáo"
    )
    assert len(reading.read(document(HEAD + lines)).facts.tasks) == 4
