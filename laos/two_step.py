"""Demand two-step login before the pages of staff and coordinators, whatever page of theirs is asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import ResolverMatch

from enrollment.accounts.log_in.two_step import demand_before, has_factor, has_two_steps
from enrollment.models import User

# How the addresses begin that staff use as staff; a test holds that every other page is for everybody.
STAFF = (
    "admin/",
    "department/",
    "figures/",
    "registrations/",
    "roll-call/",
    "my/equivalents/documents/",
)
COORDINATORS = ("department/",)
LOG_OUT = "admin:logout"
# Where a second step is added, removed or seen: a session that lacks it could otherwise exchange it for its own.
FACTORS = {
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_add_webauthn",
    "mfa_edit_webauthn",
    "mfa_remove_webauthn",
    "mfa_view_recovery_codes",
    "mfa_download_recovery_codes",
    "mfa_generate_recovery_codes",
}


class TwoStep:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        if not settings.STAFF_TWO_STEP or not is_closed(request):
            return None
        return redirect(demand_before(_page_of(request)))


def _page_of(request: HttpRequest) -> str:
    """Return the address that was asked for; of a form that was sent, the page it stood on: its own may be no page."""
    sent_from = urlsplit(request.headers.get("Referer", ""))
    if request.method in {"GET", "HEAD"} or sent_from.netloc != request.get_host():
        return request.get_full_path()
    return urlunsplit(("", "", sent_from.path, sent_from.query, ""))


def is_closed(request: HttpRequest) -> bool:
    """Whether the page is one of staff or coordinators, and they have logged in by one step only."""
    match = request.resolver_match
    if match is None or not _may_be_closed(match) or not isinstance(request.user, User):
        return False
    user = request.user
    if not _is_trusted(user, match) or has_two_steps(request):
        return False
    return match.view_name not in FACTORS or has_factor(user)


def _may_be_closed(match: ResolverMatch) -> bool:
    is_of_staff = match.route.startswith(STAFF) and match.view_name != LOG_OUT
    return is_of_staff or match.view_name in FACTORS


def _is_trusted(user: User, match: ResolverMatch) -> bool:
    """Whether the page is closed to some and open to this account."""
    if user.is_staff or user.is_superuser:
        return True
    is_theirs = match.route.startswith(COORDINATORS) or match.view_name in FACTORS
    return is_theirs and bool(getattr(user, "is_coordinator", False))
