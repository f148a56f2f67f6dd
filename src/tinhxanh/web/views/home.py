"""The first page: each role is led to where its work is."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from tinhxanh.web.context import navigation
from tinhxanh.web.rights import public


@public
def home(request: HttpRequest) -> HttpResponse:
    """Lead an officer to the own duties, a leader to the programmes, a stranger to the login."""
    if not request.user.is_authenticated:
        return redirect("account_login")
    places = navigation(request)
    if not places:
        return render(request, "home/no_role.html")
    return redirect(places[0].address)
