"""PDF files that tests draw: pages by functions, with the fonts of the plan files."""

from __future__ import annotations

import io
from collections.abc import Callable

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from exchange.documents import plan_files
from tinhxanh.core.plan.source import Grid, Line
from tinhxanh.exchange.documents import load

Drawing = Callable[[Canvas, str, str], None]
HEIGHT = A4[1]


def drawn(*pages: Drawing, size: tuple[float, float] = A4) -> bytes:
    """A PDF whose pages the given functions draw, with a regular and a bold font."""
    plain, bold = plan_files.fonts()
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=size)
    for page in pages:
        canvas.setFont(plain, 12)
        page(canvas, plain, bold)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def write(*lines: str, x: float = 85, top: float = 100, step: float = 18) -> Drawing:
    def page(canvas: Canvas, plain: str, bold: str) -> None:
        for at, line in enumerate(lines):
            canvas.drawString(x, HEIGHT - top - step * at, line)

    return page


def texts(data: bytes) -> list[str]:
    return [e.text for e in load(data).elements if isinstance(e, Line)]


def rows(grid: Grid) -> list[tuple[int, int, str]]:
    return [(c.row, c.column, " ".join(line.text for line in c.content)) for c in grid.cells]


def head(canvas: Canvas, plain: str, bold: str) -> None:
    """The head of a letter, drawn line by line over both columns."""
    for y, left, right in (
        (780, "ỦY BAN NHÂN DÂN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        (764, "TỈNH LẠNG SƠN", "Độc lập - Tự do - Hạnh phúc"),
        (740, "Số: 12/KH-UBND", "Lạng Sơn, ngày 05 tháng 02 năm 2024"),
    ):
        canvas.drawCentredString(160, y, left)
        canvas.drawCentredString(400, y, right)
    canvas.drawCentredString(300, 700, "KẾ HOẠCH")
    canvas.drawString(
        85, 670, "Căn cứ Luật Bảo vệ môi trường ngày 17 tháng 11 năm 2020 của Quốc hội khóa XIV;"
    )
