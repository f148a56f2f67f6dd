"""Tables whose columns stand side by side, held apart by blanks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.plan import tableprint
from core.plan.lines import document
from core.plan.tableprint import Printed
from tinhxanh.core.plan import reading
from tinhxanh.core.plan.facts import Task
from tinhxanh.core.plan.grids import gapcolumns
from tinhxanh.core.plan.source import Line, SourceDocument

TAILS = ("ngoài cửa", "quanh chợ", "trong trại")
HEAD = ["PHỤ LỤC", "Việc làm sạch bến cá năm 2026", ""]
ORDERS = (
    ("id", "task", "lead", "coordinate", "deadline"),
    ("id", "task", "product", "lead", "coordinate", "deadline"),
    ("id", "deadline", "task", "lead", "coordinate"),
    ("id", "lead", "task", "deadline", "coordinate"),
)


def read(lines: list[str]) -> tuple[Task, ...]:
    return tuple(reading.read(document("\n".join([*HEAD, *lines]))).facts.tasks)


def assert_same(found: tuple[Task, ...], printed: Printed) -> None:
    assert [task.text for task in found] == [row.task for row in printed.rows]
    assert [task.lead for task in found] == [(row.lead,) for row in printed.rows]
    assert [set(task.coordinate) for task in found] == [set(row.coordinate) for row in printed.rows]
    assert [task.deadline.text if task.deadline else "" for task in found] == [
        row.deadline for row in printed.rows
    ]


@given(seed=st.integers(0, 10**6), roles=st.sampled_from(ORDERS), gap=st.integers(2, 6))
def test_columns_in_any_order_are_read_as_they_were_written(
    seed: int, roles: tuple[str, ...], gap: int
) -> None:
    printed = tableprint.table(seed, roles)
    assert_same(read(tableprint.side_by_side(printed, gap=gap)), printed)


@given(seed=st.integers(0, 10**6))
def test_rows_without_numbers_begin_where_cells_begin_anew(seed: int) -> None:
    printed = tableprint.without(tableprint.table(seed, ORDERS[0]), "id")
    assert_same(read(tableprint.side_by_side(printed)), printed)


def test_cells_set_in_the_middle_of_their_rows_keep_their_rows() -> None:
    """A cell of three lines beside rows of two can begin above its row's own first line, as in the last
    table, whose second row takes the beginning of the third's.
    """
    tables = [tableprint.table(seed, ORDERS[1]) for seed in (*range(0, 9900, 100), 939803)]
    kept = 0
    for printed in tables:
        found = read(tableprint.side_by_side(printed, middle=True))
        kept += [set(task.coordinate) for task in found] == [set(row.coordinate) for row in printed.rows]
        assert [task.text for task in found] == [row.task for row in printed.rows]
        assert [task.lead for task in found] == [(row.lead,) for row in printed.rows]
    assert kept >= len(tables) - 1


def test_a_full_cell_pushes_the_next_aside_and_keeps_its_words() -> None:
    lines = [
        "TT   Nhiệm vụ                 Chủ trì               Phối hợp          Thời hạn",
        "1    Khơi rãnh của khu        Sở Nông nghiệp và     Sở Y tế           Quý I/2026",
        "     chợ đêm                  Môi trường",
        "2    Thay mái che của trạm xử lý Sở Nông nghiệp và  Công an tỉnh      Quý II/2026",
        "     rác thải                 Môi trường",
        "3    Đo gió ở cửa biển        Sở Xây dựng           Sở Tài chính      Năm 2026",
    ]
    found = read(lines)
    assert found[1].text == "Thay mái che của trạm xử lý rác thải"
    assert found[1].lead == ("Sở Nông nghiệp và Môi trường",)


def test_a_row_over_all_columns_heads_those_below() -> None:
    lines = [
        "TT    Nội dung               Chủ trì            Phối hợp        Thời hạn",
        "I     Giữ cho sông, rạch và bờ kè của các khu phố sạch quanh năm",
        "1     Vớt bèo trên rạch      Sở Xây dựng        Sở Y tế         Hằng năm",
        "II    Nuôi trồng theo lối cũ của người già trong các làng nghề ven đô",
        "2     Gieo lại giống lúa     Hội Nông dân tỉnh  Sở Y tế         Năm 2026",
        "      mùa nổi",
    ]
    assert [(task.id, task.theme) for task in read(lines)] == [
        ("1", "Giữ cho sông, rạch và bờ kè của các khu phố sạch quanh năm"),
        ("2", "Nuôi trồng theo lối cũ của người già trong các làng nghề ven đô"),
    ]


def test_a_merged_cell_before_the_numbers_names_the_component() -> None:
    lines = [
        "Chỉ số thành phần        TT   Nhiệm vụ              Chủ trì          Phối hợp       Thời hạn",
        "Giảm thiểu ô nhiễm và    1    Vớt bèo trên rạch     Sở Xây dựng      Sở Y tế        Hằng năm",
        "tác động của thiên tai",
        "                         2    Gieo lại giống lúa    Công an tỉnh     Sở Y tế        Năm 2026",
        "                              mùa nổi",
        "Bảo đảm tuân thủ quy     3    Đếm giếng khoan       Thanh tra tỉnh   Sở Nội vụ      Năm 2026",
        "định về môi trường            bỏ không",
    ]
    found = read(["Kế hoạch nâng cao Chỉ số Xanh cấp tỉnh (PGI)", *lines])
    assert [(task.id, task.component) for task in found] == [("1", 1), ("2", 1), ("3", 2)]


def test_a_page_with_other_places_and_no_header_goes_on_with_the_table() -> None:
    first = tableprint.side_by_side(tableprint.table(3, ORDERS[0], 6))
    printed = tableprint.table(3, ORDERS[0], 12)
    whole = tableprint.side_by_side(printed, gap=6)
    rest = [line[:8].strip().ljust(4) + line[11:] for line in whole[len(first) :]]
    lines = [*((line, 1) for line in [*HEAD, *whole[: len(first)]]), *((line, 2) for line in rest)]
    source = SourceDocument(tuple(Line(text, page) for text, page in lines), "txt", n_pages=2)
    assert_same(tuple(reading.read(source).facts.tasks), printed)


def test_what_stands_behind_the_table_is_prose_again() -> None:
    printed = tableprint.table(5, ORDERS[0], 3)
    tail = "Phụ lục được in hai mặt trên giấy tái chế, bản điện tử gửi kèm cho từng nơi nhận ở trang đầu."
    source = document("\n".join([*HEAD, *tableprint.side_by_side(printed), "", tail]))
    found = reading.read(source)
    assert [task.text for task in found.facts.tasks] == [row.task for row in printed.rows]
    assert tail in found.canonical.text.split("\n")


@pytest.mark.parametrize(
    "line",
    [
        "Nhiệm vụ     chung của các sở",
        "STT    Họ và tên     Chức vụ     Ghi chú",
        "Sở Y tế     chủ trì     việc này",
    ],
)
def test_words_apart_without_a_header_of_duties_are_no_table(line: str) -> None:
    below = [
        "1      Nguyễn Văn An    Chuyên viên    Đã nhận",
        "2      Lê Thị Bình      Kế toán        Đã nhận",
    ]
    source = document("\n".join([*HEAD, line, *below]))
    assert reading.read(source).canonical.tables == ()


def test_heads_above_each_other_are_one_and_a_group_over_several_is_none() -> None:
    heads = gapcolumns.heads(
        [
            "                          Phân công trách nhiệm      Thời gian",
            "TT    Nội dung         Chủ trì           Phối hợp    hoàn thành",
        ]
    )
    assert [head.text for head in heads] == ["TT", "Nội dung", "Chủ trì", "Phối hợp", "Thời gian hoàn thành"]


def test_a_header_of_two_lines_on_every_page_is_no_running_head() -> None:
    head = [
        "TT    Nhiệm vụ               Cơ quan            Phối hợp        Thời hạn",
        "                             chủ trì",
    ]
    rows = [
        "1     Vớt bèo trên rạch      Sở Xây dựng        Sở Y tế         Hằng năm",
        "2     Gieo lại giống lúa     Hội Nông dân tỉnh  Sở Y tế         Năm 2026",
        "3     Đếm giếng khoan cũ     Thanh tra tỉnh     Sở Nội vụ       Quý I/2026",
    ]
    lines = [
        (text, page) for page, row in enumerate(rows, 1) for text in (*head, row, f"      {TAILS[page - 1]}")
    ]
    lines = [(text, 1) for text in HEAD] + lines
    source = SourceDocument(tuple(Line(text, page) for text, page in lines), "txt", n_pages=3)
    found = reading.read(source).facts.tasks
    assert [(task.id, task.text.split()[-1], task.lead) for task in found] == [
        ("1", "cửa", ("Sở Xây dựng",)),
        ("2", "chợ", ("Hội Nông dân tỉnh",)),
        ("3", "trại", ("Thanh tra tỉnh",)),
    ]


def test_a_column_of_groups_is_not_the_column_of_duties() -> None:
    lines = [
        "Nhóm nhiệm vụ       TT   Nhiệm vụ              Chủ trì          Phối hợp       Thời hạn",
        "Sông, rạch          1    Vớt bèo trên rạch     Sở Xây dựng      Sở Y tế        Hằng năm",
        "                    2    Gieo lại giống lúa    Công an tỉnh     Sở Y tế        Năm 2026",
    ]
    assert [task.text for task in read(lines)] == ["Vớt bèo trên rạch", "Gieo lại giống lúa"]
