"""The Excel form of a submission: all or nothing, every problem by its cell, tried dry."""

from __future__ import annotations

import datetime as dt
import io
import shutil
import subprocess
from collections import defaultdict
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from reporting_year import Year, at
from tinhxanh.apps.programmes.models import Duty
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


def cell_of(submission: Submission, column: str, line: int) -> Any:
    """A cell of the first sheet of the form."""
    book = openpyxl.load_workbook(io.BytesIO(forms.write(submission)))
    return book["Nhiệm vụ"][f"{column}{line}"]


def test_day_of_completion_is_shut_for_what_goes_on(year: Year) -> None:
    submission = year.submission(year.open(), 3)
    lines = list(submission.duty_answers.select_related("duty").order_by("duty__position"))
    for place, answer in enumerate(lines, 5):
        day, words = cell_of(submission, "I", place), cell_of(submission, "G", place)
        assert day.protection.locked == (not answer.takes_done_day)
        assert not words.protection.locked
    assert {answer.takes_done_day for answer in lines} == {False, True} or len(lines) == 1


def test_day_written_into_a_shut_cell_is_a_problem_of_it(year: Year) -> None:
    submission = year.submission(year.open())
    lines = submission.duty_answers.select_related("duty").order_by("duty__position")
    shut = next(place for place, answer in enumerate(lines, 5) if not answer.takes_done_day)
    filled = take(year, submission, written(submission, **{f"I{shut}": dt.date(2026, 12, 1)}))
    assert [problem.cell for problem in filled.problems] == [f"I{shut}"]
    assert "Ô khóa" in filled.problems[0].message


def test_percent_of_what_is_complete_is_shut(year: Year) -> None:
    duty = Duty.objects.get(code="II.2.2")
    duty.said_done_on = duty.completed_on = dt.date(2026, 11, 1)
    duty.save()
    submission = year.submission(year.open())
    place = [answer.duty_id for answer in submission.duty_answers.order_by("duty__position")].index(duty.pk)
    percent = cell_of(submission, "H", 5 + place)
    assert (percent.protection.locked, percent.value) == (True, 100)
    shut = {f"H{place + 5}": 100, f"G{place + 5}": "Đã hoàn thành"}
    assert take(year, submission, written(submission, **shut)).problems == ()


@pytest.fixture
def said_done(year: Year) -> Duty:
    """A duty that its lead has reported complete, before the check of it."""
    duty = Duty.objects.get(code="II.2.2")
    duty.said_done_on, duty.percent = dt.date(2026, 11, 1), 100
    duty.save()
    return duty


def line_of(submission: Submission, duty: Duty) -> int:
    """The line of a duty in the first sheet."""
    return 5 + [one.duty_id for one in submission.duty_answers.order_by("duty__position")].index(duty.pk)


def test_lower_percent_of_what_was_reported_complete_needs_its_reason(year: Year, said_done: Duty) -> None:
    submission = year.submission(year.open())
    line = line_of(submission, said_done)
    (problem,) = take(year, submission, written(submission)).problems
    assert (problem.sheet, problem.cell) == ("Nhiệm vụ", f"J{line}")
    assert "01/11/2026" in problem.message
    assert problem.message.endswith(f"Ghi ở dòng {line}, cột J “Lý do rút lại”.")
    assert not submission.duty_answers.exclude(words="").exists()


def test_reason_in_the_form_goes_with_the_report(year: Year, said_done: Duty) -> None:
    submission = year.submission(year.open())
    line, reason = line_of(submission, said_done), "Còn một tuyến đường chưa nghiệm thu"
    assert take(year, submission, written(submission, **{f"J{line}": reason})).problems == ()
    submissions.hand_in(submission=submission, by=year.focal, at=at(12, 8))
    report = said_done.reports.latest("reported_at")
    assert (report.percent, report.takes_back, report.reason) == (70, dt.date(2026, 11, 1), reason)


def test_reason_is_shut_where_nothing_can_be_taken_back(year: Year, said_done: Duty) -> None:
    submission = year.submission(year.open())
    lines = range(5, 5 + submission.duty_answers.count())
    free = [line for line in lines if not cell_of(submission, "J", line).protection.locked]
    assert free == [line_of(submission, said_done)]


def test_form_from_before_the_column_asks_for_a_new_one(year: Year) -> None:
    submission = year.submission(year.open())
    (problem,) = take(year, submission, written(submission, J4="Kiểm tra")).problems
    assert (problem.cell, "tải mẫu mới" in problem.message) == ("J4", True)


def checks_in(content: bytes, tmp_path: Path) -> dict[tuple[str, str], str]:
    """What the column “Kiểm tra” says of each line once an office program has saved the form."""
    (tmp_path / "mau.xlsx").write_bytes(content)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path / "ra")]
    subprocess.run([*command, str(tmp_path / "mau.xlsx")], check=True, capture_output=True, timeout=120)
    book = openpyxl.load_workbook(tmp_path / "ra" / "mau.xlsx", data_only=True)
    return {
        (page.title, str(row[0].row)): str(row[place].value)
        for page in book
        for place, head in enumerate(next(page.iter_rows(min_row=4, max_row=4, values_only=True), ()))
        if head == "Kiểm tra"
        for row in page.iter_rows(min_row=5)
        if row[0].value
    }


def can_calculate() -> bool:
    """Whether LibreOffice is here with its part for workbooks: with Writer alone it writes none and says so
    to nobody.
    """
    program = shutil.which("soffice")
    return program is not None and (Path(program).resolve().parent / "libsclo.so").exists()


@pytest.mark.slow
@pytest.mark.skipif(not can_calculate(), reason="chưa cài LibreOffice Calc: cài gói libreoffice-calc")
@pytest.mark.parametrize(("percent", "column"), [(100, "I"), (None, "H"), (101, "H")])
def test_check_in_the_form_names_the_cells_that_would_be_refused(
    year: Year, said_done: Duty, tmp_path: Path, percent: int | None, column: str
) -> None:
    submission = year.submission(year.open())
    lines = list(submission.duty_answers.select_related("duty").order_by("duty__position"))
    book = openpyxl.load_workbook(io.BytesIO(written(submission)))
    page, taken_back = book["Nhiệm vụ"], line_of(submission, said_done)
    led = [n for n, one in enumerate(lines, 5) if one.part == "lead" and n != taken_back]
    dated = next(n for n in led if lines[n - 5].takes_done_day)
    page[f"H{dated}"], page[f"G{taken_back}"] = percent, None
    book["Chỉ tiêu"]["G5"] = None
    stream = io.BytesIO()
    book.save(stream)
    refused: dict[tuple[str, str], list[str]] = defaultdict(list)
    for problem in take(year, submission, stream.getvalue()).problems:
        refused[problem.sheet, problem.cell[1:]].append(problem.cell)
    assert {(sheet, cell) for (sheet, _line), cells in refused.items() for cell in cells} >= {
        ("Nhiệm vụ", f"{column}{dated}"),
        ("Nhiệm vụ", f"G{taken_back}"),
        ("Nhiệm vụ", f"J{taken_back}"),
        ("Chỉ tiêu", "G5"),
    }
    said = checks_in(stream.getvalue(), tmp_path)
    told = {place: sorted(words.split()[2:]) for place, words in said.items() if words != "Đủ"}
    assert told == {place: sorted(cells) for place, cells in refused.items()}


def test_form_as_given_out_says_what_each_line_lacks(year: Year) -> None:
    submission = year.submission(year.open())
    book = openpyxl.load_workbook(io.BytesIO(forms.write(submission)), data_only=True)
    assert book["Chỉ tiêu"]["I4"].value == "Kiểm tra"
    assert book["Chỉ tiêu"]["I5"].value == "Còn thiếu: G5"
    lines = enumerate(submission.duty_answers.order_by("duty__position"), 5)
    lead = next(n for n, one in lines if one.part == "lead" and one.percent is None)
    assert book["Nhiệm vụ"][f"K{lead}"].value == f"Còn thiếu: G{lead} H{lead}"
