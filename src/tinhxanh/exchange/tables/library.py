"""Recipes that come with the product: dated editions with their sources."""

from __future__ import annotations

from pathlib import Path

from tinhxanh.core.index import BadRecipe, Fault, Recipe
from tinhxanh.exchange.tables.recipes import read_recipe

FOLDER = Path(__file__).resolve().parents[2] / "reference" / "recipes"


def names() -> list[str]:
    """Names under which recipes can be asked for, e.g. pgi-2023."""
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


def find_recipe(name: str) -> Recipe:
    """A recipe by file path, or by name from the library; raises BadRecipe."""
    path = Path(name)
    if path.suffix.lower() in (".toml", ".json"):
        return read_recipe(path)
    if name in names():
        return read_recipe(FOLDER / f"{name}.toml")
    sentence = f"Không có công thức “{name}”; các công thức có sẵn: {', '.join(names())}."
    raise BadRecipe([Fault("unknown_recipe", sentence, name)])
