"""Build the evaluation documents and their gold annotations: ``python tests/data/plans/build_plans.py``."""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[2] / "demo" / "documents"))

import annotate  # noqa: E402 - the folder of the paper formats must be on the path first
from paper import opendocument, pdf, plain, source, web, word  # noqa: E402

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


if __name__ == "__main__":
    for one in sources():
        build(one)
