"""A paper as HTML, the way a province's portal pastes it from Word.

The source's field ``form`` chooses the Unicode form (NFC unless said): some portals keep decomposed letters.
"""

from __future__ import annotations

import unicodedata
from html import escape
from pathlib import Path

from . import grid
from .source import Break, Foot, Paper, Paragraph, Table

STYLES = {
    "title": '<p align="center"><strong>{}</strong></p>',
    "note": '<p align="center"><em>{}</em></p>',
    "heading1": "<p><strong>{}</strong></p>",
    "heading2": "<p><b>{}</b></p>",
    "heading3": "<p><b><i>{}</i></b></p>",
    "basis": "<p><em>{}</em></p>",
    "body": '<p style="text-align:justify">{}</p>',
    "footnote": "<p><small>{}</small></p>",
}
PORTAL = (
    '<!DOCTYPE html>\n<html lang="vi"><head><meta charset="utf-8"><title>{}</title>\n'
    "<style>p {{ margin: 6pt 0 }}</style></head>\n<body>\n"
    "<nav><a href='/'>Trang chủ</a> | <a href='/van-ban'>Văn bản</a></nav>\n"
    "<div class='content'>\n{}\n</div>\n"
    "<script>window.visits = 1;</script>\n</body></html>\n"
)


def write(paper: Paper, path: Path) -> None:
    """Write ``paper`` to ``path``."""
    parts = [head(paper), *(part(block, paper) for block in paper.blocks)]
    page = PORTAL.format(escape(path.stem), "\n".join(parts))
    path.write_text(unicodedata.normalize(paper.fields.get("form", "NFC"), page), encoding="utf-8")


def part(block: object, paper: Paper) -> str:
    """Return the mark-up of one block."""
    if isinstance(block, Table):
        return table(block)
    if isinstance(block, Paragraph):
        return STYLES[block.style].format(escape(block.text, quote=False))
    if isinstance(block, Foot):
        return foot(paper)
    return "<hr>" if isinstance(block, Break) else ""


def head(paper: Paper) -> str:
    """Return the two columns above the title."""
    if not paper.lines("issuer"):
        return ""
    left = [*paper.lines("parent"), *paper.lines("issuer"), *paper.lines("number"), *paper.lines("subject")]
    right = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", *paper.lines("place")]
    return columns(left, right)


def foot(paper: Paper) -> str:
    """Return the two columns below the text."""
    if not paper.lines("authority"):
        return ""
    return columns(paper.lines("recipients"), [*paper.lines("authority"), "&nbsp;", *paper.lines("signer")])


def columns(left: list[str], right: list[str]) -> str:
    """Return two columns of lines as a table without borders."""
    cells = "".join(f"<td valign='top'>{'<br>'.join(lines)}</td>" for lines in (left, right))
    return f"<table border='0' width='100%'><tr>{cells}</tr></table>"


def table(block: Table) -> str:
    """Return a table with its merged cells."""
    rows: list[list[str]] = [[] for _ in block.rows]
    for cell in grid.cells(block):
        rows[cell.row].append(td(cell))
    return "<table border='1'>\n" + "\n".join(f"<tr>{''.join(row)}</tr>" for row in rows) + "\n</table>"


def td(cell: grid.Cell) -> str:
    """Return the mark-up of one cell."""
    reach = "".join(
        f" {name}='{count}'"
        for name, count in (("rowspan", cell.rows), ("colspan", cell.columns))
        if count > 1
    )
    text = "<br>".join(escape(line, quote=False) for line in cell.lines)
    return f"<td{reach}>{f'<b>{text}</b>' if cell.kind in ('header', 'group') else text}</td>"
