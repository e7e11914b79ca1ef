"""Log-in by Feide, with OpenID Connect: see docs/operators/feide.md."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

# In the session, once the log-in is complete: whose it is, and the ID token that Feide wants back at the log-out.
SESSION_KEY = "feide"


def is_on() -> bool:
    return bool(settings.FEIDE_CLIENT_ID)


def came_by_feide(request: HttpRequest) -> bool:
    """Whether the person who is logged in came by Feide, and not with a password or a passkey of ours."""
    return id_token_of(request) is not None


def id_token_of(request: HttpRequest) -> str | None:
    """Return the ID token of a session that came by Feide."""
    if not request.user.is_authenticated:
        return None
    # The account is compared: a log-in by Feide that was not completed says nothing about the next log-in.
    kept = request.session.get(SESSION_KEY) or {}
    return kept["id_token"] if kept.get("account") == request.user.pk else None


def keep_id_token(request: HttpRequest, id_token: str | None) -> None:
    """Remember for this session that it came by Feide, or with ``None`` that it did not."""
    if id_token is None:
        request.session.pop(SESSION_KEY, None)
    else:
        request.session[SESSION_KEY] = {"account": request.user.pk, "id_token": id_token}
