"""The profile of one unit: its components against the others, its change, what is only known between ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tinhxanh.apps.indicators import engine, queries
from tinhxanh.apps.indicators.engine import Figure, League, Standing
from tinhxanh.apps.indicators.models import Edition, Indicator
from tinhxanh.apps.indicators.queries import Scoreboard
from tinhxanh.core.index import Interval
from tinhxanh.web import index_marks
from tinhxanh.web.forms.index import ProfileForm
from tinhxanh.web.index_marks import Bar, IntervalMark
from tinhxanh.web.rights import requires
from tinhxanh.web.views.index_league import chosen_league, own_key, sources_of, units_of
from tinhxanh.web.views.index_weights import held_weights

TOP = engine.PART_SCALE[1]
WIDTH = 320.0


@dataclass(frozen=True, slots=True)
class Component:
    """A component of the unit: its figure, the middle and the best of those known, its place among them.

    `median` is the published one where there is one, else that of the `known` units that are known.
    """

    indicator: Indicator
    figure: Figure | None
    median: Figure | None
    best: Figure | None
    best_name: str
    place: Interval
    known: int
    bar: Bar


@dataclass(frozen=True, slots=True)
class Year:
    """The unit in one edition. `gap_label` names the break before it; `change` is None across a break."""

    edition: Edition
    unit: Standing | None
    gap_label: str
    change: float | None
    is_here: bool


@requires("indicators.see_index")
@require_GET
def profile(request: HttpRequest) -> HttpResponse:
    """The page: total with interval, components as bars, editions side by side, sources."""
    shown = chosen_league(request)
    unit = chosen_unit(request, shown)
    leagues = _leagues(request, shown)
    years = _years(leagues, unit.key, shown.edition)
    context: dict[str, Any] = {
        "league": shown,
        "unit": unit,
        "tab": "profile",
        "units": units_of(request),
        "form": ProfileForm(shown.edition, units_of(request), by_name(shown), unit.key),
        "components": [_component(one, unit, shown) for one in shown.components],
        "years": years,
        "mark": _mark(unit),
        "board": _board(shown, unit),
        "notes": [year.edition.break_note for year in years if year.gap_label],
        "sources": sources_of(League(shown.edition, shown.components, (unit,))),
    }
    return render(request, "index/profile.html", context)


def chosen_unit(request: HttpRequest, shown: League, name: str = "tinh") -> Standing:
    """The unit that the address names, the installation's own without; 404 where there is none."""
    wanted = request.GET.get(name) or own_key()
    unit = shown.find(wanted) or (None if request.GET.get(name) else shown.standings[0])
    if unit is None:
        raise Http404(_("Không có đơn vị này trong kỳ đã chọn."))
    return unit


def by_name(shown: League) -> list[Standing]:
    """The units by the alphabet, as lists of choices show them."""
    return sorted(shown.standings, key=lambda one: one.key)


def _board(shown: League, unit: Standing) -> Scoreboard | None:
    """The components through all editions; today's units have no such series, since nobody published one."""
    place = None if shown.is_merged else queries.find_province(unit.key)
    return queries.scoreboard(place, shown.edition) if place else None


def _leagues(request: HttpRequest, shown: League) -> list[League]:
    """The leagues of all editions, oldest first; the one that is shown is not asked for twice."""
    on = timezone.localdate() if units_of(request) == "34" else None
    return [
        shown if one.pk == shown.edition.pk else engine.league(one, on, held_weights(request))
        for one in queries.editions(shown.edition.index.code)
    ]


def _years(leagues: Sequence[League], key: str, here: Edition) -> list[Year]:
    years: list[Year] = []
    for number, one in enumerate(leagues):
        unit = one.find(key)
        is_break = bool(number) and not one.edition.comparable_with_previous
        before = years[-1].unit if years else None
        change = None
        if not is_break and unit and before and unit.total and before.total:
            change = unit.total.value - before.total.value
        label = one.edition.break_label if is_break else ""
        years.append(Year(one.edition, unit, label, change, one.edition.pk == here.pk))
    return years


def _component(one: Indicator, unit: Standing, shown: League) -> Component:
    known = [(row.parts[one.code], row.name) for row in shown.standings]
    figures = [(figure, name) for figure, name in known if figure is not None]
    best, best_name = max(figures, key=lambda pair: pair[0].value, default=(None, ""))
    own = unit.parts[one.code]
    median = _median(one, [figure.value for figure, _name in figures], len(shown.standings))
    return Component(
        indicator=one,
        figure=own,
        median=median,
        best=best,
        best_name=best_name,
        place=_place(own, [figure.value for figure, _name in figures], len(shown.standings)),
        known=len(figures),
        bar=index_marks.bar(
            own.value if own else None,
            median.value if median else None,
            best.value if best else None,
            TOP,
            WIDTH,
        ),
    )


def _median(one: Indicator, values: Sequence[float], units: int) -> Figure | None:
    """The published median of 63, else that of the known units, marked as ours and only of many."""
    if one.median is not None and units == one.edition.n_units:
        return Figure(one.median, source=one.median_source)
    if len(values) * 2 <= units:
        return None
    return Figure(float(np.median(values)), True, basis=_("trung vị của các đơn vị đã biết"))


def _place(own: Figure | None, values: Sequence[float], units: int) -> Interval:
    """Ranks on one component: those known to be better, and those who may be because nothing is known."""
    if own is None:
        return Interval(1, units)
    better = sum(value > own.value for value in values)
    return Interval(1 + better, 1 + better + units - len(values))


def _mark(unit: Standing) -> IntervalMark:
    value = unit.total.value if unit.total else None
    inferred = bool(unit.total and unit.total.is_inferred)
    scale = index_marks.Scale(0.0, 40.0, 420.0)
    return index_marks.interval_mark(scale, value, unit.total_bounds.low, unit.total_bounds.high, inferred)
