"""Points that a converter or a writer cut into two paragraphs, put together again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tinhxanh.core.plan import markers
from tinhxanh.core.plan.normal import LOWER, UPPER
from tinhxanh.core.plan.source import Paragraph

_GOES_ON = re.compile(rf"\s*[{LOWER}]")
_OPEN = re.compile(r"[\w,;)\]%]\s*$")  # no stop and no colon: the sentence is not over
_BEGUN = re.compile(rf"\s*[“\"]?[{UPPER}]")


def whole(paragraphs: Iterable[Paragraph]) -> Iterator[list[Paragraph]]:
    """Paragraphs, each with those that go on with its sentence in small letters and without a marker.

    Items of a list that all begin with small letters stay by themselves.
    """
    held: list[Paragraph] = []
    for paragraph in paragraphs:
        if held and _belong(held[-1], paragraph) and _begins(held[0]):
            held.append(paragraph)
            continue
        if held:
            yield held
        held = [paragraph]
    if held:
        yield held


def _belong(first: Paragraph, then: Paragraph) -> bool:
    if first.heading_level or then.heading_level or first.align != then.align or first.bold != then.bold:
        return False
    if _GOES_ON.match(then.text) is None or markers.read(then.text.strip()) is not None:
        return False
    return _OPEN.search(first.text) is not None and len(first.text.split()) > _LEAST


_LEAST = 6  # words of a paragraph that could be a sentence; a title over several lines has fewer


def _begins(paragraph: Paragraph) -> bool:
    """Whether a paragraph begins a sentence: with a capital, or behind a marker."""
    text = paragraph.text.strip()
    marker = markers.read(text)
    return _BEGUN.match(text, marker.length if marker is not None else 0) is not None
