"""`tinhxanh index` from files to answers, and its refusals."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result

from tinhxanh.cli.index import index

RECIPE = """
code = "T"
name = "Thử"
aggregation = ["arithmetic", "sum"]
[normalisation]
method = "min_max"
low = 1
high = 10
[[group]]
code = "T"
name = "T"
[[group]]
code = "G"
name = "G"
parent = "T"
[[group]]
code = "H"
name = "H"
parent = "T"
[[indicator]]
code = "a"
name = "a"
parent = "G"
[[indicator]]
code = "b"
name = "b"
parent = "G"
direction = -1
[[indicator]]
code = "c"
name = "c"
parent = "H"
"""


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    rng = np.random.default_rng(1)
    texts = {
        "r.toml": RECIPE.replace('code = "T"\nname = "Thử"', 'code = "CHISO"\nname = "Thử"'),
        "broken.toml": RECIPE.replace('name = "Thử"', 'name = "Thử"\nseries = "mới"'),
        "l.csv": "code,best,cost,duties\na,100,1,II.1;II.2\nb,0,2,\nc,100,1,\n",
        "s.csv": "old,new,weight\n"
        + "".join(f"P{k},{'N' if k < 3 else f'P{k}'},{k + 1}\n" for k in range(8)),
    }
    for name, scale in (("d.csv", 50), ("later.csv", 60)):
        rows = rng.uniform(1, scale, (8, 3)).round(1)
        texts[name] = "unit,a,b,c\n" + "".join(f"P{k},{a},{b},{c}\n" for k, (a, b, c) in enumerate(rows))
    firms = rng.normal(20, 5, (160, 3)).round(2) + np.repeat(np.arange(8), 20)[:, None]
    micro = [f"P{k // 20},{k % 2},1,{a},{b},{c}\n" for k, (a, b, c) in enumerate(firms)]
    texts["m.csv"] = "unit,stratum,weight,a,b,c\n" + "".join(micro)
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return {name: tmp_path / name for name in texts} | {"out": tmp_path / "out.csv"}


def call(files: dict[str, Path], *words: str) -> Result:
    return CliRunner().invoke(index, [str(files.get(word, word)) for word in words])


def answer(files: dict[str, Path], *words: str) -> dict:
    done = call(files, *words, "--json")
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def test_score_gives_table_and_steps(files: dict[str, Path]) -> None:
    found = answer(files, "score", "r.toml", "d.csv")
    assert [row["rank"] for row in found["table"]] == sorted(row["rank"] for row in found["table"])
    assert {step["step"] for step in found["ran"]} == {"normalise", "weigh", "aggregate"}
    done = call(files, "score", "r.toml", "d.csv", "--out", "out")
    assert done.exit_code == 0
    assert files["out"].read_text(encoding="utf-8").startswith("unit,rank,CHISO,H,G,a,b,c\n")


def test_terminal_table_has_decimal_commas(files: dict[str, Path]) -> None:
    lines = call(files, "score", "r.toml", "d.csv").stdout.splitlines()
    assert len(lines) == 9
    assert "," in lines[1]


def test_audit_has_ten_chapters(files: dict[str, Path]) -> None:
    found = answer(files, "audit", "r.toml", "d.csv", "-n", "32")
    assert [chapter["number"] for chapter in found["chapters"]] == list(range(1, 11))


def test_uncertainty_gives_ranks_and_sensitivity(files: dict[str, Path]) -> None:
    found = answer(files, "uncertainty", "r.toml", "d.csv", "-n", "64", "--sobol")
    assert len(found["ranks"]) == 8
    assert found["sensitivity"]["names"] == ["normalisation", "weights", "aggregation"]
    assert [step["n"] for step in found["sensitivity"]["convergence"]] == [4, 8, 16, 32, 64]
    assert np.shape(found["sensitivity"]["by_unit"]["total"]) == (3, 8)
    again = answer(files, "uncertainty", "r.toml", "d.csv", "-n", "64", "--sobol")
    assert again == found


def test_bootstrap_gives_sets_of_ranks_and_both_doubts(files: dict[str, Path]) -> None:
    found = answer(files, "bootstrap", "r.toml", "m.csv", "-n", "80", "--method")
    for best, worst, summary in zip(
        found["rank_sets"]["best"], found["rank_sets"]["worst"], found["ranks"], strict=True
    ):
        assert best <= summary["nominal"] <= worst
    assert len(found["both"]) == 8
    above = np.array(found["above"])
    assert (above + above.T)[~np.eye(8, dtype=bool)] == pytest.approx(1.0)


def test_what_if_moves_a_rank(files: dict[str, Path]) -> None:
    found = answer(files, "what-if", "r.toml", "d.csv", "--set", "P1:a=200", "--set", "P1:c=200,5")
    [row] = [row for row in found["table"] if row["unit"] == "P1"]
    assert row["rank_after"] <= row["rank_before"]
    assert {moved["code"] for moved in found["moved"]} == {"a", "c"}
    assert answer(files, "what-if", "r.toml", "d.csv", "--hold-scale")["moved"] == []


def test_plan_reaches_its_rank_and_names_duties(files: dict[str, Path]) -> None:
    table = answer(files, "score", "r.toml", "d.csv")["table"]
    last = table[-1]["unit"]
    found = answer(files, "plan", "r.toml", "d.csv", "--unit", last, "--rank", "3", "--levers", "l.csv")
    assert found["plans"]
    assert all(made["rank"] <= 3 for made in found["plans"])
    moves = [move for made in found["plans"] for move in made["moves"] if move["code"] == "a"]
    assert all(move["duties"] == ["II.1", "II.2"] for move in moves)


def test_plan_with_a_probability_tells_it(files: dict[str, Path]) -> None:
    last = answer(files, "score", "r.toml", "d.csv")["table"][-1]["unit"]
    words = ["plan", "r.toml", "d.csv", "--unit", last, "--rank", "4", "--levers", "l.csv"]
    plain = answer(files, *words, "--alternatives", "1")["plans"][0]
    surer = answer(
        files, *words, "--alternatives", "1", "--probability", "0.9", "--error", "0.1", "-n", "100"
    )
    assert plain["probability"] is None
    assert surer["plans"][0]["probability"] >= 0.9
    assert surer["plans"][0]["cost"] > plain["cost"]


@pytest.mark.parametrize("words", [["--error", "0.1"], ["--probability", "0.9"]])
def test_probability_without_its_doubt_is_refused(files: dict[str, Path], words: list[str]) -> None:
    done = call(files, "plan", "r.toml", "d.csv", "--unit", "P1", "--rank", "1", "--levers", "l.csv", *words)
    assert done.exit_code == 2
    assert "--choices" in done.output


def test_what_if_with_draws_tells_rank_intervals(files: dict[str, Path]) -> None:
    found = answer(files, "what-if", "r.toml", "d.csv", "--set", "P1:a=200", "-n", "50")
    before, after = (found["rank_intervals"][when] for when in ("before", "after"))
    own = [next(one for one in part if one["unit"] == "P1") for part in (before, after)]
    assert own[1]["mean"] < own[0]["mean"]
    assert answer(files, "what-if", "r.toml", "d.csv", "--set", "P1:a=200")["rank_intervals"] == {}


def test_merged_values_can_be_planned_with(files: dict[str, Path]) -> None:
    call(files, "merge", "r.toml", "d.csv", "--successors", "s.csv", "--values-out", "out", "--json")
    found = answer(files, "what-if", "r.toml", "out", "--set", "P7:a=500")
    row = next(one for one in found["table"] if one["unit"] == "P7")
    assert row["score_after"] > row["score_before"]
    assert answer(files, "plan", "r.toml", "out", "--unit", "N", "--rank", "2", "--levers", "l.csv")["plans"]


def test_impossible_plan_says_why(files: dict[str, Path]) -> None:
    done = call(files, "plan", "r.toml", "d.csv", "--unit", "P1", "--score", "99", "--levers", "l.csv")
    assert done.exit_code == 0
    assert "còn thiếu" in done.stderr


def test_explain_adds_up(files: dict[str, Path]) -> None:
    found = answer(files, "explain", "r.toml", "d.csv", "r.toml", "later.csv", "--unit", "P2")
    assert sum(part["score"] for part in found["parts"]) == pytest.approx(found["score_change"])
    words = ["explain", "r.toml", "d.csv", "r.toml", "later.csv", "--unit", "P2", "--orders", "2"]
    drawn = answer(files, *words)["by_indicator"]
    assert sum(part["rank"] or 0 for part in drawn) == pytest.approx(found["rank_change"])


def test_explain_across_a_break_is_refused_unless_asked(files: dict[str, Path]) -> None:
    words = ["explain", "r.toml", "d.csv", "broken.toml", "later.csv", "--unit", "P2"]
    refused = call(files, *words)
    assert refused.exit_code == 2
    assert "điểm gãy" in refused.stderr
    assert answer(files, *words, "--across-break")["across_break"] is True


def test_merge_is_marked_as_restated(files: dict[str, Path]) -> None:
    found = answer(files, "merge", "r.toml", "d.csv", "--successors", "s.csv", "--basis", "dân số")
    assert len(found["table"]) == 6
    assert "không phải số công bố" in found["restated"]


def test_faults_come_as_sentences_or_json(files: dict[str, Path], tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text("unit,a,b,c\nP1,1,2,x\nP2,1,2,3\n", encoding="utf-8")
    plain = call(files, "score", "r.toml", str(bad))
    assert plain.exit_code == 2
    assert "dòng 2, cột “c”" in plain.stderr
    as_json = call(files, "score", "r.toml", str(bad), "--json")
    assert json.loads(as_json.stdout)["faults"][0]["column"] == "c"


def test_wrong_change_is_explained(files: dict[str, Path]) -> None:
    done = call(files, "what-if", "r.toml", "d.csv", "--set", "P1=3")
    assert done.exit_code == 2
    assert "TỈNH:MÃ=GIÁ TRỊ" in done.output
