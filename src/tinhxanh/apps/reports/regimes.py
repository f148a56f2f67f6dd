"""What a report call must state by NĐ 09/2019/NĐ-CP, ten fields: proposed, described, with its history."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from itertools import pairwise
from typing import Any

import pghistory
from django.db import IntegrityError, transaction
from django.utils import timezone

from tinhxanh.apps.accounts.models import User
from tinhxanh.apps.programmes.models import Programme, ReportDuty
from tinhxanh.apps.registers.refusals import Refused
from tinhxanh.apps.reports import notices, wording
from tinhxanh.apps.reports.models import Notice, Round, Submission
from tinhxanh.core.duties.periods import Period

WAY = "Nhập trực tiếp trên hệ thống hoặc nạp mẫu Excel của kỳ; không gửi thêm bản giấy"
WHO = "Các cơ quan chủ trì, phối hợp thực hiện nhiệm vụ của kế hoạch"
CONTENT = "Kết quả thực hiện nhiệm vụ và chỉ tiêu của kế hoạch"
OUTLINE = (
    "I. Tình hình chung, công tác chỉ đạo và tổ chức thực hiện",
    "II. Kết quả thực hiện từng nhiệm vụ, từng chỉ tiêu trong kỳ",
    "III. Khó khăn, vướng mắc và nguyên nhân",
    "IV. Đề xuất, kiến nghị",
)
FORMS = (
    "Biểu 1. Tình hình thực hiện nhiệm vụ: nhiệm vụ, vai trò, hạn, kết quả kỳ này, tỷ lệ, ngày hoàn thành",
    "Biểu 2. Kết quả thực hiện chỉ tiêu: đơn vị, mục tiêu, kỳ trước, kỳ này, cách tính và nguồn số liệu",
)

LABELS = {
    "title": "Tên báo cáo",
    "content": "Nội dung báo cáo",
    "who": "Đối tượng thực hiện báo cáo",
    "recipients": "Cơ quan nhận báo cáo",
    "way": "Phương thức gửi, nhận báo cáo",
    "hand_in_on": "Hạn cơ quan nộp",
    "consolidate_on": "Hạn đầu mối tổng hợp",
    "rhythm": "Tần suất thực hiện báo cáo",
    "data_from": "Số liệu từ ngày",
    "data_to": "Thời điểm chốt số liệu",
    "outline": "Đề cương báo cáo",
    "forms": "Biểu mẫu số liệu",
}
"""The ten fields in the decree's order; deadline and data closing have two days each."""


@dataclass(frozen=True, slots=True)
class Regime:
    """A report call as the decree wants it stated. Days inclusive, in the order of `LABELS`."""

    title: str
    content: str
    who: str
    recipients: tuple[str, ...]
    way: str
    hand_in_on: dt.date
    consolidate_on: dt.date
    rhythm: str
    data_from: dt.date
    data_to: dt.date
    outline: str
    forms: str


@dataclass(frozen=True, slots=True)
class Edit:
    """One change of a call: who, when, why, and what was there before and after by label."""

    at: dt.datetime
    who: str
    why: str
    changes: tuple[tuple[str, str, str], ...]


def propose(programme: Programme, period: Period, source: ReportDuty | None, title: str) -> Regime:
    """The call as plan and decree have it, to begin from."""
    named = [f"Theo mục {source.code} của kế hoạch"] if source else []
    return Regime(
        title=title,
        content=_sentence(source.what) if source else CONTENT,
        who="; ".join(source.who) if source and source.who else WHO,
        recipients=tuple((source.to if source else []) or [programme.focal.name]),
        way=WAY,
        hand_in_on=period.hand_in_on,
        consolidate_on=period.consolidate_on,
        rhythm=str(period.rhythm),
        data_from=period.data_from,
        data_to=period.data_to,
        outline="\n".join([*named, *OUTLINE]),
        forms="\n".join(FORMS),
    )


def _sentence(words: str) -> str:
    """Words out of the middle of a sentence, begun with a capital letter."""
    return words[:1].upper() + words[1:]


def of(round_: Round) -> Regime:
    """The call of a round as it stands."""
    values = {field.name: getattr(round_, field.name) for field in fields(Regime)}
    return Regime(**values | {"recipients": tuple(round_.recipients)})


def values(regime: Regime) -> dict[str, Any]:
    """The call as the fields of a round."""
    return asdict(regime) | {"recipients": list(regime.recipients)}


def check(regime: Regime) -> None:
    """Raise `Refused` ("empty", "days") where a field is missing or the days are out of order."""
    empty = [LABELS[name] for name, value in asdict(regime).items() if not value]
    if empty:
        raise Refused("empty", f"Còn thiếu: {', '.join(empty).lower()}.")
    days = (regime.data_from, regime.data_to, regime.hand_in_on, regime.consolidate_on)
    if list(days) != sorted(days):
        raise Refused(
            "days", "Các ngày phải theo thứ tự: số liệu từ ngày, chốt số liệu, hạn nộp, hạn tổng hợp."
        )


def describe(*, round_: Round, regime: Regime, reason: str, by: User, at: dt.datetime) -> Round:
    """Change the call of an open round. Who has not handed in is told when their last day moves.

    Raises `Refused` ("signed", "empty", "days", "reason", "opened").
    """
    check(regime)
    if not reason.strip():
        raise Refused("reason", "Hãy ghi lý do sửa để các cơ quan biết.")
    try:
        with transaction.atomic(), pghistory.context(user=by.pk, why=reason.strip()[:300]):
            held = Round.objects.select_for_update().get(pk=round_.pk)
            if held.state == Round.State.SIGNED:
                raise Refused("signed", "Báo cáo của kỳ này đã ký nên không sửa được nữa.")
            before = held.hand_in_on
            for name, value in values(regime).items():
                setattr(held, name, value)
            held.save()
            if held.hand_in_on != before:
                _tell(held, before, reason, at)
    except IntegrityError as error:
        raise Refused("opened", "Đã có kỳ khác cùng tần suất và hạn nộp này.") from error
    return held


def _tell(held: Round, before: dt.date, reason: str, at: dt.datetime) -> None:
    """A last day never moves silently."""
    waiting = held.submissions.filter(state__in=(Submission.State.DRAFT, Submission.State.RETURNED))
    for submission in waiting.select_related("organisation__parent"):
        notices.tell(
            people=notices.officers_of(submission.organisation, timezone.localdate(at)),
            kind=Notice.Kind.OPENED,
            words=f"{held.title}: hạn nộp đổi từ {before:%d/%m/%Y} sang {held.hand_in_on:%d/%m/%Y}. {reason}",
            address=f"/ban-nop/{submission.pk}/",
            key=f"moved-{submission.pk}-{held.hand_in_on}-{at:%Y%m%d%H%M%S}",
            at=at,
        )


def shown(regime: Regime) -> list[tuple[str, str]]:
    """The ten fields as label and text, deadline and data closing each in one line."""
    text = {name: _text(name, value) for name, value in asdict(regime).items()}
    text["hand_in_on"] = f"Cơ quan nộp: {text['hand_in_on']}; đầu mối tổng hợp: {text['consolidate_on']}"
    text["data_to"] = f"{text['data_to']} (số liệu từ {text['data_from']})"
    labels = LABELS | {"hand_in_on": "Thời hạn gửi báo cáo"}
    return [
        (label, text[name]) for name, label in labels.items() if name not in ("consolidate_on", "data_from")
    ]


def _text(name: str, value: Any) -> str:
    if isinstance(value, dt.date):
        return wording.day(value)
    if name == "rhythm":
        return str(Round.Rhythm(value).label)
    if isinstance(value, list | tuple):
        return "; ".join(value)
    return str(value)


def history(round_: Round) -> list[Edit]:
    """The changes of a round's call, latest first; two queries."""
    model = Round.pgh_event_model
    rows = list(model.objects.filter(pgh_obj_id=round_.pk).select_related("pgh_context").order_by("pgh_id"))
    edits = [(after, tuple(_changes(before, after))) for before, after in pairwise(rows)]
    context = {after.pgh_id: after.pgh_context.metadata if after.pgh_context else {} for after, _ in edits}
    people = User.objects.in_bulk({one["user"] for one in context.values() if one.get("user")})
    return [
        Edit(
            after.pgh_created_at,
            str(people.get(context[after.pgh_id].get("user"), "")),
            context[after.pgh_id].get("why", ""),
            changes,
        )
        for after, changes in reversed(edits)
        if changes
    ]


def _changes(before: Any, after: Any) -> Iterator[tuple[str, str, str]]:
    for name, label in LABELS.items():
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            yield label, _text(name, old), _text(name, new)
