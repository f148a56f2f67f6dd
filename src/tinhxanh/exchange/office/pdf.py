"""PDF of a .docx through LibreOffice, where the machine has it."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

SECONDS = 90
"""A conversion that takes longer is given up."""


class NoConverter(Exception):
    """This machine cannot make PDF; the message is one Vietnamese sentence that says what to do."""


def converter() -> str | None:
    """Where LibreOffice is, or None."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def from_docx(content: bytes) -> bytes:
    """The PDF of a .docx file. Raises `NoConverter` without LibreOffice or when it fails.

    LibreOffice gets a profile of its own in the temporary folder, so that two conversions at once do
    not wait for one another.
    """
    program = converter()
    if program is None:
        raise NoConverter(
            "Máy chủ chưa cài LibreOffice nên chưa xuất được PDF; hãy tải .docx, hoặc nhờ quản trị cài gói "
            "libreoffice-writer."
        )
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "document.docx"
        source.write_bytes(content)
        _convert(program, source, Path(folder))
        made = source.with_suffix(".pdf")
        if not made.exists():
            raise NoConverter("LibreOffice không chuyển được văn bản này sang PDF; hãy tải .docx.")
        return made.read_bytes()


def _convert(program: str, source: Path, folder: Path) -> None:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(source)]
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)  # noqa: S603
    except (subprocess.SubprocessError, OSError) as error:
        raise NoConverter("LibreOffice không chuyển được văn bản này sang PDF; hãy tải .docx.") from error
