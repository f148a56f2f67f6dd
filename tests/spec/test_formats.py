"""One plan printed as Word, OpenDocument, web page, PDF and plain text yields the same facts."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tinhxanh.core.plan import jsonform, reading, scoring
from tinhxanh.exchange import documents

_ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(_ROOT / "demo" / "documents"))

from paper import opendocument, pdf, plain, source, web, word  # noqa: E402 - the printers stand in the demo

_SOURCES = {
    path.stem: path
    for folder in ("tests/data/plans/source", "demo/documents/source")
    for path in sorted((_ROOT / folder).glob("*.txt"))
}
_PRINTERS = {".docx": word.write, ".odt": opendocument.write, ".pdf": pdf.write, ".txt": plain.write}

# What a printer cannot print, or the reader does not yet read the same (mean F1 against the web page).
_SHORT = {
    ("hoa-binh-pgi-2023", ".docx"): "the Word printer wants numbered footnotes",
    ("tay-ninh-viec-2026", ".docx"): "the Word printer knows no cells merged over two header rows",
    ("tay-ninh-viec-2026", ".pdf"): "the PDF printer knows no cells merged over two header rows",
}
_LEAST = {
    ("tay-ninh-viec-2026", ".odt"): 0.90,
    ("tay-ninh-viec-2026", ".txt"): 0.35,  # a table without numbers, its code column in the middle
    ("thai-nguyen-net-zero-2026", ".txt"): 0.90,  # the due time stands before the duty, products are short
    ("ninh-thuan-pgi-2024", ".pdf"): 0.95,
}
_LEAST_TEXT = 0.92  # text has neither cells nor bold letters: a table is guessed from its lines
_LEAST_ELSE = 0.99


def _facts(given: Path, printed: Path) -> dict[str, object]:
    (web.write if printed.suffix == ".html" else _PRINTERS[printed.suffix])(source.read(given), printed)
    return jsonform.to_json(reading.read(documents.load(printed)).facts)


@pytest.mark.parametrize("suffix", _PRINTERS)
@pytest.mark.parametrize("name", _SOURCES)
def test_plan_yields_the_same_facts_in_every_format(name: str, suffix: str, tmp_path: Path) -> None:
    if (name, suffix) in _SHORT:
        pytest.skip(_SHORT[name, suffix])
    expected = _facts(_SOURCES[name], tmp_path / "plan.html")
    found = _facts(_SOURCES[name], tmp_path / f"plan{suffix}")
    scores = scoring.score(expected, found)
    least = _LEAST.get((name, suffix), _LEAST_TEXT if suffix == ".txt" else _LEAST_ELSE)
    assert scores.mean >= least, (scores.missed, scores.invented)
