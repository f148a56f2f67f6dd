"""The league table of an edition with its map: 63 provinces as published, 34 units as restated by us."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tinhxanh.apps.indicators import engine, engine_cases, queries
from tinhxanh.apps.indicators.engine import Figure, League, Standing
from tinhxanh.apps.indicators.models import Edition
from tinhxanh.core.vietnamese import fold
from tinhxanh.web import index_map, index_marks
from tinhxanh.web.engine_words import as_printed, said_or_marked
from tinhxanh.web.forms.index import LeagueForm
from tinhxanh.web.index_marks import IntervalMark
from tinhxanh.web.rights import requires
from tinhxanh.web.templatetags.scores import named
from tinhxanh.web.views.index_weights import WeightsForm, held_weights

FEW = 5  # so many units without a total need not be folded away


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table: the unit, its class on the map, its place on the axis of totals."""

    unit: Standing
    klass: int
    mark: IntervalMark
    parts: list[Figure | None]
    is_own: bool


@requires("indicators.see_index")
@require_GET
def league(request: HttpRequest) -> HttpResponse:
    """The page: map with legend, table, how figures were found, sources."""
    shown = chosen_league(request)
    drawing = index_map.draw(shown.standings, own_key())
    context: dict[str, Any] = {
        "league": shown,
        "tab": "league",
        "form": LeagueForm(shown.edition, units_of(request)),
        "units": units_of(request),
        "map": drawing,
        "weights_form": WeightsForm() if shown.is_merged else None,
        "weights": held_weights(request),
        **_split(_lines(shown)),
        "counts": _counts(shown),
        "ends": _ends(shown),
        "sources": sources_of(shown),
    }
    return render(request, "index/league.html", context)


@requires("indicators.see_index")
@require_GET
def league_table(request: HttpRequest) -> HttpResponse:
    """The same table as CSV (UTF-8 with mark, numbers with a point), with what every figure rests on."""
    shown = chosen_league(request)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    name = f"xep-hang-pgi-{shown.edition.year}-{len(shown.standings)}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response.write("\ufeff")
    writer = csv.writer(response)
    writer.writerow(_columns(shown))
    for one in shown.standings:
        writer.writerow(_cells(one, shown))
    return response


def own_key() -> str:
    """The province of this installation, as the league names it."""
    return fold(settings.PROVINCE).replace(" ", "-")


def units_of(request: HttpRequest) -> str:
    """“63” or “34”."""
    return "34" if request.GET.get("don_vi") == "34" else "63"


def chosen_edition(request: HttpRequest, name: str = "ky") -> Edition:
    """The edition that the address names, the newest without; 404 where there is none."""
    year = request.GET.get(name) or ""
    known = queries.editions().order_by("-year")
    if year and not (year.isascii() and year.isdigit() and len(year) == 4):
        raise Http404(_("Không có kỳ công bố này."))
    edition = known.filter(year=int(year)).first() if year else known.first()
    if edition is None:
        raise Http404(_("Không có kỳ công bố này."))
    return edition


def chosen_league(request: HttpRequest) -> League:
    """The league that the address names."""
    on = timezone.localdate() if units_of(request) == "34" else None
    return engine.league(chosen_edition(request), on, held_weights(request))


def sources_of(shown: League) -> list[str]:
    """Every source of a figure of the league, once, addresses last."""
    figures = [one for row in shown.standings for one in (row.total, row.rank, *row.parts.values()) if one]
    parts = engine_cases.separate([one.source for one in figures] + [shown.edition.source])
    return sorted(parts, key=lambda part: part.startswith("http"))


def _lines(shown: League) -> list[Line]:
    bands = index_map.bands_of([one.total for one in shown.standings])
    scale = index_marks.Scale(*_ends(shown), 180.0)
    return [
        Line(
            unit=one,
            klass=index_map.class_of(one.total, bands),
            mark=_mark(one, scale),
            parts=list(one.parts.values()),
            is_own=one.key == own_key(),
        )
        for one in shown.standings
    ]


def _split(lines: list[Line]) -> dict[str, Any]:
    """Units without a total are folded away under one line that says between which ends they lie.

    A handful stays where it is, and the own province always does.
    """
    hidden = [line for line in lines if line.unit.total is None and not line.is_own]
    if len(hidden) <= FEW:
        return {"lines": lines, "hidden": []}
    units = [line.unit for line in hidden]
    ends = {
        "low": min(one.total_bounds.low for one in units),
        "high": max(one.total_bounds.high for one in units),
        "best": min(one.rank_low for one in units),
        "worst": max(one.rank_high for one in units),
    }
    return {"lines": [one for one in lines if one not in hidden], "hidden": hidden, "hidden_ends": ends}


def _mark(one: Standing, scale: index_marks.Scale) -> IntervalMark:
    value = one.total.value if one.total else None
    inferred = bool(one.total and one.total.is_inferred)
    return index_marks.interval_mark(scale, value, one.total_bounds.low, one.total_bounds.high, inferred)


def _ends(shown: League) -> tuple[float, float]:
    """Whole points that hold all known totals."""
    values = [one.total.value for one in shown.standings if one.total] or [0.0, 40.0]
    return float(int(min(values)) - 1), float(int(max(values)) + 1)


def _counts(shown: League) -> dict[str, int]:
    """How much of the table was published, how much follows, how much is known between two ends only."""
    published = sum(one.is_published for one in shown.standings)
    unknown = sum(one.total is None for one in shown.standings)
    return {"published": published, "unknown": unknown, "rest": len(shown.standings) - published - unknown}


def _columns(shown: League) -> list[str]:
    parts = [named(one) for one in shown.components]
    return [
        _("Đơn vị"), _("Tổng điểm"), _("Tổng điểm là"), _("Tổng thấp nhất"), _("Tổng cao nhất"), _("Hạng"),
        _("Hạng là"), _("Hạng tốt nhất"), _("Hạng kém nhất"), *parts, _("Căn cứ của khoảng"),
        as_printed(_("Nguồn")),
    ]  # fmt: skip


def _cells(one: Standing, shown: League) -> list[Any]:
    return [
        one.name, *_figure(one.total), round(one.total_bounds.low, 3), round(one.total_bounds.high, 3),
        *_figure(one.rank), one.rank_low, one.rank_high,
        *(_figure(one.parts[part.code])[0] for part in shown.components),
        "; ".join(map(said_or_marked, one.total_bounds.basis)), one.total.source if one.total else "",
    ]  # fmt: skip


def _figure(figure: Figure | None) -> tuple[float | None, str]:
    if figure is None:
        return None, _("chưa công bố")
    return round(figure.value, 3), _("suy ra") if figure.is_inferred else _("đã công bố")
