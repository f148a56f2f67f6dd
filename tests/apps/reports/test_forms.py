"""The Excel form of a submission: all or nothing, every problem by its cell, tried dry."""

from __future__ import annotations

import io
from typing import Any

import openpyxl

from reporting_year import Year, at
from tinhxanh.apps.reports import forms, submissions
from tinhxanh.apps.reports.models import Submission


def written(submission: Submission, **changes: Any) -> bytes:
    """The form filled in by hand; `changes` by cell of the first sheet."""
    book = openpyxl.load_workbook(io.BytesIO(forms.write(submission)))
    page = book["Nhiệm vụ"]
    for line in range(5, 5 + submission.duty_answers.count()):
        page[f"G{line}"], page[f"H{line}"] = "Đã kiểm tra bốn cụm công nghiệp", 70
    for cell, value in changes.items():
        page[cell] = value
    figures = book["Chỉ tiêu"]
    for line in range(5, 5 + submission.figure_answers.count()):
        figures[f"G{line}"] = "92,5"
    book["Kiến nghị"]["C5"] = "Thiếu kinh phí"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def take(year: Year, submission: Submission, content: bytes, **words: Any) -> Any:
    return forms.take(submission=submission, content=content, by=year.focal, at=at(12, 8), **words)


def test_filled_form_is_loaded_and_can_be_handed_in(year: Year) -> None:
    submission = year.submission(year.open())
    assert take(year, submission, written(submission)).problems == ()
    submission.refresh_from_db()
    assert submission.difficulties == "Thiếu kinh phí"
    assert submission.figure_answers.get().value == 92.5
    assert submissions.problems(submission) == []


def test_one_problem_keeps_everything_out(year: Year) -> None:
    submission = year.submission(year.open())
    filled = take(year, submission, written(submission, H5=170, I6="không rõ"))
    assert [(problem.sheet, problem.cell) for problem in filled.problems] == [
        ("Nhiệm vụ", "H5"),
        ("Nhiệm vụ", "I6"),
    ]
    assert not submission.duty_answers.exclude(words="").exists()


def test_trial_keeps_nothing(year: Year) -> None:
    submission = year.submission(year.open())
    assert take(year, submission, written(submission), is_trial=True).problems == ()
    assert not submission.duty_answers.exclude(words="").exists()


def test_done_without_a_day_is_a_problem_of_its_cell(year: Year) -> None:
    submission = year.submission(year.open())
    (line,) = [
        place
        for place, answer in enumerate(submission.duty_answers.order_by("duty__position"), 5)
        if answer.part == "lead"
    ][:1]
    filled = take(year, submission, written(submission, **{f"H{line}": 100}))
    assert [(problem.cell, problem.message) for problem in filled.problems] == [
        (f"I{line}", "Hoàn thành 100 % thì cần ngày hoàn thành.")
    ]


def test_form_of_another_agency_is_refused(year: Year) -> None:
    opened = year.open()
    other = written(year.submission(opened, 2))
    filled = take(year, year.submission(opened, 1), other)
    assert len(filled.problems) == 1
    assert "không phải mẫu" in filled.problems[0].message
