"""What pages ask of programmes: the same number of queries for ten duties and for ten thousand."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    Min,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Cast, Concat, Left

from tinhxanh.apps.accounts.models import Organisation, User
from tinhxanh.apps.accounts.queries import as_of, is_valid
from tinhxanh.apps.programmes import asking, doubts, rights
from tinhxanh.apps.programmes.models import Duty, DutyAgency, Programme, ProgrammeDocument, ProgressReport
from tinhxanh.apps.programmes.states import Clock, owed_on, rank_of, state_of
from tinhxanh.apps.registers.models import Document
from tinhxanh.apps.registers.queries import HEAVY
from tinhxanh.core.duties.calendar import Calendar
from tinhxanh.core.duties.state import Standing, State, waiting_for
from tinhxanh.core.vietnamese import fold

ORDERS = {
    "attention": ("rank", F("owed_on").asc(nulls_last=True), "position"),
    "plan": ("position",),
    "due": (F("owed_on").asc(nulls_last=True), "rank", "position"),
}
_THEME_LENGTH = 200
#: Where a list keeps the agencies of a duty, and what it never shows of one.
LISTED = "listed_agencies"
UNSHOWN = ("folded", "spans")
_DOCUMENTS = Prefetch(
    "documents",
    ProgrammeDocument.objects.select_related("document").defer(*(f"document__{name}" for name in HEAVY)),
)


def clock(programmes: Iterable[Programme], on: dt.date, calendar: Calendar) -> Clock:
    """The clock by which the states of these programmes are told on a day; one query."""
    return Clock(on=on, calendar=calendar, asked=asking.asked_of(programmes, on))


def with_states(duties: QuerySet[Duty], clock: Clock) -> QuerySet[Duty]:
    """Duties that are in force, with `state`, `owed_on` and `rank`."""
    told = duties.filter(is_dropped=False).annotate(state=state_of(clock), owed_on=owed_on(clock))
    return told.annotate(rank=rank_of())


def searched(duties: QuerySet[Duty], words: str) -> QuerySet[Duty]:
    """Duties whose code, text or agencies hold every word, with or without diacritics."""
    for word in fold(words).split():
        duties = duties.filter(folded__contains=word)
    return duties


def of_agency(duties: QuerySet[Duty], organisation: Organisation | int) -> QuerySet[Duty]:
    """Duties in which an organisation has a part."""
    return duties.filter(Exists(DutyAgency.objects.filter(duty=OuterRef("pk"), organisation=organisation)))


# One programme ---------------------------------------------------------------------------------------


@dataclass(slots=True)
class Group:
    """The duties of one component, or of one theme where the plan knows no components."""

    key: str
    component: int | None
    theme: str
    first: int
    counts: Counter[str] = field(default_factory=Counter)
    lines: list[Line] = field(default_factory=list)

    @property
    def total(self) -> int:
        return self.counts.total()

    @property
    def hidden(self) -> Counter[str]:
        """What is folded, by state."""
        return self.counts - Counter(line.standing.state.value for line in self.lines)


@dataclass(frozen=True, slots=True)
class Line:
    """A duty as a list shows it."""

    duty: Duty
    standing: Standing
    lead: tuple[DutyAgency, ...]
    coordinate: tuple[DutyAgency, ...]

    @property
    def asked(self) -> int:
        """How many co-ordinating agencies there are, each member of a collective counted."""
        return sum(part.n_members or 1 for part in self.coordinate)

    @property
    def answered(self) -> int:
        """How many of them have answered."""
        return sum(part.n_answered if part.n_members else bool(part.answered_at) for part in self.coordinate)

    @property
    def n_unmatched(self) -> int:
        """How many of its co-ordinating agencies are printed names that nobody has matched."""
        return sum(part.is_unmatched for part in self.coordinate)

    @property
    def waiting(self) -> tuple[str, ...]:
        """Whom the duty waits for, by name."""
        silent = [name_of(part) for part in self.coordinate if part.answered_at is None]
        has_reported = any(part.answered_at for part in self.lead)
        return waiting_for([name_of(part) for part in self.lead], has_reported, silent)

    @property
    def is_accepted(self) -> bool:
        return any(part.accepted_at for part in self.lead)


def name_of(part: DutyAgency) -> str:
    """The organisation's name, or the printed one while nobody has matched it."""
    return part.organisation.name if part.organisation else part.name


def counts(duties: QuerySet[Duty]) -> Counter[str]:
    """How many duties are in each state; one query."""
    return Counter(dict(duties.order_by().values_list("state").annotate(n=Count("pk"))))


def grouped(
    duties: QuerySet[Duty],
    clock: Clock,
    *,
    order: str,
    shown: int,
    opened: Sequence[str] = (),
    known: Sequence[Group] | None = None,
) -> list[Group]:
    """Duties by component or theme; of each the first `shown`, all that are overdue, all where opened.

    Four queries: the counts (none where the groups are `known`), the places, the rows, their agencies.
    """
    keyed = duties.annotate(group=_group_key())
    groups = {group.key: group for group in (_groups(keyed) if known is None else known)}
    places = keyed.order_by(*ORDERS[order], "pk").values_list("pk", "group", "state")
    chosen = _chosen(places, lambda group, state: state == State.LATE or group in opened, shown)
    rows = doubts.told(Duty.objects.defer(*UNSHOWN)).prefetch_related(listed_parts()).in_bulk(list(chosen))
    for pk, group in chosen.items():
        groups[group].lines.append(line(rows[pk], clock))
    return list(groups.values()) if order == "plan" else _by_first(groups.values(), list(chosen))


def _by_first(groups: Iterable[Group], order: list[int]) -> list[Group]:
    """Groups as the first of their lines stands among all: what needs attention brings its group up."""
    places = {pk: n for n, pk in enumerate(order)}
    return sorted(groups, key=lambda group: places[group.lines[0].duty.pk] if group.lines else len(places))


def _chosen(
    places: Iterable[tuple[int, str, str]], always: Callable[[str, str], bool], shown: int
) -> dict[int, str]:
    """Of rows in order, (id, group, state), the first `shown` of each group and what is `always` shown."""
    met: Counter[str] = Counter()
    chosen: dict[int, str] = {}
    for pk, group, state in places:
        met[group] += 1
        if met[group] <= shown or always(group, state):
            chosen[pk] = group
    return chosen


def groups(duties: QuerySet[Duty]) -> list[Group]:
    """The components or themes of duties with states, in order, each with its counts; one query."""
    return _groups(duties.annotate(group=_group_key()))


def _group_key() -> Case:
    return Case(
        When(component__isnull=False, then=Concat(Value("c"), Cast("component", CharField()))),
        default=Concat(Value("t"), Left("theme", _THEME_LENGTH)),
        output_field=CharField(),
    )


def _groups(duties: QuerySet[Duty]) -> list[Group]:
    found: dict[str, Group] = {}
    rows = duties.order_by().values("group", "component", "state")
    for row in rows.annotate(n=Count("pk"), theme_of=Min("theme"), first=Min("position")):
        group = found.setdefault(
            row["group"], Group(row["group"], row["component"], row["theme_of"], row["first"])
        )
        group.counts[row["state"]] += row["n"]
        group.first = min(group.first, row["first"])
    return sorted(found.values(), key=lambda group: (group.component or 99, group.first))


def parts(lookup: str = "agencies", to_attr: str | None = None) -> Prefetch[str]:
    """The agencies of duties as printed, with their organisations; one query.

    Of a collective `n_members` is how many agencies it means, `n_answered` how many of them have answered.
    """
    has_answered = Q(members__answered_at__isnull=False)
    printed = DutyAgency.objects.filter(collective__isnull=True).select_related("organisation")
    counted = printed.annotate(n_members=Count("members"), n_answered=Count("members", filter=has_answered))
    return Prefetch(lookup, counted.order_by("role", "position"), to_attr=to_attr)


def listed_parts(path: str = "") -> Prefetch[str]:
    """The same for long lists: kept as plain lists, where a queryset a row cost more than the query."""
    return parts(f"{path}agencies", to_attr=LISTED)


def line(duty: Duty, clock: Clock) -> Line:
    """A duty with its agencies read, as a list shows it."""
    told: list[DutyAgency] | None = getattr(duty, LISTED, None)
    agencies = told if told is not None else [one for one in duty.agencies.all() if one.collective_id is None]
    return Line(
        duty=duty,
        standing=clock.standing(duty),
        lead=tuple(part for part in agencies if part.role == DutyAgency.Role.LEAD),
        coordinate=tuple(part for part in agencies if part.role == DutyAgency.Role.COORDINATE),
    )


def agencies_of(duties: QuerySet[Duty]) -> QuerySet[Organisation]:
    """The organisations that have a part in duties, in the order of the alphabet."""
    named = DutyAgency.objects.filter(duty__in=duties.order_by()).values("organisation")
    return Organisation.objects.filter(pk__in=named).order_by("sort_key")


def documents_of(programme: Programme) -> QuerySet[Document]:
    """The documents that a programme was made from, without their texts."""
    held = ProgrammeDocument.objects.filter(programme=programme).values("document")
    return Document.objects.filter(pk__in=held).defer(*HEAVY).order_by("date", "uploaded_at")


def unmatched(programme: Programme) -> int:
    """How many parts of duties in force bear a printed name that nobody has matched to an organisation."""
    nobody = DutyAgency.objects.filter(organisation__isnull=True, is_collective=False)
    return nobody.filter(duty__programme=programme, duty__is_dropped=False).count()


# All programmes --------------------------------------------------------------------------------------


def programmes_with_counts(
    user: User, on: dt.date, calendar: Calendar
) -> list[tuple[Programme, Counter[str]]]:
    """The programmes a person sees, newest first, each with its duties by state; six queries."""
    found = list(
        rights.visible_programmes(user, on)
        .select_related("organisation", "focal")
        .prefetch_related(_DOCUMENTS)
        .order_by("-created_at", "-pk")
    )
    duties = with_states(rights.visible_duties(user, on), clock(found, on, calendar))
    by_programme: dict[int, Counter[str]] = defaultdict(Counter)
    for row in duties.order_by().values("programme", "state").annotate(n=Count("pk")):
        by_programme[row["programme"]][row["state"]] = row["n"]
    return [(programme, by_programme[programme.pk]) for programme in found]


# One duty --------------------------------------------------------------------------------------------


def latest_reports(duty: Duty) -> dict[int, ProgressReport]:
    """The last report of each organisation on a duty, by the organisation's id; two queries."""
    reports = (
        ProgressReport.objects.filter(duty=duty)
        .order_by("organisation_id", "-reported_at", "-pk")
        .distinct("organisation_id")
        .prefetch_related("evidence")
    )
    return {report.organisation_id: report for report in reports}


def now_called(parts: Iterable[DutyAgency], on: dt.date) -> dict[int, str]:
    """Who bears the duties of organisations that are no more on a day, by the old one's id.

    A plan keeps the names of its time; merged and renamed agencies are told beside them. Two queries for
    each organisation that ended, none for one in force.
    """
    ended = {one.pk: one for part in parts if (one := part.organisation) and not is_valid(one, on)}
    found = {pk: ", ".join(heir.name for heir in as_of(one, on)) for pk, one in ended.items()}
    return {pk: names for pk, names in found.items() if names}


def reports_of(duty: Duty) -> QuerySet[ProgressReport]:
    """All reports on a duty, latest first, with who wrote them and their evidence."""
    return (
        ProgressReport.objects.filter(duty=duty)
        .select_related("organisation", "reported_by")
        .prefetch_related("evidence")
        .order_by("-reported_at", "-pk")
    )


# My duties -------------------------------------------------------------------------------------------

JOBS = ("late", "soon", "new", "running", "done")


@dataclass(slots=True)
class Jobs:
    """One group of a person's work: all of it that is overdue, else as much as is shown."""

    kind: str
    total: int
    parts: list[DutyAgency]

    @property
    def hidden(self) -> int:
        return self.total - len(self.parts)


def my_programmes(user: User, on: dt.date) -> list[Programme]:
    """The programmes in which a person's own agencies have a part."""
    mine = rights.own_parts(user, on).filter(duty__programme=OuterRef("pk"))
    return list(Programme.objects.filter(Exists(mine)).order_by("pk"))


def my_jobs(user: User, clock: Clock, *, shown: int, opened: Sequence[str] = ()) -> list[Jobs]:
    """A person's parts in duties by what they ask for; three queries beside the rights."""
    places = list(
        rights.own_parts(user, clock.on)
        .filter(duty__is_dropped=False)
        .annotate(state=state_of(clock, "duty__"), owed_on=owed_on(clock, "duty__"))
        .annotate(job=_job())
        .order_by(F("owed_on").asc(nulls_last=True), "duty__position", "pk")
        .values_list("pk", "job", "state")
    )
    totals = Counter(job for _pk, job, _state in places)
    chosen = _chosen(places, lambda job, _state: job == "late" or job in opened, shown)
    by_kind: dict[str, list[DutyAgency]] = defaultdict(list)
    rows = _shown_parts(chosen)
    for pk, job in chosen.items():
        rows[pk].job = job
        by_kind[job].append(rows[pk])
    return [Jobs(kind, totals[kind], by_kind[kind]) for kind in JOBS if kind in totals]


def _shown_parts(chosen: Iterable[int]) -> dict[int, DutyAgency]:
    """Parts with all that their rows show, by id."""
    rows = DutyAgency.objects.select_related("organisation", "duty__programme")
    unshown = (f"duty__{name}" for name in UNSHOWN)
    return rows.defer(*unshown).prefetch_related(listed_parts("duty__")).in_bulk(list(chosen))


def _job() -> Case:
    """Which group a part belongs to. One among many that has answered is not late itself."""
    is_one_of_many = Q(role=DutyAgency.Role.COORDINATE) | Q(collective__isnull=False)
    has_answered = is_one_of_many & Q(answered_at__isnull=False)
    return Case(
        When(state__in=(State.DONE, State.DONE_LATE), then=Value("done")),
        When(has_answered | Q(duty__said_done_on__isnull=False), then=Value("running")),
        When(state=State.LATE, then=Value("late")),
        When(state=State.SOON, then=Value("soon")),
        When(accepted_at__isnull=True, then=Value("new")),
        default=Value("running"),
        output_field=CharField(),
    )
