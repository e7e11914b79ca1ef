"""Log-in through Feide with OpenID Connect (docs/operators/feide.md)."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

# Session data of a completed log-in: the account, and the ID token that Feide wants at log-out.
SESSION_KEY = "feide"


def is_on() -> bool:
    return bool(settings.FEIDE_CLIENT_ID)


def came_by_feide(request: HttpRequest) -> bool:
    """Return whether the user logged in through Feide rather than with a password or passkey of ours."""
    return id_token_of(request) is not None


def id_token_of(request: HttpRequest) -> str | None:
    """Return the ID token if this session was logged in through Feide."""
    if not request.user.is_authenticated:
        return None
    # Compare the account: an unfinished Feide log-in must not mark the next log-in.
    kept = request.session.get(SESSION_KEY) or {}
    return kept["id_token"] if kept.get("account") == request.user.pk else None


def keep_id_token(request: HttpRequest, id_token: str | None) -> None:
    """Mark this session as logged in through Feide; ``None`` removes the mark."""
    if id_token is None:
        request.session.pop(SESSION_KEY, None)
    else:
        request.session[SESSION_KEY] = {"account": request.user.pk, "id_token": id_token}
