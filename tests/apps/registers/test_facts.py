"""A person's word on what was read."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

import sample_plan
from factories import Place
from sample_plan import NOW
from tinhxanh.apps.accounts.models import Organisation, User
from tinhxanh.apps.registers import facts, passages, queries, reviewing
from tinhxanh.apps.registers.models import Document, Instrument, ReadFact
from tinhxanh.apps.registers.refusals import Refused, Stale

State, Kind = ReadFact.State, ReadFact.Kind


@pytest.fixture
def document(place: Place, officer: User) -> Document:
    return sample_plan.read(place.committee, officer)


@pytest.fixture
def tasks(document: Document) -> list[ReadFact]:
    return list(document.read_facts.filter(kind=Kind.TASK).order_by("position"))


def whose(officer: User, fact: ReadFact) -> dict[str, Any]:
    return {"fact": fact, "by": officer, "at": NOW, "version": fact.version}


def test_every_duty_has_its_section_and_its_sentence(document: Document, tasks: list[ReadFact]) -> None:
    assert [fact.code for fact in tasks[:4]] == ["II.1.a", "II.1.b", "II.2.a", "II.2.b"]
    assert tasks[0].section == "II.1"
    assert "Giảm thiểu ô nhiễm" in tasks[0].section_title
    quoted = passages.quoted(document.canonical_text, tasks[1].spans)
    assert "Lắp trạm đo nước sông" in quoted


def test_accepting_settles_a_fact_and_says_who(officer: User, tasks: list[ReadFact]) -> None:
    fact = facts.accept(**whose(officer, tasks[0]))
    assert (fact.state, fact.decided_by, fact.decided_at) == (State.ACCEPTED, officer, NOW)


def test_a_correction_keeps_what_was_read(officer: User, tasks: list[ReadFact]) -> None:
    fact = facts.correct(**whose(officer, tasks[0]), value={"lead": ["Sở Tài chính"]})
    assert fact.state == State.EDITED
    assert fact.value["lead"] == ["Sở Tài chính"]
    assert fact.as_read["lead"] == ["Sở Nông nghiệp và Môi trường"]


def test_a_correction_that_changes_nothing_is_an_acceptance(officer: User, tasks: list[ReadFact]) -> None:
    same = {"text": tasks[0].value["text"], "lead": tasks[0].value["lead"]}
    assert facts.correct(**whose(officer, tasks[0]), value=same).state == State.ACCEPTED


def test_a_rejected_fact_can_be_taken_back(officer: User, tasks: list[ReadFact]) -> None:
    gone = facts.reject(**whose(officer, tasks[0]))
    assert gone not in queries.standing(gone.document)
    assert facts.reopen(**whose(officer, gone)).state == State.TODO


def test_the_second_of_two_people_is_told(officer: User, tasks: list[ReadFact]) -> None:
    facts.correct(**whose(officer, tasks[0]), value={"lead": ["Sở Tài chính"]})
    with pytest.raises(Stale) as stale:
        facts.reject(**whose(officer, tasks[0]))
    assert stale.value.fact.value["lead"] == ["Sở Tài chính"]
    assert str(officer) in str(stale.value)


def test_a_merged_fact_gives_its_words_agencies_and_sentences(officer: User, tasks: list[ReadFact]) -> None:
    first, second = tasks[:2]
    target = facts.merge(**whose(officer, second), into=first)
    second.refresh_from_db()
    assert target.value["text"] == f"{first.value['text']} {second.value['text']}"
    assert target.value["lead"] == ["Sở Nông nghiệp và Môi trường", "Sở Xây dựng"]
    assert len(target.spans) == len(first.spans) + len(second.spans)
    assert (second.state, second.merged_into) == (State.MERGED, target)


def test_a_fact_is_not_merged_into_itself_or_another_kind(
    document: Document, officer: User, tasks: list[ReadFact]
) -> None:
    reference = document.read_facts.filter(kind=Kind.REFERENCE).first()
    for other in (tasks[0], reference):
        with pytest.raises(Refused):
            facts.merge(**whose(officer, tasks[0]), into=other)


def test_a_split_fact_leaves_each_part_its_own_sentence(
    document: Document, officer: User, tasks: list[ReadFact]
) -> None:
    words = tasks[1].value["text"].split()
    texts = [" ".join(words[:4]), " ".join(words[4:])]
    first, second = facts.split(**whose(officer, tasks[1]), texts=texts)
    assert (first.value["text"], second.value["text"]) == tuple(texts)
    assert first.spans[0]["end"] <= second.spans[0]["start"]
    assert passages.quoted(document.canonical_text, second.spans) == texts[1]
    order = [f.pk for f in queries.standing(document).filter(kind=Kind.TASK)]
    assert order[1:4] == [first.pk, second.pk, tasks[2].pk]


def test_one_part_is_no_split(officer: User, tasks: list[ReadFact]) -> None:
    with pytest.raises(Refused, match="xuống dòng"):
        facts.split(**whose(officer, tasks[0]), texts=["một", "  "])


def test_only_the_undoubted_of_a_section_are_taken_together(
    document: Document, officer: User, tasks: list[ReadFact]
) -> None:
    ReadFact.objects.filter(pk=tasks[0].pk).update(doubts=[{"code": "x", "message": "Xem lại."}])
    count = facts.accept_section(document=document, kinds=(Kind.TASK,), section="II.1", by=officer, at=NOW)
    states = dict(document.read_facts.filter(kind=Kind.TASK).values_list("code", "state"))
    assert count == 1
    assert (states["II.1.a"], states["II.1.b"], states["II.2.a"]) == (State.TODO, State.ACCEPTED, State.TODO)


def test_a_missed_duty_is_found_by_its_words(document: Document, officer: User) -> None:
    words = "nâng điểm của tỉnh so với năm trước"
    fact = facts.add(document=document, by=officer, at=NOW, text=words)
    assert passages.quoted(document.canonical_text, fact.spans).lower() == words
    assert fact.value["text"].lower() == words


def test_a_missed_duty_is_found_by_its_place(document: Document, officer: User) -> None:
    start = document.canonical_text.index("Mở hai lớp")
    fact = facts.add(document=document, by=officer, at=NOW, place=(start, start + 15))
    assert fact.section == "II.2"
    assert fact.value["text"] == " ".join(document.canonical_text[start : start + 15].split())


@pytest.mark.parametrize(
    "more", [{"text": "Không có câu này"}, {"place": (10, 5)}, {"place": (0, 10**9)}, {}]
)
def test_a_duty_without_a_sentence_is_refused(
    document: Document, officer: User, more: dict[str, Any]
) -> None:
    with pytest.raises(Refused, match="Không thấy đoạn này"):
        facts.add(document=document, by=officer, at=NOW, **more)


def test_nothing_is_decided_after_the_programme_is_made(
    document: Document, officer: User, tasks: list[ReadFact]
) -> None:
    Document.objects.filter(pk=document.pk).update(state=Document.State.CONFIRMED)
    with pytest.raises(Refused, match="đã lập"):
        facts.accept(**whose(officer, tasks[0]))


def test_history_says_who_and_why(officer: User, tasks: list[ReadFact]) -> None:
    facts.reject(**whose(officer, tasks[0]))
    event = ReadFact.pgh_event_model.objects.filter(pgh_obj=tasks[0]).latest("pgh_id")
    assert event.pgh_context.metadata == {"user": officer.pk, "why": "Loại bỏ"}


# ---- agencies


def of_name(document: Document, name: str) -> list[ReadFact]:
    return [f for f in document.read_facts.all() if any(d.get("name") == name for d in f.doubts)]


def unknown(place: Place, officer: User, name: str) -> Document:
    return sample_plan.read(
        place.committee, officer, sample_plan.text(sample_plan.PLAN.replace("Sở Tài chính", name))
    )


def test_an_agency_the_directory_has_not_is_a_doubt(place: Place, officer: User) -> None:
    document = unknown(place, officer, "Sở Du lịch")
    (fact,) = of_name(document, "Sở Du lịch")
    assert not Organisation.objects.filter(name="Sở Du lịch").exists()
    assert fact.code == "II.2.a"


def test_an_agency_is_made_only_by_a_persons_word(place: Place, officer: User) -> None:
    document = unknown(place, officer, "Sở Du lịch")
    made = reviewing.add_agency(document=document, name="Sở Du lịch", kind="department", by=officer, at=NOW)
    assert made.parent == place.committee
    assert of_name(document, "Sở Du lịch") == []


def test_a_proposal_puts_the_known_name_in_place(place: Place, officer: User) -> None:
    fact = make_doubted(place, officer, "Sở Xây dụng")
    chosen = facts.use(**whose(officer, fact), doubt=0, proposal=0)
    assert chosen.value["lead"] == ["Sở Xây dựng"]
    assert (chosen.doubts, chosen.state) == ([], State.EDITED)


def test_a_proposal_can_be_followed_in_the_whole_document(place: Place, officer: User) -> None:
    fact = make_doubted(place, officer, "Sở Xây dụng")
    other = make_doubted(place, officer, "Sở Xây dụng", document=fact.document)
    done = facts.use_everywhere(**whose(officer, fact), doubt=0, proposal=0)
    assert {f.pk for f in done} == {fact.pk, other.pk}
    assert all(f.value["lead"] == ["Sở Xây dựng"] for f in done)


def test_a_proposal_is_followed_only_where_the_person_has_seen_it(place: Place, officer: User) -> None:
    fact = make_doubted(place, officer, "Sở Xây dụng")
    seen = make_doubted(place, officer, "Sở Xây dụng", document=fact.document)
    unseen = make_doubted(place, officer, "Sở Xây dụng", document=fact.document)
    found = facts.same_doubts(fact=fact, doubt=0, proposal=0)
    assert [one.pk for one in found] == [fact.pk, seen.pk, unseen.pk]
    done = facts.use_everywhere(**whose(officer, fact), doubt=0, proposal=0, among={seen.pk})
    assert {one.pk for one in done} == {fact.pk, seen.pk}
    unseen.refresh_from_db()
    assert (unseen.value["lead"], unseen.state) == (["Sở Xây dụng"], State.TODO)


def test_an_unsure_proposal_is_followed_in_one_place_at_a_time(place: Place, officer: User) -> None:
    fact = make_doubted(place, officer, "Sở Xây dụng")
    fact.doubts[0]["proposals"][0]["everywhere"] = False
    fact.save()
    with pytest.raises(Refused, match="từng mục một"):
        facts.use_everywhere(**whose(officer, fact), doubt=0, proposal=0)
    assert facts.use(**whose(officer, fact), doubt=0, proposal=0).value["lead"] == ["Sở Xây dựng"]


def test_a_proposal_that_is_not_there_is_refused(officer: User, tasks: list[ReadFact]) -> None:
    with pytest.raises(Refused, match="Gợi ý"):
        facts.use(**whose(officer, tasks[0]), doubt=3, proposal=0)


def make_doubted(place: Place, officer: User, name: str, document: Document | None = None) -> ReadFact:
    """A duty whose lead is doubted with a proposal."""
    document = document or sample_plan.read(place.committee, officer)
    proposal = {"label": "Sở Xây dựng", "note": "", "value": "Sở Xây dựng", "everywhere": True}
    doubt = {"code": "unsure-agency", "message": "?", "field": "lead", "name": name, "proposals": [proposal]}
    fact = document.read_facts.filter(kind=Kind.TASK, doubts=[]).first()
    fact.value = {**fact.value, "lead": [name]}
    fact.doubts = [doubt]
    fact.save()
    return fact


def test_sections_that_share_a_theme_are_called_by_the_agency_printed_over_them(
    place: Place, officer: User
) -> None:
    plan = (
        "ỦY BAN NHÂN DÂN\nTỈNH LẠNG SƠN\nSố: 18/KH-UBND\nKẾ HOẠCH\nGiảm rác thải nhựa năm 2026\n\n"
        "III. TỔ CHỨC THỰC HIỆN\n\n"
        "1. Sở Công Thương\n\na) Kiểm tra các chợ đầu mối.\n\nb) Lập danh sách cơ sở làm túi ni lông.\n\n"
        "2. Sở Xây dựng\n\na) Rà soát bãi chứa rác.\n\nb) Hướng dẫn thu gom rác xây dựng.\n"
    )
    document = sample_plan.read(place.committee, officer, sample_plan.text(plan))
    titles = dict(document.read_facts.filter(kind=Kind.TASK).values_list("section", "section_title"))
    assert titles == {"III.1": "Sở Công Thương", "III.2": "Sở Xây dựng"}


def test_a_plan_of_another_province_says_so(officer: User, place: Place) -> None:
    plan = sample_plan.PLAN.replace("LẠNG SƠN", "CAO BẰNG").replace("Lạng Sơn", "Cao Bằng")
    document = sample_plan.read(place.committee, officer, sample_plan.text(plan))
    assert "other-province" in [note["code"] for note in document.notes]
    event = Document.pgh_event_model.objects.filter(pgh_obj_id=document.pk).latest("pgh_id")
    assert event.pgh_context.metadata["why"] == "Đọc văn bản", "not that a directory was brought for it"


def test_a_duty_without_an_agency_is_proposed_the_issuer(place: Place, officer: User) -> None:
    plan = sample_plan.PLAN.replace("ỦY BAN NHÂN DÂN\nTỈNH LẠNG SƠN", "UBND TỈNH LẠNG SƠN\nSỞ CÔNG THƯƠNG")
    plan = plan.replace("Giao Sở Tài chính chủ trì thực hiện.", "").replace("17/KH-UBND", "17/KH-SCT")
    document = sample_plan.read(place.committee, officer, sample_plan.paper(plan))
    (doubt,) = document.read_facts.get(kind=Kind.TASK, code="II.2.a").doubts
    assert doubt["code"] == "no-lead"
    assert "Sở Công Thương" in [proposal["value"] for proposal in doubt["proposals"]]


def test_a_citation_of_something_replaced_is_a_doubt(place: Place, officer: User) -> None:
    later = Instrument.objects.create(number="9/2025/QĐ-TTg", kind="Quyết định", date=dt.date(2025, 12, 1))
    Instrument.objects.create(number="36/2025/QĐ-TTg", replaced_by=later)
    document = sample_plan.read(place.committee, officer)
    doubts = [doubt for fact in document.read_facts.all() for doubt in fact.doubts]
    assert [doubt["code"] for doubt in doubts] == ["instrument-replaced"]
    assert "9/2025/QĐ-TTg" in doubts[0]["message"]


def test_another_day_asks_the_directory_again(place: Place, officer: User) -> None:
    document = sample_plan.read(place.committee, officer)
    Organisation.objects.filter(name="Sở Xây dựng").update(valid_to=dt.date(2024, 6, 30))
    fact = document.read_facts.get(kind=Kind.TASK, code="II.1.b")
    head = {"number": "1", "issuer": "UBND tỉnh", "title": "Kế hoạch"}
    for day, doubted in ((dt.date(2025, 1, 1), True), (dt.date(2024, 1, 1), False)):
        reviewing.describe(document=document, date=day, by=officer, at=NOW, **head)
        fact.refresh_from_db()
        document.refresh_from_db()
        assert bool(fact.doubts) is doubted
