"""Which stretches of a document are marked in which colour."""

from __future__ import annotations

from typing import Any

from tinhxanh.apps.registers.models import ReadFact
from tinhxanh.web import paper

TEXT = "Sở A lập danh mục nguồn thải, gửi Sở B trước ngày 05/12 hằng năm."
WHOLE = [{"page": 1, "start": 0, "end": len(TEXT)}]


def marks(*facts: tuple[str, dict[str, Any]]) -> list[tuple[str, str]]:
    read = [ReadFact(kind=kind, value=value, spans=WHOLE, doubts=[]) for kind, value in facts]
    return [(TEXT[m.start : m.end], m.look) for m in paper.marks_of(read, TEXT, 0, len(TEXT))]


def test_due_time_of_a_duty_is_marked_within_its_sentence() -> None:
    due = {"due": [{"month": 12, "day": 5, "every": "year"}]}
    found = marks((ReadFact.Kind.TASK, {}), (ReadFact.Kind.OBLIGATION, due))
    assert found == [(TEXT, "duty"), ("trước ngày 05/12 hằng năm", "date")]


def test_due_time_in_unknown_words_leaves_the_colour_of_the_duty() -> None:
    found = marks((ReadFact.Kind.TASK, {}), (ReadFact.Kind.OBLIGATION, {"due": [{"month": 3, "day": 9}]}))
    assert (TEXT, "date") not in found
