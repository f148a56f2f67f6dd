"""Tables kept in place by blanks: rows parted by empty lines, heads of two rows, numbers close by."""

from __future__ import annotations

import pytest

from core.plan import tableprint
from core.plan.lines import document
from tinhxanh.core.plan import reading

HEAD = ["PHỤ LỤC", "Việc làm sạch bến cá năm 2026", ""]
ROLES = ("id", "task", "lead", "coordinate", "deadline")


def blocks(printed: tableprint.Printed) -> list[str]:
    """The lines of a table, cells in the middle of their row, an empty line behind every row."""
    heads = tableprint.Printed(printed.roles, printed.heads, ())
    lines = [*tableprint.side_by_side(heads, middle=True), ""]
    for row in printed.rows:
        one = tableprint.Printed(printed.roles, ("",) * len(printed.roles), (row,))
        lines += [line for line in tableprint.side_by_side(one, middle=True) if line] + [""]
    return lines


@pytest.mark.parametrize("dropped", [None, "id"])
def test_empty_lines_part_rows_whose_cells_stand_in_the_middle(dropped: str | None) -> None:
    right = total = 0
    for seed in range(20):
        printed = tableprint.table(seed, ROLES)
        shown = tableprint.without(printed, dropped) if dropped else printed
        tasks = reading.read(document("\n".join([*HEAD, *blocks(shown)]))).facts.tasks
        read = {(task.text, task.lead) for task in tasks}
        right += sum((row.task, (row.lead,)) in read for row in printed.rows)
        total += len(printed.rows)
    assert right >= 0.95 * total, f"{right} of {total}"


def test_second_row_of_a_head_names_the_columns() -> None:
    text = """
                                        Phân công thực hiện
 TT          Nhiệm vụ                                                        Thời hạn
                                   Chủ trì             Phối hợp

  1     Rửa bể lọc ở chợ      Sở Y tế              Sở Nội vụ               Hằng năm

  2     Lát lại bờ kè         Sở Xây dựng          Tỉnh đoàn               Quý II/2026
"""
    tasks = reading.read(document("\n".join(HEAD) + text)).facts.tasks
    assert [(task.lead, task.coordinate) for task in tasks] == [
        (("Sở Y tế",), ("Sở Nội vụ",)),
        (("Sở Xây dựng",), ("Tỉnh đoàn",)),
    ]


def test_number_one_blank_before_words_that_go_on_is_a_number() -> None:
    text = """
    TT           Nhiệm vụ                  Chủ trì           Thời hạn

     1  Bến sạch                      Sở Tư pháp

        Rửa bể lọc ở các
    1.1 chợ nổi và bãi bồi            Sở Y tế            Hằng năm
        phía đông

        Lát lại bờ kè bằng
    1.2 đá cũ rồi đếm từng            Sở Xây dựng        Hằng năm
        viên
"""
    tasks = reading.read(document("\n".join(HEAD) + text)).facts.tasks
    read = {task.id: task.text for task in tasks}
    assert read["1.1"] == "Rửa bể lọc ở các chợ nổi và bãi bồi phía đông"
    assert read["1.2"] == "Lát lại bờ kè bằng đá cũ rồi đếm từng viên"
