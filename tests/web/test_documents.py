"""Loading documents and making programmes, as a browser without script does it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

import factories
import sample_plan
from factories import Place
from tinhxanh.apps.accounts.models import User
from tinhxanh.apps.programmes.models import Programme
from tinhxanh.apps.registers import reading
from tinhxanh.apps.registers.models import Document
from tinhxanh.core.plan.checks import nature

INDEX = "/van-ban/"


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


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def send(client: Client, place: Place, content: bytes, name: str = "ke-hoach.txt", **more: object) -> object:
    file = SimpleUploadedFile(name, content)
    return client.post(INDEX, {"file": file, "organisation": place.committee.pk, **more})


def said(response: object) -> str:
    return " ".join(response.content.decode().split())


def test_a_sent_file_is_kept_and_waited_for(focal: Client, place: Place) -> None:
    response = send(focal, place, sample_plan.PLAN.encode())
    document = Document.objects.get()
    assert response.url == reverse("document", args=[document.pk])
    page = focal.get(response.url)
    assert 'hx-trigger="every 1s"' in said(page)
    assert "Đang chờ đến lượt đọc" in said(page)


def test_the_waiting_part_alone_answers_htmx_and_leads_on(focal: Client, place: Place) -> None:
    send(focal, place, sample_plan.PLAN.encode())
    document = Document.objects.get()
    address = reverse("document", args=[document.pk])
    part = focal.get(address, headers={"HX-Request": "true"})
    assert "<html" not in said(part)
    reading.run(document_id=str(document.pk), clock=timezone.now)
    done = focal.get(address, headers={"HX-Request": "true"})
    assert done["HX-Redirect"].startswith(reverse("review", args=[document.pk]))
    assert focal.get(address).url.startswith(reverse("review", args=[document.pk]))


def test_the_same_file_again_leads_to_the_known_one(focal: Client, place: Place, document: Document) -> None:
    response = send(focal, place, sample_plan.PLAN.encode(), name="khac.txt")
    assert response.url == reverse("document", args=[document.pk])
    page = focal.get(response.url, follow=True)
    assert "đã được Dau Moi tải lên" in said(page)
    assert Document.objects.count() == 1


def test_an_empty_file_is_answered_on_the_page(focal: Client, place: Place) -> None:
    response = send(focal, place, b"", name="rong.docx")
    assert response.status_code == 422
    assert "rong.docx” không có nội dung" in said(response)
    assert not Document.objects.exists()


def test_a_stated_size_over_the_limit_is_answered_before_the_body_is_read(focal: Client) -> None:
    response = focal.generic(
        "POST", INDEX, b"", content_type="multipart/form-data; boundary=x", CONTENT_LENGTH=str(300 << 20)
    )
    assert response.status_code == 413
    assert "lớn hơn 100 MB" in said(response)


def test_a_body_longer_than_the_limit_is_not_kept(focal: Client, place: Place, settings: object) -> None:
    settings.UPLOAD_LIMIT_MB = 1
    file = SimpleUploadedFile("to.txt", b"a" * ((1 << 20) + 9000))
    response = focal.post(INDEX, {"file": file, "organisation": place.committee.pk})
    assert response.status_code == 413
    assert not Document.objects.exists()


def test_no_file_is_asked_for(focal: Client, place: Place) -> None:
    response = focal.post(INDEX, {"organisation": place.committee.pk})
    assert response.status_code == 422
    assert "Hãy chọn một tệp." in said(response)


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(64), "ke-hoach.docx", "nội dung là ảnh PNG"),
        (b"PK\x03\x04" + bytes(40), "ke-hoach.docx", "bị hỏng"),
    ],
    ids=["picture", "broken"],
)
def test_a_file_that_cannot_be_read_says_why_and_what_to_do(
    focal: Client, place: Place, content: bytes, name: str, words: str
) -> None:
    address = send(focal, place, content, name=name).url
    reading.run(document_id=str(Document.objects.get().pk), clock=timezone.now)
    page = said(focal.get(address))
    assert words in page
    assert "Tải tệp khác" in page
    assert "Traceback" not in page


def test_a_failed_document_can_be_read_again(focal: Client, document: Document) -> None:
    Document.objects.filter(pk=document.pk).update(state="failed", error_text="Hỏng.")
    focal.post(reverse("document_retry", args=[document.pk]))
    document.refresh_from_db()
    assert document.state == Document.State.WAITING


def test_a_scan_is_offered_recognition(focal: Client, document: Document) -> None:
    Document.objects.filter(pk=document.pk).update(
        state="failed", error_code="image-only", error_text="Chỉ có ảnh."
    )
    assert "Nhận dạng chữ (OCR) rồi đọc" in said(focal.get(reverse("document", args=[document.pk])))
    focal.post(reverse("document_retry", args=[document.pk]), {"ocr": "1"})
    document.refresh_from_db()
    assert document.state == Document.State.WAITING


def test_a_reading_without_anything_says_so_and_is_no_earlier_version(
    focal: Client, place: Place, officer: User
) -> None:
    empty = factories.document(place.committee, officer, filename="thu-moi.txt", state=Document.State.READ)
    listed = said(focal.get(INDEX))
    assert "Có thể đã chọn nhầm tệp" in listed
    assert f'<option value="{empty.pk}"' not in listed
    html = said(focal.get(reverse("review", args=[empty.pk])))
    assert "Nếu chọn nhầm tệp, hãy tải tệp khác" in html
    assert reverse("document_confirm", args=[empty.pk]) not in html


def test_the_list_searches_without_diacritics(focal: Client, document: Document) -> None:
    assert document.filename in said(focal.get(INDEX, {"tim": "KE hoach"}))
    assert "Không thấy văn bản nào" in said(focal.get(INDEX, {"tim": "khong co"}))


def test_the_list_asks_the_same_number_of_questions_for_many(
    focal: Client, place: Place, officer: User, django_assert_max_num_queries: object
) -> None:
    for n in range(12):
        factories.document(place.committee, officer, filename=f"van-ban-{n}.docx")
    with django_assert_max_num_queries(20):
        focal.get(INDEX)


def test_the_file_comes_back_as_a_download(focal: Client, document: Document) -> None:
    response = focal.get(reverse("document_file", args=[document.pk]))
    assert b"".join(response.streaming_content) == sample_plan.PLAN.encode()
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Type"] == "application/octet-stream"


# ---- rights


PAGES = ("document", "review", "document_file", "document_confirm", "document_difference")


@pytest.mark.parametrize("name", PAGES)
def test_an_officer_of_another_province_is_refused(document: Document, name: str) -> None:
    stranger = factories.user("nguoi.la", factories.place("Hà Giang").committee, "focal")
    assert signed_in(stranger).get(reverse(name, args=[document.pk])).status_code == 403


def test_another_provinces_documents_are_not_listed(document: Document) -> None:
    stranger = factories.user("nguoi.la", factories.place("Hà Giang").committee, "focal")
    assert document.filename not in said(signed_in(stranger).get(INDEX))


def test_an_agency_officer_has_no_documents(place: Place, document: Document) -> None:
    client = signed_in(factories.user("can.bo", place.agencies[1], "officer"))
    assert client.get(INDEX).status_code == 403
    assert client.get(reverse("review", args=[document.pk])).status_code == 403


def test_a_leader_reads_but_does_not_load(place: Place, document: Document) -> None:
    client = signed_in(factories.user("lanh.dao", place.committee, "leader"))
    assert client.get(reverse("review", args=[document.pk])).status_code == 200
    assert "Tải lên và đọc" not in said(client.get(INDEX))
    assert send(client, place, b"abc").status_code == 422
    assert client.get(reverse("document_confirm", args=[document.pk])).status_code == 403


def test_a_token_is_asked_for(officer: User, place: Place) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
    assert send(client, place, b"abc").status_code == 403


# ---- programme


def test_the_confirming_page_says_what_will_be_made(focal: Client, document: Document) -> None:
    page = said(focal.get(reverse("document_confirm", args=[document.pk])))
    assert "mục chưa ai xem và không vướng gì: lấy như đã đọc" in page


def test_confirming_makes_a_programme(focal: Client, document: Document) -> None:
    response = focal.post(
        reverse("document_confirm", args=[document.pk]), {"title": "Xanh 2026", "despite_doubts": "on"}
    )
    programme = Programme.objects.get()
    assert programme.title == "Xanh 2026"
    assert response.url == reverse("programme", args=[programme.pk])


def test_open_doubts_are_named_instead(focal: Client, document: Document) -> None:
    fact = document.read_facts.filter(kind="task").first()
    fact.doubts = [{"code": "x", "message": "Xem lại.", "field": None, "name": None, "proposals": []}]
    fact.save()
    response = focal.post(reverse("document_confirm", args=[document.pk]), {"title": "Xanh 2026"})
    assert response.status_code == 422
    assert "hãy quyết từng điều" in said(response)
    assert not Programme.objects.exists()


def test_a_new_version_shows_its_changes_and_is_applied(
    focal: Client, place: Place, officer: User, document: Document
) -> None:
    focal.post(reverse("document_confirm", args=[document.pk]), {"title": "Xanh", "despite_doubts": "on"})
    changed = sample_plan.PLAN.replace("ba xã biên giới", "năm xã biên giới")
    send(focal, place, changed.encode(), name="moi.txt", supersedes=document.pk)
    later = Document.objects.get(filename="moi.txt")
    reading.run(document_id=str(later.pk), clock=lambda: timezone.now() + dt.timedelta(seconds=1))
    page = said(focal.get(reverse("document_difference", args=[later.pk])))
    assert "<del>ba</del>" in page
    assert "<ins>năm</ins>" in page
    focal.post(
        reverse("document_confirm", args=[later.pk]),
        {"title": "Xanh", "despite_doubts": "on", "viec": "ban-moi"},
    )
    assert Programme.objects.count() == 1
    assert Programme.objects.get().duties.filter(text__contains="năm xã").count() == 1


def test_version_that_could_not_be_read_does_not_hide_the_one_it_was_to_replace(
    focal: Client, place: Place, document: Document
) -> None:
    choice = f'<option value="{document.pk}">'
    assert choice in said(focal.get(INDEX))
    send(focal, place, sample_plan.PLAN.encode() + b" ", name="moi.txt", supersedes=document.pk)
    assert choice not in said(focal.get(INDEX)), "one newer version is on its way"
    Document.objects.filter(filename="moi.txt").update(state=Document.State.FAILED)
    assert choice in said(focal.get(INDEX))


CONTRACT = """HỢP ĐỒNG THU GOM RÁC
Bên A: Công ty cổ phần Gạch Suối Mơ
Bên B: Công ty TNHH Dịch vụ Lá Non
Điều 1. Công việc
1. Tỷ lệ rác được phân loại đạt 90% vào năm 2027.
"""


def test_contract_is_named_before_a_programme_is_made_of_it(
    focal: Client, place: Place, officer: User
) -> None:
    loaded = sample_plan.read(place.committee, officer, sample_plan.text(CONTRACT, "hop-dong.txt"))
    for address in ("review", "document_confirm"):
        page = said(focal.get(reverse(address, args=[loaded.pk])))
        assert f"{nature.CONTRACT} {nature.PROPOSAL}." in page


def failed(document: Document, **more: Any) -> Document:
    Document.objects.filter(pk=document.pk).update(state="failed", error_text="Tệp hỏng.", **more)
    document.refresh_from_db()
    return document


def test_an_upload_that_was_never_read_is_removed_with_its_reason(
    focal: Client, document: Document, django_capture_on_commit_callbacks: Any
) -> None:
    failed(document)
    path = Path(document.file.path)
    address = reverse("document_remove", args=[document.pk])
    assert address in said(focal.get(reverse("document", args=[document.pk])))
    unreasoned = focal.post(address, {"reason": "  "}, follow=True)
    assert "Hãy ghi lý do" in said(unreasoned)
    assert path.exists()
    with django_capture_on_commit_callbacks(execute=True):
        answer = focal.post(address, {"reason": "Chọn nhầm tệp"}, follow=True)
    assert f"Đã xóa tệp “{document.filename}”." in said(answer)
    assert not Document.objects.filter(pk=document.pk).exists()
    assert not path.exists()


def test_removed_upload_stays_in_the_history_and_may_be_loaded_again(
    focal: Client, place: Place, document: Document
) -> None:
    failed(document)
    focal.post(reverse("document_remove", args=[document.pk]), {"reason": "Chọn nhầm tệp"})
    auditor = Client()
    auditor.force_login(
        factories.user("kiem.tra", place.committee, "auditor"),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    page = said(auditor.get("/lich-su/?kind=document"))
    assert "Xóa tệp chưa đọc được: Chọn nhầm tệp" in page
    assert document.filename in page


def test_a_document_that_was_read_is_not_removed(focal: Client, document: Document) -> None:
    read = reverse("document_remove", args=[document.pk])
    for state in (Document.State.WAITING, Document.State.CONFIRMED):
        Document.objects.filter(pk=document.pk).update(state=state)
        assert "Chỉ xóa được tệp chưa đọc được" in said(focal.post(read, {"reason": "Thôi"}, follow=True))
    assert Document.objects.filter(pk=document.pk).exists()


def test_only_who_loaded_or_keeps_an_upload_removes_it(
    place: Place, document: Document, officer: User
) -> None:
    failed(document)
    other_focal = factories.user("dau.moi.hai", place.committee, "focal")
    loader = factories.user("nguoi.tai", place.committee, "leader")
    stranger = factories.user("lanh.dao", place.committee, "leader")
    Document.objects.filter(pk=document.pk).update(uploaded_by=loader)
    document.refresh_from_db()
    assert other_focal.has_perm("registers.remove_document", document)
    assert loader.has_perm("registers.remove_document", document)
    assert not stranger.has_perm("registers.remove_document", document)
    assert not factories.user("so.khac", place.agencies[0], "officer").has_perm(
        "registers.remove_document", document
    )


def test_making_a_programme_repeats_what_is_grave_and_keeps_the_order_of_the_document(
    focal: Client, place: Place, officer: User
) -> None:
    plan = sample_plan.PLAN.replace("LẠNG SƠN", "CAO BẰNG").replace("Lạng Sơn", "Cao Bằng")
    loaded = sample_plan.read(place.committee, officer, sample_plan.text(plan))
    loaded.notes = [{"code": "marker-gap", "message": "Đánh số.", "page": 2}, *loaded.notes]
    loaded.save()
    doubt = {"code": "x", "message": "Xem {}.", "field": None, "name": None, "proposals": []}
    loaded.read_facts.update(doubts=[])
    tasks = list(loaded.read_facts.filter(kind="task").order_by("position"))
    target = loaded.read_facts.exclude(kind="task").exclude(spans=[]).order_by("pk").first()
    for fact in (tasks[0], tasks[-1], target):
        fact.doubts = [doubt | {"message": f"Xem mục {fact.pk}."}]
        fact.save()
    page = said(focal.get(reverse("document_confirm", args=[loaded.pk])))
    assert page.index("Văn bản của Cao Bằng") < page.index("Đánh số. ")
    order = sorted((tasks[0], tasks[-1], target), key=lambda fact: fact.spans[0]["start"])
    places = [page.index(f"Xem mục {fact.pk}.") for fact in order]
    assert places == sorted(places)
