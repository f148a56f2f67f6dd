"""Where goals stand: reports that look ahead, headings with a year, tables of scores."""

from __future__ import annotations

from core.plan.lines import document
from tinhxanh.core.plan import reading
from tinhxanh.core.plan.facts import Facts, Target
from tinhxanh.core.plan.source import Cell, Grid, Paragraph, SourceDocument


def _targets(text: str) -> list[tuple[str, float, int | None]]:
    found: tuple[Target, ...] = reading.read(document(text)).facts.targets
    return [(one.measure, one.value, one.year) for one in found]


def test_report_has_goals_only_where_it_looks_ahead() -> None:
    text = (
        "BÁO CÁO\nKết quả trồng cây năm 2026\nI. KẾT QUẢ ĐẠT ĐƯỢC\n1. Tỷ lệ che phủ rừng đạt 51%.\n"
        "II. PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2027\n1. Mục tiêu\nTỷ lệ che phủ rừng năm 2027 đạt 53%.\n"
        "2. Nhiệm vụ\na) Sở Xây dựng vận động 30 khu nhà trồng cây trong năm 2027.\n"
    )

    assert _targets(text) == [("percent", 53.0, 2027), ("count", 30.0, 2027)]


def test_goal_takes_the_year_of_the_heading_over_it() -> None:
    text = (
        "KẾ HOẠCH\nTrồng cây giai đoạn 2026-2030\nI. MỤC TIÊU\n1. Mục tiêu cụ thể năm 2027\n"
        "a) Tỷ lệ che phủ rừng đạt tối thiểu 53%.\nII. NHIỆM VỤ\n1. Sở Y tế: Trồng cây trong sân.\n"
    )

    assert _targets(text) == [("percent", 53.0, 2027)]


def _facts(*rows: str) -> Facts:
    """The facts of a table written with "|" between its cells."""
    head = tuple(Paragraph(text) for text in ("KẾ HOẠCH", "Cải thiện Chỉ số PGI năm 2027"))
    cells = tuple(
        Cell(i, j, (Paragraph(text),)) for i, row in enumerate(rows) for j, text in enumerate(row.split("|"))
    )
    grid = Grid(cells, len(rows), len(rows[0].split("|")))
    return reading.read(SourceDocument((*head, grid), "docx")).facts


def _rows(*rows: str) -> list[tuple[str, int | None, str | None, str]]:
    """Id, component, unit and measure of the rows of a table."""
    facts = _facts(*rows)
    measures = {target.id: target.measure for target in facts.targets}
    return [(row.id, row.component, row.unit, measures[row.id]) for row in facts.indicator_rows]


def test_total_and_components_are_scores_where_a_column_says_so() -> None:
    assert _rows(
        "TT|Chỉ tiêu|Điểm 2026|Mục tiêu 2027",
        "|Tổng điểm PGI|22,10|23,40",
        "I|Chỉ số thành phần 1: Giảm thiểu ô nhiễm|5,10|5,60",
        "1|Doanh nghiệp hài lòng (%)|61|66",
    ) == [("total", None, "điểm", "score"), ("I", 1, "điểm", "score"), ("I.1", 1, "%", "percent")]


def test_components_numbered_one_to_four_are_components() -> None:
    assert _rows(
        "TT|Chỉ số thành phần|Điểm 2026|Xếp hạng 2026|Mục tiêu 2027",
        "1|Giảm thiểu ô nhiễm môi trường và thiên tai|5,10|22|5,60",
        "3|Thúc đẩy thực hành xanh|4,40|31|4,90",
    ) == [("I", 1, "điểm", "score"), ("III", 3, "điểm", "score")]


def test_column_of_reporting_rhythms_owes_reports() -> None:
    facts = _facts(
        "TT|Chỉ tiêu|Điểm 2026|Mục tiêu 2027|Đơn vị chủ trì|Kỳ báo cáo",
        "1|Doanh nghiệp hài lòng (%)|61|66|Sở Y tế|Hằng quý",
        "2|Doanh nghiệp được tư vấn (%)|31|36|Sở Tài chính|06 tháng",
        "3|Doanh nghiệp được tập huấn (%)|21|26|Sở Nội vụ|",
    )

    assert [(one.id, one.who, one.frequency) for one in facts.obligations] == [
        ("1", ("Sở Y tế",), "quarterly"),
        ("2", ("Sở Tài chính",), "semiannual"),
    ]
