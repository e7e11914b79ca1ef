"""The stricter yardstick: the same view with the least middleware that reads a session and an account."""

from __future__ import annotations

from .trivial import *  # noqa: F403  # all of it but the middleware

MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # allauth refuses to start without it.
    "allauth.account.middleware.AccountMiddleware",
]
