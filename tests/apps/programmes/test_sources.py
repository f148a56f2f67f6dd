"""The sentence that orders, shown in its paragraphs."""

from __future__ import annotations

import pytest

import factories
from tinhxanh.apps.programmes.models import Duty
from tinhxanh.apps.programmes.sources import passage

pytestmark = pytest.mark.django_db

TEXT = "Mở đầu.\na) Sở A làm việc thứ nhất; việc thứ hai.\nb) Sở B làm.\nKết thúc.\nCuối.\n"
BLOCKS = [
    [TEXT.index(line), TEXT.index(line) + len(line), False, False, "justify"]
    for line in TEXT.splitlines()[:4]
]


def duty(text: str, layout: dict[str, object], *words: str) -> Duty:
    """A duty whose spans are `words` of `text`."""
    place = factories.place()
    document = factories.document(place.committee, factories.user("a"), canonical_text=text, layout=layout)
    spans = [{"page": 3, "start": text.index(one), "end": text.index(one) + len(one)} for one in words]
    return Duty(document=document, spans=spans, code="a")


def test_paragraph_around_the_span_is_quoted_with_its_neighbours() -> None:
    found = passage(duty(TEXT, {"blocks": BLOCKS}, "Sở A làm việc thứ nhất"))
    assert found is not None
    assert found.parts == (("a) ", False), ("Sở A làm việc thứ nhất", True), ("; việc thứ hai.", False))
    assert (found.before, found.after) == (("Mở đầu.",), ("b) Sở B làm.", "Kết thúc."))
    assert found.page == 3


def test_two_spans_are_marked_with_what_stands_between() -> None:
    found = passage(duty(TEXT, {"blocks": BLOCKS}, "Sở A", "việc thứ hai"))
    assert found is not None
    assert [words for words, is_marked in found.parts if is_marked] == ["Sở A", "việc thứ hai"]
    assert "".join(words for words, _ in found.parts) == "a) Sở A làm việc thứ nhất; việc thứ hai."


def test_span_over_two_paragraphs_quotes_both() -> None:
    found = passage(duty(TEXT, {"blocks": BLOCKS}, "việc thứ hai.\nb) Sở B"))
    assert found is not None
    assert found.parts[1] == ("việc thứ hai. b) Sở B", True)
    assert found.after == ("Kết thúc.",)


def test_row_of_a_table_is_quoted_and_not_the_text_before_the_table() -> None:
    text = "Danh mục\nTT Việc Ai\n1.1 Trồng rừng Sở A\n1.2 Đo khí thải Sở B\n"
    cells = [
        [row, column, 1, 1, [[text.index(words), text.index(words) + len(words)]]]
        for row, line in enumerate(
            [("TT", "Việc"), ("1.1", "Trồng rừng", "Sở A"), ("1.2", "Đo khí thải", "Sở B")]
        )
        for column, words in enumerate(line)
    ]
    table = {"start": 9, "end": len(text), "rows": 3, "columns": 3, "header": 1, "cells": cells}
    found = passage(duty(text, {"blocks": [[0, 8, True, False, ""]], "tables": [table]}, "Đo khí thải"))
    assert found is not None
    assert found.parts == (("1.2 ", False), ("Đo khí thải", True), (" Sở B", False))
    assert found.before == ("TT Việc", "1.1 Trồng rừng Sở A")


def test_span_in_no_paragraph_is_quoted_alone() -> None:
    found = passage(duty(TEXT, {"blocks": BLOCKS[:1]}, "Kết thúc."))
    assert found is not None
    assert found.parts == (("Kết thúc.", True),)


def test_text_without_layout_is_cut_at_its_lines() -> None:
    found = passage(duty(TEXT, {}, "Sở B"))
    assert found is not None
    assert found.parts == (("b) ", False), ("Sở B", True), (" làm.", False))


def test_long_paragraph_is_cut_down_to_what_was_read() -> None:
    text = "x " * 2000 + "Sở A làm." + " y" * 2000
    found = passage(duty(text, {}, "Sở A làm."))
    assert found is not None
    assert found.parts == (("Sở A làm.", True),)


def test_duty_without_a_place_in_a_document_has_no_passage() -> None:
    assert passage(Duty(spans=[])) is None
    assert passage(duty(TEXT, {})) is None
