"""What happened to a duty, as one readable list: who, when, what, why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from django.db.models import Count
from django.utils import timezone

from tinhxanh.apps.accounts.models import User
from tinhxanh.apps.programmes.models import Duty, DutyAgency, ProgressReport
from tinhxanh.apps.registers.facts import LOOKED
from tinhxanh.apps.registers.models import ReadFact
from tinhxanh.core.duties.state import Standing, State

#: Fields of a duty whose change a person wants to read of; the rest follows from reports.
_FIELDS = {
    "text": "lời nhiệm vụ",
    "code": "điểm",
    "theme": "chủ đề",
    "component": "thành phần",
    "deadline_text": "cách nêu hạn",
    "due_on": "hạn",
    "indicator_id": "chỉ tiêu",
}


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the history. `who` is empty for what only time has done."""

    at: dt.datetime
    what: str
    who: str = ""
    why: str = ""
    is_late: bool = False


def history(duty: Duty, standing: Standing) -> list[Event]:
    """All that happened to a duty, latest first; six queries however long it is."""
    rows = [*_of_duty(duty), *_of_agencies(duty), *_of_reports(duty), *_of_reading(duty)]
    names = _names(row for _event, row in rows)
    told = [replace(event, who=event.who or names.get(row or 0, "")) for event, row in rows]
    told += _of_time(standing, _taken_back(duty, standing))
    return sorted(told, key=lambda event: event.at, reverse=True)


def _names(ids: Iterable[int | None]) -> dict[int, str]:
    """People by their ids."""
    wanted = {one for one in ids if one}
    return {user.pk: str(user) for user in User.objects.filter(pk__in=wanted)}


def _of_duty(duty: Duty) -> Iterator[tuple[Event, int | None]]:
    """Given, changed, dropped."""
    events = list(
        Duty.pgh_event_model.objects.filter(pgh_obj_id=duty.pk)
        .select_related("pgh_context", "document")
        .order_by("pgh_id")
    )
    for event in events[:1]:
        yield _given(event)
    for before, after in pairwise(events):
        what = _change(before, after)
        if what:
            yield _told(after, what)


def _given(first: Any) -> tuple[Event, int | None]:
    """Given on the day of the plan, where that is known; when it was entered here is said beside it."""
    event, user = _told(first, "Giao nhiệm vụ")
    entered = timezone.localtime(event.at).date()
    day = first.document.date if first.document else None
    if day is None or day >= entered:
        return event, user
    at = timezone.make_aware(dt.datetime.combine(day, dt.time.min))
    why = f"{event.why}; vào sổ {_shown(entered)}".removeprefix("; ")
    return replace(event, at=at, why=why), user


def _change(before: Any, after: Any) -> str:
    """What differs between two states of a duty, in words."""
    if before.is_dropped != after.is_dropped:
        return "Bỏ khỏi kế hoạch" if after.is_dropped else "Đưa lại vào kế hoạch"
    changed = [
        f"{label}: {_shown(getattr(before, name))} → {_shown(getattr(after, name))}"
        if name != "text"
        else f"sửa {label}"
        for name, label in _FIELDS.items()
        if getattr(before, name) != getattr(after, name)
    ]
    return f"Sửa {'; '.join(changed).removeprefix('sửa ')}" if changed else ""


def _shown(value: object) -> str:
    if isinstance(value, dt.date):
        return f"{value:%d/%m/%Y}"
    return str(value) if value not in (None, "") else "không nêu"


def _of_agencies(duty: Duty) -> Iterator[tuple[Event, int | None]]:
    """Matched, accepted, taken off."""
    model = DutyAgency.pgh_event_model
    events = model.objects.filter(duty_id=duty.pk).select_related("pgh_context", "organisation")
    last: dict[int, Any] = {}
    for event in events.order_by("pgh_id"):
        before = last.get(event.pgh_obj_id)
        last[event.pgh_obj_id] = event
        if event.pgh_label == "delete":
            yield from _part_gone(event)
        elif before is not None:
            yield from _part_changes(before, event)


def _part_gone(event: Any) -> Iterator[tuple[Event, int | None]]:
    """An agency that has no part any more; the members of a collective go with it and are not told each."""
    if event.collective_id is None:
        yield _told(event, f"Bỏ {event.get_role_display().lower()}: {event.name}")


def _part_changes(before: Any, after: Any) -> Iterator[tuple[Event, int | None]]:
    if before.organisation_id != after.organisation_id:
        yield _told(after, f"Đối chiếu “{after.name}” với {after.organisation or 'chưa rõ'}")
    if after.accepted_at and not before.accepted_at and not after.answered_at:
        event, _user = _told(after, f"{after.organisation or after.name} nhận việc")
        yield replace(event, at=after.accepted_at, why=""), after.accepted_by_id


def _of_reports(duty: Duty) -> Iterator[tuple[Event, int | None]]:
    """What agencies reported."""
    reports = (
        ProgressReport.objects.filter(duty=duty)
        .select_related("organisation")
        .annotate(n_files=Count("evidence"))
        .order_by("reported_at")
    )
    for report in reports:
        files = f", {report.n_files} minh chứng" if report.n_files else ""
        what = f"{report.organisation} báo cáo {report.percent}\u00a0%{files}"
        if report.takes_back:
            what += f", rút lời báo hoàn thành ngày {_shown(report.takes_back)}; thôi chờ kiểm tra lại"
        why = "; ".join(filter(None, (report.reason, report.obstacle)))
        yield Event(at=report.reported_at, what=what, why=why), report.reported_by_id


def _of_reading(duty: Duty) -> Iterator[tuple[Event, int | None]]:
    """Somebody looked at what was doubtful in how the duty was read."""
    if duty.fact_id is None:
        return
    events = ReadFact.pgh_event_model.objects.filter(pgh_obj_id=duty.fact_id, state=ReadFact.State.ACCEPTED)
    for event in events.filter(pgh_context__metadata__why=LOOKED).select_related("pgh_context"):
        said, user = _told(event, "So bản đọc với văn bản")
        doubts = "; ".join(doubt["message"] for doubt in event.doubts)
        yield replace(said, why=doubts), user


def _taken_back(duty: Duty, standing: Standing) -> dt.datetime | None:
    """When a duty that was held complete in time past its day was taken back; it was not overdue before."""
    owed_on = standing.owed_on
    if standing.state is not State.LATE or owed_on is None:
        return None
    taken = ProgressReport.objects.filter(duty=duty, takes_back__lte=owed_on).order_by("reported_at")
    past = (report.reported_at for report in taken if timezone.localdate(report.reported_at) > owed_on)
    return next(past, None)


def _of_time(standing: Standing, taken_back: dt.datetime | None) -> list[Event]:
    """When an overdue duty became so: behind its day, or when what had held it done was taken back."""
    if standing.state is not State.LATE or standing.owed_on is None:
        return []
    day = standing.owed_on + dt.timedelta(days=1)
    at = taken_back or timezone.make_aware(dt.datetime.combine(day, dt.time.min))
    return [Event(at=at, what="Chuyển sang quá hạn", is_late=True)]


def _told(event: Any, what: str) -> tuple[Event, int | None]:
    """An event of the database with the person and reason of its context."""
    context = event.pgh_context.metadata if event.pgh_context else {}
    return Event(at=event.pgh_created_at, what=what, why=context.get("why", "")), context.get("user")
