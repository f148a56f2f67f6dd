"""All checks in the order in which their warnings are shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from tinhxanh.core.plan.checks import arithmetic, duties, names, shape, times
from tinhxanh.core.plan.checks.context import Context
from tinhxanh.core.plan.facts import Warning

CHECKS: tuple[Callable[[Context], Iterable[Warning]], ...] = (
    duties.without_agency,
    duties.dangling,
    duties.self_coordinated,
    duties.duplicates,
    duties.unshown,
    names.unknown,
    names.replaced,
    arithmetic.sums,
    arithmetic.increments,
    arithmetic.paths,
    arithmetic.against_appendix,
    arithmetic.directions,
    arithmetic.ranges,
    times.reports,
    times.before_issue,
    shape.gaps,
    shape.blanks,
    shape.unread_tables,
)


def run(context: Context) -> tuple[Warning, ...]:
    """All warnings of a document, grouped by check, each group in printed order."""
    return tuple(warning for check in CHECKS for warning in check(context))
