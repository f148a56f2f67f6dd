"""Targets in running text: points -> targets, with ids, component, plan year and what they start from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tinhxanh.core.plan import addressing, numbers, sections, statements
from tinhxanh.core.plan.aiming import goals, origins
from tinhxanh.core.plan.aiming.goals import Goal
from tinhxanh.core.plan.canonical import Canonical
from tinhxanh.core.plan.facts import Baseline, Period, Target, Task
from tinhxanh.core.plan.points import Point
from tinhxanh.core.plan.sections import Section

_SILENT = {Section.CONTEXT}
_SET = re.compile(r"(?:đặt ra|đặt|đề ra|xác định)\s+(?:các\s+)?mục tiêu|mục tiêu\s*:")
_AIM = re.compile(r"phấn đấu|mục tiêu|chỉ tiêu|duy trì|đặt ra", re.IGNORECASE)
_PLAIN_END = re.compile(r"(?:^|\.)p\d+$")
_STANDING = re.compile(
    rf"năm\s+(?P<year>20\d\d)[^.;]{{0,160}}?(?:xếp|đứng|vị trí|thứ hạng|hạng)[^.;\d]{{0,40}}?"
    rf"(?P<rank>\d{{1,2}})\s?/\s?\d\d[^.;]{{0,90}}?(?P<value>{numbers.PRINTED})\s*điểm"
    rf"|năm\s+(?P<year2>20\d\d)[^.]{{0,160}}?(?P<value2>{numbers.PRINTED})\s*điểm[^.;]{{0,90}}?(?:xếp"
    rf"|đứng|vị trí|thứ hạng|hạng)[^.;\d]{{0,40}}?(?P<rank2>\d{{1,2}})(?:\s?/\s?\d\d|(?=\s+(?:cả nước"
    rf"|toàn quốc|trong (?:tổng )?số\s)))",
    re.IGNORECASE,
)


def of_points(
    canonical: Canonical, visited: Sequence[Point], kind: str | None, period: Period | None
) -> tuple[Target, ...]:
    """The numbers to reach that points state, in printed order. Results recited are none."""
    plan_year = (period.end or period.start) if period is not None else None
    standing = _standing(canonical.text[:12000], plan_year)
    only = plan_year if period is not None and period.start in {None, plan_year} else None
    by_name = sections.speaks_of_index(canonical.text)
    found: list[Target] = []
    for point in visited:
        stated = (
            [] if _is_silent(point, kind) else goals.find(point.text, point.place.section is Section.GOALS)
        )
        stated = origins.folded(point.text, stated, period.start if period is not None else None)
        ahead = bool(stated) and kind == "Báo cáo" and _looks_ahead(canonical, point)
        stated = [goal for goal in stated if _is_aim(point, goal, kind, ahead)]
        named = _BY_YEAR.search(point.text) if stated else None
        for ordinal, goal in enumerate(stated, 1):
            number = f"{_id(point)}.{ordinal}" if len(stated) > 1 else _id(point)
            goal = _with_year(canonical, point, goal, named, only)
            found.append(_target(canonical, point, goal, number, plan_year, standing, by_name))
    return tuple(found)


_BY_YEAR = re.compile(r"(?:[Đđ]ến|[Tt]rong|[Hh]ết|^)\s*(?:hết\s+|cuối\s+)?[Nn]ăm\s+(20\d\d)(?!\s*[-–]\s*20)")
# In a heading the word "năm" may be left out, and a stage ends with its last year.
_HEAD_YEAR = re.compile(r"[Đđ]ến\s+(20\d\d)(?!\d)|[Gg]iai đoạn\s+20\d\d\s*(?:-|–|đến)\s*(20\d\d)(?!\d)")


_OF_YEAR = re.compile(
    r"[^\n.;:]{0,60}?(?:[Mm]ục tiêu|[Cc]hỉ tiêu|MỤC TIÊU|CHỈ TIÊU)[^\n.;:]{0,40}?\s(?:[Nn]ăm|NĂM)\s+(20\d\d)"
    r"(?!\s*[-–\d])"
)


# "hoàn thành các chỉ tiêu năm 2026 (A đạt 92%; B đạt 75%)": the year of all in the brackets.
_LISTED_FOR = re.compile(
    r"(?:chỉ tiêu|mục tiêu)\s+(?:của\s+)?năm\s+(20\d\d)\s*\((?:[^()]"
    r"|\([^()]*\)){0,600}$"
)


def _with_year(
    canonical: Canonical, point: Point, goal: Goal, named: re.Match[str] | None, only: int | None
) -> Goal:
    """The goal with the year `named` before it, or by the heading over it ("Đến năm 2025:"), or the `only`
    year that the plan is for.
    """
    if goal.year is not None:
        return goal
    listed = _LISTED_FOR.search(point.text, 0, goal.start)
    if listed is not None:
        return replace(goal, year=int(listed[1]))
    if point.place.section is not Section.GOALS:
        return goal
    if named is not None and (named.start() == 0 or named.end() <= goal.start):
        return replace(goal, year=int(named[1]))
    for node in point.node.ancestors():
        head = canonical.text[node.text_start : min(node.end, node.text_start + 160)]
        over = _BY_YEAR.search(head) or _OF_YEAR.match(head) or _HEAD_YEAR.search(head.split("\n", 1)[0])
        if over is not None:
            return replace(goal, year=int(over[over.lastindex or 1]))
    return replace(goal, year=only)


def of_rows(tasks: Sequence[Task]) -> tuple[Target, ...]:
    """The numbers to reach that duties of a task table state in their text."""
    found: list[Target] = []
    for task in tasks:
        stated = [goal for goal in goals.find(task.text, False) if goal.measure in {"percent", "count"}]
        for ordinal, goal in enumerate(stated, 1):
            number = f"{task.id}.{ordinal}" if len(stated) > 1 else task.id
            found.append(
                Target(
                    number,
                    goal.subject,
                    goal.measure,
                    goal.comparator,
                    goal.value,
                    task.component,
                    goal.unit,
                    goal.year,
                    source=task.source,
                )
            )
    return tuple(found)


def _is_silent(point: Point, kind: str | None) -> bool:
    if point.node.kind in {"table", "note", "annex"}:
        return True
    if kind == "Báo cáo" and (_SET.search(point.text) or _is_proposed(point)):
        return False
    if point.place.section is Section.TASKS and statements.tells(point.text):
        return True
    if point.place.section in _SILENT or (
        point.place.section is Section.PURPOSE and not _AIM.search(point.text)
    ):
        return True
    if kind == "Báo cáo" and point.place.section not in {Section.TASKS, Section.GOALS}:
        return re.search(r"mục tiêu|phấn đấu", point.text) is None
    return (
        point.place.section is None
        and not _AIM.search(point.text)
        and point.node.kind == "plain"
        and not point.place.leads
    )


def _is_aim(point: Point, goal: Goal, kind: str | None, ahead: bool) -> bool:
    """Whether a number is aimed at: a year behind the plan or a recital makes it a result."""
    if (
        kind == "Báo cáo"
        and not ahead
        and not re.search(r"mục tiêu|phấn đấu", point.text[max(0, goal.start - 160) : goal.start])
    ):
        return False
    if point.place.section is None and _MISSED.search(point.text, goal.end, goal.end + 240):
        return False
    if goal.measure in {"score", "rank"} and point.place.section is not Section.GOALS:
        return _AIM.search(point.text[max(0, goal.start - 200) : goal.end]) is not None
    return True


# An introduction that says how an earlier goal turned out sets none.
_MISSED = re.compile(
    r"(?:chưa|không)\s+đạt\s+(?:được\s+)?(?:kế hoạch|mục tiêu|chỉ tiêu|yêu cầu)|đã\s+(?:đạt|vượt)"
)
_COMING = re.compile(
    r"phương hướng|thời gian tới|(?:năm|giai đoạn) (?:tới|tiếp theo)|kế hoạch năm|mục tiêu năm"
    r"|nhiệm vụ, giải pháp|nhiệm vụ(?: trọng tâm)? năm|giải pháp thực hiện",
    re.IGNORECASE,
)


def _is_proposed(point: Point) -> bool:
    """Whether a report asks somebody for what the point says."""
    return point.place.section is Section.PROPOSALS and bool(
        point.place.leads or point.place.asked or addressing.lead_of(point.text)
    )


def _looks_ahead(canonical: Canonical, point: Point) -> bool:
    """Whether a point of a report stands in the part about what is to come."""
    if _is_proposed(point):
        return True
    if point.place.section not in {Section.GOALS, Section.TASKS}:
        return False
    heads = (canonical.text[n.text_start : min(n.end, n.text_start + 120)] for n in point.node.ancestors())
    return any(_COMING.search(head.split("\n", 1)[0]) for head in heads)


def _id(point: Point) -> str:
    """The point's id; for a plain paragraph that of the point it stands under, "intro" before the first
    point.
    """
    own = _PLAIN_END.sub("", point.node.id)
    return own or "intro"


def _standing(text: str, plan_year: int | None) -> Baseline | None:
    """Where the province stands when the plan is written: rank, score and edition that the introduction
    recites; what is to be reached in the plan's own last year is none.
    """
    at = 0
    while (match := _STANDING.search(text, at)) is not None:
        which = "" if match["year"] else "2"
        year = int(match["year" + which])
        if plan_year is None or year < plan_year:
            return Baseline(numbers.value(match["value" + which]), int(match["rank" + which]), year)
        at = match.start() + 1
    return _told_standing(text, plan_year)


# "… công bố PGI năm 2023. Tỉnh đạt 21,07 điểm, xếp thứ 38/63": the edition is named in the sentence before.
_TOLD = re.compile(
    rf"(?:tỉnh|PGI|[Xx]anh)[^.;\n]{{0,60}}?\sđạt\s+(?P<value>{numbers.PRINTED})\s*điểm\s*,?\s+(?:và\s+)?(?:xếp|đứng|hạng)"
    r"[^.;\d\n]{0,40}?(?P<rank>\d{1,2})\s?/\s?\d\d",
)
_EDITION = re.compile(r"(?:PGI|PCI|[Xx]anh)[^.;\n]{0,60}?năm\s+(?P<year>20\d\d)")


def _told_standing(text: str, plan_year: int | None) -> Baseline | None:
    told = _TOLD.search(text) if "PGI" in text else None
    if told is None:
        return None
    editions = list(_EDITION.finditer(text, max(0, told.start() - 400), told.start()))
    year = int(editions[-1]["year"]) if editions else None
    if year is None or (plan_year is not None and year >= plan_year):
        return None
    return Baseline(numbers.value(told["value"]), int(told["rank"]), year)


def _target(
    canonical: Canonical,
    point: Point,
    goal: Goal,
    number: str,
    plan_year: int | None,
    standing: Baseline | None,
    by_name: bool,
) -> Target:
    is_index = goal.measure in {"score", "rank"}
    subject = goal.subject if len(goal.subject) > 5 or _LETTERS.search(goal.subject) else point.place.theme
    subject = subject or goal.subject
    component = point.place.component
    if is_index and component is None and by_name:
        component = sections.component(subject, True)
    overall = is_index and component is None and _INDEX.search(subject) is not None
    span = _sentence(canonical, point, goal)
    return Target(
        id=number,
        subject=subject,
        measure=goal.measure,
        comparator=goal.comparator,
        value=goal.value,
        component=component,
        unit=goal.unit,
        year=goal.year or (plan_year if is_index else None),
        baseline=_baseline(goal, standing, overall),
        target_rank=goal.rank,
        source=canonical.spans(span),
    )


_INDEX = re.compile(r"PGI|[Cc]hỉ số [Xx]anh")
_LETTERS = re.compile(r"PGI|PCI|PAPI|SIPAS")


def _baseline(goal: Goal, standing: Baseline | None, overall: bool) -> Baseline | None:
    if goal.base_value is None and goal.base_rank is None:
        if goal.measure == "percent" and goal.base_year is not None:
            return Baseline(None, None, goal.base_year)
        return standing if (overall and goal.unit != "bậc") or overall else None
    year = goal.base_year or (
        standing.year if standing is not None and goal.measure in {"score", "rank"} else None
    )
    if (
        overall
        and standing is not None
        and year == standing.year
        and goal.base_value in {None, standing.value}
    ):
        return Baseline(standing.value, goal.base_rank or standing.rank, year)
    return Baseline(goal.base_value, goal.base_rank, year)


def _sentence(canonical: Canonical, point: Point, goal: Goal) -> tuple[int, int]:
    """The offsets of the number in the canonical text; of the whole point where its white space was
    collapsed.
    """
    start = point.node.text_start
    raw = canonical.text[start : point.node.end]
    if raw == point.text:
        return start + goal.start, start + goal.end
    return start, point.node.end
