"""Rows with tabs between their cells, and heads that stand on one line, as word processors save them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.plan.lines import document
from tinhxanh.core.plan import reading
from tinhxanh.core.plan.grids import tabrows
from tinhxanh.core.plan.lines import footcells, headcells
from tinhxanh.core.plan.source import Line

HEAD = "TT\tNhiệm vụ\tChủ trì\tPhối hợp\tThời gian"
FIRST = "1\tĐắp đập ngăn mặn\tSở Nội vụ\tTỉnh đoàn\tQuý I/2026"
SECOND = "2\tTrồng sú vẹt\tSở Xây dựng\tHội Nông dân tỉnh\tQuý II/2026"


def _tasks(*lines: str) -> list[tuple[str, str, tuple[str, ...], tuple[str, ...]]]:
    facts = reading.read(document("\n".join(lines))).facts
    return [(task.id, task.text, task.lead, task.coordinate) for task in facts.tasks]


ONE = ("1", "Đắp đập ngăn mặn", ("Sở Nội vụ",), ("Tỉnh đoàn",))
TWO = ("2", "Trồng sú vẹt", ("Sở Xây dựng",), ("Hội Nông dân tỉnh",))


@pytest.mark.parametrize("group", ["I\tVEN BIỂN", "Nhóm việc ven biển", "A. VEN BIỂN"])
def test_merged_row_does_not_end_a_table(group: str) -> None:
    assert _tasks(HEAD, group, FIRST, group, SECOND) == [ONE, TWO]


def test_cell_of_several_paragraphs_stays_in_its_row() -> None:
    found = _tasks(
        HEAD,
        "1\t- Đắp đập;",
        "- Ngăn mặn.\tSở Nội vụ\t- Tỉnh đoàn;",
        "- Báo Cà Mau.\tQuý I/2026",
        SECOND,
    )
    assert found == [("1", "- Đắp đập; - Ngăn mặn.", ("Sở Nội vụ",), ("Tỉnh đoàn", "Báo Cà Mau")), TWO]


def test_paragraphs_of_a_last_cell_belong_to_the_row_above() -> None:
    head = "TT\tNhiệm vụ\tThời gian\tChủ trì"
    found = _tasks(
        head, "1\tĐắp đập\tNăm 2026\t- Sở Nội vụ;", "- Tỉnh đoàn.", "2\tTrồng sú\tNăm 2026\tSở Y tế"
    )
    assert [(text, lead) for _, text, lead, _ in found] == [
        ("Đắp đập", ("Sở Nội vụ", "Tỉnh đoàn")),
        ("Trồng sú", ("Sở Y tế",)),
    ]


def test_section_behind_a_table_is_none_of_its_rows() -> None:
    text = "\n".join(
        [
            "II.\tDANH MỤC",
            HEAD,
            FIRST,
            SECOND,
            "III.\tTỔ CHỨC THỰC HIỆN",
            "1.\tSở Y tế theo dõi việc phun thuốc.",
        ]
    )
    facts = reading.read(document(text)).facts
    assert [task.id for task in facts.tasks] == ["1", "2", "III.1"]


def test_group_above_numbered_rows_shares_no_agency() -> None:
    rows = ["1\tVen biển\t\t\t", "1.1\tĐắp đập\tSở Nội vụ\tTỉnh đoàn\tQuý I/2026"]
    more = ["2\tTrên bờ\t\t\t", "2.1\tTrồng sú\tSở Y tế\tTỉnh đoàn\tQuý I/2026"]
    assert [task[0] for task in _tasks(HEAD, *rows, *more)] == ["1.1", "2.1"]


FIGURES = "1\tHộ có bể chứa nước (%)\t61\t30\t70\t18\tSở Xây dựng"


@pytest.mark.parametrize(
    "heads",
    [
        (
            "TT\tChỉ tiêu\tKết quả 2024\tXếp hạng 2024\tMục tiêu 2025\t\tChủ trì",
            "\t\t\t\tKết quả\tXếp hạng\t",
        ),
        ("TT\tChỉ tiêu\tKết quả 2024\tXếp hạng 2024\tMục tiêu 2025\tChủ trì", "\t\t\t\tKết quả\tXếp hạng\t"),
        ("TT\tChỉ tiêu\tKết quả 2024\tXếp hạng 2024\tMục tiêu 2025\tChủ trì", "Kết quả\tXếp hạng"),
        (
            "TT\tChỉ tiêu\tKết quả 2024\tXếp hạng 2024\tMục tiêu 2025\tMục tiêu 2025\tChủ trì",
            "TT\tChỉ tiêu\tKết quả 2024\tXếp hạng 2024\tKết quả\tXếp hạng\tChủ trì",
        ),
    ],
    ids=["empty place", "said once", "without places", "repeated"],
)
def test_divided_head_is_told_however_it_was_written(heads: tuple[str, str]) -> None:
    second = FIGURES.replace("1\t", "2\t", 1).replace("61", "45")
    rows = reading.read(document("\n".join([*heads, FIGURES, second]))).facts.indicator_rows
    assert [(row.value, row.rank, row.target, row.target_rank, row.lead) for row in rows] == [
        (61, 30, 70, 18, ("Sở Xây dựng",)),
        (45, 30, 70, 18, ("Sở Xây dựng",)),
    ]


_CELL = st.lists(st.sampled_from(["đắp đập", "- trồng sú;", "- ngăn mặn."]), min_size=1, max_size=3).map(
    "\n".join
)


@given(st.lists(st.tuples(_CELL, _CELL), min_size=2, max_size=6))
def test_rows_come_back_with_the_line_ends_of_their_cells(rows: list[tuple[str, str]]) -> None:
    given_rows = [(str(n), *cells, "hết") for n, cells in enumerate(rows, 1)]
    text = "\n".join(["TT\tViệc\tGhi chú\tHạn", *("\t".join(row) for row in given_rows)])
    found, _ = tabrows.read([Line(line) for line in text.split("\n")], 0)
    assert [row.cells for row in found[1:]] == given_rows


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (
            "ỦY BAN NHÂN DÂN TỈNH CÀ MAU Số: 12/KH-UBND",
            ["ỦY BAN NHÂN DÂN TỈNH CÀ MAU", "Số: 12/KH-UBND"],
        ),
        (
            "UBND TỈNH CÀ MAU SỞ XÂY DỰNG ------- Số: 5/SXD-KH V/v trồng sú vẹt",
            ["UBND TỈNH CÀ MAU", "SỞ XÂY DỰNG", "Số: 5/SXD-KH", "V/v trồng sú vẹt"],
        ),
        (
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc Cà Mau, ngày 03 tháng 4 năm 2026",
            [
                "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                "Độc lập - Tự do - Hạnh phúc",
                "Cà Mau, ngày 03 tháng 4 năm 2026",
            ],
        ),
        ("ỦY BAN NHÂN DÂN TỈNH CÀ MAU", ["ỦY BAN NHÂN DÂN TỈNH CÀ MAU"]),
        (
            "UBND tỉnh đã có Công văn số 3/UBND-KT; Số: 4 chưa có",
            ["UBND tỉnh đã có Công văn số 3/UBND-KT; Số: 4 chưa có"],
        ),
    ],
)
def test_head_on_one_line_is_taken_apart(text: str, lines: list[str]) -> None:
    assert headcells.parted(text) == lines


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("TM. ỦY BAN NHÂN DÂN CHỦ TỊCH Võ Thị Mẫu", ["TM. ỦY BAN NHÂN DÂN CHỦ TỊCH", "Võ Thị Mẫu"]),
        ("KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC Y Thử Niê", ["KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC", "Y Thử Niê"]),
        ("TM. ỦY BAN NHÂN DÂN", ["TM. ỦY BAN NHÂN DÂN"]),
    ],
)
def test_signature_on_one_line_is_taken_apart(text: str, lines: list[str]) -> None:
    assert footcells.parted(text) == lines


def test_indented_lines_are_no_rows() -> None:
    assert tabrows.read([Line("\t\t\tỦY BAN NHÂN DÂN"), Line("\t\t\tTỈNH CÀ MAU")], 0) == ([], 0)
