"""Recipes, data and results through files; what is wrong is named by line and column."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from tinhxanh.core.index import (
    Aggregation,
    BadData,
    BadRecipe,
    Data,
    Group,
    Indicator,
    Noise,
    Normalisation,
    NormalisationMethod,
    Note,
    Recipe,
    Source,
    Standing,
    Treatment,
    TreatmentMethod,
    merge,
    score,
)
from tinhxanh.exchange import tables
from tinhxanh.exchange.tables import library
from tinhxanh.exchange.tables.grids import number, read_grid

RECIPE = Recipe(
    "THU",
    "Chỉ số thử",
    (
        Indicator("a", "Chỉ tiêu a", "G", treatment=Treatment(TreatmentMethod.WINSORISE, winmax=2)),
        Indicator("b", "Chỉ tiêu b", "G", -1, 2.0, denominator="dan_so"),
    ),
    (Group("G", "Nhóm", "X", aggregation=Aggregation.GEOMETRIC), Group("X", "Chỉ số")),
    normalisation=Normalisation(NormalisationMethod.MIN_MAX, 1, 10),
    sources=(Source("Tự đặt", "https://example.org", "2026-11-20"),),
    notes=(Note(Standing.KNOWN, "Đã biết."),),
)


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str], Path]:
    def put(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return put


GOOD = 'unit,a,b,dan_so,thua\nP1,1,2.5,10,x\nP2,"2,5",NA,20,y\nP3,4,1,30,z\nP4,9,3,40,\n'


@pytest.mark.parametrize("ending", ["toml", "json"])
def test_recipe_survives_writing_and_reading(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"r.{ending}"
    tables.write_recipe(RECIPE, path)
    assert tables.read_recipe(path) == RECIPE


@pytest.mark.parametrize("name", library.names())
def test_recipe_of_the_library_survives_writing_and_reading(name: str, tmp_path: Path) -> None:
    recipe = tables.find_recipe(name)
    tables.write_recipe(recipe, tmp_path / "r.toml")
    assert tables.read_recipe(tmp_path / "r.toml") == recipe
    standings = {note.standing for note in recipe.notes}
    assert standings == {Standing.KNOWN, Standing.INFERRED, Standing.UNKNOWN}
    assert recipe.sources
    assert recipe.edition


def test_data_are_read_as_the_recipe_needs_them(write: Callable[[str, str], Path]) -> None:
    read = tables.read_data(write("d.csv", GOOD), RECIPE)
    assert read.data.units == ("P1", "P2", "P3", "P4")
    assert read.data.values[:, 0].tolist() == [1, 2.5, 4, 9]
    assert np.isnan(read.data.values[1, 1])
    assert read.data.denominators["dan_so"].tolist() == [10, 20, 30, 40]
    assert read.unused == ("thua",)


@pytest.mark.parametrize("separator", [";", "\t"])
def test_other_separators_are_found(separator: str, write: Callable[[str, str], Path]) -> None:
    text = "\ufeffunit|a|b|dan_so\nP1|1|2,5|10\n".replace("|", separator)
    assert tables.read_data(write("d.csv", text), RECIPE).data.values.tolist() == [[1, 2.5]]


@pytest.mark.parametrize(
    ("text", "value"),
    [("3", 3), ("3.5", 3.5), ("3,5", 3.5), (" 62,9 % ", 62.9), ("1e3", 1000), ("−2".replace("−", "-"), -2)],
)
def test_number_is_read(text: str, value: float) -> None:
    assert number(text) == value


@pytest.mark.parametrize("text", ["", "NA", "N/A", "-", "–", " "])
def test_missing_cell_is_read_as_missing(text: str) -> None:
    assert np.isnan(number(text))


@pytest.mark.parametrize("text", ["abc", "1.234,5", "12 tỷ", "1,2,3"])
def test_text_is_no_number(text: str) -> None:
    with pytest.raises(ValueError, match="could not convert"):
        number(text)


@pytest.mark.parametrize(
    ("text", "sentence", "row", "column"),
    [
        (GOOD.replace("P3,4", "P3,bốn"), "dòng 4, cột “a”: “bốn” không phải là số", "4", "a"),
        (GOOD.replace("P3", "P1"), "dòng 4, cột “unit”: “P1” đã có ở dòng 2", "4", "unit"),
        (GOOD.replace("P3,", ","), "dòng 4, cột “unit”: ô trống", "4", "unit"),
        (GOOD.replace("b,dan_so", "c,dan_so"), "dòng 1: thiếu cột “b”", "1", "b"),
        (GOOD.replace("thua", "a"), "dòng 1: cột “a” xuất hiện nhiều lần", "1", "a"),
        (GOOD.replace("P3,4,1,30,z", "P3,4"), "dòng 4: có 2 ô, cần 5 ô", "4", None),
        ("", "trống", "d.csv", None),
    ],
)
def test_wrong_file_is_named_by_line_and_column(
    text: str, sentence: str, row: str, column: str | None, write: Callable[[str, str], Path]
) -> None:
    with pytest.raises(BadData) as caught:
        tables.read_data(write("d.csv", text), RECIPE)
    assert sentence in str(caught.value)
    assert (caught.value.faults[0].row, caught.value.faults[0].column) == (row, column)


def test_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "d.csv"
    path.write_bytes(GOOD.replace("P1", "Hà").encode("utf-16"))
    with pytest.raises((BadData, UnicodeDecodeError)):
        tables.read_data(path, RECIPE)


def test_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadData, match=r"Không có tệp khong\.csv"):
        tables.read_data(tmp_path / "khong.csv", RECIPE)


RECIPE_TEXT = """
code = "T"
name = "T"
[[group]]
code = "X"
name = "X"
[[indicator]]
code = "a"
name = "A"
parent = "X"
"""


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('parent = "X"', 'parent = "Y"', "Mục “a”, cột parent: nhóm cha “Y” không có"),
        ('parent = "X"', 'parent = "X"\nweigth = 2', "mục “a”: không có khóa “weigth”"),
        (
            'parent = "X"',
            'parent = "X"\nweight = "nặng"',
            "mục “a”, khóa “weight”: không hiểu giá trị “nặng”",
        ),
        (
            'parent = "X"',
            'parent = "X"\nweight = -1',
            "Mục “a”, cột weight: trọng số -1.0 phải là số không âm",
        ),
        (
            'parent = "X"',
            'parent = "X"\nweight = 0',
            "Nhóm “X”, cột weight: các mục con có tổng trọng số bằng 0",
        ),
        ('parent = "X"', 'parent = "X"\ndirection = 2', "Chỉ tiêu “a”, cột direction"),
        ('parent = "X"', "", "thiếu khóa “parent”"),
        ('name = "T"', 'name = "T"\naggregation = ["avg"]', "khóa “aggregation”: không hiểu giá trị"),
        ('name = "T"', 'name = "T"\nweighting = "guess"', "chọn một trong: given, equal, pca"),
        ('name = "T"', 'name = "T"\n[normalisation]\nlow = 5\nhigh = 5', "cột normalisation: cận dưới 5.0"),
        ('name = "X"', 'name = "X"\nparent = "X"', "đúng một nhóm không có nhóm cha"),
        ('code = "T"', 'code = "T', "sai cú pháp"),
    ],
)
def test_wrong_recipe_is_named_by_item_and_key(
    old: str, new: str, sentence: str, write: Callable[[str, str], Path]
) -> None:
    with pytest.raises(BadRecipe) as caught:
        tables.read_recipe(write("r.toml", RECIPE_TEXT.replace(old, new, 1)))
    assert sentence in str(caught.value)


def test_cycle_in_the_tree_is_named(write: Callable[[str, str], Path]) -> None:
    text = (
        RECIPE_TEXT + '[[group]]\ncode="P"\nname="P"\nparent="Q"\n[[group]]\ncode="Q"\nname="Q"\nparent="P"\n'
    )
    with pytest.raises(BadRecipe, match="vòng lặp P → Q → P"):
        tables.read_recipe(write("r.toml", text))


def test_unknown_recipe_lists_the_known_ones() -> None:
    with pytest.raises(BadRecipe, match="pgi-2022, pgi-2023, pgi-2023-chi-tieu, pgi-2024"):
        tables.find_recipe("pgi-2019")


def test_choices_are_read(write: Callable[[str, str], Path]) -> None:
    text = """
[[choice]]
part = "normalisation"
alternatives = [{method = "min_max", low = 1, high = 10}, {method = "z_score", mean = 100, sd = 10}]
[[choice]]
part = "weights"
share = 0.2
levels = [1, 2]
[[choice]]
part = "aggregation"
alternatives = ["arithmetic", ["geometric", "sum"]]
[[choice]]
part = "dropped"
alternatives = ["", "a"]
"""
    scale, noise, means, left_out = tables.read_choices(write("c.toml", text), RECIPE)
    assert len(scale) == 2
    assert noise == Noise("weights", 0.2, (1, 2))
    assert means.alternatives == ((Aggregation.ARITHMETIC,), (Aggregation.GEOMETRIC, Aggregation.SUM))
    assert left_out.alternatives == (None, "a")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "không có mục"),
        ("[[choice]]\npart = 'weather'", "khóa “part”: cần một trong"),
        ("[[choice]]\npart = 'dropped'", "cần ít nhất một phương án"),
        ("[[choice]]\npart = 'weights'\nshare = 3", "từ 0 đến 1"),
        ("[[choice]]\npart = 'aggregation'\nalternatives = ['x']", "không hiểu cách tổng hợp “x”"),
        ("[[choice]]\npart = 'treatment'\nalternatives = [{methd = 'log'}]", "không có khóa “methd”"),
    ],
)
def test_wrong_choices_are_named(text: str, sentence: str, write: Callable[[str, str], Path]) -> None:
    with pytest.raises(BadRecipe, match=sentence):
        tables.read_choices(write("c.toml", text), RECIPE)


def test_survey_without_strata_and_weights_is_one_plain_sample(write: Callable[[str, str], Path]) -> None:
    micro = tables.read_microdata(write("m.csv", "unit,a,b\nP1,1,0\nP1,,1\nP2,3,1\n"), RECIPE)
    assert micro.stratum == ("1", "1", "1")
    assert micro.weight.tolist() == [1, 1, 1]
    assert np.isnan(micro.answers[1, 0])


def test_successors_and_levers_and_changes_are_read(write: Callable[[str, str], Path]) -> None:
    successor, weights = tables.read_successors(write("s.csv", "old,new,weight\nA,N,2\nB,N,3\n"))
    assert successor == {"A": "N", "B": "N"}
    assert weights == {"A": 2, "B": 3}
    levers, duties = tables.read_levers(write("l.csv", "code,best,duties\na,9,II.1; II.2\nb,1,\n"))
    assert [(lever.code, lever.best, lever.cost) for lever in levers] == [("a", 9, 1), ("b", 1, 1)]
    assert duties == {"a": ["II.1", "II.2"], "b": []}
    [change] = tables.read_changes(write("w.csv", 'unit,code,value\nP1,a,"3,5"\n'))
    assert (change.unit, change.code, change.value) == ("P1", "a", 3.5)


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_result_goes_out_and_comes_back(
    ending: str, write: Callable[[str, str], Path], tmp_path: Path
) -> None:
    if ending == "parquet":
        pytest.importorskip("pyarrow", reason="Parquet needs the extra `parquet`")
    text = GOOD.replace("NA", "2")
    result = score(RECIPE, tables.read_data(write("d.csv", text), RECIPE).data)
    header, rows = tables.result_table(result)
    tables.write_table(tmp_path / f"o.{ending}", header, rows)
    back = read_grid(tmp_path / f"o.{ending}", ["unit"], ["rank", "THU", "a"])
    assert back.labels["unit"] == [row[0] for row in rows]
    assert back.numbers["THU"].tolist() == [row[2] for row in rows]
    assert back.numbers["rank"].tolist() == [1, 2, 3, 4]


def test_unit_without_a_score_comes_last_without_a_rank() -> None:
    recipe = tables.find_recipe("pgi-2024")
    data = Data(("A", "B"), recipe.codes, np.array([[7, 7, np.nan, 7], [5.0, 5, 5, 5]]))
    _, rows = tables.result_table(score(recipe, data))
    assert [row[:3] for row in rows] == [["B", 1, 20.0], ["A", None, None]]


def test_parquet_data_are_read(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow", reason="Parquet needs the extra `parquet`")
    path = tmp_path / "d.parquet"
    tables.write_table(path, ["unit", "a", "b", "dan_so"], [["P1", 1.0, None, 3.0], ["P2", 2.0, 4.0, 3.0]])
    data = tables.read_data(path, RECIPE).data
    assert np.isnan(data.values[0, 1])
    tables.write_table(path, ["unit", "a", "b", "dan_so"], [["P1", "x", "1", "3"], ["P2", "y", "4", "3"]])
    with pytest.raises(BadData, match="hàng 1, cột “a”: “x” không phải là số"):
        tables.read_data(path, RECIPE)
    path.write_text("không phải parquet", encoding="utf-8")
    with pytest.raises(BadData, match="không phải là Parquet"):
        tables.read_data(path, RECIPE)


@pytest.mark.slow
def test_million_rows_are_read_and_scored_and_a_wrong_cell_is_found(tmp_path: Path) -> None:
    path = tmp_path / "d.csv"
    rng = np.random.default_rng(1)
    values = rng.integers(0, 1000, (1_000_000, 2))
    with path.open("w", encoding="utf-8") as file:
        file.write("unit,a,b,dan_so\n")
        file.writelines(f"U{k},{a},{b},{1 + b}\n" for k, (a, b) in enumerate(values.tolist()))
    data = tables.read_data(path, RECIPE).data
    result = score(RECIPE, data)
    assert len(result.units) == 1_000_000
    assert result.ranks[:, -1].min() == 1
    with path.open("a", encoding="utf-8") as file:
        file.write("U1000000,x,1,1\n")
    with pytest.raises(BadData, match="dòng 1000002, cột “a”: “x” không phải là số"):
        tables.read_data(path, RECIPE)


REFERENCE = library.FOLDER.parent / "pgi" / "observations.csv"


@pytest.mark.parametrize(("year", "provinces"), [("2023", 7), ("2024", 3)])
def test_published_totals_are_the_sums_of_their_components(year: str, provinces: int) -> None:
    """The recipe of an edition gives the published total within rounding wherever all parts are published."""
    with REFERENCE.open(encoding="utf-8") as file:
        rows = [r for r in csv.DictReader(file) if r["year"] == year and r["value_status"] == "published"]
    values: dict[str, dict[str, float]] = {}
    for row in rows:
        if row["value"]:
            values.setdefault(row["province"], {})[row["code"]] = float(row["value"])
    whole = {p: v for p, v in values.items() if {"I", "II", "III", "IV", "total"} <= set(v)}
    assert len(whole) >= provinces
    recipe = tables.find_recipe(f"pgi-{year}")
    matrix = np.array([[v[code] for code in recipe.codes] for v in whole.values()])
    result = score(recipe, Data(tuple(whole), recipe.codes, matrix))
    for province, published in whole.items():
        assert result.score(province) == pytest.approx(published["total"], abs=0.02 + 1e-9)


def test_recipe_as_json_names_its_notes() -> None:
    table = tables.dump_recipe(RECIPE)
    assert json.loads(json.dumps(table, default=str))["notes"] == [{"standing": "known", "text": "Đã biết."}]


HOW_TO = Path(__file__).resolve().parents[3] / "docs" / "how-to"


def block_of(page: str) -> str:
    """The first TOML block of a how-to page."""
    return (HOW_TO / page).read_text(encoding="utf-8").split("```toml\n")[1].split("```")[0]


def test_recipe_of_the_how_to_can_be_read(write: Callable[[str, str], Path]) -> None:
    recipe = tables.read_recipe(write("r.toml", block_of("write-an-index-recipe.md")))
    assert recipe.indicators[0].target == 90
    assert recipe.imputation.group == "vung"


def test_choices_of_the_how_to_can_be_read(write: Callable[[str, str], Path]) -> None:
    parts = [
        choice.name for choice in tables.read_choices(write("c.toml", block_of("score-an-index.md")), RECIPE)
    ]
    assert parts == ["treatment", "normalisation", "weights", "aggregation", "dropped"]


def test_provinces_of_2024_merge_into_those_of_2025() -> None:
    """Components of the unranked and ranked provinces seen, joined by the successors of Nghị quyết 202."""
    with (library.FOLDER.parent / "provinces.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    name = {row["code"]: row["name"] for row in rows}
    successor = {row["name"]: row["name"] for row in rows if not row["successor"]}
    successor |= {r["name"]: name[r["successor"].split("@")[0]] for r in rows if r["successor"]}
    assert len(set(successor.values())) == 34
    with REFERENCE.open(encoding="utf-8") as file:
        seen = [
            r for r in csv.DictReader(file) if r["year"] == "2024" and r["code"] in ("I", "II", "III", "IV")
        ]
    values: dict[str, dict[str, float]] = {}
    for row in seen:
        if row["value"]:
            values.setdefault(row["province"], {})[row["code"]] = float(row["value"])
    recipe = tables.find_recipe("pgi-2024")
    matrix = np.array([[v.get(code, np.nan) for code in recipe.codes] for v in values.values()])
    joined = merge(Data(tuple(values), recipe.codes, matrix), {u: successor[u] for u in values})
    assert len(joined.units) < len(values)
    assert set(joined.units) <= set(successor.values())
    assert "không phải số công bố" in score(recipe, joined).data.restated
