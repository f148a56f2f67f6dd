"""A paper as the text that extraction from a PDF leaves: wrapped lines, page numbers, tables in pieces.

Fields of the source that steer it: ``wrap`` characters a line (84), ``page`` lines a page (40), ``spacing``
``double`` for an empty line after every line, ``head`` ``none``, ``columns`` or ``merged``.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from pathlib import Path

from . import grid
from .source import Foot, Paper, Paragraph, Row, Table

NOTE = "\0"  # begins a line that belongs to the foot of its page
CHARACTER = 2.05  # millimetres: how many letters of size 12 a table column holds


def write(paper: Paper, path: Path) -> None:
    """Write ``paper`` to ``path``."""
    path.write_text(extract(paper), encoding="utf-8")


def extract(paper: Paper) -> str:
    """Return the extracted text of ``paper``."""
    wrap = int(paper.fields.get("wrap", "84"))
    lines = [*head(paper), *(line for block in paper.blocks for line in part(block, paper, wrap))]
    double = paper.fields.get("spacing") == "double"
    return ("\n\n" if double else "\n").join(paginate(lines, int(paper.fields.get("page", "40")))) + "\n"


def paginate(lines: list[str], size: int) -> Iterator[str]:
    """Yield ``lines`` with a page number between the pages."""
    for number, start in enumerate(range(0, len(lines), size), 1):
        if number > 1:
            yield from ("", str(number), "")
        rows = lines[start : start + size]
        yield from (line + " " for line in rows if not line.startswith(NOTE))
        yield from (line.removeprefix(NOTE) + " " for line in rows if line.startswith(NOTE))


def part(block: object, paper: Paper, wrap: int) -> list[str]:
    """Return the lines of one block."""
    if isinstance(block, Paragraph):
        mark = NOTE if block.style == "footnote" else ""
        return [mark + line for line in textwrap.wrap(block.text, wrap, break_long_words=False)]
    if isinstance(block, Table):
        return table(block)
    return foot(paper) if isinstance(block, Foot) else []


def head(paper: Paper) -> list[str]:
    """Return the lines above the title, the two columns one after the other or merged."""
    left = [*paper.lines("parent"), *paper.lines("issuer"), *paper.lines("number"), *paper.lines("subject")]
    right = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", *paper.lines("place")]
    how = paper.fields.get("head", "columns") if paper.lines("issuer") else "none"
    if how == "none":
        return []
    return merged(left, right) if how == "merged" else [*left, *right]


def merged(left: list[str], right: list[str]) -> list[str]:
    """Return two columns printed on the same lines."""
    height = max(len(left), len(right))
    pairs = zip(left + [""] * (height - len(left)), right + [""] * (height - len(right)), strict=True)
    return [f"{a:<34}{b}".rstrip() for a, b in pairs]


def foot(paper: Paper) -> list[str]:
    """Return the lines below the text."""
    signature = (
        [*paper.lines("authority"), "", "", *paper.lines("signer")] if paper.lines("authority") else []
    )
    return [*paper.lines("recipients"), *signature]


def table(block: Table) -> list[str]:
    """Return a table the way its cells come out: one after the other, each wrapped to its column."""
    printed = grid.cells(block)
    return [line for r, row in enumerate(block.rows) for line in table_row(block, row, r, printed)]


def table_row(block: Table, row: Row, r: int, printed: list[grid.Cell]) -> Iterator[str]:
    """Yield the lines of row ``r``; short neighbours share a line, as extraction has it."""
    line = ""
    for cell in (cell for cell in printed if cell.row == r):
        pieces = cell_lines(block, cell)
        if len(pieces) == 1:
            line = f"{line} {pieces[0]}".strip()
            continue
        yield from [line] if line else []
        yield from pieces[:-1]
        line = pieces[-1]
        yield line
        line = ""
    yield from [line] if line else []


def cell_lines(block: Table, cell: grid.Cell) -> list[str]:
    """Return the lines of a cell wrapped to the width of its columns."""
    width = sum(block.widths[cell.column : cell.column + cell.columns]) / CHARACTER
    wrapped = (textwrap.wrap(line, max(4, int(width)), break_long_words=False) for line in cell.lines)
    return [line for lines in wrapped for line in lines] or [""]
