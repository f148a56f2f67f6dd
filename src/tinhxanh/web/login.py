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
from allauth.account.models import EmailAddress
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
        tried = _tried(**credentials)
        owners = _owners(tried)
        for owner in owners:
            self._count_for(request, str(owner.pk), _known_browser(request, owner))
        if not owners:
            self._count_for(request, f"?{tried}", "")

    def _count_for(self, request: HttpRequest, account: str, browser: str) -> None:
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


def _owners(tried: str) -> list[User]:
    """The accounts whose password such an attempt is tried against, however they are named.

    Mostly one; an address that was noted for two people is tried against both. An account may have
    addresses besides the one in its own row: allauth keeps those apart, and takes them at signing in.
    """
    if not tried:
        return []
    named = Q(username__iexact=tried) | Q(email__iexact=tried)
    noted = EmailAddress.objects.filter(email__iexact=tried).values("user")
    return list(User.objects.filter(named | Q(pk__in=noted)).order_by("pk"))


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
