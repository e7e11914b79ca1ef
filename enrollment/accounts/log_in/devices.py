"""Recognise browsers in which an account was logged in before, by a signed cookie.

Wrong passwords typed in other browsers do not count here (OWASP's "device cookie"). The cookie grants no access; it
only decides which counter a failure goes to.
"""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.crypto import get_random_string

from enrollment.models import User

COOKIE = "device"
LIFE = timedelta(days=365)
KNOWN = "laos.known_account"  # in the environment of the request


def known_device(request: HttpRequest, account: User | None) -> str:
    """Return the cookie's value if the account has been logged in in this browser, else an empty string."""
    if account is None:
        return ""
    age = int(LIFE.total_seconds())
    return request.get_signed_cookie(COOKIE, default="", salt=_salt(account), max_age=age) or ""


def remember(request: HttpRequest, account: User) -> None:
    """Mark this browser as one of the account's; ``mark()`` sets the cookie on the response."""
    request.META[KNOWN] = account


def mark(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Set the cookie to a new random value, so that the browser's failures start from zero."""
    account = request.META.get(KNOWN)
    if account is not None:
        response.set_signed_cookie(
            COOKIE,
            get_random_string(22),
            # The salt binds the cookie to one account without naming it.
            salt=_salt(account),
            max_age=LIFE,
            # Only the account pages read the cookie.
            path=reverse("account_login").removesuffix("login/"),
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return response


def _salt(account: User) -> str:
    # Includes the session hash: a new password invalidates the cookies of all browsers.
    return f"device-of-{account.pk}-{account.get_session_auth_hash()}"
