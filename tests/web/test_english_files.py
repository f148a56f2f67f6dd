"""Workbooks that leave an English page are English, but for what people wrote and what things are called."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from babel.messages.mofile import write_mo
from django.test import Client
from django.utils import translation
from django.utils.translation import trans_real

import factories
from reporting_year import Year, at, full, make_year
from tinhxanh.apps.accounts.models import User
from tinhxanh.apps.programmes import duties
from tinhxanh.apps.programmes.models import Duty, DutyAgency, ProgressReport
from tinhxanh.apps.reports import asking, submissions, trails, wording
from tinhxanh.web import history_words, messages


@pytest.fixture
def year(db: None, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Year:
    """One agency handed in and asked for time, another reported its duty complete."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    monkeypatch.setattr("django.utils.timezone.now", lambda: at(12, 10))
    made = make_year()
    submission = made.submission(made.open())
    officer = made.officer(submission.organisation)
    submissions.save_draft(submission=submission, draft=full(submission), by=officer, at=at(12, 9))
    submissions.hand_in(submission=submission, by=officer, at=at(12, 9))
    asking.ask_extension(
        duty=Duty.objects.get(code="II.2.2"), organisation=made.place.agencies[1],
        until=dt.date(2027, 1, 31), reason="Chờ thẩm định", by=officer, at=at(12, 10),
    )  # fmt: skip
    leads = DutyAgency.objects.filter(role="lead", organisation__isnull=False).select_related("duty")
    other = next(one for one in leads.exclude(duty__code="II.2.2") if not one.duty.repeats)
    duties.report(
        part=other, by=made.officer(other.organisation), at=at(12, 10), words="Đã lập lịch", percent=100
    )
    return made


@pytest.fixture
def english(tmp_path: Path, settings: Any) -> Iterator[None]:
    """The catalogue compiled for this test."""
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "django.mo").open("wb") as stream:
        write_mo(stream, messages.read())
    settings.LOCALE_PATHS = [tmp_path]
    trans_real._translations.clear()
    yield
    trans_real._translations.clear()


def book(person: User, address: str, settings: Any, language: str = "en") -> Any:
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return openpyxl.load_workbook(io.BytesIO(client.get(address).content))


def test_list_for_kpi_is_english(year: Year, english: None, settings: Any) -> None:
    found = book(year.leader, f"/chuong-trinh/{year.programme.pk}/kpi.xlsx", settings)
    assert len(set(found.sheetnames)) == 3
    first, agencies, people = (list(sheet.values) for sheet in found)
    assert first[0][0] == "Item"
    said = {row[0]: row for row in first[1:]}
    row = said[ProgressReport.objects.get(words="Đã lập lịch").duty.code]
    assert re.fullmatch(r"[A-Z][a-z0-9 ]+; reported complete 10/12/2026, waits for the check", row[5])
    assert row[7] == "Đã lập lịch"
    for heads in (first[0], agencies[0], people[0]):
        assert all(heads)
        assert not [one for one in heads if re.search("[ăâđêôơưạảấầẩậắằẵặẹẻẽếềểễệ]", one)]


def test_list_for_kpi_is_vietnamese_unless_asked(year: Year, english: None, settings: Any) -> None:
    found = book(year.leader, f"/chuong-trinh/{year.programme.pk}/kpi.xlsx", settings, "vi")
    assert found.sheetnames == ["Nhiệm vụ", "Cơ quan", "Cá nhân"]


def test_history_workbook_is_english_but_for_what_people_wrote(
    year: Year, english: None, settings: Any
) -> None:
    auditor = factories.user("kiem.tra", year.place.committee, "auditor")
    found = book(auditor, "/lich-su/lich-su.xlsx", settings)
    rows = list(found.active.values)[1:]
    reasons = {row[5] for row in rows}
    assert {"Draft saved", "Request: Chờ thẩm định"} <= reasons
    assert any(reason and reason.startswith("Handed in: Báo cáo") for reason in reasons)
    assert "Lưu nháp" not in reasons
    names = [row[3] for row in rows if row[3]]
    assert not [name for name in names if name.startswith(("Chủ trì", "Phối hợp", "Gia hạn"))]


@pytest.mark.parametrize(
    ("kept", "told"),
    [
        ("Đọc văn bản đôn đốc", "Urging letter read"),
        ("Đổi tên “Sở A” thành “Sở B”", "“Sở A” renamed “Sở B”"),
        ("Trả lại: thiếu\nsố liệu", "Returned: thiếu\nsố liệu"),
        ("Nộp Báo cáo năm 2026", "Handed in: Báo cáo năm 2026"),
        ("Nộp muộn vì bão", "Nộp muộn vì bão"),
        ("Chờ thẩm định", "Chờ thẩm định"),
        ("", ""),
    ],
)
def test_reason_of_the_platform_is_translated_and_that_of_a_person_kept(
    english: None, kept: str, told: str
) -> None:
    assert history_words.why(kept) == kept
    with translation.override("en"):
        assert history_words.why(kept) == told


def test_fixed_words_of_the_history_are_all_named_for_translation() -> None:
    catalogue = messages.read()
    words = set(trails.LABELS.values()) | {trail.word for trail in trails.TRAILS}
    words |= set(wording.STATES.values()) | set(wording.KINDS.values())
    for trail in trails.TRAILS:
        for field in trail.model._meta.concrete_fields:
            words |= {str(label) for key, label in field.choices or () if key}
    assert {word for word in words if word not in catalogue or not catalogue[word].string} == set()
