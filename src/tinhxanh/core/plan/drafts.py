"""Duties on their way to facts, and which of them a footer speaks of: those above it in its section, those
behind it where it stands under the heading, those that no footer told the time of yet.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from tinhxanh.core.plan import addressing, footers, points
from tinhxanh.core.plan.canonical import Canonical
from tinhxanh.core.plan.facts import Task
from tinhxanh.core.plan.normal import squeeze
from tinhxanh.core.plan.outline import Node
from tinhxanh.core.plan.points import Point
from tinhxanh.core.plan.times import deadlines
from tinhxanh.core.values import Deadline, DeadlineKind

# Points that footers of a whole section may stand below, as if they belonged to its last duty.
_BELOW_HEADINGS = frozenset(
    {"dash", "plus", "star", "letter", "plain", "bracket", "small_roman", "decimal", "number"}
)

_AHEAD = 8  # footers under one heading: who, with whom, by when, what comes of it, what it costs


@dataclass(frozen=True, slots=True)
class Draft:
    """A duty with its point, before footers and assignments are folded in."""

    task: Task
    point: Point

    @property
    def is_open(self) -> bool:
        """Whether no words of its own or of a heading say yet who answers for it."""
        return not self.task.lead or self.task.lead == self.point.place.asked

    def is_within(self, section: Node | None) -> bool:
        """Whether it stands in a section; in that of the whole document every duty does."""
        if section is None or section.kind == "root":
            return True
        return section is self.point.node or section in self.point.node.ancestors()


class Footing:
    """Folds footers into the duties they speak of, while points are walked in printed order.

    `drafts` is the list that the walk fills; `year` the plan's own, for days without one.
    """

    def __init__(self, canonical: Canonical, drafts: list[Draft], year: int | None) -> None:
        self._canonical = canonical
        self._drafts = drafts
        self._year = year
        self._block: list[int] = []  # the duties of the footers just met, line after line
        self._names = False  # whether one of these says who answers
        self._told = 0  # duties that a footer was met behind
        self._section: Node | None = None  # whose first duty is still to come, behind these footers
        self._ahead: list[str] = []

    def hear(self, point: Point) -> None:
        """Fold a footer into the duties above it, or keep it for those behind it where none stand above."""
        names = bool(footers.fields(point.text).lead)
        if not self._block or (names and not self._names):
            self._names = names
            self._block = self.above(point) if names else self._untold(point)
        self._apply(self._block, point.text)
        self._told = len(self._drafts)
        section = self._section_of(point)
        if self._block or section is None or section.kind == "root":
            return
        if not self._drafts or not self._drafts[-1].is_within(section):
            if section is not self._section:
                self._section, self._ahead = section, []
            self._ahead = [*self._ahead, point.text][:_AHEAD]

    def pause(self) -> None:
        """No footer: the next one begins anew."""
        self._block, self._names = [], False

    def foot(self, at: int, point: Point) -> None:
        """Fold the footers between a heading and its duties into those from index `at` on, of `point`."""
        if self._section is None or self._section not in point.node.ancestors():
            return
        reached = [index for index in range(at, len(self._drafts)) if self._drafts[index].is_open]
        for footer in self._ahead:
            self._apply(reached, footer)

    def above(self, point: Point) -> list[int]:
        """The duties above a point in its section that nobody answers for yet."""
        return self._backwards(point, 0, lambda draft: draft.is_open)

    def give(self, at: Iterable[int], roles: addressing.Roles) -> None:
        """Give duties that nobody answers for yet to those of a sentence about "các nhiệm vụ nêu trên"."""
        for index in at:
            draft = self._drafts[index]
            helpers = addressing.unique([*draft.task.coordinate, *roles.coordinate])
            task = replace(draft.task, lead=roles.lead, coordinate=helpers)
            self._drafts[index] = replace(draft, task=task)

    def _untold(self, point: Point) -> list[int]:
        """The duties of a footer that names nobody ("Thời gian thực hiện: …"): those behind the footer
        before it that nobody answers for, or else whoever does.
        """
        nobody = self._backwards(point, self._told, lambda draft: draft.is_open)
        return nobody or self._backwards(point, self._told, lambda _: True)

    def _backwards(self, point: Point, until: int, wanted: Callable[[Draft], bool]) -> list[int]:
        section = self._section_of(point)
        back = range(len(self._drafts) - 1, until - 1, -1)
        drafts = self._drafts
        return list(
            itertools.takewhile(lambda at: drafts[at].is_within(section) and wanted(drafts[at]), back)
        )

    def _section_of(self, point: Point) -> Node | None:
        """The heading whose duties a footer speaks of, though it may stand below the last of them."""
        section = point.node.parent
        while section is not None and section.kind in _BELOW_HEADINGS and not self._heads(section):
            section = section.parent
        return section

    def _heads(self, node: Node) -> bool:
        """Whether a point has points of its own; starred lines below it and dashes that only name agencies
        and time are footers of its whole section.
        """
        own = (child for child in node.children if child.kind not in {"plain", "note", "star"})
        texts = (points.printed(self._canonical, child) for child in own)
        return len(list(itertools.islice((text for text in texts if not footers.is_footer(text)), 2))) > 1

    def _apply(self, at: Iterable[int], footer: str) -> None:
        many = list(at)
        for index in many:
            draft = self._drafts[index]
            task = with_footer(draft.task, footer, self._year)
            own = draft.task.deadline
            if own is not None and own.kind is DeadlineKind.DATE and len(many) > 1:
                task = replace(task, deadline=own)  # the day of one duty stays beside that of its group
            self._drafts[index] = replace(draft, task=task)


_TIME = re.compile(
    r"(?:[Tt]hời (?:gian|hạn|điểm)|[Hh]ạn|[Hh]oàn thành)(?:\s+(?:thực hiện|hoàn thành))?\s*:"
    r"\s*(?P<time>[^.;\n]{2,90})"
    r"|[Tt]iến độ[^:]{0,20}:\s*(?P<pace>[^.;\n]{2,90})"
)


def _time_of_bracket(footer: str, year: int | None) -> Deadline | None:
    """The time behind the agencies of a bracket: "(Sở X chủ trì, phối hợp với Sở Y; quý I/2023)"."""
    for said in reversed(footer.strip(" \n().;").split(";")):
        if not addressing.lead_of(squeeze(said)):
            found = deadlines.of_cell(squeeze(said), year)
            if found is not None:
                return found
    return None


def with_footer(task: Task, footer: str, year: int | None) -> Task:
    """A duty with what its footer or bracket says of it: agencies beside its own, and the time."""
    roles = footers.fields(footer)
    time = _TIME.search(footer)
    deadline: Deadline | None = task.deadline
    if time is not None:
        deadline = deadlines.of_cell(time["time"] or time["pace"], year) or deadline
    elif footer.lstrip().startswith("("):
        deadline = _time_of_bracket(footer, year) or deadline
    return replace(
        task,
        lead=addressing.unique([*task.lead, *roles.lead]) if not roles.lead else roles.lead,
        coordinate=addressing.unique([*task.coordinate, *roles.coordinate]),
        deadline=deadline,
    )
