"""Who sees and keeps the reporting year: focal officer, officer, leader, auditor, each in the own branch."""

from __future__ import annotations

import datetime as dt

import rules
from django.db.models import QuerySet
from django.utils import timezone

from tinhxanh.apps.accounts import rights as accounts
from tinhxanh.apps.accounts.models import Membership, Organisation, User
from tinhxanh.apps.programmes import rights as programmes
from tinhxanh.apps.programmes.models import Duty, DutyAgency, Programme
from tinhxanh.apps.reports.models import Question, Request, Round, Submission, SubPlan, Urging

Role = Membership.Role


def _under(paths: tuple[str, ...], organisation: Organisation | None) -> bool:
    if organisation is None:
        return bool(paths)
    return organisation.path.startswith(paths)


def _leads(user: User, programme: Programme | None, on: dt.date) -> bool:
    paths = accounts.scope_paths(user, on, Role.LEADER)
    return _under(paths, programme.organisation if programme else None)


def visible_submissions(user: User, on: dt.date) -> QuerySet[Submission]:
    """All submissions of programmes seen as a whole, and those of the agencies whose work is seen."""
    held = programmes.reach(user, on)
    return Submission.objects.filter(
        programmes.within("round__programme__focal__path", held.whole)
        | programmes.within("organisation__path", held.read)
    )


def visible_urgings(user: User, on: dt.date) -> QuerySet[Urging]:
    """What was written to agencies whose work is seen, or in programmes seen as a whole."""
    held = programmes.reach(user, on)
    return Urging.objects.filter(
        programmes.within("programme__focal__path", held.whole)
        | programmes.within("organisation__path", held.read)
    )


@rules.predicate
def sees_rounds(user: User, programme: Programme | None = None) -> bool:
    """Sees report periods at all, or those of this programme."""
    return programmes.sees_programmes(user, programme)


@rules.predicate
def sees_round(user: User, round_: Round | None = None) -> bool:
    """Sees the programme of the round as a whole: the matrix shows all agencies."""
    held = programmes.reach(user, timezone.localdate())
    return bool(held.whole) if round_ is None else held.sees_all_of(round_.programme)


@rules.predicate
def keeps_round(user: User, round_: Round | None = None) -> bool:
    """Is focal officer of the round's programme."""
    return programmes.keeps_programme(user, round_.programme if round_ else None)


@rules.predicate
def sees_submission(user: User, submission: Submission | None = None) -> bool:
    """Works for the agency, or sees the whole programme."""
    if submission is None:
        return sees_rounds(user)
    return visible_submissions(user, timezone.localdate()).filter(pk=submission.pk).exists()


@rules.predicate
def writes_submission(user: User, submission: Submission | None = None) -> bool:
    """Is officer of the agency that hands in."""
    own = programmes.reach(user, timezone.localdate()).own
    return _under(own, submission.organisation if submission else None)


@rules.predicate
def judges_submission(user: User, submission: Submission | None = None) -> bool:
    """Is focal officer of the programme."""
    return keeps_round(user, submission.round if submission else None)


@rules.predicate
def checks_duty(user: User, duty: Duty | None = None) -> bool:
    """Is focal officer of the duty's programme."""
    return programmes.keeps_programme(user, duty.programme if duty else None)


@rules.predicate
def keeps_sub_plan(user: User, sub_plan: SubPlan | None = None) -> bool:
    """Is focal officer of the programme above."""
    return programmes.keeps_programme(user, sub_plan.programme if sub_plan else None)


@rules.predicate
def asks(user: User, part: DutyAgency | None = None) -> bool:
    """Is officer of the agency that leads the duty."""
    return programmes.has_own_duties(user, part)


@rules.predicate
def decides(user: User, request: Request | None = None) -> bool:
    """Leads the committee that the programme belongs to."""
    return _leads(user, request.duty.programme if request else None, timezone.localdate())


@rules.predicate
def questions(user: User, duty: Duty | None = None) -> bool:
    """Leads the committee that the duty's programme belongs to."""
    return _leads(user, duty.programme if duty else None, timezone.localdate())


@rules.predicate
def answers_question(user: User, question: Question | None = None) -> bool:
    """Is officer of an agency that leads the duty, or focal officer of its programme."""
    if question is None:
        return programmes.keeps_programme(user) or programmes.has_own_duties(user)
    mine = programmes.own_parts(user, timezone.localdate())
    leads = mine.filter(duty=question.duty_id, role=DutyAgency.Role.LEAD)
    return programmes.keeps_programme(user, question.duty.programme) or leads.exists()


@rules.predicate
def sees_brief(user: User, programme: Programme | None = None) -> bool:
    """Leads, keeps or audits the programme."""
    return (
        programmes.keeps_programme(user, programme)
        or _leads(user, programme, timezone.localdate())
        or accounts.is_auditor_of(user, programme.focal if programme else None)
    )


@rules.predicate
def audits(user: User, _nothing: object = None) -> bool:
    """Is auditor anywhere; what is shown keeps to the scope."""
    return accounts.is_auditor_of(user)


@rules.predicate
def sees_urging(user: User, urging: Urging | None = None) -> bool:
    """Was urged, or sees the whole programme."""
    if urging is None:
        return sees_rounds(user)
    return visible_urgings(user, timezone.localdate()).filter(pk=urging.pk).exists()


@rules.predicate
def answers_urging(user: User, urging: Urging | None = None) -> bool:
    """Is officer of the agency that was urged."""
    own = programmes.reach(user, timezone.localdate()).own
    return _under(own, urging.organisation if urging else None)


@rules.predicate
def changes_template(user: User, _nothing: object = None) -> bool:
    """Is administrator anywhere."""
    return accounts.is_administrator(user)


def register() -> None:
    """Make the permissions of this app known; called once, when Django is ready."""
    rules.add_perm("reports.see_rounds", sees_rounds)
    rules.add_perm("reports.see_round", sees_round)
    rules.add_perm("reports.keep_round", keeps_round)
    rules.add_perm("reports.keep_programme", programmes.keeps_programme)
    rules.add_perm("reports.see_submission", sees_submission)
    rules.add_perm("reports.write_submission", writes_submission)
    rules.add_perm("reports.judge_submission", judges_submission)
    rules.add_perm("reports.check_duty", checks_duty)
    rules.add_perm("reports.keep_sub_plan", keeps_sub_plan)
    rules.add_perm("reports.ask", asks)
    rules.add_perm("reports.decide", decides)
    rules.add_perm("reports.question", questions)
    rules.add_perm("reports.answer_question", answers_question)
    rules.add_perm("reports.see_brief", sees_brief)
    rules.add_perm("reports.see_history", audits)
    rules.add_perm("reports.see_urging", sees_urging)
    rules.add_perm("reports.answer_urging", answers_urging)
    rules.add_perm("reports.change_template", changes_template)
    rules.add_perm("reports.read_notices", rules.is_authenticated)
