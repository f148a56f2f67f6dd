"""Whether a number is on its way to its target: the share of the way against the share of the time."""

from __future__ import annotations

from enum import StrEnum

_SLACK = 0.1
"""A tenth of the way behind the straight line still counts as on track: figures come in steps."""


class Pace(StrEnum):
    """How an indicator stands on a day of its year."""

    MET = "met"
    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    MISSED = "missed"
    UNKNOWN = "unknown"


def pace(
    value: float | None, *, target: float, comparator: str, baseline: float | None, elapsed: float
) -> Pace:
    """Judge `value` when the share `elapsed` (0 to 1) of the time to the target has gone.

    `comparator` is “>=”, “<=” or “=”: an “=” is taken as met from the side on which the baseline lies,
    from below where there is none. Without a baseline an unmet number is at risk until the end, since
    no line can be drawn.

    >>> pace(92, target=100, comparator=">=", baseline=86, elapsed=0.5).value
    'on_track'
    """
    if value is None:
        return Pace.UNKNOWN
    falls = comparator == "<=" or (comparator == "=" and baseline is not None and baseline > target)
    sign = -1.0 if falls else 1.0
    if sign * (value - target) >= 0:
        return Pace.MET
    if elapsed >= 1:
        return Pace.MISSED
    way = None if baseline is None else sign * (target - baseline)
    if baseline is None or way is None or way <= 0:
        return Pace.AT_RISK
    return Pace.ON_TRACK if sign * (value - baseline) / way >= elapsed - _SLACK else Pace.AT_RISK
