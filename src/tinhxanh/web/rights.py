"""Every view states who may use it, here and nowhere else. `tests/web/test_rights.py` walks all of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

View = Callable[..., HttpResponse]


def requires(permission: str, find: Callable[..., Any] | None = None) -> Callable[[View], View]:
    """Let in whoever has `permission`, on the object that `find(**url_arguments)` gives where it is set.

    The object is handed to the view as its second argument in place of the address's arguments.
    Without a login the person is asked to sign in; without the right the answer is 403.
    """

    def state(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, **arguments: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            thing = find(**arguments) if find else None
            if not request.user.has_perm(permission, thing):
                raise PermissionDenied
            return view(request, thing) if find else view(request, **arguments)

        vars(guarded)["permission"] = permission
        return guarded

    return state


def public(view: View) -> View:
    """Anybody may use this view."""
    vars(view)["permission"] = None
    return view
