"""Why did a score and a rank change? A waterfall whose bars add up, and the table behind it."""

from __future__ import annotations

from typing import Any

import numpy as np
from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from tinhxanh.apps.indicators import engine_cases, engine_change
from tinhxanh.apps.indicators.engine_cases import Case
from tinhxanh.apps.indicators.engine_change import Change
from tinhxanh.core import index
from tinhxanh.web import index_marks
from tinhxanh.web.engine_words import said
from tinhxanh.web.rights import requires
from tinhxanh.web.templatetags.index_numbers import titled
from tinhxanh.web.views.index_league import own_key
from tinhxanh.web.views.index_what_if import SEED, chosen_case


class ChangeForm(forms.Form):
    """From which figures to which, and of whom."""

    tu = forms.ChoiceField(label=gettext_lazy("Từ"))
    den = forms.ChoiceField(label=gettext_lazy("đến"))
    tinh = forms.ChoiceField(label=gettext_lazy("Đơn vị"))

    def __init__(self, cases: list[tuple[str, str]], units: list[tuple[str, str]], **chosen: str) -> None:
        super().__init__(initial=chosen, auto_id="chon-%s")
        self.fields["tu"].choices = self.fields["den"].choices = [(key, said(label)) for key, label in cases]
        self.fields["tinh"].choices = units


@requires("indicators.see_index")
@require_GET
def change(request: HttpRequest) -> HttpResponse:
    """The page: the waterfall, or why two editions are not compared."""
    before, after = _cases(request)
    units = engine_change.shared_units(before, after)
    unit = _unit(request, units)
    context: dict[str, Any] = {
        "tab": "change",
        "before": before,
        "after": after,
        "case": after,
        "unit": unit,
        "name": dict(units).get(unit, ""),
        "form": ChangeForm(
            engine_cases.choices(request.user), units, tu=before.key, den=after.key, tinh=unit
        ),
        "sources": list(dict.fromkeys((*before.sources, *after.sources))),
        **_answer(request, before, after, unit),
    }
    return render(request, "index/change.html", context)


def _cases(request: HttpRequest) -> tuple[Case, Case]:
    """The two sets of figures: those of the address, else the newest two editions."""
    known = [key for key, _label in engine_cases.choices(request.user)]
    if not request.GET.get("den"):
        if len(known) < 2:
            raise Http404(_("Cần hai kỳ để so."))
        request.GET = request.GET.copy()
        request.GET["den"], request.GET["tu"] = known[0], request.GET.get("tu") or known[1]
    return chosen_case(request, "tu"), chosen_case(request, "den")


def _unit(request: HttpRequest, units: list[tuple[str, str]]) -> str:
    known = dict(units)
    wanted = request.GET.get("tinh", "")
    if wanted in known:
        return wanted
    return own_key() if own_key() in known else next(iter(known), "")


def _answer(request: HttpRequest, before: Case, after: Case, unit: str) -> dict[str, Any]:
    if not unit:
        return {"faults": [_("Không có đơn vị nào có đủ số ở cả hai kỳ.")]}
    if before.key == after.key:
        return {"faults": [_("Hai kỳ giống nhau: không có gì để giải thích.")]}
    asked = request.GET.get("qua_gay") == "1"
    try:
        found = engine_change.explain(before, after, unit, asked, np.random.default_rng(SEED))
    except index.NotComparable:
        return {"is_refused": True, "notes": _break_notes(before, after)}
    except index.IndexFault as fault:
        return {"faults": [one.sentence for one in fault.faults]}
    names = {one.name: titled(one) for one in (*after.recipe.indicators, *after.recipe.groups)}
    steps = [(names.get(one.label) or _label(one), one.points, one.kind) for one in found.steps]
    falls = index_marks.waterfall(found.before, steps)
    return {
        "found": found,
        "falls": falls,
        "height": len(falls) * 40,
        "notes": _break_notes(before, after) if found.is_across_break else [],
        "total": found.after - found.before,
        "has_places": any(one.places is not None for one in found.details),
        "sum": sum(one.points for one in found.steps),
        "rank_parts": _rank_parts(found),
    }


def _label(step: engine_change.Step) -> str:
    if step.kind == index.Cause.OTHERS:
        return _("Các đơn vị khác thay đổi")
    if step.kind == index.Cause.METHOD:
        return _("Đổi phương pháp")
    return step.label or _("Số liệu của đơn vị")


def _rank_parts(found: Change) -> list[tuple[str, float]]:
    if found.rank_parts is None:
        return []
    names = (_("số liệu của đơn vị"), _("các đơn vị khác"), _("đổi phương pháp"))
    return list(zip(names, found.rank_parts, strict=True))


def _break_notes(before: Case, after: Case) -> list[str]:
    """What is known of the breaks between two editions of PGI."""
    if before.edition is None or after.edition is None:
        return []
    low, high = sorted((before.edition.year, after.edition.year))
    later = after.edition.index.editions.filter(year__gt=low, year__lte=high).order_by("year")
    return [one.break_note for one in later if one.break_note and not one.comparable_with_previous]
