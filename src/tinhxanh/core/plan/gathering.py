"""Gathering the facts: Canonical, Outline -> Facts. Each kind is read by its own module; here is the
order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tinhxanh.core.plan import (
    assignments,
    assignmenttables,
    checks,
    head,
    indicators,
    obligations,
    points,
    sections,
    tables,
    tabletasks,
    tasks,
    unread,
)
from tinhxanh.core.plan.aiming import targets
from tinhxanh.core.plan.assignmenttables import Given
from tinhxanh.core.plan.canonical import Canonical, Table
from tinhxanh.core.plan.citing import agreements, instruments, references, relations
from tinhxanh.core.plan.facts import Document, Facts, IndicatorRow, Obligation, Target, Task, Warning
from tinhxanh.core.plan.outline import Outline
from tinhxanh.core.plan.source import SourceDocument
from tinhxanh.core.plan.times import implieddays


def gather(canonical: Canonical, outline: Outline, source: SourceDocument) -> Facts:
    """All facts of a document, with the warnings of the checks and the notes of the file's reader."""
    described = head.read(canonical, outline, source.stamps)
    document = described.document
    year = implieddays.year_of(document)
    years = obligations.Years.of(document.period) if document.period else obligations.Years(year, year)
    walked = points.visit(canonical, outline, document.kind)
    visited = [point for point in walked if not _in_title(point, described)]
    drafts = tasks.of_points(canonical, visited, document.kind, year)
    in_tables = _Tables.read(canonical, outline, document, year)
    cited = tuple(instruments.find(canonical.text))
    printed = [draft.task for draft in drafts]
    resolved = assignments.resolve(canonical, visited, [*printed, *in_tables.tasks], in_tables.given)
    told, rows = resolved.tasks[: len(printed)], resolved.tasks[len(printed) :]
    owed = (
        *obligations.of_points(canonical, visited, told, years, document.kind),
        *obligations.of_rows(rows, years),
        *in_tables.owed,
    )
    facts = Facts(
        document=document,
        tasks=tuple(implieddays.of_task(task, document) for task in _in_order(resolved.tasks)),
        targets=(
            *targets.of_points(canonical, visited, document.kind, document.period),
            *targets.of_rows(rows),
            *in_tables.targets,
        ),
        obligations=tuple(implieddays.of_obligation(one, document, canonical) for one in owed),
        references=references.find(
            canonical, document.number if document.kind not in _ANNEXES else None, cited
        ),
        relations=relations.find(canonical.text, document.title, document.number, cited),
        assignments=resolved.assignments,
        indicator_rows=tuple(in_tables.rows),
        agreements=agreements.find(canonical),
    )
    silent, opaque = unread.find(canonical, visited, facts), tuple(in_tables.opaque)
    found = checks.run(
        checks.Context(canonical, outline, facts, resolved.dangling, unread=silent, opaque=opaque)
    )
    return replace(facts, warnings=(*_noted(source), *found))


def _noted(source: SourceDocument) -> tuple[Warning, ...]:
    """What the file's reader had to say, as warnings."""
    return tuple(Warning(note.code, note.message) for note in source.notes)


_ANNEXES = {"Phụ lục", "Phụ biểu", "Danh mục"}


def _in_title(point: points.Point, described: head.Head) -> bool:
    """Whether a plain paragraph is part of the title or of the lines above it, and so gives nothing."""
    if described.title_span is None or point.node.kind != "plain":
        return False
    start, end = described.title_span
    return start <= point.node.start < end and point.node.id.startswith("p")


def _in_order(found: Sequence[Task]) -> tuple[Task, ...]:
    return tuple(sorted(found, key=lambda task: task.source[0].start if task.source else 0))


def _since(document: Document) -> int | None:
    """The first year that the document plans for: of its period, or of its issue."""
    if document.period is not None and document.period.start is not None:
        return document.period.start
    return document.date.year if document.date is not None else None


class _Tables:
    """What the tables of a document hold."""

    def __init__(self) -> None:
        self.tasks: list[Task] = []
        self.rows: list[IndicatorRow] = []
        self.targets: list[Target] = []
        self.owed: list[Obligation] = []
        self.given: list[Given] = []
        self.opaque: list[Table] = []

    @classmethod
    def read(cls, canonical: Canonical, outline: Outline, document: Document, year: int | None) -> _Tables:
        found = cls()
        paths = {id(node.table): node.id for node in outline.nodes() if node.table is not None}
        by_name = sections.speaks_of_index(canonical.text)
        for table in canonical.tables:
            sheet = tables.understand(canonical, table)
            if assignmenttables.is_assignment_table(sheet):
                found.given.extend(assignmenttables.read(canonical, sheet))
            elif indicators.is_indicator_table(sheet):
                read = indicators.read(
                    canonical, sheet, year, by_name, _since(document), paths.get(id(table), "")
                )
                found.rows.extend(read.rows)
                found.targets.extend(read.targets)
                found.owed.extend(read.obligations)
            elif not tabletasks.is_task_table(sheet):
                found.opaque.append(table)
            elif document.kind != "Báo cáo":
                found.tasks.extend(tabletasks.read(canonical, sheet, year, by_name))
        return found
