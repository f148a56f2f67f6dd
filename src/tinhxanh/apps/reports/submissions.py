"""Handing in: drafts that save themselves, return with remarks, approval that freezes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pghistory
from django.db import transaction
from django.utils import timezone

from tinhxanh.apps.accounts.models import User
from tinhxanh.apps.programmes import duties
from tinhxanh.apps.registers.refusals import Refused
from tinhxanh.apps.reports import courses, notices, offers
from tinhxanh.apps.reports.models import DutyAnswer, FigureAnswer, Notice, Round, Submission, Verdict

State = Submission.State
OPEN = (State.DRAFT, State.RETURNED)


@dataclass(frozen=True, slots=True)
class Draft:
    """What a person wrote: lines by the id of the answer. A line left out stays as it is."""

    duties: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)
    figures: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)


def save_draft(*, submission: Submission, draft: Draft, by: User, at: dt.datetime) -> Submission:
    """Keep what is written so far. Raises `Refused` ("frozen") once it was handed in."""
    with transaction.atomic(), pghistory.context(user=by.pk, why="Lưu nháp"):
        held = hold(submission)
        _must_be_open(held)
        _write(held, draft)
        held.drafted_at = at
        held.version += 1
        held.save()
    return held


def hold(submission: Submission) -> Submission:
    """The submission locked, so that two people do not decide at once."""
    return (
        Submission.objects.select_for_update(of=("self",))
        .select_related("round__programme__focal", "organisation")
        .get(pk=submission.pk)
    )


def _must_be_open(held: Submission) -> None:
    if held.round.state == Round.State.SIGNED:
        raise Refused("signed", "Báo cáo của kỳ này đã ký nên không sửa được nữa.")
    if held.state not in OPEN:
        word = "đã duyệt" if held.state == State.APPROVED else "đã nộp, đang chờ duyệt"
        raise Refused("frozen", f"Bản nộp này {word} nên không sửa được nữa.")


def _write(held: Submission, draft: Draft) -> None:
    for name in ("difficulties", "proposals"):
        if name in draft.texts:
            setattr(held, name, draft.texts[name])
    _write_lines(held.duty_answers.all(), draft.duties, ("words", "percent", "done_on", "reason"))
    _write_lines(held.figure_answers.all(), draft.figures, ("value", "note"))


def _write_lines(rows: Any, lines: Mapping[int, Mapping[str, Any]], names: tuple[str, ...]) -> None:
    """Write what changed; a line found good that says something else now waits for a new look."""
    changed = []
    for row in rows:
        new = {name: lines.get(row.pk, {}).get(name, getattr(row, name)) for name in names}
        if any(getattr(row, name) != value for name, value in new.items()):
            for name, value in new.items():
                setattr(row, name, value)
            row.verdict = Verdict.NONE if row.verdict == Verdict.GOOD else row.verdict
            changed.append(row)
    if changed:
        rows.model.objects.bulk_update(changed, (*names, "verdict"))


def problems(submission: Submission) -> list[str]:
    """What is missing before it can be handed in, a sentence each; two queries.

    What is left open of a duty that is complete is no fault: handing in tells it as complete.
    """
    missing = []
    for answer in submission.duty_answers.select_related("duty"):
        if offers.is_closed(answer):
            if answer.percent not in (None, 100):
                missing.append(
                    f"Nhiệm vụ {answer.duty.code} đã được xác nhận hoàn thành nên tỷ lệ giữ 100 %; "
                    "nếu thực tế chưa xong, hãy đề nghị đầu mối mở lại."
                )
        elif not answer.words.strip():
            missing.append(f"Nhiệm vụ {answer.duty.code}: chưa ghi kết quả.")
        elif answer.part == "lead" and answer.percent is None:
            missing.append(f"Nhiệm vụ {answer.duty.code}: chưa ghi tỷ lệ hoàn thành.")
        elif answer.percent == 100 and answer.takes_done_day and not answer.done_on:
            missing.append(f"Nhiệm vụ {answer.duty.code}: hoàn thành 100 % thì cần ngày hoàn thành.")
        elif takes_back(answer, answer.percent) and not answer.reason.strip():
            missing.append(duties.taking_back(answer.duty))
    for figure in submission.figure_answers.select_related("target"):
        if figure.value is None and not figure.note.strip():
            missing.append(f"Chỉ tiêu {figure.target.code}: chưa có giá trị; nếu chưa có số, hãy ghi vì sao.")
    return missing


def takes_back(answer: DutyAnswer, percent: int | None) -> bool:
    """Whether a line with that percent takes back that its duty is complete, for which it owes a reason.

    A line found good before is not reported again: it takes nothing back.
    """
    return answer.verdict != Verdict.GOOD and duties.takes_back(answer.duty, answer.part, percent)


def hand_in(*, submission: Submission, by: User, at: dt.datetime) -> Submission:
    """Hand in: the answers become reports on their duties. Raises `Refused` ("frozen", "incomplete")."""
    with transaction.atomic(), pghistory.context(user=by.pk, why=f"Nộp {submission.round.title}"):
        held = hold(submission)
        _must_be_open(held)
        offers.fill_closed(held)
        missing = problems(held)
        if missing:
            raise Refused("incomplete", " ".join(missing))
        _fresh(held)
        held.state, held.handed_in_by, held.handed_in_at = State.HANDED_IN, by, at
        held.first_handed_in_at = held.first_handed_in_at or at
        held.remarks, held.version = "", held.version + 1
        held.save()
        courses.report_all(held, by=by, at=at)
        _tell_focal(held, at)
    return held


def _fresh(held: Submission) -> None:
    """Lines that were returned wait for a new look; those found good stay good."""
    for rows in (held.duty_answers, held.figure_answers):
        rows.filter(verdict=Verdict.BACK).update(verdict=Verdict.NONE, remark="")


def _tell_focal(held: Submission, at: dt.datetime) -> None:
    notices.tell(
        people=notices.focal_of(held.round.programme.focal, timezone.localdate(at)),
        kind=Notice.Kind.HANDED_IN,
        words=f"{held.organisation} đã nộp {held.round.title}.",
        address=f"/ban-nop/{held.pk}/",
        key=f"handed-in-{held.pk}-{held.version}",
        at=at,
    )


def send_back(
    *,
    submission: Submission,
    remarks: str,
    by: User,
    at: dt.datetime,
    lines: Mapping[str, Mapping[int, str]] | None = None,
) -> Submission:
    """Return with remarks; `lines` maps “duties” and “figures” to remarks by the id of the answer.

    Lines without a remark count as good. Raises `Refused` ("not-handed-in", "no-reason").
    """
    marked = {kind: dict(found) for kind, found in (lines or {}).items()}
    if not remarks.strip() and not any(marked.values()):
        raise Refused("no-reason", "Trả lại thì cần ghi lý do để cơ quan biết phải sửa gì.")
    with transaction.atomic(), pghistory.context(user=by.pk, why=f"Trả lại: {remarks}"[:300]):
        held = _handed_in(submission)
        _mark(held.duty_answers.all(), marked.get("duties", {}))
        _mark(held.figure_answers.all(), marked.get("figures", {}))
        _decide(held, State.RETURNED, by, at, remarks)
        courses.return_all(held, by=by, at=at)
    return held


def _mark(rows: Any, remarks: Mapping[int, str]) -> None:
    found: list[DutyAnswer | FigureAnswer] = list(rows)
    for row in found:
        row.remark = remarks.get(row.pk, "").strip()
        row.verdict = Verdict.BACK if row.remark else Verdict.GOOD
    if found:
        type(found[0]).objects.bulk_update(found, ["verdict", "remark"])


def approve(*, submission: Submission, by: User, at: dt.datetime) -> Submission:
    """Approve: frozen from now on, with who and when. Raises `Refused` ("not-handed-in")."""
    with transaction.atomic(), pghistory.context(user=by.pk, why=f"Duyệt {submission.round.title}"):
        held = _handed_in(submission)
        _mark(held.duty_answers.all(), {})
        _mark(held.figure_answers.all(), {})
        _decide(held, State.APPROVED, by, at, "")
        courses.approve_all(held, by=by, at=at)
    return held


def _handed_in(submission: Submission) -> Submission:
    held = hold(submission)
    if held.state != State.HANDED_IN:
        raise Refused("not-handed-in", "Bản nộp này không còn chờ duyệt; có thể người khác vừa xử lý.")
    return held


def _decide(held: Submission, state: str, by: User, at: dt.datetime, remarks: str) -> None:
    held.state, held.decided_by, held.decided_at, held.remarks = state, by, at, remarks.strip()
    held.version += 1
    held.save()
    returned = state == State.RETURNED
    notices.tell(
        people=notices.officers_of(held.organisation, timezone.localdate(at)),
        kind=Notice.Kind.RETURNED if returned else Notice.Kind.APPROVED,
        words=f"{held.round.title} {'bị trả lại' if returned else 'đã được duyệt'}. {held.remarks}".strip(),
        address=f"/ban-nop/{held.pk}/",
        key=f"{state}-{held.pk}-{held.version}",
        at=at,
    )
