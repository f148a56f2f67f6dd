"""Urging: which step is proposed, and that none is skipped or taken twice."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tinhxanh.core.duties.reminders import Level, proposed

DUE = dt.date(2026, 12, 10)


@pytest.mark.parametrize(
    ("late", "sent", "level"),
    [
        (0, (), None),
        (1, (), Level.REMIND),
        (1, (Level.REMIND,), None),
        (6, (Level.REMIND,), Level.URGE),
        (16, (Level.REMIND,), Level.URGE),
        (16, (Level.REMIND, Level.URGE), Level.REPROACH),
        (90, (Level.REMIND, Level.URGE, Level.REPROACH), None),
        (90, (), Level.REMIND),
    ],
)
def test_step_follows_days_late_and_steps_taken(
    late: int, sent: tuple[Level, ...], level: Level | None
) -> None:
    assert proposed(DUE, DUE + dt.timedelta(days=late), sent) == level


@given(st.lists(st.integers(min_value=-5, max_value=60), max_size=40))
@settings(derandomize=True)
def test_steps_are_taken_in_order_and_once(days: list[int]) -> None:
    sent: tuple[Level, ...] = ()
    for late in sorted(days):
        level = proposed(DUE, DUE + dt.timedelta(days=late), sent)
        sent += (level,) if level else ()
    assert list(sent) == [Level(step + 1) for step in range(len(sent))]
