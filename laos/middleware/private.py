"""Keep personal pages out of caches."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

ACCOUNTS = "/accounts/"


def keep_private(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: forbid caching of account pages and of every page shown to a signed-in user.

    Otherwise the back button would show them to the next user of the same machine.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if SESSION_KEY in request.session or request.path.startswith(ACCOUNTS):
            patch_cache_control(response, private=True, no_store=True)
        return response

    return answer
