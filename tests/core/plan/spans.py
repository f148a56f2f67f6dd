"""The rule of spans: what a fact quotes stands at its spans in the canonical text, white space apart.

Composed texts are excepted: themes, subjects of goals, expanded agency names, and what an obligation asks.
"""

from __future__ import annotations

from tinhxanh.core.plan.canonical import Canonical
from tinhxanh.core.plan.normal import squeeze
from tinhxanh.core.plan.reading import Reading
from tinhxanh.core.values import Span


def quoted(canonical: Canonical, source: tuple[Span, ...]) -> str:
    """The text at the spans, white space collapsed."""
    return squeeze(" ".join(canonical.text[span.start : span.end] for span in source))


def assert_spans_hold(result: Reading) -> None:
    canonical, facts = result.canonical, result.facts
    for task in facts.tasks:
        assert quoted(canonical, task.source) == task.text
    for row in facts.indicator_rows:
        assert row.name in quoted(canonical, row.source)
    entries = (
        *facts.targets,
        *facts.obligations,
        *facts.references,
        *facts.assignments,
        *facts.agreements,
        *facts.warnings,
    )
    for entry in (*facts.tasks, *facts.indicator_rows, *entries):
        for span in entry.source:
            assert 0 <= span.start < span.end <= len(canonical.text)
            assert span.page == canonical.page_at(span.start)
    for cited in facts.references:
        if cited.number is not None:
            flat = quoted(canonical, cited.source).replace(" ", "").replace("–", "-").replace("-", "")
            assert cited.number.replace("-", "") in flat
