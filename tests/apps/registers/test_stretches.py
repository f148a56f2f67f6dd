"""Which words of a sentence a due time and a target are."""

from __future__ import annotations

from typing import Any

import pytest

from tinhxanh.apps.registers import stretches
from tinhxanh.core.plan.canonical import Table, TableCell


def spans(text: str) -> list[dict[str, Any]]:
    return [{"page": 1, "start": 0, "end": len(text)}]


def said(text: str, found: list[dict[str, Any]]) -> list[str]:
    return [text[span["start"] : span["end"]] for span in found]


@pytest.mark.parametrize(
    ("due", "words"),
    [
        ({"month": 12, "day": 5, "every": "year"}, "trước ngày\n05/12 hằng năm"),
        ({"date": "2026-06-01"}, "Chậm nhất là ngày 01 tháng 6 năm 2026"),
    ],
)
def test_due_day_is_marked_with_the_words_that_lead_to_it(due: dict[str, Any], words: str) -> None:
    text = f"Sở A lập danh mục 5 việc; {words} gửi Sở B tổng hợp."
    assert said(text, stretches.due(text, {"due": [due]}, spans(text))) == [words]


def test_due_rhythm_is_found_by_the_grammar_of_deadlines() -> None:
    text = "Sở A báo cáo kết quả. Định kỳ hằng quý gửi Sở B."
    found = said(text, stretches.due(text, {"due": [], "frequency": "quarterly"}, spans(text)))
    assert len(found) == 1
    assert "hằng quý" in found[0]
    assert len(found[0]) < len("Định kỳ hằng quý gửi")


def test_due_that_the_sentence_does_not_state_is_nowhere() -> None:
    text = "Sở A phối hợp với Sở B."
    assert stretches.due(text, {"due": [{"month": 12, "day": 5}]}, spans(text)) == []


@pytest.mark.parametrize(("value", "figure"), [(80, "80%"), (7.5, "7,5"), (1200, "1.200")])
def test_target_runs_from_its_subject_to_its_figure(value: float, figure: str) -> None:
    text = f"Sở A vận hành trạm; phấn đấu tỷ lệ thu gom rác\nđạt {figure} trong năm tới."
    found = stretches.target(text, {"subject": "Tỷ lệ thu gom rác", "value": value}, spans(text))
    assert said(text, found) == [f"tỷ lệ thu gom rác\nđạt {figure}"]


def test_target_with_other_words_than_printed_is_nowhere() -> None:
    text = "Sở A vận hành trạm đạt 80%."
    assert stretches.target(text, {"subject": "Tỷ lệ thu gom", "value": 80}, spans(text)) == []


def test_deadline_cell_is_the_one_of_the_same_row() -> None:
    text = "Việc một\nQuý II/2026\nViệc hai\nQuý II/2026"
    places = [(0, 8), (9, 20), (21, 29), (30, 41)]
    cells = tuple(
        TableCell(row=n // 2, column=n % 2, pieces=(place,), row_span=1, column_span=1)
        for n, place in enumerate(places)
    )
    table = Table(0, len(text), cells, 2, 2, 0)
    duty = [{"page": 1, "start": 21, "end": 29}]
    found = stretches.deadline_cell(text, "Quý II/2026", duty, [table])
    assert [(span["start"], span["end"]) for span in found] == [(30, 41)]
