"""Checks of duties: who answers for them, where they point, whether one is given twice."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from tinhxanh.core.plan import duplicates as twins
from tinhxanh.core.plan.checks.context import Context
from tinhxanh.core.plan.duplicates import Given
from tinhxanh.core.plan.facts import Task, Warning
from tinhxanh.core.plan.normal import fold
from tinhxanh.core.values import DeadlineKind


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


def owed_by_nobody(context: Context) -> Iterator[Warning]:
    """Something with a due day or a rhythm that nobody is said to owe, where no duty is warned of for it."""
    warned = {task.id for task in context.facts.tasks if not task.lead}
    for owed in context.facts.obligations:
        if not owed.who and owed.id not in warned and owed.id.rpartition(".")[0] not in warned:
            message = f"Mục {owed.id} có thời hạn hoặc kỳ báo cáo nhưng không nêu cơ quan nào thực hiện."
            yield Warning("obligation-without-agency", message, owed.source)


def unread(context: Context) -> Iterator[Warning]:
    """A report whose time was not understood, or an order that gave no duty."""
    for one in context.unread:
        if one.report:
            message = f"Mục {one.at} yêu cầu báo cáo nhưng không đọc được thời hạn hoặc kỳ báo cáo."
            yield Warning(
                "report-without-time", message, one.source, "Nhập hạn hoặc kỳ báo cáo nếu văn bản có nêu"
            )
        else:
            message = f"Mục {one.at} có câu giao việc nhưng không đọc được thành nhiệm vụ."
            yield Warning("order-not-read", message, one.source, "Đọc lại đoạn này và thêm nhiệm vụ nếu cần")


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
    """The same duty given twice; each repetition is told once."""
    told: set[int] = set()
    given = [Given("", task, task.text, task.lead) for task in context.facts.tasks]
    for twin in twins.find(given):
        first, second = twin.first.key, twin.second.key
        if id(second) not in told and isinstance(first, Task) and isinstance(second, Task):
            told.add(id(second))
            yield Warning(
                "duplicate-duty",
                f"Nhiệm vụ {second.id} trùng với nhiệm vụ {first.id}.",
                (*first.source, *second.source),
                "Gộp hai nhiệm vụ hoặc nêu rõ khác biệt",
            )


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
