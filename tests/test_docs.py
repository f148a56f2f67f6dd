"""Documentation that says all: every command, setting and part is documented, and decisions are short."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import click
import pytest

from tinhxanh.cli import COMMANDS, main

ROOT = Path(__file__).resolve().parents[1]


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_every_setting_is_documented() -> None:
    read = set(re.findall(r'env\.\w+\(\s*"(\w+)"', text("src/tinhxanh/settings.py")))
    documented = set(re.findall(r"^\| `(\w+)`", text("docs/reference/settings.md"), re.MULTILINE))
    assert read == documented


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_explains_itself(name: str) -> None:
    command = main.get_command(click.Context(main), name)
    assert command is not None
    assert command.help


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_is_documented(name: str) -> None:
    assert f"`tinhxanh {name}" in text("docs/reference/commands.md")


def test_every_dependency_is_explained() -> None:
    project = tomllib.loads(text("pyproject.toml"))["project"]
    wanted = list(project["dependencies"])
    for group in project["optional-dependencies"].values():
        wanted += group
    names = {re.split(r"[\[<>=]", line)[0] for line in wanted}
    parts = text("docs/explanation/parts.md").lower()
    assert {name for name in names if name not in parts} == set()


@pytest.mark.parametrize("path", sorted((ROOT / "docs" / "adr").glob("*.md")), ids=lambda path: path.stem)
def test_decisions_are_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").split()) < 300


LINK = re.compile(r"\]\((?!https?://|#|mailto:)([^)#]+)")


@pytest.mark.parametrize(
    "path",
    [*ROOT.glob("*.md"), *sorted((ROOT / "docs").rglob("*.md"))],
    ids=lambda p: str(p.relative_to(ROOT)),
)
def test_links_lead_somewhere(path: Path) -> None:
    broken = [
        link for link in LINK.findall(path.read_text(encoding="utf-8")) if not (path.parent / link).exists()
    ]
    assert broken == []


def test_code_names_no_machine() -> None:
    """No path of one computer in what is published."""
    files = [*(ROOT / "src").rglob("*.py"), *(ROOT / "docs").rglob("*.md"), ROOT / "Makefile"]
    named = [
        path.name for path in files if re.search(r"/(home|root|work)/\w", path.read_text(encoding="utf-8"))
    ]
    assert named == []


def _glossary() -> list[tuple[str, list[str]]]:
    """The rows of the glossary: Vietnamese words, and the identifiers between backticks beside them."""
    rows = [line.split("|")[1:4] for line in text("GLOSSARY.md").splitlines() if line.startswith("| ")]
    told = [(words.strip(), re.findall(r"`([^`]+)`", code)) for words, code, _meaning in rows[1:]]
    return [(words, re.findall(r"\w+", " ".join(found))) for words, found in told if found]


def test_every_identifier_of_the_glossary_stands_in_the_code() -> None:
    source = "\n".join(file.read_text(encoding="utf-8") for file in (ROOT / "src").rglob("*.py"))
    known = set(re.findall(r"\w+", source))
    assert len(_glossary()) > 50
    assert {name for _words, names in _glossary() for name in names} - known == set()


def test_every_word_of_the_glossary_stands_on_a_page() -> None:
    """Words in brackets are for those who write code; of words in a list each stands somewhere."""
    web = ROOT / "src" / "tinhxanh"
    files = [*web.rglob("*.py"), *web.rglob("*.html")]
    shown = "\n".join(file.read_text(encoding="utf-8") for file in files).lower()
    listed = [
        word.strip().lower()
        for words, _names in _glossary()
        if not words.startswith("(")
        for word in re.split(r"[,;·/]", re.sub(r"\([^)]*\)", "", words))
    ]
    assert [word for word in listed if word and word not in shown] == []
