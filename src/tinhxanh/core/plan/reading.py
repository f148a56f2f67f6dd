"""Reading a document from end to end: SourceDocument -> canonical text, outline, facts.

    reading = read(source)
    reading.facts.tasks

Pure: the same source always yields the same facts. Never refuses: a stage that understands nothing
yields nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from tinhxanh.core.plan import outline as outlines
from tinhxanh.core.plan.canonical import Canonical
from tinhxanh.core.plan.composing import compose
from tinhxanh.core.plan.facts import Facts
from tinhxanh.core.plan.gathering import gather
from tinhxanh.core.plan.outline import Outline
from tinhxanh.core.plan.source import SourceDocument


@dataclass(frozen=True, slots=True)
class Reading:
    """A document read: its canonical text, its outline, and the facts whose spans point into the text."""

    canonical: Canonical
    outline: Outline
    facts: Facts


def read(source: SourceDocument) -> Reading:
    """Read a source document. What is known beside it comes afterwards (`judging.judge`)."""
    canonical = compose(source)
    outline = outlines.build(canonical)
    return Reading(canonical, outline, gather(canonical, outline, source))
