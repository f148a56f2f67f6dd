"""Recipes from and to TOML and JSON. Keys are the fields of the recipe; unknown ones are refused by name."""

from __future__ import annotations

import datetime as dt
import json
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields
from pathlib import Path
from typing import Any

from tinhxanh.core.index import (
    Aggregation,
    BadRecipe,
    Fault,
    Group,
    Imputation,
    ImputationMethod,
    Indicator,
    Normalisation,
    NormalisationMethod,
    Note,
    Recipe,
    Screening,
    Source,
    Standing,
    Step,
    Treatment,
    TreatmentMethod,
    Weighting,
)
from tinhxanh.core.index.checks import check_recipe

Convert = Callable[[Any], Any]


def read_recipe(path: Path) -> Recipe:
    """A recipe from a .toml or .json file, checked; raises BadRecipe with every fault found."""
    if not path.is_file():
        raise BadRecipe([Fault("no_file", f"Không có tệp công thức {path.name}.", str(path))])
    try:
        text = path.read_text(encoding="utf-8-sig")
        table = json.loads(text) if path.suffix.lower() == ".json" else tomllib.loads(text)
    except (tomllib.TOMLDecodeError, json.JSONDecodeError) as error:
        raise BadRecipe([Fault("syntax", f"Tệp {path.name}: sai cú pháp, {error}.", path.name)]) from None
    except UnicodeDecodeError:
        raise BadRecipe([Fault("encoding", f"Tệp {path.name}: không phải UTF-8.", path.name)]) from None
    return recipe_from(table, path.name)


def recipe_from(table: Mapping[str, Any], where: str = "công thức") -> Recipe:
    """A recipe from a table as TOML or JSON gives it; raises BadRecipe."""
    faults: list[Fault] = []
    values = {**table}
    for plural, single in (
        ("indicators", "indicator"),
        ("groups", "group"),
        ("sources", "source"),
        ("notes", "note"),
    ):
        if single in values:
            values[plural] = values.pop(single)
    recipe = build(Recipe, values, where, "công thức", faults)
    if faults or not isinstance(recipe, Recipe):
        raise BadRecipe(faults)
    check_recipe(recipe)
    return recipe


def build(kind: type, table: Any, where: str, row: str, faults: list[Fault]) -> Any:
    """One dataclass of the recipe from a table; what is wrong is added to `faults`."""
    if not isinstance(table, Mapping):
        faults.append(Fault("not_a_table", f"{where}, mục “{row}”: cần các cặp khóa và giá trị.", row))
        return None
    row = str(table.get("code", row))
    converters = CONVERTERS[kind]
    values = {}
    for key, value in table.items():
        if key not in converters:
            sentence = (
                f"{where}, mục “{row}”: không có khóa “{key}”; các khóa dùng được: {', '.join(converters)}."
            )
            faults.append(Fault("unknown_key", sentence, row, key))
            continue
        values[key] = _converted(converters[key], value, where, row, key, faults)
    for name in _required(kind):
        if name not in values:
            faults.append(Fault("missing_key", f"{where}, mục “{row}”: thiếu khóa “{name}”.", row, name))
            return None
    return kind(**values) if not faults else None


def _converted(
    convert: Convert | _Nested, value: Any, where: str, row: str, key: str, faults: list[Fault]
) -> Any:
    if isinstance(convert, _Nested):
        return convert(value, where, row, key, faults)
    try:
        return convert(value)
    except (ValueError, TypeError, KeyError):
        sentence = f"{where}, mục “{row}”, khóa “{key}”: không hiểu giá trị “{value}”{_allowed(convert)}."
        faults.append(Fault("bad_value", sentence, row, key))
        return None


def _allowed(convert: Convert) -> str:
    options = getattr(convert, "options", None)
    return f"; chọn một trong: {', '.join(options)}" if options else ""


def _required(kind: type) -> list[str]:
    return [f.name for f in fields(kind) if f.default is MISSING and f.default_factory is MISSING]


class _OneOf:
    """Converts text to a member of an enumeration, and knows what it allows."""

    def __init__(self, kind: Any) -> None:
        self.kind = kind
        self.options = [member.value for member in kind]

    def __call__(self, value: Any) -> Any:
        return self.kind(value)


class _ManyOf(_OneOf):
    """A list of members, or one member alone."""

    def __call__(self, value: Any) -> Any:
        return tuple(self.kind(v) for v in ([value] if isinstance(value, str) else value))


def _text(value: Any) -> str:
    if isinstance(value, (dict, list)):
        raise TypeError(value)
    return str(value)


def _optional_text(value: Any) -> str | None:
    return _text(value) or None


def _real(value: Any) -> float:
    if isinstance(value, bool):
        raise TypeError(value)
    return float(value)


def _whole(value: Any) -> int:
    if isinstance(value, bool) or int(value) != value:
        raise TypeError(value)
    return int(value)


def _yes_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError(value)
    return value


def _day(value: Any) -> dt.date:
    return value if isinstance(value, dt.date) else dt.date.fromisoformat(str(value))


@dataclass(frozen=True)
class _Nested:
    """Marks a key that holds a table of its own, or a list of such tables."""

    kind: type
    many: bool = False

    def __call__(self, value: Any, where: str, row: str, key: str, faults: list[Fault]) -> Any:
        if not self.many:
            return build(self.kind, value, where, f"{row}.{key}", faults)
        if not isinstance(value, list):
            sentence = f"{where}, mục “{row}”, khóa “{key}”: cần một danh sách."
            faults.append(Fault("not_a_list", sentence, row, key))
            return ()
        return tuple(build(self.kind, part, where, f"{key} {k + 1}", faults) for k, part in enumerate(value))


CONVERTERS: dict[type, dict[str, Convert | _Nested]] = {
    Source: {"text": _text, "url": _text, "seen": _text},
    Note: {"standing": _OneOf(Standing), "text": _text, "source": _text},
    Screening: {"threshold": _real},
    Imputation: {"method": _OneOf(ImputationMethod), "group": _optional_text},
    Treatment: {
        "method": _OneOf(TreatmentMethod),
        "winmax": _whole,
        "skew_limit": _real,
        "kurtosis_limit": _real,
        "then": _OneOf(TreatmentMethod),
        "lam": _real,
        "always": _yes_no,
    },
    Normalisation: {
        "method": _OneOf(NormalisationMethod),
        "low": _real,
        "high": _real,
        "mean": _real,
        "sd": _real,
        "reference": _optional_text,
        "cap": _yes_no,
    },
}
CONVERTERS[Group] = {
    "code": _text,
    "name": _text,
    "parent": _optional_text,
    "weight": _real,
    "name_en": _text,
    "aggregation": _OneOf(Aggregation),
}
CONVERTERS[Indicator] = {
    "code": _text,
    "name": _text,
    "parent": _text,
    "direction": _whole,
    "weight": _real,
    "unit": _text,
    "name_en": _text,
    "denominator": _optional_text,
    "target": _real,
    "treatment": _Nested(Treatment),
    "normalisation": _Nested(Normalisation),
    "source": _text,
}
CONVERTERS[Recipe] = {
    "code": _text,
    "name": _text,
    "name_en": _text,
    "edition": _day,
    "version": _text,
    "series": _text,
    "unit": _text,
    "screening": _Nested(Screening),
    "imputation": _Nested(Imputation),
    "treatment": _Nested(Treatment),
    "normalisation": _Nested(Normalisation),
    "weighting": _OneOf(Weighting),
    "aggregation": _ManyOf(Aggregation),
    "order": _ManyOf(Step),
    "indicators": _Nested(Indicator, many=True),
    "groups": _Nested(Group, many=True),
    "sources": _Nested(Source, many=True),
    "notes": _Nested(Note, many=True),
}


def dump_recipe(recipe: Recipe) -> dict[str, Any]:
    """A recipe as a table that `recipe_from` reads back; fields at their defaults are left out."""
    table = _dumped(recipe)
    assert isinstance(table, dict)  # noqa: S101 - a recipe is a dataclass
    return table


def write_recipe(recipe: Recipe, path: Path) -> None:
    """Write a recipe as .json or .toml."""
    table = dump_recipe(recipe)
    if path.suffix.lower() == ".json":
        text = json.dumps(table, ensure_ascii=False, indent=2, default=str) + "\n"
    else:
        text = _toml(table)
    path.write_text(text, encoding="utf-8")


def _dumped(value: Any) -> Any:
    if hasattr(value, "__dataclass_fields__"):
        kept = {f.name: getattr(value, f.name) for f in fields(value) if getattr(value, f.name) != f.default}
        return {name: _dumped(part) for name, part in kept.items() if part not in (None, ())}
    if isinstance(value, tuple):
        return [_dumped(part) for part in value]
    return value.value if hasattr(value, "value") else value


def _toml(table: Mapping[str, Any]) -> str:
    """Plain values first, then tables, then lists of tables under their plural names."""
    lines = [f"{key} = {_literal(value)}" for key, value in table.items() if not _is_table(value)]
    for key, value in table.items():
        if isinstance(value, Mapping):
            lines += ["", f"[{key}]", *(f"{k} = {_literal(v)}" for k, v in value.items())]
        elif _is_table(value):
            for part in value:
                lines += ["", f"[[{key}]]", *(f"{k} = {_literal(v)}" for k, v in part.items())]
    return "\n".join(lines) + "\n"


def _is_table(value: Any) -> bool:
    return isinstance(value, Mapping) or (
        isinstance(value, list) and bool(value) and isinstance(value[0], Mapping)
    )


def _literal(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, list):
        return "[" + ", ".join(_literal(part) for part in value) + "]"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{k} = {_literal(v)}" for k, v in value.items()) + "}"
    return json.dumps(str(value), ensure_ascii=False)
