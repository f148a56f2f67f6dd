"""The report: links to submissions, holes where somebody is silent, and figures that are the database's."""

from __future__ import annotations

import datetime as dt
import io
import re
from typing import Any

import pytest
from docx import Document

from reporting_year import Year, at, full
from tinhxanh.apps.programmes import queries as programme_queries
from tinhxanh.apps.programmes.states import Clock
from tinhxanh.apps.registers.refusals import Refused
from tinhxanh.apps.reports import consolidating, letters, queries, submissions
from tinhxanh.apps.reports.models import FigureAnswer, Report, Round, Submission
from tinhxanh.core.duties.state import State
from tinhxanh.exchange.office import docx
from tinhxanh.exchange.working_days import calendar_around

SIGNED_ON = dt.date(2026, 12, 18)


def clock(year: Year) -> Clock:
    day = dt.date(2026, 12, 18)
    return programme_queries.clock([year.programme], day, calendar_around(day))


def hand_in_all(year: Year, opened: Round, *, approve: bool = True) -> None:
    for submission in opened.submissions.all():
        person = year.officer(submission.organisation)
        submissions.save_draft(submission=submission, draft=full(submission), by=person, at=at(12, 8))
        submissions.hand_in(submission=submission, by=person, at=at(12, 9))
        if approve:
            submissions.approve(submission=submission, by=year.focal, at=at(12, 10))


@pytest.fixture
def report(year: Year) -> Report:
    """The report of a round in which all have handed in and are approved."""
    opened = year.open()
    hand_in_all(year, opened)
    return consolidating.begin(round_=opened, by=year.focal, at=at(12, 11))


def test_words_of_agencies_are_gathered_to_begin_from(year: Year) -> None:
    opened = year.open()
    submission = year.submission(opened)
    person = year.officer(submission.organisation)
    draft = full(submission, difficulties="Thiếu kinh phí\nhai lớp")
    submissions.save_draft(submission=submission, draft=draft, by=person, at=at(12, 8))
    assert consolidating.gathered(opened, "difficulties") == ""
    submissions.hand_in(submission=submission, by=person, at=at(12, 9))
    assert consolidating.gathered(opened, "difficulties") == "Sở Công Thương: Thiếu kinh phí hai lớp"


def test_silent_agency_leaves_a_hole(year: Year) -> None:
    opened = year.open()
    made = consolidating.begin(round_=opened, by=year.focal, at=at(12, 11))
    draft = consolidating.draft(made, clock(year))
    assert [hole.text for hole in draft.holes] == ["[chờ Sở Công Thương]", "[chờ Sở Xây dựng]"]


def test_returned_submission_leaves_a_hole_too(year: Year) -> None:
    opened = year.open()
    hand_in_all(year, opened, approve=False)
    for submission in opened.submissions.all():
        submissions.send_back(submission=submission, remarks="Thiếu", by=year.focal, at=at(12, 10))
    made = consolidating.begin(round_=opened, by=year.focal, at=at(12, 11))
    assert {hole.text[:12] for hole in consolidating.draft(made, clock(year)).holes} == {"[chờ nộp lại"}


def test_every_figure_leads_to_its_submission(year: Year, report: Report) -> None:
    draft = consolidating.draft(report, clock(year))
    behind = [piece.figure for piece in draft.pieces if piece.figure]
    assert {figure.submission.organisation for figure in behind} == set(year.place.agencies[1:3])
    assert draft.holes == []


def test_picked_sentence_keeps_its_link_and_is_picked_once(year: Year, report: Report) -> None:
    answer = queries.DutyAnswer.objects.filter(submission__round=report.round, part="lead")[0]
    passage = consolidating.pick(report=report, answer=answer, by=year.focal)
    assert passage.answer == answer
    with pytest.raises(Refused) as refusal:
        consolidating.pick(report=report, answer=answer, by=year.focal)
    assert refusal.value.code == "picked"


def test_sentence_about_a_figure_cannot_lose_it(year: Year, report: Report) -> None:
    passage = report.passages.filter(figure__isnull=False)[0]
    with pytest.raises(Refused) as refusal:
        consolidating.write(passage=passage, text="Đạt 99%.", by=year.focal)
    assert refusal.value.code == "figure"


def tables(made: Any, first: str) -> list[list[str]]:
    """The rows of the table whose second column is headed `first`… by its title in the third."""
    (found,) = [table for table in made.tables if len(table.columns) > 2 and table.cell(0, 2).text == first]
    return [[cell.text for cell in row.cells] for row in found.rows[1:]]


def test_figures_of_the_document_are_those_of_the_database(year: Year, report: Report) -> None:
    """Text, appendix and database say the same numbers."""
    now = clock(year)
    FigureAnswer.objects.filter(target__position=2).update(value=58.3)
    draft = consolidating.draft(report, now)
    made = Document(io.BytesIO(docx.write(letters.report(draft, now, "Lạng Sơn"))))

    told = programme_queries.with_states(year.programme.duties.all(), now)
    counts = programme_queries.counts(told)
    rows = [row for row in tables(made, "Nhiệm vụ") if len(set(row)) > 1]
    assert len(rows) == counts.total() == year.programme.duties.count()
    late = [row for row in rows if row[6].startswith("Quá hạn")]
    assert len(late) == counts[State.LATE]

    figures = list(tables(made, "Chỉ tiêu"))
    assert [row[6] for row in figures] == ["92", "58,3"]
    text = [run.text for p in made.paragraphs for run in p.runs if run.style.name == docx.FIGURE]
    overview = [int(number) for number in text[:6]]
    done = counts[State.DONE] + counts[State.DONE_LATE]
    assert overview[:4] == [counts.total(), done, counts[State.DONE_LATE], counts[State.LATE]]
    assert [number for number in text if "%" in number] == ["92%", "58,3%"]
    per_part = [int(number) for number in text[6:] if re.fullmatch(r"\d+", number)]
    assert sum(per_part[::3]) == counts.total()
    assert sum(per_part[2::3]) == counts[State.LATE]


def test_report_is_signed_only_when_all_is_approved(year: Year) -> None:
    opened = year.open()
    made = consolidating.begin(round_=opened, by=year.focal, at=at(12, 11))
    with pytest.raises(Refused) as refusal:
        consolidating.sign(
            report=made,
            content=b"x",
            number="12",
            signed_on=dt.date(2026, 12, 18),
            by=year.focal,
            at=at(12, 18),
        )
    assert refusal.value.code == "waiting"


def test_signed_report_is_frozen_with_its_file(
    year: Year, report: Report, settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    signed = consolidating.sign(
        report=report,
        content=b"tep",
        number="12",
        signed_on=dt.date(2026, 12, 18),
        by=year.focal,
        at=at(12, 18),
    )
    assert signed.file.read() == b"tep"
    signed.file.close()
    signed.round.refresh_from_db()
    assert signed.round.state == "signed"
    with pytest.raises(Refused):
        consolidating.describe(report=signed, by=year.focal, opening="Khác")
    submission = Submission.objects.filter(round=signed.round)[0]
    with pytest.raises(Refused):
        submissions.send_back(submission=submission, remarks="Thiếu", by=year.focal, at=at(12, 19))


def test_draft_takes_as_many_queries_for_a_long_plan(
    year: Year, report: Report, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(7):
        now = clock(year)
        consolidating.draft(report, now)


def test_matrix_puts_the_missing_on_top(year: Year) -> None:
    opened = year.open()
    first = year.submission(opened, 3)
    person = year.officer(first.organisation)
    submissions.save_draft(submission=first, draft=full(first), by=person, at=at(12, 8))
    submissions.hand_in(submission=first, by=person, at=at(12, 9))
    matrix = queries.matrix(opened, dt.date(2026, 12, 11))
    assert [(state, len(rows)) for state, rows in matrix.groups] == [
        ("draft", 4),
        ("returned", 0),
        ("handed_in", 1),
        ("approved", 0),
    ]
    missing = matrix.groups[0][1][0]
    assert missing.days_late == 1
    assert {cell.state for cell in missing.cells} <= {"no", "none"}
    assert {cell.state for cell in matrix.groups[2][1][0].cells} <= {"in", "none"}


def test_matrix_takes_four_queries(year: Year, django_assert_num_queries: Any) -> None:
    opened = year.open()
    with django_assert_num_queries(4):
        queries.matrix(opened, dt.date(2026, 12, 11))


def test_figure_that_fell_is_shown_first(year: Year, report: Report) -> None:
    FigureAnswer.objects.filter(target__position=2).update(value=58.3)
    found = queries.differences(report.round)
    assert [(one.figure.value, one.is_worse) for one in found] == [(58.3, True), (92.0, False)]
