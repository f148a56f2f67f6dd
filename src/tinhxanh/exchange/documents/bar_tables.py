"""Tables whose cells stand between bars, as Markdown and the dumps of programs write them."""

from __future__ import annotations

import re
from collections.abc import Sequence

# "|---|:--:|", "---|---", "|-----+----|" without blanks: what divides the head from the rows.
_RULE = re.compile(r"\|?(?::?-{2,}:?[|+])+(?::?-{2,}:?\|?)?")
_BAR = re.compile(r"(?<!\\)\|")
_NUMBERED = re.compile(r"\W*+(?:\d{1,3}(?:\.\d{1,3}){0,3}|[IVX]{1,5}|[A-ZĐ]|[a-zđ])?\W*+")
_ONLY_BARS = re.compile(r"[\s|]*")


class Bars:
    """The tables among `lines`. A run of lines with bars that holds no table is walked once, not from every
    line of it.
    """

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self._barren = 0  # where the run ends that was found to hold no table

    def rows(self, at: int) -> tuple[list[list[str]], int] | None:
        """The rows of the table that begins at line `at`, and the line behind it; None if none begins there.

        With a rule below its head a table reaches to the next empty line. Without one, at least two lines
        must hold two bars; a line with one bar is a row only behind a number or nothing, a line without one
        only where a row follows (a cell merged over all columns).
        """
        lines = self.lines
        rule = _rule(lines, at)
        if rule is not None:
            return _ruled(lines, at, rule)
        if at < self._barren or lines[at].count("|") < _LEAST:
            return None
        end = at
        while end < len(lines) and (_is_row(lines[end]) or (end > at and _is_row_between(lines, end))):
            end += 1
        body = [line for line in lines[at:end] if not _ONLY_BARS.fullmatch(line)]
        if sum(1 for line in body if line.count("|") >= _LEAST) < _LEAST:
            self._barren = end
            return None
        flanked = all(line.lstrip().startswith("|") for line in body if "|" in line)
        return [cells(line, flanked) for line in body], end


def heads_rule(lines: Sequence[str], at: int) -> bool:
    """Whether line `at` opens the head of a table that a rule ends, be it wrapped before its first bar."""
    return bool(lines[at].strip()) and (at == 0 or not lines[at - 1].strip()) and _rule(lines, at) is not None


def cells(line: str, flanked: bool) -> list[str]:
    """The cells of a row; in a `flanked` table a bar stands at either end too."""
    text = line.strip()
    if flanked:
        text = text[1:] if text.startswith("|") else text
        text = text[:-1] if text.endswith("|") and not text.endswith("\\|") else text
    return [cell.replace("\\|", "|").strip() for cell in _BAR.split(text)]


def _is_row(line: str) -> bool:
    bars = line.count("|")
    return bars >= _LEAST or (bars == 1 and _NUMBERED.fullmatch(line.partition("|")[0]) is not None)


def _is_row_between(lines: Sequence[str], at: int) -> bool:
    """Whether a line without bars stands alone between two rows of a table."""
    return (
        bool(lines[at].strip())
        and at + 1 < len(lines)
        and min(lines[at - 1].count("|"), lines[at + 1].count("|")) >= _LEAST
    )


_LEAST = 2  # bars that make a line a row, rows that make a table
_HIGHEST = 12  # printed lines that the head of a table may take above its rule


def _rule(lines: Sequence[str], at: int) -> int | None:
    for place in range(at, min(at + _HIGHEST, len(lines))):
        if not lines[place].strip():
            return None
        if _is_rule(lines[place]):
            return place if place > at or place + 1 < len(lines) else None
    return None


def _is_rule(line: str) -> bool:
    return "|" in line and "--" in line and _RULE.fullmatch("".join(line.split())) is not None


def _ruled(lines: Sequence[str], at: int, rule: int) -> tuple[list[list[str]], int]:
    end = rule + 1
    while end < len(lines) and lines[end].strip():
        end += 1
    flanked = lines[rule].lstrip().startswith("|")
    n_columns = len(cells(lines[rule], flanked))
    found: list[list[str]] = []
    for part in (lines[at:rule], lines[rule + 1 : end]):
        body = [line for line in part if not _is_rule(line)]
        found += [cells(line, flanked) for line in (body if flanked else _whole(body, n_columns))]
    return [row for row in found if any(row)], end


def _whole(lines: Sequence[str], n_columns: int) -> list[str]:
    """Rows that were wrapped put together: a row ends with two blanks, as html2text writes it, else with
    its last cell.
    """
    ends = any(line.endswith("  ") for line in lines)
    whole: list[str] = []
    held = ""
    for line in lines:
        held = f"{held.rstrip()} {line.strip()}" if held else line
        if line.endswith("  ") if ends else held.count("|") >= n_columns - 1:
            whole.append(held)
            held = ""
    return [*whole, held] if held else whole
