"""The stricter baseline: the trivial view with only the middleware needed for sessions and accounts."""

from __future__ import annotations

from .trivial import *  # noqa: F403  # everything except the middleware

MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # allauth refuses to start without it.
    "allauth.account.middleware.AccountMiddleware",
]
