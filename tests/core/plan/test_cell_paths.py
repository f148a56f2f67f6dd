"""Cells of tables printed one below the other: which lines make which cell."""

from __future__ import annotations

import pytest

from core.plan import tableprint
from core.plan.lines import document
from core.plan.tableprint import Duty
from tinhxanh.core.plan import reading
from tinhxanh.core.plan.facts import Task
from tinhxanh.core.plan.grids import cellatoms
from tinhxanh.core.plan.grids.cellpaths import Paths

HEAD = ["PHỤ LỤC", "Việc làm sạch bến cá năm 2026"]
SEEDS = range(25)


def cells(roles: list[str], lines: list[str]) -> list[tuple[str, str]]:
    row = cellatoms.atoms(lines)
    return [
        (roles[column], " ".join(atom.text for atom in row[start:end]))
        for column, start, end in Paths(roles).place(row)
    ]


def is_read(task: Task, row: Duty) -> bool:
    return (
        task.text == row.task
        and task.lead == (row.lead,)
        and set(task.coordinate) == set(row.coordinate)
        and task.deadline is not None
        and task.deadline.text == row.deadline
    )


@pytest.mark.parametrize("spaced", [False, True])
@pytest.mark.parametrize(
    ("roles", "least"),
    [
        (("id", "task", "lead", "coordinate", "deadline"), 0.9),
        (("id", "task", "product", "lead", "coordinate", "deadline"), 0.85),
        (("id", "lead", "task", "coordinate", "deadline"), 0.85),
        (("id", "task", "deadline", "lead", "coordinate"), 0.85),
    ],
)
def test_rows_printed_cell_by_cell_are_read_as_they_were_written(
    roles: tuple[str, ...], least: float, spaced: bool
) -> None:
    right = total = 0
    for seed in SEEDS:
        printed = tableprint.table(seed, roles)
        lines = tableprint.one_below_the_other(printed, spaced=spaced)
        found = {task.id: task for task in reading.read(document("\n".join([*HEAD, *lines]))).facts.tasks}
        right += sum(row.id in found and is_read(found[row.id], row) for row in printed.rows)
        total += len(printed.rows)
    assert right >= least * total, f"{right} of {total}"


def test_cells_of_one_line_stand_on_it_together() -> None:
    found = cells(
        ["task", "product", "lead", "coordinate", "deadline"],
        [
            "Đo gió ở cửa biển và trên các",
            "đảo Bản đồ gió Sở Công Thương Công an tỉnh; Sở Y",
            "tế",
            "Tháng 5/2026",
        ],
    )
    assert found == [
        ("task", "Đo gió ở cửa biển và trên các đảo"),
        ("product", "Bản đồ gió"),
        ("lead", "Sở Công Thương"),
        ("coordinate", "Công an tỉnh; Sở Y tế"),
        ("deadline", "Tháng 5/2026"),
    ]


def test_an_agency_that_the_sentence_names_stays_in_the_duty() -> None:
    found = cells(
        ["task", "lead", "deadline"],
        ["Soạn bản đồ gió, trình UBND", "tỉnh xem xét", "Sở Xây dựng", "Quý I/2027"],
    )
    assert found[0] == ("task", "Soạn bản đồ gió, trình UBND tỉnh xem xét")
    assert found[1] == ("lead", "Sở Xây dựng")


def test_labels_keep_leads_and_coordinating_agencies_in_one_cell() -> None:
    found = cells(
        ["task", "responsible", "deadline"],
        ["Đếm đàn sếu về đầm", "Chủ trì: Sở Y tế", "Phối hợp: Sở Nông nghiệp và", "Môi trường", "Năm 2026"],
    )
    assert found[1] == ("responsible", "Chủ trì: Sở Y tế Phối hợp: Sở Nông nghiệp và Môi trường")


def test_a_sum_behind_an_agency_is_a_cell_of_its_own() -> None:
    found = cells(
        ["task", "lead", "money", "deadline"],
        ["Lát lại bờ kè", "Chi cục Thủy lợi 128,5", "Ngân sách tỉnh", "Quý III/2026"],
    )
    assert found[1:3] == [("lead", "Chi cục Thủy lợi"), ("money", "128,5 Ngân sách tỉnh")]


def test_widths_are_learnt_from_lines_that_a_cell_goes_on_behind() -> None:
    paths = Paths(["task", "lead", "deadline"])
    rows = [
        cellatoms.atoms(["Đếm đàn sếu về đầm", "phía tây", "Sở Y tế", "Năm 2026"]),
        cellatoms.atoms(["Vớt bèo tây trên các", "rạch", "Sở Xây dựng", "Năm 2026"]),
        cellatoms.atoms(["Gieo giống lúa nổi ở", "vùng trũng", "Công an tỉnh", "Năm 2026"]),
    ]
    paths.learn([(row, paths.place(row)) for row in rows])
    assert 17 < paths.widths[0] < 26
    assert paths.widths[1:] == [0.0, 0.0]
