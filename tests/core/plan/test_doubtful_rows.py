"""Rows told apart by words: how sure that is, which of them a person is asked to look at."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.plan import tableprint
from core.plan.lines import document
from tinhxanh.core.plan import reading
from tinhxanh.core.plan.grids import cellatoms
from tinhxanh.core.plan.grids.cellpaths import Paths
from tinhxanh.core.plan.lines import pagenumbers

HEAD = ["PHỤ LỤC", "Việc làm sạch bến cá năm 2026"]
COLUMNS = "TT\nNhiệm vụ\nCơ quan chủ trì\nCơ quan phối hợp\nThời hạn"
LINES = ("Rửa bể lọc", "ở các chợ nổi", "Sở Y tế", "Hội Nông dân", "tỉnh", "Quý II/2026", "Sơn lại")


def every_way(paths: Paths, lines: list[str]) -> list[float]:
    """What every way to cut a row into cells costs, least first."""
    row = cellatoms.atoms(lines)
    width = len(paths.roles)
    found: list[float] = []
    for count in range(1, width + 1):
        for columns in itertools.combinations(range(width), count):
            for cuts in itertools.combinations(range(1, len(row)), count - 1):
                bounds = [0, *cuts, len(row)]
                cost, before = 0.0, 0
                for column, (start, end) in zip(columns, itertools.pairwise(bounds), strict=True):
                    cells = dict(paths._cells(row, start, column))
                    cost += paths.skipped[before][column] + paths._edge(row, start)
                    cost += cells.get(end, 1e9)
                    before = column + 1
                found.append(cost + paths.skipped[before][width])
    return sorted(found)


@given(st.lists(st.sampled_from(LINES), min_size=2, max_size=6))
def test_margin_is_what_the_second_best_cells_cost_more(lines: list[str]) -> None:
    paths = Paths(["task", "lead", "coordinate", "deadline"])
    costs = [cost for cost in every_way(paths, lines) if cost < 1e8]
    paths.place(cellatoms.atoms(lines))
    if len(costs) > 1:
        assert paths.spent == pytest.approx(costs[0])
        assert paths.margin == pytest.approx(costs[1] - costs[0])


def warned(text: str) -> int:
    return sum(w.code == "row-by-guess" for w in reading.read(document(text)).facts.warnings)


def test_rows_with_plain_cells_are_not_pointed_at() -> None:
    roles = ("id", "task", "lead", "coordinate", "deadline")
    marked = rows = 0
    for seed in range(20):
        printed = tableprint.table(seed, roles)
        marked += warned("\n".join([*HEAD, *tableprint.one_below_the_other(printed)]))
        rows += len(printed.rows)
    assert marked <= 0.03 * rows, f"{marked} of {rows}"


def test_row_whose_name_breaks_off_is_pointed_at() -> None:
    rows = (
        "1 Rửa bể lọc\nSở Y tế\nHội Nông dân tỉnh\nQuý II/2026\n2 Lát bờ kè\nSở Nông nghiệp và\nQuý III/2026"
    )
    assert warned("\n".join([*HEAD, COLUMNS, rows])) == 1


def test_number_of_a_region_on_its_own_line_is_no_page_and_no_row() -> None:
    rows = (
        "1 Rửa bể lọc\nSở Y tế\nNgân hàng Nhà nước chi nhánh Khu vực\n2\nQuý II/2026\n"
        "2 Lát bờ kè ở bến\nSở Xây dựng\nSở Y tế\nHoàn thành trong tháng\n9\n3 Sơn lại cầu cảng\nSở Y tế\n"
        "Sở Xây dựng\nHằng năm"
    )
    tasks = reading.read(document("\n".join([*HEAD, COLUMNS, rows]))).facts.tasks
    assert [task.id for task in tasks] == ["1", "2", "3"]
    assert tasks[0].coordinate == ("Ngân hàng Nhà nước chi nhánh Khu vực 2",)


@pytest.mark.parametrize(
    ("above", "number", "ends"),
    [
        ("Khu vực", "9", True),
        ("trong quý", "III", True),
        ("Sở Nội vụ", "9", False),
        ("Tỉnh đoàn Hàng quý", "9", False),
        ("UBND các xã, phường", "9", False),
        ("Khu vực", "12345", False),
    ],
)
def test_number_goes_with_the_words_that_count(above: str, number: str, ends: bool) -> None:
    assert pagenumbers.ends_phrase(above, number) is ends


def cells(roles: list[str], lines: list[str]) -> list[str]:
    row = cellatoms.atoms(lines)
    placed = Paths(roles).place(row)
    return [f"{roles[c]}: {' '.join(atom.text for atom in row[a:b])}" for c, a, b in placed]


def test_time_begun_behind_a_sum_is_the_next_cell() -> None:
    roles = ["task", "lead", "money", "deadline"]
    assert cells(roles, ["Rửa bể lọc", "Sở Y tế", "350 Tháng 10 năm", "2026"]) == [
        "task: Rửa bể lọc",
        "lead: Sở Y tế",
        "money: 350",
        "deadline: Tháng 10 năm 2026",
    ]


def test_list_of_dashes_behind_a_name_is_the_next_cell() -> None:
    roles = ["task", "lead", "coordinate", "deadline"]
    lines = ["Rửa bể lọc", "Thanh tra tỉnh", "- Sở Y tế;", "- Hội Nông dân tỉnh", "Hằng quý"]
    assert cells(roles, lines)[1:3] == ["lead: Thanh tra tỉnh", "coordinate: - Sở Y tế; - Hội Nông dân tỉnh"]


def test_name_cut_by_its_column_goes_on_though_a_note_may_follow() -> None:
    roles = ["task", "lead", "coordinate", "deadline", "note"]
    assert cells(roles, ["Rửa bể lọc", "Sở Công", "Thương"])[-1] == "lead: Sở Công Thương"


def test_time_that_waits_may_take_many_lines() -> None:
    roles = ["task", "deadline", "lead"]
    lines = ["Rửa bể lọc.", "Sau khi có", "hướng dẫn", "của Bộ", "Khoa học", "và Công", "nghệ", "Sở Y tế"]
    assert cells(roles, lines)[1] == "deadline: Sau khi có hướng dẫn của Bộ Khoa học và Công nghệ"


def test_numbers_alone_on_their_lines_are_rows_where_the_first_stands_beside_its_duty() -> None:
    body = "1 Rửa bể lọc\nSở Y tế\nHội Nông dân tỉnh\nHằng quý\n" + "".join(
        f"{number}\nLát lại bờ kè phía đông của bến\nvà đếm từng viên đá đã lát xong\nSở Xây dựng\n"
        f"Sở Nội vụ;\nThanh tra tỉnh;\nUBND các xã,\nphường\nHằng quý\n"
        for number in range(2, 12)
    )
    tasks = reading.read(document("\n".join([*HEAD, COLUMNS, body]))).facts.tasks
    assert [task.id for task in tasks] == [str(number) for number in range(1, 12)]


def test_next_number_printed_behind_a_merged_time_begins_its_row() -> None:
    rows = (
        "1\nRửa bể lọc\nSở Y tế\nHội Nông dân tỉnh\n6 tháng cuối\nnăm 2026 2\nLát bờ kè\nSở Xây dựng\n"
        "Sở Nội vụ\nHằng năm"
    )
    tasks = reading.read(document("\n".join([*HEAD, COLUMNS, rows]))).facts.tasks
    assert [(task.id, task.text) for task in tasks] == [("1", "Rửa bể lọc"), ("2", "Lát bờ kè")]


def test_numbers_below_one_begin_anew_in_the_next_part() -> None:
    rows = (
        "I\nBến sạch\n1\nNước\n1.1\nRửa bể lọc\nSở Y tế\nSở Nội vụ\nHằng năm\nII\nBờ bền\n1\nĐá\n1.1\n"
        "Lát bờ kè\nSở Xây dựng\nSở Nội vụ\nHằng năm"
    )
    tasks = reading.read(document("\n".join([*HEAD, COLUMNS, rows]))).facts.tasks
    assert [task.text for task in tasks] == ["Rửa bể lọc", "Lát bờ kè"]
