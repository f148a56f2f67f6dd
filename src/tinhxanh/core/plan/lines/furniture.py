"""What a page carries that is not text: page numbers, running heads, drawn rules, the list of contents."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from tinhxanh.core.plan.lines import pagenumbers
from tinhxanh.core.plan.lines.pagenumbers import Lone
from tinhxanh.core.plan.normal import UPPER, fold
from tinhxanh.core.plan.source import Element, Line

NUMBER_LINE = re.compile(r"\s*(?:[-–]\s?)?(?:[Tt]rang\s+)?(\d{1,3})(?:\s?/\s?\d{1,3})?(?:\s?[-–])?\s*")
# Two rules stand side by side under the head of a document; programs that read scans print "=== Trang 2 ===".
_BESIDE = re.compile(rf"\s*(\d{{1,3}})\.?\s+(?=[{UPPER}])")  # the number of a row beside its duty
RULE_LINE = re.compile(
    r"\s*[_\-–—=*.]{3,}(?:\s+[_\-–—=*.]{3,})*\s*"
    r"|\s*[=\-–—*#]{2,}\s*(?:[Tt]rang|TRANG|[Pp]age|PAGE)\s*\d{1,4}\s*[=\-–—*#]{2,}\s*"
)
CONTENTS_LINE = re.compile(r"\S.*?(?:\.{3,}|…|\t| {3,})[\s.…]*\d{1,3}\s*")
_WRAPPED = 2  # lines that a title may take in the list of contents beside the one with its page
HEADER_START = re.compile(r"\s*(?:TT|STT|Số\s*TT|Stt|S\.?T\.?T)(?!\w)")


def drop(elements: Sequence[Element]) -> list[Element]:
    """`elements` without page numbers, running heads, drawn rules and contents. Never drops grids.

    Where the format has pages, a lone number counts only at the top or foot of its page. Where it has
    none (text extracted from a PDF), a lone number counts if it goes on from the page before and does
    not stand in a table that was broken into lines.
    """
    dropped = _of_pages(elements) | _without_pages(elements) | _contents(elements) | _borders(elements)
    return [e for i, e in enumerate(elements) if i not in dropped and not _is_rule(e)]


_LONE_BARS = 3


def _borders(elements: Sequence[Element]) -> set[int]:
    """Lines that hold nothing but a bar: borders of cells, in text that a program wrote a cell a line."""
    bars = [i for i, element in enumerate(elements) if getattr(element, "text", "").strip() == "|"]
    return set(bars) if len(bars) >= _LONE_BARS else set()


def _contents(elements: Sequence[Element]) -> set[int]:
    """The list of contents: what stands behind “MỤC LỤC” as long as titles end with their pages."""
    texts = [getattr(element, "text", "") for element in elements]
    head = next(
        (i for i, text in enumerate(texts) if len(text) < 20 and fold(text).strip(" :") == "mục lục"), None
    )
    if head is None:
        return set()
    entries: list[int] = []
    for index, text in enumerate(texts[head + 1 :], head + 1):
        if CONTENTS_LINE.fullmatch(text):
            entries.append(index)
        elif text.strip() and index - (entries[-1] if entries else head) > _WRAPPED:
            break
    return set(range(head, entries[-1] + 1)) if len(entries) > 1 else set()


def _is_rule(element: Element) -> bool:
    return (
        not hasattr(element, "cells") and bool(element.text) and RULE_LINE.fullmatch(element.text) is not None
    )


def _of_pages(elements: Sequence[Element]) -> set[int]:
    pages: dict[int, list[int]] = defaultdict(list)
    for index, element in enumerate(elements):
        if isinstance(element, Line) and element.page is not None and element.text.strip():
            pages[element.page].append(index)
    edges = [(page, i) for page, at in pages.items() for i in dict.fromkeys((*at[:2], *at[-2:]))]
    dropped = {i for page, i in edges if _is_page_number(elements, pages[page], i)}
    # The lines of a table's header that is repeated on every page are no running head.
    heads = {i for at in pages.values() if _heads_table(elements, at) for i in at[:2]}
    return dropped | _running_heads(elements, [edge for edge in edges if edge[1] not in heads], len(pages))


def _heads_table(elements: Sequence[Element], on_page: list[int]) -> bool:
    return any(HEADER_START.match(getattr(elements[i], "text", "")) for i in on_page[:3])


def _is_page_number(elements: Sequence[Element], on_page: list[int], index: int) -> bool:
    element = elements[index]
    if not isinstance(element, Line):
        return False
    match = NUMBER_LINE.fullmatch(element.text)
    if match is None or index not in (on_page[0], on_page[-1]):
        return False
    above = getattr(elements[on_page[-2]], "text", "") if index == on_page[-1] != on_page[0] else ""
    if pagenumbers.ends_phrase(above, element.text.strip()):
        return False
    return element.page is None or abs(int(match[1]) - element.page) <= 40


def _running_heads(elements: Sequence[Element], edges: list[tuple[int, int]], n_pages: int) -> set[int]:
    if n_pages < 3:
        return set()
    texts = {i: re.sub(r"\d+", "#", fold(getattr(elements[i], "text", ""))) for _, i in edges}
    counts = Counter(texts.values())
    return {
        i
        for i, text in texts.items()
        if counts[text] >= max(3, n_pages // 2)
        and len(text) < 120
        and not HEADER_START.match(getattr(elements[i], "text", ""))
    }


def _without_pages(elements: Sequence[Element]) -> set[int]:
    dropped: set[int] = set()
    rows: list[Lone] = []
    last, seen, in_table = 1, 0, False
    before = (1, 0)  # the last page number before the tables and where it stands
    lines = [
        (i, e) for i, e in enumerate(elements) if isinstance(e, Line) and e.page is None and e.text.strip()
    ]
    for place, (index, line) in enumerate(lines):
        seen += len(line.text)
        if HEADER_START.match(line.text):
            in_table = True
            continue
        match = NUMBER_LINE.fullmatch(line.text)
        above = lines[place - 1][1].text if place else ""
        if match is None or pagenumbers.ends_phrase(above, line.text.strip()):
            beside = _BESIDE.match(line.text) if in_table and match is None else None
            if beside is not None:
                rows.append(Lone(index, int(beside[1]), place, "", of_row=True))
            continue
        number = int(match[1])
        following = lines[place + 1][1].text if place + 1 < len(lines) else ""
        before_header = HEADER_START.match(following) is not None and in_table
        goes_on = last < number <= seen // 600 + 3
        if before_header or (goes_on and not in_table):
            dropped.add(index)
            last = number
            before = before if rows else (number, place)
        elif in_table:
            rows.append(Lone(index, number, place, following))
    return dropped | pagenumbers.amid_tables(rows, len(lines), before)
