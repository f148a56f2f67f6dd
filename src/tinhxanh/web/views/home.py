"""The first page: each role is led to where its work is."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from tinhxanh.web.context import navigation
from tinhxanh.web.rights import public


@public
def home(request: HttpRequest) -> HttpResponse:
    """Lead focal officers and leaders to the programmes, others to their duties, a stranger to the login."""
    if not request.user.is_authenticated:
        return redirect("account_login")
    places = navigation(request)
    if not places:
        return render(request, "home/no_role.html")
    if request.user.has_perm("programmes.change_programme"):
        return redirect("programmes")
    return redirect(places[0].address)
