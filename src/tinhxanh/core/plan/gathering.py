"""Gathering the facts: Canonical, Outline -> Facts. Each kind is read by its own module; here is the order."""

from __future__ import annotations

from collections.abc import Mapping

from tinhxanh.core.plan import assignments, points, references, tasks
from tinhxanh.core.plan.canonical import Canonical
from tinhxanh.core.plan.facts import Document, Facts
from tinhxanh.core.plan.outline import Outline
from tinhxanh.core.plan.source import SourceDocument


def gather(
    canonical: Canonical,
    outline: Outline,
    source: SourceDocument,
    register: Mapping[str, object] | None = None,
) -> Facts:
    """All facts of a document."""
    document = Document()
    visited = list(points.visit(canonical, outline))
    drafts = tasks.of_points(canonical, visited, document.kind, None)
    resolved = assignments.resolve(canonical, visited, [draft.task for draft in drafts])
    return Facts(
        document=document,
        tasks=resolved.tasks,
        references=references.find(canonical, document.number),
        assignments=resolved.assignments,
    )
