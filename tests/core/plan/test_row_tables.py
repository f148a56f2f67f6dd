"""Task tables broken into lines whose rows do not begin with a number."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.plan import tableprint
from core.plan.lines import document
from core.plan.tableprint import Duty, Printed
from tinhxanh.core.plan import reading
from tinhxanh.core.plan.facts import Facts, Task
from tinhxanh.core.plan.grids import cellatoms, rowtables
from tinhxanh.core.plan.grids.rowpaths import RowPaths
from tinhxanh.core.plan.source import Line

HEAD = ["PHỤ LỤC", "Việc làm sạch bến cá năm 2026"]
SEEDS = range(20)
GROUPS = (
    "Giữ sạch bến bãi và luồng lạch",
    "Đèn đường và nhà kho dùng ít điện",
    "Cây chắn sóng, cây bóng mát và vườn ươm",
)


def read(lines: list[str]) -> Facts:
    return reading.read(document("\n".join(lines))).facts


def is_read(task: Task, row: Duty) -> bool:
    return (
        task.text == row.task
        and task.lead == (row.lead,)
        and (not task.coordinate or set(task.coordinate) == set(row.coordinate))
        and task.deadline is not None
        and task.deadline.text == row.deadline
    )


def share(printed: Printed, lines: list[str]) -> float:
    """The share of rows read as they were written; duties that nobody wrote count against it."""
    found = read([*HEAD, *lines]).tasks
    right = sum(any(is_read(task, row) for task in found) for row in printed.rows)
    return right / max(len(printed.rows), len(found))


def cells(printed: Printed, row: Duty) -> list[tuple[str, str]]:
    return [(role, row.cell(role)) for role in printed.roles]


def below_each_other(pieces: list[tuple[str, str]]) -> list[str]:
    """One row, its cells wrapped to their columns; a cell of one line shares it with the next cell."""
    found, shared = [], ""
    for role, text in pieces:
        lines = tableprint.wrapped(text, tableprint.WIDTHS.get(role, 22))
        lines[0] = f"{shared} {lines[0]}".strip()
        shared = lines[0] if len(lines) == 1 else ""
        found += lines if len(lines) > 1 else []
    return [*found, shared] if shared else found


@pytest.mark.parametrize("spaced", [False, True])
@pytest.mark.parametrize(
    ("roles", "least"),
    [
        (("task", "lead", "coordinate", "deadline"), 0.9),
        (("task", "product", "lead", "deadline"), 0.85),
        (("task", "deadline", "lead", "coordinate"), 0.85),
    ],
)
def test_rows_without_numbers_are_read_as_they_were_written(
    roles: tuple[str, ...], least: float, spaced: bool
) -> None:
    total = 0.0
    for seed in SEEDS:
        printed = tableprint.table(seed, roles)
        total += share(printed, tableprint.one_below_the_other(printed, spaced=spaced))
    assert total >= least * len(SEEDS)


def with_codes(printed: Printed) -> list[str]:
    lines = [f"{printed.heads[0]} Mã {' '.join(printed.heads[1:])}"]
    for number, row in enumerate(printed.rows, 1):
        pieces = cells(printed, row)
        code = ("code", f"{'ABC'[number % 3]}{number}")
        lines += below_each_other([pieces[0], code, *pieces[1:]])
    return lines


def test_codes_behind_the_duties_name_the_rows() -> None:
    total = 0.0
    for seed in SEEDS:
        printed = tableprint.table(seed, ("task", "lead", "coordinate", "deadline"))
        total += share(printed, with_codes(printed))
    assert total >= 0.9 * len(SEEDS)


def in_components(printed: Printed, *, numbered: bool) -> list[str]:
    lines = [f"Lĩnh vực {'TT ' if numbered else ''}{' '.join(printed.heads)}"]
    for number, row in enumerate(printed.rows):
        pieces = cells(printed, row)
        pieces = [("id", row.id), *pieces] if numbered else pieces
        lines += below_each_other([("theme", GROUPS[number // 3])] if number % 3 == 0 else [])
        lines += below_each_other(pieces)
    return lines


@pytest.mark.parametrize("numbered", [False, True])
def test_components_merged_over_rows_stand_before_the_first_of_them(numbered: bool) -> None:
    total = 0.0
    for seed in SEEDS:
        printed = tableprint.table(seed, ("task", "lead", "coordinate", "deadline"))
        total += share(printed, in_components(printed, numbered=numbered))
    assert total >= 0.9 * len(SEEDS)


def test_groups_over_all_columns_are_no_duties() -> None:
    total = 0.0
    for seed in SEEDS:
        printed = tableprint.table(seed, ("task", "lead", "coordinate", "deadline"))
        lines = [" ".join(printed.heads)]
        for number, row in enumerate(printed.rows):
            lines += [GROUPS[number // 3]] if number % 3 == 0 else []
            lines += below_each_other(cells(printed, row))
        total += share(printed, lines)
    assert total >= 0.9 * len(SEEDS)


TABLE = """PHỤ LỤC
Việc của bến cá năm 2026
Công việc Mã Cơ quan thực hiện Thời hạn
Cơ quan cùng tham
gia
(1) (2) (3) (4) (5)
A. Giữ sạch luồng lạch
Vớt lưới cũ trôi dạt vào
bãi nghêu; cân từng ghe.
A1
Sở Nông nghiệp và
Môi trường
Quý I Công an tỉnh
Đếm phao tiêu trên luồng.
A2 UBND các xã, phường
Trước mùa
mưa
Sở Xây dựng
B. Đèn và kho lạnh
Thay đèn cao áp ở cầu
cảng bằng đèn dùng nắng.
B1 Thanh tra tỉnh 28/02/2026
Sở Y tế; Công an
tỉnh
III. BÁO CÁO
Các cơ quan gửi kết quả về Sở Nội vụ trước ngày 10/12/2026.
"""


def test_codes_groups_and_wrapped_times_are_kept_apart() -> None:
    tasks = read(TABLE.splitlines()).tasks
    table = [
        (t.id, t.theme, t.lead, t.coordinate, t.deadline.text if t.deadline else None) for t in tasks[:3]
    ]
    assert table == [
        ("A1", "A. Giữ sạch luồng lạch", ("Sở Nông nghiệp và Môi trường",), ("Công an tỉnh",), "Quý I"),
        ("A2", "A. Giữ sạch luồng lạch", ("UBND các xã, phường",), ("Sở Xây dựng",), "Trước mùa mưa"),
        ("B1", "B. Đèn và kho lạnh", ("Thanh tra tỉnh",), ("Sở Y tế", "Công an tỉnh"), "28/02/2026"),
    ]
    assert tasks[0].text == "Vớt lưới cũ trôi dạt vào bãi nghêu; cân từng ghe."


def test_a_component_gives_every_row_it_reaches_over_its_number() -> None:
    lines = """PHỤ LỤC
Việc của bến cá năm 2026
Chỉ số thành phần Nhiệm vụ Chủ trì Thời hạn
2. Bảo đảm tuân thủ quy
định về môi trường
Cân rác vớt lên từ luồng
Sở Y tế Quý I/2026
Đếm thùng dầu thải ở bến
Công an tỉnh Quý II/2026
4. Chính sách và dịch vụ hỗ
trợ doanh nghiệp
Mở quầy chỉ đường cho ghe lạ
Sở Xây dựng Năm 2026"""
    tasks = read(["Kế hoạch nâng cao Chỉ số Xanh cấp tỉnh (PGI) năm 2026", *lines.splitlines()]).tasks
    assert [task.component for task in tasks] == [2, 2, 4]


def test_a_row_that_a_page_cuts_keeps_its_cells() -> None:
    lines = """PHỤ LỤC
Việc của bến cá năm 2026
Nhiệm vụ Chủ trì Phối hợp Thời hạn
Vớt lưới cũ trôi dạt vào bãi
nghêu phía đông
Sở Y tế Công an tỉnh Quý I/2026
Thay đèn cao áp ở cầu cảng Thanh tra tỉnh Sở Khoa học và Năm 2026
Nhiệm vụ Chủ trì Phối hợp Thời hạn
bằng đèn dùng nắng
Công nghệ
Trồng bần chắn sóng quanh
nhà kho
Sở Xây dựng Hội Nông dân tỉnh Thường xuyên"""
    tasks = read(lines.splitlines()).tasks
    assert [task.text for task in tasks][1] == "Thay đèn cao áp ở cầu cảng bằng đèn dùng nắng"
    assert tasks[1].coordinate == ("Sở Khoa học và Công nghệ",)
    assert len(tasks) == 3


def test_prose_below_a_head_stays_prose() -> None:
    lines = """KẾ HOẠCH
Nhiệm vụ Cơ quan chủ trì Cơ quan phối hợp Thời gian
Các xã ven biển đã họp bàn ba lần về bến cá và thống nhất chưa làm gì trước khi có kết quả đo.
Người dân mong sớm có đèn."""
    assert read(lines.splitlines()).tasks == ()


@given(
    st.lists(
        st.sampled_from(
            [*TABLE.splitlines(), "Nhiệm vụ Chủ trì Thời hạn", "", "2", "Lĩnh vực TT Nhiệm vụ", *GROUPS]
        ),
        max_size=40,
    )
)
def test_lines_in_any_order_are_read_without_fail(lines: list[str]) -> None:
    text = "\n".join(lines)
    given_words = set(text.split())
    for task in read(lines).tasks:
        assert set(task.text.split()) <= given_words


def test_every_piece_of_a_table_stands_in_one_cell() -> None:
    printed = tableprint.table(3, ("task", "lead", "coordinate", "deadline"), 30)
    stream = cellatoms.atoms(tableprint.one_below_the_other(printed)[3:])
    rows = RowPaths(["group", "task", "lead", "coordinate", "deadline"]).split(stream)
    taken = [
        place for row in rows for _, start, end in (*row.cells, *row.below) for place in range(start, end)
    ]
    assert taken == list(range(len(stream)))


def test_cost_grows_with_the_length_of_a_table() -> None:
    looked: list[int] = []

    class Counted(RowPaths):
        def _pieces(self, *told: Any) -> Any:
            found = super()._pieces(*told)
            looked.append(len(found))
            return found

    sums = []
    for n_rows in (10, 40):
        looked.clear()
        printed = tableprint.table(1, ("task", "lead", "coordinate", "deadline"), n_rows)
        Counted(list(printed.roles)).split(cellatoms.atoms(tableprint.one_below_the_other(printed)[3:]))
        sums.append(sum(looked))
    assert sums[1] < 5 * sums[0]


def test_lines_below_headers_that_no_table_follows_are_split_a_few_times(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked: list[int] = []
    split = RowPaths.split
    monkeypatch.setattr(
        RowPaths, "split", lambda one, stream: looked.append(len(stream)) or split(one, stream)
    )
    head = ["Công việc", "Mã", "Cơ quan thực hiện", "Thời hạn"]
    row = ["Trồng cây xanh dọc đường", "A1", "Sở Y tế", "Quý II/2026"]
    lines = [Line(text) for text in [*head, *row, *["Rác ngắn"] * 30] * 12]

    assert list(rowtables.find(lines, numbered=False)) == [lines]

    assert 0 < sum(looked) < 10 * len(lines)


def test_a_row_whose_time_and_bodies_no_grammar_knows_is_shown_to_a_person() -> None:
    lines = """Nhiệm vụ Chủ trì Phối hợp Thời hạn
Vớt lưới cũ trôi dạt vào bãi
nghêu phía đông
Sở Y tế Công an tỉnh Quý I/2026
Đếm phao tiêu trên luồng lạch
cùng người giữ đèn
Sở Y tế Tổ đèn biển
Mùa nào cũng làm
Trồng bần chắn sóng quanh
nhà kho
Sở Xây dựng Hội Nông dân tỉnh Thường xuyên"""
    facts = read([*HEAD, *lines.splitlines()])
    guessed = [warning for warning in facts.warnings if warning.code == "row-by-guess"]
    shown = {span.start for warning in guessed for span in warning.source}
    assert facts.tasks[0].source[0].start not in shown
    assert {facts.tasks[1].source[0].start, facts.tasks[2].source[0].start} <= shown
    assert all(warning.proposal for warning in guessed)


def test_rows_that_fit_their_columns_ask_nobody() -> None:
    assert not [warning for warning in read(TABLE.splitlines()).warnings if warning.code == "row-by-guess"]
