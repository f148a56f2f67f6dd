"""What a page says of a duty's state and deadline: since when, until when, waiting for whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tinhxanh.apps.programmes.models import Duty, DutyAgency
from tinhxanh.apps.programmes.queries import Line
from tinhxanh.apps.programmes.states import ORDER, Clock
from tinhxanh.core.duties.state import Standing, State
from tinhxanh.web.templatetags.components import STATES
from tinhxanh.web.templatetags.vietnamese import day


@dataclass(frozen=True, slots=True)
class Words:
    """State and deadline of a duty in words, ready for a page."""

    state: str
    note: str
    due: str
    due_note: str

    @property
    def is_late(self) -> bool:
        return self.state == State.LATE


def words(line: Line, clock: Clock) -> Words:
    """What a list says of a duty."""
    due, due_note = deadline(line.duty, line.standing)
    return Words(line.standing.state.value, note(line, clock), due, due_note)


def words_of_part(part: DutyAgency, line: Line, clock: Clock) -> Words:
    """What the list of an agency's own work says: a co-ordinating part is not told to wait for the lead."""
    said = words(line, clock)
    owed_on, is_idle = line.standing.owed_on, line.standing.state is State.IDLE
    if part.role == DutyAgency.Role.LEAD or line.is_accepted or not is_idle or owed_on is None:
        return said
    return replace(said, note=_left(line.standing, owed_on, clock))


def note(line: Line, clock: Clock) -> str:
    """The line under the badge."""
    standing, duty = line.standing, line.duty
    if standing.awaits_check:
        return _awaited(standing, clock)
    if standing.state is State.LATE:
        return _late(line, clock)
    if standing.state in (State.DONE, State.DONE_LATE):
        return _done(duty, standing)
    if standing.owed_on is None:
        return _("chưa có sự kiện mở hạn")
    if not line.is_accepted and line.lead and standing.state is State.IDLE:
        return _("chờ %(who)s nhận việc") % {"who": _names(line.waiting)}
    return _left(standing, standing.owed_on, clock)


def _awaited(standing: Standing, clock: Clock) -> str:
    """Reported complete; how late that was is known already, though nobody has confirmed it."""
    said = {"day": day(standing.said_done_on), "n": standing.days_late(clock.on)}
    if said["n"]:
        late = ngettext(
            "báo hoàn thành %(day)s, trễ %(n)s ngày, chờ đầu mối kiểm tra lại",
            "báo hoàn thành %(day)s, trễ %(n)s ngày, chờ đầu mối kiểm tra lại",
            int(said["n"]),
        )
        return late % said
    return _("báo hoàn thành %(day)s, chờ đầu mối kiểm tra lại") % said


def _late(line: Line, clock: Clock) -> str:
    late = line.standing.days_late(clock.on)
    count = ngettext("%(n)s ngày", "%(n)s ngày", late) % {"n": late}
    if not line.lead:
        return _("%(count)s, chưa rõ cơ quan chủ trì") % {"count": count}
    if line.standing.is_report:
        return _("%(count)s, chờ %(who)s báo cáo kỳ") % {"count": count, "who": _names(line.waiting)}
    return _("%(count)s, chờ %(who)s") % {"count": count, "who": _names(line.waiting)}


def _done(duty: Duty, standing: Standing) -> str:
    done = _("xong %(day)s") % {"day": day(duty.completed_on)}
    if standing.state is State.DONE or not duty.completed_on or not duty.due_on:
        return done
    late = (duty.completed_on - duty.due_on).days
    told = ngettext("%(done)s, trễ %(n)s ngày", "%(done)s, trễ %(n)s ngày", late)
    return told % {"done": done, "n": late}


def _left(standing: Standing, owed_on: dt.date, clock: Clock) -> str:
    """How long until the deadline or reporting day."""
    if not standing.is_report:
        return working_days_left(owed_on, clock)
    if standing.state is not State.SOON:
        return _("báo cáo kỳ tới %(day)s") % {"day": day(owed_on)}
    return _("báo cáo kỳ, %(left)s") % {"left": working_days_left(owed_on, clock)}


def working_days_left(until: dt.date, clock: Clock) -> str:
    """“còn n ngày làm việc”, “hạn hôm nay”."""
    if until == clock.on:
        return _("hạn hôm nay")
    n = clock.calendar.count(clock.on, until)
    return ngettext("còn %(n)s ngày làm việc", "còn %(n)s ngày làm việc", n) % {"n": n}


def _names(names: Sequence[str]) -> str:
    """One name, or how many there are."""
    if not names:
        return _("cơ quan chủ trì")
    if len(names) == 1:
        return names[0]
    return ngettext("%(n)s cơ quan", "%(n)s cơ quan", len(names)) % {"n": len(names)}


def deadline(duty: Duty, standing: Standing) -> tuple[str, str]:
    """The cell of the deadline: the day or the kind, and a note with what it means now."""
    kinds = Duty.DeadlineKind
    if duty.deadline_kind == kinds.YEAR and duty.due_on:
        return _("Trong năm %(year)s") % {"year": duty.due_on.year}, day(duty.due_on)
    if duty.due_on:
        return day(duty.due_on), ""
    labels = {
        kinds.ONGOING: _("Thường xuyên"),
        kinds.RECURRING: duty.deadline_text or _("Định kỳ"),
        kinds.CONDITIONAL: _("Có điều kiện"),
    }
    label = labels.get(kinds(duty.deadline_kind), _("Không nêu hạn"))
    if duty.completed_on:
        return label, ""
    if standing.owed_on is None:
        return label, duty.deadline_text
    return label, _("kỳ báo cáo %(day)s") % {"day": day(standing.owed_on)}


def in_words(counts: Mapping[str, int]) -> str:
    """Counts by state as one line: “2 sắp đến hạn, 5 trong hạn”."""
    shown = [(STATES[state.value].word, counts.get(state.value, 0)) for state in ORDER]
    return ", ".join(f"{count} {str(word).lower()}" for word, count in shown if count)
