"""The marked-up source of a paper: fields above ``---``, one block a line below it.

``^ text`` centred title, ``^^ text`` centred note, ``= ``/``== ``/``=== `` headings, ``> `` legal basis,
``% text`` a footnote, ``@break`` a new page, ``@foot`` the place of the signature (else the end),
``@include file`` the blocks of another source, ``@table``…``@end`` a table, anything else a paragraph.
Other lines that begin with ``@`` belong to the annotator and print nothing. In a table a line is
``@header``, ``@group`` or ``@row`` and cells separated by ``||``; ``<`` merges a cell with its left
neighbour, ``^`` with the one above, ``<br>`` breaks a line, and ``{…}`` at a cell's end is for the annotator.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

STYLES = (
    ("^^ ", "note"),
    ("^ ", "title"),
    ("=== ", "heading3"),
    ("== ", "heading2"),
    ("= ", "heading1"),
    ("> ", "basis"),
    ("% ", "footnote"),
)
ROW_KINDS = ("header", "group", "row")
ANNOTATION = re.compile(r"\s*\{[^{}]*\}\s*$")


@dataclass(frozen=True)
class Paragraph:
    """One printed paragraph: its text without mark-up and the name of its style."""

    text: str
    style: str = "body"


@dataclass(frozen=True)
class Row:
    """One printed table row; ``cells`` carry ``<`` and ``^`` for merged places."""

    kind: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table: column widths in millimetres and its rows."""

    widths: tuple[float, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Break:
    """A new page."""


@dataclass(frozen=True)
class Foot:
    """Addressees and signature."""


Block = Paragraph | Table | Break | Foot


@dataclass(frozen=True)
class Paper:
    """A paper: fields of head and foot, and its blocks in order."""

    fields: dict[str, str]
    blocks: tuple[Block, ...]

    def lines(self, name: str) -> list[str]:
        """Return the lines of a field that is printed over several lines (``|`` separates them)."""
        value = self.fields.get(name, "")
        return [line.strip() for line in value.split("|")] if value else []


def read(path: Path) -> Paper:
    """Read the source file at ``path``."""
    head, body = halves(path)
    return Paper(fields(head), with_foot(blocks(body)))


def halves(path: Path) -> tuple[str, list[str]]:
    """Return the field part of a source and its lines below, with included files put in."""
    text = "\n" + unicodedata.normalize("NFC", path.read_text(encoding="utf-8"))
    head, mark, body = text.partition("\n---\n")
    if not mark:
        raise ValueError(f"{path.name} needs a line --- between fields and blocks")
    return head, [line for given in body.splitlines() for line in included(path, given)]


def included(path: Path, line: str) -> list[str]:
    """Return ``line``, or the lines of the file it includes."""
    if not line.startswith("@include "):
        return [line]
    return halves(path.parent / line.removeprefix("@include ").strip())[1]


def with_foot(found: list[Block]) -> tuple[Block, ...]:
    """Return the blocks with the place of the signature, which is the end unless said."""
    return tuple(found) if any(isinstance(block, Foot) for block in found) else (*found, Foot())


def fields(head: str) -> dict[str, str]:
    """Return the ``name = value`` lines of ``head``."""
    pairs = (line.split("=", 1) for line in head.splitlines() if "=" in line and not line.startswith("#"))
    return {name.strip(): value.strip() for name, value in pairs}


def blocks(lines: list[str]) -> list[Block]:
    """Return the printed blocks of ``lines``."""
    found: list[Block] = []
    table: list[str] | None = None
    for line in lines:
        if line.startswith("@table"):
            table = [line]
        elif table is not None:
            table.append(line)
            if line.startswith("@end"):
                found.append(read_table(table))
                table = None
        elif line.startswith("@break"):
            found.append(Break())
        elif line.startswith("@foot"):
            found.append(Foot())
        elif line.strip() and not line.startswith(("@", "#")):
            found.append(read_paragraph(line))
    return found


def read_paragraph(line: str) -> Paragraph:
    """Return the paragraph written on ``line``."""
    for prefix, style in STYLES:
        if line.startswith(prefix):
            return Paragraph(line[len(prefix) :].strip(), style)
    return Paragraph(line.strip())


def read_table(lines: list[str]) -> Table:
    """Return the table written on ``lines``, the first of which carries ``widths=…``."""
    widths = re.search(r"widths=([\d.,]+)", lines[0])
    if widths is None:
        raise ValueError(f"a table needs widths: {lines[0]}")
    rows = [read_row(line) for line in lines[1:] if line.split(" ", 1)[0][1:] in ROW_KINDS]
    given = [float(width) for width in widths.group(1).split(",")]
    columns = max((len(row.cells) for row in rows), default=len(given))
    # A column whose width the source leaves out is as wide as the others on average.
    given += [sum(given) / len(given)] * (columns - len(given))
    return Table(tuple(given), tuple(rows))


def read_row(line: str) -> Row:
    """Return the row written on ``line``."""
    kind, rest = line[1:].split(" ", 1)
    return Row(kind, tuple(ANNOTATION.sub("", cell).strip() for cell in rest.split("||")))
