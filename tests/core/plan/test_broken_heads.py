"""Task tables broken into lines, whatever their columns are called."""

from __future__ import annotations

import textwrap

import pytest

from core.plan.lines import document
from tinhxanh.core.plan import reading
from tinhxanh.core.plan.source import Cell, Grid, Line, SourceDocument

_ROWS = (
    (
        "1",
        "Đo độ mặn ở các cửa cống và báo cho nông dân bằng tin nhắn mỗi ngày.",
        "Sở Nông nghiệp và Môi trường",
        "UBND các xã, phường",
        "Quý I/2027",
    ),
    (
        "2",
        "Thay lò đốt rác y tế cũ bằng thiết bị hấp ướt ở sáu bệnh viện huyện.",
        "Sở Y tế",
        "Sở Tài chính; các sở, ngành liên quan",
        "Thường xuyên",
    ),
    ("3", "Đóng các bãi rác tạm ven sông, ven biển.", "Sở Xây dựng", "", "Trước ngày 30/11/2027"),
    (
        "4",
        "Dạy thợ sửa máy lạnh thu hồi môi chất lạnh khi thay máy ở các trường nghề.",
        "Sở Giáo dục và Đào tạo",
        "Liên minh Hợp tác xã tỉnh",
        "Năm 2027",
    ),
)
_WIDTHS = (5, 34, 18, 18, 12)


def _printed(heads: str) -> str:
    """The table as extraction leaves it: cell by cell, short neighbours on one line."""
    lines = ["KẾ HOẠCH", "Giữ sạch sông rạch tỉnh Bến Tre năm 2027"]
    for row in (tuple(heads.split("|")), *_ROWS):
        line = ""
        for cell, width in zip(row, _WIDTHS, strict=True):
            pieces = textwrap.wrap(cell, width) or [""]
            if len(pieces) == 1:
                line = f"{line} {pieces[0]}".strip()
                continue
            lines += [line] if line else []
            lines += pieces
            line = ""
        lines += [line] if line else []
    return "\n".join(lines)


@pytest.mark.parametrize(
    "heads",
    [
        "STT|Nội dung công việc|Đơn vị đầu mối|Đơn vị phối hợp|Hạn hoàn thành",
        "TT|Nội dung nhiệm vụ|CQ chủ trì|CQ phối hợp|Thời hạn",
        "TT|Tên nhiệm vụ, giải pháp|CQCT|CQPH|Thời gian",
        "Số TT|Công việc cụ thể|Đơn vị/cá nhân chủ trì|Đơn vị/cá nhân phối hợp|Thời hạn hoàn thành",
        "TT|Nhiệm vụ, giải pháp|Cơ quan, đơn vị chủ trì thực hiện|Cơ quan, đơn vị phối hợp|Thời gian",
        "STT|Nội dung|Cơ quan đầu mối|Cơ quan tham gia|Thời điểm hoàn thành",
        "STT|Nhiệm vụ|Cơ quan chịu trách nhiệm chính|Cơ quan phối hợp|Tiến độ",
        "TT|Hoạt động|Chủ trì|Cùng thực hiện|Thời gian",
        "STT|Danh mục nhiệm vụ|Cơ quan thực hiện|Cơ quan phối hợp|Thời gian",
        "TT|Việc cần làm|Đầu mối|Cùng làm|Xong trước",
    ],
)
def test_columns_of_a_broken_table_are_told_whatever_their_heads_say(heads: str) -> None:
    tasks = reading.read(document(_printed(heads))).facts.tasks
    assert [task.text for task in tasks] == [row[1] for row in _ROWS]
    assert [task.lead for task in tasks] == [(row[2],) for row in _ROWS]
    assert ["; ".join(task.coordinate) for task in tasks] == [row[3] for row in _ROWS]
    assert [task.deadline.text if task.deadline else None for task in tasks] == [row[4] for row in _ROWS]


def test_merged_cells_that_run_over_a_page_count_for_every_row() -> None:
    def grid(rows: list[list[tuple[str, int]]], page: int) -> Grid:
        cells = [
            Cell(r, c, (Line(text, page),) if text else (), row_span=span)
            for r, row in enumerate(rows)
            for c, (text, span) in enumerate(row)
            if span
        ]
        return Grid(tuple(cells), len(rows), len(rows[0]))

    head = [(name, 1) for name in ("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời gian")]
    first = grid(
        [head, [("1", 1), ("Nạo vét kênh dẫn nước vào", 1), ("Sở Nông nghiệp và", 1), ("Năm 2027", 1)]], 1
    )
    second = grid(
        [
            head,
            [("", 1), ("trạm bơm của ba xã.", 1), ("Môi trường", 2), ("", 1)],
            [("2", 1), ("Đắp đập tạm ngăn mặn trước mùa khô.", 1), ("", 0), ("Năm 2028", 1)],
        ],
        2,
    )
    tasks = reading.read(SourceDocument((first, second), "pdf")).facts.tasks
    assert [(task.id, task.lead) for task in tasks] == [
        ("1", ("Sở Nông nghiệp và Môi trường",)),
        ("2", ("Sở Nông nghiệp và Môi trường",)),
    ]


_GIVEN = """KẾ HOẠCH
Giảm khí thải tỉnh Hà Giang năm 2026
I. NHIỆM VỤ
1. Giao thông
a) Kiểm tra khí thải xe khách tại các bến xe.
b) Trồng cây chắn bụi dọc các tuyến đường chở quặng.
2. Công nghiệp
a) Thay lò hơi đốt than ở các nhà máy chè.
b) Lắp đồng hồ đo điện riêng cho từng dây chuyền.
II. PHÂN CÔNG
Các cơ quan thực hiện các nhiệm vụ tại Phần I theo bảng sau:
TT Cơ quan Nhiệm vụ chủ trì Nhiệm vụ phối hợp
1
Sở Xây
dựng
Điểm a, b
mục 1
Điểm a mục 2
2 Sở Công Thương Điểm a, b mục 2 Điểm b mục 1
3 Công an tỉnh Điểm a mục 1
"""


def test_assignment_table_in_lines_gives_each_point_once_to_a_lead() -> None:
    facts = reading.read(document(_GIVEN)).facts
    assert [(task.id, task.lead, task.coordinate) for task in facts.tasks] == [
        ("I.1.a", ("Sở Xây dựng",), ("Công an tỉnh",)),
        ("I.1.b", ("Sở Xây dựng",), ("Sở Công Thương",)),
        ("I.2.a", ("Sở Công Thương",), ("Sở Xây dựng",)),
        ("I.2.b", ("Sở Công Thương",), ()),
    ]


def test_broken_table_without_due_times_and_pointers_gives_its_duties() -> None:
    lines = ["TT", "Nội dung nhiệm vụ", "Cơ quan chủ trì"]
    lines += ["1", "Lập bản đồ nguồn thải của các cụm công nghiệp", "Sở Công Thương"]
    lines += ["2", "Kiểm tra việc thu gom rác tại các chợ", "Sở Xây dựng"]
    lines += ["3", "Rà soát danh mục cơ sở xả thải trên địa bàn", "Sở Y tế"]
    tasks = reading.read(document("\n".join(lines))).facts.tasks
    assert [(task.id, task.lead) for task in tasks] == [
        ("1", ("Sở Công Thương",)),
        ("2", ("Sở Xây dựng",)),
        ("3", ("Sở Y tế",)),
    ]
