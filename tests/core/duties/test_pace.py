"""On track or not: known cases and what must hold for any."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tinhxanh.core.duties.pace import Pace, pace


@pytest.mark.parametrize(
    ("value", "target", "comparator", "baseline", "elapsed", "expected"),
    [
        (None, 65, ">=", 62.9, 0.5, Pace.UNKNOWN),
        (65, 65, ">=", 62.9, 0.1, Pace.MET),
        (64, 65, ">=", 62.9, 0.5, Pace.ON_TRACK),
        (62.9, 65, ">=", 62.9, 0.9, Pace.AT_RISK),
        (58.3, 65, ">=", 62.9, 1.0, Pace.MISSED),
        (12, 10, "<=", 18, 0.6, Pace.ON_TRACK),
        (9, 10, "<=", 18, 0.6, Pace.MET),
        (2, 4, "=", None, 0.2, Pace.AT_RISK),
    ],
)
def test_pace_of_known_figures(
    value: float | None,
    target: float,
    comparator: str,
    baseline: float | None,
    elapsed: float,
    expected: Pace,
) -> None:
    judged = pace(value, target=target, comparator=comparator, baseline=baseline, elapsed=elapsed)
    assert judged is expected


NUMBERS = st.floats(min_value=-1000, max_value=1000)
ORDER = [Pace.MISSED, Pace.AT_RISK, Pace.ON_TRACK, Pace.MET]


@given(NUMBERS, st.floats(min_value=0, max_value=100), NUMBERS, NUMBERS, st.floats(min_value=0, max_value=1))
@settings(derandomize=True)
def test_a_higher_value_is_never_judged_worse(
    value: float, more: float, target: float, baseline: float, elapsed: float
) -> None:
    first = pace(value, target=target, comparator=">=", baseline=baseline, elapsed=elapsed)
    second = pace(value + more, target=target, comparator=">=", baseline=baseline, elapsed=elapsed)
    assert ORDER.index(second) >= ORDER.index(first)


@given(NUMBERS, NUMBERS, NUMBERS, st.floats(min_value=0, max_value=1))
@settings(derandomize=True)
def test_the_two_directions_mirror_each_other(
    value: float, target: float, baseline: float, elapsed: float
) -> None:
    up = pace(value, target=target, comparator=">=", baseline=baseline, elapsed=elapsed)
    down = pace(-value, target=-target, comparator="<=", baseline=-baseline, elapsed=elapsed)
    assert up is down
