"""Cells printed side by side on one line, and what ends an agency there."""

from __future__ import annotations

import pytest

from core.plan.lines import document
from tinhxanh.core.plan import reading
from tinhxanh.core.plan.grids.sidecells import unpack
from tinhxanh.core.plan.source import Line

PROJECTS = """KẾ HOẠCH

Danh mục dự án xanh năm 2026

TT Tên dự án

Cơ quan

chủ trì

Kinh phí

(tỷ đồng)

Nguồn vốn

Thời gian

1 Trạm bơm chống ngập khu chợ

phía đông

Sở Xây dựng 45,5 Ngân sách

tỉnh

2026 -

2027

2 Bãi ủ phân hữu cơ liên xã

Sở Nông nghiệp và

Môi trường

1.200 Vốn vay

2028

3 Vườn ươm cây bản địa

Sở Khoa học và Công nghệ 12 Xã hội hóa

2027"""


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("Chi cục Thủy lợi Đài Khí tượng Thủy văn", ["Chi cục Thủy lợi", "Đài Khí tượng Thủy văn"]),
        ("Thanh tra Sở Công an tỉnh; Sở Y tế", ["Thanh tra Sở", "Công an tỉnh; Sở Y tế"]),
        ("Sở Xây dựng 980 Ngân sách tỉnh", ["Sở Xây dựng", "980 Ngân sách tỉnh"]),
        ("Văn phòng UBND tỉnh", ["Văn phòng UBND tỉnh"]),
        ("Giám đốc Sở Nội vụ", ["Giám đốc Sở Nội vụ"]),
        ("Sở Y tế, Sở Nội vụ", ["Sở Y tế, Sở Nội vụ"]),
        ("Rà soát Sở Y tế", ["Rà soát Sở Y tế"]),
    ],
)
def test_cells_of_one_line_are_told_apart(line: str, cells: list[str]) -> None:
    assert [piece.text for piece in unpack(Line(line))] == cells


def test_projects_printed_with_empty_lines_keep_sums_out_of_the_lead() -> None:
    tasks = reading.read(document(PROJECTS)).facts.tasks
    assert [task.text for task in tasks] == [
        "Trạm bơm chống ngập khu chợ phía đông",
        "Bãi ủ phân hữu cơ liên xã",
        "Vườn ươm cây bản địa",
    ]
    assert [task.lead for task in tasks] == [
        ("Sở Xây dựng",),
        ("Sở Nông nghiệp và Môi trường",),
        ("Sở Khoa học và Công nghệ",),
    ]


def test_agency_in_the_middle_of_a_line_begins_its_own_cell() -> None:
    text = """KẾ HOẠCH

Làm sạch kênh rạch năm 2026

TT Nhiệm vụ Sản phẩm Cơ quan chủ trì Cơ quan phối hợp Hoàn thành
1 Vớt bèo trên các tuyến kênh nội đô trước mùa
mưa Báo cáo khối lượng Sở Xây dựng
Sở Y tế Quý II/2026
2 Lập danh sách cống xả không phép dọc theo bờ
kênh Danh sách công khai Sở Nông nghiệp và Môi
trường
Công an tỉnh Năm 2026
3 Thả cá giống ở hồ điều hòa
Báo cáo
Sở Nội vụ Thường xuyên"""
    tasks = reading.read(document(text)).facts.tasks
    assert [task.text for task in tasks[:2]] == [
        "Vớt bèo trên các tuyến kênh nội đô trước mùa mưa",
        "Lập danh sách cống xả không phép dọc theo bờ kênh",
    ]
    assert [task.lead for task in tasks[:2]] == [("Sở Xây dựng",), ("Sở Nông nghiệp và Môi trường",)]
    assert [task.deadline.text for task in tasks if task.deadline] == [
        "Quý II/2026",
        "Năm 2026",
        "Thường xuyên",
    ]
