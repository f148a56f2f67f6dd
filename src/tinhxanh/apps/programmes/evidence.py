"""Evidence: files that show what a report says. Hostile until checked, and never run or shown inline."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from tinhxanh.apps.programmes.models import Evidence, ProgressReport
from tinhxanh.apps.registers.documents import clean_name
from tinhxanh.apps.registers.refusals import Refused

MOST_FILES = 10

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OOXML = "application/vnd.openxmlformats-officedocument."

#: What is taken: by the ending of the name, the media type it is kept under and how such a file begins.
KINDS: dict[str, tuple[str, bytes]] = {
    ".pdf": ("application/pdf", b"%PDF-"),
    ".docx": (f"{_OOXML}wordprocessingml.document", _ZIP),
    ".xlsx": (f"{_OOXML}spreadsheetml.sheet", _ZIP),
    ".pptx": (f"{_OOXML}presentationml.presentation", _ZIP),
    ".odt": ("application/vnd.oasis.opendocument.text", _ZIP),
    ".ods": ("application/vnd.oasis.opendocument.spreadsheet", _ZIP),
    ".doc": ("application/msword", _OLE),
    ".xls": ("application/vnd.ms-excel", _OLE),
    ".jpg": ("image/jpeg", b"\xff\xd8\xff"),
    ".jpeg": ("image/jpeg", b"\xff\xd8\xff"),
    ".png": ("image/png", b"\x89PNG\r\n\x1a\n"),
}


@dataclass(frozen=True, slots=True)
class Proof:
    """A file that passed the checks, not yet kept."""

    file: UploadedFile
    name: str
    media_type: str
    sha256: str


def check_all(files: Sequence[UploadedFile]) -> list[Proof]:
    """Every file checked; raises Refused for the first that is not accepted, or for too many."""
    if len(files) > MOST_FILES:
        raise Refused("too-many", f"Mỗi báo cáo nhận tối đa {MOST_FILES} tệp.")
    return [check(file) for file in files]


def check(file: UploadedFile) -> Proof:
    """A file that may be kept.

    Raises Refused ("too-large", "empty", "kind", "content") with one sentence that names the file.
    """
    name = clean_name(file.name or "")
    media_type, start = _kind(name)
    if not file.size:
        raise Refused("empty", f"Tệp “{name}” không có nội dung.")
    if file.size > settings.EVIDENCE_LIMIT_MB * 1024 * 1024:
        raise Refused("too-large", f"Tệp “{name}” lớn hơn {settings.EVIDENCE_LIMIT_MB} MB.")
    file.seek(0)
    if not file.read(len(start)).startswith(start):
        raise Refused("content", f"Nội dung tệp “{name}” không đúng với đuôi của tên tệp.")
    return Proof(file, name, media_type, _digest(file))


def _kind(name: str) -> tuple[str, bytes]:
    kind = KINDS.get(PurePosixPath(name).suffix.lower())
    if kind is None:
        raise Refused(
            "kind", f"Tệp “{name}” không thuộc loại nhận được: PDF, Word, Excel, OpenDocument, ảnh."
        )
    return kind


def _digest(file: UploadedFile) -> str:
    file.seek(0)
    found = hashlib.sha256()
    for chunk in file.chunks():
        found.update(chunk)
    file.seek(0)
    return found.hexdigest()


def keep(proofs: Iterable[Proof], report: ProgressReport) -> list[Evidence]:
    """Keep the files under a report, each by an id of its own; nothing stays on disk where one fails."""
    kept: list[Evidence] = []
    try:
        for proof in proofs:
            kept.append(_keep(proof, report))
    except Exception:
        for evidence in kept:
            evidence.file.delete(save=False)
        raise
    return kept


def _keep(proof: Proof, report: ProgressReport) -> Evidence:
    made = Evidence(
        report=report,
        filename=proof.name,
        media_type=proof.media_type,
        size=proof.file.size,
        sha256=proof.sha256,
    )
    made.file.save(proof.name, proof.file, save=False)
    made.save(force_insert=True)
    return made
