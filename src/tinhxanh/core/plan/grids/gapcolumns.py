"""Columns that print set side by side on one line, told by the heads above and the white gaps below."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tinhxanh.core.plan.grids import columns
from tinhxanh.core.plan.normal import squeeze

_CHUNK = re.compile(r"\S+(?: \S+)*")
_TAB = 8
_PLAIN = 100  # how many words behind one blank a word behind a gap outweighs


@dataclass(frozen=True, slots=True)
class Chunk:
    """A stretch of a line without a gap of two blanks, at `[start, end)`."""

    start: int
    end: int
    text: str


@dataclass(slots=True)
class Head:
    """The head of one column: where it stands and its words, line by line."""

    start: int
    end: int
    words: list[tuple[int, str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return squeeze(" ".join(text for _, text in sorted(self.words, key=lambda word: word[0])))


def flat(text: str) -> str:
    """A line with its tabs as blanks, so that positions count letters."""
    return text.expandtabs(_TAB).rstrip()


def chunks(text: str) -> list[Chunk]:
    """The stretches of a line that gaps of two blanks or more hold apart."""
    return [Chunk(m.start(), m.end(), m[0]) for m in _CHUNK.finditer(text)]


def heads(lines: Sequence[str]) -> list[Head]:
    """The heads of the columns from the lines of a header, left to right.

    Words above each other are one head; what stands over several heads only groups them.
    """
    rows = [[part for chunk in chunks(line) for part in _parts(chunk)] for line in lines]
    order = sorted(range(len(rows)), key=lambda i: (-len(rows[i]), i))
    found: list[Head] = []
    for i in order:
        for chunk in rows[i]:
            under = [head for head in found if head.start < chunk.end and chunk.start < head.end]
            if not under:
                found.append(Head(chunk.start, chunk.end, [(i, chunk.text)]))
            elif len(under) == 1 or not _groups(chunk, under):
                best = max(under, key=lambda head: min(head.end, chunk.end) - max(head.start, chunk.start))
                best.words.append((i, chunk.text))
                if len(under) == 1:
                    best.start, best.end = min(best.start, chunk.start), max(best.end, chunk.end)
    return sorted(found, key=lambda head: head.start)


def _parts(chunk: Chunk) -> list[Chunk]:
    """A chunk of a header, cut where two heads stand one blank apart."""
    starts = [0, *columns.phrase_starts(chunk.text)[1:], len(chunk.text)]
    return [
        Chunk(chunk.start + a, chunk.start + a + len(chunk.text[a:b].rstrip()), chunk.text[a:b].strip())
        for a, b in itertools.pairwise(starts)
        if chunk.text[a:b].strip()
    ]


def _groups(chunk: Chunk, under: Sequence[Head]) -> bool:
    """Whether words stand over the whole of several heads, not over the edge of one."""
    return sum(min(h.end, chunk.end) - max(h.start, chunk.start) > 2 for h in under) > 1


def separators(lines: Sequence[str], heads: Sequence[Head]) -> list[int]:
    """Where each column but the first begins: between two heads, where fewest lines print a letter and
    most begin a word.
    """
    width = max((len(line) for line in lines), default=0) + 1
    printed, begun = [0] * (width + 1), [0] * (width + 1)
    for line in lines:
        for at, letter in enumerate(line):
            if letter != " ":
                printed[at] += 1
                if at == 0 or line[at - 1] == " ":
                    begun[at] += 1 if line[max(at - 2, 0) : at].strip() else _PLAIN
    found = []
    for left, right in itertools.pairwise(heads):
        low, high = (left.start + left.end) // 2 + 1, min((right.start + right.end) // 2 + 1, width)
        places = range(low, max(high, low + 1))
        found.append(min(places, key=lambda x: (printed[min(x, width) - 1], -begun[min(x, width)], x)))
    return found


def by_gaps(lines: Sequence[str], count: int) -> list[int]:
    """Where each column but the first begins, on a page without a header: the `count` places between
    columns where most lines begin behind white that no line crosses. Empty where there are not so many.
    """
    width = max((len(line) for line in lines), default=0) + 1
    printed = [0] * (width + 1)
    begun = [0] * (width + 2)
    for line in lines:
        for chunk in chunks(line):
            begun[chunk.start] += 1
            for at in range(chunk.start, chunk.end):
                printed[at] += line[at] != " "
    first = next((x for x in range(width) if printed[x]), 0)
    places = [x for x in range(first + 1, width) if not printed[x - 1] and printed[x]]
    best = sorted(sorted(places, key=lambda x: -sum(begun[x : x + 3]))[:count])
    return best if len(best) == count else []
