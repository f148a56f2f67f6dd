"""Programmes: all of them, and one with its duties."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from tinhxanh.apps.programmes import doubts, queries, rights
from tinhxanh.apps.programmes import programmes as actions
from tinhxanh.apps.programmes.models import Programme
from tinhxanh.apps.programmes.states import Clock
from tinhxanh.apps.registers.refusals import Refused
from tinhxanh.web import moment
from tinhxanh.web.forms.programmes import DutyFilter, ProgrammeForm
from tinhxanh.web.rights import requires
from tinhxanh.web.wording import in_words, words

#: How many duties of a group are shown before it folds, and how many once somebody searches.
SHOWN, SHOWN_WHEN_NARROWED = 5, 50


def find_programme(programme_id: int) -> Programme:
    """The programme of an address, with those who keep it."""
    found = Programme.objects.select_related("organisation", "focal", "edition__index")
    return get_object_or_404(found, pk=programme_id)


@requires("programmes.see_programmes")
def index(request: HttpRequest) -> HttpResponse:
    """All programmes that the person sees, each with the state of its duties."""
    found = queries.programmes_with_counts(request.user, moment.today(), moment.calendar())
    rows = [
        {"programme": programme, "counts": counts, "total": counts.total(), "words": in_words(counts)}
        for programme, counts in found
    ]
    return render(request, "programmes/index.html", {"rows": rows, "today": moment.today()})


@requires("programmes.see_programme", find=find_programme)
def programme(request: HttpRequest, programme: Programme) -> HttpResponse:
    """One programme: its state, and its duties by component or theme."""
    clock = moment.clock([programme])
    sees_all = rights.reach(request.user, clock.on).sees_all_of(programme)
    visible = rights.visible_duties(request.user, clock.on).filter(programme=programme)
    duties = queries.with_states(visible, clock)
    everything = queries.groups(duties)
    chosen = DutyFilter(
        request.GET,
        queryset=duties,
        agencies=queries.agencies_of(visible),
        components=[(str(group.component), name_of(group)) for group in everything if group.component],
    )
    shown = SHOWN_WHEN_NARROWED if chosen.is_narrowed else SHOWN
    opened = request.GET.getlist("mo")
    if "tat-ca" in opened:
        opened = [group.key for group in everything]
    groups = queries.grouped(
        chosen.qs,
        clock,
        order=chosen.chosen_order,
        shown=shown,
        opened=opened,
        known=None if chosen.is_narrowed else everything,
    )
    return render(
        request,
        "programmes/programme.html",
        {
            "programme": programme,
            "clock": clock,
            "filter": chosen,
            "overview": _overview(programme, everything, clock),
            "groups": [_shown(n, group, clock) for n, group in enumerate(groups, 1)],
            "n_found": sum(group.total for group in groups),
            "n_shown": sum(len(group.lines) for group in groups),
            "may_change": request.user.has_perm("programmes.change_programme", programme),
            "sees_all": sees_all,
            "unlooked": doubts.unlooked(programme, visible.filter(is_dropped=False)),
        },
    )


def _overview(programme: Programme, groups: list[queries.Group], clock: Clock) -> dict[str, Any]:
    """The figures of the head, of everything the person sees whatever is filtered."""
    counts = sum((group.counts for group in groups), Counter[str]())
    asked = clock.asked[programme.pk]
    return {
        "counts": counts,
        "total": counts.total(),
        "done": counts["done"] + counts["done-late"],
        "late": counts["late"],
        "soon": counts["soon"],
        "next_report": asked.next,
        "left": clock.calendar.count(clock.on, asked.next),
        "n_unmatched": queries.unmatched(programme),
        "n_targets": programme.targets.filter(is_dropped=False).count(),
        "documents": list(queries.documents_of(programme)),
    }


def _shown(n: int, group: queries.Group, clock: Clock) -> dict[str, Any]:
    """A group with its lines in words and what is folded away."""
    hidden = group.hidden
    return {
        "key": group.key,
        "slug": f"nhom-{n}",
        "component": group.component,
        "name": name_of(group),
        "counts": group.counts,
        "total": group.total,
        "n_hidden": hidden.total(),
        "hidden": in_words(hidden),
        "lines": [(line, words(line, clock)) for line in group.lines],
    }


def name_of(group: queries.Group) -> str:
    """The heading of a group: the theme in the plan's words, else the number of the component."""
    if group.theme:
        return group.theme.capitalize() if group.theme.isupper() else group.theme
    if group.component:
        return _("Thành phần %(n)s") % {"n": group.component}
    return _("Nhiệm vụ chung")


@requires("programmes.change_programme", find=find_programme)
def describe(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Change name, years and edition of a programme."""
    form = ProgrammeForm(request.POST) if request.method == "POST" else ProgrammeForm.of(programme)
    if request.method == "POST" and form.is_valid():
        try:
            actions.describe(programme=programme, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã ghi thông tin chương trình."))
            return redirect("programme", programme_id=programme.pk)
    status = 422 if form.errors else 200
    return render(request, "programmes/describe.html", {"form": form, "programme": programme}, status=status)
