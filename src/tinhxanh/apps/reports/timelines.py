"""The whole timeline of a duty: what its programme tells of it, and the focal officer's checks."""

from __future__ import annotations

from tinhxanh.apps.programmes import history
from tinhxanh.apps.programmes.history import Event
from tinhxanh.apps.programmes.models import Duty
from tinhxanh.apps.reports.models import DutyCheck
from tinhxanh.core.duties.state import Standing

_WORDS = {
    DutyCheck.Verdict.APPROVED: "Đầu mối duyệt báo cáo",
    DutyCheck.Verdict.RETURNED: "Đầu mối trả lại",
    DutyCheck.Verdict.COMPLETED: "Đầu mối xác nhận hoàn thành",
}


def timeline(duty: Duty, standing: Standing) -> list[Event]:
    """All that happened to a duty, latest first; seven queries however long it is."""
    told = [*history.history(duty, standing), *_checks(duty)]
    return sorted(told, key=lambda event: event.at, reverse=True)


def _checks(duty: Duty) -> list[Event]:
    rows = DutyCheck.objects.filter(duty=duty).select_related("by")
    return [
        Event(check.at, _WORDS[DutyCheck.Verdict(check.verdict)], who=str(check.by), why=check.reason)
        for check in rows
    ]
