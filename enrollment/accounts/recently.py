"""Whether one logged in or gave the password within the last minutes.

allauth itself asks for the password once more right after the log-in: it counts only what was given on that page.
"""

from __future__ import annotations

import time

from allauth.account import app_settings
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from django.http import HttpRequest

from enrollment.models import User


def note_log_in(request: HttpRequest, user: User) -> None:
    """Note a log-in that allauth notes nowhere: the one that follows when an address is confirmed."""
    if not get_authentication_records(request, user):
        record_authentication(request, user, "confirmed")


def authenticated(request: HttpRequest | None) -> bool:
    """Whether the session was logged in to within ``ACCOUNT_REAUTHENTICATION_TIMEOUT``."""
    if request is None or not request.user.is_authenticated:
        return False
    records = get_authentication_records(request, request.user)
    last = max((record["at"] for record in records), default=0)
    return bool(time.time() - last < app_settings.REAUTHENTICATION_TIMEOUT)
