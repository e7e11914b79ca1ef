"""Rate limits: count attempts on the account pages, and answer 429 on every page."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil
from typing import Any

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.timesince import timeuntil

from enrollment import clock
from enrollment.accounts.log_in import devices
from enrollment.refusals.attempts import TooManyAttempts, TooManyOnNetwork
from enrollment.throttling import HOUR, MINUTE, Attempt, Limit, network_of

# POST requests per network and page. High enough for a lecture hall behind one address on opening day. Log-ins are not
# here: only wrong passwords count, see enrollment/accounts/log_in/guessing.py.
ON_NETWORK = {
    "account_signup": [Limit("sign-ups", 500, MINUTE), Limit("sign-ups", 3000, HOUR)],
    "account_reset_password": [Limit("resets", 300, MINUTE), Limit("resets", 1000, HOUR)],
    "account_reset_password_from_key": [Limit("new-passwords", 300, MINUTE)],
    "account_confirm_email": [Limit("confirmations", 500, MINUTE)],
    "account_email_verification_sent": [Limit("codes", 500, MINUTE)],
    "mfa_login_webauthn": [Limit("passkeys", 500, MINUTE)],
    "feide_login": [Limit("feide", 500, MINUTE)],
}
# POST requests per account and page. Each new address sends a letter to a possible stranger.
BY_ACCOUNT = {"account_email": [Limit("addresses", 20, HOUR)]}


class Throttling:
    """Middleware: refuse POST requests over the limits, and answer 429 to ``TooManyAttempts`` from any view.

    It also sets the cookie of ``devices`` after a log-in, on the way out: failures in a known browser have their own
    counter.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return devices.mark(request, self.get_response(request))

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        if request.method != "POST" or request.resolver_match is None:
            return None
        page = request.resolver_match.view_name
        at = clock.now()
        try:
            Attempt(
                [limit.count(network_of(request), at=at) for limit in ON_NETWORK.get(page, [])],
                TooManyOnNetwork,
            ).begin()
            Attempt(
                [limit.count(request.user.pk, at=at) for limit in BY_ACCOUNT.get(page, [])]
            ).begin()
        except TooManyAttempts as refusal:
            return answer(request, refusal)
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return answer(request, exception) if isinstance(exception, TooManyAttempts) else None


def answer(request: HttpRequest, refusal: TooManyAttempts) -> HttpResponse:
    """Answer 429 with the waiting time, as a page or as JSON."""
    now = clock.now()
    seconds = max(1, ceil((refusal.until - now).total_seconds()))
    response: HttpResponse
    if get_adapter(request).is_ajax(request):
        response = JsonResponse({"error": str(refusal), "seconds": seconds}, status=429)
    else:
        # Count from the start of the current minute, so the page never says "0 minutes".
        wait = timeuntil(refusal.until, now.replace(second=0, microsecond=0))
        response = render(request, "429.html", {"refusal": refusal, "wait": wait}, status=429)
    response.headers["Retry-After"] = str(seconds)
    add_never_cache_headers(response)
    return response
