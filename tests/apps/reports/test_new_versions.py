"""A later version of a plan while a period stands open: numbers asked for keep what was handed in."""

from __future__ import annotations

from pathlib import Path

import pytest

import factories
import sample_plan
from sample_plan import NOW
from tinhxanh.apps.accounts.models import User
from tinhxanh.apps.programmes import confirming, revising
from tinhxanh.apps.programmes.models import Programme, Target
from tinhxanh.apps.registers.models import Document
from tinhxanh.apps.reports import rounds
from tinhxanh.apps.reports.models import FigureAnswer

PLAN = sample_plan.PLAN.replace(
    "b) Mở hai lớp học về sản xuất sạch hơn cho doanh nghiệp nhỏ.",
    "b) Đến năm 2026 tỷ lệ cơ sở dùng điện mặt trời đạt 30%; tỷ lệ xe buýt chạy điện đạt 12%.",
)


@pytest.fixture
def place(db: None, settings: object, tmp_path: Path) -> factories.Place:
    settings.MEDIA_ROOT = tmp_path / "files"
    return factories.place()


@pytest.fixture
def officer(place: factories.Place) -> User:
    return factories.user("dau.moi", place.committee, "focal")


@pytest.fixture
def document(place: factories.Place, officer: User) -> Document:
    return sample_plan.read(place.committee, officer, sample_plan.text(PLAN))


@pytest.fixture
def programme(document: Document, officer: User) -> Programme:
    return confirming.confirm(document=document, by=officer, at=NOW, despite_doubts=True)


def open_year(programme: Programme, officer: User, index: int = -1) -> None:
    offered = rounds.proposals(programme, 2026)[index]
    rounds.open_round(
        programme=programme, period=offered.period, report_duty=offered.report_duty, by=officer, at=NOW
    )


def renew(place: factories.Place, officer: User, document: Document, plan: str) -> None:
    later = sample_plan.read(place.committee, officer, sample_plan.text(plan), supersedes=document)
    revising.revise(document=later, by=officer, at=NOW, despite_doubts=True)


def test_number_of_the_new_version_keeps_its_row_and_what_was_handed_in(
    place: factories.Place, officer: User, document: Document, programme: Programme
) -> None:
    open_year(programme, officer)
    asked = {row.target.subject: row.target_id for row in FigureAnswer.objects.select_related("target")}
    assert len(asked) == 2
    renew(place, officer, document, PLAN.replace("đạt 30%", "đạt 35%").replace("17/KH-UBND", "58/KH-UBND"))
    standing = programme.targets.filter(is_dropped=False)
    assert dict(standing.values_list("subject", "pk")) == asked
    assert sorted(standing.values_list("value", flat=True)) == [12, 35]


def test_number_that_is_set_no_more_is_dropped_and_asked_no_more(
    place: factories.Place, officer: User, document: Document, programme: Programme
) -> None:
    open_year(programme, officer, 0)
    renew(place, officer, document, PLAN.replace("; tỷ lệ xe buýt chạy điện đạt 12%", ""))
    (gone,) = Target.objects.filter(is_dropped=True)
    assert gone.value == 12
    assert FigureAnswer.objects.filter(target=gone).exists()
    open_year(programme, officer)
    assert FigureAnswer.objects.filter(target=gone).count() == 1
