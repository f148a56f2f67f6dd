"""The planner: the least effort that reaches a wish, the duties that serve it, and how far others climbed."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tinhxanh.apps.indicators import engine_cases, engine_plan, queries
from tinhxanh.apps.indicators.engine_cases import Case
from tinhxanh.apps.indicators.models import Indicator, IndicatorTarget
from tinhxanh.apps.programmes import serving
from tinhxanh.apps.programmes.models import Duty, Programme
from tinhxanh.apps.programmes.rights import reach
from tinhxanh.core import index
from tinhxanh.web import moment
from tinhxanh.web.engine_words import said
from tinhxanh.web.forms.index_cases import CaseForm
from tinhxanh.web.forms.index_plan import PlanForm
from tinhxanh.web.rights import requires
from tinhxanh.web.templatetags.index_numbers import titled
from tinhxanh.web.views.index_what_if import SEED, chosen_case, chosen_unit

LAST_YEAR = 9999  # figures of one's own belong to no edition
MOST_DUTIES = 4  # duties of a component that are named before the rest is only counted


@dataclass(frozen=True, slots=True)
class Served:
    """Duties of the province's programme: `tied` to an indicator (by its code), or known by component only.

    `counts` are those of a component, tied or not; of the `loose` ones the first few are named.
    """

    programme: Programme | None = None
    counts: dict[int, int] = field(default_factory=dict)
    tied: dict[str, list[Duty]] = field(default_factory=dict)
    loose: dict[int, list[Duty]] = field(default_factory=dict)

    def groups(self, code: str, component: int) -> list[tuple[Indicator | None, list[Duty]]]:
        """Duties by indicator, those of none last: of one indicator, or of all of a component."""
        chosen = [code] if code in self.tied else []
        if component:
            chosen = [one for one, duties in self.tied.items() if duties[0].component == component]
        found = [(self.tied[one][0].indicator, self.tied[one]) for one in chosen]
        loose = self.loose.get(component, []) if component else []
        return [*found, *([(None, loose)] if loose else [])]


@requires("indicators.see_index")
@require_GET
def plan(request: HttpRequest) -> HttpResponse:
    """The page: the wish, what may move, up to three plans or the reason why there is none."""
    case = chosen_case(request)
    unit = chosen_unit(request, case)
    form = PlanForm(case, unit, request.GET)
    context: dict[str, Any] = {
        "tab": "plan",
        "case": case,
        "unit": unit,
        "name": case.name_of(unit),
        "choice": CaseForm(engine_cases.choices(request.user), case, unit),
        "form": form,
        "rows": _rows(case, unit, form),
        "n_units": len(case.data.units),
        "ordered": _ordered(case, unit),
        **_answer(request, case, unit, form),
    }
    return render(request, "index/plan.html", context)


def _rows(case: Case, unit: str, form: PlanForm) -> list[dict[str, Any]]:
    """One row a lever: what it is, where it stands, its three fields."""
    return [
        {
            "indicator": one,
            "now": None if math.isnan(value := case.value(unit, one.code)) else round(value, 4),
            "best": form[f"muc-{one.code}"],
            "cost": form[f"phi-{one.code}"],
            "lock": form[f"khoa-{one.code}"],
        }
        for one in case.recipe.indicators
    ]


def _ordered(case: Case, unit: str) -> IndicatorTarget | None:
    """The goal that a document sets for the total of this edition, where the platform knows one."""
    place = queries.find_province(unit) if case.league and not case.league.is_merged else None
    if place is None or case.edition is None:
        return None
    goals = IndicatorTarget.objects.filter(
        province=place,
        indicator__edition=case.edition,
        indicator__level=Indicator.Level.TOTAL,
        is_dropped=False,
    )
    return goals.order_by("-year").first()


def _answer(request: HttpRequest, case: Case, unit: str, form: PlanForm) -> dict[str, Any]:
    """Plans with their duties and the judgement of the wish; nothing where nothing is wanted yet."""
    if not form.is_asked:
        return {}
    if not form.is_valid():
        return {"faults": [_("Có ô chưa hợp lệ; xem lời nhắc cạnh từng ô.")]}
    rng = np.random.default_rng(SEED)
    try:
        found = engine_plan.propose(
            case,
            unit,
            form.goal,
            form.chosen(),
            form.probability,
            form.cleaned_data.get("sai_so") or 0.0,
            rng,
        )
    except index.IndexFault as fault:
        return {"faults": [one.sentence for one in fault.faults]}
    served = _served(request, case, unit)
    return {
        "found": found,
        "reason": _reason(case, found),
        "goal": form.goal,
        "served": served,
        "proposals": [_shown(case, one, served) for one in found.proposals],
        "judged": (judged := engine_plan.judge(case, unit, form.goal, broken=True)),
        "words": _words(judged),
        "climbed": engine_plan.judge(case, unit, form.goal, broken=False),
    }


def _reason(case: Case, found: engine_plan.Proposed) -> str:
    """Why there is no plan: how far all that may move leads, and what holds it back."""
    if not found.reason:
        return ""
    head, _dot, tail = found.reason.partition(". ")
    parts = ["; ".join(said(part) for part in head.rstrip(".").split("; "))]
    if found.planned.binding:
        names = "; ".join(titled(case.recipe.indicator(code)) for code in found.planned.binding)
        parts.append(_("Vướng nhất ở cận hoặc ở việc không được đổi: %(names)s") % {"names": names})
    elif tail:
        parts.append(said(tail.rstrip(".")))
    return ". ".join(parts) + "."


def _words(judged: index.Sanity | None) -> list[str]:
    """The judgement in sentences; where no climb can be compared, it says so instead of counting none."""
    if judged is None:
        return []
    if judged.seen:
        return [said(line) for line in judged.sentences]
    words = [said(line) for line in judged.sentences if "lượt" not in line]
    if judged.climb_wanted and judged.climb_wanted > 0:
        words.append(
            _(
                "Mục tiêu cần tăng %(n)s bậc; chưa có hai kỳ liền nhau nào cùng cách tính "
                "để xem đã có tỉnh nào tăng được như vậy."
            )
            % {"n": judged.climb_wanted}
        )
    return words


def _shown(case: Case, one: engine_plan.Proposal, served: Served) -> dict[str, Any]:
    """A plan with the indicators that it moves and the duties that serve them."""
    components = {part.code: part.component for part in case.league.components} if case.league else {}
    moves = []
    for move in one.plan.moves:
        number = components.get(move.code) or 0
        moves.append(
            {
                "move": move,
                "indicator": case.recipe.indicator(move.code),
                "component": number,
                "n_duties": served.counts.get(number, 0) if number else len(served.tied.get(move.code, [])),
                "groups": (groups := served.groups(move.code, number)),
                "n_named": sum(len(duties) for _one, duties in groups),
                "n_tied": sum(len(duties) for one, duties in groups if one is not None),
            }
        )
    return {"plan": one.plan, "rank": one.rank, "moves": moves}


def _served(request: HttpRequest, case: Case, unit: str) -> Served:
    """The duties of the unit's programme in force today that the person may see, for a goal lies ahead.

    Without any those of its latest programme of this edition or of one before. Figures of one's own are
    asked by the code of their indicators where a unit has a province's name.
    """
    place = None if case.is_invented else queries.find_province(unit)
    if place is None or place.committee is None:
        return Served()
    today = moment.today()
    seen = reach(request.user, today).programmes()
    held = serving.running(place.committee, seen, today.year)
    if held.programme is not None:
        return _sorted(held.programme, dict(held.by_component))
    newest = case.edition.year if case.edition else LAST_YEAR
    for edition in queries.editions().filter(year__lte=newest).reverse():
        held = serving.duties_for(edition, place.committee, seen)
        if held.programme is not None:
            return _sorted(held.programme, dict(held.by_component))
    return Served()


def _sorted(programme: Programme, counts: dict[int, int]) -> Served:
    served = Served(programme, counts)
    duties = Duty.objects.filter(programme=programme, is_dropped=False, component__isnull=False)
    for duty in duties.select_related("indicator").order_by("position"):
        if duty.indicator is not None:
            served.tied.setdefault(duty.indicator.code, []).append(duty)
        elif len(held := served.loose.setdefault(duty.component or 0, [])) < MOST_DUTIES:
            held.append(duty)
    return served
