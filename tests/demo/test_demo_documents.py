"""The demo's files say what their sources say."""

from __future__ import annotations

import re
from pathlib import Path

import build
import docx
import pypdfium2
import pytest
from paper import grid, pdf, source

FOLDER = Path(build.__file__).resolve().parent


def squeeze(text: str) -> str:
    """Return ``text`` without white space."""
    return re.sub(r"\s+", "", text)


def word_text(path: Path) -> str:
    """Return all text of a .docx, merged cells once."""
    word = docx.Document(str(path))
    cells = [cell for table in word.tables for row in table.rows for cell in row.cells]
    once = list({id(cell._tc): cell.text for cell in cells}.values())
    return squeeze(" ".join([*(paragraph.text for paragraph in word.paragraphs), *once]))


def pdf_text(path: Path) -> str:
    """Return all text of a .pdf without the page numbers."""
    with pypdfium2.PdfDocument(path) as opened:
        pages = [page.get_textpage().get_text_bounded() for page in opened]
    return squeeze(" ".join(re.sub(rf"^\s*{n}\s", "", page) for n, page in enumerate(pages, 1)))


def said(paper: source.Paper) -> list[str]:
    """Return the paragraphs, and the fields of head and foot, without white space."""
    fields = [paper.fields.get(name, "") for name in ("number", "place", "signer")]
    paragraphs = [block.text for block in paper.blocks if isinstance(block, source.Paragraph)]
    return [squeeze(text) for text in [*fields, *paragraphs] if text]


def cells(paper: source.Paper) -> list[str]:
    """Return the words of all table cells."""
    tables = [block for block in paper.blocks if isinstance(block, source.Table)]
    return [squeeze(line) for table in tables for cell in grid.cells(table) for line in cell.lines]


@pytest.mark.parametrize("name", [name for name in build.FILES if name.endswith(".docx")])
def test_word_file_says_what_its_source_says(name: str) -> None:
    paper = source.read(FOLDER / "source" / f"{Path(name).stem}.txt")

    text = word_text(FOLDER / name)

    assert [part for part in [*said(paper), *cells(paper)] if part not in text] == []


def test_pdf_says_what_its_source_says() -> None:
    paper = source.read(FOLDER / "source" / "ke-hoach-pgi-2024.txt")

    text = pdf_text(FOLDER / "ke-hoach-pgi-2024.pdf")

    assert [part for part in said(paper) if part not in text] == []


@pytest.mark.parametrize("name", build.FILES)
def test_rebuilding_gives_the_committed_text(name: str, tmp_path: Path) -> None:
    if name.endswith(".pdf") and not pdf.font_files():
        pytest.skip("no Vietnamese serif font is installed (Debian: fonts-croscore)")
    read = pdf_text if name.endswith(".pdf") else word_text

    build.write(FOLDER / "source" / f"{Path(name).stem}.txt", tmp_path / name)

    assert read(tmp_path / name) == read(FOLDER / name)


def test_building_a_word_file_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    given = FOLDER / "source" / "ke-hoach-pgi-2026.txt"

    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        build.write(given, tmp_path / name / "plan.docx")

    assert (tmp_path / "a" / "plan.docx").read_bytes() == (tmp_path / "b" / "plan.docx").read_bytes()
