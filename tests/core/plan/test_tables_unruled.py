"""Tables without drawn lines, and cells that repeat the one above."""

from __future__ import annotations

from tinhxanh.core.plan import reading
from tinhxanh.core.plan.grids.gridding import is_layout
from tinhxanh.core.plan.source import Cell, Grid, Line, Paragraph, SourceDocument

HEAD = ("TT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời hạn")
ROWS = (
    ("1", "Lát gạch tái chế ở bến thuyền phía nam", "Sở Xây dựng", "Sở Y tế", "Quý II/2026"),
    ("2", "Mở lớp đan lưới từ sợi dứa cho ngư dân", "nt", "-nt-", "như trên"),
    ("3", "Vẽ bản đồ giếng khoan của các khu dân cư", "Công an tỉnh", '"', "Quý III/2026"),
)


def grid(rows: tuple[tuple[str, ...], ...], *, ruled: bool) -> Grid:
    cells = tuple(Cell(r, c, (Paragraph(t),)) for r, row in enumerate(rows) for c, t in enumerate(row))
    return Grid(cells, len(rows), len(rows[0]), ruled=ruled)


def test_unruled_table_with_a_header_of_duties_stays_a_table() -> None:
    table = grid((HEAD, *ROWS), ruled=False)
    found = reading.read(
        SourceDocument((Line("KẾ HOẠCH"), Line("Thử bảng năm 2026"), table), "docx")
    ).facts.tasks
    assert not is_layout(table)
    assert [task.text for task in found] == [row[1] for row in ROWS]


def test_ditto_cells_repeat_the_cell_above() -> None:
    table = grid((HEAD, *ROWS), ruled=True)
    found = reading.read(
        SourceDocument((Line("KẾ HOẠCH"), Line("Thử bảng năm 2026"), table), "docx")
    ).facts.tasks
    assert [t.lead for t in found] == [("Sở Xây dựng",), ("Sở Xây dựng",), ("Công an tỉnh",)]
    assert [t.coordinate for t in found] == [("Sở Y tế",)] * 3
    assert found[1].deadline == found[0].deadline


def test_unruled_head_of_a_letter_only_places_text() -> None:
    head = (("UBND TỈNH MẪU", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), ("Số: 3/UBND", "ngày 2 tháng 3"))
    assert is_layout(grid(head, ruled=False))
