"""Two real provincial plans, through the upload's door, become programmes that say what a clerk annotated."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tinhxanh.apps.accounts import people
from tinhxanh.apps.accounts.models import User
from tinhxanh.apps.accounts.queries import roots
from tinhxanh.apps.indicators.loading import load_all
from tinhxanh.apps.programmes import confirming
from tinhxanh.apps.programmes.models import Programme
from tinhxanh.apps.registers import documents
from tinhxanh.apps.registers.models import Document
from tinhxanh.cli.jobs import work_off

SHARED = Path(__file__).resolve().parents[3].parent / "shared"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not SHARED.exists(), reason="the real plans lie beside the project, in ../shared"),
]


@pytest.fixture
def focal(transactional_db: None, settings: Any, tmp_path: Path) -> User:
    settings.MEDIA_ROOT = tmp_path
    now = timezone.now()
    load_all(now)
    root = next(one for one in roots(now.date()) if one.name.endswith(settings.PROVINCE))
    people.ensure_demo(root=root, at=now, password="kế hoạch thật 2026")
    return User.objects.get(username="daumoi")


def programme_of(seed: str, by: User) -> Programme:
    """Upload, let the worker read, confirm as read."""
    (path,) = (SHARED / "seeds").glob(f"{seed}_*.txt")
    root = by.memberships.get().organisation
    file = SimpleUploadedFile(path.name, path.read_bytes())
    received = documents.receive(file=file, by=by, organisation=root, at=timezone.now())
    work_off()
    document = Document.objects.get(pk=received.document.pk)
    assert document.state == Document.State.READ, document.error_text
    return confirming.confirm(document=document, by=by, at=timezone.now(), despite_doubts=True)


def gold(seed: str) -> dict[str, Any]:
    return json.loads((SHARED / "gold" / f"{seed}.json").read_text(encoding="utf-8"))


def plain(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().lower()


@pytest.mark.parametrize("seed", ["001", "004"])
def test_duties_and_their_leads_are_those_of_the_annotation(focal: User, seed: str) -> None:
    programme = programme_of(seed, focal)
    kept = {
        duty.code: (
            plain(duty.text),
            {plain(part.name) for part in duty.agencies.all() if part.role == "lead"},
        )
        for duty in programme.duties.prefetch_related("agencies")
    }
    wanted = {
        task["id"]: (plain(task["text"]), {plain(name) for name in task["lead"]})
        for task in gold(seed)["tasks"]
    }
    assert set(kept) == set(wanted)
    wrong = {code for code in wanted if kept[code] != wanted[code]}
    assert len(wrong) <= 0.03 * len(wanted), wrong


def test_report_days_and_targets_are_those_of_the_annotation(focal: User) -> None:
    programme = programme_of("001", focal)
    annotated = gold("001")
    days = {(day["month"], day["day"]) for one in annotated["obligations"] for day in one["due"]}
    assert {(day["month"], day["day"]) for one in programme.report_duties.all() for day in one.due} == days
    numbers = sorted((one["value"], one["year"]) for one in annotated["targets"])
    assert sorted(programme.targets.values_list("value", "year")) == numbers
    numbers_cited = {plain(one["number"]) for one in annotated["references"] if one["number"]}
    cited = programme.citations.exclude(instrument__number="").values_list("instrument__number", flat=True)
    assert {plain(number) for number in cited} == numbers_cited


def test_the_duty_without_an_agency_is_pointed_at(focal: User) -> None:
    programme = programme_of("001", focal)
    (orphan,) = [duty for duty in programme.duties.all() if not duty.agencies.filter(role="lead").exists()]
    assert orphan.code == "II.2.a"
    assert [doubt["code"] for doubt in orphan.fact.doubts] == ["no-lead"]
