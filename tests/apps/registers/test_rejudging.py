"""Twins across documents are judged again when what they were compared with has changed."""

from __future__ import annotations

from importlib import import_module

import pghistory
import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from procrastinate.contrib.django.models import ProcrastinateJob

import factories
import sample_plan
from factories import Place
from sample_plan import NOW, PLAN
from tinhxanh.apps.accounts.models import User
from tinhxanh.apps.registers import facts, reading, rejudging, reviewing, tasks, twins
from tinhxanh.apps.registers.models import Document, ReadFact

OTHER = PLAN.replace("17/KH-UBND", "31/KH-UBND").replace("Cải thiện Chỉ số Xanh cấp tỉnh", "Tăng trưởng xanh")
NEW = "Trồng mười nghìn cây phân tán dọc các tuyến đường liên xã của tỉnh"


def read(place: Place, officer: User, plan: str, name: str, **more: object) -> Document:
    return sample_plan.read(place.committee, officer, sample_plan.text(plan, name), **more)


@pytest.fixture
def first(place: Place, officer: User) -> Document:
    return read(place, officer, PLAN, "mot.txt")


@pytest.fixture
def second(place: Place, officer: User, first: Document) -> Document:
    return read(place, officer, OTHER, "hai.txt")


def task(document: Document, code: str = "II.2.b") -> ReadFact:
    return document.read_facts.get(kind="task", code=code)


def pointed_at(document: Document, code: str = "II.2.b") -> list[int]:
    """The duties of other documents that the doubts of a duty name."""
    doubts = task(document, code).doubts
    return [doubt["other"]["fact"] for doubt in doubts if doubt["code"] == twins.ELSEWHERE]


def waiting_jobs(place: Place) -> int:
    """Jobs for this province: tests that commit leave theirs behind in the same database."""
    jobs = ProcrastinateJob.objects.filter(task_name=rejudging.JOB, status="todo")
    return jobs.filter(args__root=place.committee.pk).count()


def test_judging_again_what_was_just_read_changes_nothing(place: Place, second: Document) -> None:
    before = list(ReadFact.objects.order_by("pk").values_list("pk", "doubts", "version"))
    assert rejudging.judge(place.committee) == 0
    assert list(ReadFact.objects.order_by("pk").values_list("pk", "doubts", "version")) == before


@pytest.mark.parametrize("way", ["rejected", "corrected"])
def test_doubt_goes_with_the_duty_that_it_named(
    place: Place, officer: User, first: Document, second: Document, way: str
) -> None:
    assert pointed_at(second) == [task(first).pk]
    held = task(first)
    if way == "rejected":
        facts.reject(fact=held, by=officer, at=NOW, version=held.version)
    else:
        facts.correct(fact=held, value={"text": NEW}, by=officer, at=NOW, version=held.version)
    before = task(second).version
    assert rejudging.judge(place.committee) == 1
    assert pointed_at(second) == []
    assert task(second).version == before + 1, "who has the page open hears of the change"


def test_duty_that_became_the_same_by_a_correction_is_doubted(
    place: Place, officer: User, first: Document, second: Document
) -> None:
    for document in (first, second):
        held = task(document, "II.1.a")
        value = {"text": NEW, "lead": ["Sở Xây dựng"]}
        facts.correct(fact=held, value=value, by=officer, at=NOW, version=held.version)
    held = task(second, "II.1.a")
    facts.reopen(fact=held, by=officer, at=NOW, version=held.version)
    ReadFact.objects.filter(pk=held.pk).update(doubts=[])
    rejudging.judge(place.committee)
    assert pointed_at(second, "II.1.a") == [task(first, "II.1.a").pk]
    assert pointed_at(first, "II.1.a") == []


def test_newer_version_takes_the_doubt_from_the_older_and_bears_it(
    place: Place, officer: User, first: Document, second: Document
) -> None:
    newer = read(place, officer, PLAN + "Bản sửa.\n", "mot-v2.txt", supersedes=first)
    rejudging.judge(place.committee)
    assert pointed_at(second) == [], "the older version stands no more"
    assert pointed_at(newer) == [task(second).pk], "what was read later bears the doubt"


@pytest.mark.parametrize("state", [Document.State.WAITING, Document.State.READING, Document.State.FAILED])
def test_newer_version_that_is_not_read_leaves_the_older_in_the_comparison(
    place: Place, officer: User, first: Document, state: str
) -> None:
    newer = read(place, officer, PLAN + "Bản sửa.\n", "mot-v2.txt", supersedes=first)
    newer.read_facts.all().delete()
    Document.objects.filter(pk=newer.pk).update(state=state)
    second = read(place, officer, OTHER, "hai.txt")
    assert pointed_at(second) == [task(first).pk]
    assert rejudging.judge(place.committee) == 0


def test_newer_version_that_fails_has_the_province_judged_again(
    place: Place, officer: User, first: Document, second: Document
) -> None:
    newer = read(place, officer, PLAN + "Bản sửa.\n", "mot-v2.txt", supersedes=first)
    rejudging.judge(place.committee)
    assert pointed_at(second) == []
    newer.read_facts.all().delete()
    ProcrastinateJob.objects.filter(task_name=rejudging.JOB).delete()
    reading.fail(document_id=str(newer.pk), code="image-only", message="Không có chữ.", at=NOW)
    assert waiting_jobs(place) == 1
    rejudging.judge(place.committee)
    assert pointed_at(second) == [task(first).pk]


def test_duty_that_somebody_decided_on_is_not_doubted_again(
    place: Place, officer: User, first: Document, second: Document
) -> None:
    held = task(second)
    facts.accept(fact=held, by=officer, at=NOW, version=held.version)
    ReadFact.objects.filter(pk=held.pk).update(doubts=[])
    rejudging.judge(place.committee)
    assert pointed_at(second) == []


def test_duties_that_were_told_apart_stay_apart(
    place: Place, officer: User, first: Document, second: Document
) -> None:
    pair = twins.Pair(task(first), task(second), "")
    twins.keep_both(pair=pair, by=officer)
    assert rejudging.judge(place.committee) == 0
    assert pointed_at(second) == []


def test_duties_told_apart_before_that_was_kept_are_not_asked_about_again(
    place: Place, officer: User, first: Document, second: Document
) -> None:
    with pghistory.context(user=officer.pk, why="Để riêng với II.2.b"):  # as it was done before 0004
        held = task(second)
        ReadFact.objects.filter(pk=held.pk).update(doubts=[], version=held.version + 1)
    rejudging.judge(place.committee)
    assert pointed_at(second) == [task(first).pk], "asked again"
    remember = import_module("tinhxanh.apps.registers.migrations.0005_apart_before").remember
    remember(apps, None)
    remember(apps, None)
    assert task(second).apart == [task(first).pk]
    assert pointed_at(second) == []
    assert rejudging.judge(place.committee) == 0


def test_other_doubts_of_a_duty_stay(place: Place, officer: User, first: Document, second: Document) -> None:
    held = task(second)
    other = {"code": "no-lead", "message": "Chưa rõ chủ trì", "proposals": []}
    ReadFact.objects.filter(pk=held.pk).update(doubts=[other, *held.doubts])
    ReadFact.objects.filter(pk=task(first).pk).update(state=ReadFact.State.REJECTED)
    rejudging.judge(place.committee)
    assert [doubt["code"] for doubt in task(second).doubts] == ["no-lead"]


def test_job_of_a_province_that_is_gone_leaves_the_others_as_they_are(second: Document) -> None:
    before = pointed_at(second)
    tasks.judge_twins(root=0)
    assert pointed_at(second) == before != []


def test_another_province_is_left_alone(officer: User, second: Document) -> None:
    assert rejudging.judge(factories.place("Bắc Giang").committee) == 0
    assert pointed_at(second)


def test_change_of_words_asks_for_one_judgement_however_many_there_are(
    place: Place, officer: User, first: Document, second: Document
) -> None:
    ProcrastinateJob.objects.filter(task_name=rejudging.JOB).delete()
    held = task(first, "II.1.b")
    facts.accept(fact=held, by=officer, at=NOW, version=held.version)
    assert waiting_jobs(place) == 0, "taking a duty as it was read changes no comparison"
    for code in ("II.1.a", "II.2.a", "II.2.b"):
        held = task(first, code)
        facts.reject(fact=held, by=officer, at=NOW, version=held.version)
    assert waiting_jobs(place) == 1


def test_reading_and_describing_ask_for_a_judgement(place: Place, officer: User, first: Document) -> None:
    assert waiting_jobs(place) == 1
    ProcrastinateJob.objects.filter(task_name=rejudging.JOB).delete()
    reviewing.describe(
        document=first, number="18/KH-UBND", date=first.date, issuer=first.issuer, title=first.title,
        by=officer, at=NOW,
    )  # fmt: skip
    assert waiting_jobs(place) == 1


def test_letter_without_duties_is_judged_too(place: Place, officer: User, first: Document) -> None:
    letter = ContentFile("CÔNG VĂN\nVề việc cử cán bộ dự họp ngày 12/3/2026.\n".encode(), name="cv.txt")
    sample_plan.read(place.committee, officer, letter)
    assert rejudging.judge(place.committee) == 0
