"""The same plan in every format yields the same text, for plans that nobody has thought of."""

from __future__ import annotations

import io
import re

import docx
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from exchange.documents import plan_files
from tinhxanh.core.plan.source import Grid
from tinhxanh.exchange.documents import load

WORDS = re.findall(
    r"\S+",
    "Sở Công Thương chủ trì phối hợp kiểm tra đánh giá môi trường nước thải đạt 95,5% trước ngày 30/6/2025",
)
MARKERS = ("", "1. ", "a) ", "đ) ", "- ", "+ ", "II. ")

phrases = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(" ".join)
paragraphs = st.builds(str.__add__, st.sampled_from(MARKERS), phrases)
tables = (
    st.integers(2, 4)
    .flatmap(
        lambda width: st.lists(
            st.lists(
                st.lists(st.sampled_from(WORDS), max_size=2).map(" ".join), min_size=width, max_size=width
            ),
            min_size=2,
            max_size=4,
        )
    )
    .filter(lambda rows: any(map(any, rows)))
)
plans = st.lists(st.one_of(paragraphs, tables), min_size=1, max_size=8).filter(
    lambda parts: any(isinstance(part, str) for part in parts)
)
Plan = list[str | list[list[str]]]


def as_docx(plan: Plan) -> bytes:
    document = docx.Document()
    for part in plan:
        if isinstance(part, str):
            document.add_paragraph(part)
            continue
        table = document.add_table(len(part), len(part[0]), style="Table Grid")
        for cells, texts in zip(table.rows, part, strict=True):
            for cell, text in zip(cells.cells, texts, strict=True):
                cell.text = text
    return plan_files.saved(document)


def as_html(plan: Plan) -> bytes:
    def row(texts: list[str]) -> str:
        return f"<tr>{''.join(f'<td>{text}</td>' for text in texts)}</tr>"

    body = "".join(
        f"<p>{part}</p>" if isinstance(part, str) else f"<table border=1>{''.join(map(row, part))}</table>"
        for part in plan
    )
    return f"<html><body>{body}</body></html>".encode()


def as_text(plan: Plan) -> bytes:
    lines = (part if isinstance(part, str) else "\n".join("\t".join(row) for row in part) for part in plan)
    return "\n".join(lines).encode()


def as_pdf(plan: Plan) -> bytes:
    plain, _ = plan_files.fonts()
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4)
    canvas.setFont(plain, 10)
    y = 760.0
    for part in plan:
        if isinstance(part, str):
            canvas.drawString(85, y, part)
            y -= 16
        else:
            xs = [85 + 460 * at / len(part[0]) for at in range(len(part[0]) + 1)]
            plan_files.ruled_table(canvas, part, xs, y + 4)
            y -= 20 * len(part) + 16
    canvas.save()
    return stream.getvalue()


@settings(derandomize=True, max_examples=40, deadline=None)
@given(plans)
def test_formats_agree_on_text_and_tables(plan: Plan) -> None:
    expected = plan_files.squeezed(as_text(plan).decode())
    shapes = [(len(part), len(part[0])) for part in plan if isinstance(part, list)]
    for make in (as_docx, as_html, as_pdf, as_text):
        document = load(make(plan))
        assert plan_files.words(document) == expected, document.format
        if document.format != "txt":
            grids = [e for e in document.elements if isinstance(e, Grid)]
            assert [(grid.n_rows, grid.n_columns) for grid in grids] == shapes, document.format
