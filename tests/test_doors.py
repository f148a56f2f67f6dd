"""The house: rooms with doors that are checked. Imports by import-linter, the rest here."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps as registry

import tinhxanh

PACKAGE = Path(tinhxanh.__file__).parent
ORDER = ["accounts", "registers", "indicators", "programmes", "reports"]
CLOCKS = {("datetime", "now"), ("time", "time"), ("time", "monotonic"), ("time", "perf_counter")}
CORE = sorted((PACKAGE / "core").rglob("*.py"))


def test_imports_point_down() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    result = subprocess.run([linter, "--no-cache"], cwd=PACKAGE.parents[1], capture_output=True, text=True)
    assert result.returncode == 0, result.stdout


def test_every_app_has_its_place_in_the_order() -> None:
    ours = {config.label for config in registry.get_app_configs() if config.name.startswith("tinhxanh.apps")}
    assert ours == set(ORDER)


def relations() -> list[tuple[str, str, str, str]]:
    """(app, model.field, app pointed at, related name) of every foreign key between two of our apps."""
    rows = []
    for label in ORDER:
        for model in registry.get_app_config(label).get_models():
            if model.__name__.endswith("Event"):
                continue  # pghistory's copies of the same keys
            for field in model._meta.get_fields():
                target = getattr(field, "related_model", None)
                if field.auto_created or target is None or target._meta.app_label not in ORDER:
                    continue
                name = f"{model.__name__}.{field.name}"
                rows.append((label, name, target._meta.app_label, field.remote_field.related_name))
    return rows


def test_foreign_keys_point_down() -> None:
    upward = [row for row in relations() if ORDER.index(row[2]) > ORDER.index(row[0])]
    assert upward == []


def test_foreign_keys_between_apps_leave_no_name_behind() -> None:
    """Otherwise the lower app would read the upper one through a reverse name that no linter sees."""
    named = [row for row in relations() if row[0] != row[2] and not str(row[3]).endswith("+")]
    assert named == []


@pytest.mark.parametrize("path", CORE, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_core_asks_neither_clock_nor_chance(path: Path) -> None:
    """`at` and `rng` are passed in."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute):
            assert node.attr not in {"today", "utcnow", "default_rng"}, f"{path.name}:{node.lineno}"
            of = getattr(node.value, "id", getattr(node.value, "attr", ""))
            assert (of, node.attr) not in CLOCKS, f"{path.name}:{node.lineno}"
        if isinstance(node, ast.Name):
            assert node.id != "open", f"{path.name}:{node.lineno}"


@pytest.mark.parametrize("word", ["utils", "util", "common", "helpers", "extras", "misc"])
def test_no_room_is_named_after_nothing(word: str) -> None:
    assert [path for path in PACKAGE.rglob(f"{word}*") if path.stem == word] == []


@pytest.mark.django_db
def test_migrations_say_what_models_say() -> None:
    from django.core.management import call_command

    call_command("makemigrations", "--check", "--dry-run", *ORDER)
