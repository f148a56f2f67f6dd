"""One plan as a web page and as what converters make of it yields the same facts."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from tinhxanh.core.plan import jsonform, reading, scoring
from tinhxanh.exchange import documents

_ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(_ROOT / "demo" / "documents"))

from paper import converted, source, web  # noqa: E402 - the printers stand in the demo

_SOURCES = {
    path.stem: path
    for folder in ("tests/data/plans/source", "tests/data/plans/held-out/source")
    for path in sorted((_ROOT / folder).glob("*.txt"))
}
_WRITERS = {
    "bars.md": converted.write_bars,
    "tags.md": converted.write_tags,
    "drawn.md": converted.write_drawn,
    "tabs.txt": converted.write_tabs,
}
_LEAST = {
    # Neither bars nor tabs tell how far down a merged cell reaches; here three columns are merged so.
    ("binh-phuoc-bang-gop-o", "bars.md"): 0.92,
    ("binh-phuoc-bang-gop-o", "tabs.txt"): 0.92,
    # A page broken by recognition: two of its lines look like one paragraph to the reader of pages.
    ("kien-giang-quet", "bars.md"): 0.96,
    ("kien-giang-quet", "tags.md"): 0.96,
    ("kien-giang-quet", "tabs.txt"): 0.96,
}
_LEAST_ELSE = 0.98


@cache
def _of_page(name: str) -> dict[str, object]:
    with tempfile.TemporaryDirectory() as folder:
        return _facts(_SOURCES[name], Path(folder) / "plan.html", web.write)


def _facts(given: Path, printed: Path, write: Callable[[source.Paper, Path], None]) -> dict[str, object]:
    write(source.read(given), printed)
    return jsonform.to_json(reading.read(documents.load(printed)).facts)


@pytest.mark.parametrize("shape", _WRITERS)
@pytest.mark.parametrize("name", _SOURCES)
def test_plan_yields_the_same_facts_behind_a_converter(name: str, shape: str, tmp_path: Path) -> None:
    found = _facts(_SOURCES[name], tmp_path / shape, _WRITERS[shape])
    scores = scoring.score(_of_page(name), found)
    assert scores.mean >= _LEAST.get((name, shape), _LEAST_ELSE), (scores.missed, scores.invented)
