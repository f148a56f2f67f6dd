"""A submission as an Excel form: what is locked, what is written, and taking it back all or nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from tinhxanh.apps.accounts.models import User
from tinhxanh.apps.programmes import duties
from tinhxanh.apps.reports import offers, submissions, wording
from tinhxanh.apps.reports.models import DutyAnswer, Submission
from tinhxanh.exchange import workbooks
from tinhxanh.exchange.sheets import Column, Filled, Kind, Need, Problem, Row, Sheet

_PARTS = {"lead": "Chủ trì", "coordinate": "Phối hợp"}

_DUTIES = (
    Column("code", "Mục", width=10),
    Column("text", "Nhiệm vụ", width=46),
    Column("part", "Vai trò", width=11),
    Column("due", "Hạn", width=13),
    Column("last_words", "Kỳ trước đã báo cáo", width=36),
    Column("words", "Kết quả kỳ này", Kind.TEXT, 56, "Ghi việc đã làm, con số, nơi làm.", True),
    Column("percent", "Tỷ lệ, %", Kind.PERCENT, 10, "Số nguyên từ 0 đến 100."),
    Column("done_on", "Ngày hoàn thành", Kind.DATE, 14, "Chỉ ghi khi tỷ lệ là 100."),
    Column("reason", "Lý do rút lại", Kind.TEXT, 30, "Cần ghi khi việc đã báo hoàn thành nay dưới 100 %."),
)
_FIGURES = (
    Column("code", "Mục", width=10),
    Column("subject", "Chỉ tiêu", width=56),
    Column("unit", "Đơn vị", width=10),
    Column("target", "Mục tiêu", width=12),
    Column("last_value", "Kỳ trước", width=12),
    Column("value", "Kỳ này", Kind.NUMBER, 14, "Chỉ ghi số, không ghi đơn vị."),
    Column("note", "Cách tính, nguồn số liệu", Kind.TEXT, 46, "Nếu chưa có số, ghi vì sao."),
)
_TEXTS = (
    Column("title", "Nội dung", width=30),
    Column("text", "Ghi tại đây", Kind.TEXT, 100, ""),
)


def key_of(submission: Submission) -> str:
    """What the form is known by; a form of another round or agency is refused."""
    return f"ban-nop-{submission.pk}"


def sheets_of(submission: Submission) -> tuple[Sheet, ...]:
    """The form of a submission with what stands in it now or is offered; six queries at most."""
    return (_duties(submission), _figures(submission), _texts(submission))


def _duties(submission: Submission) -> Sheet:
    offered = offers.offers(submission) if submission.state in submissions.OPEN else {}
    rows = tuple(
        Row(
            str(answer.pk),
            {
                "code": answer.duty.code,
                "text": answer.duty.text,
                "part": _PARTS[answer.part],
                "due": wording.deadline(answer.duty),
                "last_words": answer.last_words,
                "words": offered.get(answer.pk, answer).words,
                "percent": offered.get(answer.pk, answer).percent,
                "done_on": offered.get(answer.pk, answer).done_on,
                "reason": answer.reason,
            },
            _shut(answer),
            tuple(_needs(answer)),
        )
        for answer in submission.duty_answers.select_related("duty").order_by("duty__position")
    )
    return Sheet("duties", "Nhiệm vụ", _DUTIES, rows, "Ghi vào các ô màu vàng nhạt; các ô khác đã khóa.")


def _shut(answer: DutyAnswer) -> frozenset[str]:
    """No day of completion for what goes on or is only helped with; of what is complete nothing moves.

    A reason is asked for only where a percent can take something back.
    """
    if answer.part == "lead" and answer.duty.completed_on:
        return frozenset({"percent", "done_on", "reason"})
    free = {"done_on": answer.takes_done_day, "reason": submissions.takes_back(answer, 0)}
    return frozenset(name for name, is_free in free.items() if not is_free)


def _needs(answer: DutyAnswer) -> Iterator[Need]:
    """What a line needs beside its words: the same that `_lacking` refuses, said in the sheet itself."""
    if answer.part == "lead":
        yield Need("percent")
    if answer.takes_done_day:
        yield Need("done_on", beside="percent", least=100)
    if submissions.takes_back(answer, 0):
        yield Need("reason", beside="percent", most=99)


def _figures(submission: Submission) -> Sheet:
    rows = tuple(
        Row(
            str(answer.pk),
            {
                "code": answer.target.code,
                "subject": answer.target.subject,
                "unit": answer.target.unit,
                "target": answer.target.value,
                "last_value": answer.last_value,
                "value": answer.value,
                "note": answer.note,
            },
            needs=(Need("value", unless="note"),),
        )
        for answer in submission.figure_answers.select_related("target").order_by("target__position")
    )
    return Sheet("figures", "Chỉ tiêu", _FIGURES, rows, "Số liệu chốt theo kỳ báo cáo.")


def _texts(submission: Submission) -> Sheet:
    rows = (
        Row("difficulties", {"title": "Khó khăn, vướng mắc", "text": submission.difficulties}),
        Row("proposals", {"title": "Đề xuất, kiến nghị", "text": submission.proposals}),
    )
    return Sheet("texts", "Kiến nghị", _TEXTS, rows)


def write(submission: Submission) -> bytes:
    """The workbook of a submission."""
    title = f"{submission.round.title} – {submission.organisation.name}"
    return workbooks.write(title, key_of(submission), sheets_of(submission))


def take(
    *, submission: Submission, content: bytes, by: User, at: dt.datetime, is_trial: bool = False
) -> Filled:
    """Load a filled form into the draft: all of it, or nothing where there is a single problem.

    With `is_trial` nothing is kept either way. What a line lacks for handing in is a problem too, so
    that a form without problems can be handed in at once.
    """
    sheets = sheets_of(submission)
    filled = workbooks.read(content, key_of(submission), sheets)
    problems = (*filled.problems, *_rules(filled, sheets, submission))
    if not problems and not is_trial:
        draft = submissions.Draft(
            duties={int(pk): values for pk, values in filled.values["duties"].items()},
            figures={int(pk): values for pk, values in filled.values["figures"].items()},
            texts={name: values["text"] for name, values in filled.values["texts"].items()},
        )
        submissions.save_draft(submission=submission, draft=draft, by=by, at=at)
    return Filled(filled.values, problems)


def _rules(filled: Filled, sheets: tuple[Sheet, ...], submission: Submission) -> list[Problem]:
    """What no single cell can tell: of a duty by its answer, of an indicator a value or why not."""
    if any(not problem.sheet for problem in filled.problems):
        return []
    answers = {str(one.pk): one for one in submission.duty_answers.select_related("duty")}
    found = []
    for place, row in enumerate(sheets[0].rows, 5):
        values = filled.values.get("duties", {}).get(row.id, {})
        found += [
            Problem("Nhiệm vụ", f"{column}{place}", words)
            for column, words in _lacking(answers[row.id], values, place)
        ]
    for place, row in enumerate(sheets[1].rows, 5):
        values = filled.values.get("figures", {}).get(row.id, {})
        if values and values.get("value") is None and not values.get("note"):
            found.append(Problem("Chỉ tiêu", f"G{place}", "Chưa có giá trị; nếu chưa có số, hãy ghi vì sao."))
    return found


def _lacking(answer: DutyAnswer, values: dict[str, Any], place: int) -> Iterator[tuple[str, str]]:
    """Column and sentence of what a line lacks: a lead's percent, the day of what is done, the reason of
    what is taken back.
    """
    if answer.part == "lead" and "percent" in values and values["percent"] is None:
        yield "H", "Cơ quan chủ trì cần ghi tỷ lệ hoàn thành."
    if answer.takes_done_day and values.get("percent") == 100 and not values.get("done_on"):
        yield "I", "Hoàn thành 100 % thì cần ngày hoàn thành."
    if submissions.takes_back(answer, values.get("percent")) and not values.get("reason"):
        yield "J", f"{duties.taking_back(answer.duty)} Ghi ở dòng {place}, cột J “Lý do rút lại”."
