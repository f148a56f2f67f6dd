"""When to urge, and how firmly: nhắc việc, đôn đốc, phê bình."""

from __future__ import annotations

import datetime as dt
from enum import IntEnum


class Level(IntEnum):
    """The three steps of urging, each firmer than the one before."""

    REMIND = 1
    URGE = 2
    REPROACH = 3


URGE_AFTER = 5
"""Days late before a reminder becomes an urging letter."""

REPROACH_AFTER = 15
"""Days late before a reproach is proposed. A person always decides; nothing here sends a letter."""


def proposed(due_on: dt.date, at: dt.date, sent: tuple[Level, ...] = ()) -> Level | None:
    """The step to propose on day `at`; None while in time or where that step was already taken.

    No step is skipped: who was never reminded is reminded first, however late.

    >>> proposed(dt.date(2026, 12, 10), dt.date(2026, 12, 30), (Level.REMIND,)).name
    'URGE'
    """
    late = (at - due_on).days
    if late <= 0:
        return None
    earned = Level.REPROACH if late > REPROACH_AFTER else Level.URGE if late > URGE_AFTER else Level.REMIND
    level = min(earned, Level(min(max(sent, default=0) + 1, Level.REPROACH)))
    return None if level in sent else level
