"""The ten fields of a report call: proposed from plan and decree, changed with a reason, kept in history."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from reporting_year import Year, at
from tinhxanh.apps.registers.refusals import Refused
from tinhxanh.apps.reports import outlines, regimes, rounds
from tinhxanh.apps.reports.models import Notice, Report, Round
from tinhxanh.exchange.office.letter import Table


def test_call_states_all_ten_fields(year: Year) -> None:
    shown = dict(regimes.shown(regimes.of(year.open())))
    assert len(shown) == 10
    assert all(shown.values())
    assert shown["Thời hạn gửi báo cáo"] == "Cơ quan nộp: 10/12/2026; đầu mối tổng hợp: 20/12/2026"
    assert shown["Tần suất thực hiện báo cáo"] == "Năm"
    assert shown["Đề cương báo cáo"].startswith("Theo mục IV.2 của kế hoạch")


def test_period_is_opened_with_the_call_as_it_was_written(year: Year) -> None:
    proposal = rounds.proposals(year.programme, 2026)[1]
    written = regimes.propose(year.programme, proposal.period, proposal.report_duty, proposal.title)
    written = replace(written, title="Báo cáo năm, bản rút gọn", data_to=dt.date(2026, 11, 20))
    made = rounds.open_round(
        programme=year.programme, period=proposal.period, regime=written, by=year.focal, at=at(11, 16)
    )
    assert (made.title, made.data_to, made.year) == (written.title, written.data_to, 2026)
    assert regimes.of(made) == written


def test_edit_is_kept_with_who_why_before_and_after(year: Year) -> None:
    opened = year.open()
    changed = replace(regimes.of(opened), hand_in_on=dt.date(2026, 12, 12), forms="Biểu 1")
    regimes.describe(round_=opened, regime=changed, reason="Lùi do bão", by=year.focal, at=at(12, 1))
    (edit,) = regimes.history(opened)
    assert (edit.who, edit.why) == (str(year.focal), "Lùi do bão")
    assert ("Hạn cơ quan nộp", "10/12/2026", "12/12/2026") in edit.changes
    assert [label for label, _before, _after in edit.changes] == ["Hạn cơ quan nộp", "Biểu mẫu số liệu"]
    told = Notice.objects.filter(words__contains="đổi từ 10/12/2026 sang 12/12/2026")
    assert {notice.user for notice in told} == set(year.officers.values())


@pytest.mark.parametrize(
    ("changes", "reason", "code"),
    [
        ({"hand_in_on": dt.date(2026, 12, 25)}, "Lùi", "days"),
        ({"outline": ""}, "Gọn", "empty"),
        ({"way": "Thư điện tử"}, "  ", "reason"),
    ],
)
def test_call_that_cannot_stand_is_refused(
    year: Year, changes: dict[str, object], reason: str, code: str
) -> None:
    opened = year.open()
    with pytest.raises(Refused) as refusal:
        regimes.describe(
            round_=opened,
            regime=replace(regimes.of(opened), **changes),
            reason=reason,
            by=year.focal,
            at=at(12, 1),
        )
    assert refusal.value.code == code
    assert regimes.history(opened) == []


def test_call_of_a_signed_period_stays(year: Year) -> None:
    opened = year.open()
    Report.objects.create(round=opened, title="x")
    Round.objects.filter(pk=opened.pk).update(state=Round.State.SIGNED)
    with pytest.raises(Refused) as refusal:
        regimes.describe(round_=opened, regime=regimes.of(opened), reason="Sửa", by=year.focal, at=at(12, 20))
    assert refusal.value.code == "signed"


def test_printed_outline_states_the_call(year: Year) -> None:
    opened = year.open()
    letter = outlines.letter(opened, "Lạng Sơn")
    (table,) = [part for part in letter.body if isinstance(part, Table)]
    assert len(table.rows) == 8
    told = " ".join(str(part) for part in letter.body)
    assert all(text.splitlines()[0] in told for _label, text in regimes.shown(regimes.of(opened)))
