"""The sentence that orders a duty, in the paragraphs of its document around it."""

from __future__ import annotations

from dataclasses import dataclass

from tinhxanh.apps.programmes.models import Duty
from tinhxanh.apps.registers import layout
from tinhxanh.apps.registers.models import Document
from tinhxanh.core.plan.canonical import Table

_AROUND = 2
_LONGEST = 1500

Parts = tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """What orders a duty: `parts` of text with a mark on what was read, its neighbours, and its page."""

    parts: Parts
    before: tuple[str, ...]
    after: tuple[str, ...]
    page: int | None


def passage(duty: Duty) -> Passage | None:
    """The passage of a duty; None for one without a document or a place in it.

    Paragraphs are the blocks of the document's layout and the rows of its tables, or its lines where
    it has neither; what lies in none of them is quoted alone.
    """
    document = duty.document
    spans = sorted((span["start"], span["end"]) for span in duty.spans)
    if document is None or not spans:
        return None
    text = document.canonical_text
    blocks = _paragraphs(document)
    first = _at(blocks, spans[0][0])
    last = max(first, _at(blocks, spans[-1][1] - 1))
    start = blocks[first][0] if spans[0][0] < blocks[first][1] else spans[0][0]
    end = max(blocks[last][1], spans[-1][1])
    return Passage(
        parts=_marked(text, *_cut(start, end, spans), spans),
        before=_texts(text, blocks[max(0, first - _AROUND) : first]),
        after=_texts(text, blocks[last + 1 : last + 1 + _AROUND]),
        page=duty.spans[0].get("page"),
    )


def _paragraphs(document: Document) -> list[tuple[int, int]]:
    """Where paragraphs stand in the text, in order, never none."""
    canonical = layout.unpack(document.canonical_text, document.layout)
    blocks = [(block.start, block.end) for block in canonical.blocks]
    rows = [row for table in canonical.tables for row in _rows(table)]
    if blocks or rows:
        outside = [block for block in blocks if not any(a <= block[0] < b for a, b in rows)]
        return sorted(outside + rows)
    found, start = [], 0
    for row in document.canonical_text.split("\n"):
        found.append((start, start + len(row)))
        start += len(row) + 1
    return found


def _rows(table: Table) -> list[tuple[int, int]]:
    """Where the rows of a table stand; a cell over several rows counts for its first."""
    found: dict[int, tuple[int, int]] = {}
    for cell in table.cells:
        for start, end in cell.pieces:
            a, b = found.get(cell.row, (start, end))
            found[cell.row] = min(a, start), max(b, end)
    return list(found.values())


def _at(blocks: list[tuple[int, int]], offset: int) -> int:
    """The index of the last paragraph that begins at or before `offset`."""
    return max((n for n, (start, _end) in enumerate(blocks) if start <= offset), default=0)


def _cut(start: int, end: int, spans: list[tuple[int, int]]) -> tuple[int, int]:
    """A paragraph too long to quote is cut down to what was read."""
    return (start, end) if end - start <= _LONGEST else (spans[0][0], spans[-1][1])


def _marked(text: str, start: int, end: int, spans: list[tuple[int, int]]) -> Parts:
    parts, place = [], start
    for a, b in spans:
        a, b = max(a, place), min(b, end)
        if a >= b:
            continue
        parts += [(_plain(text[place:a]), False), (_plain(text[a:b]), True)]
        place = b
    parts.append((_plain(text[place:end]), False))
    return tuple((words, is_marked) for words, is_marked in parts if words.strip())


def _texts(text: str, blocks: list[tuple[int, int]]) -> tuple[str, ...]:
    found = (_plain(text[start:end]).strip() for start, end in blocks)
    return tuple(words[:_LONGEST] for words in found if words)


def _plain(words: str) -> str:
    """One space for each gap, but one at the edges too, where a mark begins."""
    joined = " ".join(words.split())
    return f"{' ' * words[:1].isspace()}{joined}{' ' * words[-1:].isspace()}" if joined else ""
