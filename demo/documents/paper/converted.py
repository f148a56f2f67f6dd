"""A paper as converters write it: Markdown with tables between bars, in tags or drawn, and text with tabs.

Word's own plain text sets a tab between cells and a line end between the paragraphs of a cell; the others are
what programs make of a Word file or a page: signs escaped, headings in bold, paragraphs apart by empty lines.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable
from pathlib import Path

from . import grid
from .plain import foot, head
from .source import Foot, Paper, Paragraph, Table

WRAP = 72  # characters a line of wrapped Markdown
PLACE = 20  # characters a column of a drawn table
BOLD = {"title": "# {}", "heading1": "**{}**", "heading2": "**{}**", "heading3": "***{}***", "basis": "*{}*"}
SIGNS = re.compile(r"^(?:(\d{1,2}|[a-zđ])([.)])|([-+]))(?=\s)")


def write_bars(paper: Paper, path: Path) -> None:
    """Write ``paper`` to ``path`` as Markdown, tables between bars."""
    path.write_text(markdown(paper, bars), encoding="utf-8")


def write_tags(paper: Paper, path: Path) -> None:
    """Write ``paper`` to ``path`` as Markdown, tables in tags of HTML."""
    path.write_text(markdown(paper, tags), encoding="utf-8")


def write_drawn(paper: Paper, path: Path) -> None:
    """Write ``paper`` to ``path`` as wrapped Markdown, tables drawn with signs."""
    path.write_text(markdown(paper, drawn, wrap=WRAP), encoding="utf-8")


def write_tabs(paper: Paper, path: Path) -> None:
    """Write ``paper`` to ``path`` as the plain text that Word saves."""
    lines = [*head(paper), *(line for block in paper.blocks for line in plain_block(block, paper))]
    path.write_text("\ufeff" + "\n".join(lines) + "\n", encoding="utf-8", newline="\r\n")


def plain_block(block: object, paper: Paper) -> list[str]:
    """Return the lines of one block, a row on one line but for line ends within its cells."""
    if isinstance(block, Paragraph):
        return [block.text]
    if isinstance(block, Table):
        return ["\t".join("\n".join(cell.lines) if cell else "" for cell in row) for row in rows(block)]
    return foot(paper) if isinstance(block, Foot) else []


def markdown(paper: Paper, table: Callable[[Table], str], wrap: int | None = None) -> str:
    """Return ``paper`` as Markdown with its tables written by ``table``."""
    parts = head(paper)
    for block in paper.blocks:
        if isinstance(block, Paragraph):
            text = BOLD.get(block.style, "{}").format(escaped(block.text))
            parts.append(textwrap.fill(text, wrap, break_long_words=False) if wrap else text)
        elif isinstance(block, Table):
            parts.append(table(block))
        elif isinstance(block, Foot):
            parts += foot(paper)
    return "\n\n".join(parts) + "\n"


def escaped(text: str) -> str:
    """Return ``text`` with the sign escaped that would make it an item of a list."""
    return SIGNS.sub(lambda m: f"\\{m[3]}" if m[3] else f"{m[1]}\\{m[2]}", text)


def rows(table: Table) -> list[list[grid.Cell | None]]:
    """Return the printed cells of ``table`` in their places; a merged cell stands in its first."""
    width = max(cell.column + cell.columns for cell in grid.cells(table))
    found: list[list[grid.Cell | None]] = [[None] * width for _ in table.rows]
    for cell in grid.cells(table):
        found[cell.row][cell.column] = cell
    return found


def bars(table: Table) -> str:
    """Return ``table`` with bars between its cells; the places of merged cells stay empty."""
    lines = [
        "| " + " | ".join("<br>".join(cell.lines) if cell else "" for cell in row) + " |"
        for row in rows(table)
    ]
    return "\n".join([lines[0], "|" + " --- |" * len(rows(table)[0]), *lines[1:]])


def tags(table: Table) -> str:
    """Return ``table`` in tags, merged cells once with their reach."""
    printed = [[cell for cell in row if cell] for row in rows(table)]
    lines = ("".join(tagged(cell) for cell in row) for row in printed)
    return "<table>\n" + "\n".join(f"<tr>{line}</tr>" for line in lines) + "\n</table>"


def tagged(cell: grid.Cell) -> str:
    """Return one cell in tags."""
    text = "<br/>".join(cell.lines)
    return f'<td rowspan="{cell.rows}" colspan="{cell.columns}">{text}</td>'


def drawn(table: Table) -> str:
    """Return ``table`` drawn with signs: a border round every cell, merged cells without one inside."""
    cells = grid.cells(table)
    width = max(cell.column + cell.columns for cell in cells)
    heights = [1] * len(table.rows)
    texts = {cell: wrapped(cell) for cell in cells}
    for cell in cells:
        last = cell.row + cell.rows - 1
        heights[last] = max(heights[last], len(texts[cell]) - sum(heights[cell.row : last]))
    tops = [sum(heights[:row]) + row for row in range(len(heights) + 1)]
    canvas = [[" "] * (width * (PLACE + 1) + 1) for _ in range(tops[-1] + 1)]
    for cell in cells:
        left, right = cell.column * (PLACE + 1), (cell.column + cell.columns) * (PLACE + 1)
        top, bottom = tops[cell.row], tops[cell.row + cell.rows]
        frame(canvas, top, bottom, left, right)
        for line, text in enumerate(texts[cell], top + 1):
            canvas[line][left + 2 : left + 2 + len(text)] = text
    return "\n".join("".join(line) for line in canvas)


def wrapped(cell: grid.Cell) -> list[str]:
    """Return the lines of a cell of a drawn table, its paragraphs apart by an empty line."""
    width = cell.columns * (PLACE + 1) - 3
    paragraphs = (textwrap.wrap(text, width, break_on_hyphens=False) for text in cell.lines)
    return [line for lines in paragraphs for line in ["", *lines]][1:]


def frame(canvas: list[list[str]], top: int, bottom: int, left: int, right: int) -> None:
    """Draw the border of one cell."""
    for line in (top, bottom):
        for place in range(left, right + 1):
            canvas[line][place] = "-" if canvas[line][place] == " " else canvas[line][place]
    for line in range(top, bottom + 1):
        for place in (left, right):
            canvas[line][place] = "+" if line in (top, bottom) or canvas[line][place] in "-+" else "|"
