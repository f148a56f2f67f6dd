"""What can be simulated, planned and explained: a PGI edition by its components, or figures with a recipe.

Of PGI only components are published, and not of every province; its cases work on the sum of four
components, and the others' totals stand where they are, known or between two ends. Figures with a recipe
(the invented example, or what a person brought) go through the whole engine.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from tinhxanh.apps.accounts.models import User
from tinhxanh.apps.indicators import engine, engine_datasets, queries
from tinhxanh.apps.indicators.engine import Floats, League, Standing
from tinhxanh.apps.indicators.models import Dataset, Edition
from tinhxanh.core import index
from tinhxanh.core.index import Data, Recipe
from tinhxanh.exchange.tables import find_recipe, texts

PGI, EXAMPLE, TODAY = "pgi-", "gia-dinh-", "-nay"


@dataclass(frozen=True)
class Case:
    """A recipe with data. `league` is there for PGI alone: it knows who can move and where others stand.

    `data` of PGI hold one row for each province; the rows of those whose components are not published
    make the highest total they can have. Where a rank is told, the ends of all totals are asked.
    """

    key: str
    label: str
    recipe: Recipe
    data: Data
    sources: tuple[str, ...]
    is_invented: bool = False
    league: League | None = None

    @property
    def units(self) -> list[tuple[str, str]]:
        """Key and name of each unit whose values are known, by name."""
        if self.league is None:
            return [(unit, unit) for unit in self.data.units]
        known = [one for one in self.league.standings if one.is_complete]
        return sorted((one.key, one.name) for one in known)

    def name_of(self, unit: str) -> str:
        """How a unit is called on a page."""
        return dict(self.units).get(unit, unit)

    @property
    def edition(self) -> Edition | None:
        """The edition of PGI."""
        return self.league.edition if self.league else None

    def value(self, unit: str, code: str) -> float:
        """A unit's present value; NaN where it is missing."""
        return float(self.data.values[self.data.row[unit], self.data.column[code]])

    def ends(self, code: str) -> tuple[float, float]:
        """Between which values an indicator can be moved: its scale, or what the units have and a bit."""
        if self.league is not None:
            return engine.PART_SCALE
        column = self.data.values[:, self.data.column[code]]
        low, high = float(np.nanmin(column)), float(np.nanmax(column))
        room = 0.15 * (high - low)
        unit = self.recipe.indicator(code).unit
        floor = 0.0 if low >= 0 else low - room
        top = min(100.0, high + room) if unit.startswith("%") and high <= 100 else high + room
        return round(max(floor, low - room), 2), round(top, 2)

    def total_ends(self) -> tuple[Floats, Floats] | None:
        """Lowest and highest totals of all rows of `data`, for PGI."""
        if self.league is None:
            return None
        by_key = {one.key: one for one in self.league.standings}
        rows = [by_key[unit].total_bounds for unit in self.data.units]
        return np.array([row.low for row in rows]), np.array([row.high for row in rows])


def choices(user: User) -> list[tuple[str, str]]:
    """Key and label of every case that a person may use: editions of PGI, own figures, the example."""
    years = [one.year for one in queries.editions().reverse() if one.maximum]
    found = [(f"{PGI}{year}", f"PGI {year}") for year in years]
    found += [(f"{PGI}{year}{TODAY}", _merged_label(year)) for year in years]
    found += [(str(one.pk), one.name) for one in engine_datasets.of(user)]
    return found + examples()


def examples() -> list[tuple[str, str]]:
    """Key and label of the editions of the invented index, newest first."""
    return [(f"{EXAMPLE}{year}", _example_label(year)) for year in reversed(texts.example_years())]


def find(key: str, user: User, on: dt.date, weights: engine.Weights | None = None) -> Case | None:
    """The case of that key as far as `user` may use it; raises index.IndexFault where its figures are bad.

    Editions restated for today's units are restated for those of the day `on`, with `weights`.
    """
    if key.startswith(PGI):
        year = _year(key.removesuffix(TODAY))
        edition = queries.editions().filter(year=year, maximum__isnull=False).first()
        return of_edition(edition, on if key.endswith(TODAY) else None, weights) if edition else None
    if key.startswith(EXAMPLE):
        return of_example(_year(key)) if _year(key) in texts.example_years() else None
    held = engine_datasets.find(key, user)
    return of_dataset(held) if held else None


def of_edition(
    edition: Edition, merged_on: dt.date | None = None, weights: engine.Weights | None = None
) -> Case:
    """An edition of PGI by its four components, for the units of `merged_on` where that is given."""
    league = engine.league(edition, merged_on, weights)
    end = TODAY if merged_on else ""
    recipe = replace(find_recipe(f"pgi-{edition.year}"), series=series_of(edition) + end)
    values = np.array([_row(one, recipe.codes) for one in league.standings])
    data = Data(tuple(one.key for one in league.standings), recipe.codes, values)
    known = [one for one in league.standings if one.is_complete]
    sources = separate(
        [edition.source, *(part.source for one in known for part in one.parts.values() if part)]
    )
    label = _merged_label(edition.year) if merged_on else f"PGI {edition.year}"
    return Case(f"{PGI}{edition.year}{end}", label, recipe, data, sources, False, league)


def separate(texts: Iterable[str]) -> tuple[str, ...]:
    """Sources that were written into one text with " ; " between them, each by itself and once."""
    return tuple(dict.fromkeys(part.strip() for text in texts for part in text.split(" ; ") if part.strip()))


def of_example(year: int) -> Case:
    """An edition of the invented index."""
    recipe, data = texts.example(year)
    sources = tuple(source.text for source in recipe.sources)
    return Case(f"{EXAMPLE}{year}", _example_label(year), recipe, data, sources, is_invented=True)


def of_dataset(held: Dataset) -> Case:
    """What a person brought; raises index.IndexFault where it cannot be read or scored."""
    recipe, data = engine_datasets.read(held.recipe, held.figures)
    return Case(str(held.pk), held.name, recipe, data, (held.source,))


def series_of(edition: Edition) -> str:
    """The stretch of editions that compare with one another, named by its first year.

    An edition of which nobody said that it compares begins a stretch of its own.
    """
    first = edition.year
    for one in queries.editions(edition.index.code).filter(year__lte=edition.year).order_by("-year"):
        first = one.year
        if not one.comparable_with_previous:
            break
    return f"{PGI}{first}"


def others_above(case: Case, units: Sequence[str], scores: Floats) -> list[index.Interval]:
    """Rank intervals of `units` with new `scores` (a row each), the others between their ends."""
    ends = case.total_ends()
    low, high = (scores.copy(), scores.copy()) if ends is None else (ends[0].copy(), ends[1].copy())
    rows = [case.data.row[unit] for unit in units]
    for row in rows:
        low[row] = high[row] = scores[row]
    found = [engine.rank_interval(low, high, row) for row in rows]
    if case.league is None:
        return found
    return [
        _between_published(
            case.league, units, unit, float(case.data.values[row].sum()), float(scores[row]), interval
        )
        for unit, row, interval in zip(units, rows, found, strict=True)
    ]


def _between_published(
    league: League, changed: Sequence[str], unit: str, was: float, score: float, found: index.Interval
) -> index.Interval:
    """Tightened by the others' ranks: whoever passes the one of rank p has at most p - 1 others above.

    Units that changed at the same time may have left their place, so each widens the bound by one. One
    that changed alone and did not fall from `was` stands no worse than before, and no better where it did
    not rise.
    """
    best, worst, loose = int(found.low), int(found.high), len(changed) - 1
    old = league.find(unit)
    for one in league.standings:
        if one.key in changed or old is None:
            continue
        was_above = old.rank_low > one.rank_high or old.total_bounds.high < one.total_bounds.low
        if one.total_bounds.high <= score:
            worst = min(worst, one.rank_high + loose)
        elif one.total_bounds.low > score and was_above:
            best = max(best, one.rank_low + 1 - loose)
    if old is not None and not loose and score >= was - 1e-9:
        best, worst = min(best, old.rank_low), min(worst, old.rank_high)
    if old is not None and not loose and score <= was + 1e-9:
        best, worst = max(best, old.rank_low), max(worst, old.rank_high)
    return index.Interval(min(best, worst), worst, (*found.basis, "các hạng đã công bố"))


def _row(one: Standing, codes: Sequence[str]) -> list[float]:
    if one.is_complete:
        return [part.value for code in codes if (part := one.parts[code]) is not None]
    return [one.total_bounds.high / len(codes)] * len(codes)


def _year(key: str) -> int:
    tail = key.rpartition("-")[2]
    return int(tail) if tail.isascii() and tail.isdigit() and len(tail) == 4 else 0


def _merged_label(year: int) -> str:
    return f"PGI {year}, đơn vị hiện nay"


def _example_label(year: int) -> str:
    return f"Số liệu giả định {year}"
