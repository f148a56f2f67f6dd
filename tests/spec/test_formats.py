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

_LEAST_TEXT = 0.96  # text has neither cells nor bold letters: a table is guessed from its lines
_LEAST_ELSE = 0.99


def _facts(given: Path, printed: Path) -> dict[str, object]:
    (web.write if printed.suffix == ".html" else _PRINTERS[printed.suffix])(source.read(given), printed)
    return jsonform.to_json(reading.read(documents.load(printed)).facts)


@pytest.mark.parametrize("suffix", _PRINTERS)
@pytest.mark.parametrize("name", _SOURCES)
def test_plan_yields_the_same_facts_in_every_format(name: str, suffix: str, tmp_path: Path) -> None:
    expected = _facts(_SOURCES[name], tmp_path / "plan.html")
    found = _facts(_SOURCES[name], tmp_path / f"plan{suffix}")
    scores = scoring.score(expected, found)
    least = _LEAST_TEXT if suffix == ".txt" else _LEAST_ELSE
    assert scores.mean >= least, (scores.missed, scores.invented)


_TWO_STOREYS = """kind = Kế hoạch
issuer = ỦY BAN NHÂN DÂN|TỈNH BẠC LIÊU
number = Số: 61/KH-UBND
place = Bạc Liêu, ngày 03 tháng 02 năm 2026
---
^ KẾ HOẠCH
^ Giữ sạch bãi bồi năm 2026
Phấn đấu đạt từ 5,10 điểm trở lên1.
@table widths=12,60,30
@header TT || Việc cần làm || Phân công || < || Thời hạn
@header ^ || ^ || Chủ trì || Phối hợp || ^
@row 1 || Vớt lưới cũ trôi dạt vào bãi nghêu || Sở Y tế || Công an tỉnh || Quý II/2026
@row 2 || Đếm cây bần mới mọc ven kênh xả || Sở Xây dựng || Hội Nông dân tỉnh || Tháng 9/2026
@row ^ || Căng phao báo luồng cho ghe nhỏ || ^ || Thanh tra tỉnh || Năm 2026
@end
% 1 Điểm do đơn vị khảo sát công bố.
"""


@pytest.mark.parametrize("suffix", [".docx", ".odt", ".pdf"])
def test_merged_heads_a_missing_width_and_a_bare_note_are_printed_in_every_format(
    suffix: str, tmp_path: Path
) -> None:
    given = tmp_path / "two-storeys.txt"
    given.write_text(_TWO_STOREYS, encoding="utf-8")
    expected = _facts(given, tmp_path / "plan.html")
    found = _facts(given, tmp_path / f"plan{suffix}")
    assert [task["lead"] for task in expected["tasks"]] == [["Sở Y tế"], ["Sở Xây dựng"], ["Sở Xây dựng"]]
    assert scoring.score(expected, found).mean == 1.0
