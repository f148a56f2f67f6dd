"""Figures of one's own: a recipe and a table brought along, seen by their owner alone."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tinhxanh.apps.indicators import engine_cases, engine_datasets
from tinhxanh.core import index
from tinhxanh.exchange.tables import texts
from tinhxanh.web.forms.index_cases import SetForm
from tinhxanh.web.rights import requires


@requires("indicators.see_index")
@require_http_methods(["GET", "POST"])
def sets(request: HttpRequest) -> HttpResponse:
    """The list of sets, each with its league; the form to bring one."""
    form = SetForm(request.POST or None, request.FILES or None)
    faults: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            held = engine_datasets.add(**form.cleaned_data, by=request.user, at=timezone.now())
        except index.IndexFault as fault:
            faults = [one.sentence for one in fault.faults][:10]
        else:
            messages.success(request, _("Đã nhận bộ số liệu “%(name)s”.") % {"name": held.name})
            return redirect("index_set", key=str(held.pk))
    context: dict[str, Any] = {
        "tab": "sets",
        "form": form,
        "faults": faults,
        "held": engine_datasets.of(request.user),
        "examples": engine_cases.examples(),
    }
    return render(request, "index/sets.html", context, status=400 if faults or form.errors else 200)


@requires("indicators.see_index")
@require_http_methods(["GET"])
def one_set(request: HttpRequest, key: str) -> HttpResponse:
    """The league of a set: scores and ranks by the whole engine."""
    case = _case(request, key)
    result = index.score(case.recipe, case.data)
    order = sorted(range(len(result.units)), key=lambda k: (-result.scores[k], result.units[k]))
    tops = [node for node in result.recipe.tree.groups if node != result.recipe.tree.root]
    names = {group.code: group.name for group in case.recipe.groups}
    context: dict[str, Any] = {
        "tab": "sets",
        "case": case,
        "groups": [names[result.codes[node]] for node in tops],
        "rows": [
            {
                "unit": result.units[k],
                "rank": int(result.ranks[k, -1]),
                "score": float(result.scores[k]),
                "parts": [float(result.values[k, node]) for node in tops],
            }
            for k in order
        ],
    }
    return render(request, "index/set.html", context)


@requires("indicators.see_index")
@require_POST
def remove_set(request: HttpRequest, key: str) -> HttpResponse:
    """Throw one's own set away."""
    held = engine_datasets.find(key, request.user)
    if held is None:
        raise Http404(_("Không có bộ số liệu này."))
    engine_datasets.remove(dataset=held, by=request.user)
    messages.success(request, _("Đã xóa bộ số liệu “%(name)s”.") % {"name": held.name})
    return redirect("index_sets")


@requires("indicators.see_index")
@require_http_methods(["GET"])
def example_file(request: HttpRequest, name: str) -> HttpResponse:
    """A file of the invented example, to begin one's own from."""
    path = texts.EXAMPLE / name
    if name not in {one.name for one in texts.EXAMPLE.iterdir()}:
        raise Http404(_("Không có tệp này."))
    response = HttpResponse(path.read_bytes(), content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _case(request: HttpRequest, key: str) -> engine_cases.Case:
    try:
        case = engine_cases.find(key, request.user, timezone.localdate())
    except index.IndexFault as fault:
        raise Http404(str(fault)) from None
    if case is None or case.league is not None:
        raise Http404(_("Không có bộ số liệu này."))
    return case
