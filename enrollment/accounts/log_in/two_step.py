"""Two-step login for staff and coordinators: which sessions count as logged in with two steps.

allauth records the methods in the session. A passkey counts as two steps, and so does Feide, which has its own.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import (
    AUTHENTICATION_METHODS_SESSION_KEY,
    record_authentication,
)
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed
from django.contrib.auth import REDIRECT_FIELD_NAME, SESSION_KEY
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from enrollment.accounts.feide import came_by_feide
from enrollment.models import User

# Recovery codes are no factor of their own; they accompany one.
FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
# Session keys: the page that was requested, and the page offered after the set-up.
ASKED_FOR = "two_step_asked_for"
GO_ON_TO = "two_step_go_on_to"


def has_two_steps(request: HttpRequest) -> bool:
    """Return whether this session was logged in with two steps or has confirmed the second step since."""
    return "mfa" in _methods(request) or came_by_feide(request)


def has_factor(user: User) -> bool:
    return bool(get_adapter().is_mfa_enabled(user, types=FACTORS))


def confirming_page(user: User) -> str:
    """Return the page where an account with a factor confirms the second step."""
    with_app = get_adapter().is_mfa_enabled(user, types=[Authenticator.Type.TOTP])
    return reverse("mfa_reauthenticate" if with_app else "mfa_reauthenticate_webauthn")


def demand_before(page: str) -> str:
    """Return the URL of the page that requires two-step login and then leads to ``page``."""
    return f"{reverse('two_step')}?{urlencode({REDIRECT_FIELD_NAME: page})}"


def is_demanded(request: HttpRequest) -> bool:
    """Return whether the reauthentication page leads to the two-step page, where a password is not enough."""
    return urlsplit(get_next_redirect_url(request) or "").path == reverse("two_step")


@transaction.atomic
def forget_second_factor(user: User) -> int:
    """Delete the factors of an owner who has lost them, and end all sessions. Return the number of factors."""
    removed = Authenticator.objects.filter(user=user).delete()[1]
    end_sessions(user)
    return sum(removed.values())


def end_sessions(user: User) -> None:
    """End every session of an account."""
    # Sessions are not indexed by account; there are few enough to decode each.
    ended = [
        session.pk
        for session in Session.objects.iterator()
        if session.get_decoded().get(SESSION_KEY) == str(user.pk)
    ]
    Session.objects.filter(pk__in=ended).delete()


def note_new_factor(request: HttpRequest, user: User, authenticator: Any, **_more: Any) -> None:
    """Count the session in which a first factor is set up as two-step (``laos.middleware.two_step``)."""
    if authenticator.type in FACTORS:
        record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type)
        if page := request.session.pop(ASKED_FOR, None):
            request.session[GO_ON_TO] = page


def forget_last_factor(request: HttpRequest, user: User, **_more: Any) -> None:
    """Stop counting the session as two-step when the account has no factor left."""
    if not has_factor(user):
        records = get_authentication_records(request, user)
        request.session[AUTHENTICATION_METHODS_SESSION_KEY] = [
            record for record in records if record["method"] != "mfa"
        ]


def connect() -> None:
    authenticator_added.connect(note_new_factor)
    authenticator_removed.connect(forget_last_factor)


def _methods(request: HttpRequest) -> set[str]:
    user = None if isinstance(request.user, AnonymousUser) else request.user
    return {record["method"] for record in get_authentication_records(request, user)}
