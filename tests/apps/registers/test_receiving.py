"""Taking in a file and reading it in a job."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

import factories
import sample_plan
from factories import Place
from sample_plan import NOW
from tinhxanh.apps.accounts.models import User
from tinhxanh.apps.registers import documents, reading
from tinhxanh.apps.registers.models import Document, ReadFact
from tinhxanh.apps.registers.refusals import Refused
from tinhxanh.cli.jobs import work_off

PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)


def receive(place: Place, officer: User, file: ContentFile) -> documents.Received:
    return documents.receive(file=file, by=officer, organisation=place.committee, at=NOW)


@pytest.fixture
def work() -> Iterator[Callable[[], None]]:
    """Does what waits, as the worker does it; the connections of its threads end with the test."""
    yield _work
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def _work() -> None:
    # In a thread of its own: a browser test may have left an event loop in this one.
    thread = Thread(target=work_off)
    thread.start()
    thread.join()


def jobs(document: Document) -> list[ProcrastinateJob]:
    """The jobs of a document; a flush between tests leaves those of others."""
    return list(ProcrastinateJob.objects.filter(args__document_id=str(document.pk)))


def bomb() -> bytes:
    """A Word file whose text unpacks to two thousand times its size."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        file.writestr("word/document.xml", b" " * (80 << 20))
    return stream.getvalue()


def test_a_new_file_waits_for_its_job(place: Place, officer: User) -> None:
    received = receive(place, officer, sample_plan.text())
    assert received.is_new
    assert received.document.state == Document.State.WAITING
    assert received.document.sha256 == hashlib.sha256(sample_plan.PLAN.encode()).hexdigest()
    (job,) = jobs(received.document)
    assert (job.task_name, job.args) == (
        "registers.read_document",
        {"document_id": str(received.document.pk)},
    )


def test_the_same_file_under_another_name_is_known(place: Place, officer: User) -> None:
    first = receive(place, officer, sample_plan.text()).document
    again = receive(place, officer, sample_plan.text(name="ban-sao.txt"))
    assert (again.document, again.is_new) == (first, False)
    assert len(jobs(first)) == 1


def test_the_same_file_of_another_province_is_its_own_document(place: Place, officer: User) -> None:

    other = factories.place("Hà Giang")
    receive(place, officer, sample_plan.text())
    assert documents.receive(file=sample_plan.text(), by=officer, organisation=other.committee, at=NOW).is_new


def test_row_job_and_file_are_kept_together_or_not_at_all(
    place: Place, officer: User, settings: object
) -> None:
    before = ProcrastinateJob.objects.count()
    with transaction.atomic():
        receive(place, officer, sample_plan.text())
        assert ProcrastinateJob.objects.count() == before + 1
        transaction.set_rollback(True)
    assert not Document.objects.exists()
    assert ProcrastinateJob.objects.count() == before


def test_a_failing_insert_leaves_no_file_behind(place: Place, officer: User, settings: object) -> None:
    officer.pk = None
    with pytest.raises((ValueError, IntegrityError)), transaction.atomic():
        receive(place, officer, sample_plan.text())
    assert [p for p in Path(settings.MEDIA_ROOT).rglob("*") if p.is_file()] == []


@pytest.mark.parametrize(
    ("content", "limit", "code"),
    [(b"", 100, "empty"), (b"x" * (2 << 20), 1, "too-large")],
    ids=["empty", "too large"],
)
def test_a_file_of_an_impossible_size_is_refused_with_a_sentence(
    place: Place, officer: User, settings: object, content: bytes, limit: int, code: str
) -> None:
    settings.UPLOAD_LIMIT_MB = limit
    with pytest.raises(Refused) as refusal:
        receive(place, officer, ContentFile(content, name="a.txt"))
    assert refusal.value.code == code
    assert "a.txt" in str(refusal.value)
    assert not Document.objects.exists()


def test_a_version_of_another_organisations_document_is_refused(place: Place, officer: User) -> None:

    other = factories.place("Hà Giang")
    foreign = documents.receive(
        file=sample_plan.text(), by=officer, organisation=other.committee, at=NOW
    ).document
    with pytest.raises(Refused, match="cơ quan khác"):
        documents.receive(
            file=sample_plan.word(), by=officer, organisation=place.committee, at=NOW, supersedes=foreign
        )


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("C:\\Van ban\\kế hoạch.docx", "kế hoạch.docx"),
        ("../../etc/passwd", "passwd"),
        ("a\x00\u202egpj.exe", "agpj.exe"),
        ("", "tệp không tên"),
        ("x" * 400 + ".docx", "x" * 245 + ".docx"),
    ],
)
def test_a_file_name_is_kept_without_path_and_tricks(sent: str, kept: str) -> None:
    assert documents.clean_name(sent) == kept


@pytest.mark.django_db(transaction=True)
def test_the_worker_reads_what_was_taken_in(place: Place, officer: User, work: Callable[[], None]) -> None:
    document = receive(place, officer, sample_plan.word(6)).document
    work()
    document.refresh_from_db()
    assert document.state == Document.State.READ, document.error_text
    assert document.progress == 100
    tasks = document.read_facts.filter(kind=ReadFact.Kind.TASK)
    assert tasks.count() == 6
    assert tasks.first().value["lead"] == ["Sở Công Thương"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (PNG, "ke-hoach.docx", "other-format"),
        (b"PK\x03\x04" + bytes(40), "ke-hoach.docx", "damaged"),
        (b"%PDF-1.7\n" + bytes(200), "ke-hoach.pdf", "damaged"),
    ],
    ids=["picture as docx", "broken docx", "broken pdf"],
)
def test_a_bad_file_ends_with_a_sentence_and_no_trace(
    place: Place, officer: User, work: Callable[[], None], content: bytes, name: str, code: str
) -> None:
    document = receive(place, officer, ContentFile(content, name=name)).document
    work()
    document.refresh_from_db()
    assert (document.state, document.error_code) == (Document.State.FAILED, code)
    assert name in document.error_text
    assert "Traceback" not in document.error_text
    assert [job.status for job in jobs(document)] == ["succeeded"]


def test_a_zip_bomb_is_answered_and_not_unpacked(place: Place, officer: User) -> None:
    document = sample_plan.read(place.committee, officer, ContentFile(bomb(), name="bom.docx"))
    assert (document.state, document.error_code) == (Document.State.FAILED, "zip-bomb")


def test_a_fault_of_the_reader_is_told_without_its_trace(
    place: Place, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fall(source: object, **_: object) -> None:
        raise RuntimeError("inner words")

    monkeypatch.setattr(reading.reader, "read", fall)
    document = sample_plan.read(place.committee, officer)
    assert (document.state, document.error_code) == (Document.State.FAILED, "crashed")
    assert "inner words" not in document.error_text
    assert document.filename in document.error_text


def test_reading_twice_keeps_one_result(place: Place, officer: User) -> None:
    document = sample_plan.read(place.committee, officer)
    before = list(document.read_facts.values_list("pk", flat=True))
    reading.run(document_id=str(document.pk), clock=lambda: NOW)
    assert list(document.read_facts.values_list("pk", flat=True)) == before


def test_a_job_that_died_half_way_is_taken_up_again(place: Place, officer: User) -> None:
    document = receive(place, officer, sample_plan.text()).document
    Document.objects.filter(pk=document.pk).update(state=Document.State.READING, progress=60)
    reading.run(document_id=str(document.pk), clock=lambda: NOW)
    document.refresh_from_db()
    assert document.state == Document.State.READ


def test_only_a_failed_or_silent_reading_is_begun_again(place: Place, officer: User) -> None:
    document = receive(place, officer, sample_plan.text()).document
    with pytest.raises(Refused):
        documents.retry(document=document, by=officer, at=NOW + dt.timedelta(minutes=1))
    documents.retry(document=document, by=officer, at=NOW + dt.timedelta(minutes=11))
    Document.objects.filter(pk=document.pk).update(state=Document.State.FAILED, error_text="x")
    documents.retry(document=document, by=officer, at=NOW)
    document.refresh_from_db()
    assert (document.state, document.error_text) == (Document.State.WAITING, "")
    assert len(jobs(document)) == 3


def test_letters_are_recognised_only_where_that_is_the_remedy(place: Place, officer: User) -> None:
    document = receive(place, officer, sample_plan.text()).document
    with pytest.raises(Refused):
        documents.retry(document=document, by=officer, at=NOW, ocr=True)
    Document.objects.filter(pk=document.pk).update(state=Document.State.FAILED, error_code="image-only")
    document.refresh_from_db()
    assert documents.may_recognise(document)
    documents.retry(document=document, by=officer, at=NOW, ocr=True)
    assert jobs(document)[-1].args["ocr"] is True


def test_a_reading_that_somebody_decided_on_is_not_recognised_anew(place: Place, officer: User) -> None:
    document = sample_plan.read(place.committee, officer)
    document.notes = [{"code": "bad-text-layer", "message": "Lớp chữ nhiều lỗi.", "page": None}]
    document.save()
    assert documents.may_recognise(document)
    document.read_facts.filter(kind=ReadFact.Kind.TASK).update(decided_by=officer)
    assert not documents.may_recognise(document)


def test_upload_that_is_removed_while_it_is_read_ends_its_job_well(
    place: Place, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = receive(place, officer, sample_plan.text()).document
    parse = reading.reader.read

    def removed_meanwhile(source: object) -> object:
        Document.objects.filter(pk=document.pk).delete()
        return parse(source)

    monkeypatch.setattr(reading.reader, "read", removed_meanwhile)

    reading.run(document_id=str(document.pk), clock=lambda: NOW)

    assert not Document.objects.filter(pk=document.pk).exists()
    assert not ReadFact.objects.filter(document_id=document.pk).exists()
