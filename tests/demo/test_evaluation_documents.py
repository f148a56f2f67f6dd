"""The evaluation documents and their gold are what their sources say."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import annotate
import build_plans
import jsonschema
import pypdfium2
import pytest
from paper import pdf

SCHEMA = Path(__file__).resolve().parents[2] / "src" / "tinhxanh" / "reference" / "facts.schema.json"
DEMO = {given.stem: (given, kept) for given, kept in build_plans.demo_golds().items()}
SOURCES = {given.stem: given for given in build_plans.sources()}


def gold(name: str) -> dict[str, list[dict[str, object]]]:
    """Return the committed gold of the document ``name``."""
    path = build_plans.target(SOURCES[name]).with_name(f"{name}.gold.json")
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", sorted(SOURCES))
def test_gold_is_what_the_annotator_wrote(name: str) -> None:
    assert gold(name) == annotate.annotate(SOURCES[name])


@pytest.mark.parametrize("name", sorted(DEMO))
def test_gold_of_the_demo_is_what_the_annotator_wrote(name: str) -> None:
    given, kept = DEMO[name]

    assert json.loads(kept.read_text(encoding="utf-8")) == annotate.annotate(given)


@pytest.mark.parametrize("name", sorted(SOURCES))
def test_gold_follows_the_schema_of_facts(name: str) -> None:
    if not SCHEMA.exists():
        pytest.skip(f"{SCHEMA.name} is not there yet")

    jsonschema.validate(gold(name), json.loads(SCHEMA.read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", sorted(SOURCES))
def test_assignments_name_duties_of_the_document(name: str) -> None:
    duties = {task["id"] for task in gold(name)["tasks"]}

    named = [key for entry in gold(name)["assignments"] for key in entry["task_ids"]]

    assert [key for key in named if key not in duties] == []


def content(path: Path) -> object:
    """Return what a file says: the words of a PDF, the parts of an archive, else the bytes."""
    if path.suffix == ".pdf":
        with pypdfium2.PdfDocument(path) as opened:
            return "".join("".join(page.get_textpage().get_text_bounded().split()) for page in opened)
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as opened:
            return {name: opened.read(name) for name in opened.namelist()}
    return path.read_bytes()


@pytest.mark.parametrize("name", sorted(SOURCES))
def test_rebuilding_gives_the_committed_document(name: str, tmp_path: Path) -> None:
    kept = build_plans.target(SOURCES[name])
    if kept.suffix == ".pdf" and not (pdf.font_files() and "Tinos" in pdf.font_files()[0].name):
        pytest.skip("the lines of the PDF break as with Tinos, which is not installed (fonts-croscore)")

    assert content(build_plans.build(SOURCES[name], tmp_path)) == content(kept)
