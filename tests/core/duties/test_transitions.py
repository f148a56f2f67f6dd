"""The life of a duty: what the table allows, and that nothing closes unchecked."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tinhxanh.core.duties.transitions import (
    TABLE,
    Act,
    Actor,
    Course,
    NotAllowed,
    Stage,
    after,
    possible,
    stage,
)


def test_a_duty_goes_its_ordinary_way() -> None:
    way = [
        (Act.ACCEPT, Actor.LEAD, Stage.ACCEPTED),
        (Act.REPORT, Actor.LEAD, Stage.REPORTED),
        (Act.RETURN, Actor.FOCAL, Stage.RETURNED),
        (Act.REPORT_DONE, Actor.LEAD, Stage.AWAITING_CHECK),
        (Act.COMPLETE, Actor.FOCAL, Stage.COMPLETED),
    ]
    here = Stage.ASSIGNED
    for act, actor, expected in way:
        here = after(here, act, by=actor, reason="có lý do")
        assert here is expected


def test_every_act_stands_in_the_table_once() -> None:
    assert sorted(move.act for move in TABLE) == sorted(Act)


def test_a_duty_is_completed_only_after_the_focal_officers_check() -> None:
    into = {(move.act, move.since, move.by) for move in TABLE if move.to is Stage.COMPLETED}
    assert into == {(Act.COMPLETE, frozenset({Stage.AWAITING_CHECK}), frozenset({Actor.FOCAL}))}


def test_who_said_done_may_take_it_back_until_somebody_has_looked() -> None:
    assert after(Stage.AWAITING_CHECK, Act.REPORT, by=Actor.LEAD) is Stage.REPORTED
    assert after(Stage.AWAITING_CHECK, Act.REPORT_DONE, by=Actor.LEAD) is Stage.AWAITING_CHECK


@pytest.mark.parametrize(
    ("here", "act", "actor", "reason", "code"),
    [
        (Stage.COMPLETED, Act.REPORT, Actor.LEAD, "", "stage"),
        (Stage.ASSIGNED, Act.COMPLETE, Actor.FOCAL, "", "stage"),
        (Stage.ASSIGNED, Act.ACCEPT, Actor.COORDINATOR, "", "actor"),
        (Stage.ACCEPTED, Act.GRANT_EXTENSION, Actor.LEAD, "xin", "actor"),
        (Stage.REPORTED, Act.RETURN, Actor.FOCAL, "  ", "reason"),
        (Stage.ACCEPTED, Act.TRANSFER, Actor.FOCAL, "", "reason"),
    ],
)
def test_what_the_table_lacks_is_refused(here: Stage, act: Act, actor: Actor, reason: str, code: str) -> None:
    with pytest.raises(NotAllowed) as refusal:
        after(here, act, by=actor, reason=reason)
    assert refusal.value.code == code


@given(st.sampled_from(Stage), st.sampled_from(Actor))
@settings(derandomize=True)
def test_possible_acts_are_those_that_succeed(here: Stage, actor: Actor) -> None:
    def succeeds(act: Act) -> bool:
        try:
            after(here, act, by=actor, reason="có lý do")
        except NotAllowed:
            return False
        return True

    assert set(possible(here, actor)) == {act for act in Act if succeeds(act)}


def test_nothing_follows_a_dropped_duty() -> None:
    assert all(possible(Stage.DROPPED, actor) == () for actor in Actor)


@pytest.mark.parametrize(
    ("course", "expected"),
    [
        (Course(), Stage.ASSIGNED),
        (Course(is_accepted=True), Stage.ACCEPTED),
        (Course(is_accepted=True, is_reported=True), Stage.REPORTED),
        (Course(is_reported=True, says_done=True), Stage.AWAITING_CHECK),
        (Course(is_reported=True, says_done=True, last_check="completed"), Stage.COMPLETED),
        (Course(is_reported=True, says_done=True, last_check="returned"), Stage.RETURNED),
        (Course(is_dropped=True, last_check="completed"), Stage.DROPPED),
    ],
)
def test_stage_follows_from_what_happened(course: Course, expected: Stage) -> None:
    assert stage(course) is expected
