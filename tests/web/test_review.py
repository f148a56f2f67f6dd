"""The review page: shown, decided on by plain forms, safe for two people, usable for long documents."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

import factories
import sample_plan
from factories import Place
from tinhxanh.apps.accounts.models import Organisation, User
from tinhxanh.apps.registers.facts import GAP
from tinhxanh.apps.registers.models import Document, ReadFact

State, Kind = ReadFact.State, ReadFact.Kind


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
def focal(client: Client, officer: User) -> Client:
    client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def document(place: Place, officer: User) -> Document:
    return sample_plan.read(place.committee, officer)


def task(document: Document, code: str = "II.1.b") -> ReadFact:
    return document.read_facts.get(kind=Kind.TASK, code=code)


def said(response: Any) -> str:
    return " ".join(response.content.decode().split())


def look(client: Client, document: Document, **query: Any) -> Any:
    return client.get(reverse("review", args=[document.pk]), query)


def press(client: Client, fact: ReadFact, act: str, **more: Any) -> Any:
    sent = {"muc": fact.pk, "ban": fact.version, "loai": "nhiem-vu", "viec": act, **more}
    return client.post(reverse("review_decide", args=[fact.document_id]), sent)


def fields(fact: ReadFact, **changes: Any) -> dict[str, Any]:
    """What the open form of a duty sends."""
    value = fact.value
    deadline = value.get("deadline") or {}
    kept = {
        "text": value["text"],
        "lead": "\n".join(value["lead"]),
        "coordinate": "\n".join(value["coordinate"]),
        "component": value.get("component") or "",
        "deadline_kind": deadline.get("kind", ""),
        "deadline_text": deadline.get("text", ""),
        "deadline_date": deadline.get("date", ""),
        "deadline_year": deadline.get("year", ""),
    }
    return {**kept, **changes}


def test_the_sentence_is_marked_beside_its_fact(focal: Client, document: Document) -> None:
    fact = task(document)
    page = said(look(focal, document, muc=fact.pk))
    assert f'<span class="span span--duty is-here" data-fact="{fact.pk}">Lắp trạm đo nước sông' in page
    assert f'value="{fact.pk}"' in page
    assert "mục đã rà soát" in page


def test_deadline_and_citation_have_their_own_colours(focal: Client, document: Document) -> None:
    page = said(look(focal, document))
    assert "span--date" in page
    assert "span--cite" in page


def test_accepting_goes_on_to_the_next_fact(focal: Client, document: Document) -> None:
    fact = task(document, "II.1.a")
    response = press(focal, fact, "chap-nhan", **fields(fact))
    fact.refresh_from_db()
    assert fact.state == State.ACCEPTED
    assert response.url.endswith(f"?loai=nhiem-vu&muc={task(document).pk}")
    total = document.read_facts.count()
    assert f"1 / {total}</strong>" in said(focal.get(response.url))


def test_a_correction_is_kept(focal: Client, document: Document) -> None:
    fact = task(document)
    changes = {
        "lead": "Sở Công Thương\nThanh tra tỉnh",
        "deadline_kind": "date",
        "deadline_date": "30/9/2026",
        "deadline_text": "trong quý III",
        "component": "1",
    }
    press(focal, fact, "chap-nhan", **fields(fact, **changes))
    fact.refresh_from_db()
    assert fact.state == State.EDITED
    assert fact.value["lead"] == ["Sở Công Thương", "Thanh tra tỉnh"]
    assert fact.value["deadline"] == {"kind": "date", "text": "trong quý III", "date": "2026-09-30"}
    assert fact.value["component"] == 1
    assert fact.value["theme"] == fact.as_read["theme"]


def test_a_day_that_does_not_exist_comes_back_with_the_form(focal: Client, document: Document) -> None:
    fact = task(document)
    wrong = fields(fact, text="Việc đã sửa", deadline_kind="date", deadline_date="31/2/2026")
    response = press(focal, fact, "chap-nhan", **wrong)
    page = said(response)
    assert response.status_code == 422
    assert "Hãy ghi ngày có thật" in page
    assert "Việc đã sửa" in page
    fact.refresh_from_db()
    assert fact.state == State.TODO


def test_the_second_of_two_people_keeps_what_they_typed(focal: Client, document: Document) -> None:
    fact = task(document)
    press(focal, fact, "loai")
    response = press(focal, fact, "chap-nhan", **fields(fact, text="Câu của người thứ hai"))
    page = said(response)
    assert response.status_code == 422
    assert "vừa thay đổi mục II.1.b" in page
    assert "Câu của người thứ hai" in page
    fact.refresh_from_db()
    assert fact.state == State.REJECTED
    again = press(focal, fact, "chap-nhan", **fields(fact, text="Câu của người thứ hai"))
    assert again.status_code == 302
    fact.refresh_from_db()
    assert fact.value["text"] == "Câu của người thứ hai"


def test_rejecting_and_taking_back(focal: Client, document: Document) -> None:
    fact = task(document)
    press(focal, fact, "loai")
    fact.refresh_from_db()
    assert fact.state == State.REJECTED
    assert "Lấy lại" in said(look(focal, document, muc=fact.pk))
    press(focal, fact, "xem-lai")
    fact.refresh_from_db()
    assert fact.state == State.TODO


def test_merging_offers_and_joins_the_fact_above(focal: Client, document: Document) -> None:
    fact, above = task(document), task(document, "II.1.a")
    assert "Gộp với II.1.a" in said(look(focal, document, muc=fact.pk))
    press(focal, fact, "gop", vao=above.pk)
    above.refresh_from_db()
    assert "Lắp trạm đo nước sông" in above.value["text"]


def test_splitting_shows_one_piece_a_line_and_splits_there(focal: Client, document: Document) -> None:
    fact = task(document)
    assert "Mỗi dòng thành một mục" in said(look(focal, document, muc=fact.pk, tach=1))
    words = fact.value["text"].split()
    press(focal, fact, "tach", phan=f"{' '.join(words[:5])}\r\n{' '.join(words[5:])}")
    codes = document.read_facts.filter(kind=Kind.TASK, code__startswith="II.1.b")
    assert [f.code for f in codes.order_by("position")] == ["II.1.b", "II.1.b/2"]


def test_one_line_is_no_split_and_says_so(focal: Client, document: Document) -> None:
    response = press(focal, task(document), "tach", phan="một dòng")
    assert response.status_code == 422
    assert "mỗi dòng thành một mục" in said(response)


def test_a_section_is_accepted_in_one_go(focal: Client, document: Document) -> None:
    sent = {"loai": "nhiem-vu", "phan": "II.1"}
    response = focal.post(reverse("review_section", args=[document.pk]), sent)
    assert "Đã chấp nhận 2 mục." in said(focal.get(response.url))
    assert task(document, "II.2.a").state == State.TODO


def test_a_missed_duty_is_added_by_its_words(focal: Client, document: Document) -> None:
    response = focal.post(
        reverse("review_add", args=[document.pk]), {"text": "Nâng điểm của tỉnh so với năm trước"}
    )
    page = said(focal.get(response.url))
    assert "Đã thêm một nhiệm vụ" in page
    assert document.read_facts.filter(kind=Kind.TASK, as_read__isnull=True).count() == 1


def test_words_that_are_not_there_are_told(focal: Client, document: Document) -> None:
    response = focal.post(reverse("review_add", args=[document.pk]), {"text": "Không có câu này"})
    assert "Không thấy đoạn này" in said(focal.get(response.url))


def test_an_agency_is_added_by_a_persons_word(focal: Client, document: Document) -> None:
    sent = {"name": "Ban Quản lý cửa khẩu", "kind": "department", "muc": task(document).pk}
    response = focal.post(reverse("review_agency", args=[document.pk]), sent)
    assert "Đã thêm “Ban Quản lý cửa khẩu”" in said(focal.get(response.url))
    assert Organisation.objects.filter(name="Ban Quản lý cửa khẩu").count() == 1


def test_names_are_suggested_without_diacritics(focal: Client, document: Document) -> None:
    response = focal.get(reverse("review_suggest", args=[document.pk]), {"q": "so cong"})
    assert 'data-name="Sở Công Thương"' in said(response)


def test_following_a_proposal_by_its_button(focal: Client, document: Document) -> None:
    fact = task(document)
    proposal = {"label": "Sở Xây dựng", "note": "theo danh bạ", "value": "Sở Xây dựng"}
    fact.value = {**fact.value, "lead": ["Sở Xây dụng"]}
    fact.doubts = [
        {"code": "unsure-agency", "message": "Chưa rõ.", "field": "lead", "name": "Sở Xây dụng",
         "proposals": [proposal]}
    ]  # fmt: skip
    fact.save()
    page = said(look(focal, document, muc=fact.pk))
    assert 'value="goi-y:0.0"' in page
    press(focal, fact, "goi-y:0.0")
    fact.refresh_from_db()
    assert (fact.value["lead"], fact.doubts) == (["Sở Xây dựng"], [])


def doubted(fact: ReadFact, everywhere: bool) -> ReadFact:
    """The duty with a name that one proposal is made for."""
    proposal = {"label": "Sở Xây dựng", "note": "", "value": "Sở Xây dựng", "everywhere": everywhere}
    fact.value = {**fact.value, "lead": ["Sở Xây dụng"]}
    fact.doubts = [
        {"code": "unsure-agency", "message": "Chưa rõ.", "field": "lead", "name": "Sở Xây dụng",
         "proposals": [proposal]}
    ]  # fmt: skip
    fact.save()
    return fact


def test_replacing_everywhere_shows_first_which_duties_change(focal: Client, document: Document) -> None:
    fact, other = (doubted(task(document, code), everywhere=True) for code in ("II.1.b", "II.2.a"))
    assert 'value="goi-y-het:0.0"' in said(look(focal, document, muc=fact.pk))
    asked = press(focal, fact, "goi-y-het:0.0")
    page = said(asked)
    assert asked.status_code == 200
    assert "Thay “Sở Xây dụng” bằng “Sở Xây dựng” ở 2 mục:" in page
    assert f'name="chon" value="{other.pk}" checked' in page
    other.refresh_from_db()
    assert other.value["lead"] == ["Sở Xây dụng"]
    press(focal, fact, "thay-het:0.0", chon=[other.pk])
    for one in (fact, other):
        one.refresh_from_db()
        assert (one.value["lead"], one.doubts) == (["Sở Xây dựng"], [])


def test_duty_that_is_left_out_of_a_replacement_keeps_its_name(focal: Client, document: Document) -> None:
    fact, other = (doubted(task(document, code), everywhere=True) for code in ("II.1.b", "II.2.a"))
    press(focal, fact, "thay-het:0.0")
    other.refresh_from_db()
    assert (other.value["lead"], other.state) == (["Sở Xây dụng"], State.TODO)


def test_unsure_proposal_has_no_button_for_the_whole_document(focal: Client, document: Document) -> None:
    fact = doubted(task(document), everywhere=False)
    page = said(look(focal, document, muc=fact.pk))
    assert 'value="goi-y:0.0"' in page
    assert "goi-y-het" not in page
    refused = press(focal, fact, "goi-y-het:0.0")
    assert refused.status_code == 422
    assert "từng mục một" in said(refused)


VALUES: dict[str, tuple[dict[str, Any], dict[str, Any], dict[str, Any]]] = {
    Kind.TARGET: (
        {"id": "I.1", "subject": "Nước thải cụm công nghiệp được xử lý", "component": None,
         "measure": "percent", "comparator": "=", "value": 65, "unit": "%", "year": 2026,
         "baseline": {"value": 62.9, "rank": None, "year": 2025}, "target_rank": None},
        {"subject": "Nước thải cụm công nghiệp được xử lý", "measure": "percent", "comparator": ">=",
         "target_value": "65,5", "unit": "%", "year": "2026",
         "baseline_value": "62,9", "baseline_year": "2025"},
        {"value": 65.5, "comparator": ">=", "baseline": {"value": 62.9, "rank": None, "year": 2025}},
    ),
    Kind.OBLIGATION: (
        {"id": "III.2", "who": ["Các sở"], "what": "Báo cáo kết quả", "to": [], "due": [], "frequency": None},
        {"what": "Báo cáo kết quả", "who": "Các sở", "to": "Sở Tài chính", "due": "05/7\n10/12/2026",
         "frequency": "semiannual"},
        {"to": ["Sở Tài chính"], "frequency": "semiannual",
         "due": [{"month": 7, "day": 5, "every": "year"}, {"date": "2026-12-10"}]},
    ),
    Kind.INDICATOR_ROW: (
        {"id": "1.2", "name": "Ít ô nhiễm", "component": 1, "unit": "%", "value": 34, "median": 30,
         "rank": 21, "target": 35, "target_rank": 17, "lead": [], "coordinate": []},
        {"row_name": "Ít ô nhiễm", "unit": "%", "row_value": "34", "median": "30", "rank": "21",
         "target": "36", "target_rank": "15", "component": "1", "lead": "Sở Công Thương"},
        {"target": 36, "target_rank": 15, "lead": ["Sở Công Thương"], "name": "Ít ô nhiễm", "value": 34},
    ),
    Kind.AGREEMENT: (
        {"title": "Biên bản ghi nhớ", "parties": ["A", "B"], "signed": None, "valid_from": None,
         "valid_to": None},
        {"title": "Biên bản ghi nhớ", "parties": "A\nB", "signed": "01/3/2026"},
        {"signed": "2026-03-01", "parties": ["A", "B"]},
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", VALUES)
def test_every_kind_of_fact_can_be_corrected(focal: Client, document: Document, kind: str) -> None:
    value, sent, expected = VALUES[kind]
    fact = ReadFact.objects.create(
        document=document, kind=kind, position=GAP * 90, code="x", as_read=value, value=value,
        spans=[{"page": None, "start": 0, "end": 10}],
    )  # fmt: skip
    assert look(focal, document, muc=fact.pk).status_code == 200
    response = press(focal, fact, "chap-nhan", **sent)
    assert response.status_code == 302, said(response)
    fact.refresh_from_db()
    assert {name: fact.value[name] for name in expected} == expected
    assert fact.state == State.EDITED


def test_a_reference_is_corrected(focal: Client, document: Document) -> None:
    fact = document.read_facts.filter(kind=Kind.REFERENCE).first()
    sent = {"number": fact.value["number"], "kind": "Quyết định", "date": "12/9/2025", "issuer": "Chính phủ"}
    press(focal, fact, "chap-nhan", **sent)
    fact.refresh_from_db()
    assert (fact.value["issuer"], fact.value["date"]) == ("Chính phủ", "2025-09-12")


@pytest.mark.parametrize(
    ("written", "kept"), [("62,9", 62.9), ("1.234,5", 1234.5), ("70", 70), ("62.9", 62.9)]
)
def test_numbers_are_read_as_they_are_written_here(written: str, kept: float) -> None:
    from tinhxanh.web.forms.facts import Decimal

    assert Decimal().clean(written) == kept


def test_a_confirmed_document_is_only_read(focal: Client, document: Document) -> None:
    Document.objects.filter(pk=document.pk).update(state=Document.State.CONFIRMED)
    page = said(look(focal, document))
    assert "chỉ để xem" in page
    assert "mục đã rà soát" not in page
    assert 'name="viec"' not in page
    response = press(focal, task(document), "loai")
    assert response.status_code == 422


def test_what_concerns_the_whole_document_is_told(focal: Client, document: Document) -> None:
    Document.objects.filter(pk=document.pk).update(
        notes=[{"code": "x", "message": "Bản quét mờ.", "page": 3}]
    )
    assert "Bản quét mờ." in said(look(focal, document, loai="can-xem"))


def test_number_day_and_title_are_put_right(focal: Client, document: Document) -> None:
    Document.objects.filter(pk=document.pk).update(
        number="", date=None, notes=[{"code": "blank-head", "message": "Không ghi ngày.", "page": None}]
    )
    assert "Số, ngày, tên văn bản" in said(look(focal, document, loai="can-xem"))
    sent = {"number": "17/KH-UBND", "date": "27/02/2026", "issuer": "UBND tỉnh", "title": "Kế hoạch xanh"}
    response = focal.post(reverse("review_describe", args=[document.pk]), sent)
    assert "Đã lưu" in said(focal.get(response.url))
    document.refresh_from_db()
    assert (document.number, str(document.date), document.notes) == ("17/KH-UBND", "2026-02-27", [])
    wrong = focal.post(reverse("review_describe", args=[document.pk]), {**sent, "date": "30/02/2026"})
    assert "Hãy ghi ngày có thật" in said(focal.get(wrong.url))


# ---- long documents


def long_document(place: Place, officer: User, n_pages: int = 200, per_page: int = 3) -> Document:
    """A document of many pages with facts on each."""
    paragraphs = tuple(f"Việc số {n}: {factories.WORKS[n % 10]}." for n in range(n_pages * 10))
    made = factories.document(
        place.committee, officer, paragraphs, state=Document.State.READ, n_pages=n_pages
    )
    ReadFact.objects.bulk_create(_fact(made, n, n * 10 // per_page) for n in range(n_pages * per_page))
    return made


def _fact(document: Document, number: int, block: int) -> ReadFact:
    start, end = document.layout["blocks"][block][:2]
    text = document.canonical_text[start:end]
    return ReadFact(
        document=document,
        kind=Kind.TASK,
        position=number * GAP,
        code=f"{number}",
        section=f"{number // 10}",
        as_read=None,
        value={"text": text, "lead": ["Sở Công Thương"], "coordinate": [], "deadline": None},
        spans=[{"page": None, "start": start, "end": end}],
    )


def test_of_200_pages_only_those_around_the_fact_are_sent(focal: Client, place: Place, officer: User) -> None:
    document = long_document(place, officer)
    fact = document.read_facts.get(code="300")
    page = said(look(focal, document, muc=fact.pk))
    assert page.count('class="doc-page') == 3
    assert "Trang 101 / 200" in page
    assert 'data-sheet="100"' in page
    assert len(page) < 900_000


def test_a_page_of_the_document_can_be_asked_for(focal: Client, place: Place, officer: User) -> None:
    document = long_document(place, officer, n_pages=9)
    assert "Trang 9 / 9" in said(look(focal, document, trang=9))
    assert "Trang 9 / 9" in said(look(focal, document, trang=99))


@pytest.mark.parametrize("n_pages", [2, 60])
def test_the_review_asks_the_same_number_of_questions_for_any_length(
    focal: Client, place: Place, officer: User, n_pages: int, django_assert_max_num_queries: Any
) -> None:
    document = long_document(place, officer, n_pages)
    with django_assert_max_num_queries(16):
        look(focal, document)


def test_a_query_with_nonsense_is_no_fault(focal: Client, document: Document) -> None:
    response = look(focal, document, loai="x", muc="abc", trang="-1")
    assert response.status_code == 200
