"""A reading beside what is known of its province and day: Reading, Knowledge -> Reading with warnings.

Who existed and what was replaced depends on the document's own date and province, which only the
reading tells; so this comes after it. The command line and the pages judge alike.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from tinhxanh.core.plan import published as publications
from tinhxanh.core.plan.checks import names
from tinhxanh.core.plan.checks.context import Context
from tinhxanh.core.plan.facts import Document, Warning
from tinhxanh.core.plan.naming.register import AgencyNames, Replacements
from tinhxanh.core.plan.published import Published
from tinhxanh.core.plan.reading import Reading


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What is known beside the document: agencies of its province, replaced instruments, published ranks."""

    register: AgencyNames = field(default_factory=lambda: AgencyNames(()))
    replaced: Replacements = field(default_factory=dict)
    published: Published = field(default_factory=dict)


KnowledgeOf = Callable[[Document], Knowledge]
"""Gives what is known on the day and of the province of a document."""


def judge(reading: Reading, known: Knowledge) -> Reading:
    """The reading with the warnings that `known` gives behind its own."""
    facts = reading.facts
    context = Context(
        reading.canonical, reading.outline, facts, register=known.register, replaced=known.replaced
    )
    found: list[Warning] = [
        *names.unknown(context),
        *names.replaced(context),
        *publications.check(facts, known.published),
    ]
    return replace(reading, facts=replace(facts, warnings=(*facts.warnings, *found)))
