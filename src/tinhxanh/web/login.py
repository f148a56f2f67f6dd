"""How people sign in: accounts are made by an administrator, never by signing up.

Failed attempts are counted so that a stranger who guesses at an account does not shut its owner out:

- by the address and the account together, and by the address alone, for a browser that is not known;
- by the account from all addresses together, with a limit that one address alone never reaches;
- a browser in which the owner has signed in before carries a signed cookie and is counted alone, whatever
  strangers do (the “device cookie” of OWASP's note on slowing down guessing); a change of the password ends
  that, so that whoever knew the old one does not guess at the new one with cookies kept from then.
"""

from __future__ import annotations

import datetime as dt
import secrets
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal.ratelimit import RateLimitUsage, consume, get_ip
from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.crypto import salted_hmac

from tinhxanh.apps.accounts.models import User

KNOWN_FOR = dt.timedelta(days=180)
_SALT = "tinhxanh.web.login.known"


class NoSignup(DefaultAccountAdapter):
    """Closes self-registration; counts failed attempts by where they come from."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the attempt before the password is looked at; a success takes it back.

        Raises the form's `ValidationError` (“too_many_login_attempts”) where a limit is reached.
        """
        owner = _owner(**credentials)
        account = str(owner.pk) if owner else f"?{_tried(**credentials)}"
        browser = _known_browser(request, owner) if owner else ""
        if browser:
            self._count(request, "login_failed_known", f"{account}:{browser}")
        else:
            self._count(request, "login_failed", f"{account}@{get_ip(request)}")
            self._count(request, "login_failed_anywhere", account)

    def _count(self, request: HttpRequest, action: str, key: str) -> None:
        used = consume(request, app="allauth.account", action=action, key=key)
        if not used:
            raise self.validation_error("too_many_login_attempts")
        earlier = getattr(self, "_login_failed_rl_usage", None)
        self._login_failed_rl_usage = RateLimitUsage([*(earlier.usage if earlier else ()), *used.usage])

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """Lead the person on, and let this browser be known from now on."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        response.set_signed_cookie(
            _cookie(str(user.pk)),
            secrets.token_urlsafe(12),
            salt=_salt(user),
            max_age=KNOWN_FOR,
            path=reverse("account_login"),
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
        return response


def _tried(**credentials: Any) -> str:
    """The name or address that was written, without regard to case."""
    return str(credentials.get("email") or credentials.get("username") or "").strip().lower()


def _owner(**credentials: Any) -> User | None:
    """The account that is meant, however it is named."""
    tried = _tried(**credentials)
    found = User.objects.filter(Q(username__iexact=tried) | Q(email__iexact=tried)).order_by("pk")
    return found.first() if tried else None


def _known_browser(request: HttpRequest, owner: User) -> str:
    """The token of a browser in which this very account has signed in before; empty for any other."""
    told: str = request.get_signed_cookie(
        _cookie(str(owner.pk)), default="", salt=_salt(owner), max_age=KNOWN_FOR
    )
    return told


def _salt(user: User) -> str:
    """What the cookie is signed with: another where the password is another."""
    return f"{_SALT}:{salted_hmac(_SALT, user.password).hexdigest()}"


def _cookie(account: str) -> str:
    """A name for each account: several people may share one browser. The name is part of what is signed."""
    return f"known_{account}"
