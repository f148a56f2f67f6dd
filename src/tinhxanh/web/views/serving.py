"""Tie the duties of a programme to the indicators that they are meant to move."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from tinhxanh.apps.programmes import serving as actions
from tinhxanh.apps.programmes.models import Programme
from tinhxanh.web.forms.serving import ServingForm
from tinhxanh.web.rights import requires
from tinhxanh.web.views.programmes import find_programme


@requires("programmes.change_programme", find=find_programme)
@require_http_methods(["GET", "HEAD", "POST"])
def serving(request: HttpRequest, programme: Programme) -> HttpResponse:
    """The duties by component, each with the indicator that the focal officer chooses."""
    form = ServingForm(request.POST if request.method == "POST" else None, programme=programme)
    if form.is_bound and form.is_valid():
        n = actions.tie(programme=programme, chosen=form.chosen(), by=request.user)
        words = ngettext("Đã gắn lại %(n)s nhiệm vụ.", "Đã gắn lại %(n)s nhiệm vụ.", n)
        messages.success(request, words % {"n": n})
        return redirect("serving", programme.pk)
    context = {"programme": programme, "form": form}
    return render(request, "scoreboards/serving.html", context, status=422 if form.errors else 200)
