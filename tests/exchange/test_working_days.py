"""The Vietnamese calendar."""

from __future__ import annotations

import datetime as dt

from tinhxanh.exchange.working_days import calendar_around

ON = dt.date(2025, 4, 20)


def test_reunification_and_labour_day_of_2025_with_the_friday_swapped_for_a_saturday() -> None:
    calendar = calendar_around(ON)
    off = [dt.date(2025, 4, 30), dt.date(2025, 5, 1), dt.date(2025, 5, 2)]
    assert not any(calendar.is_worked(day) for day in off)
    assert calendar.is_worked(dt.date(2025, 4, 26))


def test_tet_of_2026_is_off() -> None:
    calendar = calendar_around(dt.date(2026, 2, 1))
    assert calendar.count(dt.date(2026, 2, 13), dt.date(2026, 2, 20)) == 0
