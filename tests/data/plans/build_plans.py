"""Build the evaluation documents and their gold annotations: ``python tests/data/plans/build_plans.py``."""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
DEMO = HERE.parents[2] / "demo" / "documents"
sys.path.insert(0, str(DEMO))

import annotate  # noqa: E402 - the folder of the paper formats must be on the path first
from paper import opendocument, pdf, plain, source, web, word  # noqa: E402 - found through the path set above

WRITERS = {
    ".docx": word.write,
    ".html": web.write,
    ".odt": opendocument.write,
    ".pdf": pdf.write,
    ".txt": plain.write,
}


def sources() -> list[Path]:
    """Return the sources, those of the held-out set last."""
    return [*sorted((HERE / "source").glob("*.txt")), *sorted((HERE / "held-out" / "source").glob("*.txt"))]


def target(given: Path, folder: Path | None = None) -> Path:
    """Return the file that the source ``given`` is printed to."""
    suffix = source.read(given).fields["format"]
    return (folder or given.parents[1]) / f"{given.stem}.{suffix}"


def build(given: Path, folder: Path | None = None) -> Path:
    """Write one document and its gold; return the document's path."""
    path = target(given, folder)
    WRITERS[path.suffix](source.read(given), path)
    annotate.write(given, path.with_name(f"{given.stem}.gold.json"))
    return path


def demo_golds() -> dict[Path, Path]:
    """Return where the gold of each annotated demo document is kept, by its source."""
    names = ("ke-hoach-pgi-2024", "phu-luc-chi-so-pgi-2024", "nhiem-vu-tang-truong-xanh", "ke-hoach-pgi-2026")
    return {DEMO / "source" / f"{name}.txt": HERE / "demo" / f"{name}.gold.json" for name in names}


if __name__ == "__main__":
    for one in sources():
        build(one)
    for given, kept in demo_golds().items():
        annotate.write(given, kept)
