"""The life of a duty as one table: giao → nhận → báo cáo → duyệt or trả lại → hoàn thành.

Who may do what in which stage stands here once; apps ask the table, pages draw buttons from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Stage(StrEnum):
    """Where a duty stands in its life. Whether it is late is another question (see `states`)."""

    ASSIGNED = "assigned"
    ACCEPTED = "accepted"
    REPORTED = "reported"
    RETURNED = "returned"
    APPROVED = "approved"
    AWAITING_CHECK = "awaiting_check"
    COMPLETED = "completed"
    DROPPED = "dropped"


class Act(StrEnum):
    """What somebody does with a duty."""

    ACCEPT = "accept"
    SIGN = "sign"
    ANSWER = "answer"
    REPORT = "report"
    REPORT_DONE = "report_done"
    APPROVE = "approve"
    RETURN = "return"
    COMPLETE = "complete"
    REOPEN = "reopen"
    ASK_EXTENSION = "ask_extension"
    GRANT_EXTENSION = "grant_extension"
    REFUSE_EXTENSION = "refuse_extension"
    ASK_TRANSFER = "ask_transfer"
    TRANSFER = "transfer"
    REFUSE_TRANSFER = "refuse_transfer"
    TRIGGER = "trigger"
    DROP = "drop"


class Actor(StrEnum):
    """In what part somebody acts."""

    LEAD = "lead"
    COORDINATOR = "coordinator"
    FOCAL = "focal"
    LEADER = "leader"


@dataclass(frozen=True, slots=True)
class Move:
    """One line of the table. `to` is None where the stage stays as it is."""

    act: Act
    since: frozenset[Stage]
    to: Stage | None
    by: frozenset[Actor]
    needs_reason: bool = False


class NotAllowed(Exception):
    """The table has no such move. `code` is “stage”, “actor” or “reason”."""

    def __init__(self, code: str, act: Act, stage: Stage) -> None:
        self.code, self.act, self.stage = code, act, stage
        super().__init__(f"{act} in {stage}: {code}")


_S, _A, _W = Stage, Act, Actor
_OPEN = frozenset({_S.ASSIGNED, _S.ACCEPTED, _S.REPORTED, _S.RETURNED, _S.APPROVED})
_HANDED = frozenset({_S.REPORTED, _S.AWAITING_CHECK})


def _move(act: Act, since: frozenset[Stage], to: Stage | None, *by: Actor, reason: bool = False) -> Move:
    return Move(act, since, to, frozenset(by), reason)


TABLE: tuple[Move, ...] = (
    _move(_A.ACCEPT, frozenset({_S.ASSIGNED}), _S.ACCEPTED, _W.LEAD),
    # A co-ordinating agency signs for its own part and answers beside the lead; the duty does not move by it.
    _move(_A.SIGN, frozenset({_S.ASSIGNED}), None, _W.COORDINATOR),
    _move(_A.ANSWER, _OPEN | {_S.AWAITING_CHECK, _S.COMPLETED}, None, _W.COORDINATOR),
    # Who said “done” may say more, or take it back, until somebody has looked.
    _move(_A.REPORT, _OPEN | {_S.AWAITING_CHECK}, _S.REPORTED, _W.LEAD, _W.FOCAL),
    _move(_A.REPORT_DONE, _OPEN | {_S.AWAITING_CHECK}, _S.AWAITING_CHECK, _W.LEAD, _W.FOCAL),
    _move(_A.APPROVE, frozenset({_S.REPORTED}), _S.APPROVED, _W.FOCAL),
    _move(_A.RETURN, _HANDED | {_S.APPROVED}, _S.RETURNED, _W.FOCAL, reason=True),
    _move(_A.COMPLETE, frozenset({_S.AWAITING_CHECK}), _S.COMPLETED, _W.FOCAL),
    _move(_A.REOPEN, frozenset({_S.COMPLETED}), _S.RETURNED, _W.FOCAL, reason=True),
    _move(_A.ASK_EXTENSION, _OPEN, None, _W.LEAD, reason=True),
    _move(_A.GRANT_EXTENSION, _OPEN, None, _W.LEADER, reason=True),
    _move(_A.REFUSE_EXTENSION, _OPEN, None, _W.LEADER, reason=True),
    _move(_A.ASK_TRANSFER, _OPEN, None, _W.LEAD, _W.FOCAL, reason=True),
    _move(_A.TRANSFER, _OPEN, _S.ASSIGNED, _W.FOCAL, _W.LEADER, reason=True),
    _move(_A.REFUSE_TRANSFER, _OPEN, None, _W.FOCAL, _W.LEADER, reason=True),
    _move(_A.TRIGGER, _OPEN, None, _W.FOCAL, reason=True),
    _move(_A.DROP, _OPEN | {_S.AWAITING_CHECK}, _S.DROPPED, _W.FOCAL, reason=True),
)
_BY_ACT = {move.act: move for move in TABLE}


def after(stage: Stage, act: Act, *, by: Actor, reason: str = "") -> Stage:
    """The stage after `act`. Raises `NotAllowed` where stage, actor or a missing reason forbids it.

    >>> after(Stage.REPORTED, Act.RETURN, by=Actor.FOCAL, reason="thiếu số liệu").value
    'returned'
    """
    move = _BY_ACT[act]
    if stage not in move.since:
        raise NotAllowed("stage", act, stage)
    if by not in move.by:
        raise NotAllowed("actor", act, stage)
    if move.needs_reason and not reason.strip():
        raise NotAllowed("reason", act, stage)
    return move.to or stage


def possible(stage: Stage, by: Actor) -> tuple[Act, ...]:
    """What `by` may do now, in the order of the table."""
    return tuple(move.act for move in TABLE if stage in move.since and by in move.by)


@dataclass(frozen=True, slots=True)
class Course:
    """What is known of a duty's life; `stage` reads the stage from it, so that none is kept twice.

    `last_check` is the focal officer's last word on the last report: “”, approved, returned or completed.
    """

    is_dropped: bool = False
    is_accepted: bool = False
    is_reported: bool = False
    says_done: bool = False
    last_check: str = ""


def stage(course: Course) -> Stage:
    """The stage that a duty's course amounts to."""
    if course.is_dropped:
        return Stage.DROPPED
    if course.last_check in ("returned", "completed", "approved"):
        return Stage(course.last_check)
    if course.is_reported:
        return Stage.AWAITING_CHECK if course.says_done else Stage.REPORTED
    return Stage.ACCEPTED if course.is_accepted else Stage.ASSIGNED
