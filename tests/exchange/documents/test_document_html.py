"""Web pages: blocks, lists, tables, print and encodings."""

from __future__ import annotations

from tinhxanh.core.plan.source import Cell, Grid, Paragraph, SourceDocument
from tinhxanh.exchange.documents import load


def read(body: str) -> SourceDocument:
    return load(f"<html><head><title>Tệp</title></head><body>{body}</body></html>".encode(), name="thu.html")


def texts(body: str) -> list[str]:
    return [e.text for e in read(body).elements if isinstance(e, Paragraph)]


def grid(body: str) -> Grid:
    [only] = read(body).elements
    assert isinstance(only, Grid)
    return only


def test_blocks_are_paragraphs_and_white_space_flows() -> None:
    assert texts("<div>Mở đầu<p>Sở  Công\n Thương <b>chủ</b> trì</p>đuôi</div>") == [
        "Mở đầu",
        "Sở Công Thương chủ trì",
        "đuôi",
    ]


def test_breaks_and_preformatted_lines_stay() -> None:
    assert texts("<p>Chủ trì: A<br>Phối hợp: B</p><pre>một\nhai</pre>") == [
        "Chủ trì: A\nPhối hợp: B",
        "một\nhai",
    ]


def test_ordered_lists_carry_the_printed_numbers() -> None:
    body = "<ol start=3><li>A<li value=7>B<li>C</ol><ol type=a><li>D<ol type=I><li>E</ol><li>F</ol>"
    assert texts(body) == ["3. A", "7. B", "8. C", "a. D", "I. E", "b. F"]


def test_bullets_are_printed_unless_the_style_says_none() -> None:
    assert texts("<ul><li>A</ul><ul style='list-style: none'><li>B</ul>") == ["• A", "B"]


def test_print_of_a_paragraph_is_kept() -> None:
    body = "<p align=center><b>KẾ HOẠCH</b></p><p style='text-align: right'><i>Hà Nội</i></p><h2>Mục</h2>"
    assert read(body).elements == (
        Paragraph("KẾ HOẠCH", align="center", bold=True),
        Paragraph("Hà Nội", align="right", italic=True),
        Paragraph("Mục", bold=True, heading_level=2),
    )


def test_table_with_spans_is_placed_as_in_a_browser() -> None:
    table = grid(
        "<table border=1><tr><td rowspan=2>TT</td><td colspan=2>Phân công</td></tr>"
        "<tr><td>Chủ trì</td><td>Phối hợp</td></tr></table>"
    )
    assert table == Grid(
        (
            Cell(0, 0, (Paragraph("TT"),), 2, 1),
            Cell(0, 1, (Paragraph("Phân công"),), 1, 2),
            Cell(1, 1, (Paragraph("Chủ trì"),)),
            Cell(1, 2, (Paragraph("Phối hợp"),)),
        ),
        2,
        3,
    )


def test_head_without_border_is_a_layout_table() -> None:
    head = "<table><tr><td>ỦY BAN NHÂN DÂN</td><td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</td></tr></table>"
    assert not grid(head).ruled
    assert grid(head.replace("<td>", "<td style='border: 1px solid'>")).ruled
    assert grid(head.replace("td>", "th>")).ruled
    assert not grid(head.replace("<table>", "<table border=0>")).ruled


def test_table_parts_and_caption_are_read() -> None:
    body = "<table><caption>Phụ lục</caption><thead><tr><th>TT<th>Việc</thead><tbody><tr><td>1<td>A</table>"
    caption, table = read(body).elements
    assert caption == Paragraph("Phụ lục")
    assert isinstance(table, Grid)
    assert table.n_rows == 2


def test_frame_of_one_cell_gives_way_to_its_content() -> None:
    assert texts("<table><tr><td><p>A</p><p>B</p></td></tr></table>") == ["A", "B"]


def test_wild_spans_stay_bounded() -> None:
    table = grid("<table border=1><tr><td colspan=99999 rowspan=99999>A</td></tr><tr><td>B</td></tr></table>")
    assert table.n_columns == 201  # the wide cell is cut at 200 columns, the one below it stands beside it
    assert table.cells[0].row_span == 2


def test_scripts_styles_and_hidden_parts_are_no_text() -> None:
    body = "<script>a()</script><style>p{}</style><p style='display:none'>ẩn</p><p>thấy<!-- ghi chú --></p>"
    assert texts(body) == ["thấy"]


def test_entities_become_letters() -> None:
    assert texts("<p>&#272;i&#7873;u 1&nbsp;&amp; 2</p>") == ["Điều 1\xa0& 2"]


def test_page_in_windows_1258_is_read() -> None:
    head = "<html><head><meta charset='windows-1258'></head>"
    page = f"{head}<body><p>Uy\u0309 ban nhân dân ti\u0309nh</p></body></html>"
    [only] = load(page.encode("cp1258")).elements
    assert only == Paragraph("Uỷ ban nhân dân tỉnh")


def test_page_in_utf_16_is_read() -> None:
    [only] = load("<html><body><p>Ủy ban</p></body></html>".encode("utf-16")).elements
    assert only == Paragraph("Ủy ban")


def test_declared_xml_is_read() -> None:
    page = "<?xml version='1.0' encoding='utf-8'?><!DOCTYPE html><html><body><p>Điều 1</p></body></html>"
    assert load(page.encode()).elements == (Paragraph("Điều 1"),)
