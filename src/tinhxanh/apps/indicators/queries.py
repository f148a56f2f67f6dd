"""The scoreboard: what an edition says of a province, what a document wants of it, what lies between."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

from django.db.models import Count, F, Q, QuerySet

from tinhxanh.apps.indicators.models import Edition, Indicator, IndicatorTarget, Observation
from tinhxanh.apps.registers.models import Province
from tinhxanh.core.vietnamese import fold
from tinhxanh.exchange import reference
from tinhxanh.exchange.reference import table

STEEP = 25
"""More ranks than this within one year are marked as a steep demand."""
ROUNDING = 0.0201
"""Four scores of two decimals each add up to a total of two decimals within this."""

Level = Indicator.Level
Status = Observation.Status


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator of the edition: the province's figure, the goal, the way between them.

    `gap` is goal minus value, in the indicator's unit, and `climb` the ranks to gain; None where
    either end is unknown. `change` is the difference to the previous edition where the two compare.
    `replaced` is the goal of an earlier version of the plan where the later one set another or none.
    `rank_bounds` says between which ranks a value without published rank must lie.
    """

    indicator: Indicator
    observation: Observation | None
    target: IndicatorTarget | None
    replaced: IndicatorTarget | None
    gap: float | None
    climb: int | None
    change: float | None
    rank_bounds: tuple[int, int] | None
    is_steep: bool
    against_median: str
    is_above_median: bool | None


@dataclass(frozen=True, slots=True)
class Component:
    """A component with its indicators that have any figure."""

    row: Row
    indicators: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class EditionScore:
    """A province's total in one edition; `gap_label` names the break before it, empty where there is none."""

    edition: Edition
    observation: Observation | None
    gap_label: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class SeriesPoint:
    """A component's score in one edition, with the median and the goal set for that year."""

    year: int
    observation: Observation | None
    median: float | None
    target: float | None


@dataclass(frozen=True, slots=True)
class Series:
    """A component through all editions; `breaks` are the years before which the scale may have changed."""

    indicator: Indicator
    points: tuple[SeriesPoint, ...]
    breaks: frozenset[int]


@dataclass(frozen=True, slots=True)
class Scoreboard:
    """Everything the page of one province and edition shows."""

    province: Province
    edition: Edition
    total: Row | None
    components: tuple[Component, ...]
    editions: tuple[EditionScore, ...]
    series: tuple[Series, ...]
    sum_of_scores: float | None
    sum_of_targets: float | None

    @property
    def rows(self) -> list[Row]:
        """Components and indicators in the order of the table."""
        return [row for part in self.components for row in (part.row, *part.indicators)]

    @property
    def targets(self) -> list[IndicatorTarget]:
        """All goals shown, the total's first."""
        rows = ([self.total] if self.total else []) + self.rows
        return [row.target for row in rows if row.target]

    @property
    def observations(self) -> list[Observation]:
        """All figures shown: of this edition, and the totals and components of the others."""
        here = [row.observation for row in ([self.total] if self.total else []) + self.rows]
        before = [score.observation for score in self.editions]
        series = [point.observation for one in self.series for point in one.points]
        return list(dict.fromkeys(one for one in (*here, *before, *series) if one))


def editions(index: str = "pgi") -> QuerySet[Edition]:
    """The editions of an index, oldest first."""
    return Edition.objects.filter(index__code=index).select_related("index").order_by("year")


def provinces(index: str = "pgi") -> QuerySet[Province]:
    """The provinces of which any figure is known, by the Vietnamese alphabet."""
    known = Observation.objects.filter(indicator__edition__index__code=index)
    return Province.objects.filter(pk__in=known.values("province")).order_by("sort_key")


def scoreboard(province: Province, edition: Edition) -> Scoreboard:
    """What the edition says of the province, in four queries whatever the number of indicators."""
    all_editions = list(editions(edition.index.code))
    indicators = list(Indicator.objects.filter(edition__in=all_editions).order_by("position"))
    figures = _figures(province, edition)
    goals, earlier = _goals(province, edition)
    view = _View(edition, all_editions, indicators, figures, goals, earlier)
    components = tuple(view.component(one) for one in view.here if one.level == Level.COMPONENT)
    total = next((view.row(one) for one in view.here if one.level == Level.TOTAL), None)
    return Scoreboard(
        province=province,
        edition=edition,
        total=total,
        components=components,
        editions=view.scores(),
        series=tuple(view.series(part.row.indicator) for part in components),
        sum_of_scores=_sum([part.row.observation and part.row.observation.value for part in components]),
        sum_of_targets=_sum([part.row.target and part.row.target.value for part in components]),
    )


def _figures(province: Province, edition: Edition) -> dict[int, Observation]:
    known = Observation.objects.filter(province=province, indicator__edition__index=edition.index)
    return {one.indicator_id: one for one in known.select_related("indicator__edition")}


Goals = dict[int, IndicatorTarget]


def _goals(province: Province, edition: Edition) -> tuple[Goals, Goals]:
    """The goal of each indicator: of the latest document in the platform, else of the reference rows.

    Beside it what an earlier version of a plan had set, which nothing is measured against any more.
    """
    wanted = IndicatorTarget.objects.filter(province=province, indicator__edition=edition)
    wanted = wanted.select_related("document").order_by(
        F("document__date").asc(nulls_first=True), F("document").asc(nulls_first=True), "-year"
    )
    standing = {one.indicator_id: one for one in wanted if not one.is_dropped}
    return standing, {one.indicator_id: one for one in wanted if one.is_dropped}


def _sum(values: list[float | None]) -> float | None:
    whole = [value for value in values if value is not None]
    return sum(whole) if whole and len(whole) == len(values) else None


def adds_up(row: Row | None, total: float | None, of_targets: bool = False) -> bool | None:
    """Whether the components add up to the published total (or the goal); None where one is unknown."""
    shown = (row.target if of_targets else row.observation) if row else None
    if shown is None or shown.value is None or total is None:
        return None
    return abs(shown.value - total) <= ROUNDING


Points = dict[str, list[tuple[int, float]]]


def distribution(edition: Edition) -> Points:
    """By indicator code the known points (rank, value) of the edition's distribution, best rank first.

    From the reference rows; nobody has published the whole distribution.
    """
    points: dict[str, set[tuple[int, float]]] = defaultdict(set)
    for row in table(reference.Quantile):
        if row.year == edition.year:
            points[row.code].add((row.rank, row.value))
    for seen in table(reference.Observation):
        published = seen.rank_status == seen.value_status == Status.PUBLISHED
        if published and seen.year == edition.year and seen.value is not None and seen.rank is not None:
            points[seen.code].add((seen.rank, seen.value))
    return {code: sorted(known) for code, known in points.items()}


def rank_bounds(
    points: list[tuple[int, float]], value: float, n_units: int, higher_is_better: bool = True
) -> tuple[int, int] | None:
    """Between which ranks `value` must lie, given some points of the distribution; None if anywhere.

    >>> rank_bounds([(22, 7.15), (32, 6.8)], 7.0, 63)
    (22, 32)
    """
    sign = 1 if higher_is_better else -1
    best = max((rank for rank, known in points if sign * known > sign * value), default=1)
    worst = min((rank for rank, known in points if sign * known < sign * value), default=n_units)
    return (best, worst) if (best, worst) != (1, n_units) and best <= worst else None


class _View:
    """What `scoreboard` has fetched, looked at row by row."""

    def __init__(
        self,
        edition: Edition,
        all_editions: list[Edition],
        indicators: list[Indicator],
        figures: dict[int, Observation],
        goals: Goals,
        earlier: Goals,
    ) -> None:
        self.edition = edition
        self.all_editions = all_editions
        self.here = [one for one in indicators if one.edition_id == edition.pk]
        self.by_key = {(one.edition_id, one.code): one for one in indicators}
        self.figures = figures
        self.goals = goals
        self.earlier = earlier
        self.points = distribution(edition)
        before = [one for one in all_editions if one.year < edition.year]
        self.previous = before[-1] if before and edition.comparable_with_previous else None
        self.median_rank = (edition.n_units + 1) / 2

    def component(self, indicator: Indicator) -> Component:
        below = [one for one in self.here if one.parent_id == indicator.pk]
        rows = [self.row(one) for one in below]
        shown = tuple(row for row in rows if row.observation or row.target or row.replaced)
        return Component(self.row(indicator), shown)

    def row(self, indicator: Indicator) -> Row:
        seen, goal = self.figures.get(indicator.pk), self.goals.get(indicator.pk)
        value, rank = (seen.value, seen.rank) if seen else (None, None)
        climb = rank - goal.rank if goal and goal.rank and rank else None
        return Row(
            indicator=indicator,
            observation=seen,
            target=goal,
            replaced=self._replaced(indicator, goal),
            gap=goal.value - value if goal and goal.value is not None and value is not None else None,
            climb=climb,
            change=self._change(indicator, value),
            rank_bounds=self._bounds(indicator, value) if rank is None and value is not None else None,
            is_steep=climb is not None and climb > STEEP,
            against_median=self._against_median(goal),
            is_above_median=rank < self.median_rank if rank else None,
        )

    def _replaced(self, indicator: Indicator, goal: IndicatorTarget | None) -> IndicatorTarget | None:
        """What an earlier version had set, unless the later one carries it over."""
        before = self.earlier.get(indicator.pk)
        if before is None or goal is None:
            return before
        same = (before.value, before.rank, before.year) == (goal.value, goal.rank, goal.year)
        return None if same else before

    def _change(self, indicator: Indicator, value: float | None) -> float | None:
        before = self.by_key.get((self.previous.pk, indicator.code)) if self.previous else None
        figure = self.figures.get(before.pk) if before else None
        if value is None or figure is None or figure.value is None:
            return None
        return value - figure.value

    def _bounds(self, indicator: Indicator, value: float) -> tuple[int, int] | None:
        if indicator.direction == Indicator.Direction.UNKNOWN:
            return None
        is_higher = indicator.direction == Indicator.Direction.HIGHER
        return rank_bounds(self.points.get(indicator.code, []), value, self.edition.n_units, is_higher)

    def _against_median(self, goal: IndicatorTarget | None) -> str:
        """“below” or “at” where the goal itself does not pass the median."""
        if goal is None or goal.rank is None or goal.rank < self.median_rank:
            return ""
        return "at" if goal.rank == self.median_rank else "below"

    def scores(self) -> tuple[EditionScore, ...]:
        """The province's total edition by edition."""
        made = []
        for number, edition in enumerate(self.all_editions):
            total = self.by_key.get((edition.pk, "total"))
            label = edition.break_label if number and not edition.comparable_with_previous else ""
            seen = self.figures.get(total.pk) if total else None
            made.append(EditionScore(edition, seen, label, edition.pk == self.edition.pk))
        return tuple(made)

    def series(self, indicator: Indicator) -> Series:
        """A component through all editions, with the goals that were set on this edition."""
        goal = self.goals.get(indicator.pk)
        points = []
        for edition in self.all_editions:
            one = self.by_key.get((edition.pk, indicator.code))
            target = goal.value if goal and goal.year == edition.year else None
            seen = self.figures.get(one.pk) if one else None
            points.append(SeriesPoint(edition.year, seen, one.median if one else None, target))
        later = {b.year for _, b in pairwise(self.all_editions) if not b.comparable_with_previous}
        return Series(indicator, tuple(points), frozenset(later))


def find_province(name: str) -> Province | None:
    """Among the provinces with figures the one of that name, with or without diacritics or hyphens.

    Of a name that has no figures of its own the province that became it: Huế shows Thừa Thiên Huế.
    """
    oldest = F("valid_from").asc(nulls_first=True)
    for same in (Q(folded=fold(name)), Q(merged_into__folded=fold(name))):
        if found := provinces().filter(same).order_by(oldest, "sort_key").first():
            return found
    return None


def find_edition(province: Province, year: int | None = None) -> Edition | None:
    """The edition of `year`; without a year the one of which most figures of the province are known."""
    known = editions()
    if year is not None:
        return known.filter(year=year).first()
    mine = Count("indicators__observations", filter=Q(indicators__observations__province=province))
    return known.annotate(n_figures=mine).order_by("-n_figures", "-year").first()
