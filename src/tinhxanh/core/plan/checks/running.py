"""All checks of a document by itself, in the order in which their warnings are shown.

Those that need to know what is beside it run in `core.plan.judging`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from tinhxanh.core.plan.checks import arithmetic, duties, nature, shape, times
from tinhxanh.core.plan.checks.context import Context
from tinhxanh.core.plan.facts import Warning

CHECKS: tuple[Callable[[Context], Iterable[Warning]], ...] = (
    nature.not_a_plan,
    duties.without_agency,
    duties.owed_by_nobody,
    duties.unread,
    duties.dangling,
    duties.self_coordinated,
    duties.duplicates,
    duties.unshown,
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
    shape.flat_tables,
    shape.guessed_rows,
)


def run(context: Context) -> tuple[Warning, ...]:
    """All warnings of a document, grouped by check, each group in printed order."""
    return tuple(warning for check in CHECKS for warning in check(context))
