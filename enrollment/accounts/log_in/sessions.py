"""Show an owner where the account is logged in, and end those sessions.

allauth keeps a row per session from log-in. ``last_seen_at`` is updated at most once every ten minutes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.signals import user_logged_in
from allauth.usersessions.internal import flows
from allauth.usersessions.models import UserSession
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext

from enrollment import clock
from enrollment.models import User
from enrollment.throttling import MINUTE

SEEN_EVERY = 10 * MINUTE

# The first match wins: many browsers also name others.
BROWSERS = {
    "Edge": r"Edg(e|A|iOS)?/",
    "Opera": r"OPR/|Opera",
    "Samsung Internet": r"SamsungBrowser/",
    "Firefox": r"Firefox/|FxiOS/",
    "Chrome": r"Chrome/|CriOS/|HeadlessChrome/",
    "Safari": r"Safari/",
}
SYSTEMS = {
    "iPhone": r"iPhone",
    "iPad": r"iPad",
    "Android": r"Android",
    "Windows": r"Windows",
    "ChromeOS": r"CrOS",
    "macOS": r"Macintosh",
    "Linux": r"Linux|X11",
}


@dataclass(frozen=True, slots=True)
class LoggedIn:
    """A session as shown to its owner."""

    pk: int
    browser: str
    address: str
    since: datetime
    last_seen: datetime
    is_this_one: bool


def sessions_of(user: User, current: str | None, at: datetime) -> list[LoggedIn]:
    """Return an account's active sessions: the current one first, then the most recently seen."""
    alive = _keys_alive(user, at)
    found = [
        LoggedIn(
            pk=row.pk,
            browser=browser_of(row.user_agent),
            address=row.ip,
            since=row.created_at,
            last_seen=row.last_seen_at,
            is_this_one=row.session_key == current,
        )
        for row in UserSession.objects.filter(user=user, session_key__in=alive)
    ]
    return sorted(found, key=lambda session: (session.is_this_one, session.last_seen), reverse=True)


def end_session(request: HttpRequest, session: UserSession) -> None:
    flows.sessions.end_sessions(request, [session])


def end_other_sessions(request: HttpRequest, user: User) -> None:
    flows.sessions.end_other_sessions(request, user)


def clear_rows_of_ended_sessions() -> None:
    alive = Session.objects.filter(session_key=OuterRef("session_key"))
    UserSession.objects.filter(~Exists(alive)).delete()


def browser_of(user_agent: str) -> str:
    """Return "Firefox on Windows" or as much of it as the user agent tells."""

    def first(known: dict[str, str]) -> str:
        return next((name for name, sign in known.items() if re.search(sign, user_agent)), "")

    browser, system = first(BROWSERS), first(SYSTEMS)
    if browser and system:
        return gettext("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or gettext("Unknown browser")


class SeenMiddleware:
    """Record when a session was last used. Only GET requests count, so that saving never waits for it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        # Sessions logged in through allauth carry this key.
        if request.method == "GET" and AUTHENTICATION_METHODS_SESSION_KEY in request.session:
            note_seen(request, clock.now())
        return response


def note_seen(request: HttpRequest, at: datetime) -> None:
    """Record that the session is in use, unless recorded within the last ten minutes."""
    key = request.session.session_key
    if key is None or not cache.add(name_in_cache(key), True, timeout=SEEN_EVERY):
        return
    if not request.user.is_authenticated:
        return
    try:
        address = get_adapter().get_client_ip(request)
    except PermissionDenied:
        return
    rows = UserSession.objects.filter(session_key=key, user=request.user.pk)
    if not rows.update(last_seen_at=at, ip=address):
        # The session predates these rows, or its key changed with the password.
        UserSession.objects.create_from_request(request)


def note_log_in(request: HttpRequest, **_more: Any) -> None:
    cache.set(name_in_cache(request.session.session_key or ""), True, timeout=SEEN_EVERY)


def connect() -> None:
    user_logged_in.connect(note_log_in)


def name_in_cache(session_key: str) -> str:
    # Hashed: the session key itself grants access.
    return f"seen-{sha256(session_key.encode()).hexdigest()}"


def _keys_alive(user: User, at: datetime) -> list[str]:
    """Return the keys of an account's active sessions: not expired, and begun after the last change of password."""
    kept = UserSession.objects.filter(user=user).values("session_key")
    hashes = [user.get_session_auth_hash(), *user.get_session_auth_fallback_hash()]
    return [
        session.session_key
        for session in Session.objects.filter(session_key__in=kept, expire_date__gt=at)
        if _is_of(session.get_decoded(), user, hashes)
    ]


def _is_of(data: dict[str, Any], user: User, hashes: list[str]) -> bool:
    given = data.get(HASH_SESSION_KEY, "")
    return data.get(SESSION_KEY) == str(user.pk) and any(
        constant_time_compare(given, expected) for expected in hashes
    )
