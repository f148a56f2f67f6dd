"""Assignments by reference: "Làm các việc ở điểm b, e khoản 5 Mục IV" -> assignments, folded
into the duties.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tinhxanh.core.plan import addressing, pointers
from tinhxanh.core.plan.assignmenttables import Given
from tinhxanh.core.plan.canonical import Canonical
from tinhxanh.core.plan.facts import Assignment, Task
from tinhxanh.core.plan.naming import agencies, agency_words
from tinhxanh.core.plan.points import Point
from tinhxanh.core.values import Span

_TOGETHER_ONLY = re.compile(r"[\s;.,]*(?:và\s+)?phối hợp(?!.*chủ trì)", re.IGNORECASE | re.DOTALL)

_ADDRESSED = re.compile(r"^[^:]{2,120}:\s*(?=phối hợp\s)", re.IGNORECASE)  # "Sở X: phối hợp thực hiện …"

_COMMITTEES = re.compile(r"(?:[Cc]hủ tịch )?(?:UBND|[ỦU][ỷy] ban nhân dân) (?:các|cấp)(?!\w)")
# All ministers, all heads of bodies: as many as a collective.
_ALL_HEADS = re.compile(r"(?:Các )?Bộ trưởng$|(?:Thủ trưởng|Giám đốc|Chủ tịch) (?:các\s|cơ quan|đơn vị)")

# A sentence before a table of assignments gives by the table, to nobody by itself.
_INTRODUCES = re.compile(
    r"(?:như|theo|tại|trong|ở)\s+(?:các\s+)?(?:sau|(?:bảng|biểu|danh mục|phụ lục"
    r"|phụ biểu)[^.;:]{0,60})\s*[:.]?\s*$"
    r"|(?:sau đây|dưới đây)\s*:\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Dangling:
    """A pointer to points that do not exist."""

    at: str
    path: tuple[str, ...]
    source: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Resolved:
    """What the pointers of a document come to."""

    assignments: tuple[Assignment, ...]
    tasks: tuple[Task, ...]
    dangling: tuple[Dangling, ...]


def resolve(
    canonical: Canonical, visited: Sequence[Point], tasks: Sequence[Task], tabled: Sequence[Given] = ()
) -> Resolved:
    """Assignments of all points, and `tasks` with the agencies so named among their leads and
    co-ordinators.
    """
    index = _Index(tasks)
    found: list[Assignment] = []
    dangling: list[Dangling] = []
    duties = _Duties(tasks)
    said = [one for point in visited for one in _said(canonical, point, bool(tabled))]
    for one in sorted(said, key=_to_everybody):  # a stable order: what is given by name comes first
        ids, missing = index.find(one.paths, one.at)
        dangling += [Dangling(one.at, path, one.source) for path in missing]
        if _to_everybody(one) and len(ids) > 1:
            ids = duties.open_among(ids)
        if not ids:
            continue
        named = one.partners if one.role == "coordinate" else ()
        found += [Assignment(name, ids, one.role, one.at, one.source) for name in (*one.leads, *named)]
        duties.fold(ids, one.leads, one.partners, one.role)
    for given in tabled:
        ids, missing = index.find(given.paths, "")
        dangling += [Dangling(given.at, path, given.source) for path in missing]
        if ids:
            found += [Assignment(name, ids, given.role, given.at, given.source) for name in given.agencies]
            duties.fold(ids, given.agencies, (), given.role)
    return Resolved(tuple(found), tuple(duties.tasks), tuple(dangling))


@dataclass(frozen=True, slots=True)
class _Said:
    """What one pointer of a sentence gives to whom."""

    leads: tuple[str, ...]
    paths: tuple[tuple[str, ...], ...]
    role: str
    partners: tuple[str, ...]
    at: str
    source: tuple[Span, ...]


def _said(canonical: Canonical, point: Point, has_tables: bool) -> Iterator[_Said]:
    """The pointers of a point that addresses somebody, each with the role its clause gives."""
    if point.is_heading or point.node.kind in {"table", "note"}:
        return
    found = pointers.find(point.text)
    leads = (point.place.leads or addressing.lead_of(point.text)) if found else ()
    if not leads:
        return
    if has_tables and _INTRODUCES.search(point.text):
        return
    source = canonical.spans((point.node.text_start, point.node.end))
    before = 0
    for pointer in found:
        role, partners = _role(point.text[before : pointer.start])
        before = pointer.end
        if pointer is found[-1] and pointers.is_pure(point.text):
            partners = addressing.unique([*partners, *addressing.coordinates_of(point.text[before:])])
        yield _Said(leads, pointer.paths, role, partners, point.node.id, source)


def _to_everybody(said: _Said) -> bool:
    """Whether a collective is told of whole sections: "các đơn vị … nhiệm vụ được phân công tại Mục III"."""
    return all(len(path) == 1 for path in said.paths) and all(map(_is_collective, said.leads))


def _is_collective(lead: str) -> bool:
    kinds = agency_words.COLLECTIVE, _COMMITTEES, _ALL_HEADS
    return any(kind.match(lead) is not None for kind in kinds)


def _role(clause: str) -> tuple[str, tuple[str, ...]]:
    """The role "coordinate" where the clause only says "phối hợp với X"; the partners it names in any
    case.
    """
    clause = _ADDRESSED.sub("", re.split(r"[;.]\s+", clause)[-1])
    named, end = agencies.scan(clause, len(clause) - len(clause.lstrip()))
    clause = clause[end:] if named else clause
    match = _TOGETHER_ONLY.match(clause)
    partners = addressing.coordinates_of(clause)
    return ("coordinate" if match is not None else "lead"), partners


class _Duties:
    """The duties, with the agencies among their leads and co-ordinators that assignments name."""

    def __init__(self, tasks: Sequence[Task]) -> None:
        self.tasks = list(tasks)
        self._places: dict[str, list[int]] = {}
        self._done: set[tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], str]] = set()
        for place, task in enumerate(self.tasks):
            self._places.setdefault(task.id, []).append(place)

    def open_among(self, ids: tuple[str, ...]) -> tuple[str, ...]:
        """Of the duties `ids` those that nobody leads: a collective told of a whole section is reminded of
        what each of its members was given there.
        """
        return tuple(one for one in ids if not all(self.tasks[at].lead for at in self._places[one]))

    def fold(
        self, ids: tuple[str, ...], leads: tuple[str, ...], partners: tuple[str, ...], role: str
    ) -> None:
        """Give the duties `ids` these agencies. Leads only grow and a lead never co-ordinates, so giving
        the same again changes nothing and is left out: a plan copied many times stays linear.
        """
        given = (ids, leads, partners, role)
        if given in self._done:
            return
        self._done.add(given)
        for place in (place for one in ids for place in self._places[one]):
            self.tasks[place] = _given(self.tasks[place], leads, partners, role)


_ASKS = ("Yêu cầu ", "Đôn đốc ", "Vận động ")
_PRIVATE = re.compile(
    r"(?:các\s+)?(?:chủ (?:đầu tư|dự án|cơ sở)|doanh nghiệp|cơ sở|hộ|hợp tác xã)(?!\w)", re.IGNORECASE
)


def _given(task: Task, leads: Sequence[str], partners: Sequence[str], role: str) -> Task:
    if role == "lead":
        # "Yêu cầu chủ đầu tư …" given to a department by reference: it asks, the investor is asked.
        asked = task.text.startswith(_ASKS) and all(_PRIVATE.match(name) for name in task.lead)
        lead = addressing.unique([*(() if asked else task.lead), *leads])
        coordinate = addressing.unique([*task.coordinate, *partners])
    else:
        lead = task.lead
        coordinate = addressing.unique([*task.coordinate, *leads, *partners])
    taken = {name.lower() for name in lead}
    return replace(task, lead=lead, coordinate=tuple(n for n in coordinate if n.lower() not in taken))


class _Index:
    """Ids of duties by the ends of their paths."""

    def __init__(self, tasks: Sequence[Task]) -> None:
        self.ids = [task.id for task in tasks]
        self.known = set(self.ids)
        self.by_end: dict[tuple[str, ...], dict[str, None]] = {}  # ids in order, each once
        for task_id in self.ids:
            parts = tuple(task_id.split("."))
            for start in range(len(parts)):
                for stop in range(start + 1, len(parts) + 1):
                    self.by_end.setdefault(parts[start:stop], {})[task_id] = None

    def find(
        self, paths: Sequence[tuple[str, ...]], at: str
    ) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
        """The ids that `paths` name, and the paths that name none. A whole section names all duties
        below it.
        """
        ids: list[str] = []
        missing: list[tuple[str, ...]] = []
        for path in paths:
            flat = _flat(path)
            matched = [i for i in self.by_end.get(flat, ()) if i != at and not _same_part(i, at)]
            prefixed = [i for i in matched if i.split(".")[: len(flat)] == list(flat)]
            chosen = prefixed or matched or self._row(flat)
            if chosen:
                ids.extend(chosen)
            else:
                missing.append(path)
        return tuple(dict.fromkeys(ids)), missing

    def _row(self, path: tuple[str, ...]) -> list[str]:
        """The row of a table that a path names by its section and number: rows bear their number alone. None
        where the section has points of its own, for then one of them was meant.
        """
        own = self.by_end.get(path[:-1], {}) if len(path) > 1 else {"": None}
        return [path[-1]] if not own and path[-1] in self.known and path[-1].isdigit() else []


def _flat(path: Sequence[str]) -> tuple[str, ...]:
    """The labels of a path one by one; "1.1" under "1" repeats its parent and says it once."""
    parts: list[str] = []
    for label in path:
        own = label.split(".")
        parts += own[1:] if len(own) > 1 and parts and parts[-1] == own[0] else own
    return tuple(parts)


def _same_part(one: str, other: str) -> bool:
    """Whether two ids lie under one agency heading: an agency is not given its own duties by reference."""
    a, b = one.split("."), other.split(".")
    return len(a) > 1 and len(b) > 1 and a[:-1] == b[:-1]
