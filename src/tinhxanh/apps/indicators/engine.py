"""From stored observations to the index engine: the league of an edition, half of it unpublished.

What was published stands as it is; where a total or a rank was not, the engine's `bounds` say between
which values it must lie, and each such figure carries its basis. Nothing is guessed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tinhxanh.apps.indicators.engine_bounds import tightened
from tinhxanh.apps.indicators.models import Edition, Indicator, Observation
from tinhxanh.apps.registers.models import Province
from tinhxanh.core import index
from tinhxanh.core.index import Interval

Floats = NDArray[np.float64]
Level, Status = Indicator.Level, Observation.Status

PART_SCALE = (0.0, 10.0)
"""Ends of a component's scale; the four of them add up to 40."""
TOP_PUBLISHED = 30
"""Since the edition of 2023 totals and ranks are published of this many only."""
FIRST_CUT_YEAR = 2023
SLACK_OF_PILOT = 0.06
"""Totals of 2022 differ from the sum of their parts by up to this much."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with what stands behind it."""

    value: float
    is_inferred: bool = False
    source: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """One unit of a league. `members` are the provinces that it is drawn from, one unless merged.

    `total` and `rank` are None where no figure is known; `total_bounds` and `rank_bounds` hold always.
    """

    key: str
    name: str
    members: tuple[str, ...]
    parts: Mapping[str, Figure | None]
    total: Figure | None
    rank: Figure | None
    total_bounds: Interval
    rank_bounds: Interval

    @property
    def is_published(self) -> bool:
        """Whether both total and rank were published."""
        known = (self.total, self.rank)
        return all(one is not None and not one.is_inferred for one in known)

    @property
    def is_complete(self) -> bool:
        """Whether every component is known."""
        return all(one is not None for one in self.parts.values())

    @property
    def middle(self) -> float:
        """The known total, or the middle of its interval."""
        return self.total.value if self.total else (self.total_bounds.low + self.total_bounds.high) / 2

    @property
    def rank_low(self) -> int:
        """Best rank it can have."""
        return int(self.rank.value) if self.is_ranked and self.rank else int(self.rank_bounds.low)

    @property
    def rank_high(self) -> int:
        """Worst rank it can have."""
        return int(self.rank.value) if self.is_ranked and self.rank else int(self.rank_bounds.high)

    @property
    def is_ranked(self) -> bool:
        """Whether its rank was published."""
        return self.rank is not None and not self.rank.is_inferred


@dataclass(frozen=True)
class League:
    """All units of an edition, best first. `mark` says how they were made where they are ours."""

    edition: Edition
    components: tuple[Indicator, ...]
    standings: tuple[Standing, ...]
    mark: str = ""

    @property
    def is_merged(self) -> bool:
        """Whether these are today's units rather than those that were published."""
        return bool(self.mark)

    def find(self, key: str) -> Standing | None:
        """The unit of that key."""
        return next((one for one in self.standings if one.key == key), None)


@dataclass(frozen=True)
class Weights:
    """Weights of former provinces by their key, what they are, and where they come from."""

    by_key: Mapping[str, float]
    basis: str
    source: str


def key_of(province: Province) -> str:
    """The province in an address: lang-son."""
    return province.folded.replace(" ", "-")


def league(edition: Edition, merged_on: dt.date | None = None, weights: Weights | None = None) -> League:
    """The league of an edition in three queries; of the units of `merged_on` where that is given.

    Merged with equal weights unless `weights` are given; raises index.BadData where one is lacking.
    """
    every = list(Province.objects.order_by("sort_key"))
    places = [one for one in every if _held(one, dt.date(edition.year, 12, 31))]
    components = tuple(edition.indicators.filter(level=Level.COMPONENT).order_by("position"))
    seen = _figures(edition)
    known = _bounded(edition, places, components, seen)
    rows = [_standing(place, components, seen, half) for place, half in zip(places, known, strict=True)]
    made = League(edition, components, _ordered(rows))
    return _merged(made, _successors(every, places, merged_on), weights) if merged_on else made


def _held(place: Province, day: dt.date) -> bool:
    return (place.valid_from or dt.date.min) <= day <= (place.valid_to or dt.date.max)


Seen = dict[tuple[int, str], Observation]


def _figures(edition: Edition) -> Seen:
    """Observations of totals and components by province and code."""
    shown = Observation.objects.filter(
        indicator__edition=edition, indicator__level__in=(Level.TOTAL, Level.COMPONENT)
    )
    return {(one.province_id, one.indicator.code): one for one in shown.select_related("indicator")}


def _value(one: Observation | None) -> Figure | None:
    if one is None or one.value is None:
        return None
    return Figure(one.value, one.value_status == Status.INFERRED, one.source, one.basis)


def _rank(one: Observation | None) -> Figure | None:
    if one is None or one.rank is None:
        return None
    return Figure(float(one.rank), one.rank_status == Status.INFERRED, one.source, one.basis)


def _certain(figure: Figure | None) -> float | None:
    return figure.value if figure is not None and not figure.is_inferred else None


def _bounded(
    edition: Edition, places: Sequence[Province], components: Sequence[Indicator], seen: Seen
) -> list[index.HalfKnown]:
    """Intervals of total and rank of every place, from what was published alone."""
    rows = [_published(place, components, seen, edition) for place in places]
    below = sum(row.unranked_below is not None for row in rows)
    if edition.year >= FIRST_CUT_YEAR and below + TOP_PUBLISHED == edition.n_units:
        rows = [_within(row) for row in rows]
    scale = {one.code: PART_SCALE for one in components}
    slack = SLACK_OF_PILOT if edition.year < FIRST_CUT_YEAR else 0.0
    return tightened(rows, index.bounds(rows, scale, slack=slack))


def _published(
    place: Province, components: Sequence[Indicator], seen: Seen, edition: Edition
) -> index.Published:
    total = seen.get((place.pk, "total"))
    value, rank = _certain(_value(total)), _certain(_rank(total))
    is_cut = edition.year >= FIRST_CUT_YEAR and rank is None
    guess = _rank(total)
    is_below = is_cut and value is None and guess is not None and guess.value > TOP_PUBLISHED
    return index.Published(
        unit=place.name,
        parts={one.code: _certain(_value(seen.get((place.pk, one.code)))) for one in components},
        total=value,
        rank=int(rank) if rank is not None else None,
        unranked_below=TOP_PUBLISHED if is_below else None,
        within=TOP_PUBLISHED if is_cut and value is not None else None,
    )


def _within(row: index.Published) -> index.Published:
    """All places below the cut are known, so whoever is not among them is above it."""
    if row.rank is not None or row.unranked_below is not None:
        return row
    return index.Published(row.unit, row.parts, row.total, None, None, TOP_PUBLISHED)


def _standing(
    place: Province, components: Sequence[Indicator], seen: Seen, half: index.HalfKnown
) -> Standing:
    total = seen.get((place.pk, "total"))
    return Standing(
        key=key_of(place),
        name=place.name,
        members=(place.folded,),
        parts={one.code: _value(seen.get((place.pk, one.code))) for one in components},
        total=_value(total),
        rank=_rank(total),
        total_bounds=half.total,
        rank_bounds=half.rank,
    )


def _ordered(rows: Sequence[Standing]) -> tuple[Standing, ...]:
    """Best first: known totals one after the other, the rest where the best rank they can have puts them."""
    placed: list[tuple[int, int, int, Standing]] = []
    reached = 0
    known = sorted((one for one in rows if one.total), key=_by_total)
    for place, one in enumerate(known):
        reached = max(reached, one.rank_low)
        placed.append((reached, 0, place, one))
    placed += [(one.rank_low, 1, one.rank_high, one) for one in rows if not one.total]
    return tuple(row[-1] for row in sorted(placed, key=lambda row: row[:3]))


def _by_total(one: Standing) -> tuple[float, float]:
    rank = one.rank.value if one.rank else one.rank_bounds.low
    return -round(one.middle, 6), rank


def _successors(
    every: Sequence[Province], places: Sequence[Province], on: dt.date
) -> dict[str, tuple[str, str]]:
    """Key and name of the unit that holds each place's territory on a day, by the place's key."""
    by_id = {one.pk: one for one in every}
    found = {}
    for place in places:
        now = place
        while not _held(now, on) and now.merged_into_id in by_id:
            now = by_id[now.merged_into_id]
        found[key_of(place)] = (key_of(now), now.name)
    return found


def _merged(old: League, successors: Mapping[str, tuple[str, str]], weights: Weights | None) -> League:
    """The league restated for today's units: equal weights, since no published weights are at hand."""
    codes = [one.code for one in old.components]
    equal = "bằng nhau, chưa có số dân hay số doanh nghiệp"
    joined = index.merge(
        _columns(old, codes),
        {one.key: successors[one.key][0] for one in old.standings},
        weights.by_key if weights else None,
        basis=f"{weights.basis}, nguồn: {weights.source}" if weights else equal,
    )
    names = dict(successors.values())
    members: dict[str, list[Standing]] = {}
    for one in old.standings:
        members.setdefault(successors[one.key][0], []).append(one)
    low, high = joined.values[:, -2], joined.values[:, -1]
    rows = [
        _restated(unit, names[unit], members[unit], codes, joined.values[k], rank_interval(low, high, k))
        for k, unit in enumerate(joined.units)
    ]
    return League(old.edition, old.components, _ordered(rows), joined.restated)


def _columns(old: League, codes: Sequence[str]) -> index.Data:
    """Components, the total, then both ends of the total."""
    table = [
        [
            *(_number(one.parts[code]) for code in codes),
            _number(one.total),
            one.total_bounds.low,
            one.total_bounds.high,
        ]
        for one in old.standings
    ]
    units = tuple(one.key for one in old.standings)
    return index.Data(units, (*codes, "total", "low", "high"), np.array(table, dtype=np.float64))


def _number(figure: Figure | None) -> float:
    return np.nan if figure is None else figure.value


def _restated(
    key: str, name: str, members: Sequence[Standing], codes: Sequence[str], row: Floats, rank: Interval
) -> Standing:
    """One of today's units. A component counts as known only where every part of the unit has it."""
    alone = members[0] if len(members) == 1 else None
    parts = {}
    for place, code in enumerate(codes):
        whole = all(one.parts[code] is not None for one in members)
        own = alone.parts[code] if alone else None
        parts[code] = own or (Figure(float(row[place]), True, basis="gộp") if whole else None)
    mean = float(row[-3]) if all(one.total is not None for one in members) else None
    return Standing(
        key=key,
        name=name,
        members=tuple(folded for one in members for folded in one.members),
        parts=parts,
        total=None if mean is None else Figure(mean, True, basis="gộp"),
        rank=None,
        total_bounds=Interval(float(row[-2]), float(row[-1]), ("trung bình các đơn vị gộp",)),
        rank_bounds=rank,
    )


def rank_interval(low: Floats, high: Floats, own: int) -> Interval:
    """Ranks that unit `own` can have when every total lies somewhere between its `low` and `high`."""
    others = np.arange(len(low)) != own
    surely = int((low[others] > high[own]).sum())
    perhaps = int((high[others] > low[own]).sum())
    return Interval(1 + surely, 1 + perhaps, ("khoảng tổng điểm của mọi đơn vị",))
