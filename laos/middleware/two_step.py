"""Require two-step login on every page for staff and coordinators."""

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

# URL prefixes of the pages for staff. A test checks that every other page is open to all users.
STAFF = (
    "admin/",
    "department/",
    "figures/",
    "people/",
    "registrations/",
    "roll-call/",
    "my/equivalents/documents/",
)
COORDINATORS = ("department/",)
LOG_OUT = "admin:logout"
# Views that add, remove or show a second factor. If open, a session without it could replace it with its own.
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
    """Return the requested URL; for a submitted form, the page it was on, as the form's URL may not accept GET."""
    sent_from = urlsplit(request.headers.get("Referer", ""))
    if request.method in {"GET", "HEAD"} or sent_from.netloc != request.get_host():
        return request.get_full_path()
    return urlunsplit(("", "", sent_from.path, sent_from.query, ""))


def is_closed(request: HttpRequest) -> bool:
    """Return whether the page requires two-step login and this staff member or coordinator has used one step only."""
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
    """Return whether this account has staff or coordinator access to the page."""
    if user.is_staff or user.is_superuser:
        return True
    is_theirs = match.route.startswith(COORDINATORS) or match.view_name in FACTORS
    return is_theirs and bool(getattr(user, "is_coordinator", False))
