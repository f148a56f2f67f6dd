"""Who answers for a duty: whom its own sentence names, a heading above it, or those the letter asks."""

from __future__ import annotations

import re

from tinhxanh.core.plan import addressing, footers, letters, turns
from tinhxanh.core.plan.naming import agencies
from tinhxanh.core.plan.points import Point

_ORDERS = re.compile(r"(?:[Gg]iao|[Yy]êu cầu|[Đđ]ề nghị)\s+(?:cho\s+)?")
_DIRECTS = re.compile(r"\s+chỉ đạo\s")
_SHORTEST = 12  # letters of a deed behind "Sở X:"


def of(point: Point, text: str) -> tuple[tuple[str, ...], int]:
    """Who answers for the duty, and where in the point's printed `text` it begins: behind "Sở X:"."""
    colon = text.find(":")
    if 0 < colon < 200:
        order = _ORDERS.match(text)
        listed, end = agencies.scan(text, order.end() if order is not None else 0)
        if listed and end > colon and len(listed) > 1:
            return addressing.unique([name.text for name in listed]), 0
        names = agencies.of_heading(text[: colon + 1])
        if names and len(text) - colon > _SHORTEST:
            behind = text[colon + 1 :]
            told, _ = agencies.scan(behind.lstrip(), 0)
            if len(told) > 1 and len(names) == 1:  # "Các đơn vị liên quan: Sở A, Sở B … rà soát"
                return addressing.unique([name.text for name in told]), 0
            return names, colon + 1 + len(behind) - len(behind.lstrip())
    if point.place.leads:
        return _below_heading(point), 0
    if letters.asks_them(point.text):  # whoever asks leads nothing by it
        return point.place.asked, 0
    lead = passed_on(point) or addressing.lead_of(point.text) or point.place.asked
    return lead or footers.in_bracket(point.text), 0


# "Người đứng đầu chịu trách nhiệm …" below "Các sở, ngành": the head of each of them answers for it.
_HEAD_OF_EACH = re.compile(
    r"(?:người đứng đầu|thủ trưởng|lãnh đạo|giám đốc|chủ tịch)"
    r"(?: (?:cơ quan|đơn vị)(?:, (?:đơn vị|địa phương))*)?"
)


def _below_heading(point: Point) -> tuple[str, ...]:
    """Who answers for a duty below the heading of agencies: they, or one that its sentence names."""
    leads = point.place.leads
    named = _directing(point) or addressing.subject_of(point.text)
    if named and not all(_HEAD_OF_EACH.fullmatch(name.lower()) for name in named):
        return named
    return addressing.unique([*leads, *turns.shares(point.text, leads)])


def passed_on(point: Point) -> tuple[str, ...]:
    """The ministries that the Prime Minister orders to have others do it."""
    return addressing.passed_on_by(point.text) if point.place.from_above else ()


def _directing(point: Point) -> tuple[str, ...]:
    """The one of those addressed above that the sentence names first: "Bộ Y tế chỉ đạo các viện …" is its own
    duty below a heading that names Bộ Y tế.
    """
    named = {name.lower() for name in point.place.leads}
    first, end = agencies.scan(point.text, 0)
    if len(first) == 1 and first[0].text.lower() in named and _DIRECTS.match(point.text, end):
        return (first[0].text,)
    return ()
