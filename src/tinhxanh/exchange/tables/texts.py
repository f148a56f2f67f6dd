"""A recipe and its data that came as texts: an upload, a row of a database."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory

from tinhxanh.core.index import BadRecipe, Data, Fault, Recipe
from tinhxanh.exchange.tables.datasets import read_data, read_weights
from tinhxanh.exchange.tables.recipes import recipe_from

EXAMPLE = Path(__file__).resolve().parents[2] / "reference" / "index_example"


def recipe_of(text: str) -> Recipe:
    """A recipe from TOML, or from JSON where the text begins with a brace; raises BadRecipe."""
    try:
        table = json.loads(text) if text.lstrip().startswith("{") else tomllib.loads(text)
    except (tomllib.TOMLDecodeError, json.JSONDecodeError) as error:
        raise BadRecipe([Fault("syntax", f"Công thức: sai cú pháp, {error}.", "recipe")]) from None
    return recipe_from(table)


def data_of(text: str, recipe: Recipe) -> Data:
    """Units × indicators of `recipe` from CSV; raises BadData with line and column."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "so-lieu.csv"
        path.write_text(text, encoding="utf-8")
        return read_data(path, recipe).data


def weights_of(text: str) -> dict[str, float]:
    """Weights by unit from CSV with the columns `unit` and `weight`; raises BadData with line and column."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "trong-so.csv"
        path.write_text(text, encoding="utf-8")
        return read_weights(path)


def example_years() -> list[int]:
    """The editions of the invented index that comes with the product."""
    return sorted(int(path.stem.rpartition("-")[2]) for path in EXAMPLE.glob("*.toml"))


def example(year: int) -> tuple[Recipe, Data]:
    """An edition of the invented index: recipe and data."""
    recipe = recipe_of((EXAMPLE / f"cong-thuc-{year}.toml").read_text(encoding="utf-8"))
    return recipe, read_data(EXAMPLE / f"so-lieu-{year}.csv", recipe).data
