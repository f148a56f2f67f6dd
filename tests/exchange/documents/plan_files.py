"""Files that the tests build for themselves: one small plan in every format."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import docx
import docx.document
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tinhxanh.core.plan.source import SourceDocument
from tinhxanh.exchange.documents import Unreadable, language, load

# The namespaces of an OpenDocument text, as attributes of its root.
_URN = "urn:oasis:names:tc:opendocument:xmlns:"
OPENDOCUMENT = " ".join(
    f'xmlns:{short}="{_URN}{long}:1.0"'
    for short, long in {
        "office": "office",
        "text": "text",
        "table": "table",
        "style": "style",
        "draw": "drawing",
        "fo": "xsl-fo-compatible",
        "svg": "svg-compatible",
    }.items()
)

PARAGRAPHS = (
    "KẾ HOẠCH",
    "Nâng cao chất lượng môi trường không khí năm 2025",
    "I. MỤC TIÊU",
    "Đến hết năm 2025, tỷ lệ trạm quan trắc truyền số liệu liên tục đạt từ 92,5% trở lên.",
    "II. NHIỆM VỤ",
    "1. Sở Nông nghiệp và Môi trường",
    "a) Chủ trì rà soát các cơ sở xả thải lớn, hoàn thành trước ngày 30/6/2025.",
    "đ) Báo cáo Ủy ban nhân dân tỉnh kết quả thực hiện định kỳ hằng quý.",
)
TABLE = (
    ("TT", "Nhiệm vụ", "Chủ trì", "Thời hạn"),
    ("1", "Lắp đặt trạm đo bụi tại khu công nghiệp", "Sở Công Thương", "Quý III/2025"),
    ("2", "Trồng cây xanh dọc quốc lộ", "Sở Xây dựng", "Thường xuyên"),
)

_FONTS = (
    ("/usr/share/fonts/truetype/croscore/Tinos-Regular.ttf", "Tinos-Bold.ttf"),
    ("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf", "DejaVuSerif-Bold.ttf"),
    ("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", "DejaVuSans-Bold.ttf"),
)


def fonts() -> tuple[str, str]:
    """Names of a regular and a bold font with Vietnamese letters; skips the test where there is none."""
    for regular, bold in _FONTS:
        path = Path(regular)
        if path.exists():
            pdfmetrics.registerFont(TTFont("Plain", path))
            pdfmetrics.registerFont(TTFont("Strong", path.with_name(bold)))
            return "Plain", "Strong"
    pytest.skip("không có phông chữ Tinos hay DejaVu: cài gói fonts-croscore để chạy phép thử này")


def plan_text() -> str:
    """The small plan as plain text, table rows as lines."""
    return "\n".join((*PARAGRAPHS, *(" ".join(row) for row in TABLE)))


def plan_docx() -> bytes:
    """The small plan as Word file."""
    document = docx.Document()
    for paragraph in PARAGRAPHS:
        document.add_paragraph(paragraph)
    table = document.add_table(len(TABLE), len(TABLE[0]), style="Table Grid")
    for row, texts in zip(table.rows, TABLE, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    return saved(document)


def saved(document: docx.document.Document) -> bytes:
    """A python-docx document as bytes."""
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def plan_html() -> bytes:
    """The small plan as web page."""
    rows = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in TABLE)
    body = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    return f"<!DOCTYPE html><html><body>{body}<table border='1'>{rows}</table></body></html>".encode()


def plan_pdf() -> bytes:
    """The small plan as PDF with a ruled table."""
    plain, _ = fonts()
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4)
    canvas.setFont(plain, 12)
    y = 780.0
    for paragraph in PARAGRAPHS:
        canvas.drawString(85, y, paragraph)
        y -= 18
    ruled_table(canvas, TABLE, (85, 120, 340, 450, 540), y - 10)
    canvas.save()
    return stream.getvalue()


def ruled_table(canvas: Canvas, rows: Sequence[Sequence[str]], xs: Sequence[float], top: float) -> None:
    """A table with all its rules, one line a cell, 20 points a row."""
    canvas.grid(list(xs), [top - 20 * at for at in range(len(rows) + 1)])
    for at, row in enumerate(rows):
        for x, text in zip(xs, row, strict=False):
            canvas.drawString(x + 4, top - 20 * at - 14, text)


def zipped(parts: Iterable[tuple[str, bytes]], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file of `parts`."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, data in parts:
            archive.writestr(name, data)
    return stream.getvalue()


def squeezed(text: str) -> str:
    """`text` with white space collapsed."""
    return " ".join(text.split())


def answer(data: bytes, name: str) -> SourceDocument | Unreadable:
    """What `load` says of the file: the document, or the refusal that it raises."""
    try:
        return load(data, name=name)
    except Unreadable as refusal:
        return refusal


def words(document: SourceDocument) -> str:
    """All text of the document in order, white space collapsed."""
    return squeezed(" ".join(language.texts(document.elements)))
