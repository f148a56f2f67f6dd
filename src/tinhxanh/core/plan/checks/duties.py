"""Checks of duties: who answers for them, where they point, whether one is given twice."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from rapidfuzz import fuzz

from tinhxanh.core.plan.checks.context import Context
from tinhxanh.core.plan.facts import Task, Warning
from tinhxanh.core.plan.normal import fold
from tinhxanh.core.values import DeadlineKind

_SAME = 96.0
_LOOK_BACK = 12


def without_agency(context: Context) -> Iterator[Warning]:
    """A duty that nobody answers for; proposed: who leads most duties of the same theme."""
    by_theme: dict[str | None, Counter[str]] = defaultdict(Counter)
    for task in context.facts.tasks:
        by_theme[task.theme].update(task.lead)
    for task in context.facts.tasks:
        if task.lead:
            continue
        common = by_theme[task.theme].most_common(1)
        proposal = f"Hỏi {common[0][0]}, cơ quan chủ trì nhiều nhiệm vụ nhất của nhóm này" if common else None
        yield Warning(
            "duty-without-agency", f"Nhiệm vụ {task.id} chưa giao cho cơ quan nào.", task.source, proposal
        )


def dangling(context: Context) -> Iterator[Warning]:
    """An assignment to a point that does not exist."""
    for one in context.dangling:
        named = " ".join(_named(one.path))
        yield Warning(
            "dangling-pointer", f"Mục {one.at} giao {named} nhưng văn bản không có điểm này.", one.source
        )


def _named(path: tuple[str, ...]) -> Iterator[str]:
    for label in reversed(path):
        kind = "điểm" if label.isalpha() and label.islower() else "Phần" if label.isupper() else "mục"
        yield f"{kind} {label}"


def self_coordinated(context: Context) -> Iterator[Warning]:
    """A lead that is also its own co-ordinator."""
    for task in context.facts.tasks:
        leads = {fold(name) for name in task.lead}
        for name in task.coordinate:
            if fold(name) in leads:
                message = f"Nhiệm vụ {task.id}: {name} vừa chủ trì vừa phối hợp với chính mình."
                yield Warning("lead-coordinates-itself", message, task.source, f"Bỏ {name} ở phần phối hợp")


def duplicates(context: Context) -> Iterator[Warning]:
    """The same duty given twice. Only duties that open alike are compared, so the cost stays linear."""
    seen: dict[str, list[tuple[Task, str]]] = defaultdict(list)
    for task in context.facts.tasks:
        text = fold(task.text).strip(" -.;")
        bucket = seen[" ".join(text.split()[:5])]
        for other, before in bucket[-_LOOK_BACK:] if len(text) > 40 else ():
            if _is_same(task, text, other, before):
                message = f"Nhiệm vụ {task.id} trùng với nhiệm vụ {other.id}."
                yield Warning(
                    "duplicate-duty",
                    message,
                    (*other.source, *task.source),
                    "Gộp hai nhiệm vụ hoặc nêu rõ khác biệt",
                )
                break
        bucket.append((task, text))


def _is_same(task: Task, text: str, other: Task, before: str) -> bool:
    """The same words, or nearly so to the same agency: "khu" and "cụm công nghiệp" of two agencies are
    two duties.
    """
    if text == before:
        return True
    if fuzz.ratio(text, before, score_cutoff=_SAME) < _SAME:
        return False
    return not task.lead or not {fold(n) for n in task.lead}.isdisjoint(fold(n) for n in other.lead)


def unshown(context: Context) -> Iterator[Warning]:
    """Duties without an end, and no report in which their course would be seen."""
    ongoing = [
        t for t in context.facts.tasks if t.deadline is not None and t.deadline.kind is DeadlineKind.ONGOING
    ]
    reports = [
        o
        for o in context.facts.obligations
        if "báo cáo" in o.what.lower() or o.frequency in {"quarterly", "semiannual"}
    ]
    if ongoing and not reports:
        message = (
            f"{len(ongoing)} nhiệm vụ “thường xuyên” nhưng văn bản không nêu kỳ báo cáo nào để theo dõi."
        )
        yield Warning(
            "ongoing-without-report", message, ongoing[0].source, "Bổ sung kỳ báo cáo, ví dụ 6 tháng và năm"
        )
