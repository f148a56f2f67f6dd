"""Taking in a file: who loaded it, whether it is known already, and the job that reads it."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from dataclasses import dataclass

import pghistory
from django.conf import settings
from django.core.files.base import File
from django.db import IntegrityError, transaction

from tinhxanh.apps.accounts.models import Organisation, User
from tinhxanh.apps.registers import tasks
from tinhxanh.apps.registers.models import Document
from tinhxanh.apps.registers.refusals import Refused
from tinhxanh.core import vietnamese

SILENCE = dt.timedelta(minutes=10)
"""A reading that has said nothing for this long is taken to have died with its worker."""

PICTURES = ("image-only", "needs-ocr")
"""Why a reading failed, where recognising letters is the remedy."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Received:
    """The document of a file; `is_new` is false where the same bytes were loaded before."""

    document: Document
    is_new: bool


def receive(
    *, file: File, by: User, organisation: Organisation, at: dt.datetime, supersedes: Document | None = None
) -> Received:
    """Keep `file` and have it read; the same bytes again give the document that is there.

    The job stands in the same transaction as the row: neither is there without the other.
    Raises `Refused` ("empty", "too-large", "other-organisation").
    """
    _check_size(file)
    if supersedes is not None and supersedes.organisation_id != organisation.pk:
        raise Refused("other-organisation", "Văn bản cũ thuộc cơ quan khác nên không thay thế được.")
    digest = _digest(file)
    known = Document.objects.filter(organisation=organisation, sha256=digest).first()
    if known is not None:
        return Received(known, is_new=False)
    document = Document(
        organisation=organisation,
        filename=clean_name(file.name or ""),
        sha256=digest,
        size=file.size,
        uploaded_by=by,
        uploaded_at=at,
        supersedes=supersedes,
    )
    document.folded = vietnamese.fold(document.filename)
    return _keep(document, file)


def _keep(document: Document, file: File) -> Received:
    document.file.save("", file, save=False)
    why = f"Tải lên tệp {document.filename}"
    try:
        with transaction.atomic(), pghistory.context(user=document.uploaded_by_id, why=why):
            document.save(force_insert=True)
            tasks.read_document.defer(document_id=str(document.pk))
    except IntegrityError:
        # Two people sent the same file in the same moment: the second one finds the first one's row.
        document.file.delete(save=False)
        known = Document.objects.get(organisation=document.organisation, sha256=document.sha256)
        return Received(known, is_new=False)
    except BaseException:
        document.file.delete(save=False)
        raise
    return Received(document, is_new=True)


def retry(*, document: Document, by: User, at: dt.datetime, ocr: bool = False) -> None:
    """Read a document again that failed or whose reading fell silent, on wish with its letters recognised.

    Raises `Refused` otherwise.
    """
    why = "Nhận dạng chữ rồi đọc lại" if ocr else "Đọc lại"
    with transaction.atomic(), pghistory.context(user=by.pk, why=why):
        locked = Document.objects.select_for_update().get(pk=document.pk)
        if not may_retry(locked, at) and not (ocr and may_recognise(locked)):
            raise Refused("not-failed", "Văn bản này đang được đọc hoặc đã đọc xong, không cần đọc lại.")
        locked.state = Document.State.WAITING
        locked.error_code = locked.error_text = locked.progress_text = ""
        locked.progress, locked.progress_at = 0, at
        locked.save()
        tasks.read_document.defer(document_id=str(locked.pk), ocr=ocr)


def may_recognise(document: Document) -> bool:
    """Whether recognising letters makes sense: pictures without text, or a text layer full of errors.

    A reading that somebody has decided on is not thrown away.
    """
    if document.state == Document.State.FAILED:
        return document.error_code in PICTURES
    has_bad_text = any(note["code"] == "bad-text-layer" for note in document.notes)
    if document.state != Document.State.READ or not has_bad_text:
        return False
    return not document.read_facts.exclude(decided_by=None).exists()


def may_retry(document: Document, at: dt.datetime) -> bool:
    """Whether reading again makes sense: it failed, or nothing was heard of it for `SILENCE`."""
    if document.state == Document.State.FAILED:
        return True
    is_under_way = document.state in (Document.State.WAITING, Document.State.READING)
    return is_under_way and at - (document.progress_at or document.uploaded_at) > SILENCE


def remove(*, document: Document, by: User, at: dt.datetime, reason: str) -> None:
    """Take away an upload that was never read, with its file; who, why and which file stay in the history.

    Raises `Refused` ("reason", "was-read") without a reason, and for what was read or is being read.
    """
    if not reason.strip():
        raise Refused("reason", "Hãy ghi lý do xóa tệp này.")
    why = f"Xóa tệp chưa đọc được: {reason.strip()}"
    with transaction.atomic(), pghistory.context(user=by.pk, why=why[:300]):
        held = Document.objects.select_for_update().get(pk=document.pk)
        if not may_remove(held, at):
            raise Refused("was-read", "Chỉ xóa được tệp chưa đọc được; văn bản đã đọc thì giữ lại.")
        file = held.file
        held.delete()
        transaction.on_commit(lambda: file.storage.delete(file.name))


def may_remove(document: Document, at: dt.datetime) -> bool:
    """Whether a document holds nothing that was read: it failed, fell silent, or gave nothing at all."""
    if document.state == Document.State.READ:
        return not document.read_facts.exists()
    return may_retry(document, at)


def clean_name(name: str) -> str:
    """The last part of a file name as a browser sends it, without path, control or direction characters."""
    last = re.split(r"[\\/]", _CONTROL.sub("", name))[-1].strip()
    stem, dot, ending = last.rpartition(".")
    return (f"{stem[: 249 - len(ending)]}{dot}{ending}" if len(last) > 250 else last)[:250] or "tệp không tên"


def _check_size(file: File) -> None:
    if not file.size:
        raise Refused(
            "empty", f"Tệp “{clean_name(file.name or '')}” không có nội dung; hãy kiểm tra rồi chọn lại."
        )
    if file.size > settings.UPLOAD_LIMIT_MB << 20:
        raise Refused("too-large", too_large(clean_name(file.name or "")))


def too_large(name: str) -> str:
    """The sentence for a file over the limit."""
    return (
        f"Tệp “{name}” lớn hơn {settings.UPLOAD_LIMIT_MB} MB; "
        "hãy tách phụ lục hoặc giảm độ phân giải bản quét rồi tải lại."
    )


def _digest(file: File) -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()
