"""From a reviewed document to a programme, and a later version put in its place."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

import factories
import sample_plan
from factories import Place
from sample_plan import NOW
from tinhxanh.apps.accounts.models import User
from tinhxanh.apps.programmes import casting, confirming, doubts, duties, history, queries, revising
from tinhxanh.apps.programmes.models import Duty, DutyAgency, Programme, ProgrammeDocument, ProgressReport
from tinhxanh.apps.registers import facts
from tinhxanh.apps.registers.models import Document, Instrument, ReadFact
from tinhxanh.apps.registers.refusals import Refused
from tinhxanh.core.duties.state import Standing
from tinhxanh.exchange.working_days import calendar_around

Kind = ReadFact.Kind


@pytest.fixture(autouse=True)
def _files(settings: object, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def place(db: None) -> Place:
    return factories.place()


@pytest.fixture
def officer(place: Place) -> User:
    return factories.user("dau.moi", place.committee, "focal")


@pytest.fixture
def document(place: Place, officer: User) -> Document:
    return sample_plan.read(place.committee, officer)


def confirm(document: Document, officer: User, **more: object) -> Programme:
    return confirming.confirm(document=document, by=officer, at=NOW, **{"despite_doubts": True, **more})


def duty(programme: Programme, code: str) -> Duty:
    return programme.duties.get(code=code)


def names(row: Duty, role: str) -> list[str]:
    return [part.organisation.name for part in row.agencies.filter(role=role)]


def test_a_programme_has_the_duties_of_its_document(document: Document, officer: User, place: Place) -> None:
    programme = confirm(document, officer, title="Chỉ số Xanh 2026")
    document.refresh_from_db()
    row = duty(programme, "II.1.a")
    assert document.state == Document.State.CONFIRMED
    assert (programme.title, programme.organisation) == ("Chỉ số Xanh 2026", place.committee)
    assert row.due_on == dt.date(2026, 6, 30)
    assert names(row, DutyAgency.Role.LEAD) == ["Sở Nông nghiệp và Môi trường"]
    assert names(row, DutyAgency.Role.COORDINATE) == ["Sở Công Thương"]
    assert row.spans == row.fact.spans
    assert "lap danh sach nguon nuoc thai" in row.folded


def test_what_is_cited_is_in_the_register_once(place: Place, officer: User, document: Document) -> None:
    programme = confirm(document, officer)
    citation = programme.citations.get(instrument__number="36/2025/QĐ-TTg")
    assert citation.instrument.date == dt.date(2025, 9, 12)
    other = sample_plan.read(place.committee, officer, sample_plan.text(sample_plan.PLAN + "\nBản hai.\n"))
    confirm(other, officer)
    assert Instrument.objects.filter(number="36/2025/QĐ-TTg").count() == 1


def test_rejected_and_merged_facts_are_left_out_and_unseen_ones_taken(
    document: Document, officer: User
) -> None:
    first, second, third = document.read_facts.filter(kind=Kind.TASK).order_by("position")[:3]
    facts.reject(fact=first, by=officer, at=NOW, version=first.version)
    facts.merge(fact=third, into=second, by=officer, at=NOW, version=third.version)
    programme = confirm(document, officer)
    codes = set(programme.duties.values_list("code", flat=True))
    assert not codes & {first.code, third.code}
    assert {second.code, "II.2.b"} <= codes
    assert third.value["text"] in duty(programme, second.code).text


def standing(row: Duty) -> Standing:
    """How a duty stands long before anything of it is due."""
    day = dt.date(2026, 1, 5)
    return queries.clock([row.programme], day, calendar_around(day)).standing(row)


def doubt(document: Document) -> ReadFact:
    fact = document.read_facts.filter(kind=Kind.TASK).first()
    fact.doubts = [{"code": "x", "message": "Xem lại.", "field": None, "name": None, "proposals": []}]
    fact.save()
    return fact


def test_open_doubts_hold_up_the_programme_until_somebody_says_so(document: Document, officer: User) -> None:
    fact = doubt(document)
    with pytest.raises(Refused, match=fact.code):
        confirm(document, officer, despite_doubts=False)
    assert not Programme.objects.exists()
    document.refresh_from_db()
    assert document.state == Document.State.READ
    assert confirm(document, officer, despite_doubts=True).duties.count() > 3


def test_a_decided_doubt_holds_up_nothing(document: Document, officer: User) -> None:
    document.read_facts.update(doubts=[])
    fact = doubt(document)
    facts.accept(fact=fact, by=officer, at=NOW, version=fact.version)
    assert confirm(document, officer, despite_doubts=False)


def test_a_doubt_stays_with_the_duty_until_somebody_has_looked(document: Document, officer: User) -> None:
    document.read_facts.update(doubts=[])
    fact = doubt(document)
    programme = confirm(document, officer)
    row = programme.duties.get(fact=fact)
    assert [one.pk for one in doubts.told(programme.duties.all()).filter(is_doubted=True)] == [row.pk]
    assert doubts.of(row) == fact
    facts.look_at(fact=fact, by=officer, at=NOW)
    assert doubts.of(row) is None
    assert doubts.unlooked(programme, programme.duties.all()).total == 0
    fact.refresh_from_db()
    assert (fact.state, fact.decided_by) == (ReadFact.State.ACCEPTED, officer)
    (told,) = [one for one in history.history(row, standing(row)) if "So bản đọc" in one.what]
    assert (told.who, told.why) == (str(officer), "Xem lại.")
    with pytest.raises(Refused, match="Đã có người xem"):
        facts.look_at(fact=fact, by=officer, at=NOW)


def test_what_is_doubtful_beside_the_duties_is_counted_by_document(document: Document, officer: User) -> None:
    document.read_facts.update(doubts=[])
    target = document.read_facts.exclude(kind=Kind.TASK).first()
    target.doubts = [{"code": "x", "message": "Xem lại.", "field": None, "name": None, "proposals": []}]
    target.save()
    programme = confirm(document, officer)
    found = doubts.unlooked(programme, programme.duties.all())
    assert (found.duties, found.others, found.total) == (0, {document.pk: 1}, 1)


def test_a_doubt_is_looked_at_in_the_review_before_there_is_a_programme(
    document: Document, officer: User
) -> None:
    with pytest.raises(Refused, match="trang rà soát"):
        facts.look_at(fact=doubt(document), by=officer, at=NOW)


def test_matching_a_name_settles_what_was_doubted_about_it(
    document: Document, officer: User, place: Place
) -> None:
    document.read_facts.update(doubts=[])
    fact = document.read_facts.get(kind=Kind.TASK, code="II.1.a")
    fact.value["lead"] = ["Ban Quản lý cửa khẩu"]
    about = {"message": "Chưa rõ.", "field": "lead", "proposals": []}
    fact.doubts = [
        {"code": "unknown-agency", "name": "Ban Quản lý cửa khẩu", **about},
        {"code": "row-by-guess", "name": None, **about},
    ]
    fact.save()
    row = confirm(document, officer).duties.get(fact=fact)
    part = row.agencies.get(role=DutyAgency.Role.LEAD)
    duties.match_agency(part=part, organisation=place.agencies[0], by=officer)
    left = doubts.of(row)
    assert left is not None
    assert [one["code"] for one in left.doubts] == ["row-by-guess"]


def test_a_document_makes_one_programme(document: Document, officer: User) -> None:
    confirm(document, officer)
    with pytest.raises(Refused, match="đã lập"):
        confirm(document, officer)


def test_a_fault_half_way_leaves_nothing(
    document: Document, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fall(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(casting, "citations", fall)
    with pytest.raises(RuntimeError):
        confirm(document, officer)
    document.refresh_from_db()
    assert document.state == Document.State.READ
    assert (Programme.objects.count(), Duty.objects.count()) == (0, 0)


def test_an_appendix_joins_the_programme_behind_its_duties(
    place: Place, document: Document, officer: User
) -> None:
    programme = confirm(document, officer)
    before = programme.duties.count()
    annex = sample_plan.read(place.committee, officer, sample_plan.word(5))
    assert confirm(annex, officer, programme=programme) == programme
    assert programme.duties.count() == before + 5
    assert programme.documents.get(document=annex).part == ProgrammeDocument.Part.APPENDIX
    assert programme.duties.last().document == annex


def test_history_says_who_made_the_programme_and_from_what(document: Document, officer: User) -> None:
    programme = confirm(document, officer)
    event = Programme.pgh_event_model.objects.get(pgh_obj=programme)
    assert event.pgh_context.metadata["user"] == officer.pk
    assert "Lập chương trình" in event.pgh_context.metadata["why"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, ("none", "", None)),
        ({"kind": "ongoing", "text": "Thường xuyên"}, ("ongoing", "Thường xuyên", None)),
        ({"kind": "date", "text": "t", "date": "2026-06-30"}, ("date", "t", dt.date(2026, 6, 30))),
        ({"kind": "year", "text": "Năm 2026", "year": 2026}, ("year", "Năm 2026", dt.date(2026, 12, 31))),
    ],
)
def test_a_deadline_gives_the_last_day_in_time(value: dict | None, expected: tuple) -> None:
    assert casting.deadline(value) == expected


# ---- a later version

REVISED = (
    sample_plan.PLAN.replace("tại ba xã biên giới", "tại năm xã biên giới")
    .replace(
        "b) Mở hai lớp học về sản xuất sạch hơn cho doanh nghiệp nhỏ", "b) Trồng cây xanh ven sông Kỳ Cùng"
    )
    .replace("17/KH-UBND", "58/KH-UBND")
)


@pytest.fixture
def programme(document: Document, officer: User) -> Programme:
    return confirm(document, officer)


@pytest.fixture
def revised(place: Place, officer: User, programme: Programme, document: Document) -> Document:
    return sample_plan.read(place.committee, officer, sample_plan.text(REVISED), supersedes=document)


def test_a_new_version_shows_what_it_changes(revised: Document, programme: Programme) -> None:
    found = revising.preview(revised)
    assert found.programme == programme
    assert [pair.new.code for pair in found.difference.changed] == ["II.1.b"]
    assert [item.code for item in found.difference.added] == ["II.2.b"]
    assert [item.code for item in found.difference.dropped] == ["II.2.b"]


def test_a_new_version_of_an_unconfirmed_one_compares_the_readings(
    place: Place, officer: User, document: Document
) -> None:
    later = sample_plan.read(place.committee, officer, sample_plan.text(REVISED), supersedes=document)
    found = revising.preview(later)
    assert found.programme is None
    assert len(found.difference.changed) == 1


def test_applying_a_version_keeps_reports_and_acceptance(
    revised: Document, programme: Programme, officer: User, place: Place
) -> None:
    row = duty(programme, "II.1.b")
    row.agencies.update(accepted_by=officer, accepted_at=NOW)
    ProgressReport.objects.create(
        duty=row, organisation=place.agencies[2], reported_by=officer, reported_at=NOW, percent=40, words="."
    )
    assert revising.revise(document=revised, by=officer, at=NOW, despite_doubts=True) == programme
    row.refresh_from_db()
    assert "năm xã biên giới" in row.text
    assert row.document == revised
    assert row.reports.get().percent == 40
    assert row.agencies.get().accepted_by == officer


def test_applying_a_version_drops_and_adds_duties(
    revised: Document, programme: Programme, officer: User
) -> None:
    revising.revise(document=revised, by=officer, at=NOW, despite_doubts=True)
    dropped = programme.duties.get(is_dropped=True)
    assert "Mở hai lớp" in dropped.text
    standing = programme.duties.filter(is_dropped=False)
    assert [d.code for d in standing.filter(code="II.2.b")] == ["II.2.b"]
    assert standing.filter(document=revised).count() == standing.count()
    assert programme.documents.get(document=revised).part == ProgrammeDocument.Part.REVISION
    assert programme.citations.count() == programme.citations.filter(fact__document=revised).count()
