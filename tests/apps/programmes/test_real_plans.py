"""Real plans become programmes: what the annotations say is in them, save what a person would mend.

The plans lie beside the checkout and are not part of it; without them these tests skip.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile

import sample_plan
from sample_plan import NOW
from tinhxanh.apps.accounts import loading
from tinhxanh.apps.accounts.models import Organisation, User
from tinhxanh.apps.programmes import confirming
from tinhxanh.apps.programmes.models import Programme

SHARED = Path(__file__).resolve().parents[3].parent / "shared"


@pytest.fixture(autouse=True)
def _files(settings: object, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def root(db: None) -> Organisation:
    return loading.load_province("Lạng Sơn", NOW.date())


def plan(prefix: str) -> tuple[ContentFile, dict[str, Any]]:
    """The text of a real plan and what is annotated in it."""
    found = sorted((SHARED / "seeds").glob(f"{prefix}_*.txt"))
    gold = SHARED / "gold" / f"{prefix}.json"
    if not found or not gold.exists():
        pytest.skip(f"no plan {prefix} beside the checkout (folders seeds and gold)")
    return ContentFile(found[0].read_bytes(), name="ke-hoach.txt"), json.loads(gold.read_text())


def programme_of(root: Organisation, file: ContentFile) -> Programme:
    by = User.objects.create_user("dau.moi")
    document = sample_plan.read(root, by, file)
    return confirming.confirm(document=document, by=by, at=NOW, despite_doubts=True)


def share(wanted: list[Any], got: set[Any]) -> float:
    return sum(item in got for item in wanted) / len(wanted) if wanted else 1.0


@pytest.mark.parametrize("prefix", ["001", "004"])
def test_a_real_plan_becomes_a_programme(root: Organisation, prefix: str) -> None:
    file, gold = plan(prefix)
    programme = programme_of(root, file)
    duties = {row.code: row for row in programme.duties.prefetch_related("agencies")}
    leads = {
        (code, part.name)
        for code, row in duties.items()
        for part in row.agencies.all()
        if part.role == "lead"
    }
    reports = {row.code for row in programme.report_duties.all()}
    values = {(row.value, row.year) for row in programme.targets.all()}
    assert share([task["id"] for task in gold["tasks"]], set(duties)) >= 0.95
    assert len(duties) <= 1.05 * len(gold["tasks"])
    assert share([(t["id"], name) for t in gold["tasks"] for name in t["lead"]], leads) >= 0.9
    assert share([(t["value"], t["year"]) for t in gold["targets"]], values) >= 0.9
    assert share([o["id"] for o in gold["obligations"]], reports) >= 0.8


@pytest.mark.parametrize("prefix", ["001", "004"])
def test_every_duty_of_a_real_plan_has_its_sentence(root: Organisation, prefix: str) -> None:
    file, _ = plan(prefix)
    programme = programme_of(root, file)
    text = programme.documents.get().document.canonical_text
    for row in programme.duties.all():
        quoted = " ".join(text[row.spans[0]["start"] : row.spans[-1]["end"]].split())
        assert row.text.split()[0] in quoted


def test_agencies_of_a_real_plan_are_those_of_its_day(root: Organisation) -> None:
    file, _ = plan("001")
    programme = programme_of(root, file)
    parts = [part for duty in programme.duties.all() for part in duty.agencies.filter(role="lead")]
    matched = [part for part in parts if part.organisation]
    assert len(matched) >= 0.8 * len(parts)
    renamed = {part.organisation.name for part in matched if part.name == "Sở Tài nguyên và Môi trường"}
    assert renamed == {"Sở Tài nguyên và Môi trường"}
