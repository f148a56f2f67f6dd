"""Parts of the scoreboard: figures with their sign and unit, position marks, edition charts."""

from __future__ import annotations

from django import template
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tinhxanh.apps.indicators.models import Edition, Indicator
from tinhxanh.apps.indicators.queries import Row, Series
from tinhxanh.web import marks

from .vietnamese import number, percent

register = template.Library()

MINUS, PLUS = "\u2212", "+"


def is_percent(indicator: Indicator) -> bool:
    """Whether the indicator is a share; everything else is a score."""
    return indicator.unit.startswith("%")


@register.filter
def named(indicator: Indicator) -> str:
    """The name that a table shows, in the language of the page where it is known."""
    if (get_language() or "").startswith("en") and indicator.name_en:
        return indicator.name_en
    return indicator.short_name or indicator.name


@register.simple_tag
def figure(indicator: Indicator, value: float | None) -> str:
    """A value as the table writes it: 4,84 for a score, 56 % for a share."""
    if value is None:
        return ""
    return percent(value) if is_percent(indicator) else number(value, 2)


@register.simple_tag
def difference(indicator: Indicator, value: float | None) -> str:
    """A difference with its sign: +1,74 or −11; empty for none."""
    if value is None:
        return ""
    size = number(abs(value)) if is_percent(indicator) else number(abs(value), 2)
    return f"{MINUS if value < 0 else PLUS}{size}"


@register.inclusion_tag("components/position_mark.html")
def position_mark(row: Row, edition: Edition, width: int = 240, height: int = 26) -> dict[str, object]:
    """Where the province stands among all, on the axis of ranks."""
    return {
        "mark": marks.position_mark(row, edition.n_units, width, height),
        "label": _mark_label(row, edition),
    }


def _mark_label(row: Row, edition: Edition) -> str:
    parts = []
    if row.observation and row.observation.rank:
        parts.append(_("hạng %(rank)s") % {"rank": row.observation.rank})
    if row.rank_bounds:
        parts.append(
            _("giữa hạng %(best)s và %(worst)s") % dict(zip(("best", "worst"), row.rank_bounds, strict=True))
        )
    if row.target and row.target.rank:
        parts.append(_("mục tiêu hạng %(rank)s") % {"rank": row.target.rank})
    parts.append(_("trung vị hạng %(rank)s") % {"rank": number((edition.n_units + 1) / 2)})
    parts.append(_("trên %(n)s") % {"n": edition.n_units})
    label = ", ".join(parts)
    return label[0].upper() + label[1:]


@register.inclusion_tag("components/edition_chart.html")
def edition_chart(series: Series) -> dict[str, object]:
    """A component's scores through the editions; the label says all that the picture shows."""
    return {"chart": marks.edition_chart(series), "label": _chart_label(series)}


def _chart_label(series: Series) -> str:
    parts = []
    for point in series.points:
        if point.observation and point.observation.value is not None:
            inferred = f" ({_('suy ra')})" if point.observation.value_status == "inferred" else ""
            parts.append(f"{point.year} {number(point.observation.value, 2)}{inferred}")
        if point.median is not None:
            parts.append(_("trung vị %(year)s %(value)s") % _said(point.year, point.median))
        if point.target is not None:
            parts.append(_("mục tiêu %(year)s %(value)s") % _said(point.year, point.target))
    return f"{named(series.indicator)}: {'; '.join(parts)}"


def _said(year: int, value: float) -> dict[str, object]:
    return {"year": year, "value": number(value, 2)}
