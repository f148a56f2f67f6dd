"""Facts as JSON and back, and the schema that the JSON follows."""

from __future__ import annotations

import json
from importlib.resources import files

import jsonschema

from core.plan.lines import document
from core.plan.test_reading import FOOTERS, LETTERED, TABBED
from tinhxanh.core.plan import jsonform, reading


def test_json_comes_back_as_the_same_facts() -> None:
    for text in (LETTERED, FOOTERS, TABBED):
        facts = reading.read(document(text)).facts
        printed = json.loads(json.dumps(jsonform.to_json(facts)))
        assert jsonform.from_json(printed) == facts


def test_json_follows_the_schema() -> None:
    schema = json.loads((files("tinhxanh") / "reference" / "facts.schema.json").read_text(encoding="utf-8"))
    for text in (LETTERED, FOOTERS, TABBED):
        jsonschema.validate(jsonform.to_json(reading.read(document(text)).facts), schema)
