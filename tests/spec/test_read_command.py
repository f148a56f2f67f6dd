"""`tinhxanh read` and `tinhxanh evaluate` as a person types them."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from tinhxanh.cli.evaluate import evaluate
from tinhxanh.cli.read import read

_PLANS = Path(__file__).resolve().parents[1] / "data" / "plans"
_LETTER = _PLANS / "dak-lak-giao-nhiem-vu.html"


def test_read_prints_a_table_with_the_duties() -> None:
    result = CliRunner().invoke(read, [str(_LETTER)])
    assert result.exit_code == 0
    assert "Nhiệm vụ (12)" in result.output


def test_read_prints_json_whose_spans_point_into_the_printed_text() -> None:
    facts = json.loads(CliRunner().invoke(read, [str(_LETTER), "--json"]).output)
    text = CliRunner().invoke(read, [str(_LETTER), "--text"]).output
    task = facts["tasks"][0]
    quoted = " ".join(text[span["start"] : span["end"]] for span in task["source"])
    assert " ".join(quoted.split()) == task["text"]


def test_read_answers_an_unreadable_file_in_one_sentence(tmp_path: Path) -> None:
    broken = tmp_path / "hong.pdf"
    broken.write_bytes(b"%PDF-1.7 nothing")
    result = CliRunner().invoke(read, [str(broken)])
    assert result.exit_code == 2
    assert result.output.startswith("Không đọc được tệp “hong.pdf”")
    assert result.output.count("\n") == 1


def test_read_of_a_folder_prints_the_graph_of_instruments(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "Số: 5/KH-UBND\nKẾ HOẠCH\nGiảm rác thải nhựa năm 2025\n", encoding="utf-8"
    )
    report = (
        "Số: 9/BC-SYT\nBÁO CÁO\nGiảm rác thải nhựa năm 2025\n"
        "Thực hiện Kế hoạch số 5/KH-UBND ngày 02/01/2025 của UBND tỉnh, Sở Y tế báo cáo như sau:\n"
    )
    (tmp_path / "b.txt").write_text(report, encoding="utf-8")
    result = CliRunner().invoke(read, [str(tmp_path)])
    assert "thực hiện ← Báo cáo 9/BC-SYT" in result.output


def test_read_of_a_folder_names_duties_that_two_documents_give(tmp_path: Path) -> None:
    for number in ("5", "6"):
        (tmp_path / f"{number}.txt").write_text(
            f"Số: {number}/KH-UBND\nKẾ HOẠCH\nGiảm rác thải nhựa năm 2025\n\nI. NHIỆM VỤ\n\n"
            "1. Lắp máy ép chai nhựa tại các chợ đầu mối của tỉnh. Giao Sở Công Thương chủ trì thực hiện.\n",
            encoding="utf-8",
        )
    result = CliRunner().invoke(read, [str(tmp_path)])
    assert "Nhiệm vụ có thể trùng giữa các văn bản (1)" in result.output
    assert "5.txt, mục I.1" in " ".join(result.output.split())
    assert "triển khai: 5/KH-UBND; 6/KH-UBND" in result.output


def test_evaluate_prints_precision_and_recall_by_kind() -> None:
    result = CliRunner().invoke(evaluate, [str(_PLANS), "--json"])
    assert result.exit_code == 0
    assert json.loads(result.output)[_LETTER.name]["mean"] > 0.9
