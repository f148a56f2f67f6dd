"""Lines without end, as broken extractions give them: what is looked at around a number stays bounded."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from core.plan.lines import document
from tinhxanh.core.plan import addressing, goalparts, reading

REACH = 700  # letters: a clause and what stands right behind it


class Watched:
    """A pattern that keeps how far it was let look."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self._pattern = pattern
        self.widths: list[int] = []

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        end = len(text) if end is None else end
        self.widths.append(end - start)
        return self._pattern.finditer(text, start, end)


def test_start_of_a_clause_is_looked_for_around_it_only(monkeypatch: pytest.MonkeyPatch) -> None:
    watched = Watched(goalparts._STOP)
    monkeypatch.setattr(goalparts, "_STOP", watched)
    text = "đạt 60 điểm, " * 8_000

    assert goalparts.clause_start(text, 200) == 0
    assert goalparts.clause_start(f"Xong. {text}", 50) == len("Xong.")
    assert max(watched.widths) <= REACH


def test_subject_behind_a_number_is_no_longer_than_a_clause() -> None:
    assert len(goalparts.subject_after("5% " + "cây xanh " * 10_000, 2)) <= REACH


def test_who_is_urged_far_before_is_not_looked_for() -> None:
    text = "Vận động {}các hộ phối hợp với Sở Y tế"

    assert addressing.coordinates_of(text.format("")) == ()
    assert addressing.coordinates_of(text.format("và " * 400)) == ("Sở Y tế",)


def test_year_named_behind_a_goal_is_not_its_year() -> None:
    text = "KẾ HOẠCH\nTrồng cây\nI. MỤC TIÊU\n1. Che phủ rừng\na) {}\nII. NHIỆM VỤ\n1. Sở Y tế: Trồng cây.\n"
    before = "Đến năm 2029, tỷ lệ che phủ rừng đạt 53%."
    behind = "Tỷ lệ che phủ rừng đạt 53%. Công việc này được sơ kết một lần trong năm 2028."

    def years(said: str) -> list[int | None]:
        return [one.year for one in reading.read(document(text.format(said))).facts.targets]

    assert years(before) == [2029]
    assert years(behind) == [None]
