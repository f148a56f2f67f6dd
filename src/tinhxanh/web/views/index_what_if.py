"""What if some values were different? A form with sliders; its answer comes alone when a slider moves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from django.forms import BoundField
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tinhxanh.apps.indicators import engine_cases, engine_what_if
from tinhxanh.apps.indicators.engine_cases import Case
from tinhxanh.apps.indicators.engine_what_if import Simulation
from tinhxanh.core import index
from tinhxanh.core.index import Indicator
from tinhxanh.web.forms.index_cases import TwoUnitsForm, ValuesForm, name_of
from tinhxanh.web.rights import requires
from tinhxanh.web.views.index_league import own_key
from tinhxanh.web.views.index_weights import held_weights

SEED = 2025  # the same question gets the same answer


@dataclass(frozen=True, slots=True)
class Slider:
    """One indicator of one unit: its field, its ends, its present value."""

    indicator: Indicator
    field: BoundField
    low: float
    high: float
    now: float | None
    place: float
    step: float


@dataclass(frozen=True, slots=True)
class Bank:
    """The sliders of one unit, by group."""

    name: str
    groups: list[tuple[str, list[Slider]]]


@requires("indicators.see_index")
@require_GET
def what_if(request: HttpRequest) -> HttpResponse:
    """The page with the form and the answer to what it holds."""
    case = chosen_case(request)
    units = chosen_units(request, case)
    form = ValuesForm(case, units, request.GET)
    context = {
        "tab": "what_if",
        "case": case,
        "choice": TwoUnitsForm(engine_cases.choices(request.user), case, units),
        "units": units,
        "form": form,
        "banks": [_bank(case, unit, k, form) for k, unit in enumerate(units)],
        **_answer(case, units, form),
    }
    return render(request, "index/what_if.html", context)


@requires("indicators.see_index")
@require_GET
def what_if_answer(request: HttpRequest) -> HttpResponse:
    """The answer alone, for the sliders."""
    case = chosen_case(request)
    units = chosen_units(request, case)
    form = ValuesForm(case, units, request.GET)
    return render(request, "index/_what_if.html", {"case": case, "form": form, **_answer(case, units, form)})


def chosen_case(request: HttpRequest, name: str = "bo") -> Case:
    """The figures that the address names, the newest edition without; 404 where the person has none such."""
    known = engine_cases.choices(request.user)
    key = request.GET.get(name) or known[0][0]
    try:
        case = engine_cases.find(key, request.user, timezone.localdate(), held_weights(request))
    except index.IndexFault as fault:
        raise Http404(str(fault)) from None
    if case is None:
        raise Http404(_("Không có bộ số liệu này."))
    return case


def chosen_unit(request: HttpRequest, case: Case, name: str = "tinh") -> str:
    """The unit that the address names if the case has it; else the own province, else the first.

    A change of the figures keeps the rest of the address, so an unknown unit is no error.
    """
    known = dict(case.units)
    wanted = request.GET.get(name, "")
    if wanted in known:
        return wanted
    return own_key() if own_key() in known else next(iter(known))


def chosen_units(request: HttpRequest, case: Case) -> list[str]:
    """One unit or two different ones."""
    first = chosen_unit(request, case)
    second = request.GET.get("tinh2", "")
    return [first, second] if second in dict(case.units) and second != first else [first]


def _answer(case: Case, units: list[str], form: ValuesForm) -> dict[str, Any]:
    """The simulation with its sentences, or the reason why there is none."""
    if not form.is_valid():
        return {"faults": [_("Có giá trị nằm ngoài thang đo hoặc không phải là số; xem từng ô.")]}
    rng = np.random.default_rng(SEED)
    try:
        found = engine_what_if.simulate(case, units, form.changes(), form.cleaned_data["giu"], rng)
    except index.IndexFault as fault:
        return {"faults": [one.sentence for one in fault.faults]}
    outcomes = [{"name": case.name_of(one.unit), "one": one} for one in found.outcomes]
    return {
        "found": found,
        "outcomes": outcomes,
        "scale_words": _scale_words(case, found),
        "n_changes": len(form.changes()),
        "n_units": len(case.data.units),
    }


def _scale_words(case: Case, found: Simulation) -> list[str]:
    """Whether the minima and maxima of the others moved, in sentences."""
    if case.league is not None:
        return [
            _("Điểm các đơn vị khác đứng yên: điểm thành phần lấy như đã công bố, trên thang 10 không đổi."),
            _(
                "Khi VCCI chấm kỳ mới, mức thấp nhất và cao nhất của từng chỉ tiêu có thể đổi và kéo theo "
                "điểm các đơn vị khác; chưa tính được vì số của từng chỉ tiêu chưa công bố."
            ),
        ]
    if found.held:
        return [_("Thang đo được giữ cố định: điểm các đơn vị khác đứng yên.")]
    if not found.moved:
        return [_("Không mức thấp nhất hay cao nhất nào đổi: điểm các đơn vị khác đứng yên.")]
    ends = {"min": _("thấp nhất"), "max": _("cao nhất")}
    words = [
        _("%(code)s: mức %(end)s đổi từ %(a)s thành %(b)s.")
        % {"code": one.code, "end": ends[one.end], "a": _said(one.before), "b": _said(one.after)}
        for one in found.moved
    ]
    return [*words, _("Vì vậy điểm của mọi đơn vị khác ở chỉ tiêu này cũng đổi.")]


def _said(value: float) -> str:
    return f"{value:.2f}".replace(".", ",")


def _bank(case: Case, unit: str, k: int, form: ValuesForm) -> Bank:
    groups: dict[str, list[Slider]] = {}
    titles = {group.code: group.name for group in case.recipe.groups}
    for one in case.recipe.indicators:
        field = form[name_of(k, one.code)]
        low, high = field.field.min_value, field.field.max_value
        now = form.today(unit, one.code)
        sent = form.cleaned_data.get(field.name) if form.is_valid() else None
        place = next((value for value in (sent, now) if value is not None), (low + high) / 2)
        slider = Slider(one, field, low, high, now, place, _step(low, high))
        groups.setdefault(titles[one.parent], []).append(slider)
    return Bank(case.name_of(unit), list(groups.items()))


def _step(low: float, high: float) -> float:
    """A step of the slider: a hundredth of a point, a tenth where the scale is long."""
    return 0.01 if high - low <= 20 else 0.1
