"""Tables of PDF files: ruled, filled, merged, turned, and what is none."""

from __future__ import annotations

import io

from pypdf import PdfWriter
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from exchange.documents import plan_files
from exchange.documents.pdf_drawing import HEIGHT, drawn, rows, texts, write
from tinhxanh.core.plan.source import Grid, Line
from tinhxanh.exchange.documents import load


def test_ruled_table_is_a_grid_between_its_neighbours() -> None:
    def page(canvas: Canvas, plain: str, bold: str) -> None:
        canvas.drawString(85, 700, "trước")
        plan_files.ruled_table(canvas, plan_files.TABLE, (85, 120, 340, 450, 540), 680)
        canvas.drawString(85, 560, "sau")

    before, grid, after = load(drawn(page)).elements
    assert isinstance(before, Line)
    assert isinstance(grid, Grid)
    assert isinstance(after, Line)
    assert [before.text, after.text] == ["trước", "sau"]
    assert (grid.n_rows, grid.n_columns, grid.page, grid.ruled) == (3, 4, 1, True)
    assert rows(grid) == [
        (i, j, text) for i, row in enumerate(plan_files.TABLE) for j, text in enumerate(row)
    ]


def test_line_drawn_across_cells_is_cut_at_the_borders() -> None:
    def page(canvas: Canvas, plain: str, bold: str) -> None:
        canvas.grid([85, 120, 340, 540], [700, 680, 660])
        width = canvas.stringWidth
        text = "1"
        for x, more in ((124, "Trồng cây"), (344, "Sở Xây dựng")):
            text += " " * round((x - 89 - width(text, plain, 12)) / width(" ", plain, 12)) + more
        canvas.drawString(89, 686, text)
        canvas.drawString(89, 666, text)

    [grid] = load(drawn(page)).elements
    assert isinstance(grid, Grid)
    assert rows(grid) == [
        (at, column, text) for at in (0, 1) for column, text in enumerate(("1", "Trồng cây", "Sở Xây dựng"))
    ]


def test_merged_cells_have_their_spans() -> None:
    def page(canvas: Canvas, plain: str, bold: str) -> None:
        canvas.rect(85, 640, 300, 60)
        canvas.line(125, 640, 125, 700)
        canvas.line(125, 680, 385, 680)
        canvas.line(255, 640, 255, 680)
        canvas.line(85, 660, 385, 660)
        for x, y, text in (
            (90, 686, "TT"),
            (130, 686, "Phân công"),
            (130, 666, "Chủ trì"),
            (260, 666, "Phối hợp"),
        ):
            canvas.drawString(x, y, text)

    [grid] = load(drawn(page)).elements
    assert isinstance(grid, Grid)
    spans = {" ".join(line.text for line in c.content): (c.row_span, c.column_span) for c in grid.cells}
    assert {"TT": (2, 1), "Phân công": (1, 2), "Chủ trì": (1, 1), "Phối hợp": (1, 1)}.items() <= spans.items()


def test_table_of_thin_filled_pieces_is_a_grid() -> None:
    def page(canvas: Canvas, plain: str, bold: str) -> None:
        for y in (700, 680, 660):
            for x in (85, 205, 325):
                canvas.rect(x, y, 120, 0.5, stroke=0, fill=1)
        for x in (85, 205, 325, 445):
            for y in (660, 680):
                canvas.rect(x, y, 0.5, 20, stroke=0, fill=1)
        for at, text in enumerate(("TT", "Việc", "Hạn", "1", "Trồng cây", "2025")):
            canvas.drawString(90 + 120 * (at % 3), 686 - 20 * (at // 3), text)

    [grid] = load(drawn(page)).elements
    assert isinstance(grid, Grid)
    assert rows(grid)[4] == (1, 1, "Trồng cây")


def test_table_without_side_borders_has_its_outer_columns() -> None:
    def page(canvas: Canvas, plain: str, bold: str) -> None:
        for y in (700, 680, 660):
            canvas.line(85, y, 445, y)
        canvas.line(205, 660, 205, 700)
        for at, text in enumerate(("Việc", "Hạn", "Trồng cây", "2025")):
            canvas.drawString(90 + 120 * (at % 2), 686 - 20 * (at // 2), text)

    [grid] = load(drawn(page)).elements
    assert isinstance(grid, Grid)
    assert rows(grid) == [(0, 0, "Việc"), (0, 1, "Hạn"), (1, 0, "Trồng cây"), (1, 1, "2025")]


def test_underlines_and_frames_are_no_table() -> None:
    def page(canvas: Canvas, plain: str, bold: str) -> None:
        write("Nhiệm vụ trọng tâm", "Giải pháp thực hiện")(canvas, plain, bold)
        canvas.line(85, HEIGHT - 102, 200, HEIGHT - 102)
        canvas.line(85, HEIGHT - 120, 200, HEIGHT - 120)
        canvas.rect(60, 60, 475, 720)

    assert texts(drawn(page)) == ["Nhiệm vụ trọng tâm", "Giải pháp thực hiện"]


def test_drawing_of_countless_strokes_is_no_table() -> None:
    def page(canvas: Canvas, plain: str, bold: str) -> None:
        canvas.drawString(85, 700, "Bản đồ quy hoạch")
        path = canvas.beginPath()
        for at in range(31_000):
            path.moveTo(85 + at % 400, 100 + at % 500)
            path.lineTo(90 + at % 400, 100 + at % 500)
        canvas.drawPath(path)

    assert texts(drawn(page)) == ["Bản đồ quy hoạch"]


def test_table_inside_a_form_object_is_a_grid() -> None:
    def page(canvas: Canvas, plain: str, bold: str) -> None:
        canvas.beginForm("bang")
        canvas.setFont(plain, 12)
        plan_files.ruled_table(canvas, plan_files.TABLE, (0, 35, 255, 365, 455), 100)
        canvas.endForm()
        canvas.translate(85, 500)
        canvas.doForm("bang")

    [grid] = load(drawn(page)).elements
    assert isinstance(grid, Grid)
    assert rows(grid) == [
        (i, j, text) for i, row in enumerate(plan_files.TABLE) for j, text in enumerate(row)
    ]


def test_table_on_a_turned_page_is_read_upright() -> None:
    def page(canvas: Canvas, plain: str, bold: str) -> None:
        canvas.rotate(90)
        canvas.translate(0, -A4[0])
        plan_files.ruled_table(canvas, plan_files.TABLE, (85, 120, 440, 600, 740), 500)

    writer = PdfWriter(clone_from=io.BytesIO(drawn(page)))
    writer.pages[0].rotate(90)
    stream = io.BytesIO()
    writer.write(stream)
    [grid] = load(stream.getvalue()).elements
    assert isinstance(grid, Grid)
    assert rows(grid) == [
        (i, j, text) for i, row in enumerate(plan_files.TABLE) for j, text in enumerate(row)
    ]


def test_spill_over_the_edge_of_a_table_stays_in_its_cell() -> None:
    def page(canvas: Canvas, plain: str, bold: str) -> None:
        canvas.grid([85, 200, 300], [700, 680, 660])
        for at, text in enumerate(("Nhiệm vụ", "Cơ quan chủ trì chính", "Trồng cây", "Sở Xây dựng")):
            canvas.drawString(88 + 115 * (at % 2), 686 - 20 * (at // 2), text)

    [grid] = load(drawn(page)).elements
    assert isinstance(grid, Grid)
    assert rows(grid)[1] == (0, 1, "Cơ quan chủ trì chính")
