"""Old office files (.doc, .rtf): turned into .docx by LibreOffice, where it is installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from tinhxanh.core.plan.source import SourceDocument
from tinhxanh.exchange.documents import docx
from tinhxanh.exchange.documents.limits import Limits
from tinhxanh.exchange.documents.unreadable import Unreadable

_SECONDS = 60


def load(content: Path | bytes, kind: str, limits: Limits) -> SourceDocument:
    """The `doc` or `rtf` file `content`; Unreadable("needs-libreoffice") where it is not installed."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise Unreadable(
            "needs-libreoffice",
            f"tệp .{kind} cần LibreOffice để đọc mà máy chủ chưa cài",
            "hãy lưu thành .docx rồi tải lên lại, hoặc nhờ quản trị viên cài gói libreoffice-writer",
        )
    with tempfile.TemporaryDirectory() as folder:
        return replace(docx.load(_converted(program, content, kind, Path(folder)), limits), format=kind)


def _converted(program: str, content: Path | bytes, kind: str, folder: Path) -> bytes:
    source = folder / f"source.{kind}"
    source.write_bytes(content if isinstance(content, bytes) else content.read_bytes())
    # A profile of its own: LibreOffice lets one process at a time use a profile.
    command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore"]
    command += ["--convert-to", "docx", "--outdir", str(folder), str(source)]
    try:
        subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603 - found on PATH
    except subprocess.TimeoutExpired as error:
        raise Unreadable(
            "too-slow",
            f"LibreOffice không chuyển xong tệp trong {_SECONDS} giây",
            "hãy lưu thành .docx rồi tải lên lại",
        ) from error
    result = folder / "source.docx"
    if not result.exists():
        raise Unreadable("damaged", "LibreOffice không mở được tệp", "hãy lưu thành .docx rồi tải lên lại")
    return result.read_bytes()
