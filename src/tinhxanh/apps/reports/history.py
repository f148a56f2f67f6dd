"""What was done in a branch: who, when, why, and what each row said before and after.

One line of the list is one act on one kind of row: handing in a submission changes many rows at once.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from django.db.models import Case, CharField, Count, F, Max, Min, OuterRef, Q, QuerySet, Subquery, Value, When
from django.utils import timezone

from tinhxanh.apps.accounts.models import Organisation, User
from tinhxanh.apps.programmes import queries as duties
from tinhxanh.apps.programmes import rights as programmes
from tinhxanh.apps.reports import trails
from tinhxanh.apps.reports.trails import TRAILS, Trail
from tinhxanh.apps.reports.wording import Say
from tinhxanh.core.vietnamese import fold

_LONGEST = 300
_LONGEST_ID = 9  # digits that every integer key of the database can hold


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for; an empty field asks for nothing."""

    person: str = ""
    kind: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    duty: str = ""
    programme: int | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """One act on one kind of row: `n` rows of it, `name` tells the first."""

    key: str
    trail: Trail
    at: dt.datetime
    who: str
    why: str
    n: int
    name: str
    thing: int | None


@dataclass(frozen=True, slots=True)
class Line:
    """What one press of a button did: the kind of row that tells it best, the others that went with it.

    `before` are the same act done again and again by the same person, as when a draft saves itself; latest
    first.
    """

    main: Act
    others: tuple[Act, ...] = ()
    before: tuple[Act, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """One row that an act made, changed or deleted; `told` are lines of field, before, after."""

    at: dt.datetime
    name: str
    thing: int | None
    is_new: bool
    is_gone: bool
    told: tuple[tuple[str, str, str], ...]


def acts(user: User, on: dt.date, wanted: Wanted) -> QuerySet[Any]:
    """The acts in a person's scope, latest first, as rows that `told` reads."""
    chosen = [trail for trail in TRAILS if wanted.kind in ("", trail.kind)]
    people = _people_called(wanted.person) if wanted.person else []
    parts = [_acts_of(trail, user, on, _asked(trail, user, on, wanted, people)) for trail in chosen]
    return parts[0].union(*parts[1:], all=True).order_by("-act_at", "pgh_context_id", "act_kind", "act_first")


def _acts_of(trail: Trail, user: User, on: dt.date, asked: Q) -> QuerySet[Any]:
    """The acts of one kind: what was done in one context; an event without one stands for itself.

    Grouped by ids as they are: writing hundreds of thousands of them as text takes longer than all the rest.
    """
    kind = Value(trail.kind, output_field=CharField())
    alone = Case(When(pgh_context__isnull=True, then=F("pgh_id")))
    events = trail.events.objects.filter(trail.seen(user, on), asked).order_by()
    grouped = events.annotate(act_alone=alone, act_kind=kind).values(
        "pgh_context_id", "act_alone", "act_kind"
    )
    return grouped.annotate(act_at=Max("pgh_created_at"), act_n=Count("pgh_id"), act_first=Min("pgh_id"))


def key_of(row: Mapping[str, Any]) -> str:
    """By what the act of a row of `acts` is asked for: its context, or its one event."""
    return str(row["pgh_context_id"] or f"#{row['act_alone']}")


def _asked(trail: Trail, user: User, on: dt.date, wanted: Wanted, people: list[int]) -> Q:
    asked = Q()
    if wanted.since:
        asked &= Q(pgh_created_at__gte=_midnight(wanted.since))
    if wanted.until:
        asked &= Q(pgh_created_at__lt=_midnight(wanted.until + dt.timedelta(days=1)))
    if wanted.programme:
        asked &= Q(**{trail.programme: wanted.programme}) if trail.programme else Q(pk__in=())
    if wanted.person:
        asked &= Q(pgh_context__metadata__user__in=people)
    if wanted.duty and not trail.duty:
        asked &= Q(pk__in=())
    elif wanted.duty:
        named = duties.searched(programmes.visible_duties(user, on), wanted.duty).order_by().values("pk")
        asked &= Q(**{f"{trail.duty}__in": named})
    return asked


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))


def _people_called(words: str) -> list[int]:
    """People in whose name every word stands, with or without diacritics."""
    wanted = fold(words).split()
    names = User.objects.values_list("pk", "full_name", "username")
    return [pk for pk, name, login in names if all(word in fold(f"{name} {login}") for word in wanted)]


def told(rows: Iterable[Mapping[str, Any]], say: Say = str) -> list[Act]:
    """Rows of `acts` in words; a query for each kind among them, and one for the people.

    `say` puts fixed words into the reader's language.
    """
    listed = list(rows)
    by_kind: dict[str, list[int]] = defaultdict(list)
    for row in listed:
        by_kind[row["act_kind"]].append(row["act_first"])
    events = {kind: _events(trails.BY_KIND[kind], ids) for kind, ids in by_kind.items()}
    names = _names(event for found in events.values() for event in found.values())
    return [
        _act(row, trails.BY_KIND[row["act_kind"]], events[row["act_kind"]][row["act_first"]], names, say)
        for row in listed
    ]


def gathered(acts: Sequence[Act]) -> list[Line]:
    """Acts in their order, those of one press of a button as one line, repeated ones under the latest."""
    lines = [_line(list(same)) for _key, same in groupby(acts, key=lambda act: act.key)]
    folded: list[Line] = []
    for line in lines:
        if folded and _is_again(folded[-1].main, line.main):
            folded[-1] = replace(folded[-1], before=(*folded[-1].before, line.main))
        else:
            folded.append(line)
    return folded


def _line(same: list[Act]) -> Line:
    main = min(same, key=lambda act: _LEADING.index(act.trail.kind) if act.trail.kind in _LEADING else 99)
    return Line(main, tuple(act for act in same if act is not main))


def _is_again(later: Act, act: Act) -> bool:
    """Whether an act is the same as the one after it: one person, one reason, one thing, one day."""
    is_one_day = timezone.localdate(later.at) == timezone.localdate(act.at)
    alike = (later.who, later.why, later.trail.kind, later.name, later.thing)
    return is_one_day and bool(act.why) and alike == (act.who, act.why, act.trail.kind, act.name, act.thing)


_LEADING = (
    "report",
    "round",
    "submission",
    "letter",
    "request",
    "question",
    "check",
    "sub_plan",
    "trigger",
    "document",
    "programme",
    "progress",
    "service",
    "duty",
)
"""Of the kinds of rows that one act changes the first of these tells what was done."""


def _events(trail: Trail, ids: Iterable[int]) -> dict[int, Any]:
    return dict(trail.events.objects.select_related("pgh_context", *trail.joins).in_bulk(list(ids)))


def _act(row: Mapping[str, Any], trail: Trail, event: Any, names: Mapping[int, str], say: Say) -> Act:
    context = _context(event)
    return Act(
        key=key_of(row),
        trail=trail,
        at=row["act_at"],
        who=names.get(context.get("user") or 0, ""),
        why=context.get("why") or "",
        n=row["act_n"],
        name=trail.name(event, say),
        thing=_read(event, trail.thing[1]),
    )


def _context(event: Any) -> dict[str, Any]:
    return (event.pgh_context.metadata if event.pgh_context else None) or {}


def _names(events: Iterable[Any]) -> dict[int, str]:
    people = {_context(event).get("user") for event in events} - {None}
    return {user.pk: str(user) for user in User.objects.filter(pk__in=people)}


def _read(event: Any, path: str) -> Any:
    """The value at the end of a lookup such as report__duty_id."""
    for name in path.split("__"):
        event = getattr(event, name, None)
    return event


# One act in full --------------------------------------------------------------------------------------


def events_of(user: User, on: dt.date, *, act: str, kind: str) -> QuerySet[Any]:
    """The events of one act on one kind of row that a person may read, in the order in which they came."""
    trail = trails.BY_KIND[kind]
    found = trail.events.objects.filter(trail.seen(user, on), _of_act(act))
    return (
        found.select_related("pgh_context", *trail.joins)
        .annotate(act_before=_before(trail))
        .order_by("pgh_id")
    )


def _of_act(key: str) -> Q:
    """The condition that an event belongs to the act of that key, by columns that have an index."""
    alone = key.removeprefix("#")
    if alone != key:
        is_id = alone.isdecimal() and alone.isascii() and len(alone) <= _LONGEST_ID
        return Q(pgh_context__isnull=True, pgh_id=int(alone)) if is_id else Q(pk__in=())
    try:
        return Q(pgh_context=uuid.UUID(key))
    except ValueError:
        return Q(pk__in=())


def _before(trail: Trail) -> Subquery:
    """The event that the same row had before."""
    earlier = trail.events.objects.filter(pgh_obj_id=OuterRef("pgh_obj_id"), pgh_id__lt=OuterRef("pgh_id"))
    return Subquery(earlier.order_by("-pgh_id").values("pgh_id")[:1])


def changes(kind: str, events: Sequence[Any], say: Say = str) -> list[Change]:
    """What each event made of its row; two queries beside that of the events. `say` as for `told`."""
    trail = trails.BY_KIND[kind]
    earlier = trail.events.objects.in_bulk([event.act_before for event in events if event.act_before])
    offices = _offices(trail, (*events, *earlier.values()))
    return [
        Change(
            at=event.pgh_created_at,
            name=trail.name(event, say),
            thing=_read(event, trail.thing[1]),
            is_new=event.act_before is None and not _is_deletion(event),
            is_gone=_is_deletion(event),
            told=_lost(trail, event, offices, say)
            if _is_deletion(event)
            else _differences(trail, earlier.get(event.act_before), event, offices, say),
        )
        for event in events
    ]


def who_and_why(events: Sequence[Any]) -> tuple[str, str]:
    """Who did an act and for what reason; one query."""
    context = _context(events[0]) if events else {}
    return _names(events[:1]).get(context.get("user") or 0, ""), context.get("why") or ""


def _offices(trail: Trail, events: Iterable[Any]) -> dict[int, str]:
    """The names of all organisations that these events speak of."""
    fields = [name for name in _fields(trail) if name in trails.OFFICES]
    ids = {getattr(event, name) for event in events for name in fields} - {None}
    return dict(Organisation.objects.filter(pk__in=ids).values_list("pk", "name")) if ids else {}


def _fields(trail: Trail) -> list[str]:
    return [field.attname for field in trail.model._meta.concrete_fields if field.attname in trails.LABELS]


def _differences(
    trail: Trail, before: Any, after: Any, offices: Mapping[int, str], say: Say
) -> tuple[tuple[str, str, str], ...]:
    rows = []
    for name in _fields(trail):
        old, new = getattr(before, name, None), getattr(after, name)
        if old != new and not (before is None and new in ("", None, False, [])):
            old_words, new_words = _shown(before, name, offices, say), _shown(after, name, offices, say)
            rows.append((say(trails.LABELS[name]), old_words, new_words))
    return tuple(rows)


def _leaves(value: Mapping[str, Any]) -> Iterator[str]:
    """What a kept fact says, word for word; keys and marks of the machine are left out."""
    for name, one in value.items():
        if isinstance(one, dict):
            yield from _leaves(one)
        elif isinstance(one, list):
            yield from (str(each) for each in one if isinstance(each, str))
        elif one not in (None, "", False) and name not in ("id", "theme", "component", "kind"):
            yield str(one)


def _is_deletion(event: Any) -> bool:
    return bool(event.pgh_label == "delete")


def _lost(trail: Trail, event: Any, offices: Mapping[int, str], say: Say) -> tuple[tuple[str, str, str], ...]:
    """What a row said when it was deleted; the event keeps the last state of it."""
    said = ((say(trails.LABELS[name]), _shown(event, name, offices, say)) for name in _fields(trail))
    return tuple((label, before, "") for label, before in said if before)


def _shown(event: Any, name: str, offices: Mapping[int, str], say: Say) -> str:
    """A value of a row as people write it."""
    value = getattr(event, name, None)
    if value in (None, "", []):
        return ""
    if isinstance(value, bool):
        return say("có") if value else say("không")
    if isinstance(value, dt.datetime):
        return f"{timezone.localtime(value):%d/%m/%Y %H:%M}"
    if isinstance(value, dt.date):
        return f"{value:%d/%m/%Y}"
    if name in trails.OFFICES:
        return offices.get(value, "")
    if isinstance(value, dict):
        value = list(_leaves(value))
    if isinstance(value, list):
        value = "; ".join(map(str, value))
    choice = getattr(event, f"get_{name}_display", None)
    words = " ".join((say(str(choice())) if choice else str(value)).split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()} …"
