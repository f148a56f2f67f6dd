"""Tables whose cells stand between bars, as Markdown and the dumps of programs write them."""

from __future__ import annotations

import re
from collections.abc import Sequence

# "|---|:--:|", "---|---", "|-----+----|": what divides the head from the rows.
RULE = re.compile(r"\s*\|?\s*(?::?-{2,}:?\s*[|+]\s*)+(?::?-{2,}:?\s*\|?)?\s*")
_BAR = re.compile(r"(?<!\\)\|")
_NUMBERED = re.compile(r"\W*(?:\d{1,3}(?:\.\d{1,3}){0,3}|[IVX]{1,5}|[A-ZĐ]|[a-zđ])?[.)]?\W*")
_ONLY_BARS = re.compile(r"[\s|]*")


def rows(lines: Sequence[str], at: int) -> tuple[list[list[str]], int] | None:
    """The rows of the table that begins at line `at`, and the line behind it; None if none begins there.

    With a rule below its head a table reaches to the next empty line. Without one, at least two lines
    must hold two bars, and a line with one bar is a row only behind a number or nothing.
    """
    rule = _rule(lines, at)
    if rule is not None:
        return _ruled(lines, at, rule)
    end = at
    while end < len(lines) and _is_row(lines[end]):
        end += 1
    full = sum(1 for line in lines[at:end] if _width(line) > 2)
    if full < 2 or _width(lines[at]) < 3:
        return None
    return [cells(line) for line in lines[at:end] if not _ONLY_BARS.fullmatch(line)], end


def heads_rule(lines: Sequence[str], at: int) -> bool:
    """Whether line `at` opens the head of a table that a rule ends, be it wrapped before its first bar."""
    return bool(lines[at].strip()) and (at == 0 or not lines[at - 1].strip()) and _rule(lines, at) is not None


def _is_row(line: str) -> bool:
    width = _width(line)
    return width > 2 or (width == 2 and _NUMBERED.fullmatch(cells(line)[0]) is not None)


def _width(line: str) -> int:
    return len(cells(line)) if "|" in line else 1


def cells(line: str) -> list[str]:
    """The cells of a row, with or without a bar at either end."""
    text = line.strip()
    text = text[1:] if text.startswith("|") else text
    text = text[:-1] if text.endswith("|") and not text.endswith("\\|") else text
    return [cell.replace("\\|", "|").strip() for cell in _BAR.split(text)]


_HIGHEST = 12  # printed lines that the head of a table may take above its rule


def _rule(lines: Sequence[str], at: int) -> int | None:
    for place in range(at, min(at + _HIGHEST, len(lines))):
        if not lines[place].strip():
            return None
        if "|" in lines[place] and RULE.fullmatch(lines[place]):
            return place if place > at or place + 1 < len(lines) else None
    return None


def _ruled(lines: Sequence[str], at: int, rule: int) -> tuple[list[list[str]], int]:
    end = rule + 1
    while end < len(lines) and lines[end].strip():
        end += 1
    n_columns = max(len(cells(lines[rule])), 2)
    flanked = lines[rule].lstrip().startswith("|")
    found: list[list[str]] = []
    for part in (lines[at:rule], lines[rule + 1 : end]):
        body = [line for line in part if not RULE.fullmatch(line)]
        found += [cells(line) for line in (body if flanked else _whole(body, n_columns))]
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
