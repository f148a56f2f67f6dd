"""Uncertain choices from a TOML file, one `[[choice]]` each."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tinhxanh.core.index import (
    Aggregation,
    BadRecipe,
    Choice,
    Fault,
    Imputation,
    Noise,
    Normalisation,
    Part,
    Recipe,
    Treatment,
    weight_sets,
)
from tinhxanh.exchange.tables.recipes import build

KINDS: dict[Part, type] = {
    Part.IMPUTATION: Imputation,
    Part.TREATMENT: Treatment,
    Part.NORMALISATION: Normalisation,
}


def read_choices(path: Path, recipe: Recipe) -> list[Choice | Noise]:
    """Choices of a file with `part` and `alternatives` (or, for weights, `share` and `levels`, or `sets`)."""
    if not path.is_file():
        raise BadRecipe([Fault("no_file", f"Không có tệp lựa chọn {path.name}.", str(path))])
    try:
        listed = tomllib.loads(path.read_text(encoding="utf-8-sig")).get("choice", [])
    except tomllib.TOMLDecodeError as error:
        raise BadRecipe([Fault("syntax", f"Tệp {path.name}: sai cú pháp, {error}.", path.name)]) from None
    faults: list[Fault] = []
    found = [_choice(entry, recipe, path.name, f"choice {k + 1}", faults) for k, entry in enumerate(listed)]
    if not listed:
        faults.append(Fault("no_choices", f"Tệp {path.name}: không có mục [[choice]] nào.", path.name))
    if faults:
        raise BadRecipe(faults)
    return [choice for choice in found if choice is not None]


def _choice(entry: Any, recipe: Recipe, where: str, row: str, faults: list[Fault]) -> Choice | Noise | None:
    try:
        part = Part(entry["part"])
    except (KeyError, TypeError, ValueError):
        options = ", ".join(p.value for p in Part)
        sentence = f"{where}, mục “{row}”, khóa “part”: cần một trong {options}."
        faults.append(Fault("bad_value", sentence, row, "part"))
        return None
    if part is Part.WEIGHTS:
        return _weights(entry, recipe, where, row, faults)
    alternatives = entry.get("alternatives", [])
    if not isinstance(alternatives, list) or not alternatives:
        sentence = f"{where}, mục “{row}”, khóa “alternatives”: cần ít nhất một phương án."
        faults.append(Fault("no_alternatives", sentence, row, "alternatives"))
        return None
    read = tuple(_alternative(part, a, where, row, faults) for a in alternatives)
    return Choice(str(entry.get("name", part.value)), part, read)


def _alternative(part: Part, value: Any, where: str, row: str, faults: list[Fault]) -> Any:
    if part is Part.DROPPED:
        return str(value) or None
    if part is Part.AGGREGATION:
        try:
            return tuple(Aggregation(v) for v in ([value] if isinstance(value, str) else value))
        except (ValueError, TypeError):
            sentence = f"{where}, mục “{row}”, khóa “alternatives”: không hiểu cách tổng hợp “{value}”."
            faults.append(Fault("bad_value", sentence, row, "alternatives"))
            return None
    return build(KINDS[part], value, where, row, faults)


def _weights(
    entry: Mapping[str, Any], recipe: Recipe, where: str, row: str, faults: list[Fault]
) -> Choice | Noise | None:
    if "sets" in entry:
        return weight_sets(recipe, entry["sets"])
    share, levels = entry.get("share", 0.25), entry.get("levels", [1])
    if not isinstance(share, (int, float)) or not 0 <= share <= 1:
        sentence = f"{where}, mục “{row}”, khóa “share”: cần một số từ 0 đến 1."
        faults.append(Fault("bad_value", sentence, row, "share"))
        return None
    return Noise(str(entry.get("name", "weights")), float(share), tuple(int(v) for v in levels))
