"""Whether the user logged in or gave the password recently.

allauth counts only a password given on its own reauthentication page, and so asks again right after log-in.
"""

from __future__ import annotations

import time

from allauth.account import app_settings
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from django.http import HttpRequest

from enrollment.models import User


def note_log_in(request: HttpRequest, user: User) -> None:
    """Record a log-in that allauth does not record: the one after an address is confirmed."""
    if not get_authentication_records(request, user):
        record_authentication(request, user, "confirmed")


def authenticated(request: HttpRequest | None) -> bool:
    """Return whether the user authenticated within ``ACCOUNT_REAUTHENTICATION_TIMEOUT``."""
    if request is None or not request.user.is_authenticated:
        return False
    records = get_authentication_records(request, request.user)
    last = max((record["at"] for record in records), default=0)
    # By the clock that allauth writes the records with.
    return bool(time.time() - last < app_settings.REAUTHENTICATION_TIMEOUT)
