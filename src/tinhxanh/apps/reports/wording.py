"""Numbers, days and states as an administrative document writes them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from tinhxanh.apps.programmes.models import Duty
from tinhxanh.core.duties.state import Standing, State

Say = Callable[[str], str]
"""A fixed word in the language of whoever reads; `str` leaves it Vietnamese."""

STATES = {
    State.LATE: "Quá hạn",
    State.SOON: "Sắp đến hạn",
    State.OPEN: "Trong hạn",
    State.IDLE: "Chưa bắt đầu",
    State.DONE: "Hoàn thành đúng hạn",
    State.DONE_LATE: "Hoàn thành trễ hạn",
}

KINDS = {
    Duty.DeadlineKind.ONGOING: "Thường xuyên",
    Duty.DeadlineKind.RECURRING: "Định kỳ",
    Duty.DeadlineKind.CONDITIONAL: "Có điều kiện",
    Duty.DeadlineKind.NONE: "Không nêu hạn",
}


def number(value: float | None) -> str:
    """1234.5 -> 1.234,5; at most four decimals, a dash for none."""
    if value is None:
        return "–"
    written = f"{value:,.4f}".rstrip("0").rstrip(".")
    return written.translate(str.maketrans({",": ".", ".": ","}))


def quantity(value: float | None, unit: str) -> str:
    """A number with its unit as documents print it: 92%, 22 số."""
    return f"{number(value)}%" if unit == "%" else f"{number(value)} {unit}".strip()


def title(text: str) -> str:
    """A plan's title inside a sentence, its kind not shouted: KẾ HOẠCH Cải thiện -> Kế hoạch Cải thiện."""
    words = text.split()
    loud = next((n for n, word in enumerate(words) if not word.isupper()), len(words))
    if loud in (0, len(words)):
        return text
    return " ".join([" ".join(words[:loud]).capitalize(), *words[loud:]])


def day(value: dt.date | None) -> str:
    """dd/mm/yyyy, a dash for none."""
    return f"{value:%d/%m/%Y}" if value else "–"


def deadline(duty: Duty, say: Say = str) -> str:
    """The deadline of a duty in a table: its day, else its kind. `say` puts words into another language."""
    if duty.due_on and duty.deadline_kind == Duty.DeadlineKind.YEAR:
        return say("Năm %(year)s") % {"year": duty.due_on.year}
    return day(duty.due_on) if duty.due_on else say(KINDS[Duty.DeadlineKind(duty.deadline_kind)])


def state(standing: Standing, on: dt.date, say: Say = str) -> str:
    """The state in words; an overdue duty says by how many days. `say` as for `deadline`."""
    late = standing.days_late(on)
    told = say(STATES[standing.state])
    if late:
        told = say("%(state)s %(n)s ngày") % {"state": told, "n": late}
    if not standing.awaits_check:
        return told
    awaited = say("báo hoàn thành %(day)s, chờ kiểm tra lại") % {"day": day(standing.said_done_on)}
    return f"{told}; {awaited}"
