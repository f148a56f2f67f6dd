"""Text with the marks of a converter: tags of style, Markdown headings and tables."""

from __future__ import annotations

from tinhxanh.core.plan import reading
from tinhxanh.exchange.documents import load

TABLE = """<b>PHỤ LỤC 03</b>
<i>(Kèm theo Kế hoạch số 27/KH-UBND ngày 08 tháng 02 năm 2025 của UBND tỉnh Lào Cai)</i>

TT\tCHỈ TIÊU\tNĂM 2024\t\tMỤC TIÊU NĂM 2025\t\tCƠ QUAN CHỦ TRÌ
\t\tKết quả\tThứ hạng\tKết quả\tThứ hạng\t
1\tHộ dân dùng nước sạch (%)\t61,5\t30\t70\t18\tSở Xây dựng
2\tChợ có nơi gom rác (%)\t45\t41/63\t60\t25\tSở Công Thương

TT\tCHỈ TIÊU\tNĂM 2024\t\tMỤC TIÊU NĂM 2025\t\tCƠ QUAN CHỦ TRÌ
\t\tKết quả\tThứ hạng\tKết quả\tThứ hạng\t
3\tTrường học trồng cây (%)\t80\t12\t90\t8\t<b>Sở Giáo dục và Đào tạo</b>
"""
MARKDOWN = """# KẾ HOẠCH

**Trồng cây ven suối năm 2026**

| TT | Nhiệm vụ | Chủ trì | Thời gian |
|---|:---:|---|---|
| 1 | Ươm 5 vạn cây tre | Sở Nội vụ | Quý I/2026 |
| 2 | Kè mềm hai bờ suối | Sở Xây dựng | Quý II/2026 |
"""


def test_head_of_two_rows_names_values_and_ranks() -> None:
    rows = reading.read(load(TABLE.encode())).facts.indicator_rows
    assert [(row.value, row.rank, row.target, row.target_rank) for row in rows] == [
        (61.5, 30, 70, 18),
        (45, 41, 60, 25),
        (80, 12, 90, 8),
    ]
    assert rows[2].lead == ("Sở Giáo dục và Đào tạo",)


def test_tags_do_not_hide_the_head_of_an_annex() -> None:
    facts = reading.read(load(TABLE.encode())).facts
    assert "27/KH-UBND" in {reference.number for reference in facts.references}
    assert "<" not in reading.read(load(TABLE.encode())).canonical.text


def test_rows_between_bars_are_a_table() -> None:
    tasks = reading.read(load(MARKDOWN.encode())).facts.tasks
    assert [(task.text, task.lead) for task in tasks] == [
        ("Ươm 5 vạn cây tre", ("Sở Nội vụ",)),
        ("Kè mềm hai bờ suối", ("Sở Xây dựng",)),
    ]


def test_marks_that_are_no_markup_stay() -> None:
    text = "Nồng độ bụi < 50 µg/m3 và > 10; 2 * 3 | 4\nTên tệp: so_lieu__goc\n"
    lines = [getattr(element, "text", "") for element in load(text.encode()).elements]
    assert lines[:2] == text.splitlines()
