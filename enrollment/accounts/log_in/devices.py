"""Browsers in which an account was logged in to before, known by a signed cookie.

Wrong passwords that a stranger types elsewhere do not count there: OWASP calls it a device cookie. The cookie opens
nothing; it only says whose failures are counted apart.
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


def known_device(request: HttpRequest, account: User | None) -> str:
    """Return the name of the browser if the account was logged in to in it, else nothing."""
    if account is None:
        return ""
    age = int(LIFE.total_seconds())
    return request.get_signed_cookie(COOKIE, default="", salt=_salt(account), max_age=age) or ""


def remember(request: HttpRequest, account: User) -> None:
    """Have the answer to a request make its browser one of the account's."""
    request.known_account = account  # type: ignore[attr-defined]


def mark(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Give the browser a new name, so that its failures are counted from none again."""
    account = getattr(request, "known_account", None)
    if account is not None:
        response.set_signed_cookie(
            COOKIE,
            get_random_string(22),
            # The cookie names no account, but is good for one only.
            salt=_salt(account),
            max_age=LIFE,
            # The root of the pages of accounts, which alone ask for it.
            path=reverse("account_login").removesuffix("login/"),
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return response


def _salt(account: User) -> str:
    # With a new password, the browsers in which the old one was used are forgotten.
    return f"device-of-{account.pk}-{account.get_session_auth_hash()}"
