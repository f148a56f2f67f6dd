"""The small parts that pages are made of: icon, badge, bar, control."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django import template
from django.forms import BoundField, CheckboxInput, FileInput, Select, Textarea
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from .vietnamese import number, percent

register = template.Library()


class Look(NamedTuple):
    """How a state is shown: the variant of its badge, its icon and its word."""

    variant: str
    icon: str
    word: Any


#: In the order in which a bar and its legend show them: what needs attention first.
STATES: dict[str, Look] = {
    "late": Look("late", "late", _("Quá hạn")),
    "soon": Look("soon", "soon", _("Sắp đến hạn")),
    "open": Look("open", "open", _("Trong hạn")),
    "idle": Look("idle", "idle", _("Chưa bắt đầu")),
    "done": Look("done", "done", _("Hoàn thành đúng hạn")),
    "done-late": Look("done-late", "done-late", _("Hoàn thành trễ hạn")),
}


@register.simple_tag
def icon(name: str, extra: str = "") -> SafeString:
    """One icon of the sprite, hidden from those who listen: the word beside it speaks."""
    return format_html(
        '<svg class="icon{}" viewBox="0 0 16 16" aria-hidden="true"><use href="#i-{}"/></svg>',
        f" {extra}" if extra else "",
        name,
    )


@register.inclusion_tag("components/badge.html")
def badge(state: str, word: str = "", icon: str = "") -> dict[str, object]:
    """Colour, icon and word of a state, always the three together. Other variants need a word and an icon."""
    look = STATES.get(state)
    return {
        "variant": look.variant if look else state,
        "icon": icon or (look.icon if look else "info"),
        "word": word or (look.word if look else ""),
    }


@register.inclusion_tag("components/state_bar.html")
def state_bar(counts: Mapping[str, int], width: int = 1000, height: int = 18) -> dict[str, object]:
    """A bar whose parts are the states' shares of `counts`, widths as SVG attributes."""
    shown = [(state, counts.get(state, 0)) for state in STATES if counts.get(state, 0)]
    label = ", ".join(f"{number(count)} {str(STATES[state].word).lower()}" for state, count in shown)
    return {"parts": _parts(shown, width), "width": width, "height": height, "label": label}


def _parts(shown: Sequence[tuple[str, int]], width: int) -> list[dict[str, str]]:
    """Place the parts beside one another with a gap of two units."""
    total = sum(count for _state, count in shown)
    room = width - 2 * (len(shown) - 1)
    parts, x = [], 0.0
    for state, count in shown:
        share = room * count / total
        parts.append({"state": state, "x": f"{x:.1f}", "width": f"{share:.1f}"})
        x += share + 2
    return parts


@register.simple_tag
def states() -> dict[str, Look]:
    """The six states of a duty in the order of the legend."""
    return STATES


@register.inclusion_tag("components/progress.html")
def progress(value: float, mark: float | None = None) -> dict[str, object]:
    """A thin bar of `value` percent, with a mark at `mark` percent where one is aimed at."""
    return {
        "label": percent(value, None),
        "width": f"{max(0.0, min(100.0, value)) * 2:.1f}",
        "mark": None if mark is None else f"{max(0.0, min(100.0, mark)) * 2 - 1:.1f}",
    }


@register.simple_tag
def control(field: BoundField, extra: str = "", **attributes: Any) -> SafeString:
    """The control of a form's field in the look of the page; names hint and error to those who listen."""
    describing = [f"{field.auto_id}_hint"] if field.help_text else []
    if field.errors:
        describing.append(f"{field.auto_id}_error")
        attributes["aria-invalid"] = "true"
    if describing:
        attributes["aria-describedby"] = " ".join(describing)
    attributes["class"] = f"{_control_class(field)} {extra}".strip()
    return field.as_widget(attrs={name.replace("_", "-"): value for name, value in attributes.items()})


@register.simple_tag
def drop_control(field: BoundField, key: object) -> SafeString:
    """The file control inside a drop area; the list `tep-{key}` shows what it holds."""
    listing = {"data_list": f"tep-{key}", "id": f"minh-chung-{key}"}
    return control(field, "visually-hidden", **listing)


@register.simple_tag
def count_of(counts: Mapping[str, int], state: str) -> str:
    """How many are in a state, written for the page."""
    return number(counts.get(state, 0))


@register.simple_tag
def share_of(part: int, whole: int) -> float:
    """A part in percent of the whole, 0 of nothing."""
    return round(100 * part / whole, 1) if whole else 0.0


def _control_class(field: BoundField) -> str:
    """Which component the widget is drawn as."""
    widget = field.field.widget
    if isinstance(widget, CheckboxInput):
        return "choice-box"
    if isinstance(widget, FileInput):
        return "file-input"
    if isinstance(widget, Select):
        return "select"
    return "textarea" if isinstance(widget, Textarea) else "input"


@register.simple_tag(takes_context=True)
def address_with(context: dict[str, Any], **changes: Any) -> str:
    """The query of this page's address with `changes`; None takes a name out."""
    query: QueryDict = context["request"].GET.copy()
    for name, value in changes.items():
        if value in (None, ""):
            query.pop(name, None)
        else:
            query[name] = str(value)
    return f"?{query.urlencode()}" if query else "?"
