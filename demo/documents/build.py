"""Build the demo's documents from ``source/``: ``python demo/documents/build.py``.

The same sources give the same files, byte for byte with the same versions of python-docx and reportlab.
"""

from __future__ import annotations

from pathlib import Path

from paper import pdf, source, word

HERE = Path(__file__).resolve().parent
WRITERS = {".docx": word.write, ".pdf": pdf.write}
FILES = (
    "ke-hoach-pgi-2024.docx",
    "ke-hoach-pgi-2024.pdf",
    "phu-luc-chi-so-pgi-2024.docx",
    "nhiem-vu-tang-truong-xanh.docx",
    "ke-hoach-pgi-2024-v2.docx",
    "ke-hoach-pgi-2026.docx",
)


def build(folder: Path) -> list[Path]:
    """Write every document into ``folder`` and return the paths."""
    made = [folder / name for name in FILES]
    for path in made:
        write(HERE / "source" / f"{path.stem}.txt", path)
    return made


def write(given: Path, path: Path) -> None:
    """Write the source ``given`` as ``path``, in the format its suffix names."""
    WRITERS[path.suffix](source.read(given), path)


if __name__ == "__main__":
    build(HERE)
