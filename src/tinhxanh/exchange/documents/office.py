"""Old office files (.doc, .rtf): turned into .docx by LibreOffice, where it is installed."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from tinhxanh.core.plan.source import SourceDocument
from tinhxanh.exchange.documents import docx
from tinhxanh.exchange.documents.limits import Limits
from tinhxanh.exchange.documents.unreadable import Unreadable

Progress = Callable[[float, str], None]

_SECONDS = 60
_AS_DOCX = "hãy lưu thành .docx rồi tải lên lại"


def load(
    content: Path | bytes, kind: str, limits: Limits, progress: Progress | None = None
) -> SourceDocument:
    """The `doc` or `rtf` file `content`; Unreadable("needs-libreoffice") where it is not installed."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise Unreadable(
            "needs-libreoffice",
            f"tệp .{kind} cần LibreOffice để đọc mà máy chủ chưa cài",
            "hãy lưu thành .docx rồi tải lên lại, hoặc nhờ quản trị viên cài gói libreoffice-writer",
        )
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"source.{kind}"
        source.write_bytes(content if isinstance(content, bytes) else content.read_bytes())
        _convert(program, source, progress)
        result = source.with_suffix(".docx")
        if not result.exists():
            raise Unreadable("damaged", "LibreOffice không mở được tệp", _AS_DOCX)
        return replace(docx.load(result, limits), format=kind)


def _convert(program: str, source: Path, progress: Progress | None) -> None:
    """Let LibreOffice write the `source` as .docx beside it."""
    # A profile of its own: LibreOffice lets one process at a time use a profile.
    profile = (source.parent / "profile").as_uri()
    command = [
        program,
        f"-env:UserInstallation={profile}",
        "--headless",
        "--norestore",
        "--convert-to",
        "docx",
    ]
    command += ["--outdir", str(source.parent), str(source)]
    # In the group of this process: whoever stops a guarded reading stops LibreOffice with it.
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as office:  # noqa: S603
        try:
            _wait(office, progress)
        finally:
            office.kill()


def _wait(office: subprocess.Popen[bytes], progress: Progress | None) -> None:
    for second in range(_SECONDS):
        if progress:
            progress(0.1, f"Đang chuyển tệp sang .docx ({second} giây)")
        with contextlib.suppress(subprocess.TimeoutExpired):
            office.wait(1)
            return
    raise Unreadable("too-slow", f"LibreOffice không chuyển xong tệp trong {_SECONDS} giây", _AS_DOCX)
