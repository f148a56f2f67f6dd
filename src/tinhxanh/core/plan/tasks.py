"""Duties in running text: Canonical, Outline -> tasks.

A duty is a point without points below it, in a section of duties or in the organisation part, or one that
addresses an agency by its own words. Purposes, results, closing paragraphs, assignments by reference and
pure reports are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tinhxanh.core.plan import (
    addressing,
    backreferences,
    carrying,
    closings,
    footers,
    introductions,
    leading,
    letters,
    orders,
    pointers,
    purereports,
    reported,
    statements,
    turns,
)
from tinhxanh.core.plan.canonical import Canonical
from tinhxanh.core.plan.drafts import Draft, Footing, with_footer
from tinhxanh.core.plan.facts import Task
from tinhxanh.core.plan.naming import agencies
from tinhxanh.core.plan.normal import squeeze
from tinhxanh.core.plan.points import Point
from tinhxanh.core.plan.sections import Section
from tinhxanh.core.plan.times import deadlines

_DUTY_SECTIONS = {Section.TASKS, Section.ORGANISATION}
_MIN_WORDS = 4
_GLOSS = re.compile(r"\s*\([^()]*\)(?=[\s.;,]*$)")
_HEADLINE = 160  # letters: a first line without a stop, above a longer paragraph


def of_points(
    canonical: Canonical, visited: Sequence[Point], kind: str | None, year: int | None
) -> list[Draft]:
    """The duties of running text in printed order. `kind` is the document's, `year` the plan's own."""
    drafts: list[Draft] = []
    footing = Footing(canonical, drafts, year)
    for point in visited:
        text = point.text
        if point.node.kind not in {"table", "note", "annex"} and footers.is_footer(text):
            footing.hear(point)
            continue
        footing.pause()
        if pointers.gives_above(text) and (given := footing.above(point)):
            roles = addressing.Roles(addressing.lead_of(text), addressing.coordinates_of(text))
            footing.give(given, roles)
            continue
        if point.is_heading and not introductions.own_end(point, _printed(canonical, point)):
            continue
        at = len(drafts)
        if is_duty(point, kind):
            drafts.extend([_apart(_resolved(one, drafts), drafts) for one in _drafts(canonical, point, year)])
        elif (
            lead := _carried(canonical, point, kind, drafts[-1] if drafts else None)
        ) and not is_pure_report(point):
            drafts.append(_apart(Draft(replace(_task(canonical, point, year), lead=lead), point), drafts))
        footing.foot(at, point)
    return drafts


def _drafts(canonical: Canonical, point: Point, year: int | None) -> Iterator[Draft]:
    """The duty of a point; one for each agency that a paragraph or point turns to."""
    node = point.node
    start = node.text_start
    printed = _printed(canonical, point)
    if point.is_heading:
        printed = printed[: introductions.own_end(point, printed)]
    said = turns.of(printed) if turns.may_part(point) else ()
    if len(said) < 2:
        task = _task(canonical, point, year, (start, start + len(printed)))
        told = task.lead and (orders.is_superior(task.lead[0]) or turns.has_done(point.text))
        told = told and not leading.passed_on(point)
        ordered = said[0].lead if said and told else ()
        yield Draft(replace(task, lead=ordered) if ordered else task, point)
        return
    for number, turn in enumerate(said, 1):
        within = start + turn.said, start + turn.end
        part = replace(point, text=squeeze(canonical.text[within[0] : within[1]]))
        if purereports.asks_only(part.text):
            continue
        task = _task(canonical, part, year, within)
        own = turn.label or (str(number) if number > 1 else "")
        yield Draft(replace(task, id=f"{node.id}.{own}") if own else task, part)


def _apart(draft: Draft, before: Sequence[Draft]) -> Draft:
    """The duty with an id of its own: a paragraph below a point that is a duty itself bears the point's."""
    task = draft.task
    same = bool(before) and before[-1].task.id == task.id and before[-1].point.node is not draft.point.node
    return replace(draft, task=replace(task, id=f"{task.id}.p1")) if same else draft


def _resolved(draft: Draft, before: Sequence[Draft]) -> Draft:
    """The duty with those for whom "Sở này", "các đơn vị nêu trên" stand: who lead the duties beside it."""
    point = draft.point
    if point.place.leads or not backreferences.may_open(point.text):
        return draft
    above = point.node.parent
    beside = [
        one.task.lead for one in before if above in (one.point.node.parent, *one.point.node.ancestors())
    ]
    meant = backreferences.stands_for(point.text, beside or [one.task.lead for one in before[-1:]])
    return replace(draft, task=replace(draft.task, lead=meant)) if meant else draft


def _printed(canonical: Canonical, point: Point) -> str:
    return canonical.text[point.node.text_start : point.node.end]


def _carried(canonical: Canonical, point: Point, kind: str | None, last: Draft | None) -> tuple[str, ...]:
    """Those who were asked before a paragraph that asks for more without naming anybody."""
    if kind == "Báo cáo" or not carrying.may_go_on(point):
        return ()
    if point.place.asked:
        return point.place.asked
    if last is None or not carrying.follows(canonical, last.point.node, point.node):
        return ()
    return last.task.lead


def is_duty(point: Point, kind: str | None) -> bool:
    """Whether a point without points below it orders something of somebody."""
    text, place, node = point.text, point.place, point.node
    few = text.count(" ") < _MIN_WORDS - 1  # one space stands between words
    if node.kind in {"table", "note", "annex"} or few or closings.is_closing(text):
        return False
    if node.kind == "plain" and (text.endswith(":") or agencies.of_heading(text)):
        return False
    if node.kind in {"dash", "plus", "star"} and (
        _is_one_of_addressed(text) or introductions.lists_parts(place.over)
    ):
        return False
    if pointers.is_pure(text) or is_pure_report(point) or _enacts(point):
        return False
    if not place.leads and (statements.tells(text) or statements.sets_goal(text)):
        return False
    if place.section in _DUTY_SECTIONS:
        return _stands_in_duties(point, kind)
    if place.section is Section.REPORTING:
        return bool(addressing.lead_of(text) or place.leads)
    if place.section is Section.PROPOSALS:  # what is proposed to a body is asked of it
        if kind == "Báo cáo" and reported.asks_above(point):
            return False
        return bool(place.leads or addressing.lead_of(text) or place.asked)
    if place.section in {Section.PURPOSE, Section.CONTEXT, Section.GOALS}:
        return False
    if kind == "Báo cáo" or (node.kind == "plain" and (is_head(point) or _is_recited(point))):
        return False
    if place.section is Section.MONEY:
        return bool(addressing.lead_of(text)) and not statements.names_source(text)
    if place.leads or addressing.lead_of(text) or leading.passed_on(point) or backreferences.opens(text):
        return True
    alone = _alone(point) and not closings.opens(text)
    if place.asked and (node.kind != "plain" or alone or letters.asks_them(text)):
        return True
    # To nobody that is named: a duty without agency, warned of. A line without a stop is a headline.
    return orders.given(text)[1] >= 0 and text.rstrip('”" /').endswith((".", ";", "…"))


def _is_one_of_addressed(text: str) -> bool:
    """Whether a dash only names a body and for what it is addressed: "- Sở Y tế (đối với thuốc);"."""
    return text.count("(") == 1 and bool(agencies.of_heading(_GLOSS.sub("", text)))


def _enacts(point: Point) -> bool:
    """Whether the point belongs to the frame of an instrument: it enacts, points at an annex, or names in
    its last article those who carry it out.
    """
    node = point.node
    framed = node.kind in {"article", "plain", "roman"} or (node.kind == "number" and not point.place.leads)
    return framed and closings.is_executory(point.text)


def _stands_in_duties(point: Point, kind: str | None) -> bool:
    text, place = point.text, point.place
    if kind == "Báo cáo" and reported.tells(point):
        return False
    if not place.leads and statements.names_source(text) and not addressing.lead_of(text):
        return False
    if point.node.kind == "plain" and not place.leads:
        return bool(addressing.lead_of(text) or (place.section is Section.TASKS and _alone(point)))
    return True


def _alone(point: Point) -> bool:
    """A plain paragraph with no marked points beside it may be the duty; beside them it introduces."""
    siblings = point.node.parent.children if point.node.parent is not None else []
    return (
        not any(s.kind not in {"plain", "note"} and not s.answers for s in siblings)
        and point.node.parent is not None
        and point.node.parent.kind != "root"
    )


# "Ngày …, Bộ X ban hành Quyết định …. Quyết định giao UBND …": what the instrument told of orders.
_OF_INSTRUMENT = re.compile(
    r"(?<=\.)\s+(?:Theo đó, )?(?:Quyết định|Chỉ thị|Nghị quyết|Nghị định|Thông tư|Kế hoạch|Công văn|Văn bản)"
    r"(?: (?:này|nêu trên|trên))? (?:có|quy định|giao|yêu cầu|đề nghị)[^.]*\.?"
)


_ORDERED = re.compile(r"(?:giao|(?<=[.;]\s)Giao|[Yy]êu cầu|[Đđ]ề nghị|có ý kiến|chỉ đạo)[\s:]")


def is_head(point: Point) -> bool:
    """A plain paragraph before the first marked point of its document: recital or introduction."""
    parent = point.node.parent
    if parent is None or parent.kind not in {"root", "annex"}:
        return False
    text = point.text
    if closings.recites(text):
        return not addressing.orders_somebody(_OF_INSTRUMENT.sub("", text))
    if point.node is parent.children[0] and text.rstrip('"”')[-1:].isalnum() and len(text) < _HEADLINE:
        return len(parent.children) > 1 and parent.children[1].end - parent.children[1].start > len(text)
    return closings.opens(text) and _ORDERED.search(text) is None


def _is_recited(point: Point) -> bool:
    """Whether a paragraph under nobody tells what a body issued or received, and orders nobody."""
    if point.place.leads or point.place.asked:
        return False
    if closings.harks_back(point.text):
        return True
    if not (closings.recounts(point.text) or turns.has_done(point.text)):
        return False
    return not addressing.orders_somebody(point.text)


def is_pure_report(point: Point) -> bool:
    """Whether the point only asks for a report: it is an obligation, not a duty."""
    text = point.text
    if point.place.section is Section.REPORTING:
        return re.search(r"báo cáo|tổng hợp", text, re.IGNORECASE) is not None or not addressing.lead_of(text)
    return purereports.asks_only(text)


def _task(
    canonical: Canonical, point: Point, year: int | None, within: tuple[int, int] | None = None
) -> Task:
    """The duty of a point, or of the part `within` it. Without a day of its own it is due on the one that the
    introduction above sets.
    """
    node, place = point.node, point.place
    start, end = within or (node.text_start, node.end)
    printed = canonical.text[start:end]
    cut = footers.footer_start(printed)
    footer = printed[cut:] if cut is not None else ""
    lead, behind = leading.of(point, printed)
    text = squeeze(printed[behind:cut])
    stated = deadlines.of_text(text, year) or introductions.due(place.over, year)
    task = Task(
        id=node.id,
        text=text,
        theme=place.theme,
        component=place.component,
        lead=lead,
        coordinate=addressing.unique([*addressing.coordinates_of(text), *place.coordinate]),
        deadline=stated.deadline if stated is not None else None,
        source=canonical.spans((start + behind, end - len(footer))),
    )
    return with_footer(task, footer, year) if footer else task
