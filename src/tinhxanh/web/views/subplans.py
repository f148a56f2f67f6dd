"""Plans of agencies that carry out a programme: owed by a day, linked, rolled up. And the KPI list."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from tinhxanh.apps.programmes.models import Programme
from tinhxanh.apps.registers.refusals import Refused
from tinhxanh.apps.reports import exporting, letters, subplans
from tinhxanh.apps.reports.models import Service, SubPlan
from tinhxanh.exchange import listings
from tinhxanh.web import moment, posted
from tinhxanh.web.forms.reports import day_field
from tinhxanh.web.rights import requires
from tinhxanh.web.views.programmes import find_programme
from tinhxanh.web.views.reports import attachment
from tinhxanh.web.views.submissions import XLSX


class OweForm(forms.Form):
    """By which day the lead agencies owe a plan of their own."""

    due_on = day_field(_("Hạn ban hành kế hoạch"))


def find_sub_plan(sub_plan_id: int) -> SubPlan:
    """The owed plan of an address."""
    found = SubPlan.objects.select_related("programme__focal", "organisation", "plan")
    return get_object_or_404(found, pk=sub_plan_id)


@requires("reports.keep_programme", find=find_programme)
def index(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Who owes a plan, who has one, how far it is; ask the lead agencies for one."""
    form = OweForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        agencies = subplans.leads(programme)
        due_on = form.cleaned_data["due_on"]
        n = subplans.owe(programme=programme, organisations=agencies, due_on=due_on, by=request.user)
        said = ngettext(
            "Đã yêu cầu %(n)s cơ quan ban hành kế hoạch.", "Đã yêu cầu %(n)s cơ quan ban hành kế hoạch.", n
        )
        messages.success(request, said % {"n": n})
        return redirect("sub_plans", programme_id=programme.pk)
    rows = subplans.lines(programme, moment.clock, moment.today())
    plans = Programme.objects.exclude(pk=programme.pk).select_related("focal")
    choices = {
        row.sub_plan.pk: [one for one in plans if one.focal.path.startswith(row.sub_plan.organisation.path)]
        for row in rows
    }
    context = {
        "programme": programme,
        "rows": [(row, choices[row.sub_plan.pk]) for row in rows],
        "form": form,
    }
    return render(request, "reports/sub_plans.html", context)


@require_POST
@requires("reports.keep_sub_plan", find=find_sub_plan)
def link(request: HttpRequest, sub_plan: SubPlan) -> HttpResponse:
    """Say which programme is the agency's own plan; its duties are linked as proposed."""
    plan = get_object_or_404(
        Programme.objects.select_related("focal"), pk=posted.number(request.POST, "plan")
    )
    try:
        subplans.link(sub_plan=sub_plan, plan=plan, by=request.user, on=moment.today())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("sub_plans", programme_id=sub_plan.programme_id)
    return redirect("sub_plan", sub_plan_id=sub_plan.pk)


@requires("reports.keep_sub_plan", find=find_sub_plan)
def serve(request: HttpRequest, sub_plan: SubPlan) -> HttpResponse:
    """Which duty above each duty of the agency's plan serves."""
    below = list(sub_plan.plan.duties.filter(is_dropped=False)) if sub_plan.plan else []
    if request.method == "POST":
        pairs = {duty.pk: posted.number(request.POST, f"serves_{duty.pk}") or None for duty in below}
        n = subplans.serve(sub_plan=sub_plan, pairs=pairs, by=request.user)
        said = ngettext(
            "Đã nối %(n)s nhiệm vụ với kế hoạch cấp trên.",
            "Đã nối %(n)s nhiệm vụ với kế hoạch cấp trên.",
            n,
        )
        messages.success(request, said % {"n": n})
        return redirect("sub_plans", programme_id=sub_plan.programme_id)
    kept = dict(Service.objects.filter(sub_plan=sub_plan).values_list("duty", "serves"))
    proposed = subplans.proposals(sub_plan)
    context = {
        "sub_plan": sub_plan,
        "programme": sub_plan.programme,
        "above": list(sub_plan.programme.duties.filter(is_dropped=False)),
        "rows": [(duty, kept.get(duty.pk, proposed.get(duty.pk) if not kept else None)) for duty in below],
    }
    return render(request, "reports/sub_plan.html", context)


@requires("reports.see_brief", find=find_programme)
def kpi(request: HttpRequest, programme: Programme) -> HttpResponse:
    """The list of duties and the counts by agency and person, as a workbook."""
    content = listings.write(exporting.listings(programme, moment.clock([programme]), _))
    return attachment(content, XLSX, letters.file_name(f"kpi {programme.title}", "xlsx", moment.today()))
