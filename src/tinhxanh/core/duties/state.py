"""The state of a duty, as the field counts them: it follows from dates and reports, nobody sets it.

Classes after the practice of the provinces (Quảng Nam 2020: hoàn thành, trong hạn, quá hạn), with
completed work split into in time and late, and open work into not begun, in time, soon due, overdue.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from tinhxanh.core.duties.asking import Asked


class State(StrEnum):
    """The six states, worst first: the order in which a list shows them."""

    LATE = "late"
    SOON = "soon"
    OPEN = "open"
    IDLE = "idle"
    DONE = "done"
    DONE_LATE = "done-late"


@dataclass(frozen=True, slots=True)
class Timing:
    """What is known of one duty: its last day in time and what was done when.

    `due_on` is None for a duty without a date (ongoing, rhythmic, none stated). `is_waiting` marks one
    whose condition has not come about. `answered_on` is the day for which its lead's last report counts:
    one that comes in after its reporting day counts for that day. `said_done_on` is the day of completion
    as the lead reported it, `completed_on` the same day once the focal officer has confirmed it.
    """

    due_on: dt.date | None = None
    started_on: dt.date | None = None
    completed_on: dt.date | None = None
    answered_on: dt.date | None = None
    is_waiting: bool = False
    said_done_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """The state on a day, and the day it is measured by: a deadline, or a reporting day.

    `owed_on` is the deadline or reporting day that passed (late), comes next (open) or was met (done);
    None where a condition is waited for or nothing was due. `is_report` says that it is a reporting day.
    `said_done_on` is set while a duty that was reported complete waits for the focal officer's check.
    """

    state: State
    owed_on: dt.date | None
    is_report: bool = False
    said_done_on: dt.date | None = None

    @property
    def awaits_check(self) -> bool:
        """Whether the next step is the focal officer's: to confirm that it is done, or to return it."""
        return self.said_done_on is not None

    def days_late(self, on: dt.date) -> int:
        """Calendar days since the owed day of an overdue duty; 0 for any other.

        The count stops on the day that was reported as the day of completion: the check is not the lead's.
        """
        if self.state is not State.LATE or self.owed_on is None:
            return 0
        return ((self.said_done_on or on) - self.owed_on).days


def judge(timing: Timing, asked: Asked, on: dt.date, soon_until: dt.date) -> Standing:
    """The standing of a duty on the day `on`; what is owed up to `soon_until` is soon due.

    >>> asked = Asked(dt.date(2026, 7, 5), dt.date(2026, 12, 10), dt.date(2027, 7, 5))
    >>> judge(Timing(due_on=dt.date(2026, 11, 30)), asked, dt.date(2026, 12, 11), dt.date(2026, 12, 25))
    Standing(state=<State.LATE: 'late'>, owed_on=datetime.date(2026, 11, 30), is_report=False)
    """
    if timing.completed_on:
        return _completed(timing)
    if timing.said_done_on:
        return _said_done(timing)
    if timing.is_waiting and not timing.due_on and not timing.started_on:
        return Standing(State.IDLE, None)
    if timing.due_on:
        return Standing(_before(timing, timing.due_on, on, soon_until), timing.due_on)
    return _reporting(timing, asked, on, soon_until)


def _completed(timing: Timing) -> Standing:
    late = bool(timing.due_on and timing.completed_on and timing.completed_on > timing.due_on)
    return Standing(State.DONE_LATE if late else State.DONE, timing.due_on)


def _said_done(timing: Timing) -> Standing:
    """Reported complete but not checked: still open, neither soon due nor late for the time of the check."""
    late = bool(timing.due_on and timing.said_done_on and timing.said_done_on > timing.due_on)
    return Standing(State.LATE if late else State.OPEN, timing.due_on, said_done_on=timing.said_done_on)


def _reporting(timing: Timing, asked: Asked, on: dt.date, soon_until: dt.date) -> Standing:
    """A duty without a date owes a report for each reporting day."""
    if asked.last and not (timing.answered_on and timing.answered_on > asked.before):
        return Standing(State.LATE, asked.last, is_report=True)
    answered = bool(timing.answered_on and timing.answered_on > (asked.last or asked.before))
    soon = asked.next <= soon_until and not answered
    begun = State.OPEN if timing.started_on else State.IDLE
    return Standing(State.SOON if soon else begun, asked.next, is_report=True)


def _before(timing: Timing, owed_on: dt.date, on: dt.date, soon_until: dt.date) -> State:
    if on > owed_on:
        return State.LATE
    if owed_on <= soon_until:
        return State.SOON
    return State.OPEN if timing.started_on else State.IDLE


def waiting_for(lead: Sequence[str], lead_has_reported: bool, unanswered: Sequence[str]) -> tuple[str, ...]:
    """Whom an open duty waits for: its lead until that has reported, then whoever has not answered.

    When all have answered it is the lead's turn again to bring it to an end.
    """
    return tuple(unanswered) if lead_has_reported and unanswered else tuple(lead)
