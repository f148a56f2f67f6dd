"""Reading a kept document: file -> source -> canonical text and facts -> rows for a person to look at.

Word of the progress is written at once, outside the transaction that keeps the result, so that the
person waiting sees it. Running twice keeps one result.
"""

from __future__ import annotations

import datetime as dt
import logging
import time
from collections.abc import Callable
from pathlib import Path

import pghistory
from django.db import OperationalError, transaction

from tinhxanh.apps.registers import facts_of_reading, knowledge, layout, rejudging, twins
from tinhxanh.apps.registers.models import Document, ReadFact
from tinhxanh.core import vietnamese
from tinhxanh.core.plan import jsonform, judging
from tinhxanh.core.plan import reading as reader
from tinhxanh.core.plan.reading import Reading
from tinhxanh.core.plan.source import SourceDocument
from tinhxanh.exchange import documents
from tinhxanh.exchange.documents import Unreadable

Clock = Callable[[], dt.datetime]

log = logging.getLogger(__name__)

_PAUSE = 0.3
"""Seconds between two words of progress: more would only burden the database."""

CRASHED = (
    "Phần mềm gặp lỗi khi đọc tệp “{name}”; hãy thử lưu tệp sang dạng .docx hoặc .pdf rồi tải lại, "
    "hoặc báo quản trị hệ thống."
)


def run(*, document_id: str, clock: Clock, ocr: bool = False) -> None:
    """Read the document and keep what was read, or why it could not be read. Never raises for a bad file.

    `ocr` has the letters of scanned pages recognised.

    A failing database is raised, so that the job is tried again.
    """
    document = _begin(document_id, clock())
    if document is None:
        return
    try:
        source = _load(document, clock, ocr)
        tell(document, 60, "Đang tìm nhiệm vụ, chỉ tiêu và thời hạn", clock())
        reading = reader.read(source)
        tell(document, 85, "Đang đối chiếu tên cơ quan", clock())
        keep(document_id=document_id, source=source, reading=reading, at=clock())
    except Unreadable as error:
        fail(document_id=document_id, code=error.code, message=str(error), at=clock())
    except OperationalError:
        raise
    except Exception:
        # The person gets a sentence and the log gets the trace; a page never shows it.
        log.exception("reading document %s failed", document_id)
        message = CRASHED.format(name=document.filename)
        fail(document_id=document_id, code="crashed", message=message, at=clock())


def _begin(document_id: str, at: dt.datetime) -> Document | None:
    """The document, marked as being read; None where there is nothing left to do."""
    with transaction.atomic():
        document = Document.objects.select_for_update().filter(pk=document_id).first()
        if document is None or document.state in (Document.State.READ, Document.State.CONFIRMED):
            return None
        document.state, document.progress_text = Document.State.READING, "Đang mở tệp"
        document.progress, document.progress_at = 5, at
        document.save(update_fields=["state", "progress", "progress_text", "progress_at"])
        return document


def _load(document: Document, clock: Clock, ocr: bool) -> SourceDocument:
    last_word = 0.0

    def progress(share: float, words: str) -> None:
        nonlocal last_word
        if time.monotonic() - last_word >= _PAUSE:
            last_word = time.monotonic()
            tell(document, 5 + round(50 * min(max(share, 0.0), 1.0)), words, clock())

    return documents.load_guarded(
        Path(document.file.path), name=document.filename, progress=progress, ocr=ocr
    )


def tell(document: Document, percent: int, words: str, at: dt.datetime) -> None:
    """Write down how far the reading is."""
    Document.objects.filter(pk=document.pk).update(
        progress=percent, progress_text=words[:200], progress_at=at
    )


@transaction.atomic
def fail(*, document_id: str, code: str, message: str, at: dt.datetime) -> None:
    """Write down why a document could not be read; nothing where the upload was removed meanwhile."""
    with pghistory.context(why="Không đọc được"):
        held = Document.objects.select_for_update(of=("self",)).select_related("organisation")
        document = held.filter(pk=document_id).first()
        if document is None:
            return
        document.state, document.error_code, document.error_text = Document.State.FAILED, code[:40], message
        document.progress_at = at
        document.save(update_fields=["state", "error_code", "error_text", "progress_at"])
        if document.supersedes_id is not None:
            # Read again and failed, it renews the older version no more.
            rejudging.ask(document)


@transaction.atomic
def keep(*, document_id: str, source: SourceDocument, reading: Reading, at: dt.datetime) -> None:
    """Write down the reading: text, layout, facts and one row for each fact. Once only."""
    with pghistory.context(why="Đọc văn bản"):
        document = Document.objects.select_for_update().select_related("organisation").get(pk=document_id)
        if document.state != Document.State.READING:
            return
        _fill(document, source, reading, at)
        judged = judging.judge(reading, knowledge.of(document))
        document.facts["warnings"] = jsonform.to_json(judged.facts)["warnings"]
        rows, document.notes = facts_of_reading.rows(document, source.notes, judged)
        document.read_facts.all().delete()
        document.save()
        ReadFact.objects.bulk_create(rows, batch_size=500)
        twins.link(rows)
        rejudging.ask(document)


def _fill(document: Document, source: SourceDocument, reading: Reading, at: dt.datetime) -> None:
    about = reading.facts.document
    document.canonical_text = reading.canonical.text
    document.layout = layout.pack(reading.canonical)
    document.facts = jsonform.to_json(reading.facts)
    document.format = source.format
    document.n_pages = source.n_pages or len(reading.canonical.page_starts) or None
    document.kind = (about.kind or "")[:60]
    document.number = (about.number or "")[:60]
    document.date = about.date
    document.issuer = (about.issuer or "")[:250]
    document.province = (about.province or "")[:100]
    document.title = about.title or ""
    document.folded = vietnamese.fold(f"{document.title} {document.number} {document.filename}")
    document.state, document.read_at = Document.State.READ, at
    document.progress, document.progress_text, document.progress_at = 100, "Đã đọc xong", at
