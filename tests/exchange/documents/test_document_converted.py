"""Text with the marks of a converter: tags of style, Markdown headings and tables."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinhxanh.core.plan import reading
from tinhxanh.core.plan.source import Grid, Line
from tinhxanh.exchange.documents import bar_tables, drawn_tables, load

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


def _lines(text: str) -> list[str]:
    return [element.text for element in load(text.encode()).elements if isinstance(element, Line)]


ESCAPED = """\\- Ươm cây tre ven suối\\.

**1\\. Trồng rừng**

a\\) Sở Nội vụ \\(đầu mối\\) chủ trì *theo
Kế hoạch số 7/KH\\-UBND*; giảm $\\geq$ 20\\% khí CO~2~.
"""


def test_escapes_and_emphasis_over_line_ends_are_taken_off() -> None:
    assert [line for line in _lines(ESCAPED) if line] == [
        "- Ươm cây tre ven suối.",
        "1. Trồng rừng",
        "a) Sở Nội vụ (đầu mối) chủ trì theo",
        "Kế hoạch số 7/KH-UBND; giảm ≥ 20% khí CO2.",
    ]


def test_paragraph_in_bold_stays_bold() -> None:
    found = [e for e in load(ESCAPED.encode()).elements if isinstance(e, Line) and e.text]
    assert [line.bold for line in found] == [False, True, False, False]


@pytest.mark.parametrize(
    "text",
    [
        "Số liệu (*) là ước tính; 2 * 3 * 4 = 24; tệp so_lieu_goc_2024",
        "C:\\Tai lieu\\bao cao và giá 20$ đến 30$ một tấn",
        "*) Ghi chú; **",
        "Tỷ lệ a/b < 5 và > 3 & trên 7",
    ],
)
def test_signs_of_plain_text_stay(text: str) -> None:
    assert _lines(f"{text}\n")[0] == text


def test_quoted_paragraph_and_fences_lose_their_signs() -> None:
    text = "```markdown\n# KẾ HOẠCH\n## I. MỤC TIÊU\n### 1. Chung\n\n> Trồng cây\n> ven đê.\n```\n"
    assert [line for line in _lines(text) if line] == [
        "KẾ HOẠCH",
        "I. MỤC TIÊU",
        "1. Chung",
        "Trồng cây",
        "ven đê.",
    ]


TAGGED = """<table><tr><td>TT</td><td>Nhiệm vụ</td><td>Chủ trì</td><td>Thời gian</td></tr>
<tr><td colspan="4">I. Ven suối</td></tr>
<tr><td>1</td><td>Ươm **5 vạn** cây tre</td><td rowspan="2">Sở Nội vụ</td><td>Quý I/2026</td></tr>
<tr><td>2</td><td>Kè mềm<br/>hai bờ</td><td>Quý II/2026</td></tr></table>

Nơi nhận: như trên.
Trên đây là danh mục việc.
Các cơ quan thực hiện.
"""


def test_table_in_tags_is_a_grid_and_the_file_no_page() -> None:
    source = load(TAGGED.encode())
    assert source.format == "txt"
    tasks = reading.read(source).facts.tasks
    assert [(task.id, task.text, task.lead) for task in tasks] == [
        ("1", "Ươm 5 vạn cây tre", ("Sở Nội vụ",)),
        ("2", "Kè mềm hai bờ", ("Sở Nội vụ",)),
    ]


DRAWN = """\
+----+----------------+---------------------+
| TT | Nhiệm vụ       | Phân công           |
|    |                +----------+----------+
|    |                | Chủ trì  | Phối hợp |
+====+================+==========+==========+
| I  | Ven suối                             |
+----+----------------+----------+----------+
| 1  | Ươm 5 vạn cây  | Sở Nội   | Tỉnh     |
|    | tre            | vụ       | đoàn     |
+----+----------------+----------+----------+
"""


def test_drawn_table_keeps_its_merged_cells() -> None:
    grid = next(e for e in load(DRAWN.encode()).elements if isinstance(e, Grid))
    cells = {(c.row, c.column): (c.content[0].text, c.row_span, c.column_span) for c in grid.cells}
    assert cells[0, 0] == ("TT", 2, 1)
    assert cells[0, 2] == ("Phân công", 1, 2)
    assert cells[2, 1] == ("Ven suối", 1, 3)
    assert cells[3, 1] == ("Ươm 5 vạn cây tre", 1, 1)


# html2text ends a row with two blanks.
WRAPPED = "\n".join(
    [
        "TT| Nhiệm vụ| Chủ trì| Thời",
        "gian  ",
        "---|---|---|---  ",
        "1| Ươm 5 vạn",
        "cây tre| Sở Nội vụ| Quý I/2026  ",
        "2| Kè mềm| Sở Xây dựng| Quý II/2026  ",
        "",
        "Hết.",
    ]
)


def test_rows_wrapped_between_bars_are_put_together() -> None:
    tasks = reading.read(load(WRAPPED.encode())).facts.tasks
    assert [(task.text, task.lead) for task in tasks] == [
        ("Ươm 5 vạn cây tre", ("Sở Nội vụ",)),
        ("Kè mềm", ("Sở Xây dựng",)),
    ]


BARE = """TT | Nhiệm vụ | Chủ trì | Thời gian
Nhóm việc ven suối
1 | Ươm 5 vạn cây tre | Sở Nội vụ | Quý I/2026
II | Trên bờ
2 | Kè mềm hai bờ | Sở Xây dựng | Quý II/2026
Trên đây là danh mục.
"""


def test_rows_with_bars_need_no_rule() -> None:
    reads = reading.read(load(BARE.encode()))
    assert [(task.id, task.lead, task.theme) for task in reads.facts.tasks] == [
        ("1", ("Sở Nội vụ",), None),
        ("2", ("Sở Xây dựng",), "Trên bờ"),
    ]
    assert reads.canonical.text.endswith("\nTrên đây là danh mục.")


_WORDS = st.lists(st.sampled_from(["cây", "tre", "Sở Nội vụ", "2026", "đê"]), min_size=1, max_size=3).map(
    " ".join
)


@given(
    st.lists(st.lists(_WORDS, min_size=3, max_size=3), min_size=2, max_size=5), st.booleans(), st.booleans()
)
def test_cells_between_bars_come_back_as_they_were(rows: list[list[str]], flanked: bool, ruled: bool) -> None:
    lines = [" | ".join(row) for row in rows]
    lines = [f"| {line} |" if flanked else line for line in lines]
    if ruled:
        lines.insert(1, "|---|---|---|" if flanked else "---|---|---")
    assert bar_tables.Bars([*lines, "", "Hết."]).rows(0) == (rows, len(lines))


@given(
    st.lists(st.lists(_WORDS, min_size=2, max_size=4), min_size=1, max_size=4).filter(
        lambda rows: len({len(row) for row in rows}) == 1
    )
)
def test_cells_drawn_with_signs_come_back_as_they_were(rows: list[list[str]]) -> None:
    border = "+" + "+".join("-" * 30 for _ in rows[0]) + "+"
    body = ["|" + "|".join(f" {cell:<29}" for cell in row) + "|" for row in rows]
    drawn = [border, *(line for row in body for line in (row, border)), "Hết."]
    found = drawn_tables.Drawings(drawn).find(0)
    assert found is not None
    grid, behind = found
    assert behind == 2 * len(rows) + 1
    assert [[c.content[0].text for c in grid.cells if c.row == row] for row in range(grid.n_rows)] == rows
